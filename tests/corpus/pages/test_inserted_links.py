"""Links that a page put into a sentence are marked; what only looks like them is not. All texts are written here."""

from __future__ import annotations

from itertools import pairwise

import pytest

from framing.corpus.pages.blocks import find_blocks
from framing.corpus.pages.inserted import find_addresses, find_inserted
from framing.corpus.pages.layout import Layout
from framing.corpus.tags.outlets import load_outlets

HEADLINES = "Millers talk again | Port 'still shut' Poll: Dockers split over levy MORE"


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("Ann Lee", "Ann Mary Lee"),
        ("Bob McCrae", "Robert (Bob) Hugh McCrae"),
        ("Jo O'Hara", "Joanna O'Hara"),
        ("Bill de Wit", "Bill de Wit"),
        ("Al Velasco", "Albert Velazco"),
        ("Tom Weaver-Hill", "Thomas Weaver-Hill"),
    ],
)
@pytest.mark.parametrize(
    "behind", [" (D-Ohio) said so.", ", who runs the mill, said so.", "’s mill.", ". Then they met."]
)
def test_links_behind_a_name(name: str, again: str, behind: str) -> None:
    """From the name that comes again to the word MORE, whatever stands before and behind."""
    text = f"“It ends here,” said Rep. {name} {again}{HEADLINES}{behind}"
    assert [text[b.start : b.end] for b in find_inserted(Layout(text))] == [f"{again}{HEADLINES}"]


def test_a_space_behind_the_name() -> None:
    """Where the headline stands apart, first and last name must both come again."""
    text = f"Speaker Ann Lee Ann Mary Lee {HEADLINES} (Wis.) met Bo Li Bo LiTen mills shut MORE and left."
    found = [text[b.start : b.end] for b in find_inserted(Layout(text))]
    assert found == [f"Ann Mary Lee {HEADLINES}", "Bo LiTen mills shut MORE"]


@pytest.mark.parametrize(
    "text",
    [
        "They want MORE mills, said Ann Lee of McCrae and LeeSure.",
        "Ann Lee Ann Mary LeeMillers talk again\nThey want MORE.",
        "Ann Lee and Ann Mary LeeMillers talk again and want more.",
        "THE MILLERS MET IN THE INSIDE OF THE INN. THERE ARE MORE MILLS THAN THAT.",
        "Ann Lee Ann Mary Lee. " + "They met and met again. " * 60 + "MORE",
        "",
    ],
)
def test_no_links(text: str) -> None:
    """Without the name again, within one line and not far, it is prose."""
    assert list(find_inserted(Layout(text))) == []


def test_inside_a_block_there_is_none() -> None:
    """Blocks stay apart."""
    text = f"The millers met on Tuesday in the town hall.\n\nImage caption Ann Lee Ann Mary Lee{HEADLINES}"
    kinds = [block.kind for block in find_blocks(Layout(text), "Millers meet", load_outlets().banners)]
    assert kinds == ["caption"]


def test_any_number_of_them_is_read_in_time() -> None:
    """A text made of nothing else is no trap."""
    text = "Ann Lee Ann Mary LeeMillers talk MORE " * 5_000 + "Aa AaA " * 20_000 + " MORE" * 20_000
    assert len(list(find_inserted(Layout(text)))) == 1_000


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Read https://hill.org/talks-fail. Then go.", ["https://hill.org/talks-fail"]),
        ("He wrote “late” pic.twitter.com/aB1 — Ann (@ann)", ["pic.twitter.com/aB1"]),
        ("[the levy](http://hill.org/a_b?c=1&d), said", ["http://hill.org/a_b?c=1&d"]),
        ("www.hill.org/x and t.co/9", ["www.hill.org/x", "t.co/9"]),
        ("and/or 24/7 at www.npr.org, a.t.co/ant", []),
        ("http:// is how they begin", []),
    ],
)
def test_addresses_are_marked(text: str, addresses: list[str]) -> None:
    """Without the stop or bracket behind them."""
    assert [text[b.start : b.end] for b in find_addresses(Layout(text))] == addresses


def test_an_address_inside_a_block_is_that_blocks(tmp_path) -> None:
    """Blocks lie apart, however many there are."""
    line = "It is https://hill.org/a and goes on for many more words until it comes to its end.\n\n"
    text = f"Talks resume at the port\n\n{line * 3}© 2025 Hill https://hill.org/b\n"
    blocks = find_blocks(Layout(text), "", load_outlets("").banners)
    assert [block.kind for block in blocks] == ["headline", *["inserted"] * 3, "banner"]
    assert all(one.end <= other.start for one, other in pairwise(blocks))


def test_the_words_of_an_address_are_not_scored() -> None:
    """They are nobody's wording, and the sentence goes on behind them."""
    import framing as fr

    text = "The levy https://hill.org/trade-bullying is economic https://hill.org/x coercion."
    article = fr.Article("a", text, blocks=tuple(find_addresses(Layout(text))))
    matches = fr.score([article], "us-china-trade").matches
    assert [text[row.start : row.end] for row in matches.itertuples()] == ["economic https://hill.org/x coercion"]
