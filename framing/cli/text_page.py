"""A table as a page of layout text in a file: at most so wide, and nothing of it is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import fill
from typing import NamedTuple

from framing.cli.text_table import clean, fitted, padded, width, widths_of

#: Columns of a page: what prints on paper and shows without scrolling.
COLUMNS = 80
#: Spaces between two columns of a table, the wider ones where they fit.
_GAPS = (2, 1)
_INDENT = "  "
#: Columns of sentences, which say nothing without their end: they are not cut for a screen, either.
_SENTENCES = frozenset({"reason", "remedy"})
#: Stands for a space at which no line ends; cells are clean of such characters.
_HELD = "\x00"

Rows = Sequence[Sequence[str]]


def text_page(names: Sequence[str], rows: Rows, right: Sequence[bool], columns: int = COLUMNS) -> str:
    """The table, one line a row where that fits ``columns``.

    Where it does not, what is the same in all rows, or in all rows of the first column or two, becomes a heading over
    them; what is still too wide goes on in further lines, two spaces in. A cell wider than a page stays whole.

    >>> rows = [["Northern Herald", "bullying", "12", "900"], ["Northern Herald", "talks", "4", "900"],
    ...         ["Southern Post", "bullying", "5", "80"], ["Southern Post", "talks", "1", "80"]]
    >>> print(text_page(["outlet", "frame", "k", "n"], rows, [False, False, True, True], columns=24))
    frame      k
    <BLANKLINE>
    outlet Northern Herald,
      n 900
    bullying  12
    talks      4
    <BLANKLINE>
    outlet Southern Post, n
      80
    bullying   5
    talks      1
    <BLANKLINE>
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    found = [] if _needs(names, cells, _GAPS[0]) <= columns else list(_layouts(cells))
    fitting = (one for one in found if one.needs(names, cells) <= columns)
    deeper = (one for one in found if one.depth == 1)
    layout = next(fitting, None) or next(deeper, None) or _Layout.plain(len(names))
    return _laid_out(layout, names, cells, layout.kept_of(names, cells)[1], right, columns)


def screen_page(names: Sequence[str], rows: Rows, right: Sequence[bool], columns: int) -> tuple[str, list[str]]:
    """The same for a screen, on which long words are cut before a row takes a second line; the columns that were cut.

    >>> rows = [["a", "said", "that the talks go on"], ["a", "told", "that nothing is settled"]]
    >>> page, cut = screen_page(["doc_id", "cue", "text"], rows, [False] * 3, columns=22)
    >>> print(page, cut)
    cue   text
    <BLANKLINE>
    in all rows: doc_id a
    said  that the talks …
    told  that nothing is…
     ['text']
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    found = list(_layouts(cells))
    if any(one.needs(names, cells) <= columns for one in found):
        return text_page(names, cells, right, columns), []
    few = (one for one in found if one.depth < 2)  # a heading over a row or two takes more than it spares
    layout = min(few, key=lambda one: one.needs(names, cells), default=_Layout.plain(len(names)))
    kept_names, kept = layout.kept_of(names, cells)
    whole = [right[i] or names[i] in _SENTENCES for i in layout.kept]
    shown, cut = fitted(kept_names, kept, whole, columns)
    if _needs(kept_names, shown, _GAPS[0]) > columns:
        return text_page(names, cells, right, columns), []
    return _laid_out(layout, names, cells, shown, right, columns), cut


def _laid_out(
    layout: _Layout, names: Sequence[str], cells: Rows, kept: Rows, right: Sequence[bool], columns: int
) -> str:
    """Each group of ``cells`` under its heading, with what is ``kept`` of its rows."""
    blocks, done = [], 0
    for held in _groups(cells, layout.depth):
        blocks.append((layout.heading(names, held[0]), kept[done : done + len(held)]))
        done += len(held)
    return _block([names[i] for i in layout.kept], [right[i] for i in layout.kept], blocks, columns)


def text_note(note: str, columns: int = COLUMNS) -> str:
    """What stands under a table, in lines of at most ``columns``; a line that went on in the next one does so still.

    >>> print(text_note("k matches in n\\nwords of text.\\nAnd so on.", columns=16))
    k matches in n
    words of text.
    And so on.
    """
    paragraphs: list[str] = []
    for line in note.split("\n"):
        if paragraphs and line[:1].islower() and (paragraphs[-1][-1:].isalpha() or paragraphs[-1].endswith(",")):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return "\n".join(fill(text, columns, break_long_words=False, break_on_hyphens=False) for text in paragraphs)


class _Layout(NamedTuple):
    """Rows are grouped by their first ``depth`` columns; ``lifted`` columns are said over a group, ``kept`` in it."""

    depth: int
    lifted: list[int]
    kept: list[int]

    @classmethod
    def plain(cls, columns: int) -> _Layout:
        """No headings."""
        return cls(0, [], list(range(columns)))

    def heading(self, names: Sequence[str], row: Sequence[str]) -> str:
        said = ", ".join(f"{names[i]} {row[i].strip().replace(' ', _HELD) or '–'}" for i in self.lifted)
        return f"in all rows: {said}" if said and not self.depth else said

    def kept_of(self, names: Sequence[str], rows: Rows) -> tuple[list[str], Rows]:
        return [names[i] for i in self.kept], [[row[i] for i in self.kept] for row in rows]

    def needs(self, names: Sequence[str], cells: Rows) -> int:
        """How wide what is kept would be."""
        return _needs(*self.kept_of(names, cells), _GAPS[-1])


def _groups(cells: Rows, depth: int) -> list[Rows]:
    """Rows that follow each other and are the same in their first ``depth`` columns."""
    return [list(group) for _, group in groupby(cells, key=lambda row: row[:depth])]


def _layouts(cells: Rows) -> Iterator[_Layout]:
    """The ways to say what is the same over its rows instead of in each, as far as that makes the table shorter."""
    for depth in range(3 if cells else 0):
        groups = _groups(cells, depth)
        if not cells or 2 * len(groups) > len(cells):
            return
        lifted = [i for i in range(len(cells[0])) if all(len({row[i] for row in group}) == 1 for group in groups)]
        kept = [i for i in range(len(cells[0])) if i not in lifted]
        if lifted and kept:
            yield _Layout(depth, lifted, kept)


def _needs(names: Sequence[str], cells: Rows, gap: int) -> int:
    return sum(widths_of(names, cells)) + gap * (len(names) - 1)


def _block(names: Sequence[str], right: Sequence[bool], blocks: Sequence[tuple[str, Rows]], columns: int) -> str:
    """Column names once, then each heading with its rows."""
    all_rows = [row for _, rows in blocks for row in rows]
    gap = next((gap for gap in _GAPS if _needs(names, all_rows, gap) <= columns), _GAPS[0])
    widths = widths_of(names, all_rows)
    lines = _packed(widths, columns, gap)
    between = "\n" if len(lines) > 1 else ""
    out = [_row(names, widths, right, lines, gap)]
    for heading, rows in blocks:
        out += [f"\n{_filled(heading, columns)}\n"] if heading else [between] if rows else []
        out.append(between.join(_row(row, widths, right, lines, gap) for row in rows))
    return "".join(out)


def _filled(heading: str, columns: int) -> str:
    """The heading in lines as wide as ``columns``, of which a Chinese character takes two."""
    line, *words = heading.split(" ")
    lines = []
    for word in words:
        if width(f"{line} {word}") > columns:
            lines.append(line)
            line = _INDENT + word
        else:
            line = f"{line} {word}"
    return "\n".join((*lines, line)).replace(_HELD, " ")


def _packed(widths: Sequence[int], columns: int, gap: int) -> list[list[int]]:
    """Numbers of columns by line, so many in each as fit."""
    lines: list[list[int]] = [[]]
    room = columns
    for i, wide in enumerate(widths):
        if lines[-1] and wide > room:
            lines.append([])
            room = columns - len(_INDENT)
        lines[-1].append(i)
        room -= wide + gap
    return lines


def _row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], lines: Sequence[Sequence[int]], gap: int
) -> str:
    first, *more = ((" " * gap).join(padded(cells[i], widths[i], right[i]) for i in line) for line in lines)
    return "".join(f"{text.rstrip()}\n" for text in (first, *(f"{_INDENT}{text}" for text in more if text.strip())))
