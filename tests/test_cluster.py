"""Sums over viewers on a Dask cluster of this machine are those of one process, whoever dies in the middle."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import dask
import numpy as np
import pytest
from scipy import sparse

from emde_core import cluster
from emde_core.data.rating_stream import RatingStream
from emde_core.errors import ClusterError
from emde_core.model import gram, sums
from emde_core.model.gram import square
from emde_core.model.streaming import learn_streamed
from emde_core.model.sums import sum_here
from emde_core.model.trained import learn_model
from tests import toy

pytest.importorskip("distributed")
from distributed import Client, LocalCluster

pytestmark = pytest.mark.slow
PARTS, VIEWERS, COLUMNS = 9, 50, 12


def parts():
    generator = np.random.default_rng(0)
    return [sparse.random_array((VIEWERS, COLUMNS), density=0.3, format="csr", rng=generator) for _ in range(PARTS)]


def processes(count):
    return LocalCluster(n_workers=count, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, memory_limit=0)


def test_the_sum_of_four_processes_is_that_of_one_to_the_last_bit():
    with processes(4) as local, Client(local) as client:
        assert len(client.scheduler_info()["workers"]) == 4
        found = cluster.summing_on(client)(square, parts())
    np.testing.assert_array_equal(found, sum_here(square, parts()))


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(tmp_path):
    died = str(tmp_path / "died")

    def square_or_die(part):
        """Square, and kill the first worker that comes to the last part."""
        import signal

        if part.nnz == last and not Path(died).exists():
            Path(died).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return square(part)

    given = [*parts(), sparse.csr_array(np.eye(VIEWERS, COLUMNS))]
    last = given[-1].nnz  # other than the others in how many numbers it holds
    assert last not in {part.nnz for part in given[:-1]}
    with processes(2) as local, Client(local) as client:
        pids = set(client.run(os.getpid).values())
        found = cluster.summing_on(client)(square_or_die, given)
        assert len(pids & set(client.run(os.getpid).values())) < len(pids)
    assert Path(died).exists()
    np.testing.assert_array_equal(found, sum_here(square, given))


def test_workers_that_always_die_are_an_error_that_says_so():
    def die(_):
        import signal

        os.kill(os.getpid(), signal.SIGKILL)

    at_once = dask.config.set({"distributed.scheduler.allowed-failures": 0})
    dies = pytest.raises(ClusterError, match="again and again")
    with at_once, processes(1) as local, Client(local) as client, dies:
        cluster.summing_on(client)(die, parts())


@pytest.fixture
def summed(monkeypatch):
    """The numbers of parts that a cluster was given."""
    given, summing_on = [], cluster.summing_on

    def counted(client):
        sum_there = summing_on(client)
        return lambda work, parts: given.append(len(parts)) or sum_there(work, parts)

    monkeypatch.setattr(cluster, "summing_on", counted)
    return given


def test_a_model_that_is_trained_by_two_processes_is_the_model_of_one(monkeypatch, summed):
    monkeypatch.setattr(gram, "VIEWERS_AT_ONCE", 7)
    settings, encoded = toy.config(), toy.encoded()
    alone = learn_model(encoded, toy.reactions(), settings)
    with cluster.local_cluster(2):
        together = learn_model(encoded, toy.reactions(), settings)
    np.testing.assert_array_equal(together.matrix, alone.matrix)
    assert together.temperature == alone.temperature
    assert max(summed) > 4
    assert sums._SUM_OVER.get() is sum_here


def test_a_file_that_two_processes_read_makes_the_model_of_one(summed, tmp_path):
    table, path = toy.interactions().table.sort_values("viewer", kind="stable"), tmp_path / "ratings.parquet"
    table.to_parquet(path, index=False, row_group_size=13)
    stream = replace(RatingStream.of(path, toy.catalogue(), 4, 3), rows_in_share=20)
    alone, _ = learn_streamed(toy.encoded(), stream, toy.config())
    with cluster.local_cluster(2):
        together, counts = learn_streamed(toy.encoded(), stream, toy.config())
    np.testing.assert_array_equal(together.matrix, alone.matrix)
    assert counts.ratings == len(table)
    assert min(summed) > 4


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 0.2)
    with (
        pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9.*dask scheduler"),
        cluster.cluster_at("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_without_workers_is_named():
    with (
        processes(0) as local,
        pytest.raises(ClusterError, match="no workers"),
        cluster.cluster_at(local.scheduler_address),
    ):
        pass


def test_a_command_trains_on_a_scheduler(emde, small_folder, tmp_path):
    with LocalCluster(n_workers=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None) as local:
        out = tmp_path / "model"
        status, _, err = emde("train", small_folder, "--scheduler", local.scheduler_address, "--out", out)
    assert status == 0, err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--scheduler", "tcp://127.0.0.1:9", "--processes", 2), "choose one of them"),
        (("--processes", 2, "--recipe", "published"), "start emde with torchrun"),
        (("--device", "cuda"), "for --recipe published"),
    ],
)
def test_what_can_t_be_trained_so_is_refused_before_any_work(emde, tmp_path, words, reason):
    status, _, err = emde("train", tmp_path / "nothing", *words)
    assert status == 2
    assert reason in err
