"""An article is scored once under one recipe; what was scored when does not show."""

from __future__ import annotations

import json
import shutil
from contextlib import closing

from framing.store.opening import open_at
from framing.study.stores import recipes
from framing.study.stores.keeping import KeepingBridge
from framing.study.stores.kept_tables import unpack
from tests.conftest import CODEBOOK, PROJECT

TEXTS = PROJECT / "tests" / "report" / "texts"


def all_tables(framing, store, talks, folder, *options):
    """The bytes of every table, as Parquet and as CSV."""
    for form in ("parquet", "csv"):
        run = framing("score", store, "--codebook", talks, "--table", "all", "--format", form, "-o", folder, *options)
        assert run.code == 0, run.err
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_bit_by_bit_gives_the_bytes_of_at_once(framing, address, news, talks, tmp_path, scored):
    """Added and scored in three steps, or all at once into another store."""
    parts = [news / "china-daily", news / "financial-times", TEXTS]
    for number, part in enumerate(parts):
        framing("add", part, "--store", address, "--quiet")
        all_tables(framing, address, talks, tmp_path / f"step{number}")
    assert len(scored) == len(set(scored)) == 8
    framing("add", *parts[:1], "--store", tmp_path / "b.db", "--quiet")
    for part in parts[1:]:
        framing("add", part, "--store", tmp_path / "b.db", "--quiet")
    assert all_tables(framing, address, talks, tmp_path / "one") == all_tables(
        framing, tmp_path / "b.db", talks, tmp_path / "two"
    )
    assert len(scored) == 16


def test_a_giant_is_not_held_twice(framing, address, news, talks, monkeypatch, tmp_path):
    """Its text is let go of while it is scored, as from a file; who still needs it has it, and the numbers are one."""
    framing("add", news, "--store", address, "--quiet")
    monkeypatch.setattr("framing.annotate.batching._GIANT", 100)
    letters = {}

    class Watched(KeepingBridge):
        def tables(self, articles, issues=()):
            made = super().tables(articles, issues)
            for article in articles:
                letters.setdefault(article.doc_id, len(article.text))
            return made

    monkeypatch.setattr("framing.study.stores.keeping.KeepingBridge", Watched)
    table = all_tables(framing, address, talks, tmp_path / "one")
    assert len(letters) == 4
    assert max(letters.values()) < 100
    framing("rm", "--scores", "talks", "--yes", "--store", address)
    page = framing("report", address, "--codebook", talks, "-o", tmp_path / "page.html")
    assert page.code == 0, page.err
    assert "the whole world can see" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert all_tables(framing, address, talks, tmp_path / "two") == table


def test_two_workers_score_as_one(process, news, talks, tmp_path):
    """Each keeps what it scored."""
    for name in ("one.db", "two.db"):
        assert process("add", news, TEXTS, "--store", tmp_path / name).code == 0
    one = all_tables(process, tmp_path / "one.db", talks, tmp_path / "one")
    assert one == all_tables(process, tmp_path / "two.db", talks, tmp_path / "two", "--workers", "2")
    with closing(open_at(tmp_path / "two.db")) as store:
        assert list(store.scored().values()) == [store.count()]


def test_what_is_scored_again_is_said_and_why(framing, address, news, tmp_path, scored):
    """New articles; another codebook; the same again."""
    book = tmp_path / "talks.yml"
    book.write_text(CODEBOOK)

    def say():
        return framing("score", address, "--codebook", book).err

    framing("add", news / "china-daily", "--store", address)
    assert "2 articles to score" in say()
    assert "all 2 articles have scores" in say()
    framing("add", news / "financial-times", "--store", address)
    assert "2 of 3 articles have scores; 1 to score" in say()
    assert len(scored) == 3
    book.write_text(CODEBOOK.replace("bully*", "bull*"))
    assert "all 3 articles are scored again, because the codebook changed (talks@1.0.0#" in say()
    assert len(scored) == 6
    book.write_text(CODEBOOK)
    assert "all 3 articles have scores" in say()
    assert len(scored) == 6


def test_a_changed_rule_set_is_named(framing, address, news, talks, monkeypatch):
    """Voice rules and framing itself are parts of the recipe."""
    framing("add", news, "--store", address)
    framing("score", address, "--codebook", talks)
    monkeypatch.setattr(recipes, "rules_of", lambda *_: "rules-99")
    monkeypatch.setattr(recipes, "__version__", "9.9")
    said = framing("score", address, "--codebook", talks).err
    assert "framing changed (" in said
    assert "the voice rules changed (rules-" in said


def test_a_new_version_is_scored_and_the_old_one_forgotten(framing, address, talks, tmp_path, scored):
    """Scores are those of the current text; back to the old text, it is scored again."""
    file = tmp_path / "a.txt"
    for text, matches in (("This is bullying.", "1"), ("This is bullying, bullying.", "2"), ("This is bullying.", "1")):
        file.write_text(text)
        framing("add", file, "--store", address)
        rows = framing("score", address, "--codebook", talks, "--table", "counts", "--format", "csv").lines
        assert rows[1].split(",")[5] == matches
    assert len(scored) == 3


def test_removal_takes_the_scores(framing, address, news, talks, scored):
    """No text of a removed article stays in a result; no other is scored again, and their rows are what they were."""
    framing("add", news, "--store", address)
    before = framing("score", address, "--codebook", talks, "--table", "matches", "--format", "csv").lines
    framing("quotes", address)
    framing("rm", "2025-03-01-markets", "--yes", "--store", address)
    run = framing("score", address, "--codebook", talks, "--table", "matches", "--format", "csv")
    assert run.lines == [row for row in before if "markets" not in row]
    assert "all 3 articles have scores" in run.err
    assert len(scored) == 4
    with closing(open_at(address)) as store:
        store.check()
        recipes = store.kept_sizes()
        keys = [version.key for group in store.plan(10**6) for version in store.fetch(group)]
        bodies = [body for recipe in recipes for body in store.kept(recipe, keys)[1].values()]
    assert len(bodies) == len(recipes)
    kept = [table for body in bodies for table in unpack(body).values()]
    assert not [text for text in kept if "markets" in str(text.to_pydict())]
    assert not any(b"head of a glass maker" in body or b"Financial Times" in body for body in bodies)


def test_most_of_a_store_changes_and_the_rest_is_not_scored_again(framing, address, news, talks, tmp_path, scored):
    """Articles that were scored together part where most of them are replaced."""
    framing("add", news, "--store", address)
    framing("score", address, "--codebook", talks)
    lines = framing("export", "articles", address).lines
    changed = [json.loads(line) for line in lines]
    for record in changed[:3]:
        record["text"] += " More bullying."
        del record["framing"]
    file = tmp_path / "changed.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in changed[:3]))
    assert "3 changed" in framing("add", file, "--store", address).err
    run = framing("score", address, "--codebook", talks, "--table", "counts", "--format", "csv")
    assert "1 of 4 articles have scores; 3 to score" in run.err
    assert len(scored) == 7
    assert framing("export", "articles", address, "-o", tmp_path / "all.jsonl").code == 0
    alone = framing("score", tmp_path / "all.jsonl", "--codebook", talks, "--table", "counts", "--format", "csv")
    assert run.out == alone.out


def test_why_names_no_codebook_that_has_no_scores_left(framing, address, tmp_path):
    """Every article was replaced since: nothing is scored again, whatever was scored before."""
    book, one = tmp_path / "talks.yml", tmp_path / "one.txt"
    book.write_text(CODEBOOK)
    one.write_text("The duty is bullying.")
    framing("add", one, "--store", address)
    framing("score", address, "--codebook", book)
    one.write_text("The duty is plain bullying.")
    framing("add", one, "--store", address)
    book.write_text(CODEBOOK.replace("bully*", "bull*"))
    assert framing("score", address, "--codebook", book).err.count(": 1 article to score\n") == 1
    two = tmp_path / "two.txt"
    two.write_text("Another duty on glass.")
    framing("add", two, "--store", address)
    book.write_text(CODEBOOK)
    said = framing("score", address, "--codebook", book).err
    assert "2 articles to score; 1 of them scored again, because the codebook changed" in said


def test_a_model_keeps_its_scores_apart(framing, address, news):
    """The coder is a part of the recipe."""
    framing("add", news, "--store", address)
    framing("score", address)
    assert "4 articles to score" in framing("score", address, "--coder", "us-china-trade").err
    assert "all 4 articles have scores" in framing("score", address).err


# -- baselines


def test_a_copy_of_the_file_has_the_same_scores(framing, news, talks, tmp_path):
    """The store is one file, and all of it."""
    framing("add", news, "--store", tmp_path / "a.db")
    framing("score", tmp_path / "a.db", "--codebook", talks)
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    assert "all 4 articles have scores" in framing("score", tmp_path / "b.db", "--codebook", talks).err


def test_the_report_says_what_is_new(framing, address, talks, tmp_path, monkeypatch):
    """Articles that came or changed, each rate before and after with its n; the rest of the page counts all."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    (tmp_path / "a.txt").write_text("This is bullying. Nobody came, nobody left.")
    (tmp_path / "b.txt").write_text("Nothing happened here at all.")
    framing("add", tmp_path / "a.txt", tmp_path / "b.txt", "--store", address, "--outlet", "Hill Times")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1100000000")
    (tmp_path / "b.txt").write_text("Nothing happened here but bullying.")
    (tmp_path / "c.txt").write_text("This is not sustainable.")
    framing("add", tmp_path / "b.txt", "--store", address, "--outlet", "Hill Times")
    framing("add", tmp_path / "c.txt", "--store", address, "--outlet", "Valley Post")
    page = tmp_path / "r.html"
    run = framing("report", address, "--codebook", talks, "--since", "2004", "-o", page)
    assert run.code == 0, run.err
    html = page.read_text()
    for words in (
        "What is new since 2004", "1 new article, 1 new version", "<td>b</td>", "<td>c</td>",
        "<td>2 → 2</td><td>83.3 (1 in 12)</td><td>166.7 (2 in 12)</td>",
        "<td>0 → 1</td><td>–</td><td>250.0 (1 in 4)</td>",
    ):  # fmt: skip
        assert words in html, words
    framing("report", address, "--codebook", talks, "-o", page)
    assert "What is new" not in page.read_text()
    run = framing("report", tmp_path / "a.txt", "--since", "2004", "-o", page)
    assert (run.code, "only a store knows" in run.err) == (2, True)


def test_a_copy_is_news_once(framing, address, talks, tmp_path, monkeypatch):
    """Its matches come in with the article that it is a copy of; with --keep-copies each has its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    (tmp_path / "old.txt").write_text("Nothing happened here at all.")
    framing("add", tmp_path / "old.txt", "--store", address, "--outlet", "Hill Times")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1100000000")
    for name, outlet in (("one", "Hill Times"), ("two", "Valley Post")):
        (tmp_path / f"{name}.txt").write_text("The duty on glass is bullying, as each of the weavers will tell you.")
        framing("add", tmp_path / f"{name}.txt", "--store", address, "--outlet", outlet)
    page = tmp_path / "r.html"
    for option, copy_counts in (([], False), (["--keep-copies"], True)):
        run = framing("report", address, "--codebook", talks, "--since", "2004", "-o", page, *option)
        assert run.code == 0, run.err
        html = page.read_text()
        assert ("(1 in 19)" in html, "(1 in 14)" in html) == (True, copy_counts)


def test_what_reading_says_does_not_make_it_another_article(framing, address, talks, tmp_path, scored):
    """An outlet that nobody knows is worth one line for many articles; all of them keep their scores."""
    lines = [json.dumps({"id": f"a{i}", "outlet": "Nobody Knows", "text": f"Item {i}: bullying."}) for i in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    framing("add", tmp_path / "a.jsonl", "--store", address)
    framing("score", address, "--codebook", talks)
    assert "all 5 articles have scores" in framing("score", address, "--codebook", talks).err
    assert len(scored) == 5


def test_a_date_that_is_none_is_said_before_anything_is_scored(address, news, talks, framing):
    """Scoring a large store takes hours."""
    assert framing("add", news, "--store", address).code == 0
    run = framing("report", address, "--codebook", talks, "--since", "yesterday", "-o", news.parent / "r.html")
    assert run.code != 0
    assert "'yesterday' is not a date" in run.err
    run = framing("report", address, "--codebook", talks, "--since", " ", "-o", news.parent / "r.html")
    assert (run.code, "--since is empty" in run.err) == (2, True), run.err
    assert "to score" not in run.err
