"""A report as PDF: printed by Chromium where it is, one sentence where it is not."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from chromium import CHROMIUM, absent

from framing.errors import InputError
from framing.report import write_pdf
from framing.report.pdf import read_page

PAGE = "<!doctype html><html lang=en><title>Tin</title><h1>Tin talks</h1><table><tr><td>17.5</table>"


@pytest.mark.browser
def test_a_page_is_printed_and_twice_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date is SOURCE_DATE_EPOCH, not the hour of printing."""
    if not CHROMIUM.exists():
        absent(f"{CHROMIUM} is not there: apt-get install chromium")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("a.pdf", "b.pdf"):
        write_pdf(PAGE, tmp_path / name)
    read = pypdf.PdfReader(tmp_path / "a.pdf")
    assert "Tin talks" in read.pages[0].extract_text()
    assert read.metadata.creation_date_raw.startswith("D:20231114221320")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_without_a_browser_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is written."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FRAMING_CHROMIUM", raising=False)
    with pytest.raises(InputError, match="printed by Chromium, and none is here") as caught:
        write_pdf(PAGE, tmp_path / "a.pdf")
    assert "install chromium" in caught.value.remedy
    monkeypatch.setenv("FRAMING_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(InputError, match="names no program"):
        write_pdf(PAGE, tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_prints_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ends without a PDF leaves no file."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("FRAMING_CHROMIUM", str(program))
    with pytest.raises(InputError, match="did not print"):
        write_pdf(PAGE, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_only_a_page_of_framing_is_printed(tmp_path: Path, page_of_five: str) -> None:
    """A text, another's page and what is no text are refused; a report is taken."""
    (tmp_path / "report.html").write_text(page_of_five, encoding="utf-8")
    assert read_page(tmp_path / "report.html") == page_of_five
    (tmp_path / "notes.txt").write_text("Notes on tin.")
    (tmp_path / "theirs.html").write_text(PAGE)
    (tmp_path / "bytes.html").write_bytes(b"\xff\xfe\x00")
    for name in ("notes.txt", "theirs.html", "bytes.html", "absent.html"):
        with pytest.raises(InputError, match=r"no page of framing|cannot be read") as caught:
            read_page(tmp_path / name)
        assert caught.value.file == str(tmp_path / name)
