"""Hand codes in a store: what goes in, its versions, and back out again."""

from __future__ import annotations

import csv
import sys

import pytest
from store_helpers import read_codes, versions

import framing as fr
from framing.records.coding import ASSERTED, Coding
from framing.records.unit_codes import packed, unpacked
from tests.conftest import run_here

COMMAND = [sys.executable, "-m", "framing"]


def table(address, *arguments):
    return run_here(*arguments, "--store", address, "--format", "csv").out


def test_what_was_saved_is_what_the_sheet_says(coded, desk, talks):
    """The table out of the store is that of framing code read, for both coders."""
    done = run_here("code", "read", desk / "ann.csv", desk / "ben.csv", "--key", desk / "s.key.csv")
    store = fr.open_store(coded)
    said = store.codes(str(talks)).to_csv(index=False)
    assert list(csv.reader(said.splitlines())) == list(csv.reader(done.out.splitlines()))


def test_the_same_sheet_again_adds_nothing_and_says_so(coded, desk):
    """The second time, nothing is new."""
    before = versions(coded, past=True)
    again = read_codes(coded, desk / "ann.csv", desk)
    assert (again.code, "nothing new; all" in again.err, "saved" in again.err) == (0, True, False)
    assert versions(coded, past=True) == before


def test_a_changed_code_is_a_new_version_with_its_history(coded, desk, tmp_path):
    """Only the unit that Ann changed; what she said before is still there; an emptied row takes nothing back."""
    text = (desk / "ann.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    names = text[0].strip().split(",")
    cells = list(csv.reader(text))
    cells[1][names.index("lasting")], cells[1][names.index("note")] = "n", "second thoughts"
    for name in ("bullying", "lasting", "done"):
        cells[2][names.index(name)] = ""
    with (tmp_path / "ann.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)
    units = len(cells) - 1
    done = read_codes(coded, tmp_path / "ann.csv", desk)
    assert f"saved 1 unit by ann, 1 of them changed; {units - 2} there already" in done.err
    assert "no mark now in 1 unit" in done.err
    changed = [version for version in versions(coded, past=True) if version.number == 2]
    assert [version.code.coder for version in changed] == ["ann"]
    history = table(coded, "code", "ls", "--history", changed[0].code.doc_id)
    assert 'lasting negated","second thoughts","ann.csv"' in history
    assert len(versions(coded)) == 2 * units


def test_codes_without_their_article_are_named_and_wait_for_it(address, desk, news, talks):
    """They are kept, do not count, and count when the article comes."""
    for part in ("china-daily", "2025-03-03-letter.txt"):
        run_here("add", news / part, "--store", address)
    done = read_codes(address, desk / "ann.csv", desk)
    assert "'2025-03-01-markets', which is not in the store" in done.err
    assert done.code == 0
    store = fr.open_store(address)
    assert "2025-03-01-markets" not in set(store.codes(str(talks))["doc_id"])
    assert (
        "left out: the text has changed or is gone"
        in run_here("report", address, "--codebook", talks, "-o", desk / "r.html").err
    )
    run_here("add", news / "financial-times", "--store", address)
    assert "2025-03-01-markets" in set(store.codes(str(talks))["doc_id"])
    before = versions(address)
    assert "nothing new; all" in read_codes(address, desk / "ann.csv", desk).err
    assert all(version.code.key for version in versions(address))
    assert [(v.number, v.saved, v.code.body) for v in versions(address, past=True)] == [
        (1, v.saved, v.code.body) for v in before
    ]
    assert sum(not version.code.key for version in before) == 4


def test_codes_of_a_text_that_changed_do_not_count(coded, tmp_path, news, talks):
    """A unit that stands there still counts; one that was edited away is left out and counted."""
    text = (news / "china-daily" / "2025-03-02-talks.txt").read_text(encoding="utf-8")
    (tmp_path / "2025-03-02-talks.txt").write_text(text.replace("round table", "square table"), encoding="utf-8")
    assert "version 2" in run_here("add", tmp_path / "2025-03-02-talks.txt", "--store", coded).err
    found = fr.open_store(coded).codes(str(talks))
    left = found[found["doc_id"] == "2025-03-02-talks"]
    assert {text[start:end] for start, end in zip(left["start"], left["end"], strict=True)} == {
        "Sustainable trade needs talks",
        "Both sides want healthy and sustainable trade.",
    }
    listed = list(csv.DictReader(table(coded, "code", "ls").splitlines()))
    assert [row["left_out"] for row in listed] == ["1", "1"]
    assert len(versions(coded)) == sum(int(row["units"]) for row in listed)


def test_the_verbs_take_codes_from_the_store(coded, desk, news, talks, tmp_path):
    """agree says what it says of the files; report shows people without --sheet; another codebook is named."""
    files = ["--key", desk / "s.key.csv"]
    options = ["--codebook", talks, "--resamples", 20, "--format", "csv", "--machine", "lexicon"]
    of_files = run_here("agree", desk / "ann.csv", desk / "ben.csv", *files, "--corpus", news, *options)
    of_store = run_here("agree", "--store", coded, *options, "--disagreements", tmp_path / "open.csv")
    assert (of_store.out, of_store.code) == (of_files.out, 0), of_store.err
    assert "add --corpus" not in of_store.err
    page = run_here("report", coded, "--codebook", talks, "-o", tmp_path / "r.html")
    assert "beside the lexicon: ann, ben" in page.err
    other = run_here("agree", "--store", coded)
    assert (other.code, "no code in the store is one of us-china-trade" in other.err) == (1, True)
    assert run_here("report", coded, "-o", tmp_path / "r.html").code == 0
    assert run_here("agree").code == 2


def test_decisions_go_in_beside_the_codes_they_decide_on(coded, talks, tmp_path):
    """Frame by frame, in two sittings, each with its reason; the second leaves the first where it was."""
    names = ["--store", coded, "--codebook", talks]
    run_here("agree", *names, "--resamples", 20, "--disagreements", tmp_path / "open.csv")
    header, *rows = list(csv.reader((tmp_path / "open.csv").read_text(encoding="utf-8").splitlines()))
    frame, decision, reason = (header.index(name) for name in ("frame", "decision", "reason"))
    assert {row[frame] for row in rows} == {"bullying", "lasting"}
    for sitting in ("bullying", "lasting"):
        decided = [row[:decision] + (["1", f"why {sitting}"] if row[frame] == sitting else ["", ""]) for row in rows]
        with (tmp_path / "open.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *decided])
        done = run_here("code", "settle", tmp_path / "open.csv", *names)
        assert (done.code, "by adjudicated" in done.err) == (0, True), done.err
    found = fr.open_store(coded).codes(str(talks))
    adjudicated = found[found["coder"] == "adjudicated"]
    assert sorted(adjudicated["note"]) == sorted(f"why {row[frame]}" for row in rows)
    assert "nothing new" in run_here("code", "settle", tmp_path / "open.csv", *names).err
    assert reason == decision + 1
    assert run_here("code", "settle", tmp_path / "open.csv").code == 2


def test_rm_says_how_many_codes_go_and_takes_them_along(coded, talks):
    """Together with the article; code rm takes one coder's alone."""
    before = versions(coded)
    own = [version for version in before if version.code.doc_id == "2025-03-02-talks"]
    done = run_here("rm", "2025-03-02-talks", "--yes", "--store", coded)
    assert f"; {len(own)} coded units by ann, ben" in done.err
    assert versions(coded, past=True) == [version for version in before if version not in own]
    assert run_here("code", "rm", "ann", "--yes", "--store", coded).code == 0
    assert {version.code.coder for version in versions(coded, past=True)} == {"ben"}
    assert run_here("code", "rm", "ann", "--yes", "--store", coded).code == 2


def test_export_and_add_give_the_same_codes(coded, talks, tmp_path):
    """By way of lines, and from store to store; adding again changes nothing."""
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run_here("export", "articles", coded, "-o", one)
    added = run_here("add", one, "--store", tmp_path / "2.db")
    assert ", with codes of " in added.err
    run_here("export", "articles", tmp_path / "2.db", "-o", two)
    assert one.read_bytes() == two.read_bytes()
    run_here("add", coded, "--store", tmp_path / "3.db")
    tables = [fr.open_store(place).codes(str(talks)) for place in (coded, tmp_path / "2.db", tmp_path / "3.db")]
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])
    before = versions(tmp_path / "2.db", past=True)
    assert ", with codes of " not in run_here("add", one, "--store", tmp_path / "2.db").err
    assert versions(tmp_path / "2.db", past=True) == before


@pytest.mark.parametrize(
    "change", [("bullying", "balmying"), ('\\"said\\"', '\\"sad\\"'), ('"codes": [', '"codes": [7, ')]
)
def test_a_line_whose_codes_were_changed_is_a_plain_record(coded, tmp_path, change):
    """Its codes are not believed, and reading does not break off."""
    line = tmp_path / "x.jsonl"
    run_here("export", "articles", coded, "-o", line)
    text = line.read_text(encoding="utf-8")
    head, mark, codes = text.partition('"codes": [')
    assert change[0] in mark + codes
    line.write_text(head + (mark + codes).replace(*change, 1), encoding="utf-8")
    assert run_here("add", line, "--store", tmp_path / "x.db").code == 0
    assert len({version.code.doc_id for version in versions(tmp_path / "x.db")}) == 3


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        '{"said":[]}',
        '{"said":[["f",2,"",""]]}',
        '{"said":[["f",1,"sworn",""]]}',
        '{"said":[["f",1,"",""]],"start":7}',
        "[" * 100_000,
        "7",
    ],
)
def test_a_body_that_is_none_is_refused(body):
    """What packed wrote comes back equal, and nothing else comes back."""
    coding = Coding("a", "Ann", 0, 9, unit="u", frame="f", value=1, polarity=ASSERTED, voice="own", note="né")
    assert unpacked("a", "Ann", "text", 0, 9, packed([coding])) == [coding]
    with pytest.raises((AttributeError, KeyError, RecursionError, TypeError, ValueError)):
        unpacked("a", "Ann", "text", 0, 9, body)


def test_what_a_server_cannot_keep_is_no_damage(database, news, framing):
    """What holds a NUL is no text to PostgreSQL: said so, and no copy is asked for."""
    assert framing("add", news, "--store", database, "--quiet").code == 0
    run = framing("rm", "a\0b", "--yes", "--store", database)
    assert (run.code, "PostgreSQL cannot keep" in run.err, "restore" in run.err) == (1, True, False), run.err
