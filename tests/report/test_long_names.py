"""Outlets with long names: no label of a chart runs over another, over its numbers or out of its drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from chromium import TORN

import framing as fr
from framing.report.shortening import drawn_width, fitting

NAMES = (
    "Ministry of Harbours and Foreign Trade of the People’s Republic of Pellara",
    "Évening Courier & Sons’ Very Long Name of a Regional Newspaper with Supplements",
    "WWW MORNING MAIL OF MIDDLE MEREDIAN",
    "晚报与早报联合出版的海港城市每日新闻报",
)
WORDS = ("bullying", "a trade war", "dialogue", "retaliation")

#: Of every chart: pairs of labels that overlap, and labels that leave the drawing by more than a pixel.
OVERLAPS = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  const labels = [...svg.querySelectorAll('text.n')].map(t => [t.lastChild.textContent, t.getBoundingClientRect()]);
  const out = labels.filter(([, a]) => a.left < box.left - 1 || a.right > box.right + 1).map(([t]) => t);
  labels.forEach(([one, a], i) => labels.slice(i + 1).forEach(([other, b]) => {
    const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
    if (!apart) out.push(one + ' / ' + other);
  }));
  return out;
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report on four outlets with four dated articles each."""
    articles = [
        fr.Article(
            f"{name[:3]}{day}",
            f"Nobody in port {day} wants {word} or {word} now.\n\n" + f"The crews speak of {word}. " * (day + 2),
            outlet=name,  # type: ignore[arg-type]
            date=f"2025-0{day}-1{day}",  # type: ignore[arg-type]
        )
        for name, word in zip(NAMES, WORDS, strict=True)
        for day in range(1, 5)
    ]
    path = tmp_path_factory.mktemp("names") / "r.html"
    return fr.score(articles, "us-china-trade", keep_copies=True).report(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("wide", [1200, 400])
def test_labels_keep_their_distance(wide: int, page: str, visit: Callable[..., Any]) -> None:
    """On a screen and on a phone; the whole name is a title of the label, and in the tables."""
    opened = visit(page, viewport={"width": wide, "height": 1000})
    assert opened.page.locator("svg text.n").count() > 20
    assert opened.page.evaluate(OVERLAPS) == []
    assert page.count(f"<title>{NAMES[0]}</title>") > 2


def test_names_wrap_in_the_tables(page: str, visit: Callable[..., Any]) -> None:
    """Two outlets at a time: both names in columns of a fair width, and no table wider than its section."""
    opened = visit(page, viewport={"width": 1200, "height": 1000})
    opened.page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    table = opened.page.locator("table.two")
    assert table.evaluate("t => t.getBoundingClientRect().right <= t.parentElement.getBoundingClientRect().right + 1")
    columns = "t => [...t.querySelectorAll('td:nth-of-type(1), td:nth-of-type(2)')].map(d => d.offsetWidth)"
    assert min(table.evaluate(columns)) > 100


def test_a_name_is_cut_only_where_it_must_be() -> None:
    """Letter by letter if it is one long word."""
    assert fitting("Northern Herald", drawn_width("Northern Herald")) == "Northern Herald"
    for name in (*NAMES, "x" * 90):
        for units in (30, 100, 200):
            cut = fitting(name, units)
            assert drawn_width(cut) <= units
            assert cut == name or name.startswith(cut.removesuffix("…"))


def report_of(names: list[str], folder: Any) -> str:
    """A report on an article of each outlet."""
    texts = [f"{name} calls it bullying. “It is a trade war,” said Lin of {name}. " * 6 for name in names]
    articles = [
        fr.Article(str(i), text, outlet=name)  # type: ignore[arg-type]
        for i, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    return fr.score(articles, "us-china-trade").report(folder / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [5, 6, 7, 8, 9])
def test_no_word_of_a_heading_is_torn(number: int, tmp_path: Any, visit: Callable[..., Any]) -> None:
    """Outlets that are too many for the words of their names stand below each other, as more than eight do."""
    names = ["Washington Post", "Bloomberg", "Süddeutsche Zeitung", "Reuters", "AP", "FT", "CGTN", "Xinhua", "DW"]
    opened = visit(report_of(names[:number], tmp_path), viewport={"width": 1200, "height": 1000})
    assert opened.page.evaluate(TORN) == []


def test_a_name_from_right_to_left_stays_before_its_numbers(tmp_path: Any, visit: Callable[..., Any]) -> None:
    """Else a reader sees the number of one outlet before its name, beside the outlet that stands before it."""
    page = report_of(["الجزيرة نت", "Hill Times"], tmp_path)
    opened = visit(page, viewport={"width": 1200, "height": 1000})
    places = opened.page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const left = (node, at) => {
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 1);
            return range.getBoundingClientRect().left;
          };
          while (walker.nextNode()) {
            const found = /نت\\u2069? (\\d)/.exec(walker.currentNode.textContent);
            const last = found && found.index + found[0].length - 1;
            if (found) return [left(walker.currentNode, found.index), left(walker.currentNode, last)];
          }
        }"""
    )
    assert places[0] < places[1]
