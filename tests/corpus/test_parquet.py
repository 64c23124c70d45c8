"""Parquet as it comes from pandas, Spark, R and broken pipes: read, or refused in one sentence."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_helpers import codes, read

from framing.corpus.options import Limits
from framing.corpus.units import plan
from framing.records.coding import CODINGS
from framing.records.tables import MATCHES

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write columns as a Parquet file and return its path."""

    def _save(columns: dict[str, Any], name: str = "a.parquet", **options: Any) -> Path:
        pq.write_table(pa.table(columns), tmp_path / name, **options)
        return tmp_path / name

    return _save


TEXTS = ["Talks went on.", "Nobody left the room."]


@pytest.mark.parametrize(
    "texts",
    [
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS).dictionary_encode(),
        pa.array([text.encode() for text in TEXTS], pa.binary()),
        pa.array([text.encode() for text in TEXTS], pa.large_binary()),
        pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
    ],
    ids=["large", "dictionary", "binary", "large binary", "chunks"],
)
def test_text_however_it_is_stored(texts: Any, save: Callable[..., Path]) -> None:
    """Dictionaries, long strings and bytes in UTF-8 are text."""
    reading = read(save({"id": ["a", "b"], "text": texts}))
    assert [(a.doc_id, a.text, a.provenance.line) for a in reading.articles] == [("a", TEXTS[0], 1), ("b", TEXTS[1], 2)]
    assert reading.issues == []


def test_cells_of_other_types(save: Callable[..., Path]) -> None:
    """Days are dates, numbers and nested values are the text that JSON has for them, what is missing is not there."""
    path = save({
        "ID": pa.array([7, 8]),
        "Text": TEXTS,
        "outlet": pa.array(["NA", None]),
        "date": pa.array([dt.datetime(2024, 3, 5), dt.datetime(2024, 3, 5, 17, 30)], pa.timestamp("ns")),
        "score": [1.5, float("nan")],
        "labels": [{"a": [1.0, 2.5, None]}, None],
        "pages": pa.array([[("front", 1)], None], pa.map_(pa.string(), pa.int32())),
        "picture": pa.array([b"\xff\x00", b"A1"]),
    })  # fmt: skip
    first, second = read(path).articles
    assert (first.doc_id, first.outlet.value, first.date and first.date.iso) == ("7", "NA", "2024-03-05")
    assert first.extra == {
        "score": "1.5", "labels": '{"a": [1.0, 2.5, null]}', "pages": '[["front", 1]]', "picture": "ff00",
    }  # fmt: skip
    assert (second.outlet.how, second.date and second.date.iso) == ("unknown", "2024-03-05")
    assert second.extra == {"picture": "A1"}


def test_what_pandas_writes(tmp_path: Path) -> None:
    """The index of a filtered frame is no tag."""
    frame = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["One.", "Two.", "Three."]}).query("doc_id != 'b'")
    frame.to_parquet(tmp_path / "a.parquet")
    assert [(a.doc_id, a.extra) for a in read(tmp_path / "a.parquet").articles] == [("a", {}), ("c", {})]


def test_rows_without_text_cost_only_themselves(save: Callable[..., Path]) -> None:
    """Null, empty and undecodable texts are named by their rows."""
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    texts = pa.chunked_array([pa.array(["One.", None, "  "]), bad, pa.array(["Two."])])
    reading = read(save({"id": list("abcde"), "text": texts}))
    assert [(a.doc_id, a.provenance.line) for a in reading.articles] == [("a", 1), ("e", 5)]
    assert [(i.line, i.code) for i in reading.issues] == [(2, "empty"), (3, "empty"), (4, "bad-encoding")]
    assert reading.issues[0].reason == "the text of this record is empty"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"id": ["a"], "body": ["One."]}, "no column 'text'; its columns are: doc_id, body"),
        ({"text": [1, 2]}, "the column 'text' holds int64, not text"),
        ({"text": [["One."], ["Two."]]}, "holds list<"),
        ({"text": [{"en": "One."}]}, "holds struct<"),
        ({"text": ["One."], "id": ["a"], "doc_id": ["b"]}, "gives 'doc_id' twice"),
        ({name: ["x"] for name in MATCHES.names}, "framing's own table of matches"),
        ({name: ["x"] for name in CODINGS.names}, "framing's own table of codes"),
        ({name: ["x"] for name in MATCHES.names if name not in ("party", "target")}, "own table of matches"),
    ],
)
def test_tables_that_cannot_serve(columns: dict[str, Any], reason: str, save: Callable[..., Path]) -> None:
    """One issue with a reason."""
    reading = read(save(columns))
    assert (reading.articles, codes(reading)) == ([], ["unreadable"])
    assert reason in reading.issues[0].reason


@pytest.mark.parametrize("keep", [0, 3, 4, 60, 0.5, -1])
def test_damaged_files_are_named(keep: float, save: Callable[..., Path], write: Write) -> None:
    """Cut off, emptied or never Parquet: one sentence."""
    data = save({"id": list("abcd"), "text": TEXTS * 2}).read_bytes()
    path = write("b.parquet", data[: int(len(data) * keep) if 0 < keep < 1 else int(keep)])
    reading = read(path)
    assert (reading.articles, codes(reading)) == ([], ["unreadable"])
    assert "cannot be read" in reading.issues[0].reason
    assert "\n" not in reading.issues[0].reason


def test_damage_inside_costs_its_row_groups(save: Callable[..., Path], write: Write) -> None:
    """The footer is sound, the pages of one group are not: the other groups are read, and the loss is named."""
    texts = [f"Text {n}. " * 30 for n in range(60)]
    path = save({"id": [str(n) for n in range(60)], "text": texts}, row_group_size=20, write_page_checksum=True)
    column = pq.ParquetFile(path).metadata.row_group(1).column(1)
    data = bytearray(path.read_bytes())
    start = column.dictionary_page_offset or column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\0" * column.total_compressed_size
    path = write("b.parquet", bytes(data))
    reading = read(path)
    assert [a.doc_id for a in reading.articles] == [str(n) for n in range(60) if not 20 <= n < 40]
    assert [(i.line, i.code) for i in reading.issues] == [(21, "unreadable")]
    assert reading.issues[0].reason.startswith("the rows 21 to 40 cannot be read")
    assert read(path, batch_bytes=1000) == reading


def test_an_empty_file_and_an_empty_table(save: Callable[..., Path]) -> None:
    """No rows: said, not passed over."""
    assert codes(read(save({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}))) == ["empty"]


def test_bombs_stop_at_a_limit(save: Callable[..., Path]) -> None:
    """One long text in every row of a small file; one text over the limit."""
    path = save({"text": ["x" * 2_000, "short"]})
    reading = read(path, limits=Limits(article_bytes=1_000))
    assert [a.text for a in reading.articles] == ["short"]
    assert "article_bytes" in reading.issues[0].reason
    path = save({"text": ["short", "x" * 200_000_000, "short too"]}, compression="zstd", row_group_size=1)
    reading = read(path)
    assert [(a.text, a.provenance.line) for a in reading.articles] == [("short", 1), ("short too", 3)]
    assert [(i.line, i.code) for i in reading.issues] == [(2, "too-large")]
    assert "inflated_ratio" in reading.issues[0].reason
    assert "FRAMING_INFLATED_RATIO" in reading.issues[0].remedy


def test_a_text_that_is_stored_once_and_stands_in_every_row(save: Callable[..., Path]) -> None:
    """A file of some kilobytes does not fill the memory; what is not read is said."""
    path = save({"id": [str(n) for n in range(3_000)], "text": pa.array(["x" * 100_000] * 3_000)})
    assert path.stat().st_size < 200_000
    reading = read(path, limits=Limits(article_bytes=150_000_000), batch_bytes=1_000_000)
    assert [a.doc_id for a in reading.articles] == [str(n) for n in range(len(reading.articles))]
    assert 500 < len(reading.articles) < 1_600
    (issue,) = (i for i in reading.issues if i.code == "too-large")
    assert issue.line == len(reading.articles) + 1


def test_a_text_that_is_stored_once_as_a_category(save: Callable[..., Path]) -> None:
    """As pandas stores its categories: it is counted in each row where it stands."""
    again = pa.DictionaryArray.from_arrays(pa.array([0] * 400, pa.int32()), pa.array(["x" * 1_000_000]))
    reading = read(save({"text": again}, compression="zstd"), limits=Limits(article_bytes=10_000_000))
    assert len(reading.articles) == 0
    assert "unpacked to more than" in reading.issues[0].reason


def test_rows_of_nothing_count_as_well(save: Callable[..., Path]) -> None:
    """A file of some kilobytes may declare millions of rows without a cell in them."""
    path = save({"text": pa.nulls(1_000_000, pa.string())}, compression="zstd")
    reading = read(path)
    assert [(i.code, "inflated_ratio" in i.reason) for i in reading.issues if i.severity == "skipped"] == [
        ("too-large", True)
    ]


def test_a_cut_needs_the_footer_alone(save: Callable[..., Path]) -> None:
    """Row groups travel as their numbers, so that whoever scores them reads them."""
    path = save({"id": [str(n) for n in range(100)], "text": TEXTS * 50}, row_group_size=10)
    units = list(plan([path]))
    assert [(piece.groups, piece.data) for unit in units for piece in unit.pieces] == [(tuple(range(10)), b"")]


def test_another_file_system(save: Callable[..., Path]) -> None:
    """An address that fsspec knows, one file or a folder of them; file:// is a path of this machine."""
    fsspec = pytest.importorskip("fsspec")
    path = save({"id": ["a", "b"], "text": TEXTS})
    system = fsspec.filesystem("memory")
    for name in ("two.parquet", "one.parquet", "_later.parquet"):
        system.pipe_file(f"/news/2025/{name}", path.read_bytes())
    whole = [a.doc_id for a in read(path).articles]
    assert [a.doc_id for a in read("memory://news/2025/one.parquet").articles] == whole
    found = read("memory://news").articles
    assert [(a.doc_id, a.provenance.file) for a in found] == [("a", "2025/one.parquet"), ("b", "2025/one.parquet")]
    assert [a.doc_id for a in read(f"file://{path}").articles] == whole
    system.rm("/news", recursive=True)


_EVERY_FOOTER = """
import sys
from pathlib import Path
from framing.corpus.reading import read_articles

path = Path(sys.argv[1])
whole = path.read_bytes()
footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
for place in range(footer, len(whole) - 8):
    for other in (0, 1, 7, 31, 64):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ other]) + whole[place + 1 :])
        reading = read_articles([path])
        assert len(reading.articles) == 2 or reading.issues, (place, other)
print("done")
"""


def test_a_damaged_footer_ends_no_process(save: Callable[..., Path]) -> None:
    """pyarrow ends the process for some damage of a column's own part of the footer, so nobody asks for that."""
    path = save({"id": ["a", "b"], "text": TEXTS}, compression="none")
    run = subprocess.run([sys.executable, "-c", _EVERY_FOOTER, path], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "done\n"), run.stderr[-500:]


def test_the_ratio_is_that_of_the_whole_file(save: Callable[..., Path]) -> None:
    """Many row groups, each below the limit, are no way round it."""
    path = save({"text": ["x" * 60_000_000, "y" * 60_000_000, "short"]}, compression="zstd", row_group_size=1)
    reading = read(path)
    assert [article.provenance.line for article in reading.articles] == [1, 3]
    assert ["inflated_ratio" in issue.reason for issue in reading.issues if issue.severity == "skipped"] == [True]
