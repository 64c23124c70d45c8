"""The tables of what can be added: every line leads to what it says, and other packages can bring more."""

from __future__ import annotations

import json

import pytest

import framing as fr
from framing import registry
from framing.corpus.drafts import Importer
from framing.errors import UsageError
from framing.lexicon.formats.files import CodebookFormat
from framing.report.sections import SECTIONS
from framing.study.bridge.bridge import Bridge
from tests.strangers import install

RIS = '''
"""Articles in RIS, and codebooks that are a list of words."""

from pathlib import Path

from framing.corpus.drafts import Draft, Importer
from framing.lexicon.formats.draft import Draft as Book
from framing.lexicon.formats.files import CodebookFormat


def read(piece, options):
    text = Path(piece.file.path).read_text(encoding="utf-8")
    fields = dict(line.split("  - ", 1) for line in text.splitlines() if "  - " in line)
    fields = {"text": fields["AB"], "title": fields["TI"], "outlet": fields["JO"]}
    return [Draft(piece.file, fields, "ris", doc_id=piece.doc_id)], []


def words(file):
    book = Book(file, "list of words")
    for number, line in enumerate(file.text().split("\\n"), 1):
        if entry := line and book.entry(line, number):
            book.add(book.frame("words", number), entry)
    return book.read()


IMPORTER = Importer("ris", read)
FORMAT = CodebookFormat("list of words", words)
'''
POINTS = """\
[framing.importers]
.ris = bookish:IMPORTER
.odd = bookish:FORMAT
[framing.formats]
.lst = bookish:FORMAT
"""


@pytest.mark.parametrize(
    ("table", "kind"),
    [(registry.IMPORTERS, Importer), (registry.FORMATS, CodebookFormat), (registry.CODERS, type)],
    ids=["importers", "formats", "coders"],
)
def test_every_line_leads_to_what_it_says(table, kind):
    """No line of the registry is out of date."""
    for name, entry in table.items():
        found = registry.load(entry)
        assert isinstance(found, kind), name
        assert kind is not type or issubclass(found, Bridge)


def test_every_section_is_a_function():
    """The report's registry stands with its sections, since their order is that of the page."""
    assert all(callable(registry.load(entry)) for entry in SECTIONS.values())


@pytest.fixture
def bookish(tmp_path, monkeypatch):
    """A package with an importer and a format, installed, and files of both kinds."""
    (tmp_path / "packages").mkdir()
    install(tmp_path / "packages", monkeypatch, "bookish", RIS, POINTS)
    press = tmp_path / "press"
    press.mkdir()
    (press / "a.ris").write_text("TI  - Pay\nJO  - Northern Herald\nAB  - The tolls are bullying.\n", encoding="utf-8")
    (press / "b.txt").write_text("Tolls rise.\n", encoding="utf-8")
    (tmp_path / "fees.lst").write_text("toll*\nbullying\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("more", [[], ["--workers", "2", "--batch-size", "0.00001"]], ids=["one process", "two"])
def test_another_package_brings_an_importer_and_a_format(more, bookish, framing):
    """By their endings, in any process, beside our own."""
    named = ["score", bookish / "press", "--codebook", bookish / "fees.lst"]
    run = framing(*named, "--table", "matches", "--format", "json", *more)
    assert run.code == 0, run.err
    rows = [json.loads(line) for line in run.lines]
    assert [(row["doc_id"], row["outlet"], row["text"]) for row in rows] == [
        ("a", "Northern Herald", "tolls"),
        ("a", "Northern Herald", "bullying"),
        ("b", "unknown", "Tolls"),
    ]


def test_what_it_brings_can_be_named_alone_and_converted(bookish, framing):
    """A file that is named itself, and a codebook that becomes one of ours."""
    assert fr.read_corpus(bookish / "press" / "a.ris")["a"].title == "Pay"
    run = framing("lexicon", "convert", bookish / "fees.lst")
    assert (run.code, "- toll*" in run.out) == (0, True)
    run = framing("lexicon", "convert", bookish / "fees.lst", "-o", bookish / "other.lst")
    assert (run.code, "cannot be written as other.lst" in run.err) == (2, True)


def test_another_kind_of_thing_is_refused(bookish):
    """An importer's name that leads to a format."""
    (bookish / "press" / "c.odd").write_text("?", encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.odd of another package is no Importer but CodebookFormat"):
        fr.read_corpus(bookish / "press")
