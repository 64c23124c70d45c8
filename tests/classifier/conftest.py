"""Small coded sentences, written for the tests, and a model of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from framing.classifier.learning import Recipe
from framing.classifier.model import FrameClassifier
from framing.classifier.sentences import Sentences

FRAMES = ("storm", "harvest", "rare")
_STORM = ("gales tore", "lightning struck", "a tempest drowned", "thunder shook")
_HARVEST = ("farmers reaped", "barns filled with", "sickles cut", "the mill ground")
_PLAIN = ("the clerk counted", "a tram passed", "someone painted", "the shop sold")
_THINGS = ("wheat", "roofs", "barley", "masts", "hay", "chimneys", "rye", "fences", "oats", "pears")
_ENDS = ("by the river", "before dawn")


def coded_sentences() -> Sentences:
    """240 sentences of 24 articles by 6 outlets; 'rare' is coded in 12 of them."""
    rows = list(itertools.product((_STORM, _HARVEST, _PLAIN), range(4), _THINGS, _ENDS))
    texts = [f"{kind[i].capitalize()} {thing} {end}." for kind, i, thing, end in rows]
    labels = np.array([[kind is _STORM, kind is _HARVEST, n % 20 == 0] for n, (kind, *_) in enumerate(rows)])
    counts = np.zeros((len(rows), 2 * len(FRAMES)))
    counts[:, 0] = ["thunder" in text.lower() for text in texts]
    groups = [f"article-{n % 24:02}" for n in range(len(rows))]
    return Sentences(FRAMES, texts, counts, labels, groups, [f"outlet-{n % 24 // 4}" for n in range(len(rows))])


@pytest.fixture(scope="session")
def sentences() -> Sentences:
    return coded_sentences()


@pytest.fixture(scope="session")
def classifier(sentences: Sentences) -> FrameClassifier:
    return FrameClassifier(Recipe(largest=800)).fit(sentences)
