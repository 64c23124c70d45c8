"""From bytes to text without mojibake: UTF-8, a byte order mark, the user's word, or a stated guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from framing.corpus.files.guess import characters, guess_encoding
from framing.errors import InputError
from framing.records.article import has_half_character
from framing.records.bytemarks import marked_encoding
from framing.records.issue import Issue

_SAVE = "save it as UTF-8, or say what it is with --encoding"
_SAY = "say what it is with --encoding, or save it as UTF-8"
_STEP = 1 << 16
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with ``\\n`` line ends, the encoding it was read in, and what there is to say about that."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, shown: str, encoding: str = "") -> Decoded:
    """``data`` as text; an InputError names what cannot be decoded, an Issue states a guess.

    >>> decode(b"caf\\xc3\\xa9\\r\\n", "a.txt")
    Decoded(text='café\\n', encoding='utf-8', issues=())
    """
    name, issues = choose_encoding(data, shown, encoding, whole=True)
    try:
        text = data.decode(name)
    except UnicodeError as problem:
        raise _undecodable(data, name, problem, shown) from None
    # UTF-7 and Python's own escapes allow halves of characters, which no file can hold.
    if not name.startswith("utf-8") and has_half_character(text):
        raise not_in(name, shown)
    if "\x00" in text:
        raise _binary(shown)
    return Decoded(mend_line_ends(text), name.removesuffix("-sig"), issues)


def choose_encoding(
    head: bytes, shown: str, encoding: str = "", *, whole: bool = False, records: bool = False
) -> tuple[str, tuple[Issue, ...]]:
    """The codec for a file that begins with ``head``, and an Issue if it was guessed.

    The order: the user's word, a byte order mark, UTF-8, a guess. Where ``head`` is not the
    ``whole`` file it may end in the middle of a character. One of many ``records`` may be in UTF-8 but for a few,
    which whoever reads them names one by one.
    """
    if encoding:
        return ("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding), ()
    if marked := marked_encoding(head):
        return marked, ()
    if b"\x00" not in head and _is_utf8(head, whole):
        return "utf-8", ()
    sound, broken = characters(head) if records else (0, 0)
    if sound > broken:
        return "utf-8", ()
    guess = guess_encoding(head)
    if guess is None and sound:
        return "utf-8", ()
    if guess is None and b"\x00" in head:
        raise _binary(shown)
    if guess is None:
        raise InputError("the text is not UTF-8 and its encoding cannot be told", file=shown, remedy=_SAVE)
    reason = f"the text is not UTF-8; it was read as {guess}"
    return guess, (Issue("", shown, None, "warning", "guessed-encoding", reason, _SAVE),)


def _binary(shown: str) -> InputError:
    remedy = "save its text as a .txt file in UTF-8, or name its --encoding"
    return InputError("this is binary data, not text (it holds NUL bytes)", file=shown, remedy=remedy)


def _undecodable(data: bytes, name: str, problem: UnicodeError, shown: str) -> InputError:
    """The error for bytes that ``name`` does not allow, with the line they stand on."""
    start = problem.start if isinstance(problem, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, start) + 1
    return InputError(f"the bytes cannot be read as {name.removesuffix('-sig')}", file=shown, line=line, remedy=_SAY)


def not_in(encoding: str, shown: str) -> InputError:
    """The error for a text, read bit by bit, of which a part is not in its encoding."""
    return InputError(f"the text is not {encoding.removesuffix('-sig')}", file=shown, remedy=_SAY)


def mend_line_ends(text: str) -> str:
    """Every line end as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def mend_surrogates(text: str) -> str:
    """Halves of characters (JSON's ``\\ud800``), which no file can hold, as U+FFFD."""
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_utf8(head: bytes, whole: bool) -> bool:
    if head.isascii():
        return True
    # In small steps, since fresh memory is slow.
    decode_next = codecs.getincrementaldecoder("utf-8")().decode
    steps = memoryview(head)
    try:
        for start in range(0, len(head), _STEP):
            decode_next(steps[start : start + _STEP])
        decode_next(b"", whole)
    except UnicodeDecodeError:
        return False
    return True
