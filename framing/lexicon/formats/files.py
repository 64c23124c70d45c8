"""A codebook's file as text, what reading it gives, and what a format is."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.errors import CodebookError, UsageError
from framing.records.bytemarks import marked_encoding
from framing.records.codebook import Codebook
from framing.yamlsafe import read_whole


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A file to read as a codebook; ``name`` is what messages call it, ``encoding`` what the user said it is in.

    ``held`` are its bytes, if it is not on the disk yet.
    """

    path: Path
    name: str
    encoding: str = ""
    held: bytes | None = None

    def text(self, declared: Callable[[bytes], str] | None = None) -> str:
        """The file as text with ``\\n`` line ends, in the encoding that the user named, or its byte order mark says.

        Without either it is what ``declared`` finds the file to say of itself, and else UTF-8.
        """
        raw = read_whole(self.path, self.name, CodebookError) if self.held is None else self.held
        encoding = self._codec() or marked_encoding(raw) or (declared(raw) if declared else "") or "utf-8"
        try:
            text = raw.decode(encoding)
        except LookupError:
            reason = f"it says that its encoding is '{encoding}', which is none of texts"
            raise CodebookError(reason, file=self.name, line=1, remedy="save it as UTF-8, and say so in it") from None
        except UnicodeError as problem:
            start = problem.start if isinstance(problem, UnicodeDecodeError) else 0
            remedy = f"save it as UTF-8, or say what it is: framing lexicon convert {self.name} --encoding cp1252"
            raise CodebookError(
                f"the file is not {'UTF-8' if encoding.startswith('utf-8') else encoding}",
                file=self.name,
                line=raw.count(b"\n", 0, start) + 1,
                remedy="name its encoding" if self.encoding else f"{remedy} -o NEW.yml",
            ) from None
        if "\x00" in text:
            raise CodebookError(
                "this is binary data, not text", file=self.name, remedy="save the dictionary as a text file in UTF-8"
            )
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _codec(self) -> str:
        """What Python calls the encoding that the user named; a UsageError if that is none of texts."""
        if not self.encoding:
            return ""
        try:
            "".encode(self.encoding)
        except (LookupError, ValueError):
            reason = f"there is no encoding '{self.encoding}'"
            raise UsageError(reason, remedy="use utf-8, cp1252, latin-1, utf-16 or another that Python knows") from None
        name = codecs.lookup(self.encoding).name
        return "utf-8-sig" if name == "utf-8" else name


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gives: the codebook of all that can be read (None if nothing can), and what cannot, by line."""

    codebook: Codebook | None
    problems: tuple[CodebookError, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookFormat:
    """``read`` raises a CodebookError for a file that is none of this format; what spoils lines is in its answer.

    ``write`` gives a file's text that reads back as the same codebook; None where the format cannot hold one.
    ``comment`` begins a line that says something to people alone.
    """

    name: str
    read: Callable[[CodebookFile], Read]
    write: Callable[[Codebook], str] | None = None
    comment: str = ""
