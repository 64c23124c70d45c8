"""YAML as plain data: texts only, every refusal with its line."""

from __future__ import annotations

import pytest

from framing.errors import CodebookError, InputError
from framing.yamlsafe import load_yaml, read_yaml


def test_every_scalar_is_text_and_has_a_line() -> None:
    """No becomes no boolean, 1.0 no number; each part knows its line."""
    tree, lines = load_yaml("no: yes\nlist:\n  - 1.0\n  - {a: ~, b: 2024-01-01}\n", file="x.yml", first_line=2)
    assert tree == {"no": "yes", "list": ["1.0", {"a": "~", "b": "2024-01-01"}]}
    assert [lines.of(path) for path in ((), ("no",), ("list", 0), ("list", 1, "b"), ("gone",))] == [2, 2, 4, 5, 2]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice"),
        ("a: &x 1\nb: *x\n", 1, "an anchor"),
        ("a:\n  b: *x\n", 2, "an alias"),
        ("<<: {a: 1}\n", 1, "a merge key"),
        ("a: !!python/object/apply:os.system [x]\n", 1, "a tag"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("? [a]\n: 1\n", 1, "as a key"),
        ("[" * 100_000, 1, "nesting deeper than 20"),
        ("a: {" * 30, 1, "cannot be read|nesting deeper"),
        ("a: b: c\n", 1, "mapping values"),
        ("a:\n\t- b\n", 2, "cannot start any token"),
        ("a: 'b\n", None, "end of stream"),
        ("a: \x07\n", None, "control characters"),
    ],
)
def test_refusals_name_the_line(text: str, line: int | None, words: str) -> None:
    """What is not plain data is refused before it is built, with file, line and remedy."""
    with pytest.raises(InputError, match=words) as caught:
        load_yaml(text, file="x.yml")
    assert caught.value.file == "x.yml"
    assert line is None or caught.value.line == line
    assert caught.value.remedy


def test_own_error_type_and_empty_text() -> None:
    """A reader may ask for its own exception; nothing is None."""
    with pytest.raises(CodebookError):
        load_yaml("a: *b", file="x.yml", error=CodebookError)
    assert load_yaml("# only a comment\n", file="x.yml")[0] is None


def test_files_are_read_with_their_errors(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A missing file and one that is not UTF-8 are named."""
    path = tmp_path / "x.yml"
    with pytest.raises(InputError, match="cannot be read"):
        read_yaml(path)
    path.write_bytes(b"\xef\xbb\xbfa: caf\xc3\xa9\n")
    assert read_yaml(path)[0] == {"a": "café"}
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(InputError, match="not UTF-8") as caught:
        read_yaml(path)
    assert caught.value.line == 2
