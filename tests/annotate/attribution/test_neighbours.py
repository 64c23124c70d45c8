"""What stands in one article says nothing of another, wherever the texts break off."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
from reading_cases import all_cases, attributions_of, passage_of, rules

from framing.annotate.actors import ActorFinder
from framing.annotate.attribution.output import word_voices
from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.records.article import Article

#: Words that no rule knows, more than any rule looks past.
QUIET = Article("quiet", "zut " * 40)
EDGES = "was denied by that who to said He the “ ” ? : - , and of as not US China’s for 40 Monday".split()


def broken_off(chance: random.Random) -> str:
    """Part of a sentence of cases.yml, now and then with an odd word at its edges."""
    words = chance.choice(all_cases()).text.split(" ")
    first = chance.choice((0, 0, chance.randrange(len(words))))
    words = words[first : chance.randint(first + 1, len(words))]
    for place in (0, -1):
        words[place] = chance.choice(EDGES) if chance.random() < 0.3 else words[place]
    return " ".join(words)


def read(articles: list[Article]) -> list[list[object]]:
    """For each article who says what in it, whose its words are, what is negated and who acts, by its own words."""
    batch = Annotator().annotate(articles)
    found = rules().find(rules().reader().read(batch))
    said = rules().said(found)
    fields = np.flatnonzero(np.append(True, np.diff(batch.field_article) > 0))
    starts = np.append(batch.field_token[fields], batch.tokens)
    words = np.arange(batch.tokens)
    flags = polarity(batch, words, words + 1)
    rows, actors, targets = ActorFinder(rules().parties).find(batch, said.names, words, words + 1, ["EU"] * len(words))
    roles = dict(zip(rows.tolist(), zip(actors, targets, strict=True), strict=True))
    columns = [word_voices(found, words), flags.negated, flags.denied, flags.hypothetical]
    out: list[list[object]] = [[column[a:b].tolist() for column in columns] for a, b in pairwise(starts)]
    for number, first in enumerate(starts[:-1].tolist()):
        out[number] += [roles.get(at, ("", "")) for at in range(first, int(starts[number + 1]))]
    for one in attributions_of(said):
        number = int(np.searchsorted(starts, one.content[0][0], side="right")) - 1
        first = int(starts[number])
        spans = [one.cue, one.speaker_span, *one.content]
        places = [span and (span[0] - first, span[1] - first) for span in spans]
        out[number].append((one.rule, one.voice, one.speaker, one.party, one.kind, one.channel, one.ambiguous, places))
    return out


def test_no_article_sees_its_neighbours() -> None:
    """Texts that break off anywhere are read alike beside each other and beside words that no rule knows."""
    chance = random.Random(11)
    broken = [Article("", broken_off(chance), title=broken_off(chance) * (chance.random() < 0.3)) for _ in range(2000)]
    apart = [article for one in broken for article in (one, QUIET)]
    assert read(broken) == read(apart)[::2]


def test_marks_at_the_end_of_an_article_are_none_of_the_next_one() -> None:
    """“What?” and a dash belong to the text that they end."""
    texts = ["Does Oslo think the levy is fair?", "— Ada Lund, Harbour Post"]
    passage = passage_of(*(Article("", text) for text in texts))
    alone = [passage_of(Article("", text)) for text in texts]
    end = len(alone[0])
    assert passage.gflags[end] == alone[0].gflags[end]
    assert passage.gflags[passage.places.start[1]] == alone[1].gflags[0]
