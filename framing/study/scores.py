"""What scoring yields: tables as DataFrames, the documents behind them, and the recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framing import __version__
from framing.arguments import check_kind, check_place, check_text, texts
from framing.coding.validations import load_validation, validation_status
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook
from framing.records.corpus import Corpus
from framing.records.document import Document
from framing.records.tables import LEXICON, TABLES, Table
from framing.study.comparison.copies import find_copies
from framing.study.comparison.counting import Counted, copies_by, copies_note, leave_out, without
from framing.study.comparison.grouping import with_columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from framing.records.beside import Beside
    from framing.report.data import News, ReportData
    from framing.study.bridge.coders import Named
    from framing.study.comparison.comparing import Comparison


class Scores:
    """The matches of one codebook in one corpus. Tables have the columns of ``framing.records.tables``.

    Rates are per 1,000 words; everything but the tables themselves counts near-copies once (``copies``).

    >>> from framing.records.article import Article
    >>> from framing.study.scoring import score
    >>> scores = score([Article("a", "This is bullying, plain bullying.")], "us-china-trade")
    >>> scores.matches[["start", "end", "text", "voice"]].values.tolist()
    [[8, 16, 'bullying', 'own'], [24, 32, 'bullying', 'own']]
    """

    def __init__(
        self,
        codebook: Codebook,
        tables: Mapping[str, pa.Table],
        documents: Mapping[str, Document],
        rules: str,
        *,
        coder: str = LEXICON,
        keep_copies: bool = False,
        copies: pd.DataFrame | None = None,
        frames: Sequence[str] = (),
        held: pd.DataFrame | None = None,
        code: Callable[[Corpus, Named], Scores] | None = None,
    ) -> None:
        self.codebook = codebook
        self.arrow = dict(tables)
        self._documents = documents
        self.coder = coder
        self.keep_copies = keep_copies
        self.rules = rules
        self._frames = tuple(frames)
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

    def _repr_html_(self) -> str:
        from framing.study.output.notebook import page_of

        return page_of(self.by("outlet", voice="all"), self.notes)

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
    def frames(self) -> tuple[str, ...]:
        """The frames that the coder knows: those of the codebook, or those that a model could learn."""
        return self._frames or self.codebook.frame_names

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

        Columns as in ``framing.study.comparison.copies``. Near-copies hold .8 or more of the other's wording.
        """
        return find_copies(() if self.keep_copies else (document.article for document in self.documents.values()))

    @property
    def counted(self) -> Counted:
        """The tables without near-copies: what every number here is made of."""
        copies = self.copies["doc_id"]
        return Counted(without(self.matches, copies), *leave_out(self.counts, self.words, copies))

    @cached_property
    def sentences_held(self) -> pd.DataFrame:
        """In how many sentences of each counted article each frame stands; see ``framing.stats.sentences_held``."""
        from framing.stats import sentences_held

        if self._held is not None:
            return without(self._held, self.copies["doc_id"])
        matches, counts, _ = self.counted
        return sentences_held(matches, counts)

    @property
    def validation(self) -> str:
        """What is known of the coder: ``unvalidated``, or ``validated on N sentences, P, R, alpha, by whom, where``."""
        return validation_status(self.codebook, self.coder)

    @property
    def notes(self) -> list[str]:
        """What to know when reading the numbers: the validation status, what was counted once, and the recipe."""
        status = f"{self.coder} of {self.codebook.name}: {self.validation}."
        return [status, *copies_note(self.copies), self.signature]

    def coded_by(self, coder: Named) -> Scores:
        """The scores of another coder for the articles that are counted here; UsageError if they were not kept."""
        if self._code is None:
            raise UsageError("these scores are without their articles", remedy="score a corpus that was read whole")
        left_out = set(self.copies["doc_id"])
        documents = self.documents.items()
        counted = Corpus(tuple(document.article for doc_id, document in documents if doc_id not in left_out))
        return self._code(counted, coder)

    def prevalence(self, by: str = "outlet") -> pd.DataFrame:
        """The share of sentences that show each frame, raw and corrected for the coder's errors (Rogan-Gladen).

        Columns as in ``framing.study.comparison.prevalence``; the corrected ones are empty without a validation.
        """
        from framing.study.comparison.prevalence import corrected_prevalence

        check_text("by", by)
        return corrected_prevalence(self, load_validation(self.codebook, self.coder), by=by)

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
        from framing.stats import rates

        _, counts, words = self.counted
        columns = texts("by", by)
        articles, held = self.articles_by(columns), self.sentences_held
        frames = self.codebook.frame_names
        table = rates(counts, words, articles, by=columns, voice=voice, where=where, frames=frames, held=held)
        copies = copies_by(table, articles, self.copies["doc_id"], columns)
        return table.assign(copies=copies, validation=self.validation, signature=self.signature)

    def articles_by(self, by: str | Sequence[str]) -> pd.DataFrame:
        """The articles table with every column of ``by``, those of the corpus's own records and metadata included.

        A column that no article has is a UsageError that lists what there is.
        """
        return with_columns(self.articles, texts("by", by))

    def compare(self, by: str = "outlet", *, against: str = "rest", voice: str = "all", seed: int = 0) -> Comparison:
        """Each group against all others (``rest``), each pair (``pairs``), ``both``, or all against one, by its name.

        Rate ratios with intervals, and p where articles are enough.
        """
        from framing.study.comparison.comparing import Comparison

        check_text("by", by)
        check_text("against", against)
        return Comparison(self, by, voice, seed, against)

    def beside(self, coder: Named | None = None, codes: pd.DataFrame | None = None, *, seed: int = 0) -> Beside:
        """These scores beside a classifier, beside people's ``codes`` (``framing code read``), or beside both."""
        from framing.study.coding.beside import coders_beside

        return coders_beside(self, coder, codes, seed=seed)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        sections: Sequence[str] | None = None,
        templates: str | Path | None = None,
        news: News | None = None,
        beside: Beside | None = None,
    ) -> Path:
        """Write the comparative report: one HTML file that needs no network. Whole or absent.

        ``news`` (``study.stores.since``) adds a section on what is new; ``beside`` (``scores.beside``) one on other
        coders of the same sentences. A path that ends in .pdf is printed by Chromium, if there is one; one that ends in
        neither .html nor .pdf is an InputError.
        """
        from framing.records.beside import Beside
        from framing.report import check_ending, render, write, write_pdf
        from framing.report.data import News
        from framing.study.output.writers import is_stream

        check_place("path", path)
        if title is not None:
            check_text("title", title)
        if news is not None:
            check_kind("news", news, News, "framing.study.stores.since finds it")
        if beside is not None:
            check_kind("beside", beside, Beside, "scores.beside() makes it")
        if Path(path).is_dir() or is_stream(path):
            kind = "folder" if Path(path).is_dir() else "device or pipe"
            raise InputError(f"this is a {kind}, not a file", file=path, remedy="name a file, such as report.html")
        check_ending(path)
        if isinstance(sections, str):  # as on the command line; a text is a sequence of its letters
            sections = [name.strip() for name in sections.split(",")]
        elif sections is not None:
            sections = texts("sections", sections)
        data = self.report_data(sections)
        data = replace(data, news=news, checked=replace(data.checked, beside=beside))
        html = render(data, title=title, sections=sections, templates=templates)
        return write_pdf(html, path) if Path(path).suffix.lower() == ".pdf" else write(html, path)

    def report_data(self, sections: Sequence[str] | None = None) -> ReportData:
        """What the report is made of; for ``sections`` only, where a part of it costs time."""
        from framing.study.reporting import report_data

        return report_data(self, sections)
