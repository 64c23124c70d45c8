"""On whose word an article rests: the agencies it credits, how, and for how much of its text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from framing.corpus.tags.channels import load_channels
from framing.corpus.tags.credits import Credit, CreditFinder
from framing.records.arrays import Ints
from framing.records.batch import TEXT, Batch
from framing.records.tables import CREDITS

if TYPE_CHECKING:
    import pyarrow as pa

#: article number, agency, kind
Key = tuple[int, str, str]


@cache
def _finder() -> CreditFinder:
    return CreditFinder(load_channels())


def credit_table(batch: Batch) -> pa.Table:
    """One row an article, agency and kind of credit: how often, and the share of the text in such sentences."""
    rows: dict[Key, list[Credit]] = {}
    for number, article in enumerate(batch.articles):
        for credit in _finder().find(article):
            rows.setdefault((number, credit.agency, credit.kind), []).append(credit)
    keys = list(rows)
    shares = _Shares(batch)
    words = [shares.words(number, rows[number, agency, kind]) for number, agency, kind in keys]
    return CREDITS.from_columns(
        {
            "doc_id": [batch.articles[number].doc_id for number, _, _ in keys],
            "outlet": [batch.articles[number].outlet.value for number, _, _ in keys],
            "agency": [agency for _, agency, _ in keys],
            "kind": [kind for _, _, kind in keys],
            "credits": [len(credits) for credits in rows.values()],
            "words": words,
            "share": [w / max(shares.all_words(key[0]), 1) for w, key in zip(words, keys, strict=True)],
            "evidence": [credits[0].evidence for credits in rows.values()],
        }
    )


class _Shares:
    """Words of the sentences of a batch, by place in the text of an article."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._ends = np.append(batch.sentence_token, batch.tokens)
        texts = np.flatnonzero(batch.field_kind == TEXT)
        self._field = dict(zip(batch.field_article[texts].tolist(), texts.tolist(), strict=True))

    def all_words(self, number: int) -> int:
        """Words of an article's text."""
        field = self._field[number]
        starts = self._batch.field_token
        end = int(starts[field + 1]) if field + 1 < len(starts) else self._batch.tokens
        return end - int(starts[field])

    def words(self, number: int, credits: Sequence[Credit]) -> int:
        """Words of the sentences in which the credits start."""
        chars = np.array([credit.start for credit in credits], np.int64)
        places = self._batch.to_bytes(chars, np.full(len(chars), self._field[number]))
        tokens: Ints = np.searchsorted(self._batch.word_end, places.astype(self._batch.word_end.dtype), side="right")
        sentences = sorted(set(self._batch.sentence_of(np.minimum(tokens, self._batch.tokens - 1)).tolist()))
        return int(sum(self._ends[s + 1] - self._ends[s] for s in sentences))
