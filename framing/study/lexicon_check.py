"""Does every entry earn its place? A codebook held against a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.records.codebook import Codebook, Frame

if TYPE_CHECKING:
    import pandas as pd

#: An entry that makes up more than this share of its frame's matches decides what the frame measures.
DOMINANT = 0.4
#: ... where the frame has at least this many.
DOMINANT_FROM = 10

#: What is said of an entry without a match, and of one whose words are there.
NEVER, COVERED = "never matches", "covered by other entries"

COLUMNS = ("codebook", "frame", "entry", "line", "matches", "articles", "share", "example", "findings")


def check_codebook(codebook: Codebook, matches: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One row an entry: its matches, the articles they are in, its share of the frame, and what to look at.

    ``matches`` are matches tables of the corpus, in parts, each with articles of its own. ``findings`` are ``never
    matches`` (see also ``note_covered``), ``dominates the frame`` (over 40 % of at least 10 matches) and ``also in
    FRAME`` (another frame has an entry of the same meaning); empty where there is nothing to say. Excluding entries
    never match by design: they are listed as ``shields``.
    """
    import pandas as pd

    tallies = _tally(matches)
    shared = _shared(codebook)
    totals: dict[str, int] = {}
    for (name, _), (count, _, _) in tallies.items():
        totals[name] = totals.get(name, 0) + count
    rows = []
    for frame, entry in codebook.entries():
        count, articles, example = tallies.get((frame.name, entry.pattern), (0, 0, ""))
        share = count / totals[frame.name] if totals.get(frame.name) else 0.0
        findings = _findings(entry.exclude, count, share, totals.get(frame.name, 0), shared[frame.name, entry.pattern])
        rows.append((codebook.name, frame.name, entry.pattern, entry.line, count, articles, share, example, findings))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def unmatched(codebook: Codebook, found: pd.DataFrame) -> Codebook:
    """The entries that never match, each as a frame of its own, in which no other entry can take its place.

    The frames are called by their rows in ``found``, which is what ``check_codebook`` said.
    """
    never = found["findings"].str.startswith(NEVER)
    frames = [
        Frame(str(row), str(row), "An entry.", entries=(entry,))
        for row, (_, entry) in enumerate(codebook.entries())
        if never[row]
    ]
    return replace(codebook, frames=tuple(frames), digest=f"{codebook.digest}-unmatched")


def note_covered(found: pd.DataFrame, matches: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """``found``, in which an entry that never matches though its words are there is ``covered by other entries``.

    ``matches`` are those of ``unmatched``: where such an entry stands, a longer or earlier one of its frame took the
    place, or one that shields it. Their first one is the example.
    """
    findings, examples = list(found["findings"]), list(found["example"])
    for (name, _), (_, _, example) in _tally(matches).items():
        findings[int(name)] = findings[int(name)].replace(NEVER, COVERED)
        examples[int(name)] = example
    return found.assign(findings=findings, example=examples)


def _tally(matches: Iterable[pd.DataFrame]) -> dict[tuple[str, str], tuple[int, int, str]]:
    """Matches, articles and first example of each frame and entry; no article is in two of the parts."""
    out: dict[tuple[str, str], tuple[int, int, str]] = {}
    for part in matches:
        here: dict[tuple[str, str], tuple[int, set[str], str]] = {}
        for frame, entry, doc_id, text in zip(part["frame"], part["entry"], part["doc_id"], part["text"], strict=True):
            count, articles, example = here.get((frame, entry), (0, set(), text))
            articles.add(doc_id)
            here[frame, entry] = (count + 1, articles, example)
        for name, (count, articles, example) in here.items():
            before = out.get(name, (0, 0, " ".join(example.split())))
            out[name] = (before[0] + count, before[1] + len(articles), before[2])
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
        findings.append(NEVER)
    elif share > DOMINANT and total >= DOMINANT_FROM:
        findings.append("dominates the frame")
    findings += [f"also in {name}" for name in also]
    return "; ".join(findings)
