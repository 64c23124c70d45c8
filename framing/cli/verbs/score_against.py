"""``framing score --against``: a new article beside the articles of each outlet, and its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.cli.output import Output, talk
from framing.cli.scored import scored
from framing.cli.text_table import clean
from framing.records.grammar import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions
    from framing.records.codebook import Codebook
    from framing.study.scores import Scores

_SHOWN = ["doc_id", "frame", "k", "rate", "low", "high", "outlet", "articles", "median", "percentile", "between"]
_NOTE = """k matches in the new article; rate per 1,000 words, low and high its 95 % interval; percentile: per cent of
the outlet's articles in which the frame is rarer (ties half), between: its 95 % interval for that many articles. Frames
that the new article does not use are left out here. The articles behind it were chosen by somebody, not sampled.
"""
#: Outlets without a percentile that are named one by one.
_MOST_NAMED = 20


def write_standing(
    paths: tuple[str, ...], reader: ReadOptions, book: Codebook, coder: str, store: str, against: str,
    out: Output, strict: bool,
) -> None:  # fmt: skip
    """The table, and under one for reading the sentences behind it."""
    from framing.study.stores.baselines import load_baseline, place

    baseline, pinned = load_baseline(store, against)
    scores, tally = scored(paths, reader, book, strict, coder=coder)
    placed = place(scores, baseline, pinned, coder=coder)
    if out.for_reading:
        note = "\n".join([_NOTE, *_refusals(placed), *_sentences(scores)])
        out.write(_readable(placed), show=_SHOWN, note=note.rstrip())
    else:
        out.write(placed)
    behind = counted(baseline.articles, "article")
    talk(f"{scores.signature}, against {against}: {behind}, {baseline.recipe}, hash {baseline.digest[:12]}")
    tally.finish()


def _readable(placed: pd.DataFrame) -> pd.DataFrame:
    """The frames that are used, against each outlet with a percentile, or alone where there is none."""
    import pandas as pd

    used = placed[placed["k"] > 0]
    good = used[used["refused"] == ""]
    alone = used.drop_duplicates(["doc_id", "frame"])
    if len(good):
        pairs = set(zip(good["doc_id"], good["frame"], strict=True))
        keep = [pair not in pairs for pair in zip(alone["doc_id"], alone["frame"], strict=True)]
        alone = alone[keep]
    alone = alone.assign(outlet="", articles=None, median=None)
    rows: list[dict[Any, Any]] = [*good.to_dict("records"), *alone.to_dict("records")]
    for row in rows:
        known = not row["refused"]
        row["between"] = f"{row['percentile_low']:.0f} to {row['percentile_high']:.0f}" if known else ""
    return pd.DataFrame(rows, columns=[*placed.columns, "between"]).sort_values(
        ["doc_id", "frame", "outlet"], kind="stable"
    )


def _refusals(placed: pd.DataFrame) -> list[str]:
    """The outlets that nothing is held against, and why."""
    few = placed[placed["refused"] != ""].drop_duplicates("outlet")
    named = [f"{row['outlet']} ({row['refused']})" for row in few.to_dict("records")]
    if not named:
        return []
    more = f"; and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return [clean(f"No percentile: {'; '.join(named[:_MOST_NAMED])}{more}."), ""]


def _sentences(scores: Scores) -> list[str]:
    """Each sentence with a match, by article and frame, the match in brackets."""
    from framing.study.output.evidence import evidence_table

    ordered = scores.matches.sort_values(["doc_id", "frame", "field", "start"], kind="stable")
    return [clean(_sentence(row)) for row in evidence_table(scores).loc[ordered.index].to_dict("records")]


def _sentence(row: dict[Any, Any]) -> str:
    shown = " ".join(f"{row['before']}[{row['match']}]{row['after']}".split())
    voice = f"{row['voice']}: {row['speaker']}" if row["speaker"] else row["voice"]
    return f"{row['doc_id']}  {row['frame']}  {shown}  ({voice}{', negated' if row['negated'] else ''})"
