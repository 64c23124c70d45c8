"""Closed classes of English words, and what a gap's characters say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from framing.annotate.attribution.flags import VERB, G, W

#: Words of each class, all lower case with straight apostrophes; a word may be in several.
_CLASSES = (
    (
        W.BE,
        """is are was were be been being am 's 're isn't aren't wasn't weren't he's she's they're it's that's
        i'm we're you're""",
    ),
    (W.HAVE, "has have had having hasn't haven't hadn't he'd she'd they'd we'd i'd you'd they've we've i've you've"),
    (
        W.MODAL,
        """will would can could may might must shall should won't wouldn't can't couldn't cannot shouldn't he'll she'll
        they'll we'll i'll you'll""",
    ),
    (W.DO, "do does did doesn't don't didn't"),
    (W.NEG, "not never no nor n't"),
    (
        W.ADV,
        """also then later earlier once again still now already just even only always often sometimes soon first
        repeatedly instead however too recently finally meanwhile further ever rather quite very long simply yet perhaps
        maybe surely both longer thus therefore moreover thereby otherwise indeed afterward afterwards nevertheless
        nonetheless though subsequently previously together elsewhere here so back far likely all""",
    ),
    (
        W.PRON,
        """he she they i we you he's she's they're we're i'm you're they've we've i've you've he'd she'd they'd we'd i'd
        you'd he'll she'll they'll we'll i'll you'll""",
    ),
    (W.HE, "he he's he'd he'll"),
    (W.FIRST, "i we i'm i've we're we've i'll we'll i'd we'd"),
    (W.IT, "it it's there there's this these those nothing something anything everything"),
    (W.DET, "the a an this these those some any each every no another such all both most many several few other one"),
    (W.POSS, "his her their its our my your whose"),
    (
        W.PREP,
        """of in on at to for from by with about against over under between into onto through during toward towards amid
        among upon behind beyond despite after before without within near outside inside across along around since until
        till like unlike besides off as per via than aboard alongside atop following regarding concerning throughout
        because""",
    ),
    (W.THAT, "that"),
    (W.WH, "whether if how what why where"),
    (W.TO, "to"),
    (W.AS, "as"),
    (W.BY, "by"),
    (W.OF, "of"),
    (W.WITH, "with"),
    (W.AND, "and or"),
    (
        W.BUT,
        """but while although though whereas even yet because since as amid despite citing adding saying noting
        referring suggesting arguing calling prompting according after before unless until except""",
    ),
    (W.TRIM, "but while whereas according adding saying citing noting arguing"),
    (
        W.VERBISH,
        """made took went came got gave became left led held kept began met won lost ran set put paid sent stood brought
        makes takes goes comes gets gives becomes leads holds keeps remains rose fell grew needs seems means
        struck swung clung flung sprang sank shrank swore tore wore stole froze chose rode drove fled slid sought fought
        bought caught taught withstood withdrew drew threw blew flew overthrew undertook overtook shook spent built
        dealt felt slept swept crept shot sold understood fed laid drank forgot spoke broke woke arose saw knew
        wrote sat stuck hung heard""",
    ),
    (
        W.PLURAL,
        """people police media half majority percent third quarter some many most few several both others all men women
        two three four five six seven eight nine ten dozen hundreds thousands""",
    ),
    (W.SUBORD, "because if when while although though since after before until unless as whereas once where whether"),
    (W.ADVERBIAL, "as when where while because although though whereas"),
    (W.REL, "who which whose whom that"),
    (
        W.TIME,
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december jan feb mar apr aug sept sep oct nov dec yesterday today tomorrow tonight
        morning afternoon evening night week weekend month year years days weeks months last next this earlier later
        recently recent ago noon midday early late same day hours hour time past previous previously first""",
    ),
    (W.OBJPRON, "him her them me us reporters himself herself themselves myself it"),
    (W.ACCORDING, "according per"),
    (W.OPENER, "here back earlier still more once soon shortly long"),
)


def _by_word() -> dict[str, int]:
    table: dict[str, int] = {}
    for bit, words in _CLASSES:
        for word in words.split():
            table[word] = table.get(word, 0) | bit
    return table


_GRAMMAR = _by_word()

#: Time words that count only in lower case or only as names of days and months.
_NAMES_OF_TIME = frozenset("may march".split())
#: Helping words and adverbs that with a capital are names: Will Lund, Long Wei.
_NAMES_TOO = frozenset(["will", "long"])
#: In capitals they are names: the WHO, US officials.
_ACRONYMS = frozenset(["WHO", "US"])
_NOT_VERBS = frozenset(["regarding"])
_NOT_GERUNDS = frozenset(
    """including during according nothing something anything everything morning evening spring meeting building beijing
    boeing wyoming jinping chongqing nanjing sterling fleming""".split()
)
_NOT_ADVERBS = frozenset(
    """family only early likely daily weekly monthly rally ally reply supply italy july fly apply bully assembly
    friendly elderly monopoly anomaly kelly reilly billy sally connolly donnelly beverly kimberly""".split()
)
#: Words in lower case of which more than first and last letters matters.
CLOSED = _GRAMMAR.keys() | _NAMES_OF_TIME | _NOT_VERBS | _NOT_GERUNDS | _NOT_ADVERBS | {"united"}


def word_bits(word: str, table: Mapping[str, int]) -> int:
    """All bits of a word as published; ``table`` has the bits that come from cues.yml, by folded word."""
    folded = word.lower().replace("’", "'")
    closed = 0 if word in _ACRONYMS else _closed_classes(folded, word[0].isupper())
    bits = closed | table.get(folded, 0) | _shape(word, folded)
    if folded in _NOT_VERBS:
        bits &= ~(VERB | W.ADJ)
    return bits


def _closed_classes(folded: str, capital: bool) -> int:
    bits = _GRAMMAR.get(folded, 0)
    if folded in _NAMES_OF_TIME:
        bits &= ~(W.MODAL if capital else W.TIME)
    if capital and folded in _NAMES_TOO:
        bits &= ~(W.MODAL | W.ADV)
    if folded.endswith("n't"):
        bits |= W.NEG
    if folded.endswith("'s") and not bits:
        bits |= W.GENITIVE
    return bits


def _shape(word: str, folded: str) -> int:
    """Bits of capitals, digits and endings."""
    bits = 0
    if word[0].isupper():
        bits |= W.CAP | (W.OPENER if _opens(folded) else 0)
    elif word[0].isdigit():
        bits |= W.DIGIT
    else:
        bits |= _ending(folded)
    if (word.isupper() and len(word) > 1) or word == "A":
        bits |= W.UPPER
    if folded.endswith("s") and not folded.endswith("'s") and len(folded) > 3:
        bits |= W.PLURAL
    return bits


def _opens(folded: str) -> bool:
    """Whether a word with a capital may be a participle or an adverb, as far as its ending tells."""
    if folded.endswith("ly"):
        return len(folded) > 5 and folded not in _NOT_ADVERBS
    if folded.endswith("ing"):
        return len(folded) > 5 and folded not in _NOT_GERUNDS
    return folded.endswith("ed") and len(folded) > 4 and folded != "united"


def _ending(folded: str) -> int:
    if folded.endswith("ly") and len(folded) > 4 and folded not in _NOT_ADVERBS:
        return W.ADV
    if folded.endswith("ing") and len(folded) > 5 and folded not in _NOT_GERUNDS:
        return W.GERUND
    if folded.endswith("ed") and len(folded) > 4:
        return W.VERBISH
    return 0


_DASH = re.compile(r"[—–―]|--|\s-\s|\s-|―")
_MARKS = re.compile("[\"“”„«»]|''|``")


_SIGNS = (
    (",，、", G.COMMA),
    (";；", G.SEMI),
    (":：", G.COLON),
    (".。…", G.STOP),
    ("([{（", G.LEFT),
    (")]}）", G.RIGHT),
    ("?!？！", G.ASK),
    ("\n\x00", G.BREAK),
)
_BY_SIGN = {sign: bit for signs, bit in _SIGNS for sign in signs}


def gap_bits(gap: str) -> int:
    """Bits of the characters of a gap; a comma or colon without a space, as in 80,000 or 9:30, is none."""
    if gap in (" ", ",", ":"):
        return 0
    bits = 0
    for sign in set(gap):
        bits |= _BY_SIGN.get(sign, 0)
    if _DASH.search(gap):
        bits |= G.DASH
    if _MARKS.search(gap):
        bits |= G.MARK
    if gap in ("-", "‑", "‐"):
        bits |= G.HYPHEN
    if gap in ("' ", "’ "):
        bits |= G.OWNER
    return bits
