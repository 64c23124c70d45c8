"""The codebook us-china-trade on sentences written for this project: what a coder would find, and its false friends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import framing as fr
from framing.records.article import Article, Tag

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "trade_phrases.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> list[set[str]]:
    """The frames found in each sentence."""
    articles = [Article(f"{i:03}", case["text"], outlet=Tag("T")) for i, case in enumerate(CASES)]
    matches = fr.score(articles, "us-china-trade").matches
    return [set(matches.loc[matches["doc_id"] == article.doc_id, "frame"]) for article in articles]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:40] for case in CASES])
def test_sentence(found: list[set[str]], number: int) -> None:
    """Each listed frame is found, and each false friend's frame stays silent."""
    case = CASES[number]
    assert set(case.get("frames", [])) - found[number] == set()
    assert set(case.get("not", [])) & found[number] == set()
