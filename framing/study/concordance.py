"""Read before you count: every place of a term, with the words round it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.arguments import check_whole, texts
from framing.errors import CodebookError, UsageError
from framing.lexicon.patterns import parse_pattern
from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Frame
from framing.records.columns import with_text
from framing.records.corpus import Corpus
from framing.records.tables import VOICES
from framing.study.scoring import score

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

COLUMNS = (
    "doc_id",
    "outlet",
    "where",
    "paragraph",
    "left",
    "match",
    "right",
    "voice",
    "speaker",
    "negated",
    "start",
    "end",
)


def kwic(
    corpus: Corpus | Iterable[Article],
    terms: str | Sequence[str],
    *,
    width: int = 60,
    voice: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Each match of the terms in its context: ``width`` code points on either side, inside its field.

    A term is a pattern of the codebook language (``sustainab*``, ``threat* ..3 tariff*``). One row a match, in the
    order of the corpus; line breaks in the context are shown as spaces. ``voice`` keeps one voice only, or several.
    UsageError for a pattern that is none, an unknown voice or a negative width.

    >>> kwic([Article("a", "It is not sustainable, he said.")], "sustainab*")["match"].tolist()
    ['sustainable']
    """
    words = texts("terms", terms)
    check_whole("width", width, 0)
    voices = VOICES if voice is None else texts("voice", voice)
    if odd := [one for one in voices if one not in VOICES]:
        raise UsageError(f"there is no voice '{odd[0]}'", remedy=f"use {', '.join(VOICES)}")
    return concordance(score(corpus, _term_codebook(words)), width=width, voices=voices)


def _term_codebook(terms: Sequence[str]) -> Codebook:
    try:
        entries = tuple(Entry(pattern=term, slots=parse_pattern(term)) for term in terms)
    except CodebookError as problem:
        raise UsageError(problem.reason, remedy=problem.remedy) from None
    if not entries:
        raise UsageError("no term was given", remedy="name at least one word, stem* or phrase")
    frame = Frame("term", "Term", "Every place of the terms asked for.", entries=entries)
    return Codebook("kwic", "1", "", (frame,), "0" * 12)


def concordance(scores: ScoreTables, *, width: int = 60, voices: Sequence[str] = VOICES) -> pd.DataFrame:
    """The matches of scores in their context; the columns are ``COLUMNS``, with ``frame`` and ``entry`` last."""
    import pandas as pd

    rows = scores.matches[scores.matches["voice"].isin(list(voices))]
    left, right = [], []
    for doc_id, field, start, end in zip(rows["doc_id"], rows["field"], rows["start"], rows["end"], strict=True):
        text = scores.documents[doc_id].article.text_in(field)
        left.append(_BREAK.sub(" ", text[max(0, start - width) : start]))
        right.append(_BREAK.sub(" ", text[end : end + width]))
    columns: dict[str, Any] = {name: rows[name].to_numpy() for name in COLUMNS if name in rows.columns}
    match = [" ".join(m.split()) for m in rows["text"]]
    columns |= {name: np.array(v, object) for name, v in (("left", left), ("right", right), ("match", match))}
    columns |= {"frame": rows["frame"].to_numpy(), "entry": rows["entry"].to_numpy()}
    return with_text(pd.DataFrame(columns, columns=[*COLUMNS, "frame", "entry"]))
