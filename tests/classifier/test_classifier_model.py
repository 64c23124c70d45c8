"""Learning, folds, calibration, thresholds, refusals, baselines, explanation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score, precision_score, recall_score

from framing.classifier.baselines import baselines
from framing.classifier.calibration import abstain_band, platt, probability
from framing.classifier.card import _labels, make_card, reliability, unbeaten
from framing.classifier.curve import learning_curve
from framing.classifier.explanation import explain
from framing.classifier.features import Features
from framing.classifier.folds import grouped_folds
from framing.classifier.learning import Recipe, learn, refusals
from framing.classifier.masking import Masker
from framing.classifier.measures import best_threshold, macro_f1, measure
from framing.classifier.model import FrameClassifier
from framing.errors import UsageError


def test_nothing_happens_before_fit():
    """A classifier that was not fitted has settings and nothing else."""
    assert set(vars(FrameClassifier())) == {"recipe"}


def test_it_learns_what_is_plain_to_see(classifier, sentences):
    """Frames that go with their own words are found in articles never seen."""
    assert classifier.classes_ == ("storm", "harvest")
    assert min(m.f1 for m in classifier.measures_) > 0.9
    likely = classifier.predict_proba(["Gales tore masts before dawn.", "A tram passed."], np.zeros((2, 6)))
    assert likely.shape == (2, 2)
    assert likely[0, 0] > 0.6 > 0.4 > likely[1].max()
    assert classifier.predict(sentences.texts[:1], sentences.counts[:1]).tolist() == [[True, False]]


def test_same_sentences_same_numbers(classifier, sentences):
    """Fitting twice gives the same weights and thresholds."""
    again = FrameClassifier(Recipe(largest=800)).fit(sentences)
    assert np.array_equal(again.weights_.coef, classifier.weights_.coef)
    assert np.array_equal(again.thresholds_, classifier.thresholds_)


def test_a_rare_frame_is_refused_with_a_sentence(classifier):
    """Fewer than 30 positives: not learnt, and said."""
    assert classifier.refused_ == {"rare": "'rare' is coded in 12 sentences; it takes 30 to learn a frame"}


def test_a_frame_of_one_outlet_is_refused(sentences):
    """Positives from one outlet only would teach the outlet."""
    only = np.where(sentences.labels[:, 0], "outlet-0", sentences.outlets).tolist()
    refused = refusals(replace(sentences, outlets=only))
    assert "of 'outlet-0' only" in refused["storm"]
    assert "harvest" not in refused


def test_nothing_to_learn_is_an_error(sentences):
    """If every frame is refused there is no model."""
    with pytest.raises(UsageError, match="no frame can be learnt"):
        FrameClassifier().fit(replace(sentences, labels=np.zeros_like(sentences.labels)))


@pytest.mark.parametrize("articles", [1, 2])
def test_a_model_needs_articles_to_be_tested_on(sentences, articles: int):
    """However many sentences of them are coded: thresholds rest on articles that the model has not seen."""
    groups = [f"a{n % articles}" for n in range(len(sentences))]
    with pytest.raises(UsageError, match=f"are of {articles} article"):
        FrameClassifier().fit(replace(sentences, groups=groups))


def test_folds_keep_groups_together(sentences):
    """No article stands on both sides, and every sentence is tested once."""
    folds = grouped_folds(sentences.labels, sentences.groups, 5, 0)
    for train, test in folds:
        assert not {sentences.groups[i] for i in train} & {sentences.groups[i] for i in test}
    assert sorted(np.concatenate([test for _, test in folds]).tolist()) == list(range(len(sentences)))


def test_a_frame_rarer_than_the_folds_is_nobodys_fault(recwarn):
    """scikit-learn's warning, with a path of this machine, is not for whoever trains a model."""
    labels = np.zeros((20, 2), bool)
    labels[:10, 0], labels[3, 1] = True, True
    assert len(grouped_folds(labels, list("abcdefghij") * 2, 2, 0)) == 2
    assert not recwarn.list


def test_measures_are_scikit_learns():
    """Precision, recall and F1 as sklearn.metrics has them."""
    rng = np.random.default_rng(0)
    coded, found = rng.random((200, 3)) < 0.3, rng.random((200, 3)) < 0.4
    for j, m in enumerate(measure(coded, found)):
        args = coded[:, j], found[:, j]
        expected = [f(*args) for f in (precision_score, recall_score, f1_score)]
        assert [m.precision, m.recall, m.f1] == pytest.approx(expected)
    assert macro_f1(measure(coded, found)) == pytest.approx(f1_score(coded, found, average="macro"))


def test_the_threshold_is_the_best_there_is():
    """No other cut gives a larger F1, ties in the scores included."""
    rng = np.random.default_rng(1)
    coded, scores = rng.random(60) < 0.3, np.round(rng.random(60), 1)
    best = max(f1_score(coded, scores >= cut, zero_division=0) for cut in np.unique(scores))
    assert f1_score(coded, scores >= best_threshold(coded, scores)) == pytest.approx(best)


def test_word_grams_are_scikit_learns():
    """The word part of a vector equals TfidfVectorizer with sublinear counts, min_df 2, 1-2 grams."""
    texts = ["trade war again and trade", "trade war", "the war and the trade war", "again the trade"]
    features = Features(("f",), Masker(), 1.0).fit(texts, np.ones((4, 1), bool), 10_000)
    words = [i for i, gram in enumerate(features.grams_) if gram[0] == "w"]
    ours = features.matrix(texts, np.zeros((4, 2))).toarray()[:, words]
    reference = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2, token_pattern=r"\w+")
    theirs = reference.fit_transform(texts).toarray()
    names = ["w:" + name for name in reference.get_feature_names_out()]
    assert [features.grams_[i] for i in words] == names
    assert ours == pytest.approx(theirs, abs=1e-6)


def test_scores_are_the_matrix_times_the_coefficients(sentences):
    """Scoring row by row is the same product as scikit-learn's."""
    weights = learn(sentences, Recipe(largest=300))
    product = weights.features.matrix(sentences.texts, sentences.counts) @ weights.coef.T + weights.intercept
    assert weights.scores(sentences.texts, sentences.counts) == pytest.approx(product, abs=1e-6)


def test_platt_is_calibrated():
    """Probabilities of a logistic truth come out right; from 1,000 positives on nothing is changed."""
    rng = np.random.default_rng(2)
    scores = rng.normal(size=3000) * 2
    coded = rng.random(3000) < probability(scores, np.array(0.5), np.array(-1.5))
    slope, offset = platt(coded, scores)
    assert (slope, offset) == pytest.approx((0.5, -1.5), abs=0.12)
    assert platt(np.ones(2000, bool), np.zeros(2000)) == (1.0, 0.0)
    for mean, share, n in reliability(coded[:, None], scores[:, None], np.array([slope]), np.array([offset])):
        assert abs(mean - share) < 0.1 or n < 30


def test_the_abstain_band_holds_the_threshold(classifier, sentences):
    """-1 stands for probabilities next to the threshold only."""
    low, high = abstain_band(np.linspace(0, 1, 100), 0.5)
    assert low < 0.5 <= high < 0.6
    states = classifier.predict_or_abstain(sentences.texts, sentences.counts)
    assert set(np.unique(states).tolist()) <= {-1, 0, 1}
    assert (states < 0).mean() < 0.2


def test_an_explanation_adds_up(classifier, sentences):
    """Intercept and shares make the score, and the words' shares are all but the lexicon's."""
    text = "Thunder shook chimneys by the river."
    why = explain(classifier.weights_, 0, text, np.zeros(6))
    score = classifier.weights_.scores([text], np.zeros((1, 6)))[0, 0]
    assert why.score == pytest.approx(score)
    assert why.intercept + sum(share for _, share in why.words) == pytest.approx(score)
    assert [word for word, _ in why.words][:2] == ["thunder", "shook"]
    assert len(why.toward) <= 8
    assert all(share < 0 for _, share in why.against)


def test_baselines_and_card(classifier, sentences):
    """The card holds the three baselines, each outlet's figures and the learning curve."""
    names = [base.name for base in baselines(sentences)]
    assert names == ["lexicon", "majority", "outlet only"]
    card = make_card(classifier, sentences, curve=False)
    assert card["macro_f1"]["model, unseen outlet"] > card["macro_f1"]["outlet only"]
    assert unbeaten(card) == []
    assert unbeaten({"macro_f1": {"model, unseen outlet": 0.6, "lexicon": 0.6, "majority": 0.0}}) == ["lexicon"]
    assert card["trained_on"]["positives"] == {"storm": 80, "harvest": 80, "rare": 12}
    assert len(card["by_outlet"]) == 6
    assert list(card["refused"]) == ["rare"]
    assert sum(band["labels"] for band in card["calibration"]) == 2 * len(sentences)


def test_the_cards_thresholds_never_saw_what_they_label(sentences):
    """A frame coded by the toss of a coin: thresholds set on the very scores would show more than chance allows."""
    rng = np.random.default_rng(5)
    coin = replace(sentences, frames=("coin",), labels=rng.random((240, 1)) < 0.2, counts=np.zeros((240, 2)))
    scores = rng.normal(size=(240, 1))
    found = _labels(coin, scores, coin.groups, 0)
    flattered = scores >= best_threshold(coin.labels[:, 0], scores[:, 0])
    assert macro_f1(measure(coin.labels, found)) < macro_f1(measure(coin.labels, flattered))
    for others, own in grouped_folds(coin.labels, coin.groups, 5, 0):
        assert (found[own] == (scores[own] >= best_threshold(coin.labels[others, 0], scores[others, 0]))).all()


def test_the_learning_curve_rises(sentences):
    """More coded sentences, no worse a model."""
    points = learning_curve(replace(sentences, labels=sentences.labels[:, :2]), Recipe(largest=300))
    assert [n for n, _ in points] == sorted(n for n, _ in points)
    assert points[-1][1] >= points[0][1]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BEIJING, May 3 (Xinhua) -- China said no.", "China said no."),
        ("WASHINGTON - The duty rose.", "The duty rose."),
        ("He wrote to a.b@example.com today.", "He wrote to today."),
        ("[Photo/VCG] A port.", "A port."),
        ("By Jane Roe and John Doe", ""),
        ("By Friday the tariffs will bite.", "By Friday the tariffs will bite."),
        ("The Daily Planet reported it.", "The reported it."),
    ],
)
def test_masking(text: str, left: str):
    """What would give the outlet away is blanked; offsets stay."""
    blank = Masker(["Daily Planet"]).blank(text)
    assert " ".join(blank.split()) == left
    assert len(blank) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theU.S. and 1,300.5km", ["theus", "and", "0km"]),
        ("İstanbul's ΟΔΟΣ", ["i\u0307stanbul's", "οδος"]),
        ("’tis " + "x" * 50, ["tis", "x" * 40]),
        ("U.S.' W.T.O.'s ...", ["us", "wto's"]),
    ],
)
def test_words_and_their_places_are_told_once(text: str, words: list[str]):
    """What is read, and where it stands as published."""
    spans = Masker().spans(text)
    assert Masker().words(text) == [word for word, _, _ in spans] == words
    assert all(text[start:end] and " " not in text[start:end] for _, start, end in spans)
