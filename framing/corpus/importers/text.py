"""Plain text: one file, one article, its text exactly as decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus.drafts import Draft, Importer, Piece, Read
from framing.corpus.files.streams import read_text
from framing.corpus.options import ReadOptions
from framing.records.issue import Issue

_TAGS = re.compile(r"\s*---[ \t]*\n(?:[A-Za-z_ -]{1,30}:.*\n)+---[ \t]*\n")


def read(piece: Piece, options: ReadOptions) -> Read:
    """The one article of a ``.txt`` file."""
    file = piece.file
    decoded = read_text(file.path, file.shown, options.limits, options.encoding)
    issues = [*decoded.issues, *_front_matter(decoded.text, file.shown, piece.doc_id)]
    draft = Draft(file, {"text": decoded.text}, "text", decoded.encoding, doc_id=piece.doc_id)
    return [draft], issues


def _front_matter(text: str, shown: str, doc_id: str) -> Iterator[Issue]:
    """Tags at the head of a plain text would be scored as its words, and tag nothing."""
    if _TAGS.match(text):
        reason = "the text begins with front matter, which a .txt file does not have; it is taken as words"
        yield Issue(doc_id, shown, 1, "warning", "front-matter", reason, "give the file the ending .md")


IMPORTER = Importer("text", read)
