"""Rates as shades of one colour: classes of one width, named in the key, the darkest for the largest rate."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from framing.report.numbers import step, tick

#: Shades of the style sheet, ``h1`` to ``h8``.
SHADES = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """``classes`` classes of ``width``, from 0 on. A few classes are spread over all shades, so that they part."""

    width: float
    classes: int

    @classmethod
    def of(cls, rates: Iterable[float]) -> Scale:
        """The scale that holds ``rates``; NaN, the rate of no words, does not count.

        >>> Scale.of([0.3, 47.2]), Scale.of([])
        (Scale(width=10.0, classes=5), Scale(width=1.0, classes=1))
        """
        largest = max((rate for rate in rates if not math.isnan(rate)), default=0.0)
        width = step(largest, SHADES)
        return cls(width, _class_of(largest, width))

    def shade(self, rate: float) -> int:
        """The shade of a rate above 0.

        >>> scale = Scale(10.0, 5)
        >>> [scale.shade(rate) for rate in (0.1, 10, 10.1, 47.2, 300)]
        [1, 1, 3, 8, 8]
        """
        return self._shade_of(1 if math.isnan(rate) else min(_class_of(rate, self.width), self.classes))

    def _shade_of(self, number: int) -> int:
        return 1 + round((number - 1) * (SHADES - 1) / max(self.classes - 1, 1))

    def key(self) -> list[tuple[int, str]]:
        """Each shade with the rates it stands for.

        >>> Scale(2.5, 2).key()
        [(1, '0–2.5'), (8, '2.5–5')]
        """
        return [
            (self._shade_of(i), f"{tick((i - 1) * self.width)}–{tick(i * self.width)}")
            for i in range(1, self.classes + 1)
        ]


def _class_of(rate: float, width: float) -> int:
    """1 for the lowest class; a rate on a border belongs below it."""
    return min(SHADES, max(1, math.ceil(rate / width - 1e-9)))
