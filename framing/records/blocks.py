"""Blocks in words, as tables hold them and as somebody may write them of an article: ``caption 62-140``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.errors import InputError
from framing.records.article import BLOCKS, Block

_KINDS = ", ".join(sorted(BLOCKS))
#: That there are none; an empty cell says nothing.
_NONE = "none"
_ONE = re.compile(r"(?P<kind>[a-z]+) (?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")
#: A column may be called so and hold something else; what begins like a block is meant as one.
_MEANT = re.compile(r"\w+ [0-9]+-[0-9]")


def blocks_in_words(blocks: Iterable[Block]) -> str:
    """The blocks in a cell.

    >>> blocks_in_words([Block(0, 61, "headline"), Block(62, 140, "caption")])
    'headline 0-61 caption 62-140'
    """
    return " ".join(f"{block.kind} {block.start}-{block.end}" for block in blocks)


def blocks_from_words(words: str, length: int) -> tuple[Block, ...] | None:
    """The blocks that a cell says a text of ``length`` characters has, or None if it says nothing of blocks.

    An InputError says what is wrong with one.

    >>> blocks_from_words("caption 62-140", 200), blocks_from_words("none", 200), blocks_from_words("a b", 200)
    ((Block(start=62, end=140, kind='caption'),), (), None)
    """
    words = " ".join(words.split())
    if words.lower() == _NONE:
        return ()
    if words.partition(" ")[0] not in BLOCKS and not _MEANT.match(words):
        return None
    blocks: list[Block] = []
    for one in re.findall(r"\S+(?: \S+)?", words):
        found = _ONE.fullmatch(one)
        if not found or found["kind"] not in BLOCKS:
            reason = f"'{one[:40]}' is no block"
            raise InputError(reason, remedy=f"write 'none', or kinds with numbers ('caption 62-140'); kinds: {_KINDS}")
        block = Block(int(found["start"]), int(found["end"]), found["kind"])
        if not (blocks[-1].end if blocks else 0) <= block.start < block.end <= length:
            reason = f"the block '{one}' is empty, reaches into the one before it or beyond the text"
            raise InputError(reason, remedy=f"count the text's {length:,} characters from 0, and keep their order")
        blocks.append(block)
    return tuple(blocks)
