"""The arrays find what the slow reference finds, row by row, on real and on hostile articles."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import pytest

from framing.annotate.batching import Annotator
from framing.lexicon.matcher import Hits, Matcher
from framing.lexicon.reading import load_codebook
from framing.records.article import Article, Block
from framing.records.batch import DOUBLE, TITLE, Batch
from framing.records.codebook import Codebook
from framing.records.tables import PLACES
from framing.study.bridge.bridge import Bridge
from tests.hostile import hostile_article, hostile_codebook
from tests.reference import Entries, Result, read_article

SHARED = Path(__file__).resolve().parents[3] / "shared"
NEWS = SHARED / "data" / "news_4k.jsonl.gz"
SEEDS = SHARED / "seeds"
MATCH_COLUMNS = "field start end text frame entry where sentence paragraph negated denied hypothetical".split()

WORD_COUNTS = ("words", "words_quoted", "sentences")
WORD_COLUMNS = ("words", "sentences")

needs_news = pytest.mark.skipif(not NEWS.exists(), reason="the real articles in ../shared/data are not here")


def real_articles(number: int, skip: int = 0) -> list[Article]:
    """Articles of news_4k, evenly spread, and half of them without their separate title."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = records[skip :: max(1, len(records) // number)][:number]
    return [Article(doc_id=r["id"], text=r["text"], title=r["title"] if i % 2 else "") for i, r in enumerate(records)]


def seed_articles() -> list[Article]:
    """The five real articles, with some blocks and without."""
    articles = [Article(doc_id=p.stem, text=p.read_text(encoding="utf-8")) for p in sorted(SEEDS.glob("*.txt"))]
    blocks = (
        Block(0, 40, "banner"),
        Block(40, 130, "headline"),
        Block(300, 420, "caption"),
        Block(600, 640, "subheading"),
    )
    return articles + [Article(doc_id=f"{a.doc_id}-blocks", text=a.text, blocks=blocks) for a in articles]


def moderate_codebook() -> Codebook:
    """A codebook whose words are in most articles, so that every rule has work."""
    return load_codebook(Path(__file__).with_name("everyday.yml"))


class Program:
    """The program with one codebook; keeps its vocabularies from batch to batch."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.entries = Entries(codebook)
        self.bridge, self.annotator, self.matcher = Bridge(codebook), Annotator(), Matcher(codebook)


def assert_same(articles: Sequence[Article], program: Program) -> int:
    """Compare all that is known about each article; returns the number of matches."""
    batch = program.annotator.annotate(articles)
    hits = program.matcher.find(batch)
    tables = program.bridge.tables(articles)
    expected = [read_article(article, program.entries) for article in articles]
    for number, (article, result) in enumerate(zip(articles, expected, strict=True)):
        assert_equal(annotations_by_reference(result), annotations_in(batch, number), article.doc_id)
    assert_equal(match_rows(articles, expected), match_table(batch, hits, tables), "matches")
    assert_equal(word_rows(articles, expected, WORD_COLUMNS), word_table(tables, WORD_COLUMNS), "words")
    unpaired = {a.doc_id: r.unpaired for a, r in zip(articles, expected, strict=True) if r.unpaired}
    marks = (issue for issue in batch.issues if issue.code == "unpaired-quotation")
    assert unpaired == {issue.doc_id: int(issue.reason.split()[0]) for issue in marks}
    return sum(len(result.matches) for result in expected)


def assert_equal(expected: object, actual: object, what: str) -> None:
    """Equality that names the first difference; pytest's own report takes minutes on lists of thousands."""
    if expected == actual:
        return
    if isinstance(expected, dict):
        parts = [(key, expected[key], actual[key]) for key in expected]
    else:
        parts = list(zip_longest(range(max(len(expected), len(actual))), expected, actual))
    number, left, right = next((n, a, b) for n, a, b in parts if a != b)
    if isinstance(left, dict | list) and isinstance(right, dict | list):
        assert_equal(left, right, f"{what} {number}")
    pytest.fail(f"{what} {number}: the reference says {left}, the arrays say {right}", pytrace=False)


def annotations_by_reference(result: Result) -> list[dict[str, object]]:
    return [
        {
            "kind": f.kind,
            "words": f.words,
            "paragraphs": f.paragraphs,
            "quotations": f.quotations,
            "sentences": f.sentences,
            "places": f.places,
        }
        for f in result.fields
    ]


def annotations_in(batch: Batch, article: int) -> list[dict[str, object]]:
    """What the batch says about one article, in the terms of the reference."""
    import numpy as np

    out = []
    for number in np.flatnonzero(batch.field_article == article).tolist():
        first = int(batch.field_token[number])
        end = int(batch.field_token[number + 1]) if number + 1 < len(batch.field_token) else batch.tokens
        if first == end:
            continue
        tokens = np.arange(first, end)
        fields = np.full(len(tokens), number)
        starts = batch.to_chars(batch.word_start[tokens], fields).tolist()
        ends = batch.to_chars(batch.word_end[tokens], fields).tolist()
        marks = batch.quotations
        quotations = zip(
            marks.start.tolist(), marks.end.tolist(), marks.kind.tolist(), marks.closed.tolist(), strict=True
        )
        out.append(
            {
                "kind": "title" if batch.field_kind[number] == TITLE else "text",
                "words": list(zip(starts, ends, strict=True)),
                "paragraphs": [p - first for p in batch.paragraph_token.tolist() if first <= p < end],
                "quotations": [
                    (a - first, b - first, "double" if kind == DOUBLE else "single", closed)
                    for a, b, kind, closed in quotations
                    if first <= a < end
                ],
                "sentences": [s - first for s in batch.sentence_token.tolist() if first <= s < end],
                "places": [(*PLACES, "none")[place] for place in batch.place_of(tokens).tolist()],
            }
        )
    return out


def match_rows(articles: Sequence[Article], expected: Sequence[Result]) -> list[tuple[object, ...]]:
    names = ("doc_id", *MATCH_COLUMNS, "inside")
    return [tuple(getattr(m, n) for n in names) for result in expected for m in result.matches]


def match_table(batch: Batch, hits: Hits, tables: dict[str, object]) -> list[tuple[object, ...]]:
    table = tables["matches"]
    inside = [False] * len(hits)
    for a, b in zip(batch.quotations.start.tolist(), batch.quotations.end.tolist(), strict=True):
        for i in range(*hits.start.searchsorted([a, b]).tolist()):
            inside[i] = True
    columns = [table.column(name).to_pylist() for name in ("doc_id", *MATCH_COLUMNS)]
    return list(zip(*columns, inside, strict=True))


def word_rows(
    articles: Sequence[Article], expected: Sequence[Result], columns: Sequence[str]
) -> list[tuple[object, ...]]:
    return [
        (article.doc_id, place, *(result.words[place][WORD_COUNTS.index(name)] for name in columns))
        for article, result in zip(articles, expected, strict=True)
        for place in PLACES
        if place in result.words
    ]


def word_table(tables: dict[str, object], columns: Sequence[str]) -> list[tuple[object, ...]]:
    columns = ("doc_id", "where", *columns)
    return list(zip(*(tables["words"].column(name).to_pylist() for name in columns), strict=True))


@needs_news
def test_a_thousand_real_articles_in_batches():
    """1,000 articles of hundreds of outlets give the same rows, 250 to a batch, with one growing vocabulary."""
    program = Program(moderate_codebook())
    articles = real_articles(1000)
    found = sum(assert_same(articles[i : i + 250], program) for i in range(0, 1000, 250))
    assert found > 20_000


@needs_news
def test_the_seeds_and_sixty_articles_with_the_shipped_codebook():
    """The five real articles and sixty others, scored with us-china-trade."""
    program = Program(load_codebook("us-china-trade"))
    assert assert_same([*seed_articles(), *real_articles(60, skip=7)], program) > 200


@pytest.mark.parametrize("seed", range(40))
def test_hostile_batches(seed: int):
    """Articles made of quotation marks, joiners, blank lines, CJK, NULs ... in batches of nine."""
    chance = random.Random(seed)
    program = Program(hostile_codebook())
    for round_ in range(5):
        assert_same([hostile_article(chance, f"{round_}-{i}") for i in range(9)], program)


@needs_news
@pytest.mark.parametrize("seed", range(4))
def test_real_articles_with_damage(seed: int):
    """Real articles with characters dropped, doubled and put in at random places."""
    chance = random.Random(seed)
    pieces = [*"“”‘’\"'\n.!?…,;:-—", "\n\n", " ”\n\n“", ". . .", "''", "« ", " »", "\x00", "U.S.", "\u00ad", "善"]
    articles = []
    for article in real_articles(25, skip=seed):
        text = list(article.text[:3000])
        for _ in range(60):
            at = chance.randrange(len(text))
            text[at] = chance.choice(["", text[at] * 2, chance.choice(pieces), text[at] + chance.choice(pieces)])
        articles.append(Article(article.doc_id, "".join(text), title=article.title))
    assert_same(articles, Program(moderate_codebook()))


@pytest.mark.parametrize("seed", range(5))
def test_words_in_quotation_marks(seed: int):
    """The column words_quoted counts each word within marks once, at the place where the word stands."""
    chance = random.Random(1000 + seed)
    articles = [hostile_article(chance, str(i)) for i in range(60)]
    codebook = hostile_codebook()
    expected = [read_article(article, Entries(codebook)) for article in articles]
    quoted = word_table(Bridge(codebook).tables(articles), ["words_quoted"])
    assert_equal(word_rows(articles, expected, ["words_quoted"]), quoted, "words_quoted")
