"""What is known about a codebook's validity, kept beside it as ``<codebook>.validation.json``.

A validation belongs to one digest of the codebook: after any change of its entries it no longer counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from framing import resources
from framing.coding.grids import read_bytes
from framing.engine.wholefile import whole_file
from framing.errors import InputError
from framing.records.codebook import Codebook
from framing.records.grammar import some_of
from framing.records.tables import LEXICON

__all__ = [
    "FrameValidity",
    "Validation",
    "load_validation",
    "save_validation",
    "shipped_path",
    "validation_path",
    "validation_status",
]

_FORMAT = 1
_SUFFIX = ".validation.json"
_MOST_NAMED = 6
#: Letters that a model's name may lend to a file's name.
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


@dataclass(frozen=True, slots=True)
class FrameValidity:
    """How the lexicon did on one frame. Shares lie between 0 and 1, None where nothing could be estimated.

    ``units`` were coded for this frame, ``present`` of them show it, ``hits`` the lexicon hit. Recall and specificity
    are weighted by the sampling strata; ``effective_present`` and ``effective_absent`` are the numbers of units that
    they are worth (Kish), which is what a correction of prevalence needs. ``alpha``: lexicon against the gold code;
    ``human_alpha``: between the people, None for one coder.
    """

    frame: str
    units: int
    present: int
    hits: int
    precision: float | None = None
    precision_low: float | None = None
    precision_high: float | None = None
    recall: float | None = None
    recall_low: float | None = None
    recall_high: float | None = None
    specificity: float | None = None
    f1: float | None = None
    alpha: float | None = None
    human_alpha: float | None = None
    effective_present: float = 0.0
    effective_absent: float = 0.0


@dataclass(frozen=True, slots=True)
class Validation:
    """One validation of one codebook: on what, by whom, with which result; ``entries`` are rows of the entry table.

    ``coder`` is whose matches were held against the codes: the lexicon, or a model's name and digest. ``caveat`` says
    why the figures may be too good, and is part of the status.
    """

    codebook: str
    version: str
    digest: str
    unit: str
    units: int
    articles: int
    outlets: tuple[str, ...]
    coders: tuple[str, ...]
    slice: str
    precision: float | None = None
    recall: float | None = None
    alpha: float | None = None
    human_alpha: float | None = None
    notes: tuple[str, ...] = ()
    frames: tuple[FrameValidity, ...] = ()
    entries: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    coder: str = LEXICON
    caveat: str = ""

    @property
    def status(self) -> str:
        """``validated on N sentences, P, R, alpha, by whom, on which outlets``."""
        numbers = ", ".join(
            f"{name} {_short(v)}" for name, v in (("P", self.precision), ("R", self.recall), ("alpha", self.alpha))
        )
        said = (
            f"validated on {self.units:,} {self.unit}s, {numbers}, "
            f"by {some_of(self.coders, _MOST_NAMED) or 'unknown'}, on {some_of(self.outlets, _MOST_NAMED) or 'unknown'}"
        )
        return f"{said}; {self.caveat}" if self.caveat else said

    def frame(self, name: str) -> FrameValidity | None:
        """The row of one frame."""
        return next((row for row in self.frames if row.frame == name), None)


def _short(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}".replace("0.", ".", 1)


def validation_status(codebook: Codebook, coder: str = LEXICON) -> str:
    """One line on the validity of a codebook's lexicon (or of a model), for everything that shows its scores.

    >>> validation_status(Codebook("mine", "1", "en", (), "0" * 12))
    'unvalidated'
    """
    try:
        found = _find(codebook, coder)
    except InputError:
        return "unvalidated (its validation file is damaged)"
    if found is None:
        return "unvalidated"
    if found.digest != codebook.digest:
        return f"unvalidated (version {found.version} was validated, the codebook has changed since)"
    if found.coder != coder:
        return f"unvalidated ({found.coder} was validated, the model has changed since)"
    return found.status


def load_validation(codebook: Codebook, coder: str = LEXICON) -> Validation | None:
    """The validation that counts for a coder and this state of its codebook; None if there is none.

    InputError if the file that should hold it is damaged.
    """
    found = _find(codebook, coder)
    return found if found is not None and (found.digest, found.coder) == (codebook.digest, coder) else None


def _find(codebook: Codebook, coder: str) -> Validation | None:
    """The one that counts, else one of another state of the codebook or the model."""
    other = None
    for place in _places(codebook, coder):
        if os.path.isfile(place):  # noqa: PTH113  (Path's own raises for a name that no file can have)
            found = _read(place)
            if found.codebook == codebook.name and (found.digest, found.coder) == (codebook.digest, coder):
                return found
            other = other or (found if found.codebook == codebook.name else None)
    return other


def validation_path(codebook: Codebook, coder: str = LEXICON) -> Path:
    """Where a validation of this coder is kept: beside the codebook, or in the user's folder for a shipped one."""
    return _places(codebook, coder)[0]


def shipped_path(codebook: Codebook, coder: str = LEXICON) -> Path:
    """Where the validation lies that comes with a shipped codebook."""
    return resources.folder("lexicons") / (codebook.name + _suffix(coder))


def save_validation(validation: Validation, path: Path) -> None:
    """Write it; whole or not at all. The same validation gives the same bytes."""
    tree = {"format": _FORMAT, **asdict(validation)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write((json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8"))


def _places(codebook: Codebook, coder: str) -> list[Path]:
    """Files that may hold a validation, in the order of trust."""
    suffix = _suffix(coder)
    if codebook.file and codebook.file != f"lexicons/{codebook.name}.yml":
        return [Path(codebook.file).with_suffix("").with_name(Path(codebook.file).stem + suffix)]
    return [_user_folder() / (codebook.name.replace("/", "_") + suffix), shipped_path(codebook, coder)]


def _suffix(coder: str) -> str:
    """``.validation.json``, with the model's name before it (not its digest, which the file holds)."""
    if coder == LEXICON:
        return _SUFFIX
    name = coder.rpartition("#")[0] or coder
    return f".model-{''.join(c if c in _SAFE else '_' for c in name)}{_SUFFIX}"


def _user_folder() -> Path:
    """Where this user's validations of shipped codebooks lie."""
    home = os.environ.get("FRAMING_HOME")
    if home:
        return Path(home) / "validations"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "framing" / "validations"


def _read(path: Path) -> Validation:
    try:
        tree = json.loads(read_bytes(path))
        if tree["format"] > _FORMAT:
            raise InputError("it was written by a newer version of framing", file=path, remedy="install that version")
        known = {f.name for f in fields(Validation)}
        tree = {name: value for name, value in tree.items() if name in known}
        tree["frames"] = tuple(FrameValidity(**row) for row in tree["frames"])
        for name in ("outlets", "coders", "notes", "entries"):
            tree[name] = tuple(tree[name])
        found = Validation(**tree)
        _ = found.status
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError("the validation is damaged", file=path, remedy="run framing lexicon validate again") from None
    return found
