"""What codebooks of different files have in common."""

from __future__ import annotations

from dataclasses import replace

from framing.records.codebook import Codebook


def meaning(book: Codebook) -> Codebook:
    """A codebook without the lines of its file."""
    frames = [replace(f, entries=tuple(replace(e, line=None) for e in f.entries)) for f in book.frames]
    return replace(book, frames=tuple(frames))
