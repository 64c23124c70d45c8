"""What goes out comes back; the store in Python."""

from __future__ import annotations

import json
import shutil

import pytest
from store_helpers import make_article

import framing as fr
from framing.corpus.kept import entry_of, record_of
from framing.corpus.units import read_articles
from framing.store.interface import Entry
from framing.store.sealing import key_of, mark_of


def test_export_and_import_give_the_same(framing, news, talks, tmp_path):
    """Articles with proposals, dates, files, issues: exported, added elsewhere, exported again, byte for byte."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("LONDON (Reuters) - Weavers met.\n\n“No end, he said.\n\nIt is bullying.")
    (tmp_path / "in" / "b.jsonl").write_text(
        '{"text": "Item.", "side": "x", "date": "10/11/2025", "title": "T\\u0000"}\n'
    )
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
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


def test_a_store_into_a_store(framing, news, tmp_path):
    """Every article as it is, with its evidence."""
    framing("add", news, "--store", tmp_path / "1.db")
    framing("add", tmp_path / "1.db", "--store", tmp_path / "2.db")
    assert (
        framing("ls", tmp_path / "1.db", "--format", "csv").out
        == framing("ls", tmp_path / "2.db", "--format", "csv").out
    )


def test_what_an_export_leaves_behind_is_said(framing, news, tmp_path):
    """Earlier versions stay in the store; a copy of the file is the way to take them along."""
    store, out = tmp_path / "1.db", tmp_path / "o.jsonl"
    framing("add", news, "--store", store)
    assert "earlier" not in framing("export", "articles", store, "-o", out).err
    (tmp_path / "2025-03-03-letter.txt").write_text("A letter, mended.")
    framing("add", tmp_path / "2025-03-03-letter.txt", "--store", store)
    said = f"{store} keeps 1 earlier version of its articles that did not go along; a copy of the store has them too"
    assert said in framing("export", "articles", store, "-o", out).err
    assert said in framing("add", store, "--store", tmp_path / "2.db").err
    shutil.copy(store, tmp_path / "3.db")
    history = framing("ls", store, "--history", "2025-03-03-letter", "--format", "csv").out
    assert framing("ls", tmp_path / "3.db", "--history", "2025-03-03-letter", "--format", "csv").out == history
    assert history.count("\n") == 3


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


def test_an_empty_store_in_python(tmp_path):
    """It has no articles, and reading it is no error."""
    store = fr.open_store(tmp_path / "e.db")
    assert (len(store), len(store.read())) == (0, 0)


FORGED = {
    "a block beyond the text": ("rest", '"blocks":[]', '"blocks":[[0,999999999,"caption"]]'),
    "a block backwards": ("rest", '"blocks":[]', '"blocks":[[9,3,"caption"]]'),
    "a block of no kind": ("rest", '"blocks":[]', '"blocks":[[0,3,"<script>"]]'),
    "a date that is none": ("tags", "{", '{"date":["yesterday"],'),
    "a tag that is no list": ("tags", "{", '{"note":7,'),
    "half a character": ("tags", "{", '{"note":["\\ud800"],'),
    "a tag of another kind": ("tags", "{", '{"outlet":["X","sworn","",""],'),
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
