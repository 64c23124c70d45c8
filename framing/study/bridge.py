"""The bridge from text world to table world: articles in, Arrow tables out, one batch at a time.

Nothing here looks at more than one article at once, so batches, workers and shards give the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.annotate.voices import OWN, assign_voices
from framing.lexicon.matcher import Hits, Matcher
from framing.records.article import Article
from framing.records.attribution import Attribution
from framing.records.batch import NOT_SCORED, TITLE, Batch, Ints
from framing.records.codebook import Codebook
from framing.records.document import Document
from framing.records.flags import Gap
from framing.records.issue import Issue
from framing.records.tables import ARTICLES, COUNTS, ISSUES, MATCHES, PLACES, VOICES, WORDS
from framing.study.documents import documents_of
from framing.study.rows import article_columns, issue_columns

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]

#: Changes whenever a rule changes that can move a match to another voice.
VOICE_RULES = "marks-1"


@dataclass(slots=True)
class Coded:
    """A batch with its matches and what was found about each."""

    batch: Batch
    hits: Hits
    voice: Ints
    attribution: Ints
    attributions: Sequence[Attribution]
    negated: Any
    denied: Any
    hypothetical: Any


class Bridge:
    """Scores batches of articles with one codebook. Keeps its vocabulary between batches; not thread-safe."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._annotator = Annotator()
        self._matcher = Matcher(codebook)
        entries = list(codebook.entries())
        self._frames = [frame.name for frame in codebook.frames]
        self._patterns = [entry.pattern for _, entry in entries]
        self._devices = [entry.device for _, entry in entries]

    @property
    def rules(self) -> str:
        """The version of the voice rules, for signatures."""
        return VOICE_RULES

    def documents(self, coded: Coded) -> dict[str, Document]:
        """The articles of a coded batch with their spans, by id."""
        return documents_of(coded.batch)

    def code(self, articles: Sequence[Article]) -> Coded:
        """Annotate the articles and find every match."""
        batch = self._annotator.annotate(articles)
        hits = self._matcher.find(batch)
        flags = polarity(batch, hits.start, hits.end)
        attributions: list[Attribution] = []
        voices = assign_voices(batch, hits.start, attributions)
        return Coded(
            batch, hits, voices.voice, voices.attribution, attributions, flags.negated, flags.denied, flags.hypothetical
        )

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The tables of ``records.tables`` for these articles."""
        coded = self.code(articles)
        return self.tables_of(coded, issues)

    def tables_of(self, coded: Coded, issues: Sequence[Issue] = ()) -> Tables:
        """The tables of a coded batch; ``issues`` of reading come before those of annotation."""
        described = descriptive_tables(coded.batch, issues)
        return {"matches": self._matches(coded), "counts": self._counts(coded), **described}

    def _matches(self, coded: Coded) -> pa.Table:
        batch, hits = coded.batch, coded.hits
        fields = batch.field_of(hits.start)
        article = batch.field_article[fields]
        first_byte, last_byte = batch.word_start[hits.start], batch.word_end[hits.end - 1]
        frame = self._matcher.compiled.frame[hits.entry]
        title = batch.field_kind[fields] == TITLE
        nobody = np.zeros(len(hits), np.int64)
        said_by = _Speakers(coded)
        return MATCHES.from_columns(
            {
                "doc_id": _ids(batch.articles, article),
                "outlet": _outlets(batch.articles, article),
                "where": _category(batch.place_of(hits.start), PLACES),
                "field": _category(1 - title.astype(np.int64), ("title", "text")),
                "paragraph": np.where(title, 0, _number(batch.paragraph_token, batch, hits.start, fields)),
                "sentence": np.where(title, 0, _number(batch.sentence_token, batch, hits.start, fields)),
                "start": batch.to_chars(first_byte, fields),
                "end": batch.to_chars(last_byte, fields),
                "text": [batch.slice(a, b) for a, b in zip(first_byte.tolist(), last_byte.tolist(), strict=True)],
                "frame": _category(frame, self._frames),
                "entry": _category(hits.entry, self._patterns),
                "device": _category(hits.entry, self._devices),
                "voice": _category(coded.voice, VOICES),
                "speaker": said_by.text("speaker"),
                "party": said_by.text("party"),
                "speaker_kind": said_by.text("kind"),
                "channel": said_by.text("channel"),
                "cue": said_by.cue(),
                "rule": said_by.rule(),
                "precision": said_by.precision(),
                "negated": coded.negated,
                "denied": coded.denied,
                "hypothetical": coded.hypothetical,
                "actor": _category(nobody, ("",)),
                "target": _category(nobody, ("",)),
                "coder": _category(nobody, ("lexicon",)),
            }
        )

    def _counts(self, coded: Coded) -> pa.Table:
        """Matches added up by article, frame, voice and place."""
        batch, hits = coded.batch, coded.hits
        article = batch.field_article[batch.field_of(hits.start)]
        frame = self._matcher.compiled.frame[hits.entry]
        key = ((article * len(self._frames) + frame) * len(VOICES) + coded.voice) * len(PLACES) + batch.place_of(
            hits.start
        )
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.append(True, key[1:] != key[:-1])) if len(key) else np.zeros(0, np.int64)
        sentence = batch.sentence_of(hits.start)[order]
        new = np.append(True, (key[1:] != key[:-1]) | (sentence[1:] != sentence[:-1]))[: len(key)]
        cells = key[first]
        return COUNTS.from_columns(
            {
                "doc_id": _ids(batch.articles, cells // (len(self._frames) * len(VOICES) * len(PLACES))),
                "outlet": _outlets(batch.articles, cells // (len(self._frames) * len(VOICES) * len(PLACES))),
                "frame": _category(cells // (len(VOICES) * len(PLACES)) % len(self._frames), self._frames),
                "voice": _category(cells // len(PLACES) % len(VOICES), VOICES),
                "where": _category(cells % len(PLACES), PLACES),
                "matches": np.diff(np.append(first, len(key))),
                "negated": _sums(coded.negated[order], first),
                "sentences": _sums(new, first),
            }
        )


def descriptive_tables(batch: Batch, issues: Sequence[Issue] = ()) -> Tables:
    """The tables that need no codebook: words, articles, issues."""
    articles = batch.articles
    words = _words(batch)
    per_article = np.bincount(words["article"], words["words"], len(articles)).astype(np.int64)
    sentences = np.bincount(words["article"], words["sentences"], len(articles)).astype(np.int64)
    return {
        "words": WORDS.from_columns(
            {
                "doc_id": _ids(articles, words["article"]),
                "outlet": _outlets(articles, words["article"]),
                "where": _category(words["place"], PLACES),
                **{name: words[name] for name in ("words", "words_quoted", "sentences")},
            }
        ),
        "articles": ARTICLES.from_columns(article_columns(articles, per_article, sentences)),
        "issues": ISSUES.from_columns(issue_columns([*issues, *batch.issues])),
    }


class _Speakers:
    """Columns about who speaks, gathered from the attribution of each match."""

    def __init__(self, coded: Coded) -> None:
        self._coded = coded

    def text(self, name: str) -> list[str]:
        values = [str(getattr(a, name)) for a in self._coded.attributions]
        return [values[i] if i >= 0 else "" for i in self._coded.attribution.tolist()]

    def cue(self) -> list[str]:
        batch = self._coded.batch
        cues = [
            "" if a.cue is None else batch.slice(batch.word_start[a.cue[0]], batch.word_end[a.cue[1] - 1])
            for a in self._coded.attributions
        ]
        return [cues[i] if i >= 0 else "" for i in self._coded.attribution.tolist()]

    def rule(self) -> list[str]:
        rules = [a.rule for a in self._coded.attributions]
        columns = zip(self._coded.attribution.tolist(), self._coded.voice.tolist(), strict=True)
        return [rules[i] if i >= 0 else ("none" if voice == OWN else "marks") for i, voice in columns]

    def precision(self) -> list[float]:
        return [0.0] * len(self._coded.hits)


def _sums(values: Any, first: Ints) -> Ints:
    """Sums of the runs that begin at ``first``."""
    if not len(first):
        return np.zeros(0, np.int64)
    return np.asarray(np.add.reduceat(values.astype(np.int64), first))


def _category(codes: Any, names: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    distinct = list(dict.fromkeys(names))
    if len(distinct) < len(names):
        places = {name: i for i, name in enumerate(distinct)}
        codes = np.array([places[name] for name in names], np.int32)[codes]
    return pa.DictionaryArray.from_arrays(np.asarray(codes, np.int32), pa.array(distinct, pa.string()))


def _ids(articles: Sequence[Article], numbers: Ints) -> pa.Array:
    import pyarrow as pa

    return pa.array([a.doc_id for a in articles], pa.string()).take(pa.array(numbers))


def _outlets(articles: Sequence[Article], numbers: Ints) -> pa.Array:
    import pyarrow as pa

    names = list(dict.fromkeys(a.outlet.value for a in articles))
    codes = {name: i for i, name in enumerate(names)}
    of_article = np.array([codes[a.outlet.value] for a in articles], np.int32)
    return pa.DictionaryArray.from_arrays(of_article[numbers], pa.array(names, pa.string()))


def _number(starts: Ints, batch: Batch, tokens: Ints, fields: Ints) -> Ints:
    """1-based number, in its field, of the paragraph or sentence that each token stands in."""
    whole = np.searchsorted(starts, tokens, side="right")
    return np.asarray(whole - np.searchsorted(starts, batch.field_token[fields], side="left"))


def _words(batch: Batch) -> dict[str, Ints]:
    """Words, quoted words and sentences of each article at each place, where there are any."""
    starts = batch.segment_token
    ends = np.append(starts[1:], batch.tokens)
    hyphens = np.flatnonzero(batch.flags[batch.gap_id[:-1]] & int(Gap.HYPHEN))
    words = _words_between(hyphens, starts, ends)
    sentences = np.searchsorted(batch.sentence_token, ends) - np.searchsorted(batch.sentence_token, starts)
    marks = batch.quotations
    outer = _outermost(marks.start, marks.end)
    quoted = np.zeros(len(starts), np.int64)
    segment = np.searchsorted(starts, marks.start[outer], side="right") - 1
    np.add.at(quoted, segment, _words_between(hyphens, marks.start[outer], marks.end[outer]))
    article = batch.field_article[batch.field_of(starts)]
    scored = batch.segment_place != NOT_SCORED
    key = (article * len(PLACES) + batch.segment_place)[scored]
    cells = np.flatnonzero(np.bincount(key, minlength=len(batch.articles) * len(PLACES)))
    columns = {"words": words, "words_quoted": quoted, "sentences": sentences}
    sums = {
        name: np.bincount(key, values[scored], len(batch.articles) * len(PLACES)).astype(np.int64)[cells]
        for name, values in columns.items()
    }
    return {"article": cells // len(PLACES), "place": cells % len(PLACES), **sums}


def _words_between(hyphens: Ints, starts: Ints, ends: Ints) -> Ints:
    """Words of token spans: a hyphen between two tokens makes them one word."""
    inner = np.searchsorted(hyphens, ends) - np.searchsorted(hyphens, starts, side="right")
    return np.asarray(ends - starts - inner)


def _outermost(starts: Ints, ends: Ints) -> Any:
    """Which spans (by start) begin inside no earlier one."""
    if not len(starts):
        return np.zeros(0, np.bool_)
    so_far = np.maximum.accumulate(ends)
    return np.append(True, starts[1:] >= so_far[:-1])
