"""``framing add`` into a store: files, folders, patterns, stdin; what became of each."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import closing
from functools import partial

import pandas as pd
import pytest
from store_helpers import names

from framing.errors import InputError
from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.stores.adding import add_options, add_paths
from tests.conftest import environment

TABLES = ("matches", "counts", "words", "articles", "issues")


def test_a_store_scores_as_its_folder(framing, news, talks, tmp_path):
    """Every table, byte for byte."""
    store = tmp_path / "n.db"
    assert framing("add", news, "--store", store).code == 0
    for table in TABLES:
        options = ["--codebook", talks, "--table", table, "--format", "csv"]
        assert framing("score", store, *options).out == framing("score", news, *options).out


def test_typed_tags_hold_where_nothing_else_says(framing, tmp_path):
    """A date of the command does not overrule that of a record."""
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two.", "date": "2020"}\n')
    store = tmp_path / "n.db"
    framing(
        "add", tmp_path / "a.jsonl", "--store", store, "--date", "27 Oct 2025", "--outlet", "FT", "--genre", "report"
    )
    rows = framing("ls", store, "--format", "csv").lines
    assert [row.split(",")[4] for row in rows[1:]] == ['"2025-10-27"', '"2020"']
    assert all("Financial Times" in row and "report" in row for row in rows[1:])


def test_what_became_of_each_is_said(framing, tmp_path):
    """Added, there already, changed, skipped; the exit code is that of skipped inputs."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    (folder / "b.txt").write_text("Two.")
    store = tmp_path / "n.db"
    assert "2 added, 0 already there, 0 skipped" in framing("add", folder, "--store", store).err
    (folder / "b.txt").write_text("Two, mended.")
    (folder / "empty.txt").write_text("")
    run = framing("add", folder, "--store", store)
    assert run.code == 3
    for words in (
        "already there: a.txt is a",
        "b.txt is version 2 of b (what changed: text)",
        "empty.txt",
        "1 skipped",
    ):
        assert words in run.err
    history = framing("ls", store, "--history", "b", "--format", "csv").lines
    assert [line.split(",")[1] for line in history] == ['"version"', "1", "2"]


def test_patterns_and_stdin(framing, tmp_path, monkeypatch):
    """A pattern that the shell left alone; one text from a pipe, named after its words."""
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(f"Text {name}.")
    store = tmp_path / "n.db"
    framing("add", tmp_path / "a*.txt", "--store", store)
    assert names(store) == ["a1", "a2"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Fünf Weber.".encode())))
    framing("add", "-", "--store", store, "--outlet", "FT")
    assert len(names(store)) == 3
    run = framing("add", tmp_path / "c*.txt", "--store", store)
    assert (run.code, "no file matches this pattern" in run.err) == (1, True)


def test_rm_asks_first(framing, tmp_path, monkeypatch):
    """No is the answer of silence; --yes does not ask; what is not there is an error."""
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    store = tmp_path / "n.db"
    framing("add", tmp_path / "a.txt", tmp_path / "b.txt", "--store", store)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert framing("rm", "a", "--store", store).code == 1
    assert names(store) == ["a", "b"]
    assert framing("rm", "a", "nobody", "--yes", "--store", store).code == 2
    assert framing("rm", "a", "--yes", "--store", store).code == 0
    assert names(store) == ["b"]


def test_search_on_the_command_line(framing, news, tmp_path):
    """A table for reading, or rows; a query for nothing is told so."""
    store = tmp_path / "n.db"
    framing("add", news, "--store", store, "--quiet")
    run = framing("search", "sustainab* -bullying", "--store", store)
    assert [line.split()[0] for line in run.lines] == ["doc_id", "2025-03-01-markets"]
    assert "[bullying]" in framing("search", "bullying", "--store", store).out
    assert framing("search", "bullying", "--store", store, "--format", "csv").lines[0].startswith('"doc_id","rank"')
    assert framing("search", "...", "--store", store).code == 2


def test_ids_that_stand_twice_in_one_file(tmp_path):
    """The same text is there already, another one is called ``~2``, whatever was read before it."""
    lines = [f'{{"id": "a", "text": "{text}"}}' for text in ("One text.", "One text.", "Two texts.")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with closing(open_at(tmp_path / "a.db", write=True, create=True)) as store:
        taken = list(add_paths(store, [tmp_path / "a.jsonl"], add_options("", "")))
        receipts = [(receipt.doc_id, receipt.what) for part in taken for _, receipt in part.receipts]
    assert receipts == [("a", "added"), ("a", "present"), ("a~2", "added")]


def test_two_records_of_one_name(framing, tmp_path):
    """Both go in, the second under a name of its own, and adding them again adds nothing; a copy is named."""
    lines = ['{"id": "a", "text": "One."}', '{"id": "a", "text": "Two."}', '{"id": "a", "text": "One."}']
    (tmp_path / "x.jsonl").write_text("\n".join(lines) + "\n")
    run = framing("add", tmp_path / "x.jsonl", "--store", tmp_path / "n.db")
    assert (run.code, "2 added, 1 already there" in run.err, "same-id" in run.err) == (0, True, True)
    assert names(tmp_path / "n.db") == ["a", "a~2"]
    assert "0 added, 3 already there" in framing("add", tmp_path / "x.jsonl", "--store", tmp_path / "n.db").err


def test_an_outlet_that_was_corrected_makes_another_article_and_why_is_said(framing, address, tmp_path):
    """Two papers may print one text under one name; whoever corrected a tag is told which article to delete."""
    file, table = tmp_path / "fog.txt", tmp_path / "metadata.csv"
    file.write_text("Fog on the coast.")
    for outlet in ("Valley Post", "Hill Times"):
        table.write_text(f"file,outlet\nfog.txt,{outlet}\n")
        run = framing("add", tmp_path, "--store", address)
    said = "the name 'fog' is taken by an article of Valley Post with the same text; if that outlet was wrong"
    assert f"added fog.txt as fog~2 ({said}, delete that one)" in run.err
    assert "warnings: 1 same-id (framing check lists them)" in run.err
    listed = framing("check", address, "--format", "csv").lines
    assert [line for line in listed if "same-id" in line and said in line and '"fog~2"' in line and '"fog.txt"' in line]
    file.write_text("Quite another fog.")
    table.write_text("file,outlet\nfog.txt,Ridge News\n")
    run = framing("add", tmp_path, "--store", address)
    assert "added fog.txt as fog~3 (the name 'fog' is taken by an article of Valley Post)" in run.err
    out, copy = tmp_path / "all.jsonl", tmp_path / "copy.db"
    framing("export", "articles", address, "-o", out)
    framing("add", out, "--store", copy)
    assert framing("check", copy, "--format", "csv").out == framing("check", address, "--format", "csv").out


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "table"])
def test_what_became_of_every_article_as_data(framing, tmp_path, form):
    """One row an article and one a skipped file, nothing cut off, in every format; the talk does not repeat it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(45):
        (folder / f"a{number:02}.txt").write_text(f"Item {number} is new.")
    (folder / "x.txt").write_text("")
    framing("add", folder / "a07.txt", "--store", tmp_path / "n.db")
    (folder / "a07.txt").write_text("Item 7 was mended.")
    framing("add", folder / "a08.txt", "--store", tmp_path / "n.db")
    out = tmp_path / "out"
    done = framing("add", folder, "--store", tmp_path / "n.db", "--format", form, "-o", out)
    assert (done.code, "a00.txt" in done.err, "43 added, 1 already there, 1 changed, 1 skipped" in done.err) == (
        3,
        False,
        True,
    )
    if form == "table":
        assert len(out.read_text().splitlines()) == 47
        return
    readers = {"csv": pd.read_csv, "json": partial(pd.read_json, lines=True), "parquet": pd.read_parquet}
    rows = readers[form](out)
    assert rows.columns.tolist() == ["doc_id", "what", "version", "note", "file"]
    assert rows["what"].value_counts().to_dict() == {"added": 43, "changed": 1, "present": 1, "skipped": 1}
    assert rows[rows["what"] == "changed"][["doc_id", "version", "note"]].values.tolist() == [["a07", 2, "text"]]
    assert rows[rows["what"] == "skipped"][["note", "file"]].values.tolist() == [["the file is empty", "x.txt"]]


def test_data_about_a_corpus_folder_says_where_each_went(framing, tmp_path):
    """The note is the place; -o alone is enough, its ending tells the format."""
    (tmp_path / "a.txt").write_text("One.")
    done = framing("add", tmp_path / "a.txt", "--outlet", "FT", "--corpus", tmp_path / "c", "-o", tmp_path / "o.csv")
    assert (done.code, done.out) == (0, "")
    assert '"added",,"financial-times/a.txt","a.txt"' in (tmp_path / "o.csv").read_text()


def test_rows_of_what_was_stored_before_a_failure_are_written(framing, tmp_path, monkeypatch):
    """The error is said, and the file says how far it came."""
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"id": "b", "text": "Two."}\n')
    put, calls = Store.put, []

    def put_once(store, entries, seen, pick):
        calls.append(entries)
        if len(calls) > 1:
            raise InputError("the disk is full", file=store.shown)
        return put(store, entries, seen, pick)

    monkeypatch.setattr(Store, "put", put_once)
    inputs = (tmp_path / "a.txt", tmp_path / "b.jsonl")
    done = framing("add", *inputs, "--store", tmp_path / "n.db", "--format", "csv", "-o", tmp_path / "o.csv")
    assert (done.code, "the disk is full" in done.err) == (1, True)
    assert [line.split(",")[1] for line in (tmp_path / "o.csv").read_text().splitlines()] == ['"what"', '"added"']


def test_parquet_is_refused_on_a_terminal_before_anything_is_stored(tmp_path):
    """A terminal is a pseudo-terminal here; the store is not even made."""
    pty = pytest.importorskip("pty")
    (tmp_path / "a.txt").write_text("One.")
    main, side = pty.openpty()
    command = [sys.executable, "-m", "framing", "add", tmp_path / "a.txt", "--store", tmp_path / "n.db"]
    for output in ([], ["-o", "-"]):
        done = subprocess.run(
            [*command, "--format", "parquet", *output],
            stdout=side, stderr=subprocess.PIPE, env=environment(), check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, b"Parquet is not for a terminal" in done.stderr) == (2, True)
        assert not (tmp_path / "n.db").exists()
    os.close(main)
    os.close(side)


@pytest.mark.parametrize("name", ["nowhere.txt", "*.nope"])
def test_no_store_is_made_for_what_is_not_there(framing, tmp_path, name):
    """A slip in the name of an article leaves no empty store behind."""
    assert framing("add", tmp_path / name, "--store", tmp_path / "n.db").code == 1
    assert list(tmp_path.iterdir()) == []
