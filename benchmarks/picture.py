"""README's picture, from the sample corpus: ``python -m benchmarks.picture``; it writes docs/report.png.

To be made again whenever the head of the report looks different.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from framing.engine.wholefile import whole_file
from framing.report.pdf import find_browser
from framing.study.scoring import read_corpus, score

PROJECT = Path(__file__).resolve().parents[1]


def picture(page: Path, width: int, height: int) -> bytes:
    """The top of ``page`` as a reader with a light screen sees it."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        tab.goto(page.as_uri())
        taken = tab.screenshot()
        browser.close()
    return taken


def main() -> None:
    """Make the report, look at it, write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", default=str(PROJECT / "corpus" / "invented-dispute"))
    parser.add_argument("-o", "--output", default=str(PROJECT / "docs" / "report.png"))
    parser.add_argument("--width", type=int, default=1040)
    parser.add_argument("--height", type=int, default=1180)
    given = parser.parse_args()
    scores = score(read_corpus(given.corpus), "us-china-trade")
    with tempfile.TemporaryDirectory() as folder:
        page = scores.report(Path(folder) / "report.html", title="How four papers framed the glass dispute")
        taken = picture(page, given.width, given.height)
    with whole_file(given.output) as file:
        file.write(taken)
    print(f"{given.output}: {len(taken):,} bytes")


if __name__ == "__main__":
    main()
