"""Negated, denied and hypothetical: one sentence for each shape and each trap."""

from __future__ import annotations

import pytest

from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.lexicon.matcher import Matcher
from framing.lexicon.patterns import parse_pattern
from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Frame


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """One entry: a stem that each sentence holds once."""
    entry = Entry(pattern="lev*", slots=parse_pattern("lev*"))
    return Matcher(Codebook("t", "1", "en", (Frame("f", "F", "d", entries=(entry,)),), "0"))


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Lagos did not raise levies.", "negated"),
        ("There is no doubt the levies hurt.", ""),
        ("There is no question levies hurt.", ""),
        ("There is no doubting that levies hurt.", ""),
        ("Few doubt that levies hurt.", ""),
        ("There are few signs of levies.", "negated"),
        ("Few expect levies to fall.", "negated"),
        ("There is little hope that levies fall.", "negated"),
        ("There are a few signs of levies.", ""),
        ("The few signs of levies are old.", ""),
        ("Few levies hurt mills.", ""),
        ("It is not fair ... they levy fees.", ""),
        ("We will not ... pay levies.", "negated"),
        ("Lund doubts that Lagos will raise levies.", "negated"),
        ("Lund does not doubt that levies hurt.", ""),
        ("Doubts about levies grew.", ""),
        ("Without doubt levies hurt.", ""),
        ("Nobody doubts levies hurt.", ""),
        ("No matter what levies cost, they stay.", ""),
        ("Lagos has not lifted its levies.", ""),
        ("Lagos should not be surprised by the port's levies.", ""),
        ("Lagos did not end levies on salt.", ""),
        ("Lagos denied the levies.", "denied"),
        ("Lagos was denied levies of its own.", ""),
        ("That was how it was. Denied levies, Lagos left.", "denied"),
        ("Lagos does not want tolls and does levy none.", ""),
        ("Lagos does not want tolls and will levy fees.", ""),
        ("Ports cannot speak for Lagos and “we levy tolls”.", ""),
        ("Lagos will not raise tolls and levies.", "negated"),
        ("Lagos will not bargain and have levies cut.", "negated"),
        ("Lagos refused to levy a toll.", "negated"),
        ("Lagos failed to levy a toll.", "negated"),
        ("Lagos is unable to levy a toll.", "negated"),
        ("Lagos has yet to levy a toll.", "negated"),
        ("Lagos did not fail to levy a toll.", ""),
        ("Lagos never refused to levy a toll.", ""),
        ("Lagos ruled out levies on salt.", "negated"),
        ("Lagos has not ruled out levies on salt.", ""),
        ("The lack of levies hurts mills.", "negated"),
        ("There is no lack of levies.", ""),
        ("There is no sign that levies hurt mills.", "negated"),
        ("The No. 1 worry is levies.", ""),
        ("Talks did not soften the heavy levies.", ""),
        ("Lagos is far from raising levies.", "negated"),
        ("Lagos no longer wants levies.", "negated"),
        ("Lagos trades rather than levies tolls.", "negated"),
        ("Lagos holds no talks, let alone levies tolls.", "negated"),
        ("Lagos asked ports to stop levies.", ""),
        ("Lagos may raise levies.", "hypothetical"),
        ("In May levies rose.", ""),
        ("Lagos refuses to say who pays levies.", ""),
        ("Lagos did not deter levies on salt.", ""),
        ("Lagos is not on board with the levies.", ""),
        ("Lagos did not vote on the new levies.", ""),
        ("Lagos does not want the new levies.", "negated"),
        ("Talk of levies is groundless.", "denied"),
        ("Lagos fights levies and the groundless fees.", ""),
        ("If levies rise, mills close.", "hypothetical"),
        ("It is not late - levies hurt.", ""),
        ("It is not late -- levies hurt.", ""),
        ("Levies have closed the mills.", ""),
    ],
)
def test_each_shape(text: str, flags: str, matcher: Matcher) -> None:
    """The flags that are set, and no others."""
    batch = Annotator().annotate([Article("a", text)])
    hits = matcher.find(batch)
    found = polarity(batch, hits.start, hits.end)
    columns = {"negated": found.negated, "denied": found.denied, "hypothetical": found.hypothetical}
    assert (len(hits), " ".join(name for name, column in columns.items() if column[0])) == (1, flags)


@pytest.mark.parametrize(
    ("before", "after", "reach", "flag"),
    [
        ("Lagos did not", "levies", 8, "negated"),
        ("Lagos denies", "levies", 8, "denied"),
        ("Lagos may", "levies", 12, "hypothetical"),
        ("Levies", "groundless", 12, "denied"),
    ],
)
def test_how_far_a_word_reaches(before: str, after: str, reach: int, flag: str, matcher: Matcher) -> None:
    """So many words on and not one more."""
    batch = Annotator().annotate([Article(str(n), f"{before} {'mill ' * (n - 1)}{after}.") for n in (reach, reach + 1)])
    hits = matcher.find(batch)
    assert getattr(polarity(batch, hits.start, hits.end), flag).tolist() == [True, False]
