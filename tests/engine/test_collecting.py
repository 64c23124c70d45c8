"""The collector of garbage rests, and is left as it was found."""

from __future__ import annotations

import gc

import pytest

from framing.engine.collecting import collector_resting


def test_collector_looks_again_afterwards() -> None:
    """Inside nothing is looked for; behind it, even behind an error, the collector is at work again."""
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_resting():
        _ = 1 / gc.isenabled()
    assert gc.isenabled()


def test_collector_that_rested_rests_on() -> None:
    """Whoever had switched it off finds it off."""
    gc.disable()
    try:
        with collector_resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
