"""The command as a process: streams, locale, pipes, signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import environment

FULL = Path("/dev/full")


@pytest.mark.parametrize("changes", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_utf8_whatever_the_locale(changes, process, news):
    """Dashes, quotation marks and accents arrive as UTF-8, as data and as talk, without colour in a pipe."""
    run = process("kwic", "owners|glass", news, env=changes)
    assert run.code == 0
    assert "café" in run.out
    assert "–" in run.out
    assert "\x1b" not in run.out + run.err
    assert "→" in process("ls", news / "nowhere", env=changes).err


def test_names_are_utf8_whatever_the_locale(process, tmp_path):
    """An article is called the same, and what is typed is read, where Python takes both for ASCII."""
    (tmp_path / "dûn-ärmel.txt").write_text("The kiln is cold.", encoding="utf-8")
    command = ("ls", tmp_path, "--outlet", "Süd", "--format", "csv")
    run = process(*command, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (run.code, "dûn-ärmel" in run.out, "Süd" in run.out) == (0, True, True), run.err
    assert run.out == process(*command).out


def test_a_moment_that_is_none(process, news):
    """SOURCE_DATE_EPOCH is read by numpy too, which ended with a traceback; set to nothing it says nothing."""
    run = process("score", news, env={"SOURCE_DATE_EPOCH": "soon"})
    assert (run.code, "SOURCE_DATE_EPOCH is no moment" in run.err, run.err.count("\n")) == (2, True, 2), run.err
    assert process("score", news, env={"SOURCE_DATE_EPOCH": ""}).code == 0


def test_data_and_talk_are_apart(process, news, tmp_path):
    """stdout holds nothing but data, stderr nothing of it."""
    (tmp_path / "empty.txt").write_bytes(b"")
    run = process("score", news, tmp_path, "--table", "articles", "--format", "json")
    assert run.code == 3
    assert [json.loads(line)["doc_id"] for line in run.lines] == [
        "2025-03-01-duty", "2025-03-01-markets", "2025-03-02-talks", "2025-03-03-letter",
    ]  # fmt: skip
    assert "empty.txt" in run.err
    assert "MB/s" not in run.err


def test_a_reader_that_leaves_is_no_error(news):
    """``framing ... | head -1``: quiet, and exit code 0."""
    command = [sys.executable, "-m", "framing", "score", str(news), "--table", "articles", "--format", "csv"]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert writer.stdout is not None
    writer.stdout.close()
    _, talk = writer.communicate(timeout=60)
    assert (writer.returncode, talk) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout(news):
    """One sentence, exit code 1."""
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "framing", "ls", str(news)]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert run.returncode == 1
    assert run.stderr.decode() == "framing: the output: no space left on device\n  → make room, or write elsewhere\n"


def test_a_disk_that_fills_up_where_nothing_is_buffered(news, tmp_path):
    """With PYTHONUNBUFFERED, as in most containers, the system took a part of the output and nobody heard of it."""
    resource = pytest.importorskip("resource")
    command = [sys.executable, "-m", "framing", "export", "articles", str(news)]
    with (tmp_path / "articles.jsonl").open("wb") as out:
        run = subprocess.run(
            command,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment() | {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        )
    assert (tmp_path / "articles.jsonl").stat().st_size == 100
    assert run.returncode == 1
    assert run.stderr.decode().startswith("framing: the output: file too large\n")


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
def test_devices_are_written_to_and_stay(framing, process, news, tmp_path):
    """``-o /dev/stdout`` is stdout, a FIFO is written into; neither is replaced by a file."""
    run = process("ls", news, "--format", "csv", "-o", "/dev/stdout")
    assert run.lines == framing("ls", news, "--format", "csv").lines
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert framing("ls", news, "--format", "csv", "-o", pipe).code == 0
    assert reader.communicate(timeout=60)[0].decode().splitlines() == run.lines
    assert pipe.is_fifo()
    assert framing("report", news, "-o", pipe).code == 1
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_interrupt_leaves_nothing_half_done(news, talks, tmp_path, name, code):
    """Ctrl-C, a scheduler's time limit, a closed terminal: their exit code, one word, no output file and no part."""
    record = json.dumps({"text": "The duty is a case of trade bullying. " * 200}) + "\n"
    (tmp_path / "big.jsonl").write_text(record * 12_000, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "framing", "score", str(tmp_path / "big.jsonl"), "--codebook", str(talks)]
    command += ["--table", "matches", "-o", str(out / "m.csv")]
    # Under nohup the tests themselves ignore a closed terminal, and what they start would, too.
    heeding = partial(signal.signal, getattr(signal, name), signal.SIG_DFL)
    run = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(), preexec_fn=heeding)
    until = time.monotonic() + 60
    while not any(out.iterdir()) and time.monotonic() < until:
        time.sleep(0.005)
    run.send_signal(getattr(signal, name))
    _, talk = run.communicate(timeout=60)
    assert run.returncode == code
    assert talk.decode().split() == ["framing:", "interrupted"]
    assert list(out.iterdir()) == []


def test_an_interrupt_inside_compiled_strings_ends_with_130():
    """CPython ends itself by SIGINT after an interrupt in exec(), even one that was caught; the command does not."""
    code = "import framing.cli.main as m\nm.framing.main = lambda **options: exec('raise KeyboardInterrupt')\nm.main()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), text=True)
    assert (run.returncode, run.stderr) == (130, "framing: interrupted\n")


def test_help_and_version_cost_nothing():
    """``framing --help`` and ``import framing`` load none of the large libraries."""
    code = (
        "import sys, framing, framing.cli.main as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit as leave: assert not leave.code\n"
        "print(sorted({'pandas', 'numpy', 'pyarrow', 'nltk', 'sklearn', 'scipy', 'yaml', 'jinja2'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [["report"], ["report", "--evidence-json", "-"], ["score", "--table", "all", "--format", "csv"]],
    ids=" ".join,
)
def test_no_file_is_called_by_the_sign_for_stdout(framing, news, talks, tmp_path, monkeypatch, words):
    """A table may be written there; a page, a list of evidence or a folder of tables is no stream."""
    monkeypatch.chdir(tmp_path)
    where = [] if "-" in words else ["-o", "-"]
    run = framing(words[0], news, "--codebook", talks, *words[1:], *where)
    assert run.code == 1
    assert "- is no name of a file" in run.err
    assert not (tmp_path / "-").exists()


@pytest.mark.skipif(os.name == "nt", reason="closes streams as POSIX shells do")
@pytest.mark.parametrize("closed", ["<&- >&-", ">&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_error(closed, news, tmp_path):
    """Who closes a stream wants nothing from it; a file that is written does not take its place."""
    table = tmp_path / "table.csv"
    for wanted in ("", f" -o {table}"):
        command = f"{sys.executable} -m framing ls {news}{wanted} {closed}"
        run = subprocess.run(command, shell=True, capture_output=True, env=environment(), check=False, timeout=60)
        assert (run.returncode, run.stderr) == (0, b""), run.stderr
    assert table.read_bytes().startswith(b'"doc_id"')


def test_too_little_memory_is_one_sentence(framing, news, monkeypatch):
    """Wherever it runs out: too much was asked of this machine, and no file is to blame."""

    def none_left(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("framing.corpus.reading.make_article", none_left)
    run = framing("ls", news)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("framing: the memory does not suffice\n  → ")


@pytest.mark.skipif(os.name == "nt", reason="there a folder somebody is in stays")
def test_a_folder_that_is_gone(news, tmp_path):
    """Removed by somebody else while a terminal stands in it: the disk is not to blame."""
    folder = tmp_path / "gone"
    folder.mkdir()
    command = f"cd {folder} && rmdir {folder} && {sys.executable} -m framing ls ."
    run = subprocess.run(command, shell=True, capture_output=True, env=environment(), check=False, timeout=60)
    assert (run.returncode, b"the folder you are in is gone" in run.stderr) == (1, True), run.stderr


def test_ctrl_c_while_the_command_still_loads():
    """Importing takes a moment, in which somebody may have seen their mistake."""
    code = (
        "import sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "from framing.__main__ import main\n"
        "main()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert (run.returncode, run.stderr) == (130, "framing: interrupted\n")
