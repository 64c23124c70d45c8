"""Findings as records, and as one voice for every word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.annotate.attribution.drafts import NUMBER, RULES
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import Flags, Ints
from framing.annotate.attribution.quotes import SCARE_WORDS, Found
from framing.annotate.attribution.speakers import Speakers
from framing.records.attribution import Attribution
from framing.records.tables import VOICES

OWN, QUOTED, FRAGMENT, REPORTED = (VOICES.index(voice) for voice in ("own", "quoted", "fragment", "reported"))

#: Quotations that nobody is named for.
_NO_CUE = (NUMBER["scare"], NUMBER["partial-quote"])
#: Outside marks the object of these is worded by the outlet (CODEBOOK, settled rule 3).
_OUTLETS_WORDS = (NUMBER["topic"],)

#: Rules of plain speech: what stands in marks beside their cues are whole utterances.
_SPEAKING = tuple(
    NUMBER[rule] for rule in ("postposed", "inverted", "says-headline", "said-quote", "said-later-quote", "hanging-cue")
)

Span = tuple[int, int]


def word_voices(found: Found) -> npt.NDArray[np.int8]:
    """The voice of each word of the passage, as its place in ``records.tables.VOICES``.

    Inside marks: quoted, but a fragment where no cue names a speaker or the marks hold at most three words. Outside
    marks: reported inside an attribution, else own; what a judgement verb takes as its object (criticised *the tariff
    threat*) is the outlet's own word, and so is what I or we say outside marks.
    """
    layout, owner = found.layout, found.owner
    rule = np.append(found.drafts.rule, -1)[owner]
    owned = owner >= 0
    others = owned & ~np.isin(rule, _OUTLETS_WORDS) & ~np.append(_author(found), False)[owner]
    voices = np.where(others, REPORTED, OWN).astype(np.int8)
    inside = layout.inside[: layout.n]
    voices[inside] = QUOTED
    short = _in_short_marks(found)
    voices[inside & (~owned | np.isin(rule, _NO_CUE) | short)] = FRAGMENT
    return voices


def _author(found: Found) -> Flags:
    """Attributions to I or we outside marks: the author is speaking."""
    start, end = found.drafts.speaker_start, found.drafts.speaker_end
    return np.asarray((end == start + 1) & found.layout.has(np.maximum(start, 0), W.FIRST))


def complete_quotes(found: Found) -> Flags:
    """Quotations that are all there is before or behind a cue, or a sentence by themselves: short, but no fragment."""
    quotes, drafts, layout = found.layout.passage, found.drafts, found.layout
    start, end = quotes.quote_start, quotes.quote_end
    if not len(start) or not len(drafts):
        return np.zeros(len(start), np.bool_)
    row = found.owner[start]
    speaks = (row >= 0) & np.isin(drafts.rule[row], _SPEAKING)
    before = (drafts.left_start[row] == start) & (drafts.left_end[row] == end)
    behind = (drafts.right_start[row] == start) & (drafts.right_end[row] == end)
    first, last = layout.sentence_bounds(start)
    return np.asarray(speaks & (before | behind | ((start == first) & (end == last))))


def _in_short_marks(found: Found) -> Flags:
    """Words inside quotations of at most three words that are not complete."""
    quotes, n = found.layout.passage, found.layout.n
    few = (quotes.quote_end - quotes.quote_start <= SCARE_WORDS) & ~complete_quotes(found)
    steps = np.zeros(n + 1, np.int64)
    np.add.at(steps, quotes.quote_start[few], 1)
    np.add.at(steps, quotes.quote_end[few], -1)
    return np.asarray(np.cumsum(steps)[:n] > 0)


class Records:
    """Attribution records of a finding, made row by row on demand. Spans count words of the passage."""

    def __init__(self, found: Found, parties: Parties) -> None:
        self._found = found
        self.speakers = Speakers(found, parties)
        self._pieces: dict[int, list[Span]] = {}
        for row, start, end in found.pieces:
            self._pieces.setdefault(row, []).append((start, end))
        self._marked: Ints = np.append(0, np.cumsum(found.layout.inside[: found.layout.n]))
        whole = found.owner[found.layout.passage.quote_start[complete_quotes(found)]]
        self._complete: set[int] = set(whole.tolist())
        self._made: dict[int, Attribution] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, row: int) -> Attribution:
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._make(row)
        return made

    def all(self) -> list[Attribution]:
        """Every record, by the place of its content."""
        return sorted((self[row] for row in range(len(self))), key=_place)

    def _make(self, row: int) -> Attribution:
        drafts = self._found.drafts
        content = self._content(row)
        speaker = self.speakers.of(row)
        return Attribution(
            voice=self._voice(row, content),
            content=content,
            rule=RULES[drafts.rule[row]],
            cue=_span(drafts.cue_start[row], drafts.cue_end[row]),
            speaker_span=_span(drafts.speaker_start[row], drafts.speaker_end[row]),
            speaker=speaker.name,
            party=speaker.party,
            kind=speaker.kind,
            channel=speaker.channel or self._found.channels.get(row, ""),
            ambiguous=speaker.ambiguous,
        )

    def _content(self, row: int) -> tuple[Span, ...]:
        """The words before and behind the cue and in quotations, in order, what touches or overlaps made one."""
        drafts = self._found.drafts
        left = _span(drafts.left_start[row], drafts.left_end[row])
        right = _span(drafts.right_start[row], drafts.right_end[row])
        out: list[Span] = []
        for start, end in sorted([span for span in (left, right) if span] + self._pieces.get(row, [])):
            if out and start <= out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return tuple(out)

    def _voice(self, row: int, content: tuple[Span, ...]) -> str:
        """Quoted where most of the words stand in marks; a fragment where those are few or nobody is named."""
        words = sum(end - start for start, end in content)
        marked = sum(int(self._marked[end] - self._marked[start]) for start, end in content)
        few = marked == words and words <= SCARE_WORDS and row not in self._complete
        if few or self._found.drafts.rule[row] in _NO_CUE:
            return "fragment"
        return "quoted" if 2 * marked >= words else "reported"


def _span(start: np.int64, end: np.int64) -> Span | None:
    return (int(start), int(end)) if 0 <= start < end else None


def _place(record: Attribution) -> Span:
    return record.content[0] if record.content else record.cue or (0, 0)
