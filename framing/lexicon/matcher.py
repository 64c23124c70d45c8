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
from framing.lexicon.overlaps import in_order, leftmost_longest
from framing.lexicon.sieve import choose_probes, sieve
from framing.records.ascending import ranks
from framing.records.batch import NOT_SCORED, Batch, Flags, Ints
from framing.records.codebook import Codebook
from framing.records.flags import Gap, Word

#: The anchors are chosen again when a batch is so many times larger than the one they rest on.
_MUCH_LARGER = 4


class Matcher:
    """Finds the entries of one codebook; keeps what it knows of a vocabulary between batches. Not thread-safe."""

    def __init__(self, codebook: Codebook) -> None:
        self.compiled: CompiledCodebook = compile_codebook(codebook)
        self._index = AtomIndex(self.compiled.atoms)
        self._pieces: list[str] | None = None
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
        hits = joined(
            [
                Hits(token, token + 1, entry),
                self._phrases(batch, place[~gapped], several[~gapped]),
                gaps.find(place[gapped], several[gapped]),
            ]
        )
        hits = in_order(hits)
        return hits.where(_allowed(batch, hits))

    def _learn(self, batch: Batch) -> None:
        """Know the words of the batch; a much larger batch than those before says better which atoms are rare."""
        if batch.pieces is not self._pieces:
            self._pieces = batch.pieces
            self._words = KnownWords(self._index, self._bits)
        grown = self._words.learn(batch.pieces)
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


def _allowed(batch: Batch, hits: Hits) -> Flags:
    """Whether a match, of those in order, stands in prose, crosses no stop, and is not turned round by an affix."""
    stretch = ranks(batch.stop_token, hits.start)
    in_prose = batch.segment_place[ranks(batch.segment_token, batch.stop_token) - 1] != NOT_SCORED
    keep = in_prose.take(stretch - 1) & (hits.end <= np.append(batch.stop_token, batch.tokens).take(stretch))
    hyphens = np.zeros(batch.tokens + 1, np.bool_)
    hyphens[batch.gaps_with(int(Gap.HYPHEN))] = True
    after = np.flatnonzero(hyphens.take(hits.start))
    keep[after[(batch.word_flags(hits.start[after] - 1) & int(Word.PREFIX)) != 0]] = False
    before = np.flatnonzero(hyphens.take(hits.end))
    end = np.minimum(hits.end[before], batch.tokens - 1)
    keep[before[(batch.word_flags(end) & int(Word.SUFFIX)) != 0]] = False
    return np.asarray(keep)
