"""What was typed is looked at before a verb begins: nothing empty or twice, only UTF-8, no output over an input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from framing.errors import UsageError

#: Parameters that may name a file, whose name may be of any bytes, though their type is a text.
_FILES = frozenset({"codebook", "coder", "machine", "store", "corpus", "output"})


def refuse_twice(context: click.Context, command: click.Command, typed: Sequence[str]) -> None:
    """UsageError for an option of one value that is typed twice: the last would count, and nobody be told."""
    while isinstance(command, click.Group):
        below = command.commands.get(typed[0]) if typed else None
        if below is None:
            return
        command, typed = below, typed[1:]
    try:
        *_, order = command.make_parser(click.Context(command, parent=context)).parse_args(list(typed))
    except click.UsageError:
        return  # which the verb itself says
    for parameter, times in Counter(order).items():
        if times > 1 and isinstance(parameter, click.Option) and not (parameter.multiple or parameter.is_flag):
            reason = f"{max(parameter.opts, key=len)} is given {times} times, and takes one value"
            raise UsageError(reason, remedy="give it once, or run the command once for each")


def looked_at(command: click.Command) -> click.Command:
    """``command``, which refuses what would change nothing without a word, cannot be stored, or would be lost.

    That is an option that was given nothing, as by a variable that nobody has set; a text of another encoding; a file
    that is read (a sheet of codes, say) as the one to write.
    """
    for parameter in command.params:
        parameter.callback = _looking(parameter.callback)
    return command


def _looking(callback: Callable[..., Any] | None) -> Callable[..., Any]:
    def look(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        texts = _texts(value)
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
            for each in texts:
                _refuse_unsound(parameter, each)
        if texts and _names_file(parameter):
            _refuse_replacing(context, parameter, texts)
        return callback(context, parameter, value) if callback else value

    return look


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str)]


def _names_file(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Path) or parameter.name in _FILES


def _refuse_unsound(parameter: click.Parameter, value: str) -> None:
    if isinstance(parameter, click.Option) and not value.strip():
        leave = "" if parameter.required else " or leave it out"
        raise UsageError(f"{parameter.opts[0]} is empty", remedy=f"give it a value{leave}; its help: {parameter.help}")
    plain = not _names_file(parameter) or "://" in value
    if plain and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise UsageError(f"'{value}' is not UTF-8", remedy="type it in UTF-8")


def _refuse_replacing(context: click.Context, parameter: click.Parameter, texts: list[str]) -> None:
    """An output over an input; of two parameters the one that is looked at second sees both."""
    output = next((each for each in context.command.params if "-o" in each.opts), None)
    if output is None:
        return
    for other in [each for each in context.command.params if each is not output and _names_file(each)]:
        if parameter is output:
            named, into = _texts(context.params.get(other.name or "")), texts
        elif parameter is other:
            named, into = texts, _texts(context.params.get(output.name or ""))
        else:
            continue
        for place in into:
            if any(_is_lost(name, place) for name in named):
                what = "the codebook that is read" if other.name == "codebook" else "what is read"
                raise UsageError(f"{place}: this is {what}", remedy="name another file for -o")


def _is_lost(name: str, place: str) -> bool:
    """Whether to write at ``place`` would replace the file of that name, or the key of a sheet of that name."""
    try:
        real = Path(place).resolve()
        if not real.is_file():
            return False
        beside = Path(name).with_name(f"{Path(name).stem}.key.csv") if name else Path()
        return Path(name).resolve() == real or (Path(name).is_file() and beside.resolve() == real)
    except (OSError, ValueError):
        return False
