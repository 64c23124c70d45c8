"""Scores of the small corpus, shared by the tests of sheets, agreement and validation."""

from __future__ import annotations

import pytest

import framing as fr


@pytest.fixture(scope="package")
def coded_scores(news, talks):
    return fr.score(fr.read_corpus(news), fr.load_codebook(talks))
