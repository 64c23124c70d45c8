"""At a terminal: tables as wide as the screen, what is cut said, help pages whole; in a file nothing is cut."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from itertools import pairwise

import click
import pytest

from framing.cli.main import VERBS
from framing.cli.main import framing as VERBS_GROUP
from framing.cli.text_table import width
from framing.lexicon.reading import load_codebook
from tests.conftest import environment

SECONDS = 60


def commands():
    """Every verb, and every verb of a group, with its command."""
    for verb in VERBS:
        command = VERBS_GROUP.get_command(click.Context(VERBS_GROUP), verb)
        yield verb, command
        yield from ((f"{verb} {name}", below) for name, below in getattr(command, "commands", {}).items())


def typed(*arguments, columns=80, **settings):
    """What a terminal of so many columns shows for ``framing ARGUMENTS``, colours left out."""
    own, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    own_size = {name: value for name, value in environment().items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=own_size | settings)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(own, 65_536):
            shown += piece
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(own)
    process.wait(SECONDS)
    lines = re.sub(r"[^\n]*\r\x1b\[K", "", shown.decode().replace("\r\n", "\n"))  # a progress line wipes itself out
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", lines)


@pytest.fixture(scope="module")
def long_names(tmp_path_factory):
    """One article with a title that no screen of 80 columns holds beside the other columns."""
    path = tmp_path_factory.mktemp("terminal") / "an-article-with-a-name-that-is-long-enough.txt"
    title = "A headline of many words about a river, two towns and a bridge"
    path.write_text(f"{title}\n\nThe mayor said the door to talks is open, and that a levy is not sustainable.\n")
    return path


def test_a_table_fits_the_screen_and_says_what_it_cut(long_names):
    """Numbers stay whole; words end in an ellipsis; a line names the columns and where all of it is."""
    table, said = typed("ls", long_names).rstrip().rsplit("\n", 1)
    assert max(map(width, table.splitlines())) <= 80
    assert "…" in table
    assert "bridge" not in table
    assert said == "cut to fit the screen: doc_id, title; --format csv or -o FILE has all of it"


def test_a_wide_screen_and_a_file_get_all_of_it(long_names, framing, tmp_path):
    """Nothing is cut where there is room, and nothing behind a pipe or in a file."""
    wide = typed("ls", long_names, columns=250)
    assert wide == framing("ls", long_names).out
    assert "…" not in wide
    framing("ls", long_names, "-o", tmp_path / "list.txt")
    assert set((tmp_path / "list.txt").read_text().split()) >= set(wide.split())


def test_a_table_of_many_numbers_is_laid_out_for_the_screen(long_names):
    """Numbers are never cut: what is the same in many rows stands over them, and the lines fit."""
    for columns in (80, 60, 40):
        lines = typed("score", long_names, columns=columns).splitlines()
        table = lines[: lines.index(next(line for line in lines if line.startswith("k matches")))]
        assert max(map(width, table)) <= columns
        assert any(line.startswith("in all rows: outlet") for line in table)
        assert not any("…" in line for line in table)


def test_what_rows_share_stands_over_them_before_a_word_is_cut(trade_talks):
    """A screen of 120 columns holds each comparison whole; whose article it is stands over its attributions."""
    compared = typed("compare", trade_talks.parent / "invented-dispute", columns=120)
    assert "in all rows: against (all others)" in compared
    assert "…" not in compared
    lines = typed("quotes", trade_talks).split("\ncut to fit the screen: ")[0].splitlines()
    over = [line for line in lines if line.startswith("doc_id ")]
    assert len(over) == len(set(over)) > 1
    assert sum("…" in line for line in lines) > len(over)
    assert max(map(width, lines)) <= 80


def test_points_stand_under_each_other(framing):
    """A large ratio and a tiny one are told apart by where their digits stand; a heading over rows is not filled up."""
    table, _ = framing("compare", "corpus/invented-dispute").out.split("\n\n", 1)
    head, *rows = table.splitlines()
    for before, name in pairwise(["rate2", "ratio", "low", "high", "p", "p_min", "q"]):
        column = slice(head.index(f" {before} ") + len(before) + 1, re.search(f" {name}( |$)", head).end())
        assert len({row[column].index(".") for row in rows if "." in row[column]}) == 1
    assert " ," not in typed("compare", "corpus/invented-dispute")


def test_a_concordance_fits_the_screen(long_names):
    """Who published and who speaks stand above the line, the match in the same column of each."""
    lines = typed("kwic", "th*", long_names).splitlines()
    contexts = lines[1::2]
    assert len(contexts) > 1
    assert max(map(width, contexts)) <= 80
    assert all("(" in line for line in lines[::2])


def test_a_match_stands_in_brackets_where_no_colour_is_wanted(long_names):
    """As in a pipe, and the line is no wider for it."""
    lines = typed("kwic", "th*", long_names, NO_COLOR="1").splitlines()
    assert all("[th" in line.lower() for line in lines[1::2])
    assert max(map(width, lines[1::2])) <= 80


def test_what_is_installed_fits_the_screen():
    """A long list of packages goes on below its column."""
    lines = typed("doctor", columns=60).splitlines()
    assert max(map(width, lines)) <= 60
    assert any(line.startswith(" " * 20) for line in lines)


def test_a_definition_is_read_whole(framing):
    """On a screen each stands below its frame; a pipe gets one line a frame, data whatever is asked for."""
    shown = typed("lexicon", "show", "us-china-trade")
    assert "…" not in shown
    assert max(map(width, shown.splitlines())) <= 80
    assert len(re.findall(r"^[a-z_]+  .+, [0-9]+ entries$", shown, re.MULTILINE)) == 12
    whole = " ".join(shown.split())
    assert all(" ".join(frame.definition.split()) in whole for frame in load_codebook("us-china-trade").frames)
    piped = framing("lexicon", "show", "us-china-trade").out.splitlines()
    assert piped[0].split() == ["frame", "label", "entries", "definition"]


def test_heads_without_a_row_are_not_for_a_screen(trade_talks, framing):
    """Where nothing is wrong, check says so, and how an untagged article gets its outlet; a pipe learns the columns."""
    said = typed("check", trade_talks).splitlines()
    assert [line.split()[0] for line in said] == ["5", "an"]
    assert len(typed("check", trade_talks, "--outlet", "Reuters").splitlines()) == 1
    assert framing("check", trade_talks).out.startswith("severity")


@pytest.mark.parametrize("group", ["baseline", "code", "export", "lexicon"])
def test_no_verb_of_a_group_is_cut_short_on_its_help_page(group):
    """Each says in one line what it does."""
    page = typed(group, "--help")
    assert "..." not in page[page.index("Commands:") :]


def test_no_verb_is_cut_short_on_the_help_page():
    """Each line of the list ends with its sentence."""
    verbs = typed("--help").split("Commands:\n")[1].rstrip().splitlines()
    assert [line.split()[0] for line in verbs] == list(VERBS)
    assert [line for line in verbs if not line.endswith(".") or line.endswith("...") or len(line) > 80] == []


@pytest.mark.parametrize(("verb", "command"), list(commands()))
def test_a_help_page_fits_the_screen_and_names_every_choice(verb, command):
    """80 columns, examples included; what an option may be stands in its own sentence, not in the column of names."""
    context = click.Context(command, info_name=verb, terminal_width=80, help_option_names=["-h", "--help"])
    page = command.get_help(context)
    assert [line for line in page.splitlines() if len(line) > 80] == []
    for option in command.params:
        if isinstance(option.type, click.Choice):
            assert "|" not in option.make_metavar(context)
            assert all(re.search(rf"\b{re.escape(one)}\b", option.help) for one in option.type.choices), option.help


def test_help_has_its_short_name(framing):
    """-h does as well as --help, for a verb and for one of a group."""
    assert framing("score", "-h").out == framing("score", "--help").out
    assert "-h, --help" in framing("code", "read", "-h").out


def test_a_misspelt_verb_is_recognised(framing):
    """The nearest verb is named."""
    assert "did you mean score?" in framing("scroe").err
    assert "did you mean" not in framing("zzz").err
