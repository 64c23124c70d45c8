"""The term language: words, stems, phrases, gaps, alternatives. Never a regular expression, so no term can stall.

bullying                  one word, whole, in any case, with or without 's
bully*                    a stem: every word that starts so
trade bullying            adjacent words: space, hyphen or quotation marks between them
threat* ..3 tariff*       at most 3 words between
tariff*|levy|levies       any of these in one place
not sustainable           "not" is also n't and cannot
"""

from __future__ import annotations

import re
import string
from functools import lru_cache

from framing.errors import CodebookError
from framing.records.codebook import Slot
from framing.records.folding import fold
from framing.records.letters import ALONE_RANGE, GAP, INVISIBLE, JOINERS, kind_of

LONGEST_GAP = 9
MOST_SLOTS = 12
SHORTEST_STEM = 2
#: Of a longer pattern a message shows the beginning, so that what is wrong with it has room.
_LONGEST_SHOWN = 150

#: What only a regular expression holds; read as words it would silently mean something else.
_REGEX = re.compile(r"\\[A-Za-z.]|\(\?|\{\d*(?:,\d*)?\}|\.[*+]|[)\]][*+?]|\w\+\)|^\^")
_GAP = re.compile(r"\.\.(\d*)")
#: Takes out of a pattern what cannot be odd in it.
_NOT_ODD = str.maketrans("", "", f"{string.ascii_letters}{string.digits} *|")
#: Python would not even read a number of thousands of digits.
_GAP_DIGITS = 9
#: Dots in a row are meant for a gap, wherever they stand.
_DOTS = re.compile(r"\.\.|…")
#: What parts no phrase in a text (``annotate.gaps``); a pattern with anything else between two words would never
#: find itself.
_JOINING = f"\"“”„‟«»‹›'‘’‚‛`´″＂「」『』‐‑{INVISIBLE}"
_PARTING = re.compile(
    rf"[^\w\s*|{_JOINING}.,&@·%‰％$€£¥＄￥-]"
    r"|,\s|\s,|[@·$€£¥＄￥]\s|\s[@·%‰％]|\s\.(?!\.)|(?<!\s)&\s|\s&(?!\s)"
)
_BETWEEN = re.compile(r"\w.*\w", re.DOTALL)
#: What a query of a press database is made of; folded, they would be looked up as words.
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|NEAR|(?:NEAR|W)/\d+) ")
#: A character that is a word of its own, as in the texts.
_ALONE = re.compile(f"([{ALONE_RANGE}])")


class _Unfit(Exception):
    """What is wrong with a pattern, as said behind it, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def parse_pattern(pattern: str, *, file: str = "", line: int | None = None) -> tuple[Slot, ...]:
    """What ``pattern`` means; a pattern that can never match is a CodebookError that says why.

    >>> parse_pattern("threat* ..3 tariff*|levy")[1]
    Slot(words=('levy',), stems=('tariff',), gap=3)
    """
    parts = pattern.split()
    try:
        _check_signs(pattern, parts)
        slots = _in_a_row(parts)
        if not slots:
            raise _Unfit("holds no word", "write a word, a stem* or a phrase")
        if len(slots) > MOST_SLOTS:
            raise _Unfit(f"has more than {MOST_SLOTS} words", "shorten it")
    except _Unfit as unfit:
        shown = pattern if len(pattern) <= _LONGEST_SHOWN else pattern[:_LONGEST_SHOWN] + "…"
        reason = f"the pattern '{shown}' {unfit.reason}"
        raise CodebookError(reason, file=file or None, line=line, remedy=unfit.remedy) from None
    return tuple(slots)


def _in_a_row(parts: list[str]) -> list[Slot]:
    """The slots of words and gaps."""
    slots: list[Slot] = []
    gap = 0
    for part in parts:
        if part[0] == "." and (found := _GAP.fullmatch(part)):
            if gap:
                raise _Unfit("has two gaps in a row", "write one of them")
            gap = _gap_size(found[1])
            if not slots:
                raise _Unfit("starts with a gap", "start it with a word")
            continue
        found_slots = _slots(part)
        if gap and found_slots:
            first, *others = found_slots
            found_slots, gap = (Slot(first.words, first.stems, gap), *others), 0
        slots += found_slots
    if gap:
        raise _Unfit("ends with a gap", "end it with a word")
    return slots


def _check_signs(pattern: str, parts: list[str]) -> None:
    """Refuse what reads like something else than it would find."""
    odd = _has_odd_signs(pattern, parts)
    if odd and (_REGEX.search(pattern) or any(map(_has_class, parts))):
        raise _Unfit("looks like a regular expression", "write words, stems* and gaps (..3)")
    if not (pattern.islower() or pattern.isupper()) and _OPERATOR.search(pattern):
        remedy = "write tariff*|levy for either, ..3 for words apart, small letters for the word itself"
        raise _Unfit("looks like a search query", remedy)
    if not odd:
        return
    if any(_DOTS.search(part) and not _GAP.fullmatch(part) for part in parts):
        raise _no_such_gap()
    signs = _PARTING.findall(between[0]) if (between := _BETWEEN.search(pattern)) else []
    if sign := next((sign.strip() for sign in signs if not _in_word(sign[0])), ""):
        remedy = "write a gap there, such as ..1, or two entries"
        raise _Unfit(f"holds '{sign}', at which a phrase ends in a text", remedy)


def _has_odd_signs(pattern: str, parts: list[str]) -> bool:
    """Whether a pattern holds more than what most do: letters of ASCII, figures, stars, bars and gaps."""
    signs = pattern.translate(_NOT_ODD)
    return bool(signs) and (bool(signs.strip(".")) or any("." in part and not _GAP.fullmatch(part) for part in parts))


def _has_class(part: str) -> bool:
    """Whether a regular expression's ``[a-z]`` is in it; a pattern that looks for one would try every pair of brackets.

    >>> _has_class("[a-z]ully"), _has_class("[win-win"), _has_class("win-win]")
    (True, False, False)
    """
    *closed, _ = part.split("]")
    return any("-" in before.partition("[")[2] for before in closed)


def _parts(part: str) -> list[str]:
    """The words of one blank-separated part, cut as a text is cut: at hyphens, dots, Chinese characters.

    >>> _parts("win-win"), _parts("tariff*|levy"), _parts("完善")
    (['win', 'win'], ['tariff*|levy'], ['完', '善'])
    """
    if part.isascii() and part.removesuffix("*").isalnum():
        return [part]
    if part.isascii():
        return part.translate(_BLANKS).split()
    if "|" not in part:
        part = _ALONE.sub(r" \1 ", part).replace(" *", "*")
    return "".join(c if _in_word(c) else " " for c in part).split()


def _in_word(character: str) -> bool:
    return character in "*|" or kind_of(character) != GAP


#: The ASCII characters that part words, as blanks.
_BLANKS = {code: " " for code in range(128) if not _in_word(chr(code))}


def _gap_size(digits: str) -> int:
    if not 1 <= len(digits) <= _GAP_DIGITS or not 1 <= int(digits) <= LONGEST_GAP:
        raise _no_such_gap()
    return int(digits)


def _no_such_gap() -> _Unfit:
    return _Unfit(f"has a gap that is not ..1 to ..{LONGEST_GAP}", "write for example ..3")


@lru_cache(1 << 14)
def _slots(part: str) -> tuple[Slot, ...]:
    """What one blank-separated part means; a codebook writes the same ones again and again."""
    if part.isascii() and part.isalnum() and len(part) >= SHORTEST_STEM:  # a plain word, as most are
        return (Slot((part.lower(),)),)
    words = _parts(part)
    if "|" in part and len(words) > 1:
        raise _Unfit("lists an alternative of several words", "write one entry for each")
    if "*" in words and len(words) > 1:
        raise _Unfit("has a star behind a sign that parts words", "write out the words that may follow that sign")
    return tuple(map(_slot, words))


def _slot(word: str) -> Slot:
    """What a word with its alternatives means."""
    words: dict[str, None] = {}
    stems: dict[str, None] = {}
    for alternative in word.split("|"):
        bare = alternative.removesuffix("*")
        if bare.isascii() and bare.isalnum() and len(bare) >= SHORTEST_STEM:  # nothing to strip, fold or refuse
            (words if len(bare) == len(alternative) else stems)[bare.lower()] = None
            continue
        stem = bare.strip(JOINERS)
        if "*" in stem:
            raise _Unfit("has a star that does not end a word", "stars stand at the end: bully*")
        if len(stem) > 1 and _ALONE.search(stem):
            raise _Unfit("lists an alternative of several words", "write one entry for each")
        folded = fold(stem)
        if not any(c.isalnum() for c in folded):
            raise _Unfit("has an empty place", "remove the extra | or *")
        if not alternative.endswith("*"):
            words[folded] = None
        elif _ALONE.fullmatch(stem):
            raise _Unfit("has a star after a Chinese or Japanese character", "leave it out")
        elif len(folded) < SHORTEST_STEM:
            raise _Unfit(f"has a stem under {SHORTEST_STEM} letters", "write more of the word")
        else:
            stems[folded] = None
    return Slot(tuple(words), tuple(stems))
