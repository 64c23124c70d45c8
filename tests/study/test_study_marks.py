"""The coder that goes by quotation marks alone: the lexicon's matches, voices by marks, no speakers."""

from __future__ import annotations

import numpy as np
import pytest

import framing as fr
from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.records.tables import VOICES
from framing.study.bridge.marks import voices_by_marks

SAID_BY_NOBODY = ["speaker", "party", "speaker_kind", "channel", "cue", "actor", "target"]
POLARITY = ["negated", "denied", "hypothetical"]


@pytest.fixture(scope="module")
def both(trade_talks):
    """The sample corpus by the lexicon, with and without speakers."""
    corpus = fr.read_corpus(trade_talks)
    return [fr.score(corpus, "us-china-trade", coder=coder) for coder in ("lexicon", "lexicon-marks")]


def test_the_same_matches_by_nobody(both):
    """Places, frames and polarity are the lexicon's; what is about speakers is empty."""
    heard, marked = (scores.matches for scores in both)
    same = ["doc_id", "field", "start", "end", "text", "frame", "entry", "where", *POLARITY]
    assert marked[same].equals(heard[same])
    assert (marked[SAID_BY_NOBODY].astype(str) == "").all(axis=None)
    assert set(marked["coder"]) == {"lexicon-marks"}
    assert set(marked["voice"]) == {"own", "quoted", "fragment"}
    assert (heard["party"] != "").any()
    assert not len(both[1].quotes)


def test_the_recipe_says_so(both):
    """The signature names the rule and the coder, so that no two such numbers are taken for alike."""
    assert "voice:marks-1|coder:lexicon-marks" in both[1].signature
    assert "marks" not in both[0].signature


def test_voices_by_marks():
    """More than three words in marks are quoted, fewer a fragment, marks inside marks belong to the outer ones."""
    text = "He called the levy a “sham”. “It is a ‘sham’ of a levy,” she wrote. A levy"
    batch = Annotator().annotate([Article("a", text)])
    voices = voices_by_marks(batch, np.arange(batch.tokens))
    named = [(batch.pieces[word], VOICES[voice]) for word, voice in zip(batch.word_id, voices, strict=True)]
    assert [voice for word, voice in named if word == "sham"] == ["fragment", "quoted"]
    assert [voice for word, voice in named if word == "levy"] == ["own", "quoted", "own"]


def test_no_quotation_at_all():
    """A text without marks is the outlet's own."""
    batch = Annotator().annotate([Article("a", "A levy is a levy.")])
    assert [VOICES[voice] for voice in voices_by_marks(batch, np.arange(batch.tokens))] == ["own"] * 5
