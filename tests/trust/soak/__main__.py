"""Load and soak: ``python -m tests.trust.soak [--sessions 50] [--minutes 10]``; ends with 1 where anything went wrong.

Most sessions speak Streamlit's own messages over a socket, and some are pages of a real browser: one click costs a page
several times the processor time that it costs the server, and fifty pages would be a test of the browser. Both do and
check the same; see ``person.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from emde_core.artifacts import prepared_catalogue as store
from emde_core.workspace import demo_folder
from tests.serving import chromium_binary
from tests.trust.soak.campaign import THINK, Plan, soak

PAGES = 4


def main() -> int:
    """Run the campaign, print its figures, and keep all of them as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.soak")
    parser.add_argument("--sessions", type=int, default=50, help="how many at once; default 50")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many of them in a real browser; default 4")
    parser.add_argument("--minutes", type=float, default=10.0, help="default 10")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", type=Path, help="a model's folder; default: the prepared demo's")
    parser.add_argument(
        "--out", type=Path, default=Path("soak.json"), help="default soak.json; the server's log beside"
    )
    options = parser.parse_args()
    pages = min(options.pages, options.sessions) if chromium_binary() else 0
    plan = Plan(options.sessions - pages, pages, options.minutes, options.seed)
    log = options.out.with_suffix(".log")
    log.unlink(missing_ok=True)
    result = soak(options.model or demo_folder() / store.MODEL, log, plan, lambda words: print(words, flush=True))
    options.out.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(table(result))
    return 1 if result["errors"] or result["log_trouble"] else 0


def table(result: dict[str, Any]) -> str:
    """Write the figures as a short table."""
    sizes = f"{result['sessions']} sessions at sockets and {result['pages']} pages, {result['minutes']:g} minutes"
    lines = [
        f"{sizes}, {THINK[0]:g} to {THINK[1]:g} s between clicks: {result['checks']} pages checked",
        f"{'seconds':24}{'count':>7}{'median':>8}{'p95':>8}{'max':>8}",
    ]
    waits = result["seconds"] | {f"back at a {kind}": each for kind, each in result["returns"].items()}
    for kind, each in waits.items():
        if each:
            numbers = (each["median"], each["p95"], each["max"])
            lines.append(f"{kind:24}{each['count']:7}" + "".join(f"{number:8.2f}" for number in numbers))
    for what, value in result["memory"].items():
        if isinstance(value, float):
            lines.append(f"memory, {what}: " + (f"{100 * value:.1f} %" if "drift" in what else f"{value:.1f} MB"))
    wrong = [*result["errors"], *(f"log: {line}" for line in result["log_trouble"])]
    return "\n".join([*lines, f"{len(wrong)} errors", *wrong[:20]])


if __name__ == "__main__":
    sys.exit(main())
