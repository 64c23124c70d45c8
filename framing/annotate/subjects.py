"""The subject of a verb: the name beside it, the one it shares with a verb before, or whom a pronoun takes up.

beside it   Oslo has threatened · Norwegian officials vowed to · Lund, who left · a move by Oslo to
aside       Oslo, angered by the levy, threatened
plans       Oslo's decision to leave
shared      Oslo raised its levy and threatened to go on · Oslo will not bow and will fight
taken up    Oslo said (on Monday) that it would · Lund said he would · the ministry said it would (its side is known)
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.annotate import deeds, joints
from framing.annotate.clause import JOINTS
from framing.annotate.groups import Groups

#: A shared subject, and one with an aside behind it, stand no further before the verb.
MOST_BETWEEN, MOST_ASIDE = 30, 16
#: "Oslo has *the sole* right to"
MOST_QUALIFYING = 3

PREPOSITIONS = frozenset("of in on at to for from by with about against over between than into toward".split())
#: "It is *for* the US to lift it", "a move *by* China to ban it": the name is the subject of what stands behind "to".
_BEFORE_DOER = frozenset({"for", "by"})
#: "Mills *such as* Oslo's", but "as Oslo threatened".
_BEFORE_AS = frozenset({"such", "well"})
#: What may stand before a name at the beginning of a match, or of a sentence.
TITLES = frozenset("the president secretary minister premier chancellor".split())
#: A clause may begin with these, so that the name behind one is its subject.
_OPENINGS = frozenset("but if that because when while although said says".split())


class Subjects(Groups):
    """Who is the subject of the verbs in a clause."""

    def subject(self, verb_at: int, helpers: list[str]) -> str:
        """The party that is the subject of a verb behind these helpers; empty where no shape says so."""
        start = verb_at - len(helpers)
        end = self.before_day(start)
        before = self.low(end - 1)
        if before in deeds.RELATIVES:
            return self._taken_up(before, end - 1)
        if not self.near(end):
            return self._behind_comma(end, verb_at, helpers)
        if before in deeds.SPEAKER:
            return self.speaker
        if before in joints.PRONOUNS and not self.ending_at(end)[0]:  # Liu He
            return self._who_said(end - 1)
        if before in joints.JOINING:
            return self._without_choice(end) or self._shared(end - 1, verb_at, helpers)
        return self._named(end, start)

    def _named(self, end: int, start: int) -> str:
        """The party whose name ends just before the verb group at ``start``, or the day before that, unless a
        preposition governs it; or whose plan to."""
        first = self.low(start)
        if "to" in (first, self.low(start + 1)) and (planner := self._planner(start + (first != "to"))):
            return planner
        side, at = self.agent(end)
        return "" if side and self._governed(at, first) else side

    def _planner(self, to: int) -> str:
        """The party whose decision, plan or the like stands before "to", or that has one: "Oslo has the means to"."""
        to = self.before_day(to)
        if self.low(to - 1) not in deeds.PLANS or not self.near(to - 1):
            return ""
        for end in (to - 1, to - 2):
            if self.near(end) and self.genitive(end - 1):
                side, at = self.ending_at(end)
                return "" if self.low(self._before_titles(at)) in JOINTS else side
        return self._owner_of_plan(to - 2)

    def _owner_of_plan(self, at: int) -> str:
        """The party that has what ends behind ``at``, a few words before it that qualify it: "Oslo *has no* choice"."""
        lowest = at - MOST_QUALIFYING
        while at > lowest and self.near(at + 1) and self.low(at) not in deeds.HAVE:
            at -= 1
        has = self.near(at + 1) and self.low(at) in deeds.HAVE
        return self.subject(at, self.helpers(at)) if has else ""

    def _without_choice(self, end: int) -> str:
        """The party that "has no choice *but to*"."""
        but_to = self.low(end) == "to" and self.low(end - 2) in deeds.CHOICES
        return self._owner_of_plan(end - 3) if but_to else ""

    def _governed(self, at: int, verb: str) -> bool:
        """Whether a preposition or a joint before the name at ``at`` says that it is not the subject of ``verb``."""
        at = self._before_titles(at)
        before = self.low(at)
        called = before == "on" and self.low(at - 1).startswith("call")  # "called on Oslo to stop threatening Bergen"
        doer = verb == "to" and before in _BEFORE_DOER
        such = before == "as" and self.low(at - 1) in _BEFORE_AS
        joined = before in JOINTS and not self._begins_clause(at, verb)
        return not (called or doer) and (such or before in PREPOSITIONS or joined)

    def _begins_clause(self, joint: int, verb: str) -> bool:
        """Whether a clause begins behind a comma and "and": the verb is one party's, or no name stands before it."""
        alone = verb in joints.SINGULAR or not self.ending_at(joint)[0]
        return self.low(joint) == "and" and self.comma(joint) and alone

    def _before_titles(self, at: int) -> int:
        """The word before the name at ``at`` and its titles: "*and* Secretary of State Rex Tillerson"."""
        while self.near(at) and self.word(at - 1)[:1].isupper() and self.low(at - 1) not in joints.DAYS:
            title, start = self.ending_at(at)
            at = start if title else at - 1
        return at - 1 - (self.low(at - 1) == "the")

    def _taken_up(self, relative: str, end: int) -> str:
        """The party that a relative word takes up: "Lund, *who*", "Oslo, *which*", "it is Oslo *that*"."""
        side, at = self.agent(end)
        if relative == "who" or not side:
            return side
        if relative == "which":
            return "" if self._governed(at, relative) else side
        at -= 1 + (self.low(at - 1) == "the")
        return side if self.low(at) in deeds.BE and self.low(at - 1) == "it" else ""

    def _behind_comma(self, end: int, verb_at: int, helpers: list[str]) -> str:
        """The subject of a verb group that begins behind a comma."""
        form = joints.form(self.low(verb_at), helpers)
        if form not in joints.FINITE or not self.comma(end):
            return ""
        return self._before_aside(end) or self._listing(end, form, self.low(verb_at + 1))

    def _before_aside(self, end: int) -> str:
        """The party that begins the sentence, or a clause, before an aside between commas: "Oslo, however, left"."""
        lowest = max(self.first, end - MOST_ASIDE)
        start = next((at for at in range(end - 1, lowest, -1) if self.comma(at)), end)
        if start == end or self.word(start)[:1].isupper() or self.low(start) in JOINTS:
            return ""
        side, at = self.agent(start)
        if not side:
            return ""
        at -= self.low(at - 1) in TITLES
        return side if at == self.first or (self.near(at) and self.low(at - 1) in _OPENINGS) else ""

    def _listing(self, end: int, form: str, following: str) -> str:
        """The party that begins the sentence, and does one thing and another: "Oslo opposes the levy, urges talks"."""
        if form == "auxiliary" or (form == "past" and following not in deeds.BEHIND_VERBS):
            return ""
        first = self._first_subject()
        verb, before = self.group(first)
        goes_on = first <= verb < end and self.low(verb) not in joints.SAYING and self._runs_on(verb + 1, end)
        return self.subject(verb, before) if goes_on and joints.agree(form, self.low(verb), before) else ""

    def _first_subject(self) -> int:
        """Where the name ends that begins the sentence."""
        at = self.first + (self.low(self.first) in TITLES)
        end = self.side(at, self.last)[1]
        return end + (self.low(end) in deeds.AGENTS)

    def _shared(self, joint: int, verb_at: int, helpers: list[str]) -> str:
        """The subject of the verb before "and" or "but", if that has the same form and nothing else can be meant."""
        form, stop = joints.form(self.low(verb_at), helpers), joint
        for end in self._subject_ends(joint) if form else ():
            verb, before = self.group(end)
            if verb < 0 or verb >= stop:
                continue
            if not self._runs_on(verb + 1, stop):
                return ""
            if self.low(verb) in joints.SAYING and stop == joint:  # "Oslo said prices fell and hurt growers"
                return ""
            if joints.agree(form, self.low(verb), before):
                alike = form not in joints.FINITE or (before and joints.leading(before) == joints.leading(helpers))
                return self.subject(verb, before) if alike or not self._is_told(end) else ""
            stop = self._opening(end)
        return ""

    def _subject_ends(self, joint: int) -> Iterator[int]:
        """Where the names and pronouns before a joint end, the nearest first."""
        for at in range(joint - 2, max(self.first, joint - MOST_BETWEEN) - 1, -1):
            if at in self.sides:
                end = self.side(at, self.last)[1]
                yield end + (self.low(end) in deeds.AGENTS)
            elif self.low(at) in joints.PRONOUNS:
                yield at + 1

    def _runs_on(self, start: int, stop: int) -> bool:
        """Whether no other clause begins between a verb and the joint, or the next clause, that ends its own."""
        words = [self.low(at) for at in range(start, stop)]
        return all(map(self.near, range(start, stop))) and not any(map(joints.is_of_other_clause, words))

    def _opening(self, end: int) -> int:
        """Where the clause begins whose subject ends just before ``end``."""
        at = min(self.agent(end)[1], end - 1)
        at -= self.low(at - 1) == "the"
        return at - (self.low(at - 1) == "that")

    def _is_told(self, end: int) -> bool:
        """Whether the clause whose subject ends there is what somebody says."""
        at = self._opening(end)
        return self.low(at) == "that" or self.low(at - 1) in joints.SAYING

    def _who_said(self, at: int) -> str:
        """Who says what a pronoun begins, if it can mean nobody else: "Oslo said on Monday that *it* would"."""
        pronoun = self.low(at)
        said = at - 1 - (self.low(at - 1) == "that")
        said = self.before_day(said + 1) - 1
        if self.low(said) not in joints.SAYS or not all(map(self.near, range(said + 1, at + 1))):
            return ""
        helpers = self.helpers(said)
        end = said - len(helpers)
        if self.comma(end) and self.low(said).endswith("ing"):  # "Oslo left, saying it would"
            end = self._first_subject()
            said, helpers = self.group(end)
        side, start = self.agent(end)
        if side:
            fits = pronoun in joints.meant_by(self.low(end - 1), self.is_person(start, end))
            return self.subject(said, helpers) if fits else ""
        return self.speaker if self._speaks(pronoun, end) else ""

    def _speaks(self, pronoun: str, end: int) -> bool:
        """Whether a pronoun can mean a speaker without a listed name, who ends just before ``end``: Ada Lund, the
        ministry, she."""
        last = self.low(end - 1)
        if last in joints.PRONOUNS:
            return last == pronoun
        is_thing = last in joints.INSTITUTIONS or last in deeds.AGENTS
        growers = end - 1 == self.first and last.endswith("s")
        is_person = last in joints.OFFICERS or (self.word(end - 1)[:1].isupper() and not growers)
        return (is_thing or is_person) and pronoun in joints.meant_by(last, not is_thing)
