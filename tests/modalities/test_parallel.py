"""Several films at once: in order, each on one thread, and stopped by the first that fails."""

from __future__ import annotations

import threading

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from emde_core.modalities.parallel import in_parallel
from emde_core.progress import silent


def threads_of_libraries():
    return {pool["internal_api"]: pool["num_threads"] for pool in threadpool_info()}


def test_results_come_in_the_items_order_and_progress_is_told_of_each():
    steps = []

    def progress(listed, label):
        steps.append((len(listed), label))
        return listed

    assert in_parallel(lambda item: item * item, range(50), progress, "Squaring") == [k * k for k in range(50)]
    assert steps == [(50, "Squaring")]
    assert in_parallel(str, [], silent, "") == []


def test_as_many_at_once_as_the_libraries_would_take():
    """Two wait for each other: one after another they would wait for ever."""
    with threadpool_limits(2):
        both = threading.Barrier(2, timeout=30)
        in_parallel(lambda _: both.wait(), range(2), silent, "")


def test_inside_each_library_has_one_thread_and_afterwards_what_it_had():
    with threadpool_limits(2):
        before = threads_of_libraries()
        for found in in_parallel(lambda _: threads_of_libraries(), range(3), silent, ""):
            assert set(found.values()) == {1}
        assert threads_of_libraries() == before
        assert max(before.values()) == 2


def test_the_first_that_fails_stops_those_whose_turn_has_not_come():
    worked = []

    def work(item):
        worked.append(item)
        if item == 1:
            raise ValueError("number 1")
        threading.Event().wait(0.02)

    with threadpool_limits(1), pytest.raises(ValueError, match="number 1"):
        in_parallel(work, range(500), silent, "")
    assert len(worked) < 500
