"""How a subject is carried on: to a verb behind "and" that has the form of the one before, to a pronoun behind "said".

Every question is of words in lower case; how they stand to each other is asked in ``subjects``.
"""

from __future__ import annotations

from framing.annotate import deeds

#: They join a verb to one before it that has the same subject, if there is one.
JOINING = frozenset({"and", "but"})
#: They may mean who says what they begin: "Oslo said *it* would".
PRONOUNS = frozenset({"it", "they", "he", "she"})
#: Behind these a clause may stand without "that"; and those of them that seldom have another object.
SAYING = frozenset(
    """said says say saying believes believed thinks thought claims claimed argues argued insists insisted notes noted
    adds added hopes hoped warns warned stresses stressed knows knew fears feared admits admitted suggests
    suggested""".split()
)
SAYS = SAYING | frozenset(
    """announced announces announcing declared declares vowed vows promised promises pledged pledges reiterated
    reiterates confirmed confirms signaled signalled indicated indicates warning insisting stressing adding claiming
    acknowledged acknowledges threatened""".split()
)
#: When somebody said it: "said *late on Monday* that".
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday
    week month year morning afternoon evening night""".split()
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
TIMES = DAYS | frozenset("on late earlier early this last".split())
#: Whose bearers are persons, though the lists of sides have them as offices; who are several; and bodies.
OFFICERS = frozenset(
    """secretary senator sen representative premier president republican minister spokesman spokeswoman spokesperson
    ambassador official envoy chief director chairman chairwoman congressman congresswoman governor""".split()
)
_SEVERAL = frozenset({"republicans", "democrats", "americans"})
INSTITUTIONS = frozenset(
    "ministry department commission agency embassy bureau council office parliament cabinet regulator bloc".split()
)
#: Forms of a verb that has a subject.
FINITE = frozenset({"auxiliary", "past", "present"})
_PRESENT_AUXILIARIES = frozenset("is are has have does do".split())
_AUXILIARIES = (deeds.MODALS - {"to"}) | deeds.HAVE | frozenset("is are was were".split())
_LEADING = deeds.MODALS | deeds.BE | deeds.HAVE | deeds.BEFORE_TO | deeds.ENDING
#: Forms whose subject is one party: "..., and Oslo *has* left".
SINGULAR = deeds.PRESENT | frozenset("is was has does".split())
#: Between two verbs they start a clause that has a subject of its own, or say that there was one.
_STARTERS = frozenset(
    """what whose whom as if when while because since after before until unless although though whereas where whether
    how why so there you""".split()
)
_OF_OTHER_CLAUSE = frozenset().union(
    _STARTERS, deeds.RELATIVES, deeds.SPEAKER, deeds.PASTS, deeds.PRESENT, PRONOUNS, _AUXILIARIES
)


def is_of_other_clause(word: str) -> bool:
    """Whether a word between two verbs tells that another clause begins there."""
    return word in _OF_OTHER_CLAUSE


def leading(helpers: list[str]) -> str:
    """The auxiliary, or the verb before "to", that stands first of all; empty for none."""
    return next((word for word in reversed(helpers) if word in _LEADING), "")


def form(verb: str, helpers: list[str]) -> str:
    """The form of a verb behind its helpers (nearest first) that another one joined to it shares.

    >>> form("leave", ["to", "vowed"]), form("leave", ["not", "will"]), form("leave", ["to"]), form("prices", [])
    ('past', 'auxiliary', 'to', '')
    """
    word = leading(helpers) or verb
    if word in _AUXILIARIES:
        return "auxiliary"
    if word == "to":
        return word
    if word in deeds.PRESENT or (word in deeds.BEFORE_TO and word.endswith("s")):
        return "present"
    if deeds.is_participle(word) or word in deeds.PASTS:
        return "past"
    return "bare" if deeds.is_bare(word) else ""


def agree(joined: str, verb: str, helpers: list[str]) -> bool:
    """Whether a verb of the form ``joined`` may go on with the subject of a verb behind its helpers.

    >>> agree("past", "left", ["has"]), agree("past", "left", ["was"]), agree("bare", "leave", ["to", "vowed"])
    (True, False, True)
    """
    nearest, own = leading(helpers[::-1]), form(verb, helpers)
    if joined in ("to", "bare"):
        return nearest == "to" or (joined == "bare" and nearest in deeds.MODALS)
    if own == "auxiliary" and joined != own:
        return nearest in deeds.HAVE if joined == "past" else leading(helpers) in _PRESENT_AUXILIARIES
    return own in FINITE if joined == "auxiliary" else own == joined


def meant_by(last: str, person: bool) -> frozenset[str]:
    """The pronouns for whom a name with this last word can stand.

    >>> sorted(meant_by("officials", False)), sorted(meant_by("ministry", False))
    (['they'], ['it'])
    """
    if last in _SEVERAL or (last in deeds.AGENTS and last.endswith("s")):
        return frozenset({"they"})
    return frozenset({"he", "she"} if person or last in OFFICERS else {"it"})
