"""The coders that fill the tables: the lexicon with or without speakers, and classifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing.annotate.attribution.output import word_voices
from framing.annotate.attribution.rules import Rules
from framing.records.article import Article
from framing.records.batch import NOT_SCORED, Batch, Ints
from framing.records.codebook import Codebook
from framing.records.issue import Issue
from framing.records.tables import LEXICON
from framing.study.arrow import Tables
from framing.study.bridge import Bridge, Coded
from framing.study.marks import VERSION, voices_by_marks
from framing.study.match_table import Findings
from framing.study.training import add_up, open_model

#: The lexicon with voices by quotation marks alone, which is several times faster.
MARKS = "lexicon-marks"


def make_bridge(codebook: Codebook, coder: str | Path = LEXICON) -> Bridge:
    """The bridge of a coder: ``lexicon``, ``lexicon-marks``, a shipped model's name or a model's folder."""
    if str(coder) == MARKS:
        return MarksBridge(codebook)
    return Bridge(codebook) if str(coder) == LEXICON else ModelBridge(codebook, coder)


class OneTable:
    """Makes one table of a bridge's and leaves the work for the others undone. Not thread-safe."""

    def __init__(self, codebook: Codebook, coder: str | Path, name: str) -> None:
        self._bridge, self._name = make_bridge(codebook, coder), name

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The table, with those that cost next to nothing beside it."""
        return self._bridge.tables(articles, issues, self._name)


def rules_of(codebook: Codebook, coder: str | Path = LEXICON) -> str:
    """The version of the voice rules, and the model if there is one: what ``Bridge.rules`` says, without a bridge."""
    if str(coder) in (LEXICON, MARKS):
        return Rules.version if str(coder) == LEXICON else f"{VERSION}|coder:{MARKS}"
    return f"{Rules.version}|coder:{open_model(coder, codebook).coder}"


class MarksBridge(Bridge):
    """Codes with the lexicon and hears nobody: what stands in quotation marks is quoted, by whom stays open."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._labels = replace(self._labels, coder=MARKS)

    @property
    def rules(self) -> str:
        """The version of the rule, and the coder, for signatures."""
        return rules_of(self.codebook, MARKS)

    def code(self, articles: Sequence[Article], *, used_up: bool = False) -> Coded:
        """Annotate the articles and find every match."""
        batch = self._annotator.annotate(articles, used_up=used_up)
        hits = self._matcher.find(batch)
        found = self._findings(batch, hits, voices_by_marks(batch, hits.start))
        return Coded(batch, found, np.full(len(hits), -1, np.int32), None)


class ModelBridge(Bridge):
    """Codes whole sentences with a classifier: one row for each sentence and frame that reaches its threshold.

    A row's voice and speaker are those of most of the sentence's words. A model does not see polarity: the three flags
    stay False. ``entry`` and ``device`` are empty.
    """

    def __init__(self, codebook: Codebook, coder: str | Path) -> None:
        super().__init__(codebook)
        self.model = open_model(coder, codebook)
        names = [frame.name for frame in codebook.frames]
        self._frame_of_class = np.array([names.index(name) for name in self.model.classifier.classes_], np.int64)
        self._labels = replace(self._labels, entries=[""], devices=[""], coder=self.model.coder)

    @property
    def frames(self) -> tuple[str, ...]:
        """The frames that the model could learn."""
        return self.model.classifier.classes_

    @property
    def rules(self) -> str:
        """The version of the voice rules and the model, for signatures."""
        return f"{super().rules}|coder:{self.model.coder}"

    def code(self, articles: Sequence[Article], *, used_up: bool = False) -> Coded:
        """Annotate the articles and label their sentences."""
        batch = self._annotator.annotate(articles, used_up=used_up)
        heard, said = self._listener.hear(batch)
        voices = word_voices(heard, np.arange(batch.tokens))
        starts = batch.sentence_token
        ends = np.append(starts[1:], batch.tokens)
        sentence, frame = self._labelled(batch, voices, starts, ends)
        voice, anchor = _commonest(voices, starts[sentence], ends[sentence])
        no = np.zeros(len(sentence), np.bool_)
        entry = np.zeros(len(sentence), np.int64)
        found = Findings(starts[sentence], ends[sentence], frame, entry, voice, negated=no, denied=no, hypothetical=no)
        return Coded(batch, found, heard.owner[anchor], said)

    def _labelled(self, batch: Batch, voices: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Sentence and frame numbers of what the model finds, by sentence."""
        hits = self._matcher.find(batch)
        frame_of_hit = self._matcher.compiled.frame[hits.entry]
        shape = (len(starts), len(self.codebook.frames))
        counts = add_up(batch.sentence_of(hits.start), frame_of_hit, voices[hits.start], shape)
        rows = np.flatnonzero(batch.place_of(starts) != NOT_SCORED)
        labels = self.model.classifier.predict(_texts(batch, starts[rows], ends[rows]), counts[rows])
        row, kind = np.nonzero(labels)
        sentence, frame = rows[row], self._frame_of_class[kind]
        order = np.lexsort((frame, sentence))
        return sentence[order], frame[order]


def _texts(batch: Batch, starts: Ints, ends: Ints) -> list[str]:
    first, last = batch.word_start[starts].tolist(), batch.word_end[ends - 1].tolist()
    return [batch.slice(a, b) for a, b in zip(first, last, strict=True)]


def _commonest(voices: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The voice of most words of each span, and the span's first word in that voice."""
    voice = np.zeros(len(starts), np.int64)
    anchor = starts.copy()
    for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        voice[i] = int(np.argmax(np.bincount(voices[a:b])))
        anchor[i] = a + int(np.argmax(voices[a:b] == voice[i]))
    return voice, anchor
