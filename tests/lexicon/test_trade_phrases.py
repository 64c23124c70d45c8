"""The shipped codebooks on sentences written for this project: what a coder would find, and its false friends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import framing as fr
from framing.records.article import Article, Tag


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return [{"book": "us-china-trade", **case} for case in cases]


CASES = _cases("trade_phrases.yml") + _cases("news_phrases.yml") + _cases("policy_phrases.yml")


@pytest.fixture(scope="module")
def found() -> list[set[str]]:
    """The frames that each sentence's codebook finds in it."""
    frames: list[set[str]] = [set() for _ in CASES]
    for book in sorted({case["book"] for case in CASES}):
        numbers = [i for i, case in enumerate(CASES) if case["book"] == book]
        articles = [Article(str(i), CASES[i]["text"], outlet=Tag("T")) for i in numbers]
        matches = fr.score(articles, book).matches
        for doc_id, frame in zip(matches["doc_id"], matches["frame"], strict=True):
            frames[int(doc_id)].add(frame)
    return frames


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:40] for case in CASES])
def test_sentence(found: list[set[str]], number: int) -> None:
    """Each listed frame is found, and each false friend's frame stays silent."""
    case = CASES[number]
    assert set(case.get("frames", [])) - found[number] == set()
    assert set(case.get("not", [])) & found[number] == set()
