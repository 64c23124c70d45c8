"""The engine ``spark``: the same function in ``mapInArrow``. Scheduling and retries are Spark's own."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from framing.errors import FramingError, MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Spark's own local mode gives up at the first failure; a cluster tries four times.
_TRIES = 4


def run_each(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    address: str = "",
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """``function`` of each item, one task an item.

    ``address`` is Spark's master (yarn, spark://host:7077, local[2]); without one, a session that is there already
    (spark-submit) is used, else local[workers]. All items are listed first, so they should be small: Parquet's are.
    Workers are not this package's own, so ``prepare`` is not called.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("pyspark", "spark") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    there = SparkSession.getActiveSession()
    session = there or _session(SparkSession.builder, address, workers)
    try:
        rows = [(pickle.dumps(item),) for item in items]
        if rows:
            tasks = session.sparkContext.parallelize(rows, len(rows))
            frame = session.createDataFrame(tasks, "item binary")
            done = frame.mapInArrow(partial(_on_rows, function), "result binary").collect()
            yield from (pickle.loads(bytes(row["result"])) for row in done)
    except Exception as problem:
        if isinstance(problem, FramingError):
            raise
        raise FramingError(f"Spark gave up: {_cause(problem)}", remedy="see Spark's log") from None
    finally:
        if there is None:
            session.stop()


def _session(builder: Any, master: str, workers: int) -> Any:
    if not master and "PYSPARK_GATEWAY_PORT" not in os.environ:  # spark-submit sets it, and knows the master
        master = f"local[{workers},{_TRIES}]"
    builder = builder.appName("framing")
    builder = builder.master(master) if master else builder
    return builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()


def _on_rows(function: Callable[[Any], Any], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What ``mapInArrow`` calls in a task: pickled items in, pickled results out."""
    import pyarrow as pa

    for batch in batches:
        done = [pickle.dumps(function(pickle.loads(item))) for item in batch.column(0).to_pylist()]
        yield pa.record_batch({"result": pa.array(done, pa.binary())})


def _cause(problem: Exception) -> str:
    """The line of a Spark stack trace that says what happened."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    ours = [line for line in lines if line.startswith("framing.errors.")]
    return (ours or lines or [type(problem).__name__])[0]
