"""When Python looks for garbage in circles: not while objects are made by the thousand that all stay, or go in turn."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """No search for garbage in circles, unless somebody else wanted none anyway.

    >>> with collector_resting():
    ...     gc.isenabled()
    False
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()
