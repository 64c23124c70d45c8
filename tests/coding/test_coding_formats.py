"""Codings in the formats of other tools: what goes out comes back, beyond the BMP too; damage is named."""

from __future__ import annotations

import json
import random
import time

import pytest

from framing import registry
from framing.coding.formats.parcels import pack, unpack
from framing.coding.tables import codings_of, frame_of, read_codings, write_codings
from framing.errors import InputError, UsageError
from framing.records.coding import Coding
from framing.study.coding.exchange import export_codings, read_exchanged

TEXT = "😀 Beijing said “no bully*ing” [完善] 🇨🇳.\nIt's |not_ ok; 𠮷 \\n -> tab.\n\nAnd 👨‍👩‍👧 more: the_end\n"
TEXTS = {("a/..b", "text"): TEXT, ("a/..b", "title"): "😀 T_itle", ("x" * 300, "text"): TEXT, ("A/..B", "text"): TEXT}
TOOLS = ["doccano", "label-studio", "brat", "webanno"]
FRAMES = ["bullying", "fight_and_talk", "effet économique-e9-", "none of it"]


def hostile_codings(seed):
    chance, out = random.Random(seed), []
    for doc, field in TEXTS:
        text = TEXTS[doc, field]
        for coder in ("Ann", "../B 😀"):
            spans = set()
            while len(spans) < 4:
                a, b = sorted(chance.sample(range(len(text) + 1), 2))
                if not text[a].isspace() and not text[b - 1].isspace():
                    spans.add((a, b))
            for a, b in spans:
                for frame in FRAMES:
                    value = chance.choice([0, 1, 1, None])
                    said = chance.choice(["asserted", "negated", ""]) if value else ""
                    row = {"value": value, "polarity": said, "voice": chance.choice(["", "quoted"])}
                    row |= {"note": chance.choice(["", 'n\t|_[1]\n😀 "x"']), "sentence": chance.choice([None, 2])}
                    drawn = {"outlet": "NA", "stratum": "s | hit", "stratum_units": 3, "slice": "evaluation"}
                    out.append(
                        Coding(
                            doc, coder, a, b, unit="u1", field=field, frame=frame, extra='{"a": "b"}', **row, **drawn
                        )
                    )
    return sorted(out, key=lambda coding: coding.order)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("tool", TOOLS)
def test_what_goes_out_comes_back(tool, seed, tmp_path):
    """Every field of every coding, at the same offsets, with emoji, CJK and reserved characters in the text."""
    codings = hostile_codings(seed)
    path = tmp_path / f"out{registry.load(registry.CODING_FORMATS[tool]).suffix}"
    export_codings(frame_of(codings), path, tool, TEXTS)
    assert read_exchanged(path, tool, TEXTS).codings == codings


@pytest.mark.parametrize("offsets", ["code-points", "utf-16"])
@pytest.mark.parametrize("tool", TOOLS)
def test_either_count_of_offsets_works(tool, offsets, tmp_path):
    """A tool, or a release of it, that counts otherwise."""
    codings = hostile_codings(9)
    path = tmp_path / f"out{registry.load(registry.CODING_FORMATS[tool]).suffix}"
    export_codings(frame_of(codings), path, tool, TEXTS, offsets=offsets)
    assert read_exchanged(path, tool, TEXTS, offsets=offsets).codings == codings


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_tables_come_back(suffix, tmp_path):
    """Our own table in four formats; an outlet NA stays text."""
    table = frame_of(hostile_codings(1))
    write_codings(table, tmp_path / f"codes{suffix}")
    again = read_codings(tmp_path / f"codes{suffix}")
    assert codings_of(again) == codings_of(table)
    assert again["outlet"].astype(str).unique().tolist() == ["NA"]


def test_nothing_leaves_the_folder(tmp_path):
    """Coders and articles called ../x, and ids that differ in case only, stay apart and inside."""
    export_codings(frame_of(hostile_codings(2)), tmp_path / "deep" / "out", "brat", TEXTS)
    files = list(tmp_path.rglob("*.ann"))
    assert len(files) == len({str(p).casefold() for p in files}) == 8
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep"]


@pytest.mark.parametrize("tool", ["brat", "webanno"])
def test_names_that_some_system_confuses_stay_apart(tool, tmp_path):
    """Of coders and articles: in capitals and without, and those that Windows takes for a device, or shortens."""
    names = ["ann", "Ann", "con", "Aux.1", "ann.", "nul"]
    pairs = sorted((doc, coder) for doc in names for coder in names)
    codings = [Coding(doc, coder, 0, 3, frame="x", value=1, polarity="asserted") for doc, coder in pairs]
    export_codings(frame_of(codings), tmp_path / "out", tool, {(doc, "text"): "Too bad." for doc in names})
    places = [str(path.relative_to(tmp_path / "out")).casefold() for path in (tmp_path / "out").rglob("*.*")]
    assert len(places) == len(set(places))
    assert not {part.split(".")[0] for place in places for part in place.split("/")} & {"con", "aux", "nul"}
    assert sorted((c.doc_id, c.coder) for c in read_exchanged(tmp_path / "out", tool).codings) == pairs


def test_a_full_folder_is_not_written_into(tmp_path):
    """Nothing is mixed or overwritten."""
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="not an empty folder"):
        export_codings(frame_of(hostile_codings(2)), tmp_path, "webanno", TEXTS)


def test_the_text_must_be_at_hand_and_the_same(tmp_path):
    """Export needs the articles; import holds the texts against them."""
    table = frame_of(hostile_codings(2))
    with pytest.raises(UsageError, match="shows the text"):
        export_codings(table, tmp_path / "x.jsonl", "doccano")
    with pytest.raises(InputError, match="not in the corpus"):
        export_codings(table, tmp_path / "x.jsonl", "doccano", {("a/..b", "text"): TEXT})
    export_codings(table, tmp_path / "x.jsonl", "doccano", TEXTS)
    with pytest.raises(InputError, match="is not that of the corpus"):
        read_exchanged(tmp_path / "x.jsonl", "doccano", {**TEXTS, ("a/..b", "text"): TEXT + "!"})


DOCCANO = [
    ("{broken", 1, "JSON is damaged"),
    ('{"text": "a"}\n{"text": "a", "label": [[0, 9, "x"]]}', 2, "lies beyond the text"),
    ('{"text": "😀", "label": [[0, 1, "x"]]}', 1, "splits a character"),
    ('{"text": "a", "label": [["0", 1, "x"]]}', 1, "not [start, end, name]"),
    ('{"label": []}', 1, "holds no text"),
    ('{"text": "a", "text": "b"}', 1, "a key stands twice"),
    ('{"text": "a", "x": NaN}', 1, "NaN is no number"),
    ('{"text": "a", "framing": "[{}]"}', 1, "details beside the labels are damaged"),
    ("[" * 100_000, 1, "nested too deeply"),
]


@pytest.mark.parametrize(("text", "line", "said"), DOCCANO)
def test_a_damaged_doccano_file_is_named_with_its_line(text, line, said, tmp_path):
    """One InputError."""
    (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_exchanged(tmp_path / "x.jsonl", "doccano")
    assert said in str(caught.value)
    assert caught.value.line == line


def test_an_export_of_doccano_itself_is_read(tmp_path):
    """Its ids, entities with offsets in UTF-16 units, and no keys of ours."""
    entity = {"id": 1, "label": "bullying:negated", "start_offset": 3, "end_offset": 8}
    line = {"id": 7, "text": "😀 bully", "entities": [entity], "relations": [], "Comments": []}
    (tmp_path / "admin.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found = read_exchanged(tmp_path / "admin.jsonl", "doccano").codings
    assert found == [Coding("7", "admin", 2, 7, frame="bullying", value=1, polarity="negated")]


def region(start, end, text, label="bullying"):
    return {"value": {"start": start, "end": end, "text": text, "labels": [label]}, "type": "labels"}


def test_an_export_of_label_studio_itself_is_read(tmp_path):
    """Either count of offsets, told apart by the words; choices and cancelled work are left out."""
    works = [
        {"completed_by": 3, "result": [region(2, 7, "bully"), {"type": "choices", "value": {"choices": ["x"]}}]},
        {"completed_by": {"email": "b@x.org"}, "result": [region(3, 8, "bully")]},
        {"completed_by": 4, "was_cancelled": True, "result": [region(0, 1, "😀")]},
    ]
    tree = [{"id": 12, "data": {"text": "😀 bully"}, "annotations": works}]
    (tmp_path / "x.json").write_text(json.dumps(tree), encoding="utf-8")
    found = read_exchanged(tmp_path / "x.json", "label-studio").codings
    assert [(c.doc_id, c.coder, c.start, c.end) for c in found] == [("12", "b@x.org", 2, 7), ("12", "user-3", 2, 7)]


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({}, "no list of tasks"),
        ([{"data": {}}], "task 1 holds no text"),
        ([{"data": {"text": "abc"}, "annotations": [{"result": [region(0, 2, "zz")]}]}], "not at its place: 'zz'"),
        ([{"data": {"text": "abc"}, "annotations": [{"result": [region("0", 2, "ab")]}]}], "no offsets"),
    ],
)
def test_a_damaged_label_studio_file_is_named(tree, said, tmp_path):
    """One InputError."""
    (tmp_path / "x.json").write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_exchanged(tmp_path / "x.json", "label-studio")


ANN = [
    ("T1\tbullying 0 2\tzz\n", 1, "the words 'zz' are not at 0 2"),
    ("T1\tbullying 0 2\tab\nT2\tbullying x\tab\n", 2, "no text-bound annotation"),
    ("T1\tbullying 0 99\tab\n", 1, "are not at"),
    ("T1\tbullying 0 2\tab\n#1\tFraming\tT1\t{]\n", 2, "details beside the labels are damaged"),
]


@pytest.mark.parametrize(("text", "line", "said"), ANN)
def test_a_damaged_brat_file_is_named_with_its_line(text, line, said, tmp_path):
    """One InputError."""
    (tmp_path / "d.txt").write_text("abc")
    (tmp_path / "d.ann").write_text(text)
    with pytest.raises(InputError) as caught:
        read_exchanged(tmp_path, "brat")
    assert said in str(caught.value)
    assert caught.value.line == line


def test_work_done_in_brat_is_read(tmp_path):
    """Fragments over a line break, attributes, and a note that a person wrote."""
    (tmp_path / "d.txt").write_text("they bully\nus all")
    lines = [
        "T1\tbullying 5 10;11 13\tbully us",
        "A1\tNegated T1",
        "A2\tVoice T1 quoted",
        "#1\tAnnotatorNotes T1\tsure?\tor not",
    ]
    (tmp_path / "d.ann").write_text("\n".join(lines) + "\nR1\tRel Arg1:T1 Arg2:T1\n")
    (found,) = read_exchanged(tmp_path, "brat", coder="Ann").codings
    assert found == Coding(
        "d", "Ann", 5, 13, frame="bullying", value=1, polarity="negated", voice="quoted", note="sure?\tor not"
    )


def test_notes_of_brat_stand_where_brat_looks_for_them(tmp_path):
    """``#1``, tab, type and target with a space between, tab, the note: brat cannot parse a line with more tabs."""
    codings = [Coding("d", "Ann", 0, 4, unit="u1", frame="bullying", value=1, polarity="asserted", note="sure?")]
    export_codings(frame_of(codings), tmp_path / "out", "brat", {("d", "text"): "word"})
    (file,) = (tmp_path / "out").rglob("*.ann")
    notes = [line.split("\t") for line in file.read_text().splitlines() if line.startswith("#")]
    assert [(id_, what) for id_, what, _ in notes] == [("#1", "Framing T2")]


def test_work_done_in_webanno_is_read(tmp_path):
    """Another project's layer and feature, annotations over several tokens, stacked ones, a sub-token."""
    (tmp_path / "d.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Framing|value\n\n\n"
        "#Text=😀 They bully us.\n1-1\t0-2\t😀\t_\t\n1-2\t3-7\tThey\t_\t\n"
        "1-3\t8-13\tbully\tbullying[1]|resil\\_ience\t\n"
        "1-3.1\t8-10\tbu\t*[3]\t\n1-4\t14-16\tus\tbullying[1]\t\n1-5\t16-17\t.\t_\t\n",
        encoding="utf-8",
    )
    found = read_exchanged(tmp_path, "webanno", coder="Ann").codings
    assert [(c.frame, c.start, c.end) for c in found] == [("resil_ience", 7, 12), ("bullying", 7, 15)]


TSV = "#FORMAT=WebAnno TSV 3.3\n#T_SP=l|frame\n\n\n#Text=They bully\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("1-1\t0-4\tThey\t_\t\n", 1, "no WebAnno TSV 3"),
        (TSV + "1-1\t0-4\tThey\n", 6, "no token with its columns"),
        (TSV + "1-1\t0-4\tThey\t_\t\n1-2\t6-11\tbully\t_\t\n", 7, "the token 'bully' is not at 6-11"),
        (TSV + "1-1\t0-4\tThey\t_\t\n\n#Text=us\n2-1\t3-5\tus\t_\t\n", 9, "overlap"),
        (TSV + "1-1\t0-9999999999\tThey\t_\t\n", 6, "cannot be right"),
    ],
)
def test_a_damaged_webanno_file_is_named_with_its_line(text, line, said, tmp_path):
    """One InputError."""
    (tmp_path / "d.tsv").write_text(text)
    with pytest.raises(InputError) as caught:
        read_exchanged(tmp_path, "webanno")
    assert said in str(caught.value)
    assert caught.value.line == line


def test_labels_rule_where_a_person_changed_them():
    """A label taken away is gone; one added over a unit where the frame was absent is there."""
    codings = [
        Coding("d", "A", 0, 4, unit="u", frame="a", value=1, polarity="asserted", voice="own"),
        Coding("d", "A", 0, 4, unit="u", frame="b", value=0),
    ]
    (parcel,) = pack(codings, {("d", "text"): "They"})
    parcel.labels = [type(parcel.labels[0])(0, 4, "b")]
    assert unpack([parcel]) == [Coding("d", "A", 0, 4, unit="u", frame="b", value=1, polarity="asserted")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,text\nu,x\n", "read the sheet first"),
        ("doc_id,coder,start,end,frame,value\nd,A,0,1,f,2\n", "'2' cannot stand in column 'value'"),
        ("doc_id,coder,start,end,frame,value\nd,A,x,1,f,1\n", "'x' cannot stand in column 'start'"),
        ("doc_id,coder,start,end,frame,value\nd,,0,1,f,1\n", "column 'coder' is empty"),
        ("doc_id,coder,start,end,frame,value\nd,A,5,1,f,1\n", "end must not lie before start"),
    ],
)
def test_codes_that_cannot_be_right_are_named(text, said, tmp_path):
    """File, line, value and remedy."""
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(InputError) as caught:
        read_codings(tmp_path / "x.csv")
    assert said in str(caught.value)


def test_every_format_is_in_the_registry_by_its_name():
    """And loads."""
    for name, entry in registry.CODING_FORMATS.items():
        assert registry.load(entry).name == name


def test_numbers_written_by_a_spreadsheet_are_whole(tmp_path):
    """0.0 for 0, as pandas and Excel write a column with gaps."""
    (tmp_path / "x.csv").write_text("doc_id,coder,start,end,frame,value\nd,A,0.0,1.0,f,1.0\n")
    assert codings_of(read_codings(tmp_path / "x.csv")) == [Coding("d", "A", 0, 1, frame="f", value=1)]


def test_coders_with_long_names_stay_apart(tmp_path):
    """Names that are the same in all letters that a folder's name has room for."""
    names = [("完" * 40) + letter for letter in "abc"]
    codings = [Coding("d", name, 0, 1, frame="x", value=1, polarity="asserted") for name in names]
    export_codings(frame_of(codings), tmp_path / "out", "brat", {("d", "text"): "word"})
    assert read_exchanged(tmp_path / "out", "brat").codings == codings


@pytest.mark.parametrize("tool", ["brat", "webanno"])
def test_an_offset_of_thousands_of_digits_is_no_offset(tool, tmp_path):
    """It is named by its line; Python itself refuses to read such a number."""
    nines = "9" * 5_000
    if tool == "brat":
        (tmp_path / "a.txt").write_text("word")
        (tmp_path / "a.ann").write_text(f"T1\tx 0 {nines}\tword\n")
    else:
        (tmp_path / "a.tsv").write_text(f"#FORMAT=WebAnno TSV 3.3\n\n#Text=word\n1-1\t0-{nines}\tword\n")
    with pytest.raises(InputError, match=r"no text-bound annotation|no token"):
        read_exchanged(tmp_path, tool)


def test_lines_of_codes_are_utf8_and_say_one_thing(tmp_path):
    """Bytes that are no UTF-8 are not replaced, and of a key that stands twice neither is taken."""
    row = '"coder": "Ann", "start": 0, "end": 4, "frame": "x", "value": 1'
    (tmp_path / "bad.jsonl").write_bytes(f'{{"doc_id": "a", {row}}}\n{{"doc_id": "é", {row}}}\n'.encode("latin-1"))
    (tmp_path / "twice.jsonl").write_text(f'{{"doc_id": "a", "doc_id": "b", {row}}}\n')
    with pytest.raises(InputError, match="not UTF-8") as bad:
        read_codings(tmp_path / "bad.jsonl")
    with pytest.raises(InputError, match="stands twice"):
        read_codings(tmp_path / "twice.jsonl")
    assert bad.value.line == 2


def test_a_label_studio_file_in_utf16_units_is_read_in_linear_time(tmp_path):
    """The units are counted once for a text, not once for each of its regions."""
    count = 6_000
    places = [{"start": 3 + 5 * n, "end": 7 + 5 * n, "text": "word"} for n in range(count)]
    regions = [{"value": {**place, "labels": [f"f{n}"]}} for n, place in enumerate(places)]
    task = {"data": {"text": "😀 " + "word " * count, "doc_id": "a"}, "annotations": [{"result": regions}]}
    (tmp_path / "a.json").write_text(json.dumps([task]))
    start = time.process_time()
    assert len(read_exchanged(tmp_path / "a.json", "label-studio").codings) == count
    assert time.process_time() - start < 8


def test_a_webanno_file_costs_no_more_than_its_length(tmp_path):
    """A value that is never closed is one value; a sentence behind a hundred million blanks is refused."""
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Frame|frame|voice\n\n\n#Text=It ends\n"
    file = tmp_path / "Ann" / "a.tsv"
    file.parent.mkdir()
    file.write_text(f"{head}1-1\t0-2\tIt\t{'a' * 40_000}[|b[7]\t_\t\n")
    start = time.process_time()
    assert [coding.frame[-2:] for coding in read_exchanged(tmp_path, "webanno").codings] == ["a[", "b"]
    assert time.process_time() - start < 5
    file.write_text(f"{head}1-1\t99000000-99000002\tIt\tb\t_\t\n")
    with pytest.raises(InputError, match="offsets cannot be right"):
        read_exchanged(tmp_path, "webanno")


def test_a_table_of_many_columns_is_read_in_linear_time(tmp_path):
    """Each column is found at once among the names of all."""
    names = ["doc_id", "coder", "start", "end", "frame", "value", *(f"c{n}" for n in range(40_000))]
    (tmp_path / "a.csv").write_text(f"{','.join(names)}\na,Ann,0,4,storm,1{',' * 40_000}\n")
    start = time.process_time()
    assert read_codings(tmp_path / "a.csv")["frame"].tolist() == ["storm"]
    assert time.process_time() - start < 8
