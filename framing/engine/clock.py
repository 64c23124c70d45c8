"""The moment that files say they were made at, where somebody wants the same bytes at any hour."""

from __future__ import annotations

import datetime as dt
import os

from framing.errors import UsageError

__all__ = ["declared_moment", "settle_moment"]

_NAME = "SOURCE_DATE_EPOCH"


def declared_moment() -> dt.datetime | None:
    """What ``SOURCE_DATE_EPOCH`` (seconds since 1970) says, in UTC; None where it is not set.

    UsageError where it says no moment before the year 10,000.
    """
    seconds = os.environ.get(_NAME, "")
    if not seconds:
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        reason = f"{_NAME} is no moment: {seconds}"
        raise UsageError(reason, remedy="set it to seconds since 1970, such as 1700000000, or unset it") from None


def settle_moment() -> None:
    """Refuse a moment that is none (UsageError), and unset an empty one: numpy fails on both while it loads."""
    if _NAME in os.environ and declared_moment() is None:
        del os.environ[_NAME]
