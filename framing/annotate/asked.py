"""Facts of pieces that are worked out only for those that somebody asks about."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Ints

_UNKNOWN = -1


class Asked:
    """One integer, 0 or more, for each piece; a rule that looks at few words costs nothing for all the others.

    >>> lengths = Asked(len, ["a", "tariff"])
    >>> lengths.of(np.array([1, 1]))
    array([6, 6])
    """

    def __init__(self, describe: Callable[[str], int], pieces: list[str]) -> None:
        self._describe, self._pieces = describe, pieces
        self._values = np.full(1024, _UNKNOWN, np.int64)

    def of(self, ids: npt.NDArray[np.integer]) -> Ints:
        """The values of the pieces of these ids; ``pieces`` only ever grow at the end."""
        if len(self._pieces) > len(self._values):
            more = np.full(2 * len(self._pieces) - len(self._values), _UNKNOWN, np.int64)
            self._values = np.concatenate([self._values, more])
        values: Ints = self._values[ids]
        unknown = values == _UNKNOWN
        if unknown.any():
            for number in sorted(set(ids[unknown].tolist())):
                self._values[number] = self._describe(self._pieces[number])
            values = self._values[ids]
        return values
