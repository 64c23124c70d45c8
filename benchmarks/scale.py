"""A million articles from Parquet: time, CPU by stage and memory by process, on every engine, in one run.

    python -m benchmarks.scale --articles 1000000 --engines processes
    python -m benchmarks.scale [--articles 20000] [--engines processes,dask,spark] [--json scale.json] [--keep FOLDER]

The articles are sampled from ../shared/data/news_4k.jsonl.gz with perturbation: paragraphs change places, one word in
fifty is exchanged for another of the corpus, and every article holds a name that no other has. They are written to
Parquet outside the project. The codebook has 600 patterns drawn from the same words. *Whole* is framing score --table
all --parts; *without attribution* is the same with the coder lexicon-marks (voices by quotation marks alone). Engines
are each other's peers: the same work on the same data in processes of their own, their tables compared byte by byte.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bridge import NEWS
from benchmarks.bridge_corpus import load_records
from benchmarks.bridge_lexicons import make_codebook
from framing.records.tables import LEXICON
from framing.study.bridge.marks import MARKS

HERE = Path(__file__).resolve().parent
PATTERNS = 600
ROW_GROUP = 1_300
#: Goal 3: seconds for a million articles on two cores, and MB for each process.
GOALS = {"without attribution": 90.0, "whole": 300.0, "memory": 500.0}


# --- articles ---------------------------------------------------------------------------------------------------------


def perturbed(records: Sequence[dict[str, str]], number: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """So many articles that are like those of ``records`` and no two the same."""
    chance = random.Random(seed)
    words = [word for record in records[:500] for word in record["text"].split(" ") if word.isalpha()]
    for i in range(number):
        record = chance.choice(records)
        paragraphs = record["text"].split("\n")
        first = chance.randrange(len(paragraphs))
        tokens = "\n".join(paragraphs[first:] + paragraphs[:first]).split(" ")
        for _ in range(len(tokens) // 50):
            tokens[chance.randrange(len(tokens))] = chance.choice(words)
        tokens.insert(chance.randrange(len(tokens) + 1), f"{chance.choice(words).capitalize()}{_letters(i)}")
        day = dt.date(2024, 1, 1) + dt.timedelta(days=i % 700)
        yield {
            "doc_id": f"a{i:08}",
            "outlet": record.get("outlet", ""),
            "date": day.isoformat(),
            "title": record.get("title", ""),
            "text": " ".join(tokens),
        }


def _letters(number: int) -> str:
    """A number in letters: names are words, not figures."""
    out = ""
    while number or not out:
        number, digit = divmod(number, 26)
        out += chr(97 + digit)
    return out


def write_articles(records: Sequence[dict[str, str]], number: int, file: Path) -> int:
    """Write so many articles; the bytes of their texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in ("doc_id", "outlet", "date", "title", "text")])
    size = 0
    waiting: list[dict[str, str]] = []
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for article in perturbed(records, number):
            waiting.append(article)
            size += len(article["text"].encode())
            if len(waiting) == ROW_GROUP:
                writer.write_table(pa.Table.from_pylist(waiting, schema))
                waiting.clear()
        if waiting:
            writer.write_table(pa.Table.from_pylist(waiting, schema))
    return size


# --- our own work, in processes of its own ----------------------------------------------------------------------------


def run_score(file: str, book: str, out: str, engine: str, workers: int, coder: str) -> dict[str, Any]:
    """Score the file into settled parts, as ``framing score --table all --parts`` does."""
    from framing.lexicon.reading import load_codebook
    from framing.study.runs.partfolder import PartFolder
    from framing.study.runs.partitioned import Collected, Engine, score_parts

    folder = score_parts(f"{out}/_parts", [file], load_codebook(book), coder=coder, engine=Engine(engine, workers))
    collected = Collected([folder])
    for _ in collected.publish(PartFolder(out)):
        pass
    folder.folder.remove()
    return {"batches": len(collected)}


def run_merge(out: str, whole: str) -> dict[str, Any]:
    """Put the parts together as one file a table."""
    from framing.cli.output import Output
    from framing.cli.tally import Tally
    from framing.cli.verbs.parts import put_together
    from framing.study.runs.partfolder import PartFolder
    from framing.study.runs.partitioned import Collected

    put_together(Collected([PartFolder(out)]), Output("parquet", whole), False, Tally(strict=False))
    return {}


def run_stages(file: str, book: str, most: int) -> dict[str, Any]:
    """CPU seconds of each stage over the first batches, in one process."""
    from framing.corpus.options import ReadOptions
    from framing.corpus.reading import read_unit
    from framing.corpus.units import plan
    from framing.lexicon.reading import load_codebook
    from framing.study.bridge.coders import make_bridge
    from framing.study.output.packing import as_parquet
    from framing.study.runs.duplicates import IdKeeper, in_order
    from framing.study.runs.partfolder import NAMES

    options, keeper = ReadOptions(), IdKeeper()
    silent, whole = make_bridge(load_codebook(book), MARKS), make_bridge(load_codebook(book), LEXICON)
    stages = dict.fromkeys(("reading", "without attribution", "whole", "settling ids", "Parquet out"), 0.0)
    size, clock = 0, time.process_time
    for number, unit in enumerate(plan([file], options)):
        if number == most:
            break
        marks = [clock()]
        reading = read_unit(unit, options)
        marks.append(clock())
        silent.tables(reading.articles, reading.issues)
        marks.append(clock())
        tables = whole.tables(reading.articles, reading.issues)
        marks.append(clock())
        keeper.settle(*in_order(tables, reading))
        marks.append(clock())
        for name in NAMES:
            as_parquet(name, tables[name])
        marks.append(clock())
        for stage, begun, ended in zip(stages, marks, marks[1:], strict=False):
            stages[stage] += ended - begun
        size += sum(len(article.text.encode()) for article in reading.articles)
    return {"bytes": size, "stages": {name: 1e9 * seconds / size for name, seconds in stages.items()}}


CHILDREN = {"score": run_score, "merge": run_merge, "stages": run_stages}


def ours(name: str, *arguments: object) -> dict[str, Any]:
    """One run of a child; its wall and CPU seconds, and the memory of the largest of its processes in MB."""
    command = [sys.executable, "-m", "benchmarks.scale", "--child", json.dumps([name, *arguments])]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=HERE.parent) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{name} {arguments} failed: run it with --child to see why")
    cost = {"wall": time.perf_counter() - begun, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    return {**cost, **json.loads(said)}


def digest(folder: Path) -> str:
    """One digest of all tables in a folder."""
    whole = hashlib.sha256()
    for file in sorted(folder.glob("*/0*.parquet")):
        whole.update(f"{file.parent.name}/{file.name}".encode() + file.read_bytes())
    return whole.hexdigest()


# --- the run ----------------------------------------------------------------------------------------------------------


def measure(file: Path, book: Path, folder: Path, given: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Every run that was asked for, by name."""
    runs: dict[str, dict[str, Any]] = {}

    def score(name: str, engine: str, workers: int, coder: str = LEXICON) -> None:
        out = folder / "out"
        runs[name] = ours("score", str(file), str(book), str(out), engine, workers, coder)
        runs[name]["digest"] = digest(out)
        if name == "whole":
            runs["merge"] = ours("merge", str(out), str(folder / "whole"))
        _empty(out)
        print(f"  {name}: {runs[name]['wall']:.1f} s, {runs[name]['memory']:.0f} MB", file=sys.stderr)

    score("whole", "processes", given.workers)
    score("without attribution", "processes", given.workers, MARKS)
    if not given.quick:
        score("whole, one process", "processes", 1)
    for engine in given.engines.split(","):
        if engine != "processes":
            score(f"whole, {engine}", engine, given.workers)
    return runs


def _empty(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def report(runs: dict[str, dict[str, Any]], stages: dict[str, float], size: int, given: Any) -> dict[str, Any]:
    """Print the tables; the same as data."""
    print(f"\n{given.articles:,} articles, {size / 1e9:.2f} GB of text, {PATTERNS} patterns, {given.workers} workers")
    print(f"load before: {', '.join(f'{load:.1f}' for load in given.load)}; {os.cpu_count()} cores")
    print(f"{'':34}{'wall s':>9}{'CPU s':>9}{'MB/s':>8}{'MB memory':>11}{'s per million':>15}")
    for name, run in runs.items():
        million = run["wall"] * 1e6 / given.articles
        print(
            f"  {name:32}{run['wall']:9.1f}{run['cpu']:9.1f}{size / 1e6 / run['wall']:8.1f}"
            f"{run['memory']:11.0f}{million:15.0f}"
        )
    print("CPU ms per MB of text: " + ", ".join(f"{name} {ms:.1f}" for name, ms in stages.items()))
    same = len({run["digest"] for name, run in runs.items() if name.startswith("whole")}) == 1
    print("tables of all engines: " + ("the same bytes" if same else "DIFFERENT"))
    goals = []
    for name, limit in GOALS.items():
        found = (
            max(run["memory"] for run in (runs["whole"], runs["without attribution"]))
            if name == "memory"
            else runs[name]["wall"] * 1e6 / given.articles
        )
        goals.append({"name": name, "found": found, "goal": f"<= {limit:g}", "reached": found <= limit})
        print(f"  {'yes' if found <= limit else 'NO':4}{name}: {found:.0f} (<= {limit:g})")
    return {
        "articles": given.articles,
        "bytes": size,
        "workers": given.workers,
        "load": given.load,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "runs": runs,
        "cpu_ms_per_mb": stages,
        "same_bytes": same,
        "goals": goals,
    }


def main() -> None:
    """Make the articles and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engines", default="processes,dask,spark", help="commas between them")
    parser.add_argument("--quick", action="store_true", help="leave out the run in one process")
    parser.add_argument("--keep", type=Path, help="keep the articles in this folder, and use them if they are there")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        name, *arguments = json.loads(given.child)
        print(json.dumps(CHILDREN[name](*arguments)))
        return
    given.load = [round(load, 1) for load in os.getloadavg()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        place = given.keep or folder
        place.mkdir(parents=True, exist_ok=True)
        file, book = place / f"articles-{given.articles}.parquet", folder / "patterns.yml"
        records = load_records(given.news)
        make_codebook([record["text"] for record in records], PATTERNS, book)
        if not file.exists():
            print(f"writing {given.articles:,} articles to {file}", file=sys.stderr)
            part = file.with_suffix(".part")
            size = write_articles(records, given.articles, part)
            part.rename(file)
            file.with_suffix(".size").write_text(str(size), encoding="utf-8")
        size = int(file.with_suffix(".size").read_text(encoding="utf-8"))
        runs = measure(file, book, folder, given)
        stages = ours("stages", str(file), str(book), 12)["stages"]
        results = report(runs, stages, size, given)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
