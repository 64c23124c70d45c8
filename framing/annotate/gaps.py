"""What one distinct gap between two words can mean; decided once per gap, in plain Python.

A gap is everything between two words: a space, a comma, ``.” “``, a blank line. For each distinct gap we note
what it does to phrases and clauses, whether a sentence may end in it and where, and the quotation marks in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.records.flags import Gap
from framing.records.letters import INVISIBLE

#: Stands between two fields of a batch; a reader never sees it.
FIELD_BORDER = "\n\x00\n"

_HYPHENS = frozenset("-‐‑\u00ad")
_QUOTES = frozenset("\"“”„‟«»‹›'‘’‚‛`´″＂「」『』")
_SPACES = frozenset(filter(str.isspace, map(chr, range(0x3001))))
_TIGHT = _SPACES | _HYPHENS | _QUOTES | {"_"}
#: What nobody sees parts nothing; a soft hyphen alone is one of _HYPHENS.
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE.replace("\u00ad", "")))
#: Inside a name or a number: 1,000, AT&T, Johnson & Johnson.
_INSIDE = frozenset(",&@·") | {" & "}
#: Stand beside a number and belong to it: in "a 100% tariff" and "cost $100" nothing parts the words.
_PER_CENT, _CURRENCY = "%‰％", "$€£¥＄￥"
_BULLETS = "•▪●■◦‣"
_CLAUSE_MARKS = frozenset(f",;:—–()[]{{}}，；：、（）|·/{_BULLETS}")
_HARD = frozenset("!?。！？‽")
_STOPS = frozenset(".…") | _HARD
_CLOSERS = frozenset("\"”’'»›)]}」』＂`")
_CLOSING_MARKS = _CLOSERS - frozenset(")]}")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
#: U.S. pressure, U.S.-led: where a full stop ends the sentence, the words beside it are apart anyway.
_AFTER_ABBREVIATION = re.compile(r"\.[-‐‑\s]*")
_GLUED = re.compile(r"[.?!][\"“”’]*")
#: A blank line, or the sign before an item of a list.
_CITED = re.compile(r"\n[^\S\n]*>[^\n]*\Z")
_BLANK = re.compile(rf"\n[^\S\n]*(?:\n|[{_BULLETS}]\s)|\f|\u2029|\x00")

#: As plain integers: combining flags would cost ten times as much, for each distinct gap.
_LOOSE, _CLAUSE, _COMMA, _HYPHEN = int(Gap.LOOSE), int(Gap.CLAUSE), int(Gap.COMMA), int(Gap.HYPHEN)
_STOP, _HARD_STOP, _DOTS, _TIGHT_DOT = int(Gap.STOP), int(Gap.HARD_STOP), int(Gap.ELLIPSIS), int(Gap.TIGHT_DOT)
_NEWLINE, _BLANK_LINE, _QUOTE_AFTER_STOP = int(Gap.NEWLINE), int(Gap.BLANK), int(Gap.QUOTE_AFTER_STOP)
_GLUED_STOP, _CITES = int(Gap.GLUED), int(Gap.CITES)
_MARKS, _OPENS, _CLOSES = int(Gap.MARKS), int(Gap.OPENS), int(Gap.CLOSES)
_OPENS_SINGLE, _CLOSES_SINGLE, _TANGLED = int(Gap.OPENS_SINGLE), int(Gap.CLOSES_SINGLE), int(Gap.TANGLED)


def gap_flags(gap: str) -> int:
    """All facts about ``gap`` as one integer."""
    if gap == " ":
        return 0
    if not gap.isascii():
        gap = gap.translate(_UNSEEN)
    flags = _breaks(gap) | _stops(gap)
    characters = set(gap)
    bare = gap.lstrip(_PER_CENT).rstrip(_CURRENCY)
    if not (_TIGHT.issuperset(bare) or gap in _INSIDE or _AFTER_ABBREVIATION.fullmatch(gap)):
        flags |= _LOOSE
    if not _CLAUSE_MARKS.isdisjoint(characters) or " - " in gap or "--" in gap:
        flags |= _CLAUSE
    if "," in characters:
        flags |= _COMMA
    if not _QUOTES.isdisjoint(characters):
        flags |= _MARKS | _simple_marks(gap)
    if gap in _HYPHENS:
        flags |= _HYPHEN
    if gap == ".":
        flags |= _TIGHT_DOT
    if ">" in characters and _CITED.search(gap):
        flags |= _CITES
    if _GLUED.fullmatch(gap):
        flags |= _GLUED_STOP
    return flags


def _breaks(gap: str) -> int:
    if _BLANK.search(gap):
        return _BLANK_LINE
    return _NEWLINE if "\n" in gap else 0


def _stops(gap: str) -> int:
    at = sentence_end(gap)
    if at is None:
        return 0
    head = gap[:at]
    flags = _DOTS if _ELLIPSIS.search(head) and head.count(".") != 4 else _STOP
    if not _HARD.isdisjoint(head):
        flags = _HARD_STOP
    stop = max(head.rfind(c) for c in _STOPS)
    if not _CLOSING_MARKS.isdisjoint(head[stop + 1 :]):
        flags |= _QUOTE_AFTER_STOP
    return flags


def sentence_end(gap: str) -> int | None:
    """Where in the gap a sentence may end: after the stop and what closes with it; None if it cannot.

    A stop counts only before white space, the end of the gap's line, or an opening mark.

    >>> sentence_end(". "), sentence_end(".” “"), sentence_end("."), sentence_end(", ")
    (1, 2, None, None)
    """
    last = max((gap.rfind(c) for c in _STOPS), default=-1)
    if last < 0:
        return None
    at = last + 1
    while at < len(gap) and (gap[at] in _CLOSERS or ord(gap[at]) in _UNSEEN or _closes_inward(gap, at)):
        at += 1
    if at == len(gap):
        return at if gap[last] in "。！？" else None
    follows = gap[at]
    if follows.isspace() or follows in "“‘«\x00" or gap[last] in "。！？":
        return at
    return None


def _closes_inward(gap: str, at: int) -> bool:
    """Whether a mark closes »so«: right behind a stop, before a space."""
    return gap[at] == "«" and gap[at + 1 : at + 2].isspace()


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: the side of a field border it stands on (0 = before any), its family and possible roles."""

    part: int
    family: str
    opens: bool
    closes: bool


_OPENING = {
    "“": "double",
    "„": "double",
    "«": "guillemet",
    "‘": "single",
    "‚": "single",
    "「": "corner",
    "『": "corner",
}
_CLOSING = {"”": "double", "»": "guillemet", "’": "single", "」": "corner", "』": "corner"}
_DOUBLED = (("``", "“"), ("‘‘", "“"), ("’’", "”"), ("''", '"'))


def quotation_marks(gap: str) -> tuple[Mark, ...]:
    """The quotation marks of a gap that stands between two words, in order.

    A straight mark opens when it stands before a word or opening mark and after space, and closes when it stands
    after a word or stop. Doubled single marks are one double mark. An apostrophe (workers’ rights) closes at most: a
    single mark opens only after a space and closes only where no word follows directly.

    >>> [(m.family, m.opens, m.closes) for m in quotation_marks(', "')]
    [('double', True, False)]
    """
    gap = gap if gap.isascii() else gap.translate(_UNSEEN)
    for doubled, mark in _DOUBLED:
        gap = gap.replace(doubled, mark)
    parts = gap.split(FIELD_BORDER)
    marks = []
    for number, part in enumerate(parts):
        after_word, before_word = number == 0, number == len(parts) - 1
        for at, character in enumerate(part):
            touches_left = after_word if at == 0 else _ends_words(part[at - 1])
            touches_right = before_word if at + 1 == len(part) else _starts_words(part[at + 1])
            if roles := _roles(character, touches_left, touches_right):
                marks.append(Mark(number, *roles))
    return tuple(marks)


def _simple_marks(gap: str) -> int:
    """What the gap's marks do, where it is simple: of each family one closes the words before or one opens those after.

    Everything else is tangled.
    """
    last = gap.count(FIELD_BORDER)
    flags = 0
    for mark in quotation_marks(gap):
        opens, closes = (_OPENS_SINGLE, _CLOSES_SINGLE) if mark.family == "single" else (_OPENS, _CLOSES)
        does = opens if mark.opens else closes
        if mark.opens == mark.closes or mark.part != (last if mark.opens else 0) or flags & (opens | does):
            return _TANGLED
        flags |= does
    return flags


def _ends_words(character: str) -> bool:
    """Whether quoted words can end in this character: the mark after it then closes."""
    return not character.isspace() and character not in "(—–-[/"


def _starts_words(character: str) -> bool:
    """Whether quoted words can start with this character: the mark before it then opens."""
    return character in "“‘\"'([$£€#@….¡¿"


def _roles(character: str, touches_left: bool, touches_right: bool) -> tuple[str, bool, bool] | None:
    """Family, opens, closes of a mark by what it touches; None for other characters."""
    if character in '"＂':
        if touches_left == touches_right:
            return "double", True, True
        return "double", touches_right, touches_left
    if character in "'‘’‚`‛":
        opens = character != "’" and touches_right and not touches_left
        closes = character in "'’`" and touches_left and not touches_right
        return ("single", opens, closes) if opens or closes else None
    if character == "“" and touches_left and not touches_right:
        # Typed the wrong way round, or the closing mark of „...“.
        return "double", False, True
    if character in "«»" and touches_left != touches_right:
        return "guillemet", touches_right, touches_left  # «so» and »so«
    if character in _OPENING:
        return _OPENING[character], True, False
    if character == "”" and touches_right and not touches_left:
        return "double", True, True
    if character in _CLOSING:
        return _CLOSING[character], False, True
    return None


def _glued_end(gap: str) -> int:
    """Where a stop without a space ends its sentence: behind the first of two marks; one that may open, opens."""
    return 2 if len(gap) > 2 or gap[1:] == "”" else 1


def before_sentence(gap: str) -> int:
    """Bytes at the gap's end that belong to the sentence after it: opening marks and brackets.

    >>> before_sentence('. "'), before_sentence(" ")
    (1, 0)
    """
    if _GLUED.fullmatch(gap):
        return len(gap.encode("utf-8")) - after_sentence(gap)
    tail = gap[max((i + 1 for i, c in enumerate(gap) if c.isspace() or c == "\x00"), default=len(gap)) :]
    return len(tail.encode("utf-8"))


def after_sentence(gap: str) -> int:
    """Bytes at the gap's start that belong to the sentence before it: its stop and closing marks.

    >>> after_sentence('." The'[:3]), after_sentence(" "), after_sentence(". . . ")
    (2, 0, 5)
    """
    at = _glued_end(gap) if _GLUED.fullmatch(gap) else sentence_end(gap)
    if at is None:
        at = next((i for i, c in enumerate(gap) if c.isspace() or c == "\x00"), 0)
    return len(gap[:at].encode("utf-8"))
