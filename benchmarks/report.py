"""How big a report is and how fast Chromium opens it: ``python -m benchmarks.report FILE... --articles 5 1000 50000``.

Reads articles (the five seeds, trade_dev, news_4k), enlarges them to each size by turning their paragraphs round, makes
the page, and opens it in headless Chromium until the load event and the first frame after it. Prints JSON: bytes, bytes
beside the articles' text, seconds (minima of interleaved rounds) and the ratio to an empty page opened in the same
rounds. Without ``--articles`` the files are taken as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.records.article import Article
from framing.records.corpus import Corpus
from framing.report import render
from framing.report.pdf import find_browser
from framing.study.scoring import read_corpus, score

EMPTY = "<!doctype html><html lang=en><title>Empty</title><p>Nothing."
FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


def enlarged(articles: Sequence[Article], size: int) -> list[Article]:
    """``size`` articles: the given ones, then the same with their paragraphs turned round by one, by two ..."""
    found = []
    for number in range(size):
        turn, each = divmod(number, len(articles))
        lines = articles[each].text.split("\n")
        cut = turn % len(lines)
        text = "\n".join(lines[cut:] + lines[:cut]) + (f"\n\nTurned {turn} times." if turn else "")
        found.append(replace(articles[each], doc_id=f"{articles[each].doc_id}-{turn}", text=text, blocks=()))
    return found


def made(articles: Sequence[Article]) -> tuple[str, dict[str, Any]]:
    """The page of ``articles`` and what it took."""
    start = time.process_time()
    data = score(Corpus(tuple(articles)), "us-china-trade").report_data()
    scored = time.process_time()
    page = render(data)
    size, text = len(page.encode()), sum(len(article.text.encode()) for article in articles)
    return page, {
        "articles": len(articles),
        "text_bytes": text,
        "page_bytes": size,
        "bytes_beside_the_text": size - text,
        "score_cpu_s": round(scored - start, 2),
        "render_cpu_s": round(time.process_time() - scored, 2),
    }


def opening(pages: dict[str, str], rounds: int) -> dict[str, float]:
    """Seconds until each page is shown, the least of several rounds taken in turn."""
    from playwright.sync_api import sync_playwright

    least = dict.fromkeys(pages, float("inf"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        for name, html in pages.items():
            (Path(folder) / f"{name}.html").write_text(html, encoding="utf-8")
        for _ in range(rounds):
            for name in pages:
                tab = browser.new_page(viewport={"width": 1200, "height": 900})
                start = time.perf_counter()
                tab.goto((Path(folder) / f"{name}.html").as_uri())
                tab.evaluate(FRAME)
                least[name] = min(least[name], time.perf_counter() - start)
                tab.close()
        browser.close()
    return least


def main() -> None:
    """Make the pages, open them, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="articles: files or folders")
    parser.add_argument("--articles", type=int, nargs="*", default=[], help="sizes to enlarge each file to")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    pages, rows = {"empty": EMPTY}, {}
    for file in given.files:
        articles = list(read_corpus(file))
        for size in given.articles or [0]:
            name = f"{Path(file).name}-{size or len(articles)}"
            pages[name], rows[name] = made(enlarged(articles, size) if size else articles)
    seconds = opening(pages, given.rounds)
    for name, row in rows.items():
        row["open_s"] = round(seconds[name], 2)
        row["open_to_empty"] = round(seconds[name] / seconds["empty"], 1)
    print(json.dumps({"load": os.getloadavg()[0], "rounds": given.rounds, "pages": rows}, indent=1))


if __name__ == "__main__":
    main()
