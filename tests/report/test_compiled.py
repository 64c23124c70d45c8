"""Compiled templates are kept as Python keeps modules, and never outlive what they were made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from framing.report import ReportData, render
from framing.report.compiled import CompiledTemplates


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled code goes in a Python that keeps it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the templates that are compiled, as they come."""
    names: list[str] = []
    compile_it = Environment.compile

    def counted(environment: Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_it(environment, source, name, filename)

    monkeypatch.setattr(Environment, "compile", counted)
    return names


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of one shipped template."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "page.html").write_text("<p>{{ word }}</p>")
    return tmp_path / "shipped"


def page(shipped: Path, *own: Path, recipe: str = "1") -> str:
    """What the template makes of a word, in an environment of its own."""
    cache = CompiledTemplates(shipped, recipe)
    environment = Environment(loader=FileSystemLoader([*own, shipped]), bytecode_cache=cache, autoescape=True)
    return environment.get_template("page.html").render(word="a<b")


def test_a_second_report_compiles_nothing_and_is_the_same(five: ReportData, kept: Path, compiled: list[str]) -> None:
    """Code that was kept makes the same page."""
    first = render(five)
    assert "report.html" in compiled
    compiled.clear()
    assert render(five) == first
    assert compiled == []
    assert not [path for path in kept.rglob("*") if path.is_file() and path.suffix != ".pyc"]


def test_a_changed_template_is_compiled_anew(shipped: Path, kept: Path) -> None:
    """The text counts, not its date."""
    assert page(shipped) == "<p>a&lt;b</p>"
    (shipped / "page.html").write_text("<b>{{ word }}</b>")
    assert page(shipped) == "<b>a&lt;b</b>"


def test_another_recipe_is_other_code(shipped: Path, kept: Path, compiled: list[str]) -> None:
    """Code of another version of framing is not taken."""
    assert page(shipped) == page(shipped, recipe="2")
    assert compiled == ["page.html", "page.html"]


def test_a_users_template_is_not_kept(shipped: Path, kept: Path, tmp_path: Path) -> None:
    """Nothing is left behind for a folder of one's own, and it takes nobody's place."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html").write_text("<i>{{ word }}</i>")
    assert page(shipped, own) == "<i>a&lt;b</i>"
    assert not kept.exists()
    assert page(shipped) == "<p>a&lt;b</p>"
    assert page(shipped, own) == "<i>a&lt;b</i>"
    assert [path.name for path in own.iterdir()] == ["page.html"]


@pytest.mark.parametrize("damage", [lambda code: b"", lambda code: code[:-9], lambda code: code[:64] + b"(" * 99])
def test_a_damaged_file_is_made_again(shipped: Path, kept: Path, compiled: list[str], damage) -> None:
    """Whatever lies there, the page is right, and so is the file afterwards."""
    page(shipped)
    (place,) = (path for path in kept.rglob("*.pyc"))
    place.write_bytes(damage(place.read_bytes()))
    assert page(shipped) == "<p>a&lt;b</p>"
    assert page(shipped) == "<p>a&lt;b</p>"
    assert compiled == ["page.html", "page.html"]


def test_a_python_that_writes_nothing_keeps_nothing(shipped: Path, kept: Path, monkeypatch) -> None:
    """PYTHONDONTWRITEBYTECODE holds here too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert page(shipped) == "<p>a&lt;b</p>"
    assert not kept.exists()


def test_where_nothing_can_be_written_the_page_is_the_same(shipped: Path, kept: Path) -> None:
    """A file stands where the folder should be: as good as a read-only installation, for root too."""
    kept.write_text("")
    assert page(shipped) == "<p>a&lt;b</p>"
    assert kept.read_text() == ""
