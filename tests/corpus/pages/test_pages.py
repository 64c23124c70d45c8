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


def test_names_of_icons_do_not_make_a_text_hard_wrapped(write: Write) -> None:
    """Single words in small letters, one below the other, are the page's."""
    article = page(write, "icon", "icon", "icon", "icon", "$300 Off", "News /", HEADLINE, *PROSE)
    assert scored(article) == [HEADLINE, *PROSE]


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


@pytest.mark.parametrize("begins", ["BEIJING—The", "BEIJING- The", "NEW YORK--The", "BEIJING— The"])
def test_datelines_without_a_space(begins: str, write: Write) -> None:
    """Only behind a city that news is known to come from."""
    words = f"{begins} port has told its crews to stay at home until further notice, its director said."
    kinds = [block.kind for block in page(write, words, *PROSE).blocks]
    assert kinds == ["dateline"]
    assert not page(write, words.replace("BEIJING", "LEVIES").replace("NEW YORK", "OLD WOOL"), *PROSE).blocks


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


def test_a_headline_said_again_below_the_page_s_lines(write: Write) -> None:
    """What stands above it, with nothing but buttons between, is a longer label; without any it may be the headline."""
    label = "Vale Morning News at 5am on Weekend Mornings"
    assert page(write, label, "Live Now", "Advertisement", HEADLINE, HEADLINE, *PROSE).headline == HEADLINE
    shows = "A white mill on top of a green hill"
    assert page(write, HEADLINE, shows, shows, *PROSE).headline == HEADLINE
    assert scored(page(write, HEADLINE, shows, shows, *PROSE)) == [HEADLINE, *PROSE]


def test_the_way_to_a_rubric_is_no_outlet(write: Write) -> None:
    """ "News / Nation" would be NewsNation without its sign."""
    assert page(write, "News / Nation", HEADLINE, *PROSE).outlet.value == "unknown"


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
