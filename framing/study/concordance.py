"""Read before you count: every place of a term, with the words round it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.arguments import check_whole, texts
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths
from framing.errors import CodebookError, UsageError
from framing.lexicon.patterns import parse_pattern
from framing.records.arrays import Ints
from framing.records.article import Article
from framing.records.batch import Batch
from framing.records.codebook import Codebook, Entry, Frame
from framing.records.corpus import Corpus, articles_of
from framing.records.issue import Issue
from framing.records.tables import VOICES, Column, Table
from framing.study.bridge.arrow import Tables
from framing.study.bridge.bridge import Bridge, Coded
from framing.study.bridge.descriptive import issue_table
from framing.study.bridge.groups import in_groups
from framing.study.runs.streaming import Progress, stream_tables
from framing.study.runs.working import Task

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

LINES = Table(
    "lines",
    "one place of a term",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "text", "who published it, or unknown"),
        Column("where", "text", "headline, lead or body"),
        Column("paragraph", "int", "in the text, from 1; 0 in a title"),
        Column("left", "text", "what stands before the match, line breaks as spaces"),
        Column("match", "text", "the words, white space made even"),
        Column("right", "text", "what stands behind it"),
        Column("voice", "text", "own, quoted, fragment or reported"),
        Column("speaker", "text", "whose words they are, if not the outlet's"),
        Column("negated", "bool", "inside the scope of a negation"),
        Column("start", "int", "first code point of the match in its field"),
        Column("end", "int", "one past its last"),
        Column("frame", "text", "always 'term'"),
        Column("entry", "text", "the term as it was asked for"),
    ),
)


class Concordancer:
    """Finds terms in batches, with ``width`` code points round each; keeps its vocabulary. Not thread-safe."""

    def __init__(self, terms: Codebook, width: int, voices: Sequence[str]) -> None:
        self._bridge, self._width = Bridge(terms), width
        self._voices = [VOICES.index(voice) for voice in voices]

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The lines, articles and issues of these articles; the list is used up: a giant in it has no text any more."""
        coded = self._bridge.code(articles, used_up=True)
        tables = self._bridge.tables_of(coded)
        wanted = np.flatnonzero(np.isin(coded.found.voice, self._voices))
        lines = _lines(coded, tables["matches"].take(wanted), wanted, self._width)
        return {"lines": lines, "articles": tables["articles"], "issues": issue_table(issues)}


def kwic(
    corpus: Corpus | Iterable[Article],
    terms: str | Sequence[str],
    *,
    width: int = 60,
    voice: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Each match of the terms in its context: ``width`` code points on either side, inside its field.

    A term is a pattern of the codebook language (``sustainab*``, ``threat* ..3 tariff*``). One row a match, in the
    order of the corpus; line breaks in the context are shown as spaces. ``voice`` keeps one voice only, or several.
    UsageError for a pattern that is none, an unknown voice or a negative width.

    >>> kwic([Article("a", "It is not sustainable, he said.")], "sustainab*")["match"].tolist()
    ['sustainable']
    """
    finder = Concordancer(*_asked(terms, width, voice))
    return _frame(finder.tables(group)["lines"] for group in in_groups(articles_of(corpus)))


def kwic_files(
    paths: Paths,
    options: ReadOptions,
    terms: str | Sequence[str],
    *,
    width: int = 60,
    voice: str | Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Iterator[Tables]:
    """The same of files of any size: the lines, articles and issues tables of each part, in the order of the files."""
    task = Task.of(Concordancer, _asked(terms, width, voice), options)
    return stream_tables(task, paths, options, progress=progress)


def in_order_of_ids(lines: Sequence[pa.Table]) -> pd.DataFrame:
    """The lines of ``kwic_files`` as one table, article by article in the order of a corpus."""
    rows = _frame(lines)
    ids = rows["doc_id"].tolist()
    return rows.take(sorted(range(len(ids)), key=ids.__getitem__)).reset_index(drop=True)


def _asked(
    terms: str | Sequence[str], width: int, voice: str | Sequence[str] | None
) -> tuple[Codebook, int, Sequence[str]]:
    """What a ``Concordancer`` is made of, or a UsageError."""
    words = texts("terms", terms)
    check_whole("width", width, 0)
    voices = VOICES if voice is None else texts("voice", voice)
    if odd := [one for one in voices if one not in VOICES]:
        raise UsageError(f"there is no voice '{odd[0]}'", remedy=f"use {', '.join(VOICES)}")
    return term_codebook(words), width, voices


def term_codebook(terms: Sequence[str]) -> Codebook:
    """A codebook of one frame, the terms; UsageError for one that is none."""
    try:
        entries = tuple(Entry(pattern=term, slots=parse_pattern(term)) for term in terms)
    except CodebookError as problem:
        raise UsageError(problem.reason, remedy=problem.remedy) from None
    if not entries:
        raise UsageError("no term was given", remedy="name at least one word, stem* or phrase")
    frame = Frame("term", "Term", "Every place of the terms asked for.", entries=entries)
    return Codebook("kwic", "1", "", (frame,), "0" * 12)


def _lines(coded: Coded, matches: pa.Table, rows: Ints, width: int) -> pa.Table:
    """The ``matches``, which are those ``rows`` of all that were found, with what stands round them."""
    batch = coded.batch
    width = min(width, len(batch.buffer))
    fields = batch.field_of(coded.found.start.take(rows))
    start, end = (matches.column(name).to_numpy() for name in ("start", "end"))
    left = batch.to_bytes(np.maximum(start - width, 0), fields), batch.to_bytes(start, fields)
    right = batch.to_bytes(end, fields), batch.to_bytes(end + width, fields)
    return LINES.from_columns(
        {
            **{name: matches.column(name) for name in LINES.names if name in matches.column_names},
            "left": _on_one_line(batch, *left),
            "match": [" ".join(text.split()) for text in matches.column("text").to_pylist()],
            "right": _on_one_line(batch, *right),
        }
    )


def _on_one_line(batch: Batch, first: Ints, last: Ints) -> list[str]:
    """What stands between byte positions, line breaks as spaces."""
    return [_BREAK.sub(" ", batch.slice(a, b)) for a, b in zip(first.tolist(), last.tolist(), strict=True)]


def _frame(lines: Iterable[pa.Table]) -> pd.DataFrame:
    import pyarrow as pa

    return LINES.frame(pa.concat_tables([LINES.empty(), *lines]))
