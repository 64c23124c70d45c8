"""Files at addresses: a real S3 server, systems that fail in mid-run, and such as write files bit by bit."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from framing.corpus.options import ReadOptions
from framing.engine import addresses
from framing.engine.places import Folder, list_files
from framing.errors import InputError, PlaceError
from framing.lexicon.reading import load_codebook
from framing.study.runs.partitioned import score_parts
from tests.conftest import environment

fsspec = pytest.importorskip("fsspec", reason="needs the extra fsspec")
SMALL = ("--batch-size", "0.003")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server of this machine, with one bucket; everybody may do anything there."""
    moto = pytest.importorskip("moto.server", reason="needs moto[s3,server]: an S3 server to try addresses with")
    pytest.importorskip("s3fs", reason="needs s3fs")
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    there = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    there["AWS_ENDPOINT_URL"] = f"http://{host}:{port}"
    before = dict(os.environ)
    os.environ.update(there)
    fsspec.filesystem("s3").mkdir("news")
    yield there["AWS_ENDPOINT_URL"]
    running.stop()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def bucket(server, awkward) -> str:
    """A folder of its own in the bucket, with articles below ``in``."""
    name = f"news/{uuid.uuid4().hex}"
    fsspec.filesystem("s3").put_file(str(awkward / "ee.parquet"), f"{name}/in/ee.parquet", ACL="public-read")
    return f"s3://{name}"


@pytest.fixture
def here(framing, awkward, talks, tmp_path) -> dict[str, bytes]:
    """The tables of the same articles, scored on this machine."""
    shutil.copy(awkward / "ee.parquet", tmp_path)
    command = ["score", tmp_path / "ee.parquet", "--codebook", talks, "--table", "all", "--format", "parquet"]
    assert framing(*command, "-o", tmp_path / "here").code in (0, 3)
    return {file.name: file.read_bytes() for file in (tmp_path / "here").iterdir()}


def there(place: str) -> dict[str, bytes]:
    """The files below an address."""
    system, path = fsspec.core.url_to_fs(place)
    system.invalidate_cache()
    return {name.removeprefix(f"{path}/"): system.cat_file(name) for name in system.find(path)}


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_s3_in_and_out_and_carried_on_after_a_kill(bucket, here, talks, awkward):
    """kill -9 in mid-run; what is done is not done again, and nothing is left beside the tables."""
    command = ["score", f"{bucket}/in", "--codebook", str(talks), "--table", "all", "--format", "parquet", *SMALL]
    command = [sys.executable, "-m", "framing", *command, "-o", f"{bucket}/out"]
    slow = [sys.executable, "-c", SLOW, *command[3:]]
    begun = subprocess.Popen(slow, env=environment(), stderr=subprocess.DEVNULL)
    with begun:
        deadline = time.monotonic() + 60
        while not (marks := [name for name in there(bucket) if "_parts/marks/" in name]):
            assert begun.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        begun.kill()
    assert begun.returncode == -signal.SIGKILL
    assert marks
    ended = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode in (0, 3)
    assert "carrying on: " in ended.stderr
    assert there(f"{bucket}/out") == here


#: The command, with a pause after each mark.
SLOW = """
import sys, time
from framing.study.runs.partfolder import PartFolder
put = PartFolder.put_mark
PartFolder.put_mark = lambda *arguments: (put(*arguments), time.sleep(.5))
from framing.cli.main import main
main(sys.argv[1:])
"""


def test_shards_at_s3_merge_to_the_same_bytes(framing, bucket, here, talks):
    """One by processes of this machine, the other by the workers of a cluster."""
    pytest.importorskip("distributed", reason="needs the extra dask")
    for shard, engine in (("1/2", "processes"), ("2/2", "dask")):
        command = ["score", f"{bucket}/in", "--codebook", talks, "--table", "all", *SMALL, "--workers", "2"]
        run = framing(*command, "--engine", engine, "--shard", shard, "-o", f"{bucket}/shards")
        assert run.code == 0, run.err
    assert framing("merge", f"{bucket}/shards", "-o", f"{bucket}/merged").code in (0, 3)
    assert there(f"{bucket}/merged") == here


def test_parquet_is_read_over_http(framing, server, bucket, here, talks, tmp_path):
    """From a server that sends any piece of a file."""
    address = f"{server}/{bucket.removeprefix('s3://')}/in/ee.parquet"
    run = framing(
        "score", address, "--codebook", talks, "--table", "counts", "--format", "parquet", "-o", tmp_path / "c"
    )
    assert run.code in (0, 3), run.err
    assert (tmp_path / "c").read_bytes() == here["counts.parquet"]


def test_of_two_different_runs_at_one_address_one_is_refused(bucket, talks):
    """There are no locks at an address; but who puts the manifest first is asked in one step."""
    assert Folder(f"{bucket}/out").write_first("manifest.json", b"{}")
    assert not Folder(f"{bucket}/out").write_first("manifest.json", b"[]")
    assert there(f"{bucket}/out") == {"manifest.json": b"{}"}
    Folder(f"{bucket}/out").write("manifest.json", b"[1]")
    assert there(f"{bucket}/out") == {"manifest.json": b"[1]"}


def test_what_is_wrong_at_s3_is_one_sentence(framing, bucket, talks, awkward, monkeypatch):
    """No bucket, no server, no credentials: the address, the reason, what to do; no bucket is made by a slip."""

    def refused(source: object, target: str) -> str:
        run = framing("score", source, "--codebook", talks, "--table", "all", "--format", "csv", "-o", target)
        assert (run.code, run.err.count("\n")) == (1, 2), run.err
        return run.err

    missing = refused(awkward / "ee.parquet", "s3://nwes/out")
    assert "s3://nwes/out/_parts/manifest-1-of-1.json: there is no such place (The specified bucket does not" in missing
    assert not fsspec.filesystem("s3").exists("s3://nwes")
    assert "s3://nwes/in: there is no such file or folder" in refused("s3://nwes/in", "out")
    fsspec.filesystem("s3").clear_instance_cache()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert "the address does not answer (Could not connect" in refused(f"{bucket}/in", "out")
    fsspec.filesystem("s3").clear_instance_cache()


class Failing(fsspec.get_filesystem_class("memory")):  # type: ignore[misc]
    """A system that stops to answer after so many reads of files of rows."""

    protocol = "failing"
    store: ClassVar[dict[str, Any]] = {}
    after = 0

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.replace("failing://", "memory://")))

    def open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        """A file whose reading ends early."""
        file = super().open(path, mode, **options)
        return _Ending(file.getvalue()) if mode == "rb" and path.endswith(".parquet") else file


class _Ending(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        Failing.after -= 1
        if Failing.after < 0:
            raise RuntimeError("connection reset")
        return super().read(size)


@pytest.fixture
def failing(awkward) -> str:
    """A folder with one file of several batches on such a system."""
    fsspec.register_implementation("failing", Failing, clobber=True)
    system = fsspec.filesystem("failing")
    system.pipe_file("/in/ee.parquet", (awkward / "ee.parquet").read_bytes())
    return "failing://in"


def test_rows_that_cannot_be_reached_are_not_skipped(failing, talks, awkward, tmp_path):
    """The run ends and can be carried on; to call the rows damaged would leave them out of the finished tables."""
    book, options, ends = load_codebook(talks), ReadOptions(batch_bytes=3000), []
    for reads in range(1, 400, 7):
        Failing.after = reads
        try:
            done = score_parts(str(tmp_path / "out"), [failing], book, options)
            break
        except PlaceError as problem:
            ends.append(problem.reason)
    assert set(ends) == {"the address does not answer (connection reset)"}
    peace = score_parts(str(tmp_path / "peace"), [awkward / "ee.parquet"], book, options)
    assert len(peace.parts()) > 2
    for number, part in peace.parts().items():
        for name in ("matches", "counts", "words"):
            assert done.parts()[number][name].equals(part[name])


@pytest.mark.parametrize("ends", ["killed", "full"])
def test_a_file_at_an_address_is_whole_or_absent(tmp_path, monkeypatch, ends):
    """Also where it grows bit by bit, as over SFTP: an interrupt or a full disk leaves the one that was there."""
    folder = Folder(f"local://{tmp_path}/out")
    folder.write("marks/1.json", b"first")
    with folder.whole("big.csv") as file:
        file.write(b"first")
    system = fsspec.filesystem("local")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt if ends == "killed" else OSError(28, "No space left on device")

    monkeypatch.setattr(type(system), "mv", broken)
    monkeypatch.setattr(addresses.shutil, "copyfileobj", broken)
    error = KeyboardInterrupt if ends == "killed" else PlaceError
    with pytest.raises(error):
        folder.write("marks/1.json", b"second")
    with pytest.raises(error), folder.whole("big.csv") as file:
        file.write(b"second")
    assert there(f"local://{tmp_path}/out") == {"marks/1.json": b"first", "big.csv": b"first"}


def test_a_file_that_is_gone_is_told_apart_from_one_that_does_not_answer(tmp_path):
    """Reading says that it is not there, for a part of it may be made again."""
    with pytest.raises(FileNotFoundError):
        Folder(f"local://{tmp_path}").read("none.json")
    with pytest.raises(InputError, match="there is no such file or folder"):
        list_files("local:///no/such/place", ".parquet")
