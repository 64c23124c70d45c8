"""Bits of many new pieces at once are those of each by itself; facts that nobody asks for are not worked out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.asked import Asked
from framing.annotate.attribution.rules import Rules
from framing.annotate.vocabulary import is_word

RULES = Rules.load()
#: Words in and near the tables, endings of every length, shapes that look like others, and gaps.
PIECES = """said Said SAID United united UNITED A a I US us ly Ly early Early ing Xing Xinping Beijing being Reporting
 bed Bed fed Need needed Adly sadly Sadly Madly family G20 4s 1980s NATO NATOs _ly _ed 's China's CHINA'S s bus Us
 buses Élysée élanly İstanbul ıng Quickly May may MARCH Will will won't reported 善""".split()
ENDINGS = ["", "s", "ly", "LY", "ing", "Ing", "ed", "eD", "'s", "’s", "n't", "_"]


def each(pieces: list[str]) -> list[int]:
    return [RULES.word_flags(piece) if is_word(piece) else RULES.gap_flags(piece) for piece in pieces]


def test_every_word_of_the_lists_and_every_shape_has_the_bits_it_has_alone() -> None:
    names = sorted(RULES.parties.first_words)
    words = [form for word in PIECES + names for form in (word, word.title(), word.upper(), word.lower()) if form]
    pieces = [*words, *(", ", " ", "", ". “", "\n\n", "-", " — ")]
    assert RULES.flags_of(pieces).tolist() == each(pieces)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda stem, ending: stem + ending,
            st.text(alphabet="abdelnorstuyABDELINSTY019_é", max_size=6),
            st.sampled_from(ENDINGS),
        ),
        max_size=30,
    )
)
def test_made_up_words_too(pieces: list[str]) -> None:
    assert RULES.flags_of(pieces).tolist() == each(pieces)


def test_only_what_is_asked_for_is_worked_out_and_only_once() -> None:
    seen: list[str] = []
    pieces = ["a", "bb", "ccc"]
    lengths = Asked(lambda piece: seen.append(piece) or len(piece), pieces)
    assert lengths.of(np.array([2, 0, 2])).tolist() == [3, 1, 3]
    assert lengths.of(np.array([0, 2])).tolist() == [1, 3]
    pieces += ["d" * 4] * 2000
    assert lengths.of(np.array([2002, 0])).tolist() == [4, 1]
    assert seen == ["a", "ccc", "d" * 4]
