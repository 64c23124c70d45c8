"""A codebook by its name or in a file of any known format: read, or an error with file, line and fix; and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from framing import registry, resources
from framing.arguments import check_place, check_text
from framing.engine.collecting import collector_resting
from framing.errors import CodebookError, UsageError
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.records.codebook import Codebook

#: Spreadsheets that are no text.
_WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers")
#: How much of a file is looked at to tell whether it is a codebook.
_HEAD = 4_000


def shipped_codebooks() -> list[str]:
    """Names of the codebooks that come with framing, sorted."""
    return sorted(path.stem for path in resources.folder("lexicons").glob("*.yml") if is_codebook(path))


def is_codebook(path: Path) -> bool:
    """Whether a YAML file's lines say that it is a codebook, and not a table or dictionary of another kind."""
    with path.open(encoding="utf-8") as file:
        return any(line.startswith("codebook:") for line in file.read(_HEAD).splitlines())


def load_codebook(name: str | Path, *, encoding: str = "") -> Codebook:
    """The shipped codebook of that name, or the one in a file: YAML, a table, a dictionary of another program.

    Raises CodebookError with file, line and fix where anything is not as the format says. ``encoding`` is that of a
    file which is not UTF-8.

    >>> load_codebook("us-china-trade").frames[0].name
    'bullying'
    """
    check_place("codebook", name)
    check_text("encoding", encoding)
    read = read_codebook(name, encoding=encoding)
    if read.codebook is None or read.problems:
        raise _refusal(read.problems, str(name))
    return read.codebook


def as_codebook(codebook: Codebook | str | Path) -> Codebook:
    """The codebook itself, or the one of that name or file."""
    if isinstance(codebook, list | tuple):
        remedy = "take one after the other: [fr.score(corpus, name) for name in names]"
        raise UsageError(f"codebook is no text but {type(codebook).__name__}", remedy=remedy)
    return codebook if isinstance(codebook, Codebook) else load_codebook(codebook)


def _refusal(problems: tuple[CodebookError, ...], name: str) -> CodebookError:
    """The first of them, which says how many there are."""
    first = problems[0]
    if len(problems) == 1:
        return first
    remedy = f"{first.remedy}; framing lexicon check {name} lists all {len(problems):,} mistakes"
    return CodebookError(first.reason, file=first.file, line=first.line, remedy=remedy)


def read_codebook(name: str | Path, *, encoding: str = "") -> Read:
    """The same with all that cannot be read beside the codebook of what can."""
    path, shown = _place(name)
    form = format_of(path)
    # The parts of a codebook all stay: to look for garbage among them takes a quarter of the time.
    with collector_resting():
        return form.read(CodebookFile(path, shown, encoding))


def _place(name: str | Path) -> tuple[Path, str]:
    """The file behind a name, and what messages call it."""
    path = Path(name)
    if registry.known("formats", path.suffix.lower()):
        return path, str(name)
    if str(name) in shipped_codebooks():
        return resources.folder("lexicons") / f"{name}.yml", f"lexicons/{name}.yml"
    known = f"{', '.join(registry.names('formats'))}, or one of {', '.join(shipped_codebooks())}"
    if path.is_file():
        workbook = path.suffix.lower() in _WORKBOOKS
        remedy = "save its sheet as CSV UTF-8" if workbook else f"name a file that ends in {known}"
        raise CodebookError("this is no format of codebooks", file=name, remedy=remedy)
    near = get_close_matches(str(name), shipped_codebooks(), 1)
    remedy = f"did you mean {near[0]}? else name" if near else "name"
    raise CodebookError(f"there is no codebook '{name}'", remedy=f"{remedy} a file that ends in {known}")


def format_of(path: Path) -> CodebookFormat:
    """The format that a file's ending names, of those that there are."""
    form = registry.find("formats", path.suffix.lower(), CodebookFormat)
    assert form is not None, path
    return form


def written_codebook(codebook: Codebook, path: Path, left_out: Sequence[CodebookError] = ()) -> bytes:
    """The codebook as a file with such an ending; a UsageError if the format cannot hold one.

    ``left_out`` is said in comments where the format has them. What is written is read once more: if that is not the
    same codebook, it is a CodebookError.
    """

    form = registry.find("formats", path.suffix.lower(), CodebookFormat)
    if form is None or form.write is None:
        able = [ending for ending in registry.names("formats") if format_of(Path(f"a{ending}")).write]
        raise UsageError(f"a codebook cannot be written as {path.name}", remedy=f"end the name in {', '.join(able)}")
    said = [f"{form.comment}{problem.place}: {problem.reason}\n" for problem in left_out] if form.comment else []
    if said:
        said.insert(0, f"{form.comment}Not in this codebook, since framing cannot look for it:\n")
    held = ("".join(said) + form.write(codebook)).encode("utf-8")
    again = form.read(CodebookFile(path, path.name, held=held))
    if again.problems or again.codebook is None or _meaning(again.codebook) != _meaning(codebook):
        reason = f"written as {path.suffix} the codebook would not be the same when it is read"
        raise CodebookError(reason, file=codebook.file, remedy="shorten its names, or write another format")
    return held


def _meaning(codebook: Codebook) -> Codebook:
    """All of a codebook but where it stands."""
    frames = [replace(f, entries=tuple(replace(e, line=None) for e in f.entries)) for f in codebook.frames]
    return replace(codebook, frames=tuple(frames))
