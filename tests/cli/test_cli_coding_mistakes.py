"""Mistakes on the way from a sheet to a model: each is named with what to do, before any work is done."""

from __future__ import annotations

import openpyxl
import pytest

from tests.cli.test_cli_mistakes import clear


@pytest.mark.parametrize(
    "mistake",
    [
        ["code", "sheet", "{}", "-o", "x.csv", "--sample", "0"],
        ["code", "sheet", "{}", "-o", "x.csv", "--context", "-1"],
        ["code", "sheet", "{}", "-o", "x.csv", "--evaluation", "nan"],
        ["compare", "{}", "--seed", "-1"],
        ["events", "{}", "--threshold", "nan"],
        ["events", "{}", "--days", "-1"],
        ["keyness", "{}", "--target", "x", "--top", "0"],
        ["reuse", "{}", "--least", "2"],
        ["score", "{}", "--batch-size", "nan"],
        ["score", "{}", "--batch-size", "inf"],
        ["agree", "ann.csv", "ben.csv", "--resamples", "-3"],
        ["agree", "ann.csv", "ben.csv", "--categories", "1"],
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_option(mistake, framing, news):
    """Negative counts, shares beyond 1 and ``nan``: no traceback, and no result that means nothing."""
    run = framing(*(word.replace("{}", str(news)) for word in mistake))
    assert clear(run, 2, mistake[-2])


def test_a_sheet_of_another_kind_is_refused_before_its_key_is_written(framing, news, tmp_path):
    """An ending that cannot be written leaves no key behind."""
    assert clear(framing("code", "sheet", news, "-o", tmp_path / "s.txt"), 2, "s.txt", ".csv nor .xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_not_taken_for_codes(framing, coded):
    """Nor codes for sentences, nor a table of anything for a sheet."""
    assert clear(framing("code", "read", "s.key.csv"), 1, "the key of a sheet", "name the coded sheet")
    bare = ["codes.csv", "without their sentences"]
    assert clear(framing("train", "codes.csv", "-o", "model"), 1, *bare, "name the coded sheet itself")
    assert clear(framing("evaluate", "us-china-trade", "codes.csv"), 2, *bare, "--corpus")
    (coded / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert clear(framing("code", "read", "list.csv"), 1, "list.csv", "these are no codes")


def test_what_is_written_is_checked_before_what_is_measured(framing, coded, talks):
    """A list of disagreements that cannot be written costs no table first, a model that is no folder no training."""
    run = framing("agree", "ann.csv", "ben.csv", "--key", "s.key.csv", "--codebook", talks, "--disagreements", "d.txt")
    assert clear(run, 2, "d.txt")
    trained = framing("train", "ann.csv", "--key", "s.key.csv", "--codebook", talks, "-o", "codes.csv")
    assert clear(trained, 1, "codes.csv", "a model is a folder")


def test_units_are_counted_once_however_many_coded_them(framing, coded):
    """Two coders of one sheet coded its units, not twice as many."""
    alone = framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", "a.csv").err
    both = framing("code", "read", "ann.csv", "ben.csv", "--key", "s.key.csv", "-o", "b.csv").err
    number = alone.split(" of ")[1].split(" by ")[0]
    assert both.split(" of ")[1] == f"{number} by ann, ben\n"


def test_no_decision_yet_is_said_as_that(framing, coded, talks, news):
    """Nothing is saved, and nothing is claimed to be there already."""
    framing("add", news, "--store", "x.db", "--quiet")
    codes = ["ann.csv", "ben.csv", "--key", "s.key.csv", "--codebook", talks]
    framing("agree", *codes, "--disagreements", "open.csv", "--resamples", 10)
    done = framing("code", "settle", "open.csv", "--store", "x.db", "--codebook", talks)
    assert done.err.startswith("x.db: 0 decisions; ")
    assert done.code == 0


def test_a_folder_without_a_model_is_named_once(framing, coded):
    """The file that is missing, and what to name instead."""
    assert clear(framing("evaluate", coded, "ann.csv", "--key", "s.key.csv"), 1, "model.json", "framing train")


def test_sheets_in_which_nobody_coded_anything(framing, news, talks, tmp_path):
    """Are no gold."""
    framing("code", "sheet", news, "-o", tmp_path / "s.csv")
    assert clear(framing("evaluate", "us-china-trade", tmp_path / "s.csv"), 2, "no sentence", "is coded")


def test_an_outlet_answers_to_all_its_names(framing, tmp_path):
    """``--target FT`` is the Financial Times, as in a tag; what is left out or missing is said."""
    tagged = '{{"doc_id": "{0}", "outlet": "{1}", "text": "{2}"}}\n'
    said = "The duty on glass and pumps helps nobody at all, said the head of the makers on Monday in the port. "
    rows = [("a", "FT", said * 2 + "Pumps cost more."), ("b", "Mirror", said * 2 + "Glass costs more now.")]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(tagged.format(*row) for row in rows), encoding="utf-8")
    assert framing("keyness", file, "--target", "FT", "--keep-copies").code == 0
    assert framing("keyness", file, "--target", "financial times", "--keep-copies").code == 0
    copies = [framing("keyness", file, "--target", name) for name in ("FT", "Mirror")]
    assert all(clear(run, 2, "near-copies", "--keep-copies") for run in copies)
    itself = framing("keyness", file, "--target", "FT", "--reference", "ft.com", "--keep-copies")
    assert clear(itself, 2, "against itself")
    assert clear(framing("keyness", file, "--target", "Nobody"), 2, "'Nobody'", "Financial Times, Mirror")


def test_tables_of_no_article_at_all_are_written(framing, tmp_path):
    """A file of nothing is skipped and listed; its tables have their columns, in a workbook as well."""
    (tmp_path / "none.jsonl").write_bytes(b"")
    for arguments in (["t.xlsx"], ["t", "--format", "csv", "--for-excel"]):
        run = framing("export", "tables", tmp_path / "none.jsonl", "-o", tmp_path / arguments[0], *arguments[1:])
        assert run.code == 3, run.err
    issues = openpyxl.load_workbook(tmp_path / "t.xlsx")["issues"]
    assert [cell.value for cell in list(issues.iter_rows())[1]][3] == "skipped"


def test_a_name_that_is_taken_is_said_before_anything_is_scored(framing, news, talks, tmp_path):
    """A second baseline of one name, under another codebook: nothing of it is kept."""
    store = tmp_path / "x.db"
    framing("add", news, "--store", store, "--quiet")
    assert framing("baseline", "save", "a", "--store", store).code == 0
    again = framing("baseline", "save", "a", "--store", store, "--codebook", talks)
    assert again.code == 2
    assert "does not move" in again.err
    assert "articles to score" in framing("baseline", "save", "b", "--store", store, "--codebook", talks).err


def test_a_file_without_any_code_says_so(framing, coded, talks, news):
    """An empty export of another tool, and a sheet that nobody has begun, kept or not."""
    (coded / "none.jsonl").write_bytes(b"")
    assert framing("code", "import", "none.jsonl", "--from", "doccano").err == "none.jsonl: there is no code in it\n"
    framing("add", news, "--store", "x.db", "--quiet")
    for command in (["import", "none.jsonl", "--from", "doccano"], ["read", "s.csv"]):
        run = framing("code", *command, "--store", "x.db", "--codebook", talks)
        assert run.err.endswith("there is no code in it, so nothing was saved\n")
        assert "already" not in run.err
