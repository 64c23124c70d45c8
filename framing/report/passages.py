"""Stretches of an article as HTML: each sentence knows which frames were found in it.

A sentence is printed once. The classes of its marks (``f0`` is the first frame) let the page show the sentences of one
frame without repeating them: the style sheet that does so is made in ``focus``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from framing.records.document import Document, Span
from framing.report.grid import Grid
from framing.report.marking import Mark, marked
from framing.report.shortening import NAME, short
from framing.report.spans import Spans, Stretch

FLAGS = ("negated", "denied", "hypothetical")


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the matches table with its frame's number: what a passage shows of it."""

    start: int
    end: int
    frame: int
    row: Any


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch as HTML, with what was found in it."""

    html: Markup
    notes: list[dict[str, Any]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)


class Passages:
    """One field (``text`` or ``title``) of an article with its matches, ready to be shown stretch by stretch."""

    def __init__(
        self, grid: Grid, document: Document, name: str, rows: Iterable[Any], said: Iterable[Span] = ()
    ) -> None:
        self._grid = grid
        self._text = document.article.text_in(name)
        self._hits = Spans(Hit(int(r.start), int(r.end), grid.frame_number[str(r.frame)], r) for r in rows)
        self._blocks = Spans(() if name == "title" else document.article.blocks)
        self._said = Spans(Stretch(a, b) for a, b in said)
        self._starts = sorted(s.start for s in document.sentences if s.field == name)

    def passage(self, start: int, end: int) -> Passage:
        """``[start, end)``, its sentences in elements of their own where some have matches and some have not."""
        hits = self._hits.over(start, end)
        if not hits:
            return Passage(self._marked(start, end, hits))
        notes, pieces = self._notes(hits), self._pieces(start, end)
        if len(pieces) == 1:
            return Passage(self._marked(start, end, hits), notes, hits)
        sentence = Markup("<span>{}</span>")
        html = Markup("").join(sentence.format(self._marked(a, b, self._hits.over(a, b))) for a, b, _ in pieces)
        return Passage(html, notes, hits)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int, set[int]]]:
        """Sentences with their frames; neighbours with the same ones are one piece."""
        inner = self._starts[bisect_right(self._starts, start) : bisect_left(self._starts, end)]
        pieces: list[tuple[int, int, set[int]]] = []
        for a, b in zip([start, *inner], [*inner, end], strict=True):
            frames = {hit.frame for hit in self._hits.over(a, b)}
            if pieces and pieces[-1][2] == frames:
                a = pieces.pop()[0]
            pieces.append((a, b, frames))
        return pieces

    def _marked(self, start: int, end: int, hits: Sequence[Hit]) -> Markup:
        marks = [Mark(hit.start, hit.end, str(hit.row.voice), hit.frame, str(hit.frame + 1)) for hit in hits]
        return marked(self._text, start, end, marks, self._blocks.over(start, end), self._said.over(start, end))

    def _notes(self, hits: Sequence[Hit]) -> list[dict[str, Any]]:
        """What was found: frames with their number and name; those in the same words share a line."""
        lines: dict[str, list[tuple[int, str]]] = {}
        for frame, found in groupby(sorted(hits, key=attrgetter("frame")), key=attrgetter("frame")):
            rows = [hit.row for hit in found]
            named = f"{frame + 1}\N{NO-BREAK SPACE}{self._grid.frames[frame].label}"
            lines.setdefault(_says(rows), []).append((frame, named))
        return [
            {
                "classes": " ".join(f"f{frame}" for frame, _ in frames),
                "named": ", ".join(name for _, name in frames),
                "says": says,
            }
            for says, frames in sorted(lines.items(), key=lambda line: line[1][0][0])
        ]


def _says(rows: Sequence[Any]) -> str:
    """In whose words, unless the outlet's own; then the flags: ``quoted, Scott Bessent (US), via Xinhua; negated``."""
    voices = dict.fromkeys(_voice(row) for row in rows if str(row.voice) != "own")
    flagged = {flag: sum(bool(getattr(row, flag)) for row in rows) for flag in FLAGS}
    flags = [flag if k == len(rows) else f"{k} {flag}" for flag, k in flagged.items() if k]
    return "; ".join([*voices, *flags])


def _names_itself(speaker: str, party: str) -> bool:
    """Whether the speaker is the side: ``the US (US)`` says nothing twice.

    >>> _names_itself("The U.S.", "US"), _names_itself("Scott Bessent", "US")
    (True, False)
    """
    return speaker.casefold().removeprefix("the ").replace(".", "") == party.casefold()


def _voice(row: Any) -> str:
    speaker = f", {short(str(row.speaker), NAME)}" if str(row.speaker) else ""
    party = f" ({row.party})" if str(row.party) and not _names_itself(str(row.speaker), str(row.party)) else ""
    channel = f", via {row.channel}" if str(row.channel) else ""
    return f"{row.voice}{speaker}{party}{channel}"
