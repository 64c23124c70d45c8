"""A report is whole or absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.report import write


def test_the_file_holds_the_page_and_nothing_else_is_left(tmp_path: Path) -> None:
    """The temporary file is gone, the page is UTF-8."""
    write("grün", tmp_path / "r.html")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("r.html", "grün".encode())]


def test_a_failure_keeps_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the last moment: the old bytes stay, no part file stays, one sentence comes."""
    target = write("old", tmp_path / "r.html")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="no space left"):
        write("new", target)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("r.html", "old")]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    """It names the file and a remedy."""
    with pytest.raises(InputError) as caught:
        write("x", tmp_path / "no" / "r.html")
    assert "r.html" in str(caught.value)
    assert caught.value.remedy


def test_a_rewritten_report_keeps_its_permissions(tmp_path: Path) -> None:
    """What a user opened to others stays open."""
    target = write("old", tmp_path / "r.html")
    target.chmod(0o640)
    assert write("new", target).stat().st_mode & 0o777 == 0o640
