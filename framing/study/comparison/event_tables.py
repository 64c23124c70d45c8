"""Events as tables: one row an event, one an article, one a warning."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.article import Article
from framing.records.tables import Column, Table
from framing.study.comparison.fairness import unfair_comparisons
from framing.study.wording.reuse import count_outlets

if TYPE_CHECKING:
    import pandas as pd

EVENT_ARTICLES = Table(
    "event_articles",
    "one article and the event it is on",
    (
        Column("doc_id", "text", "the article"),
        Column("event", "int", "number of the event, from 1, in the order of first days; undated events last"),
        Column("outlet", "category", "who published it"),
        Column("date", "text", "as in articles"),
        Column("genre", "category", "as in articles"),
        Column("translated", "category", "as in articles"),
        Column("basis", "category", "why it is there: words and days, days of one story, named day, words, alone"),
        Column("cosine", "float", "mean TF-IDF cosine with the others of the event; missing if it is alone"),
        Column("named", "text", "days that its text names, YYYY-MM-DD, space-separated"),
    ),
)

EVENTS = Table(
    "events",
    "one event",
    (
        Column("event", "int", "its number"),
        Column("about", "text", "five words that set its articles apart from the others'"),
        Column("first", "text", "first day of publication among full dates; else empty"),
        Column("last", "text", "last day, likewise"),
        Column("articles", "int", "articles on it"),
        Column("outlets", "int", "outlets among them"),
        Column("who", "text", "outlets and their numbers of articles, the most first"),
        Column("warnings", "int", "what makes comparing outlets on it unfair: rows of the table warnings"),
    ),
)


@dataclass(frozen=True)
class Events:
    """Tables ``events``, ``articles``, ``warnings``; ``one_story``, ``coherence`` and ``note`` say how it was done."""

    events: pd.DataFrame
    articles: pd.DataFrame
    warnings: pd.DataFrame
    one_story: bool
    coherence: float
    note: str

    def __repr__(self) -> str:
        return f"<Events: {len(self.events)} events, {len(self.articles)} articles>"


@dataclass(slots=True)
class Placing:
    """Articles on their way to events: group number (-1: none yet) and why."""

    articles: tuple[Article, ...]
    rows: Any
    group: Any
    basis: list[str]
    named: list[frozenset[dt.date]]
    one_story: bool
    threshold: float
    days: list[tuple[int, int] | None] = field(default_factory=list)


def by_day(article: Article) -> tuple[str, str]:
    """The order of articles: by date as far as it goes, then by id; undated ones last."""
    return article.day or "9999", article.doc_id


def tables_of(placing: Placing, terms: Sequence[str], alike: float, window: int) -> Events:
    """The tables of articles that all have a group; events are numbered by their first day and id."""
    articles, group = placing.articles, placing.group
    firsts = {g: min(by_day(articles[i]) for i in np.flatnonzero(group == g).tolist()) for g in set(group.tolist())}
    rank = {g: number for number, g in enumerate(sorted(firsts, key=lambda g: firsts[g]), start=1)}
    number = [rank[g] for g in group.tolist()]
    sizes = Counter(number)
    columns = {
        "doc_id": [a.doc_id for a in articles],
        "event": number,
        "outlet": [a.outlet.value for a in articles],
        "date": [a.day for a in articles],
        "genre": [a.genre for a in articles],
        "translated": [a.translated for a in articles],
        "basis": [why if sizes[n] > 1 else "alone" for why, n in zip(placing.basis, number, strict=True)],
        "cosine": _mean_cosines(placing.rows, np.array(number, np.int64)),
        "named": [" ".join(sorted(map(str, days))) for days in placing.named],
    }
    listed = EVENT_ARTICLES.frame_of(columns)
    listed = listed.sort_values(["event", "date", "doc_id"], kind="stable", ignore_index=True)
    warnings = unfair_comparisons(listed, by="event")
    events = _event_table(placing, np.array(number, np.int64), terms, warnings)
    return Events(events, listed, warnings, placing.one_story, alike, _note(placing, alike, window))


def _mean_cosines(rows: Any, number: Any) -> list[float | None]:
    """Mean cosine of each article with the others of its event."""
    from scipy import sparse

    shape = (int(number.max(initial=0)) + 1, len(number))
    member = sparse.csr_array((np.ones(len(number)), (number, np.arange(len(number)))), shape=shape)
    sizes = np.bincount(number)[number]
    sums = np.asarray((member @ rows)[number].multiply(rows).sum(axis=1)).ravel()
    own = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    return [float(v) / (size - 1) if size > 1 else None for v, size in zip(sums - own, sizes.tolist(), strict=True)]


def _event_table(placing: Placing, number: Any, terms: Sequence[str], warnings: pd.DataFrame) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    total = np.asarray(placing.rows.sum(axis=0)).ravel()
    said = Counter(warnings["event"].tolist())
    for event in range(1, int(number.max(initial=0)) + 1):
        members = np.flatnonzero(number == event)
        held = [placing.articles[i] for i in members.tolist()]
        outlets = Counter(a.outlet.value for a in held)
        days = sorted(a.date.iso for a in held if a.date and a.date.precision == "day")
        about = ", ".join(_telling(placing.rows, members, total, terms))
        first, last = (days[0], days[-1]) if days else ("", "")
        rows.append((event, about, first, last, len(held), len(outlets), count_outlets(outlets), said[event]))
    return EVENTS.frame_of_rows(rows)


def _telling(rows: Any, members: Any, total: Any, terms: Sequence[str]) -> list[str]:
    """The five terms whose mean weight in the event is the furthest above that in the other articles."""
    block = rows[members]
    column, inverse = np.unique(block.indices, return_inverse=True)
    inside = np.bincount(inverse, weights=block.data, minlength=len(column))
    others = rows.shape[0] - len(members)
    gap = inside / len(members) - ((total[column] - inside) / others if others else 0.0)
    return [terms[column[i]] for i in np.argsort(-gap, kind="stable")[:5].tolist() if gap[i] > 0]


def _note(placing: Placing, alike: float, window: int) -> str:
    undated = sum(span is None for span in placing.days)
    vague = sum(span is not None and span[0] != span[1] for span in placing.days)
    words = f"they are alike (TF-IDF, average cosine of {placing.threshold:.2f} or more)"
    if placing.one_story:
        how = (
            f"The articles tell one story (median cosine of their words {alike:.2f}), so days decide what is one "
            f"event: a run of coverage, far denser than the weeks around it, without a silence of more than {window} "
            f"days. Elsewhere articles are on one event if {words}."
        )
    else:
        how = f"Articles are on one event if {words} and were published at most {window} days apart."
    missing = [f"{count} without a {what}" for count, what in ((undated, "date"), (vague, "day")) if count]
    return f"{how} Placed by words or by the days they name, or not: {' and '.join(missing)}." if missing else how
