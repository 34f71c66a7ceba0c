"""The steps whose time and memory are measured, each in a process of its own.

A step prints one line of JSON, ``StepResult`` as a mapping. What it needs is loaded first and not counted, unless the
loading is what is measured; the peak of memory is the process's, libraries and all.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from emde_core import History, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.data.readers.registry import open_dataset
from emde_core.evaluate.peers import ease_both

from .growing_catalogue import GrowingCatalogue

DATA, PREPARED = "data", "prepared"
RIDGES = (300.0, 300.0)  # EASE's; they change no time
LIKED, NOT_LIKED = 16, 4
RUNS = 15
RUSAGE_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


@dataclass
class StepResult:
    """Time and memory of a step.

    Attributes:
        seconds, processor_seconds: of the deed alone; of rank and explain one, the median of ``RUNS``.
        memory_bytes: the largest that the process was.
        memory_before_bytes: the largest that it had been when the deed began.
        stages: seconds of the stages that the library reports as progress.
        disk_bytes: of what was written, where something was.
        facts: what else is worth knowing.
    """

    seconds: float = 0.0
    processor_seconds: float = 0.0
    memory_bytes: int = 0
    memory_before_bytes: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    disk_bytes: int = 0
    facts: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def deed(self) -> Iterator[None]:
        """Measure what is done inside."""
        self.memory_before_bytes = _peak()
        start, started = time.perf_counter(), time.process_time()
        yield
        self.seconds, self.processor_seconds = time.perf_counter() - start, time.process_time() - started
        self.memory_bytes = _peak()

    def many(self, run: Callable[[], object]) -> None:
        """Measure one run, the median of several after a first that is not counted."""
        run()
        seconds, processor = [], []
        for _ in range(RUNS):
            with self.deed():
                run()
            seconds.append(self.seconds)
            processor.append(self.processor_seconds)
        self.seconds, self.processor_seconds = float(np.median(seconds)), float(np.median(processor))

    def progress(self, steps: Iterable[int], label: str) -> Iterator[int]:
        """Take the library's progress, and keep how long each of its stages takes."""
        start = time.perf_counter()
        yield from steps
        self.stages[label] = self.stages.get(label, 0.0) + time.perf_counter() - start


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RUSAGE_UNIT


def generate(folder: Path, growing: GrowingCatalogue) -> StepResult:
    """Write the catalogue."""
    result = StepResult()
    with result.deed():
        growing.write(folder / DATA)
    result.disk_bytes = size_on_disk(folder / DATA)
    return result


def prepare(folder: Path, _: GrowingCatalogue) -> StepResult:
    """Do what ``emde prepare`` does, with the real text model."""
    result = StepResult()
    with result.deed():
        prepared = store.prepare(open_dataset(folder / DATA), progress=result.progress)
        store.save_prepared(prepared, folder / PREPARED)
    result.disk_bytes = size_on_disk(folder / PREPARED)
    result.facts = {f"atoms of {name}": int(atoms.sizes.sum()) for name, atoms in prepared.encoded.atoms.items()}
    return result


def train(folder: Path, _: GrowingCatalogue) -> StepResult:
    """Do what ``emde train`` does, but for reading what was prepared and writing the model."""
    source, result = store.load_prepared(folder / PREPARED), StepResult()
    encoded, interactions = source.encoded, source.interactions
    with result.deed():
        model = Recommender.fit(encoded.catalogue, interactions, encoded=encoded, progress=result.progress)
    model.save(folder / PREPARED / store.MODEL)
    result.disk_bytes = size_on_disk(folder / PREPARED / store.MODEL)
    return result


def ease(folder: Path, _: GrowingCatalogue) -> StepResult:
    """Train EASE on both reactions of the same viewers, on one thread, as ours trains."""
    source, config, result = store.load_prepared(folder / PREPARED), Config(), StepResult()
    with result.deed(), threadpool_limits(1):
        reactions = Reactions.of(
            source.interactions, source.encoded.catalogue, config.like_at_least, config.dislike_at_most
        )
        ease_both(reactions, RIDGES)
    result.facts = {"likes": int(reactions.likes.nnz), "dislikes": int(reactions.dislikes.nnz)}
    return result


def load(folder: Path, _: GrowingCatalogue) -> StepResult:
    """Load the model."""
    result = StepResult()
    with result.deed():
        Recommender.load(folder / PREPARED)
    return result


def rank(folder: Path, growing: GrowingCatalogue) -> StepResult:
    """Rank all films for one history."""
    model, result = Recommender.load(folder / PREPARED), StepResult()
    result.many(lambda: model.rank(history_of(growing)))
    return result


def explain(folder: Path, growing: GrowingCatalogue) -> StepResult:
    """Explain the best film for one history, with the atoms of both sides and the threads between the two."""
    model, history, result = Recommender.load(folder / PREPARED), history_of(growing), StepResult()
    film = model.recommend(history, 1)[0].film.id

    def all_levels() -> None:
        _ = model.explain(history, film).history_atoms  # on the other side they come with the explanation
        model.threads(history, film)

    result.many(all_levels)
    return result


STEPS: Mapping[str, Callable[[Path, GrowingCatalogue], StepResult]] = {
    step.__name__: step for step in (generate, prepare, ease, train, load, rank, explain)
}


def history_of(growing: GrowingCatalogue) -> History:
    """Return a history of films spread over the catalogue; the last few were not liked."""
    ids = np.linspace(0, growing.films - 1, LIKED + NOT_LIKED).astype(int).astype(str).tolist()
    return History(tuple(ids[:LIKED]), tuple(ids[LIKED:]))


def size_on_disk(folder: Path) -> int:
    """Return the bytes of a folder's files, but for a model inside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if store.MODEL not in path.relative_to(folder).parts)


def as_json(result: StepResult) -> str:
    """Return a result as a line of JSON."""
    return json.dumps(asdict(result))


def main(name: str, folder: str, memory: str, growing: str) -> None:
    """Do one step, and print its result as JSON; it may ask for so many bytes of memory, and no more."""
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    result = STEPS[name](Path(folder), GrowingCatalogue(**json.loads(growing)))
    sys.stdout.write(as_json(result) + "\n")
    sys.stdout.flush()
    os._exit(0)  # an end without tidying up, which takes seconds in large processes


if __name__ == "__main__":
    main(*sys.argv[1:])
