"""Lexicon, classifier and people beside each other: where they agree, and the sentences where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np

from framing.classifier.explanation import explain
from framing.classifier.store import Model
from framing.coding.agreement import Options, agreement
from framing.coding.ratings import MISSING, Ratings, Values, ratings_of
from framing.errors import InputError, UsageError
from framing.records.arrays import Flags
from framing.records.beside import ABSTAINS, NO, SILENT, YES, Beside, CoderLine, Dispute, Reason
from framing.records.coding import ALL, ALL_FRAMES, PLACE
from framing.records.tables import LEXICON
from framing.study.bridge.models import is_model, open_model
from framing.study.coding.coded_units import columns_of, frames_shown, unit_hits, unit_texts
from framing.study.coding.validating import gold_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.bridge.coders import Named
    from framing.study.score_tables import ScoreTables

__all__ = ["COLUMNS", "coders_beside"]

#: Sentences that are shown, over all frames; at least FEWEST_SHOWN of each.
MOST_SHOWN, FEWEST_SHOWN = 60, 3
#: With more units or outlets than these, intervals and outlets are left out: resampling would take minutes.
MOST_RESAMPLED, MOST_OUTLETS = 60_000, 12
COLUMNS = (
    "frame", "outlet", "coder1", "coder2", "units", "articles", "both", "only1", "only2", "neither", "percent",
    "positive", "positive_low", "positive_high", "ac1", "ac1_low", "ac1_high", "alpha", "alpha_low", "alpha_high",
)  # fmt: skip


def coders_beside(
    scores: ScoreTables, coder: Named | None = None, codes: pd.DataFrame | None = None, *, seed: int = 0
) -> Beside:
    """The lexicon of ``scores`` beside a classifier (``coder``), beside people (``codes``), or beside both.

    With ``codes`` the coded units count, and what people say is their common decision, else their majority; without,
    every scored sentence. Near-copies are left out as in all numbers.

    ``table``: one row for each pair of coders, outlet (``all`` first) and frame: ``units`` that both coded in so many
    ``articles``; ``both``, ``only1``, ``only2`` and ``neither`` say it shows; agreement as in ``framing agree``. The
    last row of each outlet is that of the label sets (MASI), with alpha alone.

    UsageError if there is nothing to hold the lexicon against, InputError if the codes are not of these articles.
    """
    if coder is None and codes is None:
        raise UsageError("there is one coder only", remedy="name a classifier or people's codes")
    people = None if codes is None else gold_of(_of_counted(scores, codes))
    units = _sentences(scores) if people is None else people.ratings.units
    if not len(units):
        raise InputError("there is no sentence to compare", remedy="name articles with text")
    machines = [scores, *([] if coder is None else [_by_model(scores, coder)])]
    values = [_labels(machine, scores, units) for machine in machines]
    lines = [_line(machine, coder) for machine in machines]
    if people is not None:
        values.append(np.where(people.known, people.present, MISSING).astype(np.int8))
        lines.append(CoderLine(", ".join(people.coders), "people"))
    _, article = np.unique(units["doc_id"].to_numpy(str), return_inverse=True)
    frames = scores.codebook.frame_names
    ratings = Ratings([x.name for x in lines], frames, np.stack(values, axis=1), units, article.astype(np.int64))
    model = _model(coder, scores)
    disputes, disputed = _disputes(scores, ratings, model)
    return Beside(
        tuple(lines),
        people is not None,
        len(units),
        len(np.unique(article)),
        _table(ratings, seed),
        disputes,
        disputed,
    )


def _line(scores: ScoreTables, coder: Named | None) -> CoderLine:
    kind = "classifier" if _names_model(coder) else "coder"
    return CoderLine(scores.coder, "lexicon" if scores.coder == LEXICON else kind, scores.validation)


def _names_model(coder: Named | None) -> TypeGuard[str | Path]:
    return isinstance(coder, str | Path) and is_model(coder)


def _model(coder: Named | None, scores: ScoreTables) -> Model | None:
    """The model behind a classifier, which says why it decided; other coders do not."""
    return open_model(coder, scores.codebook) if _names_model(coder) else None


def _by_model(scores: ScoreTables, coder: Named) -> ScoreTables:
    found = scores.coded_by(coder)
    if found.coder == scores.coder:
        raise UsageError(f"'{coder}' would stand beside itself", remedy="name a classifier")
    return found


def _of_counted(scores: ScoreTables, codes: pd.DataFrame) -> Ratings:
    """The codes of articles that are counted."""
    ratings = ratings_of(codes, scores.codebook.frame_names)
    counted = scores.documents.keys() - scores.left_out
    outlets = [scores.documents[d].article.outlet.value if d in counted else "" for d in ratings.units["doc_id"]]
    ratings.units = ratings.units.assign(outlet=outlets)
    kept = ratings.units["doc_id"].isin(counted).to_numpy()
    if not kept.any():
        raise InputError(
            "none of the coded units is in these articles", remedy="name the articles that were coded, or other codes"
        )
    return ratings.pick(kept)


def _sentences(scores: ScoreTables) -> pd.DataFrame:
    """Every scored sentence of the counted articles, by article and place."""
    import pandas as pd

    left_out = scores.left_out
    rows = [
        (doc_id, s.field, s.start, s.end, s.number, document.article.outlet.value)
        for doc_id, document in sorted(scores.documents.items())
        if doc_id not in left_out
        for s in document.sentences
        if s.where != "none" and s.start < s.end
    ]
    return pd.DataFrame(rows, columns=[*PLACE, "sentence", "outlet"])


def _labels(machine: ScoreTables, scores: ScoreTables, units: pd.DataFrame) -> Values:
    """Frames x units: whether a match begins in the unit; MISSING for a frame that the machine does not know."""
    frames = scores.codebook.frame_names
    out = frames_shown(unit_hits(machine, units), frames, len(units)).astype(np.int8)
    out[[frame not in machine.frames for frame in frames]] = MISSING
    return out


def _table(ratings: Ratings, seed: int) -> pd.DataFrame:
    """Rows of every pair of coders."""
    import pandas as pd

    if len(ratings.outlets) > MOST_OUTLETS:
        ratings = replace(ratings, units=ratings.units.assign(outlet=""))
    options = Options(seed=seed, resamples=2_000 if len(ratings.units) <= MOST_RESAMPLED else 0)
    every = np.ones(len(ratings.units), bool)
    rows: list[list[Any]] = []
    for pair in combinations(range(len(ratings.coders)), 2):
        two = ratings.pick(every, pair)
        named = two.units["outlet"].to_numpy(str)
        for found in agreement(two, options).to_dict("records"):
            here = every if found["outlet"] == ALL else named == found["outlet"]
            shared = [np.nan] * 4 if found["frame"] == ALL_FRAMES else _counts(two, str(found["frame"]), here)
            head = [found["frame"], found["outlet"], *two.coders, found["units"], found["articles"], *shared]
            rows.append([*head, *(found[name] for name in COLUMNS[10:])])
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(dict.fromkeys(COLUMNS[6:10], "Int64"))


def _counts(two: Ratings, frame: str, here: Flags) -> list[float]:
    first, second = two.values[two.frames.index(frame)][:, here]
    coded = (first != MISSING) & (second != MISSING)
    pairs = ((1, 1), (1, 0), (0, 1), (0, 0))
    return [float((coded & (first == a) & (second == b)).sum()) for a, b in pairs]


def _disputes(scores: ScoreTables, ratings: Ratings, model: Model | None) -> tuple[tuple[Dispute, ...], dict[str, int]]:
    """The sentences that are shown, frame by frame, and how many there are of each frame."""
    most = max(FEWEST_SHOWN, MOST_SHOWN // len(ratings.frames))
    known = ratings.values != MISSING
    shows = (known & (ratings.values >= 1)).any(axis=1)
    differ = shows & (known & (ratings.values == 0)).any(axis=1)
    rows = np.flatnonzero(differ.any(axis=0))
    reader = None if model is None or not len(rows) else _Reader(scores, ratings, model, rows)
    marks = _marks(scores)
    out: list[Dispute] = []
    for j, frame in enumerate(ratings.frames):
        for row in _in_turns(ratings.values[j], np.flatnonzero(differ[j]), reader, frame)[:most]:
            out.append(_dispute(ratings, j, row, reader, marks))
    return tuple(out), {frame: int(differ[j].sum()) for j, frame in enumerate(ratings.frames)}


def _in_turns(values: Values, rows: Any, reader: _Reader | None, frame: str) -> list[int]:
    """The rows, one of each way to differ in turn; of one way the clearest first, then in the order of the text."""
    distance = {row: 0.0 if reader is None else -reader.distance(frame, row) for row in rows.tolist()}
    ways: dict[tuple[int, ...], list[int]] = {}
    for row in sorted(rows.tolist(), key=lambda row: (distance[row], row)):
        ways.setdefault(tuple(values[:, row].tolist()), []).append(row)
    turns = [(turn, way, row) for way, found in sorted(ways.items()) for turn, row in enumerate(found)]
    return [row for *_, row in sorted(turns)]


def _dispute(
    ratings: Ratings,
    j: int,
    row: int,
    reader: _Reader | None,
    marks: Mapping[tuple[str, str, str], Sequence[tuple[int, int, str]]],
) -> Dispute:
    frame, unit = ratings.frames[j], ratings.units.iloc[row]
    start, end = int(unit["start"]), int(unit["end"])
    place = (frame, str(unit["doc_id"]), str(unit["field"]))
    says = [{MISSING: SILENT, 0: NO}.get(int(value), YES) for value in ratings.values[j, :, row]]
    if reader is not None and reader.close(frame, row):
        says[1] = ABSTAINS
    return Dispute(
        frame,
        place[1],
        str(unit["outlet"]),
        place[2],
        start,
        end,
        tuple(says),
        tuple(mark for mark in marks.get(place, ()) if start <= mark[0] < end),
        None if reader is None else reader.reason(frame, row),
    )


def _marks(scores: ScoreTables) -> dict[tuple[str, str, str], list[tuple[int, int, str]]]:
    matches, names = scores.counted.matches, ("frame", "doc_id", "field", "start", "end", "voice")
    out: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}
    for frame, doc_id, field, start, end, voice in zip(*(matches[name] for name in names), strict=True):
        out.setdefault((str(frame), str(doc_id), str(field)), []).append((int(start), int(end), str(voice)))
    return out


class _Reader:
    """What the classifier makes of the disputed sentences ``rows``, and why."""

    def __init__(self, scores: ScoreTables, ratings: Ratings, model: Model, rows: Any) -> None:
        units = ratings.units.iloc[rows].reset_index(drop=True)
        lexicon = scores if scores.coder == LEXICON else scores.coded_by(LEXICON)
        self._model = model.classifier
        self._starts = units["start"].tolist()
        self._texts = unit_texts(scores, units)
        self._counts = columns_of(unit_hits(lexicon, units), scores.codebook, len(units))
        self._at = {row: i for i, row in enumerate(rows.tolist())}
        self._likely = self._model.predict_proba(self._texts, self._counts)
        self._state = self._model.predict_or_abstain(self._texts, self._counts)

    def _class(self, frame: str) -> int | None:
        return self._model.classes_.index(frame) if frame in self._model.classes_ else None

    def distance(self, frame: str, row: int) -> float:
        """How far the probability lies from the threshold."""
        j = self._class(frame)
        return 0.0 if j is None else round(abs(float(self._likely[self._at[row], j] - self._model.thresholds_[j])), 6)

    def close(self, frame: str, row: int) -> bool:
        """Whether the model had better abstain."""
        j = self._class(frame)
        return j is not None and int(self._state[self._at[row], j]) < 0

    def reason(self, frame: str, row: int) -> Reason | None:
        """The probability and what it is made of; None for a frame that the model does not know."""
        j, i = self._class(frame), self._at[row]
        if j is None:
            return None
        why = explain(self._model.weights_, j, self._texts[i], self._counts[i])
        words = zip(why.words, why.places, strict=True)
        start = self._starts[i]
        return Reason(
            float(self._likely[i, j]),
            float(self._model.thresholds_[j]),
            tuple((start + a, start + b, share) for (_, share), (a, b) in words),
            why.toward,
            why.against,
        )
