"""Findings as records, and as one voice for every word."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from framing.annotate.attribution.drafts import NUMBER, RULES
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.quotes import SCARE_WORDS, Found
from framing.annotate.attribution.speakers import Speakers
from framing.records.attribution import Attribution
from framing.records.tables import VOICES

OWN, QUOTED, FRAGMENT, REPORTED = (VOICES.index(voice) for voice in ("own", "quoted", "fragment", "reported"))

#: Quotations that nobody is named for.
_NO_CUE = (NUMBER["scare"], NUMBER["partial-quote"])
#: Outside marks the object of these is worded by the outlet (CODEBOOK, settled rule 3).
_OUTLETS_WORDS = (NUMBER["topic"],)

Span = tuple[int, int]


def word_voices(found: Found) -> npt.NDArray[np.int8]:
    """The voice of each word of the passage, as its place in ``records.tables.VOICES``.

    Inside marks: quoted, but a fragment where no cue names a speaker or the marks hold at most three words. Outside
    marks: reported inside an attribution, else own; what a judgement verb takes as its object (criticised *the tariff
    threat*) is the outlet's own word.
    """
    layout, owner = found.layout, found.owner
    rule = np.append(found.drafts.rule, -1)[owner]
    owned = owner >= 0
    voices = np.where(owned & ~np.isin(rule, _OUTLETS_WORDS), REPORTED, OWN).astype(np.int8)
    inside = layout.inside[: layout.n]
    voices[inside] = QUOTED
    short = _in_short_marks(found)
    voices[inside & (~owned | np.isin(rule, _NO_CUE) | short)] = FRAGMENT
    return voices


def _in_short_marks(found: Found) -> npt.NDArray[np.bool_]:
    """Words inside quotations of at most three words."""
    quotes, n = found.layout.passage, found.layout.n
    few = quotes.quote_end - quotes.quote_start <= SCARE_WORDS
    steps = np.zeros(n + 1, np.int64)
    np.add.at(steps, quotes.quote_start[few], 1)
    np.add.at(steps, quotes.quote_end[few], -1)
    return np.asarray(np.cumsum(steps)[:n] > 0)


class Records:
    """Attribution records of a finding, made row by row on demand. Spans count words of the passage."""

    def __init__(self, found: Found, parties: Parties) -> None:
        self._found = found
        self.speakers = Speakers(found, parties)
        drafts = found.drafts
        self._rule: list[int] = drafts.rule.tolist()
        self._cue = list(zip(drafts.cue_start.tolist(), drafts.cue_end.tolist(), strict=True))
        self._speaker = list(zip(drafts.speaker_start.tolist(), drafts.speaker_end.tolist(), strict=True))
        left = zip(drafts.left_start.tolist(), drafts.left_end.tolist(), strict=True)
        right = zip(drafts.right_start.tolist(), drafts.right_end.tolist(), strict=True)
        self._content = [[span for span in spans if 0 <= span[0] < span[1]] for spans in zip(left, right, strict=True)]
        for row, start, end in found.pieces:
            self._content[row].append((start, end))
        self._inside: list[int] = np.append(0, np.cumsum(found.layout.inside[: found.layout.n])).tolist()
        self._made: dict[int, Attribution] = {}

    def __len__(self) -> int:
        return len(self._rule)

    def __getitem__(self, row: int) -> Attribution:
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._make(row)
        return made

    def all(self) -> list[Attribution]:
        """Every record, by place."""
        order = sorted(range(len(self)), key=lambda row: self._place(row))
        return [self[row] for row in order if self._content[row]]

    def _place(self, row: int) -> int:
        return min((span[0] for span in self._content[row]), default=self._cue[row][0])

    def _make(self, row: int) -> Attribution:
        content = _joined(self._content[row])
        speaker = self.speakers.of(row)
        span = self._speaker[row]
        cue = self._cue[row]
        return Attribution(
            voice=self._voice(row, content),
            content=content,
            rule=RULES[self._rule[row]],
            cue=cue if cue[0] >= 0 else None,
            speaker_span=span if span[0] >= 0 and span[1] > span[0] else None,
            speaker=speaker.name,
            party=speaker.party,
            kind=speaker.kind,
            channel=speaker.channel or self._found.channels.get(row, ""),
            ambiguous=speaker.ambiguous,
        )

    def _voice(self, row: int, content: tuple[Span, ...]) -> str:
        """Quoted where most of the words stand in marks; a fragment where those are few or nobody is named."""
        words = sum(end - start for start, end in content)
        marked = sum(self._inside[end] - self._inside[start] for start, end in content)
        if self._rule[row] in _NO_CUE or (marked == words and words <= SCARE_WORDS):
            return "fragment"
        return "quoted" if 2 * marked >= words else "reported"


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
