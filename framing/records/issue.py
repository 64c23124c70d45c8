"""Issues: what is wrong with one article or file, as a row instead of a crash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.records.article import Article


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

    @classmethod
    def about(cls, article: Article, severity: str, code: str, reason: str, remedy: str = "") -> Issue:
        """An issue about an article, at the place it came from."""
        origin = article.provenance
        return cls(article.doc_id, origin.file, origin.line, severity, code, reason, remedy)
