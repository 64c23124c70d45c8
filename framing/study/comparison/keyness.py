"""Keyness: the words that set one outlet's articles apart, under house style and with near-copies counted once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.annotate.forms import APOSTROPHE, LEFT_OUT
from framing.arguments import check_flag, check_text, texts
from framing.errors import UsageError
from framing.records.article import UNKNOWN, Article
from framing.records.corpus import Corpus, articles_of
from framing.records.grammar import counted, some_of
from framing.records.sizes import CALLED_BELOW
from framing.stats import keyness as key_words
from framing.stats import weighted_log_odds
from framing.study.comparison.grouping import outlet_called
from framing.study.wording.copies import near_copies
from framing.study.wording.terms import DocumentTerms, read_terms

if TYPE_CHECKING:
    import pandas as pd

#: Outlets that a message names one by one.
_MOST_NAMED = 20


def keyness(
    corpus: Corpus | Iterable[Article] | DocumentTerms,
    target: str,
    reference: str | None = None,
    *,
    min_articles: int = 2,
    function_words: bool = False,
    keep_copies: bool = False,
    copies: Collection[str] | None = None,
    classic: Sequence[str] = ("g2",),
    level: float = 0.95,
) -> pd.DataFrame:
    """The words that set the articles of ``target`` apart from those of ``reference`` (None: all other outlets).

    Articles of an unknown outlet can stand for none and are left out.

    The unit is the article: a word printed fifty times in one article counts one. Words are compared under house style
    (``read_terms(corpus).folded`` in ``framing.study.wording.terms`` lists what was folded); outlet names, agency
    names, bylines and datelines are no words. Near-copies (containment >= .8) count once unless ``keep_copies``;
    ``copies`` are their ids, if they are known already.
    ``corpus`` may be what ``read_terms`` returned, which is then taken as it is (each article counts).

    Columns, one row a term, the most telling first: ``term``; ``articles1`` of ``of1`` articles of the target have it,
    ``articles2`` of ``of2`` of the reference, ``share1`` and ``share2`` (0 to 1); ``k1`` of ``n1`` words, ``k2`` of
    ``n2`` (without function words and numbers); ``log_ratio`` of the shares (binary; 1 = twice the share) with ``low``
    and ``high``; ``p`` Fisher's exact on articles; ``q`` Benjamini-Hochberg over the ``tests`` terms; ``key`` target,
    reference or neither; ``method``; the ``classic`` token measures; ``log_odds`` and ``z`` (Monroe et al. 2008, a0 =
    10: a ranking of tokens, not a test); ``written``: names, spellings and hyphens folded into the term, with their
    counts. Below 4 articles on a side ``p``, ``q`` and the interval are missing and ``tests`` is 0. UsageError for an
    outlet without articles, or none but near-copies, and for an unknown measure.

    >>> texts = {"A": "Tariffs bully the world.", "B": "Tariffs help the world."}
    >>> from framing.records.article import Tag
    >>> corpus = [Article(f"{o}{i}", f"{texts[o]} {i}", outlet=Tag(o)) for o in "AB" for i in range(4)]
    >>> table = keyness(corpus, "A", keep_copies=True)
    >>> table[["term", "articles1", "articles2", "q"]].round(3).to_dict("records")[0]
    {'term': 'bully', 'articles1': 4, 'articles2': 0, 'q': 0.057}
    """
    check_text("target", target)
    check_flag("function_words", function_words)
    check_flag("keep_copies", keep_copies)
    if reference is not None:
        check_text("reference", reference)
    if isinstance(corpus, DocumentTerms):
        terms = corpus.of_known_outlets()
    else:
        articles, counted = _counted(articles_of(corpus), copies, keep_copies)
        target, reference = _sides(target, reference, articles, counted)
        terms = read_terms(counted, function_words=function_words)
    terms = terms.with_words()  # whoever has none cannot have used one, and is on neither side
    for name in (target, reference):
        if name is not None and name not in terms.outlets:
            raise UsageError(f"no article of '{name}' holds a word that counts", remedy="framing ls shows their words")
    table = key_words(
        terms.matrix,
        terms.terms,
        np.array(terms.outlets, object),
        target=target,
        reference=reference,
        min_articles=min_articles,
        classic=classic,
        level=level,
    )
    return with_forms(_with_log_odds(table, terms, target, reference), terms)


def _counted(
    articles: tuple[Article, ...], copies: Collection[str] | None, keep_copies: bool
) -> tuple[list[Article], list[Article]]:
    """The articles of known outlets, and those of them that count."""
    if copies is None:
        copies = () if keep_copies else near_copies(articles)
    left_out = frozenset(texts("copies", copies))
    known = [article for article in articles if article.outlet.value != UNKNOWN]
    return known, [article for article in known if article.doc_id not in left_out]


def _sides(
    target: str, reference: str | None, articles: Sequence[Article], counted: Sequence[Article]
) -> tuple[str, str | None]:
    """Both outlets under their names in the articles. UsageError for one that has none, or nothing but near-copies."""
    target = named_outlet(target, articles)
    reference = None if reference is None else named_outlet(reference, articles)
    before, left = ({article.outlet.value for article in some} for some in (articles, counted))
    gone = [name for name in (target, reference) if name is not None and name not in left]
    if reference is None and before > {target} and not left - {target}:
        gone.append("the other outlets")
    if gone:
        reason = f"all articles of {gone[0]} are near-copies, and other articles are counted for them"
        raise UsageError(reason, remedy="count each with --keep-copies (keep_copies=True)")
    return target, reference


def named_outlet(name: str, articles: Iterable[Article]) -> str:
    """The outlet of the articles that is called ``name``, by whatever name the table of outlets knows it.

    >>> from framing.records.article import Tag
    >>> named_outlet("FT", [Article("a", "Tariffs.", outlet=Tag("Financial Times"))])
    'Financial Times'
    """
    outlets = sorted({article.outlet.value for article in articles} - {UNKNOWN})
    if known := outlet_called(name, outlets):
        return known
    there = f"outlets are {some_of(outlets, _MOST_NAMED)}" if outlets else "there is no article of a known outlet"
    raise UsageError(f"no article of '{name}'", remedy=there)


def keyness_note(table: pd.DataFrame, target: str, reference: str | None = None) -> str:
    """One or two sentences to stand under a table of ``keyness``: on how much it rests and what was tested.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"of1": [2], "of2": [9], "tests": [0], "q": [float("nan")]})
    >>> print(keyness_note(table, "Northline"))
    Northline has 2 articles and the other outlets 9: below 4 on a side words are counted and nothing is tested.
    """
    other = reference or "the other outlets"
    if not len(table):
        return f"{target} and {other} share too few words to compare."
    of1, of2, tests = (int(table[name].iloc[0]) for name in ("of1", "of2", "tests"))
    sizes = f"{target} has {counted(of1, 'article')} and {other} {of2:,}"
    if not tests:
        return f"{sizes}: below 4 on a side words are counted and nothing is tested."
    found = int((table["q"] < CALLED_BELOW).sum())
    return (
        f"{sizes}; {tests:,} words were tested, {found:,} of them {'has' if found == 1 else 'have'} q below .05 "
        "(Fisher's exact test on articles, Benjamini-Hochberg). "
        "Articles were chosen by you, not sampled: q describes the difference between these articles only."
    )


def _with_log_odds(table: pd.DataFrame, terms: DocumentTerms, target: str, reference: str | None) -> pd.DataFrame:
    outlets = np.array(terms.outlets, object)
    here = outlets == target
    there = ~here if reference is None else outlets == reference
    one, other = (np.asarray(terms.matrix[np.flatnonzero(rows)].sum(axis=0)).ravel() for rows in (here, there))
    delta, z = weighted_log_odds(one, other)
    columns = {term: i for i, term in enumerate(terms.terms)}
    places = np.array([columns[term] for term in table["term"]], np.int64)
    return table.assign(log_odds=delta[places], z=z[places])


def with_forms(table: pd.DataFrame, terms: DocumentTerms) -> pd.DataFrame:
    """The table with a column ``written``: the folded forms of each term, the commonest first, with their counts."""
    folded = terms.folded[~terms.folded["rule"].isin([LEFT_OUT, APOSTROPHE])]
    folded = folded[folded["term"].isin(set(table["term"]))]
    sums = folded.groupby(["term", "written"])["count"].sum().reset_index()
    sums = sums.sort_values(["count", "written"], ascending=[False, True])
    said: dict[str, str] = {}
    for term, written, count in zip(sums["term"], sums["written"], sums["count"], strict=True):
        said[term] = f"{said[term]}, {written} {count}" if term in said else f"{written} {count}"
    return table.assign(written=[said.get(term, "") for term in table["term"]])
