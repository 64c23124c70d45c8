"""The map of who may import whom, checked on every import of every module, those inside functions too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "framing"

#: Lines of the map, top first. A part may import parts of lower lines, and itself; never one beside it or above it.
LINES = (
    ("cli",),
    ("study",),
    ("corpus", "annotate", "lexicon", "classifier", "coding", "stats", "report"),
    ("records",),
    ("engine", "store", "registry", "resources", "arguments", "csvsafe", "jsonsafe", "xlsxsafe", "yamlsafe", "zipsafe"),
    ("errors", "filesafe"),
)
#: The package itself hands out lazy names of the API; it stands above all lines, and its version below them.
ROOT_FILES = ("__init__", "__main__", "testing")

#: The rooms of ``study``, none of which imports a later one; what stands beside them puts them together.
ROOMS = ("bridge", "output", "wording", "comparison", "stores", "coding", "runs")

#: Libraries that only some parts may import.
OWNERS = {
    "click": {"cli"},
    "jinja2": {"report"},
    "sklearn": {"classifier"},
    "nltk": {"annotate", "stats", "coding"},
    "yaml": {"yamlsafe", "lexicon", "report"},
    "scipy": {"stats", "study"},
}
#: Libraries that cost more than they may at start-up: imported inside functions.
NEVER_AT_MODULE_LEVEL = {"pandas", "pyarrow", "sklearn", "nltk", "scipy", "numpy", "openpyxl", "matplotlib"}
#: Parts whose modules are numpy through and through (stats: scipy too); they are imported inside functions themselves.
AT_MODULE_LEVEL = {
    "numpy": {"study", "annotate", "lexicon", "classifier", "coding", "stats", "records"},
    "scipy": {"stats"},
}
LONGEST_MODULE = 400

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """``corpus.ids`` for ``framing/corpus/ids.py``."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def line_of(part: str) -> int | None:
    return next((number for number, parts in enumerate(LINES) if part in parts), None)


#: When an import runs: with its module, in a function, or never, as only types are meant.
LOADING, LATER, NEVER = "loading", "later", "never"


def imports(path: Path) -> Iterator[tuple[str, int, str]]:
    """Every import of a module: what, on which line, and when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _imports_in(tree, LOADING, path)


def _imports_in(node: ast.AST, when: str, path: Path) -> Iterator[tuple[str, int, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, child.lineno, when) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, f"{path}:{child.lineno}: write the import from framing on"
            for alias in child.names:
                submodule = PACKAGE.joinpath(*f"{child.module}.{alias.name}".split(".")[1:])
                found = submodule.with_suffix(".py").exists() or submodule.is_dir()
                whole = (
                    f"{child.module}.{alias.name}"
                    if str(child.module).startswith("framing") and found
                    else child.module
                )
                yield str(whole), child.lineno, when
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports_in(child, LATER, path)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            for part in child.body:
                yield from _imports_in(ast.Module([part], []), NEVER, path)
        else:
            yield from _imports_in(child, when, path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path):
    """No part imports one of its own line or of a line above."""
    part = name_of(path).split(".")[0]
    if part in ROOT_FILES:
        return
    line = line_of(part)
    assert line is not None, f"{path} belongs to no part of the map: add it to LINES and to the design"
    for name, number, _ in imports(path):
        if not name.startswith("framing."):
            continue
        other = name.split(".")[1]
        if other == part:
            continue
        other_line = line_of(other)
        assert other_line is not None, f"{path}:{number}: {name} is no part of the map"
        beside = line == other_line and line == 4  # the small modules at the bottom may use each other
        assert other_line > line or beside, f"{path}:{number}: {part} must not import {other}"


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("study/*/*.py")), ids=name_of)
def test_rooms_of_study_stand_in_a_row(path: Path):
    """No room of ``study`` imports one that comes after it, not even for a type."""
    room = ROOMS.index(path.parent.name)
    for name, number, _ in imports(path):
        parts = name.split(".")
        if parts[:2] == ["framing", "study"] and len(parts) > 3:
            assert ROOMS.index(parts[2]) <= room, f"{path}:{number}: {path.parent.name} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_with_their_owners(path: Path):
    """click only in cli, jinja2 only in report, scikit-learn only in classifier; heavy ones inside functions."""
    part = name_of(path).split(".")[0]
    for name, number, when in imports(path):
        library = name.split(".")[0]
        owners = OWNERS.get(library)
        assert owners is None or part in owners, f"{path}:{number}: only {sorted(owners or ())} may import {library}"
        heavy = library in NEVER_AT_MODULE_LEVEL and part not in AT_MODULE_LEVEL.get(library, ())
        assert not (heavy and when == LOADING), f"{path}:{number}: import {library} inside the function that needs it"


def test_imports_go_round_in_no_circle():
    """Not even through functions, or for a type alone; the package's own face names whatever it hands out."""
    names = {f"framing.{name_of(path)}".removesuffix(".__init__") for path in MODULES} - {"framing"}
    ties = {
        f"framing.{name_of(path)}".removesuffix(".__init__"): {name for name, *_ in imports(path) if name in names}
        for path in MODULES
    }
    while free := {name for name, others in ties.items() if not others & ties.keys() - {name}}:
        ties = {name: others for name, others in ties.items() if name not in free}
    assert ties == {}


def test_modules_are_short_and_named():
    """No module over 400 lines, none called utils."""
    long = {name_of(p): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE}
    assert long == {}
    assert [name_of(p) for p in MODULES if p.stem in ("utils", "util", "helpers", "misc", "common")] == []


def loaded_by(*arguments: str) -> set[str]:
    """The heavy libraries in memory after Python ran ``arguments``."""
    heavy = ["numpy", "pandas", "pyarrow", "sklearn", "nltk", "scipy", "jinja2"]
    script = f"""
import runpy, sys
sys.argv = {list(arguments)!r}
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True) if len(sys.argv) > 1 else __import__(sys.argv[0])
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", *[name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=PACKAGE.parent, check=True
    )
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


def test_importing_framing_is_free():
    """``import framing`` loads no heavy library."""
    assert loaded_by("framing") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["score", "--help"]])
def test_help_is_free(arguments: list[str]):
    """``framing --help`` and its like load no heavy library."""
    assert loaded_by("framing", *arguments) == set()


def test_a_small_report_loads_no_scipy(tmp_path: Path):
    """Two articles without dates that share no wording: what numpy and pandas do is enough."""
    (tmp_path / "north.txt").write_text("A threat from the north\n\nThe ministry said duties would rise.\n")
    (tmp_path / "south.txt").write_text("Hopes of a truce\n\nBoth sides call their first day of talks frank.\n")
    named = [str(tmp_path / "north.txt"), str(tmp_path / "south.txt"), "-o", str(tmp_path / "page.html")]
    assert loaded_by("framing", "report", *named) == {"numpy", "pandas", "pyarrow", "jinja2"}
