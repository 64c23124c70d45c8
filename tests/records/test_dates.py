"""Dates: as strict as their source, and never one that the calendar does not have."""

from __future__ import annotations

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
