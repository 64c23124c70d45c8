"""Words as a search sees them, what a query asks for, and the place to show. No text can be a syntax error.

A query is words (all must occur), "phrases", stems*, -words that must not occur, and OR between two of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from framing.errors import UsageError

#: A query of more words and phrases would keep a database busy for minutes.
_MOST_CLAUSES = 200
#: A letter of a script without spaces is a word of its own.
_ALONE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")
#: Accents and points, which a search does not see.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
#: Where a text may be cut: no word reaches across, and no letter's folding.
_CUT = re.compile(r"[\s。]")
#: Letters of a piece: enough to be quick. The words of 100 MB at once would fill gigabytes.
_PIECE = 1 << 16
_CHUNK = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')
_SNIPPET = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """Words in a row, the last a stem if ``stem``; ``wanted`` or to be missing."""

    words: tuple[str, ...]
    stem: bool = False
    wanted: bool = True


#: Clauses that must all hold, each one of several.
Query = list[list[Clause]]


def fold(text: str) -> str:
    """Small letters without accents.

    >>> fold("Café İstanbul")
    'cafe istanbul'
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text.lower()


def words_of(text: str) -> list[str]:
    """The words of a text, folded.

    >>> words_of("U.S.-led “Talks” 2025年完善")
    ['u', 's', 'led', 'talks', '2025', '年', '完', '善']
    """
    return _WORD.findall(fold(text))


def words_by_piece(text: str, size: int = _PIECE) -> Iterator[list[str]]:
    """The same words, those of some ``size`` characters at a time.

    >>> list(words_by_piece("Talks on talks", 6))
    [['talks', 'on'], ['talks']]
    """
    start = 0
    while start < len(text):
        cut = _CUT.search(text, start + size)
        end = cut.start() if cut else len(text)
        yield words_of(text[start:end])
        start = end


def findable(title: str, text: str) -> Iterator[list[str]]:
    """The words under which an article is found, piece by piece."""
    yield from words_by_piece(title)
    yield from words_by_piece(text)


def parse_query(text: str) -> Query:
    """What a query asks for; UsageError if it asks for nothing.

    >>> [[clause.words for clause in choice] for choice in parse_query('tariff* OR duty "trade war"')]
    [[('tariff',), ('duty',)], [('trade', 'war')]]
    """
    query: Query = []
    either = False
    for found in _CHUNK.finditer(text):
        if found[0] == "OR":
            either = bool(query)
            continue
        clause = _clause(found)
        if clause is None:
            continue
        if either and clause.wanted and query[-1][0].wanted:
            query[-1].append(clause)
        else:
            query.append([clause])
        either = False
    if (number := sum(map(len, query))) > _MOST_CLAUSES:
        reason = f"the query asks for {number:,} words, and {_MOST_CLAUSES} is the limit"
        raise UsageError(reason, remedy="narrow it; framing kwic and a codebook count many words at once")
    if not any(choice[0].wanted for choice in query):
        raise UsageError(f"'{text}' asks for no word", remedy='name a word, a stem* or a "phrase"')
    return query


def _clause(found: re.Match[str]) -> Clause | None:
    minus, phrase, star, chunk = found.groups()
    if chunk is not None:
        minus, phrase, star = chunk[: chunk.startswith("-")], chunk, "*" if chunk.endswith("*") else ""
    words = tuple(words_of(phrase))
    return Clause(words, bool(star), not minus) if words else None


def snippet(text: str, query: Query) -> str:
    """The first place in ``text`` that a wanted clause finds, in brackets, with some words round it; or nothing."""
    clauses = [clause for choice in query for clause in choice if clause.wanted]
    start, end = next(_places(text, clauses), (0, 0))
    if not end:
        return ""
    left, right = text[max(0, start - _SNIPPET) : start], text[end : end + _SNIPPET]
    before = ("…" if start > _SNIPPET else "") + left[left.find(" ") + 1 if start > _SNIPPET else 0 :]
    cut = right.rfind(" ") if end + _SNIPPET < len(text) else len(right)
    after = right[: cut if cut > 0 else len(right)] + ("…" if end + _SNIPPET < len(text) else "")
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _places(text: str, clauses: list[Clause]) -> Iterator[tuple[int, int]]:
    """Spans of the text that hold a clause, from the left."""
    longest = max(len(clause.words) for clause in clauses)
    row: list[tuple[str, int, int]] = []
    for chunk in re.finditer(r"\S+", text):
        for place in _placed(chunk):
            row = [*row[1 - longest :], place] if longest > 1 else [place]
            for clause in clauses:
                tail = row[-len(clause.words) :]
                if len(tail) == len(clause.words) and _holds([word for word, _, _ in tail], clause):
                    yield tail[0][1], tail[-1][2]


def _placed(chunk: re.Match[str]) -> list[tuple[str, int, int]]:
    """The folded words of letters in a row, each with its place; with that of the whole where folding changed more."""
    exact = [
        (word, chunk.start() + found.start(), chunk.start() + found.end())
        for found in _WORD.finditer(chunk[0])
        for word in words_of(found[0])
    ]
    words = words_of(chunk[0])
    if [word for word, _, _ in exact] == words:
        return exact
    return [(word, chunk.start(), chunk.end()) for word in words]


def _holds(words: list[str], clause: Clause) -> bool:
    if clause.stem:
        return words[:-1] == list(clause.words[:-1]) and words[-1].startswith(clause.words[-1])
    return words == list(clause.words)
