"""Same input, same bytes: whatever the number of workers, the shards, the order of the paths, the run."""

from __future__ import annotations

import json
from math import isnan

import pytest

TABLES = ("matches", "counts", "words", "articles", "issues")


@pytest.fixture(scope="module")
def parts(news, tmp_path_factory):
    """Four inputs: a folder and three files of records, one of them with a spoiled line."""
    folder = tmp_path_factory.mktemp("parts")
    for name, number in (("one", 1), ("two", 2), ("three", 3)):
        records = [
            {"id": f"{name}-{i}", "outlet": "Xinhua" if i % 2 else "BBC", "text": f"Item {i}: trade bullying, again."}
            for i in range(number * 3)
        ]
        lines = [json.dumps(record) for record in records] + (["{broken"] if name == "two" else [])
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [news, *sorted(folder.iterdir())]


def tables(run, folder, paths, *options):
    """The bytes of all tables, as CSV."""
    done = run("score", *paths, *options, "--table", "all", "--format", "csv", "-o", folder)
    assert done.code == 3, done.err
    return {name: (folder / f"{name}.csv").read_bytes() for name in TABLES}


def test_two_workers_give_the_bytes_of_one(process, parts, talks, tmp_path):
    """Rows, order and issues are the same."""
    one = tables(process, tmp_path / "one", parts, "--codebook", talks)
    two = tables(process, tmp_path / "two", parts, "--codebook", talks, "--workers", "2")
    assert one == two
    assert one["matches"].count(b"\n") > 20


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_any_batch_size_gives_the_same_bytes(form, framing, awkward, talks, tmp_path, monkeypatch):
    """Ids that stand twice, bad lines, unknown outlets, doubtful texts: one order, however the input is cut."""
    monkeypatch.setattr("framing.study.output.writers.GROUP_ROWS", 7)
    found = []
    # The finest cut, every article by itself, once: tables of all forms come from the same parts.
    for number, size in enumerate(("8", "0.0011", *(["0.0001"] if form == "csv" else []))):
        folder = tmp_path / str(number)
        options = ("--codebook", talks, "--table", "all", "--format", form, "-o", folder, "--batch-size", size)
        assert framing("score", awkward, *options).code == 3
        found.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert all(files == found[0] for files in found)
    assert set(found[0]) == {f"{name}.{'jsonl' if form == 'json' else form}" for name in TABLES}


def test_shards_add_up(framing, parts, talks, tmp_path):
    """The shards hold every row once."""
    whole = tables(framing, tmp_path / "whole", parts, "--codebook", talks)
    for name in ("matches", "counts", "words", "articles"):
        rows = []
        for number in (1, 2, 3):
            options = ["--codebook", talks, "--table", name, "--format", "csv", "--shard", f"{number}/3"]
            run = framing("score", *parts, *options)
            head, *found = run.out.splitlines()
            rows += found
        assert sorted(rows) == sorted(whole[name].decode().splitlines()[1:])
        assert whole[name].decode().splitlines()[0] == head


def test_a_second_run_gives_the_same_bytes(framing, parts, talks, tmp_path):
    """Tables and report alike."""
    first, second = (tables(framing, tmp_path / name, parts, "--codebook", talks) for name in "ab")
    assert first == second
    for name in "ab":
        framing("report", *parts, "--codebook", talks, "-o", tmp_path / f"{name}.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_order_of_the_paths_does_not_matter(framing, parts, talks, tmp_path):
    """A path named later, or twice, changes nothing."""
    forward = tables(framing, tmp_path / "forward", parts, "--codebook", talks)
    backward = tables(framing, tmp_path / "backward", [*reversed(parts), parts[0]], "--codebook", talks)
    assert forward == backward
    framing("report", *parts, "--codebook", talks, "-o", tmp_path / "f.html")
    framing("report", *reversed(parts), "--codebook", talks, "-o", tmp_path / "b.html")
    assert (tmp_path / "f.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_neither_zone_nor_place_matters(process, framing, news, talks, tmp_path):
    """Another time zone and another working folder: the same report."""
    zone = {"TZ": "Pacific/Kiritimati"}
    assert process("report", news, "--codebook", talks, "-o", tmp_path / "a.html", env=zone, cwd=tmp_path).code == 0
    assert framing("report", news, "--codebook", talks, "-o", tmp_path / "b.html").code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize("size", ["8", "0.001"])
def test_the_rates_of_files_are_those_of_a_corpus_in_memory(framing, size):
    """In all columns; a sentence with two voices counts once in the row of all voices, and never not at all."""
    import framing as fr

    run = framing("score", "corpus/trade-talks", "--format", "json", "--batch-size", size)
    rates = fr.score(fr.read_corpus("corpus/trade-talks"), "us-china-trade").by("outlet")
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert rows == [
        {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
        for row in rates.to_dict("records")
    ]
    whole = [row for row in rows if row["voice"] == "all" and row["k"]]
    assert all(0 < row["sentences_with"] <= row["k"] for row in whole)


@pytest.mark.parametrize("verb", ["score", "compare"])
def test_what_is_printed_carries_its_recipe(framing, verb):
    """For reading under the table, else on stderr and in each row."""
    import framing as fr

    signature = fr.score(fr.read_corpus("corpus/trade-talks"), "us-china-trade").signature
    assert framing(verb, "corpus/trade-talks").out.rstrip().endswith(signature)
    data = framing(verb, "corpus/trade-talks", "--format", "json")
    assert data.err.rstrip().endswith(signature)
    assert {json.loads(line)["signature"] for line in data.out.splitlines()} == {signature}


def test_words_stand_beside_every_ratio(framing):
    """n1 and n2 are in the table for reading, too."""
    assert framing("compare", "corpus/trade-talks").out.split("\n")[0].split()[3:8] == ["k1", "n1", "rate1", "k2", "n2"]


def test_two_outlets_are_compared_once_for_reading(framing, tmp_path):
    """The other way round it is the same comparison; data hold it from either side, as they always did."""
    import framing as fr

    for number in range(8):
        said = "a duty" if number % 2 else "plain bullying"
        outlet = "Northern Herald" if number < 4 else "Southern Post"
        line = {"id": f"a{number}", "outlet": outlet, "text": f"Item {number}: this is {said}, they say in {number}."}
        with (tmp_path / "two.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")
    plain = framing("compare", tmp_path / "two.jsonl", "--keep-copies")
    rows = [line for line in plain.out.splitlines() if " bullying " in line]
    assert [row.split("  ")[:2] for row in rows] == [["Northern Herald", "Southern Post"]]
    assert "Two groups are one comparison" in plain.out
    both = framing("compare", tmp_path / "two.jsonl", "--keep-copies", "--against", "both").out
    assert [line for line in both.splitlines() if " bullying " in line] == rows
    data = framing("compare", tmp_path / "two.jsonl", "--keep-copies", "--format", "json").out.splitlines()
    sides = [(row["outlet"], row["against"]) for row in map(json.loads, data) if row["frame"] == "bullying"]
    assert sides == [("Northern Herald", "(all others)"), ("Southern Post", "(all others)")]
    found = fr.score(fr.read_corpus(tmp_path / "two.jsonl"), "us-china-trade", keep_copies=True).compare("outlet")
    assert found._repr_html_().count("Northern Herald") == len(found.once) == len(found.table) // 2


def test_three_outlets_are_compared_each_with_the_others(framing):
    """Nothing is left out of what is no mirror image."""
    assert "one comparison" not in framing("compare", "corpus/invented-dispute").out
