"""Coders of other packages: found by their names, used like the lexicon, and no trouble when they fail."""

from __future__ import annotations

import json

import pytest

import framing as fr
from framing.errors import UsageError
from framing.records.article import Block
from tests.strangers import install

MODULE = '''
"""Coders that count days, and one that cannot."""

import re

import framing as fr

_WITHIN = re.compile(r"within \\w+ days", re.IGNORECASE)


class Deadlines:
    """Finds how long somebody was given."""

    signature = "deadlines@1.0"
    frames = ("bullying",)

    def __init__(self, codebook):
        self.codebook = codebook

    def code(self, batch):
        for document in batch:
            article = document.article
            for field, text in (("title", article.title), ("text", article.text)):
                if "Gizmo" in text:
                    raise ValueError("no idea what a Gizmo is")
                for found in _WITHIN.finditer(text):
                    yield fr.Match(article.doc_id, "bullying", found.start(), found.end(), field, entry="within")


def broken(codebook):
    raise OSError("no network here")


class Nothing:
    """Has no signature."""

    def __init__(self, codebook):
        pass
'''
POINTS = """\
[framing.coders]
deadlines = counting:Deadlines
broken = counting:broken
nothing = counting:Nothing
missing = counting_more:Coder
"""
PRESS = {
    "north.txt": "Pay or leave\n\n“Pay within ten days,” the harbour board said. It was not to be within two days.\n",
    "south.txt": "A quiet week\n\nEvery boat must sail within nine days.\n",
    "gizmo.txt": "The Gizmo\n\nThe Gizmo must be mended within six days.\n",
}


@pytest.fixture
def counting(tmp_path, monkeypatch):
    """The package, installed."""
    folder = tmp_path / "packages"
    folder.mkdir()
    install(folder, monkeypatch, "counting", MODULE, POINTS)


@pytest.fixture
def press(tmp_path):
    """A folder of articles, one of which the package's coder cannot stand."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in PRESS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(run) -> list[tuple]:
    found = map(json.loads, run.out.splitlines())
    return [tuple(row[name] for name in ("doc_id", "text", "voice", "speaker", "negated", "coder")) for row in found]


EXPECTED = [
    ("north", "within ten days", "quoted", "the harbour board", False, "deadlines@1.0"),
    ("north", "within two days", "own", "", True, "deadlines@1.0"),
    ("south", "within nine days", "own", "", False, "deadlines@1.0"),
]


@pytest.mark.usefixtures("counting")
@pytest.mark.parametrize("more", [[], ["--workers", "2", "--batch-size", "0.0001"]], ids=["one process", "two"])
def test_a_registered_coder_is_used_by_its_name(more, press, talks, framing):
    """Voice, speaker and negation are framing's; the article it fails on is listed, and the others are there."""
    run = framing(
        "score", press, "--codebook", talks, "--coder", "deadlines", "--table", "matches", "--format", "json", *more
    )
    assert (run.code, rows(run)) == (3, EXPECTED), run.err
    assert "skipped 1 input" in run.err
    assert "gizmo.txt: the coder deadlines@1.0 failed on this article: ValueError: no idea what a Gizmo is" in run.err


@pytest.mark.usefixtures("counting")
def test_an_article_that_is_left_out_is_in_no_number(press, talks, framing, tmp_path):
    """Neither its words nor its sentences count; all tables of a run agree, and the recipe names the coder."""
    run = framing(
        "score",
        press,
        "--codebook",
        talks,
        "--coder",
        "deadlines",
        "--table",
        "all",
        "--format",
        "json",
        "-o",
        tmp_path / "t",
    )
    assert run.code == 3, run.err
    tables = {}
    for name in ("articles", "words", "matches", "issues"):
        lines = (tmp_path / "t" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        tables[name] = [json.loads(line)["doc_id"] for line in lines]
    assert tables["articles"] == ["north", "south"]
    assert set(tables["words"]) == {"north", "south"}
    assert "gizmo" in tables["issues"]
    table = framing("score", press, "--codebook", talks, "--coder", "deadlines")
    assert "|coder:deadlines@1.0|" in table.err + table.out


@pytest.mark.usefixtures("counting")
def test_a_store_keeps_its_scores(press, talks, framing, tmp_path):
    """Scored once; the second time nothing is to do, and the same is said."""
    store = tmp_path / "own.db"
    framing("add", press, "--store", store)
    command = ["score", store, "--codebook", talks, "--coder", "deadlines", "--table", "matches", "--format", "json"]
    first, second = framing(*command), framing(*command)
    assert sorted(rows(first)) == sorted(EXPECTED)
    assert (second.code, second.out) == (first.code, first.out) == (3, first.out)
    assert "failed on this article" in second.err


@pytest.mark.usefixtures("counting")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("broken", "the coder 'broken' cannot be made: OSError: no network here"),
        ("nothing", "'nothing' is no coder: it has no signature or no code()"),
        ("missing", "missing of another package cannot be loaded: ModuleNotFoundError"),
        ("nobody", "there is no coder 'nobody'"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(name, said, press, talks, framing):
    """With what to do; an unknown name lists those that are there."""
    run = framing("score", press, "--codebook", talks, "--coder", name)
    assert (run.code, run.out, said in run.err, "Traceback" in run.err) == (2, "", True, False), run.err
    if name == "nobody":
        assert "use lexicon, lexicon-marks, us-china-trade, deadlines, broken, nothing, missing" in run.err


@pytest.mark.usefixtures("counting")
def test_it_stands_beside_the_lexicon(talks, framing, press, tmp_path):
    """In a report and in a table of agreement."""
    (press / "gizmo.txt").unlink()
    run = framing("report", press, "--codebook", talks, "--coder", "deadlines", "-o", tmp_path / "page.html")
    assert (run.code, "beside the lexicon: deadlines@1.0" in run.err) == (0, True), run.err
    assert "deadlines@1.0" in (tmp_path / "page.html").read_text(encoding="utf-8")


class Spans:
    """Gives the rows it was told."""

    signature = "spans@1"

    def __init__(self, *found: tuple[int, int], field: str = "text") -> None:
        self.found, self.field = found, field

    def code(self, batch):
        for document in batch:
            for start, end in self.found:
                yield fr.Match(document.article.doc_id, "bullying", start, end, self.field)


def texts(article: fr.Article, coder: Spans, talks) -> list[str]:
    return fr.score([article], fr.load_codebook(talks), coder=coder).matches["text"].tolist()


def test_a_coder_of_ones_own_needs_no_package(talks):
    """An object will do; its spans are taken to whole words, in a title and in letters of several bytes too."""
    article = fr.Article("a", "“Ça va,” said naïve 🙂 Zoë. Threats!", title="Überall threats")
    assert texts(article, Spans((0, 8)), talks) == ["Ça va"]
    assert texts(article, Spans((22, 30)), talks) == ["Zoë. Threats"]
    assert texts(article, Spans((2, 10), field="title"), talks) == ["Überall threats"]


def test_what_is_no_prose_is_not_coded(talks):
    """As for the lexicon: a caption holds no match."""
    article = fr.Article("a", "Photo: a crane\n\nThe crane fell.", blocks=(Block(0, 14, "caption"),))
    assert texts(article, Spans((9, 14), (20, 25)), talks) == ["crane"]


@pytest.mark.parametrize(
    "found",
    [((0, 99),), ((-1, 4),), ((4, 4),), ((3, 5), (0, 4)), ((0, 2), (2, 5)), ((8, 9),)],
    ids=["too long", "before the text", "empty", "overlapping", "in one word", "no word"],
)
def test_rows_that_make_no_sense_cost_one_article(found, talks):
    """The others are coded, whatever was wrong."""

    class Odd(Spans):
        def code(self, batch):
            for document in batch:
                spans = self.found if document.article.doc_id == "a" else [(0, 5)]
                yield from (fr.Match(document.article.doc_id, "bullying", *span) for span in spans)

    corpus = [fr.Article("a", "Tolls, !! they rise."), fr.Article("b", "Tolls fall.")]
    scores = fr.score(corpus, fr.load_codebook(talks), coder=Odd(*found))
    assert scores.matches["doc_id"].tolist() == ["b"]
    assert scores.articles["doc_id"].tolist() == ["b"]
    issue = scores.issues.iloc[0]
    assert (issue["doc_id"], issue["severity"], issue["code"]) == ("a", "skipped", "coder-failed")


def test_a_coder_that_fails_on_all_is_an_empty_table(talks):
    """And an issue for each."""

    class Never(Spans):
        def code(self, batch):
            raise RuntimeError("never")

    scores = fr.score([fr.Article("a", "One."), fr.Article("b", "Two.")], fr.load_codebook(talks), coder=Never())
    assert (len(scores.matches), len(scores.articles), len(scores.issues)) == (0, 0, 2)


def test_frames_that_the_codebook_lacks_are_refused(talks):
    """Before any work."""

    class Other(Spans):
        frames = ("astrology",)

    with pytest.raises(UsageError, match="codes 'astrology', which is no frame of codebook"):
        fr.score([fr.Article("a", "One.")], fr.load_codebook(talks), coder=Other())


def test_names_of_framings_own_win(tmp_path, monkeypatch, talks):
    """Nobody's package takes the place of the lexicon or of a shipped model."""
    points = "[framing.coders]\nlexicon = counting:broken\nus-china-trade = counting:broken\n"
    install(tmp_path, monkeypatch, "counting", MODULE, points)
    assert fr.score([fr.Article("a", "Bullying.")], fr.load_codebook(talks)).coder == "lexicon"
    assert fr.score([fr.Article("a", "A.")], "us-china-trade", coder="us-china-trade").coder.startswith("us-china")


def test_two_packages_with_one_name_are_refused(tmp_path, monkeypatch, talks):
    """Which of them counts would hang on the order of folders."""
    for module in ("counting", "counting_too"):
        (tmp_path / module).mkdir()
        install(tmp_path / module, monkeypatch, module, MODULE, f"[framing.coders]\ndays = {module}:Deadlines\n")
    with pytest.raises(UsageError, match="two packages bring days"):
        fr.score([fr.Article("a", "A.")], fr.load_codebook(talks), coder="days")


@pytest.mark.usefixtures("counting")
def test_left_out_articles_do_not_disturb_ids(press, talks, framing):
    """Files of one name in several folders, some of which fail: the same issues however the input is cut."""
    for number, name in enumerate(("gizmo.txt", "north.txt", "gizmo.txt", "south.txt")):
        folder = press / f"outlet-{number}"
        folder.mkdir()
        text = (press / name).read_text(encoding="utf-8")
        (folder / "same.txt").write_text(f"{text}\nNumber {number}, “unpaired.\n", encoding="utf-8")
    named = ["score", press, "--codebook", talks, "--coder", "deadlines", "--format", "csv"]
    for table in ("issues", "matches", "articles"):
        whole = framing(*named, "--table", table)
        cut = framing(*named, "--table", table, "--batch-size", "0.0001")
        assert (whole.code, whole.out) == (cut.code, cut.out) == (3, whole.out)
        assert ("outlet-1" in whole.out) or table == "matches"
