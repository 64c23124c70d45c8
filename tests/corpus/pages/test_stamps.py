"""Date stamps of web pages: what states a day, and prose that does not."""

# Tables of cases read best one case to a line.

from __future__ import annotations

import pytest

from framing.corpus.pages.stamps import read_stamp, stated_day

STAMPS = [
    # line, day, what else it says
    (
        "By ADA LIN in Aldmouth | China Daily | Updated: 2025-10-27 07:12",
        "2025-10-27",
        "By ADA LIN in Aldmouth | China Daily",
    ),
    ("By Bo Po Source:Valley Post Published: 2019/6/1 21:37:59", "2019-06-01", "By Bo Po Source:Valley Post"),
    ("October 27, 20259:54 AM UTCUpdated 2 hours ago", "2025-10-27", ""),
    ("Mon, October 27, 2025 at 5:12 AM EDT 4 min read", "2025-10-27", ""),
    ("Updated 13:21, 27-Oct-2025", "2025-10-27", ""),
    ("Oct 23rd 2025|ALDMOUTH|5 min read", "2025-10-23", "ALDMOUTH"),
    (
        "Ada Lin · Valley Wire · Posted: Oct 27, 2025 8:12 AM EDT | Last Updated: October 28",
        "2025-10-27",
        "Ada Lin · Valley Wire",
    ),
    ("Oct 27, 2025 - Politics & Policy", "2025-10-27", "Politics & Policy"),
    ("10/11/2025 05:22 PM EDT", "", ""),
    ("Valley Post29-04-2025", "2025-04-29", "Valley Post"),
    ("Valley Post | 04/05/2025 8:12 AM", "", "Valley Post"),
    ("27 Oct, 08:12", "", ""),
    ("2025-05-14 source:Vale News", "2025-05-14", "source:Vale News"),
    ("(Vale News) April 08, 2025", "2025-04-08", "(Vale News)"),
    ("Vale News) April 08, 2025", "2025-04-08", "Vale News)"),
    ("By: LinFrom:Vale Wire | Updated: 2019-Jun-4 09:27", "2019-06-04", "By: LinFrom:Vale Wire"),
]


@pytest.mark.parametrize(("line", "day", "names"), STAMPS)
def test_date_stamps(line: str, day: str, names: str) -> None:
    """The day in the forms that pages use; one that can be read in two ways, or lacks its year, is none."""
    stamp = read_stamp(line)
    assert stamp is not None
    assert (str(stated_day([stamp]) or ""), stamp.names) == (day, names)


@pytest.mark.parametrize(
    "line",
    [
        "Lin said on Oct. 27, 2025 that the mills would close",
        "Ada Lin (Aldmouth) On Oct. 27, 2025",
        "Levy of 2025 To Fall on Oct. 27, 2025",
        "The mills closed on 12 May 2020.",
        "Four mills of 2018-2019",
        "5 min read",
    ],
)
def test_prose_is_no_stamp(line: str) -> None:
    """A day inside a sentence or a headline says nothing about when it was published."""
    assert read_stamp(line) is None


def test_published_comes_before_updated_and_contradictions_state_no_day() -> None:
    """Which of several days counts; two days of equal standing are no day."""
    first, second = read_stamp("Published: 3 Jun 2019"), read_stamp("Updated: 5 Jun 2019")
    assert first is not None
    assert second is not None
    assert str(stated_day([second, first])) == "2019-06-03"
    third = read_stamp("Published: 4 Jun 2019")
    assert third is not None
    assert stated_day([first, third]) is None
