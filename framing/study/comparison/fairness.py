"""What makes a comparison of outlets unfair: opinion against report, translated against native text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.records.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

WARNINGS = Table(
    "warnings",
    "one thing that sets the outlets' articles on one event apart besides their framing",
    (
        Column("event", "int", "the event (or what was grouped by); 0 for all articles together"),
        Column("code", "category", "genre or translated"),
        Column("reason", "text", "one plain sentence for the heading"),
    ),
)

#: Words of the tag genre that stand for opinion; all other given genres count as reports, but analysis is between.
OPINION = frozenset("editorial commentary opinion op-ed oped column comment letter blog leader essay".split())
_YES = frozenset("yes true 1 y translated".split())
_NO = frozenset("no false 0 n native".split())


def unfair_comparisons(articles: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Warnings for each group of ``by`` (None: all articles) in which outlets differ in genre or in translation.

    ``articles`` needs the columns outlet, genre and translated. An outlet whose articles carry no tag makes no warning.
    Columns: ``event`` (the group), ``code``, ``reason``.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["A", "A", "B"], "genre": ["report", "report", "editorial"], "translated": ""})
    >>> print(unfair_comparisons(table)["reason"][0])
    Opinion stands against reports: A 0 of 2, B 1 of 1 opinion pieces.
    """
    numbers = [0] * len(articles) if by is None else articles[by].tolist()
    outlets = [str(outlet) for outlet in articles["outlet"].tolist()]
    warnings = []
    for code, kinds in (("genre", _genre), ("translated", _translated)):
        tallies: dict[int, dict[str, tuple[int, int]]] = {}
        for number, outlet, value in zip(numbers, outlets, articles[code].tolist(), strict=True):
            if (found := kinds(str(value))) is not None:
                tally = tallies.setdefault(int(number), {})
                k, n = tally.get(outlet, (0, 0))
                tally[outlet] = (k + found, n + 1)
        warnings += [(n, code, reason) for n, tally in tallies.items() if (reason := _reason(tally, code))]
    return WARNINGS.frame_of_rows(sorted(warnings))


def _genre(value: str) -> bool | None:
    kind = value.strip().casefold()
    return None if kind in ("", "unknown", "nan") else kind in OPINION


def _translated(value: str) -> bool | None:
    kind = value.strip().casefold()
    return True if kind in _YES else False if kind in _NO else None


def _reason(tally: dict[str, tuple[int, int]], code: str) -> str:
    """The warning if the outlets' shares differ; empty if not, or if fewer than two outlets are tagged."""
    if len({k / n for k, n in tally.values()}) < 2:
        return ""
    counts = ", ".join(f"{outlet} {k} of {n}" for outlet, (k, n) in sorted(tally.items()))
    if code == "genre":
        return f"Opinion stands against reports: {counts} opinion pieces."
    return f"Translated text stands against text written in the language: {counts} translated."
