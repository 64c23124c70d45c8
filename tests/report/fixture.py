"""Hand-made ``ReportData``: the report is tried out without importer, lexicon or statistics; ``toy_coder`` codes it."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from toy_coder import (
    SENTENCE,
    article_row,
    counts_of,
    document_of,
    frame_of,
    matches_of,
    quotes_of,
    rates,
    words_of,
)

from framing.records.article import Article, Block, Tag
from framing.records.codebook import Codebook, Entry, Frame
from framing.records.dates import Date
from framing.records.tables import ARTICLES, ISSUES, MATCHES, QUOTES, WORDS
from framing.report.data import CountedTables, Recipe, ReportData

HERE = Path(__file__).parent


def _text(name: str) -> str:
    """An invented article about an invented quarrel over tin; no outlet printed a word of it."""
    return (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


DAILY, TIMES, WIRE, BUSINESS, COMMENTARY = (
    _text(name) for name in ("daily", "times", "wire", "business", "commentary")
)
FRAMES = (
    (
        "bullying",
        "Bullying",
        "An actor is said to bully, coerce, threaten, blackmail or abuse its power.",
        r"trade bullying|bullying|coercion|threat\w*|blackmail\w*|pressur\w+|ultimatum|abusing",
    ),
    (
        "fight_and_talk",
        "Fight and talk",
        "The dual stance: ready to fight and ready to talk.",
        r"ready to talk and not afraid of a fight|Fight and Talk|door is open|respond resolutely|open attitude",
    ),
    (
        "not_sustainable",
        "Not sustainable",
        "The tariffs cannot last, are unsustainable or amount to an embargo.",
        r"not sustainable|unsustainable|could not last|embargo",
    ),
    (
        "dialogue_cooperation",
        "Dialogue and cooperation",
        "Talks, consultation, consensus as the way forward.",
        r"dialogue and mutual respect|dialogue|consultation|consensus|cooperation|mutual benefit"
        r"|candid[\w, -]*constructive",
    ),
    (
        "escalation",
        "Escalation",
        "Tensions, measures and countermeasures mounting.",
        r"escalated|escalation|tit-for-tat|further restrictions|trade war",
    ),
    (
        "deescalation",
        "De-escalation",
        "Easing, softening, truce, conciliatory signals.",
        r"de-escalate|ease tensions|eas(?:ing|ed markedly)|truce|conciliatory|softened",
    ),
    (
        "legitimacy",
        "Legitimacy",
        "A measure is lawful or unlawful, by the rules or against them.",
        r"not lawful|unlawful|lawful|legitimate|violation of the rules|discriminatory|national security",
    ),
    (
        "responsibility",
        "Responsibility",
        "Who caused it, who must fix it, who must move first.",
        r"must move first|caused it|forced me|erroneous practices|fulfil its commitments",
    ),
    (
        "economic_consequences",
        "Economic consequences",
        "Effects on markets, supply chains, prices and companies.",
        r"supply chains|prices have risen|markets fell|smelters stand idle|pay more",
    ),
    (
        "strategy_game",
        "Strategy game",
        "Bargaining as a contest: posturing, bluff, leverage, concessions.",
        r"posturing|bluff|leverage|concessions|mixed messaging",
    ),
    (
        "resilience",
        "Resilience",
        "An actor's strength, confidence, resolve, refusal to yield.",
        r"does not yield|did not yield|No yielding|resilience|with resolve|confidence",
    ),
    (
        "multilateral",
        "Multilateral",
        "Other countries or bodies drawn in as party or judge.",
        r"League of Ports|international community",
    ),
)


def codebook(frames: tuple[tuple[str, str, str, str], ...] = FRAMES) -> Codebook:
    """The twelve frames, with one entry for each alternative of the toy patterns."""
    return Codebook(
        name="tin-dispute",
        version="1.0.0",
        language="en",
        digest="75ffd01471dc",
        title="The tin dispute",
        frames=tuple(
            Frame(
                n,
                label,
                definition,
                include=("a threat reported as such",) if n == "bullying" else (),
                exclude=("an idiom: threatening to spark a split",) if n == "bullying" else (),
                entries=tuple(Entry(p, ()) for p in pattern.split("|")),
            )
            for n, label, definition, pattern in frames
        ),
    )


def five() -> ReportData:
    """Five outlets, one article each."""
    return build(
        [
            _article("norland-daily-01", DAILY, "Norland Daily", "2031-10-20", "editorial"),
            _article(
                "osterby-talks",
                TIMES,
                "Norland Times",
                "2031-10-27",
                "report",
                how="proposed",
                evidence="By Ruben Aske and Lena Torv ( Norland Times",
                blocks=[
                    ("By Ruben", "Times\n", "byline"),
                    ("‘No", "Osterby\n", "headline"),
                    ("Trade Minister Ida Holm (left)", "Nordpress\n", "caption"),
                ],
            ),
            _article(
                "meridian-derived-07",
                WIRE,
                "Meridian-derived",
                "2031-10",
                "report",
                derived="Meridian",
                how="proposed",
                evidence="As reported by Anselm and Pryor for Meridian",
                blocks=[("Back to", "Table\n", "subheading"), ("How the", "Grew\n", "subheading")],
            ),
            _article(
                "capital-ledger",
                BUSINESS,
                "Capital Ledger",
                "2031",
                "report",
                how="proposed",
                evidence="Sign up for the Capital Notes newsletter",
                blocks=[("Sign up", "newsletter\n", "banner"), ("Your morning", "power\n", "banner")],
                note="paraphrase: written for this project; not the outlet's words",
            ),
            _article(
                "fight-and-talk",
                COMMENTARY,
                "unknown",
                "",
                "commentary",
                how="unknown",
                title="Sudria Signals Easing While Norland Restates Its “Fight and Talk” Line on Tin",
            ),
        ],
        title="Five accounts of the tin talks",
    )


def forty(outlets: int = 4, each: int = 10, seed: int = 7) -> ReportData:
    """``outlets`` x ``each`` articles, sentences of the five shuffled: nothing in it means anything."""
    chance = random.Random(seed)
    pool = [
        s.strip()
        for t in (DAILY, TIMES, BUSINESS, COMMENTARY)
        for s in SENTENCE.findall(t.replace("\n", " "))
        if len(s.split()) > 6
    ]
    names = ["Norland Daily", "Meridian", "Capital Ledger", "Harbour Post"]
    articles = []
    for o in range(outlets):
        name = names[o] if o < len(names) else f"Outlet {o + 1:03d}"
        for i in range(each):
            body = "\n\n".join(" ".join(chance.sample(pool, 4)) for _ in range(4 + (i + o) % 3))
            articles.append(
                _article(
                    f"{name.lower().replace(' ', '-')}-{i + 1:02d}",
                    body,
                    name,
                    f"2031-{3 + i % 6:02d}-{1 + (7 * i + o) % 27:02d}",
                    ("report", "editorial")[i % 2],
                    title=chance.choice(pool)[:70],
                )
            )
    return build(articles, title="The tin dispute in four papers")


HOSTILE = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">\'"&amp;{{7*7}}{%x%}'
RTL = "\u202eمرحبا بالعالم שלום\u202c"
LONG = "Donau" * 60


def hostile() -> ReportData:
    """Payloads, right-to-left text and endless words in every field that a user controls."""
    frames = (
        *(
            (f"{name}{HOSTILE}", f"{HOSTILE} {label}", f"{definition}{HOSTILE}", pattern)
            for name, label, definition, pattern in FRAMES[:4]
        ),
        (RTL, RTL, LONG, "consultation"),
    )
    text = (
        f"{HOSTILE} threatening {HOSTILE}\n\n“{HOSTILE} dialogue,” said {HOSTILE}.\n\n{RTL} coercion {LONG}\n\n]]>-->"
    )
    articles = [
        _article(
            f"{HOSTILE}-{i}",
            text,
            name,
            "2031-01-01",
            HOSTILE,
            title=f"{HOSTILE} bullying",
            how="proposed",
            evidence=HOSTILE,
            derived=HOSTILE,
            note=HOSTILE,
            url=url,
        )
        for i, (name, url) in enumerate(
            [
                (HOSTILE, "javascript:alert(1)"),
                (RTL, "data:text/html,<script>alert(1)</script>"),
                (LONG, 'https://example.org/"onmouseover="alert(1)'),
                ("NA", "http://example.org/a?b=1&c=2"),
            ]
        )
    ]
    data = build(articles, title=HOSTILE, book=codebook(frames), frames=frames)
    return changed(
        data,
        signature=HOSTILE,
        versions={HOSTILE: HOSTILE},
        issues=frame_of(ISSUES, [dict.fromkeys(ISSUES.names, HOSTILE) | {"line": 3}]),
        quotes=data.tables.quotes.assign(speaker=HOSTILE, party=HOSTILE, speaker_kind=HOSTILE, channel=HOSTILE),
        matches=data.tables.matches.assign(speaker=HOSTILE, party=HOSTILE, channel=HOSTILE, rule=HOSTILE),
    )


def _article(
    doc_id: str,
    text: str,
    outlet: str,
    date: str,
    genre: str,
    *,
    title: str = "",
    how: str = "given",
    evidence: str = "metadata",
    derived: str = "",
    note: str = "",
    url: str = "",
    blocks: list[tuple[str, str, str]] | None = None,
) -> Article:
    if title and text.startswith(title):
        text = text[len(title) :].lstrip("\n")
    spans = []
    for first, last, kind in blocks or []:
        start = text.index(first)
        spans.append(Block(start, text.index(last, start) + len(last.rstrip("\n")), kind))
    return Article(
        doc_id=doc_id,
        text=text,
        title=title,
        outlet=Tag(outlet, how, "fixture", evidence),
        date=Date(date) if date else None,
        genre=genre,
        lang="en",
        url=url,
        note=note,
        derived_from=Tag(derived, "proposed", "fixture", evidence) if derived else Tag(value=""),
        blocks=tuple(spans),
    )


def build(
    articles: list[Article],
    *,
    title: str,
    book: Codebook | None = None,
    frames: tuple[tuple[str, str, str, str], ...] = FRAMES,
) -> ReportData:
    """All tables of the toy coder for ``articles``."""
    documents = {a.doc_id: document_of(a) for a in articles}
    matches = frame_of(MATCHES, [row for d in documents.values() for row in matches_of(d, frames)])
    words = frame_of(WORDS, [row for d in documents.values() for row in words_of(d)])
    counts = counts_of(matches)
    return ReportData(
        title=title,
        recipe=Recipe(
            f"framing:0.1.0|codebook:tin-dispute@1.0.0#75ffd01471dc|voice:toy-1|articles:{len(articles)}|seed:0",
            book or codebook(),
            {"framing": "0.1.0", "python": "3.11", "pandas": "3.1.1"},
        ),
        tables=CountedTables(
            matches=matches,
            counts=counts,
            words=words,
            articles=frame_of(ARTICLES, [article_row(d, words) for d in documents.values()]),
            issues=frame_of(
                ISSUES,
                [
                    {
                        "doc_id": articles[-1].doc_id,
                        "file": "a.txt",
                        "line": None,
                        "severity": "note",
                        "code": "no-outlet",
                        "reason": "no outlet was found in title, byline or banner",
                        "remedy": "add it to metadata.csv",
                    },
                    {
                        "doc_id": "",
                        "file": "empty.txt",
                        "line": 1,
                        "severity": "skipped",
                        "code": "empty",
                        "reason": "the file holds no text",
                        "remedy": "put the article into it or remove it",
                    },
                ],
            ),
            quotes=frame_of(QUOTES, [row for d in documents.values() for row in quotes_of(d)]),
            rates=rates(counts, words, [f[0] for f in frames]),
        ),
        documents=documents,
    )


def changed(data: ReportData, **parts: Any) -> ReportData:
    """``data`` with other tables, other words for its recipe, or other things compared or checked."""
    for name in ("recipe", "tables", "compared", "checked"):
        part = getattr(data, name)
        inside = {field.name: parts.pop(field.name) for field in fields(part) if field.name in parts}
        data = replace(data, **{name: replace(part, **inside)})
    return replace(data, **parts)
