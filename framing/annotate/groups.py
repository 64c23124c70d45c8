"""A verb with what stands round it in one group: its helpers, and the name or the day before them."""

from __future__ import annotations

from framing.annotate import deeds, joints
from framing.annotate.clause import Clause

MOST_HELPERS = 5


class Groups(Clause):
    """The verb groups of a clause."""

    def acts(self, verb_at: int, helpers: list[str]) -> bool:
        """Whether the word may be what its subject does: a finite form, one in -ing, a bare one behind a modal."""
        verb = self.low(verb_at)
        if verb.endswith("s") and self.low(verb_at + 1) in deeds.BEHIND_VERBS:
            return True
        if deeds.is_finite(verb) or verb.endswith("ing") or not deeds.MODALS.isdisjoint((verb, *helpers)):
            return True
        return deeds.is_bare(verb) and self.low(verb_at - 1) in joints.JOINING

    def helps(self, at: int) -> bool:
        """Whether an auxiliary, an adverb, or before "to" what somebody is urged or means stands at a word."""
        word = self.low(at)
        return deeds.is_helper(word) and (word not in deeds.BEFORE_TO or self.low(at + 1) == "to")

    def helpers(self, start: int) -> list[str]:
        """Auxiliaries and adverbs directly before the verb, nearest first."""
        at = start
        while start - at < MOST_HELPERS and self.near(at) and self.helps(at - 1):
            at -= 1
        return [self.low(word) for word in range(start - 1, at - 1, -1)]

    def agent(self, end: int) -> tuple[str, int]:
        """The side of the name, or of the agents of a side, that end just before ``end``, and where they start:
        "*Oslo*", "*Chinese officials*"; of its owner alone none: "*Oslo's* mills"."""
        if self.low(end - 1) in deeds.AGENTS and self.near(end - 1):
            return self.ending_at(end - 1)
        side, at = self.ending_at(end)
        return ("", at) if side and self.genitive(end - 1) else (side, at)

    def group(self, end: int) -> tuple[int, list[str]]:
        """The verb of the group that starts at ``end``, and its helpers, nearest first; -1 where there is none."""
        at = end
        while at - end < MOST_HELPERS and self.near(at) and self.helps(at):
            at += 1
        helpers = [self.low(word) for word in range(at - 1, end - 1, -1)]
        to_thing = helpers[:1] == ["to"] and self.low(at) in deeds.BEHIND_VERBS  # "brought Oslo to the table"
        is_verb = self.near(at) and not to_thing and joints.form(self.low(at), helpers) != ""
        return (at if is_verb and not self.hyphened(end) and self.low(end) not in deeds.PLANS else -1), helpers

    def before_day(self, end: int) -> int:
        """Where the words before ``end`` end that say when: "Oslo *late on Monday*", "*in March*", "*on May 3*"."""
        last = self.low(end - 1)
        if last in joints.DAYS:
            while self.near(end) and self.low(end - 1) in joints.TIMES:
                end -= 1
        elif last in joints.MONTHS and self.low(end - 2) == "in":
            end -= 2
        elif last.isdigit() and self.low(end - 2) in joints.MONTHS and self.near(end - 1) and self.near(end):
            end -= 2 + (self.low(end - 3) == "on")
        return end
