"""The sentences of cases.yml and what the rules find in them; shared by the tests beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from framing.annotate.attribution.output import word_voices
from framing.annotate.attribution.passage import Passage
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.records.attribution import Attribution
from framing.records.tables import VOICES
from framing.yamlsafe import load_yaml

CASES = Path(__file__).with_name("cases.yml")

#: The group of sentences that count in the floors only.
HARD = "hard"

Wanted = dict[str, str]


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


@cache
def found_in(case: Case) -> tuple[Passage, list[Attribution]]:
    """What the rules find in a case, alone; several tests ask for it."""
    passage = passage_of(Article(str(case), case.text, title=case.title))
    return passage, rules().attribute(passage)


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
