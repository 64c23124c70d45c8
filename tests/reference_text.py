"""The reference, first half: words, paragraphs, quotations, sentences and places of an article; see ``reference``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from framing.annotate import gaps as gap_rules
from framing.annotate.gaps import FIELD_BORDER, Mark
from framing.annotate.words import word_flags as slow_word_flags
from framing.records.article import Article
from framing.records.flags import Gap, Word
from framing.records.folding import fold as slow_fold
from framing.records.letters import ALONE, JOINER, WORD
from framing.records.letters import kind_of as slow_kind_of

kind_of = lru_cache(None)(slow_kind_of)
fold = lru_cache(None)(slow_fold)
word_flags = lru_cache(None)(slow_word_flags)
gap_flags = lru_cache(None)(gap_rules.gap_flags)
marks_of = lru_cache(None)(gap_rules.quotation_marks)


@dataclass
class Field:
    """A title or a text: its words, and ``gaps[i]``, what stands before word ``i`` (the last one: after all words)."""

    text: str
    kind: str
    words: list[tuple[int, int]]
    gaps: list[str]
    paragraphs: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    #: as sentences, but quotations are cut at their stops too
    stops: list[int] = field(default_factory=list)
    quotations: list[tuple[int, int, str, bool]] = field(default_factory=list)
    sound: list[tuple[int, int]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    #: the block each word belongs to, by number; -1 for prose
    blocks: list[int] = field(default_factory=list)
    unpaired: int = 0

    def __post_init__(self) -> None:
        self.blocks = [-1] * len(self.words)
        self.word_flags = [word_flags(self.text[a:b]) for a, b in self.words]
        self.gap_flags = [gap_flags(gap) for gap in self.gaps]
        self.folded = [fold(self.text[a:b]) for a, b in self.words]

    def word(self, token: int, fact: Word) -> bool:
        return self.word_flags[token] & int(fact) != 0

    def gap(self, token: int, fact: Gap) -> bool:
        return self.gap_flags[token] & int(fact) != 0


def annotate(article: Article) -> list[Field]:
    """The fields of an article that hold words, with everything found in them."""
    fields = []
    for kind, text in (("title", article.title), ("text", article.text)):
        words = split(text)
        if words:
            gaps = gaps_between(text, words)
            if kind == "text":
                words, gaps = without_inserted(article, words, gaps)
            fields.append(f := Field(text, kind, words, gaps))
            blocks = block_tokens(f, article) if kind == "text" else []
            f.paragraphs = find_paragraphs(f, {edge for first, last, _ in blocks for edge in (first, last)})
            pair_quotations(f)
            f.stops = find_stops(f)
            f.sentences = find_sentences(f)
            f.places = ["headline"] * len(words) if kind == "title" else find_places(f, blocks)
    return fields


# --- words and gaps ---------------------------------------------------------------------------------------------------


def split(text: str) -> list[tuple[int, int]]:
    """Where words are: runs of word characters, joiners between two of them included; or one Chinese character."""
    kinds = [kind_of(character) for character in text]

    def belongs(at: int) -> bool:
        if kinds[at] == JOINER:
            return 0 < at < len(text) - 1 and kinds[at - 1] == WORD and kinds[at + 1] == WORD
        return kinds[at] == WORD

    words, at = [], 0
    while at < len(text):
        end = at + 1
        if kinds[at] == ALONE:
            words.append((at, end))
        elif belongs(at):
            while end < len(text) and belongs(end):
                end += 1
            words.append((at, end))
        at = end
    return words


def gaps_between(text: str, words: list[tuple[int, int]]) -> list[str]:
    """What stands before, between and after the words; the field's border is part of the first and last gap."""
    starts = [0, *(end for _, end in words)]
    ends = [*(start for start, _ in words), len(text)]
    gaps = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    gaps[0] = FIELD_BORDER + gaps[0]
    gaps[-1] = gaps[-1] + FIELD_BORDER
    return gaps


def without_inserted(
    article: Article, words: list[tuple[int, int]], gaps: list[str]
) -> tuple[list[tuple[int, int]], list[str]]:
    """The words and gaps without those of blocks that a page put into a sentence; no text begins with one."""
    spans = [(b.start, b.end) for b in article.blocks if b.kind == "inserted" and words[0][0] < b.start]
    gone = [any(first <= start < end for first, end in spans) for start, _ in words]
    kept = [word for word, out in zip(words, gone, strict=True) if not out]
    return kept, [gap for gap, out in zip(gaps, [*gone, False], strict=True) if not out]


# --- paragraphs -------------------------------------------------------------------------------------------------------


def find_paragraphs(f: Field, edges: set[int]) -> list[int]:
    """First words of paragraphs: after blank lines, after line breaks that are no hard wraps, and at blocks' edges.

    Three blank lines inside sentences are a habit of the text, and start none.
    """
    starts = {0} | {edge for edge in edges if edge < len(f.words)}
    shortest = wrapped_width(f)
    spaced = sum(f.gap(i, Gap.BLANK) for i in range(1, len(f.words))) >= 2
    closed = {i for i in range(1, len(f.words)) if f.gap(i, Gap.BLANK) and inside_sentence(f, i)}
    line = 0
    for i in range(1, len(f.words)):
        if f.gap(i, Gap.BLANK):
            starts |= {i} - (closed if len(closed) >= 3 else set())
        elif f.gap(i, Gap.NEWLINE):
            stop = f.gap(i, Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS)
            goes_on = f.word(i, Word.LOWER) or (f.gap(i, Gap.CLAUSE) and not stop)
            wrapped = shortest is not None and width(f, line, i) > shortest and (not stop or spaced)
            if not goes_on and not wrapped:
                starts.add(i)
        if f.gap(i, Gap.BLANK | Gap.NEWLINE):
            line = i
    return sorted(starts)


def inside_sentence(f: Field, i: int) -> bool:
    """Whether word ``i`` goes on in lower case behind a gap without a stop or a sign."""
    return f.word(i, Word.LOWER) and not f.gap(i, Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS | Gap.CLAUSE)


def width(f: Field, line: int, following: int) -> int:
    """Bytes of the line that starts with word ``line``, up to its last word, and of the first word after it."""
    on_line = f.text[f.words[line][0] : f.words[following - 1][1]]
    next_word = f.text[slice(*f.words[following])]
    return len(on_line.encode()) + len(next_word.encode())


def wrapped_width(f: Field) -> float | None:
    """85 % of the width of a usual full line, in a hard-wrapped text; None in others."""
    widths, line = [], 0
    for i in range(1, len(f.words)):
        if f.gap(i, Gap.NEWLINE) and f.word(i, Word.LOWER):
            widths.append(width(f, line, i))
        if f.gap(i, Gap.BLANK | Gap.NEWLINE):
            line = i
    if len(widths) < 2:
        return None
    widths.sort()
    whole, quarters = divmod(len(widths) - 1, 4)
    lower, upper = widths[whole], widths[min(whole + 1, len(widths) - 1)]
    return 0.85 * (lower + (upper - lower) * quarters / 4)


# --- quotations -------------------------------------------------------------------------------------------------------


def pair_quotations(f: Field) -> None:
    """Quotations of each paragraph: double marks, then single ones; notes the marks that have no partner."""
    ends = [*f.paragraphs[1:], len(f.words)]
    for first, end in zip(f.paragraphs, ends, strict=True):
        marks = marks_in(f, first, end)
        pair_double(f, [(i, mark) for i, mark in marks if mark.family != "single"], end)
        opened = None
        for i, mark in marks:
            if mark.family == "single" and mark.opens:
                opened = i
            elif mark.family == "single" and mark.closes and opened is not None:
                if i > opened:
                    f.quotations.append((opened, i, "single", True))
                opened = None
    f.quotations.sort(key=lambda q: (q[0], q[2]))


def marks_in(f: Field, first: int, end: int) -> list[tuple[int, Mark]]:
    """The marks of the paragraph of words ``first`` to ``end``, each with the word after it."""
    found = []
    for i in range(first, end + 1):
        for mark in marks_of(f.gaps[i]):
            if i in (first, end) and follows_border(f, i, mark) != (i == first):
                continue
            elided = i < len(f.words) and f.word(i, Word.ELIDED | Word.DIGIT)
            if mark.family == "single" and not mark.closes and elided:
                continue
            found.append((i, mark))
    return found


def follows_border(f: Field, i: int, mark: Mark) -> bool | None:
    """Whether a mark in a gap between paragraphs belongs to what follows; None if it belongs to neither side."""
    borders = f.gaps[i].count(FIELD_BORDER)
    if borders:
        return True if mark.part == borders else False if mark.part == 0 else None
    return not mark.closes


def pair_double(f: Field, marks: list[tuple[int, Mark]], end: int) -> None:
    """Outermost quotations; an opening mark inside one is nested if enough closing marks are left for both."""
    opened, depth = -1, 0
    for number, (i, mark) in enumerate(marks):
        if depth == 0:
            if mark.opens:
                opened, depth = i, 1
            else:
                f.unpaired += 1
        elif mark.closes:
            depth -= 1
            if depth == 0:
                note(f, opened, i, closed=True, sound=True)
        else:
            rest = [m for _, m in marks[number + 1 :]]
            closing = sum(m.closes and not m.opens for m in rest)
            opening = sum(m.opens and not m.closes for m in rest)
            if closing - opening > depth:
                depth += 1
            else:
                note(f, opened, i, closed=False, sound=False)
                f.unpaired += 1
                opened, depth = i, 1
    if depth:
        goes_on = next_paragraph_opens(f, end)
        note(f, opened, end, closed=False, sound=goes_on)
        f.unpaired += not goes_on


def note(f: Field, start: int, end: int, *, closed: bool, sound: bool) -> None:
    if end > start:
        f.quotations.append((start, end, "double", closed))
        if sound:
            f.sound.append((start, end))


def next_paragraph_opens(f: Field, i: int) -> bool:
    """Whether the paragraph that starts with word ``i`` opens with a double mark."""
    if i == len(f.words):
        return False
    return any(m.opens and m.family != "single" and follows_border(f, i, m) for m in marks_of(f.gaps[i]))


# --- sentences and places ---------------------------------------------------------------------------------------------


def find_sentences(f: Field) -> list[int]:
    """First words of sentences: after stops, but for those inside quotations."""
    inside = {i for i in range(len(f.words)) if any(start < i < end for start, end in f.sound)}
    return [i for i in f.stops if i in f.paragraphs or i not in inside]


def find_stops(f: Field) -> list[int]:
    """First words of paragraphs and words after a stop."""
    starts = set(f.paragraphs)
    for i in range(1, len(f.words)):
        if not goes_on(f, i) and sentence_ends(f, i):
            starts.add(i)
    return sorted(starts)


def goes_on(f: Field, i: int) -> bool:
    """Whether word ``i`` goes on in lower case, on the same line or behind dots or a quotation.

    Behind a full stop it does not, if the word before is written out in lower case.
    """
    new_line = f.gap(i, Gap.NEWLINE | Gap.BLANK) and not f.gap(i, Gap.ELLIPSIS | Gap.QUOTE_AFTER_STOP)
    if not f.word(i, Word.LOWER) or new_line:
        return False
    start, end = f.words[i - 1]
    shortened = Word.TITLE | Word.ABBREVIATION | Word.SINGLE | Word.BEFORE_NUMBER | Word.DIGIT
    written_out = len(f.text[start:end].encode()) > 3 and f.word(i - 1, Word.LOWER) and not f.word(i - 1, shortened)
    return not (written_out and f.gap(i, Gap.STOP) and not f.gap(i, Gap.MARKS | Gap.CLAUSE))


def sentence_ends(f: Field, i: int) -> bool:
    """Whether the gap before word ``i`` ends a sentence, by itself and the words beside it."""
    if f.gap(i, Gap.GLUED):
        start, end = f.words[i - 1]
        shortened = Word.TITLE | Word.ABBREVIATION | Word.SINGLE | Word.BEFORE_NUMBER | Word.DIGIT
        plain = f.word(i - 1, Word.LOWER | Word.UPPER) and not f.word(i - 1, shortened)
        long = len(f.text[start:end].encode()) > 2
        return plain and long and f.word(i, Word.UPPER) and not f.word(i, Word.DOMAIN)
    if f.gap(i, Gap.HARD_STOP):
        return not who_spoke(f, i)
    if f.gap(i, Gap.ELLIPSIS):
        return True
    if not f.gap(i, Gap.STOP) or f.word(i - 1, Word.TITLE):
        return False
    if f.word(i - 1, Word.BEFORE_NUMBER) and f.word(i, Word.DIGIT):
        return False
    start, end = f.words[i - 1]
    short, figure = len(f.text[start:end].encode()) <= 2, f.word(i - 1, Word.DIGIT)
    opens_line = i == 1 or f.gap(i - 1, Gap.NEWLINE | Gap.BLANK)
    if figure and short and opens_line and not f.gap(i, Gap.NEWLINE | Gap.BLANK):
        return False
    doubtful = (short and not figure and f.gap(i - 1, Gap.TIGHT_DOT)) or f.word(i - 1, Word.ABBREVIATION | Word.SINGLE)
    posted = i > 1 and f.word(i - 1, Word.PLATFORM) and f.word(i - 2, Word.PREPOSITION)
    if posted and not f.gap(i - 1, Gap.TIGHT_DOT):
        doubtful = False
    return f.word(i, Word.STARTER) or not doubtful


def who_spoke(f: Field, i: int) -> bool:
    """Whether a stop inside marks is followed by at most three words and then a verb of saying: ?” Mr Trump said."""
    if not f.gap(i, Gap.QUOTE_AFTER_STOP):
        return False
    for token in range(i, min(i + 4, len(f.words))):
        if token > i and f.gap(token, Gap.LOOSE | Gap.NEWLINE | Gap.BLANK):
            return False
        if f.word(token, Word.SAYS):
            return True
    return False


def block_tokens(f: Field, article: Article) -> list[tuple[int, int, str]]:
    """The blocks that hold words, by start: first word, one past the last, place."""
    out = []
    for block in sorted(article.blocks, key=lambda b: b.start):
        first = sum(start < block.start for start, _ in f.words)
        end = sum(start < block.end for start, _ in f.words)
        if end > first:
            out.append((first, end, {"headline": "headline", "subheading": "body"}.get(block.kind, "none")))
    return out


def find_places(f: Field, blocks: list[tuple[int, int, str]]) -> list[str]:
    """Where each word stands: its block's place (of blocks that overlap, the first one's), the lead, or the body."""
    places = ["body"] * len(f.words)
    for number, (first, end, place) in reversed(list(enumerate(blocks))):
        for i in range(first, end):
            places[i], f.blocks[i] = place, number
    prose = [number < 0 for number in f.blocks]
    if True in prose:
        lead = prose.index(True)
        paragraph_end = min((p for p in f.paragraphs if p > lead), default=len(f.words))
        sentence_ends = [s for s in f.sentences if s > lead][2:3] or [len(f.words)]
        for i in range(lead, min(paragraph_end, sentence_ends[0])):
            places[i] = "lead"
    return places
