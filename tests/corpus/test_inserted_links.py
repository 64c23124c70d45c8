"""Links that a page put into a sentence are marked; what only looks like them is not. All texts are written here."""

from __future__ import annotations

import pytest

from framing.corpus.blocks import find_blocks
from framing.corpus.inserted import find_inserted
from framing.corpus.layout import Layout
from framing.corpus.outlets import load_outlets

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
