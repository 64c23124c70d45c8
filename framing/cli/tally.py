"""What was skipped or doubtful on the way, listed at a verb's end, and the exit code that it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import idle
from framing.records.grammar import counted, some_of

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions
    from framing.study.bridge.arrow import Tables

SKIPPED = 3
#: How many skipped inputs are listed one by one.
_MOST_LISTED = 20
#: How many files of formats that nobody can read are named.
_MOST_NAMED = 5


class Tally:
    """Counts issues as they come by and says at the end what they mean for the exit code.

    With ``strict`` any skipped input or warning is a failure. ``reader`` is what the user asked of the reading:
    whether its ``--outlet`` tagged any article is said as well.
    """

    def __init__(self, strict: bool, reader: ReadOptions | None = None) -> None:
        self.strict = strict
        self._outlet = reader.outlet if reader else ""
        self._tagged: bool | None = None
        self.skipped: list[str] = []
        self.skipped_count = 0
        self.warnings: dict[str, int] = {}
        self.unread: list[str] = []

    @classmethod
    def of(
        cls, issues: Iterable[Mapping[Any, Any]], strict: bool, reader: ReadOptions, evidence: Iterable[str]
    ) -> Tally:
        """Of issues that are all known before there is any output; with ``--strict`` they may end it here."""
        tally = cls(strict, reader)
        tally.saw(evidence)
        tally.add(issues)
        tally.fail_if_strict()
        return tally

    def add(self, issues: Iterable[Mapping[Any, Any]]) -> None:
        """Take rows of the issues table."""
        from framing.errors import printable

        for issue in issues:
            if issue["severity"] == "skipped":
                self.skipped_count += 1
                if len(self.skipped) < _MOST_LISTED:
                    # A missing line is None in Arrow and NA in pandas.
                    line = f":{issue['line']}" if isinstance(issue["line"], int) else ""
                    place = f"{printable(issue['file'] or issue['doc_id'])}{line}"
                    remedy = f" → {printable(issue['remedy'])}" if issue["remedy"] else ""
                    self.skipped.append(f"{place}: {printable(issue['reason'])}{remedy}")
            elif issue["severity"] == "warning":
                self.warnings[issue["code"]] = self.warnings.get(issue["code"], 0) + 1
            elif issue["code"] == "not-read":
                self.unread.append(printable(issue["file"]))

    def take(self, part: Tables) -> None:
        """Take one part of the tables of many articles."""
        self.add(part["issues"].to_pylist())
        if self._outlet:
            self.saw(part["articles"]["outlet_evidence"].to_pylist())

    def saw(self, evidence: Iterable[str]) -> None:
        """Take what the articles' outlets rest on: the column ``outlet_evidence`` of the articles table."""
        if self._outlet and not self._tagged:
            found = [text.startswith("--outlet") for text in evidence]
            self._tagged = any(found) if found else self._tagged

    def take_skipped(self) -> list[str]:
        """What was skipped since the last time, for a verb that does not end by itself."""
        lines, self.skipped = self.skipped, []
        return lines

    def finish(self, *, listed: bool = False) -> None:
        """List what was skipped (if it is not ``listed`` yet), and leave with the exit code that means, if anything."""
        self.fail_if_strict()
        if self._tagged is False:
            idle(f"--outlet {self._outlet}", "every article has an outlet of its own")
        if not listed:
            self._list()
        if self.skipped_count:
            raise click.exceptions.Exit(SKIPPED)

    def fail_if_strict(self) -> None:
        """With ``--strict``, any skipped input or warning is a failure; what was skipped is listed."""
        from framing.errors import FramingError

        if self.strict and (self.skipped_count or self.warnings):
            self._list()
            skipped = counted(self.skipped_count, "skipped input")
            raise FramingError(
                f"--strict: {skipped}, {counted(sum(self.warnings.values()), 'warning')}",
                remedy="mend them (framing check lists them), or leave out --strict",
            )

    def _list(self) -> None:
        if self.skipped_count:
            click.echo(f"skipped {counted(self.skipped_count, 'input')}:", err=True)
            for line in self.skipped:
                click.echo(f"  {line}", err=True)
            if self.skipped_count > len(self.skipped):
                click.echo(f"  and {self.skipped_count - len(self.skipped)} more; framing check lists all", err=True)
        if self.warnings:
            said = ", ".join(f"{count} {code}" for code, count in sorted(self.warnings.items()))
            click.echo(f"warnings: {said} (framing check lists them)", err=True)
        if self.unread:
            said = f"{counted(len(self.unread), 'file')} of other formats: {some_of(self.unread, _MOST_NAMED)}"
            click.echo(f"not read: {said} (framing check says what to do)", err=True)
