"""Spans of words that are laid out or compared all at once hold what they hold one after the other."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cases import passage_of

from framing.annotate.attribution.drafts import NONE, Drafts, covered_from_left
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.patterns import in_order
from framing.annotate.attribution.quotes import paint
from framing.records.article import Article

WORDS = 30
PLACE = st.integers(0, WORDS)
SPAN = st.one_of(st.just((NONE, NONE)), st.tuples(PLACE, PLACE))
ROWS = st.lists(st.tuples(st.integers(0, WORDS - 1), SPAN, SPAN), max_size=12)


def drafts_of(rows: list[tuple[int, tuple[int, int], tuple[int, int]]]) -> Drafts:
    """Drafts by the place of their cue, with words before and behind it."""
    rows = sorted(rows)
    cue = np.array([cue for cue, _, _ in rows], np.int64)
    left, right = (np.array([row[side] for row in rows], np.int64).reshape(-1, 2).T for side in (1, 2))
    return Drafts(cue * 0, cue < 0, cue, cue + 1, cue * 0, cue * 0, *left, *right)


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_of_several_spans_that_hold_a_word_the_last_one_gets_it(rows: list) -> None:
    drafts = drafts_of(rows)
    expected = [NONE] * (WORDS + 1)
    for start, end in ((drafts.right_start, drafts.right_end), (drafts.left_start, drafts.left_end)):
        for row in range(len(drafts)):
            for word in range(start[row], end[row]) if start[row] >= 0 else ():
                expected[word] = row
    assert paint(SimpleNamespace(n=WORDS), drafts).tolist() == expected


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_a_row_that_is_covered_itself_covers_no_other(rows: list) -> None:
    drafts = drafts_of(rows)
    standing: list[int] = []
    for row in range(len(drafts)):
        if all(drafts.cue_start[row] >= drafts.right_end[earlier] for earlier in standing):
            standing.append(row)
    assert np.flatnonzero(~covered_from_left(drafts)).tolist() == standing


@given(st.lists(st.integers(0, (1 << 63) - 1), unique=True))
def test_patterns_that_rules_look_for_come_last_and_none_is_lost(patterns: list[int]) -> None:
    ordered = in_order(np.array([0, W.NAME, W.THAT, W.THAT | W.NAME, *patterns], np.int64))
    assert ordered[0] == 0
    assert sorted(ordered.tolist()) == sorted([0, W.NAME, W.THAT, W.THAT | W.NAME, *patterns])
    names = np.flatnonzero(ordered & (W.NAME | W.HE))
    assert np.all(np.diff(names) == 1)


_TEXT = passage_of(Article("a", "Duarte said “the port is shut” and left, but the guild of Oslo is open and says so."))


@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT))), max_size=12))
def test_the_first_word_of_a_kind_in_a_stretch_is_found_in_few_stretches_and_in_many(spans: list) -> None:
    layout = Layout(_TEXT)
    start, end = np.array(spans, np.int64).reshape(-1, 2).T
    for bits, words in ((W.BE | W.SAID, ("is", "says", "said")), (W.OF, ("of",))):
        places = [place for place in range(len(_TEXT)) if _TEXT.word(place) in words and not layout.inside[place]]
        wanted = [min([place for place in places if first <= place < last], default=last) for first, last in spans]
        assert layout.first_between(layout.having(bits), start, end).tolist() == wanted
        times = 2 + len(_TEXT)
        many = layout.first_between(layout.having(bits), np.repeat(start, times), np.repeat(end, times))
        assert many.tolist() == np.repeat(wanted, times).tolist()
