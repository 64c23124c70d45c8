"""Codebook files: what is wrong is named with file, line and fix; what is right loads, however much of it there is."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from framing.annotate.batching import Annotator
from framing.errors import CodebookError
from framing.lexicon.matcher import Matcher
from framing.lexicon.patterns import _ALONE, parse_pattern
from framing.lexicon.reading import load_codebook, shipped_codebooks
from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Frame
from framing.records.folding import fold
from framing.records.letters import ALONE, kind_of
from tests.hostile import WORDS

GOOD = """\
codebook: demo
version: 1.0.0
frames:
  bullying:
    definition: An actor is said to bully.
    entries:
      - bully*
      - {pattern: trade bullying, device: catchphrase}
      - {pattern: not sustainable, negator: own}
      - {pattern: threaten* to spark, exclude: true}
"""

#: Name, what to replace in GOOD, by what, line of the message, words of its reason.
BROKEN = [
    ("unknown key", "language: en", "colour: red", 3, "unknown key 'colour'"),
    ("unknown key of a frame", "    entries:", "    colour: red\n    entries:", 6, "unknown key 'colour'"),
    ("unknown key of an entry", "device: catchphrase", "devise: catchphrase", 8, "unknown key 'devise'"),
    ("unknown device", "device: catchphrase", "device: slogan", 8, "'slogan' is no device"),
    ("unknown negator", "negator: own", "negator: other", 9, "'other' is no negator"),
    (
        "only excluding",
        GOOD[GOOD.index("      - bully*") :],
        "      - {pattern: a b, exclude: true}\n",
        7,
        "only excluding",
    ),
    (
        "an excluded word",
        "- bully*",
        "- trade bullying now\n      - {pattern: bully*, exclude: true}",
        7,
        "'bully*' excludes",
    ),
    ("exclude is no truth value", "exclude: true", "exclude: yes", 10, "'yes' is no exclude"),
    ("no version", "version: 1.0.0\n", "", 1, "no 'version'"),
    ("no name", "codebook: demo\n", "", 1, "no 'codebook'"),
    ("no frames", GOOD[GOOD.index("frames:") :], "frames: {}\n", 3, "no frames"),
    ("frames is a list", "  bullying:\n", "  - bullying:\n", None, ""),
    ("no definition", "    definition: An actor is said to bully.\n", "", 4, "has no definition"),
    ("empty definition", "An actor is said to bully.", "", 5, "has no definition"),
    ("definition is a list", "An actor is said to bully.", "[a, b]", 5, "a text is expected"),
    ("empty frame", GOOD[GOOD.index("    entries:") :], "    entries: []\n", 6, "has no entries"),
    ("frame without entries", GOOD[GOOD.index("    entries:") :], "", 4, "has no entries"),
    ("frame is a text", "\n    definition: An actor is said to bully.", " nothing", None, ""),
    ("entries are a text", GOOD[GOOD.index("    entries:") :], "    entries: bully\n", 6, "not a list"),
    ("entry is a list", "- bully*", "- [bully, bullies]", 7, "an entry"),
    ("entry without pattern", "pattern: trade bullying, ", "", 8, "has no pattern"),
    ("star inside", "- bully*", "- bul*y", 7, "star that does not end a word"),
    ("star alone", "- bully*", "- trade *", 7, "empty place"),
    ("short stem", "- bully*", "- b*", 7, "stem under 2"),
    ("gap at the start", "- bully*", "- ..3 bully", 7, "starts with a gap"),
    ("gap at the end", "- bully*", "- bully ..3", 7, "ends with a gap"),
    ("gap too wide", "- bully*", "- bully ..10 talks", 7, "gap that is not ..1 to ..9"),
    ("gap of none", "- bully*", "- bully ..0 talks", 7, "gap that is not ..1 to ..9"),
    ("gap of thousands of digits", "- bully*", f"- bully ..{'9' * 5_000} talks", 7, "the pattern 'bully ..999"),
    ("gap of three dots", "- bully*", "- bully ... talks", 7, "gap that is not ..1 to ..9"),
    ("gap at a word", "- bully*", "- bully*..3 talks", 7, "gap that is not ..1 to ..9"),
    ("comma between words", "- bully*", "- bully, not talk", 7, "holds ',', at which a phrase ends"),
    ("slash between words", "- bully*", "- and/or", 7, "holds '/', at which a phrase ends"),
    ("bracket between words", "- bully*", "- bully (again)", 7, "holds '(', at which a phrase ends"),
    ("dash between words", "- bully*", "- bully — talk", 7, "holds '—', at which a phrase ends"),
    ("search operator", "- bully*", "- bully OR threat", 7, "looks like a search query"),
    ("search within words", "- bully*", "- bully W/5 threat", 7, "looks like a search query"),
    ("two gaps", "- bully*", "- bully ..2 ..3 talks", 7, "two gaps"),
    ("only signs", "- bully*", "- '!!!'", 7, "holds no word"),
    ("empty alternative", "- bully*", "- bully||threat", 7, "empty place"),
    ("alternative of two words", "- bully*", "- win-win|benefit", 7, "alternative of several words"),
    ("Chinese alternative of two words", "- bully*", "- 霸凌|欺负", 7, "alternative of several words"),
    ("Chinese stem", "- bully*", "- 霸*", 7, "star after a Chinese"),
    ("too long", "- bully*", "- " + "a b " * 7, 7, "more than 12 words"),
    ("duplicate entry", "- bully*", "- trade-bullying", 8, "can never match: 'trade-bullying' means the same"),
    ("duplicate key", "version: 1.0.0", "version: 1.0.0\nversion: 2.0.0", 3, "stands twice"),
    ("duplicate frame", "frames:", "frames:\n  bullying: {}", 5, "stands twice"),
    ("alias", "- bully*", "- *bully", 7, "an alias"),
    ("entry that is a comment", "- bully*", "- # 😀 bully", 7, "no pattern: '# 😀 bully' is a comment in YAML"),
    ("pattern that is a comment", "- bully*", "- pattern: #bully", 7, "no pattern: '#bully' is a comment"),
    (
        "definition that is a comment",
        "An actor is said to bully.",
        "# Who bullies?",
        5,
        "'# Who bullies?' is a comment",
    ),
    ("list that is a comment", GOOD[GOOD.index("    entries:") :], "    entries: #bully\n", 6, "'#bully' is a comment"),
    ("rule that is a comment", "    entries:", "    include:\n    - #me\n    entries:", 7, "empty: '#me' is a comment"),
    ("label that is a tag", "    entries:", "    label: #MeToo\n    entries:", 6, "'label' is empty: '#MeToo' is"),
    ("comment within brackets", "{pattern: trade bullying,", "{pattern: #bully", 8, "did not find expected"),
    ("anchor", "- bully*", "- &a bully", 7, "an anchor"),
    ("merge key", "    entries:", "    <<: {a: b}\n    entries:", 6, "a merge key"),
    ("tag", "- bully*", "- !!python/object:os.system bully", 7, "a tag"),
    ("tab", "      - bully*", "\t- bully*", 7, "the YAML cannot be read"),
    ("open quote", "- bully*", "- 'bully", None, "the YAML cannot be read"),
    ("colon in a value", "An actor is said to bully.", "he said: they said: no", 5, "the YAML cannot be read"),
    ("two documents", "codebook: demo", "a: b\n---\ncodebook: demo", 2, "a second document"),
]


def broken(old: str, new: str) -> str:
    if old == "language: en":
        return GOOD.replace("version: 1.0.0\n", f"version: 1.0.0\n{new}\n")
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def write(folder: Path, text: str) -> Path:
    path = folder / "demo.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_good_one_loads(tmp_path: Path):
    """The codebook that the broken ones are made of has nothing wrong with it."""
    codebook = load_codebook(write(tmp_path, GOOD))
    assert [entry.pattern for _, entry in codebook.entries()] == [
        "bully*",
        "trade bullying",
        "not sustainable",
        "threaten* to spark",
    ]
    assert [entry.line for _, entry in codebook.entries()] == [7, 8, 9, 10]


@pytest.mark.parametrize(("old", "new", "line", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, line: int | None, reason: str):
    """File, line, reason and remedy of every mistake."""
    path = write(tmp_path, broken(old, new))
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    error = caught.value
    assert error.file == str(path)
    assert error.remedy
    assert reason in error.reason
    assert error.line == line if line is not None else error.line is not None
    assert "\n" not in error.reason


def test_a_comment_where_no_text_is_needed_is_one(tmp_path: Path):
    """Beside a text, before a list, in the place of a label; what is quoted is a term."""
    text = GOOD.replace("- bully*", "- '#bully' # a tag").replace(
        "    entries:", "    label: # none\n    entries: # four"
    )
    codebook = load_codebook(write(tmp_path, text))
    assert [entry.pattern for _, entry in codebook.entries()][:2] == ["#bully", "trade bullying"]
    assert codebook.frame("bullying").label == "Bullying"


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path):
    """324 bytes that would hold hundreds of millions of leaves stop at the first anchor."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    start = time.process_time()
    with pytest.raises(CodebookError, match="anchor"):
        load_codebook(write(tmp_path, "\n".join(levels)))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "- a\n- b\n", "just a text\n", "[" * 50 + "]" * 50, "a: " + "[" * 100_000]
)
def test_files_of_another_kind(tmp_path: Path, text: str):
    """Empty files, lists, texts and nests are refused with the file's name."""
    path = write(tmp_path, text)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert (caught.value.file, bool(caught.value.remedy)) == (str(path), True)


def test_unreadable_files(tmp_path: Path):
    """A missing file, a folder, bytes that are no UTF-8 and an unknown name say what to do."""
    not_utf8 = tmp_path / "latin.yml"
    not_utf8.write_bytes(b"codebook: caf\xe9\n")
    for name in (tmp_path / "missing.yml", not_utf8, "no-such-codebook"):
        with pytest.raises(CodebookError) as caught:
            load_codebook(name)
        assert caught.value.remedy


@pytest.mark.parametrize("name", ["generic-news", "policy-frames", "us-china-trade"])
def test_the_shipped_codebooks_load(name: str):
    """Each has frames with definitions and entries, and the same digest every time."""
    codebook = load_codebook(name)
    assert name in shipped_codebooks()
    assert codebook.name == name
    assert all(frame.definition and frame.entries for frame in codebook.frames)
    assert load_codebook(name).digest == codebook.digest


def test_the_digest_is_of_the_meaning(tmp_path: Path):
    """Comments and layout do not change the digest; an entry does."""
    same = load_codebook(write(tmp_path, "# a comment\n" + GOOD.replace("- bully*", '- "bully*"   # stem')))
    other = load_codebook(write(tmp_path, GOOD.replace("- bully*", "- bulli*")))
    first = load_codebook(write(tmp_path, GOOD))
    assert first.digest == same.digest != other.digest


def seconds_to_load(folder: Path, terms: int) -> float:
    """CPU seconds to read and compile a codebook of so many terms."""
    lines = (f"      - {'ab' * (i % 7)}x{i}{'*' * (i % 2)} {'..3 ' * (i % 3 == 0)}y{i % 100}\n" for i in range(terms))
    path = write(folder, GOOD.replace("      - bully*\n", "".join(lines)))
    start = time.process_time()
    Matcher(load_codebook(path))
    return time.process_time() - start


def test_a_hundred_thousand_terms_load_in_linear_time(tmp_path: Path):
    """Five times the terms cost about five times the CPU, not twenty-five times.

    Other work on the machine can only add to what is measured, so the least of a few measurements is what counts.
    """
    small = large = float("inf")
    for _ in range(4):
        small = min(small, seconds_to_load(tmp_path, 20_000))
        large = min(large, seconds_to_load(tmp_path, 100_000))
        if large / small < 8:
            return
    pytest.fail(f"20,000 terms take {small:.2f} s, 100,000 terms {large:.2f} s")


def test_patterns_and_texts_know_the_same_chinese_characters():
    """The term language cuts at exactly the characters at which a text is cut."""
    for point in range(0x110000):
        if not 0xD800 <= point < 0xE000:
            assert (kind_of(chr(point)) == ALONE) == bool(_ALONE.fullmatch(chr(point))), hex(point)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([w for w in WORDS if w != "\u0301"]), min_size=1, max_size=4),
    st.sampled_from([" ", "-", "\u00a0"]),
)
def test_a_pattern_finds_itself(words: list[str], between: str):
    """Any words, joined by a space or hyphen, are a pattern that finds just these words."""
    text = between.join(words)
    codebook = Codebook("c", "1", "", (Frame("f", "f", "d", entries=(Entry(text, parse_pattern(text)),)),), "0")
    batch = Annotator().annotate([Article("a", f"{text} {text}.")])
    hits = Matcher(codebook).find(batch)
    turned = {"de", "anti", "non"} & set(words) or {"free", "proof"} & set(words)
    assert turned or hits.start.tolist()[:1] == [0]


def test_signs_that_part_nothing_stay():
    """At the ends of a pattern, in a number and in an abbreviation they are no mistake; capitals alone no query."""
    for pattern in ("(bullying)", "bullying, ", "1,000 tariffs", "u.s.-led", "AT&T", "100% tariff", "ONE AND ONLY"):
        assert parse_pattern(pattern)
    assert [slot.words for slot in parse_pattern("George W Bush")] == [("george",), ("w",), ("bush",)]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(";:()[]{}/—–,%$€&@·.…!?-'\\\"“”+#=~"), st.sampled_from(["", " "]), st.sampled_from(["", " "]))
def test_a_pattern_that_is_taken_finds_itself_in_a_text(sign: str, before: str, after: str):
    """Whatever sign stands between two of its words: it is refused, or it parts no phrase in a text either."""
    pattern = f"steep{before}{sign}{after}40"
    assume((sign, after) != (".", " "))  # as in "mr. li"
    try:
        entry = Entry(pattern, parse_pattern(pattern))
    except CodebookError:
        return
    codebook = Codebook("c", "1", "", (Frame("f", "f", "d", entries=(entry,)),), "0")
    batch = Annotator().annotate([Article("a", f"It was {pattern} then.")])
    assert len(Matcher(codebook).find(batch).start) == 1


@given(st.text("aZ9éß", min_size=3, max_size=6), st.booleans())
def test_a_word_alone_is_folded_as_texts_are(word: str, stem: bool) -> None:
    """Plain letters take a shorter way to the same slot."""
    first, middle, last = parse_pattern(f"mill {word}{'*' * stem} port")
    assert (middle.stems if stem else middle.words) == (fold(word),)
    assert (first.words, last.words) == (("mill",), ("port",))


def test_what_looks_like_a_regular_expression_is_told_in_no_time():
    """Brackets and braces without end, which a pattern that looks for their partners would try in pairs."""
    start = time.process_time()
    for sign in ("[-", "[", "{1", "{1,"):
        with suppress(CodebookError):
            parse_pattern(sign * 20_000)
    parse_pattern("{" + "1" * 40_000)
    assert time.process_time() - start < 10
    with pytest.raises(CodebookError, match="regular expression"):
        parse_pattern("[[-" * 20_000 + "]")
