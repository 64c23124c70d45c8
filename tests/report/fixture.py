"""Hand-made ``ReportData``: the report is tried out without importer, lexicon or statistics.

The coder below is a toy: regular expressions and quotation marks. What counts is that its tables have the declared
columns and that every offset points at the text.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from scipy.stats import chi2

from framing.records.article import Article, Block, Tag
from framing.records.codebook import Codebook, Entry, Frame
from framing.records.dates import Date
from framing.records.document import Document, Sentence
from framing.records.tables import ARTICLES, COUNTS, ISSUES, MATCHES, QUOTES, VOICES, WORDS
from framing.report.data import ReportData

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
PARTIES = {
    "Holm": "Norland",
    "Lind": "Norland",
    "ministry": "Norland",
    "delegation": "Norland",
    "official": "Norland",
    "Destin": "Sudria",
    "Brandt": "Sudria",
}
KINDS = {
    "Holm": "government",
    "Lind": "government",
    "ministry": "government",
    "delegation": "anonymous",
    "official": "anonymous",
    "Destin": "government",
    "Brandt": "government",
    "Harlow": "expert",
    "Ruiz": "market",
    "Analysts": "market",
    "League": "body",
    "Post": "media",
}
_CUE = re.compile(r"\b(said|told|called|urged|noted|underscored|restated|indicated|denied|insists|wrote)\b")
_NAMES = re.compile("|".join(KINDS))
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[”\"]?|$)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


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
        for s in _SENTENCE.findall(t.replace("\n", " "))
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
    return replace(
        data,
        signature=HOSTILE,
        versions={HOSTILE: HOSTILE},
        issues=_frame(ISSUES, [dict.fromkeys(ISSUES.names, HOSTILE) | {"line": 3}]),
        quotes=data.quotes.assign(speaker=HOSTILE, party=HOSTILE, speaker_kind=HOSTILE, channel=HOSTILE),
        matches=data.matches.assign(speaker=HOSTILE, party=HOSTILE, channel=HOSTILE, rule=HOSTILE),
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
    documents = {a.doc_id: _document(a) for a in articles}
    matches = _frame(MATCHES, [row for d in documents.values() for row in _matches(d, frames)])
    words = _frame(WORDS, [row for d in documents.values() for row in _words(d)])
    counts = _counts(matches)
    return ReportData(
        title=title,
        signature=f"framing:0.1.0|codebook:tin-dispute@1.0.0#75ffd01471dc|voice:toy-1|articles:{len(articles)}|seed:0",
        codebook=book or codebook(),
        matches=matches,
        counts=counts,
        words=words,
        articles=_frame(ARTICLES, [_row(d, words) for d in documents.values()]),
        issues=_frame(
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
        quotes=_frame(QUOTES, [row for d in documents.values() for row in _quotes(d)]),
        rates=rates(counts, words, [f[0] for f in frames]),
        documents=documents,
        versions={"framing": "0.1.0", "python": "3.11", "pandas": "3.1.1"},
    )


def _document(article: Article) -> Document:
    paragraphs = [m.span() for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", article.text)]
    if "\n\n" not in article.text:
        paragraphs = [m.span() for m in re.finditer(r"\S.*", article.text)]
    paragraphs = [(a, b - (len(article.text[a:b]) - len(article.text[a:b].rstrip()))) for a, b in paragraphs]
    sentences, number = [], 0
    if article.title:
        sentences.append(Sentence(0, "title", 0, len(article.title), 0, "headline"))
    for p, (start, end) in enumerate(paragraphs, 1):
        where = (
            "none" if any(b.start <= start and end <= b.end for b in article.blocks) else "lead" if p < 3 else "body"
        )
        for found in _SENTENCE.finditer(article.text[start:end]):
            lead = len(found[0]) - len(found[0].lstrip())
            number += 1
            sentences.append(Sentence(number, "text", start + found.start() + lead, start + found.end(), p, where))
    return Document(article, tuple(paragraphs), tuple(sentences))


def _voice(text: str, sentence: Sentence, at: int) -> tuple[str, str]:
    whole = text[sentence.start : sentence.end]
    name = found[0] if (found := _NAMES.search(whole)) else ""
    for quote in _QUOTED.finditer(text[max(0, sentence.start - 400) : sentence.end + 200]):
        start = max(0, sentence.start - 400) + quote.start()
        if start <= at < start + len(quote[0]):
            return ("fragment" if len(quote[0].split()) <= 3 else "quoted"), name
    return ("reported", name) if _CUE.search(whole) and name else ("own", "")


def _matches(document: Document, frames: tuple[tuple[str, str, str, str], ...]) -> list[dict[str, Any]]:
    rows = []
    for sentence in document.sentences:
        if sentence.where == "none":
            continue
        text = document.article.title if sentence.field == "title" else document.article.text
        for name, _, _, pattern in frames:
            for m in re.finditer(pattern, text[sentence.start : sentence.end], re.IGNORECASE):
                at = sentence.start + m.start()
                voice, speaker = _voice(text, sentence, at)
                rows.append(
                    _match(
                        document,
                        sentence,
                        name,
                        at,
                        m[0],
                        voice,
                        speaker,
                        bool(re.search(r"\bnot (?:an? )?$", text[max(0, at - 8) : at])),
                    )
                )
    return sorted(rows, key=lambda r: (r["field"] != "title", r["start"], r["frame"]))


def _match(
    document: Document, s: Sentence, frame: str, at: int, words: str, voice: str, speaker: str, negated: bool
) -> dict[str, Any]:
    return {
        "doc_id": document.article.doc_id,
        "outlet": document.article.outlet.value,
        "where": "headline" if s.field == "title" else s.where,
        "field": s.field,
        "paragraph": s.paragraph,
        "sentence": s.number,
        "start": at,
        "end": at + len(words),
        "text": words,
        "frame": frame,
        "entry": words.lower(),
        "device": "",
        "voice": voice,
        "speaker": speaker,
        "party": PARTIES.get(speaker, ""),
        "speaker_kind": KINDS.get(speaker, ""),
        "channel": "",
        "cue": "",
        "rule": {"own": ""}.get(voice, f"toy-{voice}"),
        "precision": {"own": 0.73, "quoted": 0.97, "fragment": 0.62, "reported": 0.96}[voice],
        "negated": negated,
        "denied": False,
        "hypothetical": False,
        "actor": "",
        "target": "",
        "coder": "lexicon",
    }


def _quotes(document: Document) -> list[dict[str, Any]]:
    text, rows = document.article.text, []
    for s in (s for s in document.sentences if s.field == "text"):
        whole = text[s.start : s.end]
        found = _NAMES.search(whole)
        name = found[0] if found else ""
        spans = [(s.start + m.start(), s.start + m.end()) for m in _QUOTED.finditer(whole)]
        cue = _CUE.search(whole)
        if not spans and not (cue and name):
            continue
        content = spans or [(s.start + cue.end() + 1, s.end)] if cue or spans else []
        rows.append(
            {
                "doc_id": document.article.doc_id,
                "outlet": document.article.outlet.value,
                "field": "text",
                "voice": "quoted" if spans else "reported",
                "content": json.dumps(content),
                "text": " … ".join(text[a:b] for a, b in content),
                "cue": "null",
                "cue_text": cue[0] if cue else "",
                "speaker": name,
                "speaker_span": "null",
                "party": PARTIES.get(name, ""),
                "speaker_kind": KINDS.get(name, ""),
                "channel": "Nordpress" if "Nordpress" in whole else "",
                "rule": "toy",
                "precision": 0.9,
                "ambiguous": False,
            }
        )
    return rows


def _words(document: Document) -> list[dict[str, Any]]:
    sums: dict[str, list[int]] = {}
    for s in document.sentences:
        if s.where == "none":
            continue
        whole = document.text_of(s)
        here = sums.setdefault("headline" if s.field == "title" else s.where, [0, 0, 0])
        here[0] += len(_WORD.findall(whole))
        here[1] += sum(len(_WORD.findall(q)) for q in _QUOTED.findall(whole))
        here[2] += 1
    return [
        {
            "doc_id": document.article.doc_id,
            "outlet": document.article.outlet.value,
            "where": where,
            "words": w,
            "words_quoted": q,
            "sentences": n,
        }
        for where, (w, q, n) in sums.items()
    ]


def _row(document: Document, words: pd.DataFrame) -> dict[str, Any]:
    a, own = document.article, words[words["doc_id"] == document.article.doc_id]
    return {
        "doc_id": a.doc_id,
        "outlet": a.outlet.value,
        "outlet_how": a.outlet.how,
        "outlet_evidence": a.outlet.evidence,
        "date": a.date.iso if a.date else "",
        "date_precision": a.date.precision if a.date else "",
        "title": a.headline,
        "byline": a.byline,
        "genre": a.genre,
        "lang": a.lang,
        "translated": a.translated,
        "url": a.url,
        "derived_from": a.derived_from.value,
        "derived_evidence": a.derived_from.evidence,
        "note": a.note,
        "words": int(own["words"].sum()),
        "sentences": int(own["sentences"].sum()),
        "blocks": "",
        "file": "",
        "digest": "0123456789abcdef" * 4,
        "encoding": "utf-8",
        "extra": "",
    }


def _counts(matches: pd.DataFrame) -> pd.DataFrame:
    keys = ["doc_id", "outlet", "frame", "voice", "where"]
    if matches.empty:
        return _frame(COUNTS, [])
    table = (
        matches.groupby([matches[k].astype(str) for k in keys])
        .agg(matches=("start", "size"), negated=("negated", "sum"), sentences=("sentence", "nunique"))
        .reset_index()
    )
    return table.astype(dict.fromkeys(("matches", "negated", "sentences"), "int64"))


def rates(counts: pd.DataFrame, words: pd.DataFrame, frames: list[str]) -> pd.DataFrame:
    """The table of rates, slowly and by the formulas of METHODS.md."""
    n = words.groupby(["outlet", "doc_id"], sort=True)["words"].sum()
    k = counts.groupby(["outlet", "doc_id", "frame", "voice"])["matches"].sum().to_dict()
    rows = []
    for outlet, mine in n.groupby(level=0):
        for frame in frames:
            for voice in ("all", *VOICES):
                some = VOICES if voice == "all" else (voice,)
                per = [(sum(k.get((outlet, doc, frame, v), 0) for v in some), w) for (_, doc), w in mine.items()]
                rows.append({"outlet": outlet, "frame": frame, "voice": voice, **_rate(per)})
    return pd.DataFrame(rows)


def _rate(per: list[tuple[int, int]]) -> dict[str, Any]:
    k, n, m = sum(a for a, _ in per), sum(b for _, b in per), len(per)
    expected = [w * k / n for _, w in per]
    phi = (
        2.0
        if m == 1
        else max(1.0, sum((a - e) ** 2 / e for (a, _), e in zip(per, expected, strict=True) if e) / (m - 1))
    )
    phi = 1.0 if k == 0 else phi
    low = chi2.ppf(0.025, 2 * k / phi) / 2 * phi / n * 1000 if k else 0.0
    return {
        "k": k,
        "n": n,
        "articles": m,
        "articles_with": sum(1 for a, _ in per if a),
        "rate": 1000 * k / n,
        "low": low,
        "high": chi2.ppf(0.975, 2 * k / phi + 2) / 2 * phi / n * 1000,
        "assumed": m == 1 and k > 0,
        "method": "dispersion-scaled exact",
        "phi": phi,
        "sentences_with": k,
        "sentences": m,
        "sentence_share": 0.0,
        "document_share": 0.0,
    }


def _frame(table: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return table.frame(table.from_columns({name: [row[name] for row in rows] for name in table.names}))
