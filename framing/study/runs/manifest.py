"""What a run scores and how: what must be the same for parts to belong together."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import Any

from framing import __version__
from framing.corpus.files.discover import find_files
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths
from framing.engine.places import fingerprint, is_remote
from framing.errors import InputError, UsageError, system_says
from framing.filesafe import open_regular
from framing.jsonsafe import loads
from framing.records.codebook import Codebook
from framing.store.addresses import is_store
from framing.store.opening import open_at
from framing.study.bridge.coders import rules_of
from framing.study.runs.streaming import Shard

FORMAT = 1
#: The entries of a manifest that must agree, and what they are called.
_MUST_AGREE = {
    "format": "the layout of parts",
    "framing": "the version of framing",
    "codebook": "the codebook",
    "coder": "the coder",
    "voice": "the voice rules",
    "reading": "the options of reading",
    "inputs": "the input",
}


def make_manifest(paths: Paths, codebook: Codebook, coder: str, options: ReadOptions, shard: Shard) -> dict[str, Any]:
    """The manifest of a run that begins; every input is read once for its digest."""
    return {
        "format": FORMAT,
        "framing": __version__,
        "codebook": codebook.recipe,
        "coder": coder,
        "voice": rules_of(codebook, coder),
        "reading": {
            "outlet": options.outlet,
            "encoding": options.encoding,
            "propose": options.propose,
            "batch_bytes": options.batch_bytes,
            "tables": [_digest(file) for file in (options.outlets_file, options.agencies_file) if file],
        },
        "inputs": _inputs(paths),
        "shard": [shard.number, shard.of],
        "units": None,
    }


def _inputs(paths: Paths) -> list[list[str]]:
    """Name and digest of every file that is read, tags included."""
    found = find_files(paths)
    files = [(file.shown, file.path) for file in found.files] + [(shown, path) for path, shown in found.metadata]
    return [[shown, _content(path)] for shown, path in files]


def _content(path: str) -> str:
    """What tells one content from another."""
    if is_store(path):  # its file changes with every score that it keeps
        with closing(open_at(path)) as store:
            return store.fingerprint()
    return fingerprint(path) if is_remote(path) else _digest(path)


def _digest(path: str) -> str:
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        reason = f"the file cannot be read ({system_says(problem)})"
        raise InputError(reason, file=path, remedy="check its access rights") from None


def read_manifest(data: bytes, place: str) -> dict[str, Any]:
    """The manifest that a file holds; an InputError if it is not shaped as ``make_manifest`` and its run leave one."""
    try:
        found = dict(loads(data.decode()))
        number, of = found["shard"]
        inputs = all([type(text) for text in pair] == [str, str] for pair in found["inputs"])
        counts = [number, of, 0 if found["units"] is None else found["units"]]
        sound = inputs and isinstance(found["reading"], dict) and all(type(count) is int for count in counts)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound or not 0 < number <= of or counts[-1] < 0:
        raise InputError("the manifest is damaged", file=place, remedy="remove the folder and begin again")
    return found


def name_of(manifest: dict[str, Any]) -> str:
    """The file that holds it."""
    number, of = manifest["shard"]
    return f"manifest-{number}-of-{of}.json"


def refuse_unlike(new: dict[str, Any], old: dict[str, Any], place: str) -> None:
    """A UsageError that says what changed, if parts of the two runs do not belong together."""
    changed = [name for name in _MUST_AGREE if new.get(name) != old.get(name)]
    if old["shard"][1] != new["shard"][1]:
        changed.append("shard")
    if changed:
        said = "; ".join(_difference(name, old.get(name), new.get(name)) for name in changed)
        raise UsageError(
            f"{place} holds parts of another run: {said}",
            remedy="run what was begun there, name another folder, or begin anew with --restart",
        )


def _difference(name: str, old: Any, new: Any) -> str:
    if name == "shard":
        return f"it was cut into {old[1]} shards, not {new[1]}"
    if name == "inputs":
        was, now = dict(old), dict(new)
        names = sorted(file for file in was.keys() | now.keys() if was.get(file) != now.get(file))
        first = names[0] if names else "the order of the files"
        how = "was added" if first not in was else "is missing" if first not in now else "changed"
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"the input {first} {how}{more}"
    if name == "reading":
        option = min(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
        return f"the option {option} was {old.get(option)!r} and is {new.get(option)!r}"
    return f"{_MUST_AGREE[name]} was {old} and is {new}"
