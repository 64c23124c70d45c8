"""A codebook that is written as a file comes back equal, or is not written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from codebooks import meaning

from framing.errors import CodebookError, UsageError
from framing.lexicon.formats.draft import digest_of
from framing.lexicon.patterns import parse_pattern
from framing.lexicon.reading import load_codebook, shipped_codebooks, written_codebook
from framing.records.codebook import Codebook, Entry, Frame

FULL = Codebook(
    name="fees",
    version="2.1.0",
    language="en",
    title='Fees: "who pays"',
    note="Line one\nand two; a | b",
    digest="",
    frames=(
        Frame(
            "coal",
            "Coal, mostly",
            "Coal is named: as fuel # or as a past.",
            include=("one rule", "two: rules", "three"),
            exclude=("- not this",),
            entries=(
                Entry("mine*|pit", parse_pattern("mine*|pit"), device="metaphor", note="it's 'so', {really}"),
                Entry("not payable", parse_pattern("not payable"), own_negator=True),
            ),
        ),
        Frame(
            "no",
            "No",
            "A plain no; \u2028 odd \x07 signs",
            exclude=("a", "b", "c"),
            entries=(
                Entry("win-win ..3 deal*", parse_pattern("win-win ..3 deal*"), exclude=True),
                Entry("deal*", parse_pattern("deal*")),
            ),
        ),
    ),
)

FULL = replace(FULL, digest=digest_of(FULL.name, FULL.version, FULL.frames))


@pytest.mark.parametrize("suffix", [".yml", ".csv", ".tsv"])
@pytest.mark.parametrize("name", [*shipped_codebooks(), "full"])
def test_what_is_written_comes_back(name: str, suffix: str, tmp_path: Path):
    """All of a codebook, in every format that can hold one."""
    book = FULL if name == "full" else load_codebook(name)
    path = tmp_path / f"out{suffix}"
    path.write_bytes(written_codebook(book, path))
    assert meaning(load_codebook(path)) == meaning(book)


def test_what_would_not_come_back_is_not_written():
    """A name of more letters than YAML takes for a key, a label with blanks that a table would lose."""
    long = replace(FULL, frames=(replace(FULL.frames[0], name="x" * 2000),))
    blank = replace(FULL, frames=(replace(FULL.frames[0], label=" coal "),))
    for book, name in ((long, "a.yml"), (blank, "a.csv")):
        with pytest.raises(CodebookError, match=r"would not be the same|cannot be read"):
            written_codebook(book, Path(name))
    for name in ("a.dic", "a.txt", "a"):
        with pytest.raises(UsageError, match="cannot be written"):
            written_codebook(FULL, Path(name))
