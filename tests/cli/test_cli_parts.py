"""All tables at once: parts that outlast a kill, shards that make one whole, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.corpus.options import ReadOptions
from framing.engine.claims import claimed
from framing.lexicon.reading import load_codebook
from framing.study.output.packing import PARQUET, STREAM
from framing.study.runs import partitioned
from framing.study.runs.partfolder import PartFolder
from framing.study.runs.partitioned import Collected, score_parts
from tests.conftest import environment

TABLES = ("matches", "counts", "words", "articles", "issues")
SMALL = ("--batch-size", "0.001")
BUSY = (
    "framing: {}: another run is writing into this folder\n"
    "  → wait until it has ended, or name another folder with -o\n"
)


@pytest.fixture
def score(framing, awkward, talks, tmp_path):
    """``framing score --table all`` of the awkward folder into a folder of the test's."""

    def _score(name: str, *options: object, paths: tuple[Path, ...] = (awkward,), code: int = 3, codebook=talks):
        run = framing("score", *paths, "--codebook", codebook, "--table", "all", "-o", tmp_path / name, *options)
        assert run.code == code, run.err
        return run

    return _score


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def whole(score, tmp_path):
    """The tables of one run over everything, at once."""
    score("whole", "--format", "parquet")
    found = files(tmp_path / "whole")
    assert set(found) == {f"{name}.parquet" for name in TABLES}
    return found


def test_shards_merge_to_the_bytes_of_one_run(score, framing, whole, tmp_path):
    """In one folder or in several, in any order; ids that stand in two shards are settled as in one run."""
    for number in (3, 1, 2):
        score("together", "--shard", f"{number}/3", *SMALL, code=0)
        score(f"apart-{number}", "--shard", f"{number}/3", *SMALL, code=0)
    assert framing("merge", tmp_path / "together", "-o", tmp_path / "a").code == 3
    folders = [tmp_path / f"apart-{number}" for number in (2, 3, 1)]
    assert framing("merge", *folders, "-o", tmp_path / "b").code == 3
    assert files(tmp_path / "a") == files(tmp_path / "b") == whole


def test_parts_are_the_result_and_merge_to_it(score, framing, whole, tmp_path):
    """``--parts`` leaves a folder for each table that any reader of Parquet takes for one table."""
    score("parts", "--parts", *SMALL)
    assert len(list((tmp_path / "parts" / "matches").iterdir())) > 10
    for name in TABLES:
        read = pq.read_table(tmp_path / "parts" / name).to_pylist()
        assert read == pq.read_table(tmp_path / "whole" / f"{name}.parquet").to_pylist()
    assert framing("merge", tmp_path / "parts", "-o", tmp_path / "merged").code == 3
    assert files(tmp_path / "merged") == whole
    assert framing("merge", tmp_path / "parts", "-o", tmp_path / "again", "--parts").code == 3
    assert files(tmp_path / "again" / "matches") == files(tmp_path / "parts" / "matches")


def test_other_formats_come_from_the_same_parts(score, framing, tmp_path):
    """CSV and JSON lines: what one run writes."""
    score("parts", "--parts", *SMALL)
    for form in ("csv", "json"):
        score(form, "--format", form)
        assert framing("merge", tmp_path / "parts", "-o", tmp_path / f"{form}-merged", "--format", form).code == 3
        assert files(tmp_path / f"{form}-merged") == files(tmp_path / form)


def test_a_run_carries_on_where_it_stopped(score, framing, whole, tmp_path):
    """Parts that are done are not done again; one that was lost or cut off is. Other shards' are not counted."""
    score("shards", "--shard", "1/2", *SMALL, code=0)
    score("shards", "--shard", "2/2", *SMALL, code=0)
    folder = tmp_path / "shards"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("0*")}
    (folder / "marks" / "000002.json").unlink()
    (folder / "words" / "000004.parquet").write_bytes(b"PAR1")
    (folder / "counts" / "000006.parquet").unlink()
    time.sleep(0.01)
    run = score("shards", "--shard", "1/2", *SMALL, code=0)
    own = [mark for mark in (folder / "marks").iterdir() if int(mark.stem) % 2 == 0]
    assert f"carrying on: {len(own) - 3} batches of {folder} are done" in run.err
    touched = {path.name[:6] for path, when in before.items() if path.stat().st_mtime_ns != when}
    assert touched == {"000002", "000004", "000006"}
    assert framing("merge", folder, "-o", tmp_path / "merged").code == 3
    assert files(tmp_path / "merged") == whole


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_kill_costs_at_most_the_batches_under_way(framing, talks, tmp_path):
    """kill -9 in mid-run; the same command ends with the bytes of a run that was left in peace."""
    record = json.dumps({"text": "The duty is a case of trade bullying, they said. " * 60})
    (tmp_path / "big.jsonl").write_text((record + "\n") * 600, encoding="utf-8")
    arguments = ["score", tmp_path / "big.jsonl", "--codebook", talks, "--table", "all", "--format", "csv"]
    arguments += ["--batch-size", "0.03", "-o"]
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    killed = [*command, str(tmp_path / "killed"), "--workers", "2"]
    run = subprocess.Popen(killed, env=environment(), start_new_session=True, stderr=subprocess.PIPE)
    marks = tmp_path / "killed" / "_parts" / "marks"
    until = time.monotonic() + 60
    while len(list(marks.glob("0*.json"))) < 5 and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)  # its workers hold stderr too: the last of them has ended
    assert run.returncode == -signal.SIGKILL
    assert not list((tmp_path / "killed").glob("*.csv"))
    done = len(list(marks.glob("0*.json")))
    assert done >= 5
    again = framing(*arguments, tmp_path / "killed")
    assert (again.code, f"carrying on: {done} batches" in again.err) == (0, True), again.err
    assert framing(*arguments, tmp_path / "peace").code == 0
    assert files(tmp_path / "killed") == files(tmp_path / "peace")


@pytest.mark.parametrize("forms", [(STREAM, PARQUET), (PARQUET, STREAM)], ids="-then-".join)
def test_a_run_may_end_as_another_kind_of_file_than_it_began(awkward, talks, tmp_path, forms):
    """Whoever adds or leaves out ``--parts`` after a kill gets the same bytes; what is done is not done again."""
    options, book = ReadOptions(batch_bytes=1000), load_codebook(str(talks))

    def put_together(folder: PartFolder) -> dict[str, bytes]:
        for _ in Collected([folder]).publish(PartFolder(f"{folder.place}-whole")):
            pass
        return files(Path(f"{folder.place}-whole"))

    peace = put_together(score_parts(str(tmp_path / "peace"), [awkward], book, options))
    begun = score_parts(str(tmp_path / "killed"), [awkward], book, options, form=forms[0])
    marks = sorted((tmp_path / "killed" / "marks").iterdir())
    for mark in marks[3:]:
        mark.unlink()
    resumed: list[int] = []
    ended = score_parts(begun.place, [awkward], book, options, form=forms[1], resumed=lambda n, _: resumed.append(n))
    assert resumed == [3]
    assert {part.mark.form for part in ended.parts().values()} == set(forms)
    assert put_together(ended) == peace


def test_one_run_at_a_time_writes_into_a_folder(score, whole, news, tmp_path):
    """The second is told so and writes nothing, whether or not anything is there yet; then it is its turn."""
    with claimed(str(tmp_path / "out")):
        for options in ((), ("--parts",), ("--restart",), ("--shard", "1/2")):
            form = () if options[:1] in (("--parts",), ("--shard",)) else ("--format", "parquet")
            run = score("out", *form, *options, paths=(news,), code=1)
            assert run.err.endswith(BUSY.format(tmp_path / "out"))
        assert files(tmp_path / "out") == {}
    score("out", "--format", "parquet")
    assert files(tmp_path / "out") == whole


def test_the_claim_holds_from_the_first_look_to_the_last_table(
    score, framing, whole, talks, news, tmp_path, monkeypatch
):
    """Another command of other input comes at each step; the tables are those of the first."""
    steps = []

    def meet(name, step):
        def called(*arguments, **options):
            if name not in steps:
                steps.append(name)
                other = framing("score", news, "--codebook", talks, "--table", "all", "--format", "csv", "-o", out)
                assert (other.code, other.err) == (1, BUSY.format(out))
            return step(*arguments, **options)

        return called

    out = tmp_path / "out"
    for name in ("make_manifest", "name_of", "plan", "Collected._check_complete"):
        owner, _, method = f"partitioned.{name}".rpartition(".")
        place = partitioned.Collected if "Collected" in owner else partitioned
        monkeypatch.setattr(place, method, meet(name, getattr(place, method)))
    score("out", "--format", "parquet")
    assert len(steps) == 4
    assert files(out) == whole


def test_shards_share_a_folder_and_none_wipes_it_under_the_others(score, framing, whole, tmp_path):
    """While shard 1 runs, shard 2 may; to restart would remove what shard 1 has done."""
    with claimed(str(tmp_path / "out"), part=1):
        again = score("out", "--shard", "1/2", *SMALL, code=1)
        assert again.err.endswith(BUSY.format(tmp_path / "out").replace("into", "part 1 in"))
        score("out", "--shard", "2/2", *SMALL, code=0)
        assert "another run is writing" in score("out", "--shard", "2/2", *SMALL, "--restart", code=1).err
        assert "another run is writing" in score("out", "--format", "csv", code=1).err
    score("out", "--shard", "1/2", *SMALL, code=0)
    assert framing("merge", tmp_path / "out", "-o", tmp_path / "merged").code == 3
    assert files(tmp_path / "merged") == whole


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_claim_ends_with_its_process(score, tmp_path):
    """Whoever is killed leaves nothing behind that would hinder the next run of the same shard."""
    hold = f"from framing.engine.claims import claimed; c = claimed({str(tmp_path / 'out')!r}, part=2); c.__enter__()"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"{hold}; print(flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    with holder:
        holder.stdout.readline()
        score("out", "--shard", "2/2", *SMALL, code=1)
        holder.send_signal(signal.SIGKILL)
    score("out", "--shard", "2/2", *SMALL, code=0)
    assert not list((tmp_path / "out").glob(".claim*"))


def test_a_run_that_cannot_begin_leaves_no_folder(framing, tmp_path):
    """A misspelt input is no reason to make one."""
    run = framing("score", tmp_path / "none.txt", "--table", "all", "--format", "csv", "-o", tmp_path / "a" / "b")
    assert (run.code, list(tmp_path.iterdir())) == (1, [])


def test_another_run_is_not_carried_on(score, framing, talks, news, awkward, tmp_path):
    """A changed input, codebook or option refuses, saying what changed; --restart begins anew."""
    folder = tmp_path / "input"
    shutil.copytree(awkward, folder)
    score("out", "--shard", "1/2", *SMALL, paths=(folder,), code=0)
    (folder / "bb.jsonl").write_text('{"text": "Another text."}\n', encoding="utf-8")
    (folder / "aa.txt").unlink()
    run = score("out", "--shard", "2/2", *SMALL, paths=(folder,), code=2)
    assert "holds parts of another run: the input aa.txt is missing and 1 more" in run.err
    assert "--restart" in run.err
    run = score("out", "--shard", "2/2", *SMALL, paths=(news,), code=2)
    assert "the input" in run.err
    run = score("out", "--parts", *SMALL, paths=(folder,), code=2)
    assert "holds the parts of shards" in run.err
    run = score("out", "--shard", "1/2", *SMALL, "--restart", paths=(folder,), code=0)
    other = tmp_path / "other.yml"
    other.write_text(talks.read_text(encoding="utf-8").replace("1.0.0", "1.0.1"), encoding="utf-8")
    run = score("out", "--shard", "2/2", *SMALL, codebook=other, paths=(folder,), code=2)
    assert "the codebook was talks@1.0.0#" in run.err
    assert "and is talks@1.0.1#" in run.err
    run = score("out", "--shard", "2/2", "--batch-size", "1", paths=(folder,), code=2)
    assert "the option batch_bytes was 1000 and is 1000000" in run.err
    run = score("out", "--shard", "2/3", *SMALL, paths=(folder,), code=2)
    assert "it was cut into 2 shards, not 3" in run.err
    manifest = tmp_path / "out" / "manifest-1-of-2.json"
    begun = json.loads(manifest.read_text(encoding="utf-8"))
    begun["reading"]["a_later_option"] = True
    manifest.write_text(json.dumps(begun), encoding="utf-8")
    run = score("out", "--shard", "2/2", *SMALL, paths=(folder,), code=2)
    assert "the option a_later_option was True and is None" in run.err


def test_a_removal_that_is_killed_leaves_no_units_of_another_run(score, framing, talks, news, tmp_path, monkeypatch):
    """A kill while --restart removes old parts, or while parts are removed at the end, spoils no later run."""
    out = tmp_path / "out"
    score("out", "--shard", "1/2", *SMALL, code=0)
    remove = shutil.rmtree

    def killed(folder, **options):
        if folder != out:
            return remove(folder, **options)
        for manifest in out.glob("manifest*"):
            manifest.unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("framing.engine.places.shutil.rmtree", killed)
        score("out", "--shard", "1/2", *SMALL, "--restart", paths=(news,), code=130)
    assert not list(out.glob("manifest*"))
    for name in ("out", "fresh"):
        score(name, "--shard", "1/2", *SMALL, paths=(news,), code=0)
    assert files(out / "marks") == files(tmp_path / "fresh" / "marks")


def test_what_does_not_make_one_whole_is_not_merged(score, framing, tmp_path):
    """Missing, unfinished, doubled and damaged shards are named."""
    score("one", "--shard", "1/2", *SMALL, code=0)
    score("two", "--shard", "2/2", *SMALL, code=0)
    one, two, out = tmp_path / "one", tmp_path / "two", tmp_path / "out"

    def refusal(*folders: Path) -> str:
        run = framing("merge", *folders, "-o", out)
        assert run.code in (1, 2)
        assert not out.exists() or list(out.iterdir()) == []
        return run.err

    assert "1 of 2 shards are missing: 2/2" in refusal(one)
    shutil.copytree(one, tmp_path / "copy")
    assert "shard 1/2 is there twice" in refusal(one, two, tmp_path / "copy")
    assert "no such file or folder" in refusal(tmp_path / "nowhere")
    (tmp_path / "copy" / "counts" / "000000.parquet").unlink()
    assert "1 part is missing or cut off, the first is 0 (shard 1/2)" in refusal(tmp_path / "copy", two)
    manifest = json.loads((two / "manifest-2-of-2.json").read_text())
    (two / "manifest-2-of-2.json").write_text(json.dumps({**manifest, "units": None}))
    assert "shard 2/2 is not finished" in refusal(one, two)
    odd = [("shard", "2/2"), ("shard", [3, 2]), ("inputs", [["a.txt"]]), ("reading", "cp1252"), ("units", "3")]
    for damaged in ("{", "[" * 9999, "5", *(json.dumps({**manifest, name: value}) for name, value in odd)):
        (two / "manifest-2-of-2.json").write_text(damaged)
        assert "manifest-2-of-2.json: the manifest is damaged" in refusal(one, two)
    (two / "manifest-2-of-2.json").write_text(json.dumps({**manifest, "units": 10**30}))
    assert "parts are missing or cut off" in refusal(one, two)
    (two / "manifest-2-of-2.json").write_text(json.dumps(manifest))
    file = one / "words" / "000002.parquet"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    assert "words/000002.parquet: this part is not as it was written" in refusal(one, two)
    mark = (one / "marks" / "000000.json").read_text()
    origins = json.loads(mark)["origins"]
    odd = [{**origins, "lines": lines} for lines in ([], 5, ["one"] * len(origins["lines"]), [10**30])]
    odd += [{**origins, "renamed": renamed} for renamed in (["a"], {"a": None})]
    unfit = [json.dumps({**json.loads(mark), "origins": one}) for one in odd]
    for damaged in ('{"number": 0}', mark.replace('"articles"', '"article"'), "[" * 9999, *unfit):
        (one / "marks" / "000000.json").write_text(damaged)
        assert "the mark of this part is damaged" in refusal(one, two)


def test_strict_leaves_no_tables(score, tmp_path):
    """--strict: the tables are not written where an input was skipped."""
    score("whole", "--format", "csv", "--strict", code=1)
    score("parts", "--parts", "--strict", code=1)
    assert list((tmp_path / "whole").glob("*.csv")) == []
    assert list((tmp_path / "parts").glob("manifest*")) == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--table", "matches", "--engine", "dask"), "--engine is for all tables at once"),
        (("--parts",), "--parts is for all tables at once"),
        (("--table", "all"), "--table all needs a folder\n  → add -o tables;"),
        (("--table", "all", "-o", "x", "--format", "table"), "data, not for reading\n  → use --format parquet"),
        (("--table", "all", "-o", "x.csv"), "a folder, not a file\n  → name a folder: -o tables --format csv"),
        (("--table", "all", "-o", "x", "--parts", "--format", "csv"), "parts are Parquet"),
        (("--table", "all", "-o", "x", "--shard", "1/2", "--format", "json"), "parts are Parquet"),
        (("--table", "all", "-o", "x", "--parts", "--scheduler", "tcp://x:1"), "have no scheduler"),
    ],
)
def test_options_that_do_not_go_together(options, reason, framing, news, tmp_path, monkeypatch):
    """One sentence, exit code 2, before anything is read."""
    monkeypatch.chdir(tmp_path)
    run = framing("score", news, *options)
    assert (run.code, reason in run.err) == (2, True), run.err


def test_a_folder_of_tables_is_parquet_unless_something_else_is_asked_for(framing, news, talks, tmp_path):
    """As framing merge has it; what was written is said, and a folder may be called like a file if one insists."""
    run = framing("score", news, "--codebook", talks, "--table", "all", "-o", tmp_path / "tables")
    assert (run.code, run.err) == (0, f"wrote 5 tables to {tmp_path / 'tables'}, as Parquet\n")
    assert {path.suffix for path in (tmp_path / "tables").iterdir()} == {".parquet"}
    insisted = ("--table", "all", "-o", tmp_path / "x.csv", "--format", "csv")
    assert framing("score", news, "--codebook", talks, *insisted).err.endswith("as CSV\n")


def test_a_store_in_shards(framing, awkward, talks, tmp_path):
    """A store's articles in parts; scores that are kept in it meanwhile are no change of the input, articles are."""
    store, out = tmp_path / "a.db", tmp_path / "out"
    assert framing("add", awkward / "bb.jsonl", "--store", store).code == 3
    arguments = ("score", store, "--codebook", talks, "--table", "all")
    run = framing(*arguments, "--format", "parquet", "-o", tmp_path / "whole")
    assert (run.code, "articles to score" in run.err) == (3, True)
    assert framing(*arguments, *SMALL, "--shard", "1/2", "-o", out).code == 0
    assert framing("score", store, "--codebook", talks).code == 3
    assert framing(*arguments, *SMALL, "--shard", "2/2", "-o", out).code == 0
    assert framing("merge", out, "-o", tmp_path / "merged").code == 3
    assert files(tmp_path / "merged") == files(tmp_path / "whole")
    assert "none is scored again" in framing(*arguments, "--parts", "-o", tmp_path / "parts").err
    assert framing("add", awkward / "zz.txt", "--store", store).code == 0
    run = framing(*arguments, *SMALL, "--shard", "2/2", "-o", out)
    assert (run.code, "the input a.db changed" in run.err) == (2, True)
