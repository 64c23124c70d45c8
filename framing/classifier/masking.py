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
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ABBREVIATIONS = (("U.S.", "US"), ("U.K.", "UK"), ("U.N.", "UN"), ("E.U.", "EU"), ("W.T.O.", "WTO"), ("I.M.F.", "IMF"))
#: What stands for something shorter: an abbreviation with stops, a number.
_REPLACED = re.compile("|".join([*(re.escape(written) for written, _ in _ABBREVIATIONS), _DIGITS.pattern]))
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
        plain = self.blank(text).translate(_MARKS)
        for written, short in _ABBREVIATIONS:
            plain = plain.replace(written, short)
        return [word[:_LONGEST_WORD] for word in _WORD.findall(_DIGITS.sub("0", plain).lower())]

    def spans(self, text: str) -> list[tuple[str, int, int]]:
        """The words of ``words``, each with where it stands in ``text``.

        >>> Masker().spans("The U.S. raised 145% tariffs.")[1:3]
        [('us', 4, 8), ('raised', 9, 15)]
        """
        plain = self.blank(text).translate(_MARKS)
        letters, origin = [], []
        at = 0
        for found in [*_REPLACED.finditer(plain), None]:
            end = found.start() if found else len(plain)
            kept = [(small, i) for i in range(at, end) for small in plain[i].lower()]
            if found:
                short = dict(_ABBREVIATIONS).get(found.group(), "0").lower()
                kept += [(letter, found.start()) for letter in short[:-1]] + [(short[-1], found.end() - 1)]
                at = found.end()
            letters += [letter for letter, _ in kept]
            origin += [i for _, i in kept]
        words = _WORD.finditer("".join(letters))
        return [(w.group()[:_LONGEST_WORD], origin[w.start()], origin[w.end() - 1] + 1) for w in words]


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())
