"""What is new since a date: the articles that came or changed, and the rates they moved."""

from __future__ import annotations

from typing import Any

from framing.records.article import Article
from framing.records.grammar import counted
from framing.report.data import ReportData
from framing.report.grid import outlet_label
from framing.report.numbers import rate, whole

#: Articles and rows that are listed; the others are counted.
ROWS = 50
#: Up to so many articles lie open.
OPEN = 12


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden unless somebody asked since when."""
    news = data.news
    if news is None:
        return None
    labels = {frame.name: frame.label for frame in data.recipe.codebook.frames}
    place = {name: number for number, name in enumerate(labels)}
    rates = [row for row in news.rates.to_dict("records") if _moved(row)]
    rates.sort(key=lambda row: (str(row["outlet"]), place.get(str(row["frame"]), len(place)), str(row["frame"])))
    moved = [_row(row, labels) for row in rates]
    return {
        "heading": f"What is new since {news.since}",
        "sum": _sum(len(news.added), len(news.changed)),
        "folded": len(news.added) + len(news.changed) > OPEN,
        "articles": [_listed(article, "new") for article in news.added[:ROWS]]
        + [_listed(article, "new version") for article in news.changed[:ROWS]],
        "more": max(0, len(news.added) - ROWS) + max(0, len(news.changed) - ROWS),
        "rows": moved[:ROWS],
        "left_out": max(0, len(moved) - ROWS),
    }


def _sum(added: int, changed: int) -> str:
    """``48 new articles``; ``1 new article, 1 new version``; that there is none."""
    kinds = ((added, "new article"), (changed, "new version"))
    return ", ".join(counted(number, name) for number, name in kinds if number) or "No new article"


def _listed(article: Article, what: str) -> dict[str, str]:
    return {
        "outlet": outlet_label(article.outlet.value),
        "title": article.headline or article.doc_id,
        "date": str(article.date or ""),
        "what": what,
    }


def _moved(row: dict[Any, Any]) -> bool:
    """The outlet has other words or matches than before; a frame that it never used stays out."""
    same = row["k_after"] == row["k_before"] and row["n_after"] == row["n_before"]
    used = row["k_after"] > 0 or row["k_before"] > 0
    return not same and used


def _row(row: dict[Any, Any], labels: dict[str, str]) -> dict[str, str]:
    frame = str(row["frame"])
    sides = {side: _side(row[f"k_{side}"], row[f"n_{side}"], row[f"rate_{side}"]) for side in ("before", "after")}
    articles = [whole(row[f"articles_{side}"]) if row[f"n_{side}"] > 0 else "0" for side in ("before", "after")]
    return {
        "outlet": outlet_label(str(row["outlet"])),
        "frame": labels.get(frame, frame),
        "articles": " → ".join(articles),
        **sides,
    }


def _side(k: float, n: float, per_1000: float) -> str:
    """A rate with its k and n; a dash where there was no word (also where the number is missing)."""
    return f"{rate(per_1000)} ({whole(k)} in {whole(n)})" if n > 0 else "–"
