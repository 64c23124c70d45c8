"""The model card as a page: what a classifier learnt from, how well it does and on whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.report.render import single_page

__all__ = ["card_page"]


def card_page(card: Mapping[str, Any], coder: str) -> str:
    """The card of the model that tables call ``coder``, as one HTML page without script or network.

    Nothing in a card can run in it. The same card gives the same bytes. A card that lacks a part is an InputError.
    """
    remedy = "train the model again with framing train"
    return single_page("card.html", "the model's card cannot be shown", remedy, card=card, coder=coder)
