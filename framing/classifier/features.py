"""Sentences as vectors: word 1-2 grams, character 3-5 grams within words, and the lexicon's matches.

The two kinds of grams are TF-IDF vectors of length 1 each (sublinear counts), as scikit-learn's ``TfidfVectorizer``
makes them; they are computed here so that a saved model needs no library object. What character n-grams a word has is
worked out once per distinct word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from framing.classifier.embeddings import Embedder
from framing.classifier.masking import Masker
from framing.classifier.sentences import VOICE_COLUMNS
from framing.records.arrays import Flags, Floats, Ints

#: Sizes of character n-grams; each word is read with a space before and behind it.
SIZES = (3, 4, 5)
WORD, CHARACTER = "w", "c"
#: Distinct words whose features are remembered.
_REMEMBERED = 200_000


def word_grams(words: Sequence[str]) -> Iterator[str]:
    """Words and pairs of words, marked as such.

    >>> list(word_grams(["trade", "war"]))
    ['w:trade', 'w:war', 'w:trade war']
    """
    yield from (f"{WORD}:{word}" for word in words)
    yield from (f"{WORD}:{a} {b}" for a, b in pairwise(words))


def character_grams(word: str) -> list[str]:
    """Character n-grams of a word with its borders.

    >>> character_grams("war")
    ['c: wa', 'c:war', 'c:ar ', 'c: war', 'c:war ', 'c: war ']
    """
    padded = f" {word} "
    return [f"{CHARACTER}:{padded[i : i + n]}" for n in SIZES for i in range(len(padded) - n + 1)]


class Features:
    """Grams with their numbers and weights. ``grams_`` in order, ``idf_`` beside them.

    Then come the lexicon's columns, and last those of sentence embeddings, if there is an ``embedder``.
    """

    def __init__(
        self, frames: Sequence[str], masker: Masker, lexicon_weight: float, embedder: Embedder | None = None
    ) -> None:
        self.frames, self.masker, self.lexicon_weight = tuple(frames), masker, lexicon_weight
        self.embedder = embedder

    def fit(self, texts: Sequence[str], labels: Flags, largest: int) -> Features:
        """Learn the grams of ``texts``: those that best tell a frame apart (chi squared), at most ``largest``."""
        words = [self.masker.words(text) for text in texts]
        seen = [Counter(word_grams(row)) + Counter(g for word in row for g in character_grams(word)) for row in words]
        documents = Counter(gram for row in seen for gram in row)
        grams = sorted(g for g, n in documents.items() if n >= (2 if g[0] == WORD else 3))
        grams = _telling(grams, seen, labels, largest)
        idf = [np.log((1 + len(texts)) / (1 + documents[gram])) + 1 for gram in grams]
        return self.load(grams, np.array(idf))

    def load(self, grams: Sequence[str], idf: Floats) -> Features:
        """Take grams and weights as they were learnt; weights are kept at the precision of the file."""
        self.grams_ = list(grams)
        self.idf_ = np.asarray(idf, np.float32).astype(np.float64)
        self._number = {gram: i for i, gram in enumerate(self.grams_)}
        self._is_word = np.array([gram[0] == WORD for gram in self.grams_], np.bool_)
        self._of_word: dict[str, list[int]] = {}
        return self

    @property
    def names(self) -> list[str]:
        """What each column is, for people."""
        lexicon = [f"lexicon: {frame}, {voice}" for frame in self.frames for voice in VOICE_COLUMNS]
        return [*(_readable(gram) for gram in self.grams_), *lexicon]

    def row(self, text: str) -> tuple[Ints, Floats]:
        """Columns and values of the grams of one text."""
        words = self.masker.words(text)
        numbers = [n for g in word_grams(words) if (n := self._number.get(g)) is not None]
        for word in words:
            numbers += self._characters(word)
        columns, counts = np.unique(np.array(numbers, np.int64), return_counts=True)
        values = (1 + np.log(counts)) * self.idf_[columns]
        of_words = self._is_word[columns]
        for part in (of_words, ~of_words):
            length = np.sqrt(np.sum(values[part] ** 2))
            values[part] /= length or 1.0
        return columns, values

    def _characters(self, word: str) -> list[int]:
        found = self._of_word.get(word)
        if found is None:
            found = [n for g in character_grams(word) if (n := self._number.get(g)) is not None]
            if len(self._of_word) < _REMEMBERED:
                self._of_word[word] = found
        return found

    def lexicon(self, counts: Floats) -> Floats:
        """The lexicon's columns: log of one plus the matches, times their weight."""
        return np.asarray(self.lexicon_weight * np.log1p(counts))

    def embedded(self, texts: Sequence[str]) -> Floats:
        """The columns of sentence embeddings, outlets and credits blanked; none without an embedder."""
        if self.embedder is None:
            return np.zeros((len(texts), 0))
        return self.embedder.embed([" ".join(self.masker.blank(text).split()) for text in texts])

    def matrix(self, texts: Sequence[str], counts: Floats) -> Any:
        """Sentences x columns as the sparse matrix that scikit-learn learns from."""
        from sklearn.feature_extraction import DictVectorizer

        first = len(self.grams_)
        rows = []
        dense = np.concatenate([self.lexicon(counts), self.embedded(texts)], axis=1)
        for text, others in zip(texts, dense, strict=True):
            columns, values = self.row(text)
            row = dict(zip(columns.tolist(), values.tolist(), strict=True))
            row.update((first + i, value) for i, value in enumerate(others.tolist()) if value)
            rows.append(row)
        every_column = dict.fromkeys(range(first + dense.shape[1]), 1.0)
        matrix = DictVectorizer(dtype=np.float64).fit([every_column]).transform(rows)
        # liblinear takes 32-bit numbers of places only.
        matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
        return matrix


def _telling(grams: list[str], seen: list[Counter[str]], labels: Flags, largest: int) -> list[str]:
    """The grams with the largest chi squared for any frame, in alphabetical order."""
    if len(grams) <= largest:
        return grams
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_selection import chi2

    present = DictVectorizer(dtype=np.float64).fit([dict.fromkeys(grams, 1)])
    matrix = present.transform([dict.fromkeys(row, 1) for row in seen])
    usable = [j for j in range(labels.shape[1]) if 0 < labels[:, j].sum() < len(labels)]
    scores = np.max([np.nan_to_num(chi2(matrix, labels[:, j])[0]) for j in usable], axis=0)
    best = np.sort(np.argsort(-scores, kind="stable")[:largest])
    names = present.get_feature_names_out().tolist()
    return sorted(str(names[i]) for i in best.tolist())


def _readable(gram: str) -> str:
    kind, _, text = gram.partition(":")
    return f'"{text}"' if kind == WORD else f"letters “{text.replace(' ', '_')}”"
