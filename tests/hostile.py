"""Articles that no newsroom would print: made of the characters and shapes that break text tools."""

from __future__ import annotations

import random

from framing.lexicon.patterns import parse_pattern
from framing.records.article import Article, Block
from framing.records.codebook import Codebook, Entry, Frame

WORDS = """bully bullying Bullying BULLYING bully's bullying’s trade talks talk fight threat threats tariff
    tariffs levy not never no nor isn't isn’t cannot without only that who but deny denied denies
    dismissed claims said Trump He The U S D C a m Mr Dr Inc Nov No 10 301 de anti non free proof if
    would whether or and rather than far from prevent groundless fake news nothing short doubt
    sustainable unsustainable with the of deal em 90s tis What 完善 善 かな 한국 İstanbul ß Straße
    café cafe\u0301 e\u0301 \u0301 naïve ﬁght Ｔａｒｉｆｆ bul\u00adlying bul\u200blying عربي שלום ǅ
    𝒷ully _x x_1 ² Ⅷ ᾳ ſit""".split()
GAPS = [
    *[" "] * 30,
    *", . ; : ! ? … - — – ' ’ ‘ “ ” \" « » „ 「 」 ( ) [ ] / & @ ` ´ 。 ， ！ （ ） 😀".split(),
    *[", ", ". ", "! ", "? ", "… ", ". . . ", "... ", " — ", " - ", "--", "\n- ", ".\n", ",\n", ":\n"],
    *["\n", "\n\n", "\n \n", "\r", "\t", "\u00a0", "\u2028", "\u2029", "\f", "\x00", "\n\x00\n", "\n\x00", "\x00\n"],
    *[" “", "” ", ",” ", ".” ", "?” ", " ‘", "’ ", ' "', '" ', '." ', '?" ', '"\n\n"', "”\n\n“", "\n\n“", '\n\n"'],
    *["''", "``", "‘‘", "’’", " “‘", "’” ", "”“", "“”", '""', " …” ", "“\n\n", ""],
    *["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "👨\u200d👩\u200d👧", "\u202e"],
]
KINDS = "headline subheading banner byline caption credit date repeat inserted".split()
PATTERNS = {
    "bullying": ["bully*", "trade bullying", "threat* ..3 tariff*|levy", "claims bully*", "u s", "threat* ..9 deal"],
    "talks": [
        "talk*",
        "fight and talk",
        "not sustainable",
        "sustainable",
        "不|善|完 善",
        "not ..2 sustainable",
        "talk* ..1 the ..2 deal",
    ],
    "words": [
        "trade",
        "the",
        "said",
        "istanbul*",
        "strasse",
        "café",
        "fight",
        "tariff*",
        "said ..5 the",
        "no",
        "de bully*",
        "bully free",
    ],
}
SHIELDS = {"words": ["trade talks", "fight ..2 the"], "talks": ["talks the"]}


def hostile_text(chance: random.Random, words: int) -> str:
    """Random words with random things between them; now and then only things, or one endless word."""
    if not words:
        return "".join(chance.choice(GAPS) for _ in range(chance.randrange(5)))
    # A text that keeps to few kinds of gaps has paragraphs and quotations of some length.
    gaps = chance.sample(GAPS, chance.randint(3, 40)) + [" "] * chance.choice([3, 20, 60])
    parts = [chance.choice(gaps)]
    for _ in range(words):
        word = chance.choice(WORDS)
        parts += [word * chance.choice([1] * 200 + [3000]), chance.choice(gaps)]
    return "".join(parts)


def hostile_blocks(chance: random.Random, length: int) -> tuple[Block, ...]:
    """Blocks anywhere: inside words, over each other, empty, past the end."""
    ends = [sorted((chance.randint(0, length + 3), chance.randint(0, length + 3))) for _ in range(chance.randrange(5))]
    return tuple(Block(a, b, chance.choice(KINDS)) for a, b in ends)


def hostile_article(chance: random.Random, doc_id: str) -> Article:
    """One article, with or without a title, text and blocks."""
    text = hostile_text(chance, chance.choice([0, 0, 1, 3, 30, 80, 200]))
    title = hostile_text(chance, chance.choice([0, 2, 8])) if chance.random() < 0.5 else ""
    return Article(doc_id, text, title=title, blocks=hostile_blocks(chance, len(text)) if chance.random() < 0.5 else ())


def hostile_codebook() -> Codebook:
    """Short patterns over the same words, in three frames, with shields."""
    frames = tuple(
        Frame(
            name,
            name,
            "a frame",
            entries=tuple([_entry(p) for p in patterns] + [_entry(p, True) for p in SHIELDS.get(name, [])]),
        )
        for name, patterns in PATTERNS.items()
    )
    return Codebook("hostile", "1", "en", frames, "0")


def _entry(pattern: str, exclude: bool = False) -> Entry:
    return Entry(pattern, parse_pattern(pattern), exclude=exclude)
