"""Which files are read, what they are called, and how metadata.csv joins them."""

# Tables of cases read best one case to a line.
# ruff: noqa: E501

from __future__ import annotations

import gzip
import os
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import codes, read

from framing.corpus.files.discover import find_files
from framing.corpus.ids import Series, settle_ids
from framing.corpus.reading import read_articles, read_unit
from framing.corpus.units import plan
from framing.errors import InputError, UsageError
from tests.conftest import Run

Write = Callable[[str, str | bytes], Path]


def ids(path: Path, *more: Path) -> list[str]:
    """The ids of the articles of some paths."""
    return [article.doc_id for article in read(path, *more).articles]


def test_order_does_not_depend_on_how_files_were_named(write: Write, tmp_path: Path) -> None:
    """By stem, then by relative path; a file named twice counts once."""
    for name in ("b/z.txt", "a/y.txt", "x.txt"):
        write(name, f"Text of {name}.")
    folders = [tmp_path / "b", tmp_path / "a", tmp_path / "x.txt"]
    assert ids(*folders) == ids(*reversed(folders)) == ids(tmp_path) == ids(tmp_path, *folders) == ["x", "y", "z"]


def test_a_pattern_is_what_it_matches(write: Write, tmp_path: Path) -> None:
    """Files, or folders, at any depth; a file that is really called so is itself."""
    for name in ("x/2025-01-one.txt", "x/2024-12-two.txt", "y/z/2025-03-three.txt", "odd [1].txt"):
        write(name, f"Text of {name}.")
    assert ids(tmp_path / "*" / "2025*.txt") == ["2025-01-one"]
    assert ids(tmp_path / "**" / "2025*") == ["2025-01-one", "2025-03-three"]
    assert ids(tmp_path / "[xy]") == ["2024-12-two", "2025-01-one", "2025-03-three"]
    assert ids(tmp_path / "odd [1].txt") == ["odd [1]"]
    with pytest.raises(InputError, match="no file matches this pattern"):
        read(tmp_path / "2026*")


def test_a_name_with_spaces_that_the_shell_took_apart(write: Write, tmp_path: Path) -> None:
    """Quotation marks are what is missing, where the parts together are a name."""
    write("My articles/a.txt", "One.")
    with pytest.raises(InputError) as problem:
        find_files([f"{tmp_path}/My", "articles"])
    assert problem.value.remedy == f'a name with spaces stands in quotation marks: "{tmp_path}/My articles"'


def test_what_lies_beside_articles_is_none_by_a_star(write: Write, tmp_path: Path) -> None:
    """What the shell makes of folder/* is read as the folder is: the tags as tags, its README not at all."""
    write("metadata.csv", "file,outlet\na.txt,Reuters\n")
    write("README.md", "These are articles.")
    write("a.txt", "One.")
    starred = read(*sorted(tmp_path.iterdir()))
    assert [(article.doc_id, article.outlet.value) for article in starred.articles] == [("a", "Reuters")]
    assert [(issue.code, issue.severity) for issue in starred.issues] == [("beside", "note")]
    assert ids(tmp_path / "README.md") == ["README"]


def test_what_lies_beside_articles(write: Write, tmp_path: Path) -> None:
    """Hidden files, notes about the corpus and pictures are passed over; what might be an article is named."""
    write("a.txt", "One.")
    for name in (
        ".hidden.txt",
        "README.md",
        "README.txt",
        "TRUTHS.md",
        "pages.yml",
        "map.png",
        "metadata.csv",
        ".git/x.txt",
    ):
        write(name, "doc_id\n")
    write("b.pdf", "x")
    write("c.odt", "x")
    write("d", "x")
    reading = read(tmp_path)
    assert [article.doc_id for article in reading.articles] == ["a"]
    assert [(issue.file, issue.code, issue.severity) for issue in reading.issues] == [
        (name, "not-read", "note") for name in ("b.pdf", "c.odt", "d")
    ]


@pytest.mark.parametrize("name", ["metadata.xlsx", "Metadata.xls", "metadata.tsv"])
def test_tags_in_another_format_are_named(name: str, write: Write, tmp_path: Path) -> None:
    """They would tag nothing, and nobody would know."""
    write("a.txt", "One.")
    write(name, "file\toutlet\na.txt\tBBC\n")
    reading = read(tmp_path)
    assert [article.doc_id for article in reading.articles] == ["a"]
    assert [(issue.file, issue.severity, issue.reason) for issue in reading.issues] == [
        (name, "warning", "tags are read from metadata.csv alone")
    ]


def test_links_and_devices_are_not_followed(write: Write, tmp_path: Path) -> None:
    """A link that leads out, a link to a folder and a FIFO are named; a link within the folder is read."""
    secret = write("outside/secret.txt", "Secret.")
    write("in/a.txt", "One.")
    inside = tmp_path / "in"
    (inside / "out.txt").symlink_to(secret)
    (inside / "loop").symlink_to(inside)
    (inside / "same.txt").symlink_to(inside / "a.txt")
    (inside / "gone.txt").symlink_to(inside / "nowhere.txt")
    os.mkfifo(inside / "pipe.txt")
    reading = read(inside)
    assert [article.doc_id for article in reading.articles] == ["a", "same"]
    assert {(issue.file, issue.code) for issue in reading.issues} == {
        ("out.txt", "link"), ("loop", "link"), ("pipe.txt", "no-file"), ("gone.txt", "no-file"),
    }  # fmt: skip
    with pytest.raises(InputError, match="not a regular file"):
        find_files([inside / "pipe.txt"])


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        ("corpsu", "no such file or folder", "did you mean"),
        ("quite-another", "no such file or folder", "check the name"),
        ("empty", "no articles", "put .txt"),
        ("pages.pdf", ".pdf files cannot be read", "save its text"),
    ],
)
def test_wrong_paths(name: str, message: str, remedy: str, write: Write, tmp_path: Path) -> None:
    """A path that cannot be right is an error with a remedy, before anything is read."""
    write("corpus/a.txt", "One.")
    write("empty/README.md", "x")
    write("pages.pdf", "x")
    with pytest.raises(InputError, match=message) as caught:
        plan([tmp_path / name])
    assert remedy in caught.value.remedy
    with pytest.raises(UsageError):
        find_files([])


def test_stems_that_collide_become_paths(write: Write, tmp_path: Path) -> None:
    """Equal names in several folders are told apart by their folder, and it is said."""
    for name in ("ft/talks.txt", "bbc/talks.txt", "bbc/other.txt", "same.md", "same.txt"):
        write(name, f"Text of {name}.")
    reading = read(tmp_path)
    assert [article.doc_id for article in reading.articles] == ["other", "same.md", "same.txt", "bbc/talks", "ft/talks"]
    assert codes(reading) == ["same-stem"] * 4


def test_thousands_of_articles_under_one_id(write: Write) -> None:
    """A column of ids that holds one value names every article; what has the same text is found all the same."""
    texts = [*range(3_000), 17]
    reading = read(write("a.jsonl", "\n".join(f'{{"id":"x","text":"Text {n}."}}' for n in texts)))
    assert [article.doc_id for article in reading.articles] == ["x", *(f"x~{n}" for n in range(2, 3_001))]
    assert [issue.code for issue in reading.issues[-2:]] == ["same-id", "duplicate"]
    assert reading.issues[-1].reason == "the same id and text as a.jsonl:18"


def test_an_id_of_thousands_is_not_walked_for_each_of_them() -> None:
    """Looking for a free name takes a few looks at what is taken, not one for each article that had the id before."""
    taken: dict[str, tuple[str, str]] = {}
    looks = 0

    def look(name: str) -> tuple[str, str] | None:
        nonlocal looks
        looks += 1
        return taken.get(name)

    series = Series()
    for number in range(1_000):
        digest = f"{number:032}"
        name, _ = series.settle("x", digest, "a.csv", number, look)
        assert name == (f"x~{number + 1}" if number else "x")
        taken[name] = (digest, f"a.csv:{number}")
    assert looks < 4_000


def test_equal_ids(write: Write) -> None:
    """The same id and text is skipped and named; another text under it gets a name of its own."""
    path = write(
        "a.jsonl",
        '{"id":"x","text":"One."}\n{"id":"x","text":"One."}\n{"id":"x","text":"Two."}\n{"id":"x","text":"Two."}',
    )
    reading = read(path)
    assert [(article.doc_id, article.text) for article in reading.articles] == [("x", "One."), ("x~2", "Two.")]
    assert [(issue.line, issue.code) for issue in reading.issues] == [
        (2, "duplicate"),
        (3, "same-id"),
        (4, "duplicate"),
    ]
    assert "a.jsonl:1" in reading.issues[0].reason
    taken = {"x": ("other digest", "b.txt")}
    articles, _, names = settle_ids(reading.articles, {}, taken, Series())
    assert [article.doc_id for article in articles] == ["x~2", "x~2~2"]
    assert names == {"x": "x~2", "x~2": "x~2~2"}


def test_metadata_joins_on_file_and_on_id(write: Write, tmp_path: Path) -> None:
    """Rows about files and rows about records; the nearest table holds; front matter is stronger."""
    write(
        "metadata.csv",
        "file,doc_id,outlet,date,desk\nft/a.txt,,FT,2024-03,trade\nft\\b.md,bee,BBC,,\n,r2,Le Monde,,\ngone.txt,,FT,,\n",
    )
    write("ft/a.txt", "One.")
    write("ft/b.md", "---\noutlet: Nikkei\n---\nTwo.")
    write(
        "records.jsonl",
        '{"id": "r1", "text": "Three.", "outlet": "CNN"}\n{"id": "r2", "text": "Four.", "outlet": "CNN"}',
    )
    reading = read(tmp_path)
    found = {
        a.doc_id: (a.outlet.value, a.outlet.rule, a.outlet.evidence, str(a.date or ""), dict(a.extra))
        for a in reading.articles
    }
    assert found == {
        "a": ("Financial Times", "metadata", 'metadata.csv:2 says "FT"', "2024-03", {"desk": "trade"}),
        "bee": ("Nikkei", "front-matter", "front matter outlet", "", {}),
        "r1": ("CNN", "field", "field outlet", "", {}),
        "r2": ("Le Monde", "metadata", "metadata.csv:4", "", {}),
    }
    assert [(issue.file, issue.line, issue.code) for issue in reading.issues] == [
        ("metadata.csv", 5, "missing-file"),
        ("ft/b.md", 2, "two-tags"),
    ]
    assert reading.issues[1].reason == "the outlet is 'Nikkei' here and 'BBC' in metadata.csv:3; the front matter holds"


def test_front_matter_and_metadata_that_mean_the_same(write: Write, tmp_path: Path) -> None:
    """However they write it."""
    write("metadata.csv", "Filename,outlet,date\na.md,Financial Times,2025-10-27\nb.md,FT,2025-10-28\n")
    write("a.md", "---\noutlet: FT\ndate: 27 Oct 2025\n---\nOne.")
    write("b.md", "---\ndate: 2025-10-27\n---\nTwo.")
    assert [(issue.file, issue.code) for issue in read(tmp_path).issues] == [("b.md", "two-tags")]


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_accents_that_are_stored_otherwise_than_in_metadata(write: Write, tmp_path: Path, stored: str) -> None:
    """A Mac parts them from their letters in names of files, a spreadsheet does not."""
    name = "Übergabe-회담.txt"
    write(unicodedata.normalize(stored, name), "One.")
    for form in ("NFC", "NFD"):
        write("metadata.csv", f"file,outlet\n{unicodedata.normalize(form, name)},FT\n")
        reading = read(tmp_path)
        assert [article.outlet.value for article in reading.articles] == ["Financial Times"]
        assert reading.issues == []


def test_a_row_that_means_another_file(write: Write, tmp_path: Path) -> None:
    """Capitals, or an ending that is left out: the file that is meant is offered, not guessed."""
    write("ft/Talks.txt", "One.")
    write("ft/Deal.txt", "Two.")
    write("metadata.csv", "file,outlet\nft/talks.TXT,FT\nDeal,FT\nx.txt,FT\n")
    assert [issue.remedy for issue in read(tmp_path).issues] == [
        "did you mean ft/Talks.txt?",
        "did you mean ft/Deal.txt?",
        "correct its name, or remove the row",
    ]


def test_a_precision_that_is_none(write: Write, tmp_path: Path) -> None:
    """It is said; the date is as written. So where it is finer than its date."""
    write("a.txt", "One.")
    write("b.txt", "Two.")
    write("metadata.csv", "file,date,date_precision\na.txt,2025-10-27,approx\nb.txt,2025-10,Day\n")
    reading = read(tmp_path)
    assert [str(article.date) for article in reading.articles] == ["2025-10-27", "2025-10"]
    assert [(issue.line, issue.code) for issue in reading.issues] == [(2, "bad-date"), (3, "bad-date")]
    assert "no more precise than a month, not 'day'" in reading.issues[1].reason


def test_endings_in_capitals(write: Write, tmp_path: Path) -> None:
    """As old cameras and mail programs write them."""
    write("A.TXT.GZ", gzip.compress(b"One."))
    write("x/B.MD", "Two.")
    write("y/B.MD", "Three.")
    reading = read(tmp_path)
    assert [(article.doc_id, article.text) for article in reading.articles] == [
        ("A", "One."), ("x/B", "Two."), ("y/B", "Three."),
    ]  # fmt: skip


def test_what_tells_about_a_folder_is_known_by_its_whole_name(write: Write, tmp_path: Path) -> None:
    """An article whose name begins with the same word is no licence."""
    for name in ("LICENSE to bully.txt", "TRUTHS about tariffs.txt", "Changelog of a war.txt"):
        write(name, f"{name} is an article.")
    for name in ("LICENSE.txt", "README-de.md", "readme.txt", "CHANGELOG.md", "TRUTHS.md"):
        write(name, "About the folder.")
    assert len(read(tmp_path).articles) == 3


def test_a_bad_date_in_front_matter_is_named_by_its_line(write: Write, tmp_path: Path) -> None:
    """As one in a table is."""
    write("a.md", "---\noutlet: FT\ndate: 10/11/2025\n---\nOne.")
    assert [(issue.file, issue.line, issue.code) for issue in read(tmp_path).issues] == [("a.md", 3, "bad-date")]


def test_front_matter_of_a_plain_text(write: Write, tmp_path: Path) -> None:
    """Its tags would be scored as words, and tag nothing."""
    write("a.txt", "---\noutlet: FT\ndate: 2025\n---\nOne.")
    write("b.txt", "---\n\nTwo: a rule.\n---\nThree.")
    assert [(issue.file, issue.code) for issue in read(tmp_path).issues] == [("a.txt", "front-matter")]


def test_metadata_that_is_wrong_is_named_by_line(write: Write, tmp_path: Path) -> None:
    """A bad date, a row about nothing and a second row about one file: each is named, the rest holds."""
    write("metadata.csv", "file,date\na.txt,10/11/2025\nb.txt,2025-02-30\n,2025\nb.txt,2024\nc.txt,2025-13-01,x\n")
    for name in "abc":
        write(f"{name}.txt", f"Text {name}.")
    reading = read(tmp_path)
    assert [str(article.date) for article in reading.articles] == ["None"] * 3
    assert sorted((issue.line, issue.code) for issue in reading.issues) == [
        (2, "bad-date"), (3, "bad-date"), (4, "bad-row"), (5, "duplicate-row"), (6, "bad-row"),
    ]  # fmt: skip
    assert {issue.file for issue in reading.issues} == {"metadata.csv"}


def test_one_file_of_a_corpus_keeps_its_tags(write: Write, tmp_path: Path) -> None:
    """A file named alone is joined with the metadata of its corpus; rows about others are no issue."""
    write("metadata.csv", "file,outlet\nft/a.txt,BBC\nft/gone.txt,FT\n")
    path = write("ft/a.txt", "One.")
    reading = read(path)
    assert (reading.articles[0].outlet.value, codes(reading)) == ("BBC", [])


@pytest.mark.parametrize(
    ("given", "precision", "iso"),
    [("27 Oct 2025", "", "2025-10-27"), ("2025-10-27", "month", "2025-10"), ("2025", "day", "2025"), ("", "", None)],
)
def test_dates_never_gain_precision(given: str, precision: str, iso: str | None, write: Write, tmp_path: Path) -> None:
    """A date is as precise as its source says, or coarser where the metadata says so."""
    write("metadata.csv", f"file,date,date_precision\na.txt,{given},{precision}\n")
    write("a.txt", "One.")
    (article,) = read(tmp_path).articles
    assert (article.date.iso if article.date else None) == iso


def test_dates_that_a_file_states_itself(write: Write, tmp_path: Path) -> None:
    """An ISO day that begins the file's name, or a first line "date ...", and nothing else; a day that cannot be is named."""
    write("2025-10-20-mill.txt", "The mill opened on 5 May 2024.")
    write(
        "mill-2025-10-21.txt", " date 2025-10-22 Mill opens again\n\nThe mill opened again on Monday, its owner said."
    )
    write("plain.txt", "On 2025-10-23 the mill opened.")
    write("2025-99-99-x.txt", "The mill opened.")
    write("3025-99-99-y.txt", "The mill opened again.")
    reading = read(tmp_path)
    dates = {article.doc_id: str(article.date or "") for article in reading.articles}
    assert dates.pop("3025-99-99-y") == ""
    assert [(issue.doc_id, issue.code) for issue in reading.issues] == [("2025-99-99-x", "bad-date")]
    assert dates == {"2025-10-20-mill": "2025-10-20", "mill-2025-10-21": "2025-10-22", "plain": "", "2025-99-99-x": ""}


def test_units_do_not_depend_on_their_cut(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small files give the same articles in any grouping."""
    for number in range(30):
        write(f"{number:02}.txt", f"Text {number}.")
    whole = read_articles([tmp_path])
    monkeypatch.setattr("framing.corpus.units._GROUP_FILES", 7)
    units = list(plan([tmp_path]))
    assert len(units) == 5
    assert [article for unit in units for article in read_unit(unit).articles] == whole.articles


def test_a_folder_without_articles_says_what_is_there_instead(framing: Callable[..., Run], tmp_path: Path) -> None:
    """Whoever has nothing but PDFs learns that they are not read."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    run = framing("ls", tmp_path)
    assert (run.code, "(1 left out, first a.pdf: .pdf files cannot be read)" in run.err) == (1, True), run.err


def test_no_folder_is_too_deep(framing: Callable[..., Run], tmp_path: Path) -> None:
    """What lies deeper than a path can be long is named, and nothing calls itself a thousand times."""
    (tmp_path / "deep").mkdir()
    at = os.open(tmp_path / "deep", os.O_RDONLY)
    for _ in range(2100):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    for command in (["ls", tmp_path / "deep"], ["add", tmp_path / "deep", "--store", tmp_path / "desk.db"]):
        run = framing(*command)
        assert (run.code, "the folder cannot be opened" in run.err) == (1, True), run.err
    subprocess.run(["rm", "-r", tmp_path / "deep"], check=True)
