"""Headline, lead and body: where in its article each token stands."""

from __future__ import annotations

import numpy as np

from framing.records.arrays import Ints
from framing.records.article import Block
from framing.records.ascending import merged
from framing.records.batch import BODY, HEADLINE, LEAD, NOT_SCORED, TEXT, TITLE, Batch

#: The lead is the first paragraph of prose, but no more than this many sentences of it.
LEAD_SENTENCES = 3

_PLACE = {"headline": HEADLINE, "subheading": BODY}

#: A block in tokens: first, one past the last, place.
TokenBlock = tuple[int, int, int]


def blocks_in_tokens(batch: Batch) -> dict[int, list[TokenBlock]]:
    """The blocks of each text field as token spans, ordered; fields without blocks are left out."""
    found = text_blocks(batch)
    fields = np.array([field for field, _ in found], np.int64)
    edges = np.array([(block.start, block.end) for _, block in found], np.int64).reshape(-1, 2)
    tokens = batch.tokens_from(batch.to_bytes(edges, fields[:, None])).tolist()
    out: dict[int, list[TokenBlock]] = {}
    for (field, block), (first, end) in zip(found, tokens, strict=True):
        spans = out.setdefault(field, [])
        if end > first:
            spans.append((first, end, _PLACE.get(block.kind, NOT_SCORED)))
    return out


def text_blocks(batch: Batch) -> list[tuple[int, Block]]:
    """The blocks of all texts, each with its field, by place."""
    text_fields = np.flatnonzero(batch.field_kind == TEXT)
    articles = batch.field_article[text_fields].tolist()
    return [
        (field, block)
        for field, article in zip(text_fields.tolist(), articles, strict=True)
        for block in sorted(batch.articles[article].blocks, key=_start)
    ]


def _start(block: Block) -> int:
    return block.start


def borders(batch: Batch, blocks: dict[int, list[TokenBlock]]) -> Ints:
    """Tokens at which a paragraph starts whatever the lines say: fields and the edges of blocks."""
    edges = [edge for spans in blocks.values() for first, last, _ in spans for edge in (first, last)]
    return merged(batch.field_token, np.array(edges, np.int64))


def segments(batch: Batch, blocks: dict[int, list[TokenBlock]]) -> tuple[Ints, Ints]:
    """First token and place of each stretch of one place; stretches cover the batch."""
    starts: list[int] = []
    places: list[int] = []
    firsts = batch.field_token.tolist()
    ends = [*firsts, batch.tokens][1:]
    prose = [_first_prose(first, blocks.get(field, [])) for field, first in enumerate(firsts)]
    lead_ends = _lead_ends(batch, np.array(prose, np.int64)).tolist()
    for field, (kind, first, end) in enumerate(zip(batch.field_kind.tolist(), firsts, ends, strict=True)):
        if first == end:
            continue
        if kind == TITLE:
            starts.append(first)
            places.append(HEADLINE)
            continue
        _text_segments(first, end, lead_ends[field], blocks.get(field, []), starts, places)
    return np.array(starts, np.int64), np.array(places, np.int64)


def _first_prose(first: int, blocks: list[TokenBlock]) -> int:
    """The first token of a text, given with its first one, that is in none of the blocks it begins with."""
    for start, stop, _ in blocks:
        if start > first:
            break
        first = max(first, stop)
    return first


def _lead_ends(batch: Batch, at: Ints) -> Ints:
    """One past the last token of each lead that begins ``at`` some token, if no block ends it sooner."""
    paragraph = np.searchsorted(batch.paragraph_token, at, side="right")
    sentence = np.searchsorted(batch.sentence_token, at, side="right") + LEAD_SENTENCES - 1
    paragraph_ends, sentence_ends = (
        np.append(starts, batch.tokens) for starts in (batch.paragraph_token, batch.sentence_token)
    )
    return np.asarray(np.minimum(paragraph_ends.take(paragraph), sentence_ends.take(sentence, mode="clip")))


def _text_segments(
    first: int, end: int, lead_end: int, blocks: list[TokenBlock], starts: list[int], places: list[int]
) -> None:
    """The segments of one text: its blocks, and between them prose of which the first paragraph is the lead."""
    at, lead_left = first, True
    for start, stop, place in [*blocks, (end, end, BODY)]:
        if start > at:
            starts.append(at)
            if lead_left:
                places.append(LEAD)
                if lead_end < start:
                    starts.append(lead_end)
                    places.append(BODY)
                lead_left = False
            else:
                places.append(BODY)
        if stop > max(start, at):
            starts.append(max(start, at))
            places.append(place)
        at = max(at, stop)
