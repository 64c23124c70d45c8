"""What is installed, what works, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from framing import __version__
from framing.errors import FramingError
from framing.lexicon.reading import load_codebook, shipped_codebooks
from framing.records.grammar import counted
from framing.report.pdf import find_browser
from framing.resources import folder
from framing.store.opening import open_at
from framing.study.stores.recipes import superseded

#: ``bad`` is something that framing cannot do without.
GOOD, MISSING, BAD = "ok", "missing", "bad"
_DISTRIBUTION = "newsframing"
#: What extras are for.
_EXTRAS = {
    "dask": "framing score --engine dask",
    "dev": "the tests",
    "embeddings": "framing train --embeddings",
    "excel": "coding sheets in .xlsx",
    "fsspec": "addresses such as s3://",
    "postgres": "a store on a PostgreSQL server",
    "spark": "framing score --engine spark",
}
#: What a browser is for.
_PRINTS = "framing report -o report.pdf, the tests of the report"
_JAVA_ANSWERS_IN = 60.0  # seconds
_LEAST_FREE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``state`` is ok, missing (only needed for something) or bad."""

    part: str
    state: str
    found: str
    remedy: str = ""


def examine(store: str = "") -> list[Finding]:
    """Look at everything; nothing raises."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _program, _libraries, _extras, _data, lambda: _store(store), _java, _browser, _room, _settings,
    )  # fmt: skip
    findings: list[Finding] = []
    for look in looks:
        try:
            findings += look()
        except Exception as problem:
            findings.append(Finding(look.__name__.strip("_"), BAD, f"could not be looked at: {problem}", "report this"))
    return findings


def _program() -> Iterator[Finding]:
    yield Finding("framing", GOOD, f"{__version__}, in {Path(__file__).resolve().parents[1]}")
    yield Finding("python", GOOD, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("cores", GOOD, f"{os.cpu_count() or 1}; framing score --workers uses them")


def _requirements() -> list[str]:
    """What the distribution asks for, as pip writes it; a checkout says it itself, its metadata may be old."""
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if project.is_file():
        declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        extras = declared["optional-dependencies"].items()
        further = [f"{need}; extra == '{name}'" for name, needs in extras for need in needs]
        return [*declared["dependencies"], *further]
    return list(metadata.requires(_DISTRIBUTION) or [])


def _needs() -> dict[str, list[tuple[str, str]]]:
    """Library and lowest version of each extra; those of the program itself under an empty name."""
    found: dict[str, list[tuple[str, str]]] = {"": []}
    for line in _requirements():
        need, _, condition = line.partition(";")
        extra = re.search(r"extra == ['\"](.+?)['\"]", condition)
        parts = re.match(r"\s*([\w.-]+)(?:\[.*?\])?\s*(?:>=\s*([\w.]+))?", need)
        if parts:
            found.setdefault(extra[1] if extra else "", []).append((parts[1], parts[2] or ""))
    return found


def _installed(library: str) -> str:
    """Its version; empty if it is not there."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _is_old(version: str, least: str) -> bool:
    def numbers(text: str) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", text)[:3]]

    return bool(least) and numbers(version) < numbers(least)


def _lacks(library: str, least: str) -> str:
    """What is wrong with it; empty if it serves."""
    version = _installed(library)
    if not version:
        return "not installed"
    return f"{version}, older than {least}" if _is_old(version, least) else ""


def _libraries() -> Iterator[Finding]:
    for library, least in _needs()[""]:
        if lack := _lacks(library, least):
            yield Finding(library, BAD, lack, f"pip install '{library}>={least}'")
        else:
            yield Finding(library, GOOD, _installed(library))


def _extras() -> Iterator[Finding]:
    for extra, needs in sorted(_needs().items()):
        if not extra:
            continue
        lacking = [name for name, least in needs if _lacks(name, least)]
        use = f" ({_EXTRAS[extra]})" if extra in _EXTRAS else ""
        if lacking:
            remedy = f"pip install '{_DISTRIBUTION}[{extra}]'"
            yield Finding(f"extra {extra}", MISSING, f"without {', '.join(lacking)}{use}", remedy)
        else:
            yield Finding(f"extra {extra}", GOOD, ", ".join(f"{name} {_installed(name)}" for name, _ in needs) + use)


def _data() -> Iterator[Finding]:
    try:
        books = [load_codebook(name) for name in shipped_codebooks()]
        listed = ", ".join(f"{book.name} {book.version}" for book in books)
        yield Finding("codebooks", GOOD, f"{listed}; in {folder('lexicons')}")
    except FramingError as problem:
        yield Finding("codebooks", BAD, problem.reason, problem.remedy or "install newsframing again")
    try:
        yield Finding("templates", GOOD, str(folder("templates")))
    except FramingError as problem:
        yield Finding("templates", BAD, problem.reason, problem.remedy)


def _store(address: str) -> Iterator[Finding]:
    if not address and not Path("framing.db").exists():
        yield Finding("store", MISSING, "no framing.db in this folder", "framing add makes one; --store names another")
        return
    try:
        store = open_at(address or "framing.db")
        with closing(store):
            store.check()
            articles, kept = store.count(), sum(store.kept_sizes().values())
            old = sum(superseded(store).values())
        scores = f", {kept / 1e6:,.1f} MB of scores" if kept else ""
        replaced = f", {old / 1e6:,.1f} of them replaced by newer ones" if old else ""
        remedy = "framing rm --old-scores deletes those" if old else ""
        yield Finding("store", GOOD, f"{store.shown}: sound, {counted(articles, 'article')}{scores}{replaced}", remedy)
    except FramingError as problem:
        yield Finding("store", BAD, str(problem).splitlines()[0], problem.remedy)


def _java() -> Iterator[Finding]:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if java is None:
        yield Finding("java", MISSING, "not found (framing score --engine spark)", "install Java 17")
        return
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=_JAVA_ANSWERS_IN, check=False)
    except (OSError, subprocess.TimeoutExpired):
        yield Finding("java", MISSING, f"{java} cannot be run", "install Java 17")
        return
    # Not always the first line: where JAVA_TOOL_OPTIONS is set, Java says that before.
    said = re.search(r'^.*version "(\d+).*$', done.stderr or done.stdout, re.MULTILINE)
    if said is None:
        yield Finding("java", MISSING, f"{java} does not say its version", "install Java 17")
    elif int(said[1]) < 17:
        yield Finding("java", MISSING, f"{said[0]}: too old for Spark 4", "install Java 17")
    else:
        yield Finding("java", GOOD, said[0])


def _browser() -> Iterator[Finding]:
    if found := find_browser():
        yield Finding("chromium", GOOD, f"{found} ({_PRINTS})")
    else:
        remedy = "apt-get install chromium, or name one with FRAMING_CHROMIUM; any browser opens a report"
        yield Finding("chromium", MISSING, f"not found ({_PRINTS})", remedy)


def _room() -> Iterator[Finding]:
    import tempfile

    for name, place in (("this folder", "."), ("temporary files", tempfile.gettempdir())):
        free = shutil.disk_usage(place).free
        if not os.access(place, os.W_OK):
            yield Finding(name, MISSING, "cannot be written to", "work in another folder, or name one with -o")
        elif free < _LEAST_FREE:
            yield Finding(name, MISSING, f"{free / 1e6:,.0f} MB free", "make room")
        else:
            yield Finding(name, GOOD, f"{free / 1e9:,.0f} GB free")


def _settings() -> Iterator[Finding]:
    """Settings from the environment, which explain what surprises; never their values where those could be secret."""
    from framing.corpus.options import Limits

    set_ = sorted(name for name in os.environ if name.startswith("FRAMING_"))
    try:
        Limits.from_environment()
        yield Finding("settings", GOOD, ", ".join(set_) or "none in the environment")
    except FramingError as problem:
        yield Finding("settings", BAD, problem.reason, problem.remedy)
    yield Finding("encoding", GOOD, f"{sys.getfilesystemencoding()} for file names; data are always UTF-8")
