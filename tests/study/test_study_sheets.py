"""From articles to sheets, from coded sheets to agreement and validity."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

import framing as fr
from framing.coding.ratings import ratings_of
from framing.coding.tables import codings_of, frame_of
from framing.coding.validations import load_validation, save_validation, validation_path, validation_status
from framing.errors import InputError, UsageError
from framing.records.coding import Coding
from framing.study.agreeing import gather_codings, lexicon_codings
from framing.study.leaving_out import leave_one_out
from framing.study.prevalence import corrected_prevalence
from framing.study.sheets import coding_sheet, read_coded_sheet, write_sheet
from framing.study.validating import validate_codebook


@pytest.fixture(scope="module")
def scores(news, talks):
    return fr.score(fr.read_corpus(news), fr.load_codebook(talks))


def places(sheet):
    """Unit to its place, from the key's rows."""
    return {row[0]: (row[1], row[2], int(row[3]), int(row[4])) for row in sheet.key_rows}


def everything(scores, coder, says, **options):
    """All sentences, coded by ``says(text) -> frames``."""
    sheet = coding_sheet(scores, sample=999, **options)
    rows = []
    for shown, key in zip(sheet.rows, sheet.key_rows, strict=True):
        found = says(shown[2])
        for frame in ("bullying", "lasting"):
            value = int(frame in found)
            rows.append(
                Coding(key[1], coder, int(key[3]), int(key[4]), unit=key[0], field=key[2], sentence=int(key[5]),
                       frame=frame, value=value, polarity="asserted" if value else "", outlet=key[6], stratum=key[7],
                       stratum_units=int(key[8]), slice=key[11])
            )  # fmt: skip
    return frame_of(rows)


def by_words(text):
    words = text.lower()
    return {f for f, w in (("bullying", "bully"), ("bullying", "threat"), ("lasting", "sustainab")) if w in words}


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
    machine = lexicon_codings(scores, ratings)
    assert set(machine["coder"]) == {"lexicon"}
    assert len(machine) == len(people)
    said = {(c.place, c.frame): c for c in codings_of(machine)}
    for coding in codings_of(people):
        article = scores.documents[coding.doc_id].article
        text = (article.title if coding.field == "title" else article.text)[coding.start : coding.end]
        assert said[coding.place, coding.frame].value == coding.value, text
        if "Nobody is bullying" in text and coding.frame == "bullying":
            assert said[coding.place, coding.frame].polarity == "negated"


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


def test_a_key_fills_in_outlets_that_codes_do_not_name(scores, tmp_path):
    """As for codes that come from another tool."""
    sheet = coding_sheet(scores, sample=999)
    key = write_sheet(sheet, tmp_path / "s.csv")
    codes = everything(scores, "Ann", by_words).assign(outlet="", stratum="", slice="", stratum_units=None)
    codes.to_csv(tmp_path / "a.csv", index=False)
    found = gather_codings([tmp_path / "a.csv"], key)
    assert set(found["outlet"]) == {"China Daily", "Financial Times", "unknown"}
    assert found["stratum_units"].notna().all()


def test_a_lexicon_that_is_right_is_found_to_be_right(scores):
    """Precision, recall, specificity and alpha 1; Wilson's interval round them."""
    found = validate_codebook(scores, everything(scores, "Ann", by_words), slice="all")
    row = found.frame("bullying")
    assert (row.precision, row.recall, row.specificity, row.f1, row.alpha) == (1, 1, 1, 1, 1)
    assert row.precision_high == 1
    assert 0 < row.precision_low < 1
    assert row.human_alpha is None
    assert found.status == (
        f"validated on {found.units} sentences, P 1.00, R 1.00, alpha 1.00, by Ann, "
        "on China Daily, Financial Times, unknown"
    )


def test_recall_is_that_of_the_corpus_not_of_the_sheet(scores):
    """Half of the silent sentences are left out: each of the others stands for two."""
    codes = everything(scores, "Ann", lambda text: by_words(text) | ({"bullying"} if "duty" in text.lower() else set()))
    whole = validate_codebook(scores, codes, slice="all").frame("bullying")
    silent = codes[codes["stratum"].astype(str) == "China Daily | no hit"]
    units = sorted(set(silent["unit"]))
    half = codes[~codes["unit"].isin(units[1::2])]
    found = validate_codebook(scores, half, slice="all").frame("bullying")
    gold = {c.unit for c in codings_of(half) if c.frame == "bullying" and c.value}
    weight = {u: len(units) / len(units[::2]) for u in units[::2]}
    seen = {c.unit for c in codings_of(lexicon_codings(scores, ratings_of(half))) if c.frame == "bullying" and c.value}
    expected = sum(weight.get(u, 1) for u in gold & seen) / sum(weight.get(u, 1) for u in gold)
    assert found.recall == pytest.approx(expected, abs=1e-6)
    assert whole.recall < 1


def test_units_kept_apart_are_those_that_count(scores):
    """auto takes the evaluation slice; the others can be asked for."""
    codes = everything(scores, "Ann", by_words)
    kept = codes[codes["slice"].astype(str) == "evaluation"]
    assert 0 < len(kept) < len(codes)
    assert validate_codebook(scores, codes).units == len(kept) / 2
    assert validate_codebook(scores, codes).slice == "evaluation"
    assert validate_codebook(scores, codes, slice="all").units == len(codes) / 2


def test_ties_are_left_out_and_said(scores):
    """Two coders who differ leave no gold code."""
    import pandas as pd

    ann = everything(scores, "Ann", by_words)
    ben = everything(scores, "Ben", lambda text: set())
    both = pd.concat([ann.astype(object), ben.astype(object)])
    found = validate_codebook(scores, frame_of(codings_of(both)), slice="all")
    assert found.frame("bullying").present == 0
    assert any("ties" in note for note in found.notes)
    assert found.frame("bullying").human_alpha is not None


def test_a_common_decision_outweighs_the_coders(scores):
    """Ties are decided, a majority is overruled, and people's agreement stays that of people."""
    import pandas as pd

    parts = [everything(scores, "Ann", by_words), everything(scores, "Ben", lambda text: set())]
    decided = everything(scores, "adjudicated", by_words).assign(stratum="", stratum_units=None, slice="")
    codes = frame_of(codings_of(pd.concat([part.astype(object) for part in [*parts, decided]])))
    found = validate_codebook(scores, codes, slice="all")
    assert found.frame("bullying").recall == 1
    assert found.frame("bullying").present > 0
    alone = validate_codebook(scores, frame_of(codings_of(pd.concat([p.astype(object) for p in parts]))), slice="all")
    assert found.frame("bullying").human_alpha == alone.frame("bullying").human_alpha
    assert not any("ties" in note or "stratum" in note for note in found.notes)


def test_decisions_are_read_from_the_list(tmp_path):
    """Open rows stay open, the reason is kept, a bad mark is named."""
    from framing.coding.disagreements import decisions
    from framing.coding.grids import read_grid

    head = "frame,doc_id,outlet,field,start,end,sentence,unit,coder A,coder B,text,decision,reason\n"
    row = "bullying,d,X,text,{},9,1.0,u,0,1,x,{},why\n"
    (tmp_path / "open.csv").write_text(
        head + row.format(0, "n") + row.format(1, "") + row.format(2, "ja") + row.format("x", "1")
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
    assert [(issue.line, issue.code) for issue in issues] == [(4, "bad-cell"), (5, "bad-row")]


def test_entries_have_their_precision_and_their_effect(scores):
    """Each entry's coded units, and what the comparison owes to it."""
    codes = everything(scores, "Ann", lambda text: by_words(text) - ({"bullying"} if "threat" in text else set()))
    rows = {row["entry"]: row for row in validate_codebook(scores, codes, slice="all").entries}
    assert rows["threat* ..3 tariff*"]["precision"] == 0
    assert rows["bully*"]["precision"] == 1
    assert rows["bully*"]["matches"] == sum(scores.matches["entry"].astype(str) == "bully*")
    effects = {e.entry: e for e in leave_one_out(scores)}
    threat = effects["threat* ..3 tariff*"]
    words = scores.words.groupby("outlet", observed=True)["words"].sum()
    k = scores.matches[scores.matches["frame"] == "bullying"].groupby("outlet", observed=False).size()

    gone = scores.matches[scores.matches["entry"].astype(str) == threat.entry].groupby("outlet", observed=False).size()

    def ratio(k):
        mine = (k[threat.outlet] + 0.5) / words[threat.outlet]
        return mine / ((k.sum() - k[threat.outlet] + 0.5) / (words.sum() - words[threat.outlet]))

    assert threat.ratio == pytest.approx(ratio(k))
    assert threat.ratio_without == pytest.approx(ratio(k - gone))


def test_codes_of_another_corpus_or_codebook_are_refused(scores):
    """Named, not scored as misses."""
    with pytest.raises(InputError, match="not in this corpus"):
        validate_codebook(scores, frame_of([Coding("elsewhere", "A", 0, 5, frame="bullying", value=1)]))
    with pytest.raises(InputError, match="name no frame"):
        validate_codebook(scores, frame_of([Coding("d", "A", 0, 5, frame="mood", value=1)]))
    doc = scores.articles["doc_id"][0]
    with pytest.raises(InputError, match="lies beyond its text"):
        validate_codebook(scores, frame_of([Coding(doc, "A", 0, 50_000, frame="bullying", value=1)]))


def test_a_validation_is_kept_beside_the_codebook_and_shown(scores, talks, tmp_path, monkeypatch):
    """Status before, after, after a change of the codebook, and with a damaged file; same bytes twice."""
    path = tmp_path / "mine.yml"
    path.write_text(talks.read_text())
    book = fr.load_codebook(path)
    assert validation_status(book) == "unvalidated"
    found = validate_codebook(scores, everything(scores, "Ann", by_words), slice="all")
    place = validation_path(book)
    assert place == tmp_path / "mine.validation.json"
    save_validation(found, place)
    first = place.read_bytes()
    save_validation(found, place)
    assert place.read_bytes() == first
    assert load_validation(book) == found
    assert validation_status(book).startswith("validated on ")
    path.write_text(talks.read_text().replace("- unsustainable", "- unsustainably"))
    assert validation_status(fr.load_codebook(path)).startswith("unvalidated (version 1.0.0 was validated")
    for damage in ("{", "[]", json.dumps({"format": 1}), json.dumps({"format": 99})):
        place.write_text(damage)
        assert validation_status(book) == "unvalidated (its validation file is damaged)"


def test_a_shipped_codebooks_validation_goes_into_the_users_folder(scores, monkeypatch, tmp_path):
    """And is found there."""
    monkeypatch.setenv("FRAMING_HOME", str(tmp_path))
    book = fr.load_codebook("us-china-trade")
    assert validation_path(book) == tmp_path / "validations" / "us-china-trade.validation.json"
    assert validation_status(book) == "unvalidated"


def test_prevalence_stands_raw_and_corrected(scores):
    """Rogan-Gladen on sentence shares, with the note where it cannot be made."""
    codes = everything(scores, "Ann", lambda text: by_words(text) | ({"bullying"} if "duty" in text.lower() else set()))
    found = validate_codebook(scores, codes, slice="all")
    table = corrected_prevalence(scores, found)
    row = table[(table["outlet"] == "China Daily") & (table["frame"] == "bullying")].iloc[0]
    frame = found.frame("bullying")
    expected = (row["k"] / row["n"] + frame.specificity - 1) / (frame.recall + frame.specificity - 1)
    assert row["corrected"] == pytest.approx(min(1, max(0, expected)))
    assert row["corrected_low"] <= row["corrected"] <= row["corrected_high"]
    assert row["low"] < row["share"] < row["high"]
    sentences = scores.words.groupby("outlet", observed=True)["sentences"].sum()
    assert row["n"] == sentences["China Daily"]
    nothing = validate_codebook(scores, everything(scores, "Ann", lambda text: set()), slice="all")
    bare = corrected_prevalence(scores, nothing)
    assert set(bare["note"]) == {"no coded unit shows the frame"}
    assert bare["corrected"].isna().all()


def test_a_recall_seen_in_one_unit_is_not_certain():
    """Few validated units make a wide interval, many a narrow one that covers what Rogan and Gladen's formula gives."""
    from framing.coding.validations import FrameValidity
    from framing.stats import correct_share
    from framing.study.prevalence import _interval

    def frame(n):
        return FrameValidity("f", 2 * n, n, n, recall=1.0, specificity=0.9, effective_present=n, effective_absent=n)

    one, many = _interval(0.3, 200, frame(1)), _interval(0.3, 200, frame(5000))
    assert one[1] - one[0] > 0.6
    _share, low, high = correct_share(60, 200, sensitivity=1.0, specificity=0.9, validated=(5000, 5000))
    assert many == (pytest.approx(float(low), abs=0.01), pytest.approx(float(high), abs=0.01))


def test_the_command_line_goes_from_sheet_to_validation(framing, news, talks, tmp_path, monkeypatch):
    """Sheet, two coders, agreement with the lexicon, disagreements, validation, exchange, manual."""
    monkeypatch.chdir(tmp_path)
    assert framing("code", "sheet", news, "--codebook", talks, "--sample", 99, "-o", "s.csv").code == 0
    again = framing("code", "sheet", news, "--codebook", talks, "-o", "s.csv")
    assert again.code == 2
    assert "may hold codes" in again.err
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for coder, word in (("ann", "bully"), ("ben", "trade")):
        coded = [row | {"bullying": "1" if word in row["text"] else "", "done": "1"} for row in rows]
        with (tmp_path / f"{coder}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(coded)
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
    with (tmp_path / "open.csv").open(encoding="utf-8", newline="") as file:
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
        assert (tmp_path / f"{tool}.csv").read_bytes() == (tmp_path / "all.csv").read_bytes()
    assert framing("code", "manual", "--codebook", talks, "-o", "m.html").code == 0


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
    from framing.report.manual import manual

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


def test_numbers_are_finite_or_none_in_the_file(scores):
    """JSON knows no NaN."""
    found = validate_codebook(scores, everything(scores, "Ann", lambda text: set()), slice="all")
    for row in found.entries:
        assert all(value is None or not isinstance(value, float) or np.isfinite(value) for value in row.values())
