"""The line that says how far a run is: at a terminal, never in a file."""

from __future__ import annotations

import sys

import pytest

from framing.cli import progress
from framing.corpus.options import ReadOptions
from framing.corpus.units import plan
from framing.study.runs.streaming import Shard, input_size


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("terminal", [True, False])
def test_rate_and_time_left_at_a_terminal(terminal, clock, monkeypatch, capsys):
    """What an earlier run did tells nothing about how fast this one is."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    line = progress.ProgressLine(100_000_000)
    line.skip(40_000_000)
    clock[0] = 2.0
    line(60_000_000)
    line.close()
    said = capsys.readouterr().err
    assert said == ("\r\x1b[K60 MB, 10.0 MB/s, 4 s left\r\x1b[K" if terminal else "")


def test_the_size_is_known_beforehand(awkward):
    """Of Parquet the footers tell it, of other files their bytes; of packed files nobody can."""
    for name in ("ee.parquet", "ff.parquet", "bb.jsonl"):
        units = sum(unit.size for unit in plan([awkward / name], ReadOptions(batch_bytes=100_000)))
        assert input_size([awkward / name], Shard()) == pytest.approx(units, rel=0.02)
    assert input_size([awkward], Shard(1, 4)) == input_size([awkward], Shard()) // 4


def test_a_packed_file_has_no_size(tmp_path):
    """Nothing is guessed."""
    (tmp_path / "a.jsonl.gz").write_bytes(b"")
    assert input_size([tmp_path / "a.jsonl.gz"], Shard()) == 0
