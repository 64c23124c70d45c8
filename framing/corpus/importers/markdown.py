"""Markdown with YAML front matter: the tags between two lines of ``---``, then one article.

The text is what follows the front matter and the blank lines after it; Markdown signs in it stay as they are.
"""

from __future__ import annotations

import json
import re

from framing.corpus.drafts import FIELDS, Draft, Importer, Piece, Read, plain_key
from framing.corpus.files.streams import read_text
from framing.corpus.options import ReadOptions
from framing.errors import InputError
from framing.records.article import MARKDOWN
from framing.records.issue import Issue
from framing.yamlsafe import QUOTED, TAG, Lines, load_yaml

_OPENING = re.compile(r"---[ \t]*\n")
#: Below blank lines, between longer dashes, or in TOML.
_MISPLACED = re.compile(r"\s*(---+|\+\+\+)[ \t]*\n(?:[A-Za-z_ -]{1,30}[:=].*\n)+\1[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n\s*\n|\n|\Z)", re.MULTILINE)


def read(piece: Piece, options: ReadOptions) -> Read:
    """The one article of a Markdown file."""
    file = piece.file
    decoded = read_text(file.path, file.shown, options.limits, options.encoding)
    head, body = split_front_matter(decoded.text, file.shown)
    fields, extra, lines, lost = front_matter(head, file.shown, piece.doc_id)
    if "text" in fields:
        raise InputError("the front matter holds 'text'", file=file.shown, remedy="write the text below the second ---")
    draft = Draft(
        file,
        {**fields, "text": body},
        MARKDOWN,
        decoded.encoding,
        None,
        "front matter",
        piece.doc_id,
        extra,
        lines,
    )
    issues = [*decoded.issues, *lost]
    if not head and _MISPLACED.match(body):
        reason = (
            "tags stand at the head of the text, but not between lines of --- from line 1 on; they are taken as words"
        )
        remedy = "begin the file with ---, then key: value lines, then ---"
        issues.append(Issue(piece.doc_id, file.shown, 1, "warning", "front-matter", reason, remedy))
    return [draft], issues


def split_front_matter(text: str, shown: str) -> tuple[str, str]:
    """The YAML between the ``---`` lines (empty if there is none) and the text after it.

    >>> split_front_matter("---\\noutlet: FT\\n---\\n\\nBeijing said.\\n", "a.md")
    ('outlet: FT\\n', 'Beijing said.\\n')
    """
    opening = _OPENING.match(text)
    if opening is None:
        return "", text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise InputError(
            "the front matter that --- opens is not closed",
            file=shown,
            line=1,
            remedy="end it with a line of ---",
        )
    return text[opening.end() : closing.start()], text[closing.end() :]


def front_matter(
    head: str, shown: str, doc_id: str
) -> tuple[dict[str, str], dict[str, str], dict[str, int], list[Issue]]:
    """The known and the other keys of YAML front matter, all as text, and in which lines of the file they stand.

    And which ``#tags`` were read as comments.
    """
    tree, lines = load_yaml(head, file=shown, first_line=2)
    if tree is None:
        return {}, {}, {}, []
    if not isinstance(tree, dict):
        raise InputError(
            "the front matter is not a list of 'key: value' lines",
            file=shown,
            line=2,
            remedy="write it like outlet: Financial Times",
        )
    fields: dict[str, str] = {}
    extra: dict[str, str] = {}
    at: dict[str, int] = {}
    lost: list[Issue] = []
    for key, value in tree.items():
        name = plain_key(key)
        if name in fields:
            raise _twice(name, key, shown, lines)
        (fields if name in FIELDS else extra)[name] = _as_text(value)
        if line := lines.of((key,)):
            at[name] = line
        if TAG.match(comment := lines.comment((key,))):
            reason = f"'{key}' is empty: '{comment}' is a comment in YAML"
            lost.append(Issue(doc_id, shown, lines.of((key,)), "warning", "front-matter", reason, QUOTED))
    return fields, extra, at, lost


def _twice(name: str, key: str, shown: str, lines: Lines) -> InputError:
    return InputError(f"the front matter gives '{name}' twice", file=shown, line=lines.of((key,)), remedy="keep one")


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


IMPORTER = Importer(MARKDOWN, read)
