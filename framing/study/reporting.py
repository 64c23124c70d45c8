"""The report of a study: counts, outlets compared, events, words that set apart and shared wording as one page.

Each part is computed only if a section that was asked for reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from framing import __version__
from framing.annotate.forms import LEFT_OUT
from framing.arguments import check_kind, check_place, check_text, texts
from framing.coding.validations import load_validation
from framing.errors import InputError
from framing.records.article import UNKNOWN, Article
from framing.records.beside import Beside
from framing.records.sizes import CALLED_BELOW, FEWEST_FOR_P
from framing.report import check_ending, render, write, write_pdf
from framing.report.data import (
    Checked,
    Compared,
    CountedTables,
    EventTables,
    News,
    Recipe,
    ReportData,
    ReuseTables,
    WordTables,
)
from framing.stats import compare, keyness, rates
from framing.study.comparison.counting import without
from framing.study.comparison.fairness import unfair_comparisons
from framing.study.comparison.prevalence import corrected_prevalence
from framing.study.output.writers import is_stream
from framing.study.wording.terms import DocumentTerms, read_terms

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

#: Which sections read which part.
READERS = {
    "ratios": ("head", "ratios"),
    "reuse": ("head", "words", "phrasing"),
    "events": ("head", "events"),
    "words": ("words",),
}
#: In a larger collection nothing is read a second time (the verbs events, keyness and reuse do it), and outlets are
#: compared with all others only.
MOST_ARTICLES = 5_000
#: Outlets whose words are looked for, and that are held against each other two at a time: those with most articles.
OUTLETS, PAIRED = 8, 6
#: Words kept for each outlet.
WORDS = 40


def write_report(
    scores: ScoreTables,
    path: str | Path,
    *,
    title: str | None = None,
    sections: str | Sequence[str] | None = None,
    templates: str | Path | None = None,
    news: News | None = None,
    beside: Beside | None = None,
) -> Path:
    """The report of ``scores`` as a page or a PDF; see ``Scores.report``."""
    check_place("path", path)
    if title is not None:
        check_text("title", title)
    if news is not None:
        check_kind("news", news, News, "framing.study.stores.since finds it")
    if beside is not None:
        check_kind("beside", beside, Beside, "scores.beside() makes it")
    if Path(path).is_dir() or is_stream(path):
        kind = "folder" if Path(path).is_dir() else "device or pipe"
        raise InputError(f"this is a {kind}, not a file", file=path, remedy="name a file, such as report.html")
    check_ending(path)
    if isinstance(sections, str):  # as on the command line; a text is a sequence of its letters
        sections = [name.strip() for name in sections.split(",")]
    elif sections is not None:
        sections = texts("sections", sections)
    data = report_data(scores, sections, news=news, beside=beside)
    html = render(data, title=title, sections=sections, templates=templates)
    return write_pdf(html, path) if Path(path).suffix.lower() == ".pdf" else write(html, path)


def report_data(
    scores: ScoreTables,
    sections: Sequence[str] | None = None,
    *,
    news: News | None = None,
    beside: Beside | None = None,
) -> ReportData:
    """What the report of ``scores`` is made of, for ``sections`` (None: all)."""
    left_out = scores.left_out
    matches, counts, words = scores.counted
    words = without(words, left_out)
    prevalence = corrected_prevalence(scores, load_validation(scores.codebook, scores.coder))
    return ReportData(
        title=scores.codebook.title or scores.codebook.name,
        recipe=Recipe(scores.signature, scores.codebook, {"framing": __version__, "voice rules": scores.rules}),
        tables=CountedTables(
            matches=matches,
            counts=counts,
            words=words,
            articles=without(scores.articles, left_out),
            issues=scores.issues,
            quotes=without(scores.quotes, left_out),
            rates=scores.by("outlet"),
            credits=without(scores.credits, left_out),
            copies=scores.copies,
        ),
        documents=scores.documents,
        compared=_compared(scores, counts, words, sections),
        checked=Checked(scores.validation, prevalence, beside),
        news=news,
    )


def _compared(
    scores: ScoreTables, counts: pd.DataFrame, words: pd.DataFrame, sections: Sequence[str] | None
) -> Compared:
    """Outlets held against each other, and the texts read a second time where a section needs it."""
    frames = scores.codebook.frame_names
    tagged = without(scores.articles, scores.left_out)
    found = Compared(
        ratios=ratio_table(counts, words, frames) if _wanted("ratios", sections) else None,
        unfair=unfair_comparisons(tagged[tagged["outlet"].astype(str) != UNKNOWN]),
    )
    articles = [document.article for document in scores.documents.values()]
    if len(articles) > MOST_ARTICLES:
        why = f"events, distinctive words and shared wording (more than {MOST_ARTICLES:,} articles)"
        return replace(found, skipped=why)
    reuse = reuse_of(articles, collapsed=not scores.keep_copies) if _wanted("reuse", sections) else None
    # Distinctive words count near-copies once, whatever the counts of frames do.
    copies = set(reuse.copies) if reuse else set()
    outlets = _largest(without(words, copies)) if _wanted("words", sections) else []
    events = _wanted("events", sections) and _may_share_events(articles)
    if not outlets and not events:
        return replace(found, reuse=reuse)
    # Events and distinctive words rest on the same words under house style.
    terms = read_terms(articles)
    return replace(
        found,
        reuse=reuse,
        events=events_of(articles, terms, counts, words, frames) if events else None,
        words=words_apart(terms.keep(i for i in terms.doc_ids if i not in copies), outlets) if outlets else None,
    )


def _may_share_events(articles: Sequence[Article]) -> bool:
    """Whether two outlets or more have articles whose month is known: words alone do not make an event here."""
    dated = {article.outlet.value for article in articles if article.date and len(article.date.iso) >= len("2024-03")}
    return len(dated - {UNKNOWN}) > 1


def _wanted(part: str, sections: Sequence[str] | None) -> bool:
    return sections is None or bool(set(READERS[part]) & set(sections))


def _largest(words: pd.DataFrame, most: int = OUTLETS) -> list[str]:
    """The outlets with enough articles, at most ``most``, that have enough articles of others against them."""
    inside = words[(words["outlet"].astype(str) != UNKNOWN) & (words["words"] > 0)].drop_duplicates("doc_id")
    sizes = Counter(map(str, inside["outlet"]))
    enough = [name for name, size in sizes.items() if min(size, len(inside) - size) >= FEWEST_FOR_P]
    return sorted(sorted(enough, key=lambda name: (-sizes[name], name))[:most])


def ratio_table(counts: pd.DataFrame, words: pd.DataFrame, frames: Sequence[str]) -> pd.DataFrame | None:
    """Each outlet against all others and pair by pair, voices ``all`` and ``own``; None if too few articles.

    A column ``sides`` says which (rest or pairs): an outlet may be called "(all others)". Articles without an outlet
    stand on neither side.
    """
    import pandas as pd

    large = _largest(words, PAIRED)
    if not large:
        return None
    tables = []
    asked = [("rest", None), ("pairs", large)] if words["doc_id"].nunique() <= MOST_ARTICLES else [("rest", None)]
    for against, outlets in asked:
        sides = [_of_outlets(table, outlets) for table in (counts, words)]
        found = [compare(*sides, against=against, voice=voice, frames=frames) for voice in ("all", "own")]
        tables += [table.assign(sides=against) for table in found]
    return pd.concat(tables, ignore_index=True)


def _of_outlets(table: pd.DataFrame, outlets: Sequence[str] | None) -> pd.DataFrame:
    names = table["outlet"].astype(str)
    return table[names != UNKNOWN] if outlets is None else table[names.isin(outlets)]


def reuse_of(articles: Sequence[Article], *, collapsed: bool) -> ReuseTables:
    """Pairs of articles that share wording, phrases that travel, near-copies."""
    from framing.study.wording.reuse import find_reuse

    found = find_reuse(articles)
    return ReuseTables(found.pairs, found.formulas, found.printings, found.copies, collapsed)


def events_of(
    articles: Sequence[Article], terms: DocumentTerms, counts: pd.DataFrame, words: pd.DataFrame, frames: Sequence[str]
) -> EventTables:
    """The events, with rates by event and outlet, and ratios inside those in which articles are enough."""
    from framing.study.comparison.events import find_events

    found = find_events(articles, terms=terms)
    counted = found.articles[found.articles["doc_id"].isin(set(words["doc_id"]))]
    known = counted[counted["outlet"].astype(str) != UNKNOWN]
    outlets = known.groupby("event")["outlet"].agg(lambda names: len(set(map(str, names))))
    shared = known[known["event"].isin(outlets[outlets > 1].index)]
    number = dict(zip(shared["doc_id"], shared["event"].map("{:06d}".format), strict=True))
    counts, words = (table[table["doc_id"].isin(number.keys())] for table in (counts, words))
    sides = [table.assign(event=table["doc_id"].map(number)) for table in (counts, words)]
    table = rates(sides[0], sides[1], by=["event", "outlet"], voice="all", frames=frames)
    table["event"] = table["event"].astype(int)
    ratios = _ratios_inside(counts, words, shared, frames)
    return EventTables(found.events, found.articles, found.warnings, table, ratios, found.note)


def _ratios_inside(
    counts: pd.DataFrame, words: pd.DataFrame, shared: pd.DataFrame, frames: Sequence[str]
) -> pd.DataFrame:
    """Ratios inside each event that has two outlets or more with enough articles."""
    import pandas as pd

    tables = []
    for event, rows in shared.groupby("event"):
        sizes = rows["outlet"].astype(str).value_counts()
        if int((sizes >= FEWEST_FOR_P).sum()) < 2:
            continue
        inside = [table[table["doc_id"].isin(set(rows["doc_id"]))] for table in (counts, words)]
        tables.append(compare(*inside, frames=frames).assign(event=event))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def words_apart(terms: DocumentTerms, outlets: Sequence[str]) -> WordTables | None:
    """The words that set each of ``outlets`` apart from all other articles of ``terms``; None if they hold none."""
    import pandas as pd

    from framing.study.comparison.keyness import with_forms

    known = terms.of_known_outlets().with_words()
    labels = np.array(known.outlets, object)
    outlets = [outlet for outlet in outlets if outlet in known.outlets and {outlet} != set(known.outlets)]
    if not outlets:
        return None
    tables, found = [], {}
    for outlet in outlets:
        table = keyness(known.matrix, known.terms, labels, target=outlet)
        table = table[table["key"] == "target"]
        found[outlet] = int((table["q"] < CALLED_BELOW).sum())
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
