"""What stands next to many matches at once: the names of sides, and words of certain kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from framing.annotate.asked import Asked
from framing.annotate.attribution.names import PERSON, SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.roles import MOST_WORDS
from framing.annotate.rolewords import Fact
from framing.annotate.windows import Named
from framing.records.arrays import Flags, Ints
from framing.records.ascending import counted_from, merged
from framing.records.batch import Batch
from framing.records.flags import Gap, Word

#: No name of a side that ends beside a match is longer.
LONGEST_NAME = 6


class Sides:
    """Where the names of sides stand in a batch, by their first words; the longest at a word comes first."""

    def __init__(self, names: Names, parties: Parties) -> None:
        rows = np.flatnonzero(names.category == SIDE)
        self.start, self.end, self._values = (every.take(rows) for every in (names.start, names.end, names.value))
        self.last = merged(np.sort(self.end), self.end[:0])
        persons = np.flatnonzero(names.category == PERSON)
        self._persons = names.start.take(persons), names.end.take(persons)
        self._names = list(parties.values)

    def is_person(self, start: int, end: int) -> bool:
        """Whether the words are a listed person's name."""
        low, high = np.searchsorted(self._persons[0], (start, start + 1)).tolist()
        return end in self._persons[1][low:high]

    def near(self, first: Ints, last: Ints) -> Iterator[Named]:
        """The sides named between each pair of words."""
        low, high = np.searchsorted(self.start, first), np.searchsorted(self.start, last)
        count = np.maximum(high - low, 0)
        at = counted_from(low, count)
        sides = [self._names[value] for value in self._values.take(at).tolist()]
        spans = list(zip(self.start.take(at).tolist(), self.end.take(at).tolist(), sides, strict=True))
        stop = np.cumsum(count)
        for begin, behind in zip((stop - count).tolist(), stop.tolist(), strict=True):
            found = Named({}, {})
            for start, end, side in spans[begin:behind]:
                found.starting.setdefault(start, []).append((side, end))
                if side and end - start <= LONGEST_NAME:
                    found.ending.setdefault(end, (side, start))
            yield found


class Surroundings:
    """What stands next to many matches at once; places outside the batch have nothing."""

    def __init__(self, batch: Batch, facts: Asked, sides: Sides) -> None:
        self._batch, self._facts = batch, facts
        #: Whether a name starts at each word, and whether one ends before it; no word has its place behind the last.
        self._starts, self._ends = np.zeros((2, batch.tokens + 2), np.bool_)
        self._starts[sides.start], self._ends[sides.last] = True, True
        self._names = np.append(0, np.cumsum(self._starts))
        self._commas = batch.gaps_with(int(Gap.COMMA))

    def names_between(self, first: Ints, last: Ints) -> Flags:
        """Whether any name starts between two words."""
        return np.asarray(self._names.take(last, mode="clip") > self._names.take(first, mode="clip"))

    def far_subject(self, first: Ints, at: Ints) -> Flags:
        """Whether what stands before a verb group tells that its subject is not the name beside it: "Oslo left *and*",
        "said *it*", "Oslo's *plan* to", "Oslo *on Monday*", "Oslo, however, ". The sentences begin at ``first``."""
        flags = self._batch.word_flags(at - 1)
        found = flags & int(Word.AND | Word.BUT_SHORT) != 0
        found |= ask(flags & int(Word.RESUMES) != 0, lambda rows: self.has(at.take(rows) - 2, Fact.SAYS | Fact.DAY))
        to = at + (self._batch.word_flags(at) & int(Word.TO) == 0)
        to_do = self._batch.word_flags(np.minimum(to, self._batch.tokens - 1)) & int(Word.TO) != 0
        found |= ask(to_do, lambda rows: self.has(to.take(rows) - 1, Fact.PLAN | Fact.DAY))
        found |= self.has(at - 1, Fact.DAY)
        comma = np.asarray(self._batch.gap_flags(at) & int(Gap.COMMA) != 0)
        begins = ask(comma, lambda rows: self._begins(first.take(rows), at.take(rows)))
        return np.asarray((found & self.joined(at)) | begins)

    def _begins(self, first: Ints, at: Ints) -> Flags:
        """Whether a name begins the sentence, or stands before the last comma but one: "Oslo, however, "."""
        aside = self._commas.take(np.maximum(np.searchsorted(self._commas, at) - 1, 0))
        named = self.name_before(aside) | self.has(aside - 1, Fact.STANDS_IN)
        return self.name_follows(first) | (named & (aside > first))

    def undertaken(self, start: Ints) -> Flags:
        """Whether the words may be the objects of a verb like impose, a few words between."""
        found, rows = self.has(start - 1, Fact.UNDERTAKES), np.flatnonzero(self.has(start - 1, Fact.BEFORE_ACT))
        for words in range(2, MOST_WORDS + 2):
            at = start.take(rows) - words
            found[rows] |= self.has(at, Fact.UNDERTAKES)
            rows = rows.compress(self.has(at, Fact.BEFORE_ACT))
        return found

    def has(self, at: Ints, fact: int) -> Flags:
        """Whether the words at ``at`` have the fact."""
        inside = (at >= 0) & (at < self._batch.tokens)
        found = self._facts.of(self._batch.word_id[np.where(inside, at, 0)]) & fact != 0
        return np.asarray(found & inside)

    def joined(self, at: Ints) -> Flags:
        """Whether the words at ``at`` follow the ones before them without a comma or the like."""
        return np.asarray(self._batch.gap_flags(np.maximum(at, 0)) & int(Gap.LOOSE) == 0)

    def possessive(self, at: Ints) -> Flags:
        """Whether the words may be possessives: Oslo's, the Americans'."""
        return self.has(at, Fact.GENITIVE) | (self.has(at, Fact.PLURAL) & self._marked(at + 1))

    def genitive(self, end: Ints, spoken: Flags) -> Flags:
        """Whether the words before ``end`` may be possessives of a name, or "our" of one who is known."""
        owned = ask(self.possessive(end - 1), lambda rows: self.name_before(end.take(rows)))
        return owned | ask(spoken, lambda rows: self.has(end.take(rows) - 1, Fact.OF_SPEAKER))

    def blamed(self, of: Ints) -> Flags:
        """Whether the words are "of" or "for" behind a verb of blame: "accused *Oslo* of", "was accused of"."""
        return ask(self.has(of, Fact.FOR), lambda rows: self._blamed(of.take(rows)))

    def _blamed(self, of: Ints) -> Flags:
        found = self.has(of - 1, Fact.BLAME)
        for back in range(2, LONGEST_NAME + 3):
            found |= self.has(of - back, Fact.BLAME) & self.name_before(of)
        return found

    def _marked(self, at: Ints) -> Flags:
        return np.asarray(self._batch.gap_flags(np.clip(at, 0, self._batch.tokens)) & int(Gap.MARKS) != 0)

    def name_at(self, start: Ints) -> Flags:
        """Whether a name starts at the words."""
        return self._starts.take(start, mode="clip")

    def name_before(self, end: Ints) -> Flags:
        """Whether a name ends just before ``end``."""
        return self._ends.take(end, mode="clip")

    def subject_before(self, end: Ints, spoken: Flags) -> Flags:
        """Whether a name ends just before ``end``, or one word before it ("Chinese *officials*", "Lund, *who*"), or
        "we" of one who is known."""
        subject = self.name_before(end)
        subject |= ask(self.name_before(end - 1), lambda rows: self.has(end.take(rows) - 1, Fact.STANDS_IN))
        return subject | ask(spoken, lambda rows: self.has(end.take(rows) - 1, Fact.SPEAKER))

    def name_follows(self, end: Ints) -> Flags:
        """Whether a name starts at ``end``, or one word behind it: *the* US."""
        return self.name_at(end) | self.name_at(end + 1)


def ask(flags: Flags, question: Callable[[Ints], Flags]) -> Flags:
    """``flags`` where the question, asked of the numbers of those that are set, is answered yes."""
    rows, asked = np.flatnonzero(flags), flags.copy()
    asked[rows] = question(rows)
    return asked
