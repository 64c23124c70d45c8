"""Bytes become text without mojibake: UTF-8, a byte order mark, the user's word, or a stated guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import codes, read

from framing.corpus.files.encodings import decode
from framing.corpus.options import ReadOptions
from framing.errors import InputError, UsageError

Write = Callable[[str, str | bytes], Path]

GUESSED = [
    ("cp1252", "The mill’s café – “naïve” hopes, £5 a yard."),
    ("cp1252", "Größe zählt, sagte Frau Müller über die Zölle."),
    ("cp1252", "El señor Peña habló de la situación económica."),
    ("cp1252", "The weavers met in a café"),
    ("mac_roman", "It’s a “test” of café."),
    ("cp1251", "Министерство сообщило, что встреча состоится завтра."),
    ("koi8_r", "Министерство сообщило, что встреча состоится завтра."),
    ("gb18030", "他们说中国的工业在这一年发展。"),
    ("gb18030", "The mill’s “door” is open."),
    ("big5", "他們說這個國家的工業在這一年發展。"),
    ("cp932", "これはテストです。工場は閉まっていました。"),
    ("euc_jp", "これはテストです。工場は閉まっていました。"),
    ("cp949", "이 공장은 다시 문을 열었다고 정부가 말했다."),
    ("cp1253", "Η κυβέρνηση δήλωσε ότι θα συνεχιστεί."),
    ("cp1250", "Władze są zgodne, że łódź powróci. Źródło: prasa."),
    ("utf-16-le", "No mark, two bytes a letter."),
    ("utf-16-be", "No mark, two bytes a letter."),
]


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_guess_is_right_and_stated(encoding: str, text: str) -> None:
    """A guess gives the very text, and says that it is a guess."""
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert [issue.code for issue in decoded.issues] == ["guessed-encoding"]
    assert decoded.encoding in decoded.issues[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_declared_encodings_need_no_guess(encoding: str) -> None:
    """UTF-8 and byte order marks are no matter of opinion."""
    decoded = decode("Café — 完善\r\nnext\rlast".encode(encoding), "a.txt")
    assert decoded == type(decoded)("Café — 完善\nnext\nlast", encoding.removesuffix("-sig"), ())


def test_user_overrules() -> None:
    """``--encoding`` holds, and fails by name where it cannot be."""
    assert decode(b"caf\x82", "a.txt", "cp437").text == "café"
    with pytest.raises(InputError, match="cannot be read as utf-8") as caught:
        decode(b"one\ntwo \xff", "a.txt", "utf-8")
    assert (caught.value.file, caught.value.line) == ("a.txt", 2)
    with pytest.raises(UsageError, match="not an encoding"):
        ReadOptions(encoding="utf-nine")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 x", "a PDF"),
        (b"PK\x03\x04junk", "zip"),
        (b"\x00\x01\x02\x03 binary", "NUL"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"a\xffb\xfec \xf5\xc1", "cannot be told"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, reason: str, write: Write) -> None:
    """Binary files and empty files are skipped with a reason and a remedy."""
    reading = read(write("a.txt", content))
    assert not reading.articles
    (issue,) = reading.issues
    assert reason in issue.reason
    assert issue.remedy
    assert (issue.doc_id, issue.severity) == ("a", "skipped")


def test_one_bad_line_in_a_utf8_file(write: Write) -> None:
    """Bytes that break the encoding late in a file cost their line, not the file, and are never shown as rubbish."""
    good = b'{"id": "a", "text": "One."}\n' * 1
    body = (
        good
        + b'{"id": "p", "text": "'
        + b"x" * 8_100_000
        + b'"}\n'
        + b'{"id": "b", "text": "caf\xe9"}\n{"id": "c", "text": "Two."}'
    )
    reading = read(write("a.jsonl", body))
    assert [article.doc_id for article in reading.articles] == ["a", "p", "c"]
    assert codes(reading) == ["bad-encoding"]
    assert reading.issues[0].line == 3
    table = b"id,text\n1," + b"x" * 1_100_000 + b"\n2,caf\xe9\n3,Three\n"
    reading = read(write("a.csv", table))
    assert [article.doc_id for article in reading.articles] == ["1", "3"]
    assert [(issue.line, issue.code) for issue in reading.issues] == [(3, "bad-encoding")]


def test_wide_json_lines(write: Write) -> None:
    """UTF-16 JSON lines are cut at their line ends, not inside their letters."""
    lines = '{"id": "a", "text": "Ċ One."}\n{"id": "b", "text": "Two."}'
    reading = read(write("a.jsonl", lines.encode("utf-16")))
    assert [article.text for article in reading.articles] == ["Ċ One.", "Two."]


def _records(kind: str, texts: list[bytes]) -> bytes:
    """The texts as a table, as JSON lines or as a list of JSON in one line."""
    if kind == "csv":
        return b"id,text\n" + b"".join(b'%d,"%s"\n' % (number, text) for number, text in enumerate(texts))
    records = [b'{"id": "%d", "text": "%s"}' % (number, text) for number, text in enumerate(texts)]
    return b"\n".join(records) if kind == "jsonl" else b"[" + b", ".join(records) + b"]"


_SAID = "“It’s a café,” Ann Lee said."


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
@pytest.mark.parametrize("odd", [_SAID.encode("cp1252"), b"It\xe2\x80 was cut.", b"Some\x00thing."])
def test_one_record_in_another_encoding_costs_only_itself(kind: str, odd: bytes, write: Write) -> None:
    """Tables are put together from many places; the others are neither lost nor read as something else."""
    corpus = read(write(f"a.{kind}", _records(kind, [_SAID.encode(), _SAID.encode(), odd, _SAID.encode()])))
    assert [article.text for article in corpus.articles] == [_SAID] * 3
    assert [issue.severity for issue in corpus.issues] == ["skipped"]
    assert kind == "json" or corpus.issues[0].line == (4 if kind == "csv" else 3)


def test_utf8_is_not_read_as_what_stands_beside_it(write: Write) -> None:
    """As many characters in the one as in the other: a guess would make rubbish of half of them."""
    data = _records("csv", ["It’s late.".encode(), "It’s late.".encode("cp1252"), b"It is."])
    corpus = read(write("a.csv", data))
    assert [article.text for article in corpus.articles] == ["It’s late.", "It is."]
    assert codes(corpus) == ["bad-encoding"]
    both = "It’s late, said Ann. ".encode() * 2 + "It’s late, said Ben. ".encode("cp1252") * 9
    with pytest.raises(InputError, match="cannot be told"):
        decode(both, "a.txt")


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl", "a.txt"])
@pytest.mark.parametrize(
    ("mark", "encoding", "bad"),
    [
        (b"\xff\xfe\0\0", "utf-32-le", b"\xff\xff\xff\x7f"),
        (b"\xff\xfe\0\0", "utf-32-le", b"\n\0"),
        (b"\xff\xfe", "utf-16-le", b"\0\xdc\n\0"),
        (b"\xff\xfe", "utf-16-le", b"\n\0\n"),
    ],
)
def test_wide_text_that_is_damaged_or_cut_off(name: str, mark: bytes, encoding: str, bad: bytes, write: Write) -> None:
    """It is named, whatever the format; what can be read of it is."""
    words = {"a.csv": 'text\n"It ends."\n', "a.txt": "It ends.\n"}.get(name, '{"text": "It ends."}\n')
    reading = read(write(name, mark + words.encode(encoding) + bad))
    assert [article.text for article in reading.articles] in ([], ["It ends."])
    (issue,) = reading.issues
    assert (issue.severity, issue.code) in (("skipped", "unreadable"), ("skipped", "bad-encoding"))
    assert encoding[:6] in issue.reason or "utf-8" in issue.reason
    assert issue.remedy


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "idna", "punycode", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.json", "a.jsonl"])
def test_an_encoding_that_the_user_names_and_the_file_is_not_in(name: str, encoding: str, write: Write) -> None:
    """Half a character, or none: no text of an article holds one, whatever the user says."""
    words = {"a.csv": "text\n{}\n", "a.json": '[{{"text": "{}"}}]', "a.jsonl": '{{"text": "{}"}}\n'}.get(name, "{}\n")
    path = write(name, words.format("+2AA- x \\ud800 ends."))
    reading = read(path, encoding=encoding)
    for article in reading.articles:
        article.text.encode()
    assert reading.issues or encoding in ("idna", "punycode"), reading.articles


def test_a_header_in_another_encoding(write: Write) -> None:
    """The columns' names are text too."""
    rows = "".join(f"{n},Die Mühle – sie schloss.,x\n" for n in range(30)).encode()
    reading = read(write("b.csv", b"id,text,\xff\xe9\x81\n" + rows))
    assert (reading.articles, codes(reading)) == ([], ["unreadable"])
    assert reading.issues[0].reason == "the header holds bytes that are not utf-8"
    assert reading.issues[0].line == 1
