"""Same event first: which articles are on one event, and what makes a comparison inside it unfair."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from framing.arguments import check_number
from framing.records.article import Article
from framing.stats.events import THRESHOLD, WINDOW, bursts, group_story, group_words, story_background
from framing.stats.similarity import ONE_STORY, coherence, tfidf
from framing.study.comparison.event_tables import Events, Placing, by_day, tables_of
from framing.study.comparison.named_dates import named_dates
from framing.study.wording.terms import DocumentTerms, read_terms


def find_events(
    corpus: Iterable[Article],
    *,
    threshold: float = THRESHOLD,
    window: int = WINDOW,
    terms: DocumentTerms | None = None,
) -> Events:
    """Articles grouped by event: alike in their words and published within ``window`` days of each other.

    A mixed collection: TF-IDF cosine (sublinear, function words and terms of more than 30 % of the articles left out),
    average linkage, cut at ``threshold``. A collection that tells one story (median cosine of plain words >= .16)
    shares its words, so days decide: bursts of coverage (``framing.stats.events.group_story``). An article whose date
    is missing or only a month joins an event if its words are alike enough and its text names one of the event's days
    or its month allows it; in a mixed collection words alone are enough where there is no date. No day is invented.
    ``terms`` is what ``read_terms`` returned for these articles, if it is at hand.

    >>> from framing.records.dates import Date
    >>> texts = ["Tariffs on glass and pumps.", "Glass and pumps: tariffs.", "Glass tariffs, pumps."]
    >>> days = ["2024-03-04", "2024-03-05", "2024-06-01"]
    >>> found = find_events(Article(f"d{i}", t, date=Date(d)) for i, (t, d) in enumerate(zip(texts, days)))
    >>> found.articles[["doc_id", "event"]].values.tolist()
    [['d0', 1], ['d1', 1], ['d2', 2]]
    """
    check_number("threshold", threshold, 0, 1)
    check_number("window", window, 0)
    articles = tuple(sorted(corpus, key=by_day))
    read = read_terms(articles) if terms is None else terms.in_order([article.doc_id for article in articles])
    rows, alike = tfidf(read.matrix), coherence(read.matrix)
    one_story = bool(alike >= ONE_STORY)
    days = [_span(article) for article in articles]
    dated = np.array([i for i, span in enumerate(days) if span and span[0] == span[1]], np.int64)
    day = np.array([days[i][0] for i in dated.tolist()], np.int64)
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
    placing = Placing(articles, rows, group, basis, [named_dates(a) for a in articles], one_story, threshold, days)
    _place_the_rest(placing, least, window)
    _join_undated(placing)
    return tables_of(placing, read.terms, alike, window)


def _span(article: Article) -> tuple[int, int] | None:
    """First and last day, as ordinals, that the article's date allows; None without a date."""
    if article.date is None:
        return None
    year, month, day = (int(part) for part in (article.date.iso + "-00-00").split("-")[:3])
    first = dt.date(year, month or 1, day or 1)
    last = dt.date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.toordinal(), last.toordinal()


def _place_the_rest(placing: Placing, least: float, window: int) -> None:
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


def _span_of(placing: Placing, members: Any) -> tuple[int, int]:
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
        one, other = (np.asarray(x)[kept] for x in (found.row, found.col))
        yield from zip(loose[start + one].tolist(), other.tolist(), found.data[kept].tolist(), strict=True)


def _link(placing: Placing, article: int, event: tuple[int, int], window: int) -> str:
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


def _join_undated(placing: Placing) -> None:
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
