"""Coverage-guided fuzzing of the doors in ``tests/trust/targets.py``: ``make fuzz``, or

    python -m tests.trust.fuzz --seconds 600 [TARGET ...]

Each target runs in a process of its own, from the kept corpus, and goes on after a crash: the first input of each kind
of crash is written to ``--crashes``. What is left of the time is told at the end, with the number of executions.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
CRASHES = Path("crashes")
NAMES = ("data_folder", "metadata", "export", "address", "study", "picture", "document", "artefact")
MOST_BYTES = 20_000  # of an input that is tried
MOST_MEMORY = 3_000  # MB
SLOW = 20  # seconds that one input may take
WATCHED = ["emde_core", "dashboard", "zipfile", "csv", "PIL"]  # packages whose branches guide the search


def main() -> int:
    """Fuzz the targets one after another; return 1 where one crashed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", default=NAMES, help="by default all")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--crashes", type=Path, default=CRASHES)
    parser.add_argument("--new", type=Path, help="folder for inputs that reached new code; by default not kept")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        _fuzz(asked.targets[0], asked.seconds, asked.crashes, asked.new)
    return max(_run(name, asked.seconds, asked.crashes, asked.new) for name in asked.targets)


def _run(name: str, seconds: int, crashes: Path, new: Path | None) -> int:
    before = _inputs(crashes, name)
    with tempfile.TemporaryDirectory() as scrap:
        kept = new / name if new else Path(scrap)
        kept.mkdir(parents=True, exist_ok=True)
        words = [name, "--seconds", str(seconds), "--crashes", crashes, "--new", kept, "--inside"]
        run = subprocess.run([sys.executable, "-m", "tests.trust.fuzz", *map(str, words)], stderr=subprocess.PIPE)
        report = run.stderr.decode(errors="replace")
        reached = len(list(kept.iterdir()))
    counts = re.findall(r"Done (\d+) runs in (\d+) second", report) or re.findall(r"#(\d+)\t\w+()", report)[-1:]
    executions = counts[-1][0] if counts else "0"
    faults = sorted(_inputs(crashes, name) - before)
    print(f"{name}: {int(executions):,} executions, {reached} inputs reached new code, {len(faults)} kinds of crash")
    for path in faults:
        print(f"  {path}")
    if run.returncode and not faults:
        print(report[-2000:])
    return int(bool(faults or run.returncode))


def _inputs(crashes: Path, name: str) -> set[Path]:
    """Return the inputs that crashed; beside each lies its traceback."""
    return {path for path in crashes.glob(f"{name}-*") if path.suffix != ".txt"}


def _fuzz(name: str, seconds: int, crashes: Path, new: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=WATCHED):
        targets = importlib.import_module("tests.trust.targets")
    crashes.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-rss_limit_mb={MOST_MEMORY}"]
    options += [f"-timeout={SLOW}", f"-artifact_prefix={crashes}/{name}-", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([name, *options, str(new), str(CORPUS / name)], _noting(name, targets.TARGETS[name], crashes))
    atheris.Fuzz()


def _noting(name: str, target: Callable[[bytes], None], crashes: Path) -> Callable[[bytes], None]:
    """Return a target that writes down the first input of each kind of crash, and goes on."""
    kinds: set[str] = set()

    def once(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            frames = traceback.extract_tb(error.__traceback__)
            here = [frame for frame in frames if "emde_core" in frame.filename or "dashboard" in frame.filename]
            last = (here or frames)[-1]
            kind = f"{type(error).__name__} {Path(last.filename).name} {last.lineno}"
            if kind not in kinds:
                kinds.add(kind)
                path = crashes / f"{name}-{hashlib.sha256(kind.encode()).hexdigest()[:8]}"
                path.write_bytes(data)
                path.with_suffix(".txt").write_text(traceback.format_exc())

    return once


if __name__ == "__main__":
    sys.exit(main())
