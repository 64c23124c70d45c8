"""A codebook put together line by line: what is wrong with a line is kept, so that all of it can be said at once."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from framing.errors import CodebookError
from framing.lexicon.formats.files import CodebookFile, Read
from framing.lexicon.patterns import parse_pattern
from framing.records.codebook import NO_DEFINITION, UNVERSIONED, Codebook, Entry, Frame, Slot
from framing.records.issue import Issue

#: What stands inside or between words of a term; any other sign of a dictionary would be lost, and another word found.
_SIGNS = frozenset("*_'’-\N{HYPHEN}\N{NON-BREAKING HYPHEN}.&,%$€£¥ ")

#: As much as one, and a slip of the hand.
_STARS = re.compile(r"\*{2,}")
_BRIEF = 60
#: A file of which more lines are wrong is something else; and of so many repeated terms each is named.
MOST = 1_000


@dataclass(slots=True)
class DraftFrame:
    """A frame so far; ``seen`` are its entries by what they mean."""

    name: str
    line: int | None
    label: str = ""
    definition: str = ""
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[tuple[Slot, ...], Entry] = field(default_factory=dict)


class Draft:
    """``foreign``: a dictionary of another program, which knows words, stems and phrases, and repeats them freely."""

    def __init__(self, file: CodebookFile, kind: str, *, foreign: bool = True) -> None:
        self.file, self.kind, self.foreign = file.name, kind, foreign
        self.name, self.version = name_from(file.path), UNVERSIONED
        self.language = self.title = self.note = ""
        self.frames: dict[str, DraftFrame] = {}
        self.problems: list[CodebookError] = []
        self._repeats: list[Issue] = []
        self._unnamed = 0

    def problem(self, reason: str, remedy: str, line: int | None) -> None:
        """Keep what is wrong with a line; a CodebookError if that is so of too many."""
        if len(self.problems) == MOST:
            raise CodebookError(
                f"more than {MOST:,} lines cannot be read, this one too: {reason}",
                file=self.file,
                line=line,
                remedy=f"is this a {self.kind}? docs/codebooks.md shows what one looks like",
            )
        self.problems.append(CodebookError(reason, file=self.file, line=line, remedy=remedy))

    def frame(self, name: str, line: int | None) -> DraftFrame:
        """The frame of that name, a new one if there is none."""
        return self.frames.setdefault(name, DraftFrame(name, line))

    def entry(self, pattern: str, line: int | None) -> Entry | None:
        """The entry that a term is; None, and a problem, if framing cannot look for it."""
        written = " ".join(pattern.split())
        if self.foreign:
            written = _STARS.sub("*", written)
        try:
            if self.foreign and (sign := _lost_sign(written)):
                remedy = "write the term without it, or remove its line"
                if sign == "|":
                    remedy = "write one line for each"
                reason = f"the term '{brief(written)}' holds '{sign}', which is no part of a word here"
                raise CodebookError(reason, remedy=remedy)
            slots = parse_pattern(written, file=self.file, line=line)
        except CodebookError as problem:
            self.problem(problem.reason, problem.remedy, line)
            return None
        return Entry(written, slots, line=line)

    def add(self, frame: DraftFrame, entry: Entry) -> None:
        """Put an entry into a frame; one that means the same as an earlier one is a problem, or a note if foreign."""
        first = frame.seen.setdefault(entry.slots, entry)
        if first is entry:
            frame.entries.append(entry)
        elif self.foreign and len(self._repeats) == MOST:
            self._unnamed += 1
        elif self.foreign:
            reason = (
                f"'{entry.pattern}' counts once in '{frame.name}': '{first.pattern}' (line {first.line}) means the same"
            )
            self._repeats.append(Issue("", self.file, entry.line, "note", "repeated-term", reason, "remove one"))
        else:
            self.problem(*never_matches(entry, first), entry.line)

    def read(self) -> Read:
        """The codebook of all that could be read, with what could not; what follows from the rest comes last."""
        self.problems.sort(key=lambda problem: problem.line or 0)
        for frame in self.frames.values():
            if not frame.entries:
                reason = f"'{frame.name}' has no words that can be read"
                self.problem(reason, "list at least one, or remove it", frame.line)
            for problem in shielded(frame.entries):
                self.problem(*problem)
        if not self.frames and not self.problems:
            self.problem("the file lists no words", f"see docs/codebooks.md for what a {self.kind} looks like", None)
        frames = tuple(_finished(frame) for frame in self.frames.values() if frame.entries)
        return Read(self._codebook(frames) if frames else None, tuple(self.problems))

    def _codebook(self, frames: tuple[Frame, ...]) -> Codebook:
        return Codebook(
            name=self.name,
            version=self.version,
            language=self.language,
            frames=frames,
            digest=digest_of(self.name, self.version, frames),
            title=self.title,
            note=self.note,
            file=self.file,
            notes=(*self._repeats, *self._rest()),
        )

    def _rest(self) -> list[Issue]:
        """One note for all repeated terms that are not named."""
        if not self._unnamed:
            return []
        reason = f"{self._unnamed:,} more terms count once: others of their categories mean the same"
        return [Issue("", self.file, None, "note", "repeated-term", reason)]


def _finished(frame: DraftFrame) -> Frame:
    return Frame(
        name=frame.name,
        label=frame.label or label_of(frame.name),
        definition=frame.definition or NO_DEFINITION,
        include=tuple(frame.include),
        exclude=tuple(frame.exclude),
        entries=tuple(frame.entries),
    )


def never_matches(entry: Entry, first: Entry) -> tuple[str, str]:
    """What is wrong with an entry of ours that means the same as an earlier one, and what to do."""
    reason = f"the pattern '{entry.pattern}' can never match: '{first.pattern}' means the same"
    return reason, f"remove it, or the one on line {first.line}"


def shielded(entries: Iterable[Entry]) -> Iterator[tuple[str, str, int | None]]:
    """What is wrong with the entries of a frame that others keep from ever counting, what to do, and the line.

    A word that an excluding entry takes is in no match: an entry that cannot do without such a word never matches.
    """
    entries = list(entries)
    if entries and all(entry.exclude for entry in entries):
        yield "there are only excluding entries: nothing can ever match", "list one that counts", entries[0].line
    shields = [entry for entry in entries if entry.exclude and len(entry.slots) == 1]
    words = {word: shield for shield in shields for word in shield.slots[0].words}
    stems = {stem: shield for shield in shields for stem in shield.slots[0].stems}
    lengths = sorted(set(map(len, stems)))
    for entry in entries if shields else ():
        for slot in () if entry.exclude else entry.slots:
            takers = [words.get(word) or _with_stem(word, stems, lengths) for word in slot.words]
            takers += [_with_stem(stem, stems, lengths) for stem in slot.stems]
            if (shield := takers[0]) and all(takers):
                reason = f"the pattern '{entry.pattern}' can never match: '{shield.pattern}' excludes its words"
                yield reason, f"remove it, or narrow the one on line {shield.line}", entry.line
                break


def _with_stem(word: str, stems: Mapping[str, Entry], lengths: Iterable[int]) -> Entry | None:
    """The entry of a stem that the word begins with; a look-up for each length of stems, however many there are."""
    return next((stems[word[:length]] for length in lengths if word[:length] in stems), None)


def brief(text: str) -> str:
    """As much of a file's words as a message needs.

    >>> brief("mine"), len(brief("9" * 5000))
    ('mine', 61)
    """
    return text if len(text) <= _BRIEF else text[:_BRIEF] + "…"


def label_of(name: str) -> str:
    """What a frame without a label is called on a page; capitals inside a name are somebody's choice.

    >>> label_of("fight_and_talk"), label_of("A_CATEGORY"), label_of("HarmVirtue")
    ('Fight and talk', 'A category', 'HarmVirtue')
    """
    words = name.replace("_", " ")
    return words.capitalize() if words.isupper() else words[:1].upper() + words[1:]


def name_from(path: Path) -> str:
    """The name of a codebook whose file gives none: the file's, in characters that a signature can hold.

    >>> name_from(Path("My words (2).dic"))
    'My-words-2'
    """
    stem = unicodedata.normalize("NFC", path.stem)
    return re.sub(r"[^\w.]+", "-", stem).strip("-.") or "dictionary"


@lru_cache(1 << 10)
def _is_sign(character: str) -> bool:
    return character not in _SIGNS and unicodedata.category(character)[0] not in "LMN"


def _lost_sign(term: str) -> str:
    """The first sign of a term that is no part of a word: an emoticon's, a bracket, another program's wildcard."""
    if term.isascii() and term.removesuffix("*").isalnum():
        return ""
    if ".." in term:
        return ".."
    return next((character for character in term if _is_sign(character)), "")


def digest_of(name: str, version: str, frames: tuple[Frame, ...]) -> str:
    """SHA-256 of what the codebook means: names, definitions and entries, not their layout in the file."""
    meaning = [
        [f.name, f.definition, [[e.pattern, e.device, e.own_negator, e.exclude] for e in f.entries]] for f in frames
    ]
    text = json.dumps([name, version, meaning], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
