"""The sections that compare: what each shows at which size, and that nothing more is said than was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import fixture
import pytest
from comparing import BOOK, COMPARING, data_of, first_of_each, section, section_of_head, sections_of
from test_page import NEVER, Reader, words_of

import framing as fr
from framing.records.article import Article, Tag
from framing.records.dates import Date
from framing.records.tables import ISSUES
from framing.report import ReportData, render
from framing.report.sections.timeline import dated_of
from framing.study import reporting


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, {"phrasing"}),
        (2, {"phrasing", "spread", "timeline"}),
        (3, {"phrasing", "spread", "timeline"}),
        (4, set(COMPARING)),
        (12, set(COMPARING)),
    ],
)
def test_each_size_shows_what_it_allows(dispute: list[Article], number: int, shown: set[str]) -> None:
    """docs/methods.md: no ratio, no p, no tested word below four articles; a dot an article from two on."""
    data = data_of(first_of_each(dispute, number))
    html = render(data)
    assert sections_of(html) == shown | {"events"}
    absent = " ".join(re.findall(r"<b>Not on this page</b>(.*)", html))
    for name, words in (("ratios", "Ratios between outlets and p"), ("words", "Distinctive words")):
        assert (words in absent) == (name not in shown)
    assert not NEVER.search(words_of(html))
    assert not re.search(r"[*]{1,3}</", html)


def test_two_or_three_articles_show_the_range_and_no_interval(dispute: list[Article]) -> None:
    """Thin lines from the lowest to the highest article; no band of an interval."""
    spread = section(render(data_of(first_of_each(dispute, 3))), "spread")
    assert 'class="i ra"' in spread
    assert 'class="i"' not in spread
    assert "from the lowest to the highest article" in spread


def test_the_smallest_p_is_printed_and_power_once_in_the_head(dispute: list[Article], page: str) -> None:
    """Four against twelve articles cannot give less than one in 1,820."""
    few = render(data_of(first_of_each(dispute, 4), keep_copies=True))
    assert "can give is .00055" in few
    assert ">.00055<td>" in few
    assert "is noticed about" in section(few, "ratios")
    assert section_of_head(few).count("is noticed about 5 to 10 times in 100") == 1
    each = render(data_of(dispute, keep_copies=True))
    assert section_of_head(each).count("is noticed about 15 to 33 times in 100") == 1
    assert "corrected for the 12 frames tested together" in page


def test_from_thirty_articles_on_models_are_named() -> None:
    """And not before."""
    text = "The tariffs are bullying, said a minister. Nobody in the room spoke of a truce or of talks."
    for number, named in ((29, False), (30, True)):
        articles = [
            Article(f"{o}{i}", f"{text} Day {i}.", outlet=Tag(f"Outlet {o}")) for o in "AB" for i in range(number)
        ]
        assert ("a model with genre and event" in render(data_of(articles, keep_copies=True))) == named


def test_every_drawing_has_words_a_table_and_its_note(page: str) -> None:
    """For readers who cannot see it, and against those who see too much in it."""
    for name in COMPARING:
        html = section(page, name)
        assert html.count("<svg") == len(re.findall(r'<svg [^>]*role="?img"? aria-label="[^"]{20,}"', html))
        assert "<table" in html or name == "spread"
        assert "What this can and cannot show" in html


def test_the_table_says_what_the_drawing_says(whole: ReportData, page: str) -> None:
    """Every ratio drawn stands in the table with its matches."""
    table = section(page, "ratios").split("<table", 1)[1].split("</table>", 1)[0]
    rows = whole.compared.ratios
    rest = rows[(rows["sides"] == "rest") & (rows["k1"] + rows["k2"] > 0)]
    assert table.count("<tr") - 1 == len(rest)
    row = rest[(rest["outlet"] == "Pellara Daily") & (rest["frame"] == "bullying") & (rest["voice"] == "all")].iloc[0]
    assert f"<td>Pellara Daily<td>all<td>{row['k1']} v {row['k2']}<td>{row['rate1']:.1f} v {row['rate2']:.1f}" in table


def test_unfair_comparisons_are_flagged_in_the_heading(page: str) -> None:
    """Opinion against reports, translated against native: of all articles and event by event."""
    for flag in ("opinion against reports", "translated against native"):
        assert flag in re.findall(r'<h2 id="h-ratios">.*?</h2>', page)[0]
        assert flag in re.findall(r"<h3>4–7 March 2024.*?</h3>", page)[0]
    third = re.findall(r"<h3>18–21 April 2024.*?</h3>", page)[0]
    assert "opinion against reports" in third
    assert "translated" not in third


def test_one_genre_is_no_flag(dispute: list[Article]) -> None:
    """Reports against reports, all native: nothing to warn of."""
    plain = [replace(article, genre="report", translated="no") for article in dispute]
    assert "opinion against reports" not in render(data_of(plain))


def test_links_lead_somewhere_and_ids_are_one(page: str) -> None:
    """Also those of phrases, events and findings."""
    read = Reader(page)
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in read.values("href") if link.startswith("#")} <= set(ids)


def test_rows_in_any_order_give_the_same_bytes(whole: ReportData, page: str) -> None:
    """The tables of comparisons shuffled too."""
    found = whole.compared
    mixed = replace(
        found,
        ratios=found.ratios.sample(frac=1, random_state=1),
        events=shuffled(found.events, ("events", "rates", "ratios", "warnings"), 2),
        reuse=shuffled(found.reuse, ("formulas", "printings"), 3),
        words=shuffled(found.words, ("key",), 4),
    )
    assert render(replace(whole, compared=mixed)) == page


def shuffled(tables: Any, names: Iterable[str], seed: int) -> Any:
    return replace(tables, **{name: getattr(tables, name).sample(frac=1, random_state=seed) for name in names})


def test_near_copies_are_named_and_counted_once_only_if_they_are(whole: ReportData) -> None:
    """The page says which way the counts were made; copies that are not counted have a list of their own."""
    once = section(render(whole), "phrasing")
    counted = section(render(fixture.changed(whole, reuse=replace(whole.compared.reuse, collapsed=False))), "phrasing")
    assert "5 near-copies (Daily Bellman 5)" in counted
    assert "each is counted" in counted
    assert "left out of every count on this page" in once
    assert (counted.count("counted once"), once.count("counted once")) == (5, 0)
    assert counted.count("class=bar") == once.count("class=bar") + 5


def test_folded_spellings_are_listed(page: str) -> None:
    """As written, what it counts for, by which rule, how often."""
    assert re.search(r"<tr><th>per cent<td>percent<td>name<td class=num>\d+", section(page, "words"))


PAYLOAD = '<img src=x onerror="window.pwned=1">\'&amp;{{7*7}}{%x%}'


def test_payloads_stay_text(dispute: list[Article]) -> None:
    """In outlets, ids, titles and the words themselves: of phrases, of key words, of events."""
    articles = [
        replace(
            article,
            doc_id=f"{article.doc_id}{PAYLOAD}",
            text=f"{article.text}\n\nAll of it stands {PAYLOAD} under the stick of threats {PAYLOAD}.",
            title=PAYLOAD,
            outlet=Tag(f"{article.outlet.value}{PAYLOAD}"),
        )
        for article in first_of_each(dispute, 4)
    ]
    html = render(data_of(articles))
    assert set(COMPARING) - sections_of(html) == set()
    read = Reader(html)
    assert not [tag for tag, _ in read.tags if tag in ("img", "iframe", "object")]
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert "49" not in re.findall(r"49\{%", html)


def test_dates_at_the_ends_of_the_calendar_draw_no_line() -> None:
    """Nor do dates centuries apart: they are typing mistakes."""
    text = "The tariffs are bullying, threats and coercion, and bullying again, a bully and a threat."
    for first, last in (("0001-01-01", "2024-03-04"), ("9999-12-30", "9999-12-31")):
        articles = [Article(f"a{i}", f"{text} {i}", outlet=Tag("A"), date=Date(d)) for i, d in enumerate((first, last))]
        data = data_of(articles)
        assert dated_of(data) is None
        assert "timeline" not in sections_of(render(data))


def test_a_period_that_is_drawn_is_drawn_whole() -> None:
    """Dates far off are left out by whole periods: a week's last day is not missing from what was printed in it."""
    first = dt.date(2024, 1, 1)
    days = [dt.date(2010, 1, 1)] * 5 + [first + dt.timedelta(days=i) for i in range(95)]
    text = "The tariffs are bullying, threats and coercion, and bullying again, a bully and a threat."
    articles = [
        Article(f"a{i:03}", f"{text} {'x' * i}", outlet=Tag("A"), date=Date(day.isoformat()))
        for i, day in enumerate(days)
    ]
    dated = dated_of(data_of(articles, keep_copies=True))
    assert dated is not None
    assert (dated.periods.unit, len(dated.periods)) == ("week", 13)
    assert [dated.articles[0, week] for week in range(13)] == [7] * 13
    assert dated.outside == 9


def test_four_outlets_without_words_have_no_distinctive_ones() -> None:
    """Figures alone are words to nobody's ear: the page goes without them."""
    articles = [Article(f"{o}{i}", f"{i} {i + 1} {i + 2}", outlet=Tag(o)) for o in "AB" for i in range(4)]
    assert data_of(articles).compared.words is None


def test_articles_without_an_outlet_are_on_neither_side(dispute: list[Article]) -> None:
    """The comparison is the one without them."""
    loose = [replace(article, outlet=Tag("unknown", "unknown")) for article in dispute[:6]]
    tagged, all_of_them = data_of(dispute[6:]), data_of([*loose, *dispute[6:]])
    assert tagged.compared.ratios.equals(all_of_them.compared.ratios)


def test_a_large_collection_says_what_it_does_without(monkeypatch: Any, dispute: list[Article]) -> None:
    """No second reading of the texts; the verbs are named in the docs."""
    monkeypatch.setattr(reporting, "MOST_ARTICLES", 40)
    data = data_of(dispute)
    assert data.compared.events is data.compared.reuse is data.compared.words is None
    assert set(data.compared.ratios["sides"]) == {"rest"}
    html = render(data)
    assert "Events, distinctive words and shared wording (more than 40 articles)" in html
    assert sections_of(html) == {"ratios", "spread", "timeline"}


def test_distinctive_words_count_near_copies_once_whatever_the_counts_do(
    dispute: list[Article], whole: ReportData
) -> None:
    """As the page says where each is counted."""
    each = data_of(dispute, keep_copies=True)
    assert each.compared.reuse.copies
    assert each.compared.words.key.equals(whole.compared.words.key)


def test_only_what_is_asked_for_is_computed(dispute: list[Article]) -> None:
    """A page of evidence costs no comparison."""
    data = fr.score(dispute[:8], BOOK).report_data(["frames", "evidence"])
    assert (data.compared.ratios, data.compared.events, data.compared.reuse, data.compared.words) == (
        None,
        None,
        None,
        None,
    )


def test_phrases_of_many_outlets_name_those_that_print_them(dispute: list[Article]) -> None:
    """With a column an outlet most cells, and some rows, would be empty."""
    many = [replace(a, outlet=Tag(f"Paper {i % 9 + 1}", "given")) for i, a in enumerate(dispute)]
    html = render(data_of(many, keep_copies=True), sections=["phrasing", "articles"])
    table = re.findall(r'<table style=--n:1 class="by lined formulas">.*?</table>', html, re.DOTALL)[0]
    rows = table.split("<tr>")[2:]
    assert len(rows) > 5
    assert all(re.search(r'<a href=#a\d+p\d+ aria-label="Paper \d: \d+ (outside marks|quoted)', row) for row in rows)


def test_issues_of_one_kind_stand_in_one_row(whole: ReportData) -> None:
    """With every place, so that forty stray quotation marks do not fill a page."""
    row = {
        "doc_id": "",
        "code": "unpaired-quotation",
        "severity": "warning",
        "reason": "1 mark has no partner",
        "remedy": "look",
    }
    issues = fixture.frame_of(ISSUES, [row | {"file": f"{name}.txt", "line": 4} for name in "cab"])
    html = render(replace(whole, tables=replace(whole.tables, issues=issues)), sections=["issues"])
    assert html.count("<td>1 mark has no partner") == 1
    assert "<td>a.txt, line\xa04; b.txt, line\xa04; c.txt, line\xa04" in html
    assert "3 warnings." in html


def test_undated_articles_make_no_event(dispute: list[Article]) -> None:
    """The page says that dates are missing; it does not guess from words alone."""
    data = data_of(replace(article, date=None) for article in first_of_each(dispute, 1))
    assert data.compared.events is None
    assert "Comparisons inside one event (too few articles are dated)" in render(data)
