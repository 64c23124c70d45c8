"""Word documents: what one sees of them is the article, and what is none is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_helpers import read

from framing.corpus.options import Limits, ReadOptions
from framing.corpus.reading import read_articles

Write = Callable[[str, str | bytes], Path]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(body: str, part: str = "word/document.xml", packing: int = zipfile.ZIP_DEFLATED, head: str = "") -> bytes:
    """The bytes of a Word file with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        archive.writestr("[Content_Types].xml", f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>')
        archive.writestr(part, f'{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/header1.xml", f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>A header.</w:t></w:r></w:p></w:hdr>')
    return out.getvalue()


def paragraph(*runs: str) -> str:
    """A paragraph of runs of plain words."""
    return "<w:p>" + "".join(f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_a_document_is_an_article(write: Write) -> None:
    """Runs are joined, empty paragraphs are none, letters beyond ASCII and signs of XML are what they stand for."""
    body = paragraph("The mill ", "will re", "open.") + "<w:p/>" + paragraph("“Talks”, they said &amp; left.")
    article = read(write("china-daily/2025-10-27-mill.docx", word(body))).articles[0]
    assert article.text == "The mill will reopen.\n\n“Talks”, they said & left."
    assert (article.doc_id, article.day, article.provenance.importer) == ("2025-10-27-mill", "2025-10-27", "word")


SEEN = {
    "breaks and tabs": ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc"),
    "a hyphen that never breaks": ("<w:p><w:r><w:t>so</w:t><w:noBreakHyphen/><w:t>so</w:t></w:r></w:p>", "so-so"),
    "stops of tabs": ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "a"),
    "deleted": ("<w:p><w:del><w:r><w:delText>no </w:delText></w:r></w:del><w:r><w:t>yes</w:t></w:r></w:p>", "yes"),
    "inserted": ("<w:p><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>", "yes"),
    "moved away": (f"<w:p><w:moveFrom>{'<w:r><w:t>no</w:t></w:r>'}</w:moveFrom><w:r><w:t>yes</w:t></w:r></w:p>", "yes"),
    "hidden": (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>yes</w:t></w:r></w:p>',
        "yes",
    ),
    "a field": ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", "7"),
    "a table": (f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>", "a\n\nb"),
    "a box": (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('box')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('box')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        "<w:t>round it</w:t></w:r></w:p>",
        "box\n\nround it",
    ),
}


@pytest.mark.parametrize(("body", "text"), SEEN.values(), ids=SEEN)
def test_the_text_is_what_one_sees(body: str, text: str, write: Write) -> None:
    """Nothing that was deleted, moved away or hidden; no box twice."""
    assert read(write("a.docx", word(body))).articles[0].text == text


def test_the_main_part_may_have_another_name(write: Write) -> None:
    """As Word on the web has it."""
    assert read(write("a.docx", word(paragraph("Talks."), "word/document2.xml"))).articles[0].text == "Talks."


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
NO_WORD = "this is no Word document, or a damaged one"
MISTAKES = {
    "no archive": (b"Plain words.", NO_WORD),
    "of old Word, or with a password": (b"\xd0\xcf\x11\xe0" + bytes(600), NO_WORD),
    "cut off": (word(paragraph("Talks."))[:-40], NO_WORD),
    "no XML": (word("<w:p>"), NO_WORD),
    "entities": (word(paragraph("&b;"), head=ENTITIES), NO_WORD),
    "packed without bounds": (word(paragraph("Talks."), packing=zipfile.ZIP_BZIP2), NO_WORD),
    "a flipped bit": (word(paragraph("Talks.")).replace(b"Talks", b"Walks"), ""),
    "too large": (word(paragraph("Talks. " * 100_000)), "larger than the limit article_bytes (100,000)"),
    "no words": (word("<w:p/>"), "the file is empty"),
}


@pytest.mark.parametrize(("data", "reason"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_no_article_is_named(data: bytes, reason: str, write: Write) -> None:
    """One file costs only itself."""
    write("good.docx", word(paragraph("Talks will resume.")))
    folder = write("bad.docx", data).parent
    options = replace(ReadOptions(), limits=Limits(article_bytes=100_000))
    reading = read_articles([folder], options)
    skipped = [issue for issue in reading.issues if issue.severity == "skipped"]
    if reason:
        assert [(issue.file, issue.reason) for issue in skipped] == [("bad.docx", reason)]
    assert "good" in [article.doc_id for article in reading.articles]


def test_another_program_s_file(write: Write) -> None:
    """A workbook under the name of a document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    reading = read(write("a.docx", out.getvalue()))
    assert [issue.reason for issue in reading.issues] == ["the file holds no Word document"]


def test_documents_are_filed_as_they_are(framing, write: Write, tmp_path: Path) -> None:
    """Into a corpus, with their tags beside them."""
    data = word(paragraph("Talks will resume, the guild said."))
    done = framing("add", write("talks.docx", data), "--outlet", "BBC", "--corpus", tmp_path / "corpus")
    assert done.code == 0, done.err
    assert (tmp_path / "corpus" / "bbc" / "talks.docx").read_bytes() == data
    assert framing("ls", tmp_path / "corpus", "--format", "csv").out.count("BBC") == 1
