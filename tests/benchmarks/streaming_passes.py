"""The two passes over a file of ratings, in this process or in several of this machine: time, memory, equal sums.

    OMP_NUM_THREADS=1 python -m tests.benchmarks.streaming_passes FOLDER [PROCESSES]

The folder has films.jsonl and ratings.parquet, as ``GrowingCatalogue(...).write`` makes them. No pass needs the films'
content, which is not read. What is printed is one line of JSON: seconds of each pass by the clock, processor time of
all processes, the largest that this one and any of the others was, and a hash of all that was added up.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from emde_core.cluster import local_cluster
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, film_from_json
from emde_core.data.rating_stream import RatingStream
from emde_core.data.readers.native import FILMS, RATINGS
from emde_core.model.streaming import FirstPass, SecondPass
from emde_core.model.sums import sum_over

from .growth_steps import RUSAGE_UNIT

OWN, OTHERS = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def main(folder: Path, processes: int = 1) -> dict[str, object]:
    """Do both passes, and return what they took."""
    lines = (folder / FILMS[0]).read_text(encoding="utf-8").splitlines()
    catalogue = Catalogue(tuple(film_from_json(line, FILMS[0]) for line in lines))
    config, seconds = Config(), {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = round(time.perf_counter() - start, 1)

    stream = RatingStream.of(folder / RATINGS[1], catalogue, config.like_at_least, config.dislike_at_most)
    shares = stream.shares()
    before = _processor_seconds()
    with local_cluster(processes) if processes > 1 else nullcontext(), threadpool_limits(1):
        with timed("first pass"):
            counts = sum_over(FirstPass.over, shares)
        head = counts.exposure.head(config.company_films)
        with timed("second pass"):
            sums = sum_over(partial(SecondPass.over, head=head, sample=counts.sample, config=config), shares)
    return {
        "processes": processes,
        "shares": len(shares),
        "ratings": counts.ratings,
        "seconds": seconds,
        "processor_seconds": round(_processor_seconds() - before, 1),
        "memory_bytes": resource.getrusage(OWN).ru_maxrss * RUSAGE_UNIT,
        "memory_bytes_of_another": resource.getrusage(OTHERS).ru_maxrss * RUSAGE_UNIT,
        "sums": _hash(counts.likes, counts.dislikes, counts.hashes, head, sums.squares, sums.together),
    }


def _processor_seconds() -> float:
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, (OWN, OTHERS)))


def _hash(*arrays: np.ndarray) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), *map(int, sys.argv[2:]))) + "\n")
