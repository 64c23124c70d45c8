"""A sentence goes on behind what a page put into it. All texts are written for these tests."""

from __future__ import annotations

from framing.annotate.batching import Annotator
from framing.records.article import INSERTED, Article, Block
from framing.study.bridge.bridge import Bridge
from framing.study.bridge.documents import documents_of
from tests.hostile import hostile_codebook

PLAIN = "The millers met. Ann Lee, who chairs the guild, said the talks “are bullying”. Nobody replied."
LINKS = "Ann Mary LeeMill talk ends in threat “It is bullying.” U.S. trade talks fail MORE "


def _with_links() -> Article:
    at = PLAIN.index(", who")
    text = f"{PLAIN[:at]} {LINKS.strip()}{PLAIN[at:]}"
    return Article("a", text, blocks=(Block(at + 1, at + len(LINKS), INSERTED),))


def _rows(article: Article) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    bridge = Bridge(hostile_codebook())
    coded = bridge.code([article])
    return bridge.tables_of(coded)["matches"].to_pylist(), bridge.quotes(coded)["quotes"].to_pylist()


def test_the_rows_are_those_of_the_sentence_without_it():
    """Sentences, voices and speakers are those of the text without the links; only the places differ."""
    article = _with_links()
    for found, expected in zip(_rows(article), _rows(Article("a", PLAIN)), strict=True):
        assert [row["text"] for row in found] == [row["text"] for row in expected]
        for row, other in zip(found, expected, strict=True):
            same = {"sentence", "paragraph", "voice", "speaker", "rule", "where", "frame", "negated"} & row.keys()
            assert {name: row[name] for name in same} == {name: other[name] for name in same}
    for row in _rows(article)[0]:
        assert article.text[row["start"] : row["end"]] == row["text"]


def test_the_sentence_is_shown_as_it_was_published():
    """What the page put there stands in it, and the sentence ends where it ended."""
    article = _with_links()
    bridge = Bridge(hostile_codebook())
    sentences = documents_of(bridge.code([article]).batch)["a"].sentences
    shown = [article.text[sentence.start : sentence.end] for sentence in sentences]
    assert [text[:8] for text in shown] == ["The mill", "Ann Lee ", "Nobody r"]
    assert LINKS.strip() in shown[1]
    assert [text[-2:] for text in shown] == ["t.", "”.", "d."]


def test_a_sentence_may_end_with_it():
    """Then the stop behind it is the sentence's."""
    text = f"Nobody replied to Ann Lee {LINKS.strip()}. Then they met."
    article = Article("a", text, blocks=(Block(26, 25 + len(LINKS), INSERTED),))
    bridge = Bridge(hostile_codebook())
    sentences = documents_of(bridge.code([article]).batch)["a"].sentences
    assert [text[s.start : s.end] for s in sentences] == [text[: 26 + len(LINKS)].rstrip(), "Then they met."]


def test_at_the_beginning_it_is_a_block_like_others():
    """There is no sentence that could go on, and the border of the field stays."""
    first = Article("a", "He said “no", title="T")
    second = Article("b", LINKS + "said so.", blocks=(Block(0, len(LINKS) - 1, INSERTED),))
    batch = Annotator().annotate([first, second])
    alone = Annotator().annotate([second])
    assert batch.tokens == alone.tokens + 4
    assert [batch.pieces[i] for i in batch.word_id[-2:]] == ["said", "so"]
    assert len(batch.quotations) - 1 == len(alone.quotations)
