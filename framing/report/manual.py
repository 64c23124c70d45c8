"""The coder's manual: a codebook as a page to print and code by. The lexicon's entries are left out on purpose."""

from __future__ import annotations

from framing.records.codebook import Codebook
from framing.report.render import single_page

__all__ = ["manual"]


def manual(codebook: Codebook) -> str:
    """The codebook's frames, with definitions and the marks of a coding sheet, as one HTML page.

    The page needs no script and no network; nothing in a codebook can run in it. The same codebook gives the same
    bytes.
    """
    what, remedy = "the template of the manual cannot be used", "install newsframing again"
    return single_page("manual.html", what, remedy, book=codebook, language=codebook.language or "en")
