"""Whoever knows better what in a text is no prose says so in a column ``blocks``, and is believed."""

from __future__ import annotations

import json

import pytest
from corpus_helpers import codes, read
from hypothesis import given
from hypothesis import strategies as st

import framing as fr
from framing.errors import InputError
from framing.records.article import BLOCKS, Block
from framing.records.blocks import blocks_from_words, blocks_in_words

TEXT = "The mills closed\n\nBy Ann Vale\n\nThis is bullying, the mayor said on Monday, and nobody will forget it.\n"
FOUND = "headline 0-16 byline 18-29"


def as_read(path, **record):
    """The article of a record, and the codes of its issues."""
    path.write_text(json.dumps({"doc_id": "a", "text": TEXT, **record}) + "\n", encoding="utf-8")
    reading = read(path)
    return blocks_in_words(reading.articles[0].blocks), codes(reading)


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        ("none", ""),
        (" None ", ""),
        ("byline 18-29", "byline 18-29"),
        ("headline 0-16  byline 18-29\tcaption 31-49", "headline 0-16 byline 18-29 caption 31-49"),
        ("", FOUND),
        ("of reading lamps", FOUND),
        ('[{"kind": "byline"}]', FOUND),
        ("3", FOUND),
    ],
)
def test_what_is_said_holds(tmp_path, said, blocks):
    """None are none; what is no list of blocks is a column of somebody's own."""
    assert as_read(tmp_path / "a.jsonl", blocks=said) == (blocks, [])


@pytest.mark.parametrize(
    "said",
    [
        "byline",
        "byline 18",
        "bylin 18-29",
        "byline 18-18",
        "byline 29-18",
        "byline 0-10 caption 9-12",
        f"date 0-{len(TEXT) + 1}",
    ],
)
def test_what_cannot_be_is_named(tmp_path, said):
    """Then the blocks are those that are found."""
    assert as_read(tmp_path / "a.jsonl", blocks=said) == (FOUND, ["bad-blocks"])


def test_the_row_of_a_table_is_named(tmp_path):
    """In ``metadata.csv`` the line is the row's; front matter is asked first."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\nblocks: none\n---\n{TEXT}", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,blocks\na.txt,byline 1-0\nb.md,byline 18-29\n", encoding="utf-8")
    reading = read(tmp_path)
    assert [blocks_in_words(article.blocks) for article in reading.articles] == [FOUND, ""]
    assert [(issue.code, issue.file, issue.line) for issue in reading.issues] == [("bad-blocks", "metadata.csv", 2)]


def test_the_line_of_front_matter_is_named(tmp_path):
    """As it is for every tag that cannot be."""
    (tmp_path / "a.md").write_text(f"---\noutlet: FT\nblocks: byline 1-0\n---\n{TEXT}", encoding="utf-8")
    assert [(issue.code, issue.line) for issue in read(tmp_path / "a.md").issues] == [("bad-blocks", 3)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_it_outlasts_store_and_export(framing, tmp_path, form):
    """What was said of an article goes where it goes, and can be taken back there."""
    lines, store, out = tmp_path / "a.jsonl", tmp_path / "s.db", tmp_path / f"out.{form}"
    for said in ({}, {"blocks": "caption 0-29"}, {}):
        lines.write_text(json.dumps({"doc_id": "a", "outlet": "FT", "text": TEXT, **said}) + "\n", encoding="utf-8")
        assert framing("add", lines, "--store", store).code == 0
    framing("export", "articles", store, "-o", out)
    for path in (store, out):
        assert blocks_in_words(read(path).articles[0].blocks) == "caption 0-29"
        assert fr.score(fr.read_corpus(path), "us-china-trade").articles["words"].tolist() == [13]


def test_it_holds_for_its_text(framing, tmp_path):
    """A further tag leaves it, also beside a title; another text has blocks of its own."""
    lines, store = tmp_path / "a.jsonl", tmp_path / "s.db"
    records = [{"blocks": "none"}, {"date": "2025-03-01"}, {"title": "Mills"}, {"text": TEXT.replace("mayor", "reeve")}]
    seen = []
    for record in records:
        lines.write_text(json.dumps({"doc_id": "a", "outlet": "FT", "text": TEXT, **record}) + "\n", encoding="utf-8")
        framing("add", lines, "--store", store)
        article = read(store).articles[0]
        seen.append((blocks_in_words(article.blocks), article.extra.get("blocks"), article.title, article.day))
    assert seen[:3] == [("", "none", "", ""), ("", "none", "", "2025-03-01"), ("", "none", "Mills", "2025-03-01")]
    assert seen[3][:2] == (FOUND, None)


def test_a_corrected_export_holds(framing, tmp_path):
    """The blocks of an exported article are changed by adding the column."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    framing("export", "articles", tmp_path / "a.txt", "-o", out)
    record = json.loads(out.read_text(encoding="utf-8"))
    out.write_text(json.dumps({**record, "blocks": "none"}) + "\n", encoding="utf-8")
    assert read(out).articles[0].blocks == ()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.sampled_from(sorted(BLOCKS))), min_size=1, max_size=6)
)
def test_there_and_back(steps):
    """What the articles table says of blocks is what one may write."""
    blocks, end = [], 0
    for gap, length, kind in steps:
        blocks.append(Block(end + gap, end + gap + length, kind))
        end += gap + length
    assert blocks_from_words(blocks_in_words(blocks), end) == tuple(blocks)
    with pytest.raises(InputError):
        blocks_from_words(blocks_in_words(blocks), end - 1)
