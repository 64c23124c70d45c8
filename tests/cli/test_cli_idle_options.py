"""An option that changes nothing says so in one line, and why; one that does says nothing."""

from __future__ import annotations

import re

import click
import pytest

from framing.cli.main import framing as commands

IDLE = "changes nothing here: "


@pytest.fixture
def tagged(news, tmp_path):
    """Two articles that say themselves who published them."""
    folder = tmp_path / "tagged"
    folder.mkdir()
    for path in (news / "china-daily").iterdir():
        (folder / f"{path.stem}.md").write_text(
            f"---\noutlet: Herald\n---\n\n{path.read_text('utf-8')}", encoding="utf-8"
        )
    return folder


VERBS = [
    ["ls"], ["check"], ["compare"], ["events"], ["reuse"], ["quotes"], ["kwic", "talks"], ["score"],
    ["score", "--table", "counts"], ["score", "--table", "matches", "--format", "csv"],
    ["score", "--table", "all", "--format", "csv", "-o", "{}/tables"],
    ["report", "-o", "{}/r.html"], ["export", "evidence", "-o", "{}/e.csv"],
    ["lexicon", "check", "us-china-trade", "--against"],
]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_an_outlet_for_articles_that_all_have_one(verb, framing, tagged, news, tmp_path):
    """``--outlet`` is for those that carry no tag: it is said if there are none, and not if there is one."""
    words = [word.replace("{}", str(tmp_path)) for word in verb]
    run = framing(*words, tagged, "--outlet", "Mirror")
    assert run.err.count(f"--outlet Mirror {IDLE}every article has an outlet of its own\n") == 1, run.err
    assert IDLE not in framing(*words, tagged).err
    assert IDLE not in framing(*words, news / "2025-03-03-letter.txt", "--outlet", "Mirror").err


def test_a_store_needs_no_encoding(framing, tagged, tmp_path):
    """What it holds is text already; a file beside it may need one."""
    store = tmp_path / "x.db"
    framing("add", tagged, "--store", store, "--quiet")
    assert framing("ls", store, "--encoding", "latin-1").err == (
        f"--encoding latin-1 {IDLE}a store holds text that is decoded already\n"
    )
    assert IDLE in framing("score", "--store", store, "--encoding", "latin-1").err
    assert IDLE not in framing("ls", store, tagged, "--encoding", "utf-8").err


def test_groups_are_those_of_numbers(framing, news):
    """``framing score --by`` groups rates and shares; a table of rows has none, and shares have one kind of group."""
    said = f"--by {IDLE}--table counts has a row for each of its own"
    assert said in framing("score", news, "--table", "counts", "--by", "year").err
    run = framing("score", news, "--by", "outlet,year", "--format", "csv")
    assert (run.out.startswith('"outlet","year","frame",'), IDLE in run.err) == (True, False)
    assert framing("score", news, "--table", "prevalence", "--by", "year", "--format", "csv").out.startswith(
        '"year","frame"'
    )
    run = framing("score", news, "--table", "prevalence", "--by", "year,outlet")
    assert (run.code, "shares of sentences are grouped by one column" in run.err) == (2, True)
    assert (
        "--where changes nothing here: shares are of all sentences"
        in framing("score", news, "--table", "prevalence", "--where", "lead").err
    )
    assert "Counted in one place alone: lead." in framing("score", news, "--where", "lead").out
    assert "(voice: all, where: lead)" in framing("compare", news, "--where", "lead").out
    assert "--by , names no column" in framing("score", news, "--by", ",").err


CODING = {
    "agree ann.csv ben.csv --key s.key.csv --codebook {book} --corpus {news} --outlet X": ["--corpus", "--outlet"],
    "code export codes.csv --to csv -o x.csv --corpus {news} --offsets utf-16": ["--corpus", "--offsets"],
    "code import codes.csv --from csv -o x.csv --no-propose --codebook {book}": ["--codebook", "--no-propose"],
    "lexicon check {book} --all --encoding utf-8": ["--all", "--encoding"],
    "report {news} -o r.html --key s.key.csv": ["--key"],
    "evaluate us-china-trade labels.csv --corpus {news} --outlet X": ["--corpus", "--outlet"],
    "add {news} --store y.db --quiet --every 3": ["--every"],
}


@pytest.mark.parametrize("command", CODING)
def test_options_that_nothing_asks_for(command, framing, coded, news, talks):
    """Each is named once; the verb does its work all the same."""
    (coded / "labels.csv").write_text("text,frames\nThis is bullying.,bullying\n", encoding="utf-8")
    run = framing(*(word.format(news=news, book=talks) for word in command.split()))
    assert run.code == 0, run.err
    said = [line.split(" ")[0] for line in run.err.splitlines() if IDLE in line]
    assert sorted(said) == CODING[command]


def test_options_of_a_table_that_a_baseline_does_not_have(framing, tagged, talks, tmp_path):
    """``--against`` writes one table, in one process."""
    store = tmp_path / "x.db"
    framing("add", tagged, "--store", store, "--quiet")
    framing("baseline", "save", "a", "--store", store)
    run = framing("score", tagged, "--against", "a", "--store", store, "--table", "matches", "--workers", "2")
    assert run.code == 0, run.err
    assert [line.split(" ")[0] for line in run.err.splitlines() if IDLE in line] == ["--table", "--workers"]


def test_why_nothing_is_compared(framing, tagged, news, talks, tmp_path):
    """One outlet, no match and no article are three things."""
    (tmp_path / "none.jsonl").write_bytes(b"")
    letter = [tagged, news / "financial-times", "--codebook"]
    assert "have one outlet: nothing to compare" in framing("compare", tagged, "--codebook", talks).out
    assert "No article was read" in framing("compare", tmp_path / "none.jsonl").out
    assert "No article has a known outlet" in framing("compare", news / "2025-03-03-letter.txt").out
    voiced = framing("compare", *letter, talks, "--voice", "fragment").out
    assert "No frame has a match in the 3 articles" in voiced


def test_tags_that_no_added_article_takes(framing, tagged, news, tmp_path):
    """What an article says itself holds; a tag that some article takes is not idle, whatever name it was typed by."""
    store = tmp_path / "x.db"
    run = framing("add", tagged, "--store", store, "--quiet", "--outlet", "Mirror", "--genre", "report")
    assert [line for line in run.err.splitlines() if IDLE in line] == [
        f"--outlet Mirror {IDLE}the articles have one of their own"
    ]
    mixed = [tagged, news / "2025-03-03-letter.txt"]
    more = framing("add", *mixed, "--store", tmp_path / "y.db", "--quiet", "--outlet", "ft.com", "--date", "2025-03")
    assert IDLE not in more.err


def every_option(command, words=()):
    """Each option of each verb below ``command`` that takes a value, as it would be typed."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from every_option(command.get_command(context, name), (*words, name))
        return
    named = ["x" for parameter in command.params if isinstance(parameter, click.Argument)]
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_flag:
            yield [*words, *named, option.opts[0]]


def test_no_option_of_any_verb_is_given_nothing(framing):
    """As by a variable that nobody has set, in quotation marks: the option, what it is for, exit code 2."""
    typed = list(every_option(commands))
    assert len(typed) > 100
    for words in typed:
        run = framing(*words, "")
        assert run.code == 2, (words, run.err)
        assert re.search(rf"{words[-1]}.*(is empty\n  → .+ its help: \w+|'' is not)", run.err), run.err
