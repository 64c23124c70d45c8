"""The commands and Python of a documentation page, run as they stand, and what they print compared.

A ``console`` block holds ``$ framing ...`` lines, each followed by what it prints (data and talk, as in a terminal); a
``python`` block with ``>>>`` is a doctest; all blocks of a page share one folder and one session. A line ``...`` in the
output stands for any lines. With ``FRAMING_UPDATE_DOCS=1`` the output in the page is written anew instead:

    FRAMING_UPDATE_DOCS=1 python -m pytest tests/test_docs.py tests/test_readme.py
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.cli.main import main

UPDATE = bool(os.environ.get("FRAMING_UPDATE_DOCS"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass
class Page:
    """One page, its blocks run in order."""

    file: Path
    wrong: list[str] = field(default_factory=list)
    session: dict[str, Any] = field(default_factory=dict)

    def run(self) -> list[str]:
        """What is not as the page says; with UPDATE the page is rewritten and nothing is wrong."""
        text = self.file.read_text(encoding="utf-8")
        new = _BLOCK.sub(self._block, text)
        if UPDATE:
            self.file.write_text(new, encoding="utf-8")
            return []
        return self.wrong

    def _block(self, found: re.Match[str]) -> str:
        kind, body = found[1], found[2]
        if kind == "console":
            body = self._console(body)
        elif kind == "python" and ">>>" in body:
            body = self._python(body)
        return f"```{kind}\n{body}```"

    def _console(self, body: str) -> str:
        out = []
        for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
            if not part.startswith("$ "):
                continue
            command, _, expected = part.partition("\n")
            printed = _type(command[2:])
            if not _alike(expected, printed):
                self.wrong.append(f"{self.file.name}: {command}\nthe page says:\n{expected}\nit prints:\n{printed}")
            out.append(f"{command}\n{_shortened(expected, printed)}")
        return "".join(out)

    def _python(self, body: str) -> str:
        runner = _Runner(optionflags=_FLAGS)
        test = doctest.DocTestParser().get_doctest(body, self.session, self.file.name, str(self.file), 0)
        test.globs = self.session
        said = io.StringIO()
        runner.run(test, out=said.write, clear_globs=False)
        if runner.failures:
            self.wrong.append(said.getvalue())
        lines = body.splitlines(keepends=True)
        for example, got in reversed(runner.wrong):
            start = example.lineno + example.source.count("\n")
            lines[start : start + example.want.count("\n")] = [got]
        return "".join(lines)


class _Runner(doctest.DocTestRunner):
    """Keeps what was printed instead of what the page says."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.wrong: list[tuple[doctest.Example, str]] = []

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.wrong.append((example, got))
        super().report_failure(out, test, example, got)


def _type(command: str) -> str:
    """What ``framing ...``, ``cat`` or ``head`` prints."""
    name, *arguments = shlex.split(command)
    if name == "cat":
        return "".join(Path(argument).read_text(encoding="utf-8") for argument in arguments)
    assert name == "framing", command
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(screen), redirect_stderr(screen), suppress(SystemExit):
        main(arguments)
    return screen.buffer.getvalue().decode("utf-8")


def _alike(expected: str, printed: str) -> bool:
    head, dots, tail = expected.partition("...\n")
    if not dots:
        return expected.rstrip() == printed.rstrip()
    return printed.startswith(head) and printed.rstrip().endswith(tail.rstrip())


def _shortened(expected: str, printed: str) -> str:
    """``printed``, cut in its middle where ``expected`` is."""
    head, dots, tail = expected.partition("...\n")
    if not dots:
        return printed
    lines = printed.splitlines(keepends=True)
    last = lines[len(lines) - tail.count("\n") :] if tail else []
    return "".join([*lines[: head.count("\n")], "...\n", *last])
