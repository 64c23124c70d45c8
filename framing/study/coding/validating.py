"""Is a codebook right? Its hits and its silence held against what people coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.coding.coefficients import sums_of
from framing.coding.ratings import MISSING, Ratings, ratings_of
from framing.coding.validations import FrameValidity, Validation
from framing.errors import InputError, UsageError
from framing.records.arrays import Flags, Floats
from framing.records.coding import ADJUDICATED, DEVELOPMENT, EVALUATION, PLACE
from framing.records.grammar import counted
from framing.records.tables import LEXICON
from framing.stats.intervals import wilson_interval
from framing.study.coding.coded_units import frames_shown, unit_hits
from framing.study.comparison.leaving_out import leave_one_out

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

#: Which coded units count: those kept apart where there are any, or one of the slices, or all.
SLICES = ("auto", EVALUATION, DEVELOPMENT, "all")
ENTRY_COLUMNS = (
    "frame", "entry", "line", "matches", "units", "right", "precision", "low", "high", "outlet", "ratio",
    "ratio_without", "change",
)  # fmt: skip
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Gold:
    """``present`` and ``known`` by frame and unit; ``weight`` by unit: how many units of the corpus it stands for.

    ``notes`` say what the code rests on.
    """

    ratings: Ratings
    present: Flags
    known: Flags
    weight: Floats
    notes: tuple[str, ...]

    @property
    def coders(self) -> list[str]:
        """The people whose code it is."""
        return [self.ratings.coders[i] for i in _people(self.ratings)]


def validate_codebook(
    scores: ScoreTables, codings: pd.DataFrame, *, slice: str = "auto", caveat: str = ""
) -> Validation:
    """Hold the matches of ``scores`` against ``codings`` of units of the same articles.

    The gold code of a unit is what its coders decided together (coder ``adjudicated``), else their majority; ties are
    left out. A negated frame counts as present. Units
    are weighted by their strata, so recall is that of the corpus, not of the sheet; intervals are Wilson's on the
    effective number of units (Kish). ``slice``: ``auto`` takes the units kept apart for evaluation if there are any;
    ``caveat`` is said with every status.
    InputError where the codes do not belong to this corpus or name none of the codebook's frames.
    """
    gold = gold_of(_ratings(scores, codings, slice))
    ratings = gold.ratings
    hits = unit_hits(scores, ratings.units)
    hit = frames_shown(hits, ratings.frames, len(ratings.units))
    human = _human_alpha(ratings)
    frames = tuple(
        _frame_row(name, hit[i], gold.present[i], gold.known[i], gold.weight, ratings.article, human[i])
        for i, name in enumerate(ratings.frames)
    )
    book, pooled = scores.codebook, _pooled(hit, gold)
    return Validation(
        codebook=book.name,
        version=book.version,
        digest=book.digest,
        unit="sentence" if _are_sentences(scores, ratings.units) else "unit",
        units=len(ratings.units),
        articles=int(ratings.article[-1]) + 1,
        outlets=tuple(ratings.outlets) or tuple(_outlets(scores, ratings)),
        coders=tuple(gold.coders),
        slice=_slice_name(ratings),
        precision=pooled[0],
        recall=pooled[1],
        alpha=pooled[2],
        human_alpha=_number(float(np.nanmean(human))) if np.isfinite(human).any() else None,
        notes=(*_of_other_frames(codings, book.frame_names), *gold.notes),
        frames=frames,
        entries=tuple(_records(entry_table(scores, gold, hits))) if scores.coder == LEXICON else (),
        coder=scores.coder,
        caveat=caveat,
    )


def _of_other_frames(codings: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """What to say of codes whose frame the codebook does not have, such as a label that was mistyped elsewhere."""
    others = codings["frame"].astype(str)
    others = others[~others.isin(["", *names])]
    if others.empty:
        return []
    listed = ", ".join(f"'{name}'" for name in sorted(set(others))[:_MOST_NAMED])
    return [f"{counted(len(others), 'code')} of no frame of the codebook left out, as of {listed}"]


def _are_sentences(scores: ScoreTables, units: pd.DataFrame) -> bool:
    """Whether every unit is a sentence of its article."""
    places = zip(*(units[name] for name in PLACE), strict=True)
    known: dict[str, set[tuple[str, int, int]]] = {}
    for doc_id, field, start, end in places:
        if doc_id not in known:
            known[doc_id] = {(s.field, s.start, s.end) for s in scores.documents[doc_id].sentences}
        if (field, int(start), int(end)) not in known[doc_id]:
            return False
    return True


def _ratings(scores: ScoreTables, codings: pd.DataFrame, slice: str) -> Ratings:
    names = scores.codebook.frame_names
    if not set(codings["frame"].astype(str)) & set(names):
        raise InputError(
            f"the codes name no frame of the codebook {scores.codebook.name}",
            remedy="name the codebook they were made by",
        )
    whole = ratings_of(codings, names)
    if slice not in SLICES:
        raise UsageError(f"there is no slice '{slice}'", remedy=f"use {', '.join(SLICES)}")
    named = whole.units["slice"].to_numpy(str)
    if slice == "all" or (slice == "auto" and not (named == EVALUATION).any()):
        return whole
    kept = named == (EVALUATION if slice == "auto" else slice)
    if not kept.any():
        raise InputError(f"no coded unit is in the slice '{slice}'", remedy="use --slice all, or code those units")
    return whole.pick(kept)


def _slice_name(ratings: Ratings) -> str:
    named = sorted(set(ratings.units["slice"].astype(str)) - {""})
    return named[0] if len(named) == 1 else "all"


def _outlets(scores: ScoreTables, ratings: Ratings) -> list[str]:
    coded = scores.articles["doc_id"].isin(ratings.units["doc_id"])
    return sorted({str(name) for name in scores.articles["outlet"][coded]})


def gold_of(ratings: Ratings) -> Gold:
    """What people decided together (coder ``adjudicated``), else their majority; ties are not known."""
    people = ratings.values[:, _people(ratings)]
    yes, count = (people >= 1).sum(axis=1), (people != MISSING).sum(axis=1)
    known, present = (count > 0) & (2 * yes != count), 2 * yes > count
    if ADJUDICATED in ratings.coders:
        decided = ratings.values[:, ratings.coders.index(ADJUDICATED)]
        present = np.where(decided != MISSING, decided >= 1, present)
        known = known | (decided != MISSING)
    notes = []
    if ties := int(((count > 0) & ~known).sum()):
        notes.append(
            f"ties between coders, left out: {ties}; until they are decided the lexicon looks better than it is"
        )
    if ADJUDICATED in ratings.coders:
        notes.append("where coders differed, their common decision counts")
    if people.shape[1] == 1:
        notes.append("one coder: nobody knows how well another person would agree")
    weight, without = _weights(ratings.units)
    if without:
        notes.append("some units carry no stratum: every unit counts the same")
    return Gold(ratings, known & present, known, weight, tuple(notes))


def _people(ratings: Ratings) -> list[int]:
    """The coders who coded on their own; all of them if there is only a common decision."""
    alone = [i for i, name in enumerate(ratings.coders) if name != ADJUDICATED]
    return alone or list(range(len(ratings.coders)))


def _weights(units: pd.DataFrame) -> tuple[Floats, bool]:
    """Units of the stratum over coded units of it; ones throughout if a unit was not drawn."""
    stratum = units["stratum"].to_numpy(str)
    if (stratum == "").any() or units["stratum_units"].isna().any():
        return np.ones(len(units)), True
    _, number, coded = np.unique(stratum, return_inverse=True, return_counts=True)
    return units["stratum_units"].to_numpy(float) / coded[number], False


def _frame_row(
    name: str, hit: Flags, present: Flags, known: Flags, weight: Floats, article: Any, human: float
) -> FrameValidity:
    hits, shows, absent = hit & known, present & known, ~present & known
    precision, recall = _share(shows & hits, hits, weight), _share(shows & hits, shows, weight)
    specificity = _share(absent & ~hits, absent, weight)
    both = np.where(known, np.stack([hit, present]), MISSING).astype(np.int8)
    alpha = sums_of(both, article, 2).alpha()
    p, r = precision[0], recall[0]
    f1 = 2 * p * r / (p + r) if p is not None and r is not None and p + r else None
    return FrameValidity(
        name,
        int(known.sum()),
        int(shows.sum()),
        int(hits.sum()),
        *precision[:3],
        *recall[:3],
        specificity[0],
        None if f1 is None else round(f1, 6),
        _number(float(alpha)),
        _number(human),
        round(recall[3], 3),
        round(specificity[3], 3),
    )


def _share(part: Flags, whole: Flags, weight: Floats) -> tuple[float | None, float | None, float | None, float]:
    """Weighted share with Wilson's interval, and the number of units that it is worth (Kish)."""
    total = float(weight[whole].sum())
    if not total:
        return None, None, None, 0.0
    share = float(weight[part].sum()) / total
    worth = total**2 / float((weight[whole] ** 2).sum())
    low, high = wilson_interval(share * worth, worth)
    return _number(share), _number(float(low)), _number(float(high)), worth


def _number(value: float) -> float | None:
    return round(float(value), 6) + 0.0 if np.isfinite(value) else None


def _pooled(hit: Flags, gold: Gold) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and alpha over all frames together."""
    weight = np.broadcast_to(gold.weight, hit.shape)
    hits, shows = hit & gold.known, gold.present & gold.known
    both = np.where(gold.known.reshape(-1), np.stack([hit.reshape(-1), gold.present.reshape(-1)]), MISSING)
    alpha = sums_of(both.astype(np.int8), np.zeros(both.shape[1], np.int64), 2).alpha()
    return _share(shows & hits, hits, weight)[0], _share(shows & hits, shows, weight)[0], _number(float(alpha))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(ENTRY_COLUMNS, row, strict=True)) for row in table.to_numpy(object).tolist()]


def _human_alpha(ratings: Ratings) -> Floats:
    """Alpha between the people for each frame; NaN for one coder."""
    values, categories = ratings.told(polarity=False)
    return sums_of(values[:, _people(ratings)], ratings.article, categories).alpha()


def entry_table(scores: ScoreTables, gold: Gold, hits: pd.DataFrame) -> pd.DataFrame:
    """One row an entry: its precision in the coded units, and what the comparison of outlets owes to it.

    ``units`` were hit by the entry and coded for its frame, ``right`` of them show the frame (unweighted, Wilson).
    ``ratio`` is the rate ratio, against all other outlets, of the outlet whose ratio moves most when the entry is
    taken out; ``change`` says whether that turns the comparison round.
    """
    import pandas as pd

    numbers = {name: i for i, name in enumerate(gold.ratings.frames)}
    seen: dict[tuple[str, str], set[int]] = {}
    for frame, entry, row in zip(hits["frame"].astype(str), hits["entry"].astype(str), hits["row"], strict=True):
        if gold.known[numbers[frame], row]:
            seen.setdefault((frame, entry), set()).add(int(row))
    rows: list[list[Any]] = []
    for effect in leave_one_out(scores):
        units = sorted(seen.get((effect.frame, effect.entry), ()))
        right = int(gold.present[numbers[effect.frame], units].sum()) if units else 0
        low, high = (float(x) for x in wilson_interval(right, len(units)))
        share = _number(right / len(units)) if units else None
        head = [effect.frame, effect.entry, effect.line, effect.matches, len(units), right]
        tail = [effect.outlet, _number(effect.ratio), _number(effect.ratio_without), effect.change]
        rows.append([*head, share, _number(low), _number(high), *tail])
    return pd.DataFrame(rows, columns=list(ENTRY_COLUMNS), dtype=object)
