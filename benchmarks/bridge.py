"""What scoring costs, whole and by stage, against other tools on the same work in the same run.

    python -m benchmarks.bridge [../shared/data/news_4k.jsonl.gz] [--rounds 3] [--json bridge.json] [--no-peers]

All figures are CPU seconds (all threads, no children waiting) per MB of UTF-8 text, the least of several rounds in
which every contender runs once, each in a process of its own. The *job* is tokens, paragraphs, sentences, quotations,
matches with voices by quotation marks, polarity and tables; *with speakers* adds the attribution of every passage,
actors and targets. *File to file* reads JSON lines and writes Parquet with a new vocabulary; *whole process* is
the command ``framing score`` doing the same, start-up included. A shared machine is not equally quick for two
minutes, so ``re.findall`` runs again just before each of these, and the ratio to it is the median of the rounds' own.
Lexicons of 60, 600 and 6,000 patterns are drawn with a fixed seed from the corpus's own words (54 % words, 22 % stems,
18 % phrases, 6 % gapped). With no file of articles at hand the benchmark makes texts of its own, on which the ratios
mean less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bridge_corpus import load_records
from benchmarks.bridge_lexicons import make_codebook, slots_of
from benchmarks.bridge_work import STAGES

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "data" / "news_4k.jsonl.gz"
SIZES = (60, 600, 6000)
CODERS = {"": "lexicon-marks", " with speakers": "lexicon"}
#: Articles that a slow tool gets; its time is scaled by bytes.
FEW = {
    ("spacy", 60): 120, ("spacy", 600): 60, ("spacy", 6000): 8, ("nltk", 600): 400, ("nltk-sentences", 600): 400,
    ("alternation", 600): 60,
}  # fmt: skip
PEERS = (("spacy", 60), ("spacy", 600), ("spacy", 6000), ("nltk", 600), ("nltk-sentences", 600), ("liwc", 600))
#: What stands for the machine's speed: a bare re.findall over all texts.
YARDSTICK = ("re", 600)
#: MB per CPU second to reach.
SPEEDS = (("job 600 with speakers", 15.0), ("quotes, all text", 4.0))
#: Ratio to reach: name, (numerator, denominator) of seconds per MB, least or most.
GOALS = (
    ("job, 600 patterns, against spaCy", "spacy 600", "job 600", ">=", 300.0),
    ("job, 600 patterns, against NLTK's sentences and words", "nltk-sentences 600", "job 600", ">=", 40.0),
    ("job, 600 patterns, against NLTK's word tokenizer alone", "nltk 600", "job 600", ">=", 40.0),
    ("job, 600 patterns, against liwc", "liwc 600", "job 600", ">=", 4.0),
    ("job, 600 patterns, against wc -w", "wc", "job 600", ">=", 0.2),
    ("6,000 patterns against 60", "job 60", "job 6000", ">=", 0.5),
    ("file to file, us-china-trade, against re.findall", "file", "re 600", "<=", 2.5),
    ("the same, whole process", "process", "re 600", "<=", 2.5),
    ("file to file with speakers, against re.findall", "file with speakers", "re 600", "<=", 5.0),
    ("the same, whole process with speakers", "process with speakers", "re 600", "<=", 5.0),
)


def ours(name: str, *arguments: object) -> dict[str, Any]:
    """One piece of our own work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bridge_work", json.dumps([name, *arguments])]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def peers_python(wanted: bool) -> str | None:
    """The Python of the peers' environment, made at first use; None if it cannot be made or is not wanted."""
    if not wanted:
        return None
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "framing-benchmarks"
    python = cache / "peers" / "bin" / "python"
    if not python.exists():
        print("installing spacy, nltk and liwc into", cache, file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(cache / "peers")], check=True)
        for peer in ("spacy", "nltk", "liwc"):
            subprocess.run([str(python), "-m", "pip", "install", "-q", peer], check=False, capture_output=True)
    return str(python)


def peer(python: str, tool: str, texts: Path, patterns: Path) -> dict[str, Any] | None:
    """One run of another tool; None if it is not installed."""
    command = [python, str(HERE / "bridge_peers.py"), tool, str(texts), str(patterns)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{tool}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def command_seconds(*command: str) -> float:
    """CPU seconds of a command, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=HERE.parent, env={**os.environ, "LC_ALL": "C.UTF-8"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Contest:
    """Seconds per MB of every contender, the least of all rounds; ``beside`` holds their ratios to ``YARDSTICK``."""

    def __init__(self, records: list[dict[str, str]], folder: Path, python: str | None) -> None:
        self.folder, self.python = folder, python
        self.texts = [r["text"] for r in records]
        self.size = sum(
            len(t.encode()) + len(r.get("title", "").encode()) for t, r in zip(self.texts, records, strict=True)
        )
        self.best: dict[str, float] = {}
        self.beside: dict[str, list[float]] = {}
        self.stages: dict[str, dict[str, float]] = {}
        self.matches: dict[str, float] = {}
        self._prepare(records)

    def _prepare(self, records: list[dict[str, str]]) -> None:
        self.jsonl = self.folder / "news.jsonl"
        self.jsonl.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        self.plain = self.folder / "news.txt"
        self.plain.write_text("\n".join(self.texts), encoding="utf-8")
        self.books: dict[str, str] = {"us-china-trade": "us-china-trade"}
        for size in SIZES:
            file = self.folder / f"{size}.yml"
            make_codebook(self.texts, size, file)
            self.books[str(size)] = str(file)
            (self.folder / f"{size}.json").write_text(json.dumps(slots_of(file)), encoding="utf-8")

    def note(self, name: str, seconds: float, size: float | None = None) -> bool:
        """Keep the least seconds per MB; True if these are the least so far."""
        per_mb = seconds / ((size or self.size) / 1e6)
        is_least = per_mb < self.best.get(name, float("inf"))
        if is_least:
            self.best[name] = per_mb
        return is_least

    def round(self) -> None:
        """Every contender once."""
        self.note("wc", command_seconds("wc", "-w", str(self.plain)), self.plain.stat().st_size)
        self._peer(*YARDSTICK, sys.executable)
        for book in self.books:
            self._job(book)
        for name, coder in CODERS.items():
            self._files(name, coder)
        quotes = ours("quotes", str(self.jsonl), 1500, 2)
        self.note("quotes, all text", quotes["seconds"], quotes["bytes"])
        self._peer("alternation", 600, sys.executable)
        for tool, size in PEERS if self.python else ():
            self._peer(tool, size, str(self.python))

    def _job(self, book: str) -> None:
        result = ours("job", str(self.jsonl), self.books[book], 1500, 4)
        self.matches[book] = result["matches"] / (result["bytes"] / 1e6)
        for name in CODERS:
            self.note(f"job {book}{name}", result["warm" + name], result["bytes"])
            self.note(f"job {book}{name}, cold", result["cold" + name], result["bytes"])

    def _files(self, name: str, coder: str) -> None:
        """File to file: plain, by stages, and as the command."""
        self._beside(f"file{name}", lambda: ours("file", str(self.jsonl), "us-china-trade", coder, False)["seconds"])
        staged = ours("file", str(self.jsonl), "us-china-trade", coder, True)
        if self.note(f"file{name}, timed by stages", staged["seconds"]):
            self.stages[f"file{name}"] = {k: s / (self.size / 1e6) for k, s in staged["stages"].items()}
        out = ("--table", "all", "--format", "parquet", "-o", str(self.folder / f"tables-{coder}"), "--restart")
        score = (
            sys.executable,
            "-c",
            "from framing.cli.main import main; main()",
            "score",
            str(self.jsonl),
            "--coder",
            coder,
        )
        self._beside(f"process{name}", lambda: command_seconds(*score, *out))

    def _beside(self, name: str, measure: Callable[[], float]) -> None:
        """Measure something just after the yardstick, and keep their ratio as well."""
        yardstick = self._peer(*YARDSTICK, sys.executable)
        seconds = measure()
        self.note(name, seconds)
        if yardstick:
            self.beside.setdefault(name, []).append(seconds / (self.size / 1e6) / yardstick)

    def _peer(self, tool: str, size: int, python: str) -> float | None:
        """Seconds per MB of another tool; None if it is not installed."""
        texts = self.folder / f"{tool}-{size}.texts.json"
        if not texts.exists():
            few = FEW.get((tool, size), len(self.texts))
            step = max(1, len(self.texts) // few)
            texts.write_text(json.dumps(self.texts[::step][:few]), encoding="utf-8")
        result = peer(python, tool, texts, self.folder / f"{size}.json")
        if not result:
            return None
        self.note(f"{tool} {size}", result["seconds"], result["bytes"])
        return float(result["seconds"] / (result["bytes"] / 1e6))


def sweep(contest: Contest, sizes: Sequence[int]) -> dict[int, float]:
    """Seconds per MB of the job by articles in a batch."""
    out: dict[int, float] = {}
    for size in sizes:
        result = ours("job", str(contest.jsonl), contest.books["600"], size, 3)
        out[size] = result["warm"] / (result["bytes"] / 1e6)
    return out


def memory(contest: Contest, records: list[dict[str, str]], copies: Sequence[int]) -> dict[int, float]:
    """Peak MB of memory of the file-to-file job by number of articles."""
    out = {}
    for times in copies:
        file = contest.folder / f"copies-{times}.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for copy in range(times):
                lines.writelines(json.dumps({**r, "id": f"{r['id']}-{copy}"}) + "\n" for r in records)
        out[times * len(records)] = ours("file", str(file), "us-china-trade", "lexicon", False)["memory"]
        file.unlink()
    return out


def report(contest: Contest, swept: dict[int, float], peak: dict[int, float]) -> dict[str, Any]:
    """Print the tables; the same as data."""
    best = contest.best
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(
        f"\n{len(contest.texts):,} articles, {contest.size / 1e6:.1f} MB; load {load}; CPU ms per MB, MB per CPU second"
    )
    for name, seconds in sorted(best.items(), key=lambda item: item[1]):
        print(f"  {name:42} {1000 * seconds:10.2f} {1 / seconds if seconds else 0:10.2f}")
    print("\nmatches per MB: " + ", ".join(f"{book} {n:,.0f}" for book, n in contest.matches.items()))
    print("\nfile to file by stages, CPU ms per MB (timing them adds a little)")
    names = list(contest.stages)
    print("  " + " " * 28 + "".join(f"{name:>22}" for name in names))
    for stage in (*STAGES, "everything else"):
        print(f"  {stage:28}" + "".join(f"{1000 * contest.stages[name].get(stage, 0):22.2f}" for name in names))
    print("\nbatch size, 600 patterns: " + ", ".join(f"{n:,} articles {1000 * s:.1f} ms/MB" for n, s in swept.items()))
    print("peak memory, file to file: " + ", ".join(f"{n:,} articles {mb:.0f} MB" for n, mb in peak.items()))
    return {
        "seconds_per_mb": best,
        "stages": contest.stages,
        "matches_per_mb": contest.matches,
        "batch_size": swept,
        "peak_memory_mb": peak,
        "goals": judged(best, contest.beside),
    }


def judged(best: dict[str, float], beside: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Print the goals, reached or not; the same as data. Ratios of one minute go before those of least figures."""
    print("\ngoals")
    goals = []
    for name, top, bottom, sign, limit in GOALS:
        if top not in best or bottom not in best:
            print(f"  ?    {name}: not measured")
            continue
        paired = beside.get(top, []) if bottom == " ".join(map(str, YARDSTICK)) else []
        ratio = median(paired) if paired else best[top] / best[bottom]
        reached = ratio >= limit if sign == ">=" else ratio <= limit
        goals.append({"name": name, "ratio": ratio, "goal": f"{sign} {limit:g}", "reached": reached})
        rounds = f", rounds {', '.join(f'{each:.2f}' for each in paired)}" if paired else ""
        print(f"  {'yes' if reached else 'NO':4} {name}: {ratio:.2f} ({sign} {limit:g}){rounds}")
    for name, limit in SPEEDS:
        speed = 1 / best[name]
        goals.append({"name": f"{name}, MB per CPU second", "ratio": speed, "goal": f">= {limit:g}"})
        print(f"  {'yes' if speed >= limit else 'NO':4} {name}: {speed:.1f} MB per CPU second (>= {limit:g})")
    return goals


def main() -> None:
    """Run the contest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-sweep", action="store_true", help="leave out batch sizes and memory")
    options = parser.parse_args()
    records = load_records(options.news)
    with tempfile.TemporaryDirectory() as folder:
        contest = Contest(records, Path(folder), peers_python(not options.no_peers))
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            contest.round()
        swept = {} if options.no_sweep else sweep(contest, (100, 500, 1500, 4000))
        peak = {} if options.no_sweep else memory(contest, records, (1, 4))
        results = report(contest, swept, peak)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
