"""Where sentences end: one rule for each kind of stop, applied to all stops of a batch at once.

A sentence ends at the end of its paragraph; at ``! ?`` unless the text goes on in lower case or, after a closing
mark, with the words that say who spoke (“... ?” Trump said); at a full stop unless it belongs to an abbreviation, an
initial or U.S. or the number of an item, or the text goes on in lower case on the same line behind a word so short
that it may be an abbreviation; where the space is missing, only between two plain words (on Thursday.In a speech). It
never ends inside a quotation.
"""

from __future__ import annotations

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.ascending import merged, within
from framing.records.batch import Batch, Quotations
from framing.records.flags import Gap, Word

_LINE_BREAK = int(Gap.NEWLINE | Gap.BLANK)
_STOPS = int(Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS)
#: A full stop with nothing but space behind it has the first of these facts and no other.
_BARE_STOP = int(Gap.STOP | Gap.MARKS | Gap.CLAUSE)
#: Words after which a full stop may be no end.
_SHORTENED = int(Word.TITLE | Word.ABBREVIATION | Word.SINGLE | Word.BEFORE_NUMBER | Word.DIGIT)
#: A lower-case word of so many letters is written out: its full stop ends the sentence, whatever comes.
_WRITTEN_OUT = 4
#: How many words a name may have between “... ?” and its verb.
_NAME_WORDS = 4


def sentence_starts(batch: Batch, paragraphs: Ints, quotations: Quotations) -> tuple[Ints, Ints]:
    """First token of each sentence, and first token after each stop.

    Every paragraph starts one. No sentence starts inside one of ``quotations``; stops inside them count as stops.
    """
    gaps = batch.gaps_with(_STOPS)
    gaps = gaps[(gaps > 0) & (gaps < batch.tokens)]
    gaps, kinds = _without_going_on(batch, gaps)
    hard = (kinds & int(Gap.HARD_STOP)) != 0
    speech = np.flatnonzero(hard & ((kinds & int(Gap.QUOTE_AFTER_STOP)) != 0))
    plain = np.flatnonzero(~hard & ((kinds & int(Gap.ELLIPSIS)) == 0))
    ends = np.ones(len(gaps), np.bool_)
    ends[speech] = ~_tail_follows(batch, gaps[speech])
    ends[plain] = _full_stop(batch, gaps[plain], kinds[plain])
    stops = merged(gaps[ends], _glued(batch))
    sentences = np.delete(stops, within(quotations.start + 1, quotations.end, stops))
    return merged(sentences, paragraphs), merged(stops, paragraphs)


def _without_going_on(batch: Batch, gaps: Ints) -> tuple[Ints, Ints]:
    """The gaps behind which the text does not go on in lower case, and their flags.

    A new line is taken for one of a list ("This is not bullying." above "a trade war"), unless dots or a quotation end
    the line before. Nor does it go on behind the full stop of a word that is written out ("the end of trade. bullying
    began").
    """
    kinds = batch.gap_flags(gaps)
    goes_on = (batch.word_flags(gaps) & int(Word.LOWER)) != 0
    goes_on &= ((kinds & _LINE_BREAK) == 0) | ((kinds & int(Gap.ELLIPSIS | Gap.QUOTE_AFTER_STOP)) != 0)
    bare = np.flatnonzero(goes_on & ((kinds & _BARE_STOP) == int(Gap.STOP)))
    goes_on[bare] = ~_written_out(batch, gaps[bare] - 1)
    return np.asarray(gaps[~goes_on]), np.asarray(kinds[~goes_on])


def _written_out(batch: Batch, tokens: Ints) -> Flags:
    """Whether a token is a word in lower case that is no abbreviation."""
    flags = batch.word_flags(tokens)
    long = (batch.word_end[tokens] - batch.word_start[tokens]) >= _WRITTEN_OUT
    return np.asarray(long & ((flags & int(Word.LOWER)) != 0) & ((flags & _SHORTENED) == 0))


def _glued(batch: Batch) -> Ints:
    """The stops without a space that end a sentence: between a plain word and one with a capital, no domain."""
    gaps = batch.gaps_with(int(Gap.GLUED))
    gaps = gaps[(gaps > 0) & (gaps < batch.tokens)]
    before, after = batch.word_flags(gaps - 1), batch.word_flags(gaps)
    ends = ((before & int(Word.LOWER | Word.UPPER)) != 0) & ((before & _SHORTENED) == 0) & ~_short(batch, gaps - 1)
    ends &= ((after & int(Word.UPPER)) != 0) & ((after & int(Word.DOMAIN)) == 0)
    return np.asarray(gaps[ends])


def _full_stop(batch: Batch, gaps: Ints, kinds: Ints) -> Flags:
    """Whether a full stop ends the sentence, by the words beside it; most words leave no doubt."""
    ends = np.ones(len(gaps), np.bool_)
    before, gap_before = batch.word_flags(gaps - 1), batch.gap_flags(gaps - 1)
    doubt = np.flatnonzero(((before & _SHORTENED) != 0) | ((gap_before & int(Gap.TIGHT_DOT)) != 0))
    gaps, kinds, before, gap_before = gaps[doubt], kinds[doubt], before[doubt], gap_before[doubt]
    after = batch.word_flags(gaps)
    clear_start = (after & int(Word.STARTER)) != 0
    title = (before & int(Word.TITLE)) != 0
    number = ((before & int(Word.BEFORE_NUMBER)) != 0) & ((after & int(Word.DIGIT)) != 0)
    figure, short = (before & int(Word.DIGIT)) != 0, _short(batch, gaps - 1)
    dotted = (gap_before & int(Gap.TIGHT_DOT)) != 0
    doubtful = ((before & int(Word.ABBREVIATION | Word.SINGLE)) != 0) | (dotted & short & ~figure)
    platform = np.flatnonzero((before & int(Word.PLATFORM)) != 0)  # "wrote on X. Ruiz said"
    posted = batch.word_flags(np.maximum(gaps[platform] - 2, 0)) & int(Word.PREPOSITION)
    doubtful[platform] &= (posted == 0) | dotted[platform]
    opens_line = ((gap_before & _LINE_BREAK) != 0) & ((kinds & _LINE_BREAK) == 0)
    item = figure & short & opens_line
    ends[doubt] = ~title & ~number & ~item & (clear_start | ~doubtful)
    return ends


def _short(batch: Batch, tokens: Ints) -> Flags:
    """Whether a token is a letter or two, as the last part of U.S. or a.m. is."""
    return np.asarray((batch.word_end[tokens] - batch.word_start[tokens]) <= 2)


def _tail_follows(batch: Batch, gaps: Ints) -> Flags:
    """Whether ``?”`` is followed by a name and a verb of saying, with nothing between them."""
    follows, going = np.zeros(len(gaps), np.bool_), np.ones(len(gaps), np.bool_)
    for step in range(_NAME_WORDS):
        token = gaps + step
        going &= token < batch.tokens
        token = np.minimum(token, batch.tokens - 1)
        if step:
            going &= (batch.gap_flags(token) & int(Gap.LOOSE | Gap.NEWLINE | Gap.BLANK)) == 0
        follows |= going & ((batch.word_flags(token) & int(Word.SAYS)) != 0)
    return follows
