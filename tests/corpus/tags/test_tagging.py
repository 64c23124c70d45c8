"""Who published it: given, or proposed with its evidence, or unknown. All texts are written for these tests."""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import codes, read

from framing.corpus.tags.channels import load_channels
from framing.corpus.tags.credits import CreditFinder
from framing.corpus.tags.outlets import load_outlets
from framing.errors import InputError
from framing.records.article import Article, Tag

Write = Callable[[str, str | bytes], Path]

BODY = (
    "Weavers and dockers met on Tuesday to talk about the levy that has closed four mills since the spring.\n\n"
    "Nobody expects an end before the summer, and the port has told its crews to stay at home until further notice.\n"
)
TAIL = "\n".join(
    f"Paragraph {n} says what had to be said about the mills, the weavers and the port." for n in range(20)
)


def one(write: Write, text: str, **fields: str) -> Article:
    """The article of a text, as a record with these fields."""
    (article,) = read(write("a.jsonl", json.dumps({"id": "a", "text": text, **fields}))).articles
    return article


PROPOSED = [
    # text, fields, outlet, rule, derived from
    (f"Talk is cheap for mill owners: China Daily editorial\n\n{BODY}", {}, "China Daily", "title", ""),
    (BODY, {"title": "Global Times editorial: Mills must reopen"}, "Global Times", "title", ""),
    (BODY, {"title": "Mills close as levy bites | The Guardian"}, "The Guardian", "title", ""),
    (BODY, {"title": "Mills close as levy bites - BBC News"}, "BBC", "title", ""),
    (f"Mills close as levy bites\n\nBy Wen Po and Ada Lin ( Global Times\n\n{BODY}", {}, "Global Times", "byline", ""),
    (f"Mills close\nBy Wen Po | China Daily | Updated: 2024-03-05 10:11\n{BODY}", {}, "China Daily", "byline", ""),
    (BODY, {"byline": "Ada Lin, South China Morning Post"}, "South China Morning Post", "byline", ""),
    (BODY, {"url": "https://www.ft.com/content/abc"}, "Financial Times", "domain", ""),
    (BODY, {"url": "http://en.people.cn/n3/2024/x.html"}, "People's Daily", "domain", ""),
    (f"Unlock the Mill Watch newsletter for free\nYour guide to what the levy means for Washington\n{BODY}", {}, "Financial Times", "banner", ""),
    (f"Unlock the Editor’s Digest for free\n{BODY}", {}, "Financial Times", "banner", ""),
    (f"{BODY}\n{TAIL}\nOur Standards: The Thomson Reuters Trust Principles.", {}, "Reuters", "banner", ""),
    (f"{BODY}\nCLICK HERE TO GET THE FOX NEWS APP", {}, "Fox News", "banner", ""),
    (f"{BODY}\n{TAIL}\n(source: Reuters)", {}, "Reuters-derived", "byline", "Reuters"),
    (f"BEIJING, March 5 (Xinhua) -- {BODY}", {}, "Xinhua", "dateline", ""),
    (f"LONDON (Reuters) - {BODY}", {}, "Reuters", "dateline", ""),
    (f"WASHINGTON (AP) — {BODY}", {}, "Associated Press", "dateline", ""),
    (f"Paris (AFP) – {BODY}", {}, "AFP", "dateline", ""),
    (f"SEOUL, March 5 (Yonhap) -- {BODY}", {}, "Yonhap", "dateline", ""),
    (f"MOSCOW, March 5. /TASS/. {BODY}", {}, "TASS", "dateline", ""),
    (f"New Delhi [India], March 5 (ANI): {BODY}", {}, "Asian News International-derived", "dateline", "Asian News International"),
    (f"(CNN) {BODY}", {}, "CNN", "dateline", ""),
    (f"LONDON (Reuters) - {BODY}", {"url": "https://www.scmp.com/x"}, "South China Morning Post", "domain", "Reuters"),
    (f"Mills close\nBy Ada Lin, Agence France-Presse\n{BODY}", {"url": "https://www.scmp.com/x"}, "South China Morning Post", "domain", "AFP"),
    (f"{BODY}\n{TAIL}\n(Reporting by Ada Lin in London; Editing by Wen Po)", {}, "Reuters", "banner", ""),
    (f"{BODY}\n{TAIL}\nSource: Xinhua", {}, "Xinhua-derived", "byline", "Xinhua"),
    (f"{BODY}\n{TAIL}\nSource: China Daily", {}, "China Daily", "byline", ""),
    (f"{BODY}\nAs reported by Lin and Po for Reuters, the port stays shut.\n{TAIL}", {}, "Reuters-derived", "agency-copy", "Reuters"),
    (f"{BODY}\nAs first reported by A. Lin\nand B. Po for the Associated Press, it stays shut.", {}, "Associated Press-derived", "agency-copy", "Associated Press"),
    (f"{BODY}\nAs reported by Lin and Po for Reuters, the port stays shut.\n{TAIL}\n" + "It is a wall, Po told the Global Times.\n" * 3, {}, "Reuters-derived", "agency-copy", "Reuters"),
    (f"LONDON (Valley Wire) - {BODY}\n(Reporting by Ada Lin; editing by Bo Po)", {}, "unknown", "", ""),
    (f"{BODY}\n{TAIL}\n© 2024 AFP", {}, "AFP", "copyright", ""),
    (f"{BODY}\n{TAIL}\n© 2024 Guardian News & Media", {}, "The Guardian", "copyright", ""),
    (f"{BODY}\n{TAIL}\n© 2024 Valley News & Media", {}, "unknown", "", ""),
    (f"{BODY}\nWrite to Ada Lin at ada.lin@wsj.com", {}, "Wall Street Journal", "banner", ""),
    (f"{BODY}\nThe author can be reached at opinion@globaltimes.com.cn.", {}, "Global Times", "e-mail", ""),
    (f"{BODY}\n" + "The levy is a wall, Po told the Global Times.\n" * 3, {}, "Global Times", "house-style", ""),
    (BODY, {"title": "Mills close as levy bites - The New York Times"}, "New York Times", "title", ""),
    (BODY, {"title": "Mills close as levy bites : NPR"}, "NPR", "title", ""),
    (BODY, {"title": "Mills close as levy bites - POLITICO"}, "Politico", "title", ""),
    (BODY, {"title": "Mills close as levy bites – DW – 03/05/2024"}, "Deutsche Welle", "title", ""),
    (f"Mills close as levy bites\n\nCGTN\n\n{BODY}", {}, "CGTN", "name", ""),
    (f"Mills close as levy bites\n\nTime\n\n{BODY}", {}, "unknown", "", ""),
    (f"{BODY}\nCopyright (c) 2024. South China Morning Post Publishers Ltd. All rights reserved.", {}, "South China Morning Post", "copyright", ""),
    (f"{BODY}\nThis article appeared in the Finance section of the print edition", {}, "The Economist", "banner", ""),
    (f"{BODY}\nThe Associated Press contributed to this report.", {}, "unknown", "", "Associated Press"),
    (f"{BODY}\nWith inputs from Reuters and PTI.", {}, "unknown", "", "Reuters"),
    (f"{BODY}\nContributing: Ada Lin, Bo Po and the Associated Press", {}, "unknown", "", "Associated Press"),
    (f"{BODY}\nInformation for this article was contributed by Ada Lin, and Reuters.", {}, "unknown", "", "Reuters"),
    (f"{BODY}\nMaterial from the port, Bloomberg and our desk was used.", {}, "unknown", "", "Bloomberg"),
    (f"{BODY}\nCompiled by our desk from the papers of the port from Reuters.", {}, "Reuters-derived", "agency-copy", "Reuters"),
    (f"{BODY}\nThis story was first produced by Yonhap.", {}, "Yonhap-derived", "agency-copy", "Yonhap"),
    (f"{BODY}\nThis story originally appeared in the Valley News, Reuters and others.", {}, "Reuters-derived", "agency-copy", "Reuters"),
    (f"{BODY}\nThe port’s café has “inputs from abroad”, said Lin; Reuters did not.", {}, "unknown", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "outlet", "rule", "derived"), PROPOSED)
def test_proposals(text: str, fields: dict[str, str], outlet: str, rule: str, derived: str, write: Write) -> None:
    """Each convention of a newsroom proposes its outlet, with words that stand in the article."""
    article = one(write, text, **fields)
    assert (article.outlet.value, article.outlet.rule) == (outlet, rule)
    assert article.derived_from.value == derived
    for tag in (article.outlet, article.derived_from):
        if tag.how == "proposed":
            words = " ".join(f"{text} {' '.join(fields.values())}".split())
            assert tag.evidence
            assert tag.evidence in words


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\nPo told Reuters that the mill would reopen.",
        f"{BODY}\nThe levy is a wall, Po told the Global Times, and Lin told the Global Times that it is not.",
        f"A weaver walks home, in the valley, on Monday. Ada Lin | Reuters\n{BODY}",
        f"China Daily editorial scolds mill owners\n{BODY}",
        f"Mills must reopen - Global Times\n{BODY}",
        f"Mills must reopen – China Daily editorial\n{BODY}",
        f"Reuters and the WSJ get the mills wrong again\n{BODY}",
        f"{BODY}\nA Global Times editorial called the levy a wall. 'Shame,' wrote China Daily. Reuters did not agree.",
        f"{BODY}\nPhoto: Xinhua",
        f"A weaver at work in the valley. Photo: Xinhua\n{BODY}",
        f"(Ada Lin/Reuters)\n{BODY}",
        f"{BODY}\nThe Wall Street Journal reported that owners were divided, and the Financial Times agreed.",
        f"{BODY}\nAccording to Xinhua, the port stays shut. A Bloomberg report said the same.",
        f"FILE PHOTO: A mill. REUTERS/Ada Lin\n{BODY}",
        f"{BODY}\nRep. Ada Lin (R-OH) said the levy was wrong.",
        f"{BODY}\nhttps://www.ft.com/a and https://www.bbc.com/b are worth reading.",
        f"The Union of Weavers (AP) is old.\n{BODY}",
    ],
)
def test_no_evidence_is_unknown(text: str, write: Write) -> None:
    """Photo credits, "told Reuters", relays and links inside the text say nothing about who published it."""
    article = one(write, text)
    assert article.outlet == Tag("unknown", "unknown", "", "")
    assert article.derived_from == Tag("", "unknown", "", "")


def test_given_tags_come_before_proposals(write: Write, tmp_path: Path) -> None:
    """Field before flag before folder before anything in the text; aliases fold to the canonical name."""
    text = f"Talk is cheap: China Daily editorial\n\n{BODY}"
    path = write("ft/a.txt", text)
    assert read(path.parent).articles[0].outlet == Tag("Financial Times", "given", "folder", "folder ft")
    assert read(path.parent.parent).articles[0].outlet.evidence == "folder ft"
    assert read(write("nikkei/2025/10/c.txt", BODY).parents[2]).articles[-1].outlet.evidence == "folder nikkei"
    assert read(path, outlet="wsj").articles[0].outlet == Tag(
        "Wall Street Journal", "given", "flag", '--outlet says "wsj"'
    )
    article = one(write, text, outlet="The Global-Times")
    assert article.outlet == Tag("Global Times", "given", "field", 'field outlet says "The Global-Times"')
    assert one(write, text, outlet="unknown").outlet.how == "proposed"
    assert read(write("time/b.txt", BODY)).articles[0].outlet.value == "unknown"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("FT", "Financial Times"),
        ("ft.com", "Financial Times"),
        ("www.ft.com", "Financial Times"),
        ("https://www.ft.com/content/1", "Financial Times"),
        ("Financial Times (London)", "Financial Times"),
        ("THE GLOBAL TIMES", "Global Times"),
        ("环球时报", "Global Times"),
        ("SCMP", "South China Morning Post"),
        ("South China Morning Post [SCMP]", "South China Morning Post"),
        ("Xinhua News Agency", "Xinhua"),
        ("People’s Daily Online", "People's Daily"),
        ("nytimes.com", "New York Times"),
        ("Agence France Presse", "AFP"),
        ("Mill Gazette (London)", "Mill Gazette (London)"),
        ("millgazette.com", "millgazette.com"),
        ("NA", "NA"),
    ],
)
def test_a_name_in_many_spellings_is_one_outlet(written: str, meant: str, write: Write) -> None:
    """Aliases, addresses and places in brackets fold to one name; a name that nobody knows stays as it was written."""
    assert one(write, BODY, outlet=written).outlet.value == meant


def test_unknown_outlets_are_kept_and_named_once(write: Write) -> None:
    """A name that is not in the table stays; one note says so, with the nearest name."""
    lines = [json.dumps({"id": str(n), "text": f"Text {n}.", "outlet": "Finacial Times"}) for n in range(3)]
    reading = read(write("a.jsonl", "\n".join(lines)))
    assert {article.outlet.value for article in reading.articles} == {"Finacial Times"}
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("unknown-outlet", "note")
    assert "Financial Times" in issue.remedy


def test_derived_from_with_a_given_outlet(write: Write) -> None:
    """Derivation is proposed beside a given outlet, never from the outlet itself, and a given one holds."""
    text = f"LONDON (Reuters) - {BODY}"
    assert one(write, text, outlet="Straits Times").derived_from.value == "Reuters"
    assert one(write, text, outlet="Reuters").derived_from.value == ""
    given = one(write, text, outlet="Straits Times", derived_from="AP")
    assert given.derived_from == Tag("Associated Press", "given", "field", "field derived_from")


def test_proposals_can_be_turned_off(write: Write) -> None:
    """``propose=False`` leaves an untagged article unknown."""
    path = write("a.txt", f"LONDON (Reuters) - {BODY}")
    (article,) = read(path, propose=False).articles
    assert (article.outlet.value, article.derived_from.value) == ("unknown", "")


def test_the_shipped_table() -> None:
    """At least 70 outlets, each complete, no name or domain claimed twice."""
    outlets = load_outlets().outlets
    assert len(outlets) >= 70
    domains = [domain for outlet in outlets.values() for domain in outlet.domains]
    assert len(domains) == len(set(domains))
    assert all(o.country and o.ownership and o.kind and o.language and o.domains for o in outlets.values())
    for name in (
        "China Daily",
        "Xinhua",
        "CGTN",
        "Nikkei",
        "Yonhap",
        "Deutsche Welle",
        "Le Monde",
        "Al Jazeera",
        "AFP",
    ):
        assert name in outlets


def test_own_outlets(write: Write) -> None:
    """A table of one's own adds outlets and replaces those of the same name; its mistakes have lines."""
    table = write(
        "own.yml",
        "outlets:\n  - {name: Valley Post, aliases: [VP], domains: [valley.example], banners: ['^Wake up with * in your inbox']}\n",
    )
    path = write("a.txt", f"Wake up with the Post in your inbox\n{BODY}")
    (article,) = read(path, outlets_file=str(table)).articles
    assert (article.outlet.value, article.outlet.rule) == ("Valley Post", "banner")
    assert [block.kind for block in article.blocks] == ["banner"]
    write("own.yml", "outlets:\n  - name: Valley Post\n    ownership: secret\n")
    load_outlets.cache_clear()
    with pytest.raises(InputError, match="'secret' is no ownership") as caught:
        load_outlets(str(table))
    assert caught.value.line == 3
    assert codes(read(path)) == []


@pytest.mark.parametrize(
    ("outlet", "text", "agencies"),
    [
        ("BBC", "Lin told The Times that the mills would reopen.", ["The Times"]),
        ("BBC", "Lin told the Guardian that the mills would reopen.", ["The Guardian"]),
        ("BBC", "The Sarrow Times and the Valley Times agree.", []),
        ("New York Times", "Lin told The Times that the mills would reopen.", []),
    ],
)
def test_a_name_inside_another_name_is_no_credit(outlet: str, text: str, agencies: list[str]) -> None:
    """No Valley Times is The Times; and a paper that calls itself so does not credit another one."""
    article = Article("a", text, outlet=Tag(outlet, "given"))
    assert [credit.agency for credit in CreditFinder(load_channels()).find(article)] == agencies


def test_channels_in_every_writing_of_a_credit() -> None:
    """What a name begins with rules out no writing of a known one."""
    channels = load_channels()
    for channel in channels.channels.values():
        for name in (channel.name, *channel.aliases, *channel.tags):
            meant, bare = channels.credited(name), name.removeprefix("the ").removeprefix("The ")
            assert meant is not None
            for written in (
                f"the {bare}",
                f"The {bare}.",
                f" {name};",
                name.replace("'", "’"),
                name.replace(" ", "\n"),
            ):
                assert channels.credited(written) is meant, written
    assert channels.credited("Weavers") is None
    assert channels.credited("") is None


def test_names_and_hosts_of_any_length_cost_no_more_than_their_length(write: Write) -> None:
    """An outlet of blanks, an agency of blanks, an address of full stops: read in the time that their letters take."""
    start = time.process_time()
    records = (
        {"outlet": f"a{' ' * 100_000}b"},
        {"derived_from": f"a{' ' * 100_000}b"},
        {"url": f"http://{'a.' * 100_000}/"},
        {"body": f"Read on: http://{'a.' * 100_000}/ of today"},
    )
    lines = (json.dumps({"text": record.pop("body", "") + BODY, **record}) + "\n" for record in records)
    assert len(read(write("a.jsonl", "".join(lines))).articles) == 4
    assert time.process_time() - start < 10
    assert load_outlets().meant("Reuters (London)").name == "Reuters"


def test_plain_words_and_headlines_in_the_middle_of_a_page(write: Write) -> None:
    """A button "Print" is no outlet, "The Print" is; a headline that says whose it is may stand below other lines."""
    prose = "Weavers and dockers met on Tuesday to talk about the levy that has closed four mills since the spring."
    pages = {
        "• Print\n": "unknown",
        "Print\n": "unknown",
        "The Print\n": "The Print",
        "Share\nThe levy will not work: Global Times editorial - Opinion - Page 3\n": "Global Times",
    }
    for above, outlet in pages.items():
        (article,) = read(write("a.txt", f"{above}{prose}\n{prose}\n")).articles
        assert article.outlet.value == outlet
