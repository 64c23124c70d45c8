"""A claim to a folder where no folder can be locked; how commands meet it is in tests/cli/test_cli_parts.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from framing.engine.claims import claimed
from framing.errors import InputError


class _LocksOfBytes:
    """``msvcrt`` as far as it locks: ranges of a file, each held by one descriptor until that is closed."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: list[tuple[int, int, range]] = []

    def locking(self, descriptor: int, mode: int, size: int) -> None:
        assert mode == self.LK_NBLCK
        first, file = os.lseek(descriptor, 0, os.SEEK_CUR), os.fstat(descriptor).st_ino
        for _, held, there in self.held:
            if held == file and first < there.stop and there.start < first + size:
                raise PermissionError(13, "Permission denied")
        self.held.append((descriptor, file, range(first, first + size)))

    def close(self, descriptor: int) -> None:
        self.held = [lock for lock in self.held if lock[0] != descriptor]


def test_claims_by_locks_of_bytes(tmp_path, monkeypatch):
    """On Windows no folder can be locked: the same rules by the locks that it has."""
    system, close, unlink = _LocksOfBytes(), os.close, Path.unlink

    def closed(descriptor: int) -> None:
        system.close(descriptor)
        close(descriptor)

    def unlinked(file: Path) -> None:
        if any(there == file.stat().st_ino for _, there, _ in system.held):
            raise PermissionError(13, "somebody has it open")
        unlink(file)

    monkeypatch.setitem(sys.modules, "msvcrt", system)
    monkeypatch.setattr("framing.engine.claims._WINDOWS", True)
    monkeypatch.setattr("framing.engine.claims.os.close", closed)
    monkeypatch.setattr(Path, "unlink", unlinked)
    out = str(tmp_path / "a" / "out")

    def refused(part: int) -> str:
        with pytest.raises(InputError) as problem, claimed(out, part=part):
            pass
        return problem.value.reason

    with claimed(out, part=1), claimed(out, part=2):
        assert [refused(1), refused(0)] == [
            "another run is writing part 1 in this folder",
            "another run is writing into this folder",
        ]
    with claimed(out):
        assert refused(1) == "another run is writing part 1 in this folder"
    with claimed(out, part=1):
        pass
    assert list(tmp_path.iterdir()) == []
