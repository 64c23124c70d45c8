"""A progress line on stderr for anything over a second; silent where stderr is not a terminal."""

from __future__ import annotations

import sys
import time

import click

_FIRST_AFTER = 1.0
_EVERY = 0.2


class ProgressLine:
    """Says how many megabytes are done, how fast, and how long is left where the total is known."""

    def __init__(self, total: int = 0) -> None:
        self._total, self._before = total, 0
        self._begun = self._said = time.monotonic()
        self._shown = False

    def skip(self, done: int) -> None:
        """``done`` bytes were done by an earlier run: they tell nothing about how fast this one is."""
        self._before = done

    def __call__(self, done: int) -> None:
        """``done`` bytes so far."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._begun < _FIRST_AFTER or now - self._said < _EVERY:
            return
        self._said, self._shown = now, True
        rate = (done - self._before) / (now - self._begun)
        left = f", {(self._total - done) / rate:.0f} s left" if self._total > done and rate > 0 else ""
        click.echo(f"\r\x1b[K{done / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s{left}", err=True, nl=False)

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
