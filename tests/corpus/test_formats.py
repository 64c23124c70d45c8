"""The same article in every format gives the same Article, and every cell stays the text it is."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_helpers import ARTICLE, as_markdown, as_workbook, codes, read
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.options import Limits, ReadOptions
from framing.corpus.pages.layout import Layout
from framing.corpus.reading import read_articles, read_unit
from framing.corpus.units import plan
from framing.records.article import Article, Provenance, Tag

Write = Callable[[str, str | bytes], Path]


def as_table(records: list[dict[str, str]], delimiter: str = ",") -> str:
    """The records as delimited text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def bare(article: Article) -> Article:
    """The article without where it came from: that may differ between formats."""
    digest = article.provenance.digest
    return replace(article, provenance=Provenance(digest=digest), outlet=Tag(article.outlet.value, article.outlet.how))


def as_parquet(records: list[dict[str, str]], rows: int = 100) -> bytes:
    """The records as a Parquet file with so many rows a row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(records), sink, row_group_size=rows)
    return bytes(sink.getvalue())


FORMATS = {
    "a.jsonl": json.dumps(ARTICLE) + "\n",
    "a.ndjson": json.dumps(ARTICLE, ensure_ascii=False),
    "a.json": json.dumps([ARTICLE], indent=1),
    "b.json": json.dumps(ARTICLE),
    "a.csv": as_table([ARTICLE]),
    "b.csv": as_table([ARTICLE], ";"),
    "c.csv": "\ufeff" + as_table([ARTICLE], "\t"),
    "a.tsv": as_table([ARTICLE], "\t"),
    "d.csv": "sep=;\r\n" + as_table([ARTICLE], ";"),
    "a.md": as_markdown(ARTICLE),
    "a.xlsx": as_workbook(list(ARTICLE), list(ARTICLE.values())),
    "a.parquet": as_parquet([ARTICLE]),
}


PACKED = [(name, packed) for name in FORMATS for packed in (False, True) if not (packed and "parquet" in name)]


@pytest.mark.parametrize(("name", "packed"), PACKED)
def test_same_article_in_every_format(name: str, packed: bool, write: Write) -> None:
    """Text, tags, blocks and digest do not depend on the file format."""
    reference = read(write("reference.jsonl", json.dumps(ARTICLE))).articles[0]
    data = content if isinstance(content := FORMATS[name], bytes) else content.encode()
    path = write(name + ".gz", gzip.compress(data)) if packed else write(name, data)
    reading = read(path)
    assert [bare(article) for article in reading.articles] == [bare(reference)]
    assert codes(reading) == ["unknown-outlet"]


def test_text_with_metadata_gives_the_same_article(write: Write, tmp_path: Path) -> None:
    """A plain text with its tags in metadata.csv equals the record that carries them itself."""
    reference = read(write("elsewhere/reference.jsonl", json.dumps(ARTICLE))).articles[0]
    write("corpus/ledger/mill-talks.txt", ARTICLE["text"])
    row = {**ARTICLE, "file": "ledger/mill-talks.txt"}
    del row["text"]
    write("corpus/metadata.csv", as_table([row]))
    (article,) = read(tmp_path / "corpus").articles
    assert bare(article) == bare(reference)
    assert article.outlet == Tag("Morning Ledger", "given", "metadata", "metadata.csv:2")
    assert article.provenance.file == "ledger/mill-talks.txt"


def test_values_stay_text(write: Write) -> None:
    """An outlet "NA", an id "007" and a term "no" are words, whatever a parser likes to make of them."""
    path = write("a.csv", "id,outlet,text,score,flag\n007,NA,One two.,1.10,no\n")
    (article,) = read(path).articles
    assert (article.doc_id, article.outlet.value) == ("007", "NA")
    assert article.extra == {"score": "1.10", "flag": "no"}


def test_numbers_of_json_keep_their_writing(write: Write) -> None:
    """An id that is a number becomes the text it was written as; nested values stay JSON."""
    path = write("a.jsonl", '{"id": 1.10, "outlet": 24, "text": "One.", "labels": {"a": [1, 2.50, true]}, "n": null}\n')
    (article,) = read(path).articles
    assert (article.doc_id, article.outlet.value) == ("1.10", "24")
    assert article.extra == {"labels": '{"a": [1, 2.5, true]}'}


def test_record_without_id_is_named_after_its_line(write: Write) -> None:
    """No id: the file's stem and the line."""
    path = write("news.jsonl", '\n{"text": "One."}\n{"text": "Two.", "id": null}\n')
    assert [article.doc_id for article in read(path).articles] == ["news-2", "news-3"]


def test_line_separators_inside_a_text_do_not_cut_a_line(write: Write) -> None:
    """JSON lines end at a line feed alone; U+2028 and NEL belong to the text."""
    path = write("a.jsonl", json.dumps({"id": "1", "text": "One\u2028two\x85three\r\nfour"}, ensure_ascii=False))
    assert read(path).articles[0].text == "One\u2028two\x85three\nfour"


def test_bad_lines_of_json_cost_only_themselves(write: Write) -> None:
    """Each refused line is named with its number and reason; the others are read."""
    lines = [
        '{"id": "a", "text": "Good."}',
        '{"id": "b", "text": NaN}',
        '{"id": "c", "id": "d", "text": "x"}',
        "[" * 100_000,
        '{"id": "e", "text": "x"',
        '["f"]',
        '{"id": "g"}',
        '{"id": "h", "text": "Half \\ud83d."}',
        '{"id": "i", "text": 1e999}',
        '{"id": "j", "text": "  "}',
        '{"id": "k", "Text": "Good too."}',
        '{"id": "l", "doc_id": "m", "text": "Two ids."}',
    ]
    reading = read(write("a.jsonl", "\n".join(lines)))
    assert [article.doc_id for article in reading.articles] == ["a", "h", "k"]
    assert reading.articles[1].text == "Half \N{REPLACEMENT CHARACTER}."
    assert [(issue.line, issue.code) for issue in sorted(reading.issues, key=lambda issue: issue.line or 0)] == [
        (2, "bad-json"), (3, "bad-json"), (4, "bad-json"), (5, "bad-json"), (6, "bad-json"), (7, "empty"),
        (8, "lone-surrogate"), (9, "bad-json"), (10, "empty"), (12, "bad-json"),
    ]  # fmt: skip
    assert "'id' stands twice" in next(issue.reason for issue in reading.issues if issue.line == 3)


def test_bad_rows_are_named_and_never_shift(write: Write) -> None:
    """A row with too few or too many cells is left out by its line; a quoted line break counts as a line."""
    table = 'id,text\n1,"One\ntwo"\n2\n3,Three,more\n4,Four,,\n5,Five\n'
    reading = read(write("a.csv", table))
    assert [(a.doc_id, a.text, a.provenance.line) for a in reading.articles] == [
        ("1", "One\ntwo", 2), ("4", "Four", 6), ("5", "Five", 7),
    ]  # fmt: skip
    assert [(issue.line, issue.code) for issue in reading.issues] == [(4, "bad-row"), (5, "bad-row")]


def test_a_record_without_text_is_named_for_what_it_lacks(write: Write) -> None:
    """An empty cell is no missing column, and a file of tags alone is not empty."""
    for name, content, reason in (
        ("a.csv", "id,text\n1,\n", "the text of this record is empty"),
        ("a.jsonl", '{"id": "1", "body": "Talks."}\n', "the record has no field 'text', only: body, doc_id"),
        ("a.md", "---\noutlet: Reuters\n---\n", "there is no text below the front matter"),
        ("b.md", "", "the file is empty"),
    ):
        [issue] = read(write(name, content)).issues
        assert (issue.severity, issue.reason) == ("skipped", reason)


def test_open_quotation_mark_does_not_swallow_the_rest(write: Write) -> None:
    """The row where a quotation mark opens and never closes is named; nothing is read from its inside."""
    reading = read(write("a.csv", 'id,text\n1,One\n2,"Two\n3,Three\n'))
    assert [article.doc_id for article in reading.articles] == ["1"]
    assert [(issue.line, issue.code) for issue in reading.issues] == [(3, "bad-row")]
    assert "never closed" in reading.issues[0].reason


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("id,body\n1,One\n", "no column 'text'"),
        ("id,text,text\n1,One,Two\n", "'text' stands twice"),
        ("\n\n", "no header"),
        ("", "empty"),
    ],
)
def test_tables_that_cannot_serve(table: str, reason: str, write: Write) -> None:
    """A table without a usable header is one issue with a reason."""
    reading = read(write("a.csv", table))
    assert not reading.articles
    assert reason in reading.issues[0].reason


def test_front_matter_that_is_broken(write: Write) -> None:
    """The message names file and line, and the file is left out."""
    path = write("a.md", "---\noutlet: FT\noutlet: BBC\n---\nText.\n")
    (issue,) = read(path).issues
    assert (issue.file, issue.line, issue.severity) == ("a.md", 3, "skipped")
    assert "'outlet' stands twice" in issue.reason
    (issue,) = read(write("b.md", "---\noutlet: FT\n\nText.\n")).issues
    assert "not closed" in issue.reason


def test_records_are_cut_into_pieces_and_stay_whole(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is cut, the same articles with the same line numbers come out, in the same order."""
    records = [{"id": str(n), "text": f"Text {n} " + "é" * (n % 50)} for n in range(500)]
    for name, content in {
        "a.jsonl": "\n".join(json.dumps(r, ensure_ascii=n % 2 == 0) for n, r in enumerate(records)),
        "b.csv": as_table(records),
        "c.json": json.dumps(records, indent=1),
        "d.parquet": as_parquet(records, rows=7),
        "e.parquet": as_parquet(records, rows=500),
    }.items():
        path = write(name, content)
        whole = read(path)
        monkeypatch.setattr("framing.corpus.importers.jsonlist._BLOCK", 999)
        assert len(list(plan([path], ReadOptions(batch_bytes=999)))) > 5
        for size in (1, 999, 3001):
            assert read(path, batch_bytes=size) == whole
        monkeypatch.undo()
        assert [article.doc_id for article in whole.articles] == [str(n) for n in range(500)]


def test_lines_of_json_count_on_from_piece_to_piece(write: Write) -> None:
    """Blank lines, bad lines and other signs that end lines elsewhere count as they stand in the file."""
    text = "One\u2028two\x85three\u3000four."
    first, last = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name in "ab")
    path = write("a.jsonl", f"\n{first}\r\n \t\n{{bad\n\n{last}")
    for size in (1, 20, 10_000):
        reading = read(path, batch_bytes=size)
        assert [(article.text, article.provenance.line) for article in reading.articles] == [(text, 2), (text, 6)]
        assert [(issue.code, issue.line) for issue in reading.issues] == [("bad-json", 4)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_json_and_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever characters a text holds, only its line ends change."""
    folder = tmp_path_factory.mktemp("texts")
    records = [{"id": str(n), "text": text} for n, text in enumerate(texts)] or [{"id": "x", "text": "x"}]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    (folder / "b.csv").write_text(as_table(records), newline="")
    expected = [r["text"].replace("\r\n", "\n").replace("\r", "\n") for r in records if not r["text"].isspace()]
    for name in ("a.jsonl", "b.csv"):
        reading = read_articles([folder / name], ReadOptions())
        assert [article.text for article in reading.articles] == expected


def test_limits_stop_by_name(write: Write) -> None:
    """A giant or a bomb ends at a stated limit that the message names."""
    small = Limits(article_bytes=1_000, inflated_bytes=5_000_000, inflated_ratio=10)
    for name, content in {
        "a.txt": b"x" * 2_000,
        "b.jsonl": b'{"text": "' + b"x" * 20_000_000,
        "c.txt.gz": gzip.compress(b"x" * 2_000),
        "d.csv": b"doc_id,text\n" + b"a," * 600,
    }.items():
        reading = read(write(name, content), limits=small)
        assert not reading.articles
        assert "article_bytes" in reading.issues[0].reason
        assert "FRAMING_ARTICLE_BYTES" in reading.issues[0].remedy
    bomb = write("e.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 1_000_000))
    assert "inflated_bytes" in read(bomb, limits=small).issues[-1].reason


def test_damaged_gzip_is_named_after_what_could_be_read(write: Write) -> None:
    """Articles before the break count; the break is an issue."""
    import random

    rng = random.Random(1)
    lines = "\n".join(json.dumps({"id": n, "text": str(rng.random())}) for n in range(200_000))
    data = gzip.compress(lines.encode())
    reading = read(write("a.jsonl.gz", data[: len(data) * 9 // 10]))
    assert len(reading.articles) > 10_000 or "damaged" in reading.issues[-1].reason
    assert "damaged" in reading.issues[-1].reason


def test_units_pickle(write: Write) -> None:
    """A unit and the options travel to another process."""
    import pickle

    path = write("a.jsonl", json.dumps(ARTICLE))
    options = ReadOptions()
    (unit,) = plan([path], options)
    assert read_unit(pickle.loads(pickle.dumps(unit)), pickle.loads(pickle.dumps(options))) == read_unit(unit, options)


@pytest.mark.parametrize("head", ["\n---\noutlet: FT\n---\n", "----\noutlet: FT\n----\n", "+++\noutlet = 'FT'\n+++\n"])
def test_tags_that_are_no_front_matter_are_said_to_be_words(head, tmp_path):
    """They tag nothing and would be scored; a thematic break is none."""
    path = tmp_path / "a.md"
    path.write_text(f"{head}The port is open.\n", encoding="utf-8")
    assert codes(read(path)) == ["front-matter"]
    path.write_text("\n---\nThe port is open.\n\n---\nIt was shut.\n", encoding="utf-8")
    assert codes(read(path)) == []


def test_a_title_that_yaml_takes_for_a_comment_is_named(tmp_path):
    """A hashtag is hardly meant as one; a remark is."""
    path = tmp_path / "a.md"
    path.write_text("---\noutlet: FT\ntitle: #PortNews\ndate: # not known\n---\nThe port is open.\n", encoding="utf-8")
    said = [(issue.code, issue.line, issue.reason) for issue in read(path).issues]
    assert said == [("front-matter", 3, "'title' is empty: '#PortNews' is a comment in YAML")]


def test_a_mistake_of_our_own_costs_one_article(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the reading itself fails on a text, that is said with the place, and all others are read."""

    def fails_on_some(layout: Layout, *_: object) -> tuple[()]:
        if "odd" in layout.text:
            raise IndexError("no such line")
        return ()

    monkeypatch.setattr("framing.corpus.fields.find_blocks", fails_on_some)
    records = [{"id": name, "text": f"The {name} mill closed."} for name in ("old", "odd", "new")]
    write("a.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    reading = read(tmp_path)
    assert [article.doc_id for article in reading.articles] == ["old", "new"]
    (issue,) = reading.issues
    assert (issue.severity, issue.code, issue.line) == ("skipped", "not-read", 2)
    assert "IndexError: no such line" in issue.reason
