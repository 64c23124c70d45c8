"""The shapes of a sentence that say who does the thing of a match, and to whom.

    subject and verb   Washington has threatened Beijing · the US is bullying China · Chinese officials vowed to fight
                       · Lund, who threatened (see ``subjects``; the subject may be part of the match)
    subject and state  China is not afraid · the US has no choice but
    passive and by     was coerced by the United States · China was hit
    blamed for         accused China of bullying · was accused of unfair pressure · blamed Washington for threatening
    urged to           urged China to stop bullying · was urged to lift the levy · it is for the US to lift it
    round a noun       Washington's threats · US threats · pressure from Beijing · threats against China
                       · Trump has imposed new duties
    whose rights       violates China's rights · harm to the EU's interests

Each is asked of the words next to the match; nothing is inferred from what merely stands near by.
"""

from __future__ import annotations

from framing.annotate import deeds, joints
from framing.annotate.clause import JOINTS
from framing.annotate.subjects import PREPOSITIONS, TITLES, Subjects

#: "Accused China *of grossly unfair* pressure", "China's *legitimate and lawful* rights"
MOST_WORDS = 3

_CALLED_ON = frozenset({"on", "upon", "for"})
BY, FROM, OF = frozenset({"by"}), frozenset({"by", "from"}), frozenset({"of"})
AGAINST = frozenset({"on", "against", "toward", "towards"})
#: What a party is accused of, or blamed for, is its doing.
BLAMES = (*deeds.BLAME, "criticis", "criticiz", "condemn", "denounc", "suspect")
BLAMED_FOR = frozenset({"of", "for"})
#: Whoever has these is hurt where they are: "violates *China's legal rights*"; of security only behind the deed, since
#: "China's national security" is a subject of its own.
_RIGHTS = frozenset("rights right interests interest sovereignty dignity".split())
_OWNED = _RIGHTS | {"security"}
#: What parts the object in a match from what is done with it: "force Oslo *into* submission".
BEHIND_OBJECT = frozenset("into to out with by off over from".split())
TO_OWNED = frozenset("of to on upon against".split())


class Roles(Subjects):
    """Who does the thing of a match in a clause, and to whom."""

    def roles(self, start: int, end: int) -> tuple[str, str]:
        """Actor and target of the match."""
        verb_at = self._verb_at(start, end)
        helpers = self.helpers(verb_at)
        if charged := self._charged(verb_at, helpers) or self._turn(start, end):
            return charged, ""
        return self._of_verb(verb_at, helpers, end) or self._of_noun(start, verb_at, helpers, end)

    def _of_verb(self, verb_at: int, helpers: list[str], end: int) -> tuple[str, str] | None:
        """Both roles if the word is a verb, or a state, whose subject or object is there."""
        verb = self.low(verb_at)
        is_state = verb in deeds.STATES and not (deeds.BE | deeds.HAVE).isdisjoint(helpers)
        passive = not is_state and not deeds.BE.isdisjoint(deeds.before_to(helpers))
        if deeds.is_participle(verb) and passive:
            return self.after(end, FROM), self.subject(verb_at, helpers)
        if blamed := self._blamed(verb_at):
            return blamed, self._target(end)
        if verb.startswith(deeds.BLAME):
            return "", ""
        if not is_state and not self.acts(verb_at, helpers):
            return None
        actor = self.subject(verb_at, helpers)
        return (actor, self._target(end) or self._object_inside(verb_at, end, actor)) if actor else None

    def _of_noun(self, start: int, verb_at: int, helpers: list[str], end: int) -> tuple[str, str]:
        """Both roles of a noun, or of a verb without a subject, by what stands round it."""
        hurt = self._owner_of_rights(end)
        is_verb = self.acts(verb_at, helpers) and not _may_be_noun(self.low(verb_at)) and not self.genitive(start - 1)
        if hurt or is_verb:
            return self._behind(end, BY), hurt or self.after(end, AGAINST)
        if both := self._between(verb_at, end):
            return both
        if inside := self._subject_inside(start, end):
            return inside, self.after(end, AGAINST)
        owner = self._owner(verb_at) or self._owner(start)
        if self.low(end - 1) in _RIGHTS:  # "violates China's *legal rights*"
            return "", owner
        doer = owner or self._doer(start, end) or self._behind(end, FROM) or self._undertaker(start, end)
        return doer, self.after(end, AGAINST)

    def _behind(self, end: int, prepositions: frozenset[str]) -> str:
        """The doer named behind the match: "imposed *by Oslo*", "threats *from Oslo*", "the practices *of Oslo*"."""
        last = self.low(end - 1)
        if deeds.is_of_doer(last) and (doer := self.after(end, OF)):
            return doer
        return self.after(end, FROM if deeds.is_act(last) else prepositions)

    def _charged(self, verb_at: int, helpers: list[str]) -> str:
        """The party that the match itself blames or urges: "*urged the US to*", "*blamed* China", "was *accused*"."""
        verb = self.low(verb_at)
        blames = verb.startswith(deeds.BLAME)
        if not blames and verb not in deeds.URGE:
            return ""
        passive = deeds.is_participle(verb) and not deeds.BE.isdisjoint(deeds.before_to(helpers))
        if passive or (blames and "to" in helpers and not deeds.BE.isdisjoint(helpers)):  # "was blamed", "is to blame"
            return self.subject(verb_at, helpers)
        at = verb_at + 1
        at += self.low(at) in _CALLED_ON
        at += self.low(at) == "the"
        side, finish = self.side(at, self.last)
        finish += self.low(finish) in deeds.AGENTS
        return side if blames or self.low(finish) in deeds.MODALS else ""

    def _turn(self, start: int, end: int) -> str:
        """The party whose turn it is, in the match: "*up to Oslo*", "*time for the US to*", "*it is Oslo who*"."""
        for at in range(start + 2, end):
            side, finish = self.side(at, end)
            if side:
                return side if self._has_turn(at - (self.low(at - 1) == "the"), finish) else ""
        return ""

    def _has_turn(self, at: int, finish: int) -> bool:
        before = self.low(at - 2), self.low(at - 1)
        if before == ("up", "to"):
            return self.low(at - 3) in deeds.BE  # not "stood up to Oslo"
        if before[0] == "it" and before[1] in deeds.BE:
            return self.low(finish) in deeds.RELATIVES
        return before in deeds.TURNS

    def _verb_at(self, start: int, end: int) -> int:
        """Where the verb stands of a match that begins with its subject or auxiliaries, or the noun of one that begins
        with its owner: "*Oslo should* stop", "*will never* yield", "*Oslo's* threats"."""
        side, finish = self.side(start + (self.low(start) in TITLES), end)
        at = finish if side and not self.hyphened(finish) else start
        at += not side and self.ending_at(start + 1)[1] < start  # "United *States* threatened"
        at += self.low(at) in deeds.AGENTS
        at += at > start and self.low(at) in deeds.RELATIVES
        while at < end - 1 and self.helps(at):
            at += 1
        return min(at, end - 1)

    def _target(self, end: int) -> str:
        """The party on which an act falls: whose rights it touches, its object, or the name behind a preposition."""
        return self._owner_of_rights(end) or self.object(end) or self.after(end, AGAINST)

    def _object_inside(self, verb_at: int, end: int, actor: str) -> str:
        """The party behind the verb in the match itself: "force *Oslo* into submission"."""
        at = verb_at + 1 + (self.low(verb_at + 1) == "the")
        side, finish = self.side(at, end)
        whole = side and finish < end and not self.genitive(finish - 1) and not self.hyphened(finish)
        return side if whole and side != actor and self.low(finish) in BEHIND_OBJECT else ""

    def _subject_inside(self, start: int, end: int) -> str:
        """The party between a noun and the verb that ends the match: "tariffs *the US* has placed"."""
        verb_at = end - 1
        if not deeds.is_finite(self.low(verb_at)):
            return ""
        side, at = self.agent(verb_at - len(self.helpers(verb_at)))
        the = at - (self.low(at - 1) == "the")
        governed = self.low(the - 1) in PREPOSITIONS or self._governed(at, self.low(verb_at))
        return side if the > start and not governed and self.near(the) else ""

    def _blamed(self, start: int) -> str:
        """The party that is accused of the match, or blamed for it: its name, or the subject of "was accused of"."""
        of = start - 1
        while self.low(of) not in BLAMED_FOR:
            of -= 1
            if start - of > MOST_WORDS or not self.near(of + 1):
                return ""
        if not self.near(start) or not self.near(of):
            return ""
        side, at = self.ending_at(of)
        if side:
            return side if self.low(at - 1 - (self.low(at - 1) == "the")).startswith(BLAMES) else ""
        helpers = self.helpers(of - 1) if self.low(of - 1).startswith(BLAMES) else []
        return self.subject(of - 1, helpers) if not deeds.BE.isdisjoint(helpers) else ""

    def _owner_of_rights(self, end: int) -> str:
        """The party whose rights or interests follow the match: "violates China's legal rights", "harm to its ..."."""
        if self.sides.keys().isdisjoint(range(end, end + 3)):
            return ""
        at = end + (self.low(end) in TO_OWNED)
        if not (self.near(end) and self.near(at)):
            return ""
        at += self.low(at) == "the"
        side, finish = self.side(at, self.last)
        if not side or not self.genitive(finish - 1):
            return ""
        return side if any(self.low(word) in _OWNED for word in range(finish, finish + MOST_WORDS + 1)) else ""

    def _between(self, start: int, end: int) -> tuple[str, str] | None:
        """Both parties of a verb in -s between them; one alone would as well stand beside a noun: US threats."""
        verb = self.low(start)
        if not verb.endswith("s") or verb.endswith(("'s", "’s")):
            return None
        actor, target = self.subject(start, []), self.object(end)
        return (actor, target) if actor and target and actor != target else None

    def _owner(self, start: int) -> str:
        """The party whose possessive stands before the noun, one word between at most."""
        for end in (start, start - 1):
            if self.low(end - 1) in deeds.OF_SPEAKER and self.near(start) and self.near(end):
                return self.speaker
            if end > self.first and self.near(start) and self.genitive(end - 1):
                return self.ending_at(end)[0]
        return ""

    def _undertaker(self, start: int, end: int) -> str:
        """The party whose act the noun is by the verb before it: "Oslo has *imposed* new duties"."""
        at = start - 1
        while start - at <= MOST_WORDS and self.low(at) in deeds.BEFORE_ACT:
            at -= 1
        if self.low(at) not in deeds.UNDERTAKES or not all(map(self.near, range(at + 1, start + 1))):
            return ""
        last = end + (self.near(end) and self.low(end) not in deeds.RELATIVES)
        if any(joints.is_of_other_clause(self.low(word)) for word in range(start, last)):
            return ""  # "announced talks *are* off"
        helpers = self.helpers(at)
        passive = not deeds.BE.isdisjoint(deeds.before_to(helpers)) and not self.low(at).endswith("ing")
        return "" if passive or not self.acts(at, helpers) else self.subject(at, helpers)

    def _doer(self, start: int, end: int) -> str:
        """The party named right before an act: US threats, Trump's aides say *Chinese economic coercion*. A country's
        name itself may as well be whom it falls on: China tariffs."""
        if not (deeds.is_act(self.low(start)) or (end - start <= MOST_WORDS and deeds.is_act(self.low(end - 1)))):
            return ""
        name_end = start - (self.low(start - 1) in deeds.MANNERS)
        if not (self.near(start) and self.near(name_end)):
            return ""
        side, at = self.ending_at(name_end)
        alone = name_end - at == 1 and self.word(at) == side and not side.isupper()
        return "" if alone or self.hyphened(at) or self.low(at - 1) in JOINTS else side


def _may_be_noun(verb: str) -> bool:
    """Whether a form that may be a verb is a noun as often: Washington's latest *hit*, US *moves*, *drawing* fire."""
    return verb in deeds.PARTICIPLES or verb.endswith(("s", "ing"))
