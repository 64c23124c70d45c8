"""Results and articles in one folder: nothing that is read is written over, and no result is read as an article."""

from __future__ import annotations

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def own(news, tmp_path, monkeypatch):
    """A folder of articles with tags, which is also where the user stands."""
    folder = tmp_path / "own"
    shutil.copytree(news, folder)
    (folder / "metadata.csv").write_text("file,outlet\na.txt,Reuters\n", encoding="utf-8")
    (folder / "a.txt").write_text("They call it bullying.\n", encoding="utf-8")
    (folder / "b.csv").write_text("id,text\n1,More bullying.\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("name", ["metadata.csv", "a.txt", "b.csv"])
def test_no_input_is_written_over(name, own, framing):
    """Named itself or in a named folder, by any verb; it stays as it was."""
    before = (own / name).read_bytes()
    for verb in (["score", "."], ["ls", own], ["kwic", "bully*", own / name, own]):
        run = framing(*verb, "--format", "csv", "-o", name)
        assert (run.code, "what is read" in run.err) == (2, True), run.err
    assert (own / name).read_bytes() == before


def test_no_detour_leads_over_an_input(own, framing):
    """A folder that is not there, then back: the name leads to the article all the same."""
    before = (own / "a.txt").read_bytes()
    for verb, name in ((["ls", "."], "no/../a.txt"), (["score", own], own / "no" / ".." / "a.txt")):
        run = framing(*verb, "-o", name)
        assert (run.code, "what is read" in run.err, (own / "a.txt").read_bytes()) == (2, True, before), run.err


@pytest.mark.parametrize("name", ["table.txt", "table.MD", "new/table.txt"])
def test_a_page_for_reading_does_not_become_an_article(name, own, framing):
    """The next run would count its words; beside the folder it may lie, and so may an article's own list."""
    (own / "new").mkdir()
    run = framing("ls", own, "-o", own / name)
    assert (run.code, "read as an article" in run.err, (own / name).exists()) == (2, True, False), run.err
    assert framing("ls", own / "a.txt", "-o", "../table.txt").code == 0


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv.gz", "t.HTML"])
def test_a_table_is_not_called_what_it_is_not(name, own, framing):
    """No spreadsheet opens it, whatever format is typed before or after; the verb that writes a workbook is named."""
    output, form = ["-o", own.parent / name], ["--format", "csv"]
    for typed in (output, output + form, form + output):
        run = framing("ls", own, *typed)
        assert (run.code, "no table is written as" in run.err, (own.parent / name).exists()) == (2, True, False), (
            run.err
        )
        assert ("framing export tables" in run.err) == (name == "t.xlsx")


def test_an_empty_name_is_no_output(own, framing):
    """A variable that nobody set."""
    run = framing("ls", ".", "-o", "")
    assert (run.code, "-o is empty" in run.err) == (2, True), run.err


@pytest.mark.parametrize("name", ["c.csv", "c.tsv", "c.jsonl", "c.json", "c.parquet"])
def test_a_column_like_one_of_ours_does_not_make_articles_a_result(name, own, framing):
    """Framework, unit_cost: words in which the name of a column of ours stands."""
    record = {"id": "1", "Text": "More bullying.", "framework": "x", "unit_cost": "2"}
    if name == "c.parquet":
        pq.write_table(pa.table({key: [value] for key, value in record.items()}), own / name)
    elif name.startswith("c.json"):
        (own / name).write_text(json.dumps([record] if name == "c.json" else record), encoding="utf-8")
    else:
        mark = "\t" if name == "c.tsv" else ","
        (own / name).write_text("\n".join(map(mark.join, (record, record.values()))), encoding="utf-8")
    before = (own / name).read_bytes()
    run = framing("score", own, "--table", "matches", "-o", own / name)
    assert (run.code, "part of what is read" in run.err, (own / name).read_bytes()) == (2, True, before), run.err


def test_tables_do_not_go_among_the_articles(own, framing):
    """A folder of tables is another folder."""
    run = framing("score", ".", "--table", "all", "--format", "csv", "-o", ".")
    assert run.code == 2
    assert "among the articles" in run.err


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_results_are_not_read_as_articles(ending, own, framing):
    """Matches, quotes, sheets and their keys are named as what they are; they may be written again."""
    count = len(framing("ls", ".", "--format", "json").lines)
    for table in (["score", ".", "--table", "matches"], ["quotes", "."]):
        name = f"{table[0]}.{ending}"
        assert framing(*table, "-o", name).code in (0, 3)
        assert framing(*table, "-o", name).code == 3
    if ending == "csv":
        assert framing("code", "sheet", ".", "-o", "sheet.csv").code == 3
    run = framing("ls", ".", "--format", "json")
    assert len(run.lines) == count
    assert run.err.count("framing's own table of") == (4 if ending == "csv" else 2)


def test_articles_are_exported_under_their_own_ending(own, framing):
    """JSON lines in a file that says .csv could not be read again."""
    run = framing("export", "articles", ".", "-o", "articles.csv")
    assert (run.code, (own / "articles.csv").exists()) == (2, False)
    assert "end -o with .jsonl" in run.err


def test_a_link_a_pipe_and_an_archive_say_what_they_are(own, framing):
    """Not "did you mean" the same name."""
    (own / "gone.txt").symlink_to("nowhere.txt")
    (own / "a.zip").write_bytes(b"PK")
    for name, said in (("gone.txt", "leads nowhere"), ("-", "framing add -"), ("a.zip", "framing add ARCHIVE")):
        run = framing("ls", name)
        assert (run.code, said in run.err) == (1, True), run.err


@pytest.fixture
def sheets(framing, trade_talks, tmp_path, monkeypatch):
    """A coded sheet with its key, and a store with a baseline."""
    monkeypatch.chdir(tmp_path)
    framing("code", "sheet", trade_talks, "-o", "s.csv", "--sample", "4")
    framing("add", trade_talks, "--store", "news.db", "--quiet")
    framing("baseline", "save", "b", "--store", "news.db")
    return {file.name: file.read_bytes() for file in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "command",
    [
        "evaluate us-china-trade s.csv -o s.csv",
        "evaluate us-china-trade -o ./s.csv s.csv",
        "code read s.csv -o s.csv",
        "code read s.csv -o s.key.csv",
        "code export s.csv --to csv -o s.csv",
        "lexicon validate us-china-trade s.csv --corpus {} -o s.csv",
        "agree x.csv s.csv -o s.csv",
        "baseline export b --store news.db -o news.db",
        "baseline export b -o news.db --store ./news.db",
    ],
)
def test_neither_a_sheet_nor_its_key_nor_a_store_is_written_over(command, sheets, trade_talks, framing, tmp_path):
    """Days of somebody's work, for a slip of the pen; refused before any of it is read, in any order of the words."""
    run = framing(*command.replace("{}", str(trade_talks)).split())
    assert (run.code, "what is read" in run.err) == (2, True), run.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == sheets


def test_results_are_written_over(sheets, framing, trade_talks, tmp_path):
    """What a command does not read may be written again."""
    for _ in range(2):
        assert framing("ls", trade_talks, "-o", "out.csv").code == 0
        assert framing("baseline", "ls", "--store", "news.db", "-o", "b.csv").code == 0
