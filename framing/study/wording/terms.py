"""The words of a corpus under house style: articles x terms, sparse, and the list of what was folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.annotate.forms import LEFT_OUT, SAME, Forms
from framing.annotate.terms import TermReader, Units
from framing.corpus.tags.channels import load_channels
from framing.corpus.tags.outlets import OutletTable, load_outlets
from framing.records.arrays import Ints
from framing.records.article import UNKNOWN, Article
from framing.study.bridge.groups import batches_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class DocumentTerms:
    """``matrix`` is a scipy ``csr_array`` of counts, ``doc_ids`` x ``terms``; function words and numbers are not in it.

    ``form_counts`` (``outlet_names`` x forms) stands behind ``folded``.
    """

    matrix: Any
    terms: tuple[str, ...]
    doc_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    forms: Forms
    form_counts: Any
    outlet_names: tuple[str, ...]

    @cached_property
    def folded(self) -> pd.DataFrame:
        """What house style folded: one row a written form and outlet, the commonest first.

        Columns: ``rule`` (name, spelling, apostrophe, hyphen, left out); ``written`` as published, ordinary words in
        lower case; ``term`` it counts for (empty: left out); ``outlet``; ``count``, its places in that outlet.
        """
        import pandas as pd

        counts = self.form_counts.tocoo()
        rows = [
            (form.rule, form.written, " ".join(form.terms), self.outlet_names[outlet], count)
            for outlet, number, count in zip(*(x.tolist() for x in (counts.row, counts.col, counts.data)), strict=True)
            if (form := self.forms.list[number]).rule != SAME
        ]
        frame = pd.DataFrame(rows, columns=["rule", "written", "term", "outlet", "count"])
        keys = ["rule", "written", "term", "outlet"]
        frame = frame.groupby(keys)["count"].sum().reset_index()
        return frame.sort_values(["count", *keys], ascending=[False, True, True, True, True], ignore_index=True)

    def keep(self, doc_ids: Iterable[str]) -> DocumentTerms:
        """The same with only these articles (the audit list stays that of all)."""
        wanted = set(doc_ids)
        return self.in_order([doc_id for doc_id in self.doc_ids if doc_id in wanted])

    def of_known_outlets(self) -> DocumentTerms:
        """The same without articles of an unknown outlet, which can stand for none."""
        return self.keep(i for i, outlet in zip(self.doc_ids, self.outlets, strict=True) if outlet != UNKNOWN)

    def with_words(self) -> DocumentTerms:
        """The same without articles in which no word counts: a caption alone, a line of numbers."""
        some = np.diff(self.matrix.indptr) > 0
        return self.in_order([doc_id for doc_id, worded in zip(self.doc_ids, some, strict=True) if worded])

    def in_order(self, doc_ids: Sequence[str]) -> DocumentTerms:
        """The same with exactly these articles, in this order."""
        row = {doc_id: i for i, doc_id in enumerate(self.doc_ids)}
        rows = [row[doc_id] for doc_id in doc_ids]
        ids, outlets = (tuple(names[i] for i in rows) for names in (self.doc_ids, self.outlets))
        return replace(self, matrix=self.matrix[rows], doc_ids=ids, outlets=outlets)


def read_terms(
    corpus: Iterable[Article], *, function_words: bool = False, left_out: Sequence[str] | None = None
) -> DocumentTerms:
    """The words of each article under house style, headlines included; bylines, datelines and credits are not counted.

    ``left_out`` are names that count as no word; None takes the names of the corpus' outlets and of the agencies.
    ``function_words`` keeps words without content of their own.

    >>> read = read_terms([Article("a", "The U.S. and the US: labour, labor."), Article("b", "United States")])
    >>> read.terms, read.matrix.toarray().tolist()
    (('U.S.', 'labor'), [[2, 2], [1, 0]])
    """
    articles = tuple(corpus)
    names = names_of_publishers(articles) if left_out is None else left_out
    reader = TermReader(names)
    streams = [_packed(reader, reader.read(batch), len(batch.articles)) for batch in batches_of(articles)]
    return _counted(articles, reader.forms, streams, function_words)


def names_of_publishers(articles: Iterable[Article]) -> list[str]:
    """Names and aliases of the outlets of these articles, and of the agencies; not those that are plain words.

    An outlet of several words is also known as "the" and its last word: the Post, the Bellman.
    """
    outlets, names = load_outlets(), []
    for name in {article.outlet.value for article in articles} - {UNKNOWN, ""}:
        names += [f"the {name.split()[-1]}"] if " " in name.strip() else []
        known = outlets.named(name)
        names += [name, *((known.name, *known.aliases) if known else ())]
    for channel in load_channels().channels.values():
        if channel.is_agency:
            names += [channel.name, *channel.aliases]
    return sorted(name for name in set(names) if " " in name or _is_unmistakable(name, outlets))


def _is_unmistakable(name: str, outlets: OutletTable) -> bool:
    """Whether a one-word name is not also a plain word (Time, Sun) of running text."""
    return outlets.named(name) is None or outlets.of_folder(name) is not None


@dataclass(slots=True)
class _Stream:
    """Content words of a batch: forms (those after nothing but a space as ``~form``) and where each article ends.

    Every article of the batch ends somewhere, those without a word too: rows are told by their place.
    """

    form: Any
    ends: Ints


def _packed(reader: TermReader, units: Units, articles: int) -> _Stream:
    content = np.array([bool(f.terms) or f.rule == LEFT_OUT for f in reader.forms.list], np.bool_)
    keep = content[units.form] if len(units.form) else np.zeros(0, np.bool_)
    before = np.append(False, keep[:-1]) if len(keep) else keep
    form = np.where(units.after_space & before, ~units.form, units.form)[keep].astype(np.int32)
    return _Stream(form, np.searchsorted(units.article[keep], np.arange(articles), side="right"))


def _counted(
    articles: tuple[Article, ...], forms: Forms, streams: list[_Stream], function_words: bool
) -> DocumentTerms:
    """Streams as one sparse matrix of forms, and that as one of terms."""
    from scipy import sparse

    shape = (len(articles), len(forms))
    by_form = _stack([_rows(stream, len(forms)) for stream in streams], shape)
    places, met = np.asarray(by_form.sum(axis=0)).ravel(), np.bincount(by_form.indices, minlength=len(forms))
    forms.settle(places, met)
    attested = set(np.flatnonzero(places).tolist())
    terms, to_terms = _term_columns(forms, attested, function_words)
    matrix = sparse.csr_array(by_form @ to_terms)
    matrix = matrix + _open_pairs(forms, streams, terms, matrix.shape)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    outlets = tuple(article.outlet.value for article in articles)
    names = {name: i for i, name in enumerate(sorted(set(outlets)))}
    member = sparse.csr_array(
        (np.ones(len(outlets), np.int64), ([names[o] for o in outlets], range(len(outlets)))),
        shape=(len(names), len(outlets)),
    )
    ids = tuple(article.doc_id for article in articles)
    return DocumentTerms(matrix, tuple(terms), ids, outlets, forms, member @ by_form, tuple(names))


def _stack(parts: list[Any], shape: tuple[int, int]) -> Any:
    from scipy import sparse

    stacked = sparse.csr_array(sparse.vstack(parts, format="csr"))
    stacked.resize(shape)
    return stacked


def _rows(stream: _Stream, width: int) -> Any:
    """Counts of the forms of one batch, a row an article."""
    from scipy import sparse

    form = np.where(stream.form < 0, ~stream.form, stream.form)
    counts = sparse.csr_array(
        (np.ones(len(form), np.int64), form, np.append(0, stream.ends)), shape=(len(stream.ends), width)
    )
    counts.sum_duplicates()
    return counts


def _term_columns(forms: Forms, attested: set[int], function_words: bool) -> tuple[dict[str, int], Any]:
    """Term to column, in alphabetic order, and the matrix forms x terms."""
    from scipy import sparse

    function = {t for form in forms.list if form.function for t in form.terms} if not function_words else set()
    pairs = [(n, term) for n in sorted(attested) for term in forms.list[n].terms if term not in function]
    terms = {term: i for i, term in enumerate(sorted({term for _, term in pairs}))}
    ones = np.ones(len(pairs), np.int64)
    places = ([n for n, _ in pairs], [terms[term] for _, term in pairs])
    return terms, sparse.csr_array((ones, places), shape=(len(forms), len(terms)))


def _open_pairs(forms: Forms, streams: list[_Stream], terms: dict[str, int], shape: tuple[int, int]) -> Any:
    """What to add so that ``policy maker`` counts as ``policymaker``, where the other two writings are met."""
    from scipy import sparse

    pairs = {
        (terms[a], terms[b]): terms[c]
        for (a, b), c in forms.open_pairs.items()
        if a in terms and b in terms and c in terms
    }
    rows: list[int] = []
    columns: list[int] = []
    change: list[int] = []
    if pairs:
        one_term = np.array([terms.get(f.terms[0], -1) if len(f.terms) == 1 else -1 for f in forms.list], np.int64)
        keys = np.array(sorted(a * shape[1] + b for a, b in pairs), np.int64)
        offset = 0
        for stream in streams:
            for place, first, second in _met(stream, one_term, keys, shape[1]):
                article = offset + int(np.searchsorted(stream.ends, place, side="right"))
                rows += [article] * 3
                columns += [first, second, pairs[first, second]]
                change += [-1, -1, 1]
            offset += len(stream.ends)
    return sparse.csr_array((np.array(change, np.int64), (rows, columns)), shape=shape)


def _met(stream: _Stream, one_term: Ints, keys: Ints, width: int) -> Iterator[tuple[int, int, int]]:
    """Places where a pair stands with only a space between, and the columns of its two terms."""
    follows = stream.form < 0
    term = one_term[np.where(follows, ~stream.form, stream.form)]
    key = term[:-1] * width + term[1:]
    near = follows[1:] & (term[:-1] >= 0) & (term[1:] >= 0) & np.isin(key, keys)
    used = -1
    for place in np.flatnonzero(near).tolist():
        if place > used:
            used = place + 1
            yield place, int(term[place]), int(term[place + 1])
