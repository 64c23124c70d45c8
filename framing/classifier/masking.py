"""What would teach a classifier who publishes rather than what is said: taken out before a word is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Datelines, agency tags, photo credits, bylines, addresses; all linear, none nested.
_DATELINE = re.compile(
    r"^\s*[A-Z][A-Z.,' ]{2,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([A-Za-z' ]{2,40}\) ?)?[-–—]{1,2} "
)
_TAG = re.compile(r"[(\[](?:Reuters|Xinhua|AP|AFP|Bloomberg|CNN|[Pp]hotos?[^)\]]{0,60}|File [Pp]hoto[^)\]]{0,60})[)\]]")
_CREDIT = re.compile(r"\bPhoto: ?\w{2,20}(?:/\w{2,20})?|\bE-?mail: ?\S{1,80}|\S{1,80}@\S{1,80}")
_BYLINE = re.compile(
    r"^(?:By|Reporting by|Editing by) [A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{1,30}){1,3}(?:,? (?:and|in) .{0,60})?$"
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-"})
#: What is read as something shorter: an abbreviation with stops, a number.
_SHORT = {"U.S.": "US", "U.K.": "UK", "U.N.": "UN", "E.U.": "EU", "W.T.O.": "WTO", "I.M.F.": "IMF"}
_NUMBER = "0"
_REPLACED = re.compile("|".join([*map(re.escape, _SHORT), r"\d[\d,.]*\d", r"\d"]))
#: Letters and what is replaced by some, in a row; apostrophes between them.
_LETTERS = rf"(?:{_REPLACED.pattern}|[^\W_])+"
_WORD = re.compile(rf"{_LETTERS}(?:'{_LETTERS})*")
#: Longer words are pictures of something else; their character n-grams would cost time and say nothing.
_LONGEST_WORD = 40


class Masker:
    """Blanks the names of outlets and agencies, datelines, bylines and credits, and splits what is left into words."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(sorted({name for name in names if name}))
        longest_first = sorted(self.names, key=len, reverse=True)
        alternatives = "|".join(re.escape(name) for name in longest_first)
        self._names = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if alternatives else None

    def blank(self, text: str) -> str:
        """``text`` with as many spaces where something was taken out: offsets stay.

        >>> Masker(["Global Times"]).blank("BEIJING (Reuters) - He told the Global Times so.").split()
        ['He', 'told', 'the', 'so.']
        """
        for pattern in (_DATELINE, _TAG, _CREDIT, _BYLINE, self._names):
            if pattern is not None:
                text = pattern.sub(_spaces, text)
        return text

    def words(self, text: str) -> list[str]:
        """Words in lower case, numbers as 0.

        >>> Masker().words("The U.S. raised 145% tariffs on $1,300 goods; it's over.")
        ['the', 'us', 'raised', '0', 'tariffs', 'on', '0', 'goods', "it's", 'over']
        """
        return [_read(written) for written in _WORD.findall(self._plain(text))]

    def spans(self, text: str) -> list[tuple[str, int, int]]:
        """The words of ``words``, each with where it stands in ``text``.

        >>> Masker().spans("The U.S. raised 145% tariffs.")[1:3]
        [('us', 4, 8), ('raised', 9, 15)]
        """
        return [(_read(found.group()), *found.span()) for found in _WORD.finditer(self._plain(text))]

    def _plain(self, text: str) -> str:
        return self.blank(text).translate(_MARKS)


def _read(written: str) -> str:
    """A word as the classifier knows it."""
    if not written.isalpha():
        written = _REPLACED.sub(_short, written)
    return written.lower()[:_LONGEST_WORD]


def _short(found: re.Match[str]) -> str:
    return _SHORT.get(found.group(), _NUMBER)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())
