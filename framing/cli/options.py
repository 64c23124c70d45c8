"""Options that several verbs share, and what is said of those that change nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from click.core import ParameterSource

from framing.cli.output import Output, refuse_terminal, talk
from framing.errors import UsageError
from framing.records.tables import LEXICON

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_CODEBOOK = "us-china-trade"


def place(flag: str, said: str, *, default: str = "", metavar: str = "FILE") -> Callable[[F], F]:
    """An option that names where something is kept; ``said`` is its help."""
    return click.option(flag, default=default, show_default=bool(default), metavar=metavar, help=said)


def key(said: str = "A sheet's key, if it is not beside the sheet.") -> Callable[[F], F]:
    """The option that names the key of a coded sheet; ``said`` is its help."""
    return click.option("--key", type=click.Path(), default=None, metavar="FILE", help=said)


def corpus(said: str, *, required: bool = False) -> Callable[[F], F]:
    """The option that names the articles that codes are about; ``said`` is its help."""
    return click.option("--corpus", multiple=True, required=required, type=click.Path(), help=said)


def coder(said: str) -> Callable[[F], F]:
    """The option that says whose matches are wanted; ``said`` is its help."""
    return click.option("--coder", default=LEXICON, show_default=True, metavar="NAME", help=said)


def choice(flag: str, words: Sequence[str], said: str, *, metavar: str = "") -> Callable[[F], F]:
    """An option that is one of these words, the first if it is left out; ``said`` is its help."""
    return click.option(
        flag,
        type=click.Choice(words),
        default=words[0],
        show_default=True,
        metavar=metavar or flag.removeprefix("--").upper(),
        help=said,
    )


def written(
    said: str, *, required: bool = False, default: str | None = None, metavar: str | None = "FILE"
) -> Callable[[F], F]:
    """``-o``: the file or folder to write; ``said`` is its help."""
    # A default of None, where one is required, click would take for an answer.
    given: dict[str, Any] = {} if required else {"default": default, "show_default": default is not None}
    return click.option("-o", "--output", type=click.Path(), required=required, metavar=metavar, help=said, **given)


#: Where in an article: ``place_of`` turns "all" into None.
where = choice(
    "--where",
    ["all", "headline", "lead", "body"],
    "Where in the articles: all of them, headline, lead (the first paragraph) or body.",
)


def place_of(where: str) -> str | None:
    """The place that was asked for; None is the whole article."""
    return None if where == "all" else where


def number(flag: str, default: float, kind: click.IntRange | click.FloatRange, said: str) -> Callable[[F], F]:
    """An option that is a number; ``said`` is its help."""
    return click.option(flag, default=default, show_default=True, type=kind, help=said)


#: The store that verbs about a store alone take if none is named.
STORE = "framing.db"
store = place("--store", "The store: a .db file, or postgresql://...", default=STORE)


output = written("Write to this file (whole or not at all).")
codebook = click.option(
    "--codebook",
    default=DEFAULT_CODEBOOK,
    show_default=True,
    metavar="NAME",
    help="A shipped codebook's name, or a file (.yml, .csv, .tsv, .dic, .dicx, .cat, .ykd, .lcd, .lc3).",
)
codebook_argument = click.argument("codebook")
workers = click.option(
    "--workers",
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="Worker processes; the rows are the same for any number.",
)
#: Where sheets and codes go.
sheet_output = written("The sheet: .csv or .xlsx.", required=True)
codes_output = written("The codes: .csv, .xlsx, .jsonl or .parquet.")
overwrite = click.option("--overwrite", is_flag=True, help="Replace a sheet that exists; it may hold codes.")
for_excel = click.option(
    "--for-excel", is_flag=True, help="A CSV that is safe to double-click: byte order mark, no formulas."
)
yes = click.option("--yes", is_flag=True, help="Do not ask.")
strict = click.option("--strict", is_flag=True, help="Fail (exit code 1) on any skipped input or warning.")


def keeping(function: F) -> F:
    """``--store`` and ``--codebook`` of a verb that may keep codes."""
    at = place("--store", "Keep the codes here, beside their articles.")
    book = click.option(
        "--codebook",
        default=DEFAULT_CODEBOOK,
        show_default=True,
        metavar="NAME",
        help="The codebook of codes that name none.",
    )
    decorated: F = at(book(function))
    return decorated


keep_copies = click.option(
    "--keep-copies", is_flag=True, help="Count near-copies each; otherwise a text that two articles hold counts once."
)


class Whole(click.IntRange):
    """A whole number between two bounds."""

    name = "number"


class Real(click.FloatRange):
    """A number between two bounds; unlike click's own, ``nan`` lies between none."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is not a number.", param, ctx) if math.isnan(number) else number


#: Types of options that count something, and of those that are a share.
WHOLE, COUNT = Whole(min=0), Whole(min=1)
SHARE = Real(min=0, max=1)
seed = number("--seed", 0, WHOLE, "Seed of whatever is drawn at random.")


_ENDINGS = {".csv": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".parquet": "parquet"}
#: What says that a file is something else than a table would be.
_OTHERS = frozenset(".xlsx .xls .ods .gz .bz2 .xz .zst .zip .html .pdf .docx .db".split())


def table_output(function: F) -> F:
    """``--format`` and ``-o``; without the former the ending of the latter tells, and a table for reading is the
    default. The function gets both as one ``out``."""
    return form(output(function))


def form(function: F) -> F:
    """``--format`` alone, for a verb whose ``-o`` is not where its table goes, or no option of its own."""
    said = "table (for reading; the default), csv, json (one object a line) or parquet. -o x.csv means csv, and so on."
    return _form_option(function, _form_of_output, said)


def asked_output(function: F) -> F:
    """``--format`` and ``-o`` of a verb that writes data only if it is asked for: else the form is empty."""
    said = "Say what became of each article as data: table, csv, json or parquet. -o x.csv means csv."
    return _form_option(output(function), _form_if_asked, said)


def _form_option(function: F, told: Callable[[str, str], str], said: str) -> F:
    @wraps(function)
    def checked(*arguments: Any, form: str | None, output: str | None = None, **others: Any) -> Any:
        out = Output(told(form or "", output or ""), output)
        refuse_terminal(out)
        return function(*arguments, out=out, **others)

    kinds = click.Choice(["table", "csv", "json", "parquet"])
    option = click.option("--format", "form", type=kinds, default=None, metavar="FORMAT", help=said)
    return option(cast(F, checked))


def _form_if_asked(asked: str, output: str) -> str:
    return _form_of_output(asked, output) if asked or output else ""


def _form_of_output(asked: str, output: str) -> str:
    suffix = PurePath(output).suffix.lower()
    if suffix in _OTHERS:
        also = "; framing export tables writes a workbook" if suffix == ".xlsx" else ""
        raise UsageError(
            f"{output}: no table is written as {suffix}", remedy=f"end it in .csv, .json or .parquet{also}"
        )
    return asked or _ENDINGS.get(suffix, "table")


def paths(function: F) -> F:
    """``PATH...``, and ``--store`` for one that is no file; the function gets them as one tuple ``paths``."""

    @wraps(function)
    def with_store(*arguments: Any, paths: tuple[str, ...], store: str, **others: Any) -> Any:
        return function(*arguments, paths=together(paths, store), **others)

    return paths_and_store(cast(F, with_store))


def paths_and_store(function: F) -> F:
    """The same, for a verb to which the two are not one; see ``together``. What is read is never written over."""

    @wraps(function)
    def sparing(*arguments: Any, paths: tuple[str, ...], store: str, **others: Any) -> Any:
        from framing.cli.spared import spare_inputs

        spare_inputs((*paths, store) if store else paths, others.get("output"))
        return function(*arguments, paths=paths, store=store, **others)

    option = place("--store", "Articles of a store: a .db file, or postgresql://...")
    argument = click.argument("paths", nargs=-1, type=click.Path(), metavar="PATH...")
    decorated: F = argument(option(cast(F, sparing)))
    return decorated


#: What click says of an argument that is missing.
_MISSING = "Missing argument '{}'."
NO_PATH = _MISSING.format("PATH...")


def together(paths: tuple[str, ...], store: str, called: str = "PATH...") -> tuple[str, ...]:
    """What was named, as paths; nothing at all is a mistake."""
    named = (*paths, store) if store else paths
    if not named:
        raise click.UsageError(_MISSING.format(called), click.get_current_context())
    return named


def reading(function: F) -> F:
    """How articles are read: ``--outlet``, ``--encoding``, ``--no-propose``; the function gets one ``reader``."""

    @wraps(function)
    def with_reader(*arguments: Any, outlet: str, encoding: str, no_propose: bool, **others: Any) -> Any:
        from framing.corpus.options import ReadOptions

        reader = ReadOptions(outlet=outlet, encoding=encoding, propose=not no_propose)
        if encoding and _only_stores([*others.get("paths", ()), others.get("store", "")]):
            idle(f"--encoding {encoding}", "a store holds text that is decoded already")
        return function(*arguments, reader=reader, **others)

    wrapped = cast(F, with_reader)
    for option in (
        click.option("--outlet", default="", metavar="NAME", help="Outlet of articles that carry no tag."),
        click.option(
            "--encoding",
            default="",
            metavar="NAME",
            help="Encoding of text files (cp1252 ...), instead of UTF-8 or a stated guess.",
        ),
        click.option("--no-propose", is_flag=True, help="Leave untagged articles unknown; propose nothing."),
    ):
        wrapped = option(wrapped)
    return wrapped


def _only_stores(named: Iterable[str]) -> bool:
    from framing.store.addresses import is_store

    paths = [path for path in named if path]
    return bool(paths) and all(map(is_store, paths))


def idle(option: str, why: str) -> None:
    """Say that an option which was given has no effect."""
    talk(f"{option} changes nothing here: {why}")


def idle_reading(reader: ReadOptions, why: str) -> None:
    """The same for the options of ``reading``, where no article is read."""
    given = {"--outlet": reader.outlet, "--encoding": reader.encoding, "--no-propose": not reader.propose}
    for option in (name for name, value in given.items() if value):
        idle(option, why)


def typed(*names: str) -> list[str]:
    """Which of these parameters of the command were given, as they are typed: with two hyphens."""
    context = click.get_current_context()
    given = [name for name in names if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    return [f"--{name.replace('_', '-')}" for name in given]


def ask(question: str, yes: bool) -> None:
    """Go on only if somebody says, or has said, yes; no is the answer of silence, and ends with exit code 1."""
    if not yes and not _is_agreed(question):
        click.echo("nothing was deleted", err=True)
        raise click.exceptions.Exit(1)


def _is_agreed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort as end:
        if not isinstance(end.__context__, EOFError):
            raise
        click.echo("\nnobody answers here; --yes says so beforehand", err=True)
        return False
