"""The command ``framing``: its verbs, and what becomes of an error."""

from __future__ import annotations

import gc
import io
import os
import re
import signal
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from framing import __version__
from framing.cli.options import NO_PATH
from framing.cli.text_table import clean
from framing.engine.clock import settle_moment
from framing.errors import FramingError, InputError, UsageError

#: Each verb is the ``command`` of a module of its name in ``verbs``; in the order of the help page.
VERBS = (
    "report score merge compare kwic keyness events reuse quotes ls check add search rm baseline export lexicon code "
    "agree train evaluate doctor"
).split()

INTERRUPTED = 130
#: What ends a process politely, besides Ctrl-C: a scheduler at its time limit, a terminal that is closed.
_ENDERS = ("SIGTERM", "SIGHUP")


class Verbs(click.Group):
    """Loads the module of a verb when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return VERBS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _verb(cmd_name) if cmd_name in VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant; what is typed for it is looked at as a whole."""
        from framing.cli.given import refuse_twice

        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            refuse_twice(ctx, command, rest)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a reader of a pipe who has left (framing ls | head) is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _drop_stdout()
            raise click.exceptions.Exit(0) from None


@cache
def _verb(name: str) -> click.Command:
    """The command of a verb; what is typed for it and for those below it is looked at first."""
    from framing.cli.given import looked_at

    command: click.Command = import_module(f"framing.cli.verbs.{name}").command
    for each in (command, *getattr(command, "commands", {}).values()):
        looked_at(each)
    return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="framing")
def framing() -> None:
    """Compare how news outlets frame the same story.

    Every number is split by voice (own words, quoted, reported), carries an interval and an n, and opens the
    sentences behind it.

    \b
      framing report corpus/trade-talks -o report.html
      framing kwic "sustainab*" corpus/trade-talks
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code; an error is one line on stderr, never a traceback."""
    if arguments is None:
        _read_names_as_utf8()
    _stand_in_for_closed()
    _hold_output()
    _use_utf8()
    _rest_collector()
    _keep_to_one_core()
    if arguments is None:
        _end_as_interrupted()
    try:
        settle_moment()
        code = framing.main(args=arguments, prog_name="framing", standalone_mode=False)
    except FramingError as error:
        _say(str(error))
        code = error.exit_code
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.UsageError as error:
        click.echo(_usage(error), err=True)
        code = UsageError.exit_code
    except (click.Abort, KeyboardInterrupt) as end:
        code = next((e.code for e in (end, end.__cause__) if isinstance(e, _Ended)), INTERRUPTED)  # click wraps it
        _say("interrupted")
        if arguments is None:
            _leave_interrupted(code)
    except MemoryError:
        _say("the memory does not suffice\n  → end other programs, or take fewer articles or --workers at a time")
        code = FramingError.exit_code
    except OSError as error:
        # Mostly a full disk behind > or |: whatever is read or named by the user is a FramingError.
        _say(str(_about_the_system(error)))
        _drop_stdout()
        code = FramingError.exit_code
    if arguments is None:
        _leave_garbage()
    sys.exit(code if isinstance(code, int) else 0)


def _about_the_system(error: OSError) -> InputError:
    """What the system refused, where nobody who knows more has said so."""
    reason = (error.strerror or str(error)).lower()
    if isinstance(error, FileNotFoundError) and not error.filename:
        try:
            Path.cwd()
        except FileNotFoundError:
            return InputError("the folder you are in is gone", remedy="go to one that is there")
    return InputError(reason, file=error.filename or "the output", remedy="make room, or write elsewhere")


class _Ended(KeyboardInterrupt):
    """Somebody ended the process by a signal; ``code`` is what a shell expects then."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def _end_as_interrupted() -> None:
    """Take a signal that would end the process at once as Ctrl-C: what is half written is removed first.

    One that is ignored (nohup) stays ignored.
    """

    def end(number: int, _frame: object) -> NoReturn:
        signal.signal(number, signal.SIG_DFL)
        raise _Ended(number)

    for name in _ENDERS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _leave_interrupted(code: int) -> NoReturn:
    """End the process, which is all the command's, with its code, whatever the interrupt hit.

    Where it lands inside code that Python compiled from a string (as dataclasses are), CPython remembers it and kills
    itself by SIGINT on its way out although the exception was caught; so there is no way out through sys.exit.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _usage(error: click.UsageError) -> str:
    """What was wrong with the command; a verb is missing: the help page."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    where = error.ctx.command_path if error.ctx else "framing"
    message = error.format_message()
    hint = "name a file or folder of articles; " if message == NO_PATH else _near(error)
    return f"framing: {clean(message)}\n  → {hint}see {where} --help"


def _near(error: click.UsageError) -> str:
    """The verb that was meant, if one is nearly written like what was typed."""
    typed = re.match(r"No such command '(.*)'", error.message)
    if typed is None or error.ctx is None or not isinstance(error.ctx.command, click.Group):
        return ""
    from difflib import get_close_matches

    close = get_close_matches(typed[1], error.ctx.command.list_commands(error.ctx), n=1)
    return f"did you mean {close[0]}? else " if close else ""


def _drop_stdout() -> None:
    """Nothing more can be written there; Python would try once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    click.echo(f"framing: {message}", err=True)


def _rest_collector() -> None:
    """Look for garbage in circles less often: loading libraries makes a million objects that all stay."""
    gc.set_threshold(50_000, 10, 10)


def _leave_garbage() -> None:
    """Search no more for circles: the process ends, and all of its memory goes back at once."""
    gc.freeze()


def _keep_to_one_core() -> None:
    """No threads for linear algebra, which is not what takes time here: to start them costs as much as to load numpy.

    Whoever wants more cores asks for ``--workers``; workers inherit this, so that they do not crowd each other out.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _read_names_as_utf8() -> None:
    """Begin anew in Python's UTF-8 mode where names and what was typed are read as ASCII (LC_ALL=C PYTHONUTF8=0).

    What a file is called would depend on the locale there, and with it the id of its article.
    """
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _stand_in_for_closed() -> None:
    """Somebody who closed a stream (>&-) wants nothing from it; its number must not become that of the next file."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            empty = os.open(os.devnull, os.O_RDWR)
            if empty != number:
                os.dup2(empty, number)
                os.close(empty)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _hold_output() -> None:
    """Buffer what goes to stdout where PYTHONUNBUFFERED, as in many containers, says not to.

    Unbuffered, the system may take a part of what is written, as on a disk that fills up, and nobody hears of it.
    """
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        sys.stdout = os.fdopen(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says, so that no name or quotation stops the output."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
