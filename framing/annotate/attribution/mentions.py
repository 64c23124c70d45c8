"""What other mentions of a name in the field tell of its party and kind, and for whom an office alone stands."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.flags import W
from framing.annotate.attribution.introduced import Introduced
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import Layout, last_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.speakers import Speakers
from framing.records.arrays import Ints
from framing.records.ascending import among, changes, places_in

#: Whoever spoke so many attributions ago is not looked for: that keeps an endless paragraph from taking for ever.
FARTHEST = 100
#: Names of so few words may be introduced in full elsewhere.
_SHORT_NAME = 2
#: Of a title so many words are looked at.
_LONGEST_TITLE = 6
_OFFICES = frozenset(
    """ambassador envoy minister premier president chancellor secretary negotiator representative diplomat official
    commissioner senator governor leader speaker chief congressman congresswoman lawmaker general mayor king""".split()
)
_THE, _OFFICIAL = frozenset(["the"]), frozenset(["official", "diplomat", "minister"])
_SEVERAL = -1
_NO_SIDE = np.iinfo(np.int64).max
_SPOKESPEOPLE = frozenset({"spokesperson", "spokesman", "spokeswoman"})
#: Whose "the statement" is, so many paragraphs before it leave open.
_FAR = 5
_STATEMENTS = frozenset("statement communique readout".split())


def _telling_words(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The words that a later mention of each name may end in, with the number of the name: first, last, given name
    and head ("Minister *Wang* Yi", "the *Ministry* of Finance"), none of them twice."""
    last = end - 1
    full = np.flatnonzero(end - start > 2)
    full = full.compress(layout.has(last.take(full), W.CAP) & layout.has(last.take(full) - 1, W.CAP))
    one, two = (layout.has(start + after, W.PREP) & (start + after < end) for after in (2, 3))
    headed = np.flatnonzero((one | two) & layout.has(start, W.DET))
    head = start.take(headed) + np.where(one.take(headed), 1, 2)
    long = np.flatnonzero(last > start)
    which = np.concatenate((np.arange(len(start)), long, full, headed))
    return which, np.concatenate((start, last.take(long), last.take(full) - 1, head))


def _held_offices(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The words for offices inside names of people, with the number of the name: "Danish *envoy* Ada Lund"."""
    titled = np.flatnonzero(end - start > _SHORT_NAME)
    titled = titled.compress(layout.has(end.take(titled) - 1, W.CAP))
    place = np.concatenate([start.take(titled) + ahead for ahead in range(1, _LONGEST_TITLE)])
    which = np.tile(titled, _LONGEST_TITLE - 1)
    inside = np.flatnonzero((place < end.take(which) - 1) & layout.has(place, W.SPEAKER))
    place, which = place.take(inside), which.take(inside)
    office = among_words(layout, place, _OFFICES)
    return which.compress(office), place.compress(office)


class Offices:
    """Parties and kinds that the names of a field have where they are introduced, for later mentions of them."""

    def __init__(self, layout: Layout, speakers: Speakers, cue: Ints) -> None:
        self._layout = layout
        rows = np.flatnonzero((cue >= 0) & ((speakers.party > 0) | (speakers.kind > 0)))
        start, end = speakers.start.take(rows), speakers.end.take(rows)
        which, word = _telling_words(layout, start, end)
        named = self._told(word, speakers, cue, rows.take(which))
        which, word = _held_offices(layout, start, end)
        held = self._told(word, speakers, cue, rows.take(which))
        sure = np.flatnonzero((named[1] != 0) | ~among(named[0], held[0]))
        new = np.flatnonzero(~among(held[0], named[0].take(sure)))
        every = [np.concatenate((one.take(sure), more.take(new))) for one, more in zip(named, held, strict=True)]
        order = np.argsort(every[0])
        self._known, self._party, self._kind = (column.take(order) for column in every)
        self._party = np.maximum(self._party, 0)

    def _told(self, word: Ints, speakers: Speakers, cue: Ints, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """What the rows, each with a word of its name, tell first of these words, by ascending key; the party is
        _SEVERAL for "the official" where officials of two sides speak."""
        keys = self._keys(word, cue.take(rows))
        capital = np.flatnonzero(keys & 1)  # "the Ministry", later "the ministry"
        keys, rows = (np.concatenate(both) for both in ((keys, keys[capital] & ~1), (rows, rows[capital])))
        order = np.lexsort((rows, keys))
        keys, rows = keys.take(order), rows.take(order)
        first = np.flatnonzero(changes(keys))
        known, party = keys[first], speakers.party[rows[first]]
        if len(first):
            sides = speakers.party[rows]
            least = np.minimum.reduceat(np.where(sides > 0, sides, _NO_SIDE), first)
            several = (known & 1 == 0) & (np.maximum.reduceat(sides, first) > least)
            party = np.where(several, _SEVERAL, party)
        return known, party, speakers.kind[rows[first]]

    def _keys(self, word: Ints, cue: Ints) -> Ints:
        """A number for a word in the field of a cue, another one where it has a capital."""
        passage = self._layout.passage
        number = np.searchsorted(passage.field, cue, side="right")
        return number << 33 | passage.fold(word) << 1 | self._layout.has(word, W.CAP)

    def of(self, start: Ints, end: Ints, cue: Ints) -> tuple[Ints, Ints]:
        """Party and kind by the last words of names; 0 where the field does not tell.

        Without a capital only "the ministry" is a later mention, not "an agency", nor "the state news agency".
        """
        if not len(self._known):
            return np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
        at = places_in(self._known, self._keys(end - 1, cue))
        layout = self._layout
        mention = layout.has(end - 1, W.CAP) | (layout.has(start, W.DET) & (end - start == 2))
        known = (at >= 0) & mention
        return np.where(known, self._party[at], 0), np.where(known, self._kind[at], 0)


class Mentions:
    """What a field tells of names: where they speak with an office, and where they are introduced without speaking."""

    def __init__(self, found: Found, parties: Parties, speakers: Speakers) -> None:
        self.offices = Offices(found.layout, speakers, found.drafts.cue_start)
        self._introduced = Introduced(found.layout, found.names, parties)

    def add(self, start: Ints, end: Ints, cue: Ints, party: Ints, kind: Ints) -> None:
        """Fill in ``party`` and ``kind`` of the names ``[start, end)`` of speakers at each ``cue``, as far as they are
        missing and mentions of these names tell them."""
        rows = np.flatnonzero((end > start) & ((party == 0) | (kind == 0)))
        _fill(party, kind, rows, self.offices.of(start.take(rows), end.take(rows), cue.take(rows)))
        short = (end > start) & (end - start <= _SHORT_NAME) & (cue >= 0) & ((party == 0) | (kind == 0))
        rows = np.flatnonzero(short)
        rows = rows.compress(self._introduced.asked(start.take(rows), end.take(rows)))
        if len(rows):
            _fill(party, kind, rows, self._introduced.of(end.take(rows) - 1, cue.take(rows)))


def _fill(party: Ints, kind: Ints, rows: Ints, told: tuple[Ints, Ints]) -> None:
    for known, more in zip((party, kind), told, strict=True):
        known[rows] = np.where(known[rows] > 0, known[rows], more)


def remembered(speakers: Speakers, cue: Ints, mentions: Mentions) -> tuple[Ints, Ints]:
    """Party and kind of all rows, with what other mentions of the name in the field give."""
    party, kind = speakers.party.copy(), speakers.kind.copy()
    rows = np.flatnonzero((speakers.end > speakers.start) & ~speakers.pronoun)
    told = party.take(rows), kind.take(rows)
    mentions.add(speakers.start.take(rows), speakers.end.take(rows), cue.take(rows), *told)
    party[rows], kind[rows] = np.where(speakers.both.take(rows), party.take(rows), told[0]), told[1]
    return party, kind


def spokespeople(found: Found, speakers: Speakers, party: Ints, kind: Ints) -> None:
    """Give "a spokesperson" the party of the office that spoke before in the same paragraph or the one before, "the
    official" that of the only side whose offices did, and "the statement" that of the only one of which anybody did."""
    layout, drafted = found.layout, int((found.drafts.cue_start >= 0).sum())
    short = (speakers.end - speakers.start <= 2) & (speakers.end > speakers.start) & (party == 0)
    _statements(found, speakers, party, kind, np.flatnonzero(short[:drafted]))
    rows = np.flatnonzero((short & (kind > 0))[:drafted])
    last = speakers.end.take(rows) - 1
    official = among_words(layout, speakers.start.take(rows), _THE) & among_words(layout, last, _OFFICIAL)
    asked = official | among_words(layout, last, _SPOKESPEOPLE)
    for row, alone in zip(rows.compress(asked).tolist(), official.compress(asked).tolist(), strict=True):
        sides = _sides_before(found, row, party, kind)
        if sides and (len(set(sides)) == 1 or not alone):
            party[row] = sides[0]


def _statements(found: Found, speakers: Speakers, party: Ints, kind: Ints, rows: Ints) -> None:
    """Give "the statement", among these rows, that of the side that spoke in its paragraph or the one before, if those
    further up tell of no other."""
    layout, last = found.layout, speakers.end.take(rows) - 1
    of_somebody = among_words(layout, last, _STATEMENTS) & among_words(layout, speakers.start.take(rows), _THE)
    for row in rows.compress(of_somebody).tolist():
        near = _sides_before(found, row, party, kind, alike=False)
        every = _sides_before(found, row, party, kind, alike=False, back=_FAR) if near else []
        party[row] = near[0] if len(set(every)) == 1 else 0


def _sides_before(found: Found, row: int, party: Ints, kind: Ints, *, alike: bool = True, back: int = 1) -> list[int]:
    """The parties of those (of the same kind as a row's, if ``alike``) who spoke in its paragraph or one of so many
    before, the last first."""
    layout, cue = found.layout, found.drafts.cue_start
    paragraphs = layout.passage.paragraph
    number = int(np.searchsorted(paragraphs, cue[row], side="right")) - 1
    field = int(last_of(layout.passage.field, cue[row : row + 1], np.zeros(1, np.int64))[0])
    paragraph = max(int(paragraphs[max(number - back, 0)]), field)
    sides = []
    for earlier in before(row):
        if cue[earlier] < paragraph:
            break
        if party[earlier] and (kind[earlier] == kind[row] or not alike):
            sides.append(int(party[earlier]))
    return sides


def before(row: int) -> range:
    """The rows just before one, the nearest first."""
    return range(row - 1, max(row - 1 - FARTHEST, -1), -1)
