"""What Markdown sets behind > is a quotation as a whole. All texts are written for these tests."""

from __future__ import annotations

from framing.annotate.batching import Annotator
from framing.records.article import Article, Provenance
from framing.records.batch import DOUBLE
from framing.study.bridge.bridge import Bridge
from tests.hostile import hostile_codebook

TEXT = """Mills close

The guild sent a letter. Ada Lund said:

> The levy is bullying. We call it “theft”.
>
> It is late, and we are
> tired of it.

Nobody said more. 5 > 4 is a sum.
"""


def _article(importer: str) -> Article:
    return Article("a", TEXT, provenance=Provenance(importer=importer))


def _quoted(article: Article) -> list[tuple[str, bool]]:
    """Each quotation's words on one line, and whether it is closed."""
    batch = Annotator().annotate([article])
    found = batch.quotations
    spans = zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), found.closed.tolist(), strict=True)
    return [
        (" ".join(batch.pieces[number] for number in batch.word_id[start:end]), closed)
        for start, end, kind, closed in spans
        if kind == DOUBLE
    ]


def test_paragraphs_behind_the_sign_are_quotations():
    """Marks inside are part of it, lines belong together, and the first paragraph goes on in the second."""
    assert _quoted(_article("markdown")) == [
        ("The levy is bullying We call it theft", False),
        ("It is late and we are tired of it", True),
    ]
    assert Annotator().annotate([_article("markdown")]).issues == []


def test_elsewhere_the_sign_is_a_sign():
    """A plain text has them before links and items of lists."""
    assert _quoted(_article("text")) == [("theft", True)]


def test_who_is_quoted_stands_before_the_colon():
    bridge = Bridge(hostile_codebook())
    coded = bridge.code([_article("markdown")])
    rows = bridge.quotes(coded)["quotes"].to_pylist()
    assert [(row["voice"], row["speaker"]) for row in rows][:1] == [("quoted", "Ada Lund")]
