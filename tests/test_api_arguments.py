"""Whatever is passed to a public name from Python: an answer or one sentence of framing, no error deep inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.errors import UsageError

SAID = "The Glassford council called the levy bullying. It is not sustainable, a spokesman said."
OWN = [fr.Article(f"a{i}", f"{SAID} Number {i}.", outlet=outlet) for i, outlet in enumerate("AB" * 4)]
CORPUS = "corpus/trade-talks/unknown"

HALF = [fr.Article("a", "Talks.", url="\ud800")]

#: What somebody might pass by mistake; a half character and a NUL are text, but no text that a file could hold.
ODD = [
    *(None, 5, 2.5, float("nan"), b"x", [1], ["a", None], {"a": 1}, [[]], object(), str, -1, 10**30, "\0", "\ud800"),
    *(
        pd.NA,
        np.bool_(True),
        Path("/nowhere"),
        dt.date(2025, 1, 1),
        pd.DataFrame({"a": [1]}),
        np.array([1, 2]),
        iter([1]),
    ),
]


@dataclass(frozen=True)
class At:
    """What a call may need besides its argument."""

    book: fr.Codebook
    scores: fr.Scores
    store: Any


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> At:
    book = fr.load_codebook("generic-news")
    store = fr.open_store(tmp_path_factory.mktemp("store") / "desk.db")
    store.add(OWN)
    store.save_baseline("autumn", book, keep_copies=True)
    return At(book, fr.score(OWN, book, keep_copies=True), store)


CALLS: dict[str, Callable[[Any, At], object]] = {
    "read_corpus(x)": lambda x, at: fr.read_corpus(x),
    "read_corpus(outlet=x)": lambda x, at: fr.read_corpus(CORPUS, outlet=x),
    "read_corpus(encoding=x)": lambda x, at: fr.read_corpus(CORPUS, encoding=x),
    "Corpus(x)": lambda x, at: fr.Corpus(x),
    "Corpus(issues=x)": lambda x, at: fr.Corpus((), x),
    "Article(blocks=x)": lambda x, at: fr.score([fr.Article("a", SAID, blocks=x)], at.book),
    "Article(extra=x)": lambda x, at: fr.score([fr.Article("a", SAID, extra=x)], at.book),
    "Article(provenance=x)": lambda x, at: fr.score([fr.Article("a", SAID, provenance=x)], at.book),
    "read_corpus(propose=x)": lambda x, at: fr.read_corpus(CORPUS, propose=x),
    "corpus[x]": lambda x, at: fr.Corpus(OWN)[x],
    "load_codebook(x)": lambda x, at: fr.load_codebook(x),
    "load_codebook(encoding=x)": lambda x, at: fr.load_codebook("generic-news", encoding=x),
    "kwic(x)": lambda x, at: fr.kwic(x, "levy"),
    "kwic(terms=x)": lambda x, at: fr.kwic(OWN, x),
    "kwic(width=x)": lambda x, at: fr.kwic(OWN, "levy", width=x),
    "kwic(voice=x)": lambda x, at: fr.kwic(OWN, "levy", voice=x),
    "keyness(target=x)": lambda x, at: fr.keyness(OWN, x, keep_copies=True),
    "keyness(reference=x)": lambda x, at: fr.keyness(OWN, "A", x, keep_copies=True),
    "keyness(copies=x)": lambda x, at: fr.keyness(OWN, "A", copies=x),
    "keyness(level=x)": lambda x, at: fr.keyness(OWN, "A", level=x, keep_copies=True),
    "keyness(min_articles=x)": lambda x, at: fr.keyness(OWN, "A", min_articles=x, keep_copies=True),
    "keyness(keep_copies=x)": lambda x, at: fr.keyness(OWN, "A", keep_copies=x),
    "keyness(function_words=x)": lambda x, at: fr.keyness(OWN, "A", function_words=x),
    "keyness(classic=x)": lambda x, at: fr.keyness(OWN, "A", classic=x, keep_copies=True),
    "quotes(x)": lambda x, at: fr.quotes(x),
    "score(x)": lambda x, at: fr.score(x, at.book),
    "score(codebook=x)": lambda x, at: fr.score(OWN, x),
    "score(keep_copies=x)": lambda x, at: fr.score(OWN, at.book, keep_copies=x).by(),
    "score(coder=x)": lambda x, at: fr.score(OWN, at.book, coder=x),
    "by(x)": lambda x, at: at.scores.by(x),
    "by(voice=x)": lambda x, at: at.scores.by("outlet", voice=x),
    "by(where=x)": lambda x, at: at.scores.by("outlet", where=x),
    "compare(x)": lambda x, at: at.scores.compare(x).table,
    "compare(against=x)": lambda x, at: at.scores.compare(against=x).table,
    "compare(voice=x)": lambda x, at: at.scores.compare(voice=x).table,
    "compare(seed=x)": lambda x, at: at.scores.compare(seed=x).table,
    "prevalence(x)": lambda x, at: at.scores.prevalence(x),
    "report(x)": lambda x, at: at.scores.report(x),
    "report(title=x)": lambda x, at: at.scores.report("r.html", title=x, sections=["recipe"]),
    "report(sections=x)": lambda x, at: at.scores.report("r.html", sections=x),
    "report(templates=x)": lambda x, at: at.scores.report("r.html", templates=x, sections=["recipe"]),
    "report(news=x)": lambda x, at: at.scores.report("r.html", news=x, sections=["recipe"]),
    "report(beside=x)": lambda x, at: at.scores.report("r.html", beside=x, sections=["recipe"]),
    "open_store(x)": lambda x, at: fr.open_store(x, create=False),
    "open_store(create=x)": lambda x, at: fr.open_store("new.db", create=x),
    "store.save_baseline(keep_copies=x)": lambda x, at: at.store.save_baseline("b", at.book, keep_copies=x),
    "store[x]": lambda x, at: at.store[x],
    "store.add(x)": lambda x, at: at.store.add(x),
    "store.add(outlet=x)": lambda x, at: at.store.add(CORPUS, outlet=x),
    "store.add(date=x)": lambda x, at: at.store.add(CORPUS, date=x),
    "store.score(x)": lambda x, at: at.store.score(x),
    "store.codes(x)": lambda x, at: at.store.codes(x),
    "store.search(x)": lambda x, at: at.store.search(x),
    "store.search(top=x)": lambda x, at: at.store.search("levy", top=x),
    "store.history(x)": lambda x, at: at.store.history(x),
    "store.remove(x)": lambda x, at: at.store.remove(x),
    "store.save_baseline(x)": lambda x, at: at.store.save_baseline(x, at.book),
    "store.place(x)": lambda x, at: at.store.place(x, "autumn", at.book),
    "store.place(baseline=x)": lambda x, at: at.store.place(OWN, x, at.book),
    "store.place(codebook=x)": lambda x, at: at.store.place(OWN, "autumn", x),
    "store.place(voice=x)": lambda x, at: at.store.place(OWN, "autumn", at.book, voice=x),
}


@pytest.mark.parametrize("call", CALLS)
def test_an_odd_argument_is_answered_or_named(call: str, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Some twenty odd values for each argument: whatever they raise is framing's own."""
    known = Path(CORPUS).resolve()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(globals(), "CORPUS", str(known))
    for odd in ODD:
        with suppress(fr.FramingError):
            CALLS[call](odd, at)


@pytest.mark.parametrize(
    ("call", "odd", "said"),
    [
        ("read_corpus(outlet=x)", str, "outlet is no text but type"),
        ("kwic(terms=x)", 3, "terms is no text but int"),
        ("kwic(voice=x)", ["own", "mine"], "there is no voice 'mine'"),
        ("score(codebook=x)", ["generic-news", "policy-frames"], "codebook is no text but list"),
        ("kwic(width=x)", 2.5, "width is no whole number but float"),
        ("keyness(level=x)", float("nan"), "level cannot be nan"),
        ("by(where=x)", [], "no place given"),
        ("compare(seed=x)", "one", "seed is no whole number but str"),
        ("report(x)", None, "path is no path but NoneType"),
        ("report(news=x)", True, "news is no News but bool"),
        ("open_store(x)", 5, "path is no path but int"),
        ("store.add(x)", 5, "articles is no path and no list but int"),
        ("store.place(voice=x)", "quote", "there is no voice 'quote'"),
        ("Corpus(x)", 5, "articles is no list but int"),
        ("Corpus(x)", ["a"], "articles holds no Article but str"),
        ("Corpus(x)", "a", "articles is no list but str"),
        ("Corpus(x)", [fr.Article("a", "Talks."), fr.Article("a", "More.")], "two articles have the id 'a'"),
        (
            "Corpus(x)",
            [fr.Article("a", "half \ud800")],
            "the text of article 'a' holds half a character (a lone surrogate)",
        ),
        ("Corpus(x)", [fr.Article("a", "Talks.", byline=5)], "the byline of an article is no text but int"),
        ("Corpus(x)", pd.DataFrame({"text": ["Talks."]}), "this is a DataFrame, and no articles"),
        ("score(x)", pd.DataFrame({"text": ["Talks."]}), "this is a DataFrame, and no articles"),
        ("store.add(x)", pd.DataFrame({"text": ["Talks."]}), "this is a DataFrame, and no articles"),
        ("corpus[x]", 0, "an article is looked up by its id, not by int"),
        ("corpus[x]", slice(2), "an article is looked up by its id, not by slice"),
        ("kwic(terms=x)", pd.DataFrame({"levy": [1]}), "terms is no text but DataFrame"),
        ("read_corpus(propose=x)", "no", "propose is neither True nor False but str"),
        ("score(keep_copies=x)", pd.DataFrame({"a": [1]}), "keep_copies is neither True nor False but DataFrame"),
        ("keyness(keep_copies=x)", pd.NA, "keep_copies is neither True nor False but NAType"),
        ("keyness(function_words=x)", None, "function_words is neither True nor False but NoneType"),
        ("open_store(create=x)", "no", "create is neither True nor False but str"),
        ("store.save_baseline(keep_copies=x)", [], "keep_copies is neither True nor False but list"),
    ],
)
def test_the_argument_is_named(call: str, odd: object, said: str, at: At):
    """One sentence says which argument is of the wrong kind."""
    with pytest.raises(UsageError) as problem:
        CALLS[call](odd, at)
    assert problem.value.reason == said


def test_a_corpus_may_be_made_of_a_list():
    """A list of articles does as well as a tuple, and is frozen."""
    assert fr.Corpus(OWN).articles == tuple(OWN)
