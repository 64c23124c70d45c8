"""Issues: what is wrong with one article or file, as a row instead of a crash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing a user should know about one input.

    ``severity`` is ``skipped`` (the input is not in the results), ``warning`` (it is, with a doubt) or ``note``
    (nothing is wrong, but a choice was made). ``code`` is a short stable word such as ``bad-date``.
    """

    doc_id: str
    file: str
    line: int | None
    severity: str
    code: str
    reason: str
    remedy: str = ""
