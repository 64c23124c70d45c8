"""The report: one HTML file in which every number opens the sentences behind it."""

from framing.report.data import ReportData
from framing.report.files import check_ending, write
from framing.report.pdf import write_pdf
from framing.report.render import render

__all__ = ["ReportData", "check_ending", "render", "write", "write_pdf"]
