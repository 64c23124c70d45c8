"""The command ``framing``: its verbs, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from framing import __version__
from framing.errors import FramingError, UsageError

#: Verb to the module in ``framing.cli`` whose ``command`` it is, in the order of the help page.
VERBS = {
    "report": "report",
    "score": "score",
    "compare": "compare",
    "kwic": "kwic",
    "ls": "ls",
    "check": "check",
    "add": "add",
    "lexicon": "lexicon",
}

INTERRUPTED = 130


class Verbs(click.Group):
    """Loads a verb's module when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"framing.cli.{VERBS[cmd_name]}").command
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
    _use_utf8()
    try:
        code = framing.main(args=arguments, prog_name="framing", standalone_mode=False)
    except FramingError as error:
        _say(str(error))
        code = error.exit_code
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.UsageError as error:
        where = f" {error.ctx.command_path}" if error.ctx else " framing"
        _say(f"{error.format_message()}\n  → see{where} --help")
        code = UsageError.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has left (framing ls | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str) -> None:
    click.echo(f"framing: {message}", err=True)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says, so that no name or quotation stops the output."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
