"""Articles as reading makes them, putting them into a store, and sheets that somebody coded."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from framing.corpus.fields import digest
from framing.records.article import Article, Provenance, Tag
from framing.records.dates import Date
from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.stores.adding import Taken, add_articles
from tests.conftest import environment, run_here


def make_article(doc_id: str, text: str, outlet: str = "", **fields: object) -> Article:
    """An article as reading makes it; with an outlet somebody gave it."""
    title = str(fields.get("title", ""))
    origin = Provenance(f"{doc_id}.txt", digest(title, text), "text")
    tag = Tag(outlet, "given", "flag", "--outlet") if outlet else Tag()
    return Article(doc_id, text, outlet=tag, provenance=origin, **fields)  # type: ignore[arg-type]


def day(iso: str) -> Date:
    """A date."""
    return Date(iso)


def put(store: Store, *articles: Article) -> Taken:
    """Add articles in one call."""
    return add_articles(store, articles, (), set())


def names(path) -> list[str]:
    """The current articles of a store that is sound."""
    with closing(open_at(path)) as store:
        store.check()
        return [v.entry.doc_id for group in store.plan(10**6) for v in store.fetch(group)]


def fill_in(folder: Path, coder: str, frames: dict[str, str], **cells: str) -> Path:
    """The sheet as somebody fills it in: a frame shows where its word stands."""
    with (folder / "s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / f"{coder}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for row in rows:
            marks = {frame: "1" if word in row["text"] else "" for frame, word in frames.items()}
            writer.writerow(row | {"done": "1"} | marks | cells)
    return folder / f"{coder}.csv"


def read_codes(store, sheet: Path, desk: Path, *options):
    """Keep the codes of a sheet."""
    return run_here("code", "read", sheet, "--key", desk / "s.key.csv", "--store", store, *options)


def versions(address, **options):
    """The codes of a store that is sound."""
    with closing(open_at(address)) as store:
        store.check()
        return store.codes(**options)


def run_killed(call: str, when: int, *command: object) -> subprocess.CompletedProcess[str]:
    """A command that is killed at its n-th system call of a kind; the test is skipped where nobody may trace."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    trace = ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={when}"]
    done = subprocess.run(
        [*trace, *map(str, command)], capture_output=True, text=True, env=environment(), timeout=120, check=False
    )
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("this machine lets nobody trace a process")
    return done


def was_killed(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether that came about; else the command had ended before."""
    return done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def wait_for_log(store: Path, process: subprocess.Popen[Any], seconds: float = 60) -> None:
    """Until a process has begun to write into a store, or has ended."""
    log = Path(f"{store}-wal")
    deadline = time.monotonic() + seconds
    while process.poll() is None and not (log.exists() and log.stat().st_size):
        assert time.monotonic() < deadline, f"after {seconds} seconds nothing had been written"
        time.sleep(0.001)
