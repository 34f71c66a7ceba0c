"""What is written down while people click: how long each thing took, what went wrong, and the server's memory."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

MEGABYTE = 1024  # kB


@dataclass
class Ledger:
    """Notes of all sessions; threads share it.

    Attributes:
        waits: seconds, by kind.
        errors: a line each, with the session's name.
        returns: seconds until a session that lost its connection stood where it stood; by whether the server was new.
        checks: how many pages were compared with the model.
        memory: (seconds since the start, MB) of the server.
    """

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    returns: dict[bool, list[float]] = field(default_factory=lambda: defaultdict(list))
    checks: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)
    start: float = field(default_factory=time.perf_counter)
    _lock: Lock = field(default_factory=Lock)

    def waited(self, kind: str, seconds: float) -> None:
        """Write down how long something took."""
        with self._lock:
            self.waits[kind].append(seconds)

    def returned(self, seconds: float, *, is_new: bool) -> None:
        """Write down that a session found its way back."""
        with self._lock:
            self.returns[is_new].append(seconds)

    def checked(self) -> None:
        """Count a page that was compared."""
        with self._lock:
            self.checks += 1

    def fail(self, name: str, what: str) -> None:
        """Write down what went wrong."""
        with self._lock:
            self.errors.append(f"{self.now():.0f} s, {name}: {what}")

    def weigh(self, pid: int) -> float:
        """Write down the server's memory; MB."""
        memory = resident(pid)
        self.memory.append((self.now(), memory))
        return memory

    def now(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self.start

    def latencies(self) -> dict[str, dict[str, float]]:
        """Return count, median, 95th percentile and maximum of each kind, in seconds, and of all."""
        every = {**self.waits, "all": [each for waits in self.waits.values() for each in waits]}
        return {kind: figures(waits) for kind, waits in every.items() if waits}


def figures(waits: list[float]) -> dict[str, float]:
    """Return count, median, 95th percentile and maximum; {} for nothing."""
    if not waits:
        return {}
    median, late = np.percentile(waits, [50, 95])
    return {
        "count": len(waits),
        "median": round(float(median), 3),
        "p95": round(float(late), 3),
        "max": round(max(waits), 3),
    }


def resident(pid: int) -> float:
    """Return the resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / MEGABYTE for line in status.splitlines() if line.startswith("VmRSS"))
