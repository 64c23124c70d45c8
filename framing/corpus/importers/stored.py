"""A store as input: its articles as they were added, by their names, whatever the order in which they came."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from framing.corpus.drafts import Draft, Importer, NewsFile, Piece, Read
from framing.corpus.importers.exported import as_asked
from framing.corpus.kept import article_of
from framing.corpus.options import ReadOptions
from framing.errors import InputError
from framing.store.interface import Code, Version
from framing.store.opening import open_at
from framing.store.store import Store

Codes = Mapping[str, Sequence[Code]]


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Pieces of about ``batch_bytes`` characters: the numbers of their articles in the store."""
    store = open_at(file.path)
    try:
        if not store.count():
            raise InputError(
                "there are no articles in the store", file=file.shown, remedy="framing add puts them there"
            )
        if options.codes:
            store.codes()  # none is missing
        # Held open, it would keep a writer from tidying up after itself.
        groups = list(store.plan(options.batch_bytes))
    finally:
        store.close()
    for numbers in groups:
        yield Piece(file, data=json.dumps(list(numbers)).encode(), size=options.batch_bytes)


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of a piece."""
    store = open_at(piece.file.path)
    try:
        versions = store.fetch(json.loads(piece.data))
        codes = _codes(store, versions) if options.codes else {}
    finally:
        store.close()
    return [_draft(piece.file, version, codes, options) for version in versions], []


def _draft(file: NewsFile, version: Version, codes: Codes, options: ReadOptions) -> Draft:
    article, said = article_of(version.entry, file.shown)
    coded = tuple(codes.get(article.doc_id, ()))
    return Draft(file, {}, "store", article=as_asked(article, options), said=tuple(said), codes=coded)


def _codes(store: Store, versions: Sequence[Version]) -> Codes:
    """The hand codes of each article, in order."""
    found: dict[str, list[Code]] = {}
    for version in store.codes([version.entry.doc_id for version in versions]):
        found.setdefault(version.code.doc_id, []).append(version.code)
    return found


IMPORTER = Importer("store", read, cut, sound=True)
