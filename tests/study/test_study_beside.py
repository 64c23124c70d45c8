"""Lexicon, classifier and people beside each other, as tables and as a section of the report."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from coded import by_words, everything

import framing as fr
from framing.classifier.learning import Recipe
from framing.classifier.store import save_model
from framing.coding.tables import frame_of
from framing.errors import InputError, UsageError
from framing.records.article import Article
from framing.records.beside import ABSTAINS, NO, YES
from framing.records.coding import Coding
from framing.study.bridge import groups
from framing.study.coding.agreeing import gather_codings
from framing.study.coding.coded_units import counts_in_context
from framing.study.coding.training import as_sentences, lexicon_counts, train


@pytest.fixture(scope="module")
def model(talks, tmp_path_factory):
    """A model of the small codebook that knows more words for bullying than the lexicon, and none for lasting."""
    book = fr.load_codebook(talks)
    starts = ("The minister", "A clerk", "Our rival", "The envoy", "One side", "The port", "Their paper", "A buyer")
    rows = [
        (f"{start} {verb} {thing} {end}.", shows)
        for start in starts
        for verb, shows in (("called the duty bullying of", True), ("bullies", True), ("hits", True), ("greets", False))
        for thing in ("buyers", "glass makers", "the island")
        for end in ("again", "at noon")
    ]
    texts = [text for text, _ in rows]
    labels = np.array([[shows, False] for _, shows in rows])
    groups = [f"g{i % 16}" for i in range(len(rows))]
    sentences = as_sentences(book, texts, labels, groups, [f"o{i % 16 // 4}" for i in range(len(rows))])
    sentences.counts[:] = lexicon_counts(texts, book)
    return save_model(train(sentences, book, name="small", recipe=Recipe(largest=600)), tmp_path_factory.mktemp("m"))


def test_two_machines_are_compared_on_all_sentences(coded_scores, model):
    """Cells add up to the sentences; a frame that the model does not know is left open."""
    beside = coded_scores.beside(model)
    assert [(c.kind, c.status) for c in beside.coders] == [("lexicon", "unvalidated"), ("classifier", "unvalidated")]
    assert not beside.coded
    assert beside.units == int(coded_scores.words["sentences"].sum())
    table = beside.table[(beside.table["outlet"] == "all")].set_index("frame")
    row = table.loc["bullying"]
    assert row[["both", "only1", "only2", "neither"]].sum() == row["units"] == beside.units
    hits = coded_scores.matches.query("frame == 'bullying'").drop_duplicates(["doc_id", "field", "sentence"])
    assert row["both"] + row["only1"] == len(hits)
    assert table.loc["lasting", "units"] == 0
    assert {d.frame for d in beside.disputes} <= {"bullying"}
    assert beside.disputed["bullying"] == row["only1"] + row["only2"]


def test_every_disputed_sentence_says_why(coded_scores, model):
    """Offsets are those of the published words; features either way add up to what was decided."""
    beside = coded_scores.beside(model)
    assert beside.disputes
    for dispute in beside.disputes:
        article = coded_scores.documents[dispute.doc_id].article
        text = article.title if dispute.field == "title" else article.text
        assert {*dispute.says} <= {YES, NO, ABSTAINS}
        assert dispute.reason is not None
        assert all(dispute.start <= a < b <= dispute.end for a, b, _ in dispute.reason.words)
        assert all(text[a:b].strip() == text[a:b] for a, b, _ in dispute.reason.words)
        shows = dispute.reason.probability >= dispute.reason.threshold
        assert dispute.says[1] == ABSTAINS or (dispute.says[1] == YES) is shows
        assert (dispute.says[0] == YES) is bool(dispute.marks)
        assert all(share > 0 for _, share in dispute.reason.toward)
        assert all(share < 0 for _, share in dispute.reason.against)


def test_people_who_see_what_the_lexicon_sees_differ_nowhere(coded_scores):
    """Alpha 1, no sentence in dispute; with another view, exactly those sentences."""
    codes = everything(coded_scores, "Ann", by_words)
    beside = coded_scores.beside(codes=codes)
    whole = beside.table[beside.table["outlet"] == "all"].set_index("frame")
    assert whole.loc[["bullying", "lasting"], "alpha"].tolist() == [1, 1]
    assert beside.disputes == ()
    blind = coded_scores.beside(codes=everything(coded_scores, "Ben", lambda text: set()))
    assert blind.disputed["bullying"] == whole.loc["bullying", "both"]
    assert all(d.says == (YES, NO) for d in blind.disputes)
    assert set(blind.table["outlet"]) == {"all", "China Daily", "Financial Times", "unknown"}


def test_three_coders_make_three_pairs(coded_scores, model):
    """And the way people differ is shown in turns with the others."""
    codes = everything(coded_scores, "Ann", lambda text: {"bullying"} if "duty" in text.lower() else set())
    beside = coded_scores.beside(model, codes)
    assert [c.kind for c in beside.coders] == ["lexicon", "classifier", "people"]
    assert len(beside.table[["coder1", "coder2"]].drop_duplicates()) == 3
    assert len({d.says for d in beside.disputes if d.frame == "bullying"}) > 1
    assert coded_scores.beside(model, codes).table.equals(beside.table)


def test_coders_who_differ_nowhere_leave_no_sentence(model, talks, tmp_path):
    """No dispute, no reason to give, and a page all the same."""
    article = fr.Article("a", "The envoy greets buyers at noon. A clerk greets the island again.")
    scores = fr.score([article], fr.load_codebook(talks))
    beside = scores.beside(model)
    assert (beside.units, beside.disputes) == (2, ())
    page = scores.report(tmp_path / "r.html", beside=beside).read_text(encoding="utf-8")
    assert "They differ in no sentence" in page


def test_what_cannot_be_compared_is_said(coded_scores, model, talks):
    """No second coder; codes of other articles; nothing to code."""
    with pytest.raises(InputError, match="no sentence to compare"):
        fr.score([fr.Article("a", "")], fr.load_codebook(talks)).beside(model)
    with pytest.raises(UsageError, match="one coder only"):
        coded_scores.beside()
    with pytest.raises(InputError, match="none of the coded units"):
        coded_scores.beside(codes=frame_of([Coding("elsewhere", "A", 0, 5, frame="bullying", value=1)]))


def test_codes_come_in_three_forms(coded_scores, tmp_path):
    """A table of codes, a coded sheet with its key, offsets with frames: the same codes."""
    from framing.study.coding.sheets import coding_sheet, write_sheet

    sheet = coding_sheet(coded_scores, sample=999)
    for row in sheet.rows:
        row[sheet.names.index("done")] = "1"
        for frame in by_words(row[2]):
            row[sheet.names.index(frame)] = "1"
    key = write_sheet(sheet, tmp_path / "ann.csv")
    codes = everything(coded_scores, "ann", by_words)
    codes.to_csv(tmp_path / "codes.csv", index=False)
    places = {(r[1], r[2], r[3], r[4]): by_words(s[2]) for s, r in zip(sheet.rows, sheet.key_rows, strict=True)}
    lines = [",".join([*place, " ".join(sorted(frames))]) for place, frames in places.items()]
    (tmp_path / "offsets.csv").write_text("\n".join(["doc_id,field,start,end,frames", *lines]) + "\n")
    names = ["doc_id", "field", "start", "end", "frame", "value"]
    found = [
        gather_codings([tmp_path / name], key if name == "ann.csv" else None, ("bullying", "lasting"))[names]
        .sort_values(names).reset_index(drop=True).astype(str)
        for name in ("ann.csv", "codes.csv", "offsets.csv")
    ]  # fmt: skip
    assert found[0].equals(found[1])
    assert found[0].equals(found[2])


def test_a_bad_cell_of_a_sheet_is_named(coded_scores, tmp_path):
    """With its place and its remedy; an unknown frame of offsets likewise."""
    from framing.study.coding.sheets import coding_sheet, write_sheet

    sheet = coding_sheet(coded_scores, sample=9)
    sheet.rows[3][sheet.names.index("bullying")] = "perhaps"
    write_sheet(sheet, tmp_path / "ann.csv")
    with pytest.raises(InputError, match=r"ann\.csv:5: .*'perhaps' is no mark"):
        gather_codings([tmp_path / "ann.csv"])
    (tmp_path / "o.csv").write_text("doc_id,field,start,end,frames\nd,text,0,9,bulying\n")
    with pytest.raises(InputError, match=r"o\.csv:2: .*no frame 'bulying'"):
        gather_codings([tmp_path / "o.csv"], None, ("bullying",))


def test_the_report_shows_them(coded_scores, model, news, talks, tmp_path, framing):
    """By the command: sections, marks, tints, and the same bytes twice."""
    everything(coded_scores, "Ann", lambda text: set()).to_csv(tmp_path / "ann.csv", index=False)
    asked = ["report", news, "--codebook", talks, "--coder", model, "--sheet", tmp_path / "ann.csv"]
    pages = []
    for name in ("a.html", "b.html"):
        run = framing(*asked, "-o", tmp_path / name)
        assert "beside the lexicon: small#" in run.err, run.err
        pages.append((tmp_path / name).read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    section = pages[0][pages[0].index('<section id="coders"') :]
    assert "Lexicon, classifier and people (Ann) on the same" in section
    assert "<mark class=" in section
    assert "<b class=t3>" in section
    assert 'id="coders"' not in coded_scores.report(tmp_path / "c.html").read_text(encoding="utf-8")


def test_agreement_takes_models_as_coders(coded_scores, model, news, talks, tmp_path, framing):
    """Lexicon and model beside a person, pair by pair."""
    everything(coded_scores, "Ann", by_words).to_csv(tmp_path / "ann.csv", index=False)
    run = framing(
        "agree", tmp_path / "ann.csv", "--machine", "lexicon", "--machine", model, "--corpus", news, "--codebook",
        talks, "--pairs", "--resamples", 20, "--format", "csv",
    )  # fmt: skip
    assert run.code == 0, run.err
    assert "Ann × small#" in run.out
    assert "lexicon × small#" in run.out


def test_a_model_is_validated_like_a_lexicon(coded_scores, model, news, tmp_path, framing, talks):
    """Its matches against codes; the status is shown with its scores, and lost when its weights change."""
    book = tmp_path / "book.yml"
    book.write_text(talks.read_text())
    everything(coded_scores, "Ann", by_words).to_csv(tmp_path / "ann.csv", index=False)
    told = ["--corpus", news, "--slice", "all", "--coder", model, "--format", "csv"]
    run = framing("lexicon", "validate", book, tmp_path / "ann.csv", *told)
    assert run.code == 0, run.err
    scores = fr.score(fr.read_corpus(news), fr.load_codebook(book), coder=model)
    assert scores.validation.startswith("validated on 1")
    assert "not validated" not in set(scores.prevalence()["note"])
    assert fr.score(fr.read_corpus(news), fr.load_codebook(book)).validation == "unvalidated"
    scores.coder = "small#00000000"
    assert scores.validation.startswith("unvalidated (small#")
    assert set(scores.prevalence()["note"]) == {"not validated"}


def test_matches_in_context_are_those_that_begin_in_the_span(talks, monkeypatch):
    """Whatever the spans and however the articles are cut into groups."""
    texts = ["They bully. Ann said: “They bully us, and it is not sustainable.” So they bully.", "", "Nobody bullies."]
    articles = [Article(f"d{i}", text, title="Bullying!") for i, text in enumerate(texts)]
    book = fr.load_codebook(talks)
    bounds = [(0, 5), (0, 9), (0, 70), (6, 9), (6, 70)]
    spans = [(f"d{i}", field, *bound) for i in range(3) for field in ("title", "text") for bound in bounds]
    units = pd.DataFrame(spans, columns=["doc_id", "field", "start", "end"])
    matches = fr.score(articles, book, keep_copies=True).matches
    columns = {frame.name: 2 * j for j, frame in enumerate(book.frames)}
    expected = np.zeros((len(spans), 2 * len(columns)))
    for row, (doc_id, field, start, end) in enumerate(spans):
        inside = matches[(matches["doc_id"] == doc_id) & (matches["field"] == field)]
        for frame, voice, at in zip(inside["frame"], inside["voice"], inside["start"], strict=True):
            expected[row, columns[frame] + (voice != "own")] += start <= at < end
    for size in (1, 10_000):
        monkeypatch.setattr(groups, "GROUP_SIZE", size)
        assert counts_in_context(units, articles, book).tolist() == expected.tolist()
    assert expected.sum() == 15
