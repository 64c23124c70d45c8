"""Who the speakers of attributions are: party, kind and channel, as columns of numbers.

What is said here of every row is what the words at its cue say. Pronouns and names as text are settled for the rows
that somebody asks for (see ``naming``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.appositions import office_before
from framing.annotate.attribution.drafts import Drafts, one_of
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.lastnamed import sides_of_last
from framing.annotate.attribution.names import CHANNEL, SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words, papers
from framing.annotate.attribution.quotes import Found
from framing.records.arrays import Flags, Ints

#: How many words behind a name may tell its holder's office: "said Guo Jiakun, a ministry spokesperson".
_OFFICE_WORDS = 14
#: Longer speakers are cut; they are no names.
_LONGEST_NAME = 40
#: "China", "the US": longer names that hold a country's are mostly people's.
_SHORT_NAME = 2
#: A side within so many words of an apposition's start is the person's: "a senior Chinese official".
_AT_ONCE = 4
_HEARER_WORDS = 4
#: Within so many words of a name the word for a person stands: "a senior *official* with knowledge of the talks".
_HEAD_WORDS = 6
#: Only behind these is an office: "Zhou, *of* the commerce ministry", "Zhou, who *heads* the Asia desk".
_ORIGINS = frozenset({"of", "from", "for"})
#: Who stands by somebody of an office has none: "Lund, *wife* of the Chinese president".
#: The press of a country is not its side, but for media that are so called.
_PRESS = frozenset("media press newspaper newspapers outlet outlets reports broadcaster broadcasters magazine".split())
_OFFICIAL = frozenset("state official government party".split())
_KIN = frozenset("wife husband son daughter father mother brother sister friend".split())
_OFFICE_VERBS = frozenset(
    """served serves spoke speaks heads headed leads led chairs chaired runs ran works worked teaches taught directs
    directed oversees""".split()
)
#: Rules whose speakers are subjects of other verbs.
_BORROWING = one_of("participle", "coordinated", "to-say", "relative", "hanging-cue")
#: The rule of whoever is quoted saying something.
_QUOTED = one_of("postposed")
#: Rules whose speakers are named last.
_NAMED_LAST = one_of("inverted", "says-headline", "according-to")


@dataclass(slots=True)
class Speakers:
    """One row an attribution. ``start:end`` is the name, empty where there is none; ``pronoun`` marks single pronouns,

    ``thing`` names of countries, of things, or in capitals (WTO): neither he nor she can mean those; ``both`` names of
    two sides ("China and the US").
    ``party``, ``kind`` and ``channel`` are numbers of ``Parties.values``, 0 where nothing tells.
    """

    start: Ints
    end: Ints
    pronoun: Flags
    thing: Flags
    both: Flags
    party: Ints
    kind: Ints
    channel: Ints


def find_speakers(found: Found, parties: Parties) -> Speakers:
    """The speakers of all attributions as named at their cues, with what other mentions of a name in the field tell."""
    layout, names = found.layout, found.names
    start = np.maximum(found.drafts.speaker_start, 0)
    end = np.where(found.drafts.speaker_start >= 0, np.minimum(found.drafts.speaker_end, start + _LONGEST_NAME), start)
    end = np.maximum(end, start)
    pronoun = (end == start + 1) & layout.has(start, W.PRON | W.POSS)
    party, kind, channel = (np.zeros(len(start), np.int64) for _ in range(3))
    rows = np.flatnonzero((end > start) & ~pronoun)
    told = names.within(start[rows], end[rows])
    last = sides_of_last(layout, names, start[rows], end[rows], told.side)
    told.side = np.where(parties.is_body(told.side), told.side, last)  # "IMF chief Christine Lagarde"
    party[rows], channel[rows] = told.side, told.channel
    kind[rows] = parties.kinds_of(told, told.side, end[rows] - start[rows])
    _add_offices(found, parties, (start, end), party, kind, rows)
    _add_titles(found, parties, start, party, kind, rows)
    media, paper = parties.values["media"], np.zeros(len(start), np.bool_)
    paper[rows] = papers(layout, end[rows])
    kind[paper & (kind == 0)] = media
    of_media = np.flatnonzero((kind == media) & (party > 0))
    of_media = of_media.compress(among_words(layout, end.take(of_media) - 1, _PRESS))
    paper[of_media] |= ~_of_state(layout, start.take(of_media), end.take(of_media))
    party[(kind == media) & ((channel > 0) | paper)] = 0
    both = np.zeros(len(start), np.bool_)
    both[_of_two_sides(layout, names, start, end, rows[told.side > 0])] = True
    party[both] = 0
    channel = np.where(channel > 0, channel, _hearers(layout, names, found.drafts))
    thing = np.zeros(len(start), np.bool_)
    thing[rows] = _things(layout, start[rows], end[rows], told.place)
    return Speakers(start, end, pronoun, thing, both, party, kind, channel)


def _of_state(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether media are a state's own, and so speak for its side: "Danish *state* media", but "Danish media"."""
    found = np.zeros(len(start), np.bool_)
    for ahead in range(_HEAD_WORDS):
        found |= (start + ahead < end) & among_words(layout, start + ahead, _OFFICIAL)
    return found


def _things(layout: Layout, start: Ints, end: Ints, place: Flags) -> Flags:
    """Names of things ("some forces", "such an outcome", "the report") and short ones of countries or in capitals."""
    last = end - 1
    several = layout.has(last, W.PLURAL | W.DOC) & ~layout.has(last, W.CAP)
    people = layout.has(last, W.CAP | W.SPEAKER)
    head = np.ones(len(start), np.bool_)
    for ahead in range(_HEAD_WORDS):
        person = (start + ahead < end) & layout.has(start + ahead, W.SPEAKER)
        several |= person & head & layout.has(start + ahead, W.PLURAL)  # "his *aides* in the capital"
        people |= person
        head &= ~person
    return several | ~people | ((end - start <= _SHORT_NAME) & (place | layout.has(last, W.UPPER)))


def _of_two_sides(layout: Layout, names: Names, start: Ints, end: Ints, rows: Ints) -> list[int]:
    """Rows that name two sides joined by and or a comma: "China and the US", "China, US"."""
    comma = next_of(layout.gaps(G.COMMA), start[rows] + 1)
    joint = np.minimum(next_of(layout.words(W.AND), start[rows]), comma)
    rows, joint = rows[joint < end[rows]], joint[joint < end[rows]]
    columns = (rows.tolist(), start[rows].tolist(), joint.tolist(), end[rows].tolist())
    sides = [
        (row, names.all_of(SIDE, first, middle), names.all_of(SIDE, middle, last))
        for row, first, middle, last in zip(*columns, strict=True)
    ]
    return [row for row, one, other in sides if one and other and not one & other]


def _add_offices(found: Found, parties: Parties, name: tuple[Ints, Ints], party: Ints, kind: Ints, rows: Ints) -> None:
    """Fill in what the words behind a name tell, where the name itself does not tell everything."""
    rows = rows[(party[rows] == 0) | (kind[rows] == 0)]
    start, end = _offices(found, name[0][rows], name[1][rows], rows)
    some = end > start
    rows, start, end = rows[some], start[some], end[some]
    told = found.names.within(start, end)
    more = parties.kinds_of(told, told.side, end - start)
    for row, side in _of_several_sides(found, start, end, told.side):
        told.side[row] = side
    party[rows] = np.where(party[rows] > 0, party[rows], told.side)
    kind[rows] = np.where(kind[rows] > 0, kind[rows], more)


def _add_titles(found: Found, parties: Parties, start: Ints, party: Ints, kind: Ints, rows: Ints) -> None:
    """Fill in what an office before a name and a comma tells: "*China's envoy*, Ada Lund, said"."""
    rows = rows.compress((party[rows] == 0) | (kind[rows] == 0))
    begin, end = office_before(found.layout, start[rows]), start[rows]
    some = np.flatnonzero(begin < end)
    rows, begin, end = rows.take(some), begin.take(some), end.take(some)
    told = found.names.within(begin, end)
    party[rows] = np.where(party[rows] > 0, party[rows], told.side)
    kind[rows] = np.where(kind[rows] > 0, kind[rows], parties.kinds_of(told, told.side, end - begin))


def _of_several_sides(found: Found, start: Ints, end: Ints, side: Ints) -> list[tuple[int, int]]:
    """Offices that name several sides, none of them at once, and the one that is meant, 0 where that is open.

    What stands behind of, for or on is a subject matter: "the Institute *of America* of a Chinese academy".
    """
    names, layout = found.names, found.layout
    rows = np.flatnonzero((side > 0) & (names.first(SIDE, start, start + _AT_ONCE, end) == 0))
    columns = (rows.tolist(), start[rows].tolist(), end[rows].tolist())
    out = []
    for row, first, last in zip(*columns, strict=True):
        low, high = np.searchsorted(names.start, (first, last)).tolist()
        here = low + np.flatnonzero((names.category[low:high] == SIDE) & (names.end[low:high] <= last))
        here = here.compress(~np.isin(names.start[here], names.end[here]))  # "Oslo's *trade ministry*" is Oslo's
        every = set(names.value[here].tolist())
        if len(every) > 1:
            held = set(names.value[here[~layout.has(names.start[here] - 1, W.PREP)]].tolist())
            out.append((row, held.pop() if len(held) == 1 else 0))
    return out


def _offices(found: Found, start: Ints, end: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The words of an apposition to each name, before the verb or behind an inverted name."""
    layout, cue, rule = found.layout, found.drafts.cue_start.take(rows), found.drafts.rule.take(rows)
    before = (end < cue) & layout.gap(end, G.COMMA | G.LEFT | G.DASH)
    borrowed = np.flatnonzero(before & _BORROWING.take(rule))
    aside = next_of(layout.gaps(G.COMMA | G.RIGHT | G.DASH), end.take(borrowed) + 1)
    cue[borrowed] = np.minimum(cue.take(borrowed), aside)
    stop = np.where(before & (cue - end <= _LONGEST_NAME), cue, end)
    behind = np.flatnonzero(_NAMED_LAST.take(rule) & ~before & (end < layout.n) & ~layout.opens.take(end))
    at, row = end.take(behind), rows.take(behind)
    _, last = layout.sentence_bounds(start.take(behind))
    more = found.drafts.right_start.take(row)
    last = np.where(more >= at, np.minimum(last, more), last)  # "According to Ada Lund, *grain is dear*"
    stop[behind] = np.minimum(np.maximum(at, np.minimum(last, at + _OFFICE_WORDS)), layout.next_quotes(at))
    return offices_behind(layout, end, stop)


def offices_behind(layout: Layout, end: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """The words from each ``end`` of a name up to ``stop`` that name an office; none where they do not."""
    return end, np.where(_no_office(layout, end), end, _before_relative(layout, end, stop))


def _no_office(layout: Layout, at: Ints) -> Flags:
    """Whether what starts behind a name says what its bearer does, where or when, rather than who that is: "Li,
    *speaking* from the Senate floor", "Li, *in* an interview with Xinhua", "Li, *when* asked by Chinese reporters"."""
    odd = layout.has(at, W.GERUND | W.ING | W.SUBORD | W.BUT | W.AND | W.TIME)
    late = np.flatnonzero(layout.has(at, W.VERBISH | W.PAST) & ~odd)
    odd[late] = layout.has(at.take(late) + 1, W.PREP | W.DET | W.THAT)
    placed = np.flatnonzero(layout.has(at, W.PREP) & ~odd)
    odd[placed] = ~among_words(layout, at.take(placed), _ORIGINS)
    word = at + layout.has(at, W.DET | W.POSS)
    kin = np.flatnonzero(layout.has(word, W.SPEAKER) & ~layout.has(word, W.CAP) & ~odd)
    odd[kin] = among_words(layout, word.take(kin), _KIN)
    return np.asarray(odd)


def _before_relative(layout: Layout, start: Ints, stop: Ints) -> Ints:
    """Where the words of an office end at the latest: before who or which, unless the words start with "who is a",
    "who heads", "who spoke on condition of"."""
    office = np.flatnonzero(layout.has(start, W.REL))
    at = start.take(office) + 1
    at += layout.has(at, W.ADV)
    is_one = layout.has(at, W.BE) & layout.has(at + 1, W.DET)
    begin = start.copy()
    begin[office] += is_one | among_words(layout, at, _OFFICE_VERBS)
    return np.minimum(stop, np.maximum(next_of(layout.words(W.REL), begin), start))


def _hearers(layout: Layout, names: Names, drafts: Drafts) -> Ints:
    """The agency or paper that was told, or quotes what somebody said."""
    cue_start, cue_end = drafts.cue_start, drafts.cue_end
    out = np.zeros(len(cue_end), np.int64)
    at = np.clip(cue_end, 1, layout.n)
    rows = np.flatnonzero((cue_end > 0) & (cue_end < layout.n) & layout.has(at - 1, W.TELL))
    _, last = layout.sentence_bounds(at[rows] - 1)
    end = np.minimum(at[rows] + _HEARER_WORDS, last)
    out[rows] = names.first(CHANNEL, at[rows], end, end)
    rows = np.flatnonzero(layout.has(cue_start, W.ING) & (cue_start > 0))
    rows = rows.compress(layout.has(cue_start[rows] - 1, W.AS) | _QUOTED.take(drafts.rule.take(rows)))
    first, last = layout.sentence_bounds(cue_start[rows])
    # "*Xinhua* quoted Lund as saying", "*Xinhua* cited Lund saying"
    out[rows] = names.first(CHANNEL, first, last, last)
    return out
