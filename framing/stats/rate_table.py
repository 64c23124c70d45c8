"""The table of rates: how often each group of articles uses each frame, in each voice, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.arguments import texts
from framing.errors import UsageError
from framing.records.arrays import Floats
from framing.records.tables import MATCHES, VOICES
from framing.stats.division import divide
from framing.stats.intervals import PER, rate_interval
from framing.stats.overdispersion import pearson_statistic, phi_from_statistic
from framing.stats.sentence_counts import distinct_sentences, sentences_held
from framing.stats.tally import ALL_VOICES, Tally, cell_table, tally_articles, voice_cells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["rates"]

PLAIN = "exact Poisson"
SCALED = "dispersion-scaled exact"
ASSUMED = "dispersion-scaled exact, phi assumed"


def rates(
    counts: pd.DataFrame,
    words: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str | Sequence[str] = "outlet",
    voice: str | Sequence[str] | None = None,
    frames: Sequence[str] | None = None,
    where: str | Sequence[str] | None = None,
    matches: pd.DataFrame | None = None,
    held: pd.DataFrame | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Matches per 1,000 words for each group, frame and voice, zeros included.

    ``counts``, ``words``, ``articles`` and ``matches`` are the tables of ``records.tables``. ``by``: a column
    or a list of columns of words or articles (``["outlet", "genre"]``; ``"doc_id"`` gives one row an article;
    ``[]`` the whole corpus). ``voice``: all, own, quoted, fragment, reported or a list; None gives all five.
    ``frames``: the names to list, in that order (None: those in counts, sorted). ``where``: headline, lead,
    body or a list; None excludes nothing. Negated matches are counted: a frame denied is a frame used.

    One row a group x frame x voice, with the columns

    - ``k`` matches; ``n`` scored words there, **in whatever voice**, so the voices' rates add up;
    - ``articles`` with a scored word there; ``articles_with`` a match; ``document_share`` their ratio;
    - ``rate``, ``low``, ``high`` per 1,000 words: the dispersion-scaled exact interval (docs/methods.md, "Rates
      and their intervals"), NaN where n is 0; ``method`` says which form; ``phi`` >= 1 is the dispersion between
      articles; ``assumed`` is True where a single article left nothing to estimate it from and 2 was taken;
    - ``sentences_with`` a match; ``sentences`` all; ``sentence_share`` their ratio. Without ``matches`` (or
      ``held``, what ``sentences_held`` counted of them), a sentence with two voices counts twice in the row "all"
      (never above the article's sentences).

    The interval describes article-to-article variation only, not how the articles were chosen. Raises
    TableError if a declared column is missing or counts holds an article that words does not list.

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"doc_id": ["a"], "outlet": ["X"], "frame": ["bullying"], "voice": ["own"],
    ...                        "where": ["body"], "matches": [5], "negated": [0], "sentences": [4]})
    >>> words = pd.DataFrame({"doc_id": ["a"], "outlet": ["X"], "where": ["body"], "words": [735],
    ...                       "words_quoted": [0], "sentences": [30]})
    >>> rates(counts, words, voice="own")[["outlet", "frame", "k", "n", "rate", "low", "high"]].round(2)
      outlet     frame  k    n  rate   low   high
    0      X  bullying  5  735   6.8  1.13  21.79
    """
    tally = tally_articles(counts, words, articles, by=by, frames=frames, where=where)
    voices = _voices(voice)
    sums = [_sums(tally, name) for name in voices]
    if matches is not None and ALL_VOICES in voices:
        held = sentences_held(MATCHES.check(matches))
    if held is not None and ALL_VOICES in voices:
        sums[voices.index(ALL_VOICES)]["sentences_with"] = distinct_sentences(tally, held, articles)
    cells = {key: np.stack([part[key] for part in sums], axis=2) for key in sums[0]}
    return cell_table(tally.groups, tally.frames, voices, _values(tally, cells, level))


def _voices(voice: str | Sequence[str] | None) -> list[str]:
    asked = [ALL_VOICES, *VOICES] if voice is None else texts("voice", voice)
    if not asked:
        raise UsageError("no voice given", remedy="leave voice out to get all of them")
    return asked


def _sums(tally: Tally, voice: str) -> dict[str, Floats]:
    """For one voice, arrays group x frame: k, sum of k_i^2/n_i, articles and sentences with a match."""
    unit, frame, k, sentences = voice_cells(tally, voice)
    return {
        "k": tally.per_cell(unit, frame, k),
        "k2_over_n": tally.per_cell(unit, frame, k.astype(float) ** 2 / tally.unit_words[unit]),
        "articles_with": tally.per_cell(unit, frame),
        "sentences_with": tally.per_cell(unit, frame, np.minimum(sentences, tally.unit_sentences[unit])),
    }


def _values(tally: Tally, cells: dict[str, Floats], level: float) -> dict[str, npt.NDArray[Any]]:
    """The numeric columns, each an array group x frame x voice (or one that broadcasts to it)."""
    n, articles, sentences = (
        tally.per_group(each)[:, None, None] for each in (tally.unit_words, tally.unit_words > 0, tally.unit_sentences)
    )
    k = cells["k"]
    statistic = pearson_statistic(cells["k2_over_n"], k, n)
    phi, assumed = phi_from_statistic(statistic, np.broadcast_to(articles - 1, k.shape))
    phi, assumed = np.where(k > 0, phi, 1.0), assumed & (k > 0)
    low, high = rate_interval(k, np.broadcast_to(n, k.shape), phi, level=level)
    return {
        "k": k.astype(np.int64),
        "n": n.astype(np.int64),
        "articles": articles.astype(np.int64),
        "articles_with": cells["articles_with"].astype(np.int64),
        "rate": PER * divide(k, n),
        "low": low,
        "high": high,
        "assumed": assumed,
        "method": np.where(k == 0, PLAIN, np.where(assumed, ASSUMED, SCALED)).astype(object),
        "phi": phi,
        "sentences_with": cells["sentences_with"].astype(np.int64),
        "sentences": sentences.astype(np.int64),
        "sentence_share": divide(cells["sentences_with"], sentences),
        "document_share": divide(cells["articles_with"], articles),
    }
