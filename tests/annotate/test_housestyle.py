"""House style: writings that are one word, and those that are not."""

from __future__ import annotations

import re

import pytest

from framing.annotate.housestyle import load_house_style, spellings_of
from framing.errors import InputError
from framing.records.article import Article, Block, Tag
from framing.resources import folder
from framing.study.wording.terms import read_terms


def terms_of(*texts: str, left_out: tuple[str, ...] = ()) -> list[dict[str, int]]:
    """The terms of each text with their counts."""
    read = read_terms([Article(f"d{i}", text) for i, text in enumerate(texts)], left_out=left_out)
    return [{t: int(k) for t, k in zip(read.terms, row, strict=True) if k} for row in read.matrix.toarray()]


@pytest.mark.parametrize(
    "name", ["U.S.", "US", "U. S.", "U.S.A.", "USA", "United States", "United States of America", "US’s"]
)
def test_names_of_one_country_are_one_term(name):
    """U.S., US, United States and the rest count as U.S.; the letter u never counts."""
    assert terms_of(f"In the {name} prices rose.")[0] == {"U.S.": 1, "prices": 1, "rose": 1}


def test_the_pronoun_is_no_country():
    """``us`` is not ``US``; in a headline of capitals nobody can tell, so nothing is counted."""
    assert terms_of("They told us about prices.")[0] == {"they": 1, "us": 1, "prices": 1}
    assert "U.S." not in terms_of("NOBODY TOLD US ABOUT PRICES")[0]
    assert "us" not in terms_of("NOBODY TOLD US ABOUT PRICES")[0]


def test_other_unions():
    """U.K., E.U. and U.N. fold like U.S."""
    assert terms_of("The E.U., the EU, the European Union; U.K. and UK; UN, U.N., United Nations.")[0] == {
        "E.U.": 3,
        "U.K.": 2,
        "U.N.": 3,
    }


def test_percent_in_all_its_writings():
    """per cent, percent, pct and the sign are one term."""
    assert terms_of("Up 5 per cent, 6 percent, 7% and 8 pct; Per cent.")[0]["percent"] == 5


def test_apostrophes_and_possessives():
    """``china's`` and ``china’s`` are one word with ``China``."""
    assert terms_of("China's, China’s and China; workers’ rights")[0] == {"china": 3, "workers": 1, "rights": 1}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("organisations", "organizations"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("favourable", "favorable"),
        ("analysed", "analyzed"),
        ("travelling", "traveling"),
        ("centre", "center"),
        ("defence", "defense"),
        ("programme", "program"),
        ("criticised", "criticized"),
        ("authorised", "authorized"),
        ("minimise", "minimize"),
        ("incentivising", "incentivizing"),
        ("labour’s", "labor"),
    ],
)
def test_spellings_are_one_word_where_both_are_met(british, american):
    """The term is called by the commoner writing, whichever country it is of."""
    assert terms_of(f"{british} {american} {american}")[0] == {american: 3}
    assert list(terms_of(f"{british} {british} {american}")[0].values()) == [3]


@pytest.mark.parametrize(
    "word", "rise advised exercise promises precise otherwise four hours tour enterprise programmer".split()
)
def test_words_of_every_english_stay(word):
    """The exceptions keep their spelling."""
    assert load_house_style().spelling.fold(word) == word


def test_a_spelling_met_alone_is_shown_as_it_is():
    """Names that look British (Louise) are not spoiled where nothing is to be folded."""
    assert terms_of("Louise and Denise in Boise") == [{"louise": 1, "denise": 1, "boise": 1}]


def test_hyphens_fold_where_the_closed_word_is_met():
    """policymaker, policy-maker (any hyphen) and policy maker are one word once the closed one is used."""
    texts = [
        "A policymaker spoke.",
        "The policymaker left; no policymaker stayed.",
        "A policy-maker, a policy‑maker, a policy maker.",
    ]
    assert [found.get("policymaker", 0) for found in terms_of(*texts)] == [1, 2, 3]


def test_hyphenated_words_else_count_as_their_parts():
    """trade-war is trade war; US-China is U.S. and China."""
    assert terms_of("The trade-war, the trade war: US-China talks") == [
        {"trade": 2, "war": 2, "U.S.": 1, "china": 1, "talks": 1}
    ]


def test_prefixes_stay_with_their_word():
    """co-operate is one word, and the same as cooperate where that is met."""
    assert "co-operate" in terms_of("They co-operate.")[0]
    assert terms_of("They co-operate.", "Both cooperate.", "All cooperate.")[0] == {"they": 1, "cooperate": 1}


def test_a_prefix_of_one_letter_stays_with_its_word_too():
    """e-mail is no mail, and the same as email where that is met; a letter that is no prefix counts for nothing."""
    assert terms_of("An e-mail, mail, an x-ray") == [{"e-mail": 1, "mail": 1, "ray": 1}]
    assert [found["email"] for found in terms_of("The e-mail", "Email me", "Email two", "Email")] == [1] * 4


def test_function_words_do_not_join():
    """every day is not everyday, though every-day is met."""
    texts = ["An everyday thing.", "The everyday.", "An every-day thing.", "It came every day."]
    assert "everyday" not in terms_of(*texts)[3]


def test_no_single_letter_and_no_number_is_a_term():
    """u, s, x and 42 are no words."""
    assert terms_of("U turn x 42 2,000 s")[0] == {"turn": 1}


def test_names_of_publishers_are_left_out_and_listed():
    """An outlet's name in its own text is no word; a plain word such as time stays."""
    text = "The China Daily reports; Xinhua said; China is daily news. It is time."
    article = Article("a", text, outlet=Tag("China Daily"))
    read = read_terms([article, Article("b", "Time and time.", outlet=Tag("Time"))])
    assert "xinhua" not in read.terms
    assert {"china", "daily", "time"} <= set(read.terms)
    left = read.folded[read.folded["rule"] == "left out"]
    assert sorted(left["written"]) == ["China Daily", "Xinhua"]


def test_blocks_that_are_not_scored_are_not_counted():
    """Bylines and datelines never become keywords."""
    text = "BEIJING (Xinhua) - Tariffs rise."
    article = Article("a", text, blocks=(Block(0, 18, "dateline"),))
    assert set(read_terms([article]).terms) == {"tariffs", "rise"}


def test_internet_addresses_are_no_words():
    """An address counts as nothing; a missing space after a stop does not hide two words."""
    found = terms_of("See www.chinadaily.com.cn for tariffs.Prices rose")[0]
    assert found == {"see": 1, "tariffs": 1, "prices": 1, "rose": 1}


def test_the_audit_list_says_what_was_folded_and_how_often_by_outlet():
    """One row a writing and outlet."""
    read = read_terms(
        [
            Article("a", "The US, the US and labour.", outlet=Tag("A")),
            Article("b", "The United States; labor, labor.", outlet=Tag("B")),
        ]
    )
    rows = {(r.rule, r.written, r.term, r.outlet, r.count) for r in read.folded.itertuples(index=False)}
    assert rows == {
        ("name", "US", "U.S.", "A", 2),
        ("name", "United States", "U.S.", "B", 1),
        ("spelling", "labour", "labor", "A", 1),
    }


def test_the_order_of_articles_changes_nothing():
    """Terms and counts are those of the set of articles."""
    articles = [
        Article(f"d{i}", t) for i, t in enumerate(["policymaker labour", "policy-maker labor", "policymaker US"])
    ]
    one, other = read_terms(articles), read_terms(articles[::-1])
    assert one.terms == other.terms
    assert one.matrix.toarray().tolist() == other.matrix.toarray()[::-1].tolist()


def test_nothing_in_nothing_out():
    """No article, or none with words, is no error."""
    assert read_terms([]).terms == ()
    assert read_terms([Article("a", "")]).matrix.shape == (1, 0)


def test_a_broken_file_says_where(tmp_path):
    """Unknown parts are named with their line."""
    path = tmp_path / "style.yml"
    path.write_text("names: []\nfoo: 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="foo"):
        load_house_style(path)
    shipped = (folder("lexicons") / "housestyle.yml").read_text(encoding="utf-8")
    for wrong in ("prefixes: co", "prefixes: [[co]]"):
        path.write_text(re.sub(r"^prefixes: \[.*?\]", wrong, shipped, flags=re.MULTILINE | re.DOTALL), encoding="utf-8")
        with pytest.raises(InputError, match="'prefixes' is not a list of words") as caught:
            load_house_style(path)
        assert caught.value.line == shipped[: shipped.index("\nprefixes: ")].count("\n") + 2


def test_names_in_capitals_and_without_the():
    """The leading article of a name may be missing."""
    assert spellings_of(["The Global Times"]) == {("Global", "Times"), ("GLOBAL", "TIMES")}
