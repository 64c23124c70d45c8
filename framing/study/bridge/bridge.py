"""The bridge from text world to table world: articles in, Arrow tables out, one batch at a time.

Nothing here looks at more than one article at once, so batches, workers and shards give the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from framing.annotate.actors import ActorFinder
from framing.annotate.attribution.output import Said, word_voices
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.lexicon.hits import Hits
from framing.lexicon.matcher import Matcher
from framing.records.arrays import Ids, Ints
from framing.records.article import Article
from framing.records.batch import Batch
from framing.records.codebook import Codebook
from framing.records.issue import Issue
from framing.records.tables import LEXICON, QUOTES
from framing.study.bridge.arrow import Names, Tables, named, texts_of
from framing.study.bridge.crediting import credit_table
from framing.study.bridge.descriptive import descriptive_tables
from framing.study.bridge.match_table import Findings, Labels, MatchTables
from framing.study.bridge.quote_table import quote_table
from framing.study.bridge.speaking import columns_by_marks, speaker_columns

#: Tables for which no match must be found.
_WITHOUT_MATCHES = ("words", "articles", "issues")


@dataclass(slots=True)
class Coded:
    """A batch with its matches, and the names behind their codes.

    ``owner`` is the attribution that each match stands in, a row of ``said``, or -1; ``said`` is None where nobody was
    heard.
    """

    batch: Batch
    found: Findings
    labels: Labels
    owner: Ids
    said: Said | None


class Instrument(NamedTuple):
    """What texts are coded with: ``coder`` is what tables call it, ``rules`` what signatures do (``Bridge.rules``).

    ``frames`` are those that the coder knows: all of the codebook's, or those that a model could learn.
    """

    codebook: Codebook
    coder: str
    rules: str
    frames: tuple[str, ...]


class Listener:
    """Hears who speaks in a batch; keeps what it knows of the vocabulary. Not thread-safe."""

    def __init__(self) -> None:
        self.rules = Rules.load()
        self._reader = self.rules.reader()

    def hear(self, batch: Batch) -> tuple[Found, Said]:
        """All attributions of the batch: as arrays, and with their speakers on demand."""
        found = self.rules.find(self._reader.read(batch))
        return found, self.rules.said(found)


class Bridge:
    """Scores batches of articles with one codebook. Keeps its vocabulary between batches; not thread-safe.

    ``only`` names the one table that is asked for: of the others only those are made that cost next to nothing.
    """

    only = ""
    #: The version of the voice rules and, but for the lexicon, the coder, for signatures.
    rules = Rules.version
    #: Whether articles may be in none of the tables, since the coder failed on them.
    leaves_out = False

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.frames = codebook.frame_names
        self._annotator = Annotator()
        self._matcher = Matcher(codebook)
        entries = [entry for _, entry in codebook.entries()]
        self._labels = Labels(
            frames=Names(self.frames),
            entries=Names(entry.pattern for entry in entries),
            devices=Names(entry.device for entry in entries),
            coder=LEXICON,
        )

    @cached_property
    def _listener(self) -> Listener:
        return Listener()

    @cached_property
    def _actors(self) -> ActorFinder:
        return ActorFinder(self._listener.rules.parties)

    @property
    def instrument(self) -> Instrument:
        """What this codes with."""
        return Instrument(self.codebook, self._labels.coder, self.rules, self.frames)

    def code(self, articles: Sequence[Article], *, used_up: bool = False) -> Coded:
        """Annotate the articles and find every match; giants lose their texts meanwhile if they are ``used_up``."""
        return self._code(self._annotator.annotate(articles, used_up=used_up))

    def _code(self, batch: Batch) -> Coded:
        hits = self._matcher.find(batch)
        heard, said = self._listener.hear(batch)
        found = self._findings(batch, hits, word_voices(heard, hits.start))
        return Coded(batch, found, self._labels, heard.owners(hits.start), said)

    def _findings(self, batch: Batch, hits: Hits, voice: Ints) -> Findings:
        """What is known of each hit, with its polarity."""
        flags = polarity(batch, hits.start, hits.end)
        return Findings(
            start=hits.start,
            end=hits.end,
            frame=self._matcher.compiled.frame.take(hits.entry),
            entry=hits.entry,
            voice=voice,
            negated=flags.negated,
            denied=flags.denied,
            hypothetical=flags.hypothetical,
        )

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The tables of ``records.tables`` for these articles, but for attributions; see ``quotes``.

        A list of articles is used up: a giant among them has no text any more.
        """
        if self.only in _WITHOUT_MATCHES and not self.leaves_out:
            return descriptive_tables(self._annotator.annotate(articles, used_up=True), issues)
        return self.tables_of(self.code(articles, used_up=True), issues)

    def tables_of(self, coded: Coded, issues: Sequence[Issue] = ()) -> Tables:
        """The tables of a coded batch; ``issues`` of reading come before those of annotation."""
        of_matches = MatchTables(coded.batch, coded.found, coded.labels)
        tables = {"counts": of_matches.counts(), **descriptive_tables(coded.batch, issues)}
        if self.only == "counts":
            return tables
        return {"matches": of_matches.matches(self._about_speakers(coded)), **tables}

    def _about_speakers(self, coded: Coded) -> dict[str, Any]:
        """The columns of matches that say who speaks, acts and is acted on."""
        batch, found = coded.batch, coded.found
        if coded.said is None:
            return columns_by_marks(found.voice)
        speaking = speaker_columns(batch, coded.said, found.voice, coded.owner)
        parties = texts_of(speaking["party"])
        rows, actors, targets = self._actors.find(batch, coded.said.names, found.start, found.end, parties)
        return {
            **speaking,
            "actor": named(rows, actors, len(found)),
            "target": named(rows, targets, len(found)),
        }

    def quotes(self, coded: Coded) -> Tables:
        """The tables of all attributions and credits of a coded batch."""
        said = QUOTES.empty() if coded.said is None else quote_table(coded.batch, coded.said)
        return {"quotes": said, "credits": credit_table(coded.batch)}


def rules_with(coder: str, rules: str = Rules.version) -> str:
    """``Bridge.rules`` of a coder that is not the lexicon."""
    return f"{rules}|coder:{coder}"


def commonest_voice(voices: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The voice of most words of each span, and the span's first word in that voice."""
    voice = np.zeros(len(starts), np.int64)
    anchor = starts.copy()
    for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        voice[i] = int(np.argmax(np.bincount(voices[a:b])))
        anchor[i] += int(np.argmax(voices[a:b] == voice[i]))
    return voice, anchor
