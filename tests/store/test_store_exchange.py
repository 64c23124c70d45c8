"""What goes out comes back; the store in Python."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest
from store_helpers import make_article

import framing as fr
from framing.corpus.exports import record_of
from framing.corpus.kept import entry_of
from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_articles
from framing.errors import UsageError
from framing.records.article import Tag
from framing.store.interface import Entry
from framing.store.opening import open_at
from framing.store.sealing import key_of, mark_of
from framing.study.output.record_files import writing_records

FORMS = ("jsonl", "parquet")


@pytest.mark.parametrize("form", FORMS)
def test_export_and_import_give_the_same(framing, news, talks, tmp_path, form):
    """Articles with proposals, dates, files, issues: exported, added elsewhere, exported again, byte for byte."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("LONDON (Reuters) - Weavers met.\n\n“No end, he said.\n\nIt is bullying.")
    (tmp_path / "in" / "b.jsonl").write_text(
        '{"text": "Item.", "side": "x", "date": "10/11/2025", "title": "T\\u0000"}\n'
    )
    one, two = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    framing("add", news, tmp_path / "in", "--store", tmp_path / "1.db")
    assert framing("export", "articles", tmp_path / "1.db", "-o", one).code == 0
    framing("add", one, "--store", tmp_path / "2.db")
    framing("export", "articles", tmp_path / "2.db", "-o", two)
    assert one.read_bytes() == two.read_bytes()
    whole = [read_articles([path]) for path in (tmp_path / "1.db", tmp_path / "2.db", one)]
    assert whole[0].articles == whole[1].articles == whole[2].articles
    assert whole[0].issues == whole[1].issues == whole[2].issues
    assert any(issue.code == "bad-date" for issue in whole[0].issues)
    for table in ("matches", "counts", "words", "articles", "issues"):
        options = ["--codebook", talks, "--table", table, "--format", "csv"]
        assert framing("score", one, *options).out == framing("score", tmp_path / "1.db", *options).out


def test_a_changed_line_is_a_plain_record(framing, news, tmp_path):
    """What another tool has written into it counts."""
    framing("export", "articles", news, "-o", tmp_path / "x.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text().splitlines()]
    lines[0]["text"] += " Mended."
    lines[0]["outlet"] = "Hill Times"
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    articles = read_articles([tmp_path / "x.jsonl"]).articles
    assert articles[0].text.endswith(" Mended.")
    assert articles[0].outlet.value == "Hill Times"
    assert articles[1] == read_articles([news]).articles[1]


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_tag_counts_and_a_new_column_is_kept(framing, news, tmp_path, form):
    """Another tool corrects an outlet and adds topics: that article is read anew, the others are what they were."""
    out, before = tmp_path / f"x.{form}", read_articles([news]).articles
    framing("export", "articles", news, "-o", out)
    table = pd.read_parquet(out) if form == "parquet" else pd.read_json(out, lines=True, dtype=False)
    table.loc[0, "outlet"] = "Hill Times"
    table = table.assign(topic="mills")
    table.to_parquet(out) if form == "parquet" else table.to_json(out, lines=True, orient="records")
    articles = read_articles([out]).articles
    assert articles[0].outlet == Tag("Hill Times", "given", "field", "field outlet")
    assert articles[1:] == [replace(article, extra={"topic": "mills"}) for article in before[1:]]
    assert articles[0].extra == {"topic": "mills"}


@pytest.mark.parametrize("form", FORMS)
def test_metadata_hold_for_exported_articles(framing, news, tmp_path, form):
    """A row beside the file tags its article; the others are what they were."""
    before = read_articles([news]).articles
    (tmp_path / "in").mkdir()
    framing("export", "articles", news, "-o", tmp_path / "in" / f"x.{form}")
    (tmp_path / "in" / "metadata.csv").write_text(f"doc_id,outlet\n{before[0].doc_id},Hill Times\n")
    articles = read_articles([tmp_path / "in"]).articles
    assert articles[0].outlet == Tag("Hill Times", "given", "metadata", "metadata.csv:2")
    assert (articles[0].text, articles[0].blocks) == (before[0].text, before[0].blocks)
    assert articles[1:] == before[1:]


def test_row_groups_are_what_workers_read_at_a_time(monkeypatch, tmp_path):
    """They end behind so much text, however the records come; what no field is for stands in a column of its own."""
    monkeypatch.setattr("framing.study.output.record_files.BATCH_BYTES", 1000)
    articles = [make_article(f"a{n}", "Word. " * 50 * (n % 3 + 1), extra={"desk": f"d{n}"}) for n in range(20)]
    records = [record_of(entry_of(article)) for article in articles]
    files = []
    for size in (1, 7, 20):
        with (tmp_path / f"{size}.parquet").open("wb") as file, writing_records(file, parquet=True) as writer:
            for first in range(0, len(records), size):
                writer.write(records[first : first + size])
        files.append((tmp_path / f"{size}.parquet").read_bytes())
    assert files[0] == files[1] == files[2]
    parquet = pq.ParquetFile(tmp_path / "1.parquet")
    texts = [parquet.read_row_group(n).column("text").to_pylist() for n in range(parquet.num_row_groups)]
    assert all(len("".join(some)) >= 1000 > len("".join(some[:-1])) for some in texts[:-1])
    assert [row["extra"] for row in parquet.read().to_pylist()] == [f'{{"desk": "d{n}"}}' for n in range(20)]
    assert read_articles([tmp_path / "1.parquet"]).articles == articles


@pytest.mark.parametrize("form", FORMS)
def test_exported_articles_are_tagged_as_asked(framing, tmp_path, form):
    """As those of a store are: proposals can be refused, and those without an outlet be given one."""
    (tmp_path / "a.txt").write_text(
        "By A. Lee, Global Times\n\nMills will reopen on Monday, the guild said in a letter."
    )
    (tmp_path / "b.txt").write_text("Mills will reopen on Monday, the guild said in a letter to its members.")
    out = tmp_path / f"x.{form}"
    framing("export", "articles", tmp_path / "a.txt", tmp_path / "b.txt", "-o", out)
    for options in (ReadOptions(), ReadOptions(propose=False), ReadOptions(outlet="AFP")):
        again, first = (read_articles(p, options).articles for p in ([out], [tmp_path / "a.txt", tmp_path / "b.txt"]))
        assert [article.outlet for article in again] == [article.outlet for article in first]
        assert again[1].outlet.value == (options.outlet or "unknown")


def test_only_lines_and_parquet_hold_articles(framing, news, tmp_path):
    """Another ending is a mistake, before anything is read."""
    done = framing("export", "articles", news, "-o", tmp_path / "x.csv")
    assert (done.code, "end -o with .jsonl or .parquet" in done.err) == (2, True)


def test_a_store_into_a_store(framing, news, tmp_path):
    """Every article as it is, with its evidence."""
    framing("add", news, "--store", tmp_path / "1.db")
    framing("add", tmp_path / "1.db", "--store", tmp_path / "2.db")
    assert (
        framing("ls", tmp_path / "1.db", "--format", "csv").out
        == framing("ls", tmp_path / "2.db", "--format", "csv").out
    )


@pytest.fixture
def changing(framing, address, news, tmp_path, monkeypatch):
    """A store of four articles, one of which was changed twice and once back, and given a tag later."""
    letter = tmp_path / "2025-03-03-letter.txt"
    texts = ["A letter, mended.", "A letter, mended twice.", "A letter, mended."]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    framing("add", news, "--store", address, "--quiet")
    for number, text in enumerate(texts, start=1):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{1000000000 + 1000 * number}")
        letter.write_text(text)
        framing("add", letter, "--store", address, "--quiet")
    framing("add", letter, "--genre", "letter", "--store", address, "--quiet")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    return address


def kept(address):
    """Every version of every article as it is kept, with its place and time."""
    with closing(open_at(address)) as store:
        store.check()
        found = [v.entry.doc_id for group in store.plan(10**6) for v in store.fetch(group)]
        return [store.history(name) for name in found]


def test_what_an_export_leaves_behind_is_said(framing, changing, news, tmp_path):
    """Earlier versions stay in the store, and how to take them along is said."""
    said = "keeps 4 earlier versions of its articles that did not go along; framing export articles --history"
    assert said in framing("export", "articles", changing, "-o", tmp_path / "o.jsonl").err
    framing("add", news, "--store", tmp_path / "1.db")
    assert "earlier" not in framing("export", "articles", tmp_path / "1.db", "-o", tmp_path / "o.jsonl").err


@pytest.mark.parametrize("form", FORMS)
def test_histories_come_back_equal(framing, changing, tmp_path, form):
    """Each version in its place and of its time; added again, nothing is new."""
    out, copy = tmp_path / f"h.{form}", tmp_path / "copy.db"
    assert "wrote 8 versions" in framing("export", "articles", changing, "--history", "-o", out).err
    done = framing("add", out, "--store", copy)
    assert (done.code, "4 added, 0 already there, 4 changed, 0 skipped" in done.err) == (0, True), done.err
    assert kept(copy) == kept(changing)
    assert "0 added, 8 already there, 0 skipped" in framing("add", out, "--store", copy).err
    assert kept(copy) == kept(changing)
    framing("export", "articles", copy, "--history", "-o", tmp_path / f"again.{form}")
    assert (tmp_path / f"again.{form}").read_bytes() == out.read_bytes()


def test_each_version_keeps_what_was_said_of_it(framing, address, tmp_path):
    """An outlet that nobody knows, of the text as it is now and as it was; in another store the same."""
    file, out, copy = tmp_path / "a.txt", tmp_path / "h.jsonl", tmp_path / "copy.db"
    for text in ("One beginning.", "Another beginning.", "A third."):
        file.write_text(text)
        framing("add", file, "--outlet", "The Nowhere Letter", "--store", address)
    framing("export", "articles", address, "--history", "-o", out)
    framing("add", out, "--store", copy)
    assert kept(copy) == kept(address)
    assert ["unknown-outlet" in version.entry.issues for version in kept(copy)[0]] == [True] * 3
    framing("export", "articles", copy, "--history", "-o", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == out.read_bytes()
    assert framing("check", copy, "--format", "csv").out == framing("check", address, "--format", "csv").out


def test_only_current_versions_of_a_history_are_scored(framing, changing, talks, tmp_path):
    """An earlier version is named, not counted beside its successor."""
    out = tmp_path / "h.jsonl"
    framing("export", "articles", changing, "--history", "-o", out)
    options = ("--codebook", talks, "--table", "counts", "--format", "csv")
    assert framing("score", out, *options).out == framing("score", "--store", changing, *options).out
    assert framing("check", out, "--format", "csv").out.count("earlier-version") == 4


def test_metadata_hold_for_the_current_version_of_a_history(framing, changing, tmp_path):
    """It counts as corrected, and comes into a store as of today; what was before it stays as it was."""
    folder, copy = tmp_path / "out", tmp_path / "copy.db"
    folder.mkdir()
    framing("export", "articles", changing, "--history", "-o", folder / "h.jsonl")
    (folder / "metadata.csv").write_text("doc_id,outlet\n2025-03-03-letter,Dale Post\n")
    assert "2025-03-03-letter,Dale Post" in framing("ls", folder, "--format", "csv").out.replace('"', "")
    framing("add", folder, "--store", copy)
    (*past, now), (*past_before, before) = (
        next(versions for versions in kept(store) if versions[0].entry.doc_id == "2025-03-03-letter")
        for store in (copy, changing)
    )
    assert past == past_before
    assert len(past) > 1
    assert (now.number, now.entry.text) == (before.number, before.entry.text)
    assert "Dale Post" in now.entry.tags
    assert now.added > before.added
    assert "0 added, 8 already there, 0 skipped" in framing("add", folder, "--store", copy).err
    assert "1 changed" in framing("add", folder, "--store", changing).err


def test_no_past_is_put_before_what_is_there(framing, changing, tmp_path):
    """A store that has the article already takes the current version; the earlier ones are named as not stored."""
    out, other = tmp_path / "h.jsonl", tmp_path / "other.db"
    framing("export", "articles", changing, "--history", "-o", out)
    (tmp_path / "2025-03-03-letter.txt").write_text("Quite another beginning.")
    framing("add", tmp_path / "2025-03-03-letter.txt", "--store", other)
    done = framing("add", out, "--store", other)
    assert (done.code, "cannot be put before it" in done.err) == (3, True)
    history = next(versions for versions in kept(other) if versions[0].entry.doc_id == "2025-03-03-letter")
    assert [version.entry.text for version in history] == ["Quite another beginning.", "A letter, mended."]


FORGED_PLACES = ([0, "2001-01-01T00:00:00Z", True], [1, "x", True], [1, "2001-01-01T00:00:00Z", 1], 7)


@pytest.mark.parametrize("version", FORGED_PLACES)
def test_a_forged_place_in_a_history_is_not_believed(framing, news, tmp_path, version):
    """The record is read as a plain one."""
    store, out = tmp_path / "n.db", tmp_path / "h.jsonl"
    framing("add", news, "--store", store)
    framing("export", "articles", store, "--history", "-o", out)
    assert all(article.provenance.file != "h.jsonl" for article in read_articles([out]).articles)
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    for line in lines:
        line["framing"]["version"] = version
    out.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert all(article.provenance.file == "h.jsonl" for article in read_articles([out]).articles)


def test_histories_are_those_of_one_store(framing, news):
    """A folder has none."""
    done = framing("export", "articles", news, "--history")
    assert (done.code, "only a store keeps versions" in done.err) == (2, True)


def test_the_store_in_python(address, news, tmp_path):
    """Every documented method."""
    book = fr.load_codebook("us-china-trade")
    with fr.open_store(address) as store:
        assert set(store.add(news, genre="report")["what"]) == {"added"}
        mine = fr.Article("mine", "This is bullying. Talks went on.")
        assert store.add([mine])["what"].tolist() == ["added"]
        assert store.add([mine])["what"].tolist() == ["present"]
        assert (len(store), store["mine"].text, len(store.read())) == (5, mine.text, 5)
        scores = store.score(book)
        assert scores["matches"].equals(fr.score(store.read(), book).matches.astype(scores["matches"].dtypes))
        assert store.search("bullying mine OR talks")["doc_id"].tolist()
        assert store.history("mine")["version"].tolist() == [1]
        assert len(store.save_baseline("b", book)) == 64
        placed = store.place([fr.Article("new", "It is bullying.")], "b", book)
        assert set(placed["refused"]) == {"1 of at least 20 articles", "2 of at least 20 articles"}
        assert store.remove("mine") == 1
        assert len(store) == 4


class Days:
    """A coder that is no lexicon and no model."""

    signature = "days@1"

    def code(self, batch):
        """Every mention of a day."""
        for document in batch:
            for found in re.finditer("day", document.article.text):
                yield fr.Match(document.article.doc_id, "bullying", *found.span())


def test_a_coder_of_ones_own_scores_a_store(address):
    """An object, as in ``fr.score``: its baseline is one for articles that it codes."""
    store = fr.open_store(address)
    store.add([fr.Article(f"a{i}", f"One day. Another day {i}.") for i in range(3)])
    assert len(store.score("us-china-trade", coder=Days())["matches"]) == 6
    store.save_baseline("days", "us-china-trade", coder=Days())
    new = [fr.Article("new", "A day is a day.")]
    assert set(store.place(new, "days", "us-china-trade", coder=Days())["doc_id"]) == {"new"}
    with pytest.raises(UsageError, match="was saved under"):
        store.place(new, "days", "us-china-trade")


def test_an_empty_store_in_python(tmp_path):
    """It has no articles, and reading it is no error."""
    store = fr.open_store(tmp_path / "e.db")
    assert (len(store), len(store.read())) == (0, 0)


FORGED = {
    "a block beyond the text": ("rest", '"blocks":[]', '"blocks":[[0,999999999,"caption"]]'),
    "a block backwards": ("rest", '"blocks":[]', '"blocks":[[9,3,"caption"]]'),
    "a block of no kind": ("rest", '"blocks":[]', '"blocks":[[0,3,"<script>"]]'),
    "a date that is none": ("tags", "{", '{"date":["yesterday"],'),
    "a date that is nothing": ("tags", "{", '{"date":[],'),
    "a tag that is no list": ("tags", "{", '{"note":7,'),
    "half a character": ("tags", "{", '{"note":["\\ud800"],'),
    "more than this framing knows": ("rest", "{", '{"later":1,'),
    "a tag of another kind": ("tags", "{", '{"outlet":["X","sworn","",""],'),
    "a tag whose evidence is a number": ("tags", "{", '{"outlet":["X","given","",5],'),
    "a writer who is a number": ("tags", "{", '{"byline":[5],'),
    "a column of half a character": ("extra", "{", '{"desk":"\\ud800",'),
    "a file that is nothing": ("rest", '"origin":["a.txt"', '"origin":[null'),
    "a line that is a list": ("rest", ",null]", ",[1]]"),
    "a line that no table holds": ("rest", ",null]", ",9223372036854775808]"),
    "a reason that is true": (
        "issues",
        "[",
        '[{"code":"x","file":"","line":null,"reason":true,"remedy":"","severity":"note"}',
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_line_is_a_plain_record(framing, tmp_path, talks, what):
    """Anybody can compute a digest; what does not hold together is not believed."""
    record = record_of(entry_of(make_article("a", "This is bullying, they said.")))
    part, old, new = FORGED[what]
    own = record["framing"]
    assert old in own[part]
    own[part] = own[part].replace(old, new, 1).replace(",}", "}")
    entry = Entry("a", "", record["text"], own["digest"], own["tags"], own["extra"], own["rest"], own["issues"])
    own["mark"] = mark_of(key_of(entry), entry)
    (tmp_path / "f.jsonl").write_text(json.dumps(record) + "\n")
    (article,) = read_articles([tmp_path / "f.jsonl"]).articles
    assert article.provenance.file == "f.jsonl"
    assert framing("score", tmp_path / "f.jsonl", "--codebook", talks).code == 0
