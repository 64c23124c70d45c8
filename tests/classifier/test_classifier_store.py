"""A model on disk is data: it comes back the same, runs nothing, and says what is wrong with it."""

from __future__ import annotations

import json
import pickle
import struct
import zipfile
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest

from framing.classifier.store import LABELS, WEIGHTS, Model, load_model, save_model
from framing.errors import InputError


@pytest.fixture
def saved(classifier, tmp_path: Path) -> Path:
    return save_model(Model("tiny", "book", "1.0.0", "abc", classifier, {"name": "tiny"}), tmp_path / "tiny")


def change(folder: Path, **values: object) -> None:
    """Put other values into the model's labels."""
    file = folder / LABELS
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | values), encoding="utf-8")


def rewrite(folder: Path, arrays: dict[str, object]) -> None:
    """Other weights under the same name, pickled where numpy pickles."""
    with zipfile.ZipFile(folder / WEIGHTS, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as part:
                np.lib.format.write_array(part, np.asarray(array), allow_pickle=True)


def arrays_of(folder: Path) -> dict[str, object]:
    with np.load(folder / WEIGHTS) as found:
        return {name: found[name] for name in found.files}


def test_a_model_comes_back_the_same(saved: Path, classifier, sentences):
    """Probabilities are equal to the last bit, and so is the name in tables."""
    back = load_model(saved)
    before = classifier.predict_proba(sentences.texts, sentences.counts)
    assert np.array_equal(back.classifier.predict_proba(sentences.texts, sentences.counts), before)
    assert back.classifier.refused_ == classifier.refused_
    assert back.coder == Model("tiny", "book", "1.0.0", "abc", classifier).coder
    assert (back.name, back.codebook, back.version, back.digest) == ("tiny", "book", "1.0.0", "abc")


def test_same_model_same_bytes(saved: Path, classifier, tmp_path: Path):
    """No clock and no path in a model's files."""
    other = save_model(Model("tiny", "book", "1.0.0", "abc", classifier, {"name": "tiny"}), tmp_path / "elsewhere")
    for name in (LABELS, WEIGHTS):
        assert (saved / name).read_bytes() == (other / name).read_bytes()


def test_two_models_are_never_mixed(saved: Path, classifier, monkeypatch):
    """What is killed between two files of a new model leaves none; what fails before leaves the old one."""
    other = deepcopy(classifier)
    other.slope_ = other.slope_ * 2
    replace = Path.replace

    def killed(part: Path, target: Path) -> Path:
        if target.name == LABELS:
            raise KeyboardInterrupt
        return replace(part, target)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    model, old = Model("tiny", "book", "1.0.0", "abc", other), load_model(saved).coder
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(InputError, match="no space left"):
            save_model(model, saved)
    assert load_model(saved).coder == old
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            save_model(model, saved)
    with pytest.raises(InputError, match="cannot be read"):
        load_model(saved)
    assert load_model(save_model(model, saved)).coder == model.coder != old


def test_a_model_is_called_the_same_whatever_packs_its_weights(saved: Path, classifier):
    """Each build of zlib has bytes of its own; a file that one of them packed holds the same model."""
    plain = load_model(saved)
    with zipfile.ZipFile(saved / WEIGHTS) as archive:
        assert {part.compress_type for part in archive.infolist()} == {zipfile.ZIP_STORED}
        members = {part.filename: archive.read(part) for part in archive.infolist()}
    for level in (1, 9):
        with zipfile.ZipFile(saved / WEIGHTS, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        assert load_model(saved).coder == plain.coder


def test_another_format_version_is_named(saved: Path):
    """A newer model is refused by its version."""
    change(saved, format=2)
    with pytest.raises(InputError, match="format 2, and this version of framing reads format 1"):
        load_model(saved)


def test_wrong_shapes_are_named(saved: Path):
    """Weights that do not fit their labels are refused with both shapes."""
    arrays = arrays_of(saved)
    rewrite(saved, arrays | {"intercept": np.zeros(5, np.float16)})
    with pytest.raises(InputError, match=r"'intercept' has the shape \(5,\)"):
        load_model(saved)


class Payload:
    """Pickles into a call that leaves a file behind."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.place,)


def test_a_pickle_never_runs(saved: Path, tmp_path: Path):
    """Neither an object array in the weights nor a bare pickle in their place is opened."""
    trap = tmp_path / "ran"
    rewrite(saved, arrays_of(saved) | {"idf": np.array([Payload(trap)], object)})
    with pytest.raises(InputError, match="not plain numbers"):
        load_model(saved)
    (saved / WEIGHTS).write_bytes(pickle.dumps(Payload(trap)))
    with pytest.raises(InputError, match="not the weights of a model"):
        load_model(saved)
    (saved / LABELS).write_bytes(pickle.dumps(Payload(trap)))
    with pytest.raises(InputError, match="labels cannot be read"):
        load_model(saved)
    assert not trap.exists()


def test_a_header_that_lies_is_refused(saved: Path):
    """A shape far larger than its data costs nothing: it is compared before anything is read."""
    with zipfile.ZipFile(saved / WEIGHTS, "a") as archive:
        archive.writestr("more.npy", b"")
    with pytest.raises(InputError, match="it holds"):
        load_model(saved)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_weights_that_would_explode_are_refused(saved: Path, packing: int):
    """Whatever the archive says of a member's size, no more than that is unpacked."""
    with zipfile.ZipFile(saved / WEIGHTS) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(saved / WEIGHTS, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(50 * len(data)) if name == "idf.npy" else data)
    data = (saved / WEIGHTS).read_bytes()
    lies = data.replace(struct.pack("<I", 50 * len(parts["idf.npy"])), struct.pack("<I", len(parts["idf.npy"])))
    (saved / WEIGHTS).write_bytes(lies)
    with pytest.raises(InputError, match="not the weights of a model"):
        load_model(saved)


@pytest.mark.parametrize("cut", [0, 10, 2000])
def test_weights_cut_short_are_refused(saved: Path, cut: int):
    """Half a file is no model."""
    (saved / WEIGHTS).write_bytes((saved / WEIGHTS).read_bytes()[:cut])
    with pytest.raises(InputError, match="not the weights"):
        load_model(saved)


def test_weights_with_damaged_bytes_are_refused(saved: Path):
    """Wherever in the file they are changed; in some places of it nobody looks."""
    whole, refused = (saved / WEIGHTS).read_bytes(), 0
    for at in range(100, len(whole), len(whole) // 50):
        (saved / WEIGHTS).write_bytes(whole[:at] + bytes(255 - byte for byte in whole[at : at + 40]) + whole[at + 40 :])
        try:
            load_model(saved)
        except InputError:
            refused += 1
    assert refused > 40


def test_an_array_with_half_a_number_is_refused(saved: Path):
    """Its archive and its header are sound, and one byte of its data is missing."""
    with zipfile.ZipFile(saved / WEIGHTS) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(saved / WEIGHTS, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data[:-1] if name == "idf.npy" else data)
    with pytest.raises(InputError, match="'idf' is cut short"):
        load_model(saved)


def test_numbers_that_are_none_are_refused(saved: Path):
    """NaN and infinity in weights, NaN in labels."""
    change(saved, lexicon_weight=float("nan"))
    with pytest.raises(InputError, match="NaN is no number"):
        load_model(saved)
    file = saved / LABELS
    file.write_text(file.read_text("utf-8").replace("NaN", "1e999"), "utf-8")  # which JSON reads as infinity
    with pytest.raises(InputError, match="'lexicon_weight' of the model is not a number"):
        load_model(saved)
    change(saved, lexicon_weight=1.0)
    for odd in (np.nan, np.inf, 1e300):
        rewrite(saved, arrays_of(saved) | {"slope": np.array([odd, 1.0])})
        with pytest.raises(InputError, match="not finite"):
            load_model(saved)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("grams", ["w:a", "w:a"], "a list of texts without repeats"),
        ("frames", "storm", "a list of texts"),
        ("classes", ["storm", "hail"], "a part of its frames"),
        ("precisions", [1.0], "a list of 2 numbers"),
        ("name", 3, "a text"),
        ("refused", [], "an object"),
        ("lexicon_weight", True, "a number"),
        pytest.param("lexicon_weight", 10**400, "a number", id="a number of 400 digits"),
        ("precisions", [1.0, 10**400], "a list of 2 numbers"),
        ("precisions", [1.0, True], "a list of 2 numbers"),
        ("precisions", [1.0, -1e308], "a list of 2 numbers"),
    ],
)
def test_labels_of_another_kind_are_named(saved: Path, key: str, value: object, said: str):
    """Every part of the labels is checked before use."""
    change(saved, **{key: value})
    with pytest.raises(InputError, match=f"'{key}' of the model is not {said}"):
        load_model(saved)


def test_a_deep_or_doubled_json_is_refused(saved: Path):
    """No recursion error and no silent last value."""
    (saved / LABELS).write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        load_model(saved)
    (saved / LABELS).write_text('{"format": 1, "format": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="stands twice"):
        load_model(saved)


def test_no_model_at_all(tmp_path: Path):
    """A folder without a model is named."""
    with pytest.raises(InputError, match="cannot be read"):
        load_model(tmp_path)
