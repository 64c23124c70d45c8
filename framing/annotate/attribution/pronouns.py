"""He, she and they; and He, the surname."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from framing.annotate.attribution.flags import W
from framing.annotate.attribution.passage import Layout

_FEMALE = frozenset(
    """ms mrs miss madam spokeswoman chairwoman congresswoman businesswoman actress mother wife daughter
    lady""".split()
)
_MALE = frozenset("mr sir spokesman chairman congressman businessman actor father husband son king".split())
_PLURAL = frozenset(
    """and officials analysts experts economists critics sources people observers leaders ministers lawmakers they
    voters republicans democrats media sides both traders investors diplomats scholars authorities""".split()
)
#: A body is an it.
_BODIES = frozenset(
    """ministry government administration department commission committee company bank agency poll survey report study
    data campaign party court house bureau office side newspaper statement union group washington beijing
    china""".split()
)


def fits(pronoun: str, words: Sequence[str]) -> bool:
    """Whether number and gender allow ``he``, ``she`` or ``they`` to stand for a name (folded words).

    >>> fits("he", ["scott", "bessent"]), fits("she", ["mr", "trump"]), fits("he", ["the", "ministry"])
    (True, False, False)
    """
    known = set(words)
    plural = bool(known & _PLURAL)
    if pronoun == "they":
        return plural
    if plural or known & _BODIES:
        return False
    return not known & (_FEMALE if pronoun == "he" else _MALE)


class Introductions:
    """Full names with the surname He (He Lifeng), by the field in which they stand."""

    def __init__(self, layout: Layout) -> None:
        n, wf = layout.n, layout.wf
        first = np.flatnonzero((wf[:n] & (W.HE | W.CAP)) == (W.HE | W.CAP))
        second = wf[first + 1]
        name = ((second & W.CAP) != 0) & ((second & (W.MODAL | W.HAVE | W.BE | W.ADV | W.TIME)) == 0)
        name &= (layout.gf[first + 1] == 0) & ~layout.passage.headline[first]
        self._places: list[int] = first[name].tolist()
        self._fields: list[int] = layout.passage.field.tolist()
        self._layout = layout

    def _of_field(self, at: int) -> list[int]:
        field = bisect_right(self._fields, at)
        start = self._fields[field - 1]
        end = self._fields[field] if field < len(self._fields) else self._layout.n
        return self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def before(self, at: int) -> int:
        """The place of the nearest full name before ``at``, or of the first one of the field; -1 if it has none."""
        places = self._of_field(at)
        return next((place for place in reversed(places) if place < at), places[0] if places else -1)

    def several(self, at: int) -> bool:
        """Whether more than one person of that surname is introduced in the field."""
        word = self._layout.passage.word
        return len({word(place + 1) for place in self._of_field(at)}) > 1


__all__ = ["Introductions", "fits"]
