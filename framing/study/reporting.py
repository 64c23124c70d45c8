"""What a report shows besides counts: outlets compared, events, words that set apart, shared wording.

Each part is computed only if a section that was asked for reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.annotate.forms import LEFT_OUT
from framing.records.article import Article
from framing.report.data import EventTables, ReuseTables, WordTables
from framing.study.counting import without
from framing.study.terms import DocumentTerms

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.scores import Scores

#: Which sections read which part.
READERS = {
    "comparison": ("head", "ratios"),
    "reuse": ("head", "words", "phrasing"),
    "events": ("head", "timeline", "events"),
    "words": ("words",),
}
#: In a larger collection nothing is read a second time: the verbs events, keyness and reuse do it.
MOST_ARTICLES = 5_000
#: Below so many articles on a side nothing is compared (METHODS, "what a reader sees").
FEWEST = 4
#: Outlets that are held against each other pair by pair, and whose words are looked for: those with most articles.
OUTLETS = 8
#: Words kept for each outlet.
WORDS = 40
UNKNOWN = "unknown"


def report_parts(scores: Scores, sections: Iterable[str] | None = None) -> dict[str, Any]:
    """The fields of ``ReportData`` that need a comparison or the texts, for ``sections`` (None: all)."""
    from framing.study.fairness import unfair_comparisons

    counted = without(scores.articles, scores.copies["doc_id"])
    known = counted[counted["outlet"].astype(str) != UNKNOWN]
    parts: dict[str, Any] = {"unfair": unfair_comparisons(known)}
    if _wanted("comparison", sections):
        parts["comparison"] = comparison_of(scores)
    articles = [document.article for document in scores.documents.values()]
    if len(articles) > MOST_ARTICLES:
        parts["skipped"] = f"events, distinctive words and shared wording (more than {MOST_ARTICLES:,} articles)"
        return parts
    if _wanted("reuse", sections):
        parts["reuse"] = replace(reuse_of(articles), collapsed=not scores.keep_copies)
    copies = dict(zip(scores.copies["doc_id"], scores.copies["stands_for"], strict=True))
    return parts | _second_reading(scores, articles, copies, sections)


def _wanted(part: str, sections: Iterable[str] | None) -> bool:
    return sections is None or bool(set(READERS[part]) & set(sections))


def _second_reading(
    scores: Scores, articles: Sequence[Article], copies: dict[str, str], sections: Iterable[str] | None
) -> dict[str, Any]:
    """Events and words: both rest on the same words under house style."""
    from framing.study.terms import read_terms

    compared = _largest([a for a in articles if a.doc_id not in copies]) if _wanted("words", sections) else []
    wants_events = _wanted("events", sections) and len({a.outlet.value for a in articles} - {UNKNOWN}) > 1
    if not compared and not wants_events:
        return {}
    terms = read_terms(articles)
    parts: dict[str, Any] = {}
    if wants_events:
        parts["events"] = events_of(scores, articles, terms)
    if compared:
        parts["words_apart"] = words_apart(terms.keep(id for id in terms.doc_ids if id not in copies), compared)
    return parts


def _largest(articles: Sequence[Article]) -> list[str]:
    """The outlets with enough articles, at most ``OUTLETS``, that have enough articles of others against them."""
    names = [article.outlet.value for article in articles if article.outlet.value != UNKNOWN]
    sizes = {name: names.count(name) for name in sorted(set(names))}
    enough = [name for name, size in sizes.items() if min(size, len(names) - size) >= FEWEST]
    return sorted(sorted(enough, key=lambda name: (-sizes[name], name))[:OUTLETS])


def comparison_of(scores: Scores) -> pd.DataFrame | None:
    """Each outlet against all others and pair by pair, voices ``all`` and ``own``; None if too few articles.

    Articles without an outlet stand on neither side.
    """
    import pandas as pd

    left_out = set(scores.copies["doc_id"])
    large = _largest([d.article for doc_id, d in scores.documents.items() if doc_id not in left_out])
    if not large:
        return None
    rest, pairs = [], []
    for voice in ("all", "own"):
        rest.append(_compare(scores, voice, "rest", None))
        pairs.append(_compare(scores, voice, "pairs", large))
    return pd.concat([*rest, *pairs], ignore_index=True)


def _compare(scores: Scores, voice: str, against: str, outlets: Sequence[str] | None) -> pd.DataFrame:
    from framing.stats import compare

    counts, words = (_of_outlets(table, outlets) for table in scores.counted[1:])
    return compare(counts, words, against=against, voice=voice, frames=[frame.name for frame in scores.codebook.frames])


def _of_outlets(table: pd.DataFrame, outlets: Sequence[str] | None) -> pd.DataFrame:
    names = table["outlet"].astype(str)
    return table[names != UNKNOWN] if outlets is None else table[names.isin(outlets)]


def reuse_of(articles: Sequence[Article]) -> ReuseTables:
    """Pairs of articles that share wording, phrases that travel, near-copies."""
    from framing.study.reuse import find_reuse

    found = find_reuse(articles)
    return ReuseTables(found.pairs, found.formulas, found.printings, found.copies)


def events_of(scores: Scores, articles: Sequence[Article], terms: DocumentTerms) -> EventTables:
    """The events, with rates by event and outlet, and ratios inside those in which articles are enough."""
    from framing.stats import rates
    from framing.study.events import find_events

    found = find_events(articles, terms=terms)
    known = found.articles[found.articles["outlet"].astype(str) != UNKNOWN]
    outlets = known.groupby("event")["outlet"].agg(lambda names: len(set(map(str, names))))
    shared = known[known["event"].isin(outlets[outlets > 1].index)]
    labels = dict(zip(shared["doc_id"], shared["event"].map("{:06d}".format), strict=True))
    counts, words = (table[table["doc_id"].isin(labels.keys())] for table in scores.counted[1:])
    table = rates(
        counts.assign(event=counts["doc_id"].map(labels)),
        words.assign(event=words["doc_id"].map(labels)),
        by=["event", "outlet"],
        voice="all",
        frames=[frame.name for frame in scores.codebook.frames],
    )
    table["event"] = table["event"].astype(int)
    return EventTables(
        found.events, found.articles, found.warnings, table, _ratios_inside(counts, words, shared, scores), found.note
    )


def _ratios_inside(counts: pd.DataFrame, words: pd.DataFrame, shared: pd.DataFrame, scores: Scores) -> pd.DataFrame:
    """Ratios inside each event that has two outlets or more with enough articles."""
    import pandas as pd

    from framing.stats import compare

    tables = []
    frames = [frame.name for frame in scores.codebook.frames]
    for event, rows in shared.groupby("event"):
        sizes = rows["outlet"].astype(str).value_counts()
        if int((sizes >= FEWEST).sum()) < 2:
            continue
        inside = [table[table["doc_id"].isin(set(rows["doc_id"]))] for table in (counts, words)]
        tables.append(compare(*inside, frames=frames).assign(event=event))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def words_apart(terms: DocumentTerms, outlets: Sequence[str]) -> WordTables:
    """The words that set each of ``outlets`` apart from all other articles of ``terms``."""
    import pandas as pd

    from framing.stats import keyness
    from framing.study.keyness import with_forms

    known = terms.keep(i for i, name in zip(terms.doc_ids, terms.outlets, strict=True) if name != UNKNOWN)
    labels = np.array(known.outlets, object)
    tables, found = [], {}
    for outlet in outlets:
        table = keyness(known.matrix, known.terms, labels, target=outlet)
        table = table[table["key"] == "target"]
        found[outlet] = int((table["q"] < 0.05).sum())
        tables.append(table.head(WORDS).assign(outlet=outlet))
    key = with_forms(pd.concat(tables, ignore_index=True), known)
    return WordTables(key, found, _folded(terms))


def _folded(terms: DocumentTerms) -> pd.DataFrame:
    """What was folded, over all outlets: the commonest first. Names that count as no word come last."""
    table = terms.folded
    keys = ["rule", "term", "written"]
    sums = table.groupby(keys)["count"].sum().reset_index()
    sums["last"] = sums["rule"] == LEFT_OUT
    order = sums.sort_values(["last", "count", *keys], ascending=[True, False, True, True, True], ignore_index=True)
    return order.drop(columns="last")
