"""Articles as news databases export them, and with HTML left in. All texts are written for these tests."""

from __future__ import annotations

import pytest
from corpus_helpers import codes, read

LEXIS = """1 of 2 DOCUMENTS

The Northern Herald

October 27, 2025 Monday

Harbour talks resume after a long strike

SECTION: Section A; Pg. 1

LENGTH: 512 words

The port opened again on Monday after three weeks, and trade went on as before.

LOAD-DATE: October 28, 2025

2 of 2 DOCUMENTS

Hill Times

LENGTH: 99 words

The mill closed.

LOAD-DATE: October 28, 2025
"""


def test_lines_of_a_news_database_are_not_prose(tmp_path):
    """LexisNexis names section, length and day of each article; two articles in one file are said to be two."""
    (tmp_path / "a.txt").write_text(LEXIS, encoding="utf-8")
    corpus = read(tmp_path)
    article = corpus.articles[0]
    marked = {article.text[block.start : block.end] for block in article.blocks if block.kind == "banner"}
    assert {"LENGTH: 512 words", "SECTION: Section A; Pg. 1", "2 of 2 DOCUMENTS", "Hill Times"} <= marked
    assert article.headline == "Harbour talks resume after a long strike"
    assert codes(corpus) == ["several-articles"]
    assert "2 articles" in corpus.issues[0].reason


@pytest.mark.parametrize(
    ("telling", "beside"),
    [
        ("ProQuest document ID: 3265123456", "Publication title: Hill Times; London"),
        ("Document HILLT00020251027elar0002x", "SN"),
        ("End of Document", "Byline: Ann Lee"),
    ],
)
def test_a_databases_labels_are_prose_where_nothing_tells_of_one(telling, beside, tmp_path):
    """A line "SN" or "Byline: ..." alone may be anything."""
    text = f"Harbour talks resume\n\nThe port opened on Monday.\n\n{beside}\n\nThe mill closed.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{text}\n{telling}\n", encoding="utf-8")
    alone, both = read(tmp_path).articles
    assert beside not in _blocks_of(alone, "banner")
    assert {beside, telling} <= set(_blocks_of(both, "banner"))


def _blocks_of(article, kind):
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_marks_in_a_title_are_looked_at_too(tmp_path):
    """They quote nothing there either."""
    record = '{"title": "â€œOpenâ€\x9d, says the port", "text": "It is open."}'
    (tmp_path / "a.jsonl").write_text(record, encoding="utf-8")
    assert codes(read(tmp_path)) == ["mojibake"]


def test_an_outlet_is_proposed_by_the_rights_above_a_text(tmp_path):
    """With a year, as databases write it; a picture's line has none."""
    for name, line in (
        ("a", "Copyright 2025 The Financial Times Ltd. All Rights Reserved"),
        ("b", "© Financial Times Ltd"),
    ):
        text = f"Harbour talks resume\n\n{line}\n\nThe port opened on Monday.\n" + "\nIt is open.\n" * 20
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert [article.outlet.value for article in read(tmp_path).articles] == ["Financial Times", "unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<p>The port is &quot;open&quot;.</p>", ["markup"]),
        ("It isn&#8217;t open.", ["markup"]),
        ("She said: â€œIt isnâ€™t open.â€", ["mojibake"]),
        ("â\x80\x9cIt is open,â\x80\x9d she said.", ["mojibake"]),
        ("Ann <!-- note --> said.", ["markup"]),
        ("AT&T; R&D; 5 < 6 > 4, <3 and <tweet>.", []),
    ],
)
def test_html_in_a_text_is_said_to_be_words(text, code, tmp_path):
    """An article that was not taken out of its page is read, with a doubt."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = read(tmp_path)
    assert (codes(corpus), len(corpus.articles)) == (code, 1)
