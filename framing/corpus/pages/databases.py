"""Lines that a news database writes round an article: LexisNexis, Nexis Uni, Factiva, ProQuest.

Some of these lines have a shape that no page and no prose has; where one of those stands, the lines of its kind that
have an ordinary word before their colon ("SECTION: ...") are the database's too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

#: What alone tells a database, by the kind of line: each article has one of a kind.
_TELLING = {
    "number": re.compile(r"\d+ of [\d,]+ DOCUMENTS?|Document \d+ of [\d,]+"),
    "end": re.compile(r"End of Document"),
    "length": re.compile(r"(?:LENGTH|Length): ?[\d,]+ words?"),
    "load": re.compile(r"(?:LOAD-DATE|Load-Date): .{4,40}"),
    "factiva": re.compile(r"Document [A-Z]{2,10}0{0,4}\d{6,12}[a-z0-9]{4,14}"),
    "proquest": re.compile(r"ProQuest document ID: \d+|Document URL: https?://\S+"),
}
#: How a database gives the writers.
BYLINE = ("BYLINE: ", "Byline: ")
_LEXIS = (
    "BYLINE|Byline|SECTION|Section|DATELINE|Dateline|LANGUAGE|Language|PUBLICATION-TYPE|Publication-Type|JOURNAL-CODE"
)
_PROQUEST = (
    "Author|Copyright|Publication title|Publication date|Publication year|Publisher|Place of publication|"
    "Country of publication|Publication subject|Publication info|ISSN|e-ISSN|Source type|Language of publication|"
    "Document type|First page|Pages|Volume|Issue|Subject|Location|Company / organization|Identifier / keyword|"
    "People|Database|Last updated|Links"
)
_FACTIVA = "HD|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN"
_EDITION = r"(?:Late|Early|National|Final|Regional|First|International) Edition\b.{0,40}"
#: What is a database's where something else tells that there is one.
_BESIDE = re.compile(
    rf"(?:{_LEXIS}|{_PROQUEST}): .{{1,400}}|(?:{_FACTIVA})|[\d,]+ words|Body|Graphic|_{{20,}}|{_EDITION}"
    r"|ProQuest document link|FULL TEXT|DETAILS|Database copyright .{1,80}|[^;]{3,200} ; [^;]{2,80} \d{4}\.?.{0,60}"
)
#: Codes of Factiva below which no words of the article stand.
_VALUED = frozenset("WC PD ET SN SC ED PG LA CY CO IN NS RE PUB AN CR IPD IPC".split())
#: How telling lines begin, but for those that begin with a number.
_KEY = 3
_KEYS = frozenset("End LEN Len LOA Loa Doc Pro".split())
_NUMBER_ENDS = ("DOCUMENTS", "DOCUMENT")
_LONGEST = 500


def database_lines(raw: Sequence[str], candidates: Sequence[int]) -> list[int]:
    """The numbers of the lines that a database wrote; those that tell it are among ``candidates``.

    >>> database_lines(["SECTION: World", "LENGTH: 512 words", "Talks resume"], range(3))
    [0, 1]
    """
    # Every article comes by here: most have no line that begins or ends like any of the telling ones.
    hints = [n for n in candidates if (words := raw[n].strip())[:_KEY] in _KEYS or words.endswith(_NUMBER_ENDS)]
    kinds = {n: kind for n in hints if len(raw[n]) <= _LONGEST and (kind := _kind(raw[n].strip()))}
    if not kinds:
        return []
    return [n for n in range(len(raw)) if n in kinds or _is_beside(raw, n, kinds)]


def _is_beside(raw: Sequence[str], n: int, kinds: Mapping[int, str]) -> bool:
    """Whether a line is a database's because of what stands elsewhere: below its number, who published an article."""
    if len(raw[n]) > _LONGEST:
        return False
    valued = n > 0 and raw[n - 1].strip() in _VALUED
    return valued or kinds.get(n - 1) == "number" or _BESIDE.fullmatch(raw[n].strip()) is not None


def articles_said(lines: Iterable[str]) -> int:
    """How many articles a database says that a text holds, by the lines that stand once in each; 0 without any.

    >>> articles_said(["1 of 2 DOCUMENTS", "LENGTH: 512 words", "2 of 2 DOCUMENTS"])
    2
    """
    return max(Counter(kind for words in lines if (kind := _kind(words))).values(), default=0)


def _kind(words: str) -> str:
    """Which of the telling lines this is, or an empty string."""
    if words[:_KEY] not in _KEYS and not words.endswith(_NUMBER_ENDS):
        return ""
    return next((kind for kind, shape in _TELLING.items() if shape.fullmatch(words)), "")
