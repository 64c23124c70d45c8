"""The store: adds a second, and scoring what is new against scoring all: ``python -m benchmarks.store FILE``.

CPU seconds of this process; the least of the rounds, which run through all steps in turn. The peer is the way without a
store: reading and scoring the files again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from framing.corpus.options import ReadOptions
from framing.lexicon.reading import load_codebook
from framing.store.opening import open_at
from framing.study.scoring import read_corpus, score_files
from framing.study.stores.adding import add_articles, add_options, add_paths

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "news_4k.jsonl.gz"
NEW = 100
#: The store's scores again, and with a few new articles, in ratio to scoring the files.
GOAL = 2.0


def seconds(work: Callable[[], Any]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def one_round(file: Path, folder: Path, number: int) -> dict[str, float]:
    """Every step once, on a store of its own."""
    store, book = folder / f"{number}.db", load_codebook("us-china-trade")
    articles = read_corpus(file).articles
    some = folder / f"{number}.few.db"

    def add(path: Path, chosen: slice) -> None:
        with closing(open_at(path, create=True)) as opened:
            add_articles(opened, articles[chosen], (), set())

    def add_again() -> None:
        with closing(open_at(store, create=True)) as opened:
            for _ in add_paths(opened, [file], add_options("", "")):
                pass

    def search() -> None:
        with closing(open_at(store)) as opened:
            opened.search('tariff* OR "trade war"', 20)

    def score(path: Path) -> None:
        for _ in score_files([path], book, ReadOptions()):
            pass

    found = {"add": seconds(lambda: add(store, slice(None))), "add again": seconds(add_again)}
    add(some, slice(0, len(articles) - NEW))
    found["score the files"] = seconds(lambda: score(file))
    found["score the store"] = seconds(lambda: score(store))
    found["score it again"] = seconds(lambda: score(store))
    score(some)
    add(some, slice(len(articles) - NEW, None))
    found[f"score {NEW} new ones"] = seconds(lambda: score(some))
    found["search"] = seconds(search)
    found["articles"] = len(articles)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DATA)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds = [one_round(given.file, Path(folder), number) for number in range(given.rounds)]
    least = {name: min(found[name] for found in rounds) for name in rounds[0]}
    articles = int(least.pop("articles"))
    print(f"{articles:,} articles; CPU seconds, least of {given.rounds}:")
    for name, took in least.items():
        print(f"  {name:22} {took:8.2f}   {articles / took:10,.0f} articles/s")
    files = least["score the files"]
    goals = []
    for name in itertools.islice(least, 4, 6):
        ratio = files / least[name]
        goals.append({"name": f"{name}, files = 1", "found": ratio, "goal": f">= {GOAL}", "reached": ratio >= GOAL})
        print(f"  {name}: {ratio:.1f}x the speed of scoring the files")
    if given.json:
        given.json.write_text(json.dumps({"articles": articles, "seconds": least, "goals": goals}, indent=1) + "\n")


if __name__ == "__main__":
    main()
