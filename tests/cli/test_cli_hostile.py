"""Files that no newsroom would send: each gives rows, or one sentence with a remedy; no traceback, no endless wait."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import Run
from tests.hostile_files import CODEBOOKS, FILES

#: Far more than any of them needs, even on a busy machine: who passes it would never have ended.
SECONDS = 240


@pytest.fixture(autouse=True)
def _an_end() -> Iterator[None]:
    """Ends a test that hangs."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def sound(run: Run, *codes: int) -> bool:
    """One of these exit codes, no traceback, nothing unprintable in the talk, a remedy with each refusal."""
    assert run.code in codes, run.err
    assert "Traceback" not in run.err
    assert [c for c in run.err if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"] == []
    if run.code in (1, 2):
        assert run.out == ""
        assert "framing: " in run.err
    if run.code:
        assert "→" in run.err
    return True


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_or_named(name: str, tmp_path: Path, talks: Path, framing) -> None:
    """Its rows are well formed; where it was not read, the talk says which file, why and what to do."""
    path = FILES[name](tmp_path)
    listed = framing("ls", path, "--format", "csv")
    assert sound(listed, 0, 3)
    csv.field_size_limit(len(listed.out) + 1)
    rows = list(csv.DictReader(io.StringIO(listed.out, newline="")))
    assert all(row["doc_id"] and None not in row for row in rows)
    scored = framing("score", path, "--codebook", talks, "--table", "articles", "--format", "json")
    assert sound(scored, listed.code)
    counted = [json.loads(line) for line in scored.out.split("\n") if line]
    assert {row["doc_id"] for row in counted} == {row["doc_id"] for row in rows}
    assert "skipped" in listed.err if listed.code == 3 else rows


@pytest.mark.parametrize("name", CODEBOOKS)
def test_a_codebook_loads_or_is_refused_with_its_line(name: str, tmp_path: Path, news: Path, framing) -> None:
    """Whatever stands in it, a codebook is data."""
    path = CODEBOOKS[name](tmp_path)
    checked = framing("lexicon", "check", path)
    assert sound(checked, 0, 1)
    assert sound(framing("score", news, "--codebook", path, "--format", "csv"), checked.code)
    if checked.code:
        assert "x.yml" in checked.err


@pytest.mark.parametrize("name", ["nested groups", "anything", "a class", "look-behind", "many stars"])
def test_a_regular_expression_is_refused(name: str, tmp_path: Path, framing) -> None:
    """Read as words it would silently find something else."""
    assert sound(framing("lexicon", "check", CODEBOOKS[name](tmp_path)), 1)


def outlets(name: str, tmp_path: Path, framing) -> dict[str, str]:
    """The outlet of each article, by id."""
    run = framing("ls", FILES[name](tmp_path), "--format", "csv")
    return {row["doc_id"]: row["outlet"] for row in csv.DictReader(io.StringIO(run.out, newline=""))}


def test_words_stay_words(tmp_path: Path, framing) -> None:
    """NA, null, nan, 007 and no are text wherever they stand."""
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    (tmp_path / "3").mkdir()
    assert outlets("table: outlet NA", tmp_path / "1", framing) == {"007": "NA", "no": "null", "TRUE": "nan"}
    assert outlets("front: outlet NA", tmp_path / "2", framing) == {"007": "NA"}
    assert outlets("metadata: NA", tmp_path / "3", framing) == {"007": "NA"}


def test_names_that_are_no_text(tmp_path: Path, framing) -> None:
    """A name in another encoding is written as in an address, and the file is read."""
    names = outlets("strange names", tmp_path, framing)
    assert {"NA", "007", "=1+1", "-o", "no", "caf%E9"} <= set(names)


#: Were each name compared with every other, the time of this module's tests would not do.
WIDE = 150_000


@pytest.mark.parametrize(
    "command", [["ls"], ["lexicon", "check"], ["evaluate", "us-china-trade"]], ids=["articles", "entries", "codes"]
)
def test_a_table_of_very_many_columns_takes_no_longer_than_to_read_it(command, tmp_path: Path, framing) -> None:
    """Each name is looked at once."""
    names = ["frame", "pattern", *["note"] * WIDE] if command[0] == "lexicon" else [f"{i:x}" for i in range(WIDE)]
    table = tmp_path / "wide.csv"
    table.write_text(",".join([*names, "text"][: None if command[0] == "ls" else -1]) + "\nx\n", encoding="utf-8")
    run = framing(*command, table)
    assert sound(run, 1, 2, 3)
    assert len(run.err) < 2_000


ODD = "A\udcffB"


@pytest.mark.parametrize(
    "command",
    [
        ["ls", "{}", "--outlet", ODD],
        ["add", "{}", "--title", ODD, "--store", "{}/n.db"],
        ["report", "{}", "--outlet", ODD],
        ["score", "{}", "--against", ODD],
        ["baseline", "show", ODD],
        ["rm", ODD, "--yes"],
        ["ls", "{}", "--history", ODD],
        ["kwic", ODD, "{}"],
        ["ls", f"postgresql://{ODD}"],
        ["ls", "--store", f"postgresql://{ODD}"],
    ],
    ids=" ".join,
)
def test_a_text_that_is_no_utf8_is_refused_before_anything_is_done(command, news: Path, framing) -> None:
    """As a terminal of another encoding sends it: it could be neither stored nor printed."""
    run = framing(*(word.replace("{}", str(news)) for word in command))
    assert (run.code, run.out) == (2, "")
    assert "�B' is not UTF-8\n  → type it in UTF-8\n" in run.err
    assert not (news / "n.db").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such file names")
def test_a_file_name_may_be_of_any_bytes(news: Path, talks: Path, tmp_path: Path, framing) -> None:
    """A store's, a codebook's, a page's, a folder's."""
    store, book, page = (tmp_path / f"a\udcff.{ending}" for ending in ("db", "yml", "html"))
    book.write_bytes(talks.read_bytes())
    assert framing("add", news, "--store", store, "--quiet").code == 0
    assert framing("baseline", "save", "b", "--store", store, "--codebook", book).code == 0
    assert framing("report", store, "--codebook", book, "-o", page).code == 0
    assert page.stat().st_size
    tables = ["score", store, "--codebook", book, "--table", "all", "--format", "csv", "-o", tmp_path / "t\udcff"]
    assert framing(*tables).code == 0


def test_archives_that_were_taken_are_not_called_unread(tmp_path: Path, framing) -> None:
    """Those of a folder are, by framing add; what is of no use is named all the same."""
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        archive.writestr("one.txt", "Trade bullying.")
    (tmp_path / "in" / "b.txt").write_text("More bullying.", encoding="utf-8")
    (tmp_path / "in" / "c.pdf").write_bytes(b"%PDF")
    run = framing("add", tmp_path / "in", "--store", tmp_path / "n.db")
    assert "2 added" in run.err
    assert "not read: 1 file of other formats: c.pdf" in run.err


def test_a_name_without_end_is_told_in_part(tmp_path: Path, framing) -> None:
    """An id of 100,000 letters is kept whole and printed in one line that can be read."""
    record = {"id": "x" * 100_000, "text": "Trade bullying."}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    run = framing("add", tmp_path / "a.jsonl", "--store", tmp_path / "n.db")
    assert run.code == 0
    assert len(run.err) < 2_000
    assert record["id"] in framing("ls", tmp_path / "n.db", "--format", "csv").out


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a socket"])
@pytest.mark.parametrize(
    "command",
    [
        ["lexicon", "check", "x.yml"],
        ["lexicon", "convert", "x.csv", "-o", "y.yml"],
        ["baseline", "import", "x.jsonl", "--store", "n.db"],
        ["export", "pdf", "x.html", "-o", "x.pdf"],
        ["score", "a.txt", "--coder", "model"],
        ["code", "read", "x.xlsx"],
        ["score", "x.txt", "--table", "all", "-o", "tables", "--format", "csv"],
    ],
)
def test_what_has_no_end_is_not_read(command, kind: str, tmp_path: Path, framing, monkeypatch) -> None:
    """A codebook, a baseline, a page, a model, a sheet, an article: what is no regular file is named at once."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Trade bullying.", encoding="utf-8")
    Path("model").mkdir()
    for name in ("x.yml", "x.csv", "x.jsonl", "x.html", "x.xlsx", "x.txt", "model/model.json"):
        if kind == "a pipe":
            os.mkfifo(name)
        elif kind == "a device":
            Path(name).symlink_to("/dev/zero")
        else:
            with socket.socket(socket.AF_UNIX) as here:
                here.bind(name)
    run = framing(*command)
    assert sound(run, 1)
    assert "regular file" in run.err


def test_a_long_reason_does_not_hide_the_remedy(tmp_path: Path, framing) -> None:
    """Each is told in part, not the two together."""
    (tmp_path / "a.csv").write_text("id," + ",".join(f"{'x' * 40}{n}" for n in range(20)) + "\na\n", encoding="utf-8")
    run = framing("ls", tmp_path / "a.csv")
    assert sound(run, 3)
    assert "→ name the columns in the first line" in run.err


def test_a_folder_that_is_not_there_holds_no_parts_because_it_is_not_there(tmp_path: Path, framing) -> None:
    """Not because it is empty."""
    (tmp_path / "shards").mkdir()
    run = framing("merge", tmp_path / "shard", "-o", tmp_path / "out")
    assert (run.code, "no such file or folder" in run.err, "did you mean" in run.err) == (1, True, True), run.err
    assert "this folder holds no parts" in framing("merge", tmp_path / "shards", "-o", tmp_path / "out").err


def test_a_search_without_end(news: Path, tmp_path: Path, framing) -> None:
    """Thousands of words, or more hits than a database can count."""
    framing("add", news, "--store", tmp_path / "n.db", "--quiet")
    run = framing("search", "trade " * 20_000, "--store", tmp_path / "n.db")
    assert (run.code, "asks for 20,000 words, and 200 is the limit" in run.err) == (2, True), run.err
    run = framing("search", "trade", "--store", tmp_path / "n.db", "--top", "9" * 30, "--format", "csv")
    assert (run.code, len(run.lines)) == (0, 3), run.err
