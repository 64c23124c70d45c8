"""The shapes of a sentence that say who does the thing of a match, and to whom.

    subject and verb   Washington has threatened Beijing · the US is bullying China · Beijing threatens Tokyo
                       (the subject may be part of the match)
    passive and by     was coerced by the United States · China was hit
    blamed for         accused China of bullying · was accused of unfair pressure · blamed Washington for threatening
    urged to           urged China to stop bullying · was urged to lift the levy
    round a noun       Washington's threats · pressure from Beijing · threats against China
    whose rights       violates China's rights · harm to the EU's interests

Each is asked of the words next to the match; nothing is inferred from what merely stands near by.
"""

from __future__ import annotations

from collections.abc import Mapping

from framing.records.batch import Batch
from framing.records.flags import Gap

LONGEST_NAME, MOST_HELPERS = 6, 5
#: "Accused China *of grossly unfair* pressure", "China's *legitimate and lawful* rights"
MOST_WORDS = 3

_BE = frozenset("is are was were be been being".split())
_HELPERS = frozenset(
    """has have had will would could can may might must shall should also again now then once never not repeatedly
    reportedly recently""".split()
)
#: "Beijing should *stop* bullying" does as "Beijing is bullying" does; before to, whoever is urged does it.
_ENDING = frozenset("stop cease quit end avoid".split())
_URGED = frozenset("urged asked told ordered pressed pressured forced warned expected".split())
_MODALS = frozenset("will would could can may might must shall should to".split())
_PREPOSITIONS = frozenset("of in on at to for from by with about against over between as than into toward".split())
#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
_JOINTS = frozenset({"and", "or"})
FROM = frozenset({"by", "from"})
AGAINST = frozenset({"on", "against", "toward", "towards"})
#: Of verbs that news has in the passive, the participles that end in something else than -ed; many are also a past.
_PARTICIPLES = frozenset(
    """beaten bitten bound broken brought caught cut dealt done driven drawn forbidden forced given held hit hurt kept
    led left lost made met paid put set shaken shown shut struck stuck sunk swept taken thrown told torn undercut
    undone upset""".split()
)
#: What a party is accused of, or blamed for, is its doing.
BLAMES = ("accus", "blam", "criticis", "criticiz", "condemn", "denounc", "suspect")
BLAMED_FOR = frozenset({"of", "for"})
#: Whoever has these is hurt where they are: "violates *China's legal rights*".
_OWNED = frozenset("rights right interests interest sovereignty security dignity".split())
#: What may stand before a name at the beginning of a match.
TITLES = frozenset("the president secretary minister premier chancellor".split())
TO_OWNED = frozenset("of to on upon against".split())


def is_past(word: str) -> bool:
    """Whether a word in lower case may be a past or a passive participle."""
    return word.endswith("ed") or word in _PARTICIPLES


def _before_to(helpers: list[str]) -> list[str]:
    """Those helpers, nearest first, that stand behind "to": "was urged *to be* hit"."""
    return helpers[: helpers.index("to")] if "to" in helpers else helpers


def is_helper(word: str) -> bool:
    """Auxiliaries and adverbs, and who is urged, in lower case."""
    return word in _BE or word in _HELPERS or word in _ENDING or word in _URGED or word == "to" or word.endswith("ly")


class Clause:
    """The words of one sentence round a match."""

    def __init__(self, batch: Batch, sides: Mapping[int, list[tuple[str, int]]], first: int, last: int) -> None:
        self._batch, self._sides = batch, sides
        self._first, self._last = first, last

    def roles(self, start: int, end: int) -> tuple[str, str]:
        """Actor and target of the match."""
        start = self._past_name(start, end)
        verb = self._low(start)
        helpers = self._helpers(start)
        passive = any(word in _BE for word in _before_to(helpers))
        if is_past(verb) and passive:
            return self._after(end, FROM), self._subject(start - len(helpers))
        if blamed := self._blamed(start):
            return blamed, self._target(end)
        active = is_past(verb) or (verb.endswith("ing") and passive) or not _MODALS.isdisjoint((verb, *helpers))
        if actor := self._subject(start - len(helpers)) if active else "":
            return actor, self._target(end)
        owner = self._owner_of_rights(end)
        if owner or (active and verb not in _PARTICIPLES):  # of which many are nouns as well: Washington's latest hit
            return "", owner or self._after(end, AGAINST)
        if present := self._present(verb, start, end):
            return present
        return self._owner(start) or self._after(end, FROM), self._after(end, AGAINST)

    def _past_name(self, start: int, end: int) -> int:
        """Where the verb stands of a match that holds its subject, or the noun of one that holds its owner: "*Oslo
        should* stop", "*President Lund* threatened", "*Oslo's* threats"."""
        side, finish = self._side(start + (self._low(start) in TITLES), end)
        if not side or finish >= end:
            return start
        while finish < end - 1 and is_helper(self._low(finish)):
            finish += 1
        return finish

    def _target(self, end: int) -> str:
        """The party on which an act falls: whose rights it touches, its object, or the name behind a preposition."""
        return self._owner_of_rights(end) or self._object(end) or self._after(end, AGAINST)

    def _blamed(self, start: int) -> str:
        """The party that is accused of the match, or blamed for it: its name, or the subject of "was accused of"."""
        of = start - 1
        while self._low(of) not in BLAMED_FOR:
            of -= 1
            if start - of > MOST_WORDS or not self._near(of + 1):
                return ""
        if not self._near(start) or not self._near(of):
            return ""
        side, at = self._ending_at(of)
        if side:
            return side if self._low(at - 1 - (self._low(at - 1) == "the")).startswith(BLAMES) else ""
        helpers = self._helpers(of - 1) if self._low(of - 1).startswith(BLAMES) else []
        return self._subject(of - 1 - len(helpers)) if any(word in _BE for word in helpers) else ""

    def _owner_of_rights(self, end: int) -> str:
        """The party whose rights or interests follow the match: "violates China's legal rights", "harm to its ..."."""
        if self._sides.keys().isdisjoint(range(end, end + 3)):
            return ""
        at = end + (self._low(end) in TO_OWNED)
        if not (self._near(end) and self._near(at)):
            return ""
        at += self._low(at) == "the"
        side, finish = self._side(at, self._last)
        if not side or not self._genitive(finish - 1):
            return ""
        return side if any(self._low(word) in _OWNED for word in range(finish, finish + MOST_WORDS + 1)) else ""

    def _present(self, verb: str, start: int, end: int) -> tuple[str, str] | None:
        """Both parties of a verb in -s between them; one alone would as well stand beside a noun: US threats."""
        if not verb.endswith("s") or verb.endswith(("'s", "’s")):
            return None
        actor, target = self._subject(start), self._object(end)
        return (actor, target) if actor and target and actor != target else None

    def _word(self, at: int) -> str:
        return str(self._batch.pieces[self._batch.word_id[at]])

    def _low(self, at: int) -> str:
        return self._word(at).casefold() if self._first <= at < self._last else ""

    def _near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self._first < at < self._last and not self._batch.flags[self._batch.gap_id[at]] & int(Gap.LOOSE)

    def _helpers(self, start: int) -> list[str]:
        """Auxiliaries and adverbs directly before the match, nearest first."""
        found: list[str] = []
        at = start
        while len(found) < MOST_HELPERS and self._near(at):
            word = self._low(at - 1)
            if not is_helper(word) or (word in _URGED and found[-1:] != ["to"]):
                break
            at -= 1
            found.append(word)
        return found

    def _side(self, at: int, end: int) -> tuple[str, int]:
        """The side whose name starts at ``at``, and where that name ends."""
        return next((named for named in self._sides.get(at, ()) if named[1] <= end), ("", at))

    def _ending_at(self, end: int) -> tuple[str, int]:
        """The side whose name ends just before ``end``, and where it starts."""
        for at in range(max(self._first, end - LONGEST_NAME), end):
            side, finish = self._side(at, end)
            if side and finish == end:
                return side, at
        return "", end

    def _genitive(self, at: int) -> bool:
        """Whether the word at ``at`` is a possessive: China's, the US'."""
        gap = self._batch.pieces[self._batch.gap_id[at + 1]]
        return self._low(at).endswith(("'s", "’s")) or (self._low(at).endswith("s") and gap[:1] in ("'", "’"))

    def _subject(self, end: int) -> str:
        """The party whose name ends just before the verb group, unless a preposition governs it."""
        if not self._near(end):
            return ""
        side, at = self._ending_at(end)
        if not side or self._genitive(end - 1):
            return ""
        at -= 1 + (self._low(at - 1) == "the")
        before = self._low(at)
        called = before == "on" and self._low(at - 1).startswith("call")  # "called on Oslo to stop threatening Bergen"
        return "" if not called and (before in _PREPOSITIONS or before in _JOINTS) else side

    def _object(self, end: int) -> str:
        """The party whose name follows the verb directly."""
        if not self._near(end):
            return ""
        return self._whole_name(end + 1 if self._low(end) == "the" else end)

    def _whole_name(self, at: int) -> str:
        """The party whose name starts at a word, unless it goes on: China's exports, China-US bickering."""
        side, finish = self._side(at, self._last)
        hyphen = finish < self._last and self._batch.pieces[self._batch.gap_id[finish]].endswith("-")
        return "" if not side or hyphen or self._genitive(finish - 1) else side

    def _owner(self, start: int) -> str:
        """The party whose possessive stands before the noun, one word between at most."""
        for end in (start, start - 1):
            if end > self._first and self._near(start) and self._genitive(end - 1):
                return self._ending_at(end)[0]
        return ""

    def _after(self, end: int, prepositions: frozenset[str]) -> str:
        """The party after a preposition that follows the match directly."""
        if not (self._near(end) and self._low(end) in prepositions):
            return ""
        return self._whole_name(end + 2 if self._low(end + 1) == "the" else end + 1)
