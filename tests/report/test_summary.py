"""The head of a report: its headline, its findings and its figure say no more than was found."""

from __future__ import annotations

import re
from dataclasses import replace

from comparing import data_of, first_of_each, section, section_of_head

from framing.records.article import Article, Tag
from framing.report import ReportData, render
from framing.report.figure import figure_of
from framing.report.lead import lead
from framing.report.numbers import rate


def test_findings_of_single_articles_are_counts(dispute: list[Article]) -> None:
    """Five matches or more in a frame, a bar an outlet with k in n, no comparison, and a zero where there is none."""
    data = data_of(first_of_each(dispute, 1))
    found = {row.about: row for row in figure_of(data).rows}
    rates = data.tables.rates[
        (data.tables.rates["frame"] == "bullying") & (data.tables.rates["voice"] == "all")
    ].set_index("outlet")
    assert [(bar.label, rate(bar.rate), bar.behind) for bar in found["Bullying"].bars] == [
        (outlet, rate(1000 * row.k / row.n), f"{row.k} in {row.n}") for outlet, row in rates.sort_index().iterrows()
    ]
    said = " ".join([*(row.text for row in found.values()), lead(data).headline, lead(data).text])
    assert not re.search("ratio|interval|difference|as often", said)


def test_the_lead_is_the_difference_that_is_shown_best(dispute: list[Article], page: str) -> None:
    """The headline names it, the line below both rates and how many comparisons there were; it is drawn first."""
    data = data_of(dispute)
    said, first = lead(data), figure_of(data).rows[0]
    both = " against ".join(rate(bar.rate) for bar in first.bars)
    assert re.match(rf"{first.bars[0].label} uses words of “{first.about}” .* as often as the other", said.headline)
    assert re.fullmatch(rf"{both} matches per 1,000 words\. Of 48 comparisons, \d show a difference\.", said.text)
    assert f"<h1>{said.headline}</h1>" in page
    assert f"<p>{said.text}<p class=facts>" in page


def test_two_outlets_are_one_comparison(dispute: list[Article]) -> None:
    """The second against the first is the first against the second: it is neither counted nor drawn again."""
    two = [article for article in dispute if article.outlet.value in ("Northline", "Pellara Daily")]
    data = data_of(two)
    html, figure, frames = render(data), figure_of(data), len(data.recipe.codebook.frames)
    assert f"Of {frames} comparisons of the two outlets, frame by frame" in html
    assert not re.search("all other outlets|the other outlets", html)
    assert [[bar.label for bar in row.bars] for row in figure.rows] == [["Northline", "Pellara Daily"]] * len(
        figure.rows
    )
    assert len({(row.about, row.small) for row in figure.rows}) == len(figure.rows)
    assert ">Northline against Pellara Daily" in html
    assert "Two outlets at a time" not in html


def test_of_two_outlets_the_headline_names_the_one_with_more(dispute: list[Article]) -> None:
    """ "7 times as often" is understood at once, "0.14 times" is not: in either order of names it says the same."""
    two = [article for article in dispute if article.outlet.value in ("Aldmouth Ledger", "Pellara Daily")]
    swapped = {"Aldmouth Ledger": "Zenith", "Pellara Daily": "Pellara Daily"}
    renamed = [replace(article, outlet=Tag(swapped[article.outlet.value])) for article in two]
    said, again = lead(data_of(two)), lead(data_of(renamed))
    uses = r"Pellara Daily uses words of “Bullying” [\d.]+\s?times as often as Aldmouth Ledger"
    assert re.fullmatch(uses, said.headline)
    assert again.headline == said.headline.replace("Aldmouth Ledger", "Zenith")
    more, less = re.findall(r"[\d.]+", said.text)[:2]
    assert float(more) > float(less)
    assert again.text == said.text


def test_a_flag_leads_to_what_it_means(page: str) -> None:
    """The words beside a heading are a link to the sentence of the head; without a head they are words."""
    assert re.search(r'<h2 id="h-frames">.*<a class=flag href=#care>opinion against reports</a>', page)
    assert re.search(r"<li id=care><b>Compare with care</b> Opinion stands against reports", page)


def test_one_bar_alone_is_no_figure(dispute: list[Article]) -> None:
    """It would be as long as the page whatever it said; the headline has the number."""
    one = [article for article in dispute if article.outlet.value == "Aldmouth Ledger"][:1]
    data = data_of(one)
    figure = figure_of(data)
    assert figure is None or len(figure.rows[0].bars) > 1


def test_one_article_is_spoken_of_as_one(dispute: list[Article]) -> None:
    """Nothing says that outlets were compared, and the table is as wide as its one column asks for."""
    html = render(data_of(dispute[:1]))
    assert "This page describes one article." in html
    assert [html.count(heading) for heading in (">The article</h2>", ">Frames</h2>")] == [1, 1]
    assert not re.search(r"What was compared|Frames by outlet|one article per outlet\.|an outlet’s own", html)
    assert '<table class="heat by" style="--n:1;' in html


def test_many_outlets_that_do_not_differ_are_summed_up_by_frame(dispute: list[Article]) -> None:
    """Where no outlet can be told apart, the head shows what was found most often in all articles together."""
    named = [replace(article, outlet=Tag(f"Paper {i}")) for i, article in enumerate(first_of_each(dispute, 2))]
    data = data_of(named)
    drawn = figure_of(data).rows
    totals = data.tables.counts.groupby(data.tables.counts["frame"].astype(str))["matches"].sum()
    assert [row.about for row in drawn] == ["Frames of all articles"]
    assert [bar.behind for bar in drawn[0].bars] == [f"{k} matches" for k in sorted(totals, reverse=True) if k >= 5][:6]
    assert f"{max(totals)} of {sum(totals)} matches" in lead(data).text


def test_near_copies_on_an_event_are_said_and_not_counted(whole: ReportData, page: str) -> None:
    """The articles under the heads of an event's table and the copies beside it are all of its articles."""
    sizes = re.findall(r"(\d+) articles by 4 outlets(?:, (\d+) near-cop(?:y|ies) among them not counted)?", page)
    assert [int(n) for n, _ in sizes] == [16, 16, 16]
    assert (
        sum(int(k or 0) for _, k in sizes) == len(whole.tables.copies if whole.tables.copies is not None else ()) == 5
    )
    heads = re.findall(r"<thead>.*?</thead>", page[page.index('<section id="events"') :], re.DOTALL)
    for table, (n, k) in zip((head for head in heads if "</small>" in head), sizes, strict=False):
        assert sum(int(m) for m in re.findall(r"(\d+) articles?</small>", table)) == int(n) - int(k or 0)
    assert "All 43 articles are on 3 events" in section_of_head(page)


def test_nothing_is_said_of_outlets_that_were_not_given(whole: ReportData) -> None:
    """Where there is no issue, the section says no more than is so."""
    none = whole.tables.issues.iloc[:0]
    untagged = whole.tables.articles.assign(outlet_how="")
    for articles, said in ((whole.tables.articles, "whole and came with its outlet."), (untagged, "whole.")):
        html = render(replace(whole, tables=replace(whole.tables, issues=none, articles=articles)), sections=["issues"])
        assert f"None: every input was read {said}" in html


def test_an_outlet_may_be_called_all_others(dispute: list[Article]) -> None:
    """Its name is a name: the comparison of two outlets is not taken for that with the rest."""
    named = [
        replace(article, outlet=Tag("(all others)" if article.outlet.value == "Northline" else article.outlet.value))
        for article in dispute
    ]
    table = section(render(data_of(named)), "ratios").split("<table", 1)[1].split("</table>", 1)[0]
    assert table.count("<td>(all others)<td>all") == table.count("<td>Pellara Daily<td>all")


def test_words_stand_beside_the_rates_of_the_summary(dispute: list[Article]) -> None:
    """A rate that is put into a sentence or drawn has its matches and the words they were found in."""
    head = section_of_head(render(data_of(dispute)))
    drawn = re.findall(r"<b>(?:<a href=#\w[\w-]*>)?[\d.]+(?:</a>)?</b> <small>(.*?)</small>", head)
    assert len(drawn) >= 8  # two for each difference that is drawn
    assert all(re.fullmatch(r"[\d,]+ in [\d,]+", small) for small in drawn)
    said = re.findall(r"[\d.]+ against [\d.]+ \([^)]*\)|[\d.]+ and [\d.]+ per 1,000 words[^)]*\)", head)
    assert len(said) >= 3
    behind = r"\([\d,]+ match(es)?( in [\d,]+ words)? and [\d,]+( in [\d,]+)?\)$"
    assert [rate for rate in said if not re.search(behind, rate)] == []
