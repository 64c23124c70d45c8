"""A sheet and what a spreadsheet program may have done to it."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest

from framing.coding.gridfiles import LONGEST_CELL, csv_bytes, write_grid
from framing.coding.grids import read_grid
from framing.coding.reading import read_sheet
from framing.coding.sampling import allocate, draw, slice_of
from framing.coding.sheet import KEY_COLUMNS, CodingUnit, make_sheet, read_key
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook, Frame

BOOK = Codebook("b", "1", "en", (Frame("bullying", "", "x"), Frame("lasting", "", "x")), "0" * 12)
MARK = "write 1 (shows), 0 (does not), n (shows, negated) or leave it empty"
VOICE = "write own, quoted, fragment, reported, outlet, paraphrased, or leave it empty"
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "a\tb",
    "😀 完善 𠮷",
    "two\nlines",
    'say "no"; not, yes',
    "007",
    "NA",
]


def units(texts, stratum="X | hit"):
    return [
        CodingUnit(f"u{i:012}", f"d{i // 3}", "text", i * 10, i * 10 + 9, i, text, outlet="X", stratum=stratum)
        for i, text in enumerate(texts)
    ]


@pytest.fixture
def key(tmp_path):
    sheet = make_sheet(units(HOSTILE), BOOK, sample=99)
    write_grid(tmp_path / "s.key.csv", KEY_COLUMNS, sheet.key_rows)
    return sheet, read_key(read_grid(tmp_path / "s.key.csv"))


def coded(key, marks, tmp_path, *, form="csv", further=()):
    """The sheet with ``marks[row] = {column: cell}`` filled in, read back."""
    sheet, units_of = key
    names = [*sheet.names, *further]
    rows = [dict(zip(sheet.names, row, strict=True)) for row in sheet.rows]
    for i, cells in marks.items():
        rows[i] |= cells
    table = [[row.get(name, "") for name in names] for row in rows]
    path = tmp_path / f"ann.{form}"
    write_grid(path, names, table)
    return read_sheet(read_grid(path), units_of, "Ann")


def values(found):
    return {(c.unit, c.frame): (c.value, c.polarity) for c in found.codings}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_coded_sheet_comes_back(key, tmp_path, form):
    """Marks, voices, notes and further columns; empty cells are 0 in a row that is done, else missing."""
    marks = {
        0: {"bullying": "1", "voice": "quoted", "note": "=not sure", "done": "1"},
        1: {"bullying": " X ", "lasting": "n", "voice": "bullying: own; lasting: paraphrased"},
        2: {"lasting": "0", "mood": "NA"},
        3: {"note": "skip?"},
    }
    found = coded(key, marks, tmp_path, form=form, further=["mood"])
    name = [row[0] for row in key[0].rows]
    assert values(found) == {
        (name[0], "bullying"): (1, "asserted"),
        (name[0], "lasting"): (0, ""),
        (name[1], "bullying"): (1, "asserted"),
        (name[1], "lasting"): (1, "negated"),
        (name[2], "lasting"): (0, ""),
        (name[3], ""): (None, ""),
    }
    rows = {(c.unit, c.frame): c for c in found.codings}
    assert rows[name[0], "bullying"].note == rows[name[0], "lasting"].note == "=not sure"
    assert [rows[name[1], f].voice for f in ("bullying", "lasting")] == ["own", "reported"]
    assert rows[name[2], "lasting"].extra == '{"mood": "NA"}'
    assert rows[name[3], ""].note == "skip?"
    assert found.bad == []


def test_every_bad_cell_is_named(key, tmp_path):
    """Row, column, value and remedy of each; nothing is guessed."""
    marks = {0: {"bullying": "ja"}, 2: {"lasting": "2", "voice": "author"}, 3: {"done": "maybe"}}
    found = coded(key, marks, tmp_path)
    assert [(i.line, i.reason, i.remedy) for i in found.bad] == [
        (2, "cell E2 (row 2, column 'bullying'): 'ja' is no mark", MARK),
        (4, "cell F4 (row 4, column 'lasting'): '2' is no mark", MARK),
        (4, "cell H4 (row 4, column 'voice'): 'author' is no voice", VOICE),
        (
            5, "cell G5 (row 5, column 'done'): 'maybe' does not say whether the row is done",
            "write 1 when it is, or leave it empty",
        ),
    ]  # fmt: skip


def damaged(key, change):
    """The bytes of the sheet, all rows coded, saved by some program."""
    sheet, _ = key
    rows = [dict(zip(sheet.names, row, strict=True)) | {"bullying": "1", "done": "1"} for row in sheet.rows]
    return change(sheet.names, [[row[name] for name in sheet.names] for row in rows])


def _saved(names, rows, *, encoding="utf-8", delimiter=",", end="\r\n", head="", mark="1"):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([names, *([mark if cell == "1" else cell for cell in row] for row in rows)])
    return (head + out.getvalue()).encode(encoding)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"encoding": "utf-8-sig"}, []),
        ({"delimiter": ";", "encoding": "utf-8-sig"}, ["cells are separated by ';'"]),
        ({"delimiter": ";", "head": "sep=;\r\n"}, ["its first line names the delimiter", "cells are separated by ';'"]),
        ({"delimiter": "\t", "encoding": "utf-16"}, ["it is saved as UTF-16", "cells are separated by tabs"]),
        ({"mark": "TRUE"}, []),
        ({"mark": "1.0"}, []),
        ({"end": "\n"}, []),
    ],
)
def test_what_spreadsheets_do_is_tolerated_and_said(key, tmp_path, how, said):
    """The same codes whatever saved them."""
    path = tmp_path / "ann.csv"
    path.write_bytes(damaged(key, lambda names, rows: _saved(names, rows, **how)))
    found = read_sheet(read_grid(path), key[1], "Ann")
    assert found.bad == []
    assert len(found.codings) == 2 * len(HOSTILE)
    assert [i.reason for i in found.issues if i.code == "tolerated"] == said
    assert not [i for i in found.issues if i.severity == "warning"]


def test_a_sheet_that_is_not_utf8_is_read_and_said(key, tmp_path):
    """Codes survive, the loss is stated."""
    path = tmp_path / "ann.csv"
    rows = [[*row[:2], "caf\u00e9", *row[3:]] for row in key[0].rows]
    path.write_bytes(_saved(key[0].names, rows, encoding="cp1252"))
    found = read_sheet(read_grid(path), key[1], "Ann")
    assert "Windows-1252" in found.issues[0].reason


def test_sorting_some_columns_only_is_noticed(key, tmp_path):
    """The text beside an id is that of another unit."""
    rows = [list(row) for row in key[0].rows]
    rows[0][2], rows[1][2] = rows[1][2], rows[0][2]
    write_grid(tmp_path / "ann.csv", key[0].names, rows)
    found = read_sheet(read_grid(tmp_path / "ann.csv"), key[1], "Ann")
    assert [i.code for i in found.bad] == ["text-moved", "text-moved"]


def test_rows_that_are_gone_doubled_or_strange_are_named(key, tmp_path):
    """Missing units are a warning, the others cannot be read."""
    rows = [[*row] for row in key[0].rows]
    rows = [rows[0], rows[0], ["u999", *rows[1][1:]], *rows[3:]]
    write_grid(tmp_path / "ann.csv", key[0].names, rows)
    found = read_sheet(read_grid(tmp_path / "ann.csv"), key[1], "Ann")
    assert [i.code for i in found.bad] == ["unit-twice", "unknown-unit"]
    assert "2 units of the key are not in the sheet" in [i.reason for i in found.issues]


def test_what_is_said_of_one_row_is_in_the_singular(key, tmp_path):
    """One unit has no mark, one row has marks but is not done."""
    found = coded(key, {0: {"bullying": "1"}} | {i: {"done": "1"} for i in range(2, len(HOSTILE))}, tmp_path)
    assert [i.reason.split(":")[0] for i in found.issues] == [
        "1 unit has no mark at all and counts as not coded",
        "1 row has marks but is not done",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("frames", '["bullying"', "'frames' is damaged"),
        ("frames", "5", "'frames' is damaged"),
        ("frames", '"bullying"', "'frames' is damaged"),
        ("frames", "[1]", "'frames' is damaged"),
        ("start", "ten", "row 2 of the key holds no whole numbers"),
        ("end", "9" * 30, "row 2 of the key holds no whole numbers"),
        ("start", "-1", "row 2 of the key holds no whole numbers"),
        ("unit", "u000000000001", "unit 'u000000000001' stands twice in the key"),
    ],
)
def test_a_damaged_key_is_refused_by_name(key, tmp_path, column, cell, said):
    """One sentence, whatever stands in the place of a value."""
    rows = [list(row) for row in key[0].key_rows]
    rows[0][KEY_COLUMNS.index(column)] = cell
    write_grid(tmp_path / "odd.key.csv", KEY_COLUMNS, rows)
    with pytest.raises(InputError, match=re.escape(said)):
        read_key(read_grid(tmp_path / "odd.key.csv"))


def test_a_sheet_without_its_frames_is_refused(key, tmp_path):
    """Named with the column."""
    write_grid(tmp_path / "ann.csv", ["unit", "text", "bullying"], [["u1", "x", "1"]])
    with pytest.raises(InputError, match="no column 'lasting'"):
        read_sheet(read_grid(tmp_path / "ann.csv"), key[1], "Ann")


def test_an_unclosed_quotation_mark_is_named_by_its_line(tmp_path):
    """Not swallowed to the end of the file."""
    (tmp_path / "x.csv").write_text('unit,text\nu1,"never closed\nu2,b\n')
    with pytest.raises(InputError, match="quotation mark") as caught:
        read_grid(tmp_path / "x.csv")
    assert caught.value.line == 3


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"PK\x03\x04broken", b"\xff\xfe\x00"])
def test_what_is_no_table_is_refused_by_name(tmp_path, data):
    """One InputError, no traceback."""
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_grid(tmp_path / "x.csv")
    assert str(tmp_path / "x.csv") in str(caught.value)


def test_a_line_end_of_any_kind_stays_in_its_cell(tmp_path):
    """A carriage return alone as well, which Python writes without quotation marks."""
    rows = [["u1", "a\rb", ""], ["u2\r", "a\nb", "1"], ["u3", "a\r\nb", "\r"]]
    write_grid(tmp_path / "s.csv", ["unit", "text", "note"], rows)
    assert read_grid(tmp_path / "s.csv").rows == rows


def test_a_sheet_of_a_text_with_a_nul_is_read(tmp_path):
    """As it was written: an article may hold one, and is no less a text for it."""
    rows = [["u1", "The levy\x00 ends here, and nobody minds that it does.", ""]]
    write_grid(tmp_path / "s.csv", ["unit", "text", "bullying"], rows)
    assert read_grid(tmp_path / "s.csv").rows == rows


def test_a_workbook_that_would_explode_is_refused(tmp_path):
    """Before anything is inflated."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match="over the limit"):
        read_grid(tmp_path / "x.xlsx")


def test_a_workbook_that_is_packed_without_an_end_is_refused(tmp_path):
    """By bzip2 some kilobytes are gigabytes at once, whatever the archive says of their size."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.xlsx", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 1_000)
    with pytest.raises(InputError, match="packed in another way"):
        read_grid(tmp_path / "x.xlsx")


def test_text_is_never_a_formula(tmp_path):
    """.xlsx: text cells with the quote prefix; .csv: exact, guarded only for Excel."""
    write_grid(tmp_path / "s.xlsx", ["text"], [[text] for text in HOSTILE])
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").active
    cells = [sheet.cell(row=i + 2, column=1) for i in range(len(HOSTILE))]
    assert [cell.value for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:4]] == [True] * 4
    write_grid(tmp_path / "s.csv", ["text"], [[text] for text in HOSTILE])
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == HOSTILE
    assert b"'=1+1" in csv_bytes(["text"], [["=1+1"]], for_excel=True)


def test_a_workbook_has_the_same_bytes_at_any_hour(tmp_path):
    """No clock in the file: nothing in it is of this year, neither a part nor what it says."""
    import zipfile
    from datetime import date

    for name in ("a.xlsx", "b.xlsx"):
        write_grid(tmp_path / name, ["text"], [["x"]])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {part.date_time[0] for part in book.infolist()} == {1980}
        assert b"2000-01-01" in book.read("docProps/core.xml")
        assert [name for name in book.namelist() if str(date.today().year).encode() in book.read(name)] == []


def test_a_text_that_no_cell_can_hold_is_refused_not_cut(tmp_path):
    """Counted in UTF-16 units, as Excel does; nothing is written."""
    write_grid(tmp_path / "a.xlsx", ["text"], [["a" * LONGEST_CELL]])
    with pytest.raises(InputError, match="do not fit into a cell"):
        write_grid(tmp_path / "b.xlsx", ["text"], [["😀" * (LONGEST_CELL // 2 + 1)]])
    assert not (tmp_path / "b.xlsx").exists()
    write_grid(tmp_path / "b.csv", ["text"], [["a" * 200_000]])
    assert read_grid(tmp_path / "b.csv").rows == [["a" * 200_000]]


def test_strata_are_drawn_as_evenly_as_they_allow():
    """Small strata in full; the rest shared out."""
    assert allocate([5, 0, 100], 20) == [5, 0, 15]
    assert allocate([3, 3], 10) == [3, 3]
    assert allocate([], 3) == []
    drawn = draw([f"u{i}" for i in range(200)], ["a"] * 190 + ["b"] * 10, 30, 0)
    assert sum(i >= 190 for i in drawn) == 10


def test_a_draw_does_not_depend_on_order_and_nests():
    """The same units in another order; a larger sample holds the smaller one."""
    names = [f"u{i}" for i in range(100)]
    small, large = ({names[i] for i in draw(names, ["a"] * 100, n, 7)} for n in (10, 30))
    turned = {names[::-1][i] for i in draw(names[::-1], ["a"] * 100, 10, 7)}
    assert small == turned
    assert small < large
    assert {names[i] for i in draw(names, ["a"] * 100, 10, 8)} != small


def test_the_slice_kept_apart_is_about_the_share_and_always_the_same():
    """No seed enters; 25 % of 4,000."""
    names = [f"u{i}" for i in range(4000)]
    kept = sum(slice_of(name, 0.25) == "evaluation" for name in names)
    assert 900 < kept < 1100
    assert {slice_of(name, 1.0) for name in names} == {"evaluation"}
    assert {slice_of(name, 0.0) for name in names} == {"development"}


def test_weights_add_up_to_the_population(key):
    """Each drawn unit stands for its share of the stratum."""
    sheet = make_sheet([*units(["a"] * 40), *units(["b"] * 7, "X | no hit")], BOOK, sample=15)
    at = KEY_COLUMNS.index("weight")
    assert sum(float(row[at]) for row in sheet.key_rows) == pytest.approx(47)


def test_the_sheet_is_blind(key):
    """No outlet, no article, no stratum, no slice in it unless asked for."""
    sheet = key[0]
    assert sheet.names == ["unit", "before", "text", "after", "bullying", "lasting", "done", "voice", "note"]
    shown = make_sheet(units(HOSTILE), BOOK, sample=3, show_outlet=True)
    assert shown.names[4] == "outlet"
    assert shown.rows[0][4] == "X"


def test_a_frame_called_like_a_column_is_refused():
    """Or its marks would land in the notes."""
    book = Codebook("b", "1", "en", (Frame("note", "", "x"),), "0" * 12)
    with pytest.raises(UsageError, match="called like a column"):
        make_sheet(units(["a"]), book, sample=1)


def test_a_cell_that_cannot_be_read_says_nothing_in_a_finished_row(key, tmp_path):
    """Done means that empty cells are 0; a cell with something odd in it is not empty, and not 0."""
    found = coded(key, {0: {"bullying": "perhaps", "done": "1"}}, tmp_path)
    unit = found.codings[0].unit
    assert [issue.code for issue in found.bad] == ["bad-cell"]
    assert values(found) == {(unit, "lasting"): (0, "")}


@pytest.mark.parametrize("head", ["sep=\n", "sep=\r\n", 'sep="\n'])
def test_a_first_line_that_names_no_delimiter_is_no_crash(tmp_path, head):
    """It is taken for a header like any other, and what follows does not fit under it."""
    (tmp_path / "s.csv").write_text(f"{head}unit,text\nu1,a\n", newline="")
    with pytest.raises(InputError):
        read_grid(tmp_path / "s.csv")
