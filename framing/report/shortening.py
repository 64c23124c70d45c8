"""Names and titles as a table can hold them. What is cut ends in an ellipsis; the articles themselves are never cut."""

from __future__ import annotations

#: Letters of an outlet's or frame's name, of a title or speaker, and of one matched phrase.
NAME, TITLE, PHRASE = 80, 200, 60


def short(text: str, most: int) -> str:
    """``text`` on one line, at most ``most`` letters of it.

    >>> short("one\\n two", 80), short("abcdef", 3)
    ('one two', 'abc…')
    """
    flat = " ".join(text[: 4 * most + 100].split())
    return flat if len(flat) <= most else flat[:most].rstrip() + "…"
