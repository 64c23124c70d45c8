"""The invented dispute: the report finds what was planted in it, and claims nothing that was not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import framing as fr
from framing.report import ReportData, render
from framing.report.comparisons import Ratio, pairs_of, ratios_of
from framing.report.figure import differences, figure_of
from framing.report.findings import findings, voice_differences
from framing.yamlsafe import read_yaml

SAMPLE = Path(__file__).parents[2] / "corpus" / "invented-dispute"
#: What may be put into words about an outlet against all others: frame, voice, outlet, more (True) or less (False).
#: It follows from the truths a and b and from what the sample calls also true.
TRUE = {
    ("bullying", "all", "Pellara Daily", True),
    ("bullying", "own", "Pellara Daily", True),
    ("not_sustainable", "own", "Aldmouth Ledger", True),
    ("not_sustainable", "all", "Pellara Daily", False),
    ("not_sustainable", "own", "Pellara Daily", False),
    ("not_sustainable", "own", "Northline", False),
    *(("bullying", v, o, False) for v in ("all", "own") for o in ("Northline", "Aldmouth Ledger", "Daily Bellman")),
    *((f, "own", "Pellara Daily", True) for f in ("fight_and_talk", "dialogue_cooperation", "legitimacy")),
    *(("not_sustainable", "all", o, True) for o in ("Northline", "Aldmouth Ledger")),
}


@pytest.fixture(scope="module")
def truths() -> Any:
    """What was planted; every value is text."""
    return read_yaml(SAMPLE / "truths.yml")[0]


@pytest.fixture(scope="module")
def data() -> ReportData:
    """The report's data."""
    return fr.score(fr.read_corpus(SAMPLE), "us-china-trade").report_data()


@pytest.fixture(scope="module")
def pairs(data: ReportData) -> dict[tuple[str, str, frozenset[str]], Ratio]:
    """Ratios of two outlets by frame, voice and the two."""
    return {(r.frame, r.voice, frozenset((r.outlet, r.against))): r for r in pairs_of(data)}


def higher(ratio: Ratio) -> str:
    return ratio.outlet if ratio.ratio > 1 else ratio.against


def test_planted_differences_are_found(truths: Any, pairs: dict[Any, Ratio]) -> None:
    """Each pair of which one outlet is to be higher in its own voice stands apart, and on that side."""
    planted = [(frame["frame"], pair) for frame in truths["frames"] for pair in frame["pairs"] if "high" in pair]
    assert len(planted) == 4
    for frame, pair in planted:
        ratio = pairs[frame, pair["voice"], frozenset((pair["high"], pair["low"]))]
        assert ratio.apart
        assert higher(ratio) == pair["high"]


def test_what_was_planted_equal_is_not_told_apart(truths: Any, pairs: dict[Any, Ratio]) -> None:
    """Seven pairs in which no difference may be claimed."""
    equal = [(f["frame"], pair) for f in truths["frames"] for pair in f["pairs"] if pair.get("differ") == "false"]
    assert len(equal) == 7
    for frame, pair in equal:
        assert not pairs[frame, pair["voice"], frozenset(pair["outlets"])].apart


def test_a_difference_in_voice_only_is_called_so(truths: Any, data: ReportData) -> None:
    """The agency quotes what the business daily says itself; the summary says that in one sentence."""
    planted = next(frame for frame in truths["frames"] if frame["kind"] == "quotation-only")
    two = set(planted["pairs"][0]["outlets"])
    found = [(every.frame, {every.outlet, every.against}) for every, _ in voice_differences(data)]
    assert (planted["frame"], two) in found
    sentence = next(f.text for f in findings(data) if f.about.startswith("Not sustainable: ") and two <= names(f.about))
    assert "the interval of the ratio includes no difference. In own voice at most" in sentence


def names(text: str) -> set[str]:
    return {name for name in ("Pellara Daily", "Northline", "Aldmouth Ledger", "Daily Bellman") if name in text}


def test_nothing_else_is_claimed(truths: Any, data: ReportData, pairs: dict[Any, Ratio]) -> None:
    """Every difference that is put into words follows from what was planted."""
    claimed = {(r.frame, r.voice, r.outlet, r.ratio > 1) for apart in differences(data) for r in apart}
    assert ("bullying", "own", "Pellara Daily", True) in claimed
    assert claimed <= TRUE
    said = [pair for pair, ratio in pairs.items() if ratio.apart and ratio.frame in truths["not_planted"]]
    assert said == []
    labels = {frame.label for frame in data.recipe.codebook.frames if frame.name in truths["not_planted"]}
    assert not [about for about in abouts(data) if about.split(":")[0].split(",")[0] in labels]


def test_the_frame_that_does_not_differ_is_claimed_nowhere(data: ReportData) -> None:
    """Not in all words and not in own voice, against the rest or any other."""
    every = [*ratios_of(data).values(), *pairs_of(data)]
    assert not [r for r in every if r.frame == "economic_consequences" and r.apart]
    assert not [about for about in abouts(data) if about.startswith("Economic")]


def abouts(data: ReportData) -> list[str]:
    """What the figure and the sentences of the summary are about."""
    figure = figure_of(data)
    assert figure is not None
    return [*(row.about for row in figure.rows), *(finding.about for finding in findings(data))]


def test_the_events_are_the_planted_ones(truths: Any, data: ReportData) -> None:
    """Three events, sixteen articles each, with their days."""
    found = {frozenset(rows["doc_id"]) for _, rows in data.compared.events.articles.groupby("event")}
    assert found == {frozenset(event["articles"]) for event in truths["events"]}
    days = {(str(row.first), str(row.last)) for row in data.compared.events.events.itertuples()}
    assert days == {(event["first"], event["last"]) for event in truths["events"]}


def test_the_near_copies_and_the_phrases_are_on_the_page(truths: Any, data: ReportData) -> None:
    """Five copies, eight phrases with their outlets; no pair that was not planted."""
    copies = {pair["article"]: pair["of"] for pair in truths["near_copies"] if pair["kind"] == "copy"}
    assert data.compared.reuse.copies == copies
    pairs = {frozenset((row.doc_id, row.other)) for row in data.compared.reuse.pairs.itertuples()}
    assert pairs == {frozenset((pair["article"], pair["of"])) for pair in truths["near_copies"]}
    html = re.findall(r'<section id="phrasing".*?</section>', render(data), re.DOTALL)[0].casefold()
    missing = [p["phrase"] for p in truths["travelling_phrases"] if f"<q>{p['phrase'].casefold()}" not in html]
    assert missing == []
