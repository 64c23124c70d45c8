"""For those who write a coder of their own: does it keep to the rules by which framing can use it?

>>> import framing as fr
>>> class Threats:
...     signature = "threats@1.0"
...     frames = ("bullying",)
...     def code(self, batch):
...         for document in batch:
...             article = document.article
...             start = article.text.find("threat")
...             if start >= 0:
...                 yield fr.Match(article.doc_id, "bullying", start, start + len("threat"))
>>> check_coder(Threats())
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from framing.records.article import Article, Block, Tag
from framing.records.coder import Match
from framing.records.document import Document

if TYPE_CHECKING:
    from framing.records.codebook import Codebook

__all__ = ["ARTICLES", "check_coder"]

#: Articles that are short and full of what trips programs: a title of its own, quotations, a block that is no prose,
#: letters of several bytes, an article that says nothing and one that says it twice. All invented.
ARTICLES = (
    Article(
        "mill",
        "The mill faces a threat of closure within 30 days.\n\n“It is not bullying,” said Ann Bede; talks go on.",
        title="Threat to the mill",
        outlet=Tag("Northern Herald", "given"),
    ),
    Article(
        "quay",
        "Photo: a crane\n\nTolls, the union’s café heard 🙂, are “a threat to us all” — and naïve bullying, too!",
        outlet=Tag("Southern Post", "given"),
        blocks=(Block(0, 14, "credit"),),
    ),
    Article("silence", "…"),
    Article("twice", "A threat is a threat. 完善 threat within 2 days.", date=None),
    Article("plain", "Rain fell on the hills and nobody minded."),
)

#: A row without its article: frame, field, start, end, entry, device.
Row = tuple[str, str, int, int, str, str]
Rows = list[list[Row]]


class _Trial:
    """A coder, the articles it is tried on, and its rows for each of them."""

    def __init__(self, coder: Any, again: Any, articles: Sequence[Article], codebook: Codebook) -> None:
        self.coder, self.again = coder, again
        self.articles, self.codebook = tuple(articles), codebook
        self.signature = coder.signature
        self.rows = self.rows_of(self.articles)

    def rows_of(self, articles: Sequence[Article], coder: Any = None) -> Rows:
        """The sorted rows of each article when all are coded together."""
        found: dict[str, list[Row]] = {article.doc_id: [] for article in articles}
        for match in (coder or self.coder).code(_documents(articles)):
            if not isinstance(match, Match):
                raise AssertionError(f"a row is no Match but {type(match).__name__}")
            if match.doc_id not in found:
                raise AssertionError(f"there is no article '{match.doc_id}' in the batch")
            row = (match.frame, match.field, match.start, match.end, match.entry, match.device)
            found[match.doc_id].append(row)
        return [sorted(rows, key=repr) for rows in found.values()]

    def differ(self, rows: Rows, when: str) -> str:
        """The first article whose rows are others than before."""
        pairs = zip(self.articles, self.rows, rows, strict=True)
        return next((f"other rows for '{article.doc_id}' {when}" for article, one, two in pairs if one != two), "")


def _documents(articles: Sequence[Article]) -> list[Document]:
    from framing.annotate.batching import Annotator
    from framing.study.bridge.documents import documents_of

    return list(documents_of(Annotator().annotate(articles)).values()) if articles else []


def _finds_something(trial: _Trial) -> str:
    found = any(trial.rows)
    return "" if found else "it finds nothing in these articles: give articles=[...] in which it finds something"


def _the_same_twice(trial: _Trial) -> str:
    return trial.differ(trial.rows_of(trial.articles), "the second time")


def _the_same_in_any_order(trial: _Trial) -> str:
    return trial.differ(trial.rows_of(trial.articles[::-1])[::-1], "when the articles come in another order")


def _the_same_alone(trial: _Trial) -> str:
    alone = [trial.rows_of([article])[0] for article in trial.articles]
    return trial.differ(alone, "when it is alone in the batch")


def _nothing_in_nothing(trial: _Trial) -> str:
    return "rows for an empty batch" if list(trial.coder.code([])) else ""


def _the_text_alone_counts(trial: _Trial) -> str:
    """An article under another id, of another outlet and day, says the same."""
    other = [
        replace(a, doc_id=f"other-{number}", outlet=Tag("Another", "given"), date=None, url="https://example.org/")
        for number, a in enumerate(trial.articles)
    ]
    return trial.differ(trial.rows_of(other), "under another id and outlet: only title and text may count")


def _the_same_made_again(trial: _Trial) -> str:
    if trial.again.signature != trial.signature:
        return f"two of them are signed {trial.signature!r} and {trial.again.signature!r}"
    return trial.differ(trial.rows_of(trial.articles, trial.again), "when the coder is made again")


def _the_signature_stays(trial: _Trial) -> str:
    now = trial.coder.signature
    return "" if now == trial.signature else f"the signature was {trial.signature!r} and is {now!r} after coding"


def _framing_can_use_it(trial: _Trial) -> str:
    """Spans inside the text, of whole words, that share none; frames it knows; columns of the right types."""
    from framing.study.scoring import score

    issues = score(trial.articles, trial.codebook, coder=trial.coder).issues
    failed = issues[issues["code"] == "coder-failed"]
    return next(
        (f"'{doc_id}': {reason}" for doc_id, reason in zip(failed["doc_id"], failed["reason"], strict=True)), ""
    )


_CHECKS: dict[str, Callable[[_Trial], str]] = {
    "finds something": _finds_something,
    "same rows twice": _the_same_twice,
    "same rows in any order": _the_same_in_any_order,
    "same rows alone": _the_same_alone,
    "no rows for nothing": _nothing_in_nothing,
    "text alone counts": _the_text_alone_counts,
    "same when made again": _the_same_made_again,
    "signature stays": _the_signature_stays,
    "rows are usable": _framing_can_use_it,
}


def check_coder(
    coder: Any, articles: Sequence[Article] = ARTICLES, *, codebook: Codebook | str = "us-china-trade"
) -> None:
    """AssertionError that lists what is wrong with a coder; nothing happens if it keeps to the rules.

    ``coder`` is one, or what an entry point names: a class or function that makes one of a codebook. ``articles``
    should hold what it finds; ``codebook`` is the one whose frames it codes.

    Checked: it has a signature that stays, and ``code``; rows are ``Match`` with columns of their types, inside the
    text, of frames it knows, sharing no word within a frame; an article's rows are the same again, in any order of the
    articles, alone, under another id or outlet, and from a coder that is made anew.
    """
    from framing.errors import FramingError
    from framing.lexicon.reading import load_codebook
    from framing.study.bridge.outside import checked, made_by

    book = load_codebook(codebook) if isinstance(codebook, str) else codebook
    name = getattr(coder, "__name__", type(coder).__name__)
    made = isinstance(coder, type) or not hasattr(coder, "code")
    try:
        one, two = (made_by(coder, book, name) if made else checked(coder, book) for _ in range(2))
        trial = _Trial(one, two, articles, book)
    except (FramingError, AssertionError) as problem:
        raise AssertionError(str(problem)) from None
    except Exception as problem:
        raise AssertionError(f"code() failed: {type(problem).__name__}: {problem}") from problem
    if wrong := [f"{rule}: {said}" for rule, check in _CHECKS.items() if (said := _result(check, trial))]:
        raise AssertionError(f"{trial.signature} breaks the rules of coders:\n" + "\n".join(wrong))


def _result(check: Callable[[_Trial], str], trial: _Trial) -> str:
    try:
        return check(trial)
    except AssertionError as wrong:
        return str(wrong)
    except Exception as problem:
        return f"code() failed: {type(problem).__name__}: {problem}"
