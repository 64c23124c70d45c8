"""The Python interface end to end: a corpus in, tables with declared columns out, numbers that add up."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
import pytest

import framing as fr
from framing.annotate import batching
from framing.errors import UsageError
from framing.records.tables import TABLES, VOICES
from framing.study.bridge.coders import make_bridge
from tests.conftest import ARTICLES

NAMES = ("matches", "counts", "words", "articles", "issues", "quotes")
KINDS = {"int": "iu", "float": "f", "bool": "b"}


@pytest.fixture(scope="module")
def corpus(news):
    """The small corpus."""
    return fr.read_corpus(news)


@pytest.fixture(scope="module")
def scores(corpus, talks):
    """Its scores."""
    return fr.score(corpus, fr.load_codebook(talks))


@pytest.fixture(scope="module")
def sample(trade_talks):
    """The scores of the sample corpus of paraphrases."""
    return fr.score(fr.read_corpus(trade_talks), "us-china-trade")


def rows_of(scores, name, doc_id):
    """The rows of one article as plain dictionaries."""
    table = getattr(scores, name)
    return table[table["doc_id"] == doc_id].astype(object).to_dict("records")


def test_a_corpus_is_tagged_and_in_order(corpus):
    """Articles come in the order of their ids, with the folder's outlet, and unknown where nobody said."""
    assert [article.doc_id for article in corpus] == [
        "2025-03-01-duty", "2025-03-01-markets", "2025-03-02-talks", "2025-03-03-letter",
    ]  # fmt: skip
    assert corpus.outlets == {"China Daily": 2, "Financial Times": 1, "unknown": 1}
    assert corpus["2025-03-01-duty"].outlet.how == "given"
    assert corpus["2025-03-01-duty"].date.iso == "2025-03-01"
    with pytest.raises(UsageError, match="no article 'x'"):
        corpus["x"]


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_as_declared(name, scores, sample):
    """Exactly the declared columns, in order, with their types; text is never a number or missing."""
    for frame in (getattr(scores, name), getattr(sample, name)):
        declared = TABLES[name]
        assert list(frame.columns) == declared.names
        assert isinstance(frame.index, pd.RangeIndex)
        for column in declared.columns:
            values = frame[column.name]
            if column.kind in ("text", "category", "json"):
                assert all(isinstance(value, str) for value in values)
            else:
                assert values.dtype.kind in KINDS[column.kind], (column.name, values.dtype)
            assert isinstance(values.dtype, pd.CategoricalDtype) == (column.kind == "category")


def test_every_match_is_the_text_at_its_place(sample):
    """Offsets are code points into the text (or title) of the article, and stand in the sentence they name."""
    assert len(sample.matches) > 100
    for row in sample.matches.itertuples():
        document = sample.documents[row.doc_id]
        whole = document.article.title if row.field == "title" else document.article.text
        assert whole[row.start : row.end] == row.text
        sentence = next(s for s in document.sentences if (s.field, s.number) == (row.field, row.sentence))
        assert sentence.start <= row.start
        assert row.end <= sentence.end
        assert (sentence.paragraph, sentence.where) == (row.paragraph, row.where)


@pytest.mark.parametrize("by", ["outlet", "doc_id", "date", ["outlet", "doc_id"]])
def test_voices_add_up_to_all(by, sample):
    """k and rate of own, quoted, fragment and reported are the parts of k and rate of all."""
    columns = [by] if isinstance(by, str) else by
    table = sample.by(by)
    parts = table[table["voice"].isin(VOICES)].groupby([*columns, "frame"], observed=True)[["k", "rate"]].sum()
    whole = table[table["voice"] == "all"].set_index([*columns, "frame"])[["k", "rate"]]
    parts = parts.reindex(whole.index)
    assert (whole["k"] == parts["k"]).all()
    assert ((whole["rate"] - parts["rate"]).abs() < 1e-9).all()
    assert whole["k"].sum() == len(sample.matches)


def test_outlets_add_up_to_the_corpus(sample):
    """Matches and words of the outlets are those of the whole corpus; so are those of the places."""
    whole, outlets = sample.by([], voice="all"), sample.by("outlet", voice="all")
    assert whole.set_index("frame")["k"].to_dict() == outlets.groupby("frame", sort=False)["k"].sum().to_dict()
    assert set(whole["n"]) == {sample.words["words"].sum()} == {sample.articles["words"].sum()}
    places = pd.concat([sample.by([], voice="all", where=place) for place in ("headline", "lead", "body")])
    assert places.groupby("frame", sort=False)["k"].sum().to_dict() == whole.set_index("frame")["k"].to_dict()


def test_one_voice_alone(sample):
    """``voice="own"`` gives the same rows as all voices filtered."""
    own = sample.by("outlet", voice="own")
    every = sample.by("outlet")
    pd.testing.assert_frame_equal(own, every[every["voice"] == "own"].reset_index(drop=True))


def test_counts_are_the_matches_counted(sample):
    """The counts table is nothing but the matches table added up, zero cells left out."""
    keys = ["doc_id", "frame", "voice", "where"]
    counted = sample.matches.groupby(keys, observed=True).size()
    assert counted.to_dict() == sample.counts.set_index(keys)["matches"].to_dict()
    negated = sample.matches[sample.matches["negated"]].groupby(keys, observed=True).size().to_dict()
    assert negated == {key: n for key, n in sample.counts.set_index(keys)["negated"].to_dict().items() if n}


def test_adding_an_article_changes_no_other(corpus, talks, scores):
    """An article's rows depend on its text and the codebook alone."""
    more = fr.score([*corpus, fr.Article("zzz", "Trade bullying. Nothing is sustainable.")], fr.load_codebook(talks))
    alone = [fr.score([article], fr.load_codebook(talks)) for article in corpus]
    for number, article in enumerate(corpus):
        for name in ("matches", "counts", "words", "articles", "quotes"):
            expected = rows_of(scores, name, article.doc_id)
            assert rows_of(more, name, article.doc_id) == expected
            assert rows_of(alone[number], name, article.doc_id) == expected
    assert len(more.matches) > len(scores.matches)


def test_comparison_and_its_guards(scores):
    """Below four articles a side there are counts and rates, no interval and no p."""
    table = scores.compare("outlet").table
    assert {"outlet", "against", "frame", "k1", "k2", "ratio", "low", "high", "p", "p_min", "q"} <= set(table.columns)
    assert table["p"].isna().all()
    assert table["low"].isna().all()


def test_untagged_articles_stand_for_no_outlet(framing, talks, tmp_path):
    """Comparison, key words and report count the same articles, and say how many are left out."""
    rows = [(f"{outlet}{i}", outlet, f"Item {i}. It is bullying number {i}.") for outlet in "AB" for i in range(4)]
    rows += [(f"nobody{i}", "", f"Item {i}. Bullying, bullying, and sustainable glass.") for i in range(4)]
    lines = [json.dumps({"id": name, "outlet": outlet, "text": text}) + "\n" for name, outlet, text in rows]
    (tmp_path / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    scores = fr.score(fr.read_corpus(tmp_path / "a.jsonl"), fr.load_codebook(talks), keep_copies=True)
    compared = scores.compare("outlet", against="both")
    ratios = scores.report_data().compared.ratios
    shared = [name for name in ratios.columns if name in compared.table.columns]
    reported = ratios[ratios["voice"] == "all"][shared].reset_index(drop=True)
    assert compared.table[shared].equals(reported)
    assert set(compared.table["outlet"]) | set(compared.table["against"]) == {"A", "B", "(all others)"}
    assert (compared.table["articles1"] + compared.table["articles2"] == 8).all()
    said = "4 articles have no outlet and are in no comparison."
    assert said in compared.notes
    asked = ("--keep-copies", "--format", "csv")
    run = framing("compare", tmp_path, "--codebook", talks, *asked)
    assert (said in run.err, "unknown" in run.out) == (True, False)
    shown = framing("compare", tmp_path, "--codebook", talks, "--keep-copies").out
    assert "With 4 articles per outlet a real 2.5-fold difference would be noticed about 5 to 10 times in 100." in shown
    run = framing("keyness", tmp_path, "--target", "A", *asked)
    assert (said in run.err, run.lines[1].split(",")[2], run.lines[1].split(",")[4]) == (True, "4", "4")
    run = framing("keyness", tmp_path, "--target", "unknown")
    assert (run.code, "outlets are A, B" in run.err) == (2, True)


def test_what_has_no_tag_is_in_no_group_of_any_column(news, talks):
    """A column of one's own, too; and where nothing is tagged there is nothing to compare."""
    articles = [
        dataclasses.replace(article, extra={"side": "AB"[number % 2]} if number < 3 else {})
        for number, article in enumerate(fr.read_corpus(news))
    ]
    scores = fr.score(articles, fr.load_codebook(talks))
    compared = scores.compare("side")
    assert set(compared.table["side"]) == {"A", "B"}
    assert (compared.table["articles1"] + compared.table["articles2"] == 3).all()
    assert compared.notes[0] == "1 article has no side and is in no comparison."
    assert scores.compare("derived_from").table.empty


def test_signature(scores, talks):
    """The recipe of every number: version, codebook with digest, voice rules, number of articles, seed."""
    parts = dict(part.split(":", 1) for part in scores.signature.split("|"))
    assert list(parts) == ["framing", "codebook", "voice", "articles", "copies", "seed"]
    book = fr.load_codebook(talks)
    assert parts["framing"] == fr.__version__
    assert (parts["codebook"], parts["articles"]) == (f"talks@1.0.0#{book.digest}", "4")


def test_the_digest_is_of_the_meaning(talks, tmp_path):
    """Comments, order of keys and layout do not change it; an entry does."""
    text = talks.read_text(encoding="utf-8")
    (tmp_path / "a.yml").write_text("# a comment\n\n" + text, encoding="utf-8")
    (tmp_path / "b.yml").write_text(text.replace("unsustainable", "untenable"), encoding="utf-8")
    digest = fr.load_codebook(talks).digest
    assert fr.load_codebook(tmp_path / "a.yml").digest == digest
    assert fr.load_codebook(tmp_path / "b.yml").digest != digest


def test_negation_and_voice(scores):
    """What a match says about itself: negated, whose words, at what place."""
    found = {(row.doc_id, row.text): row for row in scores.matches.itertuples()}
    assert found["2025-03-02-talks", "bullying"].negated
    assert not found["2025-03-01-duty", "trade bullying"].negated
    assert found["2025-03-01-duty", "trade bullying"].voice == "own"
    assert found["2025-03-01-duty", "bullying"].voice == "quoted"
    assert found["2025-03-01-markets", "threat of tariffs"].where == "headline"
    # An entry that holds its own negator is one match, and is not negated once more.
    assert not found["2025-03-01-duty", "not sustainable"].negated


def test_a_report_is_written_whole(scores, talks, tmp_path):
    """The same page from the API and from the command, with every article; nothing is left beside it."""
    page = scores.report(tmp_path / "page.html", title="Two frames")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")
    assert "<title>Two frames</title>" in text
    for part in ("trade bullying", "café", scores.signature, "A letter to the editor"):
        assert part in text
    again = scores.compare("outlet").report(tmp_path / "again.html", title="Two frames")
    assert again.read_bytes() == page.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.html", "page.html"]


def test_a_corpus_may_be_a_list(talks):
    """Articles need not come from files."""
    scores = fr.score([fr.Article("a", "Trade bullying is bullying.")], fr.load_codebook(talks))
    assert scores.matches["text"].tolist() == ["Trade bullying", "bullying"]
    assert scores.articles["outlet"].tolist() == ["unknown"]
    assert fr.score([], fr.load_codebook(talks)).matches.empty


def test_all_formats_give_one_article(tmp_path, talks):
    """The same article as .txt with metadata.csv, .md, .csv and .jsonl gives the same matches."""
    text = ARTICLES["china-daily/2025-03-01-duty.txt"]
    record = {"id": "duty", "outlet": "China Daily", "date": "2025-03-01", "text": text}
    (tmp_path / "txt").mkdir()
    (tmp_path / "txt" / "duty.txt").write_text(text, encoding="utf-8")
    tags = "file,outlet,date\nduty.txt,China Daily,2025-03-01\n"
    (tmp_path / "txt" / "metadata.csv").write_text(tags, encoding="utf-8")
    (tmp_path / "duty.md").write_text(f"---\noutlet: China Daily\ndate: 2025-03-01\n---\n\n{text}", encoding="utf-8")
    pd.DataFrame([record]).to_csv(tmp_path / "duty.csv", index=False)
    (tmp_path / "duty.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    found = [
        fr.score(fr.read_corpus(tmp_path / name), fr.load_codebook(talks)).matches
        for name in ("txt", "duty.md", "duty.csv", "duty.jsonl")
    ]
    assert len(found[0]) == 4
    for other in found[1:]:
        pd.testing.assert_frame_equal(found[0], other)


def test_the_five_real_articles_need_no_metadata(seeds):
    """Tags are proposed with their evidence, or unknown."""
    corpus = fr.read_corpus(seeds)
    assert {article.outlet.value: article.outlet.how for article in corpus} == {
        "China Daily": "proposed",
        "Financial Times": "proposed",
        "Global Times": "proposed",
        "Reuters-derived": "proposed",
        "unknown": "unknown",
    }
    assert all(article.outlet.evidence for article in corpus if article.outlet.how == "proposed")
    assert {article.outlet.how for article in fr.read_corpus(seeds, propose=False)} == {"unknown"}


def test_names_are_lazy_and_literal():
    """Every public name loads; an unknown one is an AttributeError."""
    for name in fr.__all__:
        assert getattr(fr, name).__name__ == name
    assert set(fr.__all__) <= set(dir(fr))
    with pytest.raises(AttributeError):
        fr.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize("coder", ["lexicon", "lexicon-marks", "us-china-trade"])
def test_a_giant_that_is_used_up_has_the_same_rows(news, coder, monkeypatch):
    """Its text is let go once it stands in the batch, but for the headline; a tuple of articles is not used up."""
    corpus = fr.read_corpus(news)
    bridge = make_bridge(fr.load_codebook("us-china-trade"), coder)
    kept = list(corpus.articles)
    expected = bridge.tables(kept)
    assert kept == list(corpus.articles)
    monkeypatch.setattr(batching, "_GIANT", 100)
    given = list(corpus.articles)
    found = bridge.tables(given)
    assert all(table.to_pylist() == expected[name].to_pylist() for name, table in found.items())
    assert [article.headline for article in given] == [article.headline for article in corpus.articles]
    assert all(len(article.text) < 100 for article in given)
    assert bridge.tables(corpus.articles).keys() == expected.keys()
    assert list(corpus.articles) == kept


def test_every_number_carries_its_recipe(sample):
    """Each row of rates, ratios and shares has the signature; that of drawn numbers names their seed."""
    assert set(sample.by("outlet")["signature"]) == {sample.signature}
    assert set(sample.prevalence()["signature"]) == {sample.signature}
    assert set(sample.compare(seed=7).table["signature"]) == {sample.signature.replace("|seed:0", "|seed:7")}
    assert sample.notes[-1] == sample.signature


def test_a_headline_can_be_held_apart(sample):
    """Headline, and lead and body together, add up to the article: none is lost or counted in both."""
    parts = [sample.by("outlet", voice="all", where=where)["k"].sum() for where in ("headline", ["lead", "body"])]
    assert sum(parts) == sample.by("outlet", voice="all")["k"].sum()
    assert min(parts) > 0


@pytest.mark.parametrize("next_text", ["…", "?!", "”…", ". Rain fell."])
def test_a_sentence_ends_with_its_text(next_text):
    """Stops of the article behind, which may hold no word before them, are not the last sentence's."""
    texts = {"a": "The threat grew. Talks cannot last.", "b": next_text}
    articles = [fr.Article(doc_id, text, title="The talks") for doc_id, text in texts.items()]
    scores = fr.score(articles, "us-china-trade")
    assert [(s.start, s.end) for s in scores.documents["a"].sentences] == [(0, 9), (0, 16), (17, 35)]
    assert scores.documents["a"].paragraphs == ((0, 35),)
    assert scores.beside("us-china-trade").articles == 2


def test_a_title_counts_as_one_sentence():
    """It is sentence 0, whatever stops there are in it: in rates, shares and prevalence alike."""
    title = "Bullying must stop. Bullying will stop! Bullying goes on."
    article = fr.Article("a", "Rain fell. Nobody minded.", title=title, outlet="Northern Herald")
    scores = fr.score([article], "us-china-trade")
    table = scores.by("outlet").set_index(["frame", "voice"]).loc["bullying"]
    assert table["sentences_with"].to_dict() == {"all": 1, "own": 1, "quoted": 0, "fragment": 0, "reported": 0}
    assert table.loc["all", "sentence_share"] == 1 / 3
    share = scores.prevalence().set_index("frame").loc["bullying"]
    assert (share["k"], share["n"]) == (1, 3)
