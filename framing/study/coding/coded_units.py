"""Coded units in their articles: their words, and the matches that begin in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import InputError
from framing.records.arrays import Flags, Floats, Ints
from framing.records.article import Article
from framing.records.ascending import counted_from
from framing.records.codebook import Codebook
from framing.records.coding import PLACE
from framing.records.tables import MATCHES, VOICES
from framing.study.bridge.arrow import join_tables
from framing.study.bridge.bridge import Bridge
from framing.study.bridge.groups import in_groups
from framing.study.bridge.model_bridge import lexicon_columns
from framing.study.coding.codes import check_within

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables


def unit_hits(scores: ScoreTables, units: pd.DataFrame) -> pd.DataFrame:
    """The matches that begin inside a coded unit, with its row number in ``units`` as column ``row``.

    Unit by unit, and in a unit in the order of their starts.
    InputError where a unit's article is not among the scored ones or is shorter than the unit.
    """
    ends = units.groupby(["doc_id", "field"], observed=True)["end"].max()
    for doc_id, field, end in ends.reset_index().itertuples(index=False):
        _check_article(scores, str(doc_id), str(field), int(end))
    return hits_of(scores.matches, units)


def hits_of(matches: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """``unit_hits`` out of a table of matches; units of articles without any have none."""
    import pandas as pd

    by_place = matches.groupby(["doc_id", "field"], observed=True).indices
    starts = matches["start"].to_numpy(np.int64)
    rows, hits = [], []
    for place, group in units.groupby(["doc_id", "field"], observed=True):
        found = np.asarray(by_place.get(place, ()), np.int64)
        found = found[np.argsort(starts[found], kind="stable")]
        first = np.searchsorted(starts[found], group["start"].to_numpy(np.int64))
        count = np.searchsorted(starts[found], group["end"].to_numpy(np.int64)) - first
        rows.append(np.repeat(group.index.to_numpy(), count))
        hits.append(found[counted_from(first, count)])
    picked = np.concatenate(hits) if hits else np.zeros(0, np.int64)
    out = matches.iloc[picked][["frame", "entry", "negated", "voice"]].reset_index(drop=True)
    return pd.concat([pd.DataFrame({"row": np.concatenate(rows) if rows else picked}), out], axis=1)


def unit_texts(scores: ScoreTables, units: pd.DataFrame) -> list[str]:
    """The words of each unit."""
    documents = scores.documents
    return [
        documents[doc_id].article.text_in(field)[int(start) : int(end)]
        for doc_id, field, start, end in units[[*PLACE]].itertuples(index=False)
    ]


def frames_shown(hits: pd.DataFrame, frames: Sequence[str], units: int) -> Flags:
    """Frames x units: whether a hit of the frame begins in the unit; ``hits`` are those of ``unit_hits``."""
    shown = np.zeros((len(frames), units), np.bool_)
    shown[_numbers(hits["frame"], frames), hits["row"].to_numpy(np.int64)] = True
    return shown


def _numbers(column: pd.Series[str], names: Sequence[str]) -> Ints:
    """Each value's place among the names; all are there."""
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[name] for name in column.astype(str)], np.int64)


def _check_article(scores: ScoreTables, doc_id: str, field: str, end: int) -> None:
    document = scores.documents.get(doc_id)
    if document is None:
        raise InputError(
            f"the codes are about '{doc_id}', which is not in this corpus", remedy="name the corpus that was coded"
        )
    check_within(document.article, field, end)


def counts_in_context(units: pd.DataFrame, articles: Sequence[Article], codebook: Codebook) -> Floats:
    """The lexicon's columns of a classifier for each unit (doc_id, field, start, end): matches as in scoring."""
    bridge = Bridge(codebook)
    parts = [bridge.tables(tuple(some)) for some in in_groups(articles)]  # a list would be used up
    return columns_of(hits_of(MATCHES.frame(join_tables(parts)["matches"]), units), codebook, len(units))


def columns_of(hits: pd.DataFrame, codebook: Codebook, units: int) -> Floats:
    """The lexicon's columns of a classifier out of the lexicon's ``unit_hits``."""
    frame, voice = _numbers(hits["frame"], codebook.frame_names), _numbers(hits["voice"], VOICES)
    return lexicon_columns(hits["row"].to_numpy(np.int64), frame, voice, (units, len(codebook.frames)))
