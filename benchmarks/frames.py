"""How well the frame classifier works on climate frames that others coded.

    python -m benchmarks.frames ../shared/data/climate_frames_train_en.jsonl.gz --embeddings

1,927 two-sentence units, eight main frames, folds grouped by article (outlet, date and title). Every threshold is set
on inner folds of the training articles. The lexicon of the eight frames below was written for this benchmark from the
frames' names, without looking at the units' errors. For the shipped model and lexicon see ``benchmarks.validity``.

First, the codebook policy-frames on six of these frames that mean about the same as a dimension of it. Units of half a
of the articles were read to write entries for its version 1.4; of half b only totals were looked at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import framing as fr
from benchmarks.validity import at_half
from framing.classifier.embeddings import Embedder, load_embedder
from framing.classifier.features import Features
from framing.classifier.masking import Masker
from framing.classifier.measures import best_threshold, macro_f1, measure
from framing.classifier.sentences import Flags, Floats, Ints, Sentences, numbered
from framing.records.article import Article, Tag

MAIN = ("Pol", "Eco", "Sci", "Envt", "Pbh", "Just", "Cult", "Secu")
WORDS = {
    "Pol": (
        "government* minister* politic* election* vote* voter* liberal* conservative* ndp tory tories harper "
        "trudeau parliament senat* congress* president* premier* policy policies treaty accord kyoto negotiat* "
        "legislation bill law campaign* party democrat* republican* obama trump administration federal provincial "
        "ottawa summit regulat* mandate cabinet opposition lobby* mayor councillor platform ratif* diplomat* "
        "governor* mp mps prime"
    ),
    "Eco": (
        "econom* cost* price* tax* job* market* invest* billion* million* dollar* industr* business* compan* "
        "growth trade export* revenue* subsid* profit* financ* fund* consumer* employ* gdp bank* oil gas "
        "pipeline* fuel* insurance sector competit* afford* expens* budget* cap credits"
    ),
    "Sci": (
        "scien* research* study studies data evidence model* report* ipcc professor* universit* expert* journal "
        "climatolog* measure* temperature* theory theories skeptic* denier* consensus predict* projection* "
        "simulat* physicist* greenhouse atmospher* degrees celsius uncertaint* published findings peer-review* "
        "paper"
    ),
    "Envt": (
        "species wildlife habitat* animal* bear* fish* forest* ecosystem* biodivers* bird* ocean* coral* marine "
        "plant* tree* caribou* salmon extinct* wetland* lake* river* ice glacier* permafrost arctic flora insect* "
        "beetle* whale* seal* pollut* conserv* nature"
    ),
    "Pbh": (
        "health* disease* death* illness* asthma hospital* medical doctor* heat* mortality virus* malaria "
        "mosquito* allerg* lung* respirat* cancer* smog nutrition famine epidemic* patient* die died lyme smoke "
        "mental anxiety stress injur* air"
    ),
    "Just": (
        "justice poor poorest poverty equit* inequit* inequal* unfair fair* rights indigenous aborigin* inuit "
        "nation* moral* ethic* responsib* vulnerable develop* victims rich wealthy generation* burden* "
        "obligation* colonial* refugee* women compens* debt countries south"
    ),
    "Cult": (
        "film* movie* book* art artist* music* novel* author* documentary culture* cultur* theatre play* exhibit* "
        "museum* festival* writer* poem* song* religio* church* god tradition* sport* ski* hockey olympic* "
        "concert* celebrity actor* director gore story stories faith pope hunting"
    ),
    "Secu": (
        "security war* militar* conflict* defence defense army terror* threat* sovereignty navy violen* troops "
        "weapon* nuclear arms soldier* peace disaster* emergency refugee* migrat* displace* borders instability "
        "pentagon nato strateg* patrol"
    ),
}

#: The dimension of policy-frames that means about the same.
DIMENSIONS = {
    "Eco": "economic",
    "Pbh": "health_safety",
    "Secu": "security_defense",
    "Just": "fairness_equality",
    "Pol": "political",
    "Cult": "cultural_identity",
}

#: One network for all folds: it remembers sentences.
EMBEDDER = cache(load_embedder)
Learner = Callable[[Sentences, Sentences], Floats]
Matrix = npt.NDArray[np.float64]


def read_climate(path: Path) -> Sentences:
    """The units with the eight main frames; groups are articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    labels = np.array([[f"{name}_Detection" in row["labels"]["codes"] for name in MAIN] for row in rows])
    texts = [row["text"] for row in rows]
    groups = [f"{row['outlet']}|{row['date']}|{row['title']}" for row in rows]
    return Sentences(MAIN, texts, lexicon_counts(texts), labels, groups, [row["outlet"] for row in rows])


def lexicon_counts(texts: list[str]) -> Floats:
    """Hits of each frame's words, at most four; the column for others' voices stays empty."""
    patterns = [_pattern(WORDS[name]) for name in MAIN]
    counts = np.zeros((len(texts), 2 * len(MAIN)))
    for i, text in enumerate(texts):
        counts[i, ::2] = [min(len(pattern.findall(text.lower())), 4) for pattern in patterns]
    return counts


def _pattern(words: str) -> re.Pattern[str]:
    terms = [re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words.split()]
    return re.compile(rf"\b(?:{'|'.join(terms)})\b")


def group_folds(groups: list[str], folds: int, seed: int) -> list[tuple[Ints, Ints]]:
    """Folds of whole articles."""
    from sklearn.model_selection import GroupKFold

    split = GroupKFold(folds, shuffle=True, random_state=seed).split(groups, groups=numbered(groups))
    return [(np.asarray(train), np.asarray(test)) for train, test in split]


def cross_validate(sentences: Sentences, learner: Learner, seed: int = 0) -> Flags:
    """Labels of every unit by models of other articles, with thresholds from inner folds."""
    found = np.zeros(sentences.labels.shape, np.bool_)
    for train, test in group_folds(sentences.groups, 5, seed):
        part = sentences.at(train)
        inner = np.zeros(part.labels.shape)
        for rows, held in group_folds(part.groups, 4, seed + 1):
            inner[held] = learner(part.at(rows), part.at(held))
        scores = learner(part, sentences.at(test))
        cuts = [best_threshold(coded, column) for coded, column in zip(part.labels.T, inner.T, strict=True)]
        found[test] = scores >= np.array(cuts)
    return found


def plain(train: Sentences, test: Sentences) -> Floats:
    """What everybody starts with: TF-IDF of words, logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer()
    a, b = words.fit_transform(train.texts), words.transform(test.texts)
    models = [LogisticRegression(solver="liblinear").fit(a, column) for column in train.labels.T]
    return np.column_stack([model.decision_function(b) for model in models])


def embedded(train: Sentences, test: Sentences) -> Floats:
    """The same with sentence embeddings (``newsframing[embeddings]``)."""
    return ours(train, test, EMBEDDER())


def ours(train: Sentences, test: Sentences, embedder: Embedder | None = None) -> Floats:
    """The features of ``framing.classifier``; mean of a logistic regression and a linear SVM, both standardised."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    features = Features(MAIN, Masker(), 0.3, embedder).fit(train.texts, train.labels, 40_000)
    a, b = features.matrix(train.texts, train.counts), features.matrix(test.texts, test.counts)
    out = np.zeros((len(test), len(MAIN)))
    for j, column in enumerate(train.labels.T):
        for model in (LogisticRegression(C=4, solver="liblinear", dual=True, tol=1e-2, max_iter=500), LinearSVC(C=0.3)):
            scores = model.fit(a, column).decision_function(b)
            out[:, j] += (scores - model.decision_function(a).mean()) / model.decision_function(a).std()
    return out


def dimensions(sentences: Sentences, name: str) -> str:
    """How the codebook policy-frames does on one half of the units: one line."""
    part = at_half(sentences, name)
    matches = fr.score(
        [Article(str(i), text, outlet=Tag("news")) for i, text in enumerate(part.texts)],
        "policy-frames",
        keep_copies=True,
    ).matches
    hits = set(zip(matches["doc_id"].astype(int), matches["frame"], strict=True))
    coded = part.labels[:, [MAIN.index(frame) for frame in DIMENSIONS]]
    found = np.array([[(i, frame) in hits for frame in DIMENSIONS.values()] for i in range(len(part))])
    right, frames = (coded & found).sum(), measure(coded, found)
    each = "  ".join(f"{frame} {m.f1:.2f}" for frame, m in zip(DIMENSIONS, frames, strict=True))
    precision, recall = right / found.sum(), right / coded.sum()
    f1 = 2 * right / (found.sum() + coded.sum())
    return f"policy-frames, half {name} ({len(part)} units): P {precision:.2f} R {recall:.2f} F1 {f1:.2f}   {each}"


def climate(path: Path, embeddings: bool = False) -> None:
    """Print macro F1, plain and ours."""
    sentences = read_climate(path)
    for name in "ab":
        print(dimensions(sentences, name))
    print(
        f"{len(sentences)} units, {len(set(sentences.groups))} articles; folds by article, thresholds from inner folds"
    )
    learners: list[tuple[str, Learner]] = [("plain TF-IDF + LR", plain), ("words, characters, lexicon; LR + SVM", ours)]
    for name, learner in [*learners, *([("the same and embeddings", embedded)] if embeddings else [])]:
        found = measure(sentences.labels, cross_validate(sentences, learner))
        frames = "  ".join(f"{frame} {m.f1:.2f}" for frame, m in zip(MAIN, found, strict=True))
        print(f"{name:40} macro F1 {macro_f1(found):.3f}   {frames}", flush=True)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("climate", type=Path)
    parser.add_argument("--embeddings", action="store_true", help="with sentence embeddings too")
    arguments = parser.parse_args()
    climate(arguments.climate, arguments.embeddings)


if __name__ == "__main__":
    main()
