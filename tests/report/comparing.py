"""Data and parts of reports of the invented dispute, for the tests of what compares."""

from __future__ import annotations

import re
from collections.abc import Iterable

import framing as fr
from framing.records.article import Article
from framing.report import ReportData

COMPARING = ("ratios", "spread", "timeline", "events", "words", "phrasing")
BOOK = "us-china-trade"


def data_of(articles: Iterable[Article], *, keep_copies: bool = False) -> ReportData:
    return fr.score(articles, BOOK, keep_copies=keep_copies).report_data()


def first_of_each(articles: list[Article], number: int) -> list[Article]:
    """The first ``number`` articles of each outlet."""
    taken: dict[str, int] = {}
    kept = []
    for article in articles:
        outlet = article.outlet.value
        taken[outlet] = taken.get(outlet, 0) + 1
        if taken[outlet] <= number:
            kept.append(article)
    return kept


def sections_of(html: str) -> set[str]:
    return set(re.findall(r'<section id="(\w+)"', html)) & set(COMPARING)


def section(html: str, name: str) -> str:
    return re.findall(rf'<section id="{name}".*?</section>', html, re.DOTALL)[0]


def section_of_head(html: str) -> str:
    return re.findall(r'<header id="head".*?</header>', html, re.DOTALL)[0]
