"""Keyness: the unit is the article, and house style, names and copies do not make key words."""

from __future__ import annotations

import pytest

import framing
from framing.errors import UsageError
from framing.records.article import Article, Tag
from framing.study.bridge import groups
from framing.study.comparison.keyness import keyness, keyness_note
from framing.study.scoring import read_corpus
from framing.study.wording.terms import read_terms

SAMPLE = "corpus/invented-dispute"


def articles_of(outlet, *texts):
    """One article a text."""
    return [Article(f"{outlet}{i}", f"{text} Nr{i}.", outlet=Tag(outlet)) for i, text in enumerate(texts)]


def test_house_style_makes_no_key_words():
    """Two outlets that write the same in two styles have no key word between them."""
    one = articles_of("A", *["The U.S. labour ministry's 5 per cent plan was organised."] * 6)
    other = articles_of("B", *["The United States labor ministry’s 5% plan was organized."] * 6)
    table = keyness([*one, *other], "A", keep_copies=True)
    assert not (table["q"] < 0.5).any()
    assert set(table["key"]) == {"neither"}
    assert "u" not in set(table["term"])
    assert table.set_index("term").loc["U.S.", "written"] == "U.S. 6, United States 6"


def test_an_article_without_a_word_shifts_no_other(monkeypatch):
    """Articles are read in groups; a group that ends in one without a word has a row for it all the same."""
    articles = articles_of("A", "tariffs bite", "", "glass", "pumps")
    articles[1] = Article("A1", "... !", outlet=Tag("A"))
    monkeypatch.setattr(groups, "GROUP_SIZE", 20)
    parted = read_terms(articles)
    monkeypatch.setattr(groups, "GROUP_SIZE", 1_000)
    whole = read_terms(articles)
    assert parted.matrix.toarray().tolist() == whole.matrix.toarray().tolist()
    assert parted.matrix.toarray()[1].tolist() == [0] * len(parted.terms)


def test_one_article_cannot_make_a_key_word():
    """Fifty times in one article is one article."""
    one = articles_of("A", "bully " * 50, *["peace in our time"] * 7)
    other = articles_of("B", *["peace in our time"] * 8)
    table = keyness([*one, *other], "A", keep_copies=True, min_articles=1).set_index("term")
    assert (table.loc["bully", "articles1"], table.loc["bully", "k1"]) == (1, 50)
    assert table.loc["bully", "p"] == pytest.approx(1.0)


def test_below_four_articles_nothing_is_tested():
    """Counts are shown, p and interval are not, and the note says so."""
    table = keyness(
        [*articles_of("A", *["bully them"] * 3), *articles_of("B", *["help them"] * 9)], "A", keep_copies=True
    )
    assert table[["p", "q", "low", "high"]].isna().all().all()
    assert (table["tests"] == 0).all()
    assert table.set_index("term").loc["bully", "articles1"] == 3
    assert "nothing is tested" in keyness_note(table, "A")


def test_near_copies_count_once_unless_asked():
    """A text that was printed twice is one text."""
    text = "Northern glass makers bully their southern rivals with threats of a wall around the whole river valley."
    pair = [Article("a1", text, outlet=Tag("A")), Article("a2", text, outlet=Tag("A"))]
    rest = articles_of("B", "quiet words", "more words")
    assert keyness([*pair, *rest], "A")["of1"][0] == 1
    assert keyness([*pair, *rest], "A", keep_copies=True)["of1"][0] == 2


@pytest.mark.parametrize("read", [tuple, read_terms])
def test_an_untagged_article_is_on_neither_side(read):
    """It stands for no outlet: neither as one of the others, nor as a target of its own."""
    tagged = [*articles_of("A", *["bully them"] * 4), *articles_of("B", *["help them"] * 5)]
    every = [*tagged, *articles_of("unknown", *["bully nobody"] * 3)]
    assert keyness(read(every), "A", keep_copies=True).equals(keyness(read(tagged), "A", keep_copies=True))
    with pytest.raises(UsageError, match="no article of 'unknown'"):
        keyness(every, "A", "unknown", keep_copies=True)


@pytest.mark.parametrize("read", [tuple, read_terms])
def test_an_article_without_a_word_is_on_neither_side(read):
    """Four captions do not make four articles that could have used a word."""
    worded = [*articles_of("A", *["bully them"] * 4), *articles_of("B", *["help them"] * 2)]
    captions = [Article(f"caption{i}", f"{i} * * *", outlet=Tag("B")) for i in range(4)]
    table = keyness(read([*worded, *captions]), "A", keep_copies=True)
    assert table.equals(keyness(read(worded), "A", keep_copies=True))
    assert table[["of2", "tests"]].drop_duplicates().values.tolist() == [[2, 0]]
    silent = [Article("z", "12 * *", outlet=Tag("Z"))]
    with pytest.raises(UsageError, match="no article of 'Z' holds a word"):
        keyness([*worded, *silent], "Z", keep_copies=True)


def test_the_planted_words_of_the_sample():
    """The state daily's threats and coercion lead; its own and the others' names do not appear."""
    table = framing.keyness(read_corpus(SAMPLE), "Pellara Daily")
    assert table["term"][:2].tolist() == ["threats", "coercion"]
    assert set(table["term"]).isdisjoint({"northline", "bellman", "ledger", "u"})
    assert set(table["q"][:2] < 0.05) == {True}
    assert table["tests"].nunique() == 1


def test_two_outlets_and_classic_measures():
    """A named reference, token measures by name, log-odds beside."""
    table = keyness(read_corpus(SAMPLE), "Northline", "Aldmouth Ledger", classic=["g2", "bic"])
    assert {"g2", "bic", "z", "log_odds"} <= set(table.columns)
    assert (table["of1"][0], table["of2"][0]) == (12, 12)


def test_an_unknown_outlet_is_named_with_the_others():
    """The remedy lists the outlets."""
    with pytest.raises(UsageError, match="no article of 'Nobody'"):
        keyness(read_corpus(SAMPLE), "Nobody")


def test_terms_that_were_read_once_serve_many_comparisons():
    """A DocumentTerms in place of the corpus gives the same table as the corpus without collapsing."""
    corpus = read_corpus(SAMPLE)
    assert keyness(read_terms(corpus), "Northline").equals(keyness(corpus, "Northline", keep_copies=True))


def test_random_halves_of_one_outlet_have_no_key_words():
    """Invented articles from one distribution: no word is called key in twenty splits."""
    import numpy as np

    rng = np.random.default_rng(0)
    words = np.array([f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(400)])
    weights = 1 / np.arange(1, 401)
    texts = [" ".join(rng.choice(words, 80, p=weights / weights.sum())) for _ in range(60)]
    for _ in range(20):
        side = rng.permutation(60) % 2
        articles = [Article(f"d{i}", text, outlet=Tag("AB"[side[i]])) for i, text in enumerate(texts)]
        assert not (keyness(articles, "A", keep_copies=True)["q"] < 0.05).any()
