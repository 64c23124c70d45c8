"""Lexicons of any size for the benchmark of the bridge, drawn from a corpus's own words with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def make_codebook(texts: Sequence[str], patterns: int, file: Path) -> None:
    """Write a codebook of so many patterns, drawn from the words of ``texts`` by bands of frequency."""
    chance = random.Random(patterns)
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower()))
    ranked = [word for word, count in counts.most_common() if count > 1]
    terms: dict[str, None] = {}
    while len(terms) < patterns:
        terms[_term(ranked, chance)] = None
    frames = [list(terms)[i::6] for i in range(6)]
    lines = ["codebook: synthetic", "version: 1.0.0", "frames:"]
    for number, entries in enumerate(frames):
        lines += [f"  frame{number}:", "    definition: Words drawn at random.", "    entries:"]
        lines += [f'      - "{entry}"' for entry in entries]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _term(ranked: list[str], chance: random.Random) -> str:
    """One pattern: 54 % words, 22 % stems, 18 % phrases, 6 % gapped."""
    kind = chance.random()
    if kind < 0.54:
        return _word(ranked, chance)
    if kind < 0.76:
        return _word(ranked, chance)[: chance.randint(5, 8)] + "*"
    if kind < 0.94:
        return " ".join(_word(ranked, chance) for _ in range(chance.choice([2, 2, 2, 3])))
    return f"{_word(ranked, chance)} ..{chance.randint(1, 5)} {_word(ranked, chance)[:7]}*"


def _word(ranked: list[str], chance: random.Random) -> str:
    """A word of one of four bands: the 300th to 1,000th in frequency, to 3,000th, to 10,000th, to 30,000th."""
    low, high = chance.choice([(300, 1000), (1000, 3000), (3000, 10_000), (10_000, 30_000)])
    return ranked[min(chance.randint(low, high), len(ranked) - 1)]


def slots_of(file: Path) -> list[list[dict[str, Any]]]:
    """The patterns of a codebook as plain data for other tools."""
    from framing.lexicon.reading import load_codebook

    return [
        [{"words": slot.words, "stems": slot.stems, "gap": slot.gap} for slot in entry.slots]
        for _, entry in load_codebook(str(file)).entries()
    ]
