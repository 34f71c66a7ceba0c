"""Writers killed at every one of their steps, and in the midst of files: what is on disk then is the old or the new.

``python -m tests.trust.kills`` does so for every writer of ``WRITERS`` and prints the figures, as JSON with ``--json``;
``--every 5`` takes each fifth step.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from emde_core import History, Recommender, demo
from emde_core.artifacts import prepared_catalogue as store
from emde_core.batch import explain_histories, table
from emde_core.batch.records import read_history, write_history
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions
from emde_core.errors import EmdeError
from emde_core.progress import silent, silent_words
from tests import toy
from tests.trust import faults

OLD, NEW, NONE = "old", "new", "none"
TWO_DAYS = 2 * 86400.0


@dataclass(frozen=True)
class World:
    """Two generations of everything that is written: the old has half of the ratings."""

    prepared: dict[str, store.PreparedCatalogue]
    models: dict[str, Recommender]

    @classmethod
    def of_toys(cls) -> World:
        """Train two toy models."""
        encoded, new = toy.encoded(), toy.interactions()
        ratings = {OLD: Interactions.from_frame(new.table.iloc[::2].reset_index(drop=True)), NEW: new}
        prepared = {age: store.PreparedCatalogue(encoded, each, (age,)) for age, each in ratings.items()}
        models = {
            age: Recommender.fit(encoded.catalogue, each, toy.config(), encoded=encoded)
            for age, each in ratings.items()
        }
        return cls(prepared, models)

    def age_of(self, data_hash: str) -> str:
        """Return which generation a hash of data is of."""
        return next(age for age, each in self.models.items() if each.data_hash == data_hash)


@dataclass(frozen=True)
class Writer:
    """One thing that writes.

    Attributes:
        write: makes one generation in a folder.
        state: tells which generation is in the folder, by reading all of it.
        between: states that are neither old nor new, and yet whole: the next run makes it new.
    """

    name: str
    write: Callable[[World, Path, str], object]
    state: Callable[[World, Path], str]
    between: tuple[str, ...] = ()


@dataclass
class Report:
    """The figures of one writer."""

    writer: str
    steps: int = 0
    cuts: int = 0
    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def _state_of_prepared(world: World, folder: Path) -> str:
    return world.age_of(store.load_prepared(folder).data_hash) if folder.exists() else NONE


def _state_of_model(world: World, folder: Path) -> str:
    return world.age_of(Recommender.load(folder).data_hash)


def _write_demo(world: World, folder: Path, age: str) -> None:
    """Run ``prepare_demo`` on what is read and trained already."""
    demo.is_current = lambda *_: False
    demo.read_native = lambda _: Dataset.of(world.prepared[age].encoded.catalogue, None)
    demo._real_ratings = lambda *_: world.prepared[age].interactions
    store.prepare = lambda *_, **__: world.prepared[age]
    demo.Recommender = type("Trained", (), {"fit": staticmethod(lambda *_, **__: world.models[age])})
    demo.prepare_demo(folder, folder, silent, silent_words)


def _state_of_demo(world: World, folder: Path) -> str:
    ages = [_state_of_prepared(world, folder), _state_of_model(world, folder / store.MODEL)]
    return ages[0] if ages[0] == ages[1] else " and ".join(ages)


HISTORIES = {"ann": History(("f0", "f3"), ("f5",)), "bob": History(("f1",)), "cleo": History(("f2", "f4"))}


def _write_batch(world: World, folder: Path, age: str) -> None:
    table.AT_ONCE = 1
    records = [{"viewer": v, "liked": h.liked, "disliked": h.disliked} for v, h in HISTORIES.items()]
    histories = folder.parent / "histories.jsonl"
    histories.write_text("\n".join(map(json.dumps, records)))
    folder.mkdir(exist_ok=True)
    explain_histories(world.models[age], histories, 3, folder / "out.parquet")


def _state_of_batch(world: World, folder: Path) -> str:
    rows = pd.read_parquet(folder / "out.parquet")
    scores = rows.drop_duplicates(["viewer", "film"]).groupby("viewer", observed=True)["score"].apply(list).to_dict()
    for age, model in world.models.items():
        if scores == {v: [each.score for each in model.recommend(h, 3)] for v, h in HISTORIES.items()}:
            return age
    raise EmdeError("the rows are of neither model, or not all there")


def _write_history(world: World, folder: Path, age: str) -> None:
    folder.mkdir(exist_ok=True)
    write_history(folder / "history.json", HISTORIES["ann" if age == OLD else "cleo"], world.models[age].catalogue)


def _state_of_history(world: World, folder: Path) -> str:
    liked = read_history(folder / "history.json", world.models[NEW].catalogue).liked
    return OLD if liked == HISTORIES["ann"].liked else NEW


WRITERS = (
    Writer("prepared", lambda w, f, age: store.save_prepared(w.prepared[age], f), _state_of_prepared),
    Writer("model", lambda w, f, age: w.models[age].save(f), _state_of_model),
    Writer("demo", _write_demo, _state_of_demo, between=("new and old",)),
    Writer("batch", _write_batch, _state_of_batch),
    Writer("history", _write_history, _state_of_history),
)


@dataclass(frozen=True)
class Bench:
    """A folder that is brought to its old state again before each fault."""

    world: World
    writer: Writer
    root: Path

    @property
    def folder(self) -> Path:
        """The folder that is written."""
        return self.root / "folder"

    def reset(self) -> None:
        """Bring the old state back."""
        old = self.root / "old"
        if not old.exists():
            self.writer.write(self.world, old, OLD)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(old, self.folder)

    def write(self) -> None:
        """Write the new state."""
        self.writer.write(self.world, self.folder, NEW)

    def state(self) -> str:
        """Return the state, or the error that reading it raises."""
        try:
            return self.writer.state(self.world, self.folder)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
            return f"{type(error).__name__}: {error}"

    def grow_old(self) -> None:
        """Let two days pass for every file: a plain file's writer sweeps what has not been touched for one."""
        then = time.time() - TWO_DAYS
        for path in self.folder.rglob("*"):
            os.utime(path, (then, then))

    def left_overs(self) -> list[str]:
        """Return what lies in the folder besides what a writer that nothing stopped leaves."""
        clean = self.root / "clean"
        if not clean.exists():
            self.writer.write(self.world, clean, NEW)
        names = [{str(path.relative_to(each)) for path in each.rglob("*")} for each in (self.folder, clean)]
        return sorted(names[0] ^ names[1])


def aimed_kills(bench: Bench, every: int = 1) -> Report:
    """Kill the writer at its steps and in the midst of its files; look at what is there, and let it run once more."""
    report = Report(bench.writer.name)
    bench.reset()
    steps = faults.steps_of(bench.write, bench.folder)
    sizes = sorted({path.stat().st_size for path in bench.folder.rglob("*") if path.is_file()})
    cuts = sorted({cut for size in sizes for cut in (0, size // 2, size - 1) if cut >= 0})
    for where, arm in _kills(bench, range(0, len(steps), every), cuts[::every]):
        bench.reset()
        outcome = faults.outcome_of(bench.write, arm)
        report.steps += where.startswith("step")
        report.cuts += where.startswith("cut")
        _judge(bench, report, where, outcome.end in ("killed", "done"), outcome)
    return report


def full_disks(bench: Bench, every: int = 1) -> Report:
    """Fill the disk at each step, and in the midst of files: an error says so, and the old state stays, or the new."""
    report = Report(bench.writer.name)
    bench.reset()
    steps = faults.steps_of(bench.write, bench.folder)
    sizes = sorted({path.stat().st_size for path in bench.folder.rglob("*") if path.is_file()})
    for number in range(0, len(steps), every):
        bench.reset()
        outcome = faults.outcome_of(bench.write, faults.full_from(number, bench.folder))
        report.steps += 1
        refused = outcome.end == "refused" and "disk is full" in outcome.words and str(bench.folder) in outcome.words
        _judge(bench, report, f"full at step {number}, {steps[number]}", refused or outcome.end == "done", outcome)
    for size in sizes[::every]:
        bench.reset()
        outcome = faults.outcome_of(bench.write, faults.cut_at(size // 2, kill=False))
        report.cuts += 1
        refused = outcome.end == "refused" and str(bench.folder) in outcome.words
        _judge(bench, report, f"no file above {size // 2} bytes", refused, outcome)
    return report


def _kills(bench: Bench, steps: range, cuts: list[int]) -> Iterator[tuple[str, faults.Arm]]:
    for number in steps:
        yield f"step {number}", faults.killed_at(number, bench.folder)
    for size in cuts:
        yield f"cut at {size} bytes", faults.cut_at(size, kill=True)


def _judge(bench: Bench, report: Report, where: str, expected: bool, outcome: faults.Outcome) -> None:
    state = bench.state()
    report.states[state] += 1
    if not expected or state not in (OLD, NEW, *bench.writer.between):
        report.wrong.append(f"{where}: {outcome.end} {outcome.words[-400:]}, then {state}")
    bench.grow_old()
    bench.write()
    if bench.state() != NEW or bench.left_overs():
        report.wrong.append(f"{where}: the next run leaves {bench.state()} and {bench.left_overs()}")


def main() -> int:
    """Run the campaign; the exit status is 1 where anything was neither old nor new."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.kills", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take each n-th step")
    parser.add_argument("--only", nargs="*", choices=[writer.name for writer in WRITERS], help="these writers alone")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    world, reports = World.of_toys(), {}
    for writer in WRITERS:
        if options.only and writer.name not in options.only:
            continue
        with tempfile.TemporaryDirectory() as root:
            bench = Bench(world, writer, Path(root))
            reports[f"{writer.name}, killed"] = aimed_kills(bench, options.every)
            reports[f"{writer.name}, disk full"] = full_disks(bench, options.every)
    if options.json:
        print(json.dumps({name: vars(report) for name, report in reports.items()}))
    else:
        for name, report in reports.items():
            print(f"{name}: {report.steps} steps, {report.cuts} cuts; {dict(report.states)}; {len(report.wrong)} wrong")
            print(*(f"  {each}" for each in report.wrong[:5]), sep="\n", end="\n" * bool(report.wrong))
    return int(any(report.wrong for report in reports.values()))


if __name__ == "__main__":
    sys.exit(main())
