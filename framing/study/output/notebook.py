"""Tables as a notebook shows them: the first rows, and what to know when reading them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["page_of"]

#: Rows that are shown.
ROWS = 60


def page_of(table: pd.DataFrame, notes: Sequence[str] = ()) -> str:
    """HTML of the first rows; a line says how many there are, the notes follow. Nothing in a cell can run.

    >>> import pandas as pd
    >>> "<b>" in page_of(pd.DataFrame({"outlet": ["<b>"]}), ["A <b>note</b>."])
    False
    """
    shown = table.head(ROWS)
    constant = [name for name in ("validation", "signature") if name in shown.columns]
    html = shown.drop(columns=constant).to_html(index=False, border=0)
    lines = [f"{len(shown):,} of {len(table):,} rows."] if len(table) > len(shown) else []
    return html + "".join(f"<p>{escape(line)}</p>" for line in [*lines, *notes])
