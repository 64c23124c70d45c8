"""Names and titles as a table can hold them. What is cut ends in an ellipsis; the articles themselves are never cut."""

from __future__ import annotations

#: Letters of a name (outlet, frame, speaker, id), of a title, of one matched phrase, and of a note on an article.
NAME, TITLE, PHRASE, NOTE = 80, 200, 60, 600


def short(text: str, most: int) -> str:
    """``text`` on one line, at most ``most`` letters of it, cut between two words unless a word is very long.

    >>> short("one\\n two", 80), short("abcdef", 3), short("the door remains open", 12)
    ('one two', 'abc…', 'the door…')
    """
    flat = " ".join(text[: 4 * most + 100].split())
    if len(flat) <= most:
        return flat
    cut = flat[: most + 1].rfind(" ")
    return flat[: cut if 2 * cut > most else most].rstrip(" ,;:") + "…"
