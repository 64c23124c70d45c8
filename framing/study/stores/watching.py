"""A folder that articles keep arriving in: what has come, once it has stopped growing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.files.archives import is_archive
from framing.corpus.files.discover import Found, find_files
from framing.corpus.files.inputs import archives_in, opened_inputs
from framing.corpus.options import ReadOptions
from framing.corpus.units import plan, plan_files
from framing.errors import FramingError, InputError
from framing.records.issue import Issue
from framing.store.store import Store
from framing.study.stores.adding import Taken, add_units

#: Size and time of change of a file and of the tables of tags beside it.
State = tuple[int, ...]


@dataclass(slots=True)
class Watch:
    """What was seen so far: the state of each file at the last look, and the one in which it was taken."""

    folder: str
    last: dict[str, State] = field(default_factory=dict)
    taken: dict[str, State] = field(default_factory=dict)
    said: set[Issue] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not Path(self.folder).is_dir():
            raise InputError("there is no such folder", file=self.folder, remedy="name the folder to watch")

    def waiting(self) -> list[str]:
        """Files that are there now and were not taken: they still grew, or have just come."""
        states = _states(self.folder, _found(self.folder))
        return sorted(
            os.path.relpath(path, self.folder) for path, state in states.items() if not self._has(path, state)
        )

    def _has(self, path: str, state: State) -> bool:
        return self.taken.get(path) == state

    def look(self) -> tuple[Found | None, set[str]]:
        """What is in the folder, and the paths of what is new and has not changed since the last look."""
        found = _found(self.folder)
        states = _states(self.folder, found)
        settled = {
            path for path, state in states.items() if self.last.get(path) == state and not self._has(path, state)
        }
        self.last = states
        return found, settled

    def done(self, paths: set[str]) -> None:
        """These were taken, or named as unreadable, as they are."""
        self.taken.update((path, self.last[path]) for path in paths)

    def news(self, issues: list[Issue]) -> list[Issue]:
        """The issues that were not said before."""
        new = [issue for issue in issues if issue not in self.said]
        self.said.update(new)
        return new

    def gone(self) -> list[Issue]:
        """That the folder is not there, as where its disk was taken out: said once each time."""
        reason, remedy = "the folder is not there any more", "put it back, or end the watch with Ctrl-C"
        gone = Issue("", self.folder, None, "skipped", "no-folder", reason, remedy)
        if Path(self.folder).is_dir():
            self.said.discard(gone)
            return []
        return self.news([gone])


def watch_folder(
    store: Store,
    watch: Watch,
    options: ReadOptions,
    *,
    every: float = 2.0,
    rest: Callable[[float], None] = time.sleep,
) -> Iterator[Taken]:
    """Add whatever appears or changes in the folder, for as long as it is asked; every file whole, or named."""
    watch.look()
    while True:
        rest(every)
        if gone := watch.gone():
            yield Taken(issues=gone)
        found, settled = watch.look()
        seen: set[str] = set()
        files = {path for path in settled if not is_archive(path)}
        if found is not None and files:
            for taken in add_units(store, plan_files(found, options, files), options, seen):
                yield Taken(taken.receipts, watch.news(taken.issues))
            watch.done(files)
        for path in sorted(settled - files):
            yield _archive(store, path, options, seen, watch)
            watch.done({path})


def _archive(store: Store, path: str, options: ReadOptions, seen: set[str], watch: Watch) -> Taken:
    """An archive that came; one that cannot be opened is named, and the watch goes on."""
    whole = Taken()
    try:
        with opened_inputs([path], options.limits) as inputs:
            for each in inputs:
                whole.issues += each.issues
                for taken in add_units(store, plan(each.paths, options), options, seen, each.prefix):
                    whole.receipts += taken.receipts
                    whole.issues += taken.issues
    except FramingError as problem:
        if problem.file == store.shown:
            raise
        name = os.path.relpath(path, watch.folder)
        whole.issues.append(Issue("", name, None, "skipped", "unreadable", problem.reason, problem.remedy))
    whole.issues = watch.news(whole.issues)
    return whole


def _found(folder: str) -> Found | None:
    try:
        return find_files([folder])
    except InputError:
        return None  # nothing has come yet


def _states(folder: str, found: Found | None) -> dict[str, State]:
    tables = [path for path, _ in found.metadata] if found else []
    beside = tuple(number for path in tables for number in _state(path))
    paths = [file.path for file in found.files] if found else []
    paths += archives_in(folder)
    return {path: (*_state(path), *beside) for path in paths}


def _state(path: str) -> State:
    try:
        status = Path(path).stat()
    except OSError:
        return ()  # gone while we looked
    return status.st_size, status.st_mtime_ns
