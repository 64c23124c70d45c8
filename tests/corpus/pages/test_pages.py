"""Articles pasted from web pages: day, byline, outlet and agency are read off the frame, and no prose is lost.

All texts are written for these tests.
"""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from page_helpers import HEADLINE, PROSE, Write, page, scored


def test_a_page_of_a_daily(write: Write) -> None:
    """Menu, way to the rubric, day and caption above, notices below: all marked, and they tell outlet and day."""
    article = page(
        write, "Global EditionASIA Français", "Opinion", "Home / Opinion / Editorials", f"{HEADLINE}: China Daily editorial",
        "chinadaily.com.cn | Updated: 2024-05-06 07:12", "Share", "Share - WeChat", "A crane at the port of Aldmouth. [Photo/Xinhua]",
        *PROSE, "Most Viewed in 24 Hours", "Port Opens Second Gate",
    )  # fmt: skip
    assert scored(article) == [f"{HEADLINE}: China Daily editorial", *PROSE]
    assert (article.outlet.value, str(article.date)) == ("China Daily", "2024-05-06")


def test_a_page_with_a_menu_and_a_column(write: Write) -> None:
    """A row of names is a menu, a column is no headline, and the writer's name beside the day is the byline."""
    article = page(
        write, "Channels", "SCMP", "Columnists", "Ada Lin", "Bo Po", "Mill File by Ada Lin", HEADLINE,
        "Ada Lin", "Published: 3:00am, 5 Jun, 2019", "Updated: 3:10am, 6 Jun, 2019", "TOP PICKS", *PROSE,
        "By registering for these newsletters you agree to our terms", "About Us", "Copyright © 2019 South China Morning Post Publishers Ltd. All rights reserved.",
    )  # fmt: skip
    assert scored(article) == [HEADLINE, *PROSE]
    assert article.headline == HEADLINE
    assert (article.outlet.value, str(article.date), article.byline) == (
        "South China Morning Post",
        "2019-06-05",
        "Ada Lin",
    )


def test_a_page_of_an_aggregator(write: Write) -> None:
    """The site that it was taken from stands before the day; the agency stands behind the last sentence."""
    article = page(
        write, "logo", HEADLINE, HEADLINE, "Straits Times29-04-2025", *PROSE, "He did not say more. BLOOMBERG",
        "Hashtags", "Comments", "No comments yet...", "Related Articles", "Port to open a second gate",
    )  # fmt: skip
    assert scored(article) == [HEADLINE, *PROSE, "He did not say more. BLOOMBERG"]
    found = (article.outlet.value, article.derived_from.value, str(article.date))
    assert found == ("The Straits Times", "Bloomberg", "2025-04-29")


AGENCIES = [
    # lines above the prose, below it, outlet, agency
    (("AFP, ALDMOUTH",), (), "AFP-derived", "AFP"),
    (("by AFP", "08:12, 27 October 2025"), (), "AFP-derived", "AFP"),
    (("By Ada Lin and Bo Po The Associated Press",), (), "Associated Press-derived", "Associated Press"),
    (("Reuters / Oct 27, 2025, 17:12 IST",), (), "Reuters-derived", "Reuters"),
    (("AFP Published October 27, 2025",), ("Published in Dawn, October 27th, 2025",), "Dawn", "AFP"),
    ((), ("They will meet again, he said. — Reuters",), "Reuters-derived", "Reuters"),
    ((), ("With Reuters and Agence France-Presse",), "Reuters-derived", "Reuters"),
    (("By Ada Lin | Philippine News Agency",), (), "Philippine News Agency-derived", "Philippine News Agency"),
    (("- ASSOCIATED PRESS",), (), "Associated Press-derived", "Associated Press"),
    ((), ("(FRANCE 24 with AFP)",), "France 24", "AFP"),
    ((), ("Lin hopes for rain.Global Times",), "Global Times", ""),
    (("By Ada Lin Fox News",), (), "Fox News", ""),
    (("Illustration: Ada Lin/Axios",), (), "Axios", ""),
    (("Hong Kong CNN —",), (), "CNN", ""),
    (("By age, Lin said, weavers differ.",), (), "unknown", ""),
]


@pytest.mark.parametrize(("above", "below", "outlet", "agency"), AGENCIES)
def test_credits_of_pages(
    above: tuple[str, ...], below: tuple[str, ...], outlet: str, agency: str, write: Write
) -> None:
    """Who is credited for a piece is the agency behind it, and who published it only where nobody else did."""
    article = page(write, HEADLINE, *above, *PROSE, *below)
    assert (article.outlet.value, article.derived_from.value) == (outlet, agency)
    for tag in (article.outlet, article.derived_from):
        assert tag.how != "proposed" or tag.evidence in " ".join(article.text.split())


BYLINES = [
    (("By Ada Lin (Valley Post) 09:15, October 27, 2025",), "By Ada Lin"),
    (("By Ada Lin", "Port Reporter", "Published Oct 27, 2025 at 8:12 AM EDT"), "By Ada Lin"),
    (("Ada Lin Senior China correspondent", "Mon 27 Oct 2025 08.12 GMT"), "Ada Lin Senior China correspondent"),
    (("Global Times", "Share"), ""),
    (("Author: Liam",), "Author: Liam"),
    (("22 May 2025 - by Ada Lin", "0 Comments"), "by Ada Lin"),
    (("Ada Lin and Bo Po, The Associated Press",), "Ada Lin and Bo Po"),
    (("Port Desk 27 October 2025 08:12", "Leader Ada Lin"), ""),
    (
        (
            "By Ada Lin and Bo Po in Aldmouth, and Cy Wu in Vale Harbour Town | chinadaily.com.cn | Updated: 2025-10-21 22:51",
        ),
        "By Ada Lin and Bo Po in Aldmouth, and Cy Wu in Vale Harbour Town",
    ),
]


@pytest.mark.parametrize(("above", "byline"), BYLINES)
def test_bylines_that_stand_in_the_text(above: tuple[str, ...], byline: str, write: Write) -> None:
    """As the page says it, without day and outlet."""
    assert page(write, HEADLINE, *above, *PROSE).byline == byline


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


def test_prose_that_is_hard_wrapped_is_no_frame(write: Write) -> None:
    """Short lines in which sentences run on are neither names nor labels."""
    lines = (
        "Bo Po and Ada Lin met",
        "again",
        "Monday 27 October 2025",
        "and the port said that",
        "it would not",
        "Share",
        "its cranes with them.",
    )
    assert scored(page(write, *lines * 3))[:2] == ["Bo Po and Ada Lin met", "again"]


def test_a_caption_that_says_what_it_shows_is_no_agency_s_piece(write: Write) -> None:
    """Neither with the agency behind a dash nor with a place and a day in front."""
    shows = "This combination of pictures created on May 5 shows a crane, left, and a mill in Vale, right. — AFP"
    placed = "ALDMOUTH, VALE - MAY 5: Weavers wait at the port for the second boat of the day"
    article = page(write, HEADLINE, shows, placed, "The Ministry of Wool File photo: VCG", *PROSE)
    assert scored(article) == [HEADLINE, *PROSE]
    assert (article.outlet.value, article.derived_from.value) == ("unknown", "")


def test_a_day_on_top_of_a_menu_is_the_reader_s(write: Write) -> None:
    """When the page was copied, not when the article was published."""
    article = page(write, "Wednesday, February 4, 2026", "No menu items!", f"HomeWorld{HEADLINE}", HEADLINE, *PROSE)
    assert (article.headline, article.date) == (HEADLINE, None)
    assert scored(article) == [HEADLINE, *PROSE]
    article = page(write, "Valley Post", "Wednesday, February 4, 2026", "Subscribe", "World", HEADLINE, *PROSE)
    assert (article.headline, article.date) == (HEADLINE, None)
    article = page(write, "World", "Wednesday, February 4, 2026", HEADLINE, *PROSE)
    assert str(article.date) == "2026-02-04"


BOX = "Unlock the Editor’s Digest for freeAda Lin, who edits the FT, picks what she likes best for this weekly newsletter."


@pytest.mark.parametrize("behind", ["".join(PROSE), " ".join(PROSE) * 8])
def test_an_article_that_runs_on_behind_a_newsletter_s_box(behind: str, write: Write) -> None:
    """On one line with it, with or without a space: the box alone is marked, and still tells the outlet."""
    article = page(write, HEADLINE, BOX + behind)
    assert scored(article) == [HEADLINE, behind]
    assert article.outlet.value == "Financial Times"


@pytest.mark.parametrize("box", [BOX, f"{BOX} Subscribers can sign up here.", BOX[:-1]])
def test_a_newsletter_s_box_that_stands_alone(box: str, write: Write) -> None:
    """The whole line is the box's."""
    assert scored(page(write, HEADLINE, box, *PROSE)) == [HEADLINE, *PROSE]


def test_labels_behind_the_day_that_a_text_states(write: Write) -> None:
    """ "Breaking" is no first paragraph, and "Advertisement" no headline."""
    lines = ("date 2025-10-26 Advertisement", "Opinion", "SCMP Columnist", "Mill File by Ada Lin", HEADLINE, *PROSE)
    article = page(write, *lines)
    assert scored(article) == [HEADLINE, *PROSE]
    assert (article.byline, str(article.date)) == ("Ada Lin", "2025-10-26")
    assert scored(page(write, "date 2025-10-26 403", "Mills Close in the U.S.", *PROSE)) == [
        "Mills Close in the U.S.",
        *PROSE,
    ]
    assert scored(page(write, "date 2025-10-26 Breaking:", PROSE[0], "Earlier story:", PROSE[1])) == list(PROSE)
    article = page(write, "date 2025-10-26 Source: Port Wire", *PROSE)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks][:2] == [
        ("date", "date 2025-10-26"),
        ("credit", "Source: Port Wire"),
    ]


def test_who_wrote_it_below_the_summary(write: Write) -> None:
    """As on Xinhua's pages, whose first line is the source."""
    article = page(
        write,
        "Source: Xinhua",
        "Editor: huaxia",
        "2025-06-03 08:12:45",
        PROSE[0],
        "by Xinhua writers Ada Lin and Bo Po",
        PROSE[1],
    )
    assert scored(article) == list(PROSE)
    assert page(write, PROSE[0], "by the port and said that", "it would go on.", PROSE[1]).byline == ""


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


def test_names_of_icons_do_not_make_a_text_hard_wrapped(write: Write) -> None:
    """Single words in small letters, one below the other, are the page's."""
    article = page(write, "icon", "icon", "icon", "icon", "$300 Off", "News /", HEADLINE, *PROSE)
    assert scored(article) == [HEADLINE, *PROSE]


def test_teasers_below_a_longer_label(write: Write) -> None:
    """Headlines of other articles, none of them a sentence."""
    lines = ("More coverage of the strike at the port:", "Six things that the weavers want", "Owner counts his mills")
    assert scored(page(write, HEADLINE, *PROSE, *lines)) == [HEADLINE, *PROSE]


def test_the_day_below_the_first_paragraph(write: Write) -> None:
    """Writer and day may stand below the summary, which is the beginning of what follows, cut short or whole."""
    caption, body = "The quay of Aldmouth (Image credit: Vale News)", " ".join(PROSE)
    day = "Updated : Oct 15, 2024, 08:39 PM IST"
    lines = (
        HEADLINE,
        f"{body[:-40]}...",
        "Ada Lin",
        day,
        "Share the best of the Post and subscribe to it!",
        HEADLINE,
        caption,
    )
    article = page(write, *lines, body, PROSE[0])
    assert scored(article) == [HEADLINE, body, PROSE[0]]
    assert (str(article.date), article.byline) == ("2024-10-15", "Ada Lin")
    assert str(page(write, HEADLINE, body, "Ada Lin", day, *PROSE).date) == "2024-10-15"
    # A line that comes again often is a refrain.
    assert scored(page(write, *[PROSE[0]] * 3)) == [PROSE[0]] * 3


def test_who_wrote_it_in_a_list(write: Write) -> None:
    """With dashes, a hidden address, the writer's paper in brackets, an address behind the name, or the name below "By"."""
    listed = ("Published: 21 Jun. 2025, 12:43", "-", "- ADA LIN", "- [email protected]")
    article = page(write, HEADLINE, *listed, *PROSE, "BY BO PO [[email protected]]")
    assert scored(article) == [HEADLINE, *PROSE]
    assert article.byline == "ADA LIN"
    assert page(write, HEADLINE, "Ada Lin (The Jakarta Post)", "Premium", *PROSE).byline == "Ada Lin"
    assert page(write, HEADLINE, "BY ADA LIN ada.lin@vale.example", *PROSE).byline == "BY ADA LIN"
    article = page(write, HEADLINE, "[May 3, 2024] By", "ADA LIN", *PROSE)
    assert (str(article.date), article.byline) == ("2024-05-03", "ADA LIN")


def test_a_name_that_links_to_a_page_is_no_byline(write: Write) -> None:
    """Its sentence goes on below in small letters, perhaps behind an office."""
    article = page(
        write, HEADLINE, "Vale News2 days ago", "Port Director", "Ada Lin", f"said on Tuesday that {PROSE[0]}", PROSE[1]
    )
    assert scored(article)[1:3] == ["Port Director", "Ada Lin"]


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


@pytest.mark.parametrize("begins", ["BEIJING—The", "BEIJING- The", "NEW YORK--The", "BEIJING— The"])
def test_datelines_without_a_space(begins: str, write: Write) -> None:
    """Only behind a city that news is known to come from."""
    words = f"{begins} port has told its crews to stay at home until further notice, its director said."
    kinds = [block.kind for block in page(write, words, *PROSE).blocks]
    assert kinds == ["dateline"]
    assert not page(write, words.replace("BEIJING", "LEVIES").replace("NEW YORK", "OLD WOOL"), *PROSE).blocks


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


@pytest.mark.parametrize(
    ("dateline", "day", "outlet"),
    [
        ("ALDMOUTH, Vale, Nov. 12, 2025 (GLOBE NEWSWIRE) --", "2025-11-12", "GlobeNewswire"),
        ("ALDMOUTH, Nov. 12, 2025 /PRNewswire/ --", "2025-11-12", "PR Newswire"),
        ("ALDMOUTH, Vale.--(BUSINESS WIRE)--", "None", "Business Wire"),
        ("ALDMOUTH, Nov. 12, 2025 –", "2025-11-12", "unknown"),
    ],
)
def test_datelines_of_press_releases(dateline: str, day: str, outlet: str, write: Write) -> None:
    """They state the year."""
    article = page(write, HEADLINE, f"{dateline} {PROSE[0]}", PROSE[1])
    assert (str(article.date), article.outlet.value) == (day, outlet)
    assert ("dateline", dateline) in [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


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


def test_what_an_outlet_puts_behind_the_day(write: Write) -> None:
    """Its own notices there tell who it is, as on a line of their own."""
    article = page(write, "date 2025-10-26 This article is part of the Financial Times print edition", *PROSE)
    assert article.outlet.value == "unknown"
    article = page(write, "date 2025-10-26 Filtered By: Topstories", *PROSE)
    assert (article.outlet.value, scored(article)) == ("GMA News", list(PROSE))


def test_a_day_beside_the_weather_is_the_reader_s(write: Write) -> None:
    """With the name of a picture above it, and the real headline below."""
    lines = ("the valley post logo 150x150", "Wednesday, December 3, 2025", "25.9 C", "Vale", "Blog")
    article = page(write, *lines, HEADLINE, *PROSE)
    assert (article.headline, article.date) == (HEADLINE, None)


def test_a_row_of_titles_below_the_article(write: Write) -> None:
    """Four and more need no label; lines that tell what was or is are a box of facts, and prose."""
    titles = ("Weavers fear a longer strike", "A gate opens in Vale Harbour", "Wool levy: who pays and who does not",
              "Crews back a pause at the second gate")  # fmt: skip
    assert scored(page(write, HEADLINE, *PROSE, *titles)) == [HEADLINE, *PROSE]
    facts = ("The port of Aldmouth is the oldest in the vale", "It was opened in 1902 by four owners of mills",
             "Its gate has been shut twice since the war", "Originally it had two cranes but now there are nine")  # fmt: skip
    assert scored(page(write, HEADLINE, *PROSE, *facts)) == [HEADLINE, *PROSE, *facts]
    assert scored(page(write, HEADLINE, *PROSE, *titles[:2]))[3:] == list(titles[:2])


def test_a_headline_said_again_below_the_page_s_lines(write: Write) -> None:
    """What stands above it, with nothing but buttons between, is a longer label; without any it may be the headline."""
    label = "Vale Morning News at 5am on Weekend Mornings"
    assert page(write, label, "Live Now", "Advertisement", HEADLINE, HEADLINE, *PROSE).headline == HEADLINE
    shows = "A white mill on top of a green hill"
    assert page(write, HEADLINE, shows, shows, *PROSE).headline == HEADLINE
    assert scored(page(write, HEADLINE, shows, shows, *PROSE)) == [HEADLINE, *PROSE]


def test_signs_of_feeling_behind_the_first_paragraph(write: Write) -> None:
    """It is a paragraph, and no headline."""
    told = "Weavers and dockers met in Aldmouth this week, and hope for calmer days. 🇨🇳🇺🇸"
    assert page(write, told, *PROSE).headline == ""


def test_the_way_to_a_rubric_is_no_outlet(write: Write) -> None:
    """ "News / Nation" would be NewsNation without its sign."""
    assert page(write, "News / Nation", HEADLINE, *PROSE).outlet.value == "unknown"


def test_a_page_whose_links_break_its_paragraphs_is_not_hard_wrapped(write: Write) -> None:
    """Its teasers are marked all the same."""
    broken = [line for n in range(3) for line in (f"{PROSE[0]} {n} weavers asked", "the port to keep its gate open.")]
    article = page(write, HEADLINE, *broken, *PROSE, "Top stories", "Crews back a pause at the port")
    assert scored(article)[-1] == PROSE[1]


def test_four_words_in_capitals_are_no_names(write: Write) -> None:
    """A brief headline beside the page's lines has not written the article."""
    article = page(
        write, "date 2018-08-05 Accessibility links", "Port-Mill Quarrel Grows Louder", "• Vale News", *PROSE
    )
    assert (article.headline, article.byline) == ("Port-Mill Quarrel Grows Louder", "")


def test_a_picture_of_one_agency_through_another(write: Write) -> None:
    """Its names alone, with bars between."""
    caption = "Cranes stand idle at the port before a meeting of weavers and dockers in Aldmouth, July 30, 2019."
    assert scored(page(write, HEADLINE, caption, "Bloomberg | Bloomberg | Getty Images", *PROSE)) == [HEADLINE, *PROSE]
