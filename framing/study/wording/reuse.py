"""Who prints whose words: pairs of articles that share text, near-copies, and phrases that travel between outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.annotate.housestyle import load_house_style
from framing.arguments import check_number
from framing.records.arrays import Ints
from framing.records.article import Article
from framing.records.grammar import ranked, some_of
from framing.records.tables import Column, Table
from framing.stats.formulas import Formulas, find_formulas, prune_formulas
from framing.stats.grams import shared_grams
from framing.stats.reuse import COPY, SHARES, Pairs, containment_level, find_pairs, linked_groups
from framing.study.output.notebook import page_of
from framing.study.wording.copies import copies_of, in_preference
from framing.study.wording.printings import Printings, read_printings
from framing.study.wording.wordstream import read_words

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMULAS", "PAIRS", "PRINTINGS", "Reuse", "find_reuse"]

PAIRS = Table(
    "reuse",
    "two articles of which one holds at least a tenth of the other's wording",
    (
        Column("doc_id", "text", "the article that is contained: of the two, the one with the larger containment"),
        Column("outlet", "category", "who published it"),
        Column("date", "text", "as in articles"),
        Column("other", "text", "the article that holds it"),
        Column("other_outlet", "category", "who published that"),
        Column("other_date", "text", "as in articles"),
        Column("shared", "int", "different word 5-grams that both hold"),
        Column("grams", "int", "different word 5-grams of doc_id"),
        Column("containment", "float", "share of doc_id's 5-grams that the other holds, 0 to 1"),
        Column("reverse", "float", "share of the other's 5-grams that doc_id holds, 0 to 1"),
        Column("level", "category", "copy (>= .80), substantially derived (>= .30) or shares text (>= .10)"),
        Column("same_outlet", "bool", "both are of one outlet: mostly its own footers and follow-ups"),
        Column("credit", "text", "the agency that either of them credits; else empty"),
    ),
)

FORMULAS = Table(
    "formulas",
    "a string of five words or more that articles of several outlets print word for word",
    (
        Column("formula", "int", "its number, from 1: most outlets first"),
        Column("text", "text", "as it is printed most often"),
        Column("words", "int", "its length in words"),
        Column("kind", "category", "name (nothing but capitalised words) or phrase"),
        Column("outlets", "int", "outlets that print it"),
        Column("articles", "int", "articles that print it, near-copies included"),
        Column("independent", "int", "the same with articles that share text counted once"),
        Column("own", "int", "printings outside quotation marks (reported speech included)"),
        Column("quoted", "int", "printings inside quotation marks"),
        Column("first_date", "text", "earliest day of an article with it, if any has a full date; else empty"),
        Column("who", "text", "outlets and their numbers of articles, the most first"),
    ),
)

PRINTINGS = Table(
    "printings",
    "one place where a formula is printed",
    (
        Column("formula", "int", "the number of the formula"),
        Column("doc_id", "text", "the article"),
        Column("outlet", "category", "who published it"),
        Column("start", "int", "first code point in the article's text"),
        Column("end", "int", "one past the last"),
        Column("text", "text", "as published"),
        Column("quoted", "bool", "inside quotation marks"),
        Column("copy", "bool", "the article is a near-copy that another stands for"),
    ),
)


@dataclass(frozen=True)
class Reuse:
    """What ``find_reuse`` found: tables ``pairs``, ``formulas``, ``printings`` (see the module), and ``copies``."""

    pairs: pd.DataFrame
    formulas: pd.DataFrame
    printings: pd.DataFrame
    copies: dict[str, str]

    def _repr_html_(self) -> str:
        return page_of(self.pairs, [repr(self)])

    def __repr__(self) -> str:
        return f"<Reuse: {len(self.pairs)} pairs, {len(self.copies)} near-copies, {len(self.formulas)} formulas>"


def find_reuse(corpus: Iterable[Article], *, least: float = SHARES) -> Reuse:
    """Pairs of articles that share wording, and the formulas that two outlets or more print.

    Compared is the text of lead and body, word by word without case (no house style). Pairs are given from a
    containment of ``least`` on. It says which side is contained, never who copied whom. A formula counts as travelling
    only between articles that do not share text otherwise.

    >>> said = "The two sides agreed to meet again within thirty working days"
    >>> texts = [f"{said}.", f"{said}, an official told reporters in the capital on the last day of the talks.",
    ...          "Nobody spoke of what both call a firm and lasting peace for the whole region."]
    >>> from framing.records.article import Tag
    >>> found = find_reuse([Article(f"d{i}", text, outlet=Tag(f"o{i}")) for i, text in enumerate(texts)])
    >>> found.pairs[["doc_id", "other", "containment", "level"]].to_dict("records")
    [{'doc_id': 'd0', 'other': 'd1', 'containment': 1.0, 'level': 'copy'}]
    """
    check_number("least", least, 0, 1)
    articles = tuple(corpus)
    stream, numbers = read_words(articles)
    grams = shared_grams(stream)
    order = in_preference(articles)
    pairs = find_pairs(stream, grams, least=least, order=order)
    copies = copies_of(articles, pairs if least <= COPY else find_pairs(stream, grams, least=COPY, order=order))
    groups = linked_groups(pairs, len(articles))
    outlet = np.unique(np.array([article.outlet.value for article in articles], object), return_inverse=True)[1]
    found = find_formulas(stream, grams, outlet, groups)
    found = prune_formulas(found, stream, _content(numbers))
    printed = read_printings(articles, stream, found)
    rank = _ranked(articles, printed, groups)
    return Reuse(
        _pair_table(articles, pairs, grams.distinct),
        _formula_table(articles, found, printed, groups, rank),
        _printing_table(articles, printed, copies, rank),
        copies,
    )


def _content(numbers: dict[str, int]) -> Any:
    """Of each word, whether it has content of its own."""
    function = load_house_style().function_words
    content = np.zeros(len(numbers), np.bool_)
    content[[number for word, number in numbers.items() if word not in function and len(word) > 1]] = True
    return content


def _pair_table(articles: Sequence[Article], pairs: Pairs, distinct: Ints) -> pd.DataFrame:
    """One row a pair, the contained article first, the closest pairs first."""
    ends = (pairs.first.tolist(), pairs.second.tolist())
    swap = (pairs.of_second > pairs.of_first) | (
        (pairs.of_second == pairs.of_first)
        & np.array([articles[b].doc_id < articles[a].doc_id for a, b in zip(*ends, strict=True)], np.bool_)
    )
    one, other = np.where(swap, pairs.second, pairs.first), np.where(swap, pairs.first, pairs.second)
    high, low = np.where(swap, pairs.of_second, pairs.of_first), np.where(swap, pairs.of_first, pairs.of_second)
    ids, outlets = [a.doc_id for a in articles], [a.outlet.value for a in articles]
    order = sorted(range(len(one)), key=lambda i: (-high[i], -low[i], ids[one[i]], ids[other[i]]))
    one, other, dates = one[order].tolist(), other[order].tolist(), [article.day for article in articles]
    credit = [articles[a].derived_from.value or articles[b].derived_from.value for a, b in zip(one, other, strict=True)]
    columns = {
        "doc_id": [ids[i] for i in one],
        "outlet": [outlets[i] for i in one],
        "date": [dates[i] for i in one],
        "other": [ids[i] for i in other],
        "other_outlet": [outlets[i] for i in other],
        "other_date": [dates[i] for i in other],
        "shared": pairs.shared[order],
        "grams": distinct[one],
        "containment": high[order],
        "reverse": low[order],
        "level": [containment_level(value) for value in high[order].tolist()],
        "same_outlet": [outlets[a] == outlets[b] for a, b in zip(one, other, strict=True)],
        "credit": credit,
    }
    return PAIRS.frame_of(columns)


def _ranked(articles: Sequence[Article], printed: Printings, groups: Ints) -> list[int]:
    """The formulas in the order of their numbers: most outlets, most independent articles, longest, by alphabet."""
    keys = []
    for formula, rows in enumerate(printed.rows_of):
        where = printed.article[rows].tolist()
        outlets, independent = {articles[i].outlet.value for i in where}, set(groups[where].tolist())
        text = printed.text[rows[0]]
        keys.append((-len(outlets), -len(independent), -len(text.split()), text.casefold(), formula))
    return [key[-1] for key in sorted(keys)]


def _formula_table(
    articles: Sequence[Article], found: Formulas, printed: Printings, groups: Ints, rank: list[int]
) -> pd.DataFrame:
    table: list[dict[str, Any]] = []
    dates = [article.day for article in articles]
    for number, formula in enumerate(rank, start=1):
        rows = printed.rows_of[formula]
        where = sorted(set(printed.article[rows].tolist()))
        by_outlet = Counter(articles[i].outlet.value for i in where)
        texts = Counter(printed.text[row] for row in rows)
        text = min(texts, key=lambda t: (-texts[t], t))
        quoted = int(printed.quoted[rows].sum())
        row = {
            "formula": number,
            "text": text,
            "words": int(found.words[formula]),
            "kind": "name" if _is_name(text) else "phrase",
            "outlets": len(by_outlet),
            "articles": len(where),
            "independent": len(set(groups[where].tolist())),
            "own": len(rows) - quoted,
            "quoted": quoted,
            "first_date": min((dates[i] for i in where if len(dates[i]) == 10), default=""),
            "who": count_outlets(by_outlet),
        }
        table.append(row)
    return FORMULAS.frame_of({name: [row[name] for row in table] for name in FORMULAS.names})


def count_outlets(by_outlet: Counter[str], most: int = 12) -> str:
    """Outlets with their numbers, the most first; beyond ``most`` outlets only how many more.

    >>> count_outlets(Counter(a=1, b=2, c=1), most=2)
    'b 2, a 1 and 1 more'
    """
    return some_of([f"{outlet} {count}" for outlet, count in ranked(by_outlet)], most)


def _is_name(text: str) -> bool:
    """Whether all words with content of their own are written with a capital or a digit.

    >>> _is_name("the Bank of Two Rivers, 2024"), _is_name("the bank of Two Rivers")
    (True, False)
    """
    function = load_house_style().function_words
    words = [word.strip("“”\"'’(),.;:") for word in text.replace("-", " ").split()]
    return all(not word or word[0].isupper() or word[0].isdigit() or word.lower() in function for word in words)


def _printing_table(
    articles: Sequence[Article], printed: Printings, copies: dict[str, str], rank: list[int]
) -> pd.DataFrame:
    rows = [row for formula in rank for row in printed.rows_of[formula]]
    numbers = [number for number, formula in enumerate(rank, start=1) for _ in printed.rows_of[formula]]
    where = [articles[i] for i in printed.article[rows].tolist()]
    columns = {
        "formula": numbers,
        "doc_id": [article.doc_id for article in where],
        "outlet": [article.outlet.value for article in where],
        "start": printed.start[rows],
        "end": printed.end[rows],
        "text": [printed.text[row] for row in rows],
        "quoted": printed.quoted[rows],
        "copy": [article.doc_id in copies for article in where],
    }
    return PRINTINGS.frame_of(columns)
