"""Is a match negated, denied or hypothetical? Three flags, never one sign.

*Negated*: a negator (not, never, rather than, far from, let alone) stands at most eight tokens to the left in the same
clause, and nothing on the way undoes it.
The walk stops at clause punctuation, at but, because, who, that ... (not at the *that* of think, believe, say), and at
an *and* behind which a clause of its own starts (does not want a war *and will* fight back); what stands in quotation
marks negates nothing behind them (called it "no deal" and threatened more), unless the phrase goes on ("no chance" of
a deal);
``not only``, ``nothing but``, ``nothing more than``, ``no doubt``, ``whether or not`` negate nothing; nor does a
negator before a verb that affirms again (did not *prevent* the threats, never *yields* to threats) or before a
definite phrase (not on board with *the* deal).
A refusal (refused, failed, was unable to negotiate; ruled out talks) negates what stands right behind it, a lack the
noun (lack of trust), a doubt what is doubted (doubts that the truce will hold); refused with a "not" is neither.
Few and little negate before words for signs, hopes and beliefs (few signs of a deal, few expect a deal). An ellipsis
ends a clause where the words behind it start one (it is not fair ... they force us).
*Denied*: deny, reject, dismiss ... stand to the left in the same way, or the sentence goes on to call it fake news,
groundless, false. *Hypothetical*: if, unless, whether, would, could, may or might stand to the left in the clause.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes, counted_from, ranks, runs
from framing.records.batch import Batch
from framing.records.flags import Gap, Word

#: How far each walk goes, in tokens.
NEGATION_REACH, DENIAL_REACH, CONDITION_REACH, VERDICT_REACH = 8, 8, 12, 12
NEGATORS = Word.NEGATOR | Word.FEW | Word.INSTEAD | Word.FAR | Word.REFUSES | Word.LACKS | Word.RULES | Word.DOUBTS
NEGATORS |= Word.LET
CONDITIONS = Word.CONDITION | Word.MODAL
#: "Refused to negotiate": no further from the verb than this.
_REFUSAL_REACH = 3
#: Where the stretches that hold matches are fewer than one word in so many, only their words are looked at.
_FEW = 3


@dataclass(slots=True)
class Polarity:
    """Three flags for each match."""

    negated: Flags
    denied: Flags
    hypothetical: Flags


def polarity(batch: Batch, start: Ints, end: Ints) -> Polarity:
    """The flags of matches ``[start, end)``, in tokens; ``start`` ascends."""
    is_first = changes(start)
    flags, near_verdict = _of_starts(batch, start.compress(is_first), int((end - start).max(initial=0)))
    of_start = np.cumsum(is_first) - 1
    out = Polarity(*(flag.take(of_start) for flag in flags))
    rows = np.flatnonzero(near_verdict.take(of_start))
    ends = np.append(batch.stop_token, batch.tokens).take(batch.stop_of(start.take(rows)) + 1)
    out.denied[rows] |= _denied_after(batch, end.take(rows), ends)
    return out


def _of_starts(batch: Batch, start: Ints, longest: int) -> tuple[tuple[Flags, Flags, Flags], Flags]:
    """Negated, denied and hypothetical by what stands before each start, and where a verdict may follow a match.

    No match is longer than ``longest``.
    """
    words = _Signals(batch, start)
    negated, denied, hypothetical, near_verdict = (np.zeros(len(start), np.bool_) for _ in range(4))
    near = words.before(NEGATORS, NEGATION_REACH, Word.SCOPE_END | Word.IMPLICATIVE)
    starts = start.take(near)
    negated[near] = _negated(batch, starts, batch.stop_token.take(batch.stop_of(starts)))
    denied[words.before(Word.DENIES, DENIAL_REACH, Word.SCOPE_END)] = True
    hypothetical[words.before(CONDITIONS, CONDITION_REACH, Word(0))] = True
    near_verdict[words.after(Word.FALSE | Word.FAKE, VERDICT_REACH + longest)] = True
    return (negated, denied, hypothetical), near_verdict


class _Signals:
    """The few words that say something of matches in their stretch, and those that end what others say.

    What a word says of what follows reaches to the next clause, and no further than its stretch between stops.
    """

    def __init__(self, batch: Batch, start: Ints) -> None:
        ends = Word.SCOPE_END | Word.IMPLICATIVE
        signals = (batch.flags & int(NEGATORS | CONDITIONS | Word.DENIES | Word.FALSE | Word.FAKE | ends)) != 0
        tokens, stretch = _worth_a_look(batch, signals, start)
        bounds = np.append(batch.stop_token, batch.tokens)
        self._tokens, self._first = tokens, bounds.take(stretch - 1)
        self._flags = _but_passives(batch, tokens, self._first)
        clause = np.append(batch.gaps_with(int(Gap.CLAUSE)), batch.tokens)
        self._end = np.minimum(bounds.take(stretch), clause.take(ranks(clause[:-1], self._tokens)))
        self._start = start

    def before(self, sought: Word, reach: int, end: Word) -> Ints:
        """The matches that start no more than ``reach`` tokens behind a word that is ``sought``, in its clause.

        No word that is an ``end`` stands between them.
        """
        here = np.flatnonzero(_has(self._flags, sought))
        tokens = self._tokens.take(here)
        barriers = self._tokens.compress(_has(self._flags, end))
        barrier = np.append(barriers, tokens[-1:] + reach).take(ranks(barriers, tokens))
        return self._between(tokens + 1, np.minimum(np.minimum(tokens + reach, barrier) + 1, self._end.take(here)))

    def after(self, sought: Word, reach: int) -> Ints:
        """The matches that start no more than ``reach`` tokens before such a word, in its stretch."""
        here = np.flatnonzero(_has(self._flags, sought))
        tokens, first = self._tokens.take(here), self._first.take(here)
        return self._between(np.maximum(tokens - reach, first), tokens)

    def _between(self, first: Ints, end: Ints) -> Ints:
        """The matches that start in one of the spans ``[first, end)``, both sides of which ascend."""
        rows, ends = np.searchsorted(self._start, first), np.searchsorted(self._start, end)
        rows[1:] = np.maximum(rows[1:], ends[:-1])
        return counted_from(rows, np.maximum(ends - rows, 0))


def _worth_a_look(batch: Batch, signals: Flags, start: Ints) -> tuple[Ints, Ints]:
    """The words that are ``signals``, in stretches that hold matches, and the number (from 1) of each one's stretch."""
    every = len(start) >= len(batch.stop_token)  # of so many matches nearly every stretch holds one
    if not every:
        held, _ = runs(batch.stop_token, start)
        first = batch.stop_token.take(held)
        words = np.append(batch.stop_token, batch.tokens).take(held + 1) - first
        if _FEW * int(words.sum()) < batch.tokens:
            places = counted_from(first, words)
            tokens = places.compress(signals.take(batch.word_id.take(places)))
            return tokens, ranks(batch.stop_token, tokens)
    tokens = np.flatnonzero(signals.take(batch.word_id))
    stretch = ranks(batch.stop_token, tokens)
    if every:
        return tokens, stretch
    matched = np.zeros(len(batch.stop_token) + 1, np.bool_)
    matched[held + 1] = True
    here = np.flatnonzero(matched.take(stretch))
    return tokens.take(here), stretch.take(here)


def _but_passives(batch: Batch, tokens: Ints, first: Ints) -> Ints:
    """The flags of the tokens, in stretches that begin at ``first``, without the denial of "was denied a visa"."""
    flags = batch.word_flags(tokens)
    denied = np.flatnonzero(_has(flags, Word.DENIED) & (tokens > first))
    passive = denied.compress(_has(batch.word_flags(tokens.take(denied) - 1), Word.BE))
    flags[passive] &= ~int(Word.DENIES)
    return flags


def _has(flags: Ints, fact: Word | Gap) -> Flags:
    return np.asarray((flags & int(fact)) != 0)


def _negated(batch: Batch, start: Ints, sentence: Ints) -> Flags:
    """The scope walk, one step to the left for all matches at a time."""
    negated = np.zeros(len(start), np.bool_)
    definite = _definite_phrase(batch, start, sentence)
    walking = np.flatnonzero(start > sentence)
    that_seen, quoted = np.zeros(len(start), np.bool_), np.zeros(len(start), np.bool_)
    for step in range(1, NEGATION_REACH + 1):
        token = start[walking] - step
        going = (token >= sentence[walking]) & ~_parted(batch, token + 1)
        walking, token = walking.compress(going), token.compress(going)
        if not len(walking):
            break
        word, gap = batch.word_flags(token), batch.gap_flags(token + 1)
        closed = _has(gap, Gap.CLOSES) & ~_has(batch.word_flags(token + 1), Word.PREPOSITION | Word.TO)
        quoted[walking] = (quoted[walking] | closed) & ~_has(gap, Gap.OPENS)
        negator = _negator(batch, token, word, near=step <= _REFUSAL_REACH) & ~quoted[walking]
        going = ~that_seen[walking] | _has(word, Word.BELIEVES) | negator
        that_seen[walking] = _has(word, Word.THAT)
        found = np.flatnonzero(going & negator)
        match = walking.take(found)
        counts = _really_negates(batch, token.take(found), word.take(found), start.take(match), sentence.take(match))
        words = definite.take(match)
        counts &= ~((words > 0) & (step > words))
        negated[match.compress(counts)] = True
        going &= ~negator & ~_has(word, Word.SCOPE_END | Word.IMPLICATIVE) & ~_resumes(batch, token, word)
        walking = walking.compress(going)
    return negated


def _parted(batch: Batch, token: Ints) -> Flags:
    """Whether a clause ends before each token: at clause punctuation, or at an ellipsis before a subject or verb."""
    gap = batch.gap_flags(token)
    dots = _has(gap, Gap.ELLIPSIS)
    if dots.any():
        rows = np.flatnonzero(dots)
        dots[rows] = _has(batch.word_flags(token.take(rows)), Word.RESUMES)
    return _has(gap, Gap.CLAUSE) | dots


def _resumes(batch: Batch, token: Ints, word: Ints) -> Flags:
    """Whether a token is an "and" that starts a clause of its own: and will, and does, and we."""
    after = batch.word_flags(np.minimum(token + 1, batch.tokens - 1))
    return np.asarray(_has(word, Word.AND) & _has(after, Word.RESUMES))


def _negator(batch: Batch, token: Ints, word: Ints, *, near: bool) -> Flags:
    """Whether a token negates: not, never ...; rather than, far from, let alone; doubts; ``near`` it, refuse to."""
    after = batch.word_flags(np.minimum(token + 1, batch.tokens - 1))
    pair = _has(word, Word.INSTEAD) & _has(after, Word.THAN_OF)
    pair |= _has(word, Word.FAR) & _has(after, Word.FROM)
    pair |= _has(word, Word.LET) & _has(after, Word.ALONE)
    pair |= _doubts(batch, token, word, after)
    pair |= _few(batch, token, word, after)
    if near:
        pair |= _refuses(word, after)
    return np.asarray(_has(word, Word.NEGATOR) | pair)


def _doubts(batch: Batch, token: Ints, word: Ints, after: Ints) -> Flags:
    """Doubt as a verb: neither "doubts about the deal" nor "do not doubt", "without a doubt", "the doubt"."""
    before = batch.word_flags(np.maximum(token - 1, 0))
    marked = _has(before, Word.NEGATOR | Word.FEW | Word.DEFINITE | Word.PREPOSITION)
    marked &= ~_has(batch.gap_flags(token), Gap.LOOSE)
    return np.asarray(_has(word, Word.DOUBTS) & ~marked & ~_has(after, Word.PREPOSITION))


def _few(batch: Batch, token: Ints, word: Ints, after: Ints) -> Flags:
    """Few signs, little hope, few expect; not "a few signs", "the few signs"."""
    few = _has(word, Word.FEW) & _has(after, Word.BELIEVES)
    rows = np.flatnonzero(few & (token > 0) & ~_has(batch.gap_flags(token), Gap.LOOSE))
    before = token.take(rows) - 1
    letter = batch.word_end.take(before) - batch.word_start.take(before) == 1  # a
    few[rows] = ~_has(batch.word_flags(before), Word.DEFINITE) & ~letter
    return few


def _refuses(word: Ints, after: Ints) -> Flags:
    """Refuse to, fail to, rule out; lack."""
    pair = (_has(word, Word.REFUSES) & _has(after, Word.TO)) | (_has(word, Word.RULES) & _has(after, Word.OUT))
    return np.asarray(pair | _has(word, Word.LACKS))


def _really_negates(batch: Batch, token: Ints, word: Ints, start: Ints, sentence: Ints) -> Flags:
    """Not in not only, nothing but, nothing more than, no doubt, whether or not, if not, No. 5, did not refuse to."""
    after, second_after = (
        np.where(token + ahead < start, batch.word_flags(np.minimum(token + ahead, batch.tokens - 1)), 0)
        for ahead in (1, 2)
    )
    before = np.where(token > sentence, batch.word_flags(np.maximum(token - 1, 0)), 0)
    second = np.where(token > sentence + 1, batch.word_flags(np.maximum(token - 2, 0)), 0)
    only = _has(after, Word.NOT_NEGATED_AFTER)
    nothing_but = _has(after, Word.BUT_SHORT) & ~_has(word, Word.NO)
    nothing_but |= _has(after, Word.MORE) & _has(second_after, Word.THAN_OF)
    no_doubt = (_has(word, Word.NO) & _has(after, Word.DOUBT)) | _has(after, Word.DOUBTS)
    or_not = _has(before, Word.OR) & _has(second, Word.WHETHER)
    numbered = _has(word, Word.NO) & _has(after, Word.DIGIT)
    twice = _refuses(word, after) & ~_has(word, Word.NEGATOR)
    twice &= _has(before, Word.NEGATOR) | _has(second, Word.NEGATOR)
    return np.asarray(~(only | nothing_but | no_doubt | or_not | numbered | twice | _has(before, Word.IF)))


def _definite_phrase(batch: Batch, start: Ints, sentence: Ints) -> Ints:
    """How many words before the match a definite phrase after a preposition starts, of which it is the noun: 2 for
    "with the *deal*", 3 for "in the new *deal*"; 0 where there is none."""
    one, two, three = (_before(batch, start, back, sentence) for back in (1, 2, 3))
    near = _has(one, Word.DEFINITE) & _has(two, Word.PREPOSITION)
    far = _has(two, Word.DEFINITE) & _has(three, Word.PREPOSITION) & ~_has(one, Word.PREPOSITION | Word.DEFINITE)
    return np.where(near, 2, np.where(far, 3, 0))


def _before(batch: Batch, start: Ints, back: int, sentence: Ints) -> Ints:
    """The flags of the word so many places before each match, 0 past the start of its sentence."""
    return np.where(start - back >= sentence, batch.word_flags(np.maximum(start - back, 0)), 0)


def _denied_after(batch: Batch, end: Ints, sentence_end: Ints) -> Flags:
    """Whether the sentence goes on to call it fake news, groundless or false."""
    found = np.zeros(len(end), np.bool_)
    walking = np.arange(len(end))
    for step in range(VERDICT_REACH):
        token = end[walking] + step
        going = token < sentence_end[walking]
        walking, token = walking.compress(going), token.compress(going)
        if not len(walking):
            break
        word = batch.word_flags(token)
        news = _has(batch.word_flags(np.minimum(token + 1, batch.tokens - 1)), Word.NEWS)
        news &= token + 1 < sentence_end[walking]
        named = _has(batch.word_flags(np.maximum(token - 1, 0)), Word.DEFINITE)  # "the groundless tariffs"
        verdict = (_has(word, Word.FALSE) & ~named) | (_has(word, Word.FAKE) & news)
        found[walking.compress(verdict)] = True
        walking = walking[~verdict & ~_has(batch.gap_flags(np.minimum(token + 1, batch.tokens)), Gap.CLAUSE)]
    return found
