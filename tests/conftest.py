"""What tests of every part share: the command in this process or in one of its own, a small corpus, the shared data."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine may stall any test for a second; how long an example takes is for benchmarks/ to say.
settings.register_profile("framing", deadline=None)
settings.load_profile("framing")

#: Fixtures, not examples: collected as modules, two files of one name would clash.
collect_ignore_glob = ["conftest.py", "*/conftest.py", "*/*/conftest.py"]

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

CODEBOOK = """\
codebook: talks
version: 1.0.0
language: en
title: Two frames for tests
frames:
  bullying:
    label: Bullying
    definition: An actor is said to bully or to threaten another.
    entries:
      - bully*
      - trade bullying
      - threat* ..3 tariff*
  lasting:
    label: Lasting
    definition: The dispute is said to be able, or unable, to go on.
    entries:
      - {pattern: not sustainable, negator: own}
      - sustainab*
      - unsustainable
"""

ARTICLES = {
    "china-daily/2025-03-01-duty.txt": """\
A duty that helps nobody

The duty on glass is a case of trade bullying. It hits buyers first – and café owners, too.

“This is bullying, and the whole world can see that it is bullying,” the minister said on Monday.

A trade war that costs both sides so much is not sustainable.
""",
    "china-daily/2025-03-02-talks.txt": """\
Sustainable trade needs talks

Both sides want healthy and sustainable trade. Nobody is bullying anybody at a round table.
""",
    "financial-times/2025-03-01-markets.txt": """\
Markets fall after threat of tariffs

Shares fell on Monday after a threat of new tariffs. Analysts think that the duty is unsustainable.

“It is not sustainable for anybody who makes glass,” the head of a glass maker said.
""",
    "2025-03-03-letter.txt": """\
A letter to the editor

Tariffs do not work. They never did.
""",
}


@dataclass(frozen=True)
class Run:
    """How a command ended: exit code, data, talk."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the data."""
        return self.out.splitlines()


def run_here(*arguments: object) -> Run:
    """``framing ARGUMENTS`` in this process, with streams that, before framing changes that, can hold only ASCII."""
    from framing.cli.main import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as leave:
            code = int(leave.code or 0)
    return Run(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def environment(**changes: str) -> dict[str, str]:
    """This environment for another process, which finds framing even where it is not installed."""
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, **changes}


def run_process(*arguments: object, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Run:
    """``framing ARGUMENTS`` as a process of its own, its streams being pipes."""
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=environment(**(env or {})), cwd=cwd, check=False)
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def framing() -> Callable[..., Run]:
    """The command, in this process."""
    return run_here


@pytest.fixture
def process() -> Callable[..., Run]:
    """The command, as a process."""
    return run_process


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of four articles: two of one outlet, one of another, one of nobody knows whom. Not to be changed."""
    folder = tmp_path_factory.mktemp("news")
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small codebook of two frames."""
    file = tmp_path_factory.mktemp("codebook") / "talks.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a cut of the input could show; see ``tests.awkward``. Not to be changed."""
    from tests.awkward import write_awkward

    return write_awkward(tmp_path_factory.mktemp("awkward"))


@pytest.fixture(scope="session")
def trade_talks() -> Path:
    """The sample corpus of paraphrases."""
    return PROJECT / "corpus" / "trade-talks"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real articles, which are no part of the project."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real articles in ../shared/seeds are not here")
    return folder
