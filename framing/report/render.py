"""Sections to one page: templates found, data escaped, the page closed against everything outside it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from framing import registry, resources
from framing.arguments import check_place
from framing.errors import InputError, UsageError
from framing.records.grammar import counted, ranked
from framing.report import numbers
from framing.report.compiled import CompiledTemplates
from framing.report.data import ReportData
from framing.report.sections import SECTIONS
from framing.report.shortening import TITLE, short

__all__ = ["environment_of", "printable", "render"]

SCRIPT = "report.js"
STYLE = "report.css"
_MEND = "mend the template or leave out --templates"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BREAK = re.compile(r"(?<=[{};,])\s*\n\s*")
#: A line break between tags, before what stands on a line of its own anyway, says nothing to a browser.
_BEFORE_BLOCK = re.compile(r"(?<=>)\n(?=</?(?:article|details|div|h[23]|li|p|section|table|t[dhr]|ul)[ >])")
#: A paragraph ends by itself where another block begins, or where what holds it ends.
_END_OF_PARAGRAPH = re.compile(r"</p>(?=</?(?:article|details|div|h[23]|header|li|p|section|table|ul)[ >])")
#: What no HTML file may hold: control characters other than tab and line feed, and halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(
    data: ReportData,
    *,
    title: str | None = None,
    sections: Sequence[str] | None = None,
    templates: Path | str | None = None,
) -> str:
    """The report as one HTML page.

    ``title`` overrides the title of ``data``; ``sections`` names the sections wanted, in that order (default: all; a
    section without anything to show is left out, and the page says which of those named); ``templates`` is a folder
    looked into before the shipped one. The same data give the same bytes. Raises UsageError for an unknown section,
    InputError for a template that cannot be read or used.
    """
    wanted = _wanted(sections)
    environment = environment_of(templates)
    built = [(name, registry.load(SECTIONS[name])(data)) for name in wanted]
    shown = [{"name": name, **content} for name, content in built if content is not None]
    empty = [] if sections is None else [name for name, content in built if content is None]
    try:
        return _page(environment, data, short(title or data.title, TITLE), shown, empty)
    except TemplateSyntaxError as error:
        raise InputError(
            f"the template cannot be read: {error.message}",
            file=error.filename,
            line=error.lineno,
            remedy=_MEND,
        ) from None
    except TemplateError as error:
        reason = f"a template cannot be used: {error.message or type(error).__name__}"
        raise InputError(reason, file=templates, remedy=_MEND) from None
    except Exception as error:
        if templates is None:  # the shipped ones are not the user's to mend
            raise
        reason = f"a template cannot be used: {type(error).__name__}: {error}"
        raise InputError(reason, file=templates, remedy=_MEND) from None


def _wanted(sections: Sequence[str] | None) -> list[str]:
    wanted = list(SECTIONS) if sections is None else list(dict.fromkeys(sections))
    if odd := [name for name in wanted if name not in SECTIONS]:
        raise UsageError(f"there is no report section '{odd[0]}'", remedy=f"use {', '.join(SECTIONS)}")
    return wanted


def environment_of(templates: Path | str | None = None) -> Environment:
    """The templates, those of a folder first: whatever is filled in is escaped, and must be there."""
    if templates is not None:
        check_place("templates", templates)
    if templates is not None and not Path(templates).is_dir():
        raise InputError("there is no such folder of templates", file=templates, remedy="name an existing folder")
    own, shipped = [Path(templates)] if templates is not None else [], resources.folder("templates")
    environment = Environment(
        loader=FileSystemLoader([*own, shipped]),
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(shipped),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(n=numbers.whole, d=numbers.rate, listing=numbers.listing)
    environment.globals.update(count=counted, percent=numbers.percent)
    return environment


def _page(environment: Environment, data: ReportData, title: str, shown: list[dict[str, Any]], empty: list[str]) -> str:
    script, style = Markup(_script(environment)), _style(environment, shown)
    html = environment.get_template("report.html").render(
        title=title,
        sections=shown,
        empty=empty,
        names={section["name"] for section in shown},
        language=data.recipe.codebook.language or "en",
        style=Markup(style),
        script=script,
        policy=_policy(script),
    )
    before, used, after = html.partition(style)
    html = before + _shorter(used, before + after) + _END_OF_PARAGRAPH.sub("", _BEFORE_BLOCK.sub("", after))
    return printable(html.replace("\r\n", "\n").replace("\r", "\n"))


def printable(html: str) -> str:
    """A page with a mark in the place of every character that no HTML file may hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html)


def _source(environment: Environment, name: str) -> str:
    """A template as it stands in its file: nothing is filled in."""
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _script(environment: Environment) -> str:
    """The script without its comment lines and indents."""
    lines = (line.strip() for line in _source(environment, SCRIPT).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _style(environment: Environment, shown: list[dict[str, Any]]) -> str:
    """The style sheet of the page: what all pages need, then what the sections shown need; no comments, no line breaks.

    A section names shared sheets in ``styles``; one of its own has its name and is found by it. ``css`` holds rules
    made for this page.
    """
    shared = dict.fromkeys(name for section in shown for name in section.get("styles", ()))
    sheets = [_source(environment, name) for name in (STYLE, *shared)]
    own = [_own_sheet(environment, section["name"]) for section in shown]
    made = dict.fromkeys(rules for section in shown for rules in section.get("css", ()))
    style = "\n".join([*sheets, *own, *made])
    return _BREAK.sub("", _COMMENT.sub("", style)).strip()


def _own_sheet(environment: Environment, section: str) -> str:
    """The style sheet that only one section needs; most need none."""
    try:
        return _source(environment, f"sections/{section}.css")
    except TemplateNotFound:
        return ""


_VARIABLE = re.compile(r"--([a-z][a-z0-9]+)\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _shorter(style: str, body: str) -> str:
    """The style sheet with its variables named by one letter, but for those that the page itself sets or reads."""
    taken = set(re.findall(r"--([A-Za-z][A-Za-z0-9]*)", body)) | set(re.findall(r"--([A-Za-z])\b", style))
    named = Counter(name for name in _VARIABLE.findall(style) if name not in taken)
    free = (letter for letter in _LETTERS if letter not in taken)
    names = dict(zip((name for name, _ in ranked(named)), free, strict=False))
    return _VARIABLE.sub(lambda found: f"--{names.get(found[1], found[1])}", style)


def _policy(script: str) -> Markup:
    """The page may use its own styles and exactly this script; it may ask nobody for anything."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return Markup(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
