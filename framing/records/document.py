"""An article with its annotations, as a reader sees it: the view of one article in a batch."""

from __future__ import annotations

from dataclasses import dataclass

from framing.records.article import Article

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``[start, end)`` of ``field`` in code points; ``number`` as in the matches table (a title is 0).

    ``where`` is headline, lead, body, or ``none`` for a block that is shown and not scored.
    """

    number: int
    field: str
    start: int
    end: int
    paragraph: int
    where: str


@dataclass(frozen=True, slots=True)
class Document:
    """``article`` with the spans found in it, all in code points of its text (sentences: of their field).

    ``paragraphs[i]`` is paragraph ``i + 1``; ``quotations`` are the spans inside quotation marks, marks included.
    """

    article: Article
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        """One line, as of an article: hundreds of spans would fill the screen."""
        spans = f"sentences: {len(self.sentences):,}, quotations: {len(self.quotations):,}"
        return f"<Document of {repr(self.article).strip('<>')}, {spans}>"

    def text_of(self, sentence: Sentence) -> str:
        """The published words of ``sentence``."""
        return self.article.text_in(sentence.field)[sentence.start : sentence.end]
