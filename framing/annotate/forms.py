"""Written forms and the terms they stand for: ``U.S.`` and ``United States`` are two forms of one term.

A form is kept once, however often it is printed. Spellings and hyphens are folded only where a corpus prints both
writings, and the term is then called by the commoner one; so that is settled at the end (``settle``).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace

from framing.annotate.housestyle import HouseStyle
from framing.records.arrays import Ints
from framing.records.folding import fold

NAME, SPELLING, APOSTROPHE, HYPHEN, LEFT_OUT, SAME = "name", "spelling", "apostrophe", "hyphen", "left out", ""

#: A closed spelling counts as a word (and not as a slip) if it stands in so many articles ...
CLOSED_ARTICLES = 2
#: ... and at least so often, as a share of the hyphenated writing.
CLOSED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Form:
    """``written`` as published (ordinary words in lower case); ``terms`` it counts for; ``rule`` that folded it.

    ``word`` is it without its possessive, empty for names; ``parts`` are the forms between the hyphens of a compound;
    ``function`` says that it has no content of its own.
    """

    written: str
    terms: tuple[str, ...]
    rule: str = SAME
    word: str = ""
    parts: tuple[int, ...] = ()
    function: bool = False


class Forms:
    """The forms met so far, numbered."""

    def __init__(self, style: HouseStyle) -> None:
        self.style = style
        self.list: list[Form] = []
        self._ids: dict[tuple[str, str, tuple[int, ...]], int] = {}
        #: Pairs of words that are one term where only a space parts them: ``policy maker``, when the other two are met.
        #: Function words never join (``every day`` is not ``everyday``).
        self.open_pairs: dict[tuple[str, str], str] = {}
        self._spellings: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self.list)

    def _number(self, form: Form, kind: str) -> int:
        key = (kind, form.written, form.parts)
        if key not in self._ids:
            self._ids[key] = len(self.list)
            self.list.append(form)
        return self._ids[key]

    def _spelled(self, word: str) -> str:
        if word not in self._spellings:
            self._spellings[word] = self.style.spelling.fold(word)
        return self._spellings[word]

    def word(self, piece: str) -> int:
        """The form of one published word.

        >>> from framing.annotate.housestyle import load_house_style
        >>> forms = Forms(load_house_style())
        >>> forms.list[forms.word("China’s")].terms, forms.word("China’s") == forms.word("china’s")
        (('china',), True)
        """
        written = unicodedata.normalize("NFC", piece.casefold())
        term = fold(piece)
        function = term in self.style.function_words or written in self.style.function_words
        if not _is_term(term):
            return self._number(Form(written, (), function=True), "word")
        rule = APOSTROPHE if term != written and set(written) & set("'’") else SAME
        return self._number(Form(written, (term,), rule, term, function=function), "word")

    def name(self, written: str, term: str) -> int:
        """A form that the lists of names give a term; without a term it is left out."""
        return self._number(Form(written, (term,) if term else (), NAME if term else LEFT_OUT), "name " + term)

    def initials(self, letters: str) -> int:
        """Letters with full stops between them that no list knows: ``D.C.`` is ``dc``, ``a.m.`` stays."""
        written = ".".join(letters) + "."
        if letters.isupper():
            return self._number(Form(written, (letters.casefold(),), NAME), "initials")
        small = written.casefold()
        return self._number(Form(small, (small,), function=small in self.style.function_words), "initials")

    def compound(self, written: str, parts: tuple[int, ...]) -> int:
        """Words with hyphens between them; counts as its parts until it is settled."""
        terms = tuple(term for part in parts for term in self.list[part].terms)
        word = "-".join(self._word_of(part) for part in parts)
        return self._number(Form(written, terms, word=word, parts=parts), "compound")

    def _word_of(self, part: int) -> str:
        """The word of a part of a compound; a letter is none by itself, but may be a prefix: the *e* of ``e-mail``."""
        form = self.list[part]
        return form.word or (form.written if form.written in self.style.prefixes else "")

    def settle(self, counts: Ints, articles: Ints) -> None:
        """Fold the writings that the corpus prints side by side, given how often and in how many articles each stands.

        ``labour`` and ``labor`` are one term if both are met. A compound is one word if its closed spelling is met too
        (``policy-maker``, ``policymaker``) or if its first part only stands before hyphens (``co-operate``); else it
        counts as its parts, as ``trade war`` does. The term is called by the commonest of its writings.
        """
        closed, hyphenated = self._closed(counts, articles), self._hyphenated(counts)
        writings: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        keys: dict[int, str] = {}
        for number, form in enumerate(self.list):
            if counts[number] and (key := self._key(form, closed, hyphenated)):
                keys[number] = key
                writings[key][form.word] += int(counts[number])
        for number, key in keys.items():
            words = writings[key]
            term = min(words, key=lambda word: (-words[word], word))
            self.list[number] = _named(self.list[number], term)
            self._note_open(self.list[number], term, words)

    def _closed(self, counts: Ints, articles: Ints) -> dict[str, tuple[int, int]]:
        """Places and articles of each word without a hyphen, under one spelling."""
        closed: dict[str, tuple[int, int]] = {}
        for number, form in enumerate(self.list):
            if form.word and not form.parts and counts[number]:
                key = self._spelled(form.word)
                places, in_articles = closed.get(key, (0, 0))
                closed[key] = (places + int(counts[number]), in_articles + int(articles[number]))
        return closed

    def _hyphenated(self, counts: Ints) -> dict[str, int]:
        """Places of each compound, whatever its hyphen."""
        places: dict[str, int] = defaultdict(int)
        for number, form in enumerate(self.list):
            if form.parts:
                places[form.word] += int(counts[number])
        return places

    def _key(self, form: Form, closed: dict[str, tuple[int, int]], hyphenated: dict[str, int]) -> str:
        """What all writings of a form's word have in common; empty for a name, and for a compound that is its parts."""
        if not form.parts:
            return self._spelled(form.word)
        first, _, second = form.word.partition("-")
        if len(form.parts) != 2 or form.word in self.style.hyphen_matters or not (first.isalpha() and second.isalpha()):
            return ""
        key = self._spelled(first + second)
        places, articles = closed.get(key, (0, 0))
        prefixed = first in self.style.prefixes
        met = articles >= CLOSED_ARTICLES and places >= CLOSED_SHARE * hyphenated[form.word]
        if met and (prefixed or min(len(first), len(second)) > 1):
            return key
        return f"{first}-{self._spelled(second)}" if prefixed else ""

    def _note_open(self, form: Form, term: str, words: dict[str, int]) -> None:
        """Remember the pair of words that may also stand for the term with a space between them."""
        if len(form.parts) != 2 or all("-" in word for word in words):
            return
        first, second = (self.list[part] for part in form.parts)
        if not (first.function or second.function or first.word in self.style.prefixes):
            self.open_pairs[first.word, second.word] = term


def _named(form: Form, term: str) -> Form:
    """The form under its term, with the rule that led there."""
    if form.word != term:
        rule = HYPHEN if form.parts or "-" in term else SPELLING
    elif form.parts:
        rule = SAME if form.written == term else HYPHEN
    else:
        rule = form.rule
    return replace(form, terms=(term,), rule=rule)


def _is_term(term: str) -> bool:
    """Whether a word can be key: two letters at least; not a number, not a single letter."""
    return sum(character.isalpha() for character in term) >= 2 or (len(term) == 1 and ord(term) > 0x2E80)
