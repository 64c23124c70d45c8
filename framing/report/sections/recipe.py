"""How every number came about, ready to be pasted into a methods section."""

from __future__ import annotations

import math
from typing import Any

from framing.records.tables import VOICES
from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import Grid, grid_of
from framing.report.numbers import count, listing, whole
from framing.report.shelf import shelf_of

#: Articles listed in the appendix.
APPENDIX = 500
REFERENCES = (
    ("Boydstun, A. E., Card, D., Gross, J. H., Resnik, P., & Smith, N. A. (2014). Tracking the development of media "
     "frames within and across policy issues.", "", "Paper presented at the APSA Annual Meeting."),
    ("Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm.", "Journal of Communication",
     "43(4), 51–58."),
    ("Gamson, W. A., & Modigliani, A. (1989). Media discourse and public opinion on nuclear power: A constructionist "
     "approach.", "American Journal of Sociology", "95(1), 1–37."),
    ("Garwood, F. (1936). Fiducial limits for the Poisson distribution.", "Biometrika", "28(3/4), 437–442."),
    ("Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news.", "",
     "Proceedings of LREC 2018."),
    ("Semetko, H. A., & Valkenburg, P. M. (2000). Framing European politics: A content analysis of press and "
     "television news.", "Journal of Communication", "50(2), 93–109."),
    ("van Atteveldt, W., van der Velden, M. A. C. G., & Boukes, M. (2021). The validity of sentiment analysis: "
     "Comparing manual annotation, crowd-coding, dictionary approaches, and machine learning algorithms.",
     "Communication Methods and Measures", "15(2), 121–140."),
)


def build(data: ReportData) -> dict[str, Any]:
    """Always there: a number without its recipe is no number."""
    grid = grid_of(data)
    return {
        "heading": "Recipe",
        "signature": data.signature,
        "codebook": data.codebook,
        "frames": _frames(data, grid),
        "entries": sum(len(frame.entries) for frame in data.codebook.frames),
        "rules": _rules(data),
        "method": _method(data, grid),
        "versions": sorted((str(name), str(version)) for name, version in data.versions.items()),
        "appendix": _appendix(data, grid),
        "appendix_left_out": max(0, grid.articles - APPENDIX),
        "references": REFERENCES,
    }


def _frames(data: ReportData, grid: Grid) -> list[dict[str, Any]]:
    known = {frame.name: frame for frame in data.codebook.frames}
    totals = data.counts.groupby(data.counts["frame"].astype(str))["matches"].sum()
    return [
        {
            "number": row.number + 1,
            "label": row.label,
            "name": row.name,
            "definition": row.definition,
            "include": list(known[row.name].include) if row.name in known else [],
            "exclude": list(known[row.name].exclude) if row.name in known else [],
            "entries": len(known[row.name].entries) if row.name in known else 0,
            "matches": int(totals.get(row.name, 0)),
        }
        for row in grid.frames
    ]


def _rules(data: ReportData) -> list[dict[str, Any]]:
    """Which rule decided how many voices, and how often it was right where it was measured."""
    table = data.matches
    groups = table.groupby([table["voice"].astype(str), table["rule"].astype(str)])["precision"].agg(["size", "first"])
    rows = [(str(voice), str(rule), int(row.size_), float(row.first)) for (voice, rule), row in
            ((index, row) for index, row in zip(groups.index, groups.rename(columns={"size": "size_"}).itertuples(),
                                                strict=True))]
    order = {name: i for i, name in enumerate(VOICES)}
    rows.sort(key=lambda row: (order.get(row[0], len(order)), -row[2], row[1]))
    return [
        {"voice": voice, "rule": rule or "none", "k": k,
         "precision": "not measured" if math.isnan(precision) else f"{100 * precision:.0f} %"}
        for voice, rule, k, precision in rows
    ]


def _method(data: ReportData, grid: Grid) -> str:
    """The methods paragraph: what was done, with which numbers."""
    book, own = data.codebook, grid.voices[0]
    outlets = len([o for o in grid.outlets if o.known]) + grid.all_outlets - len(grid.outlets)
    framework = listing([f"{name} {version}" for name, version in sorted(data.versions.items()) if name == "framing"])
    return " ".join((
        f"{count(grid.articles, 'article')} by {count(outlets, 'outlet')} ({count(grid.words, 'scored word')}) were coded "
        f"with the {count(len(book.frames), 'frame')} of the codebook {book.name} (version {book.version}, digest "
        f"{book.digest}){f' by {framework}' if framework else ''}. Entries are words, stems, phrases and phrases with "
        "gaps; within a frame the leftmost and longest match counts and matches do not overlap; across frames both count.",
        "Each match was assigned a voice by rules: own, quoted, fragment (a scare or partial quotation) or reported "
        f"(attributed without quotation marks). Own-voice counts ({whole(own)} of {whole(grid.matches)}) are upper bounds: "
        "on hand-coded US news (PolNeAR; Newell et al., 2018) a match labelled as somebody’s words was right 92 % of the "
        "time, one labelled own 73 %.",
        f"Negated matches ({whole(grid.negated)}) are flagged and counted.",
        "Rates are matches per 1,000 scored words; banners, bylines, captions and credits are shown and not scored.",
        _interval(grid),
        "The lexicon has not been validated by hand coding on these articles.",
        wording.METHOD_ONE if grid.single else wording.SOME,
    ))


def _interval(grid: Grid) -> str:
    base = "Intervals are 95 % exact Poisson limits (Garwood, 1936) scaled by the dispersion between articles"
    if grid.single:
        return f"{base}; with one article per outlet the dispersion cannot be estimated and 2 was assumed."
    return f"{base} of an outlet (2 where an outlet has a single article)."


def _appendix(data: ReportData, grid: Grid) -> list[dict[str, Any]]:
    totals = data.counts.groupby("doc_id")["matches"].sum()
    return [
        {"doc_id": each.doc_id, "outlet": grid.outlets[each.outlet].label, "date": each.date, "words": int(each.row.words),
         "sentences": int(each.row.sentences), "matches": int(totals.get(each.doc_id, 0)),
         "digest": str(each.row.digest)[:12]}
        for each in list(shelf_of(data).listed.values())[:APPENDIX]
    ]
