"""Pages of one template, to print: the coder's manual and a model's card.

They need no script and no network, and nothing of what they show can run in them. The same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateError

from framing.errors import InputError
from framing.records.codebook import Codebook
from framing.report.render import environment_of, printable

__all__ = ["card_page", "manual"]


def manual(codebook: Codebook) -> str:
    """The codebook's frames, with definitions and the marks of a coding sheet: what to code by.

    The lexicon's entries are left out on purpose.
    """
    what, remedy = "the template of the manual cannot be used", "install newsframing again"
    return _page("manual.html", what, remedy, book=codebook, language=codebook.language or "en")


def card_page(card: Mapping[str, Any], coder: str) -> str:
    """The card of the model that tables call ``coder``: what it learnt from, how well it does and on whom.

    A card that lacks a part is an InputError.
    """
    remedy = "train the model again with framing train"
    return _page("card.html", "the model's card cannot be shown", remedy, card=card, coder=coder)


def _page(template: str, what: str, remedy: str, **values: Any) -> str:
    """The template filled in; if it cannot be, which ``what`` says, that is an InputError."""
    try:
        return printable(environment_of().get_template(template).render(**values))
    except TemplateError as error:
        reason = f"{what}: {error.message or type(error).__name__}"
        raise InputError(reason, file=template, remedy=remedy) from None
