"""What holds for any articles: offsets, independence, additivity; and a second implementation of the split."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.batching import Annotator
from framing.annotate.pieces import edges_between
from framing.lexicon.matcher import Matcher
from framing.records.article import Article, Tag
from framing.study.bridge.bridge import Bridge
from tests.hostile import GAPS, WORDS, hostile_article, hostile_codebook

SETTINGS = settings(max_examples=60, deadline=None)
BRIDGE = Bridge(hostile_codebook())

texts = st.lists(st.sampled_from(WORDS) | st.sampled_from(GAPS) | st.just(" "), max_size=60).map("".join)
articles = st.builds(
    lambda text, title, outlet: Article("", text, title=title, outlet=Tag(outlet)),
    texts,
    texts,
    st.sampled_from(["A", "B", "NA"]),
)
corpora = st.lists(articles, min_size=1, max_size=6).map(
    lambda many: [Article(f"doc-{i}", a.text, title=a.title, outlet=a.outlet) for i, a in enumerate(many)]
)
Rows = dict[str, dict[str, list[dict[str, object]]]]


def rows_by_article(articles: Sequence[Article], bridge: Bridge = BRIDGE) -> Rows:
    """Table -> doc_id -> rows."""
    out: Rows = {}
    for name, table in bridge.tables(articles).items():
        for row in table.to_pylist():
            out.setdefault(name, {}).setdefault(row["doc_id"], []).append(row)
    return out


def merged(parts: Sequence[Rows]) -> Rows:
    """Rows of several batches together."""
    out: Rows = {}
    for part in parts:
        for name, rows in part.items():
            out.setdefault(name, {}).update(rows)
    return out


@SETTINGS
@given(corpora)
def test_offsets_point_at_the_match(corpus: list[Article]):
    """text[start:end] is the column text, in texts and in titles, whatever stands before."""
    by_id = {article.doc_id: article for article in corpus}
    for row in BRIDGE.tables(corpus)["matches"].to_pylist():
        article = by_id[row["doc_id"]]
        whole = article.title if row["field"] == "title" else article.text
        assert whole[row["start"] : row["end"]] == row["text"] != ""


@SETTINGS
@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(corpus: list[Article], chance: random.Random):
    """Shuffled articles have the same rows."""
    shuffled = chance.sample(corpus, len(corpus))
    assert rows_by_article(corpus) == rows_by_article(shuffled)


@SETTINGS
@given(corpora)
def test_batches_change_nothing(corpus: list[Article]):
    """One article a batch gives what one batch of all gives; so an article never changes another's rows."""
    assert rows_by_article(corpus) == merged([rows_by_article([article]) for article in corpus])


@SETTINGS
@given(corpora)
def test_counts_add_up(corpus: list[Article]):
    """Counts are the matches added up, outlets add up to the corpus, and no article has more quoted than words."""
    tables = {name: table.to_pylist() for name, table in BRIDGE.tables(corpus).items()}
    keys = ("doc_id", "outlet", "frame", "voice", "where")
    matches = Counter(tuple(row[k] for k in keys) for row in tables["matches"])
    negated = Counter(tuple(row[k] for k in keys) for row in tables["matches"] if row["negated"])
    sentences = {(*(row[k] for k in keys), row["field"], row["sentence"]) for row in tables["matches"]}
    assert {tuple(r[k] for k in keys): r["matches"] for r in tables["counts"]} == dict(matches)
    assert sum(r["negated"] for r in tables["counts"]) == negated.total()
    # All sentences of a title have the number 0.
    extra = sum(r["sentences"] for r in tables["counts"]) - len(sentences)
    assert extra >= 0
    assert extra == 0 or any(row["field"] == "title" for row in tables["matches"])
    words = Counter({row["doc_id"]: row["words"] for row in tables["articles"] if row["words"]})
    assert words == Counter({d: sum(r["words"] for r in tables["words"] if r["doc_id"] == d) for d in words})
    of_outlets = [rows_by_article([a for a in corpus if a.outlet.value == o]) for o in {a.outlet.value for a in corpus}]
    assert merged(of_outlets) == rows_by_article(corpus)


def test_a_new_vocabulary_changes_nothing():
    """An annotator that starts a new vocabulary at every batch finds what one with a large one finds."""
    chance = random.Random(5)
    kept, forgetful = Annotator(), Annotator(largest_vocabulary=10)
    matchers = Matcher(hostile_codebook()), Matcher(hostile_codebook())
    for round_ in range(20):
        batch = [hostile_article(chance, str(i)) for i in range(4)]
        one, other = kept.annotate(batch), forgetful.annotate(batch)
        assert one.sentence_token.tolist() == other.sentence_token.tolist()
        assert one.quotations.start.tolist() == other.quotations.start.tolist()
        found = [m.find(b) for m, b in zip(matchers, (one, other), strict=True)]
        assert found[0].start.tolist() == found[1].start.tolist(), round_
        assert found[0].entry.tolist() == found[1].entry.tolist()
    assert len(forgetful.vocabulary) < len(kept.vocabulary)


#: The split as one regular expression, for text without joiners other than apostrophes and without Chinese.
PLAIN_WORD = re.compile(r"[^\W_]+(?:['’_][^\W_]+)*")


def word_edges(raw: bytes) -> tuple[list[int], list[int]]:
    """Where words start and end in one text, which stands between two gaps."""
    found = edges_between(b"\n" + raw + b"\n", np.zeros(0, np.int64))
    return (found.starts - 1).tolist(), (found.ends - 1).tolist()


@SETTINGS
@given(st.text(st.sampled_from("abcXYZ019_éßİñ'’-.,;:!?\"“” \n\t\u00a0—…кЖع한"), max_size=80))
def test_the_split_is_that_of_a_regular_expression(text: str):
    """edges_between and re agree on text without special characters."""
    raw = text.encode()
    found = [raw[a:b].decode() for a, b in zip(*word_edges(raw), strict=True)]
    assert found == PLAIN_WORD.findall(text)


@SETTINGS
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_edges_lie_between_characters(text: str):
    """Whatever the text, edges ascend, words are not empty and no character is cut."""
    raw = text.encode()
    starts, ends = word_edges(raw)
    assert all(a < b for a, b in zip(starts, ends, strict=True))
    assert all(a >= b for a, b in zip(starts[1:], ends, strict=False))
    for edge in (*starts, *ends):
        raw[:edge].decode()


@pytest.mark.parametrize("batch", [[], [Article("a", "")], [Article("a", "“"), Article("b", "...")]])
def test_articles_without_words(batch: list[Article]):
    """No articles, empty ones and ones of punctuation alone have no matches and no words."""
    tables = BRIDGE.tables(batch)
    assert (tables["matches"].num_rows, tables["words"].num_rows) == (0, 0)
    assert tables["articles"].num_rows == len(batch)


def test_marks_of_a_neighbour_mean_nothing():
    """An open quotation at one article's end is not closed, continued or reported by the next article."""
    first, empty, last = Article("a", "He spoke: “bully for you"), Article("b", "“"), Article("c", "“Talks,” he said.")
    tables = BRIDGE.tables([first, empty, last])
    issues = tables["issues"].select(["doc_id", "code"]).to_pylist()
    assert [tuple(issue.values()) for issue in issues] == [("a", "unpaired-quotation"), ("b", "no-words")]
    assert rows_by_article([first, empty, last]) == merged([rows_by_article([a]) for a in (first, empty, last)])


def test_negation_stops_at_the_article():
    """A word of the article before never changes what "not" means in the next one."""
    tables = BRIDGE.tables([Article("a", "If"), Article("b", "Not bullying.")])
    assert tables["matches"].column("negated").to_pylist() == [True]
