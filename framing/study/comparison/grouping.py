"""What articles may be grouped by: the columns of their table, and those of the corpus's own records and metadata."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from framing.corpus.tags.outlets import load_outlets
from framing.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["outlet_called", "with_columns"]

#: What tables of counts and of groups call their own columns: of two columns with one name, one would hide the other.
_TAKEN = frozenset(
    "frame voice where matches negated words words_quoted sentences sentences_with articles articles_with against k n "
    "rate low high assumed method phi k1 n1 articles1 k2 n2 articles2 rate1 rate2 ratio p p_min q tests copies "
    "validation signature".split()
)
#: How much of a date tells the time that an article falls into.
_TIMES = {"year": 4, "month": 7}
#: Columns of articles that make groups; their own columns come on top.
_GROUPS = ("outlet", "genre", "lang", "translated", "derived_from", "date", *_TIMES, "byline", "doc_id")
#: Of matches, not of articles: what is counted of each group, whatever makes the groups.
_OF_MATCHES = frozenset("frame voice where negated speaker speaker_kind party channel actor target".split())


def with_columns(articles: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The articles table with every column of ``by``: one of its own, one that stands in its column ``extra``, or the
    ``year`` or ``month`` of its date.

    An article that lacks it has an empty cell there, as one has whose date is no more than a year and is asked for its
    month. UsageError for a column that no article has, which lists what there is, and for one that is called like a
    column of framing's tables.
    """
    missing = [name for name in by if name not in articles.columns or name in _TAKEN]
    # Only for a column that is not the table's own: this reads the JSON of every article.
    extra = [json.loads(cell) if cell else {} for cell in articles["extra"]] if missing else []
    own = sorted({key for row in extra for key in row})
    for name in missing:
        if name in own and name not in _TAKEN:
            articles = articles.assign(**{name: [row.get(name, "") for row in extra]})
        elif name in _TIMES and name not in own:
            articles = articles.assign(**{name: [_time(str(date), _TIMES[name]) for date in articles["date"]]})
        else:
            raise _no_group(name, own)
    return articles


def _no_group(name: str, own: Sequence[str]) -> UsageError:
    """Why no groups are made by a column; ``own`` are those that articles have beside our own."""
    if name in _OF_MATCHES and name not in own:
        remedy = "count its rows in the table of matches, and group articles by outlet, year, genre ..."
        return UsageError(f"'{name}' is a column of matches, not of articles", remedy=remedy)
    if name in _TAKEN:
        remedy = f"call it otherwise in your articles, such as my_{name}"
        return UsageError(f"'{name}' is the name of a column of framing's own tables", remedy=remedy)
    return UsageError(f"the articles have no column '{name}'", remedy=f"use one of {', '.join([*_GROUPS, *own])}")


def outlet_called(name: str, outlets: Collection[str]) -> str | None:
    """The one of these outlets that is called so, by whatever name the table of outlets knows it; None if none is.

    >>> outlet_called("FT", ["Financial Times"]), outlet_called("financial times", ["Financial Times"])
    ('Financial Times', 'Financial Times')
    """
    meant = load_outlets().meant(name)
    alike = [known for known in outlets if name.casefold() == known.casefold()]
    return next((known for known in (name, meant.name if meant else name, *alike) if known in outlets), None)


def _time(date: str, length: int) -> str:
    """A date as far as it is asked for; empty where it is not known so far.

    >>> _time("2025-10-27", 7), _time("2025", 7)
    ('2025-10', '')
    """
    return date[:length] if len(date) >= length else ""
