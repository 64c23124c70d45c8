"""Word (.docx): one file, one article; each of its paragraphs is one of the text, with a blank line between.

What one sees when one opens it: no text that was deleted or moved away under tracked changes, no hidden text; notes,
comments, headers and footers stand in other parts of the file and are no part of the article.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import NoReturn
from xml.parsers import expat

from framing.corpus.drafts import Draft, Importer, Piece, Read
from framing.corpus.files.streams import over_limit, read_bytes
from framing.corpus.options import Limits, ReadOptions
from framing.errors import FramingError, InputError
from framing.zipsafe import bounded

_PART = "word/document.xml"
#: How the list of parts names the main one, where it is called otherwise.
_OVERRIDE = re.compile(rb"<Override\b[^>]{0,500}>")
_NAMED = re.compile(rb'PartName="/([^"]{1,300})"')
_MAIN = b"wordprocessingml.document.main+xml"
_LIST, _MOST_LISTED = "[Content_Types].xml", 1_000_000
#: A document has some dozens of parts: their list, at the file's end, is no larger than this.
_END, _MOST_PARTS = b"PK\x05\x06", 4_000_000
#: Elements of which nothing is seen: moved away, or said once more for older programs.
_UNSEEN = frozenset({"moveFrom", "Fallback"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: What reading a damaged archive or document can raise.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OSError),
)
_OFF = frozenset({"0", "false", "off"})
_REMEDY = "save it once more as .docx without a password, or its text as a .txt file in UTF-8"


def read(piece: Piece, options: ReadOptions) -> Read:
    """The one article of a Word file."""
    shown = piece.file.shown
    data = read_bytes(piece.file.path, shown, options.limits)
    try:
        text = "\n\n".join(_Paragraphs(_document(data, shown, options.limits)).found)
    except FramingError:
        raise
    except _DAMAGE:
        raise InputError("this is no Word document, or a damaged one", file=shown, remedy=_REMEDY) from None
    return [Draft(piece.file, {"text": text}, "word", doc_id=piece.doc_id)], []


def _document(data: bytes, shown: str, limits: Limits) -> bytes:
    """The XML of the main part."""
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 16 or struct.unpack_from("<L", data, end + 12)[0] > _MOST_PARTS:
        raise zipfile.BadZipFile
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        part = _PART if _PART in names else _main_part(archive, names)
        if part not in names:
            raise InputError("the file holds no Word document", file=shown, remedy=_REMEDY)
        found = _unpacked(archive, part, limits.article_bytes)
    if len(found) > limits.article_bytes:
        raise over_limit("article_bytes", limits.article_bytes, shown)
    return found


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    listed = _unpacked(archive, _LIST, _MOST_LISTED) if _LIST in names else b""
    main = next((each for each in _OVERRIDE.findall(listed) if _MAIN in each), b"")
    named = _NAMED.search(main)
    return named[1].decode("utf-8", "replace") if named else ""


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A part, or as much of it as tells that it is too large."""
    if not bounded(archive.getinfo(name)):
        raise zipfile.BadZipFile
    with archive.open(name) as stream:
        return stream.read(most + 1)


class _Paragraphs:
    """The paragraphs of a document that hold words, in their order; a box comes before the paragraph that holds it."""

    def __init__(self, document: bytes) -> None:
        self.found: list[str] = []
        self._open: list[list[str]] = []
        self._unseen = 0
        self._words = self._hidden = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = self._refuse  # no document has one, but what would never end does
        parser.Parse(document, True)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name in _UNSEEN:
            self._unseen += 1
        elif name == "p":
            self._open.append([])
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _OFF.isdisjoint(attributes.values())
        elif name == "t":
            self._words = True
        elif name in _SIGNS:
            self._add(_SIGNS[name])

    def _end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name in _UNSEEN:
            self._unseen -= 1
        elif name == "t":
            self._words = False
        elif name == "p" and self._open and (paragraph := "".join(self._open.pop()).strip()):
            self.found.append(paragraph)

    def _letters(self, letters: str) -> None:
        if self._words:
            self._add(letters)

    def _add(self, letters: str) -> None:
        if self._open and not self._unseen and not self._hidden:
            self._open[-1].append(letters)

    def _refuse(self, *_: object) -> NoReturn:
        raise expat.ExpatError


IMPORTER = Importer("word", read)
