"""The tables: their columns, types and meanings, declared once.

Text world ends here. A table is kept as an Arrow table while it streams and is handed to people as a pandas
DataFrame; both have exactly the columns below, in this order. ``doc_id`` comes first; counts add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.errors import TableError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

VOICES = ("own", "quoted", "fragment", "reported")
#: The coder that codes with a codebook's word lists; others are models and people.
LEXICON = "lexicon"
PLACES = ("headline", "lead", "body")


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is ``text``, ``category`` (text from a small set), ``int``, ``float``, ``bool``, ``json`` (as text)."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: one row is one ``row``."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    @property
    def json_columns(self) -> frozenset[str]:
        """Columns that hold JSON."""
        return frozenset(column.name for column in self.columns if column.kind == "json")

    def schema(self) -> pa.Schema:
        """The Arrow schema; categories are dictionary-encoded text."""
        import pyarrow as pa

        types: dict[str, Any] = {
            "text": pa.string(),
            "json": pa.string(),
            "category": pa.dictionary(pa.int32(), pa.string()),
            "int": pa.int64(),
            "float": pa.float64(),
            "bool": pa.bool_(),
        }
        return pa.schema([pa.field(column.name, types[column.kind]) for column in self.columns])

    def from_columns(self, columns: dict[str, Any]) -> pa.Table:
        """An Arrow table from one list or array a column; a missing or unknown column is a TableError."""
        import pyarrow as pa

        if odd := set(self.names).symmetric_difference(columns):
            raise TableError(f"table {self.name}: missing or unknown columns {sorted(odd)}")
        schema = self.schema()
        arrays = [_as_arrow(columns[f.name], f.type) for f in schema]
        return pa.Table.from_arrays(arrays, schema=schema)

    def frame_of(self, columns: dict[str, Any]) -> pd.DataFrame:
        """A DataFrame from one list or array a column, as ``from_columns``."""
        return self.frame(self.from_columns(columns))

    def frame_of_rows(self, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
        """A DataFrame from rows of one cell a column."""
        cells = list(zip(*rows, strict=True)) or [()] * len(self.names)
        return self.frame_of(dict(zip(self.names, cells, strict=True)))

    def empty(self) -> pa.Table:
        """The table without rows."""
        return self.schema().empty_table()

    def frame(self, table: pa.Table) -> pd.DataFrame:
        """The same as a DataFrame; missing integers stay integers (``Int64``), text stays text."""
        import pandas as pd

        kinds: dict[str, Any] = {
            "text": "str",
            "json": "str",
            "category": "category",
            "int": "int64",
            "float": "float64",
            "bool": "bool",
        }
        # All columns at once; only those that came as something else are looked at.
        out: pd.DataFrame = table.select(self.names).to_pandas(ignore_metadata=True)
        other = {}
        for column, came_as in zip(self.columns, out.dtypes, strict=True):
            if came_as != kinds[column.kind]:
                holes = column.kind == "int" and out[column.name].isna().any()
                other[column.name] = "Int64" if holes else kinds[column.kind]
        if not len(out):
            # Categories of nothing are of no type: a file of the table would have columns of none.
            nothing = pd.CategoricalDtype(pd.Index([], dtype="str"))
            other |= {column.name: nothing for column in self.columns if column.kind == "category"}
        # A copy, since Arrow's own memory cannot be written to.
        return out.astype(other) if other else out.copy()

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` itself, if it holds every declared column; else a TableError that names what is missing."""
        if missing := [name for name in self.names if name not in frame.columns]:
            raise TableError(f"table {self.name} lacks the columns {', '.join(missing)}")
        return frame


def _as_arrow(values: Any, kind: Any) -> Any:
    """A column as Arrow's; one that is so already is not touched."""
    import numpy as np
    import pyarrow as pa

    from framing.records.columns import numbers, taken

    if isinstance(values, np.ndarray) and pa.from_numpy_dtype(values.dtype) == kind:
        return numbers(values)
    if not isinstance(values, pa.Array | pa.ChunkedArray):
        return pa.array(values, type=kind)
    if isinstance(values, pa.DictionaryArray) and values.type.value_type == kind:
        return taken(values.dictionary, values.indices)
    return values if values.type == kind else values.cast(kind)


_SPEAKER_KINDS = "government, business, expert, market, body, media, anonymous; else empty"

MATCHES = Table(
    "matches",
    "one hit of one codebook entry",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("where", "category", "headline, lead or body"),
        Column("field", "category", "what start and end count in: text or title"),
        Column("paragraph", "int", "1-based number of the paragraph in its field; 0 in a title"),
        Column("sentence", "int", "1-based number of the sentence in the article; a title is sentence 0"),
        Column("start", "int", "first code point of the match in its field"),
        Column("end", "int", "one past the last code point"),
        Column("text", "text", "the matched words as published"),
        Column("frame", "category", "the frame"),
        Column("entry", "category", "the codebook entry that matched, as written"),
        Column("device", "category", "metaphor, catchphrase, exemplar, depiction or empty"),
        Column("voice", "category", "own, quoted, fragment or reported"),
        Column("speaker", "text", "whose words, as far as the text says; empty for own"),
        Column("party", "category", "the speaker's side, from the party table; else empty"),
        Column("speaker_kind", "category", _SPEAKER_KINDS),
        Column("channel", "category", "the agency or paper that relayed the words; else empty"),
        Column("cue", "text", "the word that says who speaks; else empty"),
        Column("rule", "category", "id of the rule that decided the voice"),
        Column("precision", "float", "how often that rule was right where it was measured, 0 to 1"),
        Column("negated", "bool", "inside the scope of a negation"),
        Column("denied", "bool", "a speaker denies it"),
        Column("hypothetical", "bool", "under if, whether, would, could, may, might"),
        Column("actor", "category", "the party that does it, is blamed or urged, if the text says so in a safe shape"),
        Column("target", "category", "the party it is done to, likewise; else empty"),
        Column("coder", "category", "who coded it: lexicon, lexicon-marks, a model or a person"),
    ),
)

COUNTS = Table(
    "counts",
    "matches of one frame in one voice at one place of one article (only where there are any)",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("frame", "category", "the frame"),
        Column("voice", "category", "own, quoted, fragment or reported"),
        Column("where", "category", "headline, lead or body"),
        Column("matches", "int", "number of matches; adds up over articles"),
        Column("negated", "int", "how many of them are negated"),
        Column("sentences", "int", "sentences with at least one such match"),
    ),
)

WORDS = Table(
    "words",
    "scored words of one article at one place: the n of every rate",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("where", "category", "headline, lead or body"),
        Column("words", "int", "words; a hyphenated word is one"),
        Column("words_quoted", "int", "how many of them stand inside quotation marks"),
        Column("sentences", "int", "sentences"),
    ),
)

ARTICLES = Table(
    "articles",
    "one article and its tags",
    (
        Column("doc_id", "text", "the article: the file's stem, or the record's id"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("outlet_how", "category", "given, proposed or unknown"),
        Column("outlet_evidence", "text", "the words that led to a proposed outlet, or where it was given"),
        Column("date", "text", "YYYY, YYYY-MM or YYYY-MM-DD; empty if unknown"),
        Column("date_precision", "category", "year, month, day or empty"),
        Column("title", "text", "the headline, from its field or from the text"),
        Column("byline", "text", "as given, or as the page says it"),
        Column("genre", "category", "as given: report, editorial, commentary, ..."),
        Column("lang", "category", "as given"),
        Column("translated", "category", "as given"),
        Column("url", "text", "as given"),
        Column("derived_from", "category", "the agency whose copy it builds on; else empty"),
        Column("derived_evidence", "text", "the words that say so, or where it was given"),
        Column("note", "text", "as given"),
        Column("words", "int", "scored words, headline included"),
        Column("sentences", "int", "scored sentences"),
        Column("blocks", "text", "what is not prose, as kind start-end, space-separated"),
        Column("file", "text", "the file it came from, relative to what was named"),
        Column("digest", "text", "SHA-256 of title and text, hexadecimal"),
        Column("encoding", "category", "how the bytes were read"),
        Column("extra", "text", "other columns of its record, as a JSON object; else empty"),
    ),
)

ISSUES = Table(
    "issues",
    "one thing to know about one input",
    (
        Column("doc_id", "text", "the article, or empty if it is about a file"),
        Column("file", "text", "the file"),
        Column("line", "int", "1-based line, missing if there is none"),
        Column("severity", "category", "skipped, warning or note"),
        Column("code", "category", "a short stable word, such as bad-date"),
        Column("reason", "text", "one plain sentence"),
        Column("remedy", "text", "what to do about it"),
    ),
)

QUOTES = Table(
    "quotes",
    "one attribution: somebody's words, who said them and how we know",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("field", "category", "what the offsets count in: text or title"),
        Column("voice", "category", "quoted, fragment or reported"),
        Column("content", "json", "list of [start, end) in code points, each from a first word to a last one"),
        Column(
            "text",
            "text",
            "these words on one line, … between spans; marks before the first and behind the last stay outside",
        ),
        Column("cue", "json", "[start, end) or null"),
        Column("cue_text", "text", "the cue as published; else empty"),
        Column("speaker", "text", "as far as the text says; else empty"),
        Column("speaker_span", "json", "[start, end) or null"),
        Column("party", "category", "the speaker's side; else empty"),
        Column("speaker_kind", "category", _SPEAKER_KINDS),
        Column("channel", "category", "the agency or paper that relayed it; else empty"),
        Column("rule", "category", "id of the rule"),
        Column("precision", "float", "how often that rule was right where it was measured, 0 to 1"),
        Column("ambiguous", "bool", "the speaker could be somebody else"),
    ),
)

CREDITS = Table(
    "credits",
    "one agency or paper credited by one article in one way",
    (
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it, or unknown"),
        Column("agency", "category", "whom it credits; never its own outlet"),
        Column("kind", "category", "dateline, byline, contribution, relay, told, described or photo"),
        Column("credits", "int", "how often"),
        Column("words", "int", "words of the sentences that hold such a credit"),
        Column("share", "float", "those words of all words of the text, 0 to 1"),
        Column("evidence", "text", "the words of the first one"),
    ),
)

TABLES = {table.name: table for table in (MATCHES, COUNTS, WORDS, ARTICLES, ISSUES, QUOTES, CREDITS)}
