"""The evidence as a table: every match with the words around it, its speaker and its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.engine.wholefile import whole_file
from framing.records.document import Document

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

#: Letters of a sentence that are kept before and after a match; what is cut ends in an ellipsis.
CONTEXT = 1_000
#: Rows whose words are packed together.
_PACKED = 10_000
_OF_MATCH = (
    "doc_id", "outlet", "frame", "entry", "voice", "speaker", "party", "channel", "negated", "denied", "hypothetical",
    "field", "paragraph", "sentence", "start", "end",
)  # fmt: skip
COLUMNS = ("doc_id", "outlet", "date", "title", *_OF_MATCH[2:], "before", "match", "after")


def evidence_table(scores: ScoreTables) -> pd.DataFrame:
    """One row a match, with the ``COLUMNS`` above: ``before``, ``match`` and ``after`` are its sentence as published.

    Of a very long sentence 1,000 letters on either side are kept, with an ellipsis where it is cut.
    """
    import pandas as pd

    matches = scores.matches
    columns: dict[str, Any] = {name: matches[name].tolist() for name in _OF_MATCH}
    tags = scores.articles.drop_duplicates("doc_id").set_index("doc_id")
    for name in ("date", "title"):
        columns[name] = [str(value) for value in tags[name].reindex(matches["doc_id"])]
    around = _around_table(scores)
    columns["before"], columns["after"] = around["before"], around["after"]
    columns["match"] = matches["text"].tolist()
    return pd.DataFrame({name: columns[name] for name in COLUMNS})


def write_evidence_json(scores: ScoreTables, path: str | Path) -> int:
    """All of the evidence as one JSON file, a match a line; how many there are. Whole or absent.

    The file is an object: ``signature``, ``columns`` and ``matches``, a list of lists in the order of the columns.
    """
    table = evidence_table(scores)
    dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    head = f'{{"signature": {dump(scores.signature)},\n"columns": {dump(list(COLUMNS))},\n"matches": ['
    with whole_file(path) as file:
        file.write(head.encode("utf-8"))
        for number, row in enumerate(table.itertuples(index=False, name=None)):
            file.write(("," if number else "").encode() + b"\n" + dump(list(row)).encode("utf-8", errors="replace"))
        file.write(b"\n]}\n")
    return len(table)


def _around_table(scores: ScoreTables) -> pd.DataFrame:
    """The words before and after each match, packed some rows at a time: unpacked they take four times that."""
    import pandas as pd

    rows, names = _around(scores), ["before", "after"]
    parts = [pd.DataFrame([], columns=names, dtype="str")]
    while some := list(islice(rows, _PACKED)):
        parts.append(pd.DataFrame(some, columns=names, dtype="str"))
    return pd.concat(parts, ignore_index=True)


def _around(scores: ScoreTables) -> Iterator[tuple[str, str]]:
    names = ("doc_id", "field", "sentence", "start", "end")
    places = zip(*(scores.matches[name].tolist() for name in names), strict=True)
    for doc_id, group in groupby(places, key=itemgetter(0)):
        document = scores.documents[doc_id]
        spans = {(s.field, s.number): (s.start, s.end) for s in document.sentences}
        for _, field, number, start, end in group:
            yield _sides(document, field, spans.get((field, number), (start, end)), start, end)


def _sides(document: Document, field: str, sentence: tuple[int, int], start: int, end: int) -> tuple[str, str]:
    text = document.article.text_in(field)
    first, last = max(sentence[0], start - CONTEXT), min(sentence[1], end + CONTEXT)
    before, after = text[first:start], text[end : max(last, end)]
    return ("…" if first > sentence[0] else "") + before, after + ("…" if last < sentence[1] else "")
