"""What was scored: tables as DataFrames, the documents behind them, and the recipe.

Whatever counts, compares or shows them takes these; ``scores`` puts its functions at hand as methods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from framing import __version__
from framing.arguments import texts
from framing.coding.validations import validation_status
from framing.errors import UsageError
from framing.records.corpus import Corpus
from framing.records.document import Document
from framing.records.tables import TABLES, Table
from framing.stats import rates, sentences_held
from framing.study.comparison.counting import Counted, copies_by, copies_note, leave_out, without
from framing.study.comparison.grouping import with_columns
from framing.study.wording.copies import find_copies

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from framing.study.bridge.bridge import Instrument
    from framing.study.bridge.coders import Named


class ScoreTables:
    """The matches of one codebook in one corpus. Tables have the columns of ``framing.records.tables``.

    Rates are per 1,000 words; everything but the tables themselves counts near-copies once (``copies``).
    """

    def __init__(
        self,
        instrument: Instrument,
        tables: Mapping[str, pa.Table],
        documents: Mapping[str, Document],
        *,
        keep_copies: bool = False,
        copies: pd.DataFrame | None = None,
        held: pd.DataFrame | None = None,
        code: Callable[[Corpus, Named], ScoreTables] | None = None,
    ) -> None:
        self.codebook, self.coder, self.rules, self.frames = instrument
        self.arrow = dict(tables)
        self._documents = documents
        self.keep_copies = keep_copies
        # What stats.sentences_held counted, where the matches themselves were too many to keep.
        self._held = held
        # How another coder's scores of such articles are made; None where the articles themselves were not kept.
        self._code = code
        if copies is not None:
            self.copies = copies

    @property
    def documents(self) -> Mapping[str, Document]:
        """The articles with their spans, by id."""
        return self._documents

    def __repr__(self) -> str:
        return f"<Scores: {len(self.matches)} matches of {self.codebook.name} in {len(self.articles)} articles>"

    def _frame(self, table: Table) -> pd.DataFrame:
        return table.frame(self.arrow.get(table.name, table.empty()))

    @cached_property
    def matches(self) -> pd.DataFrame:
        """One row a match: the evidence behind every number."""
        return self._frame(TABLES["matches"])

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Matches by article, frame, voice and place; cells without any are left out."""
        return self._frame(TABLES["counts"])

    @cached_property
    def words(self) -> pd.DataFrame:
        """Scored words and sentences by article and place: the n of every rate."""
        return self._frame(TABLES["words"])

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row an article, with its tags and how they came about."""
        return self._frame(TABLES["articles"])

    @cached_property
    def issues(self) -> pd.DataFrame:
        """What was skipped or doubtful."""
        return self._frame(TABLES["issues"])

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """One row an attribution: who says what, by which words we know."""
        return self._frame(TABLES["quotes"])

    @cached_property
    def credits(self) -> pd.DataFrame:
        """One row an article, agency and kind of credit: on whose word it rests, and how far."""
        return self._frame(TABLES["credits"])

    @property
    def signature(self) -> str:
        """The recipe of every number here, for the methods section."""
        return self.signature_with(0)

    def signature_with(self, seed: int) -> str:
        """The recipe of a number that is drawn with this seed: what must be the same for it to be the same.

        ``framing:0.1.0|codebook:us-china-trade@1.0.0#75ffd01471dc|voice:rules-2|articles:5|copies:once|seed:0``;
        near-copies count ``once`` or ``each``.
        """
        copies = "each" if self.keep_copies else "once"
        recipe = f"framing:{__version__}|codebook:{self.codebook.recipe}|voice:{self.rules}"
        return f"{recipe}|articles:{len(self.arrow['articles'])}|copies:{copies}|seed:{seed}"

    @cached_property
    def copies(self) -> pd.DataFrame:
        """Articles that are not counted, and which article stands for each; none with ``keep_copies``.

        Columns as in ``framing.study.wording.copies``. Near-copies hold .8 or more of the other's wording.
        """
        return find_copies(() if self.keep_copies else (document.article for document in self.documents.values()))

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of ``copies``."""
        return frozenset(self.copies["doc_id"])

    @property
    def counted(self) -> Counted:
        """The tables without near-copies: what every number here is made of."""
        return Counted(without(self.matches, self.left_out), *leave_out(self.counts, self.words, self.left_out))

    @cached_property
    def sentences_held(self) -> pd.DataFrame:
        """In how many sentences of each counted article each frame stands; see ``framing.stats.sentences_held``."""
        if self._held is not None:
            return without(self._held, self.left_out)
        return sentences_held(self.counted.matches)

    @property
    def validation(self) -> str:
        """What is known of the coder: ``unvalidated``, or ``validated on N sentences, P, R, alpha, by whom, where``."""
        return validation_status(self.codebook, self.coder)

    @property
    def notes(self) -> list[str]:
        """What to know when reading the numbers: the validation status, what was counted once, and the recipe."""
        status = f"{self.coder} of {self.codebook.name}: {self.validation}."
        return [status, *copies_note(self.copies), self.signature]

    def coded_by(self, coder: Named) -> ScoreTables:
        """The scores of another coder for the articles that are counted here; UsageError if they were not kept."""
        if self._code is None:
            raise UsageError("these scores are without their articles", remedy="score a corpus that was read whole")
        left_out, documents = self.left_out, self.documents.items()
        counted = Corpus(tuple(document.article for doc_id, document in documents if doc_id not in left_out))
        return self._code(counted, coder)

    def by(
        self,
        by: str | Sequence[str] = "outlet",
        *,
        voice: str | Sequence[str] | None = None,
        where: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Matches per 1,000 words by ``by`` (a column of articles, or several) and frame, with k, n and interval.

        ``voice``: ``all``, ``own``, ``quoted``, ``fragment``, ``reported`` or a list; None gives a row for each.
        ``where``: ``headline``, ``lead``, ``body`` or a list; None takes the whole article. The columns are those of
        ``framing.stats.rates``, then ``copies``, the group's articles that are not counted because another stands for
        them, ``validation`` and ``signature``.
        """
        _, counts, words = self.counted
        columns = texts("by", by)
        articles, held = self.articles_by(columns), self.sentences_held
        frames = self.codebook.frame_names
        table = rates(counts, words, articles, by=columns, voice=voice, where=where, frames=frames, held=held)
        copies = copies_by(table, articles, self.left_out, columns)
        return table.assign(copies=copies, validation=self.validation, signature=self.signature)

    def articles_by(self, by: str | Sequence[str]) -> pd.DataFrame:
        """The articles table with every column of ``by``, those of the corpus's own records and metadata included.

        A column that no article has is a UsageError that lists what there is.
        """
        return with_columns(self.articles, texts("by", by))
