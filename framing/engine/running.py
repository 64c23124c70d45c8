"""Run one function over many inputs, in order, with a bounded number under way at a time."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from framing.errors import FramingError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

#: More processes than any machine has cores; a number beyond that is a slip.
MOST_WORKERS = 1_000
#: Inputs that wait in front of each worker, so that none is idle and memory stays flat.
_AHEAD = 2


def run(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """``function`` of each item, in the order of the items.

    One worker is this process. With several, ``prepare`` runs once in each before its first item; ``function``,
    ``prepare``, items and results must be picklable and importable. At most three items a worker are held at a time.

    >>> list(run(abs, [-2, 1]))
    [2, 1]
    """
    check_workers(workers)
    if workers == 1:
        return map(function, items)
    return _run_in_processes(function, items, workers, prepare)


def check_workers(workers: int) -> None:
    """UsageError for a number of workers that cannot be."""
    if not 1 <= workers <= MOST_WORKERS:
        raise UsageError(f"there cannot be {workers} workers", remedy=f"use --workers 1 to {MOST_WORKERS}")


def run_each(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    address: str = "",
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """The engine ``processes``: ``function`` of each item by workers on this machine; it has no ``address``."""
    if address:
        raise UsageError("worker processes of this machine have no scheduler", remedy="add --engine dask or spark")
    return run(function, items, workers=workers, prepare=prepare)


def _run_in_processes(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    prepare: Callable[[], None] | None,
) -> Iterator[Result]:
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(prepare,))
    under_way: deque[Future[Result]] = deque()
    try:
        for item in items:
            with _interrupts_held():
                under_way.append(pool.submit(function, item))
            if len(under_way) > workers * (1 + _AHEAD):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool:
        raise FramingError(
            "a worker process ended before its work was done, perhaps for lack of memory",
            remedy="use fewer --workers",
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[[], None] | None) -> None:
    """The first thing that a worker does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """Workers hold each other's pipes open, so that none would notice that who started them was killed."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C, which is this process's to handle; they inherit the setting."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
