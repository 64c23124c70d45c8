"""A folder of parts: the tables of each unit as files, with a mark that says they are whole.

    manifest-1-of-1.json        what is being scored, how, and which shard this is
    marks/000017.json           unit 17 is done: its files with size and digest, and what its tables do not say
    matches/000017.parquet      the rows of unit 17; and so on for each table

Parts that nobody reads but the run itself, which puts them together at its end, are Arrow streams (.arrow).
A part's mark is written last, so a unit is done or it is not, whatever kills the run; doing a unit twice writes the
same bytes. Units are numbered in the order of the input, and their rows are put together in that order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.engine.places import Folder
from framing.errors import InputError, UsageError
from framing.study.output.packing import PARQUET, as_parquet, packed, unpacked
from framing.study.runs.duplicates import Origins
from framing.study.runs.manifest import read_manifest

if TYPE_CHECKING:
    import pyarrow as pa

#: The tables of a part.
NAMES = ("matches", "counts", "words", "articles", "issues")
_MARKS = "marks"
Tables = Mapping[str, "pa.Table"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit that is done. ``files`` holds bytes and SHA-256 of each table's file, ``size`` is the unit's."""

    number: int
    size: int
    files: dict[str, tuple[int, str]]
    origins: Origins = field(default_factory=Origins)
    form: str = PARQUET

    def to_json(self) -> bytes:
        """As the mark's file holds it."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, data: bytes, place: str) -> Mark:
        """From the mark's file; an InputError if that is damaged."""
        try:
            read = json.loads(data)
            found = {name: read["files"][name] for name in NAMES}
            files = {name: (int(size), str(digest)) for name, (size, digest) in found.items()}
            number, size, form = int(read["number"]), int(read["size"]), str(read.get("form", PARQUET))
            return cls(number, size, files, Origins(**read["origins"]), form)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise _damaged(place) from None


def _damaged(place: str) -> InputError:
    remedy = "remove this file and run the framing score that wrote it again"
    return InputError("the mark of this part is damaged", file=place, remedy=remedy)


class Part(Mapping[str, "pa.Table"]):
    """The tables of a unit that is done, each read and checked when it is asked for."""

    def __init__(self, folder: PartFolder, mark: Mark) -> None:
        self._folder, self.mark = folder, mark

    def __getitem__(self, name: str) -> pa.Table:
        return unpacked(name, self._data(name), self.mark.form)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)

    @property
    def origins(self) -> Origins:
        """What the tables do not say; an InputError if it cannot be about them."""
        name = f"{self.mark.number:06}.json"
        origins = self._folder.mark(name).origins
        try:
            fit = origins.fit(len(self["articles"]), len(self["issues"]))
        except (TypeError, AttributeError):
            fit = False
        if not fit:
            raise _damaged(f"{self._folder.place}/{_MARKS}/{name}")
        return origins

    def parquet(self, name: str) -> bytes:
        """A table as the bytes of a Parquet file, which it may be already."""
        return self._data(name) if self.mark.form == PARQUET else as_parquet(name, self[name])

    def _data(self, name: str) -> bytes:
        """The bytes of a table's file, as they were written."""
        file = file_of(name, self.mark.number, self.mark.form)
        try:
            data = self._folder.folder.read(file)
        except FileNotFoundError:
            data = b""
        if (len(data), hashlib.sha256(data).hexdigest()) != self.mark.files[name]:
            raise InputError(
                "this part is not as it was written",
                file=f"{self._folder.place}/{file}",
                remedy="remove it and run the framing score that wrote it again",
            )
        return data


def file_of(name: str, number: int, form: str = PARQUET) -> str:
    """The file of a table of a unit."""
    return f"{name}/{number:06}.{form}"


class PartFolder:
    """The folder; ``place`` is a path or an address. Small and picklable: workers write their parts themselves.

    ``form`` is that of the parts that are written; those that are there already may have the other.
    """

    def __init__(self, place: str, form: str = PARQUET) -> None:
        self.place, self.form = place, form

    @cached_property
    def folder(self) -> Folder:
        """Its files."""
        return Folder(self.place)

    def __getstate__(self) -> dict[str, str]:
        return {"place": self.place, "form": self.form}

    def remove(self) -> None:
        """Remove all of it, the marks first: of what is left after a kill, nothing is taken for a unit that is done."""
        self.folder.remove(_MARKS)
        self.folder.remove()

    def put(self, number: int, tables: Tables, origins: Origins, size: int) -> Mark:
        """Write the tables of a unit, then its mark."""
        files = {}
        for name in NAMES:
            data = packed(name, tables[name], self.form)
            files[name] = self.put_file(name, number, data)
        mark = Mark(number, size, files, origins, self.form)
        self.put_mark(mark)
        return mark

    def put_file(self, name: str, number: int, data: bytes) -> tuple[int, str]:
        """Write one file of a unit; its size and digest."""
        self.folder.write(file_of(name, number, self.form), data, lasting=False)
        return len(data), hashlib.sha256(data).hexdigest()

    def put_mark(self, mark: Mark) -> None:
        """Say that a unit is done."""
        self.folder.write(f"{_MARKS}/{mark.number:06}.json", mark.to_json(), lasting=False)

    def mark(self, name: str) -> Mark:
        """One mark, by the name of its file."""
        file = f"{_MARKS}/{name}"
        return Mark.from_json(self.folder.read(file), f"{self.place}/{file}")

    def parts(self) -> dict[int, Part]:
        """The units that are done, by number; one whose files are not all there in full is not."""
        sizes = {name: self.folder.sizes(name) for name in NAMES}
        found = {}
        for name in self.folder.sizes(_MARKS):
            mark = self.mark(name)
            if all(sizes[table].get(f"{mark.number:06}.{mark.form}") == mark.files[table][0] for table in NAMES):
                # What the marks of a million articles say about each would fill the memory.
                found[mark.number] = Part(self, replace(mark, origins=Origins()))
        return dict(sorted(found.items()))

    def manifests(self) -> dict[str, dict[str, Any]]:
        """The manifests in the folder, by file name."""
        found = {}
        for name in self.folder.sizes(""):
            if name.startswith("manifest-") and name.endswith(".json"):
                found[name] = read_manifest(self.folder.read(name), f"{self.place}/{name}")
        return found

    def refuse_shards(self) -> None:
        """A UsageError if the folder holds what is no finished result and would be overwritten by one."""
        if any(not manifest.get("settled") for manifest in self.manifests().values()):
            reason = f"{self.place} holds the parts of shards"
            raise UsageError(reason, remedy="name another folder with -o; framing merge puts shards together")

    def put_manifest(self, name: str, manifest: Mapping[str, Any], *, first: bool = False) -> None:
        """Write one; as the ``first`` of its name it is refused if somebody has just been faster."""
        data = (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
        if not first:
            self.folder.write(name, data)
        elif not self.folder.write_first(name, data):
            remedy = "wait until it has ended, or name another folder with -o"
            raise InputError("another run has just begun to write there", file=self.place, remedy=remedy)
