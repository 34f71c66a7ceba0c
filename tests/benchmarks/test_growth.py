"""Growth of time and memory over small sizes; ``python -m tests.benchmarks.growth`` measures others."""

from __future__ import annotations

import json
import subprocess
import sys

SIZES = ("300", "600", "1200")


def test_growth(tmp_path, measured):
    file = tmp_path / "growth.json"
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--films", *SIZES, "--out", str(file)]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    report = json.loads(file.read_text(encoding="utf-8"))
    for step, fits in report["exponents"].items():
        found = ", ".join(f"{cost.replace('_', ' ')} {exponent:.2f}" for cost, exponent in fits.items())
        measured(f"exponents of {step}, {' to '.join((SIZES[0], SIZES[-1]))} films", found)
    for films, multiples in report["times_of_ease"].items():
        found = (
            f"{multiples['processor_seconds']:.1f} times EASE's processor time, {multiples['memory']:.1f} its memory"
        )
        measured(f"training on {films} films", found)
