"""From the tables counts and words to sparse integer arrays: who has how many of what, article by article.

A *unit* is one article (or one article at one place, if one groups by ``where``). Only units with at least
one scored word count as articles: without a headline there is nothing that could lack a match in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.arguments import check_text, texts
from framing.errors import TableError, UsageError
from framing.records.arrays import Floats, Ints
from framing.records.article import UNKNOWN
from framing.records.ascending import places_in
from framing.records.columns import with_text
from framing.records.tables import COUNTS, PLACES, VOICES, WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ALL_VOICES", "Tally", "cell_table", "label_rows", "tally_articles", "voice_cells"]

#: The name of what is the sum of the four voices.
ALL_VOICES = "all"


@dataclass(frozen=True, slots=True)
class Tally:
    """Units with their words at ``places``, and the non-zero counts of frame x voice in them.

    ``groups`` has one row a group (columns: what one groups by). ``unit_*`` are parallel, one entry a unit;
    ``unit`` ... ``sentences`` are parallel, one entry a non-zero (unit, frame, voice), summed over places.
    """

    groups: pd.DataFrame
    frames: list[str]
    places: list[str]
    unit_group: Ints
    unit_words: Ints
    unit_sentences: Ints
    unit: Ints
    frame: Ints
    voice: Ints
    matches: Ints
    sentences: Ints

    def per_group(self, values: npt.ArrayLike) -> Floats:
        """Sum of ``values``, one a unit, over the units of each group."""
        return _add_up(self.unit_group, values, len(self.groups))

    def per_cell(self, unit: Ints, frame: Ints, values: npt.ArrayLike | None = None) -> Floats:
        """Sum of ``values``, one a (unit, frame), or the number of these, as an array group x frame."""
        return bin_cells(self.unit_group[unit], frame, values, (len(self.groups), len(self.frames)))


def bin_cells(group: Ints, frame: Ints, values: npt.ArrayLike | None, shape: tuple[int, int]) -> Floats:
    """Sum of ``values``, or the number of rows, by group and frame, as an array of that shape."""
    weights = np.ones(len(group)) if values is None else values
    return _add_up(group * shape[1] + frame, weights, shape[0] * shape[1]).reshape(shape)


def tally_articles(
    counts: pd.DataFrame,
    words: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str | Sequence[str] = "outlet",
    frames: Sequence[str] | None = None,
    where: str | Sequence[str] | None = None,
) -> Tally:
    """The tables as one ``Tally``; groups are sorted by their labels, frames keep the order given.

    Raises TableError if counts holds an article or place that words does not list (its n would be unknown).
    """
    COUNTS.check(counts)
    WORDS.check(words)
    names, places = _frame_names(counts, frames), _places(where)
    units = _Units(words, articles, [by] if isinstance(by, str) else by)
    kept = words["where"].isin(places).to_numpy()
    unit_words, unit_sentences = (units.add_up(words[name].to_numpy() * kept) for name in ("words", "sentences"))
    used = counts[(counts["where"].isin(places) & counts["frame"].isin(names)).to_numpy()]
    rows = units.of_counts(used)
    _check_known(rows, used, unit_words)
    cells = _cells(rows, used, names)
    return Tally(units.groups(), names, places, units.group, unit_words, unit_sentences, *cells)


class _Units:
    """The units of a table ``words``, numbered; their groups are made by columns of it or of ``articles``."""

    def __init__(self, words: pd.DataFrame, articles: pd.DataFrame | None, by: Sequence[str]) -> None:
        import pandas as pd

        self._articles, self._by = articles, by
        labels = [label_rows(words, articles, column) for column in by]
        self._indexes = [pd.Index(sorted(label.cat.remove_unused_categories().cat.categories)) for label in labels]
        self._documents = pd.Index(words["doc_id"].unique())
        self._groups, group = np.unique(_combine(len(words), self._indexes, labels), return_inverse=True)
        self._keys, self._of_row = np.unique(self._keys_of(words, group), return_inverse=True)
        #: The group of each unit.
        self.group: Ints = (self._keys % max(len(self._groups), 1)).astype(np.int64)

    def _keys_of(self, table: pd.DataFrame, group: Ints) -> Ints:
        return _codes(self._documents, table["doc_id"]) * max(len(self._groups), 1) + group

    def add_up(self, values: Ints) -> Ints:
        """Sum of ``values``, one a row of ``words``, for each unit."""
        return _sum(self._of_row, values, len(self._keys))

    def of_counts(self, counts: pd.DataFrame) -> Ints:
        """The unit of each row of counts; -1 where ``words`` has none."""
        labels = [label_rows(counts, self._articles, column) for column in self._by]
        group = _combine(len(counts), self._indexes, labels)
        keys = self._keys_of(counts, places_in(self._groups, group))
        return places_in(self._keys, np.where(group < 0, -1, keys))

    def groups(self) -> pd.DataFrame:
        """One row a group: its labels."""
        import pandas as pd

        columns: dict[str, npt.NDArray[np.object_]] = {}
        groups = self._groups
        for column, index in zip(reversed(self._by), reversed(self._indexes), strict=True):
            columns[column] = index.to_numpy()[groups % len(index)]
            groups = groups // len(index)
        return pd.DataFrame({column: columns[column] for column in self._by}, index=range(len(groups)))


def _frame_names(counts: pd.DataFrame, frames: Sequence[str] | None) -> list[str]:
    if frames is None:
        return sorted(str(name) for name in counts["frame"].dropna().unique())
    if isinstance(frames, str):
        raise UsageError("frames takes a list of names, not one text", remedy=f"frames=[{frames!r}]")
    return list(dict.fromkeys(frames))


def _places(where: str | Sequence[str] | None) -> list[str]:
    places = list(PLACES) if where is None else texts("where", where)
    if not places:
        raise UsageError("no place given", remedy="leave where out to take the whole article")
    if odd := [place for place in places if place not in PLACES]:
        raise UsageError(f"unknown place {odd[0]!r}", remedy=f"use one of {', '.join(PLACES)}")
    return places


def label_rows(table: pd.DataFrame, articles: pd.DataFrame | None, column: str) -> pd.Series[str]:
    """The label of each row (a category): from the table, or the articles by doc_id; missing and empty = unknown.

    A label is written down once, however many rows bear it: names may be long, and matches many.
    """
    import pandas as pd

    if column in table.columns:
        values = table[column]
    elif articles is not None and column in articles.columns:
        tags = articles.set_index("doc_id")[column]
        if not tags.index.is_unique:
            raise TableError("table articles lists a doc_id twice", remedy="give each article its own doc_id")
        values = table["doc_id"].map(tags)
    else:
        raise TableError(f"no column {column!r} to group by", remedy="pass the table articles, or use outlet")
    kinds = values.astype("category")
    names = [str(name) or UNKNOWN for name in kinds.cat.categories] + [UNKNOWN]
    order = pd.Index(dict.fromkeys(names))
    codes = order.get_indexer(pd.Index(names))[kinds.cat.codes.to_numpy()]
    return pd.Series(pd.Categorical.from_codes(codes, categories=order), index=values.index)


def _codes(index: pd.Index[str], values: pd.Series[str] | pd.Index[str]) -> Ints:
    """Position of each value in ``index``, -1 where it is not there."""
    return np.asarray(index.get_indexer(values), np.int64)  # type: ignore[arg-type]


def _combine(rows: int, indexes: list[pd.Index[str]], labels: list[pd.Series[str]]) -> Ints:
    """One integer a row for its labels together; -1 where a label is not known."""
    keys, known = np.zeros(rows, np.int64), np.ones(rows, bool)
    for index, label in zip(indexes, labels, strict=True):
        code = _codes(index, label.cat.categories)[label.cat.codes.to_numpy()]
        known &= code >= 0
        keys = keys * max(len(index), 1) + code
    return np.where(known, keys, -1)


def _add_up(keys: Ints, values: npt.ArrayLike, size: int) -> Floats:
    """Sum of ``values`` by key; of whole numbers exact below 2**53."""
    return np.asarray(np.bincount(keys, weights=np.asarray(values, float), minlength=size), float)


def _sum(keys: Ints, values: npt.ArrayLike, size: int) -> Ints:
    return _add_up(keys, values, size).astype(np.int64)


def _check_known(rows: Ints, used: pd.DataFrame, unit_words: Ints) -> None:
    lost = rows < 0
    if not lost.any():
        lost = unit_words[rows] == 0
    if lost.any():
        doc_id = used["doc_id"].to_numpy()[int(np.argmax(lost))]
        raise TableError(
            f"counts has matches in {doc_id!r}, but words lists no words for it there",
            remedy="pass counts and words of the same articles",
        )


def _cells(rows: Ints, used: pd.DataFrame, names: list[str]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Unit, frame, voice, matches and sentences of each non-zero cell."""
    import pandas as pd

    frame, voice = _codes(pd.Index(names), used["frame"]), _codes(pd.Index(VOICES), used["voice"])
    if (voice < 0).any():
        odd = used["voice"].to_numpy()[int(np.argmax(voice < 0))]
        raise TableError(f"unknown voice {odd!r} in counts", remedy=f"voices are {', '.join(VOICES)}")
    width = max(len(names), 1)
    keys, inverse = np.unique((rows * width + frame) * len(VOICES) + voice, return_inverse=True)
    matches = _sum(inverse, used["matches"], len(keys))
    sentences = _sum(inverse, used["sentences"], len(keys))
    some = matches > 0
    keys, matches, sentences = keys[some], matches[some], sentences[some]
    return keys // (len(VOICES) * width), keys // len(VOICES) % width, keys % len(VOICES), matches, sentences


def voice_cells(tally: Tally, voice: str) -> tuple[Ints, Ints, Ints, Ints]:
    """Unit, frame, matches, sentences of the non-zero cells of one voice, or of the four together."""
    check_text("voice", voice)
    if voice not in (ALL_VOICES, *VOICES):
        raise UsageError(f"unknown voice {voice!r}", remedy=f"use {ALL_VOICES}, {', '.join(VOICES)}")
    if voice != ALL_VOICES:
        here = tally.voice == VOICES.index(voice)
        return tally.unit[here], tally.frame[here], tally.matches[here], tally.sentences[here]
    width = max(len(tally.frames), 1)
    keys, inverse = np.unique(tally.unit * width + tally.frame, return_inverse=True)
    k, sentences = (_sum(inverse, each, len(keys)) for each in (tally.matches, tally.sentences))
    return keys // width, keys % width, k, sentences


def cell_table(
    groups: pd.DataFrame, frames: Sequence[str], voice: str | Sequence[str], values: Mapping[str, npt.NDArray[Any]]
) -> pd.DataFrame:
    """One row a group and frame, and voice if there are several; ``values`` are arrays over these, or broadcast."""
    import pandas as pd

    one = isinstance(voice, str)
    shape = (len(groups), len(frames), *([] if one else [len(voice)]))
    row, frame, *voices = (index.ravel() for index in np.indices(shape))
    return with_text(
        pd.DataFrame(
            {
                **{str(column): labels.to_numpy()[row] for column, labels in groups.items()},
                "frame": np.asarray(frames, object)[frame],
                "voice": np.full(len(row), voice, object) if one else np.asarray(voice, object)[voices[0]],
                **{name: np.broadcast_to(array, shape).ravel() for name, array in values.items()},
            }
        )
    )
