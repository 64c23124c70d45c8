"""README.md is true: its commands are those that .ci/run executes, its examples run, its Python does what it says."""

from __future__ import annotations

import re
import shlex
import socket

import pytest

from tests.conftest import PROJECT
from tests.pages import Page

README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
EXAMPLES = [line.split("  #")[0].strip() for line in BLOCKS[2].splitlines()]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the sample corpora and one new article."""
    (tmp_path / "corpus").symlink_to(PROJECT / "corpus")
    (tmp_path / "new.txt").write_text("Talks went on. This is trade bullying.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_first_screen_has_a_picture_and_two_commands():
    """One sets up and leaves report.html, one runs the tests; both within the first lines."""
    assert len(BLOCKS) == 3
    assert BLOCKS[0].strip().endswith("framing report corpus/trade-talks -o report.html")
    assert "-m venv .venv" in BLOCKS[0]
    assert BLOCKS[1].strip() == ".venv/bin/python -m pytest"
    first = README[: README.index("## What makes it different")]
    assert first.count("```sh") == 2
    assert len(first.splitlines()) < 32
    picture = PROJECT / re.findall(r"!\[.+?\]\((.+?)\)", first)[0]
    assert 10_000 < picture.stat().st_size < 400_000


def test_the_main_command_leaves_a_report(desk, framing, monkeypatch):
    """The last part of the first command, as written; no other machine is asked for anything."""

    def refuse(*_):
        raise AssertionError("framing calls another machine")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    command = shlex.split(BLOCKS[0].rpartition("&&")[2])
    assert command[0] == ".venv/bin/framing"
    run = framing(*command[1:])
    assert (run.code, run.out) == (0, "")
    assert (desk / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(example, desk, framing):
    """Each line under "The verbs" ends well."""
    command = shlex.split(example)
    assert command[0] == "framing"
    run = framing(*command[1:])
    assert run.code == 0, run.err
    assert run.out or "-o" in command or command[1] == "add"


def test_the_examples_show_the_main_verbs():
    """Each verb of the main job has an example."""
    assert {example.split()[1] for example in EXAMPLES} >= {
        "ls", "check", "kwic", "score", "quotes", "compare", "report", "lexicon", "add",
    }  # fmt: skip


def test_the_python_of_the_readme(desk):
    """The lines of Python, run in order."""
    assert Page(PROJECT / "README.md").run() == []
    assert (desk / "trade-talks.html").exists()


def test_limits_are_said():
    """What a reader must know before believing a number."""
    for words in ("upper bound", "unvalidated", "English only", "paraphrases", "invented"):
        assert words in README
