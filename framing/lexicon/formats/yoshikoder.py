"""Dictionaries of Yoshikoder (.ykd) and Lexicoder 2 (.lcd): categories (``cnode``) and terms (``pnode``) in XML.

    <dictionary style="050805" patternengine="substring">
      <cnode name="Trade"><pnode name="tariff*"/></cnode>
    </dictionary>

A category inside another is called ``Trade.Ports``; one around all others is the dictionary's title. A description is a
definition. What XML can do besides, other files and entities, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft, brief
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.levels import Levels

_KIND = "dictionary of Yoshikoder"
_REMEDY = "export it once more from the program that wrote it"
#: The engine whose terms are words, and words that end in a star.
_WORDS = "substring"
_DEEPEST = 20
#: What an XML declaration says about the encoding.
_DECLARED = re.compile(rb"<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w.-]{1,40})[\"']", re.ASCII)


def declared_encoding(raw: bytes) -> str:
    """The encoding that an XML file says it is in, or an empty string.

    >>> declared_encoding(b'<?xml version="1.0" encoding="ISO-8859-1"?>'), declared_encoding(b"<dictionary>")
    ('ISO-8859-1', '')
    """
    found = _DECLARED.match(raw.lstrip())
    return found[1].decode("ascii") if found else ""


def read(file: CodebookFile) -> Read:
    """The dictionary as a codebook; one that is no XML, or another kind of it, is a CodebookError."""
    reader = _Reader(file)
    top = reader.categories()
    if len(top) == 1 and not top[0].terms and top[0].categories:
        reader.draft.title = top[0].name
        top = top[0].categories
    levels = Levels(reader.draft)
    for category in top:
        category.put_into(levels)
    return reader.draft.read()


@dataclass(slots=True)
class _Category:
    """A category as the file has it: its terms with their lines, and the categories in it."""

    name: str
    line: int
    definition: str
    terms: list[tuple[str, int]] = field(default_factory=list)
    categories: list[_Category] = field(default_factory=list)

    def put_into(self, levels: Levels) -> None:
        """Hand over all of it."""
        levels.open(self.name, self.line, self.definition)
        for term, line in self.terms:
            levels.add(term, line)
        for category in self.categories:
            category.put_into(levels)
        levels.close()


class _Reader:
    """Hears what the parser finds, element by element."""

    def __init__(self, file: CodebookFile) -> None:
        self.draft = Draft(file, _KIND)
        self._file = file
        self._top = _Category("", 1, "")
        self._open = [self._top]
        self._begun = False
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._words, self._doctype

    def categories(self) -> list[_Category]:
        """Those of the whole file."""
        try:
            self._parser.Parse(self._file.text(declared_encoding), True)
        except expat.ExpatError as problem:
            raise self._refusal(f"this is no XML ({expat.ErrorString(problem.code)})", problem.lineno) from None
        return self._top.categories

    def _start(self, element: str, given: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if not self._begun:
            self._begin(element, given)
        elif element == "cnode":
            if len(self._open) > _DEEPEST:
                raise self._refusal(f"categories are nested more than {_DEEPEST} deep", line)
            category = _Category(given.get("name", ""), line, given.get("desc", ""))
            self._open[-1].categories.append(category)
            self._open.append(category)
        elif element != "pnode":
            self.draft.problem(f"<{brief(element)}> is no category and no term", "remove it", line)
        elif not given.get("name", "").strip():
            self.draft.problem("a term has no name", 'write it as <pnode name="..."/>', line)
        else:
            self._open[-1].terms.append((given["name"], line))

    def _begin(self, element: str, given: dict[str, str]) -> None:
        self._begun = True
        if element != "dictionary":
            raise self._refusal(f"it begins with <{brief(element)}>, not with <dictionary>", 1)
        engine = given.get("patternengine", _WORDS)
        if engine != _WORDS:
            reason = f"its terms are patterns of the kind '{brief(engine)}', which framing does not look for"
            raise CodebookError(reason, file=self._file.name, remedy="write them as words and stems*")

    def _end(self, element: str) -> None:
        if element == "cnode":
            self._open.pop()

    def _words(self, words: str) -> None:
        if words.strip():
            reason = f"'{brief(words.strip())}' stands between the elements"
            self.draft.problem(reason, 'write terms as <pnode name="..."/>', self._parser.CurrentLineNumber)

    def _doctype(self, *_: object) -> None:
        reason, line = "a document type has no place in a dictionary", self._parser.CurrentLineNumber
        raise CodebookError(reason, file=self._file.name, line=line, remedy="remove <!DOCTYPE ...>")

    def _refusal(self, reason: str, line: int) -> CodebookError:
        return CodebookError(reason, file=self._file.name, line=line, remedy=_REMEDY)


FORMAT = CodebookFormat(_KIND, read)
