"""A text that two outlets print counts once, wherever something is counted; the list says what stands for it."""

from __future__ import annotations

import json

import pytest

import framing as fr
from framing.corpus.options import ReadOptions
from framing.records.article import Article, Tag
from framing.stats import rates
from framing.study.wording import copies as module
from framing.study.wording.copies import copies_in_files, find_copies, near_copies
from framing.study.wording.reuse import find_reuse

STORY = (
    "Officials of both towns met for a third day to settle who may sell bread at the bridge. "
    "The mayor said the ban was trade bullying and would not last. "
    "Bakers on the east bank have waited since March for an answer that nobody wants to give. "
)


@pytest.fixture
def twice():
    """The Mirror prints the Wire's story with a word more; the Crier has its own; the Echo has nothing but the copy."""
    texts = {
        "a": ("Wire", STORY + "Talks go on tomorrow in the old school."),
        "b": ("Mirror", STORY),
        "c": ("Mirror", "Rain fell on the market for a week, and the river rose by a foot."),
        "d": ("Crier", "Our readers call the ban bullying, and who could blame them for it?"),
        "e": ("Echo", STORY + "Talks go on."),
    }
    return [fr.Article(name, text, outlet=Tag(outlet)) for name, (outlet, text) in texts.items()]


@pytest.fixture
def book(talks):
    return fr.load_codebook(talks)


def test_a_copy_is_counted_in_the_article_that_holds_it(twice, book):
    """b and e give way to a; their matches stay in the tables and leave the numbers."""
    scores = fr.score(twice, book)
    assert dict(zip(scores.copies["doc_id"], scores.copies["stands_for"], strict=True)) == {"b": "a", "e": "a"}
    assert set(scores.matches["doc_id"]) == {"a", "b", "d", "e"}
    table = scores.by("outlet", voice="all").set_index(["outlet", "frame"])
    assert table.loc[("Wire", "bullying"), ["k", "articles", "copies"]].tolist() == [1, 1, 0]
    assert table.loc[("Mirror", "bullying"), ["k", "articles", "copies"]].tolist() == [0, 1, 1]
    kept = fr.score(twice, book, keep_copies=True).by("outlet", voice="all").set_index(["outlet", "frame"])
    assert kept.loc[("Mirror", "bullying"), ["k", "articles", "copies"]].tolist() == [1, 2, 0]


def test_an_outlet_that_prints_nothing_else_is_shown_with_no_words(twice, book):
    """It does not vanish from the table."""
    table = fr.score(twice, book).by("outlet", voice="all")
    echo = table[table["outlet"] == "Echo"]
    assert echo[["k", "n", "articles", "copies"]].drop_duplicates().values.tolist() == [[0, 0, 0, 1]]
    assert echo["rate"].isna().all()


def test_the_numbers_are_those_of_the_corpus_without_the_copies(twice, book):
    """Rates, comparisons and shares, as if b and e had not been there."""
    scores, alone = fr.score(twice, book), fr.score([a for a in twice if a.doc_id not in "be"], book)
    here = scores.by("outlet").drop(columns=["copies", "signature"])
    here = here[here["outlet"] != "Echo"].reset_index(drop=True)
    assert here.equals(alone.by("outlet").drop(columns=["copies", "signature"]))
    compared = (each.compare("outlet", against="both").table.drop(columns="signature") for each in (scores, alone))
    assert next(compared).equals(next(compared))
    shares = (each.prevalence().drop(columns="signature") for each in (scores, alone))
    assert next(shares).equals(next(shares))
    raw = rates(scores.counts, scores.words, scores.articles, by="outlet")
    assert raw["k"].sum() > here["k"].sum()


def test_each_against_each_is_asked_for(twice, book):
    """Three outlets make three pairs; the Echo has no words left."""
    table = fr.score(twice, book).compare("outlet", against="pairs").table
    assert set(zip(table["outlet"], table["against"], strict=True)) == {
        ("Crier", "Mirror"), ("Crier", "Wire"), ("Mirror", "Wire"),
    }  # fmt: skip


def test_the_recipe_says_how_copies_were_counted(twice, book):
    """Two different numbers have two different signatures."""
    assert "|copies:once|" in fr.score(twice, book).signature
    assert "|copies:each|" in fr.score(twice, book, keep_copies=True).signature


def test_the_page_counts_them_once_and_names_them(twice, book, tmp_path):
    """The report holds the list, and says nothing of who copied whom."""
    page = fr.score(twice, book).report(tmp_path / "r.html").read_text(encoding="utf-8")
    section = page[page.index('<section id="copies"') : page.index("</section>", page.index('<section id="copies"'))]
    assert section.count("<tr>") == 3
    assert "Echo" in section
    assert "who copied whom" in section
    each = fr.score(twice, book, keep_copies=True).report(tmp_path / "e.html").read_text(encoding="utf-8")
    assert '<section id="copies"' not in each


def test_one_article_is_not_read_again_for_its_copies(news, talks, framing, monkeypatch):
    """There can be none; its rates are those that count each."""
    monkeypatch.setattr(module, "copies_in_files", None)
    asked = ["score", news / "2025-03-03-letter.txt", "--codebook", talks, "--format", "csv"]
    once, each = framing(*asked), framing(*asked, "--keep-copies")
    assert (once.code, once.out) == (0, each.out.replace("|copies:each|", "|copies:once|"))


def test_files_give_the_same_list(twice, talks, tmp_path, framing, monkeypatch):
    """The command line reads them once more; beyond its limit it counts each and says so."""
    rows = [{"id": a.doc_id, "outlet": a.outlet.value, "text": a.text} for a in twice]
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = copies_in_files([file], ReadOptions())
    assert found.equals(find_copies(fr.read_corpus(file)))
    asked = ["score", file, "--codebook", talks]
    once, each = framing(*asked, "--format", "csv"), framing(*asked, "--format", "csv", "--keep-copies")
    assert "2 near-copies are not counted" in once.err
    assert "near-cop" not in each.err
    assert "2 near-copies are not counted" in framing("compare", file, "--codebook", talks).out
    assert framing("reuse", file, "--table", "copies", "--format", "csv").out.count("\n") == 3
    assert "near-copies are counted each" in framing(*asked, "--shard", "1/2").out
    monkeypatch.setattr(module, "MOST_ARTICLES", 4)
    assert copies_in_files([file], ReadOptions()) is None
    assert framing(*asked, "--format", "csv").out == each.out


def test_a_text_that_more_outlets_print_than_make_pairs_counts_once():
    """One agency's report in 120 papers, each with a line of its own, is one article, as it is in 90 papers."""
    report = " ".join(f"word{i}" for i in range(150))
    for papers in (90, 120):
        articles = [Article(f"d{i:03}", f"{report}. Town{i} paper{i}.", outlet=Tag(f"o{i}")) for i in range(papers)]
        assert len(near_copies(articles)) == papers - 1
        assert len(find_reuse(articles).copies) == papers - 1
