"""Which of overlapping matches count: leftmost, then longest, within a frame; across frames all.

An excluding entry shields its words: whatever else of its frame touches them does not count.
"""

from __future__ import annotations

import numpy as np

from framing.lexicon.atoms import CompiledCodebook
from framing.lexicon.hits import Hits
from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes, united, within


def leftmost_longest(hits: Hits, compiled: CompiledCodebook) -> Hits:
    """Of hits in order those that count: excluding ones are gone, and no two of one frame share a token."""
    hits = _unshielded(hits, compiled)
    # Entries are numbered frame by frame: hits of one frame on the same words stand side by side, and the first counts.
    keep = changes(hits.start) | changes(hits.end) | changes(compiled.frame.take(hits.entry))
    crowded = _with_phrases(hits)
    keep[crowded] = _first_come(hits.where(crowded), compiled)
    return hits.where(keep)


def _with_phrases(hits: Hits) -> Ints:
    """The hits of several words, and what shares a word with one; others clash with none but those on the same word."""
    longer = np.flatnonzero(hits.end - hits.start > 1)
    return within(*united(hits.start.take(longer), hits.end.take(longer)), hits.start)


def _crowded(start: Ints, end: Ints) -> Ints:
    """The spans (by start) that share something with another one; only they can be in each other's way."""
    clashes = np.append(False, start[1:] < np.maximum.accumulate(end)[:-1])[: len(start)]
    return np.flatnonzero(clashes | np.append(clashes[1:], False)[: len(start)])


def grouped(codes: Ints) -> Ints:
    """The order in which equal codes stand together; small ones are sorted by their digits, which is much faster.

    >>> grouped(np.array([65_536, 0, 65_536])).tolist()
    [1, 0, 2]
    """
    small = len(codes) > 0 and int(codes.max()) < 1 << 16
    return np.argsort(codes.astype(np.uint16) if small else codes, kind="stable")


def in_order(hits: Hits) -> Hits:
    """Hits by start, then end, then entry: sorted as one number each, which is much faster."""
    if not len(hits):
        return hits
    in_length = int((hits.end - hits.start).max()).bit_length()
    in_entry = int(hits.entry.max()).bit_length()
    keys = (((hits.start << in_length) | (hits.end - hits.start)) << in_entry) | hits.entry
    keys.sort()
    entry = keys & ((1 << in_entry) - 1)
    keys >>= in_entry
    start = keys >> in_length
    return Hits(start, start + (keys & ((1 << in_length) - 1)), entry)


def put_between(hits: Hits, others: Hits) -> Hits:
    """Hits of one word, and others of several, both in order: all of them in order.

    Of those that start at a word the longer ones come last, so that nothing has to be sorted.
    """
    behind = np.searchsorted(hits.start, others.start, side="right")
    start, entry = np.insert(hits.start, behind, others.start), np.insert(hits.entry, behind, others.entry)
    end = start + 1
    end[behind + np.arange(len(behind))] = others.end
    return Hits(start, end, entry)


def _unshielded(hits: Hits, compiled: CompiledCodebook) -> Hits:
    """Hits that no excluding entry of their frame touches."""
    excludes = compiled.exclude.take(hits.entry)
    if not excludes.any():
        return hits
    shields, others = hits.where(excludes), hits.where(~excludes)
    reach = 1 + int(hits.end.max())
    shield_frame, other_frame = compiled.frame[shields.entry], compiled.frame[others.entry]
    order = np.lexsort((shields.start, shield_frame))
    starts = shield_frame[order] * reach + shields.start[order]
    furthest = np.maximum.accumulate(shield_frame[order] * reach + shields.end[order])
    before = np.searchsorted(starts, other_frame * reach + others.end) - 1
    touched = (before >= 0) & (furthest[np.maximum(before, 0)] > other_frame * reach + others.start)
    return others.where(~touched)


def _first_come(hits: Hits, compiled: CompiledCodebook) -> Flags:
    """Whether each hit counts among those of its frame."""
    keep = np.zeros(len(hits), np.bool_)
    if not len(hits):
        return keep
    frame = compiled.frame.take(hits.entry)
    by_frame = grouped(frame)
    hits, frame = hits.where(by_frame), frame.take(by_frame)
    longest = _longest(hits, frame)
    hits, frame = hits.where(longest), frame.take(longest)
    reach = 1 + int(hits.end.max())
    keep[by_frame.take(longest)] = _leftmost(frame * reach + hits.start, frame * reach + hits.end)
    return keep


def _longest(hits: Hits, frame: Ints) -> Ints:
    """Of the hits of one frame from one start the longest, of equals the first; they come by frame, start, end."""
    new_start = changes(frame) | changes(hits.start)
    new_end = new_start | changes(hits.end)
    first_of_span = np.maximum.accumulate(np.where(new_end, np.arange(len(hits)), 0))
    return first_of_span.compress(np.append(new_start[1:], True))


def _leftmost(first: Ints, last: Ints) -> Flags:
    """Walk spans by start; keep each that starts at or after the last kept one's end.

    Spans that touch no other one are kept at once; only the rest is walked.
    """
    keep = np.ones(len(first), np.bool_)
    crowded = _crowded(first, last)
    free_from = -1
    for i, begin, finish in zip(*(a.tolist() for a in (crowded, first[crowded], last[crowded])), strict=True):
        if begin >= free_from:
            free_from = finish
        else:
            keep[i] = False
    return keep
