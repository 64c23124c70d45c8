"""How well and how fast the rules of attribution work, measured on hand-coded news (PolNeAR).

    python -m benchmarks.attribution ../shared/data/polnear_train_dev.jsonl.gz --split dev

The data are read by path and never shipped. The unit of the token score is the word inside attributed content, of
speech and thought. Gold contents hardly ever nest (1 word in 7,000), so a word counts once, however many attributions
hold it. Relations count as matched when a found content shares a word with a coded one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.reading import Reader
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.records.article import Article, Block
from framing.records.batch import TEXT, Batch
from framing.study.bridge.quote_table import quote_table

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Relation:
    """One hand-coded attribution in tokens of the batch, or in places of its passage."""

    content: Ints
    speaker: Ints


@dataclass(slots=True)
class Score:
    """Precision, recall and F1."""

    right: int
    found: int
    wanted: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def read_rows(path: Path, split: str) -> list[dict[str, Any]]:
    """The articles of one split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return [row for row in rows if split in ("all", row["split"])]


def as_article(row: dict[str, Any]) -> Article:
    """The text as it is; its first line is a headline where it repeats the title."""
    text, title = row["text"], row.get("title") or ""
    first = text.split("\n", 1)[0]
    blocks = (Block(0, len(first), "headline"),) if title and first[:20] == title[:20] else ()
    return Article(doc_id=row["id"], text=text, blocks=blocks)


def read_relations(rows: Sequence[dict[str, Any]], batch: Batch) -> list[Relation]:
    """The coded attributions that have content."""
    fields = {int(batch.field_article[f]): f for f in np.flatnonzero(batch.field_kind == TEXT).tolist()}
    borders = np.append(batch.field_token, batch.tokens)
    relations = []
    for number, row in enumerate(rows):
        field = fields[number]
        first, last = int(borders[field]), int(borders[field + 1])
        owner = np.full(last - first, field)
        starts = batch.to_chars(batch.word_start[first:last], owner)
        ends = batch.to_chars(batch.word_end[first:last], owner)
        for coded in row["labels"]["attributions"]:
            content = first + _tokens(coded["content"], starts, ends)
            if len(content):
                relations.append(Relation(content, first + _tokens(coded["source"], starts, ends)))
    return relations


def _tokens(spans: Iterable[Sequence[int]], starts: Ints, ends: Ints) -> Ints:
    """Tokens that lie wholly inside character spans."""
    parts = [np.arange(np.searchsorted(starts, a), np.searchsorted(ends, b, side="right")) for a, b in spans]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def token_score(found: Found, relations: Sequence[Relation]) -> tuple[Score, Flags]:
    """The score over words, and which words are coded as attributed."""
    coded = np.zeros(found.layout.n, np.bool_)
    for relation in relations:
        coded[relation.content] = True
    ours = found.owner >= 0
    return Score(int((ours & coded).sum()), int(ours.sum()), int(coded.sum())), coded


def relation_scores(found: Found, relations: Sequence[Relation], coded: Flags) -> Score:
    """Shares of found and of coded contents that share a word with the other side."""
    ours = np.unique(found.owner[found.owner >= 0])
    touched = np.unique(found.owner[coded & (found.owner >= 0)])
    reached = sum(bool((found.owner[relation.content] >= 0).any()) for relation in relations)
    precision = len(touched) / max(len(ours), 1)
    return Score(reached, round(reached / max(precision, 1e-9)), len(relations))


def speaker_score(found: Found, relations: Sequence[Relation]) -> Score:
    """Overlap of the speaker's words, over pairs of a coded and a found attribution that are each other's best match.

    ``wanted``: pairs with a coded speaker; ``found``: those where we name one; ``right``: those that share a word.
    """
    start, end = speaker_spans(found)
    which = np.full(found.layout.n, -1)
    for number, relation in enumerate(relations):
        which[relation.content] = number
    both = np.flatnonzero((which >= 0) & (found.owner >= 0))
    pairs, shared = np.unique(np.stack((which[both], found.owner[both])), axis=1, return_counts=True)
    best_ours, best_coded = _best(pairs[0], pairs[1], shared), _best(pairs[1], pairs[0], shared)
    score = Score(0, 0, 0)
    for coded, ours in best_ours.items():
        speaker = relations[coded].speaker
        if best_coded[ours] != coded or not len(speaker):
            continue
        score.wanted += 1
        score.found += bool(start[ours] >= 0)
        score.right += bool(((speaker >= start[ours]) & (speaker < end[ours])).any())
    return score


def _best(keys: Ints, values: Ints, weights: Ints) -> dict[int, int]:
    """For each key the value with the greatest weight."""
    order = np.argsort(weights, kind="stable")
    return dict(zip(keys[order].tolist(), values[order].tolist(), strict=True))


def speaker_spans(found: Found) -> tuple[Ints, Ints]:
    """The speaker's words of each attribution; those of the one it shares a speaker with, where it has none."""
    start, end = found.drafts.speaker_start.copy(), found.drafts.speaker_end.copy()
    for row, other in sorted(found.same.items()):
        start[row], end[row] = start[other], end[other]
    return start, end


@dataclass(slots=True)
class RuleScore:
    """One rule: attributions, share that share a word with a coded one, words, share of the words that are coded."""

    rule: str
    hits: int
    touch: float
    words: int
    precision: float


def rule_scores(found: Found, coded: Flags) -> list[RuleScore]:
    """Every rule that fired, the commonest first."""
    rule = np.append(found.drafts.rule, -1)[found.owner]
    touching = np.unique(found.owner[coded & (found.owner >= 0)])
    hits = np.bincount(found.drafts.rule[np.unique(found.owner[found.owner >= 0])], minlength=len(RULES))
    good = np.bincount(found.drafts.rule[touching], minlength=len(RULES))
    scores = []
    for number, name in enumerate(RULES):
        words = rule == number
        if hits[number]:
            share = float((words & coded).sum() / max(int(words.sum()), 1))
            scores.append(RuleScore(name, int(hits[number]), good[number] / hits[number], int(words.sum()), share))
    return sorted(scores, key=_most_hits)


def _most_hits(score: RuleScore) -> int:
    return -score.hits


def _timed(rules: Rules, reader: Reader, articles: Sequence[Article], annotator: Annotator) -> dict[str, float]:
    """CPU seconds of each step, the best of three runs with a warm vocabulary."""
    best: dict[str, float] = {}
    for _ in range(3):
        marks = [time.process_time()]
        batch = annotator.annotate(articles)
        marks.append(time.process_time())
        passage = reader.read(batch)
        found = rules.find(passage)
        marks.append(time.process_time())
        quote_table(batch, rules.said(found))
        marks.append(time.process_time())
        steps = ("annotate", "attribute", "table")
        for step, before, after in zip(steps, marks[:-1], marks[1:], strict=True):
            best[step] = min(best.get(step, after - before), after - before)
    return best


def print_matches(rows: Sequence[dict[str, Any]], articles: Sequence[Article], codebook: str = "generic-news") -> None:
    """Matches of a codebook whose words span many topics: is one that is called somebody's coded as attributed?"""
    import framing as fr

    matches = fr.score(articles, codebook, keep_copies=True).matches
    matches = matches[matches["field"] == "text"]
    coded_in = {row["id"]: [span for a in row["labels"]["attributions"] for span in a["content"]] for row in rows}
    places = zip(matches["doc_id"], matches["start"], matches["end"], strict=True)
    coded = np.array([any(a <= start and end <= b for a, b in coded_in[name]) for name, start, end in places], bool)
    called = (matches["voice"] != "own").to_numpy()
    print(f"\n{len(matches)} matches of {codebook}; coded as attributed: {coded.sum()}")
    for what, flags in (
        ("called somebody's, and right", coded[called]),
        ("called own, and right", ~coded[~called]),
        ("sensitivity", called[coded]),
        ("specificity", ~called[~coded]),
    ):
        print(f"{what:<30}{flags.mean():.3f} of {len(flags)}")


def print_scores(found: Found, relations: Sequence[Relation]) -> None:
    """Words, contents, speakers, then rule by rule."""
    tokens, coded = token_score(found, relations)
    contents, speakers = relation_scores(found, relations, coded), speaker_score(found, relations)
    of_all, of_named = speakers.right / max(speakers.wanted, 1), speakers.right / max(speakers.found, 1)
    print(f"words of attributed content   {tokens}")
    print(f"attributions, content overlap {contents}")
    print(f"speaker overlap               {of_all:.3f} of {speakers.wanted} matched; {of_named:.3f} where one is named")
    print(f"\n{'rule':<18}{'hits':>7}{'touch':>8}{'words':>8}{'precision':>11}")
    for score in rule_scores(found, coded):
        print(f"{score.rule:<18}{score.hits:>7}{score.touch:>8.3f}{score.words:>8}{score.precision:>11.3f}")


def print_speed(articles: Sequence[Article], rules: Rules, reader: Reader, annotator: Annotator) -> None:
    """Milliseconds of CPU a megabyte of text for each step."""
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    seconds = _timed(rules, reader, articles, annotator)
    print(f"\nCPU on one core, {size:.1f} MB of text")
    for step, spent in [*seconds.items(), ("together", sum(seconds.values()))]:
        print(f"{step:<12}{1000 * spent / size:>8.1f} ms/MB {size / spent:>8.1f} MB/s")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all scores."""
    parser = argparse.ArgumentParser(description="Score the rules of attribution against hand-coded news.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test", "all"))
    options = parser.parse_args(arguments)
    rows = read_rows(options.path, options.split)
    articles = [as_article(row) for row in rows]
    rules, annotator = Rules.load(), Annotator()
    reader = rules.reader()
    batch = annotator.annotate(articles)
    found = rules.find(reader.read(batch))
    places = found.layout.passage.places
    relations = [Relation(places.of(one.content), places.of(one.speaker)) for one in read_relations(rows, batch)]
    words = f"{batch.tokens} words, {len(relations)} coded attributions"
    print(f"{options.split}: {len(rows)} articles, {words}, {rules.version}")
    print_scores(found, relations)
    print_matches(rows, articles)
    print_speed(articles, rules, reader, annotator)


if __name__ == "__main__":
    main()
