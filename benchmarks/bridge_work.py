"""What the benchmark of the bridge measures of our own: each piece of work in a process of its own.

    PYTHON -m benchmarks.bridge_work '["file", "news.jsonl", "us-china-trade", "lexicon-marks", true]'

CPU seconds of the process; with stages, of each stage without what others inside it take.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

#: Stage, and where its functions are looked up by those who call them.
STAGES = {
    "reading: JSON": ["framing.corpus.importers.jsonlines:_decode"],
    "reading: lines": ["framing.corpus.fields:Layout"],
    "reading: outlet and agency": ["framing.corpus.tags.tagging:Tagger.tag"],
    "reading: blocks": ["framing.corpus.fields:find_blocks"],
    "reading: the rest": ["framing.study.runs.working:read_unit"],
    "edges of words": ["framing.annotate.batching:edges_between"],
    "numbers of pieces": ["framing.annotate.batching:number_pieces"],
    "new pieces": [
        "framing.annotate.vocabulary:Vocabulary.number",
        "framing.annotate.vocabulary:Column.of",
        "framing.annotate.attribution.reading:Reader._learn",
    ],
    "paragraphs, places": ["framing.annotate.batching:" + name for name in ("paragraph_starts", "segments")]
    + ["framing.annotate.batching:blocks_in_tokens"],
    "quotations": ["framing.annotate.batching:pair_quotations"],
    "sentences": ["framing.annotate.batching:sentence_starts"],
    "annotation: the rest": ["framing.annotate.batching:Annotator.annotate"],
    "matching: new words": ["framing.lexicon.anchors:KnownWords.learn"],
    "matching: anchors": ["framing.lexicon.matcher:sieve"],
    "matching: gaps": ["framing.lexicon.gapped:GapSearch.find"],
    "matching: overlaps": ["framing.lexicon.matcher:leftmost_longest"],
    "matching: the rest": ["framing.lexicon.matcher:Matcher.find"],
    "polarity": ["framing.study.bridge.bridge:polarity"],
    "attribution": ["framing.study.bridge.bridge:Listener.hear", "framing.study.bridge.bridge:word_voices"],
    "speakers, actors": ["framing.study.bridge.bridge:Bridge._about_speakers"],
    "tables": ["framing.study.bridge.bridge:Bridge.tables_of"],
    "codebook": ["framing.lexicon.reading:load_codebook"],
    "Parquet": ["framing.study.output.writers:_Parquet.write", "framing.study.output.writers:_Parquet.close"],
}
TABLES = ("matches", "counts", "words", "articles", "issues")


class Clock:
    """CPU seconds of named stages, each without the stages inside it."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._inner: list[float] = []

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work`` as it is, its time noted under ``name``."""

        def measured(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            self._inner.append(0.0)
            try:
                return work(*arguments, **named)
            finally:
                seconds = time.process_time() - start
                self.stages[name] = self.stages.get(name, 0.0) + seconds - self._inner.pop()
                if self._inner:
                    self._inner[-1] += seconds

        return measured

    def watch(self) -> None:
        """Time every stage of ``STAGES`` from now on."""
        for stage, places in STAGES.items():
            for place in places:
                module, _, path = place.partition(":")
                owner: Any = importlib.import_module(module)
                *parents, name = path.split(".")
                for parent in parents:
                    owner = getattr(owner, parent)
                setattr(owner, name, self.timed(stage, getattr(owner, name)))


def run_job(file: str, codebook_file: str, batch: int, passes: int) -> dict[str, Any]:
    """The complete job on articles in memory: cold (new vocabulary) and warm (the vocabulary of an earlier pass)."""
    from framing.lexicon.reading import load_codebook
    from framing.study.bridge.arrow import prepare_arrow
    from framing.study.bridge.bridge import Bridge
    from framing.study.bridge.coders import make_bridge
    from framing.study.bridge.marks import MARKS

    prepare_arrow()
    articles, size = _articles(file)
    codebook = load_codebook(codebook_file)
    plain, heard = make_bridge(codebook, MARKS), Bridge(codebook)
    out: dict[str, Any] = {"bytes": size}
    out["cold"], out["warm"], out["matches"] = _passes(plain, articles, batch, passes)
    out["cold with speakers"], out["warm with speakers"], _ = _passes(heard, articles, batch, passes)
    return out


def _passes(bridge: Any, articles: Sequence[Any], batch: int, passes: int) -> tuple[float, float, int]:
    """CPU seconds of the first pass and of the quickest later one, and the number of matches."""
    seconds, found = [], 0
    for _ in range(passes):
        start, found = time.process_time(), 0
        for first in range(0, len(articles), batch):
            found += bridge.tables(articles[first : first + batch])["matches"].num_rows
        seconds.append(time.process_time() - start)
    return seconds[0], min(seconds[1:]), found


def run_file(file: str, codebook_name: str, coder: str, staged: bool) -> dict[str, Any]:
    """File to file: JSON lines in, all tables out as Parquet; from the imports' end to the last byte."""
    from contextlib import ExitStack

    from framing.lexicon import reading
    from framing.records.tables import TABLES as DECLARED
    from framing.study.bridge.arrow import prepare_arrow
    from framing.study.output.writers import writing
    from framing.study.scoring import score_files

    prepare_arrow()
    clock = Clock()
    if staged:
        clock.watch()
    start = time.process_time()
    rows = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        writers = {}
        for name in TABLES:
            out = stack.enter_context(Path(folder, f"{name}.parquet").open("wb"))
            writers[name] = stack.enter_context(writing(out, DECLARED[name].schema(), "parquet"))
        for part in score_files([file], reading.load_codebook(codebook_name), coder=coder):
            rows += part["matches"].num_rows
            for name, writer in writers.items():
                writer.write(part[name])
    seconds = time.process_time() - start
    stages = {**clock.stages, "everything else": seconds - sum(clock.stages.values())} if staged else {}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "matches": rows, "memory": memory, "stages": stages}


def run_quotes(file: str, batch: int, passes: int) -> dict[str, Any]:
    """Every attribution of every text as a table, with a warm vocabulary."""
    from framing.study.quoting import Quoter

    articles, size = _articles(file)
    quoter, seconds, rows = Quoter(), 0.0, 0
    for _ in range(passes):
        start, rows = time.process_time(), 0
        for first in range(0, len(articles), batch):
            rows += quoter.tables(articles[first : first + batch])["quotes"].num_rows
        seconds = time.process_time() - start
    return {"seconds": seconds, "bytes": size, "quotes": rows}


def _articles(file: str) -> tuple[list[Any], int]:
    """The articles of a file of records, and their bytes."""
    from framing.records.article import Article

    with Path(file).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    articles = [Article(r["id"], r["text"], title=r.get("title", "")) for r in records]
    return articles, sum(len(a.text.encode()) + len(a.title.encode()) for a in articles)


WORK = {"job": run_job, "file": run_file, "quotes": run_quotes}


def main(task: str) -> None:
    """Do one piece of work and print what it cost."""
    name, *arguments = json.loads(task)
    print(json.dumps(WORK[name](*arguments)))


if __name__ == "__main__":
    main(sys.argv[1])
