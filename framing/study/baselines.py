"""A baseline: the scores of a store as they are today, pinned under a name, and new articles held against it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.corpus.options import ReadOptions
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook
from framing.records.tables import LEXICON
from framing.store.intake import as_json
from framing.store.interface import Baseline
from framing.store.opening import open_at
from framing.study.arrow import Tables
from framing.study.keeping import recipe_of
from framing.study.scores import Scores
from framing.study.scoring import score_files

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Pinned:
    """One article of a baseline: its words, and its matches by frame and voice."""

    doc_id: str
    outlet: str
    digest: str
    words: int
    matches: Mapping[str, Mapping[str, int]]

    @property
    def line(self) -> str:
        """The article as a line of JSON."""
        return as_json([self.doc_id, self.outlet, self.digest, self.words, self.matches])


def save_baseline(address: str | Path, name: str, codebook: Codebook, coder: str | Path = LEXICON) -> Baseline:
    """Score what has no scores yet, and pin those of all articles under ``name``.

    The digest is the SHA-256 of the pinned lines, so two people can tell that they compare with the same.
    """
    if not name or name != name.strip() or not name.isprintable():
        raise UsageError("a baseline needs a name", remedy="give it one such as 2025-autumn")
    lines: list[str] = []
    for part in score_files([address], codebook, ReadOptions(), coder=str(coder)):
        lines += [pinned.line for pinned in _pinned(part)]
    text = "\n".join(lines).encode()
    with closing(open_at(address, write=True)) as store:
        digest = hashlib.sha256(text).hexdigest()
        return store.save_baseline(name, recipe_of(codebook, coder), len(lines), digest, zlib.compress(text, 6))


def load_baseline(address: str | Path, name: str) -> tuple[Baseline, list[Pinned]]:
    """A baseline with its articles."""
    with closing(open_at(address)) as store:
        baseline = store.baseline(name)
    text = zlib.decompress(baseline.body)
    if hashlib.sha256(text).hexdigest() != baseline.digest:
        raise InputError(f"the baseline '{name}' is not as it was saved", file=address, remedy="save another one")
    return baseline, [Pinned(*json.loads(line)) for line in text.splitlines()]


def _pinned(part: Tables) -> Iterator[Pinned]:
    """The articles of some tables."""
    words: dict[str, int] = defaultdict(int)
    for doc_id, number in _rows(part, "words", "doc_id", "words"):
        words[doc_id] += number
    matches: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for doc_id, frame, voice, number in _rows(part, "counts", "doc_id", "frame", "voice", "matches"):
        matches[doc_id][frame][voice] += number
    for doc_id, outlet, digest in _rows(part, "articles", "doc_id", "outlet", "digest"):
        yield Pinned(doc_id, outlet, digest, words[doc_id], matches.get(doc_id, {}))


def _rows(part: Tables, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(part[table].column(name).to_pylist() for name in columns), strict=True)


def baseline_table(pinned: Sequence[Pinned]) -> pd.DataFrame:
    """What a baseline holds, by outlet."""
    import pandas as pd

    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for article in pinned:
        row = rows[article.outlet]
        row[0] += 1
        row[1] += article.words
        row[2] += sum(sum(voices.values()) for voices in article.matches.values())
    return pd.DataFrame(
        [(outlet, *numbers) for outlet, numbers in sorted(rows.items())],
        columns=["outlet", "articles", "words", "matches"],
    )


def place(
    scores: Scores, address: str | Path, name: str, *, coder: str | Path = LEXICON, voice: str = "all"
) -> pd.DataFrame:
    """Each article of ``scores`` against each outlet of a baseline; see ``stats.standing``.

    UsageError if the baseline was saved under another codebook, other voice rules or another coder.
    """
    from framing.stats import standing

    baseline, pinned = load_baseline(address, name)
    _check_recipe(baseline, recipe_of(scores.codebook, coder))
    frames = [frame.name for frame in scores.codebook.frames]
    new = list(_pinned(scores.arrow))
    return standing(_long(new, frames, voice), _long(pinned, frames, voice))


def _long(articles: Sequence[Pinned], frames: Sequence[str], voice: str) -> pd.DataFrame:
    """One row an article and frame, zeros included."""
    import pandas as pd

    columns: dict[str, list[Any]] = {name: [] for name in ("doc_id", "outlet", "digest", "frame", "k", "n")}
    for article in articles:
        for frame in frames:
            by_voice = article.matches.get(frame, {})
            k = sum(by_voice.values()) if voice == "all" else by_voice.get(voice, 0)
            row = (article.doc_id, article.outlet, article.digest, frame, k, article.words)
            for column, cell in zip(columns.values(), row, strict=True):
                column.append(cell)
    return pd.DataFrame(columns)


def _check_recipe(baseline: Baseline, recipe: str) -> None:
    """What is compared was counted alike; a newer framing with the same rules counts alike."""
    before, now = (recipe.partition("|")[2] for recipe in (baseline.recipe, recipe))
    if before != now:
        raise UsageError(
            f"the baseline '{baseline.name}' was saved under {before}, and this is {now}",
            remedy="name its codebook and coder, or save a new baseline under another name",
        )
