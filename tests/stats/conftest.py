"""Small invented corpora as the tables counts and words."""

from __future__ import annotations

import pandas as pd
import pytest


def build_tables(articles):
    """Tables counts and words of articles: (doc_id, outlet, words, {(frame, voice): matches}), in the body.

    A place can be added to an article as a fifth item; its sentences are words // 20 + 1.
    """
    counts, words = [], []
    for doc_id, outlet, n, hits, *place in articles:
        where = place[0] if place else "body"
        words.append((doc_id, outlet, where, n, 0, n // 20 + 1))
        counts += [(doc_id, outlet, frame, voice, where, k, 0, 1) for (frame, voice), k in hits.items() if k]
    return (
        pd.DataFrame(
            counts, columns=["doc_id", "outlet", "frame", "voice", "where", "matches", "negated", "sentences"]
        ),
        pd.DataFrame(words, columns=["doc_id", "outlet", "where", "words", "words_quoted", "sentences"]),
    )


@pytest.fixture(scope="session")
def tables():
    """The builder of the tables counts and words."""
    return build_tables


@pytest.fixture(scope="session")
def one_frame():
    """A builder: {outlet: (matches, words)} with one frame in the own voice."""

    def build(outlets):
        return build_tables(
            [
                (f"{outlet}-{i}", outlet, n, {("bullying", "own"): k})
                for outlet, (ks, ns) in outlets.items()
                for i, (k, n) in enumerate(zip(ks, ns, strict=True))
            ]
        )

    return build
