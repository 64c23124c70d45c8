"""Codes held against the lexicon: precision, recall, what is kept of them, and shares corrected by them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from coded import by_words, everything
from scipy.stats import chi2_contingency

import framing as fr
from framing.coding.ratings import ratings_of
from framing.coding.tables import codings_of, frame_of
from framing.coding.validations import load_validation, save_validation, validation_path, validation_status
from framing.errors import InputError
from framing.records.article import Tag
from framing.records.coding import Coding
from framing.stats.intervals import wilson_interval
from framing.study.bridge.models import open_model
from framing.study.coding.agreeing import machine_codings
from framing.study.coding.validating import validate_codebook
from framing.study.comparison.leaving_out import leave_one_out
from framing.study.comparison.prevalence import corrected_prevalence


@pytest.fixture
def scores(coded_scores):
    return coded_scores


def test_a_lexicon_that_is_right_is_found_to_be_right(scores):
    """Precision, recall, specificity and alpha 1; Wilson's interval round them."""
    found = validate_codebook(scores, everything(scores, "Ann", by_words), slice="all")
    row = found.frame("bullying")
    assert (row.precision, row.recall, row.specificity, row.f1, row.alpha) == (1, 1, 1, 1, 1)
    assert row.precision_high == 1
    assert 0 < row.precision_low < 1
    assert row.human_alpha is None
    assert found.status == (
        f"validated on {found.units} sentences, P 1.00, R 1.00, alpha 1.00, by Ann, "
        "on China Daily, Financial Times, unknown"
    )


def test_recall_is_that_of_the_corpus_not_of_the_sheet(scores):
    """Half of the silent sentences are left out: each of the others stands for two."""
    codes = everything(scores, "Ann", lambda text: by_words(text) | ({"bullying"} if "duty" in text.lower() else set()))
    whole = validate_codebook(scores, codes, slice="all").frame("bullying")
    silent = codes[codes["stratum"].astype(str) == "China Daily | no hit"]
    units = sorted(set(silent["unit"]))
    half = codes[~codes["unit"].isin(units[1::2])]
    found = validate_codebook(scores, half, slice="all").frame("bullying")
    gold = {c.unit for c in codings_of(half) if c.frame == "bullying" and c.value}
    weight = {u: len(units) / len(units[::2]) for u in units[::2]}
    seen = {c.unit for c in codings_of(machine_codings(scores, ratings_of(half))) if c.frame == "bullying" and c.value}
    expected = sum(weight.get(u, 1) for u in gold & seen) / sum(weight.get(u, 1) for u in gold)
    assert found.recall == pytest.approx(expected, abs=1e-6)
    assert whole.recall < 1


def test_units_kept_apart_are_those_that_count(scores):
    """auto takes the evaluation slice; the others can be asked for."""
    codes = everything(scores, "Ann", by_words)
    kept = codes[codes["slice"].astype(str) == "evaluation"]
    assert 0 < len(kept) < len(codes)
    assert validate_codebook(scores, codes).units == len(kept) / 2
    assert validate_codebook(scores, codes).slice == "evaluation"
    assert validate_codebook(scores, codes, slice="all").units == len(codes) / 2


def test_ties_are_left_out_and_said(scores):
    """Two coders who differ leave no gold code."""
    import pandas as pd

    ann = everything(scores, "Ann", by_words)
    ben = everything(scores, "Ben", lambda text: set())
    both = pd.concat([ann.astype(object), ben.astype(object)])
    found = validate_codebook(scores, frame_of(codings_of(both)), slice="all")
    assert found.frame("bullying").present == 0
    assert any("ties" in note for note in found.notes)
    assert found.frame("bullying").human_alpha is not None


def test_a_common_decision_outweighs_the_coders(scores):
    """Ties are decided, a majority is overruled, and people's agreement stays that of people."""
    import pandas as pd

    parts = [everything(scores, "Ann", by_words), everything(scores, "Ben", lambda text: set())]
    decided = everything(scores, "adjudicated", by_words).assign(stratum="", stratum_units=None, slice="")
    codes = frame_of(codings_of(pd.concat([part.astype(object) for part in [*parts, decided]])))
    found = validate_codebook(scores, codes, slice="all")
    assert found.frame("bullying").recall == 1
    assert found.frame("bullying").present > 0
    alone = validate_codebook(scores, frame_of(codings_of(pd.concat([p.astype(object) for p in parts]))), slice="all")
    assert found.frame("bullying").human_alpha == alone.frame("bullying").human_alpha
    assert not any("ties" in note or "stratum" in note for note in found.notes)


def test_entries_have_their_precision_and_their_effect(scores):
    """Each entry's coded units, and what the comparison owes to it."""
    codes = everything(scores, "Ann", lambda text: by_words(text) - ({"bullying"} if "threat" in text else set()))
    rows = {row["entry"]: row for row in validate_codebook(scores, codes, slice="all").entries}
    assert rows["threat* ..3 tariff*"]["precision"] == 0
    assert rows["bully*"]["precision"] == 1
    assert rows["bully*"]["matches"] == sum(scores.matches["entry"].astype(str) == "bully*")
    effects = {e.entry: e for e in leave_one_out(scores)}
    threat = effects["threat* ..3 tariff*"]
    matches, _, counted = scores.counted
    words = counted.groupby("outlet", observed=True)["words"].sum().drop("unknown")
    k = matches[matches["frame"] == "bullying"].groupby("outlet", observed=False).size()
    gone = matches[matches["entry"].astype(str) == threat.entry].groupby("outlet", observed=False).size()

    def ratio(k):
        mine = (k[threat.outlet] + 0.5) / words[threat.outlet]
        return mine / ((k.sum() - k[threat.outlet] + 0.5) / (words.sum() - words[threat.outlet]))

    assert threat.ratio == pytest.approx(ratio(k))
    assert threat.ratio_without == pytest.approx(ratio(k - gone))


def test_an_article_without_an_outlet_moves_no_ratio(talks):
    """It is in no comparison, so no comparison owes anything to it; its matches are counted."""
    said = {
        "A": ["The threat to impose tariffs is bullying."] * 2,
        "B": ["They bully.", "Talks went on in the capital."],
    }
    articles = [
        fr.Article(f"{o}{i}", f"{t} {i}", outlet=Tag(o)) for o, texts in said.items() for i, t in enumerate(texts)
    ]
    nobody = fr.Article("n", "Bullying, they bully.")
    book = fr.load_codebook(talks)
    without, beside = (leave_one_out(fr.score(some, book)) for some in (articles, [*articles, nobody]))
    assert repr([replace(e, matches=0) for e in beside]) == repr(
        [replace(e, matches=0) for e in without]
    )  # nan is in it
    assert {e.entry: e.matches for e in beside}["bully*"] == {e.entry: e.matches for e in without}["bully*"] + 2


def test_codes_of_another_corpus_or_codebook_are_refused(scores):
    """Named, not scored as misses."""
    with pytest.raises(InputError, match="not in this corpus"):
        validate_codebook(scores, frame_of([Coding("elsewhere", "A", 0, 5, frame="bullying", value=1)]))
    with pytest.raises(InputError, match="name no frame"):
        validate_codebook(scores, frame_of([Coding("d", "A", 0, 5, frame="mood", value=1)]))
    doc = scores.articles["doc_id"][0]
    with pytest.raises(InputError, match="lies beyond its text"):
        validate_codebook(scores, frame_of([Coding(doc, "A", 0, 50_000, frame="bullying", value=1)]))


def test_codes_of_no_frame_of_the_codebook_are_named(scores):
    """A label that was mistyped in another tool is no code, and is not passed over in silence."""
    doc = scores.articles["doc_id"][0]
    names = ("bullying", "bulying", "mood", "mood", "")
    codings = [Coding(doc, "A", at, at + 5, frame=name, value=1) for at, name in enumerate(names)]
    said = "3 codes of no frame of the codebook left out, as of 'bulying', 'mood'"
    assert validate_codebook(scores, frame_of(codings)).notes[0] == said
    assert said not in validate_codebook(scores, frame_of(codings[:1])).notes


def test_a_validation_is_kept_beside_the_codebook_and_shown(scores, talks, tmp_path, monkeypatch):
    """Status before, after, after a change of the codebook, and with a damaged file; same bytes twice."""
    path = tmp_path / "mine.yml"
    path.write_text(talks.read_text())
    book = fr.load_codebook(path)
    assert validation_status(book) == "unvalidated"
    found = validate_codebook(scores, everything(scores, "Ann", by_words), slice="all")
    place = validation_path(book)
    assert place == tmp_path / "mine.validation.json"
    save_validation(found, place)
    first = place.read_bytes()
    save_validation(found, place)
    assert place.read_bytes() == first
    assert load_validation(book) == found
    assert validation_status(book).startswith("validated on ")
    path.write_text(talks.read_text().replace("- unsustainable", "- unsustainably"))
    assert validation_status(fr.load_codebook(path)).startswith("unvalidated (version 1.0.0 was validated")
    for damage in ("{", "[]", json.dumps({"format": 1}), json.dumps({"format": 99})):
        place.write_text(damage)
        assert validation_status(book) == "unvalidated (its validation file is damaged)"


def test_a_shipped_codebooks_validation_goes_into_the_users_folder(scores, monkeypatch, tmp_path):
    """It is found there before the one that is shipped."""
    monkeypatch.setenv("FRAMING_HOME", str(tmp_path))
    book = fr.load_codebook("us-china-trade")
    place = validation_path(book)
    assert place == tmp_path / "validations" / "us-china-trade.validation.json"
    mine = replace(load_validation(book), units=7)
    save_validation(mine, place)
    assert validation_status(book).startswith(f"validated on 7 {mine.unit}s")


def test_what_is_shipped_was_checked(monkeypatch, tmp_path):
    """If this fails, codebook or model was changed: run benchmarks.validity with --ship (docs/classifier.md)."""
    monkeypatch.setenv("FRAMING_HOME", str(tmp_path))
    book = fr.load_codebook("us-china-trade")
    model = open_model("us-china-trade", book)
    for coder in ("lexicon", model.coder):
        found = load_validation(book, coder)
        assert found is not None
        assert found.units >= 300
        assert len(found.outlets) >= 30
        assert len(found.frames) == 12
    assert "articles of them that nobody had read" in validation_status(book)
    for name in ("generic-news", "policy-frames"):
        found = load_validation(fr.load_codebook(name))
        assert found is not None
        assert found.units >= 600


def test_prevalence_stands_raw_and_corrected(scores):
    """Rogan-Gladen on sentence shares, with the note where it cannot be made."""
    codes = everything(scores, "Ann", lambda text: by_words(text) | ({"bullying"} if "duty" in text.lower() else set()))
    found = validate_codebook(scores, codes, slice="all")
    table = corrected_prevalence(scores, found)
    row = table[(table["outlet"] == "China Daily") & (table["frame"] == "bullying")].iloc[0]
    frame = found.frame("bullying")
    expected = (row["k"] / row["n"] + frame.specificity - 1) / (frame.recall + frame.specificity - 1)
    assert row["corrected"] == pytest.approx(min(1, max(0, expected)))
    assert row["corrected_low"] <= row["corrected"] <= row["corrected_high"]
    assert row["low"] < row["share"] < row["high"]
    sentences = scores.words.groupby("outlet", observed=True)["sentences"].sum()
    assert row["n"] == sentences["China Daily"]
    nothing = validate_codebook(scores, everything(scores, "Ann", lambda text: set()), slice="all")
    bare = corrected_prevalence(scores, nothing)
    assert set(bare["note"]) == {"no coded unit shows the frame"}
    assert bare["corrected"].isna().all()


def test_the_interval_of_a_share_counts_on_a_binomials_variance():
    """Sentences that show a frame in most of one article and none of another: phi is the chi-square of that table."""
    shown, plain = "This is bullying.", "Rates held."
    texts = [[shown] * 12 + [plain] * 4, [plain] * 16, [shown] * 9 + [plain] * 7]
    articles = [fr.Article(f"a{i}", " ".join(text)) for i, text in enumerate(texts)]
    table = corrected_prevalence(fr.score(articles, "us-china-trade", keep_copies=True), None, by="outlet")
    row = table[table["k"] > 0].iloc[0]
    assert (row["k"], row["n"]) == (21, 48)
    phi = chi2_contingency([[12, 0, 9], [4, 16, 7]], correction=False)[0] / 2
    expected = [float(end) for end in wilson_interval(21 / phi, 48 / phi)]
    assert [row["low"], row["high"]] == pytest.approx(expected, abs=1e-6)


def test_a_recall_seen_in_one_unit_is_not_certain():
    """Few validated units make a wide interval, many a narrow one that covers what Rogan and Gladen's formula gives."""
    from framing.coding.validations import FrameValidity
    from framing.stats import correct_share
    from framing.study.comparison.prevalence import _interval

    def frame(n):
        return FrameValidity("f", 2 * n, n, n, recall=1.0, specificity=0.9, effective_present=n, effective_absent=n)

    one, many = _interval(0.3, 200, frame(1)), _interval(0.3, 200, frame(5000))
    assert one[1] - one[0] > 0.6
    _share, low, high = correct_share(60, 200, sensitivity=1.0, specificity=0.9, validated=(5000, 5000))
    assert many == (pytest.approx(float(low), abs=0.01), pytest.approx(float(high), abs=0.01))


def test_numbers_are_finite_or_none_in_the_file(scores):
    """JSON knows no NaN."""
    found = validate_codebook(scores, everything(scores, "Ann", lambda text: set()), slice="all")
    for row in found.entries:
        assert all(value is None or not isinstance(value, float) or np.isfinite(value) for value in row.values())


def test_a_codebook_whose_file_has_the_longest_name_is_unvalidated(tmp_path, talks):
    """No file beside it can have its name and an ending more."""
    path = tmp_path / f"{'n' * 251}.yml"
    path.write_bytes(talks.read_bytes())
    codebook = fr.load_codebook(path)
    assert validation_status(codebook) == "unvalidated"
    assert validation_status(codebook, f"{'m' * 300}#0f0f0f0f") == "unvalidated"
