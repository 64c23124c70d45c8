"""Parquet: one article a row; ``line`` is the row's number, from 1. Columns we do not know are kept as text.

Row groups of about a batch are read where they are scored, by whoever scores them, and a cut needs the file's footer
alone. A larger group (pandas writes one of a million rows) cannot be entered in its middle, so it is read once, here,
and handed on in batches: a cluster wants row groups of a few thousand articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from framing.corpus.drafts import Draft, Importer, NewsFile, Piece, Read, skipped
from framing.corpus.files.streams import over_limit
from framing.corpus.importers.arrow_rows import Columns, columns_of, read_rows
from framing.corpus.options import ReadOptions
from framing.engine.places import open_input
from framing.errors import FramingError, InputError
from framing.records.issue import Issue

if TYPE_CHECKING:
    import pyarrow as pa

#: A row group of so many batches is still one piece of work.
_WHOLE = 4
#: Rows are unpacked so many at a time, and fewer of a large row group: a text stored once may stand in every row.
_MOST_ROWS = 1_000
_AT_ONCE = 1_000_000_000
#: A row takes some memory even where it holds nothing.
_ROW = 1_000
_DAMAGED = "it is damaged, cut off or no Parquet: write it again"


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Row groups in pieces of about ``batch_bytes``."""
    with _opened(file) as parquet:
        columns = columns_of(parquet.schema_arrow, file.shown)
        waiting: list[int] = []
        first, row, size, inflated = 1, 1, 0, 0
        for number in range(parquet.num_row_groups):
            group = parquet.metadata.row_group(number)
            bytes_ = max(0, group.total_byte_size)
            taken = bytes_ + _ROW * group.num_rows
            refused = _refused(group, inflated + taken, row, file, options)
            large = bytes_ > _WHOLE * options.batch_bytes
            if waiting and (refused or large or size + bytes_ > options.batch_bytes):
                yield Piece(file, groups=tuple(waiting), size=size, first_line=first)
                waiting, size = [], 0
            inflated += 0 if refused else taken
            first = first if waiting else row
            if refused:
                yield Piece(file, data=_packed([]), first_line=row, issues=(refused,))
            elif large:
                yield from _unpacked(parquet, number, row, columns, file, options)
            elif group.num_rows:
                waiting.append(number)
                size += bytes_
            row += group.num_rows
        if waiting:
            yield Piece(file, groups=tuple(waiting), size=size, first_line=first)


def unpacked_size(file: NewsFile) -> int:
    """The bytes that all its pieces have together; 0 if the file cannot be read, which reading will say."""
    try:
        with _opened(file) as parquet:
            footer = parquet.metadata
            return sum(footer.row_group(number).total_byte_size for number in range(footer.num_row_groups))
    except FramingError:
        return 0


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of some row groups, or of rows that were handed on."""
    drafts: list[Draft | Issue] = []
    issues: list[Issue] = list(piece.issues)
    held, most = 0, options.limits.article_bytes + _WHOLE * options.batch_bytes
    for row, batch in _batches(piece, issues):
        held += batch.nbytes
        if held > most:
            # One text that is stored once and stands in every row.
            reason = f"the rows from {row} on were not read: those before unpacked to more than {most:,} bytes"
            issues.append(skipped(piece.file, row, "too-large", reason, "write the file with smaller row groups"))
            break
        drafts += read_rows(batch, row, piece.file, "parquet", options, issues)
    return drafts, issues


@contextmanager
def _opened(file: NewsFile) -> Iterator[Any]:
    """The open file."""
    import pyarrow.parquet as pq

    with _refusing(file), open_input(file.path) as source, pq.ParquetFile(source) as parquet:
        yield parquet


@contextmanager
def _refusing(file: NewsFile) -> Iterator[None]:
    """Whatever Arrow finds wrong with a file is an InputError."""
    import pyarrow as pa

    try:
        yield
    except FramingError:
        raise
    except (pa.ArrowException, EOFError, OSError, ValueError, NotImplementedError, MemoryError) as problem:
        said = str(problem).splitlines() or ["damaged"]
        reason = f"the Parquet file cannot be read ({said[0].rstrip('. ')})"
        raise InputError(reason, file=file.shown, remedy=_DAMAGED) from None


def _refused(group: Any, inflated: int, row: int, file: NewsFile, options: ReadOptions) -> Issue | None:
    """A bomb stops here: the Issue about a row group that is larger than it may be, or with which the file is.

    By the sizes of whole groups, as the footer declares them: pyarrow ends the process where a column's own part of the
    footer is damaged and is asked for.
    """
    limits = options.limits
    name = "inflated_bytes" if group.total_byte_size > limits.inflated_bytes else ""
    if inflated > limits.grown(file.size):
        name = name or "inflated_ratio"
    if not name:
        return None
    over = over_limit(name, getattr(limits, name), file.shown)
    reason = f"the rows {row} to {row + group.num_rows - 1} were not read: {over.reason}"
    return skipped(file, row, "too-large", reason, over.remedy)


def _unpacked(
    parquet: Any, group: int, row: int, columns: Columns, file: NewsFile, options: ReadOptions
) -> Iterator[Piece]:
    """A large row group as pieces that hold their rows."""
    whole = parquet.metadata.row_group(group)
    most = options.batch_bytes * whole.num_rows // max(1, whole.total_byte_size)
    waiting: list[pa.RecordBatch] = []
    issues: list[Issue] = []
    first, size = row, 0
    for at, batch in _group_batches(parquet, group, row, columns, file, issues, most):
        first = first if waiting else at
        waiting.append(batch)
        size += batch.nbytes
        if size >= options.batch_bytes:
            yield Piece(file, data=_packed(waiting), size=size, first_line=first)
            waiting, size = [], 0
    if waiting or issues:
        yield Piece(file, data=_packed(waiting), size=size, first_line=first, issues=tuple(issues))


def _packed(batches: list[pa.RecordBatch]) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema if batches else pa.schema([])) as stream:
        for batch in batches:
            stream.write_batch(batch)
    return bytes(sink.getvalue())


def _batches(piece: Piece, issues: list[Issue]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of a piece, some at a time, each with the number of the first."""
    import pyarrow as pa

    row = piece.first_line
    if piece.data:
        for batch in pa.ipc.open_stream(piece.data):
            yield row, batch
            row += batch.num_rows
        return
    with _opened(piece.file) as parquet:
        columns = columns_of(parquet.schema_arrow, piece.file.shown)
        for group in piece.groups:
            yield from _group_batches(parquet, group, row, columns, piece.file, issues)
            row += parquet.metadata.row_group(group).num_rows


def _group_batches(
    parquet: Any, group: int, row: int, columns: Columns, file: NewsFile, issues: list[Issue], most: int = _MOST_ROWS
) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of one group; damage in it costs what follows in this group alone, and is an Issue."""
    whole = parquet.metadata.row_group(group)
    rows = max(1, min(most, _MOST_ROWS, _AT_ONCE // max(1, whole.total_byte_size)))
    last = row + whole.num_rows - 1
    try:
        with _refusing(file):
            for batch in parquet.iter_batches(rows, row_groups=[group], columns=list(columns.read), use_threads=False):
                yield row, _written_out(batch)
                row += batch.num_rows
            if row <= last:  # as Arrow ends for some damage without a word
                raise InputError("the Parquet file holds fewer rows than it says", remedy=_DAMAGED)
    except InputError as problem:
        reason = f"the rows {row} to {last} cannot be read: {problem.reason}"
        issues.append(skipped(file, row, "unreadable", reason, problem.remedy))


def _written_out(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with its texts in every row where they stand, so that its size is what reading it takes."""
    import pyarrow as pa

    columns = [c.dictionary_decode() if pa.types.is_dictionary(c.type) else c for c in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


IMPORTER = Importer("parquet", read, cut)
