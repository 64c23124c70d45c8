"""Tables for reading that go into a file: pages of 80 columns, of which nothing is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from framing.cli.text_page import COLUMNS, screen_page, text_note, text_page
from framing.cli.text_table import fitted, text_table, width

_WORD = st.text("abcxyz é中", min_size=1, max_size=50).map(str.strip).filter(bool)


@given(
    st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(_WORD, min_size=n, max_size=n), max_size=6)), st.booleans()
)
def test_every_cell_stands_on_the_page_and_only_a_cell_makes_it_wider(rows, repeated):
    """Whatever the widths: each row's cells are there, and a line is too wide only for the sake of one of them."""
    if repeated:
        rows = [[rows[0][0], *row[1:]] for row in rows]
    names = [f"column{i}" for i in range(len(rows[0]) if rows else 3)]
    page = text_page(names, rows, [False] * len(names))
    lines = page.splitlines()
    for row in [names, *rows]:
        assert all(any(cell in line for line in lines) for cell in row if "  " not in cell)
    tables = [line for line in lines if "column0 " not in line and ": " not in line] + lines[:1]
    widest = max([0, *(width(cell) for row in rows for cell in row)])
    assert max([0, *map(width, tables)]) <= max(COLUMNS, widest + 2)


def test_a_heading_ends_no_line_inside_a_cell():
    """What is said once stays as it can be searched for."""
    row = ["aa", "a" * 8, "aaaa", "aa", "a a", "a", "a", "a", "a"]
    page = text_page([f"column{i}" for i in range(9)], [row, [*row[:5], "b" * 8, *row[6:]]], [False] * 9)
    assert "column4 a a," in page.replace("column4\n  a a", "column4 a a")


def test_a_narrow_table_is_the_table():
    """What fits is laid out as everywhere."""
    names, rows = ["outlet", "k"], [["FT", "4"], ["Xinhua", "12"]]
    assert text_page(names, rows, [False, True]) == text_table(names, rows, [False, True])
    assert text_page(names, [], [False, True]) == text_table(names, [], [False, True])


def test_of_an_empty_table_the_names_are_the_page():
    """Also where they need more than one line."""
    names = ["n" * 30, "o" * 30, "p" * 30]
    assert text_page(names, [], [False] * 3) == f"{names[0]}  {names[1]}\n  {names[2]}\n"


def test_what_is_the_same_in_many_rows_is_said_once():
    """In all rows; else in those of the first column, or of the first two: the fewest headings that make it fit."""
    long = "x" * 76
    everywhere = text_page(["term", "of", "note"], [["a", "12", long], ["b", "12", long]], [False, True, False])
    assert everywhere == f"term\n\nin all rows: of 12, note\n  {long}\na\nb\n"
    names, right = ["outlet", "against", "frame", "k"], [False, False, False, True]
    rows = [["Herald", other, frame * 50, frame] for other in ("Mirror", "Northern Post") for frame in "ab"]
    assert "in all rows: outlet Herald\nMirror" in text_page(names, rows, right, columns=68)
    assert "outlet Herald, against Mirror\na" in text_page(names, rows, right, columns=60)
    assert text_page(names, rows[:1], right, columns=60).count("\n") == 5


def test_a_column_is_cut_where_that_takes_least():
    """One long cue takes no room from the texts, and names are whole before texts are."""
    names, rows = ["who", "cue", "text"], [["Mayor Ada Lund", "said", "t" * 60] for _ in range(6)]
    rows[0][1] = "made it quite clear to everybody who would listen"
    shown, cut = fitted(names, rows, [False] * 3, 60)
    assert cut == ["cue", "text"]
    assert {row[0] for row in shown} == {"Mayor Ada Lund"}
    assert [width(row[1]) for row in shown[:2]] == [10, 4]


def test_a_pipe_gets_one_line_a_row_and_a_file_a_page(framing, trade_talks, tmp_path):
    """The same rows either way; notes are wrapped in the file, but for the signature: one word, to be copied."""
    piped = framing("compare", trade_talks).out
    framing("compare", trade_talks, "-o", tmp_path / "x.txt")
    page = (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert max(map(len, piped.splitlines())) > COLUMNS
    *lines, signature = page.splitlines()
    assert max(map(len, lines)) <= COLUMNS
    assert signature == piped.splitlines()[-1].strip()
    rows = [line.split() for line in piped.splitlines() if "(all others)" in line]
    assert page.count("(all others)") == 1
    assert len(rows) > 20
    assert all(f"{' '.join(row[-6:-4])}" in " ".join(page.split()) for row in rows)


def test_a_note_goes_on_where_it_went_on():
    """Lines that were broken for a screen are one paragraph again; others stay apart."""
    note = "k matches in n words, split by voice, low and\nhigh its interval.\nFrames without a match are left out."
    assert text_note(note, 200).splitlines() == [note.split("\nF")[0].replace("\n", " "), note.split("\n")[2]]
    assert max(map(len, text_note(note).splitlines())) <= COLUMNS


def test_one_endless_cell_does_not_fill_up_every_row(framing, tmp_path):
    """Neither in tables nor in concordances: the rows grow by no more than what is in them."""
    ids = ["x" * 100_000, *(f"a{i}" for i in range(50))]
    records = "".join(f'{{"id": "{name}", "text": "They call it bullying."}}\n' for name in ids)
    (tmp_path / "a.jsonl").write_text(records, encoding="utf-8")
    for verb in (["ls"], ["score", "--table", "matches"], ["kwic", "bully*"]):
        run = framing(*verb, tmp_path / "a.jsonl")
        assert ids[0] in run.out
        assert len(run.out) < 300_000


def test_a_sentence_is_not_cut_for_a_screen():
    """The end of a reason is what it says; a long name beside it gives way, or the reason takes a line of its own."""
    reason = "one quotation mark has no partner; the voice near by is uncertain"
    rows = [["an-article-with-a-long-name", "7", reason], ["another-article", "12", reason[4:]]]
    for columns in (90, 60):
        page, _ = screen_page(["doc_id", "line", "reason"], rows, [False, True, False], columns)
        assert reason in page
        assert "uncertain" in page.splitlines()[-1]


def test_agreement_stands_under_its_outlet_and_coders():
    """What all rows share is said over them, so that a frame takes one line of a screen."""
    names = ["outlet", "coders", "frame", "units", "percent", "positive", "kappa", "ac1", "alpha", "alpha_low"]
    found = {"talks": ["0.90", "0.00", "-0.053", "0.89", "-0.044", "-0.080"], "economic_consequences": ["0.70"] * 6}
    rows = [[o, "ann × ben", frame, n, *found[frame]] for o, n in (("all", "60"), ("Herald", "14")) for frame in found]
    page, cut = screen_page(names, rows, [False] * 3 + [True] * 7, 80)
    assert cut == []
    assert "coders ann × ben" in page.split("\n\n")[1]
    assert max(map(width, page.splitlines())) <= 80
