"""Whose words: voice and speaker on matches, attributions as a table, credits as a table."""

from __future__ import annotations

import json

import framing as fr
from framing.annotate.attribution.measured import precision_of
from framing.records.article import Article, Tag
from framing.records.tables import CREDITS, QUOTES

TEXT = (
    "The ministry said that the talks were sincere, according to Xinhua.\n\n"
    "“This is bullying of the plainest sort,” Trump said on Friday. The plan is not sustainable.\n\n"
    "Beijing called the move “bullying”."
)


def score_one(text: str) -> fr.Scores:
    return fr.score([Article("a", text, outlet=Tag("Demo", "given"))], "us-china-trade")


def test_a_match_knows_its_voice_speaker_and_rule() -> None:
    """Quoted with its speaker, a scare quote as a fragment, the rest as the outlet's own."""
    matches = score_one(TEXT).matches.set_index("start")
    quoted = matches[matches["text"] == "bullying"].iloc[0]
    assert (quoted["voice"], quoted["speaker"], quoted["party"]) == ("quoted", "Trump", "US")
    assert 0.9 < quoted["precision"] <= 1.0
    own = matches[matches["text"] == "not sustainable"].iloc[0]
    assert (own["voice"], own["speaker"], own["rule"], own["precision"]) == ("own", "", "none", precision_of("none"))
    fragment = matches[matches["text"] == "bullying"].iloc[-1]
    assert fragment["voice"] == "fragment"


def test_quotes_are_spans_of_the_text() -> None:
    """Every content, cue and speaker span cuts the words that the table gives as text."""
    quotes = fr.quotes([Article("a", TEXT)])
    assert list(quotes.columns) == QUOTES.names
    assert len(quotes) >= 3
    for row in quotes.itertuples(index=False):
        said = " … ".join(" ".join(TEXT[a:b].split()) for a, b in json.loads(row.content))
        assert said == row.text
        if row.cue != "null":
            start, end = json.loads(row.cue)
            assert TEXT[start:end] == row.cue_text
        if row.speaker_span != "null":
            start, end = json.loads(row.speaker_span)
            assert row.speaker in TEXT[start:end] or "(" in row.speaker


def test_quotes_go_from_a_word_to_a_word() -> None:
    """At both ends alike: neither the mark that opens nor the one that closes, nor what stands before that."""
    text = "“We sell tin,” said Lund. “Do we?” she asked. He called it “a game. Always.”"
    text += "\n\nOne said that “talks” begin “soon”."
    said = [json.loads(content) for content in fr.quotes([Article("a", text)])["content"]]
    assert [[text[a:b] for a, b in spans] for spans in said] == [
        ["We sell tin"],
        ["Do we"],
        ["it “a game. Always"],
        ["that “talks” begin “soon"],
    ]


def test_a_relay_keeps_speaker_and_channel() -> None:
    """The ministry speaks, Xinhua relays."""
    first = fr.quotes([Article("a", TEXT)]).iloc[0]
    assert (first["speaker"], first["channel"]) == ("The ministry", "Xinhua")


def test_credits_are_typed_and_shared_out() -> None:
    """The sentence that credits Xinhua is a third of these words; a picture is no relay."""
    text = "Talks resumed today, according to Xinhua. The mood was good in the hall. Photo: Reuters"
    credits = score_one(text).credits
    assert list(credits.columns) == CREDITS.names
    kinds = dict(zip(credits["agency"], credits["kind"], strict=True))
    assert kinds == {"Xinhua": "relay", "Reuters": "photo"}
    share = credits.set_index("agency").loc["Xinhua", "share"]
    assert 0.3 < share < 0.5
