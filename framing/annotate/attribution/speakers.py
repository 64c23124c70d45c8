"""Names for the speakers of attributions: strings, parties, kinds, channels, and whom a pronoun stands for.

Everything is looked up when asked for, row by row, and kept: a scoring job asks only for the rows that matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.drafts import NUMBER
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.parties import CHANNEL, OFFICE, PLACE, SIDE, Meaning, Parties, fold_word
from framing.annotate.attribution.pronouns import Introductions, fits
from framing.annotate.attribution.quotes import Found

#: How many words behind a name may tell its holder's office: "said Guo Jiakun, a ministry spokesperson".
_OFFICE_WORDS = 14
#: Longer speakers are cut; they are no names.
_LONGEST_NAME = 40
#: A name of an agency among more words than these is not the speaker: "an analyst on the Reuters board of advisers".
_CHANNEL_WORDS = 5
_HEARER_WORDS = 4
#: "Beijing", "the US" speak for their governments; "a Beijing shopkeeper" does not.
_PLACE_WORDS = 3
_INVERTED = (NUMBER["inverted"], NUMBER["says-headline"])
_GOVERNMENT = "government"
#: Offices that companies and clubs have too; without a side they do not make a speaker a government's.
_ANY_OFFICE = ("president", "secretary", "presidents", "leaders")
_RESOLVABLE = ("he", "she", "they")


@dataclass(slots=True)
class Speaker:
    """Who spoke, as far as the text says; ``words`` is the span of the name, ``pronoun`` set until it is resolved."""

    name: str = ""
    party: str = ""
    kind: str = ""
    channel: str = ""
    ambiguous: bool = False
    words: tuple[int, int] = (0, 0)
    pronoun: str = ""


class Speakers:
    """The speakers of one passage."""

    def __init__(self, found: Found, parties: Parties) -> None:
        drafts, passage = found.drafts, found.layout.passage
        self._layout, self._parties, self._same = found.layout, parties, found.same
        self._names: list[int] = passage.names.tolist()
        self._rule: list[int] = drafts.rule.tolist()
        self._start: list[int] = drafts.speaker_start.tolist()
        self._end: list[int] = drafts.speaker_end.tolist()
        self._cue: list[int] = drafts.cue_start.tolist()
        self._cue_end: list[int] = drafts.cue_end.tolist()
        self._drafted = int((drafts.cue_start >= 0).sum())
        self._sentences: list[int] = passage.sentence.tolist()
        self._paragraphs: list[int] = passage.paragraph.tolist()
        self._fields: list[int] = passage.field.tolist()
        self._introductions = Introductions(found.layout)
        self._raw: dict[int, Speaker] = {}
        self._offices: dict[int, dict[str, tuple[str, str]]] = {}

    def of(self, row: int) -> Speaker:
        """The speaker of a row, resolved as far as that is safe."""
        shared = self._same.get(row)
        if shared is not None:
            one = self.of(shared)
            return Speaker(one.name, one.party, one.kind, one.channel, True, one.words)
        raw = self._raw_of(row)
        if raw.pronoun:
            return self._resolve(row, raw)
        if not raw.name or raw.ambiguous or (raw.party and raw.kind):
            return raw
        return self._with_memory(row, raw, raw.channel)

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
        end = min(end, start + _LONGEST_NAME)
        if end == start + 1:
            bits = int(self._layout.wf[start])
            if bits & (W.PRON | W.POSS):
                return self._pronoun(row, start, bits)
        side, kind, channel = self._meaning(start, end)
        if not (side and kind):
            office = self._office(row, start, end)
            more_side, more_kind, _ = self._meaning(*office) if office[1] > office[0] else ("", "", "")
            side, kind = side or more_side, kind or more_kind
        if kind == "media" and channel:
            side = ""
        name = clean_name(self._layout.text(start, end))
        return Speaker(name, side, kind, channel or self._hearer(row), False, (start, end))

    def _meaning(self, start: int, end: int) -> tuple[str, str, str]:
        """Side, kind and channel that the listed names between two words tell; the leftmost name wins."""
        side = channel = ""
        office = False
        kinds: list[str] = []
        for found in self._found(start, end):
            if found.category == SIDE:
                side = side or found.value
            elif found.category == OFFICE:
                office = True
            elif found.category == PLACE:
                office = office or end - start <= _PLACE_WORDS
            elif found.category == CHANNEL:
                channel = channel or found.value
            else:
                kinds.append(found.value)
        if kinds == [_GOVERNMENT] and not side and end - start > _PLACE_WORDS and self._presides(start, end):
            kinds = []
        relays = bool(channel) and end - start <= _CHANNEL_WORDS and not kinds
        return side, self._parties.kind(kinds, side, office, relays), channel

    def _presides(self, start: int, end: int) -> bool:
        """Whether the one office in a name is that of a president, of who knows what."""
        word = self._layout.passage.word
        return any(word(at).lower() in _ANY_OFFICE for at in range(start, end))

    def _found(self, start: int, end: int) -> list[Meaning]:
        """What the listed names between two words tell, from left to right."""
        found: list[Meaning] = []
        index = bisect_left(self._names, start)
        while index < len(self._names) and self._names[index] < end:
            found += self._parties.meanings(self._layout.passage.word, self._names[index], end)
            index += 1
        return found

    def _office(self, row: int, start: int, end: int) -> tuple[int, int]:
        """The words of an apposition to the name, before the verb or behind an inverted name."""
        cue, layout = self._cue[row], self._layout
        if end < cue:
            return (end, cue) if cue - end <= _LONGEST_NAME else (end, end)
        if self._rule[row] not in _INVERTED or end >= layout.n or layout.opens[end]:
            return end, end
        sentence = bisect_right(self._sentences, start)
        last = self._sentences[sentence] if sentence < len(self._sentences) else layout.n
        last = max(end, min(last, end + _OFFICE_WORDS))
        quotes = np.flatnonzero(layout.opens[end:last])
        return end, end + int(quotes[0]) if len(quotes) else last

    def _hearer(self, row: int) -> str:
        """The agency or paper that was told."""
        at, layout = self._cue_end[row], self._layout
        if at <= 0 or at >= layout.n or not int(layout.wf[at - 1]) & W.TELL:
            return ""
        return next((f.value for f in self._found(at, min(at + _HEARER_WORDS, layout.n)) if f.category == CHANNEL), "")

    def _pronoun(self, row: int, at: int, bits: int) -> Speaker:
        """A speaker of one word that is a pronoun, or the surname He."""
        word = self._layout.passage.word(at).replace("’", "'").split("'")[0]
        if bits & W.HE and bits & W.CAP and (named := self._introductions.before(at)) >= 0:
            if self._starts_sentence(at):
                return Speaker("He (surname or pronoun)", ambiguous=True, words=(at, at + 1))
            side, kind, _ = self._meaning(named, named + 2)
            several = self._introductions.several(at)
            name = "He" if several else self._layout.text(named, named + 2)
            return Speaker(name, side, kind, self._hearer(row), several, (named, named + 2))
        word = word if word == "I" else word.lower()
        return Speaker(f"{word} (unresolved)", "", "", self._hearer(row), True, (at, at + 1), word)

    def _starts_sentence(self, at: int) -> bool:
        index = bisect_right(self._sentences, at) - 1
        return self._sentences[index] == at

    def _resolve(self, row: int, raw: Speaker) -> Speaker:
        """The one speaker of this and the previous paragraph whom the pronoun fits; else it stays unresolved."""
        if raw.pronoun not in _RESOLVABLE:
            return raw
        cue = self._cue[row]
        paragraph = bisect_right(self._paragraphs, cue) - 1
        earliest = max(self._paragraphs[max(paragraph - 1, 0)], self._fields[bisect_right(self._fields, cue) - 1])
        candidates: dict[str, Speaker] = {}
        for earlier in range(row - 1, -1, -1):
            if self._cue[earlier] < earliest:
                break
            other = self._raw_of(earlier)
            if other.name and not other.pronoun and not other.ambiguous and fits(raw.pronoun, self._folded(other)):
                candidates.setdefault(self._last_word(other), other)
        if len(candidates) != 1:
            return raw
        return self._with_memory(row, next(iter(candidates.values())), raw.channel)

    def _folded(self, speaker: Speaker) -> list[str]:
        word = self._layout.passage.word
        return [fold_word(word(at)) for at in range(*speaker.words)]

    def _last_word(self, speaker: Speaker) -> str:
        return fold_word(self._layout.passage.word(speaker.words[1] - 1))

    def _with_memory(self, row: int, one: Speaker, channel: str) -> Speaker:
        """The speaker with party and kind that another mention of the name in this field gives."""
        party, kind = one.party, one.kind
        if not (party and kind) and one.words[1]:
            number = bisect_right(self._fields, self._cue[row]) - 1
            if number not in self._offices:
                self._offices[number] = self._offices_of(number)
            more_party, more_kind = self._offices[number].get(self._last_word(one), ("", ""))
            party, kind = party or more_party, kind or more_kind
        return Speaker(one.name, party, kind, channel, False, one.words)

    def _offices_of(self, number: int) -> dict[str, tuple[str, str]]:
        """Party and kind by the first and the last word of the names that stand with an office in a field."""
        start = self._fields[number]
        end = self._fields[number + 1] if number + 1 < len(self._fields) else self._layout.n
        offices: dict[str, tuple[str, str]] = {}
        word = self._layout.passage.word
        for row in range(
            bisect_left(self._cue, start, 0, self._drafted), bisect_left(self._cue, end, 0, self._drafted)
        ):
            raw = self._raw_of(row)
            if not raw.pronoun and (raw.party or raw.kind):
                for at in (raw.words[0], raw.words[1] - 1):
                    offices.setdefault(fold_word(word(at)), (raw.party, raw.kind))
        return offices


def clean_name(text: str) -> str:
    """A name on one line, without a possessive or stray marks at its end.

    >>> clean_name("Beijing’s"), clean_name("the commerce\\nministry")
    ('Beijing', 'the commerce ministry')
    """
    name = " ".join(text.split()) if "\n" in text or "  " in text else text
    for relative in (" who", " which", " that"):
        name = name.removesuffix(relative)
    return name.removesuffix("’s").removesuffix("'s").strip(" ,;:–—\"“”'‘")
