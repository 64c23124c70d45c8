"""Articles as news databases export them, and with HTML left in. All texts are written for these tests."""

from __future__ import annotations

import pytest
from corpus_helpers import codes, read
from page_helpers import PROSE

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
    assert {beside, telling} <= {*_blocks_of(both, "banner"), *_blocks_of(both, "byline")}


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


def test_an_article_of_proquest(tmp_path):
    """Its lines may end like sentences; the day is that of the issue, not of the last change to the record."""
    lines = (
        "Port opens a second gate",
        "Lin, Ada . Wall Street Journal (Online) ; New York, N.Y.  28 Oct 2025.",
        "ProQuest document link",
        "FULL TEXT",
        *PROSE,
        "DETAILS",
        "Subject: Ports; Mills",
        "Publication title: Wall Street Journal (Online); New York, N.Y.",
        "Publication date: Oct 28, 2025",
        "Place of publication: New York, N.Y.",
        "ProQuest document ID: 3266012345",
        "Last updated: 2025-10-29",
        "Database copyright  2025 ProQuest LLC. All rights reserved.",
    )
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    (article,) = read(tmp_path).articles
    assert (article.headline, article.outlet.value) == (lines[0], "Wall Street Journal")
    assert str(article.date) == "2025-10-28"
    marked = _blocks_of(article, "banner")
    assert set(lines[1:4]) | set(lines[6:9]) | set(lines[10:]) <= {*marked, *_blocks_of(article, "date")}
    assert not set(PROSE) & set(marked)


def test_what_stands_below_the_codes_of_factiva(tmp_path):
    """Is the database's, but for the headline, the writer and the words."""
    lines = ("HD", "Port opens a second gate", "BY", "By Ada Lin", "WC", "99 words", "LP", PROSE[0], "TD", PROSE[1])
    codes_below = (
        "NS",
        "gdip : Foreign Affairs | gcat : News",
        "PUB",
        "Vale Post Ltd.",
        "AN",
        "Document VP00000020251028elas0012x",
    )
    (tmp_path / "a.txt").write_text("\n".join((*lines, *codes_below)), encoding="utf-8")
    (article,) = read(tmp_path).articles
    assert (article.headline, article.byline) == ("Port opens a second gate", "By Ada Lin")
    assert set(codes_below) <= set(_blocks_of(article, "banner"))
    assert not set(PROSE) & set(_blocks_of(article, "banner"))


def test_the_byline_that_a_database_gives(tmp_path):
    """Behind its label."""
    lines = ("Port opens a second gate", "Vale Post", "October 28, 2025", "Late Edition - Final", "Length: 99 words")
    text = "\n".join((*lines, "Byline: By Ada Lin and Bo Po", "Body", *PROSE, "End of Document"))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read(tmp_path).articles
    assert article.byline == "By Ada Lin and Bo Po"
    assert "Late Edition - Final" in _blocks_of(article, "banner")
