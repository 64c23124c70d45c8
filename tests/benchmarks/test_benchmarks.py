"""The benchmarks can be found and rerun; scale makes its articles and measures them on invented texts."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from operator import attrgetter

import pyarrow.parquet as pq
import pytest

from benchmarks.__main__ import programs, table
from benchmarks.bridge_work import STAGES
from benchmarks.scale import write_articles
from tests.conftest import PROJECT, environment


def run(*arguments: object) -> str:
    """``python -m benchmarks...`` from the checkout."""
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout


def test_the_list_names_every_benchmark():
    """Each with its first line; helpers are not in it."""
    found = programs()
    assert {"bridge", "attribution", "keyness", "store", "scale"} <= set(found)
    assert "bridge_peers" not in found
    lines = run("benchmarks").splitlines()
    assert [line.split()[2].removeprefix("benchmarks.") for line in lines] == list(found)


@pytest.mark.parametrize("name", programs())
def test_a_benchmark_can_be_started(name: str):
    """What it imports is there, whatever was renamed since it was last run."""
    if name == "picture":
        pytest.importorskip("playwright")
    assert callable(import_module(f"benchmarks.{name}").main)


def test_perturbed_articles_are_as_many_and_no_two_the_same(tmp_path):
    """The same seed gives the same articles; ids, texts and row groups are as they should be."""
    records = [{"text": "\n".join(f"Line {n} of text {i} says nothing new." for n in range(30))} for i in range(5)]
    for name in "ab":
        size = write_articles(records, 3_000, tmp_path / f"{name}.parquet")
    read = pq.ParquetFile(tmp_path / "a.parquet")
    assert (read.metadata.num_rows, read.num_row_groups) == (3_000, 3)
    texts = read.read(["text"]).column(0).to_pylist()
    assert len(set(texts)) == 3_000
    assert sum(len(text.encode()) for text in texts) == size
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_scale_measures_a_small_corpus(tmp_path):
    """From nothing to figures, on invented texts; every run gives the same tables."""
    arguments = ["nowhere.jsonl", "--articles", 40, "--engines", "processes", "--json", tmp_path / "scale.json"]
    printed = run("benchmarks.scale", *arguments)
    found = json.loads((tmp_path / "scale.json").read_text(encoding="utf-8"))
    assert "the same bytes" in printed
    assert set(found["runs"]) == {"whole", "merge", "without attribution", "whole, one process"}
    assert all(run["wall"] > 0 and run["memory"] > 10 for run in found["runs"].values())
    assert set(found["cpu_ms_per_mb"]) == {"reading", "without attribution", "whole", "settling ids", "Parquet out"}
    results = {
        "machine": {"date": "2026-01-01", "cpu": "x", "cores": 2, "load": [0.0]},
        "benchmarks": {"scale": {"figures": found, "printed": [], "command": "", "ended": 0}},
    }
    assert "| scale | memory |" in table(results)


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places])
def test_what_is_timed_as_a_stage_is_there(place: str):
    """Whatever was renamed since the stages were last timed."""
    module, _, path = place.partition(":")
    assert callable(attrgetter(path)(import_module(module)))
