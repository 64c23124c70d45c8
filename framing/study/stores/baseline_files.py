"""A baseline as a file, which takes it from one store to another.

The first line says what the store says of it, each further one is a pinned article (``baselines.Pinned.line``), so that
the file's text below the first line has the baseline's digest.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from framing.errors import InputError, system_says
from framing.filesafe import read_regular
from framing.jsonsafe import loads
from framing.store.intake import as_json
from framing.store.interface import Baseline
from framing.store.opening import open_at
from framing.study.stores.baselines import Pinned, check_name, load_baseline

FORMAT = 1
_HEAD = {"name": str, "saved": str, "recipe": str, "articles": int, "digest": str}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: No article has more words or matches: beyond it, not every table can hold a number.
_MOST = 2**53
_REMEDY = "name a file that framing baseline export wrote"


def written_baseline(address: str | Path, name: str) -> tuple[Baseline, bytes]:
    """A baseline of a store, and the file that it is."""
    baseline, _ = load_baseline(address, name)
    head = as_json({"framing_baseline": FORMAT, **{key: getattr(baseline, key) for key in _HEAD}})
    text = zlib.decompress(baseline.body)
    return baseline, head.encode() + b"\n" + text + b"\n" * bool(text)


def import_baseline(address: str | Path, file: str | Path, name: str = "") -> Baseline:
    """Put the baseline of a file into a store, under its own name or another.

    InputError for a file that is none, or not as it was written; UsageError if the store has one of that name.
    """
    try:
        data = read_regular(file)
    except OSError as problem:
        reason = f"the file cannot be read ({system_says(problem)})"
        raise InputError(reason, file=file, remedy="check its name and rights") from None
    first, _, text = data.partition(b"\n")
    head, text = _head(first, file), text.removesuffix(b"\n")
    if hashlib.sha256(text).hexdigest() != head["digest"]:
        raise InputError("the baseline is not as it was written", file=file, remedy="export it once more")
    lines = text.split(b"\n") if text else []
    counted = _counted([_pinned(line, number, file) for number, line in enumerate(lines, 2)], file)
    name = name or head["name"]
    check_name(name)
    with closing(open_at(address, write=True)) as store:
        body = zlib.compress(text, 6)
        return store.save_baseline(name, head["recipe"], counted, head["digest"], body, head["saved"])


def _head(line: bytes, file: str | Path) -> dict[str, Any]:
    """What the first line says."""
    try:
        head = loads(line.decode("utf-8"))
        as_json(head).encode()  # nor half a character
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or "framing_baseline" not in head:
        raise InputError("this is no baseline", file=file, line=1, remedy=_REMEDY)
    if head["framing_baseline"] != FORMAT:
        said = (
            f"the baseline has format {head['framing_baseline']!r}, and this version of framing reads format {FORMAT}"
        )
        raise InputError(said, file=file, line=1, remedy="update framing")
    for key, kind in _HEAD.items():
        if type(head.get(key)) is not kind or (key == "saved" and not _MOMENT.fullmatch(head[key])):
            raise InputError(f"the baseline's '{key}' is missing or no such thing", file=file, line=1, remedy=_REMEDY)
    return head


def _pinned(line: bytes, number: int, file: str | Path) -> Pinned:
    """The article of a line; InputError if it is not one as ``Pinned.line`` writes it."""
    try:
        row = json.loads(line.decode("utf-8"))
        if _is_row(row) and (article := Pinned(*row)).line.encode() == line:
            return article
    except (ValueError, RecursionError):
        pass
    raise InputError("this is no article of a baseline", file=file, line=number, remedy=_REMEDY)


def _is_row(row: Any) -> bool:
    """Whether a value of JSON can be a pinned article."""
    return (
        isinstance(row, list)
        and [type(part) for part in row] in ([str, str, str, int, dict], [str, str, str, int, dict, str])
        and all(isinstance(voices, dict) for voices in row[4].values())
        and all(type(n) is int and 0 <= n <= _MOST for n in (row[3], *(n for v in row[4].values() for n in v.values())))
    )


def _counted(articles: Sequence[Pinned], file: str | Path) -> int:
    """How many of them count, as near-copies do not; InputError if one is a copy of none that does."""
    counted = {article.doc_id for article in articles if not article.copy_of}
    for number, article in enumerate(articles, 2):
        if article.copy_of and article.copy_of not in counted:
            reason = f"'{article.doc_id}' is a copy of '{article.copy_of}', which is not here"
            raise InputError(reason, file=file, line=number, remedy=_REMEDY)
    return sum(not article.copy_of for article in articles)
