"""Sums over viewers on a Dask cluster: workers work on parts of the viewers, and the results are added up in order.

A part travels inside its task, so that a task whose worker dies is done again by another. The sum is that of one
process, to the last bit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from emde_core.errors import ClusterError
from emde_core.extras import extra
from emde_core.model.sums import Part, Result, SumOver, sums_by

if TYPE_CHECKING:
    from distributed import Client

PURPOSE = "training on several processes"
ANSWER_SECONDS = 20  # that a scheduler may take to answer
LARGE = "1GB"  # the size of a task from which Dask warns; a part is larger than what it is used to


@contextmanager
def cluster_at(address: str) -> Iterator[None]:
    """Sum over viewers on the workers of a scheduler while the block runs.

    Args:
        address: as Dask has it, tcp://HOST:PORT.

    Raises:
        MissingExtraError: Dask is not installed.
        ClusterError: no scheduler answers there, or it has no workers.
    """
    with extra("cluster", PURPOSE):
        from distributed import Client
    try:
        client = Client(address, timeout=ANSWER_SECONDS)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}; start one with: dask scheduler") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise ClusterError(f"the Dask scheduler at {address} has no workers; start one with: dask worker {address}")
        with _sums_on(client):
            yield


@contextmanager
def local_cluster(processes: int) -> Iterator[None]:
    """Sum over viewers in processes of this machine while the block runs.

    Raises:
        MissingExtraError: Dask is not installed.
    """
    with extra("cluster", PURPOSE):
        from distributed import Client, LocalCluster
    own = {"host": "127.0.0.1", "dashboard_address": None, "memory_limit": 0}  # no limit but the machine's
    workers = LocalCluster(n_workers=processes, threads_per_worker=1, **own)
    with workers as cluster, Client(cluster) as client, _sums_on(client):
        yield


@contextmanager
def _sums_on(client: Client) -> Iterator[None]:
    import dask

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGE}), sums_by(summing_on(client)):
        yield


def summing_on(client: Client) -> SumOver:
    """Return what sums on a cluster's workers."""
    from distributed import KilledWorker

    def sum_there(work: Callable[[Part], Result], parts: Sequence[Part]) -> Result:
        total = client.submit(work, parts[0], pure=False)
        for part in parts[1:]:  # in turn, so that a result is added, and let go, before later parts are begun
            total = client.submit(operator.add, total, client.submit(work, part, pure=False), pure=False)
        try:
            result: Result = total.result()
        except KilledWorker as error:
            raise ClusterError(
                "workers of the cluster died again and again over the same viewers, most likely for want of memory; "
                "give each more, or train in one process"
            ) from error
        return result

    return sum_there
