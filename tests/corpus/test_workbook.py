"""Articles in a workbook, as a class collects them: a row each, what is lost or left out named."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import as_workbook, read

from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_articles

Write = Callable[[str, str | bytes], Path]
HEADER = ("ID", "Outlet", "Date", "text", "Desk")


def test_cells_are_read_as_a_person_reads_them(write: Write) -> None:
    """Whole numbers, days, moments, empty rows and cells; further columns are kept."""
    rows = [
        (),
        HEADER,
        (7.0, "BBC", dt.datetime(2025, 10, 27), "Talks went on.", "trade"),
        (None, None, None, None, None),
        ("b", "Xinhua", dt.datetime(2025, 10, 28, 8, 30), "A first.\nA second.", None),
        ("c", "", "27 Oct 2025", "_x0041_ is no A.", "x"),
    ]
    reading = read(write("a.xlsx", as_workbook(*rows)))
    assert [(a.doc_id, a.outlet.value, a.day, a.text) for a in reading.articles] == [
        ("7", "BBC", "2025-10-27", "Talks went on."),
        ("b", "Xinhua", "2025-10-28", "A first.\nA second."),
        ("c", "unknown", "2025-10-27", "_x0041_ is no A."),
    ]
    assert [(a.provenance.line, dict(a.extra)) for a in reading.articles] == [
        (3, {"Desk": "trade"}),
        (5, {}),
        (6, {"Desk": "x"}),
    ]
    assert reading.issues == []


def test_what_is_lost_or_left_out_is_said(write: Write) -> None:
    """A text that fills its cell, a row that is wider than the header, a second sheet."""
    rows = [("text",), ("A word. " * 4096,), ("Talks went on.", "", "more"), ("Talks ended.",)]
    reading = read(write("a.xlsx", as_workbook(*rows, other="hello")))
    assert [article.provenance.line for article in reading.articles] == [2, 4]
    said = {issue.code: (issue.severity, issue.line, issue.reason) for issue in reading.issues}
    assert said["cut-off"] == (
        "warning",
        2,
        "the text fills its cell, which holds 32,767 characters: the rest of it is lost",
    )
    assert said["bad-row"] == ("skipped", 3, "the row has 3 cells, the header has 1")
    assert said["more-sheets"] == ("note", None, "only the first sheet is read; 'Notes' holds something, too")


MISTAKES = {
    "no column of texts": (as_workbook(("id", "body"), ("a", "One.")), "the table has no column 'text'"),
    "a column twice": (as_workbook(("text", "ID", "id"), ("One.", "a", "b")), "the column 'doc_id' stands twice"),
    "nothing": (as_workbook(), "the first sheet is empty"),
    "no workbook": (b"Plain words.", "the workbook is damaged"),
    "cut off": (as_workbook(("text",), ("One.",))[:-30], "the workbook is damaged"),
    "our own sheet": (as_workbook(("unit", "before", "text", "after", "done")), "this is framing's own table"),
}


@pytest.mark.parametrize(("data", "reason"), MISTAKES.values(), ids=MISTAKES)
def test_a_workbook_without_articles_is_named(data: bytes, reason: str, write: Write) -> None:
    """The others are read."""
    write("b.txt", "Talks went on.")
    reading = read_articles([write("a.xlsx", data).parent])
    assert [article.doc_id for article in reading.articles] == ["b"]
    assert [(issue.file, issue.severity) for issue in reading.issues] == [("a.xlsx", "skipped")]
    assert reading.issues[0].reason.startswith(reason)


def test_a_workbook_that_would_never_end_is_refused(write: Write) -> None:
    """By what its parts say of their sizes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", " " * 60_000_000)
    reading = read(write("a.xlsx", out.getvalue()))
    assert "over the limit" in reading.issues[0].reason


def test_rows_do_not_depend_on_batches(write: Write) -> None:
    """Many small pieces hold what one holds."""
    rows = [("id", "text"), *((f"a{n}", f"Item {n} of the talks.") for n in range(50))]
    path = write("a.xlsx", as_workbook(*rows, other="hello"))
    whole, parts = (read_articles([path], ReadOptions(batch_bytes=size)) for size in (10**6, 100))
    assert whole.articles == parts.articles
    assert whole.issues == parts.issues


def test_without_openpyxl_the_extra_is_named(write: Write) -> None:
    """The file is skipped, and what to install is said."""
    path = write("a.xlsx", as_workbook(("text",), ("One.",)))
    code = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from framing.corpus.reading import read_articles\n"
        f"print(read_articles([{str(path)!r}]).issues[0].remedy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "pip install 'newsframing[excel]'\n"
