"""Every credit of an agency or paper in an article, typed: on whose word does the piece rest, and how far.

The kinds, from the whole piece to a picture: ``dateline``, ``byline``, ``contribution`` (these three make a piece
derived), ``relay`` ("according to Xinhua", "Reuters reported"), ``told`` ("told Reuters"), ``described`` (the
agency is spoken about) and ``photo``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.corpus.pages.layout import Layout
from framing.corpus.tags.channels import ChannelTable
from framing.corpus.tags.derivation import DerivationFinder
from framing.records.article import Article

_SAYS = r"(?:(?:(?:has|had|first)\s)?reported|said|says|reports|quoted|wrote|writes|noted|notes|cited|revealed|added)"
_TOLD = re.compile(
    r"(?:\btold|\binterview\s(?:with|to|by)|\bspeaking\s(?:to|with)|\bspoke\s(?:to|with)|\bstatement\sto)\s(?:the\s)?$"
)
_RELAY_BEFORE = re.compile(
    r"(?:\b(?:[Aa]ccording\sto|[Cc]iting|[Pp]er|[Ss]aid|via|in"
    r"|(?:[Cc]ited|[Qq]uoted|[Rr]eported|[Ss]een|[Oo]btained|[Rr]eviewed)\sby)"
    r"\s(?:an?\s|the\s)?(?:[a-z’'-]+\s){0,4})$"
)
_RELAY_AFTER = re.compile(
    rf"^(?:\sNews|\snews\sagency|\sagency)?(?:\salso|\s\w+day|\searlier)?\s{_SAYS}\b"
    r"|^\s(?:report|story|interview|poll|analysis|tally|survey)\b"
)
_PHOTO_BEFORE = re.compile(
    r"(?:[Pp]hoto(?:graph)?s?|[Pp]icture|[Ii]mage|[Cc]redit|[Cc]ourtesy\sof|[Cc]opyright)[\s:/：]+(?:by\s|of\s)?"
    r"(?:[A-Z][\w.’' -]{0,40}[/,]\s?)?$|[\w.]/\s?$|\(\s?$"
)
_PHOTO_AFTER = re.compile(r"^\s?/|^\s(?:[Pp]hoto|[Vv]ideo)\b|^,?\s?(?:FILE|File)\b")
_PICTURES = frozenset({"caption", "credit"})


@dataclass(frozen=True, slots=True)
class Credit:
    """``[start, end)`` of the text credits ``agency``; ``evidence`` is the line or phrase it stands in."""

    agency: str
    kind: str
    start: int
    end: int
    evidence: str


class CreditFinder:
    """Finds the credits of articles; keeps the compiled names."""

    def __init__(self, channels: ChannelTable) -> None:
        self._channels = channels
        self._derivations = DerivationFinder(channels)
        self._safe = re.compile(rf"(?<![\w&])(?:{channels.safe_names})(?![\w&])")
        self._any = re.compile(rf"(?<![\w&])(?:{channels.all_names})(?![\w&])")

    def find(self, article: Article) -> tuple[Credit, ...]:
        """All credits of ``article``, by position; a name counts once for each place."""
        text = article.text
        found: dict[int, Credit] = {}
        layout = Layout(text)
        for derivation in self._derivations.find(layout, ""):
            name = self._name_in(text, derivation.channel.name, derivation.start, derivation.end)
            credit = Credit(
                derivation.channel.name, derivation.kind, *name, _evidence(text, derivation.start, derivation.end)
            )
            found.setdefault(credit.start, credit)
        for credit in self._mentions(article):
            found.setdefault(credit.start, credit)
        return tuple(found[start] for start in sorted(found))

    def _name_in(self, text: str, name: str, start: int, end: int) -> tuple[int, int]:
        for hit in self._any.finditer(text, start, end):
            channel = self._channels.credited(hit[0])
            if channel is not None and channel.name == name:
                return hit.span()
        return start, end

    def _mentions(self, article: Article) -> Iterator[Credit]:
        text = article.text
        pictures = [(block.start, block.end) for block in article.blocks if block.kind in _PICTURES]
        for hit in self._any.finditer(text):
            channel = self._channels.credited(hit[0])
            if channel is None or article.outlet.value.endswith(channel.name.removeprefix("The ")):
                continue  # "The Times" is what the New York Times calls itself
            start, end = hit.span()
            kind = _kind(text, start, end, any(a <= start < b for a, b in pictures))
            if kind != "described" or self._safe.fullmatch(hit[0]):
                yield Credit(channel.name, kind, start, end, _around(text, start, end))


def _kind(text: str, start: int, end: int, pictured: bool) -> str:
    """What a name does where it stands, from the words on either side of it."""
    before, after = text[max(start - 60, 0) : start], text[end : end + 40]
    if _TOLD.search(before):
        return "told"
    if pictured or _PHOTO_AFTER.search(after) or (_PHOTO_BEFORE.search(before) and not _RELAY_AFTER.search(after)):
        return "photo"
    if _RELAY_AFTER.search(after) or _RELAY_BEFORE.search(before):
        return "relay"
    return "described"


def _evidence(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())[:200]


def _around(text: str, start: int, end: int) -> str:
    """``[start, end)`` with whole words on either side, on one line; an ellipsis where the text goes on.

    >>> _around("Wen, who runs a very old mill in the hills near Aldmouth, told Reuters that orders fell.", 63, 70)
    '… a very old mill in the hills near Aldmouth, told Reuters that orders fell.'
    """
    first, last = max(start - 50, 0), end + 40
    before, after = text[first:start], text[end:last]
    if first:
        before = f"… {before.partition(' ')[2]}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    around = before + text[start:end] + after
    return _evidence(around, 0, len(around))
