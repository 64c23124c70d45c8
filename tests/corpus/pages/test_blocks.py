"""What is not prose is marked; prose never is. All texts are written for these tests."""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from block_helpers import LONG, MORE, blocks
from hypothesis import example, given
from hypothesis import strategies as st

from framing.corpus.pages.blocks import find_blocks
from framing.corpus.pages.layout import Layout
from framing.corpus.tags.outlets import load_outlets

SHARED = Path(__file__).parents[4] / "shared"

WRAPPED = """Weavers and dockers have agreed to meet again
next month, hoping to end a row over levies
that has closed four mills, with the port
still shut.
Weavers and Dockers Agree to Meet
The two sides settled on a date on Monday
after weeks of silence. The port described the call as
“frank, long and at times bitter”
and said that it would go on.
Lin later called it “slow and
useful” on the radio.
Why the Mills Had Closed
The owner said,
“It is not fair, and we will say so.”
He also confirmed plans to
see the port’s crews in May, although
nothing is signed.
"""


HEADLINE = "Weavers and dockers agree to meet again"


def test_headline_date_byline_and_caption() -> None:
    """The shape of a page copied whole: date and headline on one line, byline, picture, prose, a question between."""
    text = (
        f" date 2024-03-05 ‘Mills must open’; port, owners agree on a date\n\nBy Wen Po and Ada Lin ( Valley Post\n\n"
        f"Weaver Ada Lin (left) shakes hands with the port’s Bo Po at the gate. Photo: Valley Pictures\n\n{LONG}\n\n"
        f'What comes next?\n\n"{MORE}" said Lin.\n'
    )
    assert blocks(text) == [
        ("date", "date 2024-03-05"),
        ("headline", "‘Mills must open’; port, owners agree on a date"),
        ("byline", "By Wen Po and Ada Lin ( Valley Post"),
        ("caption", "Weaver Ada Lin (left) shakes hands with the port’s Bo Po at the gate. Photo: Valley Pictures"),
        ("subheading", "What comes next?"),
    ]


def test_newsletter_banner() -> None:
    """Both lines of a newsletter box; the prose below has no headline."""
    text = f"Unlock the Mill Watch newsletter for free\nYour guide to what the levy means for Washington, mills and the port\n{LONG}\n{MORE}\n"
    assert [kind for kind, _ in blocks(text)] == ["banner", "banner"]


def test_a_sentence_below_a_newsletter_box() -> None:
    """What ends as a sentence does is prose, whomever it speaks to; a promise of the newsletter is not."""
    text = f"Unlock the Loom Letter newsletter for free\nYour next bill for yarn will be higher.\n{LONG}\n"
    assert [kind for kind, _ in blocks(text)] == ["banner"]


def test_hard_wrapped_text() -> None:
    """Broken lines, block quotes and short lines of a wrapped text are prose; lines in title case are headings."""
    assert blocks(WRAPPED) == [
        ("subheading", "Weavers and Dockers Agree to Meet"),
        ("subheading", "Why the Mills Had Closed"),
    ]


@pytest.mark.parametrize(
    "headline",
    [
        "Talk is cheap for mill owners: Valley Post editorial",
        "U.S. Mills Close, Talks Go On; Port Repeats “Wait and See” Line on Levy Row",
        "How Far Will the Levy Go?",
        "Talks on the levy: what happens next?",
        "Mills close as levy bites",
    ],
)
def test_headlines_inside_the_text(headline: str) -> None:
    """A first line that is no sentence, above sentences."""
    assert blocks(f"{headline}\n\n{LONG}\n{MORE}\n") == [("headline", headline)]


def test_headings_of_markdown() -> None:
    """Their signs are no words; the first is the headline, whatever stands below; a hashtag is none."""
    text = f"# Millers meet\n\nBy Ann Lee\n\n{LONG}\n\n## What comes next ##\n\n{MORE}\n\n#Mills trend.\n\n### Notes\n\nNone."
    found = [
        ("headline", "Millers meet"),
        ("byline", "By Ann Lee"),
        ("subheading", "What comes next"),
        ("subheading", "Notes"),
    ]
    assert blocks(text) == found
    assert blocks(text, "Millers meet")[0] == ("repeat", "Millers meet")
    assert blocks(text, "Something else entirely")[0] == ("subheading", "Millers meet")


def test_headings_in_capitals_and_lines_that_return() -> None:
    """Capitals between paragraphs are a heading; what says the same three times is the page's, or a speaker's name."""
    text = "\n\n".join([LONG, "MILLS VOTE ON TUESDAY", MORE, "A NEW LEVY?", LONG, "Why? Who asked the port?", MORE])
    assert blocks(text) == [("subheading", "MILLS VOTE ON TUESDAY"), ("subheading", "A NEW LEVY?")]
    talk = "\n\n".join([LONG, "Ann Lee", MORE, "Special coverage of levies", LONG] * 3)
    kinds = {words: kind for kind, words in blocks(talk)}
    assert kinds == {"Ann Lee": "banner", "Special coverage of levies": "banner"}
    assert len(blocks(talk)) == 6


SPACED = """Weavers and dockers agree to meet again

The two sides settled on a date on Monday after weeks of
silence. The port described the call as frank, long and
at times bitter, and said that it would go on, although
nothing is signed.

Why the mills had closed

The owner said that it was not fair, and that he would
say so in May.
"""


def test_headings_of_hard_wrapped_text_with_blank_lines() -> None:
    """A line between blank lines is no part of a wrapped sentence; where they stand inside sentences, it may be."""
    assert blocks(SPACED) == [
        ("headline", "Weavers and dockers agree to meet again"),
        ("subheading", "Why the mills had closed"),
    ]
    assert blocks(SPACED.replace("\n\n", "\n")) == []
    assert blocks(SPACED.replace("\n", "\n\n").replace("\n\n\n", "\n\n")) == []


def test_what_stands_below_a_headline_does_not_speak_against_it() -> None:
    """An address or a day in small letters between headline and prose."""
    found = blocks(f"Mills close as levy bites\nvalleypost.example.com | Updated: 2024-03-05 10:11\n{LONG}\n{MORE}\n")
    assert [kind for kind, _ in found] == ["headline", "byline"]


ITEMS = ("Trade", "This is no bullying.", "The “Fight” stance", "Fight-and-talk", "Trade war", "BULLYING", "China")


@pytest.mark.parametrize(
    "text",
    [
        *("BULLYING", "fight-and-talk", "bullying’s", "Trade war", "trade\nbullying", "Home\n\nbullying"),
        *("\n".join(ITEMS), "\n\n".join(ITEMS), "\n".join(ITEMS * 2)),
    ],
)
def test_what_stands_alone_stands_round_nothing(text: str) -> None:
    """Words and lists of phrases without an article are what there is to read, not the rubrics of a page."""
    assert blocks(text) == []
    assert blocks(f"{text}\n{LONG}\n\n{MORE}") != []


def test_a_page_copied_with_its_frame() -> None:
    """Links and labels of a page stand above, between and below; the headline is found among them."""
    page = f"Skip to main content\nSign In\nWorld\n{HEADLINE}\n3 hours ago\n5 min read\nSave\n{LONG}\n{MORE}\nPrivacy Policy\n"
    assert blocks(page) == [
        ("banner", "Skip to main content"),
        ("banner", "Sign In"),
        ("banner", "World"),
        ("headline", HEADLINE),
        ("banner", "3 hours ago"),
        ("banner", "5 min read"),
        ("banner", "Save"),
        ("banner", "Privacy Policy"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n{MORE}\n",
        f"“We will not move,” said Lin\n{LONG}\n",
        f"Will the mill open again, and if so, at what price for those who work in it?\n{LONG}\n",
        f"By noon the talks were over.\n{LONG}\n",
        f"By Monday Lin and Po had left\nthe port without a word.\n{LONG}\n{MORE}\n",
        f"{LONG}\nHe laughed.\n{MORE}\n",
        f"{LONG}\nShe said:\n“{MORE}”\n",
        f"{LONG}\n“A stick, not a bridge”\n{MORE}\n",
        f"{LONG}\nFirst, the port\nSecond, the mills\nThird, the weavers\n{MORE}\n",
        f"{LONG}\nSign up for the scheme before May, the newsletter of the port said.\n{MORE}\n",
        f"{LONG}\nSource after source said no.\n{MORE}\n",
        f"The Weavers’ Union (WU) said no. {LONG}\n",
        f"{LONG}\nRelated industries suffered as well.\n{MORE}\n",
        "One line only",
        "\n \n",
    ],
)
def test_prose_is_not_marked(text: str) -> None:
    """Block quotes, short paragraphs, lists, questions and sentences that merely look like credits stay prose."""
    assert blocks(text) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "banner"),
        ("Read more: Ten mills that stayed open", "banner"),
        ("Sign up for our newsletter to get the valley in your inbox", "banner"),
        ("© 2024 Valley Post. All rights reserved.", "banner"),
        ("(Reporting by Ada Lin in London; Editing by Wen Po)", "credit"),
        ("Bo Po contributed to this report.", "credit"),
        ("A mill at dusk. Ada Lin/Getty Images", "caption"),
        ("FILE PHOTO: A mill at dusk, May 5, 2023.", "caption"),
        ("Image copyright Getty Images", "credit"),
        ("[Photo/VCG]", "caption"),
        ("Source: Xinhua", "credit"),
        ("March 5, 2024, 10:15 a.m.", "date"),
    ],
)
def test_lines_of_the_page(line: str, kind: str) -> None:
    """Credits, captions, boxes and notices are marked where they stand."""
    assert (kind, line) in blocks(f"{LONG}\n{MORE}\n{LONG}\n{line}\n")


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("LONDON (Reuters) - ", "LONDON (Reuters) -"),
        ("BEIJING, March 5 (Xinhua) -- ", "BEIJING, March 5 (Xinhua) --"),
        ("WASHINGTON — ", "WASHINGTON —"),
        ("NEW YORK/LONDON, March 5 - ", "NEW YORK/LONDON, March 5 -"),
        ("BEIJING/WASHINGTON: ", "BEIJING/WASHINGTON:"),
        ("Kuala Lumpur, Oct 26: ", "Kuala Lumpur, Oct 26:"),
        ("New Delhi [India], October 14: ", "New Delhi [India], October 14:"),
        ("Oslo [Norway]/ Washington DC [US], October 14 : ", "Oslo [Norway]/ Washington DC [US], October 14 :"),
        ("BUSAN, South Korea — ", "BUSAN, South Korea —"),
        ("(CNN)", "(CNN)"),
        ("MOSCOW, March 5. /TASS/. ", "MOSCOW, March 5. /TASS/."),
        ("OAKLEY /Wires of Vale or Hill/ - ", "OAKLEY /Wires of Vale or Hill/ -"),
    ],
)
def test_datelines(opening: str, words: str) -> None:
    """A dateline is marked with its dash; the sentence after it is prose."""
    assert blocks(opening + LONG + "\n" + MORE) == [("dateline", words)]


def test_a_dateline_behind_the_day_that_a_text_begins_with() -> None:
    """Both are marked."""
    found = blocks(f" date 2024-03-05 BEIJING, March 5 (Xinhua) -- {LONG}\n{MORE}")
    assert found == [("date", "date 2024-03-05"), ("dateline", "BEIJING, March 5 (Xinhua) --")]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n{HEADLINE}\n\n{LONG}\n{MORE}",
        f"Port of the vale sends its crews home\nReuters\n{LONG}\n{MORE}",
        f"World\n{HEADLINE}\nBy Ann Lee\n{LONG}\n{MORE}",
        f"# {HEADLINE}\n\n{LONG}",
        f"{LONG}\n{MORE}",
    ],
)
def test_what_stands_behind_the_day_that_a_text_begins_with(text: str) -> None:
    """It is read as if the day were not there: a headline that comes again, a label, a byline."""
    assert blocks(f" date 2024-03-05 {text}") == [("date", "date 2024-03-05"), *blocks(text)]


def test_first_line_that_repeats_the_title() -> None:
    """The title is scored once: its repetition in the text is marked, and no second headline."""
    assert blocks(f"Mills Close As Levy Bites\n\n{LONG}\n", "Mills close as levy bites") == [
        ("repeat", "Mills Close As Levy Bites")
    ]
    assert blocks(f"{LONG}\n{MORE}\n", "Mills close as levy bites") == []


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Straße in Vale stays shut", "STRASSE IN VALE STAYS SHUT"),
        ("‘Shut for good’: the mills of Vale", "Shut for Good — The Mills of Vale"),
        ("ßtart of a year without wool", "SStart of a Year Without Wool"),
    ],
)
def test_a_title_is_known_again_by_its_letters(title: str, line: str) -> None:
    """Neither case nor marks make a line another one than the title, not even at its beginning."""
    assert blocks(f"{line}\n\n{LONG}\n", title) == [("repeat", line)]


@given(
    st.text(st.sampled_from("By (CNN)-—:.”\n “Aa1/©*date20-") | st.characters(exclude_categories=["Cs"]), max_size=300),
    st.text(max_size=20),
)
def test_any_text_gives_ordered_blocks_inside_it(text: str, title: str) -> None:
    """Whatever stands in a text, blocks are ordered, apart and inside it."""
    blocks(text, title)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not on this machine")
def test_real_articles_keep_nearly_all_their_words() -> None:
    """On real news, what is marked and not scored is a small share of the words: prose stays prose."""
    with gzip.open(SHARED / "data" / "trade_dev.jsonl.gz", "rt") as lines:
        records = [json.loads(line) for line in lines]
    marked = total = 0
    for record in records:
        found = find_blocks(Layout(record["text"]), record["title"], load_outlets().banners)
        marked += sum(b.end - b.start for b in found if b.kind not in ("headline", "subheading", "inserted"))
        total += len(record["text"])
    assert marked / total < 0.03


#: Lines of every kind of block, some of which could be two.
_SHAPES = """\
Ann Lee
By Ann Lee
Reuters
OSLO – Pay up or stay away?
OSLO – Weavers to Meet Dockers
Weavers to Meet Dockers
Weavers to Meet Dockers | Updated: 2018-08-05
# Weavers to meet
## OSLO (Xinhua) -- Will they meet?
date 2025-10-27
date 2025-10-27 OSLO (Xinhua) -- Weavers and dockers met on Tuesday to talk about the levy, the port said.
Updated: 2025-10-27 07:12
1. Pay
What comes next?
Photo: Reuters
(Reporting by Ann Lee; Editing by Bo Li)
Advertisement
Related:
Share
See https://port.org/levy?day=1 now
Rep. Ann Lee Ann Mary LeeLee visits mills Five bills to watch MORE (D-Ohio) said so.
LONDON/OSLO: Will they pay?
LONDON—Who pays?
Bergen CNN — Will the court rule on it?
[NEW YORK] Will the court rule on the levy
WEAVERS TO MEET DOCKERS
Who pays? Not the port
The port says no. Oslo says yes
• the levy
—
“
Ann Lee contributed to this report.""".split("\n")


@given(st.lists(st.tuples(st.sampled_from([*_SHAPES, LONG, MORE]), st.sampled_from("\n \n\n".split(" "))), max_size=12))
@example([("Ann Lee", "\n\n"), ("OSLO – Pay up or stay away?", "\n\n"), (LONG, "\n\n"), (MORE, "")])
@example([("Updated: 2025-10-27 07:12", "\n\n"), ("The port says no. Oslo says yes", "")])
@example([(_SHAPES[10], "\n"), (_SHAPES[10], "\n"), (LONG, "")])
def test_blocks_stand_apart_whatever_lines_meet(lines: list[tuple[str, str]]) -> None:
    """No line is two kinds of block, or a store could not tell the article from a damaged one."""
    text = "".join(line + gap for line, gap in lines)
    if text.strip():
        blocks(text)
        blocks(text, title="Weavers to Meet Dockers")
