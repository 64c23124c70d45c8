"""A codebook: frames with definitions, and the entries that find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from framing.errors import UsageError
from framing.records.grammar import counted
from framing.records.issue import Issue

#: The definition of a frame whose file gives none, and the version of a codebook whose file gives none: dictionaries of
#: other programs.
NO_DEFINITION = "No definition: the dictionary that it was read from gives none."
UNVERSIONED = "unversioned"


class Slot(NamedTuple):
    """One word of a pattern: whole words or stems, any of which will do.

    ``gap`` is how many words may stand between this slot and the one before it (0 = adjacent).
    """

    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of a frame.

    ``pattern`` is the term as written, ``slots`` what it means; ``own_negator`` says that its own words negate
    (``not sustainable``); ``exclude`` that it shields its words from the frame's other entries.
    """

    pattern: str
    slots: tuple[Slot, ...]
    device: str = ""
    own_negator: bool = False
    exclude: bool = False
    note: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """An organising idea with a definition that a person could code by."""

    name: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    def __repr__(self) -> str:
        return f"<Frame {self.name}: {counted(len(self.entries), 'entry', 'entries')}>"


@dataclass(frozen=True, slots=True)
class Codebook:
    """Frames in their written order. ``digest`` is the SHA-256 (12 hex digits) of their meaning, not of the file.

    ``notes`` say what reading the file had to settle, such as a term that stands twice.

    >>> book = Codebook("mine", "1.0.0", "en", (Frame("mood", "Mood", "Somebody is angry."),), "0123456789ab")
    >>> book
    <Codebook mine@1.0.0#0123456789ab: 1 frame, 0 entries>
    >>> book.frame("mood"), book.recipe
    (<Frame mood: 0 entries>, 'mine@1.0.0#0123456789ab')
    """

    name: str
    version: str
    language: str
    frames: tuple[Frame, ...]
    digest: str
    title: str = ""
    note: str = ""
    file: str = field(default="", compare=False)
    notes: tuple[Issue, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        """Not each of thousands of entries, as a notebook would print them."""
        entries = sum(len(frame.entries) for frame in self.frames)
        frames = counted(len(self.frames), "frame")
        return f"<Codebook {self.recipe}: {frames}, {counted(entries, 'entry', 'entries')}>"

    @property
    def frame_names(self) -> tuple[str, ...]:
        """The names of its frames, in their order."""
        return tuple(frame.name for frame in self.frames)

    @property
    def undefined(self) -> tuple[str, ...]:
        """The frames that no definition came with: nobody can code by them yet."""
        return tuple(frame.name for frame in self.frames if frame.definition == NO_DEFINITION)

    @property
    def recipe(self) -> str:
        """``name@version#digest``, as it stands in every signature."""
        return f"{self.name}@{self.version}#{self.digest}"

    def frame(self, name: str) -> Frame:
        """The frame of that name; an unknown one is a UsageError that lists the others."""
        for frame in self.frames:
            if frame.name == name:
                return frame
        remedy = f"use one of {', '.join(self.frame_names)}"
        raise UsageError(f"codebook {self.name} has no frame '{name}'", remedy=remedy)

    def entries(self) -> Iterator[tuple[Frame, Entry]]:
        """Every entry with its frame, in written order."""
        for frame in self.frames:
            for entry in frame.entries:
                yield frame, entry
