"""Articles in, a ``Batch`` out: the steps of annotation in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.annotate.diagnostics import issues_of
from framing.annotate.gaps import FIELD_BORDER
from framing.annotate.inserted import take_out_inserted
from framing.annotate.lines import paragraph_starts
from framing.annotate.numbering import MARGIN, number_pieces
from framing.annotate.pieces import edges_between
from framing.annotate.quotation import pair_quotations
from framing.annotate.segments import blocks_in_tokens, borders, segments
from framing.annotate.sentences import sentence_starts
from framing.annotate.vocabulary import Vocabulary
from framing.records.article import Article
from framing.records.batch import TEXT, TITLE, Batch

_BORDER = FIELD_BORDER.encode()
#: Stands behind the last border, so that sixteen bytes can be read from anywhere on.
_END = bytes(MARGIN)
#: Characters of a text that is not kept beside its bytes: as a string it may take four times as many.
_GIANT = 8_000_000


class Annotator:
    """Turns articles into batches; keeps the vocabulary between them. Not for use by two threads.

    A piece of the vocabulary takes about 650 bytes with all that is known of it. Past ``largest_vocabulary`` pieces
    (some 30,000 articles) a new one is begun: that costs a twentieth of the time and keeps a process below 500 MB.
    """

    def __init__(self, largest_vocabulary: int = 200_000) -> None:
        self._largest = largest_vocabulary
        self.vocabulary = Vocabulary()

    def annotate(self, articles: Sequence[Article], *, used_up: bool = False) -> Batch:
        """The batch of ``articles``, with paragraphs, sentences, quotations and places found.

        If a list of articles is ``used_up``, the giants in it lose their texts, which stand in the batch's bytes.
        """
        if len(self.vocabulary) > self._largest:
            self.vocabulary = Vocabulary()
        batch = self._split(articles, used_up)
        take_out_inserted(batch)
        blocks = blocks_in_tokens(batch)
        batch.paragraph_token = paragraph_starts(batch, borders(batch, blocks))
        paired = pair_quotations(batch, self.vocabulary, batch.paragraph_token)
        batch.quotations = paired.quotations
        batch.sentence_token, batch.stop_token = sentence_starts(batch, batch.paragraph_token, paired.trusted())
        batch.segment_token, batch.segment_place = segments(batch, blocks)
        batch.issues = issues_of(batch, paired.unpaired)
        return batch

    def _split(self, articles: Sequence[Article], used_up: bool) -> Batch:
        """Lay the fields end to end and number the distinct pieces."""
        fields = [(i, kind) for i, a in enumerate(articles) for kind in ((TITLE, TEXT) if a.title else (TEXT,))]
        encoded = [(articles[i].text if kind else articles[i].title).encode("utf-8") for i, kind in fields]
        if used_up and isinstance(articles, list):
            articles[:] = [_headed(a) if len(a.text) > _GIANT else a for a in articles]
        buffer = _BORDER.join([b"", *encoded, _END])
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        encoded.clear()
        starts = np.cumsum(lengths + len(_BORDER)) - lengths
        edges = edges_between(buffer, starts)
        word_id, gap_id, odd_gaps = number_pieces(buffer, edges, self.vocabulary)
        return Batch(
            articles=articles,
            buffer=buffer,
            word_start=edges.starts,
            word_end=edges.ends,
            inner_bytes=edges.inner,
            word_id=word_id,
            gap_id=gap_id,
            odd_gaps=odd_gaps,
            pieces=self.vocabulary.pieces,
            flags=self.vocabulary.flags,
            folded=self.vocabulary.folded,
            field_article=np.array([i for i, _ in fields], np.int64),
            field_kind=np.array([kind for _, kind in fields], np.int64),
            field_byte=starts,
            field_end=starts + lengths,
            field_token=np.searchsorted(edges.starts, starts.astype(edges.starts.dtype)),
        )


def _headed(article: Article) -> Article:
    """The article with as much of its text as its headline needs."""
    end = max((block.end for block in article.blocks if block.kind == "headline"), default=0)
    return replace(article, text=article.text[:end])
