"""Hand codes in a store: whole sheets or nothing, versions, several people, damage, and back out again."""

from __future__ import annotations

import csv
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from store_helpers import make_article, put

import framing as fr
from framing.coding.sheet import digest
from framing.errors import InputError
from framing.records.coding import ASSERTED, Coding
from framing.records.unit_codes import packed, unpacked
from framing.store.interface import Code
from framing.store.opening import open_at
from tests.conftest import environment, run_here

COMMAND = [sys.executable, "-m", "framing"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory, news, talks) -> Path:
    """A store's articles, the sheet of all their sentences coded by two people, and its key. Not to be changed."""
    folder = tmp_path_factory.mktemp("desk")
    made = run_here("code", "sheet", news, "--codebook", talks, "--sample", 99, "-o", folder / "s.csv")
    assert made.code == 0, made.err
    code(folder, "ann", {"bullying": "bully"})
    code(folder, "ben", {"bullying": "trade", "lasting": "sustainable"}, voice="own")
    return folder


def code(folder: Path, coder: str, frames: dict[str, str], **cells: str) -> Path:
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


def read(store, sheet: Path, desk: Path, *options):
    return run_here("code", "read", sheet, "--key", desk / "s.key.csv", "--store", store, *options)


@pytest.fixture
def coded(address, desk, news):
    """A store with four articles, coded by Ann and Ben."""
    assert run_here("add", news, "--store", address).code == 0
    assert read(address, desk / "ann.csv", desk).code == 0
    assert read(address, desk / "ben.csv", desk).code == 0
    return address


def versions(address, **options):
    with closing(open_at(address)) as store:
        store.check()
        return store.codes(**options)


def table(address, *arguments):
    return run_here(*arguments, "--store", address, "--format", "csv").out


# -- in and out


def test_what_was_saved_is_what_the_sheet_says(coded, desk, talks):
    """The table out of the store is that of framing code read, for both coders."""
    done = run_here("code", "read", desk / "ann.csv", desk / "ben.csv", "--key", desk / "s.key.csv")
    store = fr.open_store(coded)
    said = store.codes(str(talks)).to_csv(index=False)
    assert list(csv.reader(said.splitlines())) == list(csv.reader(done.out.splitlines()))


def test_the_same_sheet_again_adds_nothing_and_says_so(coded, desk):
    """The second time, nothing is new."""
    before = versions(coded, past=True)
    again = read(coded, desk / "ann.csv", desk)
    assert (again.code, "nothing new; all" in again.err, "saved" in again.err) == (0, True, False)
    assert versions(coded, past=True) == before


def test_a_changed_code_is_a_new_version_with_its_history(coded, desk, tmp_path):
    """Only the unit that Ann changed; what she said before is still there; an emptied row takes nothing back."""
    text = (desk / "ann.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    names = text[0].strip().split(",")
    cells = list(csv.reader(text))
    cells[1][names.index("lasting")], cells[1][names.index("note")] = "n", "second thoughts"
    for name in ("bullying", "lasting", "done"):
        cells[2][names.index(name)] = ""
    with (tmp_path / "ann.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)
    units = len(cells) - 1
    done = read(coded, tmp_path / "ann.csv", desk)
    assert f"saved 1 unit by ann, 1 of them changed; {units - 2} there already" in done.err
    assert "no mark now in 1 unit" in done.err
    changed = [version for version in versions(coded, past=True) if version.number == 2]
    assert [version.code.coder for version in changed] == ["ann"]
    history = table(coded, "code", "ls", "--history", changed[0].code.doc_id)
    assert 'lasting negated","second thoughts","ann.csv"' in history
    assert len(versions(coded)) == 2 * units


def test_codes_without_their_article_are_named_and_wait_for_it(address, desk, news, talks):
    """They are kept, do not count, and count when the article comes."""
    for part in ("china-daily", "2025-03-03-letter.txt"):
        run_here("add", news / part, "--store", address)
    done = read(address, desk / "ann.csv", desk)
    assert "'2025-03-01-markets', which is not in the store" in done.err
    assert done.code == 0
    store = fr.open_store(address)
    assert "2025-03-01-markets" not in set(store.codes(str(talks))["doc_id"])
    assert (
        "left out: the text has changed or is gone"
        in run_here("report", address, "--codebook", talks, "-o", desk / "r.html").err
    )
    run_here("add", news / "financial-times", "--store", address)
    assert "2025-03-01-markets" in set(store.codes(str(talks))["doc_id"])
    assert "saved 4 units by ann, 4 of them changed" in read(address, desk / "ann.csv", desk).err
    assert all(version.code.key for version in versions(address))


def test_codes_of_a_text_that_changed_do_not_count(coded, tmp_path, news, talks):
    """A unit that stands there still counts; one that was edited away is left out and counted."""
    text = (news / "china-daily" / "2025-03-02-talks.txt").read_text(encoding="utf-8")
    (tmp_path / "2025-03-02-talks.txt").write_text(text.replace("round table", "square table"), encoding="utf-8")
    assert "version 2" in run_here("add", tmp_path / "2025-03-02-talks.txt", "--store", coded).err
    found = fr.open_store(coded).codes(str(talks))
    left = found[found["doc_id"] == "2025-03-02-talks"]
    assert {text[start:end] for start, end in zip(left["start"], left["end"], strict=True)} == {
        "Sustainable trade needs talks",
        "Both sides want healthy and sustainable trade.",
    }
    listed = list(csv.DictReader(table(coded, "code", "ls").splitlines()))
    assert [row["left_out"] for row in listed] == ["1", "1"]
    assert len(versions(coded)) == sum(int(row["units"]) for row in listed)


def test_the_verbs_take_codes_from_the_store(coded, desk, news, talks, tmp_path):
    """agree says what it says of the files; report shows people without --sheet; another codebook is named."""
    files = ["--key", desk / "s.key.csv"]
    options = ["--codebook", talks, "--resamples", 20, "--format", "csv", "--machine", "lexicon"]
    of_files = run_here("agree", desk / "ann.csv", desk / "ben.csv", *files, "--corpus", news, *options)
    of_store = run_here("agree", "--store", coded, *options, "--disagreements", tmp_path / "open.csv")
    assert (of_store.out, of_store.code) == (of_files.out, 0), of_store.err
    assert "add --corpus" not in of_store.err
    page = run_here("report", coded, "--codebook", talks, "-o", tmp_path / "r.html")
    assert "beside the lexicon: ann, ben" in page.err
    other = run_here("agree", "--store", coded)
    assert (other.code, "no code in the store is one of us-china-trade" in other.err) == (1, True)
    assert run_here("report", coded, "-o", tmp_path / "r.html").code == 0
    assert run_here("agree").code == 2


def test_decisions_go_in_beside_the_codes_they_decide_on(coded, talks, tmp_path):
    """Frame by frame, in two sittings, each with its reason; the second leaves the first where it was."""
    names = ["--store", coded, "--codebook", talks]
    run_here("agree", *names, "--resamples", 20, "--disagreements", tmp_path / "open.csv")
    header, *rows = list(csv.reader((tmp_path / "open.csv").read_text(encoding="utf-8").splitlines()))
    frame, decision, reason = (header.index(name) for name in ("frame", "decision", "reason"))
    assert {row[frame] for row in rows} == {"bullying", "lasting"}
    for sitting in ("bullying", "lasting"):
        decided = [row[:decision] + (["1", f"why {sitting}"] if row[frame] == sitting else ["", ""]) for row in rows]
        with (tmp_path / "open.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *decided])
        done = run_here("code", "settle", tmp_path / "open.csv", *names)
        assert (done.code, "by adjudicated" in done.err) == (0, True), done.err
    found = fr.open_store(coded).codes(str(talks))
    adjudicated = found[found["coder"] == "adjudicated"]
    assert sorted(adjudicated["note"]) == sorted(f"why {row[frame]}" for row in rows)
    assert "nothing new" in run_here("code", "settle", tmp_path / "open.csv", *names).err
    assert reason == decision + 1
    assert run_here("code", "settle", tmp_path / "open.csv").code == 2


def test_rm_says_how_many_codes_go_and_takes_them_along(coded, talks):
    """Together with the article; code rm takes one coder's alone."""
    before = versions(coded)
    own = [version for version in before if version.code.doc_id == "2025-03-02-talks"]
    done = run_here("rm", "2025-03-02-talks", "--yes", "--store", coded)
    assert f"; {len(own)} coded units by ann, ben" in done.err
    assert versions(coded, past=True) == [version for version in before if version not in own]
    assert run_here("code", "rm", "ann", "--yes", "--store", coded).code == 0
    assert {version.code.coder for version in versions(coded, past=True)} == {"ben"}
    assert run_here("code", "rm", "ann", "--yes", "--store", coded).code == 2


def test_export_and_add_give_the_same_codes(coded, talks, tmp_path):
    """By way of lines, and from store to store; adding again changes nothing."""
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run_here("export", "articles", coded, "-o", one)
    added = run_here("add", one, "--store", tmp_path / "2.db")
    assert ", with codes of " in added.err
    run_here("export", "articles", tmp_path / "2.db", "-o", two)
    assert one.read_bytes() == two.read_bytes()
    run_here("add", coded, "--store", tmp_path / "3.db")
    tables = [fr.open_store(place).codes(str(talks)) for place in (coded, tmp_path / "2.db", tmp_path / "3.db")]
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])
    before = versions(tmp_path / "2.db", past=True)
    assert ", with codes of " not in run_here("add", one, "--store", tmp_path / "2.db").err
    assert versions(tmp_path / "2.db", past=True) == before


@pytest.mark.parametrize(
    "change", [("bullying", "balmying"), ('\\"said\\"', '\\"sad\\"'), ('"codes": [', '"codes": [7, ')]
)
def test_a_line_whose_codes_were_changed_is_a_plain_record(coded, tmp_path, change):
    """Its codes are not believed, and reading does not break off."""
    line = tmp_path / "x.jsonl"
    run_here("export", "articles", coded, "-o", line)
    text = line.read_text(encoding="utf-8")
    head, mark, codes = text.partition('"codes": [')
    assert change[0] in mark + codes
    line.write_text(head + (mark + codes).replace(*change, 1), encoding="utf-8")
    assert run_here("add", line, "--store", tmp_path / "x.db").code == 0
    assert len({version.code.doc_id for version in versions(tmp_path / "x.db")}) == 3


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        '{"said":[]}',
        '{"said":[["f",2,"",""]]}',
        '{"said":[["f",1,"sworn",""]]}',
        '{"said":[["f",1,"",""]],"start":7}',
        "[" * 100_000,
        "7",
    ],
)
def test_a_body_that_is_none_is_refused(body):
    """What packed wrote comes back equal, and nothing else comes back."""
    coding = Coding("a", "Ann", 0, 9, unit="u", frame="f", value=1, polarity=ASSERTED, voice="own", note="né")
    assert unpacked("a", "Ann", "text", 0, 9, packed([coding])) == [coding]
    with pytest.raises((AttributeError, KeyError, RecursionError, TypeError, ValueError)):
        unpacked("a", "Ann", "text", 0, 9, body)


# -- promises 1 to 3


UNITS = 400


@pytest.fixture(scope="module")
def large(tmp_path_factory, talks) -> Path:
    """A store with long articles, and a sheet of four hundred sentences, coded."""
    folder = tmp_path_factory.mktemp("large")
    for number in range(8):
        lines = (f"Item {number}-{i} is bullying of sort {i * 7 + number}." for i in range(60))
        (folder / f"a{number}.txt").write_text(" ".join(lines), encoding="utf-8")
    assert run_here("add", *sorted(folder.glob("*.txt")), "--store", folder / "n.db", "--quiet").code == 0
    run_here("code", "sheet", folder / "n.db", "--codebook", talks, "--sample", UNITS, "-o", folder / "s.csv")
    code(folder, "ann", {"bullying": "bully"}, note="a remark that takes some room " * 10)
    code(folder, "ben", {"bullying": "bully"})
    return folder


def command(store, folder, coder="ann"):
    options = [folder / f"{coder}.csv", "--key", folder / "s.key.csv", "--store", store]
    return [*COMMAND, "code", "read", *map(str, options)]


CALLS = [("fdatasync", 1), ("pwrite64", 1), ("pwrite64", 2), ("pwrite64", 20), ("pwrite64", 60), ("ftruncate", 1)]


@pytest.mark.parametrize(("call", "when"), CALLS)
def test_killed_at_a_system_call_while_codes_are_saved(large, tmp_path, call, when):
    """All codes of the sheet are there or none; all if it was said; the next run carries on without a repair."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    store = tmp_path / "n.db"
    shutil.copy(large / "n.db", store)
    trace = ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}"]
    trace += ["-e", f"inject={call}:signal=SIGKILL:when={when}"]
    done = subprocess.run(
        [*trace, *command(store, large)], capture_output=True, text=True, env=environment(), timeout=120, check=False
    )
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("this machine lets nobody trace a process")
    stored = len(versions(store))
    assert stored in (0, UNITS)
    assert stored == UNITS or "saved" not in done.stderr
    if call != "ftruncate":  # a small store may be closed without one
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), done.stderr
    again = subprocess.run(command(store, large), capture_output=True, env=environment(), timeout=120, check=False)
    assert again.returncode == 0
    assert len(versions(store, past=True)) == UNITS


@pytest.mark.parametrize("moment", range(4))
def test_killed_at_a_random_moment_while_codes_are_saved(large, tmp_path, moment):
    """The same, by the clock."""
    store = tmp_path / "n.db"
    shutil.copy(large / "n.db", store)
    process = subprocess.Popen(command(store, large), stderr=subprocess.PIPE, text=True, env=environment())
    time.sleep(0.15 + random.Random(moment).random() * 0.25)
    process.kill()
    said = process.communicate(timeout=30)[1]
    stored = len(versions(store))
    assert stored in (0, UNITS)
    assert stored == UNITS or "saved" not in said


def test_an_article_and_its_codes_go_in_together_or_not_at_all(store):
    """A code that cannot be written takes its article, and those beside it, back out."""
    from dataclasses import replace

    from framing.corpus.kept import entries_of

    first, second = entries_of([make_article("a", "One."), make_article("b", "Two.")], ())
    good = Code("", "Ann", "talks@1#0", "text", 0, 4, digest("Two."), packed([Coding("b", "Ann", 0, 4, note="x")]))
    bad = replace(good, coder="Ben", body=None)
    with pytest.raises((InputError, TypeError, AttributeError)):
        store.put([first, replace(second, codes=(good, bad))], set())
    assert (store.count(), store.codes(past=True)) == (0, [])
    store.check()
    assert store.put([first, replace(second, codes=(good,))], set())[1].codes == 1
    assert [version.code.doc_id for version in store.codes()] == ["b"]


def test_two_people_save_codes_at_once(address, large, tmp_path):
    """Both are told that they are saved, twice each, and both are there once."""
    put_in = subprocess.run(
        [*COMMAND, "add", str(large / "n.db"), "--store", address, "--quiet"],
        env=environment(),
        check=False,
        timeout=120,
    )
    assert put_in.returncode == 0
    jobs = [
        subprocess.Popen(command(address, large, coder), stderr=subprocess.PIPE, text=True, env=environment())
        for coder in ("ann", "ben", "ann", "ben")
    ]
    said = [job.communicate(timeout=120)[1] for job in jobs]
    assert [job.returncode for job in jobs] == [0] * 4, said
    assert sum("saved 400 units" in line for line in said) == 2
    assert sum("nothing new" in line for line in said) == 2
    assert len(versions(address, past=True)) == 2 * UNITS


def test_a_full_disk_saves_no_codes(large, tmp_path):
    """One sentence; nothing of the sheet is there, and nothing is said to be; with room, all of it is."""
    from test_store_promises import mounted

    room = (large / "n.db").stat().st_size // 1024 + 150
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs") as disk:
        shutil.copy(large / "n.db", disk / "n.db")
        done = read(disk / "n.db", large / "ann.csv", large)
        assert (done.code, "full" in done.err, "saved" in done.err, done.err.count("\n  → ")) == (1, True, False, 1)
        assert versions(disk / "n.db") == []
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True, timeout=30)
        assert f"saved {UNITS} units" in read(disk / "n.db", large / "ann.csv", large).err


# -- promises 5 and 8

CHANGES = (
    "UPDATE codes SET body = replace(body, 'bullying', 'balmying') WHERE code_id = 3",
    "UPDATE codes SET coder = 'zoe' WHERE code_id = 3",
    "UPDATE codes SET digest = 'x' WHERE code_id = 3",
    "UPDATE codes SET first = 'x' WHERE code_id = 3",
    "UPDATE codes SET saved = '2001-01-01T00:00:00Z' WHERE code_id = 3",
    "UPDATE codes SET current = 0 WHERE code_id = 3",
    "DELETE FROM codes WHERE code_id = 3",
    "DELETE FROM census WHERE name = 'codes'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_code_is_refused(desk, news, talks, tmp_path, change):
    """By every verb that reads codes, in one sentence with the store's name; articles are still scored."""
    store = tmp_path / "n.db"
    run_here("add", news, "--store", store)
    read(store, desk / "ann.csv", desk)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(change)
        connection.commit()
    for arguments in (
        ["code", "ls", "--store", store],
        ["agree", "--store", store, "--codebook", talks],
        ["report", store, "--codebook", talks, "-o", tmp_path / "r.html"],
        ["export", "articles", store, "-o", tmp_path / "x.jsonl"],
    ):
        done = run_here(*arguments)
        assert (done.code, "the store is damaged" in done.err, "n.db" in done.err) == (1, True, True), done.err
        assert "Traceback" not in done.err
    assert not (tmp_path / "x.jsonl").exists()
    assert run_here("score", store, "--codebook", talks).code == 0
    with closing(open_at(store)) as opened, pytest.raises(InputError, match="damaged"):
        opened.check()


@pytest.mark.parametrize("version", [1, 2])
def test_a_store_from_before_the_codes_is_upgraded_beside_a_copy(desk, news, talks, tmp_path, monkeypatch, version):
    """Reading it changes nothing; saving codes makes the tables, after a copy."""
    store = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.sqlite.VERSION", version)
        with closing(open_at(store, create=True)) as opened:
            put(opened, *fr.read_corpus(news))
    before = store.read_bytes()
    assert run_here("code", "ls", "--store", store).code == 0
    assert "it has no codes at all" in run_here("agree", "--store", store).err
    assert run_here("export", "articles", store, "-o", tmp_path / "x.jsonl").code == 0
    assert store.read_bytes() == before
    assert read(store, desk / "ann.csv", desk).code == 0
    assert len(versions(store)) > 9
    with closing(sqlite3.connect(tmp_path / f"old.db.version-{version}")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (4,)


def test_a_read_only_store_keeps_no_codes(desk, news, tmp_path):
    """One sentence, and nothing is said to be saved; what there is can be listed."""
    from test_store_promises import read_only

    (tmp_path / "in").mkdir()
    run_here("add", news, "--store", tmp_path / "in" / "n.db")
    read(tmp_path / "in" / "n.db", desk / "ben.csv", desk)
    with read_only(tmp_path / "in", tmp_path / "ro") as place:
        done = read(place / "n.db", desk / "ann.csv", desk)
        assert (done.code, "read-only" in done.err, "saved" in done.err) == (1, True, False)
        assert "ben" in table(place / "n.db", "code", "ls")
