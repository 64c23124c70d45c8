"""Plain text: one file, one article, its text exactly as decoded."""

from __future__ import annotations

from framing.corpus.drafts import Draft, Importer, Piece, Read
from framing.corpus.files import read_text
from framing.corpus.options import ReadOptions


def read(piece: Piece, options: ReadOptions) -> Read:
    """The one article of a ``.txt`` file."""
    file = piece.file
    decoded = read_text(file.path, file.shown, options.limits, options.encoding)
    draft = Draft(file, {"text": decoded.text}, "text", decoded.encoding, doc_id=piece.doc_id)
    return [draft], list(decoded.issues)


IMPORTER = Importer("text", read)
