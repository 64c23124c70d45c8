"""The engine ``dask``: the same function on a Dask cluster. Scheduling, retries and lost workers are Dask's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any, TypeVar

from framing.errors import FramingError, InputError, MissingExtra

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Inputs under way for each thread of the cluster: enough that none waits, few enough for the scheduler's memory.
_AHEAD = 4
_RETRIES = 3
#: How long a scheduler may take to answer.
PATIENCE = "20s"


def run_each(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    address: str = "",
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """``function`` of each item, in the order in which they end.

    ``address`` is the scheduler's (tcp://host:8786); without one, a cluster of ``workers`` processes is started here
    and ended with the run. Workers need this package and, for paths, the same file system. They are not this package's
    own, so ``prepare`` is not called.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise MissingExtra("distributed", "dask") from None
    cluster = None
    try:
        if not address:
            cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with _client(distributed.Client, cluster or address) as client:
            ahead = _AHEAD * max(1, sum(client.nthreads().values()))
            waiting = iter(items)

            def submit(most: int) -> list[Any]:
                # Not pure: the result is a file, so an input that is met again is worked again.
                return [client.submit(function, i, pure=False, retries=_RETRIES) for i in islice(waiting, most)]

            under_way = distributed.as_completed(submit(ahead), loop=client.loop)
            for future in under_way:
                yield future.result()
                future.release()
                for new in submit(1):
                    under_way.add(new)
    except (FramingError, GeneratorExit):
        raise
    except Exception as problem:
        # Lost for good: the workers that took an input died of it, or the scheduler is gone.
        said = str(problem).splitlines() or [type(problem).__name__]
        raise FramingError(f"Dask gave up: {said[0]}", remedy="see the logs of its workers") from None
    finally:
        if cluster is not None:
            cluster.close()


def _client(make: Any, where: Any) -> Any:
    try:
        return make(where, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise InputError(
            f"the Dask scheduler does not answer ({str(problem).splitlines()[0]})",
            file=where,
            remedy="check --scheduler, and that the cluster runs",
        ) from None
