"""The style rules that show one frame, one outlet or one cell: they answer a link, so no script is needed.

A row of the evidence has the id ``e2-0`` (frame 2, outlet 0), a frame's heading ``f2``; both stand in a part of the
table with the class ``k2``. While one of them is the page's target, sentences and articles of other frames and outlets
are not shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from framing.report.grid import Grid

#: Rules that go for any target; the others name their frame or outlet.
_ALWAYS = (
    ".ev:has(:target) .frame:not(:has(:target)),.ev:has(tr:target) tr[id]:not(:target),"
    "main:has(.ev :target) :is(#articles>:not(.art),.facts~.fine){display:none}"
    "main:has(.ev :target) .all{display:inline}"
    "main:has(.ev :target) :is(#articles,.art){margin-top:1.6rem}"
)


def focus_style(grid: Grid) -> str:
    """The rules for every frame and outlet of ``grid``; numbers only, nothing of the data stands in them.

    Hidden paragraphs keep their place in the count of paragraphs, so they are not taken out of the page.
    """
    frames = [frame.number for frame in grid.frames]
    others = (f"main:has(.k{n} :target) :is(.art,.art>p,.art>p>span,.m>i):not(.f{n},:has(.f{n}))" for n in frames)
    marks = (f"main:has(.k{n} :target) mark:not(.f{n})" for n in frames)
    outlets = (f'main:has(.ev [id$="-{o.number}"]:target) .art:not(.o{o.number})' for o in grid.outlets)
    return (
        _ALWAYS
        + _rule(others, "position:absolute;visibility:hidden")
        + _rule(marks, "all:unset;--label:none")
        + _rule(outlets, "display:none")
    )


def _rule(selectors: Iterable[str], says: str) -> str:
    return f"{','.join(selectors)}{{{says}}}"


def label_style(grid: Grid) -> str:
    """The small number behind a mark: that of its frame, or of all its frames."""
    numbers = "".join(f'mark.f{frame.number}::after{{content:"{frame.number + 1}"}}' for frame in grid.frames)
    return numbers + "mark[data-f]::after{content:attr(data-f)}mark.c::after{content:none}"
