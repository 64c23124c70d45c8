"""Who does it, and to whom: only where the words say so in one of a few safe shapes (``roles``); empty everywhere else.

The names are those of the party table (parties.yml). Which matches are worth reading is decided for all at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.annotate.asked import Asked
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.groups import MOST_HELPERS
from framing.annotate.roles import MOST_WORDS, Roles
from framing.annotate.rolewords import Fact, describe
from framing.annotate.surroundings import LONGEST_NAME, Sides, Surroundings, ask
from framing.annotate.windows import Lowered, read_windows
from framing.records.arrays import Flags, Ints
from framing.records.ascending import merged
from framing.records.batch import Batch

#: No shape asks for names that start further from the match than this: before it, and behind it.
_BEFORE, _BEHIND = LONGEST_NAME + MOST_HELPERS + MOST_WORDS, 3
#: Nor for words further away: before a match whose subject may be far (few sentences are longer), and behind any.
_FAR_BEFORE, _READ_BEHIND = 100, 16


class ActorFinder:
    """Finds actor and target of matches; keeps what it knows of a vocabulary between batches."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._pieces: list[str] | None = None

    def find(
        self, batch: Batch, names: Names, start: Ints, end: Ints, speaking: Sequence[str]
    ) -> tuple[Ints, list[str], list[str]]:
        """The acting party and the party acted on of matches ``[start, end)``; empty where no shape says so.

        ``names`` are the listed names of the batch, ``speaking`` the party whose words each match is, empty for none.
        All matches but those whose numbers come first have neither.
        """
        sides = Sides(names, self._parties)
        near = Surroundings(batch, self._facts(batch), sides)
        spoken = np.fromiter(map(bool, speaking), np.bool_, len(speaking))
        bounds = np.append(batch.sentence_token, batch.tokens)
        sentence = batch.sentence_of(start)
        far = _has_far_subject(near, bounds[sentence], start, spoken)
        rows = np.flatnonzero((near.names_between(start - _BEFORE, end + _BEHIND + 1) | spoken) & ~far)
        rows = rows.compress(_worth_reading(near, start.take(rows), end.take(rows), spoken.take(rows)))
        rows = merged(rows, np.flatnonzero(far))
        start, end, sentence = start.take(rows), end.take(rows), sentence.take(rows)
        first = np.maximum(bounds[sentence], start - np.where(far.take(rows), _FAR_BEFORE, _BEFORE))
        last = np.minimum(bounds[sentence + 1], end + _READ_BEHIND)
        windows = read_windows(batch, self._lowered, first, last)
        named = sides.near(first, end + _BEHIND + 1)
        matches = zip(rows.tolist(), start.tolist(), end.tolist(), windows, named, strict=True)
        roles = [
            Roles(window, beside, sides.is_person, speaking[row]).roles(opening, closing)
            for row, opening, closing, window, beside in matches
        ]
        return rows, [actor for actor, _ in roles], [target for _, target in roles]

    def _facts(self, batch: Batch) -> Asked:
        if batch.pieces is not self._pieces:
            self._pieces = batch.pieces
            self._asked, self._lowered = Asked(describe, batch.pieces), Lowered(batch.pieces)
        return self._asked


def _worth_reading(near: Surroundings, start: Ints, end: Ints, spoken: Flags) -> Flags:
    """Whether any shape is possible at each match: what each of them needs, without its finer points."""
    possible = near.has(end, Fact.PREPOSITION) & near.joined(end)
    possible = ask(possible, lambda rows: near.name_follows(end.take(rows) + 1))
    owned = np.zeros(len(end), np.bool_)
    for ahead in range(MOST_WORDS + 1):
        owned |= near.possessive(end + ahead)
    possible |= ask(owned, lambda rows: near.name_follows(end.take(rows)) | near.name_at(end.take(rows) + 2))
    possible |= ask(near.has(end - 1, Fact.OF_DOER), lambda rows: near.name_follows(end.take(rows) + 1))
    possible |= near.has(start, Fact.CHARGE) & (near.name_follows(start + 1) | near.name_at(start + 3))
    possible |= near.names_between(start + 1, end)  # whoever has to do it, does it or has it done to them
    named = near.name_at(start) | near.name_before(start + 1)
    possible |= (end - start > 1) & named  # the match may hold its subject, or its owner
    possible |= (end - start > 2) & near.name_at(start + 1) & near.has(start, Fact.TITLE)
    rows = np.flatnonzero(near.joined(start) & ~possible)
    possible[rows] = _follows_doer(near, start.take(rows), end.take(rows), spoken.take(rows))
    return possible


def _has_far_subject(near: Surroundings, first: Ints, start: Ints, spoken: Flags) -> Flags:
    """Whether each match may have a subject further away than a name beside it: one shared with a verb before, taken up
    by a pronoun, in front of an aside; or may be the object of what is undertaken."""
    rows = np.flatnonzero(near.names_between(first, start) | spoken)
    at, first, found = start.take(rows), first.take(rows), np.zeros(len(start), np.bool_)
    found[rows] = near.undertaken(at)
    is_verb = near.has(at, Fact.HELPER | Fact.JOINED)
    for _ in range(MOST_HELPERS + 1):
        verbs = np.flatnonzero(is_verb)
        found[rows.take(verbs)] |= near.far_subject(first.take(verbs), at.take(verbs))
        going = near.joined(at) & near.has(at - 1, Fact.HELPER)
        rows, first, at = rows.compress(going), first.compress(going), at.compress(going) - 1
        is_verb = np.ones(len(rows), np.bool_)
    return found


def _follows_doer(near: Surroundings, start: Ints, end: Ints, spoken: Flags) -> Flags:
    """Whether an owner, a subject or whoever is blamed may stand before each match, auxiliaries between."""
    found = near.genitive(start, spoken) | near.genitive(start - 1, spoken)
    found |= near.has(start, Fact.VERB | Fact.HELPER | Fact.STANDS_IN) & near.subject_before(start, spoken)
    plural = near.has(start, Fact.PLURAL) & near.subject_before(start, spoken)
    found |= ask(
        plural, lambda rows: near.has(start.take(rows) + 1, Fact.BEHIND_VERB) | near.name_follows(end.take(rows))
    )
    acts = near.has(start, Fact.ACT) | near.has(end - 1, Fact.ACT)
    found |= ask(acts, lambda rows: near.name_before(start.take(rows) - near.has(start.take(rows) - 1, Fact.MANNER)))
    for words in range(1, MOST_WORDS + 1):
        found |= near.blamed(start - words)
    rows, at = np.arange(len(start)), start
    for _ in range(MOST_HELPERS):
        at = at - 1
        going = np.flatnonzero(near.has(at, Fact.HELPER) & near.joined(at))
        rows, at = rows.take(going), at.take(going)
        found[rows] |= near.subject_before(at, spoken.take(rows))
    return found
