"""What the page holds: structure, numbers, sentences, sizes; no browser needed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import fixture
import pytest

from framing.errors import InputError, UsageError
from framing.report import ReportData, render
from framing.report.grid import grid_of
from framing.report.sections import SECTIONS
from framing.report.sections.evidence import WORDS
from framing.report.shelf import web_address

NEVER = re.compile(r"\bbias|\bsignifican|\bp\s*[<=]\s*0?\.|\baggressive|\bpropagand", re.IGNORECASE)


class Reader(HTMLParser):
    """Tags, ids, links and headings of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """Every value of one attribute."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def words_of(html: str) -> str:
    """The page as text, with its articles left out."""
    body = re.sub(r"<(style|script|article)\b.*?</\1>|<table class=\"ev\">.*?</table>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


@pytest.mark.parametrize("name", ["five", "forty", "hostile"])
def test_every_link_inside_the_page_has_its_target_and_every_id_is_one(name: str, request) -> None:
    """No dead link, no id twice."""
    read = Reader(render(request.getfixturevalue(name)))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in read.values("href") if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", ["five", "forty"])
def test_headings_come_in_order(name: str, request) -> None:
    """One h1; no level is jumped over."""
    levels = [
        int(tag[1]) for tag, _ in Reader(render(request.getfixturevalue(name))).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_cell_that_is_not_zero_leads_to_its_sentences(five: ReportData, page_of_five: str) -> None:
    """As many rows of evidence as cells with a match, each linked from the heat table with rate and k, and back."""
    grid = grid_of(five)
    filled = {f"e{f}-{o}": cell for (f, o), cell in grid.cells.items() if cell.k}
    assert set(re.findall(r"<tr id=(e\d+-\d+)", page_of_five)) == set(filled)
    for anchor, cell in filled.items():
        link = rf"<a id=c{anchor[1:]} href=#{anchor}><b>{cell.rate:,.1f}</b> {cell.k}</a>"
        assert re.search(link, page_of_five)
        row = page_of_five.split(f"<tr id={anchor}>")[1].split("<tr")[0]
        assert re.search(rf"<td>{cell.k}<td><a href=#c{anchor[1:]}>{cell.rate:,.1f}</a> \([\d.–]+\*\)<td>", row)


def test_every_match_is_marked_in_its_sentence_and_once(five: ReportData, page_of_five: str) -> None:
    """Nothing that was counted is missing where it is read, and no sentence is printed twice."""
    assert page_of_five.count("<mark") == len(five.tables.matches)
    for frame in grid_of(five).frames:
        marks = re.findall(rf'<mark class="(?:[oqfrw] )*f{frame.number}">|<mark class=f{frame.number}>', page_of_five)
        assert len(marks) == int((five.tables.matches["frame"] == frame.name).sum())


def test_the_words_of_a_cell_are_listed_with_their_number(five: ReportData, page_of_five: str) -> None:
    """Which words drive a number: the most frequent first, upper and lower case together."""
    cell = five.tables.matches[
        (five.tables.matches["frame"] == "bullying") & (five.tables.matches["outlet"] == "Norland Daily")
    ]
    row = page_of_five.split("<tr id=e0-")[1:]
    listed = next(part for part in row if ">Norland Daily<" in part.split("<td>")[0]).split("<td>")[-1].split("<tr")[0]
    times = cell["text"].str.casefold().value_counts()
    assert [int(k) for k in re.findall(r"×(\d+)", listed)] == [int(k) for k in times[:WORDS] if k > 1]
    assert all(word in listed.casefold() for word in times.index[:WORDS])


def test_margins_say_whose_words_and_how_often_negated(page_of_five: str) -> None:
    """Behind the frame: the voice if not the outlet's own, its speaker, and the flags."""
    notes = " ".join(re.findall(r"<p class=m>(.*)", page_of_five))
    assert re.search(r">1\sBullying(?: ×\d)?: (?:quoted|reported), [A-Z]\w+", notes)
    assert "1\N{NO-BREAK SPACE}Bullying: negated" in notes


def test_matches_add_up(forty: ReportData) -> None:
    """Outlets and voices add up to the corpus."""
    grid = grid_of(forty)
    assert sum(cell.k for cell in grid.cells.values()) == grid.matches == len(forty.tables.matches)
    assert sum(grid.voices) == grid.matches == sum(map(sum, grid.per_outlet))


def test_few_matches_are_light_and_many_are_not(five: ReportData, page_of_five: str) -> None:
    """The class ``l`` stands on a cell if and only if it has fewer than five matches."""
    grid = grid_of(five)
    found = re.findall(r'<td class="?h\d( l)?"?><a id=c[\d-]+ href=#(e[\d-]+)>', page_of_five)
    light = {anchor: bool(flag) for flag, anchor in found}
    assert light == {f"e{f}-{o}": cell.k < 5 for (f, o), cell in grid.cells.items() if cell.k}


def test_one_article_per_outlet_says_so_and_ranks_nothing(five: ReportData, page_of_five: str) -> None:
    """The guard is printed, intervals are called assumed, no dot plot pretends to a spread."""
    text = words_of(page_of_five)
    assert "There is one article per outlet" in text
    assert "it ranks nothing" in text
    assert "how much articles differ is assumed" in text
    assert 'id="spread"' not in page_of_five
    assert not NEVER.search(text)


def test_ten_articles_per_outlet_show_each_article(forty: ReportData) -> None:
    """A dot an article."""
    html = render(forty)
    assert html.count("<circle") == 40 * 12
    assert not NEVER.search(words_of(html))


def test_own_voice_is_always_at_most(page_of_five: str) -> None:
    """No count of an outlet's own words without "at most" before it; the reason is one click away."""
    text = words_of(page_of_five)
    assert not re.search(r"\bown (?:voice )?\d+\b(?! %)", text, re.IGNORECASE)
    assert '<p id="why">' in page_of_five


def test_a_proposed_outlet_quotes_its_evidence(page_of_five: str) -> None:
    """So a reader can overrule it."""
    assert "Outlet proposed</span> <q>As reported by Anselm and Pryor for Meridian</q>" in page_of_five
    assert "Derived from Meridian" in page_of_five
    assert "Paraphrase</span>" in page_of_five
    assert "No outlet found" in page_of_five
    assert "(year only)" in page_of_five


def test_blocks_that_are_not_prose_are_shown_and_named(page_of_five: str) -> None:
    """Grey, with their kind in the margin."""
    assert "<span class=x>Sign up for the Capital Notes newsletter</span>" in page_of_five
    assert "banner, not scored" in page_of_five


def test_hard_line_breaks_stay(page_of_five: str) -> None:
    """The wire piece reads line by line as it was published."""
    assert "that have rattled metal markets since the\nspring." in page_of_five


def test_no_article_loses_a_character(forty: ReportData) -> None:
    """Also what lies between two paragraphs is shown."""
    one = next(iter(forty.documents.values()))
    gap = replace(forty, documents={**forty.documents, one.article.doc_id: replace(one, paragraphs=one.paragraphs[1:])})
    start, end = one.paragraphs[0]
    first = one.article.text[start:end].split()[0]
    assert re.search(rf"<p>(?:<span>)?{first}", render(gap))


def test_the_section_of_speakers_hides_without_quotes(five: ReportData) -> None:
    """An empty table is no section, no link to one."""
    assert 'id="speakers"' in render(five)
    assert 'id="speakers"' not in render(fixture.changed(five, quotes=five.tables.quotes.head(0)))
    assert "#speakers" not in render(fixture.changed(five, quotes=five.tables.quotes.head(0)))


def test_nothing_found_is_a_report_too() -> None:
    """No match at all: no evidence, no voices, but articles and recipe."""
    empty = fixture.build([fixture._article("a", "Nothing here.", "X", "", "report")], title="Empty")
    html = render(empty)
    assert 'id="evidence"' not in html
    assert 'id="recipe"' in html
    assert "found 0 times" in html


def test_same_data_same_bytes_whatever_the_order_of_rows(forty: ReportData) -> None:
    """Rows shuffled, documents reversed: not a byte differs."""
    mixed = fixture.changed(
        forty,
        **{
            name: getattr(forty.tables, name).sample(frac=1, random_state=3)
            for name in ("matches", "counts", "words", "articles", "issues", "quotes", "rates")
        },
        documents=dict(reversed(forty.documents.items())),
        versions=dict(reversed(forty.recipe.versions.items())),
    )
    assert render(mixed) == render(forty)


def test_sections_come_as_asked(five: ReportData) -> None:
    """Named ones, in the order named; links to a missing section are gone."""
    html = render(five, sections=["recipe", "frames"], title="Mine")
    assert re.findall(r'<section id="(\w+)"', html) == ["recipe", "frames"]
    assert "<title>Mine</title>" in html
    assert "href=#e0-0" not in html


def test_an_unknown_section_is_named_with_the_known_ones(five: ReportData) -> None:
    """A usage error with a remedy."""
    with pytest.raises(UsageError, match="no report section 'fames'") as caught:
        render(five, sections=["fames"])
    assert "frames" in caught.value.remedy


def test_too_many_dots_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch, five: ReportData) -> None:
    """No section goes without a word; with one article an outlet there never were dots to draw."""
    monkeypatch.setattr("framing.report.sections.spread.DOTS", 100)
    assert "A dot for each article (more than 100 dots cannot be told apart)" in render(fixture.forty())
    assert "A dot for each article" not in render(five)


def test_a_section_that_is_asked_for_and_empty_is_named(five: ReportData) -> None:
    """Ratios of outlets with one article each are no blank page; of the whole report the head says why."""
    assert "too few articles: ratios, coders.</p>" in render(five, sections=["ratios", "frames", "coders"])
    assert "Asked for" not in render(five)


def test_a_users_template_comes_first(five: ReportData, tmp_path: Path) -> None:
    """One file replaced, the rest as shipped."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "issues.html").write_text("<section id=issues>{{ section.heading }} {{ title }}</section>")
    html = render(five, templates=tmp_path, title="<b>")
    assert "<section id=issues>Issues &lt;b&gt;</section>" in html
    assert 'id="evidence"' in html


@pytest.mark.parametrize("source", [b"{{ nothing.here }}", b"{% for %}", b"{{ 1 / 0 }}", b"\xff is no UTF-8"])
def test_a_broken_template_is_one_sentence(five: ReportData, tmp_path: Path, source: bytes) -> None:
    """Never a traceback of jinja."""
    (tmp_path / "report.html").write_bytes(source)
    with pytest.raises(InputError, match="template"):
        render(five, templates=tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        render(five, templates=tmp_path / "no")


def test_every_section_has_its_template_and_is_named_once() -> None:
    """The table in sight is complete."""
    folder = Path(__file__).parents[2] / "reports" / "templates" / "sections"
    assert {path.stem for path in folder.glob("*.html")} == set(SECTIONS)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JAVASCRIPT:x",
        " https://x",
        "https:\\\\x",
        "//x",
        "https://a\nb",
        "http:",
        "ftp://x",
        "file:///etc/passwd",
        "vbscript:x",
        "https://[",
        "",
    ],
)
def test_only_http_and_https_become_links(address: str) -> None:
    """Everything else is no link."""
    assert web_address(address) == ""


def test_hostile_fields_stay_text(hostile: ReportData) -> None:
    """No tag, attribute or script comes from the data; no template is run in it."""
    html = render(hostile)
    read = Reader(html)
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert not [tag for tag, _ in read.tags if tag in ("img", "iframe", "object", "embed", "base")]
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert "49" not in re.findall(r"\{\{7\*7\}\}|49\{%", html)
    assert {link for link in read.values("href") if not link.startswith("#")} == {
        "data:,",
        "http://example.org/a?b=1&c=2",
    }


def test_half_a_character_and_a_nul_cannot_spoil_the_file(five: ReportData) -> None:
    """What UTF-8 or HTML cannot hold becomes the replacement character."""
    html = render(fixture.changed(five, title="\ud800 \x00 \x1b[31m", signature="a\x07\rb"))
    html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", html)
