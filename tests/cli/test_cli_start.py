"""What the command spares itself at its start and its end."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_THREADS = "OPENBLAS_NUM_THREADS"
_PROGRAM = f"""
import gc, os, sys
from framing.cli.main import main
sys.argv = ["framing", "--version"]
try:
    main()
finally:
    print(os.environ["{_THREADS}"], gc.get_freeze_count() > 0)
"""


@pytest.mark.parametrize(("given", "found"), [(None, "1"), ("3", "3")])
def test_linear_algebra_gets_one_thread_unless_the_user_says_otherwise(given: str | None, found: str) -> None:
    env = {name: value for name, value in os.environ.items() if name != _THREADS}
    if given:
        env[_THREADS] = given
    done = subprocess.run([sys.executable, "-c", _PROGRAM], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{found} True"
