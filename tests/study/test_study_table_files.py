"""What goes out stays what it is: no formula, nothing cut, the same bytes."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile

import openpyxl
import pandas as pd
import pytest

import framing as fr
from framing.coding.grids import read_grid
from framing.errors import InputError, UsageError
from framing.study.coding.sheets import evidence_sheet, read_coded_sheet, write_sheet
from framing.study.output import workbook
from framing.study.output.evidence import COLUMNS, evidence_table, write_evidence_json
from framing.study.output.table_files import EXPORTED, tables_of, write_tables
from framing.study.output.workbook import write_workbook

ODD = ["=1+1", "007", "NA", "+49", "@x", "-1", "no", "\tx", "a\x00b", "line\nbreak", "", "10-11"]


@pytest.fixture(scope="module")
def scores(news, talks):
    """The four small articles, scored."""
    return fr.score(fr.read_corpus(news), fr.load_codebook(talks))


def cells_of(path, sheet):
    """The rows of one sheet as a spreadsheet program reads them."""
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


class _Interrupting:
    """A value at which somebody presses Ctrl-C."""

    def __str__(self) -> str:
        raise KeyboardInterrupt


def test_an_interrupted_workbook_leaves_nothing(tmp_path, monkeypatch):
    """Neither in its place nor among the temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tables = {"first": pd.DataFrame({"text": ["a"]}), "second": pd.DataFrame({"text": ["a", _Interrupting()]})}
    with pytest.raises(KeyboardInterrupt):
        write_workbook(tmp_path / "t.xlsx", tables)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_holds_every_table_and_every_cell(scores, tmp_path):
    """One sheet a table, in order; the values are those of the tables."""
    tables = tables_of(scores)
    write_tables(tables, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == list(EXPORTED)
    rows = cells_of(tmp_path / "t.xlsx", "matches")
    assert [cell.value for cell in rows[0]] == list(scores.matches.columns)
    assert [row[8].value for row in rows[1:]] == scores.matches["text"].tolist()
    assert [row[6].value for row in rows[1:]] == scores.matches["start"].tolist()


def test_text_is_text_and_never_a_formula(tmp_path):
    """What a spreadsheet would reckon, turn into a number or read as a date stays as it was."""
    write_workbook(tmp_path / "t.xlsx", {"odd": pd.DataFrame({"text": ODD, "k": range(len(ODD))})})
    rows = cells_of(tmp_path / "t.xlsx", "odd")[1:]
    assert [row[0].value for row in rows] == [text.replace("\x00", "\ufffd") or None for text in ODD]
    assert {row[0].data_type for row in rows if row[0].value} == {"s"}
    assert {row[0].number_format for row in rows if row[0].value} == {"@"}
    assert {row[1].data_type for row in rows} == {"n"}


def test_what_excel_would_decode_stays_as_it_is(tmp_path):
    """``_x0041_`` stands for A in a workbook: written with its own sign escaped, it is read as it was."""
    odd = ["_x0041_", "a _x000a_ b", "_x0041", "x0041_"]
    write_workbook(tmp_path / "t.xlsx", {"odd": pd.DataFrame({"text": odd})})
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert b"<t>_x005F_x0041_</t>" in book.read("xl/worksheets/sheet1.xml")
    assert read_grid(tmp_path / "t.xlsx").column("text") == odd


def test_a_long_text_goes_on_in_the_next_columns(tmp_path):
    """Cut nowhere, not even inside a character of two code units."""
    text = "x" + "😀" * 50_000
    write_workbook(tmp_path / "t.xlsx", {"long": pd.DataFrame({"text": ["short", text], "end": ["a", "b"]})})
    head, short, long = ([cell.value for cell in row] for row in cells_of(tmp_path / "t.xlsx", "long"))
    assert head == ["text", "text~2", "text~3", "text~4", "end"]
    assert "".join(long[:4]) == text
    assert (short[0], short[4], long[4]) == ("short", "a", "b")


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path, monkeypatch):
    """And a text that no row can hold is refused by its column's name."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    write_workbook(tmp_path / "t.xlsx", {"t": pd.DataFrame({"k": [1, 2, 3]})})
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == ["t", "t~2"]
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 2)
    with pytest.raises(InputError, match="column 'text'"):
        write_workbook(tmp_path / "u.xlsx", {"t": pd.DataFrame({"text": ["x" * 100_000]})})
    assert not (tmp_path / "u.xlsx").exists()


def test_missing_and_infinite_numbers_have_their_cells(tmp_path):
    """Nothing for what is not known, ``inf`` for a ratio to nothing, 0 for none."""
    write_workbook(tmp_path / "t.xlsx", {"n": pd.DataFrame({"x": [float("nan"), float("inf"), 0.0, 0.1]})})
    assert [row[0].value for row in cells_of(tmp_path / "t.xlsx", "n")[1:]] == [None, "inf", 0, 0.1]


def test_a_missing_whole_number_is_no_text_and_a_text_no_missing_number(tmp_path):
    """pandas has a third kind of nothing, which prints as ``<NA>``; an article may be called so."""
    table = pd.DataFrame({"line": pd.array([3, None], "Int64"), "title": ["<NA>", "b"]})
    write_workbook(tmp_path / "t.xlsx", {"n": table})
    assert [[c.value for c in row] for row in cells_of(tmp_path / "t.xlsx", "n")[1:]] == [[3, "<NA>"], [None, "b"]]
    write_tables({"n": table}, tmp_path / "t.csv", for_excel=True)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig") == "line,title\n3,<NA>\n,b\n"


def test_the_same_tables_give_the_same_bytes(scores, tmp_path):
    """No hour of the day in a workbook."""
    for name in ("a.xlsx", "b.xlsx"):
        write_tables(tables_of(scores), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_folder_holds_a_file_a_table_and_parquet_comes_back_equal(scores, tmp_path):
    """Exact for machines; only --for-excel changes a cell."""
    written = write_tables(tables_of(scores), tmp_path / "all", "parquet")
    assert [path.name for path in written] == [f"{name}.parquet" for name in EXPORTED]
    back = pd.read_parquet(tmp_path / "all" / "matches.parquet")
    assert back["text"].tolist() == scores.matches["text"].tolist()
    odd = {"odd": pd.DataFrame({"text": ["=1+1", "a"]})}
    write_tables(odd, tmp_path / "plain.csv")
    write_tables(odd, tmp_path / "safe.csv", for_excel=True)
    assert list(csv.reader((tmp_path / "plain.csv").open(encoding="utf-8")))[1:] == [["=1+1"], ["a"]]
    assert (tmp_path / "safe.csv").read_bytes() == b"\xef\xbb\xbftext\n'=1+1\na\n"


@pytest.mark.parametrize(
    ("name", "form", "for_excel", "said"),
    [
        ("t.doc", "", False, "tells no format"),
        ("t.csv", "", False, "holds one table"),
        ("t.xlsx", "", True, "is for CSV"),
    ],
)
def test_a_mistake_is_one_sentence(scores, tmp_path, name, form, for_excel, said):
    """With what to do."""
    with pytest.raises(UsageError, match=said) as caught:
        write_tables(tables_of(scores), tmp_path / name, form, for_excel=for_excel)
    assert caught.value.remedy
    with pytest.raises(UsageError, match="no table 'rate'"):
        tables_of(scores, ["rate"])


def test_the_evidence_is_the_published_sentence(scores, tmp_path):
    """Before, match and after make the sentence; the JSON holds the same rows."""
    table = evidence_table(scores)
    assert tuple(table.columns) == COLUMNS
    assert len(table) == len(scores.matches)
    for row in table.itertuples(index=False):
        article = scores.documents[row.doc_id].article
        text = article.title if row.field == "title" else article.text
        assert row.before + row.match + row.after in text
    assert write_evidence_json(scores, tmp_path / "e.json") == len(table)
    read = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert read["columns"] == list(COLUMNS)
    assert read["matches"] == [list(row) for row in table.itertuples(index=False, name=None)]
    assert read["signature"] == scores.signature


def test_a_sentence_of_a_megabyte_is_cut_with_an_ellipsis():
    """The table stays a table."""
    article = fr.score(
        [fr_article("long", "word " * 40_000 + "bullying" + " word" * 40_000)], fr.load_codebook("us-china-trade")
    )
    table = evidence_table(article)
    assert table["before"].str.len().max() == 1_001
    assert table["before"].iloc[0].startswith("…")
    assert table["after"].iloc[0].endswith("…")


def fr_article(doc_id, text):
    """An article made by hand."""
    from framing.records.article import Article

    return Article(doc_id, text)


def test_the_sheet_of_the_evidence_is_read_like_any_other(scores, tmp_path):
    """Every sentence with a match and no other; codes come back."""
    sheet = evidence_sheet(scores)
    places = {(m.doc_id, m.field, m.sentence) for m in scores.matches.itertuples()}
    assert len(sheet.rows) == len(places)
    write_sheet(sheet, tmp_path / "check.csv")
    assert read_coded_sheet(tmp_path / "check.csv").bad == []
