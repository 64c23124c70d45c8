"""Every mistake a user can make: what is wrong, where, and what to do about it; never a traceback."""

from __future__ import annotations

import gzip
import os
import unicodedata

import pytest


def clear(run, code, *words):
    """The run failed as it should: one message with a remedy, these words in it, no data, nothing unprintable."""
    assert run.code == code, run.err
    assert run.out == ""
    assert "Traceback" not in run.err
    odd = [c for c in run.err if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]
    assert odd == []
    message = run.err[run.err.index("framing: ") :]
    assert message.count("\n") == 2, message
    assert message.split("\n")[1].startswith("  → ")
    for word in words:
        assert word in message
    return True


@pytest.fixture
def folder(tmp_path):
    """A folder of one article, to be spoiled."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text("This is trade bullying.\n", encoding="utf-8")
    return place


PLACES = {
    "no such folder": (["ls", "{}/nowhere"], 1, ["nowhere", "no such file or folder", "check the name"]),
    "nearly the name": (["ls", "{}/articels"], 1, ["did you mean", "articles"]),
    "empty folder": (["ls", "{}/empty"], 1, ["no articles were found", ".txt"]),
    "a kind nobody reads": (["score", "{}/picture.xyz"], 1, ["picture.xyz", ".xyz files cannot be read"]),
    "unknown codebook": (["score", "{}/articles", "--codebook", "nope"], 1, ["'nope'", "us-china-trade"]),
    "nearly a codebook": (["score", "{}/articles", "--codebook", "us-trade"], 1, ["did you mean us-china-trade?"]),
    "two codebooks": (
        ["score", "{}", "--codebook", "a", "--codebook", "b"],
        2,
        ["--codebook is given 2 times"],
    ),
    "two sheets to write": (["code", "read", "s.csv", "-o", "a.csv", "--output", "b.csv"], 2, ["--output is given 2"]),
    "articles before the term": (["kwic", "{}/articles", "bully*"], 2, ["the term comes before", 'kwic "bully*"']),
    "articles without a term": (["kwic", "{}/articles"], 2, ["the term comes before", 'kwic "TERM"']),
    "a phrase as two words": (["kwic", "trade", "war", "{}/articles"], 2, ["quotation marks", '"trade war"']),
    "a pattern of nothing": (["ls", "{}/articles/*.md"], 1, ["*.md", "no file matches this pattern"]),
    "no codebook file": (["score", "{}/articles", "--codebook", "{}/nope.yml"], 1, ["nope.yml", "cannot be read"]),
    "unknown frame": (["lexicon", "show", "{}/talks.yml", "--frame", "x"], 2, ["no frame 'x'", "bullying, lasting"]),
    "unknown table": (["score", "{}/articles", "--table", "x"], 2, ["'x'", "matches"]),
    "unknown format": (["ls", "{}/articles", "--format", "xml"], 2, ["'xml'", "csv"]),
    "unknown voice": (["kwic", "a", "{}/articles", "--voice", "x"], 2, ["'x'", "quoted"]),
    "unknown section": (["report", "{}/articles", "--sections", "x", "-o", "{}/r.html"], 2, ["'x'", "frames"]),
    "unknown verb": (["scoer"], 2, ["scoer", "framing --help"]),
    "unknown option": (["ls", "{}/articles", "--nope"], 2, ["--nope", "framing ls --help"]),
    "nothing named": (["ls"], 2, ["PATH", "name a file or folder of articles; see framing ls --help"]),
    "unknown encoding": (["ls", "{}/articles", "--encoding", "klingon"], 2, ["'klingon'", "utf-8"]),
    "unknown group": (["compare", "{}/articles", "--by", "colour"], 2, ["'colour'", "outlet, genre"]),
    "all without a folder": (["score", "{}/articles", "--table", "all"], 2, ["--table all", "-o"]),
    "all as a table": (["score", "{}/articles", "--table", "all", "--format", "table", "-o", "t"], 2, ["data, not"]),
    "shard past the end": (["score", "{}/articles", "--shard", "3/2"], 2, ["'3/2'", "i/n"]),
    "shard of nothing": (["score", "{}/articles", "--shard", "0/0"], 2, ["'0/0'", "i/n"]),
    "shard of very many": (["score", "{}/articles", "--shard", "1/" + "9" * 5_000], 2, ["'1/999", "i/n"]),
    "shard in words": (["score", "{}/articles", "--shard", "half"], 2, ["'half'", "i/n"]),
    "no store by an empty variable": (["add", "{}/articles", "--store", ""], 2, ["--store", "empty"]),
    "no corpus by an empty variable": (["add", "{}/articles", "--corpus", ""], 2, ["--corpus", "empty"]),
    "no articles by an empty variable": (["ls", ""], 2, ["empty", "name a folder"]),
    "no rest between two looks": (["add", "--watch", "{}", "--store", "{}/n.db", "--every", "0"], 2, ["0.1<="]),
    "no end of a rest": (["add", "--watch", "{}", "--store", "{}/n.db", "--every", "1e300"], 2, ["1e+300"]),
    "no workers": (["score", "{}/articles", "--workers", "0"], 2, ["0 workers", "--workers 1"]),
    "workers in words": (["score", "{}/articles", "--workers", "two"], 2, ["'two'"]),
    "negative width": (["kwic", "a", "{}/articles", "--width", "-1"], 2, ["0 or more"]),
    "no term": (["kwic", "", "{}/articles"], 2, ["holds no word"]),
    "a lone star": (["kwic", "*", "{}/articles"], 2, ["'*'"]),
    "a gap without end": (["kwic", "threat* ..99 tariff*", "{}/articles"], 2, ["..1 to ..9"]),
    "output is a folder": (["ls", "{}/articles", "-o", "{}/empty"], 1, ["empty", "folder, not a file"]),
    "report is a folder": (["report", "{}/articles", "-o", "{}/empty"], 1, ["empty", "folder, not a file"]),
    "output nowhere": (["ls", "{}/articles", "-o", "{}/nowhere/x.csv"], 1, ["x.csv", "folder", "mkdir"]),
    "report nowhere": (["report", "{}/articles", "-o", "{}/nowhere/r.html"], 1, ["r.html", "folder", "mkdir"]),
    "tables in a file": (
        ["score", "{}/articles", "--table", "all", "--format", "csv", "-o", "{}/talks.yml"],
        1,
        ["talks.yml", "folder cannot be made"],
    ),
    "bad date for add": (["add", "{}/articles", "--date", "10/11/2025", "--corpus", "{}/c"], None, ["10/11/2025"]),
    "an outlet by an empty variable": (["add", "{}/articles", "--outlet", ""], 2, ["--outlet is empty", "published"]),
    "a date of spaces": (["add", "{}/articles", "--date", "  "], 2, ["--date is empty", "YYYY-MM-DD"]),
    "no codebook": (["score", "{}/articles", "--codebook="], 2, ["--codebook is empty", ".yml"]),
    "no page": (["report", "{}/articles", "-o", ""], 2, ["-o is empty"]),
    "no name, where one is needed": (["export", "tables", "{}/articles", "-o", ""], 2, ["-o is empty", "a value; its"]),
    "one of several is empty": (["agree", "x.csv", "--corpus", "a", "--corpus", ""], 2, ["--corpus is empty"]),
    "add nothing": (["add", "{}/nowhere.txt", "--corpus", "{}/c"], None, ["nowhere.txt"]),
}


@pytest.mark.parametrize("mistake", PLACES)
def test_one_line_and_one_remedy(mistake, folder, talks, framing):
    """File or value, reason and remedy, the exit code of its kind (1 failed, 2 usage), and no data."""
    arguments, code, words = PLACES[mistake]
    here = folder.parent
    (here / "empty").mkdir()
    (here / "picture.xyz").write_bytes(b"\x89")
    (here / "talks.yml").write_bytes(talks.read_bytes())
    run = framing(*(word.replace("{}", str(here)) for word in arguments))
    assert run.code in ((1, 2) if code is None else (code,))
    assert clear(run, run.code, *words)


CODEBOOKS = {
    "broken YAML": ("codebook: x\nversion: 1\nframes:\n  a:\n    entries: [b, c\n", ["talks.yml:5", "YAML", "bracket"]),
    "a colon unquoted": ("codebook: x: y\n", ["talks.yml:1", "quotes"]),
    "no version": ("codebook: x\nframes: {a: {definition: d, entries: [b]}}\n", ["'version'"]),
    "no frames": ("codebook: x\nversion: 1\nframes: {}\n", ["no frames"]),
    "no definition": (
        "codebook: x\nversion: 1\nframes:\n  a:\n    entries: [b]\n",
        ["talks.yml:4", "no definition", "human coder"],
    ),
    "no entries": ("codebook: x\nversion: 1\nframes:\n  a:\n    definition: d\n", ["talks.yml:4", "no entries"]),
    "an unknown key": (
        "codebook: x\nversion: 1\nframes:\n  a:\n    definiton: d\n    entries: [b]\n",
        ["talks.yml:5", "definiton", "definition"],
    ),
    "an unknown key of an entry": (
        "codebook: x\nversion: 1\nframes:\n  a:\n    definition: d\n    entries:\n      - {pattern: b, negate: own}\n",
        ["talks.yml:7", "negate", "negator"],
    ),
    "a pattern that cannot match": (
        "codebook: x\nversion: 1\nframes:\n  a:\n    definition: d\n    entries:\n      - b\n      - '..3 c'\n",
        ["talks.yml:8", "starts with a gap"],
    ),
    "a pattern twice": (
        "codebook: x\nversion: 1\nframes:\n  a:\n    definition: d\n    entries:\n      - big b\n      - big-b\n",
        ["talks.yml:8", "line 7"],
    ),
    "a key twice": ("codebook: x\nversion: 1\nversion: 2\n", ["talks.yml:3", "version"]),
    "an alias": ("codebook: &x y\nversion: *x\n", ["talks.yml:"]),
    "not YAML for a codebook": ("just words\n", ["talks.yml:1", "docs/codebooks.md"]),
}


@pytest.mark.parametrize("mistake", CODEBOOKS)
def test_a_broken_codebook_is_named_with_its_line(mistake, folder, framing):
    """File, line and fix, whichever verb opens it."""
    text, words = CODEBOOKS[mistake]
    file = folder.parent / "talks.yml"
    file.write_text(text, encoding="utf-8")
    assert clear(framing("score", folder, "--codebook", file), 1, *words)
    assert clear(framing("lexicon", "check", file), 1, *words)


SPOILED = {
    "empty file": ("b.txt", b"", "b.txt: the file is empty"),
    "only blanks": ("b.txt", b" \n\t\n", "b.txt: "),
    "not UTF-8, and no telling what": ("b.txt", b"caf\xe9 \x81\x8d talks", "b.txt"),
    "a PDF by another name": ("b.txt", b"%PDF-1.7 ...", "b.txt: this is a PDF"),
    "binary": ("b.txt", b"talks\x00\x01\x02", "b.txt: this is binary data"),
    "a table without text": ("b.csv", b"id,words\n1,hello\n", "b.csv:1: the table has no column 'text'"),
    "a row too short": ("b.csv", b"id,text,outlet\n1,hello\n", "b.csv:2: the row has 2 cells"),
    "a quotation mark never closed": ("b.csv", b'id,text\n1,"hello\n', "b.csv:2: the quotation mark"),
    "no JSON": ("b.jsonl", b'{"id": 1, "text": "ok."}\n{"id"\n', "b.jsonl:2: the record is not JSON"),
    "JSON without text": ("b.jsonl", b'{"id": 1, "body": "ok."}\n', "b.jsonl:1: the record has no field 'text'"),
    "front matter left open": ("b.md", b"---\noutlet: FT\n\nText.\n", "b.md:1: the front matter"),
    "a damaged archive": ("b.jsonl.gz", gzip.compress(b'{"text": "ok."}\n')[:-9], "b.jsonl.gz: the gzip file"),
}


@pytest.mark.parametrize("input_", SPOILED)
def test_a_spoiled_input_costs_itself_alone(input_, folder, framing):
    """It is listed with its reason and remedy (exit code 3), the others are read; ``--strict`` fails (exit code 1)."""
    name, content, words = SPOILED[input_]
    (folder / name).write_bytes(content)
    run = framing("ls", folder, "--format", "json")
    assert run.code == 3
    assert '"doc_id": "a"' in run.out
    listed = next(line for line in run.err.splitlines() if words in line)
    assert "→" in listed
    strict = framing("ls", folder, "--strict")
    assert clear(strict, 1, "--strict", "1 skipped input")
    assert listed in strict.err


WARNED = {
    "a date of two readings": ("10/11/2025", "10/11/2025"),
    "a day that does not exist": ("2025-02-30", "2025-02-30"),
}


@pytest.mark.parametrize("doubt", WARNED)
def test_a_doubt_is_a_warning(doubt, folder, framing):
    """A bad date is left empty and named with its line: exit code 0, with ``--strict`` 1."""
    value, words = WARNED[doubt]
    (folder / "metadata.csv").write_text(f"file,date\na.txt,{value}\n", encoding="utf-8")
    run = framing("check", folder)
    assert run.code == 0
    row = next(line for line in run.lines if "bad-date" in line)
    assert words in row
    assert "metadata.csv" in row
    assert "YYYY-MM-DD" in row
    assert "1 bad-date" in framing("score", folder).err
    assert clear(framing("ls", folder, "--strict"), 1, "1 warning")


def test_an_unknown_outlet_is_kept_and_said(folder, framing):
    """It may be a new outlet or a slip of the pen: it is kept, and the nearest name is offered."""
    (folder / "metadata.csv").write_text("file,outlet\na.txt,Finanical Times\n", encoding="utf-8")
    run = framing("check", folder)
    assert run.code == 0
    assert "did you mean Financial Times?" in run.out
    assert "Finanical Times" in framing("ls", folder).out


def test_an_encoding_that_is_said_is_used(folder, framing):
    """A guess is stated; ``--encoding`` overrules it."""
    (folder / "b.txt").write_bytes("Le café est fermé, dit-on.\n".encode("cp1252"))
    guessed = framing("ls", folder)
    assert guessed.code == 0
    assert "1 guessed-encoding" in guessed.err
    assert framing("ls", folder / "b.txt", "--encoding", "cp1252").err == ""


NAMES = ["line\nbreak.txt", "escape\x1b[2J\x1b]0;title\x07.txt", "right‮left.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [b"", b"Say \x1b[31mtrade bullying\x1b[0m, loud.\n" + b"\x1b[2Jx" * 200])
def test_data_cannot_command_the_terminal(name, content, framing, talks, tmp_path):
    """Control characters in names and texts reach neither messages nor tables for reading."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "plain.txt").write_text("Trade bullying.\n", encoding="utf-8")
    for arguments in (
        ["ls", folder],
        ["check", folder],
        ["kwic", "bullying", folder, "--width", "900"],
        ["score", folder, "--codebook", talks],
        ["score", folder, "--codebook", talks, "--table", "matches"],
        ["score", folder, "--codebook", talks, "--table", "articles"],
        ["ls", folder / name],
        ["ls", folder / f"{name}nowhere"],
    ):
        run = framing(*arguments)
        assert "Traceback" not in run.err
        for text in (run.out, run.err):
            assert [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"] == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(folder, framing):
    """Nothing is written and the folder is named."""
    folder.chmod(0o555)
    try:
        assert clear(framing("report", folder, "-o", folder / "r.html"), 1, "r.html", "cannot be written")
        assert clear(framing("ls", folder, "-o", folder / "l.csv"), 1, "l.csv", "cannot be written")
    finally:
        folder.chmod(0o755)


def test_what_was_there_stays(folder, framing, tmp_path):
    """A run that fails leaves the old output as it was."""
    old = tmp_path / "matches.csv"
    old.write_text("old", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    assert framing("score", folder, "--table", "matches", "-o", old, "--strict").code == 1
    assert old.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "matches.csv"]


@pytest.mark.parametrize("verb", [[], ["lexicon"]])
def test_no_verb_gives_the_help(verb, framing):
    """The help page, on stderr, and the exit code of a usage mistake."""
    run = framing(*verb)
    assert run.code == 2
    assert "Commands:" in run.out + run.err
    assert "framing: Usage" not in run.err


@pytest.mark.parametrize("verb", ["ls", "score", "report", "quotes"])
def test_files_of_other_formats_are_named(framing, tmp_path, monkeypatch, verb):
    """A document among the articles is not counted as if it had been read: every verb names it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Trade bullying, again.", encoding="utf-8")
    for number in range(7):
        (folder / f"b{number}.odt").write_text("x", encoding="utf-8")
    run = framing(verb, folder)
    assert run.code == 0
    said = "not read: 7 files of other formats: b0.odt, b1.odt, b2.odt, b3.odt, b4.odt and 2 more"
    assert said in run.err
