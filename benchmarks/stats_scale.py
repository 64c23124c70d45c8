"""How long the statistics take on 50,000 articles, 200 outlets and 50 frames: ``python -m benchmarks.stats_scale``."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framing.records.tables import PLACES, VOICES
from framing.stats import compare, dispersion, keyness, rates, salience


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


def invent_matrix(articles: int, terms: int, seed: int = 0) -> Any:
    """A sparse document-term matrix, about 150 different words an article, Zipf-like."""
    rng = np.random.default_rng(seed)
    column = np.minimum((terms ** rng.random(150 * articles)).astype(np.int64) - 1, terms - 1)
    row = np.repeat(np.arange(articles), 150)
    matrix = sparse.csr_array((np.ones(len(row), np.int64), (row, column)), shape=(articles, terms))
    matrix.sum_duplicates()
    return matrix


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
    clock("dispersion", lambda: dispersion(counts, words))
    clock("salience", lambda: salience(counts, words))
    matrix = invent_matrix(given.articles, 100_000)
    outlets, terms = np.arange(given.articles) % 3, [f"w{i}" for i in range(100_000)]
    print(f"document-term matrix {matrix.shape}, {matrix.nnz:,} entries")
    clock("keyness, one outlet against two, all words", lambda: keyness(matrix, terms, outlets, target=0))
    clock("the same with classic columns", lambda: keyness(matrix, terms, outlets, target=0, classic=["g2", "bic"]))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _halves(table: pd.DataFrame) -> pd.Series[str]:
    return table["outlet"].astype(str).str[-1].isin(list("02468")).map({True: "even", False: "odd"})


if __name__ == "__main__":
    main()
