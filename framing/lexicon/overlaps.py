"""Which of overlapping matches count: leftmost, then longest, within a frame; across frames all.

An excluding entry shields its words: whatever else of its frame touches them does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.atoms import CompiledCodebook
from framing.records.batch import Flags, Ints

if TYPE_CHECKING:
    from framing.lexicon.matcher import Hits


def leftmost_longest(hits: Hits, compiled: CompiledCodebook) -> Hits:
    """The hits that count, by start, end and entry; excluding ones are gone, and no two of one frame share a token."""
    hits = in_order(_unshielded(hits, compiled), longest_first=True)
    frame = compiled.frame[hits.entry]
    by_frame = grouped(frame)
    hits, frame = hits.where(by_frame), frame[by_frame]
    return in_order(hits.where(_first_come(hits.start, hits.end, frame)))


def grouped(codes: Ints) -> Ints:
    """The order in which equal codes stand together; small ones are sorted by their digits, which is much faster."""
    small = len(codes) > 0 and int(codes.max()) < 1 << 16
    return np.argsort(codes.astype(np.uint16) if small else codes, kind="stable")


def in_order(hits: Hits, *, longest_first: bool = False) -> Hits:
    """Hits by start, then end (or the longest first), then entry: sorted as one number each, which is much faster."""
    if not len(hits):
        return hits
    longest, entries = 1 + int((hits.end - hits.start).max()), 1 + int(hits.entry.max())
    length = hits.end - hits.start
    second = longest - length if longest_first else length
    keys = (hits.start * (longest + 1) + second) * entries + hits.entry
    keys.sort()
    rest, entry = np.divmod(keys, entries)
    start, second = np.divmod(rest, longest + 1)
    return type(hits)(start, start + (longest - second if longest_first else second), entry)


def _unshielded(hits: Hits, compiled: CompiledCodebook) -> Hits:
    """Hits that no excluding entry of their frame touches."""
    excludes = compiled.exclude[hits.entry]
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


def _first_come(start: Ints, end: Ints, frame: Ints) -> Flags:
    """Walk hits sorted by frame, start, longest first; keep each that starts at or after the last kept one's end.

    Hits that touch no other one of their frame are kept at once; only the rest is walked.
    """
    keep = np.ones(len(start), np.bool_)
    if not len(start):
        return keep
    reach = 1 + int(end.max())
    first, last = frame * reach + start, frame * reach + end
    so_far = np.maximum.accumulate(last)
    clashes = np.append(False, first[1:] < so_far[:-1])
    crowded = clashes | np.append(clashes[1:], False)
    free_from = -1
    for i, begin, finish in zip(
        *(a.tolist() for a in (np.flatnonzero(crowded), first[crowded], last[crowded])), strict=True
    ):
        if begin >= free_from:
            free_from = finish
        else:
            keep[i] = False
    return keep
