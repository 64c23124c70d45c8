"""The hand codes that a store keeps: what each coder said of each unit, with all it said before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from framing.store.interface import ADDED, CHANGED, PRESENT, Code, CodeVersion, now
from framing.store.parts import StorePart, some_at_a_time
from framing.store.sealing import added_up, digest_of

_CODE = "doc_id, coder, codebook, field, first, last, digest, body, sheet, key"
_ROW = f"{_CODE}, number, saved, current, place, mark"

Onto = Callable[[Code, Code], Code]


class Codes(StorePart):
    """Hand codes by article, coder, codebook and place; there are none before version 3 of a store.

    The census counts the current ones and adds up their marks, so that one that vanished is missed.
    """

    def save_codes(self, codes: Sequence[Code], onto: Onto | None = None) -> list[str]:
        """Save codes together or not at all: ``added``, ``changed`` (a new version) or ``present``, for each.

        With ``onto``, what is saved is made of what was said before and what is said now.
        """
        with self._db.writing(durable=True):
            return self._save(codes, onto)

    def _save(self, codes: Sequence[Code], onto: Onto | None = None) -> list[str]:
        saved = now()
        return [self._save_one(code, saved, onto) for code in codes]

    def _save_one(self, code: Code, saved: str, onto: Onto | None) -> str:
        place = _place_of(code)
        before = self._coded("current = 1 AND place = ?", (place,))
        if before and onto:
            code = onto(before[0].code, code)
        if before and _says_the_same(before[0].code, code):
            if code.key and not before[0].code.key:
                self._bring_home(before[0], code.key)
            return PRESENT
        number = before[0].number + 1 if before else 1
        if before:
            self._db.rows("UPDATE codes SET current = 0 WHERE current = 1 AND place = ? RETURNING 1", (place,))
            self._count("codes", -1, minus=_seal(before[0]))
        new = CodeVersion(code, number, saved)
        columns = (
            code.doc_id, code.coder, code.codebook, code.field, code.start, code.end, code.digest, code.body,
            code.sheet, code.key, number, saved, 1, place, _mark(new),
        )  # fmt: skip
        places = ", ".join("?" * len(columns))
        self._db.rows(f"INSERT INTO codes ({_ROW}) VALUES ({places}) RETURNING 1", columns)
        self._count("codes", 1, plus=_seal(new))
        return CHANGED if before else ADDED

    def _bring_home(self, version: CodeVersion, key: str) -> None:
        """The article of a code has come meanwhile: the code is about that version, and no other code for it."""
        at_home = replace(version, code=replace(version.code, key=key))
        sql = "UPDATE codes SET key = ?, mark = ? WHERE current = 1 AND place = ? RETURNING 1"
        self._db.rows(sql, (key, _mark(at_home), _place_of(version.code)))
        self._count("codes", 0, plus=_seal(at_home), minus=_seal(version))

    def codes(self, doc_ids: Sequence[str] | None = None, *, past: bool = False) -> list[CodeVersion]:
        """The current codes (``past``: all there ever were) of all articles or of some, each held against its mark."""
        if self._db.version < 3:
            return []
        which = "1 = 1" if past else "current = 1"
        if doc_ids is None:
            with self._db.reading():
                found = self._coded(which, ())
                self._hold_against_census([version for version in found if version.current])
        else:
            found = []
            for some, places in some_at_a_time(doc_ids):
                found += self._coded(f"{which} AND doc_id IN ({places})", some)
        with self._sound():
            return sorted(found, key=_order)

    def _coded(self, condition: str, wanted: Sequence[Any]) -> list[CodeVersion]:
        with self._sound():
            return [
                self._checked_code(row) for row in self._db.rows(f"SELECT {_ROW} FROM codes WHERE {condition}", wanted)
            ]

    def _checked_code(self, row: tuple[Any, ...]) -> CodeVersion:
        version = CodeVersion(Code(*row[:10]), row[10], row[11], bool(row[12]))
        if row[13] != _place_of(version.code) or row[14] != _mark(version):
            raise self._damaged(f"a code of '{row[0]}' by '{row[1]}' is not as it was stored")
        return version

    def _hold_against_census(self, current: Sequence[CodeVersion]) -> None:
        if (len(current), added_up("0", plus=sum(map(_seal, current)))) != self._census("codes"):
            raise self._damaged("its codes are not those that were counted when they were saved")

    def remove_codes(self, coder: str) -> int:
        """Delete all codes of a coder; how many units they were about."""
        with self._db.writing(durable=True):
            return self._drop("coder = ?", coder)

    def _drop(self, condition: str, wanted: str) -> int:
        """Delete codes, those of the past as well."""
        current = self._coded(f"current = 1 AND {condition}", (wanted,))
        self._db.rows(f"DELETE FROM codes WHERE {condition} RETURNING 1", (wanted,))
        self._count("codes", -len(current), minus=sum(map(_seal, current)))
        return len(current)

    def _check_codes(self) -> None:
        """Every code is as it was stored, and none is missing from the history of its unit."""
        numbers: dict[str, list[int]] = {}
        for version in self.codes(past=True):
            numbers.setdefault(_place_of(version.code), []).append(version.number)
        if any(sorted(found) != list(range(1, len(found) + 1)) for found in numbers.values()):
            raise self._damaged("earlier versions of its codes are missing")


def placed(codes: Sequence[Code], doc_id: str, key: str) -> Iterator[Code]:
    """The codes of an entry, about the version that it has become; those about none stay so."""
    for code in codes:
        yield replace(code, doc_id=doc_id, key=key if code.key else "")


def _says_the_same(old: Code, new: Code) -> bool:
    """Whether nothing is new: neither what was said, nor of which text."""
    return (old.body, old.digest) == (new.body, new.digest)


def _place_of(code: Code) -> str:
    return digest_of(code.doc_id, code.coder, code.codebook, code.field, str(code.start), str(code.end))


def _mark(version: CodeVersion) -> str:
    code = version.code
    return digest_of(
        _place_of(code), code.digest, code.body, code.sheet, code.key, f"{version.number:d}", version.saved
    )


def _seal(version: CodeVersion) -> int:
    return int(_mark(version), 16)


def _order(version: CodeVersion) -> tuple[str, str, int, int, str, str, int]:
    code = version.code
    return code.doc_id, code.field, code.start, code.end, code.coder, code.codebook, version.number
