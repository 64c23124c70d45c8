"""Every verb in every format, to stdout and to a file."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from framing.records.tables import TABLES

#: Verbs that hand out a table, with the columns that every format but the one for reading must have.
VERBS = {
    "ls": (["ls", "NEWS"], TABLES["articles"].names),
    "check": (["check", "NEWS"], TABLES["issues"].names),
    "kwic": (["kwic", "bully*", "NEWS"], ["doc_id", "outlet", "where", "paragraph", "left", "match", "right", "voice"]),
    "rates": (["score", "NEWS", "--codebook", "TALKS"], ["outlet", "frame", "voice", "k", "n", "rate", "low", "high"]),
    **{
        name: (["score", "NEWS", "--codebook", "TALKS", "--table", name], TABLES[name].names)
        for name in ("matches", "counts", "words", "articles", "issues")
    },
    "compare": (["compare", "NEWS", "--codebook", "TALKS"], ["outlet", "against", "frame", "ratio", "low", "p"]),
    "lexicon list": (["lexicon", "list"], ["codebook", "version", "frames", "entries", "digest", "title"]),
    "lexicon show": (["lexicon", "show", "TALKS"], ["frame", "label", "entries", "definition"]),
    "lexicon frame": (["lexicon", "show", "TALKS", "--frame", "lasting"], ["pattern", "device", "negator", "exclude"]),
    "lexicon check": (
        ["lexicon", "check", "TALKS", "--against", "NEWS", "--all"],
        ["codebook", "frame", "entry", "line", "matches", "articles", "share", "example", "findings"],
    ),
}
FORMATS = ("table", "csv", "json", "parquet")


def read_rows(form, data):
    """The rows of data in a format, as dictionaries of whatever the format holds."""
    if form == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    if form == "json":
        return [json.loads(line) for line in data.decode("utf-8").splitlines()]
    return pq.read_table(io.BytesIO(data)).to_pylist()


@pytest.fixture
def arguments(news, talks):
    """The command line of a verb, with the places filled in."""
    places = {"NEWS": str(news), "TALKS": str(talks)}
    return lambda verb: [places.get(word, word) for word in VERBS[verb][0]]


@pytest.mark.parametrize("verb", VERBS)
def test_every_format_holds_the_same_rows(verb, arguments, framing, tmp_path):
    """CSV, JSON lines and Parquet agree in rows and columns, and hold the promised columns in order."""
    rows = {}
    for form in FORMATS[1:]:
        file = tmp_path / f"rows.{form}"
        run = framing(*arguments(verb), "--format", form, "-o", file)
        assert (run.code, run.out) == (0, "")
        rows[form] = read_rows(form, file.read_bytes())
    assert len(rows["csv"]) == len(rows["json"]) == len(rows["parquet"])
    wanted = VERBS[verb][1]
    for found in rows.values():
        assert [name for name in (found[0] if found else wanted) if name in wanted] == wanted
    for as_csv, as_json, as_parquet in zip(*rows.values(), strict=True):
        for name in wanted:
            if isinstance(as_json[name], float):
                assert float(as_csv[name]) == as_json[name] == as_parquet[name]
            elif as_json[name] is None:
                assert as_csv[name] == ""
            elif not isinstance(as_json[name], bool) and as_json[name] not in ("inf", "-inf"):
                assert as_csv[name] == str(as_json[name]) == str(as_parquet[name])


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_stdout_and_file_get_the_same_bytes(verb, form, arguments, framing, tmp_path):
    """``-o`` and ``>`` give the same data; the file arrives whole, with nothing left beside it.

    A table for reading is laid out as a page there (``test_cli_pages``), of which no word is missing.
    """
    to_stdout = framing(*arguments(verb), "--format", form)
    to_file = framing(*arguments(verb), "--format", form, "-o", tmp_path / "rows")
    assert (to_stdout.code, to_file.code, to_file.out) == (0, 0, "")
    written = (tmp_path / "rows").read_bytes().decode("utf-8")
    if form == "table":
        assert set(to_stdout.out.replace(",", " ").split()) <= set(written.replace(",", " ").split())
    else:
        assert written == to_stdout.out
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_table_is_for_reading(verb, arguments, framing):
    """The default is a table in plain text: a head, no colour, no quotation marks round cells."""
    run = framing(*arguments(verb))
    assert run.code == 0
    assert "\x1b" not in run.out
    assert verb in ("kwic", "check", "issues") or len(run.lines) > 1


@pytest.mark.parametrize(("name", "form"), [("x.csv", "csv"), ("x.JSONL", "json"), ("x.parquet", "parquet")])
def test_the_ending_of_the_file_is_a_format(name, form, arguments, framing, tmp_path):
    """``-o x.csv`` means CSV; an ending is enough, and ``--format`` overrules it."""
    assert framing(*arguments("matches"), "-o", tmp_path / name).code == 0
    assert framing(*arguments("matches"), "--format", form, "-o", tmp_path / "said").code == 0
    assert (tmp_path / name).read_bytes() == (tmp_path / "said").read_bytes()
    assert framing(*arguments("matches"), "--format", "table", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("where ")


@pytest.mark.parametrize(("form", "ending"), [("csv", "csv"), ("json", "jsonl"), ("parquet", "parquet")])
def test_all_tables_at_one_reading(form, ending, arguments, framing, tmp_path):
    """``--table all`` writes each table as ``--table NAME`` would, into a folder it makes."""
    whole = arguments("rates")
    assert framing(*whole, "--table", "all", "--format", form, "-o", tmp_path / "new" / "tables").code == 0
    names = ["articles", "counts", "issues", "matches", "words"]
    written = tmp_path / "new" / "tables"
    assert {f"{name}.{ending}" for name in names} <= {path.name for path in written.iterdir()}
    for name in names:
        assert framing(*whole, "--table", name, "--format", form, "-o", tmp_path / "one").code == 0
        assert (written / f"{name}.{ending}").read_bytes() == (tmp_path / "one").read_bytes()


def test_matches_as_json(arguments, framing):
    """One object a line, with what is needed to find and to judge the match."""
    rows = read_rows("json", framing(*arguments("matches"), "--format", "json").out.encode())
    first = next(row for row in rows if row["text"] == "trade bullying")
    assert first["doc_id"] == "2025-03-01-duty"
    assert (first["frame"], first["voice"], first["where"], first["negated"]) == ("bullying", "own", "lead", False)
    assert first["entry"] == "trade bullying"
    assert {"sentence", "start", "end", "speaker"} <= set(first)


def test_rates_for_reading_are_split_by_voice(arguments, framing):
    """No number without its voices: k is the sum of own, quoted, fragment and reported."""
    head, *rows = framing(*arguments("rates")).lines
    names = head.split()
    assert names[:8] == ["outlet", "frame", "k", "own", "quoted", "fragment", "reported", "n"]
    china_daily = next(row for row in rows if row.startswith("China Daily") and " bullying " in row)
    k, *voices = map(int, china_daily.removeprefix("China Daily").split()[1:6])
    assert k == sum(voices) == 4
    assert voices[1] == 2


def test_report(framing, news, talks, tmp_path):
    """The report is one file, named on stderr; stdout stays empty."""
    run = framing("report", news, "--codebook", talks, "-o", tmp_path / "page.html", "--title", "Glass & duty")
    assert (run.code, run.out) == (0, "")
    assert "4 articles by 2 outlets, 1 without an outlet" in run.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<title>Glass &amp; duty</title>" in page
    assert "trade bullying" in page


def test_add_then_score(framing, talks, tmp_path):
    """A file is copied as it is, its tags are written beside it, and the corpus can be scored at once."""
    article = tmp_path / "new piece.txt"
    article.write_bytes("This is trade bullying.\r\nCafé.\r\n".encode())
    corpus = tmp_path / "corpus"
    run = framing("add", article, "--corpus", corpus, "--outlet", "Financial Times", "--date", "2025-10-27")
    assert (run.code, run.out) == (0, "")
    copies = list(corpus.rglob("*.txt"))
    assert [copy.read_bytes() for copy in copies] == [article.read_bytes()]
    listed = read_rows("json", framing("ls", corpus, "--format", "json").out.encode())
    assert [(row["outlet"], row["outlet_how"], row["date"]) for row in listed] == [
        ("Financial Times", "given", "2025-10-27")
    ]
    again = framing("add", article, "--corpus", corpus, "--outlet", "Financial Times", "--date", "2025-10-27")
    assert "already there" in again.err
    assert len(list(corpus.rglob("*.txt"))) == 1
    assert "trade bullying" in framing("score", corpus, "--codebook", talks, "--table", "matches").out


@pytest.mark.parametrize("verb", ["ls", "check", "rates", "matches", "kwic", "compare"])
def test_parquet_of_no_row_has_columns_of_a_type(verb, arguments, framing, tmp_path):
    """Files of many runs can be read as one table, whether or not each of them found something."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "none.jsonl").write_text("", encoding="utf-8")
    some, none = tmp_path / "some.parquet", tmp_path / "none.parquet"
    assert framing(*arguments(verb), "-o", some).code == 0
    command = [word if word != arguments("ls")[1] else str(tmp_path / "empty") for word in arguments(verb)]
    assert framing(*command, "-o", none).code == 3
    assert pq.read_table(none).num_rows == (verb == "check")
    assert [plain(kind) for kind in pq.read_schema(none).types] == [plain(kind) for kind in pq.read_schema(some).types]


def plain(kind):
    """A type without how it is packed."""
    return str(getattr(kind, "value_type", kind)).removeprefix("large_")
