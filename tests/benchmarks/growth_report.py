"""Exponents and the table of what ``growth.py`` measures.

An exponent is the slope of a line through the logs of a cost and of the number of films, with viewers and ratings
growing along: 1 is a cost that follows the data, 2 its square. Memory is what the process took beyond what it had when
the deed began, since libraries and inputs do not grow alike. Times are of the processor: others on the machine change
them less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Result = Mapping[str, Any]
COSTS: Mapping[str, Callable[[Result], float]] = {
    "processor_seconds": lambda result: result["processor_seconds"],
    "memory": lambda result: result["memory_bytes"] - result["memory_before_bytes"],
    "disk": lambda result: result["disk_bytes"],
}
LEAST_MEMORY = 10**7  # bytes: less is noise of the allocator


def exponents(sizes: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return by step and cost the exponent over the sizes at which the step did not break; two at least."""
    fits: dict[str, dict[str, float]] = {}
    for step in sizes[0]["steps"]:
        done = [(size["films"], size["steps"][step]) for size in sizes if "broke" not in size["steps"][step]]
        for name, cost in COSTS.items():
            least = LEAST_MEMORY if name == "memory" else 0
            points = [(films, cost(result)) for films, result in done if cost(result) > least]
            if len(points) > 1:
                fits.setdefault(step, {})[name] = slope(*zip(*points, strict=True))
    return fits


def slope(films: Sequence[float], costs: Sequence[float]) -> float:
    """Return the slope of the line through the logs of both.

    >>> round(slope([10, 20, 40], [3, 12, 48]), 6)
    2.0
    """
    return float(np.polyfit(np.log(films), np.log(costs), 1)[0])


def times_of_ease(sizes: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return by number of films what our training takes, as multiples of what EASE takes in the same run."""
    multiples = {}
    for size in sizes:
        ours, theirs = size["steps"]["train"], size["steps"]["ease"]
        if "broke" not in ours and "broke" not in theirs:
            multiples[str(size["films"])] = {
                "processor_seconds": ours["processor_seconds"] / theirs["processor_seconds"],
                "memory": ours["memory_bytes"] / theirs["memory_bytes"],
            }
    return multiples


def table(report: Result) -> str:
    """Return the report for people, in Markdown: a row for each step and cost, a column for each size."""
    sizes = report["sizes"]
    head = ("| step, cost |", *(f" {size['films']:,} films |" for size in sizes), " exponent |")
    lines = ["".join(head), "| --- |" + " --- |" * (len(sizes) + 1)]
    for step in sizes[0]["steps"]:
        results = [size["steps"][step] for size in sizes]
        fits = report["exponents"].get(step, {})
        rows = {
            "wall time": ([_seconds(r, "seconds") for r in results], math.nan),
            "processor time": ([_seconds(r, "processor_seconds") for r in results], fits.get("processor_seconds")),
            "peak memory": ([_gigabytes(r, "memory_bytes") for r in results], fits.get("memory")),
            "on disk": ([_gigabytes(r, "disk_bytes") for r in results], fits.get("disk")),
        }
        for stage in dict.fromkeys(stage for result in results for stage in result.get("stages", {})):
            rows[f"of it: {stage}"] = ([_seconds(r.get("stages", {}), stage) for r in results], math.nan)
        for cost, (cells, fit) in rows.items():
            if any(cell not in ("", "0.000 GB") for cell in cells):
                end = "" if fit is None or math.isnan(fit) else f"{fit:.2f}"
                lines.append(f"| {step}, {cost} | {' | '.join(cells)} | {end} |")
    cells = [report["times_of_ease"].get(str(size["films"])) for size in sizes]
    for cost in ("processor_seconds", "memory"):
        multiples = (f"{each[cost]:.1f}" if each else "" for each in cells)
        lines.append(f"| train, times EASE: {cost.replace('_', ' ')} | {' | '.join(multiples)} | |")
    broken = (f"{s['films']:,} films, {n}: {r['broke']}" for s in sizes for n, r in s["steps"].items() if "broke" in r)
    return "\n".join((*lines, "", *broken)).rstrip()


def _seconds(result: Result, name: str) -> str:
    if name not in result:
        return ""
    seconds = result[name]
    return f"{1000 * seconds:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _gigabytes(result: Result, name: str) -> str:
    return f"{result[name] / 1e9:.3f} GB" if name in result else ""
