"""Articles that are hardly English: cues, negation and codebooks are, so their rates say nothing."""

from __future__ import annotations

import numpy as np

from framing.records.ascending import counted_from
from framing.records.batch import TEXT, Batch
from framing.records.flags import Word
from framing.records.issue import Issue

#: Words that English cannot do without, and that are none in its neighbours: the, this, and, or, to, that.
_FUNCTION = Word.DEFINITE | Word.CONJUNCTION | Word.TO | Word.THAT
#: The fewest words that tell anything.
_FEWEST = 50
#: Words at the beginning of an article that are looked at, and the share below which it is looked at again, or named.
#: Of 5,900 articles of English news (PolNeAR's and the climate set among them) the smallest share in 200 words was
#: .031; in eight other languages it was 0.
_LOOKS = ((50, 0.05), (200, 0.015))


def language_issues(batch: Batch) -> list[Issue]:
    """One issue for each article whose text has hardly any of the words of every English text."""
    fields = np.flatnonzero(batch.field_kind == TEXT)
    first = batch.field_token.take(fields)
    words = np.append(batch.field_token, batch.tokens).take(fields + 1) - first
    rows, shares = np.flatnonzero(words >= _FEWEST), np.zeros(len(fields))
    for looked_at, least in _LOOKS:
        if not len(rows):
            return []
        number = np.minimum(words.take(rows), looked_at)
        function = (batch.word_flags(counted_from(first.take(rows), number)) & int(_FUNCTION)) != 0
        shares[rows] = np.add.reduceat(function, np.cumsum(number) - number, dtype=np.int64) / number
        rows = rows.compress(shares.take(rows) < least)
    return [_issue(batch, int(batch.field_article[fields[row]]), float(shares[row])) for row in rows.tolist()]


def _issue(batch: Batch, number: int, share: float) -> Issue:
    reason = (
        f"only {100 * share:.1f} % of its first words are the, and, to, that ...: it seems not to be English, "
        "so little of it can match"
    )
    return Issue.about(batch.articles[number], "warning", "not-english", reason, "leave it out, or score a translation")
