"""Positions among borders, and bytes against code points: the same as the plain way of counting."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.records.ascending import ranks, runs, united, within
from framing.records.characters import Characters

numbers = st.lists(st.integers(0, 40)).map(sorted)


@given(numbers, numbers)
def test_ranks_are_those_of_a_search(borders: list[int], positions: list[int]):
    """Whichever of the two is longer."""
    expected = [sum(border <= position for border in borders) for position in positions]
    assert ranks(np.array(borders, np.int64), np.array(positions, np.int64)).tolist() == expected


@given(numbers, numbers)
def test_runs_are_stretches_with_what_they_hold(borders: list[int], positions: list[int]):
    """Repeated by its number of positions, each stretch is that of a search."""
    borders = [0, *borders]
    stretch, held = runs(np.array(borders), np.array(positions, np.int64))
    assert np.repeat(stretch, held).tolist() == [sum(b <= p for b in borders) - 1 for p in positions]
    assert (held > 0).all()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5))).map(sorted), numbers)
def test_within_spans(spans: list[tuple[int, int]], positions: list[int]):
    """Spans that overlap are united; a position is within if one of the spans holds it, whichever are more."""
    starts = np.array([start for start, _ in spans], np.int64)
    first, end = united(starts, starts + np.array([length for _, length in spans], np.int64))
    assert (first[1:] >= end[:-1]).all()
    inside = [i for i, p in enumerate(positions) if any(start <= p < start + length for start, length in spans)]
    assert within(first, end, np.array(positions, np.int64)).tolist() == inside


@given(st.lists(st.text(st.sampled_from("aé善😀 ")), min_size=1, max_size=4))
def test_characters_and_bytes(fields: list[str]):
    """Each code point of each field, its end included, and back; spans of all lengths, overlapping ones too."""
    encoded = [field.encode() for field in fields]
    starts = np.cumsum([0, *(len(data) + 1 for data in encoded)])[:-1]
    ends = starts + [len(data) for data in encoded]
    inner = [i for i, byte in enumerate(b"|".join(encoded)) if 0x80 <= byte < 0xC0]
    characters = Characters(np.array(inner, np.int64), starts, ends)
    chars = [(char, i) for i, field in enumerate(fields) for char in range(len(field) + 1)]
    places = [int(starts[i]) + len(fields[i][:char].encode()) for char, i in chars]
    number, field = (np.array(column, np.int64) for column in zip(*chars, strict=True))
    assert characters.to_bytes(number, field).tolist() == places
    assert characters.of_bytes(np.array(places), field).tolist() == number.tolist()
    starts_at, field_of = np.repeat(places, 3)[:-6], np.repeat(field, 3)[:-6]
    ends_at = np.array([places[i + more] for i in range(len(places) - 2) for more in range(3)], np.int64)
    start, end = characters.of_spans(starts_at, ends_at, field_of)
    assert start.tolist() == characters.of_bytes(starts_at, field_of).tolist()
    assert end.tolist() == characters.of_bytes(ends_at, field_of).tolist()
    assert characters.to_bytes(np.array([99]), np.array([0])).tolist() == [ends[0]]
