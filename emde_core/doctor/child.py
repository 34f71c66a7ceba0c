"""A Python of its own for what may take this one down with it: packages that crash, or never end, when imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SECONDS = 300.0


def run_child(script: str, *arguments: str, folder: Path | None = None) -> tuple[str, str]:
    """Run a script by the same Python.

    Args:
        script: the program's text.
        arguments: its ``sys.argv[1:]``.
        folder: where it runs; by default here.

    Returns:
        What it wrote on stdout, and how it ended: "" where it ended well.
    """
    command = [sys.executable, "-c", script, *arguments]
    try:
        process = subprocess.run(  # noqa: S603 - our own script
            command, capture_output=True, text=True, errors="replace", check=False, cwd=folder, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
        return output.decode(errors="replace") if isinstance(output, bytes) else output, f"no end after {SECONDS:.0f} s"
    if process.returncode < 0:
        return process.stdout, f"stopped by signal {-process.returncode}"
    last = (process.stderr.strip().splitlines() or ["no message"])[-1]
    return process.stdout, last if process.returncode else ""
