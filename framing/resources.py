"""Where the data that people edit without Python lies: in the wheel first, in the checkout second.

``lexicons/`` and ``reports/templates/`` are top-level folders of the project; the wheel carries them as
``framing/_data/``. An editable install has no ``_data``, hence the second look.
"""

from __future__ import annotations

from pathlib import Path

from framing.errors import InputError

_PACKAGE = Path(__file__).resolve().parent
_PLACES = {
    "lexicons": (_PACKAGE / "_data" / "lexicons", _PACKAGE.parent / "lexicons"),
    "templates": (_PACKAGE / "_data" / "templates", _PACKAGE.parent / "reports" / "templates"),
}


def folder(kind: str) -> Path:
    """The folder of shipped ``kind`` data: ``lexicons`` or ``templates``."""
    for place in _PLACES[kind]:
        if place.is_dir():
            return place
    raise InputError(
        f"the shipped folder of {kind} is missing", file=_PLACES[kind][0], remedy="install newsframing again"
    )
