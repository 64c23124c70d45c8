"""What is said of the articles of a batch: quotation marks without partners, no English, no word that counts."""

from __future__ import annotations

from collections import Counter

import numpy as np

from framing.records.article import SCORED_BLOCKS, Article
from framing.records.ascending import counted_from
from framing.records.batch import NOT_SCORED, TEXT, Batch
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


def issues_of(batch: Batch, unpaired: list[int]) -> list[Issue]:
    """All of them; ``unpaired`` are the paragraphs of the marks without partners."""
    return [*_quotation_issues(batch, unpaired), *_language_issues(batch), *_unscored_issues(batch)]


def _quotation_issues(batch: Batch, unpaired: list[int]) -> list[Issue]:
    """One issue for each article with marks that have no partner, given the paragraphs of those marks."""
    counts = Counter(batch.field_article.take(batch.field_of(batch.paragraph_token[unpaired])).tolist())
    return [
        Issue.about(
            batch.articles[article],
            "warning",
            "unpaired-quotation",
            f"{count} quotation mark{'s have' if count > 1 else ' has'} no partner; the voice near by is uncertain",
            "compare the text with the published page",
        )
        for article, count in counts.items()
    ]


def _language_issues(batch: Batch) -> list[Issue]:
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
    return [_not_english(batch, int(batch.field_article[fields[row]]), float(shares[row])) for row in rows.tolist()]


def _not_english(batch: Batch, number: int, share: float) -> Issue:
    reason = (
        f"only {100 * share:.1f} % of its first words are the, and, to, that ...: it seems not to be English, "
        "so little of it can match"
    )
    return Issue.about(batch.articles[number], "warning", "not-english", reason, "leave it out, or score a translation")


def _unscored_issues(batch: Batch) -> list[Issue]:
    """One issue for each article without a scored word."""
    scored = batch.segment_token[batch.segment_place != NOT_SCORED]
    counts = np.bincount(batch.field_article[batch.field_of(scored)], minlength=len(batch.articles))
    return [_without_words(batch.articles[number]) for number in np.flatnonzero(counts == 0).tolist()]


def _without_words(article: Article) -> Issue:
    kinds = sorted({block.kind for block in article.blocks if block.kind not in SCORED_BLOCKS})
    if not kinds:
        return Issue.about(article, "warning", "no-words", "there is no word in it", "leave it out")
    reason = f"all of it is marked as no prose ({', '.join(kinds)}), so no word of it counts"
    return Issue.about(article, "warning", "no-words", reason, "give a headline alone as title, or say blocks: none")
