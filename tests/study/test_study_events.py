"""Events on the invented dispute, and what dates may and may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.records.article import Article, Tag
from framing.records.dates import Date
from framing.study.comparison.events import find_events
from framing.study.comparison.fairness import unfair_comparisons
from framing.study.comparison.named_dates import named_dates
from framing.study.scoring import read_corpus
from framing.yamlsafe import read_yaml

SAMPLE = "corpus/invented-dispute"
STORM = "The storm tore roofs from houses in the harbour and flooded the market square."
COURT = "The court heard the minister about the contracts for ferries and the missing invoices."


def event_of(articles, **options):
    """The event of each article by id."""
    table = find_events(articles, **options).articles
    return dict(zip(table["doc_id"], table["event"], strict=True))


def test_the_three_planted_events():
    """One running story: each planted event is one event, pair by pair."""
    truths = read_yaml(Path(SAMPLE, "truths.yml"))[0]
    found = find_events(read_corpus(SAMPLE))
    assert found.one_story
    number = dict(zip(found.articles["doc_id"], found.articles["event"], strict=True))
    planted = [{number[doc_id] for doc_id in event["articles"]} for event in truths["events"]]
    assert planted == [{1}, {2}, {3}]
    days = [(str(event["first"]), str(event["last"])) for event in truths["events"]]
    assert list(zip(found.events["first"], found.events["last"], strict=True)) == days


def test_warnings_of_the_sample():
    """Opinion against reports in each event; translated commentaries in two."""
    warnings = find_events(read_corpus(SAMPLE)).warnings
    assert list(zip(warnings["event"], warnings["code"].astype(str), strict=True)) == [
        (1, "genre"),
        (1, "translated"),
        (2, "genre"),
        (2, "translated"),
        (3, "genre"),
    ]
    assert "Northline 0 of 4" in warnings["reason"][0]


def mixed(*more):
    """A mixed collection with one event of two articles, and some articles more."""
    fill = [
        Article(f"f{i}", f"{a} {b} {c} and {d}.", date=Date(f"2024-01-{i + 1:02}"))
        for i, (a, b, c, d) in enumerate(
            [
                ("Bees", "honey", "hives", "meadows"),
                ("Chess", "bishops", "pawns", "knights"),
                ("Wool", "knitting", "needles", "yarn"),
                ("Violins", "bows", "strings", "rosin"),
                ("Bread", "yeast", "flour", "ovens"),
                ("Glaciers", "ice", "moraines", "crevasses"),
                ("Stamps", "albums", "postmarks", "collectors"),
            ]
        )
    ]
    pair = [Article("s1", STORM, date=Date("2024-03-04")), Article("s2", STORM, date=Date("2024-03-05"))]
    return [*fill, *pair, *more]


def test_words_and_days_in_a_mixed_collection():
    """Alike and near: one event. Alike and a month apart: two."""
    number = event_of(
        mixed(Article("s3", STORM, date=Date("2024-04-20")), Article("c", COURT, date=Date("2024-03-04")))
    )
    assert number["s1"] == number["s2"]
    assert len({number[i] for i in ("s1", "s3", "c")}) == 3


def test_a_named_day_links_a_late_article():
    """A look back that names the day joins; a deadline to come does not count."""
    late = Article("late", STORM + " It came on March 4.", date=Date("2024-05-20"))
    early = Article("early", STORM + " It comes on March 4.", date=Date("2024-01-20"))
    found = find_events(mixed(late, early)).articles.set_index("doc_id")
    assert found.loc["late", "event"] == found.loc["s1", "event"]
    assert found.loc["late", "basis"] == "named day"
    assert found.loc["early", "event"] != found.loc["s1", "event"]


def test_an_undated_article_joins_by_words_in_a_mixed_collection_and_says_so():
    """No day is invented."""
    found = find_events(mixed(Article("u", STORM), Article("v", COURT))).articles.set_index("doc_id")
    assert (found.loc["u", "event"], found.loc["u", "basis"]) == (found.loc["s1", "event"], "words")
    assert found.loc["u", "date"] == ""
    assert found.loc["v", "basis"] == "alone"


@pytest.mark.parametrize(("date", "joins"), [("2024-03", True), ("2024", True), ("2024-06", False), ("2023", False)])
def test_a_month_or_year_must_allow_the_event(date, joins):
    """A month is a span of days, not its first day."""
    number = event_of(mixed(Article("m", STORM, date=Date(date))))
    assert (number["m"] == number["s1"]) is joins


def test_the_order_of_articles_changes_nothing():
    """Events and numbers are those of the set."""
    articles = mixed(Article("u", STORM), Article("late", STORM + " It came on March 4.", date=Date("2024-05-20")))
    assert event_of(articles) == event_of(articles[::-1])


def test_nothing_and_one():
    """No article is no event; one is one."""
    assert len(find_events([]).events) == 0
    assert event_of([Article("a", STORM)]) == {"a": 1}
    assert event_of([Article("a", "")]) == {"a": 1}


def test_the_last_year_of_the_calendar_is_a_year():
    """Some archives write 9999 for a date that nobody knows."""
    days = ["9999", "9999-12", "9999-12-31", "0001"]
    assert len(event_of([Article(f"a{i}", STORM, date=Date(day)) for i, day in enumerate(days)])) == 4


def test_named_days():
    """Both orders, short months, ordinal days; no numbers that are no days."""
    text = "On 4 March, Mar. 5 and April 6th, 2023; not March 40, nor May 5 percent, nor may 6 people."
    assert sorted(map(str, named_dates(Article("a", text, date=Date("2024-03-10"))))) == [
        "2023-04-06",
        "2024-03-04",
        "2024-03-05",
    ]


def test_days_that_do_not_exist_are_no_days():
    """February 30 is none, and February 29 only in a leap year."""
    assert named_dates(Article("a", "February 30, 2024", date=Date("2024-01-01"))) == frozenset()
    assert {str(d) for d in named_dates(Article("a", "On February 29 ...", date=Date("2023-12-01")))} == {"2024-02-29"}


def test_fairness_asks_for_tags():
    """Untagged outlets make no warning; alike outlets neither."""
    found = find_events(
        [
            Article("a", STORM, outlet=Tag("A"), genre="report", translated="no"),
            Article("b", STORM, outlet=Tag("B"), genre="", translated="no"),
        ]
    )
    assert len(unfair_comparisons(found.articles)) == 0


def test_a_text_that_most_outlets_print_is_one_event():
    """Ten printings of one dispatch, each with a town of its own, beside six articles on other things."""
    days = Date("2025-03-04")
    dispatch = (
        "The ministry raised its duty on glass and pumps, and makers of windows warned of a long and costly winter."
    )
    towns = [f"{chr(97 + i) * 3}ville" for i in range(10)]
    wire = [Article(f"w{i}", f"{dispatch} {town}.", outlet=Tag(town), date=days) for i, town in enumerate(towns)]
    others = [
        Article(f"x{i}", " ".join(f"{chr(97 + i)}{chr(97 + n)}word" for n in range(20)), date=days) for i in range(6)
    ]
    found = find_events([*wire, *others]).events
    assert found["articles"].tolist() == [10, 1, 1, 1, 1, 1, 1]
