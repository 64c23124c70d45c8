"""What stands beside an article on a web page: pictures, boxes, notices, other titles. None of it counts, all prose does.

All texts are written for these tests.
"""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from page_helpers import HEADLINE, PROSE, Write, page, scored


@pytest.mark.parametrize(
    "line",
    [
        "“The port must open, and the mills must pay for the gate that they want to have.” Reuters",
        "The views of weavers differ from those of dockers, who have waited for longer and want a higher price.",
        "By signing up to the pact, both sides gain the time that they need to find the money for the gate.",
        "Your mill may be next, say the weavers, who have seen four of them close since the spring of last year.",
        "Lin is an old hand at the port and has seen many a quarrel end as soon as somebody brings a cake along.",
        "The mills are a burden, the weavers say, and so is the port",
        "- the port opens a second gate next year",
        "Here is what the owner wrote in his letter:",
    ],
)
def test_last_lines_that_are_prose(line: str, write: Write) -> None:
    """What merely begins like a notice, or lacks its full stop, stays prose above and below."""
    assert line in scored(page(write, HEADLINE, *PROSE, line))
    assert line in scored(page(write, HEADLINE, line, *PROSE))


@pytest.mark.parametrize(
    "line",
    [
        "observer mill.jpg",
        "- Note that the above image is AI generated",
        "Bo Po/Newscom",
        "Ada Lin / BBC",
        "Weavers lost an estimated 7 million Wednesday as wool fell. (valewool.org)",
        "{{title}} {{start_price}} {{term}}",
        "Home -",
        "More on Vale",
        "3min read",
        "• Comments",
        "Text size: T | T",
        "Powered by valewire.example",
        "Article content",
        "port strike 2025, Ada Lin meeting, vale news, levy on wool, talks, mills",
    ],
)
def test_what_pages_show_where_pictures_are_missing(line: str, write: Write) -> None:
    """File names, credits, captions, templates that nobody filled in."""
    assert scored(page(write, HEADLINE, line, *PROSE)) == [HEADLINE, *PROSE]


def test_teasers_below_a_longer_label(write: Write) -> None:
    """Headlines of other articles, none of them a sentence."""
    lines = ("More coverage of the strike at the port:", "Six things that the weavers want", "Owner counts his mills")
    assert scored(page(write, HEADLINE, *PROSE, *lines)) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "caption",
    [
        "A crane at the port of Aldmouth. (Ada Lin/The Vale Gazette)",
        "A crane at the port of Aldmouth, which has told its crews to stay at home. ST PHOTO: ADA LIN",
        f"{PROSE[0]} {PROSE[1]} {PROSE[0]} (Xinhua/Bo Po)",
        "A crane at the port in April.Credit...Ada Lin for The Vale Times",
        "Image Source: Vale Archive",
        "In this file photo, Ada Lin and Bo Po look at the gate of a mill. ( Source: Reuters)",
        "VCG Photo",
        "Ada Lin | Reuters",
        "A crane at the port of Aldmouth (AFP via Getty Images)",
        f"{PROSE[0]} {PROSE[1]} {PROSE[0]} (Photo courtesy of the Port Guard/ PG)",
        "Submitted photo",
    ],
)
def test_captions_and_credits(caption: str, write: Write) -> None:
    """However long they are, and cut short above themselves."""
    assert scored(page(write, HEADLINE, caption, *PROSE)) == [HEADLINE, *PROSE]
    if len(caption) > 80:
        assert scored(page(write, HEADLINE, caption[:70], caption, *PROSE)) == [HEADLINE, *PROSE]


def test_what_a_picture_shows_above_its_caption(write: Write) -> None:
    """However brief, if the caption begins with it."""
    shows = "A crane at the port."
    caption = f"{shows} Its owner wants a second. Photograph: Ada Lin/Reuters"
    assert scored(page(write, HEADLINE, shows, caption, *PROSE)) == [HEADLINE, *PROSE]
    assert scored(page(write, HEADLINE, "A crane stands still.", caption, *PROSE))[1] == "A crane stands still."


def test_a_caption_above_its_credit(write: Write) -> None:
    """It ends with the year, and the credit has a line of its own."""
    caption = "Cranes stand idle at the port before a meeting of weavers and dockers in Aldmouth, July 30, 2019."
    assert scored(page(write, HEADLINE, caption, "Ada Lin | Reuters", *PROSE)) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "1. Skip to content",
        "Show new comments (0)",
        "This browser does not support the player of the Vale Post.",
        "This video summary was made by a machine and read by somebody.",
        "You have 12.5% of this article left to read. Subscribers of the Post read on at once.",
        "Please wait while we load what readers say, comments and all...",
        "Please register, or enter your account, before you write to the desk of the Post.",
        "This article is for subscribers of the Vale Post alone.",
        "(Except for the headline, this story was not edited by the Vale Post.)",
        "Do you have an opinion on mills? Write to the Vale Post, and mention this article.",
        "Like the Vale Post? Sign up for our newsletters and read stories like this before breakfast. Sign up here!",
        "port strike, vale news, mills, levy on wool, Ada Lin, Bo Po",
        "[To read the original article, click here.]",
        "Responsible editor: [Bo Po]",
        "Share current article via Email Share current article via Facebook",
        "(Video editing: Bo Po)",
        "This is a rush transcript. Copy may be wrong.",
        "Please note: This content carries an embargo for the Vale. It may not be used there.",
        "This article is more than 3 years old",
        "Follow us on our official Telegram channel for news of the port!",
        "Published in News & Features",
        '["vale","port"]',
        "下一篇:Port opens a second gate",
        "valenews.example.com",
    ],
)
def test_notices_below_an_article(line: str, write: Write) -> None:
    """Buttons with numbers, notices, the page's own code, and what a page in another script says."""
    assert scored(page(write, HEADLINE, *PROSE, line)) == [HEADLINE, *PROSE]


def test_what_a_picture_s_credit_does_not_say(write: Write) -> None:
    """Its agency has not published the article, nor written it, wherever the caption stands."""
    assert page(write, "date 2024-10-30 Photo : YONHAP News", *PROSE).outlet.value == "unknown"
    caption = "The port has kept its crews at home since the spring. (Bloomberg)"
    assert page(write, HEADLINE, PROSE[0], caption, PROSE[1]).derived_from.value == ""
    assert page(write, HEADLINE, PROSE[0], caption).derived_from.value == "Bloomberg"


def test_what_a_notice_about_the_print_edition_says(write: Write) -> None:
    """Outlet and day, where nothing else tells them."""
    notice = "A version of this article appeared in the print edition of The Straits Times on April 09, 2018, with the headline 'Mills'."
    article = page(write, HEADLINE, *PROSE, notice)
    assert (article.outlet.value, str(article.date)) == ("The Straits Times", "2018-04-09")
    assert str(page(write, HEADLINE, "Published: 5 Apr 2018", *PROSE, notice).date) == "2018-04-05"


def test_a_page_in_chinese_around_an_article(write: Write) -> None:
    """The day behind its label, the source behind another."""
    article = page(write, HEADLINE, "发布时间:2020-03-04  来源:CGTN  字体大小[ ]", *PROSE)
    assert scored(article) == [HEADLINE, *PROSE]
    assert (str(article.date), article.outlet.value) == ("2020-03-04", "CGTN")


def test_a_box_in_the_middle_of_an_article(write: Write) -> None:
    """A long row of a few words each is an offer or the labels of a map; a shorter one may be the article's own list."""
    courses = [
        "Select a course",
        *(f"{name} Studies" for name in "Wool Loom Crane Port Mill Quay Dock Levy Ship Yarn Salt".split()),
    ]
    assert scored(page(write, HEADLINE, PROSE[0], *courses, PROSE[1])) == [HEADLINE, *PROSE]
    short = courses[:11]
    assert scored(page(write, HEADLINE, PROSE[0], *short, PROSE[1])) == [HEADLINE, PROSE[0], *short, PROSE[1]]


def test_titles_below_a_label_for_other_articles(write: Write) -> None:
    """Long ones in small letters, and items of a list; the same items below the article's own label are its own."""
    titles = (
        "- Weavers say that the levy on wool has cost them half of their orders since the first day of the spring",
        "- Crews back a pause at the port",
        "Dockers’ leader urges both sides to talk about the gate and the mills before the summer is over in the vale",
    )
    for label in ("Related Stories", "ALSO READ", "Next In Port News", "More on the strike:"):
        assert scored(page(write, HEADLINE, *PROSE, label, *titles)) == [HEADLINE, *PROSE]
    assert scored(page(write, HEADLINE, *PROSE, "The port asks for:", *titles[:2]))[3:] == [
        "The port asks for:",
        *titles[:2],
    ]


def test_figures_that_stand_alone(write: Write) -> None:
    """Clocks of a live blog, prices, and the numbers of a list are no words; a sum inside the prose is."""
    figures = ("23:36 hrs IST", "182.74 USD", "+1.96 (1.09%)", "$4.75", "US$30 US$18", "1,204", "3")
    for figure in figures:
        assert scored(page(write, HEADLINE, PROSE[0], figure, PROSE[1])) == [HEADLINE, *PROSE]
    assert "Looms cost $4.75" in scored(page(write, HEADLINE, PROSE[0], "Looms cost $4.75", PROSE[1]))


def test_a_button_run_together_with_itself(write: Write) -> None:
    """As pages have it that show it twice."""
    assert scored(page(write, HEADLINE, "Send to a friendSend to a friend", *PROSE)) == [HEADLINE, *PROSE]


def test_who_stands_where_in_a_picture_above_the_report(write: Write) -> None:
    """A sentence with no credit that points at somebody is a caption above a dateline, and prose elsewhere."""
    shows = "Harbour master Ada Lin (centre) was waiting at the gate for the first crew of the day."
    report = f"ALDMOUTH (AP) — {PROSE[0]}"
    assert shows not in scored(page(write, HEADLINE, shows, report, PROSE[1]))
    assert shows in scored(page(write, HEADLINE, shows, *PROSE))


def test_a_link_behind_the_last_sentence(write: Write) -> None:
    """One site's "(More ... stories.)" belongs to no sentence."""
    article = page(write, HEADLINE, PROSE[0], f"{PROSE[1]} (More wool levy stories.)")
    assert scored(article) == [HEADLINE, *PROSE]
    told = "They sat by the gate and told each other (but not the guard) stories."
    assert scored(page(write, HEADLINE, PROSE[0], told)) == [HEADLINE, PROSE[0], told]


OFFER = (
    "Already have an account? Log in here »", "To continue reading, please subscribe:", "Monthly Digital Subscription",
    "$1 per week for 24 weeks*", "- Enjoy the puzzles", "- Read the E-Edition, our digital replica",
    "*Billed as $4.00 plus tax every four weeks. Cancel any time.",
)  # fmt: skip


def test_a_box_that_offers_a_subscription(write: Write) -> None:
    """In the middle of an article its sentences are the page's; one line of such words alone is the article's."""
    assert scored(page(write, HEADLINE, PROSE[0], *OFFER, PROSE[1])) == [HEADLINE, *PROSE]
    alone = "The paper costs $4.75 a week, and readers may cancel any time, says its owner, who also owns the mill."
    assert alone in scored(page(write, HEADLINE, PROSE[0], alone, PROSE[1]))
    assert scored(page(write, HEADLINE, "Already a member? Log in", *PROSE, alone)) == [HEADLINE, *PROSE, alone]


def test_the_last_line_of_a_brief_is_no_caption(write: Write) -> None:
    """Though it ends in an agency, as captions do above a report."""
    brief = "The port of Aldmouth has opened its second gate, its owner said on Monday. — AFP"
    assert scored(page(write, HEADLINE, brief)) == [HEADLINE, brief]
    caption = "Weavers walk past the second gate of the port of Aldmouth on Monday. — AFP"
    assert scored(page(write, HEADLINE, caption, *PROSE)) == [HEADLINE, *PROSE]
    rests = f"{PROSE[0]} Crews of both gates back the plan. (Reuters)"
    assert scored(page(write, HEADLINE, rests, "Our Take", *PROSE[1:]))[1] == rests


def test_a_link_that_broke_the_first_sentence(write: Write) -> None:
    """What ends before a comma is no headline."""
    broken = ("Weavers on Monday denounced the plan to close four mills", ", and asked the port to keep its gate open.")
    assert page(write, *broken, *PROSE).headline == ""


def test_a_row_of_titles_below_the_article(write: Write) -> None:
    """Four and more need no label; lines that tell what was or is are a box of facts, and prose."""
    titles = ("Weavers fear a longer strike", "A gate opens in Vale Harbour", "Wool levy: who pays and who does not",
              "Crews back a pause at the second gate")  # fmt: skip
    assert scored(page(write, HEADLINE, *PROSE, *titles)) == [HEADLINE, *PROSE]
    facts = ("The port of Aldmouth is the oldest in the vale", "It was opened in 1902 by four owners of mills",
             "Its gate has been shut twice since the war", "Originally it had two cranes but now there are nine")  # fmt: skip
    assert scored(page(write, HEADLINE, *PROSE, *facts)) == [HEADLINE, *PROSE, *facts]
    assert scored(page(write, HEADLINE, *PROSE, *titles[:2]))[3:] == list(titles[:2])


def test_signs_of_feeling_behind_the_first_paragraph(write: Write) -> None:
    """It is a paragraph, and no headline."""
    told = "Weavers and dockers met in Aldmouth this week, and hope for calmer days. 🇨🇳🇺🇸"
    assert page(write, told, *PROSE).headline == ""


def test_a_page_whose_links_break_its_paragraphs_is_not_hard_wrapped(write: Write) -> None:
    """Its teasers are marked all the same."""
    broken = [line for n in range(3) for line in (f"{PROSE[0]} {n} weavers asked", "the port to keep its gate open.")]
    article = page(write, HEADLINE, *broken, *PROSE, "Top stories", "Crews back a pause at the port")
    assert scored(article)[-1] == PROSE[1]
