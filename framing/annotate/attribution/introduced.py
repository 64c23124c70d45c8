"""Who people are by where they are introduced without speaking: "Li Wen, a trade official, met the press. ... Li said".

A name in full, of two words or more, is told of by the words before it ("trade minister Li Wen") and by an apposition
behind it. Asked only for the later, shorter mentions of speakers of whom nothing else is known.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.names import SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.speakers import offices_behind
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among, distinct, places_in

_LONGEST_NAME, _LONGEST_TITLE, _OFFICE_WORDS = 4, 4, 14
#: A side that an apposition names further on is seldom the person's: "Lund, who covers banks and trade with China".
_AT_ONCE = 5
#: Of a key, the bits that number the word.
_WORD_BITS = 32
_WORD = (1 << _WORD_BITS) - 1
_ADDRESSES = frozenset("mr mrs ms miss dr sir sen rep gov".split())
_APART = PUNCT | G.BREAK | G.MARK
#: No title reaches across these: "told trade minister Li Wen", "of the trade minister Li Wen".
_NO_TITLE = W.PREP | W.DET | W.POSS | W.AND | W.BUT | W.PRON | W.VERBISH | W.THAT | W.SUBORD | W.TO | W.ADV | AUX | VERB
_NO_TITLE |= W.GENITIVE | W.LABEL
#: "For *Lund, it* will be hard", "with *Lund, said*": what is no apposition.
_NO_APPOSITION = W.PRON | W.IT | W.THAT | W.ADV | AUX | VERB


class Introduced:
    """Looks for the first full name with a word of a name in it, and for what the words beside it tell."""

    def __init__(self, layout: Layout, names: Names, parties: Parties) -> None:
        self._layout, self._names, self._parties = layout, names, parties

    def of(self, word: Ints, cue: Ints) -> tuple[Ints, Ints]:
        """Party and kind of the persons whose names the given words are, at most so far as told before each ``cue``;
        0 where nothing tells."""
        party, kind = np.zeros(len(word), np.int64), np.zeros(len(word), np.int64)
        keys = self._keys(word)
        at, found = self._mentions(keys)
        told_party, told_kind = self._told(at)
        for told, out in ((told_party, party), (told_kind, kind)):
            some = np.flatnonzero(told)
            known, first = np.unique(found.take(some), return_index=True)
            if not len(known):
                continue
            place = places_in(known, keys)
            source = some.take(first.take(place))
            good = (place >= 0) & (at.take(source) < cue)
            out[:] = np.where(good, told.take(source), 0)
        return party, kind

    def asked(self, start: Ints, end: Ints) -> Flags:
        """Whether names are one word with a capital, or Mr, Ms and the like and one, which stand for no given name."""
        capital = self._layout.has(end - 1, W.CAP)
        two = np.flatnonzero(capital & (end - start > 1))
        capital[two] = among_words(self._layout, start.take(two), _ADDRESSES)
        return capital

    def _keys(self, word: Ints) -> Ints:
        """A number for each word in its field."""
        passage = self._layout.passage
        return np.searchsorted(passage.field, word, side="right") << _WORD_BITS | passage.fold(word)

    @cached_property
    def _capitals(self) -> tuple[Ints, Ints]:
        """The places of all words with a capital, and the numbers of the words."""
        places = self._layout.capitals()
        return places, self._layout.passage.fold(places)

    def _mentions(self, keys: Ints) -> tuple[Ints, Ints]:
        """The places of words with one of these keys in names of two words or more, ascending, and their keys."""
        layout = self._layout
        capital, words = self._capitals
        wanted = np.zeros(int(words.max(initial=0)) + 1, np.bool_)
        wanted[keys & _WORD] = True
        capital = capital.compress(wanted.take(words))
        joined = layout.has(capital - 1, W.CAP) & self._goes_on(capital)
        joined |= layout.has(capital + 1, W.CAP) & self._goes_on(capital + 1)
        capital = capital.compress(joined)
        found = self._keys(capital)
        here = among(found, distinct(keys))
        return capital.compress(here), found.compress(here)

    def _told(self, at: Ints) -> tuple[Ints, Ints]:
        """Party and kind by the name round each place, its title and its apposition."""
        layout = self._layout
        start, end = self._name_round(at)
        title = start.copy()
        foreign = layout.has(start - 1, W.PREP) | (layout.has(start - 1, W.DET) & layout.has(start - 2, W.PREP))
        title[foreign] = at[foreign]  # "the ambassador to the United States Li Wen"
        for _ in range(_LONGEST_TITLE):
            title = title - (~foreign & ~layout.has(title - 1, _NO_TITLE) & self._goes_on(title))
        aside = layout.gap(end, G.COMMA | G.LEFT) & ~layout.has(end, _NO_APPOSITION)
        stop = np.minimum(next_of(layout.gaps(G.COMMA | G.RIGHT | G.DASH), end + 1), end + _OFFICE_WORDS)
        verb = next_of(layout.finite_forms(), end + 1)
        stop = np.minimum(np.where(layout.has(end, W.REL), stop, np.minimum(stop, verb)), layout.sentence_bounds(at)[1])
        first, last = offices_behind(layout, end, np.where(aside, stop, end))
        begin, finish = np.concatenate((title, first)), np.concatenate((end, last))
        told = self._names.within(begin, finish)
        kinds = np.split(self._parties.kinds_of(told, told.side, finish - begin), 2)
        sides = np.split(self._names.first(SIDE, begin, np.minimum(begin + _AT_ONCE, finish), finish), 2)
        return np.where(sides[0] > 0, *sides), np.where(kinds[0] > 0, *kinds)

    def _name_round(self, at: Ints) -> tuple[Ints, Ints]:
        """The words with capitals round each place."""
        layout, start, end = self._layout, at.copy(), at + 1
        for _ in range(_LONGEST_NAME):
            start = start - (layout.has(start - 1, W.CAP) & self._goes_on(start))
            end = end + (layout.has(end, W.CAP) & self._goes_on(end))
        return start, end

    def _goes_on(self, at: Ints) -> Flags:
        """Whether no punctuation parts each word from the one before; a stop behind "Mr" or an initial does not."""
        apart = self._layout.gap(at, _APART)
        stops = np.flatnonzero(self._layout.gap(at, G.STOP))
        apart[stops] |= among(at.take(stops), self._layout.passage.sentence)
        return ~apart
