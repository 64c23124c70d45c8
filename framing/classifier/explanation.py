"""Why a sentence got its score: coefficient times value, the largest either way, and each word's share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.classifier.features import WORD, character_grams
from framing.classifier.learning import Weights
from framing.records.arrays import Floats

#: How many features are shown either way.
SHOWN = 8
#: What all columns of a sentence embedding are called together: one alone means nothing.
EMBEDDING = "embedding of the sentence"


@dataclass(frozen=True, slots=True)
class Explanation:
    """``score``: ``intercept`` plus the shares of all features, of which ``toward`` and ``against`` are the largest."""

    score: float
    intercept: float
    toward: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]
    places: tuple[tuple[int, int], ...]


def explain(weights: Weights, row: int, text: str, counts: Floats) -> Explanation:
    """The score of frame number ``row`` for one sentence; ``counts`` are its lexicon matches.

    ``words`` are the sentence's words as the model read them, each with the sum of its shares (a pair's is halved);
    ``places`` are their code points in ``text``.
    """
    features, coef = weights.features, weights.coef[row]
    columns, values = features.row(text)
    lexicon = features.lexicon(counts)
    first = len(features.grams_)
    names = [*features.names, EMBEDDING]
    last = len(names) - 1
    meaning = features.embedded([text])[0] @ coef[last:]
    shares = np.concatenate([values * coef[columns], lexicon * coef[first:last], [meaning]])
    columns = np.concatenate([columns, np.arange(first, last + 1)])
    ranked = [(names[columns[i]], float(shares[i])) for i in np.argsort(-shares, kind="stable")]
    return Explanation(
        float(shares.sum() + weights.intercept[row]),
        float(weights.intercept[row]),
        tuple(pair for pair in ranked[:SHOWN] if pair[1] > 0),
        tuple(pair for pair in ranked[::-1][:SHOWN] if pair[1] < 0),
        _by_word(weights, text, dict(zip(columns.tolist(), shares.tolist(), strict=True))),
        tuple((start, end) for _, start, end in features.masker.spans(text)),
    )


def _by_word(weights: Weights, text: str, shares: dict[int, float]) -> tuple[tuple[str, float], ...]:
    """Each word with the shares of its grams; a gram that occurs more than once divides its share."""
    words = weights.features.masker.words(text)
    number = {gram: i for i, gram in enumerate(weights.features.grams_)}
    of_word: list[list[tuple[int, float]]] = [[] for _ in words]
    for i, word in enumerate(words):
        grams = [(f"{WORD}:{word}", 1.0), *((gram, 1.0) for gram in character_grams(word))]
        of_word[i] += [(number[g], part) for g, part in grams if g in number]
        pair = f"{WORD}:{word} {words[i + 1]}" if i + 1 < len(words) else ""
        if pair in number:
            of_word[i].append((number[pair], 0.5))
            of_word[i + 1].append((number[pair], 0.5))
    uses: dict[int, float] = {}
    for found in of_word:
        for gram, part in found:
            uses[gram] = uses.get(gram, 0.0) + part
    sums = [sum(shares[gram] * part / uses[gram] for gram, part in found) for found in of_word]
    return tuple(zip(words, sums, strict=True))
