"""Matches and blocks marked in a text.

The raw text is cut at every bound of every span, each piece is escaped, and only then are the pieces joined: escaping
first would move the offsets and let a match on ``amp`` break ``AT&amp;T`` into markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from framing.records.article import SCORED_BLOCKS, Block
from framing.records.document import Span

#: One letter a voice: the class of its mark and of its bar.
VOICE_CLASS = {"own": "o", "quoted": "q", "fragment": "f", "reported": "r"}


@dataclass(frozen=True, slots=True)
class Mark:
    """``[start, end)`` of the text is a match of frame ``number``; ``label`` stands behind its end, if given."""

    start: int
    end: int
    voice: str
    number: int = 0
    label: str = ""


def marked(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    blocks: Iterable[Block] = (),
    attributed: Iterable[Span] = (),
) -> Markup:
    """``text[start:end]`` as HTML: ``marks`` highlighted, ``attributed`` spans inked, ``blocks`` greyed if no prose.

    Spans may nest, overlap or reach over the ends. Without the tags and the labels it is the text again.

    >>> marked("a <b> c", 0, 7, [Mark(2, 5, "quoted")])
    Markup('a <mark class=q>&lt;b&gt;</mark> c')
    """
    spans = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    greyed = [block for block in blocks if block.start < end and block.end > start and block.kind not in SCORED_BLOCKS]
    said = [span for span in attributed if span[0] < end and span[1] > start]
    layers = [*((s.start, s.end) for s in spans), *((b.start, b.end) for b in greyed), *said]
    edges = sorted({start, end, *(max(a, start) for a, _ in layers), *(min(b, end) for _, b in layers)})
    pieces = []
    for a, b in pairwise(edges):
        html = _piece(text, a, b, [m for m in spans if m.start <= a and b <= m.end])
        if any(block.start <= a and b <= block.end for block in greyed):
            html = Markup("<span class=x>{}</span>").format(html)
        elif any(left <= a and b <= right for left, right in said):
            html = Markup("<i>{}</i>").format(html)
        pieces.append(html)
    return Markup("").join(pieces)


def _piece(text: str, start: int, end: int, over: list[Mark]) -> Markup:
    """One piece that no bound crosses."""
    html = _text(text[start:end])
    return _open(over) + html + Markup("</mark>") + _labels(over, end) if over else html


def _text(text: str) -> Markup:
    """``text`` escaped for the inside of an element; quotation marks need it only in attributes."""
    return Markup(str(escape(text)).replace("&#39;", "'").replace("&#34;", '"'))


def _open(over: list[Mark]) -> Markup:
    """The commonest mark, one match in the outlet's own voice, goes without a class: pages stay light."""
    names = [VOICE_CLASS[over[0].voice]] if over[0].voice in VOICE_CLASS else []
    names += ["w"] if len(over) > 1 else []
    if names in ([], ["o"]):
        return Markup("<mark>")
    return Markup("<mark class={}>" if len(names) == 1 else '<mark class="{}">').format(" ".join(names))


def _labels(over: list[Mark], end: int) -> Markup:
    """Behind the last letter of a match: what it is a match of."""
    ending = sorted({(mark.number, mark.label) for mark in over if mark.end == end and mark.label})
    if not ending:
        return Markup("")
    return Markup("<sup>{}</sup>").format(",".join(label for _, label in ending))
