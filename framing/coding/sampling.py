"""Which units to code: a stratified draw that is the same on every machine, and a slice that is always kept apart.

Chance comes from SHA-256 of the unit's id, not from a generator, so a draw does not depend on the order of the files,
and a unit that was kept apart for evaluation once is kept apart in every later sheet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from framing.records.coding import DEVELOPMENT, EVALUATION

__all__ = ["allocate", "draw", "slice_of", "unit_id"]


def unit_id(doc_id: str, field: str, start: int, end: int) -> str:
    """The opaque, stable name of a unit: ``u`` and 12 hexadecimal digits.

    >>> unit_id("a", "text", 0, 9) == unit_id("a", "text", 0, 9) != unit_id("b", "text", 0, 9)
    True
    """
    return "u" + _digest(doc_id, field, str(start), str(end))[:12]


def slice_of(unit: str, share: float) -> str:
    """``evaluation`` for about ``share`` (0 to 1) of all units, ``development`` for the rest; no seed enters."""
    return EVALUATION if int(_digest("slice", unit)[:13], 16) < share * 16**13 else DEVELOPMENT


def allocate(sizes: Sequence[int], total: int) -> list[int]:
    """How many units to draw from strata of these sizes: as equal as they allow, small ones in full.

    >>> allocate([100, 3, 50], 30)
    [14, 3, 13]
    """
    out = [0] * len(sizes)
    left, open_ = min(total, sum(sizes)), [i for i, size in enumerate(sizes) if size]
    while left and open_:
        share, rest = divmod(left, len(open_))
        for rank, i in enumerate(open_):
            out[i] += (taken := min(share + (rank < rest), sizes[i] - out[i]))
            left -= taken
        open_ = [i for i in open_ if out[i] < sizes[i]]
    return out


def draw(units: Sequence[str], strata: Sequence[str], total: int, seed: int) -> list[int]:
    """Numbers of the drawn units, in the order of their ids, which is a random one.

    ``strata[i]`` names the stratum of ``units[i]``; inside a stratum every unit has the same chance.
    """
    members: dict[str, list[int]] = {}
    for number, name in enumerate(strata):
        members.setdefault(name, []).append(number)
    names = sorted(members)
    drawn: list[int] = []
    for name, count in zip(names, allocate([len(members[name]) for name in names], total), strict=True):
        lots = sorted((_digest("draw", str(seed), units[number]), number) for number in members[name])
        drawn += [number for _, number in lots[:count]]
    return sorted(drawn, key=units.__getitem__)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", errors="surrogatepass")).hexdigest()
