"""Dictionaries in every format: the same one is the same codebook."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from codebooks import meaning
from dictionaries import CSV, DIC, DICX, LEXICODER, OWN, QUANTEDA, WORDSTAT, YOSHIKODER, put
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing import registry
from framing.errors import CodebookError, UsageError
from framing.lexicon.formats.draft import MOST
from framing.lexicon.reading import load_codebook, read_codebook
from framing.records.codebook import NO_DEFINITION

FORMS = {
    "ours": (".yml", OWN),
    "table": (".csv", CSV),
    "table for other countries": (".csv", "\ufeffsep=;\n" + CSV.replace(",", ";")),
    "table with tabs": (".tsv", CSV.replace(",", "\t")),
    "LIWC": (".dic", DIC),
    "LIWC with loose blanks": (".dic", "\n" + DIC.replace("\t", "   ").replace("   1\n", "\t\t01 \n")),
    "LIWC of Windows": (".DIC", DIC.replace("\n", "\r\n")),
    "LIWC of old Macs": (".dic", DIC.replace("\n", "\r")),
    "LIWC-22": (".dicx", DICX),
    "quanteda": (".yaml", QUANTEDA),
    "WordStat": (".cat", WORDSTAT),
    "WordStat with a byte order mark": (".cat", "\ufeff" + WORDSTAT.replace("\n", "\r\n")),
    "WordStat without margins": (".cat", WORDSTAT.replace("\t", "")),
    "Yoshikoder": (".ykd", YOSHIKODER),
    "Lexicoder 2": (".lcd", YOSHIKODER.replace('"050805" patternengine="substring"', '"Lexicoder" name="fees"')),
    "Lexicoder 3": (".lc3", LEXICODER),
}
FOUND = ["Mines", "shut", "shut", "tolls", "pit village", "Tolls", "not payable", "Shutters", "Shutters"]
TEXT = """\
Mines shut, tolls stay

The pit village fears that mining ends. “Tolls are not payable,” said Ann Bede of the harbour board. Shutters closed.
"""


@pytest.mark.parametrize("form", FORMS)
def test_the_same_dictionary_is_the_same_codebook(form: str, tmp_path: Path):
    """In every format: frames, entries, digest; and the same matches to the last column."""
    suffix, text = FORMS[form]
    ours = load_codebook(put(tmp_path, "ours.yml", OWN))
    book = load_codebook(put(tmp_path, f"fees{suffix}", text))
    assert meaning(book) == meaning(ours)
    assert book.recipe == ours.recipe
    article = fr.Article("a", TEXT)
    expected, found = fr.score([article], ours).matches, fr.score([article], book).matches
    assert found.equals(expected)
    assert sorted(found["text"]) == sorted(FOUND)


def test_every_format_has_the_dictionary():
    """No ending in the registry without its row above."""
    assert {suffix.lower() for suffix, _ in FORMS.values()} == set(registry.FORMATS)


def test_all_that_is_wrong_is_listed_and_the_rest_is_a_codebook(tmp_path: Path):
    """In the order of lines; the first one says how many there are."""
    path = put(tmp_path, "fees.dic", DIC.replace("toll*\t2", "*toll\t2\n;-)\t1\npier\t7"))
    read = read_codebook(path)
    assert [problem.line for problem in read.problems] == [7, 8, 9]
    assert read.codebook is not None
    assert [entry.pattern for _, entry in read.codebook.entries()] == [
        "mine*",
        "pit village",
        "shut*",
        "not payable",
        "shut*",
    ]
    with pytest.raises(CodebookError, match="lists all 3 mistakes"):
        load_codebook(path)


def test_repeated_terms_of_other_programs_count_once_and_are_noted(tmp_path: Path):
    """Dictionaries list them freely; nothing is lost, and it is said."""
    book = load_codebook(put(tmp_path, "fees.dic", DIC + "MINE*\t1\nshut*\t2\n"))
    assert meaning(book) == meaning(load_codebook(put(tmp_path, "ours.yml", OWN)))
    assert [(note.line, note.reason.split(" counts")[0]) for note in book.notes] == [(10, "'MINE*'"), (11, "'shut*'")]


def test_categories_have_the_names_of_their_programs(tmp_path: Path):
    """LIWC's long names are labels, indentation says nothing of terms; quanteda's levels are joined by dots."""
    nested = "%\n1\taffect (Affect words)\n\t2\tanger (Anger)\n%\nglad\t1\nrage*\t1\t2\n"
    book = load_codebook(put(tmp_path, "a.dic", nested))
    assert [(f.name, f.label, len(f.entries)) for f in book.frames] == [
        ("affect", "Affect words", 2),
        ("anger", "Anger", 1),
    ]
    levels = "economy:\n  growth: boom*\n  jobs: {old: [coal], new: [solar]}\n  __: [trade]\nNO: {'': no}\n"
    book = load_codebook(put(tmp_path, "b.yml", levels))
    names = ["economy.growth", "economy.jobs.old", "economy.jobs.new", "economy", "NO"]
    assert [frame.name for frame in book.frames] == names
    assert [entry.line for _, entry in book.entries()] == [2, 3, 3, 4, 5]


def test_levels_of_wordstat_and_yoshikoder(tmp_path: Path):
    """Joined by dots as well; one category around all others is the dictionary's title, a description a definition."""
    outline = "ECONOMY\n\tBOOM (1)\n\tJOBS\n\t\tCOAL (1)\n\tTRADE (1)\nLAW\n  COURT (1)\n"
    book = load_codebook(put(tmp_path, "a.cat", outline))
    assert [(f.name, [e.pattern for e in f.entries]) for f in book.frames] == [
        ("ECONOMY", ["BOOM", "TRADE"]),
        ("ECONOMY.JOBS", ["COAL"]),
        ("LAW", ["COURT"]),
    ]
    inside = YOSHIKODER.replace('desc=""', 'desc="Pits &amp; mines."').replace("<cnode", '<cnode name="Fees"><cnode', 1)
    book = load_codebook(put(tmp_path, "b.ykd", inside.replace("</dictionary>", "</cnode></dictionary>")))
    assert (book.title, [frame.name for frame in book.frames]) == ("Fees", ["coal", "harbour fees"])
    assert book.frames[0].definition == "Pits & mines."


def test_xml_is_in_the_encoding_that_it_states(tmp_path: Path):
    """Which the user's word overrules."""
    text = YOSHIKODER.replace("UTF-8", "ISO-8859-1").replace("mine*", "péage")
    book = load_codebook(put(tmp_path, "a.ykd", text.encode("latin-1")))
    assert book.frames[0].entries[0].pattern == "péage"
    wrong = put(tmp_path, "b.ykd", text.encode("utf-8"))
    with pytest.raises(CodebookError, match="'pÃ©age' holds '©'"):
        load_codebook(wrong)
    assert load_codebook(wrong, encoding="utf-8").frames[0].entries[0].pattern == "péage"


def test_terms_that_yaml_takes_for_comments_are_named(tmp_path: Path):
    """A hashtag in a list, and one in the place of a list; both with line and remedy."""
    problems = read_codebook(put(tmp_path, "a.yml", "coal:\n  - mine* # a word\n  - #fossil\nfees: # none\n")).problems
    assert [(p.line, p.reason.partition(": ")[2], p.remedy[:10]) for p in problems[:2]] == [
        (3, "'#fossil' is a comment in YAML", "put quotes"),
        (4, "'# none' is a comment in YAML", "put quotes"),
    ]


def test_no_definition_is_said_and_not_invented(tmp_path: Path):
    """The frames say so, and the codebook knows which they are."""
    book = load_codebook(
        put(tmp_path, "fees.csv", "frame,pattern,definition\ncoal,mine*,\nfees,toll*,Fees are named.\n")
    )
    assert (book.undefined, book.frame("fees").definition) == (("coal",), "Fees are named.")
    assert book.frame("coal").definition == NO_DEFINITION


def test_a_file_that_gives_no_name_lends_its_own(tmp_path: Path):
    """In characters that a signature can hold."""
    for name, expected in (("my words|2@x#.dic", "my-words-2-x"), ("Wörter.dic", "Wörter"), ("§.dic", "dictionary")):
        assert load_codebook(put(tmp_path, name, DIC)).name == expected


def test_encodings_are_told_and_never_guessed(tmp_path: Path):
    """UTF-8, a byte order mark, the user's word; all else is refused with its line."""
    text = DIC.replace("toll*", "pé*age".replace("*", ""))
    expected = meaning(load_codebook(put(tmp_path, "fees.dic", text)))
    for encoding in ("utf-8-sig", "utf-16"):
        assert meaning(load_codebook(put(tmp_path, "fees.dic", text.encode(encoding)))) == expected
    latin = put(tmp_path, "fees.dic", text.encode("latin-1"))
    with pytest.raises(CodebookError, match="not UTF-8") as caught:
        load_codebook(latin)
    assert caught.value.line == 7
    assert "--encoding" in caught.value.remedy
    assert meaning(load_codebook(latin, encoding="cp1252")) == expected
    with pytest.raises(CodebookError, match="not ascii"):
        load_codebook(latin, encoding="ascii")
    for nonsense in ("klingon", "rot13", "base64"):
        with pytest.raises(UsageError, match="no encoding"):
            load_codebook(latin, encoding=nonsense)


@pytest.mark.parametrize("suffix", sorted(registry.FORMATS))
@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 50, b"\xff\xfe", b"\n \n", b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14"]
)
def test_other_files_are_refused_with_their_name(suffix: str, data: bytes, tmp_path: Path):
    """Empty, binary, half a mark, a PDF, a zip: one sentence, never a crash."""
    path = put(tmp_path, f"fees{suffix}", data)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert (caught.value.file, bool(caught.value.remedy)) == (str(path), True)


GOOD = {
    ".yml": QUANTEDA,
    ".csv": CSV,
    ".dic": DIC,
    ".dicx": DICX,
    ".cat": WORDSTAT,
    ".ykd": YOSHIKODER,
    ".lc3": LEXICODER,
}


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.text(max_size=60), st.integers(0, 80))
def test_whatever_stands_in_a_file_it_is_a_codebook_or_an_error(tmp_path_factory, suffix: str, noise: str, at: int):
    """Any text, put anywhere into a good file."""
    text = GOOD[suffix]
    path = tmp_path_factory.getbasetemp() / f"noise{suffix}"
    path.write_bytes((text[:at] + noise + text[at:]).encode("utf-8", "replace"))
    try:
        book = load_codebook(path)
    except CodebookError as error:
        said = error
    else:
        assert all(frame.entries for frame in book.frames)
        return
    assert said.file == str(path)
    assert "\n" not in said.reason


def liwc(terms: int) -> str:
    lines = [f"{'ab' * (i % 7)}x{i}{'*' * (i % 2)}\t{1 + i % 60}\t{61 + i % 30}\n" for i in range(terms)]
    return "".join(["%\n", *(f"{i}\tc{i}\n" for i in range(1, 91)), "%\n", *lines])


def liwc22(terms: int) -> str:
    rows = (f"{'ab' * (i % 7)}x{i}{'*' * (i % 2)},{'X,,' if i % 2 else ',X,X'}\n" for i in range(terms))
    return "DicTerm,a,b,c\n" + "".join(rows)


def table(terms: int) -> str:
    return "frame,pattern\n" + "".join(
        f"c{i % 50},{'ab' * (i % 7)}x{i}{'*' * (i % 2)} y{i % 90}\n" for i in range(terms)
    )


def quanteda(terms: int) -> str:
    return "".join(
        f"c{c}:\n" + "".join(f"  - x{i}c{c}{'*' * (i % 2)}\n" for i in range(terms // 50)) for c in range(50)
    )


def wordstat(terms: int) -> str:
    return "".join(f"c{c}\n" + "".join(f"\tx{i}c{c}* (1)\n" for i in range(terms // 50)) for c in range(50))


def yoshikoder(terms: int) -> str:
    nodes = "".join(
        f'<cnode name="c{c}">' + "".join(f'<pnode name="x{i}c{c}*"/>' for i in range(terms // 50)) + "</cnode>"
        for c in range(50)
    )
    return f"<dictionary>{nodes}</dictionary>"


def lexicoder(terms: int) -> str:
    return "".join(f"+c{c}\n" + "".join(f"x{i}c{c}*\n" for i in range(terms // 50)) for c in range(50))


MAKERS = [
    (".dic", liwc),
    (".dicx", liwc22),
    (".csv", table),
    (".yml", quanteda),
    (".cat", wordstat),
    (".ykd", yoshikoder),
    (".lc3", lexicoder),
]


@pytest.mark.parametrize(("suffix", "make"), MAKERS)
def test_terms_by_the_ten_thousand_are_read_in_linear_time(suffix: str, make: Callable[[int], str], tmp_path: Path):
    """Five times the terms cost about five times the CPU; what is made of them has a test beside our own format's."""
    small = large = float("inf")
    few, many = put(tmp_path, f"few{suffix}", make(8_000)), put(tmp_path, f"many{suffix}", make(40_000))
    for _ in range(4):
        start = time.process_time()
        load_codebook(few)
        middle = time.process_time()
        book = load_codebook(many)
        small, large = min(small, middle - start), min(large, time.process_time() - middle)
        if large / small < 14:
            break
    else:
        pytest.fail(f"8,000 terms take {small:.2f} s, 40,000 terms {large:.2f} s")
    assert sum(1 for _ in book.entries()) >= 40_000


def test_files_of_no_format_say_what_to_do(tmp_path: Path):
    """A workbook is saved as CSV; of others the endings are listed."""
    for name, remedy in (("fees.xlsx", "save its sheet as CSV UTF-8"), ("fees.doc", ".yml, .yaml, .csv")):
        with pytest.raises(CodebookError) as caught:
            load_codebook(put(tmp_path, name, "x"))
        assert remedy in caught.value.remedy


def test_a_file_of_another_kind_stops_soon(tmp_path: Path):
    """A thousand lines that cannot be read are enough; repeated terms are named up to a number, and counted."""
    with pytest.raises(CodebookError, match="more than 1,000 lines cannot be read") as caught:
        load_codebook(put(tmp_path, "fees.dic", DIC + ":-)\t1\n" * 100_000))
    assert caught.value.line == 9 + MOST + 1
    book = load_codebook(put(tmp_path, "fees.dic", DIC + "mine*\t1\n" * (MOST + 500)))
    assert len(book.notes) == MOST + 1
    assert book.notes[-1].reason.startswith("500 more terms")


def test_a_line_of_liwc_with_many_numbers_costs_no_more_than_its_length(tmp_path: Path):
    """Numbers that end in a word are no categories, and that is seen from the line's end."""
    (tmp_path / "a.dic").write_text("%\n1\tlabour\n%\n" + "1 " * 40_000 + "strike\nstrike*  1\n")
    start = time.process_time()
    read = read_codebook(tmp_path / "a.dic")
    assert time.process_time() - start < 5
    assert [problem.line for problem in read.problems] == [4]
    assert read.codebook is not None
    assert [entry.pattern for entry in read.codebook.frames[0].entries] == ["strike*"]
