"""docs/coding.md prints what it shows. The three coded sheets that it speaks of are made here, by rule."""

from __future__ import annotations

import csv
import hashlib

import pytest

import framing as fr
from framing.registry import CODING_FORMATS
from framing.study.coding.sheets import coding_sheet
from tests import pages
from tests.conftest import PROJECT

PAGE = PROJECT / "docs" / "coding.md"
WORDS = {
    "bullying": ("bull", "coerc", "threat", "blackmail"),
    "fight_and_talk": ("fight", "door", "afraid"),
    "dialogue_cooperation": ("consult", "dialogue", "cooperat", "respect"),
    "escalation": ("retaliat", "escalat", "countermeasure"),
    "not_sustainable": ("sustainable", "embargo"),
}


def chance(*parts):
    """A number from 0 to 1 that is the same every time."""
    return int(hashlib.sha256("|".join(parts).encode()).hexdigest()[:8], 16) / 16**8


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the sample corpus and the sheets of Ann, Ben and careless Cleo."""
    (tmp_path / "corpus").symlink_to(PROJECT / "corpus")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRAMING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1761955200")
    sheet = coding_sheet(fr.score(fr.read_corpus("corpus/trade-talks"), "us-china-trade"), sample=60)
    for coder, misses, yes, delimiter in (("ann", 0.0, "1", ","), ("ben", 0.4, "x", ";"), ("cleo", 0.5, "ja", ",")):
        with (tmp_path / f"{coder}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(sheet.names)
            for row in sheet.rows:
                cells = dict(zip(sheet.names, row, strict=True)) | {"done": "1"}
                for frame, words in WORDS.items():
                    shown = any(word in cells["text"].lower() for word in words)
                    if shown and chance(coder, frame, cells["unit"]) >= misses:
                        cells[frame] = yes if coder != "cleo" or chance("c", cells["unit"]) < 0.15 else "1"
                writer.writerow(cells.values())
    return tmp_path


def test_the_page_prints_what_it_shows(desk, monkeypatch):
    """Every command of docs/coding.md, in order; before the decisions are read, Ann's word is filled in for them."""
    typed = pages._type

    def with_decisions(command):
        if command.startswith("framing code settle"):
            names, *rows = list(csv.reader((desk / "open.csv").read_text(encoding="utf-8").splitlines()))
            for row in rows:
                row[names.index("decision")] = row[names.index("coder Ann")]
            with (desk / "open.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([names, *rows])
        return typed(command)

    monkeypatch.setattr(pages, "_type", with_decisions)
    assert pages.Page(PAGE).run() == []


def test_every_format_is_on_the_page():
    """By its name in the registry."""
    page = PAGE.read_text(encoding="utf-8")
    for name in CODING_FORMATS:
        assert f"`{name}`" in page, name
