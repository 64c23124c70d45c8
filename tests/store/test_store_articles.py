"""What goes into a store comes out of it; what is there already is named; what changed has its history."""

from __future__ import annotations

import tracemalloc
from contextlib import closing

import pytest
from store_helpers import day, make_article, put

import framing as fr
from framing.corpus.kept import article_of, entry_of
from framing.corpus.reading import read_articles
from framing.errors import InputError, UsageError
from framing.records.article import Block, Provenance, Tag
from framing.records.issue import Issue
from framing.store.opening import open_at
from framing.store.words import parse_query, snippet, words_by_piece, words_of
from framing.study.stores.adding import add_articles

NOT_OURS = "'a' is no article of this framing"


def everything():
    """An article with all that an article may have."""
    return make_article(
        "mill/day",
        "The mill\n\nThe café stayed “shut”.\u2028完善 \U0001f41f\n",
        "Valley Post",
        title="A title",
        date=day("2025-10"),
        byline="By Ann",
        genre="report",
        lang="en",
        translated="yes",
        url="https://valley.example/1",
        derived_from=Tag("Reuters", "proposed", "dateline", "LONDON (Reuters)"),
        note="a note",
        blocks=(Block(0, 8, "headline"),),
        extra={"desk": "trade", "empty": ""},
    )


def read_back(store, doc_id):
    return article_of(store.get(doc_id).entry, store.shown)


def test_an_article_comes_back_equal_in_every_field(store):
    """Tags with their evidence, blocks, provenance, further columns, issues."""
    article = everything()
    issue = Issue("mill/day", "mill/day.txt", 3, "warning", "bad-date", "no date", "write one")
    add_articles(store, [article], [issue], set())
    assert read_back(store, "mill/day") == (article, [issue])


def test_links_in_a_sentence_come_back(framing, address, tmp_path):
    """Every kind of block that reading makes is one that a store gives back, and an export too."""
    text = "“It ends here,” said Rep. Ann Lee Ann Mary LeeMillers talk again Poll: Dockers split MORE on Monday."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (read,) = read_articles([tmp_path / "a.txt"]).articles
    assert [block.kind for block in read.blocks] == ["inserted"]
    assert framing("add", tmp_path / "a.txt", "--store", address).code == 0
    assert framing("export", "articles", address, "-o", tmp_path / "out.jsonl").code == 0
    for place in (address, tmp_path / "out.jsonl"):
        assert read_articles([place]).articles == [read]


def test_what_would_not_be_of_our_making_is_left_out(store):
    """One article that could not be told from a damaged one would keep all others from being read."""
    odd = make_article("odd", "Dockers met on Monday.", blocks=(Block(0, 7, "byline"), Block(3, 9, "credit")))
    taken = add_articles(store, [make_article("a", "Weavers met on Monday."), odd], [], set())
    assert [issue.reason for issue in taken.issues] == [
        "the article has blocks that overlap, are out of order or reach beyond its text"
    ]
    assert (store.count(), read_back(store, "a")[0].doc_id) == (1, "a")


def test_what_is_not_of_our_making_is_named_by_every_verb(framing, store, address):
    """One sentence, wherever it comes up."""
    article = make_article("a", "Weavers met on Monday.", blocks=(Block(0, 7, "poem"),))
    store.put([entry_of(article)], set())
    for command in (
        ("ls", address),
        ("ls", address, "--history", "a"),
        ("search", "weavers", "--store", address),
        ("score", address),
        ("export", "articles", address),
        ("export", "articles", address, "--history"),
        ("report", address, "--since", "2025-01-01", "-o", "page.html"),
    ):
        run = framing(*command)
        assert (run.code, run.err.splitlines()[-2].endswith(NOT_OURS)) == (1, True), command
    with pytest.raises(InputError, match=NOT_OURS):
        fr.open_store(address)["a"]


def test_what_is_there_is_named_not_doubled(store):
    """The same text by the same outlet is the same article, whatever it is called."""
    first = make_article("a", "Weavers met on Monday.", "Valley Post")
    copy = make_article("b", "Weavers met on Monday.", "Valley Post")
    assert [r.what for _, r in put(store, first, copy).receipts] == ["added", "present"]
    (_, again) = put(store, copy).receipts[0]
    assert (again.what, again.doc_id, store.count()) == ("present", "a", 1)


def test_copies_in_one_call_make_no_version_of_each_other(store):
    """A text that an outlet printed on two days: the first copy's tags hold, the other fills gaps, however often."""
    copies = [
        make_article("a", "Fog on the coast.", "Valley Post", date=day("2025-01-01")),
        make_article("b", "Fog on the coast.", "Valley Post", date=day("2025-01-02"), genre="report"),
        make_article("b", "Fog on the coast.", "Valley Post", date=day("2025-01-03"), genre="editorial"),
    ]
    assert [r.what for _, r in put(store, *copies).receipts] == ["added", "changed", "present"]
    for _ in range(2):
        assert [r.what for _, r in put(store, *copies).receipts] == ["present"] * 3
    article = read_back(store, "a")[0]
    assert (str(article.date), article.genre) == ("2025-01-01", "report")
    (_, corrected) = put(store, copies[2]).receipts[0]
    assert (corrected.what, corrected.note) == ("changed", "date, genre")


def test_the_same_text_by_two_outlets_is_two_articles(store):
    """An agency's copy that two papers print stays two articles."""
    put(store, make_article("a", "Weavers met.", "Valley Post"), make_article("b", "Weavers met.", "Hill Times"))
    assert store.count() == 2


def test_a_text_that_many_outlets_print_is_not_doubled(store):
    """Under other names each is found again, however many others have the same text."""
    count = 60
    put(store, *(make_article(f"a{i}", "A wire text.", f"Paper {i:02}") for i in range(count)))
    again = put(store, *(make_article(f"b{i}", "A wire text.", f"Paper {i:02}") for i in range(count)))
    assert [receipt.what for _, receipt in again.receipts] == ["present"] * count
    assert store.count() == count


@pytest.mark.parametrize("place", ["desk:abc/news", "desk:99999999/news", "ann:pass[word@desk/news", "[bad/news"])
def test_an_address_that_is_none_is_said_without_its_password(framing, place):
    """As every verb would meet it."""
    run = framing("ls", "--store", f"postgresql://{place}")
    assert run.code == 2
    assert "is no address of a server" in run.err
    assert "pass[word" not in run.err


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:sec ret@desk.example/news",
        "postgresql://ann:zz@secret@desk.example/news",
        "postgresql://ann:12#secret@desk.example/news",
        "postgresql://ann:50%secret@desk.example/news",
        "POSTGRESQL://ann:zz@secret@desk.example/news",
        "mysql://ann:secret@desk.example/news",
    ],
)
@pytest.mark.parametrize("verb", ["ls", "add"])
def test_no_slip_in_an_address_shows_a_piece_of_its_password(framing, news, verb, address):
    """Neither our words nor those of the library that reads it."""
    run = framing(verb, *([news] if verb == "add" else []), "--store", address)
    assert run.code in (1, 2)
    assert "secret" not in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize("name", ["desk.txt", "postgres:desk", "desk"])
def test_a_store_is_made_under_a_name_that_verbs_know(framing, news, tmp_path, name):
    """A file of another ending would be a store that no verb reads."""
    run = framing("add", news, "--store", tmp_path / name)
    assert run.code == 2
    assert "a new store's name ends in .db" in run.err
    assert not (tmp_path / name).exists()


def test_a_changed_text_is_a_new_version_with_its_history(store):
    """The tags of the older version hold on where the new one says nothing."""
    put(store, make_article("a", "Weavers met.", "Valley Post", date=day("2025-10-01")))
    (_, receipt) = put(store, make_article("a", "Weavers met twice.", note="updated")).receipts[0]
    assert (receipt.what, receipt.number, receipt.note) == ("changed", 2, "text, note")
    now = read_back(store, "a")[0]
    assert (now.text, now.outlet.value, str(now.date)) == ("Weavers met twice.", "Valley Post", "2025-10-01")
    assert [version.entry.text for version in store.history("a")] == ["Weavers met.", "Weavers met twice."]
    assert store.count() == 1
    assert [hit.version.entry.doc_id for hit in store.search("twice", 5)] == ["a"]


def test_a_tag_typed_later_is_a_new_version(store):
    """The text stays; a proposal never overrules what somebody gave."""
    put(store, make_article("a", "Weavers met."))
    assert put(store, make_article("a", "Weavers met.", "Hill Times")).receipts[0][1].note == "outlet"
    proposed = make_article("a", "Weavers met.", outlet="")
    assert put(store, proposed).receipts[0][1].what == "present"
    assert read_back(store, "a")[0].outlet == Tag("Hill Times", "given", "flag", "--outlet")


def test_one_name_for_two_articles(store):
    """Two outlets that somebody named, or two records of one call, are two articles under two names."""
    put(store, make_article("a", "One.", "Valley Post"))
    taken = put(store, make_article("a", "Two.", "Hill Times"))
    assert taken.receipts[0][1].doc_id == "a~2"
    assert [issue.code for issue in taken.issues] == ["same-id"]
    put(store, make_article("b", "Three."), make_article("b", "Four."))
    assert [version.entry.doc_id for group in store.plan(10**6) for version in store.fetch(group)] == [
        "a", "a~2", "b", "b~2",
    ]  # fmt: skip


def test_an_address_finds_its_article(store):
    """A renamed file with the same url is a new version; an address that many share says nothing."""
    put(store, make_article("old", "One.", url="https://valley.example/1"))
    receipt = put(store, make_article("new", "One, mended.", url="https://valley.example/1")).receipts[0][1]
    assert (receipt.what, receipt.doc_id) == ("changed", "old")
    many = [make_article(f"m{i}", f"Text {i}.", url="https://valley.example/") for i in range(3)]
    assert {r.what for _, r in put(store, *many).receipts} == {"added"}


def test_a_name_that_is_a_place_names_no_article(store):
    """articles.jsonl:1 of today is not articles.jsonl:1 of yesterday."""
    for text in ("Monday.", "Tuesday."):
        article = make_article("articles-1", text)
        origin = Provenance("articles.jsonl", article.provenance.digest, "jsonlines", line=1)
        entry = entry_of(type(article)("articles-1", text, provenance=origin))
        (receipt,) = store.put([entry], set())
        assert receipt.what == "added"
    assert store.count() == 2


def test_removal_takes_versions_and_words(store):
    """Nothing of it is found afterwards."""
    put(store, make_article("a", "Weavers met."), make_article("b", "Dockers met."))
    put(store, make_article("a", "Weavers met twice."))
    assert store.remove(["a", "a", "nobody"]) == 1
    assert store.count() == 1
    assert store.search("weavers", 5) == []
    with pytest.raises(UsageError, match="no article 'a'"):
        store.get("a")
    store.check()


def test_the_order_is_that_of_the_names(store):
    """Whatever the order in which they came."""
    put(store, *(make_article(name, f"Text {name}.") for name in ("b", "ä", "B", "a", "10", "9")))
    found = [version.entry.doc_id for group in store.plan(12) for version in store.fetch(group)]
    assert found == sorted(found)


def test_the_store_as_it_was(store, monkeypatch):
    """Before a time: the versions that were current then."""
    for epoch, text in (("1000000000", "One."), ("1100000000", "Two.")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        put(store, make_article("a", text))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1200000000")
    put(store, make_article("b", "Three."))
    texts = [[v.entry.text for g in store.plan(99, b) for v in store.fetch(g)] for b in ("2002", "2005", "")]
    assert texts == [["One."], ["Two."], ["Two.", "Three."]]


QUERIES = {
    "tariff*": ["a", "b"],
    '"trade war"': ["b"],
    "tariff -war": ["a"],
    "weavers OR dockers": ["c", "d"],
    "CAFÉ": ["c"],
    "cafe": ["c"],
    "U.S.": ["b"],
    "完善": ["d"],
    "中美": ["e"],
    "2025年": ["e"],
    "phone手*": ["e"],
    "tariffs war": ["b"],
}


@pytest.mark.parametrize("query", QUERIES)
def test_search(store, query):
    """Words, phrases, stems, what must not occur, and one OR the other."""
    put(
        store,
        make_article("a", "A tariff on glass."),
        make_article("b", "Tariffs, and a trade war with the U.S. about war and trade."),
        make_article("c", "Weavers sat in a café."),
        make_article("d", "Dockers read 不断完善 aloud."),
        make_article("e", "2025年10月中美会谈。Phone手机"),
    )
    assert sorted(hit.version.entry.doc_id for hit in store.search(query, 9)) == QUERIES[query]


HOSTILE = [
    '"',
    '"a',
    "AND",
    "NEAR(",
    "a*b",
    "a:b",
    "^a",
    "(a",
    "a)",
    "'",
    "a'b",
    "-a b",
    "OR a",
    "a OR",
    "\\",
    "a & !b",
    "%s ?",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_a_syntax_error(store, query):
    """It finds, finds nothing, or is told to name a word."""
    put(store, make_article("x", "a and b near or"))
    said = ""
    try:
        store.search(query, 3)
    except UsageError as problem:
        said = str(problem)
    assert said == "" or "asks for no word" in said


def test_snippets_show_the_words_as_published():
    """The first place, with accents and capitals as they stand."""
    text = (
        "Nothing here. " * 20
        + "They sat in a Café de Paris and waited for the tariffs to fall on them all at once again."
    )
    assert snippet(text, parse_query('"cafe de"')).startswith("…")
    assert "[Café de] Paris" in snippet(text, parse_query('"cafe de"'))


def test_a_long_text_is_found_to_its_end(store):
    """Beyond what one index entry of a server holds, and over its borders."""
    words = [f"w{i}" for i in range(40_000)]
    put(store, make_article("long", " ".join(words)))
    assert len(store.search('w1 "w14999 w15000 w15001" w39999', 3)) == 1


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_words_by_piece_are_those_of_the_whole(size):
    """Whatever folds, joins up or has no spaces, and wherever it is cut."""
    text = (
        "ΟΔΟΣ ΟΔΟΣ完善ΣΑΣ。ΣΟΣ e\u0301 \u0301a\u0323\u0307 か\u3099が İstanbul ǅ ﬁ\u2028㎞ 가각 \U0001f41f" + "a" * 50
    )
    pieces = list(words_by_piece(text, size))
    assert [word for piece in pieces for word in piece] == words_of(text)
    assert len(pieces) > 1 or size == 64


def test_the_words_of_a_giant_are_never_held_at_once(store):
    """One article of 100 MB goes in within some copies of its text; a list of its words would take fourteen."""
    text = "Both sides met again at noon. " * 30_000
    tracemalloc.start()
    put(store, make_article("giant", text))
    store.check()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * len(text)


def test_opening_again_gives_the_same(address):
    """After it was closed."""
    with closing(open_at(address, create=True)) as store:
        put(store, everything())
    with closing(open_at(address)) as store:
        assert read_back(store, "mill/day")[0] == everything()
        store.check()


def test_a_title_that_nobody_repeats_holds_on(store):
    """The same file named without its metadata is the same article; another title is a new version."""
    put(store, make_article("a", "Weavers met.", title="A headline"))
    assert put(store, make_article("a", "Weavers met.")).receipts[0][1].what == "present"
    assert put(store, make_article("a", "Weavers met.", title="Another")).receipts[0][1].note == "title"


def test_letters_of_every_script_are_words(store):
    """The index holds what the texts hold, whatever a database takes for a letter."""
    letters = [chr(i) for i in range(0xA0, 0x2FA20) if chr(i).isalnum() and not 0xD800 <= i < 0xE000]
    put(store, make_article("a", " ".join(f"x{a}y{b}" for a, b in zip(letters[::7], letters[::-7], strict=True))))
    put(store, make_article("b", "Война и мир, ΠΌΛΕΜΟΣ, İstanbul, Straße, Glass™"))
    store.check()
    for query in ("вой*", "πολεμος", "istanbul", "STRASSE OR straße", "glasstm"):
        assert [hit.version.entry.doc_id for hit in store.search(query, 3)] == ["b"], query
