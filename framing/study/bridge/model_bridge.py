"""The coder that is a classifier: it fills the same tables as the lexicon, a sentence at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from framing.annotate.attribution.output import OWN, word_voices
from framing.records.arrays import Floats, Ints
from framing.records.batch import NOT_SCORED, Batch
from framing.records.codebook import Codebook
from framing.study.bridge.arrow import Names
from framing.study.bridge.bridge import Bridge, Coded, commonest_voice, rules_with
from framing.study.bridge.match_table import Findings
from framing.study.bridge.models import open_model


class ModelBridge(Bridge):
    """Codes whole sentences with a classifier: one row for each sentence and frame that reaches its threshold.

    A row's voice and speaker are those of most of the sentence's words. A model does not see polarity: the three flags
    stay False. ``entry`` and ``device`` are empty.
    """

    def __init__(self, codebook: Codebook, coder: str | Path) -> None:
        super().__init__(codebook)
        self.model = open_model(coder, codebook)
        self.rules = rules_with(self.model.coder)
        every, self.frames = self.frames, self.model.classifier.classes_
        self._frame_of_class = np.array([every.index(name) for name in self.frames], np.int64)
        self._labels = replace(self._labels, entries=Names([""]), devices=Names([""]), coder=self.model.coder)

    def _code(self, batch: Batch) -> Coded:
        heard, said = self._listener.hear(batch)
        voices = word_voices(heard, np.arange(batch.tokens))
        starts = batch.counted_sentences()
        ends = np.append(starts[1:], batch.tokens)
        sentence, frame = self._labelled(batch, voices, starts, ends)
        voice, anchor = commonest_voice(voices, starts[sentence], ends[sentence])
        no = np.zeros(len(sentence), np.bool_)
        entry = np.zeros(len(sentence), np.int64)
        found = Findings(starts[sentence], ends[sentence], frame, entry, voice, negated=no, denied=no, hypothetical=no)
        return Coded(batch, found, self._labels, heard.owners(anchor), said)

    def _labelled(self, batch: Batch, voices: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Sentence and frame numbers of what the model finds, by sentence."""
        hits = self._matcher.find(batch)
        frame_of_hit = self._matcher.compiled.frame[hits.entry]
        shape = (len(starts), len(self.codebook.frames))
        place = np.searchsorted(starts, hits.start, side="right") - 1
        counts = lexicon_columns(place, frame_of_hit, voices[hits.start], shape)
        rows = np.flatnonzero(batch.place_of(starts) != NOT_SCORED)
        labels = self.model.classifier.predict(_texts(batch, starts[rows], ends[rows]), counts[rows])
        row, kind = np.nonzero(labels)
        sentence, frame = rows[row], self._frame_of_class[kind]
        order = np.lexsort((frame, sentence))
        return sentence[order], frame[order]


def lexicon_columns(place: Ints, frame: Ints, voice: Ints, shape: tuple[int, int]) -> Floats:
    """Matches by place (article or sentence), frame and own voice or not: the lexicon's columns of a classifier."""
    places, frames = shape
    cell = (place * frames + frame) * 2 + (voice != OWN)
    return np.bincount(cell, minlength=places * frames * 2).reshape(places, frames * 2).astype(np.float64)


def _texts(batch: Batch, starts: Ints, ends: Ints) -> list[str]:
    first, last = batch.word_start[starts].tolist(), batch.word_end[ends - 1].tolist()
    return [batch.slice(a, b) for a, b in zip(first, last, strict=True)]
