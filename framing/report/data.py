"""What a report is made of: finished tables and the documents behind them. No statistics are computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from framing.records.article import Article
from framing.records.beside import Beside
from framing.records.codebook import Codebook
from framing.records.document import Document

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """What came into a store since a date: articles that are new, and new versions.

    ``rates`` has a row an outlet and frame, with ``k``, ``n``, ``articles`` and ``rate``, each ``_before`` and
    ``_after``; missing where the outlet had nothing.
    """

    since: str
    added: Sequence[Article]
    changed: Sequence[Article]
    rates: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class EventTables:
    """Same event first: ``events``, ``articles`` and ``warnings`` of ``framing events``, and what they compare.

    ``rates`` is ``stats.rates`` by event and outlet (voice ``all``); ``ratios`` is ``stats.compare`` inside each event
    in which articles are enough, with a column ``event``. ``note`` says how the events were found.
    """

    events: pd.DataFrame
    articles: pd.DataFrame
    warnings: pd.DataFrame
    rates: pd.DataFrame
    ratios: pd.DataFrame
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class WordTables:
    """Distinctive words: ``key`` holds the first rows of ``framing keyness`` for each outlet (column ``outlet``).

    ``found`` counts by outlet the words with q below .05; ``folded`` is the list of what house style folded, one row a
    term and written form.
    """

    key: pd.DataFrame
    found: Mapping[str, int]
    folded: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class ReuseTables:
    """Shared wording: ``pairs``, ``formulas`` and ``printings`` of ``framing reuse``.

    ``copies`` maps each near-copy to the article that stands for it; ``collapsed`` says whether the counts of this
    report leave the near-copies out.
    """

    pairs: pd.DataFrame
    formulas: pd.DataFrame
    printings: pd.DataFrame
    copies: Mapping[str, str]
    collapsed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """How the numbers came about: ``signature`` for the methods section, and the ``versions`` of what made them."""

    signature: str
    codebook: Codebook
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class CountedTables:
    """What was counted. Near-copies are in none of the tables but ``copies``, which says what stands for each.

    ``matches``, ``counts``, ``words``, ``articles``, ``issues`` and ``quotes`` are the tables of ``records.tables``;
    ``rates`` is ``stats.rates`` by outlet, frame and voice (voice ``all`` is the sum). ``credits`` says which agency
    each article credits, and how far.
    """

    matches: pd.DataFrame
    counts: pd.DataFrame
    words: pd.DataFrame
    articles: pd.DataFrame
    issues: pd.DataFrame
    quotes: pd.DataFrame
    rates: pd.DataFrame
    credits: pd.DataFrame | None = None
    copies: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What sets outlets apart, or ties them together: each part is None where it was not asked for.

    ``ratios`` is ``stats.compare`` against the rest and pairwise (column ``sides``), voices ``all`` and ``own``;
    ``unfair`` holds the warnings about all articles together. ``skipped`` names sections that were left out for the
    size of the collection.
    """

    ratios: pd.DataFrame | None = None
    unfair: pd.DataFrame | None = None
    events: EventTables | None = None
    words: WordTables | None = None
    reuse: ReuseTables | None = None
    skipped: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """How far the coder is to be trusted: its ``validation`` in words, the shares of sentences that show a frame, raw
    and corrected for its errors, and other coders of the same sentences."""

    validation: str = "unvalidated"
    prevalence: pd.DataFrame | None = None
    beside: Beside | None = None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class ReportData:
    """Everything a section may show. Two of them are equal only if they are the same object.

    ``documents`` maps doc_id to its text and spans; ``news`` is what is new since a date, if somebody asked.
    """

    title: str
    recipe: Recipe
    tables: CountedTables
    documents: Mapping[str, Document]
    compared: Compared = field(default_factory=Compared)
    checked: Checked = field(default_factory=Checked)
    news: News | None = None


def once(make: Callable[[ReportData], T]) -> Callable[[ReportData], T]:
    """What ``make`` makes of a report's data, made once and kept as long as the data."""
    known: WeakKeyDictionary[ReportData, T] = WeakKeyDictionary()

    @wraps(make)
    def made(data: ReportData) -> T:
        if data not in known:
            known[data] = make(data)
        return known[data]

    return made
