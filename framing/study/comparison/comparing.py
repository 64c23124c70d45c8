"""Outlets held against each other: the table of ratios, and the report that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framing.records.article import UNKNOWN
from framing.stats import compare
from framing.stats.comparison import REST
from framing.stats.tally import label_rows
from framing.study.comparison.counting import untagged_note, without
from framing.study.comparison.grouping import outlet_called
from framing.study.output.notebook import page_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables


#: What is said where ``Comparison.once`` leaves rows out.
ONE_COMPARISON = "Two groups are one comparison, shown once; data (CSV, JSON, Parquet) hold it from either side."


class Comparison:
    """Groups of articles compared by their rates; the columns of ``table`` are those of ``framing.stats.compare``.

    ``where`` are places in the articles; None for the whole of them.
    """

    def __init__(
        self, scores: ScoreTables, by: str, *, against: str, voice: str, where: str | Sequence[str] | None, seed: int
    ) -> None:
        self.scores = scores
        self.by = by
        self.against = against
        self.voice = voice
        self.where = where
        self.seed = seed

    def __repr__(self) -> str:
        return f"<Comparison by {self.by}, voice {self.voice}: {len(self.table)} rows>"

    def _repr_html_(self) -> str:
        once = self.once
        return page_of(once, [*([ONE_COMPARISON] if len(once) < len(self.table) else []), *self.notes])

    @cached_property
    def untagged(self) -> frozenset[str]:
        """The articles that bear no tag in the column ``by``: they can stand for no group, and are in no comparison."""
        articles = without(self.scores.articles_by(self.by), self.scores.left_out)
        return frozenset(articles["doc_id"][label_rows(articles, None, self.by) == UNKNOWN])

    @property
    def notes(self) -> list[str]:
        """What to know when reading the numbers; see ``ScoreTables.notes``."""
        *said, _ = self.scores.notes
        return [*untagged_note(len(self.untagged), self.by), *said, self.signature]

    @property
    def signature(self) -> str:
        """The recipe of every number here, with the seed of the permutations."""
        return self.scores.signature_with(self.seed)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each frame and pair of groups (or group and rest).

        ``validation`` is the coder's status, ``signature`` the recipe.
        """
        _, counts, words = self.scores.counted
        table = compare(
            without(counts, self.untagged),
            without(words, self.untagged),
            self.scores.articles_by(self.by),
            by=self.by,
            against=self._whom(),
            voice=self.voice,
            where=self.where,
            frames=self.scores.codebook.frame_names,
            seed=self.seed,
        )
        return table.assign(validation=self.scores.validation, signature=self.signature)

    def _whom(self) -> str:
        """``against``; an outlet by the name that the articles have for it."""
        outlets = sorted(set(self.scores.articles["outlet"])) if self.by == "outlet" else []
        return outlet_called(self.against, outlets) or self.against

    @property
    def once(self) -> pd.DataFrame:
        """``table`` for reading: of two groups the first stands against the second, by its name, and that is all.

        The other way round it is the same comparison, its ratio turned over; the report shows it once as well.
        """
        table = self.table
        rest = table["against"] == REST
        groups = table.loc[rest, self.by].unique()
        if len(groups) != 2:
            return table
        first: pd.DataFrame = table[rest & (table[self.by] == groups[0])]
        return first.assign(against=groups[1]).reset_index(drop=True)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        sections: Sequence[str] | None = None,
        templates: str | Path | None = None,
    ) -> Path:
        """Write the report of the scores that are compared."""
        from framing.study.reporting import write_report

        return write_report(self.scores, path, title=title, sections=sections, templates=templates)
