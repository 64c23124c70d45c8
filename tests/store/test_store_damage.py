"""What users may rely on: a damaged store is refused by name, old ones are upgraded, newer ones refused by version."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_helpers import make_article, names, put

from framing.errors import InputError
from framing.store import schema
from framing.store.interface import Code
from framing.store.opening import open_at
from framing.store.sqlite import APPLICATION_ID

# -- 5: damage


@pytest.fixture(scope="module")
def sound(tmp_path_factory, talks):
    """A store with versions, scores and a baseline, and what it answers."""
    from tests.conftest import run_here

    folder = tmp_path_factory.mktemp("sound")
    draw = random.Random(3)
    for i in range(12):
        text = f"Item {i}. It is bullying, and not sustainable. " + " ".join(
            f"w{draw.randrange(500)}" for _ in range(150)
        )
        (folder / f"a{i:02}.txt").write_text(text)
    store = folder / "s.db"
    run_here("add", folder, "--store", store)
    (folder / "a03.txt").write_text("Item 3, mended. It is bullying.")
    run_here("add", folder, "--store", store)
    run_here("score", store, "--codebook", talks)
    run_here("baseline", "save", "b", "--store", store, "--codebook", talks)
    return store, answers(store, talks)


def answers(store, talks):
    """What the store says to five questions; (1, "") is a refusal."""
    from tests.conftest import run_here

    questions = (
        ["score", store, "--codebook", talks, "--table", "matches", "--format", "csv"],
        ["kwic", "bullying", store, "--format", "csv"],
        ["ls", store, "--format", "csv"],
        ["baseline", "show", "b", "--store", store, "--format", "csv"],
        ["search", "bullying", "--store", store, "--format", "csv"],
    )
    found = []
    for question in questions:
        run = run_here(*question)
        assert "Traceback" not in run.err
        assert run.code in (0, 1), run.err
        if run.code:
            assert store.name in run.err
        found.append((run.code, "" if run.code else run.out))
    return found


def whole_and_sound(store) -> bool:
    """What framing doctor asks."""
    try:
        with closing(open_at(store)) as opened:
            opened.check()
    except InputError:
        return False
    return True


@pytest.mark.parametrize("seed", range(2))
def test_a_flipped_bit_is_never_answered_from(sound, talks, tmp_path, seed):
    """Wherever it is: the answer is the old one, or the store is refused by name."""
    whole, expected = sound
    data = whole.read_bytes()
    draw = random.Random(seed)
    refused = 0
    for _ in range(25):
        place = draw.randrange(len(data))
        broken = bytearray(data)
        broken[place] ^= 1 << draw.randrange(8)
        store = tmp_path / "s.db"
        for name in ("s.db", "s.db-wal", "s.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        store.write_bytes(broken)
        *found, searched = answers(store, talks)
        for answer, good in zip(found, expected, strict=False):
            assert answer in (good, (1, "")), place
            refused += answer != good
        # A word that vanished from the index is found by the whole check alone.
        assert searched in (expected[-1], (1, "")) or not whole_and_sound(store), place
    assert refused


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.7, 0.999])
def test_a_cut_off_file_is_refused(sound, talks, tmp_path, part):
    """From nothing to nearly everything."""
    whole, expected = sound
    data = whole.read_bytes()
    store = tmp_path / "s.db"
    store.write_bytes(data[: int(len(data) * part)])
    assert [code for code, _ in answers(store, talks)] == [1] * len(expected)


def test_a_text_changed_behind_our_back_is_named(sound, talks, tmp_path):
    """A change that SQLite itself would never notice, found by the digest; so is an article that vanished."""
    for number, change in enumerate((
        "UPDATE versions SET text = replace(text, 'bullying', 'balmying') WHERE doc_id = 'a05'",
        "UPDATE versions SET extra = '{\"x\":\"y\"}' WHERE doc_id = 'a06'",
        "DELETE FROM versions WHERE doc_id = 'a07'",
        "UPDATE versions SET current = 0 WHERE doc_id = 'a08'",
        "UPDATE versions SET current = 1 WHERE doc_id = 'a03'",
    )):  # fmt: skip
        store = tmp_path / f"s{number}.db"
        shutil.copy(sound[0], store)
        with closing(sqlite3.connect(store)) as connection:
            connection.execute(change) if number < 4 else connection.executescript(
                f"DROP INDEX current_by_id; {change}; {schema.STEPS[0][1]}"
            )
            connection.commit()
        assert answers(store, talks)[0] == (1, "")
        with closing(open_at(store)) as opened, pytest.raises(InputError, match="damaged"):
            opened.check()


# -- 8: other versions, other files


def test_a_newer_store_is_refused_by_version(sound, framing, tmp_path):
    """Not read, not changed."""
    store = tmp_path / "s.db"
    shutil.copy(sound[0], store)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = store.read_bytes()
    for arguments in (["ls", store], ["add", sound[0].parent / "a01.txt", "--store", store]):
        done = framing(*arguments)
        assert (done.code, "version 99" in done.err, "pip install -U" in done.err) == (1, True, True)
    assert store.read_bytes() == before


def old_store(path: Path, monkeypatch) -> None:
    """A store of version 1, made by the statements that made it then."""
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.sqlite.VERSION", 1)
        with closing(open_at(path, create=True)) as store:
            put(store, make_article("a", "This is bullying."), make_article("b", "This is not."))


def test_an_old_store_opens_and_is_upgraded_beside_a_copy(framing, talks, tmp_path, monkeypatch):
    """Reading changes nothing; what needs the new tables makes them, after a copy of the old store."""
    store = tmp_path / "old.db"
    old_store(store, monkeypatch)
    before = store.read_bytes()
    assert framing("ls", store).lines[1].split()[0] == "a"
    assert framing("kwic", "bullying", store).code == 0
    assert framing("baseline", "ls", "--store", store).code == 0
    assert store.read_bytes() == before
    assert framing("score", store, "--codebook", talks).code == 0
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    copy = tmp_path / "old.db.version-1"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (2,)
    assert names(store) == ["a", "b"]


def test_a_damaged_old_store_is_refused_before_it_is_upgraded(framing, tmp_path, monkeypatch):
    """No new tables, no new version and no copy beside it: whoever mends it finds it as it was."""
    store = tmp_path / "old.db"
    old_store(store, monkeypatch)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("ALTER TABLE versions DROP COLUMN mark")
    before = store.read_bytes()
    run = framing("baseline", "rm", "b", "--yes", "--store", store)
    assert (run.code, "its tables are not those of a framing store" in run.err) == (1, True)
    assert (store.read_bytes(), sorted(tmp_path.glob("*.version-*"))) == (before, [])


OLD_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_]+")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_words_behind_a_digit_are_found_after_an_upgrade(request, tmp_path, monkeypatch, kind):
    """Before version 4 they were one word with it; an old store is sound as it is, and can still be changed after."""
    address = str(tmp_path / "old.db") if kind == "sqlite" else request.getfixturevalue("database")
    with monkeypatch.context() as patch:
        patch.setattr(f"framing.store.{kind}.VERSION", 3)
        patch.setattr("framing.store.words._WORD", OLD_WORD)
        with closing(open_at(address, create=True)) as store:
            put(store, make_article("a", "2025年10月中美会谈。"), make_article("b", "会谈 in May."))
            put(store, make_article("b", "会谈 in June."))
            assert not store.search("中美", 3)
    with closing(open_at(address)) as store:
        store.check()
    with closing(open_at(address, write=True)) as store:
        assert [hit.version.entry.doc_id for hit in store.search("中美", 3)] == ["a"]
        assert {hit.version.entry.doc_id for hit in store.search("会谈", 3)} == {"a", "b"}
        assert not store.search("may", 3)
        store.check()
        assert store.remove(["a", "b"]) == 2
        store.check()


def test_an_upgrade_that_is_killed_leaves_the_old_store(tmp_path, monkeypatch):
    """The copy and the new tables are there whole, or not."""
    store = tmp_path / "old.db"
    old_store(store, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.schema.statements", lambda *_, **__: ["CREATE TABLE recipes (x)", "no SQL at all"])
        with pytest.raises(InputError):
            open_at(store, write=True)
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(open_at(store, write=True)) as opened:
        assert opened.count() == 2


def test_an_old_store_on_a_server_is_upgraded_too(database, monkeypatch):
    """The old tables are copied into a schema beside."""
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.postgres.VERSION", 1)
        with closing(open_at(database, create=True)) as store:
            put(store, make_article("a", "One."))
    with closing(open_at(database, write=True)) as store:
        assert store.count() == 1
        store.keep("r", [store.get("a").key], b"body")
        code = Code("a", "Ann", "talks@1#0", "text", 0, 4, "d", '{"said":[["f",1,"",""]]}')
        assert store.save_codes([code]) == ["added"]
        store.check()
    import psycopg

    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM framing_version_1.versions").fetchone() == (1,)


@pytest.mark.parametrize("kind", ["text", "empty", "other database", "folder"])
def test_what_is_no_store_is_left_alone(framing, tmp_path, kind):
    """Refused by name, its bytes as they were."""
    place = tmp_path / "x.db"
    if kind == "folder":
        place.mkdir()
    elif kind == "other database":
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("CREATE TABLE mine (x)")
    else:
        place.write_bytes(b"" if kind == "empty" else b"Dear diary, " * 500)
    before = place.read_bytes() if place.is_file() else b""
    done = framing("ls", "--store", place)
    assert (done.code, "x.db" in done.err, "Traceback" in done.err) == (1, True, False)
    if kind != "empty":
        (tmp_path / "a.txt").write_text("One.")
        assert framing("add", tmp_path / "a.txt", "--store", place).code == 1
    assert not place.is_file() or place.read_bytes() == before


def test_a_store_says_whose_file_it_is(sound):
    """Its header holds our number and its version."""
    with closing(sqlite3.connect(sound[0])) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_server_that_is_not_there(framing):
    """One sentence, without the password."""
    pytest.importorskip("psycopg")
    done = framing("ls", "--store", "postgresql://ann:secret@127.0.0.1:1/news")
    assert (done.code, "secret" in done.err, "Traceback" in done.err) == (1, False, False)
    assert "cannot be reached" in done.err


@pytest.fixture
def reader(database, news, framing):
    """The address of a server's store for somebody who may read it alone, and of one who may do nothing there."""
    import psycopg

    assert framing("add", news, "--store", database).code == 0
    suffix = database.rpartition("/")[2]
    with psycopg.connect(database, autocommit=True) as connection:
        for user in ("reader", "stranger"):
            connection.execute(f"CREATE ROLE {user}_{suffix} LOGIN PASSWORD 'p'")
        connection.execute(f"GRANT USAGE ON SCHEMA framing TO reader_{suffix}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA framing TO reader_{suffix}")
    server = database.partition("@")[2]
    yield [f"postgresql://{user}_{suffix}:p@{server}" for user in ("reader", "stranger")]
    with psycopg.connect(database, autocommit=True) as connection:
        for user in ("reader", "stranger"):
            connection.execute(f"DROP OWNED BY {user}_{suffix}")
            connection.execute(f"DROP ROLE {user}_{suffix}")


def test_who_may_only_read_a_server_s_store_scores_it(reader, news, talks, framing):
    """As in a read-only folder: the scores are not kept, and what would change the store is refused by name."""
    of_files = framing("score", news, "--codebook", talks, "--table", "counts", "--format", "csv")
    scored = framing("score", reader[0], "--codebook", talks, "--table", "counts", "--format", "csv")
    assert (scored.code, scored.out) == (0, of_files.out)
    added = framing("add", news, "--store", reader[0])
    assert added.code == 1
    assert "this user may read the store and not change it" in added.err


def test_who_has_no_rights_on_a_server_is_told_so(reader, framing):
    """And not that the store is damaged."""
    done = framing("ls", reader[1])
    assert done.code == 1
    assert "this user may not do that" in done.err
    assert "restore" not in done.err


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scored SET result_id = 'x'",
        "UPDATE results SET body = 9999999999999",
        "UPDATE baselines SET body = 9999999999999",
        "UPDATE results SET body = 'x'",
    ],
)
def test_a_number_that_became_a_text_and_the_other_way_round(sound, talks, tmp_path, change):
    """SQLite keeps anything in any column; what is not of its kind is damage, and takes no memory."""
    store = tmp_path / "s.db"
    shutil.copy(sound[0], store)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute(change)
    answers_now = answers(store, talks)
    assert answers_now != sound[1]
    assert all(now in (before, (1, "")) for now, before in zip(answers_now, sound[1], strict=True))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scored SET result_id = x'ff' WHERE rowid = 1",
        "UPDATE versions SET current = 'x' WHERE version_id = 2",
        "UPDATE baselines SET name = x'ff'",
        "UPDATE baselines SET articles = 'x'",
        "UPDATE versions SET key = 7 WHERE version_id = 3",
        "UPDATE versions SET number = 'x' WHERE version_id = 3",
    ],
)
def test_what_is_not_of_its_kind_is_named_by_who_writes_too(sound, framing, talks, tmp_path, change):
    """Adding, removing and pinning go on or refuse by name."""
    store = tmp_path / "s.db"
    shutil.copy(sound[0], store)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute(change)
    (tmp_path / "a02.txt").write_text("Item 2, mended. It is bullying.")
    for command in (
        ["add", tmp_path / "a02.txt", "--store", store],
        ["baseline", "ls", "--store", store],
        ["baseline", "show", "none", "--store", store],
        ["baseline", "save", "c", "--store", store, "--codebook", talks],
        ["rm", "a01", "--store", store, "--yes"],
    ):
        run = framing(*command)
        assert run.code in (0, 1, 2), (command, run.err)
        assert run.code == 0 or "s.db" in run.err or "no baseline 'none'" in run.err, (command, run.err)
