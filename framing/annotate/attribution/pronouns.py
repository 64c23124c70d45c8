"""He, she and they; and He, the surname."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.flags import W
from framing.annotate.attribution.mentions import Offices
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import Layout

_FEMALE = frozenset(
    """ms mrs miss madam spokeswoman chairwoman congresswoman businesswoman actress mother wife daughter
    lady sister aunt niece grandmother girlfriend woman girl queen""".split()
)
_MALE = frozenset(
    """mr sir spokesman chairman congressman businessman actor father husband son king brother
    uncle nephew grandfather boyfriend man boy""".split()
)
_PLURAL = frozenset(
    """and officials analysts experts economists critics sources people observers leaders ministers lawmakers they
    voters republicans democrats others some many several most few people women men media sides both
    traders investors diplomats scholars authorities police""".split()
)
_OF_NO_GENDER = frozenset({"spokesperson", "chairperson"})
#: A body is an it.
_BODIES = frozenset(
    """ministry government administration department commission committee company bank agency poll survey report study
    data campaign party court house bureau office side newspaper statement union group washington beijing
    china association federation council chamber alliance coalition organization organisation fund foundation institute
    institution university college center centre inc corp ltd llc plc times post journal daily news league society
    board panel team senate parliament congress network reuters bloomberg xinhua""".split()
)


def fits(pronoun: str, words: Sequence[str], *, many: bool = False) -> bool:
    """Whether number and gender allow ``he``, ``she`` or ``they`` to stand for a name (folded words).

    ``many`` says that its last word is a plural: "mill owners".

    >>> fits("he", ["scott", "bessent"]), fits("she", ["mr", "trump"]), fits("he", ["the", "ministry", "of", "trade"])
    (True, False, False)
    >>> fits("they", ["mill", "owners"], many=True), fits("they", ["a", "spokesperson"])
    (True, True)
    """
    plural = many or not _PLURAL.isdisjoint(words)
    if pronoun == "they":
        return plural or words[-1] in _OF_NO_GENDER
    head = words[list(words).index("of") - 1] if "of" in words[1:] else words[-1]
    if plural or head in _BODIES:
        return False
    return (_FEMALE if pronoun == "he" else _MALE).isdisjoint(words)


def is_body(words: Sequence[str], *, thing: bool = False) -> bool:
    """Whether it can stand for a name (folded words), which is that of a ``thing`` ("Oslo") or a body.

    >>> is_body(["the", "ministry", "of", "trade"]), is_body(["a", "ministry", "spokesman"])
    (True, False)
    """
    head = words[list(words).index("of") - 1] if "of" in words[1:] else words[-1]
    return _PLURAL.isdisjoint(words) and (thing or head in _BODIES)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be meant: the words of the name, the numbers of party and kind."""

    words: tuple[int, int]
    party: int = 0
    kind: int = 0


class Introductions:
    """Full names with the surname He (He Lifeng), by the field in which they stand."""

    def __init__(self, layout: Layout, names: Names, parties: Parties, offices: Offices) -> None:
        first = layout.names[layout.has(layout.names, W.HE)]
        first = first[layout.has(first, W.CAP)]
        second = layout.bits(first + 1)
        name = ((second & W.CAP) != 0) & ((second & (W.MODAL | W.HAVE | W.BE | W.ADV | W.TIME)) == 0)
        name &= (layout.gf[first + 1] == 0) & ~layout.passage.headline[first]
        first = first[name]
        told = names.within(first, first + 2)
        kind = parties.kinds_of(told, told.side, np.full(len(first), 2))
        more_party, more_kind = offices.of(first, first + 2, first)
        self._places: list[int] = first.tolist()
        self._party = np.where(told.side > 0, told.side, more_party).tolist()
        self._kind = np.where(kind > 0, kind, more_kind).tolist()
        self._fields: list[int] = layout.passage.field.tolist()
        self._several: dict[range, bool] = {}
        self._layout = layout

    def _of_field(self, at: int) -> range:
        field = bisect_right(self._fields, at)
        start = self._fields[field - 1]
        end = self._fields[field] if field < len(self._fields) else self._layout.n
        return range(bisect_left(self._places, start), bisect_left(self._places, end))

    def index(self, at: int) -> int:
        """The number of the nearest full name before ``at``, or of the first one of the field; -1 if it has none."""
        if not self._places:
            return -1
        numbers = self._of_field(at)
        before = bisect_left(self._places, at) - 1
        return before if before in numbers else numbers[0] if numbers else -1

    def person(self, number: int) -> Person:
        """The name of that number."""
        at = self._places[number]
        return Person((at, at + 2), self._party[number], self._kind[number])

    def several(self, at: int) -> bool:
        """Whether more than one person of that surname is introduced in the field."""
        numbers = self._of_field(at)
        if numbers not in self._several:
            word = self._layout.passage.word
            self._several[numbers] = len({word(self._places[number] + 1) for number in numbers}) > 1
        return self._several[numbers]


__all__ = ["Introductions", "Person", "fits", "is_body"]
