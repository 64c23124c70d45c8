"""Marks cut the raw text, never the escaped one."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from framing.records.article import Block
from framing.report.marking import Mark, marked
from framing.report.spans import Stretch

VOICES = ("own", "quoted", "fragment", "reported")
TEXTS = st.text(alphabet="ab <>&\"'\n;ß\u05d0\U0001f600", max_size=40)
SPANS = st.tuples(st.integers(0, 45), st.integers(0, 45))


def plain(markup: str) -> str:
    """What a reader can copy."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_an_entity_is_never_cut() -> None:
    """A match on ``amp`` in ``AT&amp;T`` leaves the text as it was published."""
    text = "AT&amp;T & amp"
    assert marked(text, 0, len(text), [Mark(3, 6, "own")]) == "AT&amp;<mark>amp</mark>;T &amp; amp"


def test_nested_and_overlapping_matches_are_cut_at_every_bound() -> None:
    """Three spans over each other give pieces, each knowing that more than one match covers it."""
    marks = [Mark(0, 9, "own", 1, "2"), Mark(2, 6, "quoted", 0, "1"), Mark(4, 11, "reported", 2, "3")]
    got = marked("abcdefghijkl", 0, 12, marks)
    assert got == (
        '<mark class="f1 c">ab</mark><mark class="w f0 f1 c">cd</mark><mark class="w f0 f1 f2" data-f=1>ef</mark>'
        '<mark class="w f1 f2" data-f=2>ghi</mark><mark class="r f2">jk</mark>l'
    )


def test_a_mark_is_not_cut_where_only_the_speaker_changes() -> None:
    """Words of somebody that begin inside a match do not break it in two; one tag holds all that is said."""
    got = marked(
        "he may threaten to strike now", 0, 29, [Mark(7, 18, "own"), Mark(19, 25, "reported")], (), [Stretch(16, 29)]
    )
    assert got == "he may <mark>threaten to</mark><i> <mark class=r>strike</mark> now</i>"


def test_blocks_are_greyed_unless_they_are_scored() -> None:
    """A byline is grey; a subheading is prose."""
    blocks = [Block(0, 2, "byline"), Block(3, 5, "subheading")]
    assert marked("ab cd", 0, 5, (), blocks) == "<span class=x>ab</span> cd"


@given(TEXTS, st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=2), st.lists(SPANS, max_size=2), SPANS)
def test_without_tags_the_text_is_the_published_one(text, spans, blocks, said, window) -> None:
    """Whatever the spans, nothing is lost, doubled or unescaped."""
    start, end = sorted(min(edge, len(text)) for edge in window)
    marks = [Mark(a, b, VOICES[i % 4], i, str(i)) for i, (a, b) in enumerate(spans)]
    got = marked(text, start, end, marks, [Block(a, b, "byline") for a, b in blocks], [Stretch(*span) for span in said])
    assert plain(got) == text[start:end]
    assert "<" not in re.sub(r"</?(?:mark|span|i)(?: (?:class|data-f)=(?:\w+|\"[\w ]+\"))*>", "", got)
