"""The verbs of coding by hand, one after the other, and the printed manual."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import framing as fr


def test_the_command_line_goes_from_sheet_to_validation(framing, coded, news, talks):
    """Sheet, two coders, agreement with the lexicon, disagreements, validation, exchange, manual."""
    again = framing("code", "sheet", news, "--codebook", talks, "-o", "s.csv")
    assert again.code == 2
    assert "may hold codes" in again.err
    for coder in ("ann", "ben"):
        done = framing("code", "read", f"{coder}.csv", "--key", "s.key.csv", "-o", f"{coder}.codes.csv")
        assert done.code == 0, done.err
    agreed = framing(
        "agree", "ann.codes.csv", "ben.codes.csv", "--machine", "lexicon", "--corpus", news, "--codebook", talks,
        "--disagreements", "open.csv", "--resamples", 50,
    )  # fmt: skip
    assert agreed.code == 0, agreed.err
    assert "Fewer than 50 units" in agreed.out
    assert "The intervals resample 4 articles" in agreed.out
    assert ": parity" not in agreed.err
    with (coded / "open.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["text"] for row in csv.DictReader(file))
    valid = framing("lexicon", "validate", talks, "ann.codes.csv", "--corpus", news, "--slice", "all", "-o", "v.json")
    assert valid.code == 0, valid.err
    assert "validated on 1" in valid.err
    for table in ("entries", "prevalence"):
        shown = framing(
            "lexicon", "validate", talks, "ann.codes.csv", "--corpus", news, "--slice", "all", "--table", table,
            "--format", "csv", "-o", "v.json",
        )  # fmt: skip
        assert shown.out.startswith(('"frame","entry"', '"outlet","frame"')), shown.err
    for tool, name in (("brat", "b"), ("doccano", "d.jsonl"), ("label-studio", "l.json"), ("webanno", "w")):
        out = framing("code", "export", "ann.codes.csv", "--to", tool, "--corpus", news, "-o", name)
        assert out.code == 0, out.err
        framing("code", "import", name, "--from", tool, "--corpus", news, "-o", f"{tool}.csv")
    framing("code", "export", "ann.codes.csv", "--to", "csv", "-o", "all.csv")
    for tool in ("brat", "doccano", "label-studio", "webanno"):
        assert (coded / f"{tool}.csv").read_bytes() == (coded / "all.csv").read_bytes()
    assert framing("code", "manual", "--codebook", talks, "-o", "m.html").code == 0


def test_shares_of_a_validation_count_a_near_copy_once(framing, coded, news, talks):
    """As everywhere: the sentences are those of framing score --table prevalence, though copies may be coded, too."""
    news = shutil.copytree(news, coded / "more-news")
    copy = next(path for path in news.rglob("*.txt"))
    copy.with_name(f"{copy.stem}-again.txt").write_bytes(copy.read_bytes())
    assert framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", "ann.codes.csv").code == 0
    shared = ("--codebook", talks, "--table", "prevalence", "--format", "csv")
    counted = csv.DictReader(framing("score", news, *shared).out.splitlines())
    valid = framing(
        "lexicon", "validate", talks, "ann.codes.csv", "--corpus", news, "--slice", "all", *shared[2:], "-o", "v.json"
    )
    read = csv.DictReader(valid.out.splitlines())
    assert [(r["frame"], r["k"], r["n"]) for r in read] == [(r["frame"], r["k"], r["n"]) for r in counted], valid.err


def test_bad_cells_stop_the_command_until_they_are_mended_or_skipped(framing, news, talks, tmp_path, monkeypatch):
    """Exit 1 and nothing written; with --skip-bad exit 3 and the rest."""
    monkeypatch.chdir(tmp_path)
    framing("code", "sheet", news, "--codebook", talks, "--sample", 9, "-o", "s.csv")
    text = (tmp_path / "s.csv").read_text(encoding="utf-8")
    (tmp_path / "ann.csv").write_text(text.replace(",,,,,\n", ",ja,,1,,\n", 1), encoding="utf-8")
    stopped = framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", "a.csv")
    assert stopped.code == 1
    assert "'ja' is no mark" in stopped.err
    assert not (tmp_path / "a.csv").exists()
    assert framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", "a.csv", "--skip-bad").code == 3
    assert (tmp_path / "a.csv").exists()


def test_the_manual_holds_every_frame_and_nothing_that_runs(talks):
    """Definitions escaped, no script, no word list, the same bytes twice."""
    from framing.records.codebook import Codebook, Frame
    from framing.report.printed import manual

    page = manual(fr.load_codebook("us-china-trade"))
    assert page.count('<section class="frame">') == 12
    assert "browbeat" not in page
    assert page == manual(fr.load_codebook("us-china-trade"))
    evil = Codebook(
        "<script>x()</script>", "1", 'en" onload="x', (Frame("a", "<b>", "</style><script>", ("&amp;",)),), "0"
    )
    shown = manual(evil)
    assert "<script" not in shown
    assert 'onload="x' not in shown
    assert "&amp;amp;" in shown
    assert "default-src 'none'" in shown


def test_a_model_is_measured_on_codes_as_on_their_sheet(framing, tmp_path, monkeypatch):
    """Whatever file framing code wrote, with the articles beside it: the same sentences and the same codes."""
    news = Path("corpus/trade-talks").resolve()
    monkeypatch.chdir(tmp_path)
    framing("code", "sheet", news, "--sample", 12, "-o", "s.csv")
    with Path("s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path("ann.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"escalation": "1" if i % 2 else "", "done": "1"} for i, row in enumerate(rows))
    sheet = framing("evaluate", "us-china-trade", "ann.csv", "--key", "s.key.csv", "--format", "json")
    coded = [(row["name"], row["coded"]) for row in map(json.loads, sheet.out.splitlines())]
    assert ("escalation", 6) in coded
    for name in ("codes.csv", "codes.xlsx", "codes.jsonl", "codes.parquet"):
        framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", name)
        run = framing("evaluate", "us-china-trade", name, "--corpus", news, "--format", "json")
        assert (run.code, run.err[:13]) == (0, "12 sentences;"), run.err
        assert [(row["name"], row["coded"]) for row in map(json.loads, run.out.splitlines())] == coded
    framing("code", "export", "codes.csv", "--to", "csv", "-o", "out.csv")
    twice = framing("evaluate", "us-china-trade", "out.csv", "ann.csv", "--key", "s.key.csv", "--corpus", news)
    assert "12 sentences;" in twice.err
    framing("add", news, "--store", "desk.db")
    framing("code", "read", "codes.csv", "--store", "desk.db")
    assert "12 sentences;" in framing("evaluate", "us-china-trade", "desk.db", "--corpus", "desk.db").err
    first, *_ = (file for file in news.rglob("beijing*.txt"))
    part = framing("evaluate", "us-china-trade", "codes.csv", "--corpus", first)
    assert "are in none of the articles, and are left out" in part.err
