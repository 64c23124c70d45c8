"""Where models are, told from their folders without what it takes to open one."""

from __future__ import annotations

from pathlib import Path

from framing import resources

#: The file that makes a folder a model; ``classifier.store`` writes it.
_LABELS = "model.json"


def shipped_models() -> dict[str, Path]:
    """The folders of the models that come with framing, by name, sorted."""
    place = resources.folder("lexicons") / "models"
    folders = sorted(place.iterdir()) if place.is_dir() else []
    return {folder.name: folder for folder in folders if (folder / _LABELS).is_file()}


def is_model(name: str | Path) -> bool:
    """Whether this is a shipped model's name or a folder with a model in it."""
    return str(name) in shipped_models() or (Path(name) / _LABELS).is_file()
