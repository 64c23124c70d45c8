"""Files that no newsroom would send: each gives rows, or one sentence with a remedy; no traceback, no endless wait."""

from __future__ import annotations

import csv
import io
import json
import signal
import unicodedata
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
