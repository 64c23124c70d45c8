"""Worker processes: they live no longer than who started them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from framing.engine.running import run
from framing.errors import UsageError
from tests.conftest import environment

CODE = """
from framing.engine.running import run
for _ in run(eval, ["print('at work', flush=True)", "__import__('time').sleep(600)", "1", "2"], workers=2): pass
"""


@pytest.mark.skipif(os.name == "nt", reason="pipes are inherited as POSIX does it")
def test_workers_end_with_a_run_that_is_killed():
    """One at rest and one at work: what they write to is closed as soon as both are gone, and no memory stays taken."""
    run = subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, env=environment(), text=True)
    try:
        assert run.stdout.readline() == "at work\n"
        run.kill()
        run.communicate(timeout=30)
    finally:
        run.kill()


@pytest.mark.parametrize("workers", [0, -1, 1_001, 10**20])
def test_a_number_of_workers_that_cannot_be_is_refused(workers):
    """A slip of the hand neither starts a million processes nor ends in a traceback."""
    with pytest.raises(UsageError, match="there cannot be"):
        run(abs, [1], workers=workers)
