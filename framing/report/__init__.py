"""The report: one HTML file in which every number opens the sentences behind it.

    data ─▶ grid, shelf ─▶ sections ─▶ render ─▶ files, pdf
    tables   who and what   one a module  templates

``data`` is what ``study.reporting`` hands over; ``grid`` gives outlets and frames, ``shelf`` articles their places on
the page, and ``comparisons`` and ``tallies`` are the numbers that several sections read.

What is said: ``lead`` and ``findings`` (with ``figure`` between them), ``wording``, ``facts``; numbers and dates by
``numbers``, ``calendar`` and ``shortening``.
What is drawn: ``panel``, ``layout``, ``shading``.
Texts with their marks: ``passages`` out of ``marking`` and ``spans``; ``focus`` shows those of one cell, ``sampling``
chooses where not all can be shown.
The page: ``render`` with its ``compiled`` templates; ``printed`` makes the coder's manual and the model's card.
"""

from framing.report.data import ReportData
from framing.report.files import check_ending, write
from framing.report.pdf import write_pdf
from framing.report.render import render

__all__ = ["ReportData", "check_ending", "render", "write", "write_pdf"]
