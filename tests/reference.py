"""The reference: what the arrays of ``framing.annotate`` and ``framing.lexicon`` must find, said slowly and plainly.

One article at a time, one field at a time, one word at a time; no numpy, no batch, nothing shared between articles.
Only what is decided about a single piece (``word_flags``, ``gap_flags``, ``quotation_marks``, ``kind_of``, ``fold``)
and the meaning of a pattern (``Entry.slots``) are taken from the program itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reference_text import Field, annotate

from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Slot
from framing.records.flags import Gap, Word


@dataclass(frozen=True)
class Match:
    """A row of the matches table, as far as the reference knows it; ``inside`` = within quotation marks."""

    doc_id: str
    field: str
    start: int
    end: int
    text: str
    frame: str
    entry: str
    where: str
    sentence: int
    paragraph: int
    inside: bool
    negated: bool
    denied: bool
    hypothetical: bool


@dataclass
class Result:
    """All that is compared about one article."""

    fields: list[Field]
    matches: list[Match]
    #: place -> words, words in quotation marks, sentences
    words: dict[str, tuple[int, int, int]]
    unpaired: int


def read_article(article: Article, entries: Entries) -> Result:
    """Everything about one article."""
    fields = annotate(article)
    found = [match for f in fields for match in find_matches(f, article, entries)]
    return Result(fields, found, count_words(fields), sum(f.unpaired for f in fields))


# --- matches ----------------------------------------------------------------------------------------------------------


def accepts(slot: Slot, folded: str) -> bool:
    """Whether a slot takes a word: one of its words, or any word that starts with one of its stems."""
    if folded in slot.words or folded.startswith(slot.stems):
        return True
    return "not" in slot.words and (folded in ("not", "cannot") or folded.endswith("n't"))


@dataclass(frozen=True)
class Hit:
    """A place where an entry matches: words ``start`` to ``end``; ``number`` is the entry's place in the codebook."""

    frame: str
    start: int
    end: int
    number: int
    entry: Entry


class Entries:
    """The entries of a codebook, by the words they can start with: tried one by one, once a distinct word.

    Only those are tried whose first slot has a word or stem with the letter that the word begins with; ``not`` takes
    words that begin otherwise, so it is always tried.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.all = [(number, frame.name, entry) for number, (frame, entry) in enumerate(codebook.entries())]
        self.starting: dict[str, list[tuple[int, str, Entry]]] = {}
        self.by_letter: dict[str, list[tuple[int, str, Entry]]] = {}

    def at(self, folded: str) -> list[tuple[int, str, Entry]]:
        if folded not in self.starting:
            self.starting[folded] = [e for e in self.tried(folded[:1]) if accepts(e[2].slots[0], folded)]
        return self.starting[folded]

    def tried(self, letter: str) -> list[tuple[int, str, Entry]]:
        if letter not in self.by_letter:
            firsts = [(e, {word[:1] for word in (*e[2].slots[0].words, *e[2].slots[0].stems)}) for e in self.all]
            tried = [e for e, letters in firsts if letters & {letter, ""} or "not" in e[2].slots[0].words]
            self.by_letter[letter] = tried
        return self.by_letter[letter]


def ends_from(f: Field, slots: Sequence[Slot], token: int) -> Iterator[int]:
    """Every end of a match whose first slot stands at ``token``."""
    if not accepts(slots[0], f.folded[token]):
        return
    if len(slots) == 1:
        yield token + 1
        return
    for following in range(token + 1, min(token + slots[1].gap + 2, len(f.words))):
        if slots[1].gap or not f.gap(following, Gap.LOOSE):
            yield from ends_from(f, slots[1:], following)


def find_matches(f: Field, article: Article, entries: Entries) -> list[Match]:
    """The matches that count, in reading order."""
    hits = [
        Hit(frame, start, end, number, entry)
        for start in range(len(f.words))
        for number, frame, entry in entries.at(f.folded[start])
        if (end := min(ends_from(f, entry.slots, start), default=0)) and allowed(f, start, end)
    ]
    kept = [hit for frame in {hit.frame for hit in hits} for hit in chosen([h for h in hits if h.frame == frame])]
    kept.sort(key=lambda hit: (hit.start, hit.end, hit.number))
    return [as_match(f, article, hit) for hit in kept]


def allowed(f: Field, start: int, end: int) -> bool:
    """In prose, within one sentence, and not turned round by de-, anti-, -free."""
    prefixed = start > 0 and f.gap(start, Gap.HYPHEN) and f.word(start - 1, Word.PREFIX)
    suffixed = end < len(f.words) and f.gap(end, Gap.HYPHEN) and f.word(end, Word.SUFFIX)
    crosses = any(start < s < end for s in f.stops)
    return f.places[start] != "none" and not (prefixed or suffixed or crosses)


def chosen(hits: list[Hit]) -> list[Hit]:
    """Of the hits of one frame: those no shield touches; of those, from left to right, the longest."""
    shields = [hit for hit in hits if hit.entry.exclude]
    rest = [h for h in hits if not h.entry.exclude and not any(s.start < h.end and h.start < s.end for s in shields)]
    kept: list[Hit] = []
    for hit in sorted(rest, key=lambda h: (h.start, -h.end, h.number)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def as_match(f: Field, article: Article, hit: Hit) -> Match:
    start, end = f.words[hit.start][0], f.words[hit.end - 1][1]
    title = f.kind == "title"
    sentence = max(s for s in f.stops if s <= hit.start)
    sentence_end = min((s for s in f.stops if s > hit.start), default=len(f.words))
    return Match(
        doc_id=article.doc_id,
        field=f.kind,
        start=start,
        end=end,
        text=f.text[start:end],
        frame=hit.frame,
        entry=hit.entry.pattern,
        where=f.places[hit.start],
        sentence=0 if title else sum(s <= hit.start for s in f.sentences),
        paragraph=0 if title else sum(p <= hit.start for p in f.paragraphs),
        inside=any(a <= hit.start < b for a, b, _, _ in f.quotations),
        negated=is_negated(f, hit.start, sentence),
        denied=is_denied(f, hit.start, hit.end, sentence, sentence_end),
        hypothetical=is_hypothetical(f, hit.start, sentence),
    )


# --- negation ---------------------------------------------------------------------------------------------------------


def leftward(f: Field, start: int, sentence: int, reach: int) -> Iterator[int]:
    """Words to the left in the same clause of the same sentence, nearest first."""
    for token in range(start - 1, max(start - reach, sentence) - 1, -1):
        if f.gap(token + 1, Gap.CLAUSE):
            return
        yield token


def is_negated(f: Field, start: int, sentence: int) -> bool:
    after_that = quoted = False
    for token in leftward(f, start, sentence, 8):
        if f.gap(token + 1, Gap.ELLIPSIS) and f.word(token + 1, Word.RESUMES):
            return False
        goes_on = f.word(token + 1, Word.PREPOSITION | Word.TO)
        quoted = (quoted or (f.gap(token + 1, Gap.CLOSES) and not goes_on)) and not f.gap(token + 1, Gap.OPENS)
        negator = (is_negator(f, token) or (start - token <= 3 and refuses(f, token))) and not quoted
        if after_that and not negator and not f.word(token, Word.BELIEVES):
            return False
        if negator:
            phrase = definite_phrase(f, start, sentence)
            beyond = phrase > 0 and start - token > phrase
            return really_negates(f, token, start, sentence) and not beyond
        if f.word(token, Word.SCOPE_END | Word.IMPLICATIVE):
            return False
        if f.word(token, Word.AND) and f.word(token + 1, Word.RESUMES):
            return False
        after_that = f.word(token, Word.THAT)
    return False


def is_negator(f: Field, token: int) -> bool:
    """not, never, without ...; rather than, instead of, far from, let alone; doubts that."""
    rather_than = f.word(token, Word.INSTEAD) and f.word(token + 1, Word.THAN_OF)
    far_from = f.word(token, Word.FAR) and f.word(token + 1, Word.FROM)
    let_alone = f.word(token, Word.LET) and f.word(token + 1, Word.ALONE)
    return f.word(token, Word.NEGATOR) or rather_than or far_from or let_alone or doubts(f, token) or few(f, token)


def few(f: Field, token: int) -> bool:
    """few signs of it, little hope; not: a few signs, the few signs"""
    if not (f.word(token, Word.FEW) and f.word(token + 1, Word.BELIEVES)):
        return False
    if token == 0 or f.gap(token, Gap.LOOSE):
        return True
    first, last = f.words[token - 1]
    return not (f.word(token - 1, Word.DEFINITE) or len(f.text[first:last].encode()) == 1)


def doubts(f: Field, token: int) -> bool:
    """doubts that it will last; not: no doubt, the doubt, without doubt, doubts about it"""
    if not f.word(token, Word.DOUBTS) or f.word(token + 1, Word.PREPOSITION):
        return False
    marked = token > 0 and f.word(token - 1, Word.NEGATOR | Word.FEW | Word.DEFINITE | Word.PREPOSITION)
    return not (marked and not f.gap(token, Gap.LOOSE))


def refuses(f: Field, token: int) -> bool:
    """refused to negotiate, ruled out talks, lack of trust"""
    refused = f.word(token, Word.REFUSES) and f.word(token + 1, Word.TO)
    ruled_out = f.word(token, Word.RULES) and f.word(token + 1, Word.OUT)
    return refused or ruled_out or f.word(token, Word.LACKS)


def really_negates(f: Field, token: int, start: int, sentence: int) -> bool:
    """Not: not only, nothing but, nothing more than, no doubt, whether or not, if not, No. 5, did not refuse to."""
    negators = [before for before in (token - 1, token - 2) if before >= sentence and f.word(before, Word.NEGATOR)]
    if negators and refuses(f, token) and not f.word(token, Word.NEGATOR):
        return False
    if token + 1 < start:
        if f.word(token, Word.NO) and f.word(token + 1, Word.DIGIT):
            return False
        if f.word(token + 1, Word.NOT_NEGATED_AFTER):
            return False
        if f.word(token + 1, Word.BUT_SHORT) and not f.word(token, Word.NO):
            return False
        if token + 2 < start and f.word(token + 1, Word.MORE) and f.word(token + 2, Word.THAN_OF):
            return False
        if f.word(token + 1, Word.DOUBTS) or (f.word(token + 1, Word.DOUBT) and f.word(token, Word.NO)):
            return False
    if token - 1 >= sentence and f.word(token - 1, Word.IF):
        return False
    whether_or = token - 2 >= sentence and f.word(token - 1, Word.OR) and f.word(token - 2, Word.WHETHER)
    return not whether_or


def definite_phrase(f: Field, start: int, sentence: int) -> int:
    """Length of: not on board with the deal, not in the new deal; 0 for none."""
    if start - 2 >= sentence and f.word(start - 1, Word.DEFINITE) and f.word(start - 2, Word.PREPOSITION):
        return 2
    if start - 3 < sentence or f.word(start - 1, Word.DEFINITE | Word.PREPOSITION):
        return 0
    return 3 if f.word(start - 2, Word.DEFINITE) and f.word(start - 3, Word.PREPOSITION) else 0


def is_denied(f: Field, start: int, end: int, sentence: int, sentence_end: int) -> bool:
    for token in leftward(f, start, sentence, 8):
        passive = f.word(token, Word.DENIED) and token > sentence and f.word(token - 1, Word.BE)
        if f.word(token, Word.DENIES) and not passive:
            return True
        if f.word(token, Word.SCOPE_END):
            break
    for token in range(end, min(end + 12, sentence_end)):
        if f.word(token, Word.FALSE) and not f.word(token - 1, Word.DEFINITE):
            return True
        if f.word(token, Word.FAKE) and token + 1 < sentence_end and f.word(token + 1, Word.NEWS):
            return True
        if f.gap(token + 1, Gap.CLAUSE):
            return False
    return False


def is_hypothetical(f: Field, start: int, sentence: int) -> bool:
    return any(f.word(token, Word.CONDITION | Word.MODAL) for token in leftward(f, start, sentence, 12))


# --- counts -----------------------------------------------------------------------------------------------------------


def count_words(fields: list[Field]) -> dict[str, tuple[int, int, int]]:
    """Words (hyphenated ones are one), those in quotation marks, and sentences, by place; a title is one sentence."""
    out: dict[str, list[int]] = {}
    for f in fields:
        quoted = words_in_quotations(f)
        sentences = set(f.sentences[:1] if f.kind == "title" else f.sentences)
        for i, place in enumerate(f.places):
            if place == "none":
                continue
            row = out.setdefault(place, [0, 0, 0])
            joined = i > 0 and f.gap(i, Gap.HYPHEN) and f.blocks[i] == f.blocks[i - 1]
            row[0] += not joined
            row[1] += quoted[i] and not (joined and quoted[i - 1])
            row[2] += i in sentences
    return {place: (row[0], row[1], row[2]) for place, row in out.items()}


def words_in_quotations(f: Field) -> list[bool]:
    """Whether each word stands inside quotation marks."""
    inside = [False] * len(f.words)
    for start, end, _, _ in f.quotations:
        inside[start:end] = [True] * (end - start)
    return inside
