"""Adding to a corpus folder, and the credits of an article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import read

from framing.corpus import filing
from framing.corpus.filing import add_files, slug
from framing.corpus.tags.channels import load_channels
from framing.corpus.tags.credits import CreditFinder
from framing.errors import InputError
from framing.records.article import Article, Block, Tag

Write = Callable[[str, str | bytes], Path]


def test_files_are_added_as_they_are(write: Write, tmp_path: Path) -> None:
    """The bytes are copied, the tags go into metadata.csv, and reading gives them back."""
    path = write(
        "in/My Mill’s Day.txt", b"Mills close\r\n\r\nThe caf\xc3\xa9 stayed shut, its owner said on Monday.\r\n"
    )
    corpus = tmp_path / "corpus"
    done = add_files([path], corpus, outlet="FT", date="5 March 2024", genre="report")
    assert done.added == [("My Mill’s Day.txt", "financial-times/2024-03-05-my-mill-s-day.txt")]
    stored = corpus / "financial-times" / "2024-03-05-my-mill-s-day.txt"
    assert stored.read_bytes() == path.read_bytes()
    (article,) = read(corpus).articles
    assert article.outlet == Tag("Financial Times", "given", "metadata", "metadata.csv:2")
    assert (str(article.date), article.genre) == ("2024-03-05", "report")


def test_a_corpus_folder_that_cannot_be_made_is_named(write: Write, tmp_path: Path) -> None:
    """As on a read-only disk."""
    path = write("a.txt", b"The mill is closed.")
    with pytest.raises(InputError, match="the folder cannot be made"):
        add_files([path], path / "corpus")


def test_what_is_left_out_of_a_folder_is_named(write: Write, tmp_path: Path) -> None:
    """A link that leads out of it, and a file that cannot be read; as where it is read or put into a store."""
    outside = write("b.txt", b"The kiln is cold.")
    folder = write("in/a.txt", b"The mill is closed.").parent
    (folder / "b.txt").symlink_to(outside)
    write("in/c.pdf", b"%PDF")
    done = add_files([folder], tmp_path / "corpus", outlet="Northline")
    assert [source for source, _ in done.added] == ["a.txt"]
    assert [(issue.file, issue.code) for issue in done.issues] == [("b.txt", "link"), ("c.pdf", "not-read")]


def test_many_files_of_one_name(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each gets the next number, and none asks for all those before it."""
    for number in range(30):
        write(f"in/{number}/text.txt", f"The mill {number} is closed.")
    asked: list[str] = []
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: asked.append(path.name) or exists(path))
    done = add_files([tmp_path / "in"], tmp_path / "corpus", outlet="Northline")
    names = {place for _, place in done.added}
    assert names == {"northline/text.txt", *(f"northline/text-{n}.txt" for n in range(2, 31))}
    assert len([name for name in asked if name.startswith("text")]) < 150
    again = add_files([write("more/text.txt", "The kiln is cold.")], tmp_path / "corpus", outlet="Northline")
    assert [place for _, place in again.added] == ["northline/text-31.txt"]


def test_an_outlet_called_as_a_device_of_windows(write: Write, tmp_path: Path) -> None:
    """The folder can be made, and copied, on any system."""
    done = add_files([write("in/nul.txt", b"The mill is closed.")], tmp_path / "corpus", outlet="Con")
    assert done.added == [("nul.txt", "con-1/nul-1.txt")]


def test_nothing_is_doubled(write: Write, tmp_path: Path) -> None:
    """The same bytes are named, not stored again; another text of the same name gets a number; old rows stay."""
    corpus = tmp_path / "corpus"
    write("corpus/metadata.csv", "file,outlet,desk\nold.txt,BBC,trade\n")
    write("corpus/old.txt", "Old text.")
    first = write("in/a.txt", "Weavers met on Monday.")
    add_files([first], corpus, outlet="Valley Post")
    again = add_files([first], corpus, outlet="Other Post")
    assert (again.added, again.present) == ([], [("a.txt", "valley-post/a.txt")])
    second = add_files([write("in2/a.txt", "Dockers met on Tuesday.")], corpus, outlet="Valley Post")
    assert second.added == [("a.txt", "valley-post/a-2.txt")]
    assert [dict(a.extra) for a in read(corpus).articles] == [{}, {}, {"desk": "trade"}]
    assert not list(corpus.glob("**/.adding-*"))


def test_a_file_of_records_is_named_whatever_else_there_is_to_say(write: Write, tmp_path: Path) -> None:
    """A doubt about one of them does not hide that none was added."""
    records = '{"text": "Weavers met.", "date": "10/11/2025"}\n{"text": "Dockers met."}\n'
    done = add_files([write("in/a.jsonl", records)], tmp_path / "corpus")
    assert [(issue.severity, issue.code) for issue in done.issues] == [
        ("warning", "bad-date"),
        ("skipped", "not-one-article"),
    ]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_tags_outlast_an_interrupt(stop: type, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was copied by then has its row; where even that was too late, the same command writes it."""
    corpus, files = tmp_path / "corpus", [write(f"in/{name}.txt", f"Weavers met {name}.") for name in "abc"]
    write_file, written = filing._write, []

    def stopped(path: Path, data: bytes) -> None:
        if len(written) == 2 and path.suffix == ".txt":
            raise stop
        written.append(path)
        write_file(path, data)

    monkeypatch.setattr(filing, "_write", stopped)
    with pytest.raises(stop):
        add_files(files, corpus, genre="report")
    monkeypatch.undo()
    assert [article.genre for article in read(corpus).articles] == ["report"] * 2
    (corpus / "metadata.csv").unlink()
    assert len(add_files(files, corpus, genre="report").present) == 2
    assert [article.genre for article in read(corpus).articles] == ["report"] * 3


def test_what_a_table_says_goes_along(write: Write, tmp_path: Path) -> None:
    """Every column of it, even where an interrupt came before the row was written; what is typed holds."""
    write("in/metadata.csv", "doc_id,file,outlet,genre,desk\nmill,a.txt,BBC,report,trade\nmine,,,letter,north\n")
    write("in/a.txt", "Mills close.")
    write("in/mine.txt", "Mines close.")
    write("in2/metadata.csv", "doc_id,file,genre\nmill,a.txt,editorial\n")
    corpus, folders = tmp_path / "corpus", [tmp_path / "in", tmp_path / "in2"]
    write("in2/a.txt", "Other mills close.")
    add_files(folders, corpus, note="by hand")
    said = [(a.doc_id, a.genre, a.extra.get("desk"), a.note) for a in read(corpus).articles]
    table = (corpus / "metadata.csv").read_bytes()
    assert sorted(said) == [
        ("a", "editorial", None, "by hand"),
        ("mill", "report", "trade", "by hand"),
        ("mine", "letter", "north", "by hand"),
    ]
    (corpus / "metadata.csv").write_bytes(b"".join(table.splitlines(keepends=True)[:2]))
    assert len(add_files(folders, corpus, note="by hand").present) == 3
    assert (corpus / "metadata.csv").read_bytes() == table


def test_what_is_in_the_folder_already_is_left_alone(write: Write, tmp_path: Path) -> None:
    """Its own files are no news, whether the table names them or not; nor are files of records."""
    corpus = tmp_path / "corpus"
    write("corpus/valley-post/a.txt", "Mills close.")
    write("corpus/records.csv", "id,text\na,Mines close.\n")
    write("in/records.csv", "id,text\na,Mines close.\n")
    done = add_files([corpus, tmp_path / "in"], corpus)
    assert (done.added, len(done.present), done.issues) == ([], 3, [])
    assert not (corpus / "metadata.csv").exists()


def test_a_proposed_outlet_stays_a_proposal(write: Write, tmp_path: Path) -> None:
    """The folder is named after it, the metadata does not claim it."""
    path = write("in/a.txt", "LONDON (Reuters) - Weavers met dockers on Monday, said both, and parted without a word.")
    add_files([path], tmp_path / "corpus")
    assert "Reuters" not in (tmp_path / "corpus" / "metadata.csv").read_text()


@pytest.mark.parametrize(
    ("tags", "words"),
    [({"outlet": "BBC", "colour": "red"}, "'colour' is no column"), ({"date": "10/11/2024"}, "read one way only")],
)
def test_wrong_tags(tags: dict[str, str], words: str, write: Write, tmp_path: Path) -> None:
    """A tag that cannot be is refused before anything is written."""
    path = write("in/a.txt", "One.")
    with pytest.raises(InputError, match=words):
        add_files([path], tmp_path / "corpus", **tags)
    assert not (tmp_path / "corpus").exists()


def test_broken_metadata_is_not_overwritten(write: Write, tmp_path: Path) -> None:
    """A table with a row that cannot be read is named and left as it is."""
    table = write("corpus/metadata.csv", "file,outlet\na.txt\n")
    with pytest.raises(InputError, match="the row has 1 cell,"):
        add_files([write("in/b.txt", "One.")], tmp_path / "corpus")
    assert table.read_text() == "file,outlet\na.txt\n"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "", "CON<>:|?*", "x" * 500, "完善", "\x00\n"])
def test_slugs_stay_in_the_folder(name: str) -> None:
    """No name can leave the folder or break a file system."""
    assert 0 < len(slug(name)) <= 60
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in slug(name))


def test_typed_credits() -> None:
    """Every mention of an agency or paper has its kind."""
    text = (
        "BEIJING, March 5 (Xinhua) -- Weavers met dockers, according to the AP.\n"
        "Lin told Reuters the levy was wrong, and the Wall Street Journal reported the same.\n"
        "The state agency TASS is old.\nA mill. Photo: AFP\nDockers wait, Kyodo/Bo Lin.\n"
        "The Associated Press contributed to this report.\n"
    )
    start = text.index("A mill")
    article = Article("a", text, outlet=Tag("Valley Post", "given"), blocks=(Block(start, start + 18, "caption"),))
    found = CreditFinder(load_channels()).find(article)
    assert [(credit.agency, credit.kind) for credit in found] == [
        ("Xinhua", "dateline"),
        ("Associated Press", "relay"),
        ("Reuters", "told"),
        ("Wall Street Journal", "relay"),
        ("TASS", "described"),
        ("AFP", "photo"),
        ("Kyodo News", "photo"),
        ("Associated Press", "contribution"),
    ]
    assert all(text[credit.start : credit.end] for credit in found)
