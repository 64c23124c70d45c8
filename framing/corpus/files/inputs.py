"""What may be named to be added: files, folders, patterns (*.txt), archives, and text from a pipe (-)."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.files.archives import is_archive, unpack
from framing.corpus.files.discover import files_below, find_files
from framing.corpus.files.streams import over_limit
from framing.corpus.files.typed import check_exists, expanded
from framing.corpus.options import Limits
from framing.engine.places import is_remote, local_path
from framing.errors import InputError
from framing.records.issue import Issue


@dataclass(frozen=True, slots=True)
class Input:
    """Paths that are read together; ``prefix`` goes before the names of their files (``news.zip/``)."""

    paths: tuple[str, ...]
    prefix: str = ""
    issues: list[Issue] = field(default_factory=list)


@contextmanager
def opened_inputs(paths: Sequence[str | os.PathLike[str]], limits: Limits) -> Iterator[Iterator[Input]]:
    """The inputs that ``paths`` name, archives unpacked and stdin read into a folder that is gone after the block."""
    named = [name for path in paths for name in expanded(os.fspath(path))]
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        yield _inputs(named, Path(folder), limits)


def refuse_missing(paths: Sequence[str | os.PathLike[str]]) -> None:
    """An InputError if a path names nothing: to be asked before anything is made that it should go into."""
    for name in (name for path in paths for name in expanded(os.fspath(path))):
        if name != "-" and not is_remote(name):
            check_exists(Path(local_path(name)), name)


def _inputs(named: Sequence[str], folder: Path, limits: Limits) -> Iterator[Input]:
    plain = tuple(name for name in named if name != "-" and not is_archive(name))
    below = [path for name in plain for path in archives_in(name)]
    if plain and not (below and _without_articles(plain)):
        yield Input(plain)
    for number, name in enumerate([*(name for name in named if name not in plain), *below]):
        own = folder / str(number)
        own.mkdir()
        if name == "-":
            yield Input((str(_stdin(own, limits)),))
            continue
        try:
            yield _unpacked(name, own, limits)
        except InputError as problem:
            if len(named) == 1 and not below:
                raise
            # One of many: it is named, and the others are taken.
            issue = Issue("", name, None, "skipped", "unreadable", problem.reason, problem.remedy)
            yield Input((), f"{name}/", [issue])


def _unpacked(name: str, own: Path, limits: Limits) -> Input:
    """An archive's articles; InputError if it cannot be opened, or holds none."""
    if not Path(name).is_file():
        raise InputError("there is no such file", file=name, remedy="check its name")
    issues = unpack(name, own, limits)
    if any(own.iterdir()):
        return Input((str(own),), f"{Path(name).name}/", issues)
    first = f"; what is in it was left out, first {issues[0].file}: {issues[0].reason}" if issues else ""
    remedy = "put .txt, .md, .csv or .jsonl files into it"
    raise InputError(f"the archive holds no articles{first}", file=name, remedy=remedy)


def archives_in(folder: str | os.PathLike[str]) -> list[str]:
    """The archives below a folder, by name; no hidden ones, and no links that lead out of it."""
    real = Path(folder).resolve()
    # Neither rglob, which ends with an error where a folder vanishes while it looks, nor os.walk, which calls itself.
    found = [Path(entry.path) for entry in files_below(folder) if is_archive(entry.name)]
    return sorted(str(path) for path in found if path.is_file() and path.resolve().is_relative_to(real))


def _without_articles(named: Sequence[str]) -> bool:
    """Whether there is nothing but archives in these folders."""
    try:
        return not find_files(named).files
    except InputError:
        return all(Path(name).is_dir() for name in named)


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
