"""Dates: as precise as their source, read where they have one reading, refused where they have two or none."""

from __future__ import annotations

import time

import pytest

from framing.errors import InputError
from framing.records.dates import parse_date


@pytest.mark.parametrize(
    "text", ["2025-00", "2025-00-15", "2025-10-00", "20251000", "20250027", "0 October 2025", "0000", "2025-02-29"]
)
def test_no_month_and_no_day_is_the_zeroth(text: str) -> None:
    """A zero is no way to say that a part is unknown: it is left out."""
    with pytest.raises(InputError, match="not a date of the calendar"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "iso"), [("2025", "2025"), ("2025-10", "2025-10"), ("20251027", "2025-10-27"), ("Oct 2025", "2025-10")]
)
def test_a_part_that_is_left_out_stays_unknown(text: str, iso: str) -> None:
    """Nothing is made up for it."""
    date = parse_date(text)
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025", "2025"),
        ("2025-10", "2025-10"),
        ("October 2025", "2025-10"),
        ("2025-10-27T08:00:00Z", "2025-10-27"),
        ("20251027", "2025-10-27"),
        ("2025/10/27", "2025-10-27"),
        ("2025-1-5", "2025-01-05"),
        ("Mon, 27 Oct 2025 08:00:00 GMT", "2025-10-27"),
        ("Mon, 27 Oct 2025 08:00:00 +0800", "2025-10-27"),
        ("Monday, October 27, 2025", "2025-10-27"),
        ("October 27, 2025 at 8:15 a.m. EDT", "2025-10-27"),
        ("27th of October 2025", "2025-10-27"),
        ("27-Oct-2025", "2025-10-27"),
        ("27. October 2025", "2025-10-27"),
        ("October 27, 2025 Monday", "2025-10-27"),
        ("Mon Oct 27 08:00:00 2025", "2025-10-27"),
        ("Mon Oct 27 08:00:00 +0000 2025", "2025-10-27"),
        ("2025-10-27 Monday", "2025-10-27"),
        ("2025年10月27日", "2025-10-27"),
        ("2025年10月27日 08:00", "2025-10-27"),
        ("2025年10月", "2025-10"),
    ],
)
def test_a_date_with_one_reading_is_read(written: str, iso: str) -> None:
    """As feeds, spreadsheets and pages write it."""
    assert str(parse_date(written)) == iso


@pytest.mark.parametrize(
    "written",
    [
        "10/11/2025",  # 10 November or October 11
        "27/10/2025",  # its neighbour in the column may be 10/11/2025
        "10/27/2025",
        "27.10.2025",
        "1.2.2025",
        "25-10-27",
        "27-Oct-25",
        "2025.1",  # or 2025.10, which a spreadsheet took for a number
        "27/10/25",
        "2025/10",
        "2025-02-29",
        "2025/13/01",
        "31/31/2025",
        "0000-00-00",
        "45957",
        "1761523200",
        "autumn 2025",
        "October 27",
        "2025-10-27/28",
        "8:15",
        "Mon",
        "27/10-2025",
        "27 octobre 2025",
    ],
)
def test_a_date_with_two_readings_or_none_is_refused(written: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InputError):
        parse_date(written)


def test_a_long_text_is_no_date_at_once() -> None:
    """However many clocks it holds, and the message is short."""
    with pytest.raises(InputError) as caught:
        parse_date("8:15 " * 100_000)
    assert len(caught.value.reason) < 200


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u00a0"])
def test_a_run_of_blanks_costs_its_length(blank: str) -> None:
    """Not its square, as a search for a weekday behind each of them would."""
    start = time.process_time()
    with pytest.raises(InputError):
        parse_date(f"a{blank * 200_000}b")
    assert time.process_time() - start < 5
