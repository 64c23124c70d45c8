"""The pages in docs/ say what is true: commands print what they show, lists are complete, links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

import framing as fr
from framing.cli.main import VERBS
from framing.cli.main import framing as root
from framing.records.tables import TABLES
from framing.registry import CODERS, FORMATS, IMPORTERS
from framing.report.sections import SECTIONS
from tests.conftest import PROJECT
from tests.pages import UPDATE, Page
from tests.strangers import install

DOCS = PROJECT / "docs"
SCRIPTED = ("tutorial.md", "codebooks.md", "corpus.md", "api.md", "store.md", "coders.md")


def example_of(kind: str, page: str = "codebooks.md") -> str:
    """The first block of that kind in a page."""
    page = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[0]


def example_codebook() -> str:
    """The complete example of docs/codebooks.md."""
    return example_of("yaml")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with the sample corpora in it, as a reader of the pages has it."""
    (tmp_path / "corpus").symlink_to(PROJECT / "corpus")
    (tmp_path / "glass.yml").write_text(example_codebook(), encoding="utf-8")
    (tmp_path / "glass.csv").write_text(example_of("csv"), encoding="utf-8")
    (tmp_path / "mine.dic").write_text(example_of("text"), encoding="utf-8")
    broken = example_codebook().replace("definition:", "definiton:", 1)
    (tmp_path / "broken.yml").write_text(broken, encoding="utf-8")
    spoiled = tmp_path / "spoiled"
    spoiled.mkdir()
    (spoiled / "talks.txt").write_text("Talks went on. Nobody left.\n", encoding="utf-8")
    (spoiled / "metadata.csv").write_text("file,outlet,date\ntalks.txt,Reuters,10/11/2025\n", encoding="utf-8")
    (spoiled / "nothing.txt").write_bytes(b"")
    (spoiled / "rows.csv").write_text("id,words\n1,hello\n", encoding="utf-8")
    talks = PROJECT / "corpus" / "trade-talks" / "financial-times" / "beijing-demands-tariffs-be-cancelled.txt"
    for folder in ("mended", "new"):
        (tmp_path / folder).mkdir()
    mended = talks.read_text(encoding="utf-8").rstrip() + "\n\nThis article was corrected on Monday.\n"
    (tmp_path / "mended" / talks.name).write_text(mended, encoding="utf-8")
    harbour = "Harbour fees will not last\n\nThe new harbour fees are bullying, “plain bullying”, an official said.\n"
    (tmp_path / "new" / "harbour.txt").write_text(harbour, encoding="utf-8")
    points = tomllib.loads(example_of("toml", "coders.md"))["project"]["entry-points"]["framing.coders"]
    lines = "".join(f"{name} = {place}\n" for name, place in points.items())
    (tmp_path / "packages").mkdir()
    install(
        tmp_path / "packages", monkeypatch, "deadlines", example_of("python", "coders.md"), f"[framing.coders]\n{lines}"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1761955200")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SCRIPTED)
def test_a_page_prints_what_it_shows(name, desk):
    """Every command and every line of Python, in the order of the page."""
    assert Page(DOCS / name).run() == []


def tables_page() -> str:
    """docs/tables.md, from the declarations."""
    kinds = {
        "text": "text",
        "category": "text from a small set",
        "int": "whole number",
        "float": "number",
        "bool": "true or false",
        "json": "JSON",
    }
    parts = [TABLES_HEAD]
    for table in TABLES.values():
        parts.append(f"\n## {table.name}\n\nOne row is {table.row}.\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{c.name}` | {kinds[c.kind]} | {c.meaning} |\n" for c in table.columns]
    return "".join(parts)


TABLES_HEAD = """\
# The tables

Everything that framing finds stands in these tables. `framing score --table NAME` prints one, `--table all` writes all
of them into a folder, and in Python they are DataFrames: `scores.matches`, `scores.counts` and so on. Columns always
come in this order and with these types, in CSV, JSON lines and Parquet alike.

- Every table begins with `doc_id`, so any two can be joined.
- Positions (`start`, `end`, spans) count code points, as Python does: `text[start:end]` is the match.
- `counts` and `words` add up: over articles, over outlets, over voices, over places.
- A missing number is an empty cell in CSV and `null` in JSON. Text is never missing, only empty. An infinite number
  (a ratio to nothing) is `inf`.
- In pandas, text from a small set is a category.

This page is written from `framing/records/tables.py`.
"""


def test_the_page_of_tables_is_the_declaration():
    """docs/tables.md says what framing/records/tables.py says."""
    if UPDATE:
        (DOCS / "tables.md").write_text(tables_page(), encoding="utf-8")
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == tables_page()


def commands():
    """Every verb with its command, those below ``lexicon`` too."""
    for verb in VERBS:
        command = root.get_command(click.Context(root), verb)
        assert command is not None
        yield verb, command
        if isinstance(command, click.Group):
            yield from ((f"{verb} {name}", below) for name, below in command.commands.items())


@pytest.mark.parametrize(("verb", "command"), [pytest.param(*pair, id=pair[0]) for pair in commands()])
def test_every_verb_and_option_is_documented(verb, command):
    """docs/cli.md has a heading for each verb, and under it (or among the common ones) each of its options."""
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    common = sections["Options that many verbs share"]
    assert f"framing {verb}" in sections, f"## framing {verb}"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            for option in parameter.opts:
                assert f"`{option}" in sections[f"framing {verb}"] + common, option


def test_every_public_name_is_documented():
    """docs/api.md has each name of ``framing.__all__``, and no other."""
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    named = re.findall(r"^### `fr\.(\w+)", page, re.MULTILINE)
    assert sorted(named) == sorted(fr.__all__)


def test_every_section_of_the_report_is_documented():
    """docs/report.md has a row for each section, in their order."""
    page = (DOCS / "report.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(SECTIONS)


def test_every_file_format_is_documented():
    """docs/corpus.md names every suffix that can be read."""
    page = (DOCS / "corpus.md").read_text(encoding="utf-8")
    for suffix in IMPORTERS:
        assert f"`{suffix}`" in page, suffix


def test_every_codebook_format_and_coder_is_documented():
    """docs/codebooks.md has a row with each ending, docs/cli.md each coder of framing's own."""
    rows = re.findall(r"^\| (`\..+?) \|", (DOCS / "codebooks.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\.\w+)`", " ".join(rows))) == set(FORMATS)
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert [name for name in CODERS if f"`{name}`" not in page] == []


def test_the_codebook_of_the_page_loads(tmp_path):
    """The complete example of docs/codebooks.md is a codebook, and uses every key of the format."""
    text = example_codebook()
    (tmp_path / "glass.yml").write_text(text, encoding="utf-8")
    book = fr.load_codebook(tmp_path / "glass.yml")
    assert [frame.name for frame in book.frames] == ["bullying", "lasting"]
    for key in ("codebook", "version", "language", "title", "note", "frames", "label", "definition", "include"):
        assert f"{key}:" in text
    for key in ("exclude", "entries", "pattern", "device", "negator"):
        assert f"{key}:" in text


PAGES = sorted([*DOCS.glob("*.md"), PROJECT / "README.md", PROJECT / "CHANGELOG.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """Every relative link of a page is a file of the project."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target
    assert not re.search(r"\b(TODO|TBD|FIXME)\b", text)


def test_no_page_holds_a_sentence_of_the_real_articles(seeds):
    """Eight words in a row of a real article are in no page of the project's."""
    real = " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in sorted(Path(seeds).glob("*.txt")))
    for page in PAGES:
        words = page.read_text(encoding="utf-8").split()
        runs = (" ".join(words[i : i + 8]) for i in range(len(words) - 7))
        assert [run for run in runs if run in real] == [], page.name
