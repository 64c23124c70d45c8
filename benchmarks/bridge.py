"""What scoring costs, whole and by stage, against other tools on the same work in the same run.

    python -m benchmarks.bridge [../shared/data/news_4k.jsonl.gz] [--rounds 3] [--json bridge.json] [--no-peers]

All figures are CPU seconds (all threads, no children waiting) per MB of UTF-8 text, the least of several rounds in
which every contender runs once, each in a process of its own. The *complete job* is tokens, paragraphs, sentences,
quotations, matches, polarity and tables; *with speakers* adds attribution, and who speaks and acts at each match;
*file to file* also reads JSON lines and writes Parquet. Lexicons of 60, 600 and 6,000 patterns are drawn with a fixed
seed from the corpus's own words (54 % words, 22 % stems, 18 % phrases, 6 % gapped). Articles are read by path and never
shipped; with no file at hand the benchmark makes texts of its own, on which the ratios mean less.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "data" / "news_4k.jsonl.gz"
SIZES = (60, 600, 6000)
#: Articles that a slow tool gets; its time is scaled by bytes.
FEW = {("spacy", 60): 120, ("spacy", 600): 60, ("spacy", 6000): 8, ("nltk", 600): 400, ("alternation", 600): 60}
#: Ratio to reach: name, (numerator, denominator) of seconds per MB, least or most.
GOALS = (
    ("complete job, 600 patterns, against spaCy", "spacy 600", "job 600", ">=", 300.0),
    ("complete job, 600 patterns, against NLTK's word tokenizer", "nltk 600", "job 600", ">=", 40.0),
    ("complete job, 600 patterns, against liwc", "liwc 600", "job 600", ">=", 4.0),
    ("complete job, 600 patterns, against wc -w", "wc", "job 600", ">=", 0.2),
    ("6,000 patterns against 60", "job 60", "job 6000", ">=", 0.5),
    ("file to file with speakers, us-china-trade, against re.findall", "file us-china-trade", "re 600", "<=", 5.0),
    ("the same without speakers", "file without speakers", "re 600", "<=", 2.5),
)


# --- lexicons of any size ---------------------------------------------------------------------------------------------


def make_codebook(texts: Sequence[str], patterns: int, file: Path) -> None:
    """Write a codebook of so many patterns, drawn from the words of ``texts`` by bands of frequency."""
    chance = random.Random(patterns)
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower()))
    ranked = [word for word, count in counts.most_common() if count > 1]
    terms: dict[str, None] = {}
    while len(terms) < patterns:
        terms[_term(ranked, chance)] = None
    frames = [list(terms)[i::6] for i in range(6)]
    lines = ["codebook: synthetic", "version: 1.0.0", "frames:"]
    for number, entries in enumerate(frames):
        lines += [f"  frame{number}:", "    definition: Words drawn at random.", "    entries:"]
        lines += [f'      - "{entry}"' for entry in entries]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _term(ranked: list[str], chance: random.Random) -> str:
    """One pattern: 54 % words, 22 % stems, 18 % phrases, 6 % gapped."""
    kind = chance.random()
    if kind < 0.54:
        return _word(ranked, chance)
    if kind < 0.76:
        return _word(ranked, chance)[: chance.randint(5, 8)] + "*"
    if kind < 0.94:
        return " ".join(_word(ranked, chance) for _ in range(chance.choice([2, 2, 2, 3])))
    return f"{_word(ranked, chance)} ..{chance.randint(1, 5)} {_word(ranked, chance)[:7]}*"


def _word(ranked: list[str], chance: random.Random) -> str:
    """A word of one of four bands: the 300th to 1,000th in frequency, to 3,000th, to 10,000th, to 30,000th."""
    low, high = chance.choice([(300, 1000), (1000, 3000), (3000, 10_000), (10_000, 30_000)])
    return ranked[min(chance.randint(low, high), len(ranked) - 1)]


# --- our own work, each in a process of its own -----------------------------------------------------------------------


@dataclass
class Clock:
    """CPU seconds of named stages."""

    stages: dict[str, float] = field(default_factory=dict)

    def measure(self, name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        self.stages[name] = self.stages.get(name, 0.0) + time.process_time() - start
        return result


def run_stages(file: str, codebook_file: str, batch: int, passes: int) -> dict[str, Any]:
    """The complete job by stages, cold (new vocabulary) and warm (the vocabulary of an earlier pass)."""
    from framing.lexicon.reading import load_codebook
    from framing.records.article import Article
    from framing.study.bridge import Bridge

    with Path(file).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    articles = [Article(r["id"], r["text"], title=r.get("title", "")) for r in records]
    size = sum(len(a.text.encode()) + len(a.title.encode()) for a in articles)
    bridge = Bridge(load_codebook(codebook_file))
    clocks, found = [], 0
    for _ in range(passes):
        clock, found = Clock(), 0
        for first in range(0, len(articles), batch):
            found += _one_batch(bridge, articles[first : first + batch], clock)
        clocks.append(clock.stages)
    return {"bytes": size, "matches": found, "cold": clocks[0], "warm": clocks[-1]}


def _one_batch(bridge: Any, articles: Sequence[Any], clock: Clock) -> int:
    """One batch through all stages; what needs nobody's words is told apart from what does."""
    import numpy as np

    from framing.annotate.attribution.measured import precision_of
    from framing.annotate.attribution.output import word_voices
    from framing.annotate.negation import polarity
    from framing.study.arrow import category
    from framing.study.match_table import Findings, count_table, match_table
    from framing.study.speaking import Speaking
    from framing.study.word_table import descriptive_tables

    batch = clock.measure("annotate", lambda: bridge._annotator.annotate(articles))
    hits = clock.measure("match", lambda: bridge._matcher.find(batch))
    flags = clock.measure("polarity", lambda: polarity(batch, hits.start, hits.end))
    own = np.zeros(len(hits), np.int64)
    frame = bridge._matcher.compiled.frame[hits.entry]
    found = Findings(hits.start, hits.end, frame, hits.entry, own, flags.negated, flags.denied, flags.hypothetical)

    def tables() -> None:
        empty = category(own, ("",))
        further = dict.fromkeys(
            ("speaker", "party", "speaker_kind", "channel", "cue", "rule", "actor", "target"), empty
        )
        match_table(batch, found, bridge._labels, {**further, "precision": np.zeros(len(hits))})
        count_table(batch, found, bridge._labels)
        descriptive_tables(batch, ())

    def speakers() -> None:
        heard, said = bridge._listener.hear(batch)
        found.voice = word_voices(heard, hits.start)
        speaking = Speaking(batch, said, found.voice, heard.owner[hits.start])
        speaking.columns()
        speaking.rules(precision_of)
        bridge._actors.find(batch, said.names, hits.start, hits.end)

    clock.measure("tables", tables)
    clock.measure("speakers", speakers)
    return len(hits)


def run_file(file: str, codebook_file: str) -> dict[str, Any]:
    """File to file: JSON lines in, all tables out as Parquet."""
    from contextlib import ExitStack

    from framing.lexicon.reading import load_codebook
    from framing.records.tables import TABLES
    from framing.study.export import writing
    from framing.study.scoring import score_files

    start = time.process_time()
    rows = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        writers = {}
        for name in ("matches", "counts", "words", "articles", "issues"):
            out = stack.enter_context(Path(folder, f"{name}.parquet").open("wb"))
            writers[name] = stack.enter_context(writing(out, TABLES[name].schema(), "parquet"))
        for part in score_files([file], load_codebook(codebook_file)):
            rows += part["matches"].num_rows
            for name, writer in writers.items():
                writer.write(part[name])
    seconds = time.process_time() - start
    return {"seconds": seconds, "matches": rows, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run_quotes(file: str, batch: int, passes: int) -> dict[str, Any]:
    """Every attribution of every text as a table, with a warm vocabulary."""
    from framing.records.article import Article
    from framing.study.quoting import Quoter

    with Path(file).open(encoding="utf-8") as lines:
        articles = [Article(r["id"], r["text"], title=r.get("title", "")) for r in map(json.loads, lines)]
    quoter, seconds, rows = Quoter(), 0.0, 0
    for _ in range(passes):
        start, rows = time.process_time(), 0
        for first in range(0, len(articles), batch):
            rows += quoter.tables(articles[first : first + batch])["quotes"].num_rows
        seconds = time.process_time() - start
    return {"seconds": seconds, "quotes": rows}


def run_reading(file: str) -> dict[str, Any]:
    """Reading JSON lines into articles, tags proposed."""
    from framing.corpus.options import ReadOptions
    from framing.corpus.units import plan, read_unit

    start = time.process_time()
    articles = sum(len(read_unit(unit, ReadOptions()).articles) for unit in plan([file], ReadOptions()))
    return {"seconds": time.process_time() - start, "articles": articles}


CHILDREN = {"stages": run_stages, "file": run_file, "quotes": run_quotes, "reading": run_reading}


# --- the contest ------------------------------------------------------------------------------------------------------


def ours(name: str, *arguments: object) -> dict[str, Any]:
    """One run of a child of this program."""
    command = [sys.executable, "-m", "benchmarks.bridge", "--child", json.dumps([name, *arguments])]
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


def count_words(file: Path) -> float:
    """CPU seconds of ``wc -w``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["wc", "-w", str(file)], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Contest:
    """Seconds per MB of every contender, the least of all rounds."""

    def __init__(self, records: list[dict[str, str]], folder: Path, python: str | None) -> None:
        self.folder, self.python = folder, python
        self.texts = [r["text"] for r in records]
        self.size = sum(
            len(t.encode()) + len(r.get("title", "").encode()) for t, r in zip(self.texts, records, strict=True)
        )
        self.best: dict[str, float] = {}
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
            (self.folder / f"{size}.json").write_text(json.dumps(_slots(file)), encoding="utf-8")

    def note(self, name: str, seconds: float, size: float | None = None) -> None:
        """Keep the least seconds per MB."""
        per_mb = seconds / ((size or self.size) / 1e6)
        self.best[name] = min(per_mb, self.best.get(name, per_mb))

    def round(self) -> None:
        """Every contender once."""
        self.note("wc", count_words(self.plain), self.plain.stat().st_size)
        for book in self.books:
            self._stages(book)
        self.note("reading", ours("reading", str(self.jsonl))["seconds"])
        self.note("file us-china-trade", ours("file", str(self.jsonl), "us-china-trade")["seconds"])
        self.note("quotes, all text", ours("quotes", str(self.jsonl), 1500, 2)["seconds"])
        self._peer("re", 600, sys.executable)
        self._peer("alternation", 600, sys.executable)
        if self.python:
            for tool, size in (("spacy", 60), ("spacy", 600), ("spacy", 6000), ("nltk", 600), ("liwc", 600)):
                self._peer(tool, size, self.python)

    def _stages(self, book: str) -> None:
        result = ours("stages", str(self.jsonl), self.books[book], 1500, 2)
        self.matches[book] = result["matches"] / (result["bytes"] / 1e6)
        for heat in ("cold", "warm"):
            stages = {name: seconds / (result["bytes"] / 1e6) for name, seconds in result[heat].items()}
            without = sum(seconds for name, seconds in stages.items() if name != "speakers")
            name = f"job {book}" if heat == "warm" else f"job {book}, cold"
            if without < self.best.get(name, without + 1):
                self.best[name], self.stages[name] = without, stages
            whole = name.replace("job", "job with speakers")
            self.best[whole] = min(sum(stages.values()), self.best.get(whole, 1e9))

    def _peer(self, tool: str, size: int, python: str) -> None:
        texts = self.folder / f"{tool}-{size}.texts.json"
        if not texts.exists():
            few = FEW.get((tool, size), len(self.texts))
            step = max(1, len(self.texts) // few)
            texts.write_text(json.dumps(self.texts[::step][:few]), encoding="utf-8")
        result = peer(python, tool, texts, self.folder / f"{size}.json")
        if result:
            self.note(f"{tool} {size}", result["seconds"], result["bytes"])

    def finish(self) -> None:
        """Figures that follow from others."""
        job = self.stages["job us-china-trade, cold"]
        self.best["writing and the rest"] = max(
            0.0,
            self.best["file us-china-trade"]
            - self.best["reading"]
            - self.best["job with speakers us-china-trade, cold"],
        )
        self.best["file without speakers"] = self.best["file us-china-trade"] - job["speakers"]


def _slots(file: Path) -> list[list[dict[str, Any]]]:
    """The patterns of a codebook as plain data for other tools."""
    from framing.lexicon.reading import load_codebook

    return [
        [{"words": slot.words, "stems": slot.stems, "gap": slot.gap} for slot in entry.slots]
        for _, entry in load_codebook(str(file)).entries()
    ]


def sweep(contest: Contest, sizes: Sequence[int]) -> dict[int, float]:
    """Seconds per MB of the complete job by articles in a batch."""
    out: dict[int, float] = {}
    for size in sizes:
        runs = [ours("stages", str(contest.jsonl), contest.books["600"], size, 2) for _ in range(2)]
        costs = [sum(s for name, s in r["warm"].items() if name != "speakers") / (r["bytes"] / 1e6) for r in runs]
        out[size] = min(costs)
    return out


def memory(contest: Contest, records: list[dict[str, str]], copies: Sequence[int]) -> dict[int, float]:
    """Peak MB of memory of the file-to-file job by number of articles."""
    out = {}
    for times in copies:
        file = contest.folder / f"copies-{times}.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for copy in range(times):
                lines.writelines(json.dumps({**r, "id": f"{r['id']}-{copy}"}) + "\n" for r in records)
        out[times * len(records)] = ours("file", str(file), "us-china-trade")["memory"]
        file.unlink()
    return out


def load_records(file: Path) -> list[dict[str, str]]:
    """Articles of the file, or invented ones."""
    if file.exists():
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8") as lines:
            return [
                {k: r[k] for k in ("id", "outlet", "date", "title", "text") if r.get(k)} for r in map(json.loads, lines)
            ]
    print(f"{file} is not here: made-up texts are measured", file=sys.stderr)
    chance = random.Random(1)
    words = ["".join(chance.choice("aeioutnsrlmdk") for _ in range(chance.randint(2, 9))) for _ in range(30_000)]
    common = [words[int(30_000 * chance.random() ** 4)] for _ in range(60_000)]
    return [
        {
            "id": str(i),
            "outlet": "Made up",
            "text": "\n\n".join(
                ". ".join(" ".join(chance.sample(common, 18)).capitalize() for _ in range(4)) + "." for _ in range(12)
            ),
        }
        for i in range(1000)
    ]


def report(contest: Contest, swept: dict[int, float], peak: dict[int, float]) -> dict[str, Any]:
    """Print the tables; the same as data."""
    best = contest.best
    print(f"\n{len(contest.texts):,} articles, {contest.size / 1e6:.1f} MB; CPU ms per MB and MB per CPU second")
    for name, seconds in sorted(best.items(), key=lambda item: item[1]):
        print(f"  {name:42} {1000 * seconds:10.2f} {1 / seconds if seconds else 0:10.2f}")
    print("\nmatches per MB: " + ", ".join(f"{book} {n:,.0f}" for book, n in contest.matches.items()))
    print("\nstages, ms per MB (annotate: split, dictionary, paragraphs, quotations, sentences, places)")
    for name, stages in contest.stages.items():
        print(f"  {name:28} " + "  ".join(f"{stage} {1000 * s:.2f}" for stage, s in stages.items()))
    print("\nbatch size, 600 patterns: " + ", ".join(f"{n:,} articles {1000 * s:.1f} ms/MB" for n, s in swept.items()))
    print("peak memory, file to file: " + ", ".join(f"{n:,} articles {mb:.0f} MB" for n, mb in peak.items()))
    for name, goal in (("job with speakers 600", 15), ("quotes, all text", 4)):
        print(f"\n{name}: {1 / best[name]:.1f} MB per CPU second (goal {goal})", end="")
    print("\n\ngoals")
    goals = []
    for name, top, bottom, sign, limit in GOALS:
        if top not in best or bottom not in best:
            print(f"  ?    {name}: not measured")
            continue
        ratio = best[top] / best[bottom]
        reached = ratio >= limit if sign == ">=" else ratio <= limit
        goals.append({"name": name, "ratio": ratio, "goal": f"{sign} {limit:g}", "reached": reached})
        print(f"  {'yes' if reached else 'NO':4} {name}: {ratio:.2f} ({sign} {limit:g})")
    return {
        "seconds_per_mb": best,
        "stages": contest.stages,
        "matches_per_mb": contest.matches,
        "batch_size": swept,
        "peak_memory_mb": peak,
        "goals": goals,
    }


def main() -> None:
    """Run the contest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-sweep", action="store_true", help="leave out batch sizes and memory")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        name, *arguments = json.loads(options.child)
        print(json.dumps(CHILDREN[name](*arguments)))
        return
    records = load_records(options.news)
    with tempfile.TemporaryDirectory() as folder:
        contest = Contest(records, Path(folder), peers_python(not options.no_peers))
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            contest.round()
        contest.finish()
        swept = {} if options.no_sweep else sweep(contest, (100, 500, 1500, 4000))
        peak = {} if options.no_sweep else memory(contest, records, (1, 4))
        results = report(contest, swept, peak)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
