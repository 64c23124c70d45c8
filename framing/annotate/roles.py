"""The shapes of a sentence that say who does the thing of a match, and to whom.

    subject and verb   Washington has threatened Beijing · the US is bullying China · Chinese officials vowed to fight
                       · Lund, who threatened (the subject, or its auxiliaries, may be part of the match)
    subject and state  China is not afraid · the US has no choice but
    passive and by     was coerced by the United States · China was hit
    blamed for         accused China of bullying · was accused of unfair pressure · blamed Washington for threatening
    urged to           urged China to stop bullying · was urged to lift the levy · it is for the US to lift it
    round a noun       Washington's threats · US threats · pressure from Beijing · threats against China
    whose rights       violates China's rights · harm to the EU's interests

Each is asked of the words next to the match; nothing is inferred from what merely stands near by.
"""

from __future__ import annotations

from collections.abc import Mapping

from framing.annotate import deeds
from framing.records.batch import Batch
from framing.records.flags import Gap

LONGEST_NAME, MOST_HELPERS = 6, 5
#: "Accused China *of grossly unfair* pressure", "China's *legitimate and lawful* rights"
MOST_WORDS = 3

_PREPOSITIONS = frozenset("of in on at to for from by with about against over between as than into toward".split())
#: "It is *for* the US to lift it", "a move *by* China to ban it": the name is the subject of what stands behind "to".
_BEFORE_DOER = frozenset({"for", "by"})
#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
_JOINTS = frozenset({"and", "or"})
_CALLED_ON = frozenset({"on", "upon", "for"})
BY, FROM = frozenset({"by"}), frozenset({"by", "from"})
AGAINST = frozenset({"on", "against", "toward", "towards"})
#: What a party is accused of, or blamed for, is its doing.
BLAMES = ("accus", "blam", "criticis", "criticiz", "condemn", "denounc", "suspect")
BLAMED_FOR = frozenset({"of", "for"})
#: Whoever has these is hurt where they are: "violates *China's legal rights*".
_OWNED = frozenset("rights right interests interest sovereignty security dignity".split())
#: What may stand before a name at the beginning of a match.
TITLES = frozenset("the president secretary minister premier chancellor".split())
TO_OWNED = frozenset("of to on upon against".split())


class Clause:
    """The words ``[first, last)`` of one sentence round a match; "we" is ``speaker``, whose words they are."""

    def __init__(
        self, batch: Batch, sides: Mapping[int, list[tuple[str, int]]], first: int, last: int, speaker: str
    ) -> None:
        self._batch, self._sides = batch, sides
        self._first, self._last = first, last
        self._speaker = speaker

    def roles(self, start: int, end: int) -> tuple[str, str]:
        """Actor and target of the match."""
        verb_at = self._verb_at(start, end)
        verb, helpers = self._low(verb_at), self._helpers(verb_at)
        if charged := self._charged(verb_at, helpers):
            return charged, ""
        is_state = verb in deeds.STATES and not (deeds.BE | deeds.HAVE).isdisjoint(helpers)
        passive = not is_state and not deeds.BE.isdisjoint(deeds.before_to(helpers))
        if deeds.is_participle(verb) and passive:
            return self._after(end, FROM), self._subject(verb_at - len(helpers))
        if blamed := self._blamed(verb_at):
            return blamed, self._target(end)
        if verb.startswith(deeds.BLAME):
            return "", ""
        active = self._acts(verb_at, helpers)
        if actor := self._subject(verb_at - len(helpers)) if active or is_state else "":
            return actor, self._target(end)
        owner = self._owner_of_rights(end)
        if owner or (active and not _may_be_noun(verb) and not self._genitive(start - 1)):
            return self._after(end, BY), owner or self._after(end, AGAINST)
        if both := self._between(verb, verb_at, end):
            return both
        owner = self._owner(verb_at) or self._owner(start)
        if self._low(end - 1) in _OWNED:  # "violates China's *legal rights*"
            return "", owner
        return owner or self._doer(start, end) or self._after(end, FROM), self._after(end, AGAINST)

    def _acts(self, verb_at: int, helpers: list[str]) -> bool:
        """Whether the word may be what its subject does: a finite form, one in -ing, a bare one behind a modal."""
        verb = self._low(verb_at)
        if verb.endswith("s") and self._low(verb_at + 1) in deeds.BEHIND_VERBS:
            return True
        return deeds.is_finite(verb) or verb.endswith("ing") or not deeds.MODALS.isdisjoint((verb, *helpers))

    def _charged(self, verb_at: int, helpers: list[str]) -> str:
        """The party that the match itself blames or urges: "*urged the US to*", "*blamed* China", "was *accused*"."""
        verb = self._low(verb_at)
        blames = verb.startswith(deeds.BLAME)
        if not blames and verb not in deeds.URGE:
            return ""
        passive = deeds.is_participle(verb) and not deeds.BE.isdisjoint(deeds.before_to(helpers))
        if passive or (blames and "to" in helpers and not deeds.BE.isdisjoint(helpers)):  # "was blamed", "is to blame"
            return self._subject(verb_at - len(helpers))
        at = verb_at + 1
        at += self._low(at) in _CALLED_ON
        at += self._low(at) == "the"
        side, finish = self._side(at, self._last)
        finish += self._low(finish) in deeds.AGENTS
        return side if blames or self._low(finish) in deeds.MODALS else ""

    def _verb_at(self, start: int, end: int) -> int:
        """Where the verb stands of a match that begins with its subject or auxiliaries, or the noun of one that begins
        with its owner: "*Oslo should* stop", "*will never* yield", "*Oslo's* threats"."""
        side, finish = self._side(start + (self._low(start) in TITLES), end)
        at = finish if side and not self._hyphened(finish) else start
        at += self._low(at) in deeds.AGENTS
        at += at > start and self._low(at) in deeds.RELATIVES
        while at < end - 1 and self._helps(at):
            at += 1
        return min(at, end - 1)

    def _helps(self, at: int) -> bool:
        """Whether an auxiliary, an adverb, or before "to" what somebody is urged or means stands at a word."""
        word = self._low(at)
        return deeds.is_helper(word) and (word not in deeds.BEFORE_TO or self._low(at + 1) == "to")

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
        return self._subject(of - 1 - len(helpers)) if not deeds.BE.isdisjoint(helpers) else ""

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

    def _between(self, verb: str, start: int, end: int) -> tuple[str, str] | None:
        """Both parties of a verb in -s between them; one alone would as well stand beside a noun: US threats."""
        if not verb.endswith("s") or verb.endswith(("'s", "’s")):
            return None
        actor, target = self._subject(start), self._object(end)
        return (actor, target) if actor and target and actor != target else None

    def _word(self, at: int) -> str:
        return str(self._batch.pieces[self._batch.word_id[at]])

    def _low(self, at: int) -> str:
        return deeds.spelt_out(self._word(at).casefold()) if self._first <= at < self._last else ""

    def _near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self._first < at < self._last and not self._batch.flags[self._batch.gap_id[at]] & int(Gap.LOOSE)

    def _helpers(self, start: int) -> list[str]:
        """Auxiliaries and adverbs directly before the verb, nearest first."""
        at = start
        while start - at < MOST_HELPERS and self._near(at) and self._helps(at - 1):
            at -= 1
        return [self._low(word) for word in range(start - 1, at - 1, -1)]

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
        before = self._low(end - 1)
        if before in deeds.RELATIVES:
            return self._taken_up(before, end - 1)
        if not self._near(end):
            return ""
        if before in deeds.SPEAKER:
            return self._speaker
        side, at = self._agent(end)
        return "" if side and self._governed(at, self._low(end)) else side

    def _agent(self, end: int) -> tuple[str, int]:
        """The side of the name, or of the agents of a side, that end just before ``end``, and where they start:
        "*Oslo*", "*Chinese officials*"; of its owner alone none: "*Oslo's* mills"."""
        if self._low(end - 1) in deeds.AGENTS and self._near(end - 1):
            return self._ending_at(end - 1)
        side, at = self._ending_at(end)
        return ("", at) if side and self._genitive(end - 1) else (side, at)

    def _governed(self, at: int, verb: str) -> bool:
        """Whether a preposition or a joint before the name at ``at`` says that it is not the subject of ``verb``."""
        at -= 1 + (self._low(at - 1) == "the")
        before = self._low(at)
        called = before == "on" and self._low(at - 1).startswith("call")  # "called on Oslo to stop threatening Bergen"
        doer = verb == "to" and before in _BEFORE_DOER
        return not (called or doer) and (before in _PREPOSITIONS or before in _JOINTS)

    def _taken_up(self, relative: str, end: int) -> str:
        """The party that a relative word takes up: "Lund, *who*", "Oslo, *which*", "it is Oslo *that*"."""
        side, at = self._agent(end)
        if relative == "who" or not side:
            return side
        if relative == "which":
            return "" if self._governed(at, relative) else side
        at -= 1 + (self._low(at - 1) == "the")
        return side if self._low(at) in deeds.BE and self._low(at - 1) == "it" else ""

    def _object(self, end: int) -> str:
        """The party whose name follows the verb directly."""
        if not self._near(end):
            return ""
        return self._whole_name(end + 1 if self._low(end) == "the" else end)

    def _whole_name(self, at: int) -> str:
        """The party whose name starts at a word, unless it goes on: China's exports, China-US bickering."""
        side, finish = self._side(at, self._last)
        return "" if not side or self._hyphened(finish) or self._genitive(finish - 1) else side

    def _hyphened(self, at: int) -> bool:
        """Whether a hyphen, a dash or a stroke joins the word at ``at`` to the one before: *Oslo-based*, *China-US*."""
        return at < self._last and self._batch.pieces[self._batch.gap_id[at]].endswith(("-", "–", "/"))

    def _owner(self, start: int) -> str:
        """The party whose possessive stands before the noun, one word between at most."""
        for end in (start, start - 1):
            if self._low(end - 1) in deeds.OF_SPEAKER and self._near(start) and self._near(end):
                return self._speaker
            if end > self._first and self._near(start) and self._genitive(end - 1):
                return self._ending_at(end)[0]
        return ""

    def _doer(self, start: int, end: int) -> str:
        """The party named right before an act: US threats, Trump's aides say *Chinese economic coercion*. A country's
        name itself may as well be whom it falls on: China tariffs."""
        if not (deeds.is_act(self._low(start)) or (end - start <= MOST_WORDS and deeds.is_act(self._low(end - 1)))):
            return ""
        name_end = start - (self._low(start - 1) in deeds.MANNERS)
        if not (self._near(start) and self._near(name_end)):
            return ""
        side, at = self._ending_at(name_end)
        alone = name_end - at == 1 and self._word(at) == side and not side.isupper()
        return "" if alone or self._hyphened(at) or self._low(at - 1) in _JOINTS else side

    def _after(self, end: int, prepositions: frozenset[str]) -> str:
        """The party after a preposition that follows the match directly."""
        if not (self._near(end) and self._low(end) in prepositions):
            return ""
        return self._whole_name(end + 2 if self._low(end + 1) == "the" else end + 1)


def _may_be_noun(verb: str) -> bool:
    """Whether a form that may be a verb is a noun as often: Washington's latest *hit*, US *moves*, *drawing* fire."""
    return verb in deeds.PARTICIPLES or verb.endswith(("s", "ing"))
