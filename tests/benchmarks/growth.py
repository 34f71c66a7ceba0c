"""Curves of time and memory over catalogues that grow: ``python -m tests.benchmarks.growth --films 600 1500 3000``.

For each size a catalogue is made up (``growing_catalogue.py``), and each step of ``growth_steps.py`` runs in a process
of its own. A step that runs out of memory or time has broken at that size, and is not tried at larger ones, nor is a
step that needs it. What is printed is the table of ``growth_report.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .growing_catalogue import GrowingCatalogue
from .growth_report import exponents, table, times_of_ease
from .growth_steps import STEPS

NEEDS = {
    "prepare": "generate",
    "ease": "prepare",
    "train": "prepare",
    "load": "train",
    "rank": "load",
    "explain": "load",
}
PACKAGES = ("numpy", "scipy", "pandas", "pyarrow", "torch", "sentence-transformers")
GB = 10**9
WORDS_OF_AN_ERROR = 200

Run = Callable[[str, Path, GrowingCatalogue], Mapping[str, Any]]
"""Does a step in a folder; returns its result, or why there is none as ``{"broke": words}``."""


@dataclass(frozen=True)
class Bounds:
    """A step's most memory, in bytes, and most time, in seconds."""

    memory: int
    seconds: float

    def run(self, step: str, folder: Path, growing: GrowingCatalogue) -> Mapping[str, Any]:
        """Do a step in a process of its own."""
        arguments = (step, str(folder), str(self.memory), json.dumps(asdict(growing)))
        command = [sys.executable, "-m", "tests.benchmarks.growth_steps", *arguments]
        try:
            process = subprocess.run(command, capture_output=True, text=True, timeout=self.seconds, check=False)
        except subprocess.TimeoutExpired:
            return {"broke": f"longer than {self.seconds:,.0f} s"}
        if process.returncode == 0:
            return json.loads(process.stdout.splitlines()[-1])
        error = (process.stderr.strip().splitlines() or [f"exit code {process.returncode}"])[-1]
        return {"broke": error[:WORDS_OF_AN_ERROR]}


def grow(catalogues: Iterable[GrowingCatalogue], run: Run) -> Iterator[Mapping[str, Any]]:
    """Yield for each catalogue, small ones first, its sizes and the results of all steps."""
    broken: dict[str, str] = {}  # by step, at which size
    for growing in sorted(catalogues, key=lambda each: each.films):
        results: dict[str, Mapping[str, Any]] = {}
        with tempfile.TemporaryDirectory(prefix="growth-") as folder:
            for step in STEPS:
                if earlier := broken.get(step) or broken.get(NEEDS.get(step, "")):
                    results[step] = {"broke": f"not tried: {earlier}"}
                    broken[step] = earlier
                    continue
                results[step] = run(step, Path(folder), growing)
                if reason := results[step].get("broke"):
                    broken[step] = f"{step} broke at {growing.films:,} films"
                sys.stderr.write(f"{growing.films:,} films, {step}: {reason or results[step]['seconds']}\n")
        yield {**asdict(growing), "steps": results}


def report_of(sizes: Sequence[Mapping[str, Any]], command: str, bounds: Bounds) -> dict[str, Any]:
    """Return all that the JSON file holds."""
    return {
        "command": command,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "bounds": asdict(bounds),
        "sizes": list(sizes),
        "exponents": exponents(sizes),
        "times_of_ease": times_of_ease(sizes),
    }


def machine() -> dict[str, Any]:
    """Return what the times depend on: processor, memory, threads, and how busy it is. The host's name is left out."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "threads": os.environ.get("OMP_NUM_THREADS", "not set"),
        "load": os.getloadavg()[0],
    }


def _processor() -> str:
    """Return the processor's name where the system tells it."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, write the JSON file after each size, and print the table."""
    options = _options().parse_args(arguments)
    words = sys.argv[1:] if arguments is None else arguments
    command = " ".join(("python -m tests.benchmarks.growth", *words))
    catalogues = [_catalogue(films, options) for films in options.films]
    bounds, sizes = Bounds(int(options.memory * GB), 60 * options.minutes), []
    for size in grow(catalogues, bounds.run):
        sizes.append(size)
        report = report_of(sizes, command, bounds)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(report) + "\n")


def _catalogue(films: int, options: argparse.Namespace) -> GrowingCatalogue:
    ratings = films * options.ratings_a_film
    viewers = max(ratings // options.ratings_a_viewer, 1)
    return GrowingCatalogue(films, viewers, ratings, options.plot_words, options.seed)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--films", type=int, nargs="+", required=True, help="numbers of films")
    parser.add_argument("--ratings-a-film", type=int, default=100)
    parser.add_argument("--ratings-a-viewer", type=int, default=100)
    parser.add_argument("--plot-words", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--memory", type=float, default=10.0, help="most GB that a step may ask for")
    parser.add_argument("--minutes", type=float, default=15.0, help="most minutes that a step may take")
    parser.add_argument("--out", type=Path, default=Path("build/growth.json"), help="the JSON file")
    return parser


if __name__ == "__main__":
    main()
