"""A toy coder for the report's hand-made data: regular expressions and quotation marks.

What counts is that its tables have the declared columns and that every offset points at the text.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
from scipy.stats import chi2

from framing.records.article import Article
from framing.records.document import Document, Sentence
from framing.records.tables import COUNTS, VOICES

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
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[”\"]?|$)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def document_of(article: Article) -> Document:
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
        for found in SENTENCE.finditer(article.text[start:end]):
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


def matches_of(document: Document, frames: tuple[tuple[str, str, str, str], ...]) -> list[dict[str, Any]]:
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


def quotes_of(document: Document) -> list[dict[str, Any]]:
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


def words_of(document: Document) -> list[dict[str, Any]]:
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


def article_row(document: Document, words: pd.DataFrame) -> dict[str, Any]:
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


def counts_of(matches: pd.DataFrame) -> pd.DataFrame:
    keys = ["doc_id", "outlet", "frame", "voice", "where"]
    if matches.empty:
        return frame_of(COUNTS, [])
    table = (
        matches.groupby([matches[k].astype(str) for k in keys])
        .agg(matches=("start", "size"), negated=("negated", "sum"), sentences=("sentence", "nunique"))
        .reset_index()
    )
    return table.astype(dict.fromkeys(("matches", "negated", "sentences"), "int64"))


def rates(counts: pd.DataFrame, words: pd.DataFrame, frames: list[str]) -> pd.DataFrame:
    """The table of rates, slowly and by the formulas of docs/methods.md."""
    n = words.groupby(["outlet", "doc_id"], sort=True, observed=True)["words"].sum()
    k = counts.groupby(["outlet", "doc_id", "frame", "voice"], observed=True)["matches"].sum().to_dict()
    rows = []
    for outlet, mine in n.groupby(level=0, observed=True):
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


def frame_of(table: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return table.frame(table.from_columns({name: [row[name] for row in rows] for name in table.names}))
