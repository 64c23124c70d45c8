"""Names for the speakers of attributions: strings, pronouns, the surname He, parties, kinds, channels.

Everything is looked up when asked for, row by row, and kept: a scoring job asks only for the rows that matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import numpy as np

from framing.annotate.attribution.flags import W
from framing.annotate.attribution.parties import Parties, Tokens, name_tokens
from framing.annotate.attribution.quotes import Found

#: How many words behind a name may tell its holder's office: "said Guo Jiakun, a ministry spokesperson".
_OFFICE_WORDS = 14
_LONGEST_NAME = 40
_PRONOUNS = {"he": W.HE, "she": W.SHE, "they": W.THEY}
_FEMALE = frozenset("ms mrs miss madam spokeswoman chairwoman congresswoman businesswoman actress mother wife daughter she her lady queen".split())
_MALE = frozenset("mr sir spokesman chairman congressman businessman actor father husband son king".split())
_PLURALS = frozenset("officials analysts experts economists critics sources people observers leaders ministers lawmakers they voters "
                     "republicans democrats media sides both traders investors diplomats scholars authorities".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, as far as the text says; ``tokens`` are the words of the name, ``office`` those around it."""

    name: str = ""
    party: str = ""
    kind: str = ""
    channel: str = ""
    ambiguous: bool = False
    tokens: Tokens = ()
    office: Tokens = ()
    pronoun: str = ""


class Speakers:
    """The speakers of one passage."""

    def __init__(self, found: Found, parties: Parties) -> None:
        self._found, self._parties = found, parties
        drafts, passage = found.drafts, found.layout.passage
        self._start: list[int] = drafts.speaker_start.tolist()
        self._end: list[int] = drafts.speaker_end.tolist()
        self._cue: list[int] = drafts.cue_start.tolist()
        self._cue_end: list[int] = drafts.cue_end.tolist()
        self._sentences: list[int] = passage.sentence.tolist()
        self._paragraphs: list[int] = passage.paragraph.tolist()
        self._fields: list[int] = passage.field.tolist()
        self._drafted = bisect_left(self._cue, 0) if not self._cue else sum(1 for cue in self._cue if cue >= 0)
        self._raw: dict[int, Speaker] = {}
        self._done: dict[int, Speaker] = {}
        self._offices: dict[int, dict[str, tuple[str, str]]] = {}
        self._surnames: dict[int, list[tuple[int, str]]] = {}

    def of(self, row: int) -> Speaker:
        """The speaker of a row, resolved."""
        known = self._done.get(row)
        if known is None:
            known = self._done[row] = self._resolve(row)
        return known

    def _resolve(self, row: int) -> Speaker:
        shared = self._found.same.get(row)
        if shared is not None:
            return replace(self.of(shared), ambiguous=True)
        raw = self._raw_of(row)
        if raw.pronoun:
            return self._resolve_pronoun(row, raw)
        if not raw.name or (raw.party and raw.kind):
            return raw
        party, kind = self._remembered(row, raw.tokens)
        return replace(raw, party=raw.party or party, kind=raw.kind or kind)

    def _raw_of(self, row: int) -> Speaker:
        """The speaker as named at the cue itself."""
        known = self._raw.get(row)
        if known is None:
            known = self._raw[row] = self._read(row)
        return known

    def _read(self, row: int) -> Speaker:
        start, end = self._start[row], self._end[row]
        if start < 0 or end <= start:
            return Speaker(channel=self._hearer(row))
        layout = self._found.layout
        bits = int(layout.wf[start])
        if end == start + 1 and bits & W.PRON:
            return self._pronoun(row, start, bits)
        name = clean_name(layout.text(start, min(end, start + _LONGEST_NAME)))
        if end == start + 1 and bits & W.POSS:
            return Speaker(name=f"{name} (unresolved)", ambiguous=True, pronoun=name.lower())
        tokens, office = name_tokens(name), self._office(row, start, end)
        side = self._parties.side(tokens) or self._parties.side(office)
        channel = self._parties.channel(tokens) or self._hearer(row)
        kind = self._parties.kind(tokens, side) or self._parties.kind(office, side)
        if kind == "media" and channel:
            side = ""
        return Speaker(name, side, kind, channel, False, tokens, office)

    def _office(self, row: int, start: int, end: int) -> Tokens:
        """The words of an apposition to the name, before or behind it."""
        layout, cue = self._found.layout, self._cue[row]
        if end < cue:
            return name_tokens(layout.text(end, cue)) if cue - end <= _LONGEST_NAME else ()
        if start >= self._cue_end[row] and end < layout.n and not layout.opens[end]:
            sentence = bisect_right(self._sentences, start)
            last = self._sentences[sentence] if sentence < len(self._sentences) else layout.n
            last = min(last, end + _OFFICE_WORDS)
            return name_tokens(layout.text(end, last)) if last > end else ()
        return ()

    def _hearer(self, row: int) -> str:
        """The agency or paper that was told."""
        layout, at = self._found.layout, self._cue_end[row]
        if at <= 0 or at >= layout.n or not int(layout.wf[at - 1]) & W.TELL:
            return ""
        return self._parties.channel(name_tokens(layout.text(at, min(at + 4, layout.n)))[:4])

    # pronouns

    def _pronoun(self, row: int, at: int, bits: int) -> Speaker:
        text = self._found.layout.text(at, at + 1)
        word = text.split("'")[0].split("’")[0].lower()
        if bits & W.HE and bits & W.CAP:
            names = self._he_names(at)
            inner = not self._starts_sentence(at)
            if names and inner:
                known = {name for _, name in names}
                full = next((name for place, name in reversed(names) if place < at), names[0][1])
                tokens = name_tokens(full)
                side = self._parties.side(tokens)
                return Speaker("He", side, self._parties.kind(tokens, side), "", len(known) > 1, tokens)
            if names:
                return Speaker("He (surname or pronoun)", ambiguous=True)
        return Speaker(name=f"{word} (unresolved)", ambiguous=True, pronoun=word, channel=self._hearer(row))

    def _starts_sentence(self, at: int) -> bool:
        index = bisect_right(self._sentences, at) - 1
        return self._sentences[index] == at and not bool(self._found.layout.closes[at])

    def _he_names(self, at: int) -> list[tuple[int, str]]:
        """Full names with the surname He in the field of ``at``: place and name."""
        number = bisect_right(self._fields, at) - 1
        if number not in self._surnames:
            layout = self._found.layout
            start = self._fields[number]
            end = self._fields[number + 1] if number + 1 < len(self._fields) else layout.n
            bits, following = layout.wf[start:end], layout.wf[start + 1 : end + 1]
            name = ((bits & W.HE) != 0) & ((bits & W.CAP) != 0) & ((following & W.CAP) != 0)
            name &= (following & (W.MODAL | W.HAVE | W.BE | W.ADV | W.TIME)) == 0
            name &= layout.gf[start + 1 : end + 1] == 0
            name &= ~layout.passage.headline[start:end]
            places = (np.flatnonzero(name) + start).tolist()
            self._surnames[number] = [(place, layout.text(place, place + 2)) for place in places]
        return self._surnames[number]

    def _resolve_pronoun(self, row: int, raw: Speaker) -> Speaker:
        """The one speaker of this and the previous paragraph whom the pronoun fits; else it stays unresolved."""
        if raw.pronoun not in _PRONOUNS or row >= self._drafted:
            return raw
        paragraph = bisect_right(self._paragraphs, self._cue[row]) - 1
        field_start = self._fields[bisect_right(self._fields, self._cue[row]) - 1]
        earliest = max(self._paragraphs[max(paragraph - 1, 0)], field_start)
        candidates: dict[str, Speaker] = {}
        for earlier in range(row - 1, -1, -1):
            if self._cue[earlier] < earliest:
                break
            other = self._raw_of(earlier)
            if other.name and not other.pronoun and not other.ambiguous and _fits(raw.pronoun, other):
                candidates.setdefault(other.tokens[-1] if other.tokens else other.name, other)
        if len(candidates) != 1:
            return raw
        only = next(iter(candidates.values()))
        party, kind = (only.party, only.kind) if only.party and only.kind else self._remembered(row, only.tokens)
        return replace(only, party=only.party or party, kind=only.kind or kind, channel=raw.channel)

    def _remembered(self, row: int, tokens: Tokens) -> tuple[str, str]:
        """Party and kind that another mention of the same name in this field gives."""
        place = self._cue[row]
        if place < 0 or not tokens:
            return "", ""
        number = bisect_right(self._fields, place) - 1
        if number not in self._offices:
            self._offices[number] = self._offices_of(number)
        return self._offices[number].get(tokens[-1], ("", ""))

    def _offices_of(self, number: int) -> dict[str, tuple[str, str]]:
        """For each word of the speakers' names in a field that stand with an office: party and kind."""
        start = self._fields[number]
        end = self._fields[number + 1] if number + 1 < len(self._fields) else self._found.layout.n
        cues = self._cue[: self._drafted]
        offices: dict[str, tuple[str, str]] = {}
        for row in range(bisect_left(cues, start), bisect_left(cues, end)):
            raw = self._raw_of(row)
            if raw.pronoun or not (raw.party or raw.kind) or not (raw.office or len(raw.tokens) > 1):
                continue
            for token in {raw.tokens[0], raw.tokens[-1]} if raw.tokens else ():
                offices.setdefault(token, (raw.party, raw.kind))
        return offices


def _fits(pronoun: str, speaker: Speaker) -> bool:
    """Whether number and gender allow the pronoun."""
    words = set(speaker.tokens) | set(speaker.office[:3])
    plural = bool(words & _PLURALS) or "and" in speaker.tokens
    if pronoun == "they":
        return plural
    if plural or speaker.kind == "media" or speaker.name[:1].islower() and not words & (_MALE | _FEMALE | _ROLES):
        return False
    return not words & (_FEMALE if pronoun == "he" else _MALE)


_ROLES = frozenset("spokesperson president minister secretary official analyst economist professor premier chancellor "
                   "ambassador envoy senator governor negotiator expert researcher".split())


def clean_name(text: str) -> str:
    """A name on one line, without a possessive or stray marks at its end.

    >>> clean_name("Beijing’s"), clean_name("the commerce\\nministry")
    ('Beijing', 'the commerce ministry')
    """
    name = " ".join(text.split())
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    return name.strip(" ,;:–—\"“”'‘")
