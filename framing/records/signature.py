"""The recipe of a number in one line: what must be the same for the number to be the same."""

from __future__ import annotations

from framing import __version__
from framing.records.codebook import Codebook


def make_signature(codebook: Codebook, voice_rules: str, articles: int, seed: int = 0) -> str:
    """For example ``framing:0.1.0|codebook:us-china-trade@1.0.0#75ffd01471dc|voice:rules-3|articles:5|seed:0``."""
    return f"framing:{__version__}|codebook:{codebook.recipe}|voice:{voice_rules}|articles:{articles}|seed:{seed}"
