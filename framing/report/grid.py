"""Who and what is compared, in the order of the page: outlets, frames and the cell where they meet.

Every section reads the same ``Grid``, so an outlet has one place, one number and one anchor on the whole page. Anchors
are built from these numbers, never from a name: ``c2-0`` is the cell of frame 2 and outlet 0, ``e2-0`` its evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.records.article import UNKNOWN
from framing.records.sizes import FEWEST_FOR_RANK
from framing.records.tables import VOICES
from framing.report.data import ReportData, once
from framing.report.shortening import NAME, short

if TYPE_CHECKING:
    import pandas as pd

#: More outlets than these are not drawn; the page says which were kept.
SHOWN_OUTLETS = 100
#: From here on a rate may be compared with another; below, its cell is drawn light.
ENOUGH = FEWEST_FOR_RANK


def cell_anchor(frame: int, outlet: int) -> str:
    """The anchor of a cell of the table of frames: the way back from its evidence."""
    return f"c{frame}-{outlet}"


def evidence_anchor(frame: int, outlet: int) -> str:
    """The anchor of the evidence of a frame in an outlet, by their numbers."""
    return f"e{frame}-{outlet}"


def outlet_label(name: str) -> str:
    """An outlet's name as a reader sees it."""
    return short(name, NAME) if name and name != UNKNOWN else "Outlet unknown"


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: ``number`` is its place on the page."""

    number: int
    name: str
    articles: int
    words: int

    @property
    def known(self) -> bool:
        """False for the articles that carry no outlet."""
        return self.name != UNKNOWN

    @property
    def label(self) -> str:
        """The name as a reader sees it."""
        return outlet_label(self.name)


def with_most_articles(outlets: Iterable[Outlet], number: int) -> list[Outlet]:
    """So many of the outlets, those with most articles, in page order."""
    largest = sorted(outlets, key=lambda outlet: (-outlet.articles, outlet.number))[:number]
    return sorted(largest, key=lambda outlet: outlet.number)


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A frame: ``number`` counts from 0, a reader sees ``number + 1``."""

    number: int
    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One frame in one outlet; ``voices`` holds the matches of each voice, in the order of ``VOICES``."""

    k: int
    n: int
    rate: float
    low: float = math.nan
    high: float = math.nan
    assumed: bool = False
    method: str = ""
    phi: float = math.nan
    articles: int = 0
    articles_with: int = 0
    sentences_with: int = 0
    voices: tuple[int, ...] = (0,) * len(VOICES)

    @property
    def own(self) -> int:
        """The outlet's own words, or no speaker was found: at most so many are its own."""
        return self.voices[0]


@dataclass(frozen=True)
class Grid:
    """The whole comparison: ``cells[frame number, outlet number]``, zeros included."""

    outlets: tuple[Outlet, ...]
    frames: tuple[FrameRow, ...]
    cells: dict[tuple[int, int], Cell]
    all_outlets: int
    articles: int
    words: int
    matches: int
    voices: tuple[int, ...]
    negated: int
    per_outlet: tuple[tuple[int, ...], ...] = field(default=())

    @cached_property
    def frame_number(self) -> dict[str, int]:
        """Frame name to its number."""
        return {frame.name: frame.number for frame in self.frames}

    @cached_property
    def outlet_number(self) -> dict[str, int]:
        """Outlet name to its number."""
        return {outlet.name: outlet.number for outlet in self.outlets}

    def label_of(self, outlet: str) -> str:
        """An outlet's name as the page shows it; it may be one that is not drawn."""
        number = self.outlet_number.get(outlet)
        return outlet_label(outlet) if number is None else self.outlets[number].label

    def evidence_of(self, frame: str, outlet: str) -> str:
        """The anchor of a cell; empty where there is nothing to read."""
        place = self.frame_number[frame], self.outlet_number.get(outlet, -1)
        return evidence_anchor(*place) if place in self.cells and self.cells[place].k else ""

    def evidence_of_all(self, frame: str) -> str:
        """The anchor of a frame in all outlets that are drawn; empty where there is nothing to read."""
        number = self.frame_number[frame]
        return f"f{number}" if any(self.cells[number, outlet.number].k for outlet in self.outlets) else ""

    @property
    def single(self) -> bool:
        """True if no outlet has more than one article."""
        return all(outlet.articles <= 1 for outlet in self.outlets)

    @property
    def pair(self) -> tuple[Outlet, Outlet] | None:
        """The two outlets of a collection that has no others: either one's others are the other one."""
        known = [outlet for outlet in self.outlets if outlet.known]
        return (known[0], known[1]) if len(known) == 2 and self.all_outlets <= len(self.outlets) else None

    @property
    def fewest(self) -> int:
        """Articles of the outlet that has the fewest."""
        return min((outlet.articles for outlet in self.outlets if outlet.known), default=0)


@once
def grid_of(data: ReportData) -> Grid:
    """The grid of ``data``."""
    outlets, all_outlets = _outlets(data)
    frames = _frames(data)
    voices = _by_outlet_and_voice(data.tables.counts)
    totals = data.tables.counts.groupby("voice", observed=True)["matches"].sum()
    return Grid(
        outlets=outlets,
        frames=frames,
        cells=_cells(data.tables.rates, outlets, frames),
        all_outlets=all_outlets,
        articles=len(data.tables.articles),
        words=int(data.tables.words["words"].sum()),
        matches=int(data.tables.counts["matches"].sum()),
        voices=tuple(int(totals.get(voice, 0)) for voice in VOICES),
        negated=int(data.tables.counts["negated"].sum()),
        per_outlet=tuple(tuple(voices.get((o.name, voice), 0) for voice in VOICES) for o in outlets),
    )


def _outlets(data: ReportData) -> tuple[tuple[Outlet, ...], int]:
    """The outlets that are drawn, by name and the unknown last; how many there are."""
    articles = data.tables.articles.groupby(data.tables.articles["outlet"].astype(str)).size()
    words = data.tables.words.groupby(data.tables.words["outlet"].astype(str))["words"].sum()
    names = [str(name) for name in articles.index]
    kept = sorted(names, key=lambda name: (-int(words.get(name, 0)), name))[:SHOWN_OUTLETS]
    kept.sort(key=lambda name: (name == UNKNOWN, name.casefold(), name))
    found = tuple(Outlet(i, name, int(articles[name]), int(words.get(name, 0))) for i, name in enumerate(kept))
    return found, len(names)


def _frames(data: ReportData) -> tuple[FrameRow, ...]:
    """The codebook's frames in its order, then any others that were counted."""
    known = {frame.name: frame for frame in data.recipe.codebook.frames}
    others = sorted({str(name) for name in data.tables.counts["frame"].unique()} - set(known))
    return tuple(
        FrameRow(i, name, short(known[name].label or name, NAME), known[name].definition)
        if name in known
        else FrameRow(i, name, short(name, NAME), "")
        for i, name in enumerate([*known, *others])
    )


def _cells(
    rates: pd.DataFrame, outlets: tuple[Outlet, ...], frames: tuple[FrameRow, ...]
) -> dict[tuple[int, int], Cell]:
    outlet_number = {outlet.name: outlet.number for outlet in outlets}
    frame_number = {frame.name: frame.number for frame in frames}
    voices: dict[tuple[int, int], list[int]] = {}
    found: dict[tuple[int, int], Any] = {}
    rows: Any = rates.itertuples(index=False)
    for row in rows:
        if str(row.outlet) not in outlet_number or str(row.frame) not in frame_number:
            continue
        place = frame_number[str(row.frame)], outlet_number[str(row.outlet)]
        if row.voice == "all":
            found[place] = row
        elif row.voice in VOICES:
            voices.setdefault(place, [0] * len(VOICES))[VOICES.index(row.voice)] = int(row.k)
    return {
        (f.number, o.number): _cell(found.get((f.number, o.number)), o, voices.get((f.number, o.number)))
        for f in frames
        for o in outlets
    }


def _cell(row: Any, outlet: Outlet, voices: list[int] | None) -> Cell:
    if row is None:
        return Cell(0, outlet.words, 0.0 if outlet.words else math.nan, articles=outlet.articles)
    return Cell(
        k=int(row.k),
        n=int(row.n),
        rate=float(row.rate),
        low=float(row.low),
        high=float(row.high),
        assumed=bool(row.assumed),
        method=str(row.method),
        phi=float(row.phi),
        articles=int(row.articles),
        articles_with=int(row.articles_with),
        sentences_with=int(getattr(row, "sentences_with", 0)),
        voices=tuple(voices or (0,) * len(VOICES)),
    )


def _by_outlet_and_voice(counts: pd.DataFrame) -> dict[tuple[str, str], int]:
    names = [counts["outlet"].astype(str), counts["voice"].astype(str)]
    sums: Any = counts.groupby(names)["matches"].sum()
    return {(str(outlet), str(voice)): int(k) for (outlet, voice), k in sums.items()}
