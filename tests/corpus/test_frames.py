"""Articles in a data frame."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import framing as fr
from framing.errors import InputError

ROWS: dict[str, Any] = {
    "ID": ["a", "b"],
    "Text": ["“We will not yield,” Oslo’s envoy said.\r\nHe left.", "Bergen calls it bullying. 完善"],
    "outlet": ["Fjord Post", None],
    "date": [dt.datetime(2024, 3, 5), None],
    "score": [1.5, np.nan],
    "labels": [{"a": [1.0, None]}, None],
    "section": pd.Categorical(["front", "back"]),
}


def test_a_frame_reads_as_its_parquet_file_does(tmp_path: Path) -> None:
    """But for where they were read, the articles are the same."""
    frame = pd.DataFrame(ROWS)
    frame.to_parquet(tmp_path / "rows.parquet")
    here, there = fr.read_corpus(frame), fr.read_corpus(tmp_path / "rows.parquet")
    assert len(here) == 2
    for one, other in zip(here, there, strict=True):
        places = {"importer": "dataframe", "file": "DataFrame"}
        assert one.provenance == other.provenance.__class__(**{**_columns(other.provenance), **places})
        assert {**_columns(one), "provenance": None} == {**_columns(other), "provenance": None}
    assert fr.score(here, "us-china-trade").matches["text"].tolist() == ["will not yield", "bullying"]


def _columns(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def test_an_index_counts_where_it_has_a_name() -> None:
    """Numbers that pandas gave are nobody's ids; without any the rows have them."""
    frame = pd.DataFrame({"text": ["One.", "Two.", "Three."]}).drop(1)
    assert [article.doc_id for article in fr.read_corpus(frame)] == ["DataFrame-1", "DataFrame-2"]
    frame.index = pd.Index(["x", "y"], name="doc_id")
    assert [article.doc_id for article in fr.read_corpus(frame)] == ["x", "y"]
    assert [article.extra for article in fr.read_corpus(frame)] == [{}, {}]


def test_cells_without_a_kind_in_common_are_kept_as_they_print() -> None:
    """Numbers among texts, months, half a character; the last with an issue that names its row."""
    frame = pd.DataFrame(
        {
            "text": pd.Series(["One.", "T\ud800wo."], dtype=object),
            "id": [7, "b"],
            "month": pd.period_range("2025-01", periods=2, freq="M"),
        }
    )
    corpus = fr.read_corpus(frame)
    assert [(a.doc_id, a.text, a.extra) for a in corpus] == [
        ("7", "One.", {"month": "2025-01"}), ("b", "T\ufffdwo.", {"month": "2025-02"}),
    ]  # fmt: skip
    assert [(issue.file, issue.line, issue.code) for issue in corpus.issues] == [("DataFrame", 2, "lone-surrogate")]


def test_rows_without_text_are_named() -> None:
    """They cost only themselves."""
    corpus = fr.read_corpus(pd.DataFrame({"text": ["One.", None, " "], "outlet": "Fjord Post"}), propose=False)
    assert [article.provenance.line for article in corpus] == [1]
    skipped = [(issue.line, issue.code) for issue in corpus.issues if issue.severity == "skipped"]
    assert skipped == [(2, "empty"), (3, "empty")]


def test_the_same_id_twice() -> None:
    """As in any file: the same text once, another under a name of its own."""
    corpus = fr.read_corpus(pd.DataFrame({"id": ["a", "a", "a"], "text": ["One.", "One.", "Two."]}))
    assert [(article.doc_id, article.text) for article in corpus] == [("a", "One."), ("a~2", "Two.")]


def test_a_table_of_arrow() -> None:
    """Whatever is not of pandas."""
    corpus = fr.read_corpus(pa.table({"id": ["a"], "text": ["One."]}), outlet="Reuters")  # type: ignore[arg-type]
    assert corpus["a"].outlet.value == "Reuters"


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame({"body": ["One."]}), "DataFrame: the table has no column 'text'; its columns are: body"),
        (pd.DataFrame({"text": []}), "DataFrame: the table has no rows"),
        (pd.DataFrame({"text": [1, 2]}), "DataFrame: the column 'text' holds int64, not text"),
        (pd.DataFrame({"text": ["One.", ["Two."]]}), "DataFrame:2: the column 'text' holds list here, not text"),
        (pd.DataFrame([["One.", "Two."]], columns=["text", "Text"]), "DataFrame: the table gives 'text' twice"),
    ],
)
def test_frames_that_cannot_serve(frame: pd.DataFrame, said: str) -> None:
    """One sentence with the place."""
    with pytest.raises(InputError, match=re.escape(said)):
        fr.read_corpus(frame)
