"""How long the statistics take on 50,000 articles, 200 outlets and 50 frames: ``python -m benchmarks.stats_scale``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from framing.records.tables import PLACES, VOICES
from framing.stats import compare, rates


def invent_tables(articles: int, outlets: int, frames: int, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables counts (about 50 rows an article) and words (three an article) of an invented corpus."""
    rng = np.random.default_rng(seed)
    doc_id = np.array([f"article-{i:06}" for i in range(articles)])
    outlet = np.array([f"outlet-{i:03}" for i in rng.integers(0, outlets, articles)])
    longest = {"headline": 15, "lead": 60, "body": 900}
    words = pd.concat(
        [
            pd.DataFrame(
                {
                    "doc_id": doc_id,
                    "outlet": outlet,
                    "where": place,
                    "words": rng.integers(5, most, articles),
                    "words_quoted": 0,
                    "sentences": 20,
                }
            )
            for place, most in longest.items()
        ],
        ignore_index=True,
    )
    row = rng.integers(0, articles, 50 * articles)
    pick = {"frame": [f"frame-{i:02}" for i in range(frames)], "voice": list(VOICES), "where": list(PLACES)}
    counts = pd.DataFrame(
        {
            "doc_id": doc_id[row],
            "outlet": outlet[row],
            **{name: np.array(labels)[rng.integers(0, len(labels), len(row))] for name, labels in pick.items()},
            "matches": rng.integers(1, 4, len(row)),
            "negated": 0,
            "sentences": 1,
        }
    )
    for table in (counts, words):
        for column in {"outlet", "frame", "voice", "where"} & set(table.columns):
            table[column] = table[column].astype("category")
    return counts, words


def clock(label: str, work: Callable[[], Any]) -> None:
    """Print the wall seconds of one piece of work and the rows that it made."""
    start = time.perf_counter()
    result = work()
    print(f"{label:<60} {time.perf_counter() - start:6.2f} s  {len(result):>9,} rows", flush=True)


def main() -> None:
    """Measure each statistic once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--frames", type=int, default=50)
    given = parser.parse_args()
    counts, words = invent_tables(given.articles, given.outlets, given.frames)
    size = f"{given.articles:,} articles, {given.outlets} outlets, {given.frames} frames"
    print(f"{size}; {len(counts):,} rows of counts")
    clock("rates, five voices", lambda: rates(counts, words))
    clock("rates, one voice", lambda: rates(counts, words, voice="own"))
    clock("compare, each against the rest", lambda: compare(counts, words))
    ten = words[words["outlet"].isin([f"outlet-{i:03}" for i in range(10)])]
    of_ten = counts[counts["doc_id"].isin(ten["doc_id"])]
    clock("compare, 10 outlets in pairs", lambda: compare(of_ten, ten, against="pairs"))
    two, in_two = words.assign(outlet=_halves(words)), counts.assign(outlet=_halves(counts))
    clock("compare, all articles in two outlets", lambda: compare(in_two, two, against="pairs"))


def _halves(table: pd.DataFrame) -> pd.Series[str]:
    return table["outlet"].astype(str).str[-1].isin(list("02468")).map({True: "even", False: "odd"})


if __name__ == "__main__":
    main()
