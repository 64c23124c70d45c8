"""Matches and blocks marked in a text.

The raw text is cut at every bound of every span, each piece is escaped, and only then are the pieces joined: escaping
first would move the offsets and let a match on ``amp`` break ``AT&amp;T`` into markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from markupsafe import Markup, escape

from framing.records.article import SCORED_BLOCKS, Block
from framing.records.tables import VOICES
from framing.report.spans import Spanned, Spans, layers

#: One letter a voice: the class of its mark and of its bar.
VOICE_CLASS = {"own": "o", "quoted": "q", "fragment": "f", "reported": "r"}


def voice_parts(voices: Sequence[int]) -> list[tuple[str, int]]:
    """The parts of a stacked bar: class and matches of each voice that has any, in the order of ``VOICES``.

    >>> voice_parts((3, 0, 0, 1))
    [('o', 3), ('r', 1)]
    """
    return [(VOICE_CLASS[name], k) for name, k in zip(VOICES, voices, strict=True) if k]


@dataclass(frozen=True, slots=True)
class Mark:
    """``[start, end)`` of the text is a match of frame ``number``; ``label`` is shown behind its end, if given."""

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
    attributed: Iterable[Spanned] = (),
) -> Markup:
    """``text[start:end]`` as HTML: ``marks`` highlighted, ``attributed`` spans inked, ``blocks`` greyed if no prose.

    Spans may nest, overlap or reach over the ends. Without the tags it is the text again: labels stand in attributes,
    and the style sheet shows them.

    >>> marked("a <b> c", 0, 7, [Mark(2, 5, "quoted")])
    Markup('a <mark class=q>&lt;b&gt;</mark> c')
    """
    over = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    greyed = [block for block in blocks if block.start < end and block.end > start and block.kind not in SCORED_BLOCKS]
    said = [span for span in attributed if span.start < end and span.end > start]
    edges = _edges(start, end, [*over, *greyed], said)
    spans = zip(layers(over, edges), layers(greyed, edges), layers(said, edges), strict=True)
    pieces = [
        (bool(grey), bool(words), _piece(text, a, b, here))
        for (a, b), (here, grey, words) in zip(pairwise(edges), spans, strict=True)
    ]
    kinds = groupby(pieces, key=itemgetter(0, 1))
    return Markup("").join(_inked(Markup("").join(html for _, _, html in group), *kind) for kind, group in kinds)


def _edges(start: int, end: int, firm: Sequence[Spanned], said: Sequence[Spanned]) -> list[int]:
    """Every place where a piece ends. A mark is not cut where only the speaker changes inside it."""
    edges = {start, end, *(max(span.start, start) for span in firm), *(min(span.end, end) for span in firm)}
    cover = Spans(firm)
    for at in {edge for span in said for edge in (max(span.start, start), min(span.end, end))}:
        if not any(span.start < at for span in cover.over(at, at + 1)):
            edges.add(at)
    return sorted(edges)


def _inked(html: Markup, grey: bool, words: bool) -> Markup:
    """Greyed if it is no prose, in another ink if it is somebody's words."""
    if grey:
        return Markup("<span class=x>{}</span>").format(html)
    return Markup("<i>{}</i>").format(html) if words else html


def _piece(text: str, start: int, end: int, over: list[Mark]) -> Markup:
    """One piece that no bound crosses."""
    html = _text(text[start:end])
    return _open(over, end) + html + Markup("</mark>") if over else html


def _text(text: str) -> Markup:
    """``text`` escaped for the inside of an element; quotation marks need it only in attributes."""
    return Markup(str(escape(text)).replace("&#39;", "'").replace("&#34;", '"'))


def _open(over: list[Mark], end: int) -> Markup:
    """The tag of a piece: its voice, ``w`` if matches lie over each other, ``f3`` for each labelled frame.

    The commonest voice, the outlet's own, goes without a class: pages stay light. A single frame's label is shown by
    its class, several stand in ``data-f``; a piece (``c``) at which no match ends shows none.
    """
    voice = VOICE_CLASS.get(over[0].voice, "o")
    frames = [f"f{number}" for number in sorted({mark.number for mark in over if mark.label})]
    ending = [label for _, label in sorted({(m.number, m.label) for m in over if m.label and m.end <= end})]
    names = [*(voice for _ in over[:1] if voice != "o"), *("w" for _ in over[1:2]), *frames]
    if frames and not ending:
        names.append("c")
    several = ending if len(frames) > 1 else []
    return Markup("<mark{}{}>").format(_attribute("class", names), _attribute("data-f", several))


def _attribute(name: str, words: list[str]) -> Markup:
    """`` name=word``, in quotation marks if there are several words or odd ones; nothing for none."""
    if not words:
        return Markup("")
    value = " ".join(words)
    return Markup(" {}={}" if value.isalnum() else ' {}="{}"').format(name, value)
