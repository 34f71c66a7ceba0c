"""Commands killed at random moments: ``emde prepare``, ``train``, ``demo`` and ``explain --histories``.

``python -m tests.trust.random_kills --kills 200 --seed 0`` starts each command over the result of an older run, in a
process of its own, and kills it with SIGKILL: half of the times at any moment, half of them within a moment after it
began to write. What is there must load as the old or the new, and every tenth time after one more run as the new. The
data are the small fixture's without plots, and the processes are forked from this one, so that a run takes no seconds.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from emde_core import Recommender, demo
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.cli import app
from emde_core.errors import EmdeError, FetchError

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
FORK = multiprocessing.get_context("fork")
SETTINGS = {"prior": {"scales": [3], "average_film": [1], "multipliers": [1], "splits": 1}}
NAMES = ("prepare", "train", "demo", "explain --histories")
SOON, WRITING_SECONDS = 60.0, 0.5
State = tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One command over a folder.

    Attributes:
        words: the command's, for a home and for "old" or "new".
        state: reads all that is there: a hash for each artefact, "none" where there is none yet.
        writes: a pattern of what is there once it has begun to write.
    """

    name: str
    words: Callable[[Path, str], list[object]]
    state: Callable[[Path], State]
    writes: str


def make_inputs(folder: Path) -> None:
    """Write data, settings and histories, in an older and a newer form."""
    for age in ("old", "new"):
        data = folder / age
        shutil.copytree(SMALL, data)
        films = [json.loads(line) for line in (data / "films.jsonl").read_text().splitlines()]
        for film in films:
            film.pop("plot", None)
            film["title"] += " (first cut)" * (age == "old")
        (data / "films.jsonl").write_text("\n".join(map(json.dumps, films)))
        (data / "recipes.jsonl").write_text("")
        (folder / f"{age}.json").write_text(json.dumps(SETTINGS | {"seed": int(age == "new")}))
    lines = [json.dumps({"viewer": f"v{k}", "liked": [str(1 + k % 16)]}) for k in range(300)]
    (folder / "histories.jsonl").write_text("\n".join(lines))


def _read_prepared(folder: Path) -> str:
    return store.load_prepared(folder).data_hash if (folder / files.MANIFEST).exists() else "none"


def _read_model(folder: Path) -> str:
    return Recommender.load(folder).model_hash if (folder / files.MANIFEST).exists() else "none"


def _read_table(path: Path) -> str:
    return str(pd.util.hash_pandas_object(pd.read_parquet(path).astype(str)).sum())


def _demo_state(home: Path) -> State:
    folders = (home / "demo", home / "planted")
    return tuple(each for folder in folders for each in (_read_prepared(folder), _read_model(folder / store.MODEL)))


def jobs(inputs: Path) -> tuple[Job, ...]:
    """Return the commands, on inputs that ``make_inputs`` wrote."""
    prepared, histories = inputs / "p", inputs / "histories.jsonl"
    explained = ("explain", "--histories", histories, "--model", prepared, "--top")
    return (
        Job(
            "prepare",
            lambda home, age: ["prepare", home / "p", "--data", inputs / age],
            lambda home: (_read_prepared(home / "p"),),
            "p/.emde-*",
        ),
        Job(
            "train",
            lambda home, age: ["train", prepared, "--config", inputs / f"{age}.json", "--out", home / "m"],
            lambda home: (_read_model(home / "m"),),
            "m/.emde-*",
        ),
        Job("demo", lambda _, age: ["demo", inputs / age], _demo_state, "*/.emde-*"),
        Job(
            "explain --histories",
            lambda home, age: [*explained, 3 if age == "new" else 2, "--out", home / "out.parquet"],
            lambda home: (_read_table(home / "out.parquet"),),
            "out.parquet.parts/*/.emde-*",
        ),
    )


@dataclass(frozen=True)
class Ground:
    """What a job stands on: its old and new states, the old folder, and how long a run takes."""

    job: Job
    old_folder: Path
    old: State
    new: State
    seconds: float

    @classmethod
    def of(cls, job: Job, root: Path) -> Ground:
        """Run a job twice, unharmed."""
        root.mkdir(parents=True)
        _finish(job.words(root / "home", "old"), root / "home")
        old = job.state(root / "home")
        shutil.copytree(root / "home", root / "old")
        start = time.monotonic()
        _finish(job.words(root / "home", "new"), root / "home")
        return cls(job, root / "old", old, job.state(root / "home"), time.monotonic() - start)

    def kill_once(self, home: Path, rng: random.Random, *, finish: bool) -> tuple[str, str]:
        """Kill a run; return what is there ("old", "new" or "between"), and what is wrong with it, "" for nothing."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.old_folder, home)
        words = self.job.words(home, "new")
        process = _start(words, home)
        if rng.random() < 0.5:
            time.sleep(rng.uniform(0, self.seconds))
        else:
            _wait_for_writing(process, home, self.job.writes)
            time.sleep(rng.uniform(0, WRITING_SECONDS))
        process.kill()
        process.join()
        try:
            state = self.job.state(home)
        except (EmdeError, OSError, ValueError) as error:
            return "broken", f"{self.job.name}: {type(error).__name__}: {error}"
        if any(each not in pair for each, *pair in zip(state, self.old, self.new, strict=True)):
            return "foreign", f"{self.job.name}: {state} is neither {self.old} nor {self.new}"
        if finish:
            _finish(words, home)
            if self.job.state(home) != self.new:
                return "unfinished", f"{self.job.name}: one more run gives {self.job.state(home)}"
        return {self.old: "old", self.new: "new"}.get(state, "between"), ""


def _start(words: list[object], home: Path) -> FORK.Process:
    home.mkdir(exist_ok=True)
    process = FORK.Process(target=_run, args=(words, home))
    process.start()
    return process


def _run(words: list[object], home: Path) -> None:
    """Run a command as ``emde`` does, the demo on the films of a folder and without a network."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(silence, number)
    os.environ["EMDE_HOME"] = str(home)
    if words[0] == "demo":
        demo.DEMO = Path(str(words[1]))
        demo.RECIPES, demo.fetch_ml_100k = demo.DEMO / "recipes.jsonl", _unreachable
        words = ["demo", "--prepare-only"]
    sys.argv = ["emde", *map(str, words)]
    app.main()


def _unreachable(*_: object) -> None:
    raise FetchError("no network here")


def _finish(words: list[object], home: Path) -> None:
    process = _start(words, home)
    process.join()
    if process.exitcode:
        raise RuntimeError(f"status {process.exitcode}: {words}")


def _wait_for_writing(process: FORK.Process, home: Path, pattern: str) -> None:
    end = time.monotonic() + SOON
    while process.is_alive() and time.monotonic() < end and not any(home.glob(pattern)):
        time.sleep(0.001)


def campaign(kills: int, seed: int, names: tuple[str, ...] = NAMES) -> tuple[dict[str, Counter[str]], list[str]]:
    """Kill commands in turn; return what was there afterwards for each of them, and what was wrong."""
    rng, wrong = random.Random(seed), []  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_inputs(root / "inputs")
        prepared = root / "inputs" / "p"
        _finish(["prepare", prepared, "--data", root / "inputs" / "new"], root / "any")
        _finish(["train", prepared, "--config", root / "inputs" / "new.json"], root / "any")
        some = [job for job in jobs(root / "inputs") if job.name in names]
        grounds = [Ground.of(job, root / f"ground-{k}") for k, job in enumerate(some)]
        states: dict[str, Counter[str]] = {ground.job.name: Counter() for ground in grounds}
        for turn in range(kills):
            ground = grounds[turn % len(grounds)]
            state, words = ground.kill_once(root / "home", rng, finish=turn // len(grounds) % 10 == 0)
            states[ground.job.name][state] += 1
            wrong += [words] * bool(words)
    return states, wrong


def main() -> int:
    """Run the campaign; the exit status is 1 where anything was neither old nor new."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.random_kills")
    parser.add_argument("--kills", type=int, default=200, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    options = parser.parse_args()
    states, wrong = campaign(options.kills, options.seed)
    for name, counts in states.items():
        print(f"{name}: {counts.total()} kills; {dict(counts)}")
    print(f"{len(wrong)} wrong", *wrong[:10], sep="\n  ")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
