"""File names made of ids, and ids read from file names: nothing leaves its folder, nothing lands on another file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from framing.coding.formats.parcels import Parcel
from framing.engine.wholefile import make_folder
from framing.errors import UsageError
from framing.filesafe import is_device

__all__ = ["fresh_folder", "names_of", "place_of", "safe_name", "settle"]

_TITLE = "@title"
_LONGEST = 100


def safe_name(text: str) -> str:
    """``text`` as a file name that every system takes, percent-encoded.

    >>> safe_name("../a b"), safe_name("2025-10-27-x"), safe_name("con.1"), safe_name("Ann B.")
    ('%2E.%2Fa%20b', '2025-10-27-x', '%63on.1', 'Ann%20B%2E')
    """
    name = quote(text, safe="", errors="surrogatepass")
    if name.startswith(".") or is_device(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return f"{name[:-1]}%2E" if name.endswith(".") else name or "%20"


def names_of(parcels: Sequence[Parcel], suffix: str) -> list[Path]:
    """A path for each parcel, ``coder/doc_id`` with ``@title`` for titles; long or colliding names end in a hash.

    Names collide that differ in capitals alone, as many systems do not tell them apart.

    The first detail of a parcel whose article or coder is not in its name carries ``doc_id`` or ``coder``.
    """
    taken: set[str] = set()
    folders: dict[str, str] = {}
    out = []
    for parcel in parcels:
        coder, stem = safe_name(parcel.coder), safe_name(parcel.doc_id)
        if len(coder) > _LONGEST or folders.setdefault(coder.casefold(), coder) != coder:
            coder = _hashed(parcel.coder)
            parcel.details[0] |= {"coder": parcel.coder}
        if len(stem) > _LONGEST or f"{coder}/{stem}/{parcel.field}".casefold() in taken:
            stem = _hashed(parcel.doc_id)
            parcel.details[0] |= {"doc_id": parcel.doc_id}
        taken.add(f"{coder}/{stem}/{parcel.field}".casefold())
        out.append(Path(coder) / (stem + (_TITLE if parcel.field == "title" else "") + suffix))
    return out


def _hashed(text: str) -> str:
    """As much of a name as there is room for, and a hash that no other text has."""
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return f"{safe_name(text)[: _LONGEST - 13].rstrip('%')}~{digest[:12]}"


def place_of(path: Path, root: Path) -> tuple[str, str, str]:
    """Article, field and coder that a file's name says; the coder is the folder it lies in."""
    stem = path.stem
    field = "title" if stem.endswith(_TITLE) else "text"
    coder = path.parent.name if path.parent != root else root.resolve().name
    return unquote(stem.removesuffix(_TITLE)), field, unquote(coder)


def settle(parcel: Parcel) -> Parcel:
    """The parcel under the id that its details state, where its name was too long for a file."""
    for detail in parcel.details:
        parcel.doc_id = str(detail.get("doc_id", parcel.doc_id))
        parcel.coder = str(detail.get("coder", parcel.coder))
    return parcel


def fresh_folder(path: Path) -> None:
    """Make the folder; one that holds something already is refused, so that nothing is mixed or overwritten."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"'{path}' is not an empty folder", remedy="name a new folder with -o")
    make_folder(path)
