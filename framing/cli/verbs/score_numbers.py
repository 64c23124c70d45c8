"""The numbers of ``framing score``: rates and shares of sentences by outlet or the like, and what to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.cli.output import Output
from framing.cli.tally import Tally
from framing.errors import UsageError
from framing.records.tables import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.bridge.arrow import Tables

PREVALENCE = "prevalence"
NUMBERS = ("rates", PREVALENCE)
_RATES = ["frame", "k", *VOICES, "n", "articles", "rate", "low", "high", "assumed"]
#: Columns of shares of sentences that fit a page.
SHARES = ["frame", "k", "n", "share", "low", "high", "corrected", "corrected_low", "corrected_high", "note"]
_SHARE_NOTE = """k of n sentences show the frame; corrected: without the errors that the coder made where it was
validated (Rogan and Gladen), if it errs alike in all groups; each with its 95 % interval."""
_NOTE = """k matches in n words, split by whose words they are (own is an upper bound); rate per 1,000 words, low and
high its 95 % interval; assumed: one article tells nothing about others, so their spread was assumed.
Frames without a match are left out."""


def columns_typed(by: str, table: str) -> list[str]:
    """The columns of articles that were typed with commas between, as far as the table can be grouped by them."""
    names = [name.strip() for name in by.split(",") if name.strip()]
    if not names:
        raise UsageError(f"--by {by} names no column", remedy="name one: --by outlet")
    if table == PREVALENCE and len(names) > 1:
        raise UsageError("shares of sentences are grouped by one column", remedy=f"choose one: --by {names[0]}")
    return names


def write_numbers(
    parts: Iterator[Tables],
    source: dict[str, Any],
    table: str,
    by: Sequence[str],
    where: str | None,
    out: Output,
    tally: Tally,
    *,
    keep_copies: bool,
    shard: bool,
) -> None:
    """Rates or shares of what ``parts`` hold, grouped ``by`` these columns of articles.

    Rates of the place ``where``, or of whole articles. Those of one ``shard`` alone may have copies in another.
    ``source`` are the paths, codebook, coder and options of reading that they were scored with.
    """
    from framing.study.bridge.arrow import join_tables
    from framing.study.scoring import scores_of_files

    held: list[pd.DataFrame] = []
    joined = join_tables(_counting(parts, held), ("counts", "words", "articles"))
    tally.fail_if_strict()
    scores, notes = scores_of_files(joined, **source, keep_copies=keep_copies or shard, held=_together(held))
    if shard and not keep_copies:
        notes.append("One shard alone: near-copies are counted each.")
    if table == PREVALENCE:
        frame, shown, note = scores.prevalence(*by), SHARES, _SHARE_NOTE
    else:
        frame, shown, note = scores.by(by, where=where), _RATES, _NOTE
        frame = _by_voice(frame) if out.for_reading else frame
        note = f"Counted in one place alone: {where}.\n{note}" if where else note
    out.write(frame, show=[*by, *shown], note=note, said=notes)


def _counting(parts: Iterator[Tables], held: list[pd.DataFrame]) -> Iterator[Tables]:
    """The parts as they come; of their matches, which are not kept, in how many sentences each frame stands."""
    from framing.stats import sentences_held
    from framing.stats.sentence_counts import NEEDED

    for part in parts:
        held.append(sentences_held(part["matches"].select(NEEDED).to_pandas()))
        yield part


def _together(held: list[pd.DataFrame]) -> pd.DataFrame | None:
    import pandas as pd

    return pd.concat(held, ignore_index=True) if held else None


def _by_voice(rates: pd.DataFrame) -> pd.DataFrame:
    """One row a group and frame that has matches, their numbers in each voice side by side."""
    whole = rates[rates["voice"] == "all"]
    split = {voice: rates.loc[rates["voice"] == voice, "k"].to_numpy() for voice in VOICES}
    return whole.assign(**split)[whole["k"].to_numpy() > 0]
