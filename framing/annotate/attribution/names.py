"""What the listed names (of sides, offices, kinds of speakers, channels) in some words tell: sorted integers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.ascending import counted_from

#: Codes of the categories; each kind of speaker is a category of its own from KIND on.
SIDE, OFFICE, PLACE, CHANNEL, PERSON, COMMON, PAPER, KIND = range(8)
#: Behind all words.
NEVER = np.iinfo(np.int64).max
#: The one category of a tree of cues of several words.
VERBS = 0


@dataclass(slots=True)
class Told:
    """What the names in some stretches of words tell, one row a stretch; values are numbers, 0 for none.

    ``place``: the words end in a country's name; ``kinds`` counts the kinds of speakers, ``kind`` is the most telling;
    ``presiding`` means an office that companies and clubs have too.
    """

    side: Ints
    channel: Ints
    office: Flags
    place: Flags
    kinds: Ints
    kind: Ints
    presiding: Flags


@dataclass(slots=True)
class Names:
    """One row a meaning of a name in the passage: its words ``[start, end)``, by start, category, longest first."""

    start: Ints
    end: Ints
    category: Ints
    value: Ints
    presiding: Flags

    def within(self, start: Ints, end: Ints) -> Told:
        """What the names between the given words tell; of a category the longest at each place, the first of all."""
        size = len(start)
        row, at = self._pairs(start, end)
        category, value = self.category[at], self.value[at]
        kinds = category >= KIND
        presiding = self.presiding[at]
        kind = np.zeros(size, np.int64)
        # what is written last stands: offices that companies have too first, the most telling kind (smallest) last
        falling = np.lexsort((-value[kinds], ~presiding[kinds]))
        kind[row[kinds][falling]] = value[kinds][falling]
        return Told(
            side=_first(size, row, value, (category == SIDE) & (value > 0)),  # "a China expert" is of no side
            channel=_first(size, row, value, category == CHANNEL),
            office=_any(size, row, category == OFFICE),
            place=_any(size, row, (category == PLACE) & (self.end.take(at) == end.take(row))),
            kinds=np.bincount(row[kinds], minlength=size),
            kind=kind,
            presiding=_any(size, row, kinds & presiding),
        )

    def first(self, category: int, start: Ints, before: Ints, end: Ints) -> Ints:
        """The value of the first name of a category that starts at ``start`` or later, but before ``before``, and ends
        no later than ``end``; 0 for none."""
        rows = np.flatnonzero(self.category == category)
        starts, ends = np.append(self.start.take(rows), NEVER), np.append(self.end.take(rows), 0)
        at = np.searchsorted(starts, start)
        late = np.flatnonzero((ends.take(at) > end) & (starts.take(at) < before))
        while len(late):  # a shorter name at the same word may fit, or the next one
            at[late] += 1
            place = at.take(late)
            late = late.compress((ends.take(place) > end.take(late)) & (starts.take(place) < before.take(late)))
        return np.where(starts.take(at) < before, np.append(self.value.take(rows), 0).take(at), 0)

    def begins(self, category: int, start: Ints, end: Ints) -> Flags:
        """Whether a name of a category starts between the given words."""
        starts = self.start.compress(self.category == category)
        return np.searchsorted(starts, end) > np.searchsorted(starts, start)

    def ends(self, categories: tuple[int, ...], start: Ints, end: Ints) -> Flags:
        """Whether a name of one of these categories ends where each of the given stretches of words does."""
        row, at = self._pairs(start, end)
        last = self.end.take(at) == end.take(row)
        return _any(len(start), row, last & np.isin(self.category.take(at), categories))

    def longest(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Value and end of the longest name from each word on, no further than ``end``; 0 and the word for none."""
        value, last = np.zeros(len(start), np.int64), start.copy()
        row, at = self._pairs(start, end)
        here = self.start[at] == start[row]
        value[row[here]], last[row[here]] = self.value[at[here]], self.end[at[here]]
        return value, last

    def all_of(self, category: int, start: int, end: int) -> set[int]:
        """The values of a category between two words."""
        low, high = np.searchsorted(self.start, (start, end)).tolist()
        inside = (self.category[low:high] == category) & (self.end[low:high] <= end)
        return set(self.value[low:high][inside].tolist())

    def _pairs(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Stretches with the names inside them, in order; of a category only the longest at a place."""
        low = np.searchsorted(self.start, start)
        count = np.maximum(np.searchsorted(self.start, end) - low, 0)
        row, at = np.repeat(np.arange(len(start)), count), counted_from(low, count)
        inside = np.flatnonzero(self.end.take(at) <= end.take(row))
        row, at = row.take(inside), at.take(inside)
        new = np.ones(len(row), np.bool_)
        for values in (row, self.start.take(at), self.category.take(at)):
            new[1:] &= values[1:] == values[:-1]
        new[1:] = ~new[1:]
        return row.compress(new), at.compress(new)


def _first(size: int, row: Ints, value: Ints, rows: Flags) -> Ints:
    """The first value of each stretch, 0 for none."""
    out = np.zeros(size, np.int64)
    out[row[rows][::-1]] = value[rows][::-1]
    return out


def _any(size: int, row: Ints, rows: Flags) -> Flags:
    out = np.zeros(size, np.bool_)
    out[row[rows]] = True
    return out
