"""Frozen baselines: where a new article stands among an outlet's, and that old scores do not move."""

from __future__ import annotations

import csv
import hashlib
import json
from contextlib import closing

import pytest

from framing.store.opening import open_at


@pytest.fixture
def many(tmp_path):
    """Twenty-five articles of one outlet with none to six matches, three of another."""
    lines = []
    for i in range(25):
        words = " ".join(f"{chr(97 + i)}word{j}" for j in range(40))
        text = f"{words}. " + "It is bullying. " * (i % 7)
        lines.append(json.dumps({"id": f"h{i:02}", "outlet": "Hill Times", "text": f"Item {i}. {text}"}))
    for i in range(3):
        lines.append(json.dumps({"id": f"v{i}", "outlet": "Valley Post", "text": f"Item {i}. Nothing of the kind."}))
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines) + "\n")
    return file


@pytest.fixture
def new(tmp_path):
    file = tmp_path / "new.txt"
    file.write_text("Words of no weight. " * 10 + "This is bullying. He said it was bullying.\n")
    return file


def against(framing, new, address, talks, *options):
    run = framing("score", new, "--against", "autumn", "--store", address, "--codebook", talks, *options)
    assert run.code == 0, run.err
    return run


def test_a_new_article_is_placed(framing, address, many, new, talks):
    """Rate, percentile with interval, articles behind it; a refusal below the minimum; the sentences."""
    from scipy import stats

    framing("add", many, "--store", address, "--quiet")
    assert (
        "saved autumn: 28 articles"
        in framing("baseline", "save", "autumn", "--store", address, "--codebook", talks).err
    )
    rows = [json.loads(line) for line in against(framing, new, address, talks, "--format", "json").lines]
    hill, valley = (
        next(r for r in rows if r["outlet"] == o and r["frame"] == "bullying") for o in ("Hill Times", "Valley Post")
    )
    words = [len(f"Item {i}. {'a b c d e ' * 8}{'a b c ' * (i % 7)}".split()) for i in range(25)]
    rates = [1000 * (i % 7) / n for i, n in enumerate(words)]
    rate = 1000 * 2 / 48
    assert (hill["k"], hill["n"], hill["articles"], round(hill["rate"], 6)) == (2, 48, 25, round(rate, 6))
    assert hill["percentile"] == pytest.approx(stats.percentileofscore(rates, rate, kind="mean"))
    wilson = stats.binomtest(round(hill["percentile"] / 4), 25).proportion_ci(method="wilson")
    assert hill["percentile_low"] == pytest.approx(100 * wilson.low)
    assert hill["percentile_high"] == pytest.approx(100 * wilson.high)
    assert (valley["percentile"], valley["refused"]) == (None, "3 of at least 20 articles")
    page = against(framing, new, address, talks).out
    assert "This is [bullying]." in page
    assert "Valley Post (3 of at least 20 articles)" in page


def test_a_baseline_does_not_move(framing, address, many, new, talks):
    """Whatever comes, changes or goes; its hash says so."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    before = against(framing, new, address, talks, "--format", "csv").out
    shown = framing("baseline", "show", "autumn", "--store", address)
    framing("add", new, "--store", address, "--outlet", "Hill Times")
    framing("rm", "h01", "--yes", "--store", address)
    framing("score", address, "--codebook", talks)
    assert against(framing, new, address, talks, "--format", "csv").out == before
    after = framing("baseline", "show", "autumn", "--store", address)
    assert (after.out, after.err) == (shown.out, shown.err)
    again = framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    assert (again.code, "it does not move" in again.err) == (2, True)


def test_the_hash_is_that_of_the_scores(framing, address, many, talks, tmp_path):
    """Two stores with the same articles have the same, in whatever order they came."""
    shuffled = tmp_path / "shuffled.jsonl"
    shuffled.write_text("\n".join(reversed(many.read_text().splitlines())) + "\n")
    hashes = []
    for store, file in ((address, many), (tmp_path / "b.db", shuffled)):
        framing("add", file, "--store", store, "--quiet")
        framing("baseline", "save", "autumn", "--store", store, "--codebook", talks)
        hashes.append(framing("baseline", "show", "autumn", "--store", store).err.rpartition("hash ")[2])
    assert hashes[0] == hashes[1]


@pytest.fixture
def reprinted(tmp_path, many):
    """The same articles, and one of them with a line more, from another outlet."""
    one = json.loads(many.read_text().splitlines()[3])
    more = {**one, "id": "z", "outlet": "Hill Times", "text": f"{one['text']} The end."}
    file = tmp_path / "reprinted.jsonl"
    file.write_text(many.read_text() + json.dumps(more) + "\n")
    return file


def test_a_baseline_counts_near_copies_once_as_a_report_does(framing, address, reprinted, new, talks, tmp_path):
    """Its recipe and its output say so; --keep-copies counts each, and says that too."""
    framing("add", reprinted, "--store", address, "--quiet")
    said = framing("baseline", "save", "autumn", "--store", address, "--codebook", talks).err
    assert "1 near-copy is not counted" in said
    assert "h03 (Hill Times): 100 % of its wording stands in z (Hill Times)" in said
    assert "saved autumn: 28 articles" in said
    every = framing("baseline", "save", "every", "--store", address, "--codebook", talks, "--keep-copies").err
    assert "saved every: 29 articles" in every
    recipes = framing("baseline", "ls", "--store", address, "--format", "csv").lines
    assert [line.split(",")[3][-13:] for line in recipes[1:]] == ['|copies:once"', '|copies:each"']
    shown = framing("baseline", "show", "autumn", "--store", address, "--format", "csv").lines
    report = framing("score", address, "--codebook", talks, "--format", "csv").lines
    rate = next(row for row in csv.DictReader(report) if (row["frame"], row["voice"]) == ("bullying", "all"))
    assert shown[1] == f'"Hill Times",{rate["articles"]},{rate["n"]},{rate["k"]},1'
    run = against(framing, new, address, talks)
    assert "|copies:once, hash" in run.err
    rows = [json.loads(line) for line in against(framing, new, address, talks, "--format", "json").lines]
    assert {row["articles"] for row in rows if row["outlet"] == "Hill Times"} == {25}
    run = framing("score", new, "--against", "autumn", "--store", address, "--keep-copies")
    assert (run.code, "a baseline says itself" in run.err) == (2, True)


@pytest.mark.parametrize("which", [3, 28])
def test_no_article_is_held_against_its_copy(framing, address, reprinted, talks, tmp_path, which):
    """Neither the one that is counted nor the one that is not."""
    framing("add", reprinted, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    one = tmp_path / "one.jsonl"
    one.write_text(reprinted.read_text().splitlines()[which] + "\n")
    rows = [json.loads(line) for line in against(framing, one, address, talks, "--format", "json").lines]
    assert {row["articles"] for row in rows if row["outlet"] == "Hill Times"} == {24}


def test_a_baseline_from_before_copies_were_collapsed_still_serves(framing, address, many, new, talks):
    """Its recipe says nothing of copies; each was counted."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    with closing(open_at(address, write=True)) as store:
        saved = store.baseline("autumn")
        store.drop_baseline("autumn")
        store.save_baseline("autumn", saved.recipe.partition("|copies:")[0], 28, saved.digest, saved.body)
    assert "28 articles" in against(framing, new, address, talks).err


def test_an_article_is_not_held_against_itself(framing, address, many, talks, tmp_path):
    """One that is in the baseline is left out of it."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    one = tmp_path / "one.jsonl"
    one.write_text(many.read_text().splitlines()[3] + "\n")
    rows = [json.loads(line) for line in against(framing, one, address, talks, "--format", "json").lines]
    assert {row["articles"] for row in rows if row["outlet"] == "Hill Times"} == {24}


@pytest.mark.parametrize(("outlet", "behind"), [("Hill Times", 24), ("", 24), ("Valley Post", 25)])
def test_an_article_is_not_held_against_its_earlier_version(framing, address, many, talks, tmp_path, outlet, behind):
    """A mended article has the name of the one in the baseline; another outlet's of that name is another one."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    record = json.loads(many.read_text().splitlines()[3])
    one = tmp_path / "one.jsonl"
    one.write_text(json.dumps(record | {"text": record["text"] + " It was mended.", "outlet": outlet}))
    rows = [json.loads(line) for line in against(framing, one, address, talks, "--format", "json").lines]
    assert {row["articles"] for row in rows if row["outlet"] == "Hill Times"} == {behind}


def test_what_was_counted_otherwise_is_not_compared(framing, address, many, new, talks):
    """Another codebook is refused, a baseline that is not there is named, an empty name is none."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    run = framing("score", new, "--against", "autumn", "--store", address)
    assert (run.code, "was saved under codebook:talks@" in run.err) == (2, True)
    run = framing("score", new, "--against", "winter", "--store", address, "--codebook", talks)
    assert (run.code, "there are: autumn" in run.err) == (2, True)
    assert framing("baseline", "save", " ", "--store", address, "--codebook", talks).code == 2


def test_baselines_are_listed_and_deleted(framing, address, many, talks):
    """After asking."""
    framing("add", many, "--store", address, "--quiet")
    framing("baseline", "save", "autumn", "--store", address, "--codebook", talks)
    assert framing("baseline", "ls", "--store", address).lines[1].startswith("autumn")
    assert framing("baseline", "rm", "autumn", "--yes", "--store", address).code == 0
    assert framing("baseline", "ls", "--store", address).lines == ["name  saved  articles  recipe"]


@pytest.fixture
def exported(framing, many, new, talks, tmp_path):
    """A baseline of a store, written as a file; with what it says of a new article."""
    store, file = tmp_path / "from.db", tmp_path / "autumn.jsonl"
    framing("add", many, "--store", store, "--quiet")
    framing("baseline", "save", "autumn", "--store", store, "--codebook", talks)
    run = framing("baseline", "export", "autumn", "--store", store, "-o", file)
    assert run.code == 0, run.err
    return store, file, against(framing, new, store, talks, "--format", "csv").out


def test_a_baseline_goes_from_store_to_store(framing, address, exported, new, talks):
    """With its day, recipe and hash: it says the same of a new article; written again it is the same file."""
    store, file, said = exported
    articles = framing("export", "articles", store, "-o", file.with_name("articles.jsonl"))
    assert "keeps 1 baseline that did not go along; framing baseline export writes one" in articles.err
    framing("add", file.with_name("articles.jsonl"), "--store", address, "--quiet")
    assert framing("baseline", "import", file, "--store", address).code == 0
    assert framing("baseline", "ls", "--store", address).out == framing("baseline", "ls", "--store", store).out
    assert against(framing, new, address, talks, "--format", "csv").out == said
    assert framing("baseline", "export", "autumn", "--store", address).out.encode() == file.read_bytes()
    again = framing("baseline", "import", file, "--store", address)
    assert (again.code, "already, and it does not move" in again.err) == (2, True)
    assert framing("baseline", "import", file, "--name", "harvest", "--store", address).code == 0
    with closing(open_at(address)) as opened:
        assert [each.name for each in opened.baselines()] == ["autumn", "harvest"]
        opened.check()


@pytest.mark.parametrize(
    ("old", "new_words", "said"),
    [
        ("h01", "h99", "is not as it was written"),
        ('"framing_baseline":1', '"framing_baseline":2', "format 2"),
        ('"framing_baseline"', '"other"', "this is no baseline"),
        ('"articles":28', '"articles":"28"', "'articles' is missing"),
        ('"saved":"', '"saved":"<b>', "'saved' is missing"),
        ('"name":"autumn"', '"name":"a\\u001b[1m"', "needs a name"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(framing, exported, tmp_path, old, new_words, said):
    """One sentence, and nothing goes into the store."""
    store, file, _ = exported
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new_words, 1), "utf-8")
    run = framing("baseline", "import", file, "--store", store)
    assert (run.code, said in run.err, run.err.count("\n")) == (
        2 if "name" in old and "autumn" in old else 1,
        True,
        2,
    ), run.err
    assert framing("baseline", "import", tmp_path / "none.jsonl", "--store", store).code == 1
    with closing(open_at(store)) as opened:
        assert [each.name for each in opened.baselines()] == ["autumn"]


def test_what_is_no_article_of_a_baseline_is_named_with_its_line(framing, exported):
    """A file whose hash is right, and whose lines are not."""
    store, file, _ = exported
    head, *lines = file.read_text("utf-8").splitlines()
    lines[3] = '["a", "b", "c", 1, {"f": 2}]'
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    head = json.dumps({**json.loads(head), "digest": digest, "name": "other"})
    file.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    run = framing("baseline", "import", file, "--store", store)
    assert (run.code, "autumn.jsonl:5: this is no article of a baseline" in run.err) == (1, True), run.err


@pytest.mark.parametrize(
    "line",
    [
        '["a","b","c",1,{},"nobody"]',
        '["a","b","c",1,{"f":{"own":123456789012345678901234567890}}]',
        '["a","b","c",-1,{}]',
        '["a","\\ud800","c",1,{}]',
        '["a","b","c",1,\r{}]',
        '["a", "b", "c", 1, {}]',
    ],
)
def test_an_article_of_a_baseline_is_as_framing_writes_it(framing, exported, line):
    """Copies of nobody, numbers that no table holds, half a character, another layout: named, and nothing goes in."""
    store, file, _ = exported
    head, *lines = file.read_text("utf-8").splitlines()
    text = "\n".join([*lines, line])
    head = json.dumps({**json.loads(head), "digest": hashlib.sha256(text.encode()).hexdigest(), "name": "other"})
    file.write_text(f"{head}\n{text}\n", "utf-8", newline="\n")
    run = framing("baseline", "import", file, "--store", store)
    assert (run.code, f"autumn.jsonl:{len(lines) + 2}: " in run.err, run.err.count("\n")) == (1, True, 2), run.err
