"""The moment that files say they were made at."""

from __future__ import annotations

import datetime as dt

import pytest

from framing.engine.clock import declared_moment
from framing.errors import UsageError


def test_the_moment_is_declared_or_it_is_not(monkeypatch: pytest.MonkeyPatch):
    """SOURCE_DATE_EPOCH counts seconds since 1970; set to nothing it says nothing."""
    for text, moment in (("", None), ("1700000000", dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC))):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
        assert declared_moment() == moment
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert declared_moment() is None


@pytest.mark.parametrize("text", ["yesterday", "99999999999999999999", "9" * 5_000, "1e9"])
def test_what_is_no_moment_is_named(monkeypatch: pytest.MonkeyPatch, text: str):
    """Neither the hour nor another year is taken instead."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no moment"):
        declared_moment()
