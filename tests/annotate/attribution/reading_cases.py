"""The sentences of cases.yml and what the rules find in them; shared by the tests beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.output import Said, by_place, word_voices
from framing.annotate.attribution.passage import Passage
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.records.tables import VOICES
from framing.yamlsafe import load_yaml

CASES = Path(__file__).with_name("cases.yml")

#: The group of sentences that count in the floors only.
HARD = "hard"

Wanted = dict[str, str]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A row of what the rules found, with all its columns: whose words, by which rule; spans count tokens."""

    voice: str
    content: tuple[Span, ...]
    rule: str
    cue: Span | None
    speaker_span: Span | None
    speaker: str
    party: str
    kind: str
    channel: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the attributions wanted in it."""

    group: str
    number: int
    title: str
    text: str
    said: tuple[Wanted, ...]

    def __hash__(self) -> int:
        return hash((self.group, self.number))

    def __str__(self) -> str:
        return f"{self.group}-{self.number}"


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of the file."""
    tree: Any
    tree, _ = load_yaml(CASES.read_text(encoding="utf-8"), file=str(CASES))
    return tuple(
        Case(group, number, case.get("title", ""), case["text"], tuple(case["said"]))
        for group, cases in tree.items()
        for number, case in enumerate(cases, 1)
    )


@cache
def rules() -> Rules:
    """The shipped rules."""
    return Rules.load()


def passage_of(*articles: Article, by: Rules | None = None) -> Passage:
    """Articles as one passage."""
    return (by or rules()).reader().read(Annotator().annotate(articles))


def attributions_of(said: Said) -> list[Attribution]:
    """Every attribution, by the place of its content."""
    contents, drafts, names = said.contents(), said.drafts, said.values
    rows = by_place(contents)
    one = said.speakers(rows)
    spans = list(zip(contents.start.tolist(), contents.end.tolist(), strict=True))
    return [
        Attribution(
            voice=VOICES[contents.voice[row]],
            content=tuple(spans[contents.first[row] : contents.first[row + 1]]),
            rule=RULES[drafts.rule[row]],
            cue=_span(drafts.cue_start[row], drafts.cue_end[row]),
            speaker_span=_span(drafts.speaker_start[row], drafts.speaker_end[row]),
            speaker=one.name[place],
            party=names[one.party[place]],
            kind=names[one.kind[place]],
            channel=names[one.channel[place]],
            ambiguous=bool(one.ambiguous[place]),
        )
        for place, row in enumerate(rows.tolist())
    ]


def _span(start: np.int64, end: np.int64) -> Span | None:
    return (int(start), int(end)) if 0 <= start < end else None


def attributed(passage: Passage, by: Rules | None = None) -> list[Attribution]:
    """All attributions of a passage, by place."""
    reading = by or rules()
    return attributions_of(reading.said(reading.find(passage)))


@cache
def found_in(case: Case) -> tuple[Passage, list[Attribution]]:
    """What the rules find in a case, alone; several tests ask for it."""
    passage = passage_of(Article(str(case), case.text, title=case.title))
    return passage, attributed(passage)


def words_of(passage: Passage, spans: tuple[tuple[int, int], ...]) -> str:
    """The content as published, on one line, its pieces joined by " ... "."""
    start, end = np.array(spans, np.int64).reshape(-1, 2).T
    texts = passage.texts(passage.places.of(start), passage.places.of_ends(end))
    return " ... ".join(" ".join(text.split()) for text in texts)


def described(passage: Passage, said: Attribution) -> Wanted:
    """An attribution in the terms of cases.yml."""
    return {
        "who": said.speaker,
        "what": words_of(passage, said.content),
        "rule": said.rule,
        "voice": said.voice,
        "party": said.party,
        "kind": said.kind,
        "channel": said.channel,
        "ambiguous": "yes" if said.ambiguous else "no",
    }


def places_of(passage: Passage, what: str) -> set[int]:
    """The words of a wanted content in the passage: each piece where it first stands after the one before."""
    words = [passage.word(place) for place in range(len(passage))]
    places: set[int] = set()
    start = 0
    for piece in what.split(" ... "):
        wanted = re.findall(r"\w+(?:['’]\w+)*", piece)
        for place in range(start, len(words) - len(wanted) + 1):
            if words[place : place + len(wanted)] == wanted:
                places.update(range(place, place + len(wanted)))
                start = place + len(wanted)
                break
    return places


def voices_of(text: str) -> dict[str, str]:
    """The voice of each word of a text."""
    passage = passage_of(Article("a", text))
    voices = word_voices(rules().find(passage), np.arange(len(passage)))
    return {passage.word(place): VOICES[voices[place]] for place in range(len(passage))}
