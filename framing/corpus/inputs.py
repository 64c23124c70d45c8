"""What may be named to be added: files, folders, patterns (*.txt), archives, and text from a pipe (-)."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.archives import is_archive, unpack
from framing.corpus.files import over_limit
from framing.corpus.options import Limits
from framing.errors import InputError
from framing.records.issue import Issue
from framing.store.opening import is_server

_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Input:
    """Paths that are read together; ``prefix`` goes before the names of their files (``news.zip/``)."""

    paths: tuple[str, ...]
    prefix: str = ""
    issues: list[Issue] = field(default_factory=list)


@contextmanager
def opened_inputs(paths: Sequence[str | os.PathLike[str]], limits: Limits) -> Iterator[Iterator[Input]]:
    """The inputs that ``paths`` name, archives unpacked and stdin read into a folder that is gone after the block."""
    named = [name for path in paths for name in _expanded(os.fspath(path))]
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        yield _inputs(named, Path(folder), limits)


def _inputs(named: Sequence[str], folder: Path, limits: Limits) -> Iterator[Input]:
    plain = tuple(name for name in named if name != "-" and not is_archive(name))
    if plain:
        yield Input(plain)
    for number, name in enumerate(named):
        own = folder / str(number)
        if name == "-":
            own.mkdir()
            yield Input((str(_stdin(own, limits)),))
        elif is_archive(name):
            if not Path(name).is_file():
                raise InputError("there is no such file", file=name, remedy="check its name")
            own.mkdir()
            issues = unpack(name, own, limits)
            if any(own.iterdir()):
                yield Input((str(own),), f"{Path(name).name}/", issues)
            else:
                raise InputError(
                    "the archive holds no articles", file=name, remedy="put .txt, .md, .csv or .jsonl files into it"
                )


def _expanded(name: str) -> list[str]:
    """What a pattern stands for where the shell left it as it is; any other name itself."""
    if not _PATTERN.intersection(name) or Path(name).exists() or is_server(name):
        return [name]
    found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (a pattern may be absolute)
    if not found:
        raise InputError(
            "no file matches this pattern", file=name, remedy="check it; it is looked up from where you are"
        )
    return found


def _stdin(folder: Path, limits: Limits) -> Path:
    """What stands on stdin, as a file: one article, or JSON lines where it begins with a brace."""
    data = sys.stdin.buffer.read(limits.article_bytes + 1)
    if len(data) > limits.article_bytes:
        raise over_limit("article_bytes", limits.article_bytes, "stdin")
    lines = data.lstrip()[:1] == b"{" and b'"text"' in data
    # Two texts from two pipes are two articles, so the name is that of the text.
    name = f"stdin-{hashlib.sha256(data).hexdigest()[:12]}"
    place = folder / (f"{name}.jsonl" if lines else f"{name}.txt")
    place.write_bytes(data)
    return place
