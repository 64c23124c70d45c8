"""What users may rely on: kills, several writers, full disks, read-only folders."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread, current_thread

import pytest
from store_helpers import make_article, names, put, run_killed, was_killed

from framing.errors import InputError
from framing.store.opening import open_at
from framing.store.sqlite import SqliteDatabase
from tests.conftest import environment

ARTICLES = 60
COMMAND = [sys.executable, "-m", "framing"]


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> Path:
    """Sixty articles in one file, larger than one page of the database each."""
    words = [f"word{i}" for i in range(2_000)]
    draw = random.Random(7)
    file = tmp_path_factory.mktemp("records") / "records.jsonl"
    with file.open("w") as out:
        for i in range(ARTICLES):
            text = f"Item {i}. It is bullying. " + " ".join(draw.choices(words, k=600))
            out.write(json.dumps({"id": f"r{i:02}", "outlet": "Hill Times", "text": text}) + "\n")
    return file


@pytest.fixture(scope="module")
def one_by_one(records) -> str:
    """A program that adds the records, each in a call and a transaction of its own, and says how far it is."""
    return f"""
import json, sys
from framing.store.opening import open_at
from framing.study.stores.adding import add_articles, add_options
from framing.corpus.reading import read_articles
store = open_at(sys.argv[1], create=True)
for article in read_articles([{str(records)!r}], add_options("", "")).articles:
    add_articles(store, [article], [], set())
    print(article.doc_id, flush=True)
"""


# -- 1 and 2: kills


@pytest.mark.parametrize("moment", range(6))
def test_killed_at_a_random_moment(framing, one_by_one, records, tmp_path, moment):
    """What was said to be stored is stored, nothing twice, nothing torn; the next run carries on without a repair."""
    store = tmp_path / "k.db"
    process = subprocess.Popen(
        [sys.executable, "-c", one_by_one, store], stdout=subprocess.PIPE, text=True, env=environment()
    )
    draw = random.Random(moment)
    said = [process.stdout.readline().strip() for _ in range(draw.randrange(1, ARTICLES - 5))]
    time.sleep(draw.random() * 0.004)
    process.kill()
    said += process.stdout.read().split()  # communicate() would pass over what readline() had in hand
    process.wait(timeout=30)
    stored = names(store)
    assert stored[: len(said)] == said
    assert len(stored) - len(said) <= 1
    assert framing("add", records, "--store", store).code == 0
    assert names(store) == [f"r{i:02}" for i in range(ARTICLES)]


CALLS = [
    ("fdatasync", 2),
    ("fdatasync", 5),
    ("pwrite64", 3),
    ("pwrite64", 20),
    ("pwrite64", 90),
    ("ftruncate", 1),
    ("unlink", 1),
]


@pytest.mark.parametrize(("call", "when"), CALLS)
def test_killed_at_a_system_call(framing, records, tmp_path, call, when):
    """While the store is made, while pages are written, at the commit, while the log is folded in."""
    store = tmp_path / "k.db"
    done = run_killed(call, when, *COMMAND, "add", records, "--store", store)
    assert was_killed(done), done.stderr
    if store.exists():
        with closing(sqlite3.connect(store)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert framing("add", records, "--store", store).code == 0
    assert names(store) == [f"r{i:02}" for i in range(ARTICLES)]


@pytest.mark.parametrize("pages", [1, 2, 9])
def test_killed_while_scoring(framing, records, talks, tmp_path, pages):
    """Scores are there whole or not; the next run gives the bytes of a run that nobody killed."""
    stores = [tmp_path / "a.db", tmp_path / "b.db"]
    for store in stores:
        framing("add", records, "--store", store, "--quiet")
    options = ["--codebook", talks, "--table", "matches", "--format", "csv"]
    done = run_killed("pwrite64", pages, *COMMAND, "score", stores[0], "--batch-size", "0.05", *options)
    assert was_killed(done), done.stderr
    first, second = (framing("score", store, *options) for store in stores)
    assert (first.code, first.out) == (0, second.out)
    names(stores[0])


def test_articles_go_in_together_or_not_at_all(store):
    """A call that fails in its middle leaves nothing behind."""
    good, bad = make_article("a", "One."), make_article("b", "Two.")
    object.__setattr__(bad, "text", None)
    with pytest.raises((InputError, TypeError, AttributeError)):
        put(store, good, bad)
    assert store.count() == 0
    store.check()
    put(store, good)
    assert store.count() == 1


# -- 3: several at once

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from store_helpers import make_article, names, put
from framing.store.opening import open_at
store = open_at(sys.argv[1], create=True)
for i in range(25):
    own = make_article(f"w{{sys.argv[2]}}-{{i:02}}", f"Writer {{sys.argv[2]}} says {{i}}.")
    put(store, own, make_article("all", f"x{{i % 3}}"))
store.close()
"""


def test_four_writers_at_once(address):
    """Each of a hundred commits arrives, though all four begin by making the store; what they share has one history."""
    program = WRITER.format(tests=str(Path(__file__).parent))
    writers = [
        subprocess.Popen([sys.executable, "-c", program, address, str(i)], stderr=subprocess.PIPE, env=environment())
        for i in range(4)
    ]
    failures = [writer.communicate(timeout=120)[1].decode() for writer in writers]
    assert failures == [""] * 4
    with closing(open_at(address)) as store:
        store.check()
        assert store.count() == 101
        numbers = [version.number for version in store.history("all")]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("moment", ["application_id", "user_version", "page_count", "page_size", "journal_mode"])
@pytest.mark.parametrize("made", [False, True])
def test_a_store_that_grows_while_it_is_opened(tmp_path, monkeypatch, made, moment):
    """Whoever opens a store that somebody is just making or filling sees one moment of it, and never damage."""
    place = tmp_path / "n.db"
    sqlite3.connect(place).close()
    if made:
        open_at(place, create=True).close()
    somebody = Thread(target=_fill, args=[place])
    asked = SqliteDatabase._pragma

    def ask(database, name):
        if name == moment and current_thread() is not somebody and somebody.ident is None:
            somebody.start()
            somebody.join(timeout=0.5)  # who must wait for us goes on after it
        return asked(database, name)

    monkeypatch.setattr(SqliteDatabase, "_pragma", ask)
    with closing(open_at(place, create=True)) as store:
        somebody.join()
        assert store.count() == 1
        store.check()


def _fill(place: Path) -> None:
    """Somebody else's work, of more pages than the file had."""
    with closing(open_at(place, create=True)) as store:
        put(store, make_article("a", "One more word. " * 9_000))


def test_two_people_add_and_score_at_once(framing, address, records, news, talks):
    """One adds while two score: nobody fails, and in the end everything is scored once."""
    assert framing("add", records, "--store", address).code == 0
    score = [*COMMAND, "score", address, "--codebook", str(talks), "--table", "matches", "--format", "csv"]
    jobs = [score, score, [*COMMAND, "add", str(news), "--store", address]]
    running = [
        subprocess.Popen(job, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        for job in jobs
    ]
    outputs = [job.communicate(timeout=120) for job in running]
    assert [job.returncode for job in running] == [0, 0, 0], outputs
    first, second = (framing(*score[len(COMMAND) :]).out for _ in range(2))
    assert first == second
    assert first.count("bullying") > ARTICLES
    with closing(open_at(address)) as store:
        store.check()
        assert list(store.scored().values()) == [store.count()]


def test_a_busy_store_is_waited_for_and_then_named(tmp_path, monkeypatch):
    """After its patience is over, one sentence."""
    monkeypatch.setattr("framing.store.sqlite._PATIENCE", 0.2)
    with closing(open_at(tmp_path / "b.db", create=True)) as store:
        with closing(sqlite3.connect(tmp_path / "b.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(InputError, match="somebody else has been writing"):
                put(store, make_article("a", "One."))
        put(store, make_article("a", "One."))
        assert store.count() == 1


# -- 4: full disks and read-only folders


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A small disk of our own at ``place``; the test is skipped where nobody may mount one."""
    place.mkdir(exist_ok=True)
    done = (
        subprocess.run(["mount", *options, str(place)], capture_output=True, check=False)
        if shutil.which("mount")
        else None
    )
    if done is None or done.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(framing, records, talks, tmp_path):
    """One sentence; what was there stays readable, and goes on when there is room."""
    first = tmp_path / "first.txt"
    first.write_text("This is bullying.")
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=700k", "tmpfs") as disk:
        store = disk / "n.db"
        assert framing("add", first, "--store", store).code == 0
        filler = disk / "filler"
        filler.write_bytes(b"x" * 300_000)
        done = framing("add", records, "--store", store)
        assert (done.code, "full" in done.err, "Traceback" in done.err) == (1, True, False)
        assert done.err.count("\n  → ") == 1
        assert names(store) == ["first"]
        assert (
            framing("score", store, "--codebook", talks, "--table", "matches", "--format", "csv").out.count("\n") == 2
        )
        filler.unlink()
        small = tmp_path / "small.txt"
        small.write_text("More bullying.")
        assert framing("add", small, "--store", store).code == 0
        assert names(store) == ["first", "small"]


def test_a_disk_without_a_byte_left(framing, records, talks, tmp_path):
    """What is there can still be read, scored and reported on; whoever wants to write is told why not."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=900k", "tmpfs") as disk:
        store = disk / "n.db"
        (tmp_path / "first.txt").write_text("This is bullying.")
        assert framing("add", tmp_path / "first.txt", "--store", store).code == 0
        with suppress(OSError), (disk / "filler").open("wb") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
        assert framing("ls", store, "--format", "csv").out.count("\n") == 2
        rows = framing("score", store, "--codebook", talks, "--table", "matches", "--format", "csv")
        assert (rows.code, rows.out.count("\n")) == (0, 2)
        assert framing("report", store, "--codebook", talks, "-o", tmp_path / "r.html").code == 0
        for arguments in (["add", records], ["rm", "first", "--yes"], ["baseline", "save", "b"]):
            done = framing(*arguments, "--store", store)
            assert (done.code, "the disk is full" in done.err, done.err.count("\n  → ")) == (1, True, 1), done.err
        (disk / "filler").unlink()
        assert framing("add", records, "--store", store).code == 0
        assert "first" in names(store)


@contextmanager
def read_only(folder: Path, place: Path) -> Iterator[Path]:
    """The folder, where nobody may write, not even the superuser."""
    with mounted(place, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield place


def test_a_read_only_folder(framing, news, talks, tmp_path):
    """It is read, scored and searched, and every attempt to write gets one sentence."""
    folder = tmp_path / "in"
    folder.mkdir()
    framing("add", news, "--store", folder / "n.db")
    framing("baseline", "save", "b", "--store", folder / "n.db", "--codebook", talks)
    options = ["--codebook", talks, "--table", "matches", "--format", "csv"]
    whole = framing("score", folder / "n.db", *options).out
    with read_only(folder, tmp_path / "ro") as place:
        store = place / "n.db"
        assert framing("score", store, *options).out == whole
        assert "all 4 articles have scores" in framing("score", store, "--codebook", talks).err
        assert framing("score", store).code == 0
        assert framing("search", "bullying", "--store", store).code == 0
        writing = (
            ["add", news / "2025-03-03-letter.txt", "--outlet", "FT"],
            ["rm", "2025-03-01-duty", "--yes"],
            ["baseline", "rm", "b", "--yes"],
        )
        for arguments in writing:
            done = framing(*arguments, "--store", store)
            assert (done.code, "read-only" in done.err, done.err.count("\n  → ")) == (1, True, 1), done.err
        done = framing("add", news, "--store", place / "new.db")
        assert (done.code, "Traceback" in done.err) == (1, False)


@pytest.mark.parametrize("shared", [True, False])
def test_a_read_only_folder_with_a_log(framing, tmp_path, shared):
    """A log that somebody left behind is read, or the store is refused; it is never left out."""
    folder, copy = tmp_path / "in", tmp_path / "copy"
    folder.mkdir()
    with closing(open_at(folder / "n.db", create=True)) as store:
        put(store, make_article("early", "One."))
        with closing(sqlite3.connect(folder / "n.db")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM versions").fetchone()
            put(store, make_article("late", "Two."))
            shutil.copytree(folder, copy)
    assert (copy / "n.db-wal").stat().st_size
    if not shared:
        (copy / "n.db-shm").unlink()
    with read_only(copy, tmp_path / "ro") as place:
        done = framing("ls", place / "n.db", "--format", "csv")
        assert ("late" in done.out) if done.code == 0 else ("n.db-wal" in done.err), done.err
