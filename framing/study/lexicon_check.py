"""Does every entry earn its place? A codebook held against a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from framing.records.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

#: An entry that makes up more than this share of its frame's matches decides what the frame measures.
DOMINANT = 0.4
#: ... where the frame has at least this many.
DOMINANT_FROM = 10

COLUMNS = ("codebook", "frame", "entry", "line", "matches", "articles", "share", "example", "findings")


def check_codebook(codebook: Codebook, matches: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One row an entry: its matches, the articles they are in, its share of the frame, and what to look at.

    ``matches`` are matches tables of the corpus, in parts. ``findings`` are ``never matches``, ``dominates the frame``
    (over 40 % of at least 10 matches) and ``also in FRAME`` (another frame has an entry of the same meaning); empty
    where there is nothing to say. Excluding entries never match by design: they are listed as ``shields``.
    """
    import pandas as pd

    tallies = _tally(matches)
    shared = _shared(codebook)
    totals: dict[str, int] = {}
    for (name, _), (count, _, _) in tallies.items():
        totals[name] = totals.get(name, 0) + count
    rows = []
    for frame, entry in codebook.entries():
        count, articles, example = tallies.get((frame.name, entry.pattern), (0, set(), ""))
        share = count / totals[frame.name] if totals.get(frame.name) else 0.0
        findings = _findings(entry.exclude, count, share, totals.get(frame.name, 0), shared[frame.name, entry.pattern])
        rows.append(
            (codebook.name, frame.name, entry.pattern, entry.line, count, len(articles), share, example, findings)
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _tally(matches: Iterable[pd.DataFrame]) -> dict[tuple[str, str], tuple[int, set[str], str]]:
    """Count, articles and first example of each frame and entry."""
    out: dict[tuple[str, str], tuple[int, set[str], str]] = {}
    for part in matches:
        for frame, entry, doc_id, text in zip(part["frame"], part["entry"], part["doc_id"], part["text"], strict=True):
            count, articles, example = out.get((frame, entry), (0, set(), " ".join(text.split())))
            articles.add(doc_id)
            out[frame, entry] = (count + 1, articles, example)
    return out


def _shared(codebook: Codebook) -> dict[tuple[str, str], list[str]]:
    """The other frames in which each entry stands too."""
    frames: dict[object, list[str]] = {}
    for frame, entry in codebook.entries():
        frames.setdefault(entry.slots, []).append(frame.name)
    return {
        (frame.name, entry.pattern): [name for name in frames[entry.slots] if name != frame.name]
        for frame, entry in codebook.entries()
    }


def _findings(shields: bool, count: int, share: float, total: int, also: Sequence[str]) -> str:
    findings = []
    if shields:
        findings.append("shields")
    elif not count:
        findings.append("never matches")
    elif share > DOMINANT and total >= DOMINANT_FROM:
        findings.append("dominates the frame")
    findings += [f"also in {name}" for name in also]
    return "; ".join(findings)
