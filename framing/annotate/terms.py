"""The terms of a batch: its words under house style, as numbers, in the order of the text.

Words are described once per distinct piece; what spans several tokens (initials, names, compounds) is found by array
comparisons, and only its distinct shapes are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from framing.annotate.forms import Forms
from framing.annotate.housestyle import load_house_style, spellings_of
from framing.annotate.vocabulary import Column, is_word
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among
from framing.records.batch import NOT_SCORED, Batch
from framing.records.flags import Gap, Word
from framing.records.folding import fold

#: Names that are an ordinary word where a whole sentence stands in capitals; there they are left out.
UNSURE_IN_CAPITALS = frozenset({"US"})
_WEB = frozenset({"http", "https", "www"})


@dataclass(slots=True)
class Units:
    """Words, names and compounds of the scored text: ``form`` is a number in ``Forms``, ``token`` the first token.

    ``after_space``: nothing but a space parts it from the unit before.
    """

    form: Ints
    token: Ints
    article: Ints
    after_space: Flags


#: Bits of a piece's shape.
_SINGLE, _DIGITS, _CAPITALS, _UNSURE, _ADDRESS_END, _WEB_WORD, _PERCENT, _SPACE, _DOT_SPACE = (1 << i for i in range(9))


class TermReader:
    """Turns batches into units; keeps its forms between them. ``left_out`` are names that count as no word."""

    def __init__(self, left_out: Iterable[str] = ()) -> None:
        self.style = load_house_style()
        self.forms = Forms(self.style)
        self._names: dict[tuple[str, ...], str] = dict.fromkeys(spellings_of(left_out), "")
        for words, term in self.style.names.items():
            self._names |= {words: term, tuple(word.upper() for word in words): term}
        for words, term in self.style.phrases.items():
            variants = (words, tuple(w.upper() for w in words), tuple(w.title() for w in words))
            self._names |= dict.fromkeys((*variants, (words[0].title(), *words[1:])), term)
        long_names = [words for words in self._names if len(words) > 1]
        distinct = sorted({word for words in long_names for word in words})
        self._phrase_words = {word: i for i, word in enumerate(distinct, start=1)}
        self._long = {tuple(self._phrase_words[word] for word in words): words for words in long_names}
        self._longest = max(map(len, self._long), default=0)
        self._pairs = np.array(sorted({words[0] * (len(distinct) + 1) + words[1] for words in self._long}), np.int64)
        #: Of each piece: its form, its number among the words of long names, and the bits of its shape.
        self.form = Column(self._form_of)
        self.phrase_word = Column(lambda piece: self._phrase_words.get(_bare(piece), 0))
        self.shape = Column(self._shape_of)

    def _form_of(self, piece: str) -> int:
        """The form of a word that stands alone; -1 for a gap."""
        if not is_word(piece):
            return -1
        name = (_bare(piece),)
        if name in self._names:
            return self.forms.name(name[0], self._names[name])
        return self.forms.word(piece)

    def _shape_of(self, piece: str) -> int:
        """The bits of a piece that the reader asks for."""
        if not is_word(piece):
            percent = _PERCENT if piece.startswith(("%", " %")) else 0
            return percent | (_SPACE if piece == " " else 0) | (_DOT_SPACE if piece == ". " else 0)
        bits = _SINGLE if len(piece) == 1 and piece.isalpha() and piece.isascii() else 0
        bits |= _DIGITS if piece[-1].isdigit() else 0
        bits |= _CAPITALS if len(piece) > 1 and piece.isupper() else 0
        bits |= _UNSURE if _bare(piece) in UNSURE_IN_CAPITALS else 0
        bits |= _ADDRESS_END if piece.casefold() in self.style.address_ends else 0
        return bits | (_WEB_WORD if piece.casefold() in _WEB else 0)

    def read(self, batch: Batch) -> Units:
        """The units of the scored text of a batch, headlines included.

        >>> from framing.annotate.batching import Annotator
        >>> from framing.records.article import Article
        >>> reader = TermReader()
        >>> units = reader.read(Annotator().annotate([Article("a", "U.S. and United States tariffs: 60 per cent, 5%")]))
        >>> [reader.forms.list[form].terms for form in units.form]
        [('U.S.',), ('and',), ('U.S.',), ('tariffs',), (), ('percent',), (), ('percent',)]
        """
        if not batch.tokens:
            nothing = np.zeros(0, np.int64)
            return Units(nothing, nothing, nothing, np.zeros(0, np.bool_))
        return _Found(self, batch).units()

    def long_names(self, batch: Batch, phrase_word: Ints) -> list[tuple[int, int, int]]:
        """Names of several words, the longest first at each place: first token, number of tokens, form."""
        if len(phrase_word) < 2 or not len(self._pairs):
            return []
        tight = (batch.gap_flags(np.arange(batch.tokens)) & int(Gap.LOOSE | Gap.BLANK)) == 0
        keys = phrase_word[:-1] * (len(self._phrase_words) + 1) + phrase_word[1:]
        places = np.flatnonzero((phrase_word[:-1] > 0) & (phrase_word[1:] > 0) & tight[1:])
        places = places[among(keys[places], self._pairs)]
        out: list[tuple[int, int, int]] = []
        free = 0
        for place in places.tolist():
            if place >= free and (size := self._longest_at(phrase_word, tight, place)):
                words = self._long[tuple(phrase_word[place : place + size].tolist())]
                out.append((place, size, self.forms.name(" ".join(words), self._names[words])))
                free = place + size
        return out

    def _longest_at(self, phrase_word: Ints, tight: Flags, place: int) -> int:
        for size in range(min(self._longest, len(phrase_word) - place), 1, -1):
            words = tuple(phrase_word[place : place + size].tolist())
            if words in self._long and tight[place + 1 : place + size].all():
                return size
        return 0

    def initials(self, letters: str) -> int:
        """The form of single letters with full stops between them."""
        name = (letters,)
        if name in self._names:
            return self.forms.name(".".join(letters) + ".", self._names[name])
        return self.forms.initials(letters)


class _Found:
    """One batch on its way to units: the form of each token, and which tokens belong to the unit before them."""

    def __init__(self, reader: TermReader, batch: Batch) -> None:
        self._reader, self._batch = reader, batch
        self._shape = reader.shape.of(batch)
        self._form = reader.form.of(batch)[batch.word_id]
        self._inner = np.zeros(batch.tokens, np.bool_)
        self._phrase_word = reader.phrase_word.of(batch)[batch.word_id]
        self._word_shape = self._shape[batch.word_id]
        self._gap_flags = batch.flags[batch.gap_id]

    def units(self) -> Units:
        self._leave_out_unsure()
        self._join_initials()
        self._leave_out_addresses()
        for place, size, form in self._reader.long_names(self._batch, self._phrase_word):
            self._join(place, size, form)
        self._join_compounds()
        return self._as_units()

    def _join(self, place: int, size: int, form: int) -> None:
        self._form[place] = form
        self._inner[place + 1 : place + size] = True

    def _leave_out_unsure(self) -> None:
        """``US`` in a sentence of capitals may be the pronoun: it counts as nothing there."""
        unsure = np.flatnonzero(self._word_shape & _UNSURE)
        if not len(unsure):
            return
        starts = self._batch.sentence_token
        capitals = np.add.reduceat((self._word_shape & _CAPITALS) > 0, starts)
        words = np.add.reduceat((self._word_shape & (_SINGLE | _DIGITS)) == 0, starts)
        shouted = (words > 3) & (capitals * 2 > words)
        unsure = unsure[shouted[self._batch.sentence_of(unsure)]]
        self._form[unsure] = self._reader.forms.name("US", "")

    def _runs(self, linked: Flags) -> tuple[Ints, Ints]:
        """First token and size of the runs in which each token but the first is linked to the one before."""
        inside = linked & ~self._inner
        edge = np.diff(np.concatenate(([0], inside.astype(np.int8), [0])))
        first, last = np.flatnonzero(edge == 1) - 1, np.flatnonzero(edge == -1)
        return first, last - first

    def _join_initials(self) -> None:
        single = (self._word_shape & _SINGLE) > 0
        linked = np.zeros(self._batch.tokens, np.bool_)
        dot = (self._gap_flags[1:-1] & int(Gap.TIGHT_DOT)) > 0
        spaced = (self._shape[self._batch.gap_id[1:-1]] & _DOT_SPACE) > 0
        letters = self._batch.word_id
        u, s = (self._piece_id(letter) for letter in "US")
        linked[1:] = single[:-1] & single[1:] & (dot | (spaced & (letters[:-1] == u) & (letters[1:] == s)))
        first, size = self._runs(linked)
        pieces = self._batch.pieces
        for length in np.unique(size).tolist():
            places = first[size == length]
            shapes, which = _distinct_rows(letters[places[:, None] + np.arange(length)])
            forms = [self._reader.initials("".join(pieces[i] for i in shape)) for shape in shapes]
            self._form[places] = np.array(forms, np.int64)[which]
            self._phrase_word[places] = 0
        self._inner |= linked

    def _piece_id(self, word: str) -> int:
        found = np.flatnonzero(self._word_shape & _SINGLE)
        ids = np.unique(self._batch.word_id[found])
        return next((int(i) for i in ids.tolist() if self._batch.pieces[i] == word), -1)

    def _leave_out_addresses(self) -> None:
        linked = np.zeros(self._batch.tokens, np.bool_)
        linked[1:] = (self._gap_flags[1:-1] & int(Gap.TIGHT_DOT)) > 0
        first, size = self._runs(linked)
        ends = (self._word_shape[first + size - 1] & _ADDRESS_END) > 0
        for place, length in zip(first[ends].tolist(), size[ends].tolist(), strict=True):
            self._join(place, length, self._reader.forms.name("(internet address)", ""))
        self._form[(self._word_shape & _WEB_WORD) > 0] = self._reader.forms.name("(internet address)", "")

    def _join_compounds(self) -> None:
        """Hyphenated words; names of several words take no part."""
        linked = np.zeros(self._batch.tokens, np.bool_)
        alone = ~self._inner & ~np.append(self._inner[1:], False)
        alone &= self._batch.word_flags(np.arange(self._batch.tokens)) & int(Word.DIGIT) == 0
        linked[1:] = ((self._gap_flags[1:-1] & int(Gap.HYPHEN)) > 0) & alone[:-1] & alone[1:]
        first, size = self._runs(linked)
        pieces, words, gaps = self._batch.pieces, self._batch.word_id, self._batch.gap_id
        forms = self._reader.forms
        for length in np.unique(size).tolist():
            at = first[size == length][:, None] + np.arange(length)
            shapes, which = _distinct_rows(np.hstack([self._form[at], words[at], gaps[at[:, 1:]]]))
            numbers = []
            for shape in shapes:
                between = [*(pieces[i] for i in shape[2 * length :]), ""]
                written = "".join(forms.list[f].written + gap for f, gap in zip(shape[:length], between, strict=True))
                numbers.append(forms.compound(written, tuple(shape[:length])))
            self._form[at[:, 0]] = np.array(numbers, np.int64)[which]
            self._inner[at[:, 1:]] = True

    def _as_units(self) -> Units:
        batch = self._batch
        scored = batch.place_of(np.arange(batch.tokens)) != NOT_SCORED
        token = np.flatnonzero(~self._inner & scored)
        percent = (self._shape[batch.gap_id[1:]] & _PERCENT > 0) & (self._word_shape & _DIGITS > 0) & scored
        signs = np.flatnonzero(percent)
        form = self._form[token]
        if len(signs):
            sign = self._reader.forms.name("%", "percent")
            token = np.concatenate((token, signs))
            form = np.concatenate((form, np.full(len(signs), sign)))
            order = np.argsort(token, kind="stable")
            token, form = token[order], form[order]
        after_space = (self._shape[batch.gap_id[token]] & _SPACE) > 0
        return Units(form, token, batch.field_article[batch.field_of(token)], after_space)


def _distinct_rows(rows: Ints) -> tuple[list[list[int]], list[int]]:
    """The distinct rows in order, and which one each row is; numpy's own way chokes on rows of many thousands."""
    keys = [row.tobytes() for row in rows]
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    found = sorted((rows[place].tolist(), key) for key, place in first.items())
    numbers = {key: number for number, (_, key) in enumerate(found)}
    return [shape for shape, _ in found], [numbers[key] for key in keys]


def _bare(piece: str) -> str:
    """A published word without its possessive, one apostrophe, capitals kept."""
    piece = piece.replace("’", "'")
    return piece[:-2] if piece.endswith(("'s", "'S")) and len(piece) > 2 else piece


class FoldedWords:
    """Numbers the folded words of batches, the same word by the same number in every batch."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._column = Column(self._number)

    def _number(self, piece: str) -> int:
        return self.numbers.setdefault(fold(piece), len(self.numbers)) if is_word(piece) else -1

    def of(self, batch: Batch) -> Ints:
        """The number of each token's word."""
        return self._column.of(batch)[batch.word_id]
