"""The table of agreement, parity of machine and people, and the list of disagreements."""

from __future__ import annotations

import numpy as np
import pytest

from framing.coding.agreement import Options, agreement, verdict
from framing.coding.disagreements import disagreements
from framing.coding.parity import parity
from framing.coding.ratings import Ratings, ratings_of
from framing.coding.tables import frame_of
from framing.errors import InputError, UsageError
from framing.records.coding import ALL_FRAMES, Coding

QUICK = Options(resamples=200)


def made(coders, units, *, wrong, articles=40, frames=("a", "b"), seed=0, outlets=("X", "Y"), share=0.3):
    """Codings of made-up units; coder ``c`` errs with probability ``wrong[c]``."""
    chance = np.random.default_rng(seed)
    rows = []
    for u in range(units):
        doc = f"d{u % articles:03}"
        truth = chance.random(len(frames)) < share
        for coder, miss in zip(coders, wrong, strict=True):
            said = truth ^ (chance.random(len(frames)) < miss)
            rows += [
                Coding(doc, coder, u * 10, u * 10 + 9, frame=f, value=int(v), polarity="asserted" if v else "",
                       outlet=outlets[u % articles % len(outlets)])
                for f, v in zip(frames, said, strict=True)
            ]  # fmt: skip
    return frame_of(rows)


def test_there_is_a_row_for_each_frame_the_label_sets_and_each_outlet():
    """All units first, then outlet by outlet."""
    found = agreement(ratings_of(made(["Ann", "Ben"], 80, wrong=[0, 0.1])), QUICK)
    assert list(found["frame"][:3]) == ["a", "b", ALL_FRAMES]
    assert list(found["outlet"]) == ["all"] * 3 + ["X"] * 3 + ["Y"] * 3
    assert (found["coders"] == "Ann × Ben").all()
    assert list(found["units"]) == [80] * 3 + [40] * 6
    assert (found["articles"][:3] == 40).all()


def test_intervals_hold_their_value_and_shrink_with_articles():
    """From 20 to 200 articles."""
    few, many = (
        agreement(ratings_of(made(["A", "B"], n, wrong=[0, 0.15], articles=n, outlets=("X",))), QUICK).iloc[0]
        for n in (20, 200)
    )
    for row in (few, many):
        assert row["alpha_low"] < row["alpha"] < row["alpha_high"]
    assert many["alpha_high"] - many["alpha_low"] < few["alpha_high"] - few["alpha_low"]


@pytest.mark.parametrize(
    ("units", "articles", "shown", "low", "said"),
    [
        (50, 20, 10, 0.8, "reliable"),
        (50, 20, 10, 0.799, "tentative conclusions only"),
        (50, 20, 10, 0.667, "tentative conclusions only"),
        (50, 20, 10, 0.666, "not shown to be reliable"),
        (49, 20, 10, 0.8, ""),
        (50, 19, 10, 0.8, ""),
        (50, 20, 9, 0.8, ""),
        (50, 20, 10, float("nan"), ""),
    ],
)
def test_what_is_said_of_an_alpha(units, articles, shown, low, said):
    """By the lower end of its interval, and from so many units and articles on."""
    assert verdict(units, articles, shown, low) == said


def test_below_fifty_units_no_verdict_is_spoken():
    """49 and 50 units of perfect coders."""
    few = agreement(ratings_of(made(["A", "B"], 49, wrong=[0, 0], articles=49)), QUICK)
    enough = agreement(ratings_of(made(["A", "B"], 50, wrong=[0, 0], articles=50)), QUICK)
    assert set(few["verdict"]) == {""}
    assert enough["verdict"][0] == "reliable"
    assert set(enough["verdict"][3:]) == {""}


def test_kappa_is_for_two_coders_and_pairs_are_asked_for():
    """Three coders: no kappa over all, one in each pair."""
    ratings = ratings_of(made(["A", "B", "C"], 60, wrong=[0, 0.1, 0.2]))
    found = agreement(ratings, Options(resamples=50, pairs=True))
    single = found[~found["frame"].eq(ALL_FRAMES)]
    assert single[single["coders"] == "all"]["kappa"].isna().all()
    assert sorted(set(found["coders"])) == ["A × B", "A × C", "B × C", "all"]
    assert single[single["coders"] == "A × B"]["kappa"].notna().all()


def test_a_negated_frame_is_a_mention_unless_polarity_counts():
    """1 against n agrees; with polarity it does not."""
    rows = [
        Coding(f"d{i}", coder, 0, 9, frame="a", value=v, polarity=p if v else "")
        for i in range(60)
        for coder, p in (("A", "asserted"), ("B", "negated"))
        for v in (i % 2,)
    ]
    ratings = ratings_of(frame_of(rows))
    assert agreement(ratings, QUICK)["percent"][0] == 1
    assert agreement(ratings, Options(resamples=50, polarity=True))["percent"][0] == 0.5
    assert len(disagreements(ratings)) == 0
    assert len(disagreements(ratings, polarity=True)) == 30


def test_the_same_seed_gives_the_same_table_whatever_the_order_of_rows():
    """Rows are sorted by place; chance is seeded."""
    codes = made(["A", "B", "C"], 60, wrong=[0, 0.1, 0.2])
    again = codes.sample(frac=1, random_state=3)
    assert agreement(ratings_of(codes), QUICK).equals(agreement(ratings_of(again), QUICK))


def test_missing_codes_are_left_out_not_guessed():
    """A unit coded by one coder is no unit of agreement."""
    codes = made(["A", "B"], 60, wrong=[0, 0])
    found = agreement(ratings_of(codes[~((codes["coder"] == "B") & (codes["start"] < 200))]), QUICK)
    assert found["units"][0] == 40


def test_one_coder_is_no_agreement():
    """A usage error with what to do."""
    with pytest.raises(UsageError, match="needs two coders"):
        agreement(ratings_of(made(["A"], 10, wrong=[0])))


def test_one_coder_cannot_say_two_things():
    """Named with article and frame."""
    rows = [Coding("d", "A", 0, 9, frame="a", value=v) for v in (0, 1)]
    with pytest.raises(InputError, match="said two things of frame 'a' in d 0-9"):
        ratings_of(frame_of(rows))


def test_parity_is_claimed_only_above_the_margin():
    """As good as people: yes. Worse: not shown. One person: nothing is claimed."""
    same = parity(ratings_of(made(["A", "B", "m"], 900, wrong=[0.05, 0.05, 0.01], articles=300)), ["m"], QUICK)
    worse = parity(ratings_of(made(["A", "B", "m"], 900, wrong=[0.05, 0.05, 0.3], articles=300)), ["m"], QUICK)
    alone = parity(ratings_of(made(["A", "m"], 900, wrong=[0.05, 0.05], articles=300)), ["m"], QUICK)
    few = parity(ratings_of(made(["A", "B", "m"], 40, wrong=[0.05, 0.05, 0], articles=40)), ["m"], QUICK)
    assert list(same["parity"]) == ["yes", "yes"]
    assert (same["low"] > -0.05).all()
    assert list(worse["parity"]) == ["not shown", "not shown"]
    assert list(alone["parity"]) == ["", ""]
    assert list(few["parity"]) == ["", ""]


def test_parity_rests_on_what_is_shared_not_on_what_else_was_coded():
    """Many articles count for a frame only if it was coded there, and by two people."""
    codes = made(["A", "B", "m"], 900, wrong=[0.05, 0.05, 0.01], articles=300)
    third = codes["doc_id"] < "d003"
    in_three_articles = codes[~((codes["frame"] == "a") & ~third)]
    alone_elsewhere = codes[~((codes["frame"] == "a") & (codes["coder"] == "B") & ~third)]
    many = made(["A", "B", "m"], 900, wrong=[0.05, 0.05, 0.01], articles=15)
    for some in (in_three_articles, alone_elsewhere):
        found = parity(ratings_of(some), ["m"], QUICK)
        assert list(found["parity"]) == ["", "yes"]
    assert list(parity(ratings_of(many), ["m"], QUICK)["parity"]) == ["", ""]


def test_parity_without_resamples_has_no_interval():
    """As agreement has none, and claims nothing."""
    found = parity(ratings_of(made(["A", "B", "m"], 90, wrong=[0.05, 0.05, 0.01])), ["m"], Options(resamples=0))
    assert found["difference"].notna().all()
    assert found[["low", "high"]].isna().all(axis=None)
    assert list(found["parity"]) == ["", ""]


def test_disagreements_show_the_sentence_and_leave_room_for_a_decision():
    """Each coder's mark in a column, the text cut from the article."""
    text = "It is bullying. Nobody bullies."
    rows = [
        Coding("d", who, a, b, frame="bullying", value=v, polarity=p, sentence=n, outlet="X")
        for a, b, n, marks in ((0, 15, 1, ((1, "asserted"), (1, "asserted"))), (16, 31, 2, ((0, ""), (1, "negated"))))
        for who, (v, p) in zip(("Ann", "Ben"), marks, strict=True)
    ]
    found = disagreements(ratings_of(frame_of(rows)), {("d", "text"): text})
    assert found.to_dict("records") == [
        {
            "frame": "bullying", "doc_id": "d", "outlet": "X", "field": "text", "start": 16, "end": 31, "sentence": 2,
            "unit": "", "coder Ann": "0", "coder Ben": "n", "text": "Nobody bullies.", "decision": "", "reason": "",
        }
    ]  # fmt: skip


def test_ten_thousand_units_and_five_coders_are_resampled_in_blocks():
    """One frame and its label sets, more resamples of 10,000 articles than are held at a time: narrow intervals."""
    import pandas as pd

    chance = np.random.default_rng(1)
    truth = chance.random((1, 1, 10_000)) < 0.1
    values = np.where(chance.random((1, 5, 10_000)) < 0.92, truth, ~truth).astype(np.int8)
    columns = dict.fromkeys(["doc_id", "field", "start", "end", "unit", "sentence", "outlet"], "")
    units = pd.DataFrame({**columns, "doc_id": np.arange(10_000).astype(str)})
    found = agreement(Ratings(list("abcde"), ["f"], values, units, np.arange(10_000)), Options(resamples=500))
    assert list(found["units"]) == [10_000, 10_000]
    assert (found["alpha"] - found["alpha_low"]).between(0.005, 0.05).all()
    assert (found["alpha_high"] - found["alpha"]).between(0.005, 0.05).all()
