"""Categorization dictionaries of WordStat (.cat): categories, and indented below each its terms with their weights.

    COMMERCE
            TARIFF* (1)
            TRADE_WAR (1)
            PORTS
                    PIER* (1)

An underscore parts the words of a phrase, and a category inside another is called ``COMMERCE.PORTS``. Refused by line
are weights other than 1, rules (``@...``) and stars that do not end a word.
"""

from __future__ import annotations

import re

from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft, brief
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.levels import Levels

_TERM = re.compile(r"(\S.*?)\s*\((\d{1,9}(?:[.,]\d{1,9})?)\)", re.ASCII)
_ONCE = re.compile(r"1(?:[.,]0+)?")


def read(file: CodebookFile) -> Read:
    """The dictionary as a codebook without definitions."""
    lines = file.text().split("\n")
    if not any(_TERM.fullmatch(line.strip()) for line in lines):
        raise CodebookError(
            "a dictionary of WordStat has terms with their weights, this file has none",
            file=file.name,
            remedy="write each term on a line of its own, below its category: TRADE_WAR (1)",
        )
    draft = Draft(file, "dictionary of WordStat")
    levels, margins = Levels(draft), list[int]()
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not words:
            continue
        margin, term = len(line) - len(line.lstrip()), _TERM.fullmatch(words)
        # A term belongs to the last category that stands further left; where nothing is indented, to the last one.
        while margins and margins[-1] >= margin and (term is None or len(margins) > 1):
            margins.pop()
            levels.close()
        if term is None:
            levels.open(words, number)
            margins.append(margin)
        elif _ONCE.fullmatch(term[2]):
            levels.add(term[1].replace("_", " "), number)
        else:
            reason = f"'{brief(term[1])}' has the weight {term[2]}"
            draft.problem(reason, "write (1): framing counts every term once and knows no weights", number)
    for _ in margins:
        levels.close()
    return draft.read()


FORMAT = CodebookFormat("dictionary of WordStat", read)
