"""What scoring yields: its tables (``score_tables``), and what a study makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.arguments import check_text
from framing.coding.validations import load_validation
from framing.study.score_tables import ScoreTables

if TYPE_CHECKING:
    import pandas as pd

    from framing.records.beside import Beside
    from framing.report.data import News, ReportData
    from framing.study.bridge.coders import Named
    from framing.study.comparison.comparing import Comparison


class Scores(ScoreTables):
    """The matches of one codebook in one corpus, counted, compared and reported.

    >>> from framing.records.article import Article
    >>> from framing.study.scoring import score
    >>> scores = score([Article("a", "This is bullying, plain bullying.")], "us-china-trade")
    >>> scores.matches[["start", "end", "text", "voice"]].values.tolist()
    [[8, 16, 'bullying', 'own'], [24, 32, 'bullying', 'own']]
    """

    def _repr_html_(self) -> str:
        from framing.study.output.notebook import page_of

        return page_of(self.by("outlet", voice="all"), self.notes)

    def prevalence(self, by: str = "outlet") -> pd.DataFrame:
        """The share of sentences that show each frame, raw and corrected for the coder's errors (Rogan-Gladen).

        Columns as in ``framing.study.comparison.prevalence``; the corrected ones are empty without a validation.
        """
        from framing.study.comparison.prevalence import corrected_prevalence

        check_text("by", by)
        return corrected_prevalence(self, load_validation(self.codebook, self.coder), by=by)

    def compare(
        self,
        by: str = "outlet",
        *,
        against: str = "rest",
        voice: str = "all",
        where: str | Sequence[str] | None = None,
        seed: int = 0,
    ) -> Comparison:
        """Each group against all others (``rest``), each pair (``pairs``), ``both``, or all against one, by its name.

        Rate ratios with intervals, and p where articles are enough. ``voice`` and ``where`` as in ``by``.
        """
        from framing.study.comparison.comparing import Comparison

        check_text("by", by)
        check_text("against", against)
        return Comparison(self, by, against=against, voice=voice, where=where, seed=seed)

    def beside(self, coder: Named | None = None, codes: pd.DataFrame | None = None, *, seed: int = 0) -> Beside:
        """These scores beside a classifier, beside people's ``codes`` (``framing code read``), or beside both."""
        from framing.study.coding.beside import coders_beside

        return coders_beside(self, coder, codes, seed=seed)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        sections: str | Sequence[str] | None = None,
        templates: str | Path | None = None,
        news: News | None = None,
        beside: Beside | None = None,
    ) -> Path:
        """Write the comparative report: one HTML file that needs no network. Whole or absent.

        ``news`` (``study.stores.since``) adds a section on what is new; ``beside`` (``scores.beside``) one on other
        coders of the same sentences. A path that ends in .pdf is printed by Chromium, if there is one; one that ends in
        neither .html nor .pdf is an InputError.
        """
        from framing.study.reporting import write_report

        return write_report(self, path, title=title, sections=sections, templates=templates, news=news, beside=beside)

    def report_data(self, sections: Sequence[str] | None = None) -> ReportData:
        """What the report is made of; for ``sections`` only, where a part of it costs time."""
        from framing.study.reporting import report_data

        return report_data(self, sections)
