"""Same event first: which articles are on one event, and what makes a comparison inside it unfair."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.article import Article
from framing.records.tables import Column, Table
from framing.stats.events import THRESHOLD, WINDOW, bursts, group_story, group_words, story_background
from framing.stats.similarity import ONE_STORY, coherence, tfidf
from framing.study.fairness import unfair_comparisons
from framing.study.named_dates import named_dates
from framing.study.terms import read_terms

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
    """Tables ``events``, ``articles`` and ``warnings``; ``one_story``, ``coherence`` and ``note`` say how it was done."""

    events: pd.DataFrame
    articles: pd.DataFrame
    warnings: pd.DataFrame
    one_story: bool
    coherence: float
    note: str

    def __repr__(self) -> str:
        return f"<Events: {len(self.events)} events, {len(self.articles)} articles>"


@dataclass(slots=True)
class _Placing:
    """Articles on their way to events: group number (-1: none yet) and why."""

    articles: tuple[Article, ...]
    rows: Any
    group: Any
    basis: list[str]
    named: list[frozenset[dt.date]]
    one_story: bool
    threshold: float
    days: list[tuple[int, int] | None] = field(default_factory=list)


def find_events(corpus: Iterable[Article], *, threshold: float = THRESHOLD, window: int = WINDOW) -> Events:
    """Articles grouped by event: alike in their words and published within ``window`` days of each other.

    A mixed collection: TF-IDF cosine (sublinear, function words and terms of more than 30 % of the articles left out),
    average linkage, cut at ``threshold``. A collection that tells one story (mean cosine of plain words >= .16) shares
    its words, so days decide: bursts of coverage (``framing.stats.events.group_story``). An article whose date is
    missing or only a month joins an event if its words are alike enough and its text names one of the event's days or
    its month allows it; in a mixed collection words alone are enough where there is no date. No day is ever invented.

    >>> from framing.records.dates import Date
    >>> texts = ["Tariffs on glass and pumps.", "Glass and pumps: tariffs.", "Glass tariffs, pumps."]
    >>> days = ["2024-03-04", "2024-03-05", "2024-06-01"]
    >>> found = find_events(Article(f"d{i}", t, date=Date(d)) for i, (t, d) in enumerate(zip(texts, days)))
    >>> found.articles[["doc_id", "event"]].values.tolist()
    [['d0', 1], ['d1', 1], ['d2', 2]]
    """
    articles = tuple(sorted(corpus, key=_by_day))
    read = read_terms(articles)
    rows, alike = tfidf(read.matrix), coherence(read.matrix)
    one_story = bool(alike >= ONE_STORY)
    days = [_span(article) for article in articles]
    dated = np.array([i for i, span in enumerate(days) if span and span[0] == span[1]], np.int64)
    day = np.array([days[i][0] for i in dated.tolist()], np.int64)  # type: ignore[index]
    group, basis = np.full(len(articles), -1, np.int64), ["alone"] * len(articles)
    by_days = np.zeros(len(dated), np.bool_)
    if one_story and len(dated):
        group[dated], by_days = group_story(rows[dated], day, threshold=threshold, window=window)
    elif len(dated):
        group[dated] = group_words(rows[dated], day, threshold=threshold, window=window)
    least = threshold
    if one_story:
        least = min(story_background(rows[dated], bursts(day, window=window)).upper, threshold)
    for i, decided in zip(dated.tolist(), by_days.tolist(), strict=True):
        basis[i] = "days of one story" if decided else "words and days"
    placing = _Placing(articles, rows, group, basis, [named_dates(a) for a in articles], one_story, threshold, days)
    _place_the_rest(placing, least, window)
    _join_undated(placing)
    return _tables(placing, read.terms, alike, window)


def _by_day(article: Article) -> tuple[str, str]:
    return article.date.iso if article.date else "9999", article.doc_id


def _span(article: Article) -> tuple[int, int] | None:
    """First and last day, as ordinals, that the article's date allows; None without a date."""
    if article.date is None:
        return None
    year, month, day = (int(part) for part in (article.date.iso + "-00-00").split("-")[:3])
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first.toordinal(), first.toordinal()
    after = dt.date(year + 1, 1, 1) if not month or month == 12 else dt.date(year, month + 1, 1)
    return first.toordinal(), after.toordinal() - 1


def _place_the_rest(placing: _Placing, least: float, window: int) -> None:
    """Give articles without an exact day, and those alone with theirs, to the event they fit best, if any.

    ``least`` is the cosine that a named day asks for. All are placed against the events as the days left them, so that
    the order of articles does not matter.
    """
    sizes = np.bincount(placing.group[placing.group >= 0], minlength=1)
    events = [np.flatnonzero(placing.group == g) for g in np.flatnonzero(sizes >= 2).tolist()]
    spans = [_span_of(placing, members) for members in events]
    loose = np.array([i for i, g in enumerate(placing.group.tolist()) if g < 0 or sizes[g] < 2], np.int64)
    best: dict[int, tuple[float, int, str]] = {}
    for article, event, cosine in _alike(placing.rows, loose, events, min(least, placing.threshold)):
        why = _link(placing, article, spans[event], window)
        if why and cosine >= (least if why == "named day" else placing.threshold):
            best[article] = max(best.get(article, (0.0, 0, "")), (cosine, -event, why))
    for article, (_, event, why) in best.items():
        placing.group[article], placing.basis[article] = placing.group[events[-event][0]], why


def _span_of(placing: _Placing, members: Any) -> tuple[int, int]:
    spans = [span for m in members.tolist() if (span := placing.days[m])]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _alike(rows: Any, loose: Any, events: list[Any], least: float) -> Iterator[tuple[int, int, float]]:
    """Loose articles and events with a mean cosine of at least ``least``."""
    from scipy import sparse

    if not events or not len(loose):
        return
    owner = np.repeat(np.arange(len(events)), [len(members) for members in events])
    share = np.repeat([1.0 / len(members) for members in events], [len(members) for members in events])
    member = sparse.csr_array((share, (owner, np.concatenate(events))), shape=(len(events), rows.shape[0]))
    means = sparse.csr_array(member @ rows).T.tocsr()
    for start in range(0, len(loose), 500):
        found = (rows[loose[start : start + 500]] @ means).tocoo()
        kept = found.data >= least
        one, other = (np.asarray(x)[kept] for x in found.coords)
        yield from zip(loose[start + one].tolist(), other.tolist(), found.data[kept].tolist(), strict=True)


def _link(placing: _Placing, article: int, event: tuple[int, int], window: int) -> str:
    """What could link an article to an event besides its words: a named day, its month, nothing against it; or empty.

    A named day counts if it is past when the article appears: a deadline to come is not what it reports on.
    """
    first, last = event
    span = placing.days[article]
    latest = span[1] if span else last
    if any(first <= day.toordinal() <= min(last, latest) for day in placing.named[article]):
        return "named day"
    if placing.one_story:
        return ""
    if span is None:
        return "words"
    exact = span[0] == span[1]
    return "words and month" if not exact and span[0] <= last + window and span[1] >= first - window else ""


def _join_undated(placing: _Placing) -> None:
    """Undated articles that found no event: together by words alone in a mixed collection, each alone in one story."""
    rest = np.flatnonzero(placing.group < 0)
    used = int(placing.group.max(initial=-1)) + 1
    if not len(rest):
        return
    if placing.one_story:
        placing.group[rest] = used + np.arange(len(rest))
        return
    undated = np.array([i for i in rest.tolist() if placing.days[i] is None], np.int64)
    if len(undated):
        placing.group[undated] = used + group_words(
            placing.rows[undated], np.zeros(len(undated), np.int64), threshold=placing.threshold, window=0
        )
        used = int(placing.group.max()) + 1
        for i in undated.tolist():
            placing.basis[i] = "words"
    left = np.flatnonzero(placing.group < 0)
    placing.group[left] = used + np.arange(len(left))


def _tables(placing: _Placing, terms: Sequence[str], alike: float, window: int) -> Events:
    articles, group = placing.articles, placing.group
    firsts = {g: min(_by_day(articles[i]) for i in np.flatnonzero(group == g).tolist()) for g in set(group.tolist())}
    rank = {g: number for number, g in enumerate(sorted(firsts, key=lambda g: firsts[g]), start=1)}
    number = [rank[g] for g in group.tolist()]
    sizes = Counter(number)
    columns = {
        "doc_id": [a.doc_id for a in articles],
        "event": number,
        "outlet": [a.outlet.value for a in articles],
        "date": [a.date.iso if a.date else "" for a in articles],
        "genre": [a.genre for a in articles],
        "translated": [a.translated for a in articles],
        "basis": [why if sizes[n] > 1 else "alone" for why, n in zip(placing.basis, number, strict=True)],
        "cosine": _mean_cosines(placing.rows, np.array(number, np.int64)),
        "named": [" ".join(sorted(map(str, days))) for days in placing.named],
    }
    listed = EVENT_ARTICLES.frame(EVENT_ARTICLES.from_columns(columns))
    listed = listed.sort_values(["event", "date", "doc_id"], kind="stable", ignore_index=True)
    warnings = unfair_comparisons(listed, by="event")
    events = _event_table(placing, np.array(number, np.int64), terms, warnings)
    return Events(events, listed, warnings, placing.one_story, alike, _note(placing, alike, window))


def _mean_cosines(rows: Any, number: Any) -> list[float | None]:
    """Mean cosine of each article with the others of its event."""
    from scipy import sparse

    member = sparse.csr_array((np.ones(len(number)), (number, np.arange(len(number)))))
    sizes = np.bincount(number)[number]
    sums = np.asarray((member @ rows)[number].multiply(rows).sum(axis=1)).ravel()
    own = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    return [float(v) / (size - 1) if size > 1 else None for v, size in zip(sums - own, sizes.tolist(), strict=True)]


def _event_table(placing: _Placing, number: Any, terms: Sequence[str], warnings: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {column.name: [] for column in EVENTS.columns}
    total = np.asarray(placing.rows.sum(axis=0)).ravel()
    said = Counter(warnings["event"].tolist())
    for event in range(1, int(number.max(initial=0)) + 1):
        members = np.flatnonzero(number == event)
        held = [placing.articles[i] for i in members.tolist()]
        outlets = Counter(a.outlet.value for a in held)
        days = sorted(a.date.iso for a in held if a.date and a.date.precision == "day")
        row = {
            "event": event,
            "about": ", ".join(_telling(placing.rows, members, total, terms)),
            "first": days[0] if days else "",
            "last": days[-1] if days else "",
            "articles": len(held),
            "outlets": len(outlets),
            "who": ", ".join(f"{o} {k}" for o, k in sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
            "warnings": said[event],
        }
        for name, value in row.items():
            columns[name].append(value)
    return EVENTS.frame(EVENTS.from_columns(columns))


def _telling(rows: Any, members: Any, total: Any, terms: Sequence[str], most: int = 5) -> list[str]:
    """The terms whose mean weight in the event is the furthest above that in the other articles."""
    inside = np.asarray(rows[members].sum(axis=0)).ravel()
    others = rows.shape[0] - len(members)
    gap = inside / len(members) - ((total - inside) / others if others else 0.0)
    return [terms[i] for i in np.argsort(-gap, kind="stable")[:most].tolist() if gap[i] > 0]


def _note(placing: _Placing, alike: float, window: int) -> str:
    undated = sum(span is None for span in placing.days)
    vague = sum(span is not None and span[0] != span[1] for span in placing.days)
    how = (
        f"The articles tell one story (mean cosine of their words {alike:.2f}), so days decide what is one event: a run "
        f"of coverage, far denser than the weeks around it, without a silence of more than {window} days. Elsewhere "
        f"articles are on one event if they are alike (TF-IDF, average cosine of {placing.threshold:.2f} or more)."
        if placing.one_story
        else f"Articles are on one event if their words are alike (TF-IDF, average cosine of {placing.threshold:.2f} or "
        f"more) and they were published at most {window} days apart."
    )
    missing = f" {undated} without a date and {vague} without a day were placed by words and by days they name, or not at all."
    return how + (missing if undated or vague else "")
