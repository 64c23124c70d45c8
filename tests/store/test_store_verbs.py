"""The verbs that hold articles in memory take a store's scores out of it, and keep what they had to make."""

from __future__ import annotations

from contextlib import closing

import pytest

import framing as fr
from framing.store.opening import open_at
from framing.study.stores import kept_scores
from tests.conftest import PROJECT

TEXTS = PROJECT / "tests" / "report" / "texts"
VERBS = {
    "report": ("report",),
    "every copy": ("report", "--keep-copies"),
    "compare": ("compare", "--format", "csv"),
    "tables": ("export", "tables", "--table", "quotes", "--format", "parquet"),
    "evidence": ("export", "evidence", "--format", "csv"),
    "sheet": ("code", "sheet", "--overwrite"),
}


@pytest.fixture
def half_scored(framing, address, news, talks):
    """A store of nine articles, four of which have scores."""
    framing("add", news, "--store", address, "--quiet")
    framing("score", address, "--codebook", talks)
    framing("add", TEXTS, "--store", address, "--quiet")
    return address


def written(framing, verb, store, talks, folder):
    """The bytes that a verb writes about a store."""
    out = folder / f"{verb}.{'html' if VERBS[verb][0] == 'report' else 'csv'}"
    run = framing(*VERBS[verb], store, "--codebook", talks, "-o", out)
    assert run.code == 0, run.err
    return out.read_bytes()


@pytest.mark.parametrize("verb", VERBS)
def test_only_what_is_new_is_scored_and_the_bytes_are_those_of_memory(
    framing, half_scored, talks, tmp_path, scored, verb, monkeypatch
):
    """Half of it kept, then all of it, then all of it made in memory."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    (tmp_path / "2").mkdir()
    first = written(framing, verb, half_scored, talks, tmp_path)
    assert len(scored) == 5
    assert first == written(framing, verb, half_scored, talks, tmp_path)
    assert len(scored) == 5
    monkeypatch.setattr("framing.study.scoring.the_store", lambda paths: "")
    assert first == written(framing, verb, half_scored, talks, tmp_path / "2")
    assert len(scored) == 5


def test_what_was_heard_is_kept_for_every_codebook(framing, half_scored, talks, tmp_path, monkeypatch):
    """Attributions do not hang on the words that are looked for."""
    framing("report", half_scored, "--codebook", talks, "-o", tmp_path / "r.html")
    monkeypatch.setattr(kept_scores.KeepingBridge, "_hear", None)
    assert framing("report", half_scored, "-o", tmp_path / "r.html").code == 0
    with closing(open_at(half_scored)) as store:
        assert [count for recipe, count in store.scored().items() if "|table:quotes|" in recipe] == [9]


def test_a_classifier_beside_the_lexicon_keeps_its_scores(framing, half_scored, tmp_path, scored):
    """The second report scores nothing."""
    command = ("report", half_scored, "--coder", "us-china-trade", "-o", tmp_path / "r.html")
    assert framing(*command).code == 0
    known = len(scored)
    one = (tmp_path / "r.html").read_bytes()
    assert framing(*command).code == 0
    assert (len(scored), (tmp_path / "r.html").read_bytes()) == (known, one)


def test_what_is_to_do_is_said(framing, half_scored, talks):
    """As by framing score."""
    said = framing("compare", half_scored, "--codebook", talks).err
    assert "4 of 9 articles have scores; 5 to score" in said
    assert "all 9 articles have scores" in framing("compare", half_scored, "--codebook", talks).err


def test_issues_of_reading_come_with_kept_scores(framing, address, talks, tmp_path):
    """They are no part of what is kept, and are said each time; an empty store is no error in Python."""
    (tmp_path / "a.txt").write_text("This is “bullying, he said.\n\nNo more.")
    framing("add", tmp_path / "a.txt", "--store", address)
    said = [framing("compare", address, "--codebook", talks).err for _ in range(2)]
    assert all("1 unpaired-quotation" in text for text in said)


def test_kept_scores_of_no_article(tmp_path, talks):
    """Every table is there, and empty."""
    fr.open_store(tmp_path / "e.db")
    scores = kept_scores.KeptScores(str(tmp_path / "e.db"), fr.Corpus(()), fr.load_codebook(str(talks)))
    assert [len(getattr(scores, name)) for name in ("matches", "quotes", "credits", "documents", "copies")] == [0] * 5
