"""Scores of a store's articles: what it keeps is taken out, what it lacks is made and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from framing.records.codebook import Codebook
from framing.records.corpus import Corpus
from framing.records.document import Document
from framing.records.tables import LEXICON
from framing.study.bridge.arrow import join_tables
from framing.study.bridge.documents import documents_of
from framing.study.bridge.groups import batches_of, in_groups
from framing.study.scores import Scores
from framing.study.stores.keeping import KeepingBridge
from framing.study.wording.copies import find_copies

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.bridge.coders import Named


class KeptScores(Scores):
    """Scores like any other. Spans, attributions and credits are made, or taken out, when somebody asks for them."""

    def __init__(
        self,
        address: str,
        corpus: Corpus,
        codebook: Codebook,
        *,
        coder: Named = LEXICON,
        keep_copies: bool = False,
    ) -> None:
        self._address, self._corpus = address, corpus
        self._keeping = KeepingBridge(codebook, coder, address)
        self._groups = [tuple(some) for some in in_groups(corpus.articles)]  # lists would be used up
        parts = [self._keeping.tables(some, () if n else corpus.issues) for n, some in enumerate(self._groups)]
        instrument = self._keeping.bridge.instrument
        super().__init__(instrument, join_tables(parts), {}, keep_copies=keep_copies, code=self._coded_each)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The articles with their spans, by id."""
        found: dict[str, Document] = {}
        for batch in batches_of(self._corpus.articles):
            found |= documents_of(batch)
        return found

    @cached_property
    def copies(self) -> pd.DataFrame:
        """As for any scores; no spans are needed for it."""
        return find_copies(() if self.keep_copies else self._corpus.articles)

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """One row an attribution: who says what, by which words we know."""
        self._take_heard()
        return super().quotes

    @cached_property
    def credits(self) -> pd.DataFrame:
        """One row an article, agency and kind of credit: on whose word it rests, and how far."""
        self._take_heard()
        return super().credits

    def _coded_each(self, corpus: Corpus, coder: Named) -> Scores:
        return KeptScores(self._address, corpus, self.codebook, coder=coder, keep_copies=True)

    def _take_heard(self) -> None:
        """What was heard goes among the tables; once for both."""
        if "quotes" not in self.arrow:
            self.arrow |= join_tables([self._keeping.quotes(some) for some in self._groups])
