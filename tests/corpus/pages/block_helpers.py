"""What is marked in a text of some lines."""

from __future__ import annotations

from itertools import pairwise

from framing.corpus.pages.blocks import find_blocks
from framing.corpus.pages.layout import Layout
from framing.corpus.tags.outlets import load_outlets

LONG = "Weavers and dockers met on Tuesday to talk about the levy that has closed four mills since the spring."
MORE = "Nobody expects an end before the summer, and the port has told its crews to stay at home."


def blocks(text: str, title: str = "") -> list[tuple[str, str]]:
    """Kind and words of each block."""
    found = find_blocks(Layout(text), title, load_outlets().banners)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 <= block.start < block.end <= len(text) for block in found)
    return [(block.kind, text[block.start : block.end]) for block in found]
