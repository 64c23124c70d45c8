"""Lists of JSON: a record that cannot be costs only itself, and what breaks off says where."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_helpers import codes, read

from framing.corpus.drafts import NewsFile
from framing.corpus.importers import jsonlist
from framing.corpus.options import ReadOptions
from framing.records.issue import Issue

Write = Callable[[str, str | bytes], Path]


def test_json_lists_name_the_line_where_they_break(write: Write) -> None:
    """What stands before the break is read, the rest is named."""
    reading = read(
        write("a.json", '[\n{"id": "a", "text": "One."},\n{"id": "b", "id": "c", "text": "x"},\n{"id": oops}\n]')
    )
    assert [article.doc_id for article in reading.articles] == ["a"]
    assert sorted((issue.line, issue.code) for issue in reading.issues) == [(3, "bad-json"), (4, "unreadable")]


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        ('{"id": "b", "a": NaN, "text": "%s"}' % ("x" * 2_000), "NaN is no JSON value"),
        ('{"id": "b", "a": 1e999, "text": "%s"}' % ("x" * 2_000), "too large"),
        ('{"id": "b", "a": {"c": 1, "c": 2}, "text": "%s"}' % ("x" * 2_000), "'c' stands twice"),
        ('{"id": "b", "a": %s, "text": "x"}' % ("1" * 5_000), "a whole number in the record is too long"),
    ],
)
def test_a_refused_record_of_a_json_list_costs_only_itself(
    refused: str, reason: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is refused before its end was read, and as among JSON lines."""
    good = ['{"id": "a", "text": "One."}', '{"id": "c", "text": "Three."}']
    monkeypatch.setattr("framing.corpus.importers.jsonlist._BLOCK", 500)
    for path in (
        write("a.json", f"[{good[0]},\n{refused},\n{good[1]}]"),
        write("a.jsonl", f"{good[0]}\n{refused}\n{good[1]}\n"),
    ):
        reading = read(path)
        assert [article.doc_id for article in reading.articles] == ["a", "c"]
        assert [(issue.line, issue.code) for issue in reading.issues] == [(2, "bad-json")]
        assert reason in reading.issues[0].reason


@pytest.mark.parametrize(
    ("record", "reason"),
    [('{"a": NaN, "text": "no end', "Unterminated"), ('{"a": NaN, "b": ' + "[" * 100_000, "nested too deeply")],
)
def test_a_refused_record_that_does_not_end(record: str, reason: str, write: Write) -> None:
    """What is wrong with the file as a whole is said, behind what is wrong with a value."""
    reading = read(write("a.json", f'[{{"id": "a", "text": "One."}},\n{record}'))
    assert [article.doc_id for article in reading.articles] == ["a"]
    assert reason in reading.issues[-1].reason


def test_a_line_end_inside_a_text_of_a_json_list_costs_only_its_record(tmp_path):
    """Sloppy programs write it as it is; what follows is read."""
    path = tmp_path / "a.json"
    path.write_text('[{"id": "1", "text": "One\ntwo."},\n {"id": "2", "text": "Three."}]', encoding="utf-8")
    corpus = read(path)
    assert [article.text for article in corpus.articles] == ["Three."]
    assert [(issue.code, issue.line) for issue in corpus.issues] == [("bad-json", 1)]


def test_the_answer_of_a_server_is_said_to_hold_a_list(tmp_path):
    """Its articles are one field of one object, whose name is given."""
    path = tmp_path / "a.json"
    path.write_text('{"status": "ok", "articles": [{"text": "Three."}]}', encoding="utf-8")
    corpus = read(path)
    assert (len(corpus.articles), codes(corpus)) == (0, ["empty"])
    assert "'articles' alone" in corpus.issues[0].remedy


def test_a_list_of_many_small_records_is_read_in_linear_time(write: Write) -> None:
    """Each record costs its own length, not that of all that follows; one with a line end in its text too."""
    count = 120_000
    records = (f'{{"id": "{n}", "text": "{"x" if n % 2 else chr(10)}"}}' for n in range(count))
    file = NewsFile(str(write("a.json", f"[{','.join(records)}]")), "a.json", ".json")
    start = time.process_time()
    read_ones = [record for piece in jsonlist.cut(file, ReadOptions()) for record in piece.records]
    assert time.process_time() - start < 8
    assert sum(isinstance(record, Issue) for record in read_ones) == count // 2
    assert "at character 22" in next(r.reason for r in read_ones if isinstance(r, Issue) and r.line == 2)
