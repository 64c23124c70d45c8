"""The model card as a page: what a classifier learnt from, how well it does and on whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateError

from framing.errors import InputError
from framing.report.render import _UNPRINTABLE, _environment

__all__ = ["card_page"]

_TEMPLATE = "card.html"


def card_page(card: Mapping[str, Any], coder: str) -> str:
    """The card of the model that tables call ``coder``, as one HTML page without script or network.

    Nothing in a card can run in it. The same card gives the same bytes. A card that lacks a part is an InputError.
    """
    try:
        html = _environment(None).get_template(_TEMPLATE).render(card=card, coder=coder)
    except TemplateError as error:
        reason = f"the model's card cannot be shown: {error.message or type(error).__name__}"
        raise InputError(reason, file=_TEMPLATE, remedy="train the model again with framing train") from None
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html)
