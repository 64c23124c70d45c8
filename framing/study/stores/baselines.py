"""A baseline: the scores of a store as they are today, pinned under a name, and new articles held against it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.arguments import check_text
from framing.corpus.options import ReadOptions
from framing.errors import InputError, UsageError
from framing.records.article import UNKNOWN
from framing.records.codebook import Codebook
from framing.records.tables import LEXICON, VOICES
from framing.stats import standing
from framing.store.intake import as_json
from framing.store.interface import Baseline
from framing.store.opening import open_at
from framing.study.bridge.arrow import Tables
from framing.study.comparison.counting import copies_note
from framing.study.scoring import score_files
from framing.study.stores.recipes import recipe_of
from framing.study.wording.copies import copies_to_collapse

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.bridge.coders import Named
    from framing.study.score_tables import ScoreTables


#: What a baseline's recipe says at its end; one from before near-copies were collapsed says nothing, and has each.
_COPIES = "|copies:"


@dataclass(frozen=True, slots=True)
class Pinned:
    """One article of a baseline: its words, and its matches by frame and voice.

    A near-copy is not counted, and is a ``copy_of`` the article that is counted for it.
    """

    doc_id: str
    outlet: str
    digest: str
    words: int
    matches: Mapping[str, Mapping[str, int]]
    copy_of: str = ""

    @property
    def line(self) -> str:
        """The article as a line of JSON."""
        own = [self.doc_id, self.outlet, self.digest, self.words, self.matches]
        return as_json([*own, self.copy_of] if self.copy_of else own)


def save_baseline(
    address: str | Path, name: str, codebook: Codebook, coder: Named = LEXICON, *, keep_copies: bool = False
) -> tuple[Baseline, list[str]]:
    """Score what has no scores yet, and pin those of all articles under ``name``; with what to know about them.

    Near-copies count once, as in a report, unless ``keep_copies``. The digest is the SHA-256 of the pinned lines, so
    two people can tell that they compare with the same.
    """
    check_text("name", name)
    check_name(name)
    with closing(open_at(address)) as store:
        store.refuse_taken(name)  # before hours of scoring, not after
    lines: dict[str, str] = {}
    for part in score_files([address], codebook, ReadOptions(), coder=coder):
        lines |= {pinned.doc_id: pinned.line for pinned in _pinned(part)}
    copies, notes = copies_to_collapse([address], ReadOptions(), len(lines), keep_copies=keep_copies)
    counted = len(lines)
    if copies is not None:
        notes += copies_note(copies)
        for doc_id, other in zip(copies["doc_id"], copies["stands_for"], strict=True):
            if doc_id in lines and other in lines:  # else it came, or went, while this was running
                lines[doc_id] = replace(_article_of(lines[doc_id]), copy_of=other).line
                counted -= 1
    text = "\n".join(lines.values()).encode()
    recipe = f"{recipe_of(codebook, coder)}{_COPIES}{'each' if copies is None else 'once'}"
    with closing(open_at(address, write=True)) as store:
        digest = hashlib.sha256(text).hexdigest()
        return store.save_baseline(name, recipe, counted, digest, zlib.compress(text, 6)), notes


def check_name(name: str) -> None:
    """UsageError for a name that nobody could type, or tell from another."""
    if not name or name != name.strip() or not name.isprintable():
        raise UsageError("a baseline needs a name", remedy="give it one such as 2025-autumn")


def load_baseline(address: str | Path, name: str) -> tuple[Baseline, list[Pinned]]:
    """A baseline with its articles."""
    with closing(open_at(address)) as store:
        baseline = store.baseline(name)
    text = zlib.decompress(baseline.body)
    if hashlib.sha256(text).hexdigest() != baseline.digest:
        raise InputError(f"the baseline '{name}' is not as it was saved", file=address, remedy="save another one")
    return baseline, [_article_of(line) for line in text.splitlines()]


def _article_of(line: str | bytes) -> Pinned:
    return Pinned(*json.loads(line))


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
    """What a baseline holds, by outlet; ``copies`` are articles that are not counted."""
    import pandas as pd

    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for article in pinned:
        row = rows[article.outlet]
        if article.copy_of:
            row[3] += 1
            continue
        row[0] += 1
        row[1] += article.words
        row[2] += sum(sum(voices.values()) for voices in article.matches.values())
    return pd.DataFrame(
        [(outlet, *numbers) for outlet, numbers in sorted(rows.items())],
        columns=["outlet", "articles", "words", "matches", "copies"],
    )


def place(
    scores: ScoreTables,
    baseline: Baseline,
    pinned: Sequence[Pinned],
    *,
    coder: Named = LEXICON,
    voice: str = "all",
) -> pd.DataFrame:
    """Each article of ``scores`` against each outlet of a baseline (``load_baseline``); see ``stats.standing``.

    An article is not held against itself, nor against an earlier version of it or the one that was counted for it.
    UsageError if the baseline was saved under another codebook, other voice rules or another coder, and for an unknown
    voice.
    """
    check_text("voice", voice)
    if voice not in ("all", *VOICES):
        raise UsageError(f"there is no voice '{voice}'", remedy=f"use all, {', '.join(VOICES)}")
    _check_recipe(baseline, recipe_of(scores.codebook, coder))
    frames = scores.codebook.frame_names
    itself = _Itself(pinned)
    new = [replace(article, digest=itself.digest_of(article)) for article in _pinned(scores.arrow)]
    counted = [article for article in pinned if not article.copy_of]
    return standing(_long(new, frames, voice), _long(counted, frames, voice))


class _Itself:
    """Which article of a baseline a new one is, if it is there."""

    def __init__(self, pinned: Sequence[Pinned]) -> None:
        self._by_id = {article.doc_id: article for article in pinned}
        self._by_digest = {article.digest: article for article in pinned if not article.copy_of}
        self._by_digest |= {article.digest: self._by_id[article.copy_of] for article in pinned if article.copy_of}

    def digest_of(self, article: Pinned) -> str:
        """The digest of the article that is counted for this one, or for its earlier version; else its own.

        The same name is another version, unless two outlets say that these are two articles (as in a store).
        """
        before = self._by_id.get(article.doc_id)
        if article.digest not in self._by_digest and before and _one_outlet(before.outlet, article.outlet):
            article = before
        return self._by_digest[article.digest].digest if article.digest in self._by_digest else article.digest


def _one_outlet(one: str, other: str) -> bool:
    return one == other or UNKNOWN in (one, other)


def _long(articles: Sequence[Pinned], frames: Sequence[str], voice: str) -> pd.DataFrame:
    """One row an article and frame, zeros included."""
    import pandas as pd

    rows = []
    for article in articles:
        for frame in frames:
            by_voice = article.matches.get(frame, {})
            k = sum(by_voice.values()) if voice == "all" else by_voice.get(voice, 0)
            rows.append((article.doc_id, article.outlet, article.digest, frame, k, article.words))
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "digest", "frame", "k", "n"])


def _check_recipe(baseline: Baseline, recipe: str) -> None:
    """What is compared was counted alike; a newer framing with the same rules counts alike."""
    before, now = (recipe.partition("|")[2].partition(_COPIES)[0] for recipe in (baseline.recipe, recipe))
    if before != now:
        raise UsageError(
            f"the baseline '{baseline.name}' was saved under {before}, and this is {now}",
            remedy="name its codebook and coder, or save a new baseline under another name",
        )
