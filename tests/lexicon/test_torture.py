"""The torture table: what a pattern finds in a text.

``python -m tests.lexicon.test_torture`` writes it into the docs.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.lexicon.matcher import Matcher
from framing.lexicon.patterns import parse_pattern
from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Frame

DOC = Path(__file__).resolve().parents[2] / "docs" / "matching.md"
START, END = "<!-- table: tests/lexicon/torture.yml -->\n", "<!-- end of table -->\n"
ITEMS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("torture.yml").read_text(encoding="utf-8"))
_UNNAMED = {"\t": "TAB", "\r": "CARRIAGE RETURN"}
ROWS = [item for item in ITEMS if "text" in item]


def published(text: str) -> str:
    """``⏎`` in the table is a line break."""
    return text.replace("⏎", "\n")


def expected(row: dict[str, Any]) -> list[str]:
    return [] if row["found"] == "none" else [published(text) for text in row["found"]]


def codebook_of(row: dict[str, Any]) -> Codebook:
    frames = [_frame("first", row["patterns"])]
    if "other" in row:
        frames.append(_frame("second", row["other"]))
    return Codebook("torture", "1", "en", tuple(frames), "0")


def _frame(name: str, patterns: list[str]) -> Frame:
    terms = [(p.removeprefix("!"), p.startswith("!")) for p in patterns]
    return Frame(name, name, "a frame", entries=tuple(Entry(p, parse_pattern(p), exclude=x) for p, x in terms))


def find(row: dict[str, Any], before: str = "") -> tuple[list[str], list[bool], list[int]]:
    """Matched words, negated or not, and their offsets, in a text that begins with ``before``."""
    text = before + published(row["text"])
    batch = Annotator().annotate([Article("a", text)])
    hits = Matcher(codebook_of(row)).find(batch)
    starts = batch.to_chars(batch.word_start[hits.start], batch.field_of(hits.start)).tolist()
    ends = batch.to_chars(batch.word_end[hits.end - 1], batch.field_of(hits.start)).tolist()
    negated = polarity(batch, hits.start, hits.end).negated.tolist()
    return [text[a:b] for a, b in zip(starts, ends, strict=True)], negated, starts


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['text']} / {', '.join(row['patterns'])}" for row in ROWS])
def test_torture(row: dict[str, Any]):
    """Each row of the table says what is found; offsets point at it, after odd characters too."""
    found, negated, starts = find(row)
    assert found == expected(row)
    if "negated" in row:
        assert negated[:1] == [row["negated"]]
    odd = "İß e\u0301 漢字 😀.\n\n"
    again, same, moved = find(row, before=odd)
    assert (again, same) == (found, negated)
    assert moved == [start + len(odd) for start in starts]


def test_every_row_says_something_new():
    """No two rows are the same."""
    keys = [(row["text"], *row["patterns"], "/", *row.get("other", [])) for row in ROWS]
    assert len(set(keys)) == len(keys) >= 60


def visible(text: str) -> str:
    """Text for a cell of the table: invisible characters by their names, no Markdown."""
    shown = "".join(
        f"⟨{unicodedata.name(c, _UNNAMED.get(c, '')).lower()}⟩"
        if c not in " ⏎" and unicodedata.category(c) in ("Cc", "Cf", "Zs", "Mn")
        else c
        for c in text
    )
    return f"`{shown}`".replace("|", "\\|")


def table() -> str:
    """The whole table in Markdown."""
    lines: list[str] = []
    for item in ITEMS:
        if "group" in item:
            lines += ["", f"**{item['group']}**", "", "| text | pattern | found | why |", "|---|---|---|---|"]
            continue
        patterns = "; ".join(visible(p) if p[0] != "!" else f"{visible(p[1:])} (excluding)" for p in item["patterns"])
        if "other" in item:
            patterns += "; second frame: " + "; ".join(visible(p) for p in item["other"])
        found = "no" if item["found"] == "none" else ", ".join(visible(text) for text in item["found"])
        found += " (negated)" if item.get("negated") else ""
        lines.append(f"| {visible(item['text'])} | {patterns} | {found} | {item.get('why', '')} |")
    return "\n".join(lines[1:]) + "\n"


def test_the_documentation_shows_this_table():
    """docs/matching.md holds the table that is tested here."""
    shown = DOC.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert shown == table(), "run: python -m tests.lexicon.test_torture"


if __name__ == "__main__":
    before, _, rest = DOC.read_text(encoding="utf-8").partition(START)
    DOC.write_text(before + START + table() + END + rest.partition(END)[2], encoding="utf-8")
