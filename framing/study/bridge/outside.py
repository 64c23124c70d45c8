"""Coders of other packages: found by name, held to the rules, and joined to all that framing knows of a text.

Such a coder says where frames are (``records.coder``); whose words they are, whether they are negated and where they
stand is found as for the lexicon. An article on which it fails is left out, and an issue says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from framing import registry
from framing.annotate.attribution.output import word_voices
from framing.annotate.negation import polarity
from framing.errors import FramingError, UsageError
from framing.records.arrays import Ints
from framing.records.article import Article
from framing.records.batch import NOT_SCORED, TITLE, Batch
from framing.records.codebook import Codebook
from framing.records.coder import Coder, Match
from framing.records.document import Document
from framing.records.issue import Issue
from framing.study.bridge.arrow import Names
from framing.study.bridge.bridge import Bridge, Coded, commonest_voice, rules_with
from framing.study.bridge.documents import documents_of
from framing.study.bridge.faults import fault_of_row, fault_of_signature
from framing.study.bridge.match_table import Findings


def made_outside(name: str, codebook: Codebook) -> Coder | None:
    """The coder of that name that another package brings, made for a codebook; None if there is none."""
    point = registry.outside("coders").get(name)
    return None if point is None else made_by(registry.load_outside(point), codebook, name)


def made_by(maker: Any, codebook: Codebook, name: str) -> Coder:
    """What a class or function makes of a codebook, as a coder; a UsageError if it is none."""
    try:
        coder = maker(codebook)
    except FramingError:
        raise
    except Exception as problem:  # a stranger's code may raise anything
        reason = f"the coder '{name}' cannot be made: {_said(problem)}"
        raise UsageError(reason, remedy="mend the package that brings it") from problem
    return checked(coder, codebook, name)


def checked(coder: Any, codebook: Codebook, name: str = "") -> Coder:
    """The coder itself, if it has what a coder has; else a UsageError."""
    remedy = "framing.testing.check_coder says what a coder needs"
    name = name or type(coder).__name__
    if not callable(getattr(coder, "code", None)) or not hasattr(coder, "signature"):
        raise UsageError(f"'{name}' is no coder: it has no signature or no code()", remedy=remedy)
    if fault := fault_of_signature(coder.signature):
        raise UsageError(f"the coder '{name}' cannot be used: {fault}", remedy=remedy)
    known = codebook.frame_names
    if unknown := [frame for frame in frames_of(coder, codebook) if frame not in known]:
        reason = f"the coder '{name}' codes '{unknown[0]}', which is no frame of codebook {codebook.name}"
        raise UsageError(reason, remedy="name the codebook that it codes with --codebook")
    found: Coder = coder
    return found


def frames_of(coder: Any, codebook: Codebook) -> tuple[str, ...]:
    """The frames that a coder says it knows, or those of the codebook."""
    said = getattr(coder, "frames", None)
    return codebook.frame_names if said is None else tuple(said)


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"


class CoderBridge(Bridge):
    """Fills the tables with what a coder from outside finds. Keeps its vocabulary between batches; not thread-safe."""

    leaves_out = True

    def __init__(self, codebook: Codebook, coder: Coder) -> None:
        super().__init__(codebook)
        self._outside = checked(coder, codebook)
        self.rules = rules_with(coder.signature)
        self._labels = replace(self._labels, coder=coder.signature)
        self._numbers = {name: number for number, name in enumerate(self.frames)}
        self.frames = frames_of(coder, codebook)

    def code(self, articles: Sequence[Article], *, used_up: bool = False) -> Coded:
        """Annotate the articles and ask the coder; the texts stay, since it reads them."""
        batch = self._annotator.annotate(articles)
        documents = documents_of(batch)
        rows, faults = self._rows(batch, documents)
        if faults:
            kept = [article for article in articles if article.doc_id not in faults]
            said = [self._issue(documents[doc_id].article, fault) for doc_id, fault in faults.items()]
            batch = self._annotator.annotate(kept)
            batch.issues = [*said, *batch.issues]
        return self._coded(batch, rows)

    def _rows(self, batch: Batch, documents: Mapping[str, Document]) -> tuple[list[Match], dict[str, str]]:
        """What the coder finds, and what is wrong with an article's rows, by its id.

        If anything is, the articles are asked for one by one: an article's rows do not depend on what is beside it.
        """
        rows, fault = self._asked(batch, documents)
        if not fault:
            return rows, {}
        kept: list[Match] = []
        faults: dict[str, str] = {}
        for doc_id, document in documents.items():
            rows, fault = self._asked(batch, {doc_id: document})
            if fault:
                faults[doc_id] = fault
            else:
                kept += rows
        return kept, faults

    def _asked(self, batch: Batch, documents: Mapping[str, Document]) -> tuple[list[Match], str]:
        """The coder's rows for some articles of the batch, and the first thing that is wrong."""
        if not documents:
            return [], ""
        try:
            rows = list(self._outside.code(list(documents.values())))
        except Exception as problem:  # a stranger's code may raise anything; the other articles go on
            return [], _said(problem)
        for row in rows:
            if fault := fault_of_row(row, documents, self.frames):
                return [], fault
        return rows, self._overlap(batch, rows)

    def _overlap(self, batch: Batch, rows: list[Match]) -> str:
        """Two rows that claim a word for one frame; empty if there are none."""
        start, end = self._spans(batch, rows)
        frame = np.array([self._numbers[row.frame] for row in rows], np.int64)
        order = np.lexsort((end, start, frame))
        start, end, frame = start[order], end[order], frame[order]
        twice = np.flatnonzero((frame[1:] == frame[:-1]) & (start[1:] < end[:-1]))
        if not len(twice):
            return ""
        one, other = rows[order[twice[0]]], rows[order[twice[0] + 1]]
        return f"'{one.frame}' claims a word twice: in [{one.start}, {one.end}) and in [{other.start}, {other.end})"

    def _spans(self, batch: Batch, rows: Sequence[Match]) -> tuple[Ints, Ints]:
        """The words of which each row holds any character."""
        numbers = {
            (batch.articles[article].doc_id, "title" if kind == TITLE else "text"): number
            for number, (article, kind) in enumerate(
                zip(batch.field_article.tolist(), batch.field_kind.tolist(), strict=True)
            )
        }
        fields = np.array([numbers[row.doc_id, row.field] for row in rows], np.int64)
        first = batch.to_bytes(np.array([row.start for row in rows], np.int64), fields)
        last = batch.to_bytes(np.array([row.end for row in rows], np.int64), fields)
        return np.searchsorted(batch.word_end, first, side="right"), np.searchsorted(batch.word_start, last)

    def _coded(self, batch: Batch, rows: list[Match]) -> Coded:
        """The rows as findings: in the order of the texts, without those that begin in what is no prose."""
        heard, said = self._listener.hear(batch)
        start, end = self._spans(batch, rows)
        entries, devices = ([getattr(row, name) for row in rows] for name in ("entry", "device"))
        frame = np.array([self._numbers[row.frame] for row in rows], np.int64)
        place = np.full(len(rows), NOT_SCORED)
        prose = np.flatnonzero(start < end)
        place[prose] = batch.place_of(start[prose])
        order = np.lexsort((frame, end, start))
        order = order[place[order] != NOT_SCORED]
        start, end, frame = start[order], end[order], frame[order]
        voice, anchor = commonest_voice(word_voices(heard, np.arange(batch.tokens)), start, end)
        flags = polarity(batch, start, end)
        # Each row has its own number, under which its entry and device are found.
        labels = replace(self._labels, entries=Names(entries or [""]), devices=Names(devices or [""]))
        found = Findings(start, end, frame, order, voice, flags.negated, flags.denied, flags.hypothetical)
        return Coded(batch, found, labels, heard.owners(anchor), said)

    def _issue(self, article: Article, fault: str) -> Issue:
        reason = f"the coder {self._labels.coder} failed on this article: {fault}"
        remedy = "mend the coder and raise its version, or leave the article out"
        return Issue.about(article, "skipped", "coder-failed", reason, remedy)
