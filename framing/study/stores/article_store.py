"""A store in Python: what ``fr.open_store`` returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from framing.arguments import check_flag, check_place, check_text, check_whole, texts
from framing.corpus.fields import digest
from framing.corpus.kept import article_of
from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_articles
from framing.errors import UsageError
from framing.lexicon.reading import as_codebook
from framing.records.article import Article, check_article
from framing.records.codebook import Codebook
from framing.records.corpus import Corpus, refuse_table
from framing.records.tables import LEXICON
from framing.store.opening import open_at
from framing.study.stores.adding import Taken, add_articles, add_options, add_paths
from framing.study.stores.kept_tables import pick

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.bridge.coders import Named


def open_store(path: str | Path, *, create: bool = True) -> ArticleStore:
    """The store in a file, or at ``postgresql://...``; made if it is not there, unless ``create`` is False.

    Raises FramingError for what is no store, is damaged, or was made by a newer framing.

    >>> import tempfile
    >>> from framing.records.article import Article
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = open_store(f"{folder}/desk.db")
    ...     print(store.add([Article("a1", "Talks will resume.")])["what"].tolist(), len(store))
    ['added'] 1
    """
    return ArticleStore(path, create=create)


class ArticleStore:
    """Articles with their versions, scores, hand codes and baselines. Nothing is held open between two calls."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        check_place("path", path)
        check_flag("create", create)
        self._address = str(path)
        with closing(open_at(path, create=create, write=create)) as store:
            self._shown = store.shown

    def __len__(self) -> int:
        with closing(open_at(self._address)) as store:
            return store.count()

    def __repr__(self) -> str:
        return f"<Store {self._shown} of {len(self)} articles>"

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""

    def __getitem__(self, doc_id: str) -> Article:
        check_text("doc_id", doc_id)
        with closing(open_at(self._address)) as store:
            return article_of(store.get(doc_id).entry, store.shown)[0]

    def add(self, articles: Any, *, outlet: str = "", encoding: str = "", **tags: str) -> pd.DataFrame:
        """Add files, folders, patterns or archives (a path or a list of them), or a list of articles.

        ``outlet``, ``date``, ``title`` and so on hold where nothing else says anything. One row an article: ``doc_id``,
        ``file``, ``what`` became of it (added, changed, present, refused), its ``version`` and a ``note``.
        """
        given = [articles] if isinstance(articles, str | PathLike) else _several(articles)
        with closing(open_at(self._address, create=True)) as store:
            if given and all(isinstance(article, Article) for article in given):
                parts: Iterable[Taken] = [add_articles(store, list(map(_storable, given)), (), set())]
            else:
                for path in given:
                    check_place("articles", path)
                parts = list(add_paths(store, given, add_options(outlet, encoding, **tags)))
        return _receipts(parts)

    def read(self) -> Corpus:
        """All articles, in the order of their ids, to hand to ``kwic``, ``keyness`` and the like."""
        if not len(self):
            return Corpus(())
        reading = read_articles([self._address], ReadOptions())
        return Corpus(tuple(reading.articles), tuple(reading.issues))

    def score(self, codebook: Codebook | str, *, coder: Named = LEXICON) -> dict[str, pd.DataFrame]:
        """The tables matches, counts, words, articles and issues; only what has no scores yet is scored."""
        from framing.records.tables import TABLES
        from framing.study.bridge.arrow import join_tables
        from framing.study.scoring import score_files

        parts = list(score_files([self._address], as_codebook(codebook), ReadOptions(), coder=coder))
        return {name: TABLES[name].frame(table) for name, table in join_tables(parts).items()}

    def codes(self, codebook: Codebook | str) -> pd.DataFrame:
        """What people coded with this codebook, as far as it counts (see ``framing agree``); may have no rows."""
        from framing.study.stores.stored_codes import stored_codings

        return stored_codings(self._address, as_codebook(codebook).recipe, [])

    def search(self, query: str, *, top: int = 20) -> pd.DataFrame:
        """The articles that hold what ``query`` asks for, the best first; see ``framing search``."""
        from framing.study.listing import search_articles

        check_text("query", query)
        check_whole("top", top, 0)
        return search_articles(self._address, query, top)

    def history(self, doc_id: str) -> pd.DataFrame:
        """All versions of an article, the oldest first."""
        from framing.study.listing import list_versions

        check_text("doc_id", doc_id)
        return list_versions([self._address], doc_id)

    def remove(self, doc_ids: str | Sequence[str]) -> int:
        """Delete articles with all their versions, scores and hand codes; how many there were."""
        named = texts("doc_ids", doc_ids)
        with closing(open_at(self._address, write=True)) as store:
            return store.remove(named, pick)

    def save_baseline(
        self, name: str, codebook: Codebook | str, *, coder: Named = LEXICON, keep_copies: bool = False
    ) -> str:
        """Pin the scores of all articles under ``name``; returns their hash. Near-copies count once."""
        from framing.study.stores.baselines import save_baseline

        check_flag("keep_copies", keep_copies)
        return save_baseline(self._address, name, as_codebook(codebook), coder, keep_copies=keep_copies)[0].digest

    def place(
        self,
        corpus: Corpus | Iterable[Article],
        baseline: str,
        codebook: Codebook | str,
        *,
        coder: Named = LEXICON,
        voice: str = "all",
    ) -> pd.DataFrame:
        """Where the frames of new articles stand among those of each outlet; see ``framing.stats.standing``."""
        from framing.study.scoring import score
        from framing.study.stores.baselines import load_baseline, place

        check_text("baseline", baseline)
        scores = score(corpus, as_codebook(codebook), coder=coder)
        return place(scores, *load_baseline(self._address, baseline), coder=coder, voice=voice)


def _several(articles: object) -> list[Any]:
    """A corpus or a list of articles or paths, one after the other; UsageError for what is none."""
    refuse_table(articles)
    if isinstance(articles, bytes | Mapping | Article) or not isinstance(articles, Iterable):
        kind = type(articles).__name__
        raise UsageError(f"articles is no path and no list but {kind}", remedy="give a path, or a list of articles")
    return list(articles)


def _storable(article: Article) -> Article:
    """An article made in Python with the digest that reading would have given it; UsageError if it cannot be kept."""
    from dataclasses import replace

    check_article(article)
    if not article.text.strip():
        raise UsageError(f"article '{article.doc_id}' has no text", remedy="leave it out")
    return replace(article, provenance=replace(article.provenance, digest=digest(article.title, article.text)))


def _receipts(parts: Iterable[Taken]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (receipt.doc_id, file, receipt.what, receipt.number, receipt.note)
        for part in parts
        for file, receipt in part.receipts
    ]
    return pd.DataFrame(rows, columns=["doc_id", "file", "what", "version", "note"])
