"""Names and titles as a table can hold them. What is cut ends in an ellipsis; the articles themselves are never cut."""

from __future__ import annotations

import re
import unicodedata

#: Letters of a name (outlet, frame, speaker, id), of a title, of one matched phrase, and of a note on an article.
NAME, TITLE, PHRASE, NOTE = 80, 200, 60, 600
#: Words in Hebrew, Arabic and the other scripts that are written from right to left.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\\w\n,;]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])*"
)


def short(text: str, most: int) -> str:
    """``text`` on one line, at most ``most`` letters of it, cut between two words unless a word is very long.

    >>> short("one\\n two", 80), short("abcdef", 3), short("the door remains open", 12)
    ('one two', 'abc…', 'the door…')
    """
    flat = " ".join(text[: 4 * most + 100].split())
    if len(flat) <= most:
        return apart(flat)
    cut = flat[: most + 1].rfind(" ")
    return apart(flat[: cut if 2 * cut > most else most].rstrip(" ,;:") + "…")


def apart(text: str) -> str:
    """``text`` as it may stand in a sentence: words that are written from right to left would draw the numbers behind
    them to their other side, so they are set apart by the signs that Unicode has for that.

    >>> apart("الجزيرة 25") == "\u2068الجزيرة\u2069 25", apart("Süddeutsche Zeitung")
    (True, 'Süddeutsche Zeitung')
    """
    return text if text.isascii() else _LEFTWARD.sub("\u2068\\g<0>\u2069", text)


#: What a letter of a chart's labels takes, in units of the chart, as fonts without serifs have it at 11 pixels: on the
#: safe side, as no reader's font is known.
_THIN, _COMMON, _BROAD, _SQUARE = 3.6, 6.1, 9.2, 11.5
_THIN_LETTERS, _BROAD_LETTERS = frozenset("fijlrtI .,:;'’‘|!()[]-/"), frozenset("mwMWQO@%&—…")


def drawn_width(text: str) -> float:
    """About how many units of a chart ``text`` takes as a label."""
    return sum(map(_letter_width, text))


def fitting(text: str, units: float) -> str:
    """As much of ``text`` as a label of ``units`` holds; a chart's labels do not wrap, and would run over each other.

    >>> fitting("Northern Herald", 200), fitting("Northern Herald", 60)
    ('Northern Herald', 'Northern…')
    """
    if drawn_width(text) <= units:
        return text
    room = units - _BROAD
    for at, letter in enumerate(text):
        room -= _letter_width(letter)
        if room < 0:
            return short(text, max(at, 1)) if at > 1 else text[:1] + "…"
    return text


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    if letter in _THIN_LETTERS:
        return _THIN
    return _BROAD if letter in _BROAD_LETTERS else _COMMON + 1.4 * letter.isupper()
