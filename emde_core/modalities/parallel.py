"""Work on several films at once, each on one thread, with the same result on any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_info, threadpool_limits

from emde_core.progress import Progress

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_parallel(work: Callable[[Item], Result], items: Sequence[Item], progress: Progress, label: str) -> list[Result]:
    """Return each item's result, in order.

    Libraries that split one sum over threads are kept from it: another number of threads adds up in another order, and
    waiting for each other is slower. Those that ``work`` needs must have been imported before.

    Raises:
        whatever ``work`` raises; items whose turn has not come are left out then.
    """
    cores = max(pool["num_threads"] for pool in threadpool_info())  # what they would take themselves
    with threadpool_limits(1):
        pool = ThreadPoolExecutor(cores, initializer=threadpool_limits, initargs=(1,))  # some count for each thread
        try:
            futures = [pool.submit(work, item) for item in items]
            return [futures[k].result() for k in progress(range(len(items)), label)]
        finally:
            pool.shutdown(cancel_futures=True)
