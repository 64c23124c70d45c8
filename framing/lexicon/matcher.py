"""Every place of a batch where an entry matches: anchors first, then what stands around them.

A match never crosses the end of a sentence, never starts inside a word turned round by its prefix (``de-escalate``) or
ends inside one turned round by its suffix (``threat-free``), and stands in prose only.
"""

from __future__ import annotations

import numpy as np

from framing.lexicon.anchors import KnownWords, choose_anchors, share_bits
from framing.lexicon.atoms import AtomIndex, CompiledCodebook, compile_codebook
from framing.lexicon.gapped import GapSearch
from framing.lexicon.hits import Hits, adjacent, joined
from framing.lexicon.overlaps import in_order, leftmost_longest, put_between
from framing.lexicon.sieve import choose_probes, sieve
from framing.records.arrays import Flags, Ints
from framing.records.ascending import within
from framing.records.batch import NOT_SCORED, Batch
from framing.records.codebook import Codebook
from framing.records.flags import Gap, Word

#: The anchors are chosen again when a batch is so many times larger than the one they rest on.
_MUCH_LARGER = 4


class Matcher:
    """Finds the entries of one codebook; keeps what it knows of a vocabulary between batches. Not thread-safe."""

    def __init__(self, codebook: Codebook) -> None:
        self.compiled: CompiledCodebook = compile_codebook(codebook)
        self._index = AtomIndex(self.compiled.atoms)
        self._folded: list[str] | None = None
        self._bits = share_bits(np.zeros(len(self.compiled.atoms), np.int64))
        self._weighed = -1

    def find(self, batch: Batch) -> Hits:
        """All matches that count, in the order of start, end, entry."""
        return leftmost_longest(self.candidates(batch), self.compiled)

    def candidates(self, batch: Batch) -> Hits:
        """All matches in the same order, overlapping ones included."""
        self._learn(batch)
        (token, entry), (place, several) = sieve(batch, self._signatures, self._probes, self._one, self._several)
        gapped = self.compiled.gapped[several]
        gaps = GapSearch(batch, self.compiled, self._anchors, self._words)
        longer = joined(
            [self._phrases(batch, place[~gapped], several[~gapped]), gaps.find(place[gapped], several[gapped])]
        )
        longer = in_order(longer.where(_before_stops(batch, longer)))
        hits = put_between(Hits(token, token + 1, entry), longer)
        keep = np.ones(len(hits), np.bool_)
        keep[_outside_prose(batch, hits)] = False
        keep[_turned(batch, hits)] = False
        return hits.where(keep)

    def _learn(self, batch: Batch) -> None:
        """Know the words of the batch; a much larger batch than those before says better which atoms are rare."""
        if batch.folded is not self._folded:
            self._folded = batch.folded
            self._words = KnownWords(self._index, self._bits)
        grown = self._words.learn(batch.folded)
        better = batch.tokens > _MUCH_LARGER * self._weighed
        if better:
            self._weighed = batch.tokens
            counts = self._words.count(batch.word_id)
            self._anchors = choose_anchors(self.compiled, counts)
            self._bits = share_bits(counts)
            self._words.sign(self._bits)
            self._probes = choose_probes(self.compiled, self._words, self._anchors, counts, batch.tokens)
        if grown or better:
            self._one = self._words.anchoring(self._anchors, self.compiled.length == 1)
            self._several = self._words.anchoring(self._anchors, self.compiled.length > 1)
            self._signatures = self._words.signed(self._one, self._several)

    def _phrases(self, batch: Batch, token: Ints, entry: Ints) -> Hits:
        """Adjacent words: every slot at its fixed distance from the anchor."""
        start = token - self._anchors.slot[entry]
        for j in range(self.compiled.slots.shape[1]):
            has = self.compiled.length[entry] > j
            fits = ~has | self._words.stand(batch, start + j, self.compiled.slots[entry, j])
            if j:
                fits &= ~has | adjacent(batch, start + j)
            start, entry = start.compress(fits), entry.compress(fits)
        return Hits(start, start + self.compiled.length[entry], entry)


def _before_stops(batch: Batch, hits: Hits) -> Flags:
    """Whether hits end before the next stop."""
    ends = np.append(batch.stop_token[1:], batch.tokens)
    return np.asarray(hits.end <= ends.take(batch.stop_of(hits.start)))


def _outside_prose(batch: Batch, hits: Hits) -> Ints:
    """The hits, of those in order, that stand in what is not scored."""
    others = np.flatnonzero(batch.segment_place == NOT_SCORED)
    ends = np.append(batch.segment_token[1:], batch.tokens)
    return within(batch.segment_token.take(others), ends.take(others), hits.start)


def _turned(batch: Batch, hits: Hits) -> Ints:
    """The hits that start behind a prefix and its hyphen, or end before a hyphen and a suffix."""
    hyphens = batch.gaps_with(int(Gap.HYPHEN))
    prefixed = hyphens.compress((batch.word_flags(hyphens - 1) & int(Word.PREFIX)) != 0)
    suffixed = hyphens.compress((batch.word_flags(hyphens) & int(Word.SUFFIX)) != 0)
    return np.concatenate((_at(prefixed, hits.start, batch), _at(suffixed, hits.end, batch)))


def _at(gaps: Ints, sides: Ints, batch: Batch) -> Ints:
    """The hits one side of which is at one of the gaps."""
    turns = np.zeros(batch.tokens + 1, np.bool_)
    turns[gaps] = True
    return np.flatnonzero(turns.take(sides))
