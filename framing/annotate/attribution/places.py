"""Where the words of a batch stand in its passage: behind each article are empty places.

So a rule may look a few words ahead or back and sees of other articles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Ints
from framing.records.ascending import ranks

Values = TypeVar("Values", bound=npt.NDArray[Any])

#: Empty places behind each article: so far a rule may look past its end.
BEYOND = 12


@dataclass(slots=True)
class Places:
    """Tokens of a batch as places of its passage, and back.

    ``first`` are the first tokens of the articles (with words), ``start`` their places, ``end`` the places one past
    their last words.

    >>> places = Places.of_articles(np.array([0, 3]), 5)
    >>> places.of(np.array([2, 3])).tolist(), places.tokens(np.array([2, 15, -1])).tolist(), places.size
    ([2, 15], [2, 3, -1], 17)
    """

    first: Ints
    start: Ints
    end: Ints
    size: int

    @classmethod
    def of_articles(cls, first: Ints, tokens: int) -> Places:
        """The places of articles with these first tokens, in a batch of so many."""
        shift = BEYOND * np.arange(len(first))
        end = np.append(first[1:], tokens)[: len(first)] + shift
        return cls(first, first + shift, end, int(end[-1]) if len(end) else 0)

    def of(self, tokens: Ints) -> Ints:
        """The places of tokens."""
        if len(self.first) < 2:
            return tokens
        return np.asarray(tokens + BEYOND * (np.searchsorted(self.first, tokens, side="right") - 1))

    def of_ascending(self, tokens: Ints) -> Ints:
        """The same, of tokens that ascend: that costs next to nothing."""
        return tokens + BEYOND * (ranks(self.first, tokens) - 1) if len(self.first) > 1 else tokens

    def of_ends(self, tokens: Ints) -> Ints:
        """The places one past the last tokens of spans that hold any."""
        return self.of(tokens - 1) + 1

    def tokens(self, places: Ints) -> Ints:
        """The tokens at places, and where the words of an article end the token behind them; what is NONE stays so."""
        if len(self.first) < 2:
            return places
        before = np.searchsorted(self.start, places, side="right") - 1
        return np.asarray(places - BEYOND * np.maximum(before, 0))

    def borders(self, tokens: Ints) -> Ints:
        """The places of the first tokens of units that tile the batch, and of what is empty behind articles."""
        every = np.concatenate((self.of_ascending(tokens), self.end[:-1]))
        every.sort(kind="stable")
        return every

    def spread(self, values: Values, empty: int = 0) -> Values:
        """Values of tokens by their places, with ``empty`` between articles."""
        if len(self.first) < 2:
            return values
        out = np.full(self.size, empty, values.dtype)
        bounds = zip(self.first.tolist(), self.start.tolist(), self.end.tolist(), strict=True)
        for first, start, end in bounds:
            out[start:end] = values[first : first + end - start]
        return out  # type: ignore[return-value]
