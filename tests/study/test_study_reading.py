"""Concordances, double ids across inputs, and codebooks held against a corpus."""

from __future__ import annotations

import json
import pickle
import sqlite3

import pandas as pd
import pytest

import framing as fr
from framing.corpus.options import ReadOptions
from framing.errors import UsageError
from framing.study.bridge.arrow import join_tables
from framing.study.bridge.coders import make_bridge
from framing.study.bridge.marks import MARKS
from framing.study.concordance import Concordancer, in_order_of_ids, kwic, kwic_files, term_codebook
from framing.study.lexicon_check import check_codebook, note_covered, unmatched
from framing.study.listing import list_articles
from framing.study.runs.working import Task
from framing.study.scoring import score_files


def write_records(file, *records):
    """A file of JSON lines."""
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


def test_kwic_shows_the_words_round_a_match():
    """``width`` code points on either side, cut at the ends of the field, breaks as spaces, the text untouched."""
    text = "Glass – é – first\nline. Then trade\nbullying came; it was bullying."
    rows = kwic([fr.Article("a", text, title="No bullying")], "bullying", width=11)
    assert rows["match"].tolist() == ["bullying", "bullying", "bullying"]
    assert rows["left"].tolist() == ["No ", "Then trade ", "me; it was "]
    assert rows["right"].tolist() == ["", " came; it w", "."]
    assert rows["where"].tolist()[0] == "headline"
    assert [text[a:b] for a, b in zip(rows["start"][1:], rows["end"][1:], strict=True)] == ["bullying", "bullying"]
    assert kwic([fr.Article("a", text)], ["trade bullying", "first line"])["match"].tolist() == [
        "first line",
        "trade bullying",
    ]


def test_kwic_keeps_one_voice(news):
    """``voice`` filters; voices add up to all."""
    corpus = fr.read_corpus(news)
    every = fr.kwic(corpus, "bully*")
    parts = [fr.kwic(corpus, "bully*", voice=voice) for voice in ("own", "quoted", "fragment", "reported")]
    assert sum(map(len, parts)) == len(every) == 4
    assert set(parts[1]["voice"]) == {"quoted"}
    assert fr.kwic(corpus, "bully*", width=0)["left"].tolist() == [""] * 4
    with pytest.raises(UsageError, match="no voice 'qoted'"):
        fr.kwic(corpus, "bully*", voice="qoted")


def test_kwic_reads_files_a_part_at_a_time(tmp_path):
    """Its lines are those of a corpus held whole, in the same order, though no giant keeps its text."""
    texts = ["Élan – no tax,\u2028he said. ", "A tax “on İ” and one more\ntax. ", "Nothing here. "]
    records = [{"id": f"r{9 - i}", "title": f"Tax {i}", "text": texts[i % 3] * (i + 1)} for i in range(9)]
    file = write_records(tmp_path / "a.jsonl", *records, records[0])
    held = kwic(fr.read_corpus(file), ["tax*", "no"], width=9, voice=["own", "quoted"])
    parts = list(kwic_files([file], ReadOptions(batch_bytes=300), ["tax*", "no"], width=9, voice=["own", "quoted"]))
    assert len(parts) > 2
    pd.testing.assert_frame_equal(in_order_of_ids([part["lines"] for part in parts]), held)
    assert len(held) == 19
    giant = [fr.Article("g", "A tax. " * 1_200_000)]
    lines = Concordancer(term_codebook(["tax"]), 3, ["own"]).tables(giant)["lines"]
    assert (len(lines), lines["left"][-1].as_py(), giant[0].text) == (1_200_000, " A ", "")


@pytest.mark.parametrize("term", ["", "*", "..3 b", "a*b", []])
def test_kwic_refuses_a_term_that_means_nothing(term, news):
    """A usage mistake with a remedy."""
    with pytest.raises(UsageError) as caught:
        fr.kwic(fr.read_corpus(news), term)
    assert caught.value.remedy


def test_the_same_article_twice_counts_once(tmp_path, talks):
    """The same id and text in two inputs: one is left out and said so; another text is renamed and said so."""
    same = {"id": "x", "text": "Trade bullying."}
    first = write_records(tmp_path / "a.jsonl", same)
    other = {"id": "x", "text": "Bullying, otherwise."}
    second = write_records(tmp_path / "b.jsonl", same, other, {"id": "y", "text": "Y."})
    parts = list(score_files([first, second], fr.load_codebook(talks)))
    articles = [doc_id for part in parts for doc_id in part["articles"].column("doc_id").to_pylist()]
    matches = [doc_id for part in parts for doc_id in part["matches"].column("doc_id").to_pylist()]
    assert articles == ["x", "x~2", "y"]
    assert matches == ["x", "x~2"]
    issues = [row for part in parts for row in part["issues"].to_pylist()]
    said = {issue["code"]: (issue["severity"], issue["doc_id"], issue["file"]) for issue in issues}
    assert said == {"same-id": ("warning", "x~2", "b.jsonl"), "duplicate": ("skipped", "x", "b.jsonl")}
    assert "a.jsonl" in next(issue["reason"] for issue in issues if issue["code"] == "duplicate")
    corpus = fr.read_corpus([first, second])
    assert [article.doc_id for article in corpus] == articles
    listed, _ = list_articles([first, second])
    assert listed["doc_id"].tolist() == articles


def test_streaming_and_memory_agree(news, talks, tmp_path):
    """``score_files`` and ``score`` give the same rows, whatever the cut into units."""
    records = [{"id": f"r{i:02}", "text": f"Item {i}. Trade bullying, “not sustainable” at all."} for i in range(40)]
    files = [news, *(write_records(tmp_path / f"{i}.jsonl", *records[i::4]) for i in range(4))]
    book = fr.load_codebook(talks)
    parts = list(score_files(files, book))
    whole = fr.score(fr.read_corpus(files), book)
    for name in ("matches", "counts", "words", "articles"):
        streamed = pd.concat([part[name].to_pandas() for part in parts]).astype(object)
        streamed = streamed.sort_values("doc_id", kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(streamed, getattr(whole, name).astype(object), check_dtype=False)


@pytest.mark.parametrize("coder", ["lexicon", "lexicon-marks"])
def test_one_table_is_the_same_alone(news, talks, tmp_path, coder):
    """Asked for alone, a table has the rows it has among all, and what is not needed for it is not made."""
    same = {"id": "x", "text": "“Trade bullying”, he said. Bullying."}
    files = [news, *(write_records(tmp_path / f"{i}.jsonl", same, {"id": "x", "text": f"{i} “open."}) for i in (1, 2))]
    book = fr.load_codebook(talks)
    every = join_tables(list(score_files(files, book, coder=coder)))
    for name in ("matches", "counts", "words", "articles", "issues"):
        alone = join_tables(list(score_files(files, book, coder=coder, only=name)))
        assert len(every[name])
        assert alone[name].to_pylist() == every[name].to_pylist()
        assert ("matches" in alone) == (name == "matches")


def test_lexicon_check_finds_what_to_look_at(tmp_path):
    """Entries that never match, that dominate their frame, that stand in two frames; shields are no finding."""
    file = tmp_path / "book.yml"
    file.write_text(
        """\
codebook: book
version: 1
frames:
  a:
    definition: One.
    entries: [duty, glass, never seen, {pattern: glass house, exclude: true}]
  b:
    definition: Two.
    entries: [glass]
""",
        encoding="utf-8",
    )
    book = fr.load_codebook(file)
    articles = [fr.Article(f"{i}", "Duty, duty on glass. A glass house.") for i in range(5)]
    matches = fr.score(articles, book).matches
    whole, parted = (
        check_codebook(book, parts) for parts in ([matches], [matches[matches["doc_id"] == str(i)] for i in range(5)])
    )
    assert whole.equals(parted)
    found = whole.set_index(["frame", "entry"])
    assert found.loc[("a", "duty"), "findings"] == "dominates the frame"
    assert found.loc[("a", "duty"), ["matches", "articles"]].tolist() == [10, 5]
    assert found.loc[("a", "never seen"), "findings"] == "never matches"
    assert found.loc[("a", "glass"), "findings"] == "also in b"
    assert found.loc[("b", "glass"), "findings"] == "also in a; dominates the frame" or (
        found.loc[("b", "glass"), "findings"] == "dominates the frame; also in a"
    )
    assert found.loc[("a", "glass house"), "findings"] == "shields"
    assert found.loc[("a", "glass"), "matches"] == 5
    assert found.loc[("b", "glass"), "matches"] == 10
    assert found.loc[("a", "duty"), "share"] == pytest.approx(10 / 15)


def test_an_entry_whose_places_others_take_is_not_called_absent(tmp_path):
    """Its words are there, but a longer or a shielding entry of its frame has them: that is said, with an example."""
    file = tmp_path / "b.yml"
    file.write_text(
        """codebook: b
version: 1
frames:
  a:
    definition: One.
    entries: [heavy duty, duty, fee, never seen, {pattern: entry fee, exclude: true}]
  b:
    definition: Two.
    entries: [duty]
""",
        encoding="utf-8",
    )
    book = fr.load_codebook(file)
    articles = [fr.Article("1", "A heavy duty came. The entry fee stayed.")]
    found = check_codebook(book, [fr.score(articles, book).matches])
    rest = unmatched(book, found)
    noted = note_covered(found, [fr.score(articles, rest).matches]).set_index(["frame", "entry"])
    assert found["findings"].tolist()[:3] == ["", "never matches; also in b", "never matches"]
    assert noted["findings"].to_dict() == {
        ("a", "heavy duty"): "",
        ("a", "duty"): "covered by other entries; also in b",
        ("a", "fee"): "covered by other entries",
        ("a", "never seen"): "never matches",
        ("a", "entry fee"): "shields",
        ("b", "duty"): "also in a",
    }
    assert noted.loc[("a", "fee"), ["matches", "example"]].tolist() == [0, "fee"]


def test_a_check_leaves_nothing_of_its_own_in_a_store(tmp_path, framing, talks):
    """Entries are tried alone on what the store holds, and only the codebook's own scores are kept there."""
    store = tmp_path / "desk.db"
    framing("add", "corpus/trade-talks", "--store", store)
    assert framing("lexicon", "check", talks, "--against", store).code == 0
    with sqlite3.connect(store) as base:
        assert base.execute("SELECT count(*) FROM recipes").fetchone() == (1,)


def test_a_task_is_the_same_wherever_it_has_travelled():
    """Its worker, with all it has learnt, is kept for the next unit; another codebook's or coder's is another one."""
    book = fr.load_codebook("generic-news")
    task = Task.of(make_bridge, (book, MARKS), ReadOptions())
    assert task == Task.of(make_bridge, (book, MARKS), ReadOptions())
    assert task != Task.of(make_bridge, (book, "lexicon"), ReadOptions())
    first, second = (pickle.loads(pickle.dumps(task)) for _ in range(2))
    assert (first == second, hash(first) == hash(second)) == (True, True)
    assert first != pickle.loads(pickle.dumps(Task.of(make_bridge, (book, "lexicon"), ReadOptions())))
    worker, options = first.open()
    assert (worker.instrument.coder, options) == (MARKS, ReadOptions())
