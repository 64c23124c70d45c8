"""False key words between random halves of one outlet, and speed: ``python -m benchmarks.keyness FILE``.

Every word called key between two random halves of one outlet is false. The classic test on tokens (log-likelihood with
Benjamini-Hochberg) stands beside the default; the two largest outlets against each other show that real differences
are found.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import sparse

from framing.stats.contingency import chi_square_p
from framing.stats.multiplicity import adjust_p
from framing.study.comparison.keyness import keyness
from framing.study.scoring import read_corpus
from framing.study.wording.copies import near_copies
from framing.study.wording.terms import DocumentTerms, read_terms


def false_words(terms: DocumentTerms, draws: int, seed: int) -> list[tuple[int, int, int]]:
    """Words with q < .05 by articles and by tokens, and words tested, for random halves of the articles."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(draws):
        labels = np.array(["a", "b"])[rng.permutation(len(terms.doc_ids)) % 2]
        table = keyness(replace(terms, outlets=tuple(labels.tolist())), "a", "b")
        by_tokens = adjust_p(chi_square_p(table["g2"]))
        out.append((int((table["q"] < 0.05).sum()), int((by_tokens < 0.05).sum()), len(table)))
    return out


def enlarged(terms: DocumentTerms, times: int) -> DocumentTerms:
    """The articles several times over."""
    matrix: Any = sparse.csr_array(sparse.vstack([terms.matrix] * times, format="csr"))
    return replace(terms, matrix=matrix, doc_ids=terms.doc_ids * times, outlets=terms.outlets * times)


def main() -> None:
    """Read the file and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="articles, such as ../shared/data/news_4k.jsonl.gz")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    corpus = read_corpus(given.file)
    start = time.process_time()
    terms = read_terms(corpus)
    size = sum(len(article.text.encode()) for article in corpus) / 1e6
    took = time.process_time() - start
    print(f"{len(corpus):,} articles, {size:.1f} MB: terms in {took:.2f} CPU s, {terms.matrix.shape}")
    first, second = (name for name, _ in Counter(terms.outlets).most_common(2))
    kept = {a.doc_id for a in corpus if a.outlet.value == first}
    kept -= near_copies(a for a in corpus if a.doc_id in kept).keys()
    one = terms.keep(kept)
    results = false_words(one, given.draws, given.seed)
    print(f"random halves of {first}, {len(one.doc_ids)} articles, {given.draws} draws, {results[0][2]:,} tests each:")
    for name, place in (("Fisher on articles + BH", 0), ("log-likelihood on tokens + BH", 1)):
        counts = sorted(result[place] for result in results)
        print(f"  {name}: false key words {counts[0]} to {counts[-1]}, median {counts[len(counts) // 2]}")
    table = keyness(terms, first, second)
    print(f"{first} against {second}: {int((table['q'] < 0.05).sum())} key words of {len(table):,}")
    times = 50_000 // len(corpus) + 1
    many = enlarged(terms, times)
    start = time.process_time()
    keyness(many, first)
    print(f"keyness of {len(many.doc_ids):,} articles, matrix ready: {time.process_time() - start:.2f} CPU s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
