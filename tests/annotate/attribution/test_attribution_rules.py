"""What holds for every text: nothing crashes, articles do not touch each other, the tables are data."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_cases import (
    Attribution,
    all_cases,
    attributed,
    attributions_of,
    described,
    found_in,
    passage_of,
    rules,
    voices_of,
)

from framing.annotate.attribution.cues import forms_of, load_cues
from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.grammar import gap_bits
from framing.annotate.attribution.measured import precision_of
from framing.annotate.attribution.output import word_voices
from framing.annotate.attribution.parties import load_parties
from framing.annotate.attribution.passage import Passage
from framing.annotate.attribution.rules import Rules
from framing.errors import InputError
from framing.records.article import Article, Block
from framing.records.tables import VOICES
from framing.resources import folder

_PIECES = st.sampled_from(
    """said that says , . “ ” " ' ‘ ’ : ; — ( ) \n \n\n He he the ministry Trump according to Xinhua told reporters and
    but who 80,000 called it “a claim” said: , adding per Reuters He Lifeng It was 完善 . . . ? ! İ A: Q: US""".split(
        " "
    )
)


def shapes(passage: Passage, found: list[Attribution]) -> list[dict[str, str]]:
    return [described(passage, said) for said in found]


def test_how_one_article_spells_a_word_changes_no_other() -> None:
    """Words are looked up once for all their spellings; "Of" in a heading of capitals came first."""
    texts = ["Ada Lund Renewed Her Criticism Of The Plan.", "Ines Duarte renewed her criticism of the levy."]
    passages = [passage_of(Article("a", text)) for text in texts]
    alone = [said for passage in passages for said in shapes(passage, attributed(passage))]
    together = passage_of(*(Article(str(i), text) for i, text in enumerate(texts)))
    assert shapes(together, attributed(together)) == alone
    assert alone[-1]["what"] == "of the levy"


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.lists(_PIECES, max_size=20))
def test_no_text_makes_the_rules_fail(body: list[str], title: list[str]) -> None:
    """Spans lie in their passage, in order; every word gets a voice."""
    passage = passage_of(Article("a", " ".join(body), title=" ".join(title)))
    found = rules().find(passage)
    for said in attributions_of(rules().said(found)):
        edges = [edge for span in said.content for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(passage) for edge in edges)
        assert said.rule in RULES
        assert said.voice in VOICES[1:]
    voices = word_voices(found, np.arange(len(passage)))
    assert len(voices) == len(passage)
    assert set(voices.tolist()) <= set(range(len(VOICES)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=30), min_size=2, max_size=4))
@example([["said", ",", "per"], ["He"]])
@example([["“a", "”", "and"], ["“a", "“", "said"]])
def test_an_article_is_read_alike_alone_and_among_others(texts: list[list[str]]) -> None:
    """The attributions of a batch are those of its articles one by one."""
    articles = [Article(str(i), " ".join(text)) for i, text in enumerate(texts)]
    alone = []
    for article in articles:
        passage = passage_of(article)
        alone += shapes(passage, attributed(passage))
    together = passage_of(*articles)
    assert shapes(together, attributed(together)) == alone


def test_the_cases_read_alike_in_one_batch() -> None:
    """All sentences of cases.yml as one batch."""
    alone = [shape for case in all_cases() for shape in shapes(*found_in(case))]
    together = passage_of(*(Article(str(case), case.text, title=case.title) for case in all_cases()))
    assert shapes(together, attributed(together)) == alone


def test_no_text_at_all() -> None:
    """An empty article has no attributions."""
    passage = passage_of(Article("a", ""))
    assert attributed(passage) == []
    assert len(word_voices(rules().find(passage), np.arange(0))) == 0


def test_rules_travel_to_workers() -> None:
    """Pickled and loaded again, the rules find the same."""
    again: Rules = pickle.loads(pickle.dumps(rules()))
    article = Article("a", "“It is over,” said He Yadong, a Chinese commerce ministry spokesperson.")
    here, there = passage_of(article), passage_of(article, by=again)
    assert shapes(there, attributed(there, again)) == shapes(here, attributed(here))


def test_words_in_marks_are_quoted_where_somebody_says_them() -> None:
    """Quoted inside marks, reported beside them, own outside."""
    voices = voices_of("The fee is old. The clerk said the fleet was “tired of waiting for rain”.")
    assert [voices[word] for word in ("old", "clerk", "fleet", "rain")] == ["own", "own", "reported", "quoted"]


def test_a_short_quotation_is_a_fragment_unless_it_is_the_whole_utterance() -> None:
    """Three words in marks inside a sentence are a fragment; “Nobody won,” said X is a quotation."""
    assert voices_of("The clerk called it a “cruel little joke”.")["joke"] == "fragment"
    assert voices_of("“Nobody won,” the clerk said.")["Nobody"] == "quoted"


def test_headings_have_rules_of_their_own() -> None:
    """A colon makes a headline's speaker; the same line in the body is none."""
    headline = "Seoul: talks can start"
    text = headline + "\n\nThe envoys met."
    as_heading = passage_of(Article("a", text, blocks=(Block(0, len(headline), "headline"),)))
    assert [said.rule for said in attributed(as_heading)] == ["colon-headline"]


def test_stances_are_told_apart() -> None:
    """Stances come from cues.yml."""
    assert [rules().stance(word) for word in ("denied", "vowed", "Said", "sea")] == ["deny", "promise", "neutral", ""]


def test_every_rule_has_a_precision() -> None:
    """Rules too rare to measure get the smallest figure."""
    assert all(0 < precision_of(rule) <= 1 for rule in RULES)


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("deny", "deny denies denied denied denying"),
        ("stress", "stress stresses stressed stressed stressing"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("say/says/said/said/saying", "say says said said saying"),
    ],
)
def test_forms_of_verbs(entry: str, forms: str) -> None:
    """Regular forms follow by rule, irregular ones are spelt out."""
    assert forms_of(entry) == forms.split()


def test_a_comma_inside_a_number_is_no_comma() -> None:
    """80,000 is one number."""
    assert (gap_bits(","), bool(gap_bits(", "))) == (0, True)


def own_tables(place: Path, **texts: str) -> Path:
    """A folder with the shipped tables, some of them replaced."""
    for name in ("cues.yml", "parties.yml", "agencies.yml"):
        shipped = (folder("lexicons") / name).read_text(encoding="utf-8")
        (place / name).write_text(texts.get(name.removesuffix(".yml"), shipped), encoding="utf-8")
    return place


def test_a_new_conflict_needs_no_python(tmp_path: Path) -> None:
    """Another parties.yml, other sides."""
    table = "parties:\n  - {name: Ruritania, people: [Rudolf Elphberg]}\nkinds:\n  government: [king]\n"
    own = Rules.load(own_tables(tmp_path, parties=table))
    passage = passage_of(Article("a", "King Rudolf Elphberg said the border was open."), by=own)
    assert [(said.party, said.kind) for said in attributed(passage, own)] == [("Ruritania", "government")]


def test_a_broken_table_is_named_with_its_line() -> None:
    """File, line and what to do."""
    with pytest.raises(InputError) as caught:
        load_cues("verbs:\n  clause:\n    neutral:\n    - say\n  sing:\n    neutral: [hum]\n", file="cues.yml")
    assert "cues.yml:5: unknown class of verbs 'sing'" in str(caught.value)
    with pytest.raises(InputError) as caught:
        load_cues("verbs:\n  clause:\n    neutral:\n    - say/says/said\n", file="cues.yml")
    assert "cues.yml:4: the verb 'say/says/said' does not have five forms" in str(caught.value)
    for part in ("quote", "ambiguous"):
        lists = "quote: []\nambiguous: []\n".replace(f"{part}: []", f"{part}: [smile]")
        with pytest.raises(InputError) as caught:
            load_cues(f"verbs:\n  clause:\n    neutral: [say]\n{lists}", file="cues.yml")
        assert f"'smile' under {part} is no verb of a class above it" in str(caught.value)
    with pytest.raises(InputError) as caught:
        load_parties(
            "parties:\n  - {aliases: [X]}\nkinds: {}\n", "agencies: []", file="parties.yml", agencies_file="a.yml"
        )
    assert "parties.yml:2: a party has no name" in str(caught.value)


def test_offsets_hold_beside_odd_letters() -> None:
    """Letters of several bytes before a quotation do not move it."""
    passage = passage_of(Article("a", "İstanbul’s governor said the e\u0301lite “wants peace in 完善 times”."))
    (said,) = attributed(passage)
    assert passage.text(*said.content[0]).startswith("the e\u0301lite")
    assert np.all(np.diff([edge for span in said.content for edge in span]) > 0)
