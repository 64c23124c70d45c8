"""Recall of the pairs that share wording against brute force, and the speed: ``python -m benchmarks.reuse FILE``.

Brute force here is a second implementation: tuples of five folded words in Python sets, every gram of every article
against every other article, no hashing and no frequency cap.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from framing.records.article import Article
from framing.stats.grams import BORDER, GRAM, WordStream, shared_grams
from framing.stats.reuse import find_pairs
from framing.study.scoring import read_corpus
from framing.study.wording.reuse import find_reuse
from framing.study.wording.wordstream import read_words

LEVELS = ((0.8, None), (0.5, 0.99), (0.3, 0.95), (0.1, None))


def brute_force(stream: WordStream) -> dict[tuple[int, int], float]:
    """Containment (the larger direction) of all pairs of articles that share any gram."""
    holders: dict[tuple[int, ...], list[int]] = defaultdict(list)
    sizes = []
    for i in range(len(stream)):
        words = stream.word[stream.offset[i] : stream.offset[i + 1]].tolist()
        grams = {tuple(words[a : a + GRAM]) for a in range(len(words) - GRAM + 1)}
        grams = {gram for gram in grams if BORDER not in gram}
        sizes.append(len(grams))
        for gram in grams:
            holders[gram].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) > 1:
            shared.update((a, b) for n, a in enumerate(held) for b in held[n + 1 :])
    return {pair: count / min(sizes[pair[0]], sizes[pair[1]]) for pair, count in shared.items()}


def enlarged(stream: WordStream, times: int) -> WordStream:
    """The articles ``times`` over, each time in words of their own, so that copies share nothing."""
    width = int(stream.word.max()) + 1
    words = [np.where(stream.word == BORDER, BORDER, stream.word + width * i).astype(np.int32) for i in range(times)]
    offsets = [stream.offset[:-1] + len(stream.word) * i for i in range(times)]
    return WordStream(np.concatenate(words), np.append(np.concatenate(offsets), len(stream.word) * times))


def measure(articles: Sequence[Article], copies: int) -> bool:
    """Print the figures; whether the recall asked for was reached."""
    start = time.process_time()
    stream, _ = read_words(articles)
    read = time.process_time() - start
    start = time.process_time()
    pairs = find_pairs(stream)
    fast = time.process_time() - start
    start = time.process_time()
    truth = brute_force(stream)
    slow = time.process_time() - start
    found = dict(zip(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), pairs.containment, strict=True))
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    print(f"{len(articles):,} articles, {size:.1f} MB, {len(stream.word):,} words; CPU seconds:")
    print(f"  annotate and number the words {read:.2f}; pairs {fast:.2f}; brute force {slow:.2f}")
    speed = size / (read + fast)
    print(f"  pairs {size / fast:.0f} MB/s, with reading {speed:.1f} MB/s, {slow / fast:.1f}x brute force")
    good = True
    for level, wanted in LEVELS:
        true = {pair for pair, value in truth.items() if value >= level}
        mine = {pair for pair, value in found.items() if value >= level}
        recall = len(true & mine) / len(true) if true else 1.0
        wrong = max((abs(found[p] - truth[p]) for p in true & mine), default=0.0)
        print(
            f"  containment >= {level}: {len(true)} pairs, recall {recall:.4f}, not in truth {len(mine - true)}, "
            f"largest error {wrong:.1e}" + (f" (wanted {wanted})" if wanted else "")
        )
        good &= wanted is None or recall >= wanted
    start = time.process_time()
    reuse = find_reuse(articles)
    print(f"  find_reuse with formulas and their places: {time.process_time() - start:.2f} s, {reuse!r}")
    big = enlarged(stream, copies)
    start = time.process_time()
    more = find_pairs(big, shared_grams(big))
    took, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {len(big):,} articles, {len(big.word):,} words: {len(more):,} pairs in {took:.1f} s")
    print(f"  peak memory {peak:,.0f} MB, brute force included")
    return good


def main() -> None:
    """Read the file and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="articles, such as ../shared/data/news_4k.jsonl.gz")
    parser.add_argument("--copies", type=int, default=13, help="how often to repeat the corpus for the large run")
    given = parser.parse_args()
    if not measure(read_corpus(given.file).articles, given.copies):
        sys.exit("the recall asked for was not reached")


if __name__ == "__main__":
    main()
