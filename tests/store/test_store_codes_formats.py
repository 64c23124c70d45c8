"""Codes of every form go into a store: tables, stand-off codes, other tools' files."""

from __future__ import annotations

import json

import pytest
from store_helpers import read_codes, versions

from tests.conftest import run_here

TOOLS = {"csv": "c.csv", "xlsx": "c.xlsx", "doccano": "d.jsonl", "label-studio": "l.json", "brat": "b", "webanno": "w"}


@pytest.fixture
def table(desk, tmp_path):
    """The codes of both people as a table, read from their sheets."""
    out = tmp_path / "codes.jsonl"
    sheets = (desk / "ann.csv", desk / "ben.csv")
    run = run_here("code", "read", *sheets, "--key", desk / "s.key.csv", "-o", out)
    assert run.code == 0, run.err
    return out


def said(address):
    """What a store's codes say, by place and coder."""
    return [(v.code.doc_id, v.code.field, v.code.start, v.code.coder, v.code.digest, v.code.key, v.code.body)
            for v in versions(address)]  # fmt: skip


@pytest.fixture
def expected(desk, news, tmp_path):
    """What two sheets leave in a store."""
    store = tmp_path / "sheets.db"
    run_here("add", news, "--store", store, "--quiet")
    for coder in ("ann", "ben"):
        assert read_codes(store, desk / f"{coder}.csv", desk).code == 0
    found = said(store)
    assert len({coder for *_, coder, _, _, _ in found}) == 2
    return found


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet", "xlsx"])
def test_a_table_of_codes_says_what_its_sheets_said(table, expected, address, news, talks, tmp_path, suffix):
    """Under the codebook that is named, about the texts that the store has; again, nothing is new."""
    file = tmp_path / f"again.{suffix}"
    assert run_here("code", "read", table, "--codebook", talks, "-o", file).code == 0
    run_here("add", news, "--store", address, "--quiet")
    run = run_here("code", "read", file, "--codebook", talks, "--store", address)
    assert (run.code, "by ann, ben" in run.err) == (0, True), run.err
    assert said(address) == expected
    assert "nothing new" in run_here("code", "read", file, "--codebook", talks, "--store", address).err


@pytest.mark.parametrize("tool", TOOLS)
def test_another_tools_file_goes_in(table, expected, address, news, talks, tmp_path, tool):
    """What was exported for it and comes back is what the sheets said, about the text that it showed."""
    place = tmp_path / TOOLS[tool]
    assert run_here("code", "export", table, "--to", tool, "--corpus", news, "-o", place).code == 0
    run_here("add", news, "--store", address, "--quiet")
    run = run_here("code", "import", place, "--from", tool, "--codebook", talks, "--store", address)
    assert run.code == 0, run.err
    assert said(address) == expected
    assert run_here("agree", "--store", address, "--codebook", talks).code == 0


def test_another_tools_codes_wait_for_their_article(table, address, news, talks, tmp_path):
    """The file holds the text, so the codes are kept, named, and count when the article comes."""
    place = tmp_path / "d.jsonl"
    run_here("code", "export", table, "--to", "doccano", "--corpus", news, "-o", place)
    run_here("add", news / "china-daily", "--store", address, "--quiet")
    run = run_here("code", "import", place, "--from", "doccano", "--codebook", talks, "--store", address)
    assert (run.code, "which is not in the store" in run.err) == (0, True)
    run_here("add", news, "--store", address, "--quiet")
    assert "left_out" not in run_here("code", "ls", "--store", address).err


def test_stand_off_codes_go_in(address, news, talks, tmp_path):
    """The coder is the file's stem; a frame that is not named does not show."""
    text = next(news.glob("china-daily/*talks.txt")).read_text(encoding="utf-8")
    start = text.index("Both sides")
    rows = f"doc_id,field,start,end,frames\n2025-03-02-talks,text,{start},{start + 30},lasting\n"
    (tmp_path / "cat.csv").write_text(rows)
    run_here("add", news, "--store", address, "--quiet")
    run = run_here("code", "read", tmp_path / "cat.csv", "--codebook", talks, "--store", address)
    assert (run.code, "saved 1 unit by cat" in run.err) == (0, True), run.err
    (version,) = versions(address)
    assert [one[:2] for one in json.loads(version.code.body)["said"]] == [["bullying", 0], ["lasting", 1]]


def test_what_cannot_be_kept_is_named(table, address, news, talks):
    """Codes of no known article, of another codebook, out of a store: nothing of the file goes in."""
    run_here("add", news / "china-daily", "--store", address, "--quiet")
    run = run_here("code", "read", table, "--codebook", talks, "--store", address)
    assert (run.code, "which is not in" in run.err, "framing add the article first" in run.err) == (1, True, True)
    run = run_here("code", "read", table, "--store", address)
    assert (run.code, "us-china-trade has no frame 'lasting'" in run.err) == (2, True)
    assert run_here("code", "read", address, "--store", address).code == 2
    assert versions(address) == []
