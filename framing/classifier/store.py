"""A model on disk: ``model.json`` (names, vocabulary, thresholds, card) and ``weights.npz`` (numbers).

Opening one runs no code: JSON is read as data, and each array's header is compared with what the JSON promises before
a number of it is read. Anything else (another format version, a member too many, pickled objects, wrong shapes) is an
InputError that names it.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from framing.classifier.embeddings import Embedder, load_embedder
from framing.classifier.features import Features
from framing.classifier.learning import Weights
from framing.classifier.masking import Masker
from framing.classifier.model import FrameClassifier
from framing.classifier.sentences import VOICE_COLUMNS
from framing.engine.wholefile import make_folder, whole_files
from framing.errors import InputError, UsageError, system_says
from framing.filesafe import read_regular
from framing.jsonsafe import loads
from framing.records.arrays import Floats
from framing.zipsafe import bounded

FORMAT = 1
LABELS, WEIGHTS, CARD = "model.json", "weights.npz", "card.json"
#: No model file is larger than this; the shipped one is about a fiftieth of it.
LARGEST = 50_000_000
#: Nor any number in it: what is made of larger ones may be infinite.
_LARGEST_NUMBER = 1e9
_TEXTS = ("name", "codebook", "version", "digest", "made", "entries")
#: Which system made a member, in a zip file's code.
_UNIX = 3
_AGAIN = "train it again with framing train"


@dataclass(slots=True)
class Model:
    """A classifier with its name and the codebook it was trained for.

    ``entries`` is the digest of what the lexicon's matches depend on: a change of a definition leaves it as it is.
    ``learnt`` holds the keys of the sentences that it was trained on (``sentences.text_key``).
    """

    name: str
    codebook: str
    version: str
    digest: str
    classifier: FrameClassifier
    card: dict[str, Any] = field(default_factory=dict)
    made: str = ""
    entries: str = ""
    learnt: tuple[str, ...] = ()

    @property
    def coder(self) -> str:
        """What it is called in tables: its name and the first digits of its weights' SHA-256."""
        return f"{self.name}#{_digest(_arrays(self.classifier))[:8]}"


def check_folder(folder: str | Path) -> None:
    """InputError if a model cannot be written there, because it is a file: said before hours of training."""
    if Path(folder).exists() and not Path(folder).is_dir():
        raise InputError("this is a file, and a model is a folder", file=folder, remedy="name another folder with -o")


def save_model(model: Model, folder: str | Path) -> Path:
    """Write the model's files, whole or not at all. The same model gives the same bytes.

    The weights of one training and the labels of another may fit each other; without labels there is no model.
    """
    place = make_folder(folder)
    files = {
        LABELS: _dumped(_labels(model)),
        CARD: _dumped(model.card),
        WEIGHTS: _packed(_arrays(model.classifier)),
    }
    whole_files({place / name: data for name, data in files.items()})
    return place


def load_model(folder: str | Path) -> Model:
    """The model in a folder; an InputError names what is wrong with it."""
    place = Path(folder)
    labels = _Labels(place / LABELS)
    frames, grams = labels.texts("frames"), labels.texts("grams")
    classes = labels.texts("classes", among=frames)
    embedder = _embedder(labels)
    columns = len(grams) + len(VOICE_COLUMNS) * len(frames) + (embedder.dimensions if embedder else 0)
    shapes = {
        "coef": (len(classes), columns), "idf": (len(grams),), "intercept": (len(classes),),
        "slope": (len(classes),), "offset": (len(classes),), "thresholds": (len(classes),), "bands": (len(classes), 2),
    }  # fmt: skip
    arrays = _unpacked(place / WEIGHTS, shapes)
    features = Features(frames, Masker(labels.texts("masked")), labels.number("lexicon_weight"), embedder)
    classifier = FrameClassifier()
    classifier.frames_, classifier.classes_ = tuple(frames), tuple(classes)
    classifier.refused_ = {str(k): str(v) for k, v in labels.mapping("refused").items()}
    classifier.weights_ = Weights(features.load(grams, arrays["idf"]), arrays["coef"], arrays["intercept"])
    classifier.slope_, classifier.offset_ = arrays["slope"], arrays["offset"]
    classifier.thresholds_, classifier.bands_ = arrays["thresholds"], arrays["bands"]
    classifier.precisions_ = labels.numbers("precisions", len(classes))
    return Model(
        labels.text("name"),
        labels.text("codebook"),
        labels.text("version"),
        labels.text("digest"),
        classifier,
        labels.mapping("card"),
        labels.text("made"),
        labels.text("entries") if labels.has("entries") else "",
        tuple(labels.texts("learnt")) if labels.has("learnt") else (),
    )


def _embedder(labels: _Labels) -> Embedder | None:
    """The embedder that the model was trained with; InputError if it is not here, or another one is."""
    known = labels.mapping("embeddings") if labels.has("embeddings") else {}
    if not known:
        return None
    try:
        embedder = load_embedder(str(known.get("name")))
    except UsageError as problem:
        reason = f"the model was trained with sentence embeddings; {problem.reason}"
        raise InputError(reason, file=labels.path, remedy=problem.remedy) from None
    if embedder.digest != known.get("digest"):
        reason = f"the model was trained with embeddings #{known.get('digest')}, and those here are #{embedder.digest}"
        raise InputError(reason, file=labels.path, remedy=_AGAIN)
    return embedder


def _arrays(classifier: FrameClassifier) -> dict[str, Any]:
    weights = classifier.weights_
    return {
        "coef": weights.coef.astype("<f2"),
        "intercept": weights.intercept.astype("<f2"),
        "idf": weights.features.idf_.astype("<f4"),
        "slope": np.asarray(classifier.slope_, "<f8"),
        "offset": np.asarray(classifier.offset_, "<f8"),
        "thresholds": np.asarray(classifier.thresholds_, "<f8"),
        "bands": np.asarray(classifier.bands_, "<f8"),
    }


def _labels(model: Model) -> dict[str, Any]:
    classifier, features = model.classifier, model.classifier.weights_.features
    embedder = features.embedder
    return {
        "format": FORMAT,
        **{name: getattr(model, name) for name in _TEXTS},
        "frames": list(classifier.frames_),
        "classes": list(classifier.classes_),
        "refused": classifier.refused_,
        "precisions": list(classifier.precisions_),
        "lexicon_weight": features.lexicon_weight,
        "masked": list(features.masker.names),
        "embeddings": {"name": embedder.name, "digest": embedder.digest} if embedder else {},
        "card": model.card,
        "learnt": list(model.learnt),
        "grams": features.grams_,
    }


def _dumped(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def _digest(arrays: dict[str, Any]) -> str:
    """SHA-256 of the numbers, not of a file that holds them: that may be packed otherwise tomorrow."""
    found = hashlib.sha256()
    for name, array in arrays.items():
        found.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def _packed(arrays: dict[str, Any]) -> bytes:
    """A .npz. Not compressed: each zlib has bytes of its own for the same numbers, and would gain a fifth."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            part, member = io.BytesIO(), zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            member.create_system = _UNIX  # on any system
            np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(member, part.getvalue())
    return out.getvalue()


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"the file is larger than {LARGEST:,} bytes: no model of framing is", file=path)
        return read_regular(path)
    except OSError as problem:
        reason = f"the model's file cannot be read ({system_says(problem)})"
        raise InputError(reason, file=path, remedy="name the folder that framing train wrote") from None


def _unpacked(path: Path, shapes: dict[str, tuple[int, ...]]) -> dict[str, Floats]:
    """The arrays of a .npz, each with the promised shape and a float type."""
    try:
        with zipfile.ZipFile(io.BytesIO(_read(path))) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
            if set(sizes) != {f"{name}.npy" for name in shapes}:
                raise _damaged(path, f"it holds {', '.join(sorted(sizes)) or 'nothing'}")
            if sum(sizes.values()) > LARGEST:
                raise _damaged(path, "it would grow beyond all measure")
            if not all(map(bounded, archive.infolist())):
                raise _damaged(path, "it is packed in another way than by framing train")
            held = {name: _member(archive, f"{name}.npy") for name in shapes}
            return {name: _array(path, name, held[name], shape) for name, shape in shapes.items()}
    except InputError:
        raise
    except Exception as problem:  # zipfile raises whatever lies behind the damaged place
        raise _damaged(path, str(problem)) from None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """So many bytes as it says that it has: asked for all of it, zipfile unpacks what is there first."""
    with archive.open(name) as file:
        return file.read(archive.getinfo(name).file_size)


def _array(path: Path, name: str, data: bytes, shape: tuple[int, ...]) -> Floats:
    stream = io.BytesIO(data)
    try:
        version = np.lib.format.read_magic(stream)
        reader = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}[version]
        found, fortran, kind = reader(stream)
    except (ValueError, KeyError, SyntaxError) as problem:
        raise _damaged(path, f"'{name}' has no readable header ({problem})") from None
    if kind.hasobject or kind.kind != "f" or fortran:
        raise _damaged(path, f"'{name}' holds {kind}, not plain numbers")
    if found != shape:
        raise _damaged(path, f"'{name}' has the shape {found}, and its labels ask for {shape}")
    body = data[stream.tell() :]
    if len(body) != kind.itemsize * math.prod(shape):
        raise _damaged(path, f"'{name}' is cut short")
    numbers = np.frombuffer(body, kind).astype(np.float64)
    if not (np.abs(numbers) <= _LARGEST_NUMBER).all():
        raise _damaged(path, f"'{name}' holds numbers that are not finite, or far too large")
    return numbers.reshape(shape)


def _damaged(path: Path, reason: str) -> InputError:
    return InputError(f"these are not the weights of a model: {reason}", file=path, remedy=_AGAIN)


def _is_number(value: object) -> bool:
    """Whether a value of JSON is a number of a model: finite, not far too large, and no truth value."""
    return isinstance(value, float | int) and not isinstance(value, bool) and abs(value) <= _LARGEST_NUMBER


class _Labels:
    """The JSON part, read key by key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        data = _read(path)
        try:
            value = loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as problem:
            raise InputError(f"the model's labels cannot be read ({problem})", file=path, remedy=_AGAIN) from None
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        version = self._value.get("format")
        if version != FORMAT:
            said = f"the model has format {version!r}, and this version of framing reads format {FORMAT}"
            raise InputError(said, file=path, remedy=f"update framing, or {_AGAIN}")

    def _of(self, key: str, good: bool, what: str) -> Any:
        if not good:
            raise InputError(f"'{key}' of the model is not {what}", file=self.path, remedy=_AGAIN)
        return self._value[key]

    def has(self, key: str) -> bool:
        return key in self._value

    def text(self, key: str) -> str:
        return str(self._of(key, isinstance(self._value.get(key), str), "a text"))

    def texts(self, key: str, *, among: Sequence[str] | None = None) -> list[str]:
        value = self._value.get(key)
        good = isinstance(value, list) and all(isinstance(x, str) for x in value) and len(set(value)) == len(value)
        found = list(self._of(key, good, "a list of texts without repeats"))
        self._of(key, among is None or set(found) <= set(among), "a part of its frames")
        return found

    def number(self, key: str) -> float:
        value = self._value.get(key)
        return float(self._of(key, _is_number(value), "a number"))

    def numbers(self, key: str, n: int) -> list[float]:
        value = self._value.get(key)
        good = isinstance(value, list) and len(value) == n and all(map(_is_number, value))
        return [float(x) for x in self._of(key, good, f"a list of {n} numbers")]

    def mapping(self, key: str) -> dict[str, Any]:
        return dict(self._of(key, isinstance(self._value.get(key), dict), "an object"))
