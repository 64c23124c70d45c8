"""The coder's manual: a codebook as a page to print and code by. The lexicon's entries are left out on purpose."""

from __future__ import annotations

from jinja2 import TemplateError

from framing.errors import InputError
from framing.records.codebook import Codebook
from framing.report.render import _UNPRINTABLE, _environment

__all__ = ["manual"]

_TEMPLATE = "manual.html"


def manual(codebook: Codebook) -> str:
    """The codebook's frames, with definitions and the marks of a coding sheet, as one HTML page.

    The page needs no script and no network; nothing in a codebook can run in it. The same codebook gives the same
    bytes.
    """
    try:
        html = _environment(None).get_template(_TEMPLATE).render(book=codebook, language=codebook.language or "en")
    except TemplateError as error:
        reason = f"the template of the manual cannot be used: {error.message or type(error).__name__}"
        raise InputError(reason, file=_TEMPLATE, remedy="install newsframing again") from None
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html)
