"""Headlines and subheadings of articles pasted from web pages.

All texts are written for these tests.
"""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

from page_helpers import HEADLINE, PROSE, Write, page, scored


def test_a_headline_that_shares_its_line_with_the_day(write: Write) -> None:
    """The day alone is marked as one; the headline is scored."""
    article = page(write, f"{HEADLINE} | Updated: 2018-08-05 19:21", "Share - WeChat", *PROSE)
    assert (article.headline, str(article.date)) == (HEADLINE, "2018-08-05")
    assert scored(article) == [HEADLINE, *PROSE]


def test_a_headline_that_comes_again(write: Write) -> None:
    """Below the site's name and its menu, and again below pictures, whatever it looks like."""
    headline = "Mills close as weavers strike. Here's what is known"
    article = page(
        write, "The Aldmouth Post", "U.S. World Business Opinion", "Today: May 3, 2025", headline, "April 04, 2025",
        PROSE[0], headline, PROSE[1],
    )  # fmt: skip
    assert scored(article) == [headline, *PROSE]
    assert (article.headline, str(article.date)) == (headline, "2025-04-04")


def test_a_question_in_a_headline_in_title_case(write: Write) -> None:
    """Its first half ends like a sentence; two sentences that are written like prose are none."""
    assert page(write, "Closing Mills With Levies? The Port Hits Back", *PROSE).headline
    assert not page(write, "Closing mills with levies? The port hits back", *PROSE).headline


def test_subheadings_in_capitals(write: Write) -> None:
    """Two words and more, even behind a short paragraph."""
    article = page(write, PROSE[0], "This shows three things.", "MILL ROUT", PROSE[1])
    assert [block.kind for block in article.blocks] == ["subheading"]


def test_a_long_question_behind_its_subject_is_a_headline(write: Write) -> None:
    """Without a subject and a colon a long question may begin an essay."""
    asks = "How did it start, who pays for it and what does it all mean for the mills?"
    assert page(write, f"Wool levy: {asks}", *PROSE).headline
    assert not page(write, asks, *PROSE).headline


def test_a_headline_that_ends_in_a_quotation_is_no_sentence(write: Write) -> None:
    """Twice over it would be prose, and the day below it no frame."""
    headline = "How the port and its owners took the news: ‘Cranes and looms under one roof'"
    article = page(write, "logo", headline, headline, "Daily Mail5 hours ago", *PROSE)
    assert scored(article) == [headline, *PROSE]
    assert article.outlet.value == "Daily Mail"


def test_a_brief_headline_that_comes_again(write: Write) -> None:
    """Below the site's motto, over two lines, in capitals."""
    article = page(
        write, "THE VOICE OF THE VALE’s", "WOOL TRADE SINCE 1904", "Mills face a wool shortage", "The levy may cost jobs.",
        "Posted on 23 October, 2024", "Mills face a wool shortage", *PROSE,
    )  # fmt: skip
    assert article.headline == "Mills face a wool shortage"
    assert scored(article) == [article.headline, "The levy may cost jobs.", *PROSE]


def test_rubrics_above_the_headline(write: Write) -> None:
    """Brief lines in capitals, or beside what is marked already; a longer line may be its own."""
    assert scored(page(write, "IN SHORT", "ON THE QUAY", HEADLINE, *PROSE)) == [HEADLINE, *PROSE]
    assert scored(page(write, "Advertisement", "Top Searches", HEADLINE, *PROSE)) == [HEADLINE, *PROSE]
    assert scored(page(write, "Quiet on the quay", HEADLINE, *PROSE))[0] == "Quiet on the quay"


def test_a_headline_above_a_summary_in_items(write: Write) -> None:
    """A page of which only the beginning may be read; each item is a sentence of its own."""
    items = [
        "• Crews will also stop unloading wool in what owners say is a mild answer to the latest levy",
        "• A paper of the weavers says it was made to ‘hurt the owners’ and nobody else in the valley",
    ]
    article = page(
        write, "Channels", HEADLINE, *items, "Topic |   Vale wool levy", "Ada Lin", "Updated: 8:30pm, 24 Aug, 2019"
    )
    assert scored(article) == [HEADLINE, *items]
    assert (article.headline, article.byline) == (HEADLINE, "Ada Lin")


def test_a_headline_above_the_dateline_of_a_hard_wrapped_report(write: Write) -> None:
    """Blank lines part the lines, and the first of the report is short."""
    lines = (
        "WASHINGTON — The port of the vale",
        "has told its crews to stay at",
        "home until the mills that the",
        "levy has closed reopen.",
    )
    article = page(write, "date 2019-08-05 Port of the vale sends its crews home", "\n\n".join(lines))
    assert article.headline == "Port of the vale sends its crews home"
    assert "dateline" in {block.kind for block in article.blocks}


def test_headlines_below_a_label_inside_an_article(write: Write) -> None:
    """What a label alone introduces is another article's; a label with its link in the same line introduces nothing."""
    linked = page(write, HEADLINE, PROSE[0], "Related News:", "Owners warn over wool levy", PROSE[1])
    assert scored(linked) == [HEADLINE, *PROSE]
    heading = page(write, HEADLINE, PROSE[0], "Related: Owners warn over wool levy", "What the levy costs", PROSE[1])
    assert scored(heading) == [HEADLINE, PROSE[0], "What the levy costs", PROSE[1]]


def test_a_headline_below_a_slogan(write: Write) -> None:
    """A brief sentence of the page's does not hide it."""
    article = page(write, "Linking the mills of the vale, one page at a time.", HEADLINE, *PROSE)
    assert article.headline == HEADLINE


def test_a_headline_of_two_sentences(write: Write) -> None:
    """Blank lines set it apart; without them it is the beginning of a paragraph."""
    two = "A strike at the port, a levy on wool and what the owners say. The week in the vale"
    assert page(write, two, "", PROSE[0], "", PROSE[1]).headline == two
    assert page(write, two, *PROSE).headline == ""


def test_a_headline_said_again_with_other_signs(write: Write) -> None:
    """As below a picture, with straight apostrophes for curly ones."""
    said, again = (
        "Dockers’ crews and the port’s owner agree to meet",
        "Dockers' crews and the port's owner agree to meet",
    )
    article = page(write, said, "Save", again, *PROSE)
    assert (article.headline, scored(article)) == (said, [said, *PROSE])


def test_a_headline_above_the_day_of_a_hard_wrapped_report(write: Write) -> None:
    """In small letters, with blank lines between all lines."""
    wrapped = (
        "Weavers of the four mills met at", "the gate of the port and talked to", "dockers who have asked since May for",
        "a pause until the autumn, said Ada Lin,", "who keeps the gate.",
    )  # fmt: skip
    lines = [line for words in wrapped for line in (words, "")]
    article = page(write, "Dockers and weavers agree to meet -port", "", "Reuters", "Oct 27, 2025", "", *lines)
    assert (article.headline, str(article.date)) == ("Dockers and weavers agree to meet -port", "2025-10-27")


def test_a_headline_far_above_the_prose(write: Write) -> None:
    """The page's own lines between the two may be many."""
    player = (
        "Listen to this story",
        "0:00",
        *(f"• {speed / 4:.2f}" for speed in range(1, 9)),
        "Menu",
        "Share",
        "Print",
    )
    assert page(write, HEADLINE, *player, *PROSE).headline == HEADLINE
