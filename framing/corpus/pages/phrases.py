"""The phrases of ``outlets.yml``: literal words, ``*`` for anything within a line, ``^`` for a line's beginning.

Matching goes from one literal part to the next and never back, so no phrase can stall a run.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut at its stars; ``anchored`` means that the line begins with its first part."""

    parts: tuple[str, ...]
    anchored: bool
    value: str

    def found(self, line: str) -> tuple[int, int] | None:
        """``[start, end)`` of the phrase in a line that went through ``straight``, or None.

        >>> phrase("^Unlock the * newsletter", "FT").found("Unlock the Trade Secrets newsletter for free")
        (0, 35)
        >>> phrase("^Unlock the * newsletter", "FT").found("To unlock it, Unlock the Trade Secrets newsletter")
        """
        first, *rest = self.parts
        start = (0 if line.startswith(first) else -1) if self.anchored else line.find(first)
        if start < 0:
            return None
        end = start + len(first)
        for part in rest:
            next_one = line.find(part, end)
            if next_one < 0:
                return None
            end = next_one + len(part)
        return start, end


def phrase(written: str, value: str) -> Phrase:
    """A phrase as ``outlets.yml`` writes it; ``value`` is whose it is."""
    text = " ".join(straight(written).split())
    parts = tuple(part for part in text.removeprefix("^").split("*") if part)
    return Phrase(parts, text.startswith("^") and not text.startswith("^*"), value)


class Phrases:
    """Many phrases, looked up by how a line begins; the few that may stand anywhere are tried one by one."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self._anchored: dict[str, list[Phrase]] = {}
        self._free: list[Phrase] = []
        for one in phrases:
            if one.anchored and len(one.parts[0]) >= KEY:
                self._anchored.setdefault(one.parts[0][:KEY], []).append(one)
            elif one.parts:
                self._free.append(one)
        #: How anchored phrases begin, with either apostrophe: which lines are worth a closer look.
        self.starts = frozenset(self._anchored) | frozenset(key.replace("'", "’") for key in self._anchored)

    def match(self, line: str) -> tuple[Phrase, tuple[int, int]] | None:
        """The first phrase that ``line`` holds, and where; the line's own stars and underscores do not count."""
        key = line[:KEY]
        if not self._free and key not in self.starts and key.isascii() and key[0] not in "*_":
            return None
        bare = line.lstrip("*_ ") if line[0] in "*_" else line
        key = bare[:KEY]
        anchored = self._anchored.get(key if key.isascii() else straight(key), ())
        if not anchored and not self._free:
            return None
        bare = straight(bare)
        skipped = len(line) - len(bare)
        for one in (*anchored, *self._free):
            if one.parts[0] in bare and (span := one.found(bare)):
                return one, (span[0] + skipped, span[1] + skipped)
        return None


def straight(words: str) -> str:
    """``words`` with straight apostrophes and simple spaces, character for character.

    >>> straight("We’ll\\xa0go")
    "We'll go"
    """
    if words.isascii():
        return words
    return words.replace("’", "'").replace("‘", "'").replace("\xa0", " ").replace("\u202f", " ").replace("‑", "-")
