"""The shipped model, its training sentences, the gold codes, and the verbs."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import framing as fr
from framing.classifier.sentences import text_key
from framing.classifier.store import load_model, save_model
from framing.cli.main import main
from framing.errors import InputError, UsageError
from framing.study.bridge.models import open_model
from framing.study.coding.evaluating import learnt_note, learnt_units_note, read_codes
from framing.study.coding.training import read_training

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "lexicons" / "training" / "us-china-trade.tsv"
MODEL = ROOT / "lexicons" / "models" / "us-china-trade"
GOLD = ROOT / "benchmarks" / "gold"
TEXT = """Beijing hits back at new tariffs

BEIJING (Reuters) - China raised duties on American goods on Monday, the latest blow in an escalating trade war.

"We are not afraid of a trade war, but the door to talks is open," the commerce ministry said.

The ministry holds a briefing every Thursday.
"""


@pytest.fixture(scope="module")
def book() -> fr.Codebook:
    return fr.load_codebook("us-china-trade")


@pytest.fixture(scope="module")
def article() -> fr.Article:
    return fr.Article("a", TEXT)


def test_training_sentences_are_as_promised(book):
    """At least 1,500, at least 85 of each frame, at least 350 of none, in many styles and years."""
    rows = list(csv.DictReader(TRAINING.open(encoding="utf-8"), delimiter="\t"))
    frames = Counter(name for row in rows for name in row["frames"].split())
    assert len(rows) >= 1500
    assert len({row["text"] for row in rows}) == len(rows) == len({row["id"] for row in rows})
    assert set(frames) == {frame.name for frame in book.frames}
    assert min(frames.values()) >= 85
    assert sum(not row["frames"] for row in rows) >= 350
    assert len({row["style"] for row in rows}) >= 40
    assert {row["year"] for row in rows} == {str(year) for year in range(2017, 2026)}


@pytest.mark.parametrize("name", ["us-china-trade", "us-china-trade-unread", "us-china-trade-unread-second"])
def test_gold_codes_hold_no_text(book, name):
    """Offsets and codes only."""
    rows = list(csv.DictReader((GOLD / f"{name}.csv").open(encoding="utf-8")))
    assert len(rows) >= 300
    assert set(rows[0]) == {"set", "doc_id", "field", "start", "end", "frames"}
    assert {name for row in rows for name in row["frames"].split()} <= {frame.name for frame in book.frames}


def test_gold_mentions_hold_no_text(book):
    """Offsets, frame, voice and polarity only."""
    rows = list(csv.DictReader((GOLD / "us-china-trade-unread-mentions.csv").open(encoding="utf-8")))
    assert len(rows) >= 700
    assert set(rows[0]) == {"set", "doc_id", "field", "start", "end", "frame", "voice", "negated"}
    assert {row["frame"] for row in rows} <= {frame.name for frame in book.frames}
    assert {row["voice"] for row in rows} == {"own", "quoted", "reported"}


def test_the_shipped_model_fits_the_codebook(book):
    """If this fails, the codebook was changed: run benchmarks.validity with --ship, as docs/classifier.md says."""
    model = open_model("us-china-trade", book)
    assert model.classifier.classes_ == tuple(frame.name for frame in book.frames)
    assert sum(file.stat().st_size for file in MODEL.iterdir()) < 1_500_000
    assert model.card["measured"]["rows"]


def test_scoring_with_the_model_fills_the_same_table(article):
    """One row a sentence and frame; the words are the sentence's; the same from one run to the next."""
    scores = fr.score([article], "us-china-trade", coder="us-china-trade")
    matches = scores.matches
    assert len(matches)
    assert list(matches.columns) == list(fr.score([article], "us-china-trade").matches.columns)
    assert all(
        TEXT[a:b] == words for a, b, words in zip(matches["start"], matches["end"], matches["text"], strict=True)
    )
    assert set(matches["entry"]) == {""}
    assert not matches.duplicated(["doc_id", "field", "sentence", "frame"]).any()
    assert "escalation" in set(matches.loc[matches["text"].str.contains("raised duties"), "frame"])
    stance = matches[matches["frame"] == "fight_and_talk"]
    assert stance["voice"].tolist() == ["quoted"]
    coder = matches["coder"].iloc[0]
    assert coder.startswith("us-china-trade#")
    assert f"coder:{coder}" in scores.signature
    assert matches.equals(fr.score([article], "us-china-trade", coder="us-china-trade").matches)


def test_an_articles_rows_do_not_depend_on_others(article):
    """The same rows alone and beside another article; none for an empty one."""
    other = fr.Article("b", "Nothing but the weather.\n\nShares fell sharply on fears of a trade war.")
    alone = fr.score([article], "us-china-trade", coder="us-china-trade").matches
    both = fr.score([article, other, fr.Article("c", "")], "us-china-trade", coder="us-china-trade").matches
    same = both[both["doc_id"] == "a"].reset_index(drop=True)
    assert same.astype(str).equals(alone.astype(str))


def test_a_model_of_another_codebook_is_refused():
    """The digest is compared, and the message names both."""
    with pytest.raises(InputError, match="was trained for us-china-trade@"):
        open_model("us-china-trade", fr.load_codebook("generic-news"))
    with pytest.raises(UsageError, match="there is no model 'nobody'"):
        open_model("nobody")


def test_a_model_whose_frames_were_renamed_is_refused(book, tmp_path: Path):
    """Its digest still names the codebook, but a label would be of no frame."""
    folder = save_model(load_model(MODEL), tmp_path / "m")
    labels = folder / "model.json"
    labels.write_text(labels.read_text("utf-8").replace('"bullying"', '"bulying"'), "utf-8")
    with pytest.raises(InputError, match="the model's frames are not those of us-china-trade@"):
        open_model(folder, book)


def test_sentences_that_a_model_learnt_are_counted(book, tmp_path: Path):
    """By their words, whatever the marks and capitals; the shipped model's stand in the shipped table."""
    model, learnt = replace(open_model("us-china-trade", book), learnt=()), read_training([TRAINING], book)
    mixed = [f"“{text.upper()}”" for text in learnt.texts[:3]] + ["Two ferries met off the cape."]
    said = "the model was trained on 3 of these 4 sentences: its figures are too good for them"
    assert learnt_note(model, mixed) == said
    assert learnt_note(model, mixed[3:]) == ""
    folder = save_model(replace(model, name="mine", learnt=(text_key(learnt.texts[0]),)), tmp_path / "mine")
    assert "on 1 of these 4" in learnt_note(load_model(folder), mixed)
    assert "does not say what it was trained on" in learnt_note(replace(model, name="mine"), mixed)


def test_units_that_a_model_learnt_are_counted_in_a_validation(book):
    """The coded sentences of articles, by their place."""
    text = read_training([TRAINING], book).texts[0]
    scores = fr.score([fr.Article("a", f"Two ferries met.\n\n{text}")], "us-china-trade")
    codings = pd.DataFrame(
        {"doc_id": ["a", "a", "a", "gone"], "field": "text", "start": [0, 18, 18, 0], "end": [16, 999, 999, 9]}
    )
    assert "on 1 of these 2 sentences" in learnt_units_note(open_model("us-china-trade", book), scores, codings)


def test_bad_tables_are_named(book, tmp_path: Path):
    """An unknown frame with its line, a missing column, stand-off codes without their articles."""
    table = tmp_path / "t.csv"
    table.write_text("text,frames\nOne.,bullying\nTwo.,bulying\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.csv:3: .*no frame 'bulying'"):
        read_training([table], book)
    table.write_text("words\nOne.\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'text'"):
        read_training([table], book)
    with pytest.raises(UsageError, match="--corpus"):
        read_codes([GOLD / "us-china-trade.csv"], book)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return int(end.value.code or 0)


def test_train_evaluate_score(tmp_path: Path, capsys, sentences):
    """The three verbs on a small codebook, end to end."""
    book, table, model = tmp_path / "b.yml", tmp_path / "t.csv", tmp_path / "model"
    words = {"storm": "thunder", "harvest": "reap*", "rare": "comet"}
    frames = "".join(f"  {n}:\n    definition: About {n}.\n    entries: [{w}]\n" for n, w in words.items())
    book.write_text(f"codebook: tiny\nversion: 1.0.0\nlanguage: en\nframes:\n{frames}", encoding="utf-8")
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "frames", "group", "outlet"])
        for text, labels, group, outlet in zip(
            sentences.texts, sentences.labels, sentences.groups, sentences.outlets, strict=True
        ):
            shown = " ".join(name for name, shows in zip(sentences.frames, labels, strict=True) if shows)
            writer.writerow([text, shown, group, outlet])
    assert run("train", str(table), "--codebook", str(book), "-o", str(model)) == 0
    assert "not learnt: 'rare'" in capsys.readouterr().err
    assert "Model card" in (model / "card.html").read_text(encoding="utf-8")
    assert run("evaluate", str(model), str(table), "--codebook", str(book), "--format", "csv") == 0
    shown = capsys.readouterr()
    assert ["frame", "storm", "union"] in [row[:3] for row in csv.reader(shown.out.splitlines())]
    assert f"the model was trained on {len(sentences):,} of these {len(sentences):,} sentences" in shown.err
    news = tmp_path / "x.txt"
    news.write_text("Gales tore the roofs before dawn.\n\nA tram passed in the old town.\n", encoding="utf-8")
    arguments = [
        "score",
        str(news),
        "--codebook",
        str(book),
        "--coder",
        str(model),
        "--table",
        "matches",
        "--format",
        "csv",
    ]
    assert run(*arguments) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["frame"] for row in rows] == ["storm"]
    assert run("score", str(news), "--coder", str(model)) == 1
    assert "was trained for tiny@1.0.0" in capsys.readouterr().err
