"""What the shapes of ``roles`` ask of a word, decided once for each distinct one."""

from __future__ import annotations

from collections.abc import Set

from framing.annotate import deeds, joints
from framing.annotate.roles import AGAINST, BLAMED_FOR, BLAMES, FROM, TO_OWNED
from framing.annotate.subjects import TITLES


class Fact:
    """Facts of a word as plain integers, combined by ``|``."""

    (
        HELPER,
        VERB,
        JOINED,
        GENITIVE,
        PLURAL,
        PREPOSITION,
        FOR,
        BLAME,
        CHARGE,
        TITLE,
        ACT,
        MANNER,
        BEFORE_ACT,
        UNDERTAKES,
        OF_DOER,
        STANDS_IN,
        SPEAKER,
        OF_SPEAKER,
        SAYS,
        DAY,
        PLAN,
        BEHIND_VERB,
    ) = (1 << bit for bit in range(22))


_LISTS: dict[int, Set[str]] = {
    Fact.HELPER: deeds.HELPERS,
    Fact.VERB: deeds.FINITE,
    Fact.JOINED: deeds.FINITE | deeds.BARE,
    Fact.PREPOSITION: FROM | AGAINST | TO_OWNED,
    Fact.FOR: BLAMED_FOR,
    Fact.CHARGE: deeds.URGE,
    Fact.TITLE: TITLES,
    Fact.ACT: deeds.ACTS,
    Fact.MANNER: deeds.MANNERS,
    Fact.BEFORE_ACT: deeds.BEFORE_ACT,
    Fact.UNDERTAKES: deeds.UNDERTAKES,
    Fact.OF_DOER: deeds.OF_DOER,
    Fact.STANDS_IN: deeds.AGENTS | deeds.RELATIVES,
    Fact.SPEAKER: deeds.SPEAKER,
    Fact.OF_SPEAKER: deeds.OF_SPEAKER,
    Fact.SAYS: joints.SAYS | joints.TIMES | {"that"},
    Fact.DAY: joints.DAYS | joints.MONTHS - {"may"},
    Fact.PLAN: deeds.PLANS,
    Fact.BEHIND_VERB: deeds.BEHIND_VERBS,
}
_LISTED: dict[str, int] = {}
for _fact, _words in _LISTS.items():
    for _word in _words:
        _LISTED[_word] = _LISTED.get(_word, 0) | _fact
#: Facts of all words that end so; a word that ends in s may be a plural or a possessive.
_ENDINGS = {"ly": Fact.HELPER, "ed": Fact.VERB | Fact.JOINED, "'s": Fact.GENITIVE, "’s": Fact.GENITIVE}


def describe(piece: str) -> int:
    """The facts of a word; a gap, in which there is no letter, has none.

    >>> describe("Raised") == Fact.VERB | Fact.JOINED, describe("mills") == Fact.PLURAL
    (True, True)
    """
    word = deeds.spelt_out(piece.casefold())
    facts = _LISTED.get(word, 0)
    if word.startswith(BLAMES):
        facts |= Fact.BLAME | (Fact.CHARGE if word.startswith(deeds.BLAME) else 0)
    if ending := _ENDINGS.get(word[-2:]):
        return facts | ending
    if word.endswith("ing"):
        return facts | Fact.VERB
    return facts | (Fact.PLURAL * word.endswith("s")) | (Fact.DAY * word.isdigit())
