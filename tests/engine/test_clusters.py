"""Dask and Spark: the bytes of one machine, also when a worker is killed, on any file system."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from pathlib import Path
from typing import Any

import pytest

from framing.corpus.options import ReadOptions
from framing.errors import FramingError, InputError
from framing.lexicon.reading import load_codebook
from framing.study.runs.partfolder import NAMES, PartFolder
from framing.study.runs.partitioned import Collected, Engine, score_parts

pytestmark = pytest.mark.cluster
OPTIONS = ReadOptions(batch_bytes=3000)


@pytest.fixture(scope="module")
def whole(awkward, talks, tmp_path_factory) -> dict[str, bytes]:
    """The parts of one process."""
    return scored(str(tmp_path_factory.mktemp("whole")), awkward, talks, Engine())


def scored(place: str, source: Any, talks: Path, engine: Engine, **more: Any) -> dict[str, bytes]:
    """The settled parts that an engine writes, by file."""
    folder = score_parts(f"{place}/raw", [source], load_codebook(talks), OPTIONS, engine=engine, **more)
    for _ in Collected([folder]).publish(PartFolder(f"{place}/parts")):
        pass
    done = PartFolder(f"{place}/parts")
    return {f"{name} {n}": part.parquet(name) for n, part in done.parts().items() for name in NAMES}


@pytest.fixture(scope="module")
def dask():
    """A Dask cluster of two worker processes."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            yield cluster


def test_dask_gives_the_bytes_of_one_process(dask, whole, awkward, talks, tmp_path):
    """Through the address of a scheduler."""
    engine = Engine("dask", scheduler=dask.scheduler_address)
    assert scored(str(tmp_path), awkward, talks, engine) == whole


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_worker_that_is_killed_loses_nothing(dask, whole, awkward, talks, tmp_path):
    """kill -9 of one worker process in mid-run: Dask gives its work to the other."""
    killed = []

    def kill_once(_: int) -> None:
        if not killed:
            killed.append(next(iter(dask.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    engine = Engine("dask", scheduler=dask.scheduler_address)
    assert scored(str(tmp_path), awkward, talks, engine, progress=kill_once) == whole
    assert killed


def test_dask_on_another_file_system(awkward, talks, tmp_path):
    """Parquet in, Parquet out, both at addresses that fsspec opens."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe_file("/scale/news/ee.parquet", (awkward / "ee.parquet").read_bytes())
    folder = tmp_path / "news"
    folder.mkdir()
    shutil.copy(awkward / "ee.parquet", folder)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as cluster:
        engine = Engine("dask", scheduler=cluster.scheduler_address)
        there = scored("memory://scale/out", "memory://scale/news", talks, engine)
    assert there == scored(f"file://{tmp_path}/out", folder, talks, Engine())
    assert len(there) > 10
    system.rm("/scale", recursive=True)


def test_a_scheduler_that_is_not_there(awkward, talks, tmp_path, monkeypatch):
    """One sentence, after a moment."""
    pytest.importorskip("distributed", reason="needs the extra dask")
    monkeypatch.setattr("framing.engine.on_dask.PATIENCE", "1s")
    with pytest.raises(InputError, match="the Dask scheduler does not answer"):
        scored(str(tmp_path), awkward, talks, Engine("dask", scheduler="tcp://127.0.0.1:9"))


def test_an_input_that_kills_every_worker(tmp_path, talks, awkward, monkeypatch):
    """Dask's last word is one sentence, no traceback."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        engine = Engine("dask", scheduler=cluster.scheduler_address)
        monkeypatch.setattr("framing.study.runs.working.make_bridge", break_down)
        with pytest.raises(FramingError, match="Dask gave up: broken on purpose"):
            scored(str(tmp_path), awkward, talks, engine)


def break_down(*_: object) -> Any:
    """A coder that cannot be made."""
    raise RuntimeError("broken on purpose")


def test_spark_gives_the_bytes_of_one_process(whole, awkward, talks, tmp_path, monkeypatch):
    """local[2], through mapInArrow."""
    pytest.importorskip("pyspark", reason="needs the extra spark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17")
    # Java compiles for long runs; in one of seconds that is most of the work.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert scored(str(tmp_path), awkward, talks, Engine("spark", workers=2)) == whole
