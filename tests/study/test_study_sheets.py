"""From articles to sheets, and from coded sheets to codes of several coders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded import by_words, everything

import framing as fr
from framing.coding.ratings import ratings_of
from framing.coding.tables import codings_of
from framing.errors import InputError, UsageError
from framing.records.coding import Coding
from framing.study.coding.agreeing import gather_codings, machine_codings
from framing.study.coding.sheets import coding_sheet, read_coded_sheet, write_sheet
from framing.study.coding.training import read_training


@pytest.fixture
def scores(coded_scores):
    return coded_scores


def places(sheet):
    """Unit to its place, from the key's rows."""
    return {row[0]: (row[1], row[2], int(row[3]), int(row[4])) for row in sheet.key_rows}


def test_every_unit_is_the_exact_text_of_its_place(scores):
    """Sentences, paragraphs, articles: what is shown is ``[start, end)`` of the field."""
    for unit in ("sentence", "paragraph", "article"):
        sheet = coding_sheet(scores, unit=unit, sample=999)
        for row in sheet.rows:
            doc, field, start, end = places(sheet)[row[0]]
            article = scores.documents[doc].article
            assert row[2] == (article.title if field == "title" else article.text)[start:end]
        assert len({row[0] for row in sheet.rows}) == len(sheet.rows)
    assert len(sheet.rows) == 4


def test_context_is_that_before_and_after(scores):
    """One sentence on either side, none beyond the field."""
    sheet = coding_sheet(scores, sample=999)
    row = next(row for row in sheet.rows if row[2].startswith("It hits buyers first"))
    assert row[1] == "The duty on glass is a case of trade bullying."
    assert row[3].startswith("“This is bullying")
    assert all(not any(row[1::2][:2]) for row in coding_sheet(scores, sample=999, context=0).rows)


def test_strata_are_outlet_and_hit(scores):
    """Named in the key alone."""
    sheet = coding_sheet(scores, sample=999)
    strata = {row[7] for row in sheet.key_rows}
    assert strata >= {"China Daily | hit", "China Daily | no hit", "unknown | no hit"}
    assert {row[7] for row in coding_sheet(scores, sample=9, stratify=()).key_rows} == {"hit", "no hit"}
    with pytest.raises(UsageError, match="cannot be stratified by 'colour'"):
        coding_sheet(scores, stratify=["colour"])


def test_a_sheet_is_the_same_whatever_the_order_of_articles(news, talks, scores):
    """Same seed, same rows."""
    book = fr.load_codebook(talks)
    turned = fr.score(list(fr.read_corpus(news))[::-1], book)
    assert coding_sheet(turned, sample=5) == coding_sheet(scores, sample=5)
    assert coding_sheet(scores, sample=5, seed=1) != coding_sheet(scores, sample=5)


def test_a_sheet_that_exists_is_not_overwritten(scores, tmp_path):
    """It may hold codes."""
    sheet = coding_sheet(scores, sample=5)
    write_sheet(sheet, tmp_path / "s.csv")
    with pytest.raises(UsageError, match="may hold codes"):
        write_sheet(sheet, tmp_path / "s.csv")
    with pytest.raises(UsageError, match=r"s\.key\.csv' exists"):
        write_sheet(sheet, tmp_path / "s.xlsx")
    write_sheet(sheet, tmp_path / "s.csv", overwrite=True)


def test_a_sheet_that_cannot_be_written_leaves_no_key(scores, tmp_path):
    """An old sheet keeps the key by which its codes are read; a new one can be drawn again."""
    sheet = coding_sheet(scores, sample=5)
    long = replace(sheet, rows=[[*row[:-1], "a" * 40_000] for row in sheet.rows])
    with pytest.raises(InputError, match="do not fit into a cell"):
        write_sheet(long, tmp_path / "s.xlsx")
    assert list(tmp_path.iterdir()) == []
    key = write_sheet(sheet, tmp_path / "s.xlsx").read_bytes()
    with pytest.raises(InputError, match="do not fit into a cell"):
        write_sheet(replace(long, key_rows=long.key_rows[:1]), tmp_path / "s.xlsx", overwrite=True)
    assert (tmp_path / "s.key.csv").read_bytes() == key


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_goes_round(scores, tmp_path, form):
    """Written, coded, read: places, outlets and strata are those of the key; no text is in the codes."""
    sheet = coding_sheet(scores, sample=8)
    for row in sheet.rows:
        row[sheet.names.index("done")] = "1"
        row[sheet.names.index("bullying")] = "1" if "bully" in row[2].lower() else ""
    write_sheet(sheet, tmp_path / f"s.{form}")
    found = read_coded_sheet(tmp_path / f"s.{form}", coder="Ann")
    assert found.issues == []
    assert len(found.codings) == 16
    for coding in found.codings:
        article = scores.documents[coding.doc_id].article
        text = article.title if coding.field == "title" else article.text
        assert coding.value == int(coding.frame == "bullying" and "bully" in text[coding.start : coding.end].lower())
        assert coding.outlet == article.outlet.value
    with pytest.raises(UsageError, match="not beside the sheet"):
        read_coded_sheet(tmp_path / "other.csv")


def test_the_lexicon_is_one_more_coder(scores):
    """The same units, a coding for each frame, negated where its hits are."""
    people = everything(scores, "Ann", by_words)
    ratings = ratings_of(people)
    machine = machine_codings(scores, ratings)
    assert set(machine["coder"]) == {"lexicon"}
    assert len(machine) == len(people)
    said = {(c.place, c.frame): c for c in codings_of(machine)}
    for coding in codings_of(people):
        article = scores.documents[coding.doc_id].article
        text = (article.title if coding.field == "title" else article.text)[coding.start : coding.end]
        assert said[coding.place, coding.frame].value == coding.value, text
        if "Nobody is bullying" in text and coding.frame == "bullying":
            assert said[coding.place, coding.frame].polarity == "negated"


def test_what_is_trained_on_is_the_text_as_published(talks, tmp_path):
    """The apostrophe that keeps a cell from being a formula goes, one that opens a quotation stays."""
    texts = ["'They bully us,' the envoy said.", "-5 is what is left of it."]
    book = fr.load_codebook(talks)
    sheet = coding_sheet(fr.score([fr.Article(f"d{i}", text) for i, text in enumerate(texts)], book), sample=9)
    done = replace(
        sheet,
        rows=[
            ["1" if name == "done" else cell for name, cell in zip(sheet.names, row, strict=True)] for row in sheet.rows
        ],
    )
    write_sheet(done, tmp_path / "ann.csv", for_excel=True)
    assert sorted(read_training([tmp_path / "ann.csv"], book).texts) == sorted(row[2] for row in sheet.rows)
    assert texts[0] in {row[2] for row in sheet.rows}


def test_two_files_by_one_coder_are_not_two_people(scores, tmp_path):
    """The second is refused; two parts of one person's work are joined."""
    codes = everything(scores, "Ann", by_words)
    codes.to_csv(tmp_path / "a.csv", index=False)
    codes.to_csv(tmp_path / "b.csv", index=False)
    with pytest.raises(InputError, match="would count as one coder"):
        gather_codings([tmp_path / "a.csv", tmp_path / "b.csv"])
    codes[:10].to_csv(tmp_path / "a.csv", index=False)
    codes[10:].to_csv(tmp_path / "b.csv", index=False)
    assert len(gather_codings([tmp_path / "a.csv", tmp_path / "b.csv"])) == len(codes)
    codes[:10].to_csv(tmp_path / "c.csv", index=False)
    with pytest.raises(InputError, match="would count as one coder"):
        gather_codings([tmp_path / name for name in ("a.csv", "b.csv", "c.csv")])


def test_a_machine_that_knows_none_of_the_frames_is_no_coder(scores):
    """One sentence names both."""
    codes = everything(scores, "Ann", by_words)
    other = ratings_of(codes[codes["frame"] == "lasting"].assign(frame="harmony"))
    with pytest.raises(UsageError, match=r"lexicon of .* knows none of the coded frames: harmony"):
        machine_codings(scores, other)


def test_a_key_fills_in_outlets_that_codes_do_not_name(scores, tmp_path):
    """As for codes that come from another tool."""
    sheet = coding_sheet(scores, sample=999)
    key = write_sheet(sheet, tmp_path / "s.csv")
    codes = everything(scores, "Ann", by_words).assign(outlet="", stratum="", slice="", stratum_units=None)
    codes.to_csv(tmp_path / "a.csv", index=False)
    found = gather_codings([tmp_path / "a.csv"], key)
    assert set(found["outlet"]) == {"China Daily", "Financial Times", "unknown"}
    assert found["stratum_units"].notna().all()


def test_decisions_are_read_from_the_list(tmp_path):
    """Open rows stay open, the reason is kept, a bad mark is named."""
    from framing.coding.disagreements import decisions
    from framing.coding.grids import read_grid

    head = "frame,doc_id,outlet,field,start,end,sentence,unit,coder A,coder B,text,decision,reason\n"
    row = "bullying,d,X,text,{},9,1.0,u,0,1,x,{},why\n"
    (tmp_path / "open.csv").write_text(
        head
        + row.format(0, "n")
        + row.format(1, "")
        + row.format(2, "ja")
        + row.format("x", "1")
        + row.format(3, "1").replace("1.0", "inf")
    )
    found, issues = decisions(read_grid(tmp_path / "open.csv"))
    assert found == [
        Coding(
            "d",
            "adjudicated",
            0,
            9,
            unit="u",
            sentence=1,
            frame="bullying",
            value=1,
            polarity="negated",
            note="why",
            outlet="X",
        )
    ]
    assert [(issue.line, issue.code) for issue in issues] == [(4, "bad-cell"), (5, "bad-row"), (6, "bad-row")]


@pytest.mark.parametrize("end", ["9" * 5_000, "-1", "3.5", "", "0"])
def test_a_span_of_stand_off_codes_is_two_numbers(tmp_path, end):
    """Anything else is named by its line; also a number that Python itself refuses to read."""
    (tmp_path / "codes.csv").write_text(f"doc_id,field,start,end,frames\nd,text,0,4,x\nd,text,0,{end},x\n")
    with pytest.raises(InputError, match=r"is no span|'0' to '999") as wrong:
        gather_codings([tmp_path / "codes.csv"])
    assert wrong.value.line == 3
