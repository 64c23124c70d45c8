"""Dictionaries of other programs on the command line: checked, converted, scored and reported with."""

from __future__ import annotations

import json

import pytest

DIC = "%\n1\tbullying\n2\tlasting\n%\nbully*\t1\nsustainab*\t2\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with a dictionary in it, and one that is partly wrong."""
    (tmp_path / "talks.dic").write_text(DIC, encoding="utf-8")
    (tmp_path / "odd.dic").write_text(DIC + "like\t(1 2)1/2\n;-)\t1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_says_that_nothing_is_defined(desk, framing):
    """A dictionary is no codebook by which people could code."""
    run = framing("lexicon", "check", "talks.dic")
    assert run.code == 0
    assert "2 frames, 2 entries, no mistake" in run.err
    assert "no definition: bullying, lasting (2 of 2 frames)" in run.err
    assert "framing lexicon convert makes a codebook to edit" in run.err


@pytest.mark.parametrize("name", ["talks.yml", "talks.csv"])
def test_the_remedy_names_the_file_that_can_hold_definitions(desk, framing, name):
    """Once converted, nobody is sent to convert it again."""
    for run in (framing("lexicon", "convert", "talks.dic", "-o", name), framing("lexicon", "check", name)):
        assert f"write for each what a person could code by, in {name}\n" in run.err


def test_check_lists_every_line_that_is_wrong(desk, framing):
    """Not the first alone, and ends with exit code 1."""
    run = framing("lexicon", "check", "odd.dic")
    assert run.code == 1
    assert [line.split(": ")[0] for line in run.err.splitlines()[:2]] == ["odd.dic:7", "odd.dic:8"]
    assert "2 mistakes in the format" in run.err


def test_other_verbs_refuse_it_with_the_first(desk, news, framing):
    """With its line, and what to do."""
    run = framing("score", news, "--codebook", "odd.dic")
    assert (run.code, run.out) == (1, "")
    assert "odd.dic:7: " in run.err
    assert "lists all 2 mistakes" in run.err


def test_a_dictionary_becomes_a_codebook_with_all_that_can_be_read(desk, news, framing):
    """What is left out is listed, in the file too; the codebook gives the same matches as the dictionary."""
    run = framing("lexicon", "convert", "odd.dic", "-o", "odd.yml")
    assert run.code == 3
    assert run.err.count("odd.dic:") == 2
    assert (desk / "odd.yml").read_text(encoding="utf-8").count("# odd.dic:") == 2
    table = ["--table", "matches", "--format", "json"]
    ours = framing("score", news, "--codebook", "odd.yml", *table)
    theirs = framing("score", news, "--codebook", "talks.dic", *table)
    assert (ours.code, ours.out) == (0, theirs.out)
    assert {json.loads(line)["frame"] for line in ours.out.splitlines()} == {"bullying", "lasting"}


def test_a_shipped_codebook_goes_to_a_spreadsheet_and_back(desk, framing):
    """The same codebook, to the digest."""
    there = framing("lexicon", "convert", "us-china-trade", "-o", "mine.csv")
    back = framing("lexicon", "convert", "mine.csv")
    assert (there.code, back.code) == (0, 0)
    assert back.out.startswith("codebook: us-china-trade\n")
    (desk / "mine.yml").write_text(back.out, encoding="utf-8")
    recipes = [framing("lexicon", "check", name).err.split(":")[0] for name in ("us-china-trade", "mine.yml")]
    assert recipes[0] == recipes[1]


def test_nothing_is_written_over(desk, framing):
    """What a person has edited since is not lost to a second conversion."""
    (desk / "talks.yml").write_text("edited", encoding="utf-8")
    run = framing("lexicon", "convert", "talks.dic", "-o", "talks.yml")
    assert (run.code, "is there already" in run.err) == (2, True)
    assert (desk / "talks.yml").read_text(encoding="utf-8") == "edited"


def test_an_encoding_can_be_named(desk, framing):
    """Latin-1 is refused with the command that reads it."""
    (desk / "cafe.dic").write_bytes(DIC.replace("sustainab*", "caf\xe9").encode("latin-1"))
    run = framing("lexicon", "check", "cafe.dic")
    assert run.code == 1
    assert "cafe.dic:6: the file is not UTF-8" in run.err
    assert "framing lexicon convert cafe.dic --encoding cp1252 -o NEW.yml" in run.err
    run = framing("lexicon", "convert", "cafe.dic", "--encoding", "cp1252")
    assert (run.code, "- café" in run.out) == (0, True)


def test_a_report_shows_that_a_frame_is_not_defined(desk, news, framing):
    """A page with a dictionary is a page, and says what it lacks."""
    run = framing("report", news, "--codebook", "talks.dic", "-o", "page.html")
    assert run.code == 0, run.err
    page = (desk / "page.html").read_text(encoding="utf-8")
    assert "talks@unversioned#" in page
    assert "No definition: the dictionary" in page


@pytest.mark.parametrize("order", [0, 1])
def test_the_codebook_that_is_read_is_not_written_over(order, desk, news, framing):
    """A table of entries ends as a table of results does."""
    (desk / "fees.csv").write_text("frame,pattern\ncoal,mine*\n", encoding="utf-8")
    pairs = [["--codebook", "fees.csv"], ["-o", "./fees.csv"]]
    run = framing("score", news, *pairs[order], *pairs[1 - order], "--table", "matches")
    assert (run.code, "this is the codebook that is read" in run.err) == (2, True)
    named = [["fees.csv"], ["-o", "fees.csv"]]
    run = framing("lexicon", "show", *named[order], *named[1 - order])
    assert run.code == 2
    assert (desk / "fees.csv").read_text(encoding="utf-8").startswith("frame,pattern")
