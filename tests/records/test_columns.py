"""Columns out of arrays are those that Arrow makes, and Arrow need not be asked for them."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from framing.records.columns import by_first_use, numbers, taken

SCORE = """
import sys, numpy
before = set(sys.modules)  # an older numpy loads all of itself
import framing.study.scoring as scoring
from framing.records.tables import TABLES
from framing.study.bridge.arrow import prepare_arrow
from framing.study.output.writers import writing
prepare_arrow()
for part in scoring.score_files([sys.argv[1]], scoring.as_codebook("us-china-trade"), coder=sys.argv[3]):
    for name, table in part.items():
        with open(f"{sys.argv[2]}/{name}.parquet", "wb") as file, writing(file, table.schema, "parquet") as out:
            out.write(table)
print(*sorted({"pyarrow.parquet", "pyarrow.compute", "numpy.ma", "pandas"} & (set(sys.modules) - before)))
"""


@pytest.mark.parametrize("values", [
    np.arange(-3, 4, dtype=np.int32), np.arange(-3, 4), np.array([0.5, np.nan, -1.0]), np.arange(11) % 3 == 0,
])  # fmt: skip
def test_numbers_are_arrows_own(values):
    """Of any width, of arrays with holes between their elements, and of none at all."""
    for part in (values, values[::2], values[1:], values[:0]):
        assert numbers(part).type == pa.array(part).type
        assert str(numbers(part)) == str(pa.array(part))


def test_taken_and_by_first_use():
    """Rows of arrays and of tables; a dictionary in the order of first use."""
    names = pa.array(["b", None, "a", "b"])
    rows = np.array([3, 1, 2, 2])
    assert taken(names, rows).equals(names.take(pa.array(rows)))
    assert taken(pa.table({"name": names}), rows).equals(pa.table({"name": names}).take(pa.array(rows)))
    short = pa.DictionaryArray.from_arrays(pa.array([2, None, 0], pa.int8()), ["a", "b", "c"])
    assert by_first_use(short).equals(pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), ["c", "a"]))


@pytest.mark.parametrize("coder", ["lexicon", "lexicon-marks"])
def test_scoring_loads_no_more_than_it_needs(coder, trade_talks, tmp_path):
    """From articles to tables in Parquet neither pandas nor all of Arrow's functions are imported."""
    command = [sys.executable, "-c", SCORE, str(trade_talks), str(tmp_path), coder]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.stdout == "pyarrow.parquet\n", run.stderr
    assert (tmp_path / "matches.parquet").stat().st_size > 1000
