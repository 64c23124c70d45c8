"""Scores that no longer serve: those of replaced versions go by themselves, those of old recipes after asking."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from store_helpers import make_article, put

from framing.errors import InputError
from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.stores import adding
from tests.conftest import CODEBOOK

RECIPE, OTHER = (f"framing:1|codebook:{name}@1#1|voice:1" for name in "xy")


@pytest.fixture
def book(tmp_path) -> Path:
    """A codebook that will change."""
    file = tmp_path / "talks.yml"
    file.write_text(CODEBOOK)
    return file


@pytest.fixture
def changed(framing, address, news, book):
    """A store with scores under two versions of one codebook and under another one, and a baseline of the first."""
    framing("add", news, "--store", address, "--quiet")
    framing("score", address, "--codebook", "us-china-trade")
    framing("baseline", "save", "first", "--store", address, "--codebook", book)
    book.write_text(CODEBOOK.replace("1.0.0", "1.1.0").replace("sustainab*", "lasting"))
    assert "the codebook changed" in framing("score", address, "--codebook", book).err
    return address


def recipes(address):
    """The codebooks under which there are scores, the oldest first."""
    with closing(open_at(address)) as store:
        return [recipe.split("codebook:")[1].partition("#")[0] for recipe in store.kept_sizes()]


def test_only_what_was_replaced_goes(framing, changed, book):
    """Baselines, articles and the scores of all newest recipes stay."""
    baseline = framing("baseline", "show", "first", "--store", changed)
    rates = framing("score", changed, "--codebook", book, "--format", "csv").out
    before = recipes(changed)
    assert before[1:] == ["talks@1.0.0", "talks@1.1.0"]
    run = framing("rm", "--old-scores", "--yes", "--store", changed)
    assert (run.code, "codebook:talks@1.0.0#" in run.err, "under 1 recipe" in run.err) == (0, True, True)
    assert recipes(changed) == [name for name in before if name != "talks@1.0.0"]
    after = framing("baseline", "show", "first", "--store", changed)
    assert (after.out, after.err) == (baseline.out, baseline.err)
    run = framing("score", changed, "--codebook", book, "--format", "csv")
    assert (run.out, "none is scored again" in run.err) == (rates, True)
    book.write_text(CODEBOOK)
    assert framing("score", changed, "--codebook", book).code == 0
    assert recipes(changed)[-1] == "talks@1.0.0"
    with closing(open_at(changed)) as store:
        store.check()


@pytest.mark.parametrize("answer", ["\n", "n\n", ""])
def test_it_asks_first(framing, changed, monkeypatch, answer):
    """Silence is no, that of a script that nobody sits before as well."""
    before = recipes(changed)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    run = framing("rm", "--old-scores", "--store", changed)
    assert (run.code, "nothing was deleted" in run.err, recipes(changed)) == (1, True, before)
    assert ("--yes" in run.err) == (not answer)


def test_nothing_to_delete(framing, address, news):
    """Said, and no error; articles and --old-scores are two commands."""
    framing("add", news, "--store", address, "--quiet")
    framing("score", address)
    assert "every kept score is of the newest recipe" in framing("rm", "--old-scores", "--store", address).err
    assert framing("rm", "--store", address).code == 2
    assert framing("rm", "a", "--old-scores", "--store", address).code == 2


def test_doctor_says_how_much_room_they_take(framing, changed):
    """And what to do."""
    said = framing("doctor", "--store", changed).out
    assert "of them replaced by newer ones → framing rm --old-scores deletes those" in said
    framing("rm", "--old-scores", "--yes", "--store", changed)
    assert "replaced" not in framing("doctor", "--store", changed).out


def test_the_file_gets_smaller(framing, news, talks, tmp_path):
    """The room is given back, not only marked as free."""
    path = tmp_path / "a.db"
    framing("add", news, "--store", path, "--quiet")
    with closing(open_at(path, write=True)) as store:
        key = store.get("2025-03-01-markets").key
        store.keep("framing:1|codebook:x@1#1|voice:1", [key], bytes(2_000_000))
        store.keep("framing:1|codebook:x@2#2|voice:1", [key], bytes(1_000_000))
    size = path.stat().st_size
    assert framing("rm", "--old-scores", "--yes", "--store", path).code == 0
    assert path.stat().st_size < size - 1_500_000


def test_a_damaged_result_is_still_refused(store):
    """Now that results come with their numbers."""
    put(store, make_article("a", "One."))
    keys = [store.get("a").key]
    store.keep(RECIPE, keys, b"rows")
    store._db.rows("UPDATE results SET digest = 'x' WHERE result_id > 0 RETURNING 1")
    with pytest.raises(InputError, match="kept scores are not as they were stored"):
        store.kept(RECIPE, keys)


# -- scores of replaced versions


def current(store, names):
    """The keys of the current versions."""
    return [store.get(name).key for name in names]


def results(store):
    """The results there are, whoever stands in them."""
    return sorted(bytes(body) for (body,) in store._db.rows("SELECT body FROM results"))


@pytest.fixture
def names(monkeypatch):
    """Results that hold the names of their articles, and how to pick from those."""

    def pick(body, doc_ids):
        return b" ".join(name for name in body.split() if name.decode() in doc_ids)

    monkeypatch.setattr(adding, "pick", pick)
    return pick


def test_an_article_that_changes_every_day_leaves_one_result(store):
    """That of its last version, and the link to it."""
    for day in range(5):
        put(store, make_article("a", f"Day {day}.", "Post"), make_article("b", "The same.", "Post"))
        store.keep(RECIPE, current(store, "a"), b"%d" % day)
    assert results(store) == [b"4"]
    assert store._db.rows("SELECT count(*) FROM scored") == [(1,)]
    assert store.kept(RECIPE, current(store, "a"))[1].keys() == set(store.kept(RECIPE, current(store, "a"))[0].values())
    assert store.scored() == {RECIPE: 1}
    store.check()


def test_what_was_scored_together_is_cut_down_when_most_of_it_is_replaced(store, names):
    """Under every recipe; a result of which half holds is worth more than its room."""
    put(store, *(make_article(name, f"Item {name}.", "Post") for name in "abcd"))
    keys = current(store, "abcd")
    for recipe in (RECIPE, OTHER):
        store.keep(recipe, keys, b"a b c d")
    put(store, make_article("a", "New a.", "Post"), make_article("b", "New b.", "Post"))
    assert store.scored() == {RECIPE: 2, OTHER: 2}
    assert results(store) == [b"a b c d"] * 2
    put(store, make_article("c", "New c.", "Post"))
    assert results(store) == [b"d"] * 2
    assert store.scored() == {RECIPE: 1, OTHER: 1}
    assert store._db.rows("SELECT count(*) FROM scored") == [(2,)]
    put(store, make_article("d", "New d.", "Post"))
    assert results(store) == []
    assert store.scored() == {RECIPE: 0, OTHER: 0}
    store.check()


def test_what_is_kept_is_current(store, names):
    """Scores of what was replaced, or went, while it was scored are not kept."""
    put(store, *(make_article(name, f"Item {name}.", "Post") for name in "abc"))
    before = current(store, "abc")
    put(store, make_article("a", "New a.", "Post"), make_article("b", "New b.", "Post"))
    store.keep(RECIPE, [before[0]], b"a", names)
    store.remove(["b"])
    store.keep(RECIPE, before[:2], b"a b", names)
    store.keep(RECIPE, before, b"a b c")  # nobody says how to pick
    assert results(store) == []
    store.keep(RECIPE, before, b"a b c", names)
    assert results(store) == [b"c"]
    store.keep(OTHER, [before[0], before[2]], b"a c", names)
    assert results(store) == [b"a c", b"c"]
    store.check()


def test_a_removed_article_leaves_no_word_of_any_version(store, names):
    """Also where a result that others need held its replaced version."""
    put(store, *(make_article(name, f"Item {name}.", "Post") for name in "abc"))
    store.keep(RECIPE, current(store, "abc"), b"a b c")
    put(store, make_article("a", "New a.", "Post"))
    store.keep(OTHER, current(store, "a"), b"a")
    assert results(store) == [b"a", b"a b c"]
    store.remove(["a"], names)
    assert results(store) == [b"b c"]
    assert store.scored() == {RECIPE: 2, OTHER: 0}
    store.remove(["b"])
    assert results(store) == []
    store.check()


def test_replaced_scores_go_and_a_baseline_stays(framing, changed, news, tmp_path):
    """All articles change after they were scored and pinned; rates are those of the new texts."""
    baseline = framing("baseline", "show", "first", "--store", changed)
    mended = tmp_path / "mended"
    shutil.copytree(news, mended)
    for file in mended.rglob("*.txt"):
        file.write_text(file.read_text(encoding="utf-8") + "\nIt is bullying.\n", encoding="utf-8")
    with closing(open_at(changed)) as store:
        assert sum(store.kept_sizes().values()) > 0
    assert "4 changed" in framing("add", mended, "--store", changed, "--quiet").err
    with closing(open_at(changed)) as store:
        assert sum(store.kept_sizes().values()) == 0
        store.check()
    after = framing("baseline", "show", "first", "--store", changed)
    assert (after.out, after.err) == (baseline.out, baseline.err)
    asked = ["--codebook", "us-china-trade", "--format", "csv"]
    assert framing("score", changed, *asked).out == framing("score", mended, *asked).out


def test_an_old_store_is_rid_of_replaced_scores_when_it_is_upgraded(tmp_path, monkeypatch):
    """Up to version 3 they were kept for ever."""
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.sqlite.VERSION", 3)
        patch.setattr(Store, "_drop_outdated", lambda *_: None)
        with closing(open_at(path, create=True)) as store:
            for day in range(3):
                put(store, make_article("a", f"Day {day}.", "Post"), make_article("b", "The same.", "Post"))
                store.keep(RECIPE, current(store, "a"), b"%d" % day)
            store.keep(OTHER, current(store, "ab"), b"both")
    with closing(open_at(path, write=True)) as store:
        assert results(store) == [b"2", b"both"]
        assert store._db.rows("SELECT count(*) FROM scored") == [(3,)]
        store.check()


# -- scores of a codebook that nobody uses


def test_the_scores_of_one_codebook_go(framing, changed, monkeypatch):
    """Under every version of it, after asking; the others stay, and a name that is none is answered with those."""
    run = framing("rm", "--scores", "nobody", "--store", changed)
    known = re.search(r"→ there are: talks \([\d.]+ MB\), us-china-trade \([\d.]+ MB\)$", run.err.strip())
    assert (run.code, bool(known)) == (2, True), run.err
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert framing("rm", "--scores", "talks", "--store", changed).code == 1
    assert len(recipes(changed)) == 3
    run = framing("rm", "--scores", "talks", "--yes", "--store", changed)
    assert (run.code, "under 2 recipes" in run.err) == (0, True)
    assert [name.partition("@")[0] for name in recipes(changed)] == ["us-china-trade"]
    assert framing("rm", "--scores", "x", "--old-scores", "--store", changed).code == 2


def test_who_says_what_goes_by_its_own_name(framing, address, news, tmp_path):
    """A report keeps attributions, which belong to no codebook."""
    framing("add", news, "--store", address, "--quiet")
    framing("report", address, "-o", tmp_path / "page.html")
    run = framing("rm", "--scores", "quotes", "--yes", "--store", address)
    assert (run.code, "|table:quotes|" in run.err) == (0, True)
    assert "all 4 articles have scores" in framing("score", address).err
