"""Lines of a page by their own words: furniture, credits, closing lines, and prose like them. All texts are written for these tests."""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from block_helpers import LONG, MORE, blocks

from framing.corpus.pages.blocks import _candidates
from framing.corpus.pages.credit_lines import BEGINNINGS, credit_kind
from framing.corpus.pages.furniture import STARTS as FURNITURE
from framing.corpus.tags.outlets import load_outlets


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Media playback is unsupported here Media caption Lin: 'We will not move'", "banner"),
        ("JUST WATCHED Mills close Replay More Videos ... MUST WATCH Mills close 02:14", "banner"),
        ("Slideshow (4 Images)", "banner"),
        ("Follow Ada Lin on Twitter: @adalin", "banner"),
        ("Follow @valleypost", "banner"),
        ("Mills close: what we know so far Read more", "banner"),
        ("Will the mills that closed in spring open again? Read more", "banner"),
        ("Sign up to receive the top stories of the port every morning", "banner"),
        ("Follow @valleypost @adalinFollow @port", "banner"),
        ("CLICK HERE TO GET THE VALLEY POST APP", "banner"),
        ("Weavers at the gate of a mill. | AP Photo", "caption"),
        ("Play Video 1:51 What does the levy mean for the mills? - video", "caption"),
        ("Read more about the mills", "banner"),
        ("Related Weavers and dockers agree to meet", "banner"),
        ("Mill Watch is a daily newsletter on looms and levies. Sign up here.", "banner"),
        ("Enlarge this image toggle caption Ada Lin/NPR Ada Lin/NPR", "caption"),
        ("Getty Images Weavers walk past the gate of the mill that closed in the spring.", "caption"),
        ("( Also on VALLEY POST: Crews back a pause at the port)", "banner"),
        ("Your browser does not support the player.", "banner"),
        ("Newsletter Sign Up Continue reading here Please say that you are a weaver.", "banner"),
        ("More On This...", "banner"),
        ("[pullquote]", "banner"),
        ("Image copyright Ada Lin Image caption Weavers say they fear a longer trade war.", "caption"),
        ("toggle caption Ada Lin/NPR", "caption"),
        ("Play Video 2:14 Weavers walk past the gate", "caption"),
        (
            "Photos: Mills Mills – A gate is shut. Hide Caption 1 of 2 Photos: Mills – They talk. "
            + "Looms stand." * 80,
            "caption",
        ),
        ("Graphic by the desk. Photos by Ada Lin/AFP via Getty Images.", "caption"),
    ],
)
def test_furniture_of_pages(line: str, kind: str) -> None:
    """Players, teasers and follow lines in the middle of a page."""
    assert blocks(f"{LONG}\n" * 9 + f"{line}\n" + f"{MORE}\n" * 9) == [(kind, line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("— With assistance by Ada Lin, and Bo Po", "credit"),
        ("Ada Lin, Bo Po and Wen Li contributed.", "credit"),
        ("Lin reported from Port Hill. Valley writer Bo Po in Millton contributed to this story.", "credit"),
        ("The author is a columnist at the Valley Post. ada@valleypost.com", "byline"),
        ("—Updated at 11:03 a.m.", "byline"),
        ("Ada Lin/China Daily", "credit"),
    ],
)
def test_closing_lines(line: str, kind: str) -> None:
    """Who helped, who the author is and when it was changed: at the end of a page."""
    assert blocks(f"{LONG}\n" * 9 + line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, Lin told the crews, and you will find the owner of the mill.",
        "Related industries, said Po, have lost more than the mills.",
        "The author is not known, and nobody has asked the port who wrote the letter to the crews of the mill.",
        "Read more and talk less, he told them.",
        "Sign up for the strike, the crews were told, and you lose the pay of a week.",
        "Why had the mill been shut for so long without a word from the owner, whom nobody had seen?",
        "Updated looms stand in three of the four mills, and in none of them does anybody work.",
        "Image is everything to a mill that sells shirts.",
        "The crews and the owners contributed.",
        "Slideshows bored the crews.",
        "Photos: they were what the crews had asked for, said Po, and nobody had taken any.",
        "Your browser of books will find none about looms, the port said.",
        "Newsletter writers, too, asked for a pause.",
    ],
)
def test_prose_that_looks_like_furniture(line: str) -> None:
    """A sentence that begins as a notice does is a sentence."""
    assert blocks(f"{LONG}\n" * 3 + f"{line}\n" + f"{MORE}\n" * 3) == []
    assert blocks(f"{LONG}\n" * 3 + line) == []


def test_no_beginning_of_a_block_is_passed_over() -> None:
    """What ends like a sentence is still looked at where it begins as blocks do."""
    banners = load_outlets().banners
    signs = [words for words in BEGINNINGS if len(words) == 1]
    for start in (*signs, *(words for words in (*BEGINNINGS, *FURNITURE, *banners.starts) if len(words) > 2)):
        assert _candidates([LONG, f"{start} mills and ports.", *[MORE] * 9], banners) == [1], start
    assert _candidates([LONG, "Thereafter the mills stayed shut.", "— So they say.", *[MORE] * 9], banners) == []


@pytest.mark.parametrize(
    "credit",
    "Xinhua|Reuters|REUTERS|AP|AFP|Getty|EPA-EFE|VCG|IC|CFP|Bloomberg|Shutterstock|CNSPhoto|China News Service|Kyodo"
    "|Yonhap|PTI|TASS|dpa|Alamy|iStock|© AFP|(c) AP|Credit: VCG|Image copyright EPA|Image source, AFP|Image copyright dpa".split(
        "|"
    ),
)
def test_a_line_that_is_only_a_picture_s_credit(credit: str) -> None:
    """Each agency, bare and signed, in the middle of a text."""
    assert credit_kind(credit, 10, 10) == "credit"
    assert not credit_kind(f"Mills, {credit.lower()} and weavers", 10, 10)
