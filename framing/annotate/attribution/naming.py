"""Names for speakers, for the attributions that somebody asks for: as published, or whom a pronoun stands for.

A pronoun is resolved where one speaker of the same or the previous paragraph fits; otherwise it stays unresolved, and
so does He at the start of a sentence in an article about somebody of that surname. The party is given all the same
where everybody who could be meant is of one side.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.antecedents import Antecedents
from framing.annotate.attribution.bodies import Bodies
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.mentions import FARTHEST, Mentions, before, remembered, spokespeople
from framing.annotate.attribution.names import PERSON
from framing.annotate.attribution.parties import Parties, fold_word
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.pronouns import Introductions, Person, fits
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.speakers import Speakers, find_speakers
from framing.records.arrays import Flags, Ints

_RESOLVABLE = ("he", "she", "they")
#: In long paragraphs of many speakers a pronoun means who spoke in the last sentences.
_JUST_BEFORE = 3
_SINGULAR = ("he", "she")
#: How plural words for people end: growers, actors, activists, politicians.
_PEOPLE = ("ers", "ors", "ists", "ians")
#: What stands for a thing that spoke, and with what no name ends.
_POINTING = frozenset("it this that these those him them us me".split())
_NO_END = frozenset("a an the".split())
#: Words that are taken for a speaker where a clause has none ("*there* said"), nobody's names.
_NOBODY = frozenset(
    """there far well more likely little better almost likewise including but no and indeed less best said here seems
    help helps new each older mere please""".split()
)


@dataclass(slots=True)
class Named:
    """Parallel columns, one row an attribution asked for; party, kind and channel are numbers of ``Parties.values``."""

    name: list[str]
    party: Ints
    kind: Ints
    channel: Ints
    ambiguous: Flags


class Namer:
    """Names the speakers of one passage."""

    def __init__(self, found: Found, parties: Parties) -> None:
        self._layout, self._names = found.layout, found.names
        self._speakers = speakers = find_speakers(found, parties)
        cue = found.drafts.cue_start
        mentions = Mentions(found, parties, speakers)
        self._party, self._kind = remembered(speakers, cue, mentions)
        spokespeople(found, speakers, self._party, self._kind)
        self._told, self._relayed = speakers.channel, found.channels
        self._media = parties.values["media"]
        self._shared = np.arange(len(cue))
        if found.same:
            self._shared[np.array(list(found.same))] = np.array(list(found.same.values()))
        self._start, self._end = speakers.start.tolist(), speakers.end.tolist()
        self._pronoun: list[bool] = speakers.pronoun.tolist()
        self._is_he = _capital_he(found.layout, speakers)
        self._thing: list[bool] = speakers.thing.tolist()
        self._cue: list[int] = cue.tolist()
        self._starts: dict[str, list[int]] = {}
        self._introductions = Introductions(found.layout, found.names, parties, mentions.offices)
        self._antecedents = Antecedents(found, parties, speakers, mentions)
        self._bodies = Bodies(found, parties, speakers, mentions, (self._party, self._kind))
        self._persons: dict[int, tuple[Person | None, list[str], bool]] = {}
        self._settled: dict[int, tuple[str, int, int, bool]] = {}

    def of(self, rows: Ints) -> Named:
        """The speakers of the given rows, resolved as far as that is safe."""
        use = self._shared[rows]
        ambiguous = use != rows
        party, kind = self._party[use], self._kind[use]
        channel = np.where(self._told[use] > 0, self._told[use], self._relayed[rows])
        named = np.flatnonzero((self._speakers.end[use] > self._speakers.start[use]) & ~self._speakers.pronoun[use])
        names = [""] * len(use)
        texts = self._layout.passage.texts(self._speakers.start[use[named]], self._speakers.end[use[named]])
        self._bodies.look_up(use.take(named))
        for place, text in zip(named.tolist(), texts, strict=True):
            names[place] = name = clean_name(text)
            if name.lower() in _POINTING:
                names[place], ambiguous[place] = f"{name.lower()} (unresolved)", True
                body = self._bodies.of(int(use[place]))
                if body is not None:
                    names[place] = clean_name(self._layout.passage.text(*body.words))
                    party[place], kind[place] = body.party, body.kind
            elif name.lower() in _NOBODY or name.rsplit(" ", 1)[-1] in _NO_END:
                names[place] = ""
        pronouns = np.flatnonzero(self._speakers.pronoun[use])
        self._antecedents.look_up(use.take(pronouns))
        for place, row in zip(pronouns.tolist(), use[pronouns].tolist(), strict=True):
            names[place], party[place], kind[place], doubtful = self._settle(row)
            ambiguous[place] |= doubtful
        return Named(names, party, kind, channel, ambiguous)

    def _settle(self, row: int) -> tuple[str, int, int, bool]:
        """Name, party, kind and doubt of a pronoun, or of the surname He."""
        known = self._settled.get(row)
        if known is None:
            he = self._number_of_he(self._start[row]) if row in self._is_he else -1
            known = self._settled[row] = self._pronoun_of(row) if he < 0 else self._surname(row, he)
        return known

    def _number_of_he(self, at: int) -> int:
        """Which introduction of somebody called He a word is about, at a sentence's start one before it; or -1."""
        number = self._introductions.index(at)
        later = number >= 0 and self._introductions.person(number).words[0] > at
        return -1 if later and self._place("sentence", at) == at else number

    def _surname(self, row: int, number: int) -> tuple[str, int, int, bool]:
        """He in an article that introduces somebody of that name."""
        at, named = self._start[row], self._introductions.person(number)
        # No pronoun has an office behind a comma: "He, the lead negotiator, said".
        if self._place("sentence", at) == at and not self._layout.gf[at + 1] & G.COMMA:
            party, kind = self._of_one_side(row, named)
            return "He (surname or pronoun)", party, kind, True
        several = self._introductions.several(at)
        return "He" if several else self._layout.passage.text(*named.words), named.party, named.kind, several

    def _of_one_side(self, row: int, named: Person) -> tuple[int, int]:
        """Party and kind of a sentence's first word He, where surname and pronoun can only mean people of one side."""
        meant = [one for _, one in self._candidates(row, "he")] or self._last_speaker(row, "he")
        sides = {one.party for one in meant} | self._names.all_of(PERSON, self._earliest(row), self._start[row])
        kinds = {one.kind for one in meant} | {named.kind}
        return (named.party, named.kind if len(kinds) == 1 else 0) if sides == {named.party} else (0, 0)

    def _pronoun_of(self, row: int) -> tuple[str, int, int, bool]:
        """Who the opening clause is about; or the one speaker of this and the previous paragraph whom the pronoun fits,
        or with a doubt the one of several who spoke just before; else it stays unresolved."""
        word = self._layout.passage.word(self._start[row]).replace("’", "'").split("'")[0]
        word = word if word == "I" else word.lower()
        every = self._candidates(row, word) if word in _RESOLVABLE else []
        about = self._about(row, word, every)
        if about is not None:
            return clean_name(self._layout.passage.text(*about.words)), about.party, about.kind, False
        meant = [one for _, one in every]
        if len(every) == 1 or (every and self._just_before(row, every)):
            one = meant[0]
            return clean_name(self._layout.passage.text(*one.words)), one.party, one.kind, len(every) > 1
        about = self._antecedents.earlier.get(row)
        if not every and about is not None and self._may_be(word, about):
            return clean_name(self._layout.passage.text(*about.words)), about.party, about.kind, True
        parties, kinds = {one.party for one in meant}, {one.kind for one in meant}
        party, kind = (min(some) if len(some) == 1 else 0 for some in (parties, kinds))
        return f"{word} (unresolved)", party, kind if party else 0, True

    def _about(self, row: int, word: str, every: list[tuple[int, Person]]) -> Person | None:
        """Whom he or she means by the sentence: its opening clause, or its main one where nobody of those whom the word
        fits spoke in it."""
        about = self._antecedents.opening.get(row)
        if about is None and (not every or every[0][0] < self._place("sentence", self._start[row])):
            about = self._antecedents.main.get(row)
        return about if about is not None and self._may_be(word, about) else None

    def _may_be(self, word: str, one: Person) -> bool:
        """Whether he or she may mean somebody."""
        words = self._folded(one)
        return word in _SINGULAR and fits(word, words, many=self._are_people(one, words[-1]))

    def _just_before(self, row: int, every: list[tuple[int, Person]]) -> bool:
        """Whether the last of several speakers spoke in the sentences just before, and since then nobody else."""
        starts = self._starts_of("sentence")
        number = bisect_right(starts, self._cue[row]) - 1
        last = bisect_right(starts, every[0][0]) - 1
        first = int(starts[max(min(number - 1, last), 0)])
        return number - last <= _JUST_BEFORE and every[1][0] < first

    def _candidates(self, row: int, pronoun: str) -> list[tuple[int, Person]]:
        """The speakers of this and the previous paragraph whom the pronoun fits, where each spoke last, the last first.

        Gao Feng and Gao are one person, whichever of the names is the surname.
        """
        earliest = self._earliest(row)
        found: list[tuple[int, Person]] = []
        known: set[str] = set()
        surnames: set[str] = set()
        for earlier in before(row):
            if self._cue[earlier] < earliest:
                break
            one, words, many = self._person(earlier)
            thing = pronoun in _SINGULAR and self._thing[earlier]
            if one is not None and not thing and fits(pronoun, words, many=many):
                if words[-1] not in known and surnames.isdisjoint(words):
                    found.append((self._cue[earlier], one))
                known.update(words)
                surnames.add(words[-1])
        return found

    def _last_speaker(self, row: int, pronoun: str) -> list[Person]:
        """The last speaker of the field before a row whom the pronoun fits."""
        start = self._place("field", self._cue[row])
        for earlier in before(row):
            if self._cue[earlier] < start:
                break
            one, words, many = self._person(earlier)
            if one is not None and one.kind != self._media and fits(pronoun, words, many=many):
                return [one]
        return []

    def _person(self, row: int) -> tuple[Person | None, list[str], bool]:
        """Who is named at a row, with the folded words of the name, and whether they are several; nobody where that is
        not sure."""
        known = self._persons.get(row)
        if known is None:
            one = self._named(row)
            words = self._folded(one) if one is not None else []
            known = self._persons[row] = one, words, one is not None and self._are_people(one, words[-1])
        return known

    def _are_people(self, one: Person, last: str) -> bool:
        """Whether a name ends in a plural of people, and not behind a preposition ("a source close to the owners")."""
        if not last.endswith("s") or last.endswith("ss"):
            return False
        bits = self._layout.bits(np.arange(*one.words))
        people = bits[-1] & W.SPEAKER or (last.endswith(_PEOPLE) and not bits[-1] & W.CAP)  # "Ada Landers" is one
        return bool(people and not np.any(bits & W.PREP))

    def _folded(self, one: Person) -> list[str]:
        """The words of a name, folded."""
        return [fold_word(self._layout.passage.word(at)) for at in range(*one.words)]

    def _named(self, row: int) -> Person | None:
        """Who is named at a row; nobody at pronouns and where the surname He may be one."""
        if not self._pronoun[row]:
            words = self._start[row], self._end[row]
            return Person(words, int(self._party[row]), int(self._kind[row])) if words[1] > words[0] else None
        at = self._start[row]
        number = self._introductions.index(at) if row in self._is_he else -1
        if number < 0 or self._place("sentence", at) == at or self._introductions.several(at):
            return None
        return self._introductions.person(number)

    def _earliest(self, row: int) -> int:
        """The first word of the paragraph before that of a row, in the same field, no further back than anybody is
        looked for."""
        starts = self._starts_of("paragraph")
        paragraph = bisect_right(starts, self._cue[row]) - 1
        farthest = self._cue[row - FARTHEST] if row >= FARTHEST else 0
        return max(int(starts[max(paragraph - 1, 0)]), self._place("field", self._cue[row]), farthest)

    def _place(self, unit: str, at: int) -> int:
        """The first word of the sentence or field that a word stands in."""
        starts = self._starts_of(unit)
        return int(starts[bisect_right(starts, at) - 1])

    def _starts_of(self, unit: str) -> list[int]:
        """The first words of all sentences, paragraphs or fields."""
        known = self._starts.get(unit)
        if known is None:
            known = self._starts[unit] = getattr(self._layout.passage, unit).tolist()
        return known


def _capital_he(layout: Layout, speakers: Speakers) -> set[int]:
    """The rows whose speaker is He, a pronoun or a surname."""
    rows = np.flatnonzero(speakers.pronoun)
    word = layout.bits(speakers.start.take(rows))
    return set(rows.compress(((word & W.HE) != 0) & ((word & W.CAP) != 0)).tolist())


def clean_name(text: str) -> str:
    """A name on one line, without a possessive or stray marks at its end.

    >>> clean_name("Beijing’s"), clean_name("the commerce\\nministry"), clean_name("the U.S")
    ('Beijing', 'the commerce ministry', 'the U.S.')
    """
    name = " ".join(text.split()) if "\n" in text or "  " in text else text
    for relative in (" who", " which", " that"):
        name = name.removesuffix(relative)
    name = name.removesuffix("’s").removesuffix("'s").strip(" ,;:–—-\"“”'‘")
    return f"{name}." if name[-2:-1] == "." and name[-1:].isupper() else name
