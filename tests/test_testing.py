"""``framing.testing.check_coder``: each rule is broken by a coder of its own; framing's own coders keep all."""

from __future__ import annotations

import itertools

import pytest

import framing as fr
from framing.study.bridge.coders import make_bridge
from framing.testing import ARTICLES, check_coder


class Good:
    """Finds threats."""

    signature = "threats@1.0"
    frames = ("bullying",)

    def code(self, batch):
        return [row for document in batch for row in self.rows(document)]

    def rows(self, document):
        article = document.article
        for field, text in (("title", article.title), ("text", article.text)):
            at = text.lower().find("threat")
            if at >= 0:
                yield fr.Match(article.doc_id, "bullying", at, at + 6, field, "threat", "depiction")


class Silent(Good):
    def rows(self, document):
        return ()


class Moody(Good):
    """Finds something every other time."""

    def __init__(self):
        self.turn = itertools.count()

    def code(self, batch):
        return [] if next(self.turn) % 2 else super().code(batch)


class FirstAlone(Good):
    """Codes the first article of a batch."""

    def code(self, batch):
        return super().code(batch[:1])


class Greedy(Good):
    """Codes no article by itself."""

    def code(self, batch):
        return super().code(batch) if len(batch) > 1 else []


class Inventive(Good):
    """Finds something where nothing is."""

    def code(self, batch):
        return super().code(batch) if batch else [fr.Match("a", "bullying", 0, 1)]


class Partial(Good):
    """Hears bullying from one outlet only."""

    def rows(self, document):
        return super().rows(document) if document.article.outlet.value == "Northern Herald" else ()


class Named(Good):
    """Knows the articles by their ids."""

    def rows(self, document):
        return super().rows(document) if document.article.doc_id != "twice" else ()


class Dated(Good):
    """Is signed with the number of its making."""

    made = itertools.count()

    def __init__(self, codebook):
        self.signature = f"threats@{next(self.made)}"


class Differing(Good):
    """Finds something, or nothing, by the number of its making."""

    made = itertools.count()

    def __init__(self, codebook):
        self.silent = next(self.made) % 2

    def rows(self, document):
        return () if self.silent else super().rows(document)


class Counting(Good):
    """Counts its work in its signature."""

    def __init__(self):
        self.signature = "threats@0"

    def code(self, batch):
        self.signature = f"threats@{len(batch)}"
        return super().code(batch)


class Afraid(Good):
    """Fails on an article that says nothing."""

    def rows(self, document):
        if not document.sentences:
            raise IndexError("no sentence")
        return super().rows(document)


class Alone(Good):
    """Fails where articles come in one by one."""

    def code(self, batch):
        if len(batch) == 1:
            raise KeyError("next")
        return super().code(batch)


def changed(**columns):
    """A coder whose rows have other columns."""

    class Changed(Good):
        def rows(self, document):
            for row in super().rows(document):
                values = {name: getattr(row, name) for name in ("doc_id", "frame", "start", "end", "field")}
                yield fr.Match(**(values | columns))

    return Changed()


class Doubling(Good):
    """Says everything twice."""

    def rows(self, document):
        found = list(super().rows(document))
        return found + found


class Tuples(Good):
    def rows(self, document):
        return [("bullying", 0, 6)]


def signed(signature):
    coder = Good()
    coder.signature = signature
    return coder


class Unsigned:
    def code(self, batch):
        return []


def fails(codebook):
    raise OSError("no network here")


BAD = [
    (Silent(), "finds something: it finds nothing in these articles"),
    (Moody(), "same rows twice: other rows for 'mill' the second time"),
    (FirstAlone(), "same rows in any order: other rows for 'mill' when the articles come in another order"),
    (Greedy(), "same rows alone: other rows for 'mill' when it is alone in the batch"),
    (Inventive(), "no rows for nothing: rows for an empty batch"),
    (Partial(), "text alone counts: other rows for 'mill' under another id and outlet"),
    (Named(), "text alone counts: other rows for 'twice' under another id and outlet"),
    (Dated, "same when made again: two of them are signed 'threats@0' and 'threats@1'"),
    (Differing, "same when made again: other rows for 'mill' when the coder is made again"),
    (Counting(), "signature stays: the signature was 'threats@0' and is 'threats@"),
    (Afraid(), "code() failed: IndexError: no sentence"),
    (Alone(), "same rows alone: code() failed: KeyError: 'next'"),
    (changed(start=-1), "rows are usable: 'mill': the coder threats@1.0 failed on this article: [-1, 6) lies outside"),
    (changed(end=999), "lies outside the title, which has 18 characters"),
    (changed(start=6, end=6), "[6, 6) lies outside"),
    (changed(start=6, end=7), "[6, 7) of the title holds no word"),
    (changed(start=0.0), "start is no int but float"),
    (changed(start=False), "start is no int but bool"),
    (changed(end="9"), "end is no int but str"),
    (changed(frame="astrology"), "'astrology' is none of its frames, which are bullying"),
    (changed(frame="strategy_game"), "'strategy_game' is none of its frames"),
    (changed(frame=None), "frame is no text but NoneType"),
    (changed(entry=3), "entry is no text but int"),
    (changed(field="byline"), "'byline' is no field; use text or title"),
    (changed(doc_id="b"), "there is no article 'b' in the batch"),
    (Doubling(), "'bullying' claims a word twice: in [0, 6) and in [0, 6)"),
    (Tuples(), "a row is no Match but tuple"),
    (signed(""), "the signature has 0 characters"),
    (signed("a" * 121), "the signature has 121 characters"),
    (signed("a|b"), "holds a sign that recipes need"),
    (signed("a\n"), "holds a sign that recipes need"),
    (signed("lexicon"), "is that of framing's own coder"),
    (signed(1.0), "the signature is no text but float"),
    (Unsigned(), "'Unsigned' is no coder"),
    (object(), "cannot be made: TypeError"),
    (fails, "the coder 'fails' cannot be made: OSError: no network here"),
]


@pytest.mark.parametrize(("coder", "said"), BAD, ids=[f"{i}-{said[:40]}" for i, (_, said) in enumerate(BAD)])
def test_a_broken_rule_is_named(coder, said):
    """Which rule, and what was seen."""
    with pytest.raises(AssertionError) as caught:
        check_coder(coder)
    assert said in str(caught.value)


def test_all_broken_rules_are_listed():
    """Not the first alone."""

    class Bad(Named):
        def code(self, batch):
            return super().code(batch) if len(batch) > 1 else []

    with pytest.raises(AssertionError) as caught:
        check_coder(Bad())
    assert [line.split(":")[0] for line in str(caught.value).splitlines()[1:]] == [
        "same rows alone",
        "text alone counts",
    ]


def test_a_good_coder_passes():
    """As an object, as a class, and with articles and a codebook of one's own."""

    class Made(Good):
        def __init__(self, codebook):
            assert codebook.frame("bullying")

    check_coder(Good())
    check_coder(Made)
    check_coder(Good(), [fr.Article("own", "A threat.")], codebook=fr.load_codebook("us-china-trade"))


class Own:
    """One of framing's coders, as a coder from outside."""

    def __init__(self, name):
        self.bridge = make_bridge(fr.load_codebook("us-china-trade"), name)
        self.signature = f"outside-{name}"  # nobody outside may sign as framing's own

    def code(self, batch):
        columns = ("doc_id", "frame", "start", "end", "field", "entry", "device")
        table = self.bridge.tables([document.article for document in batch])["matches"]
        rows = table.select(columns).to_pylist()
        return [fr.Match(**row) for row in rows]


@pytest.mark.parametrize("name", ["lexicon", "lexicon-marks", "us-china-trade"])
def test_framings_own_coders_keep_the_rules(name):
    """The lexicon, the lexicon without speakers, the shipped model."""
    articles = [
        *ARTICLES,
        fr.Article("talks", "Washington escalated its trade war with threats of new tariffs on Monday."),
    ]
    check_coder(Own(name), articles)


def test_what_the_lexicon_finds_is_the_same_from_outside(trade_talks):
    """Places, flags, actors and targets; the voice as well, but for spans of which the first word is in another."""
    corpus = fr.read_corpus(trade_talks)
    inside = fr.score(corpus, "us-china-trade").matches.astype(str)
    outside = fr.score(corpus, "us-china-trade", coder=Own("lexicon")).matches.astype(str)
    heard = ["coder", "voice", "speaker", "party", "speaker_kind", "channel", "cue", "rule", "precision"]
    assert outside.drop(columns=heard).equals(inside.drop(columns=heard))
    assert 0.9 < (inside == outside).drop(columns="coder").all(axis=1).mean() < 1
    assert (inside["voice"] != "own").any()
