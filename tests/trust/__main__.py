"""All campaigns of SECURITY.md, one after another: ``python -m tests.trust [WORDS OF A CLASS]``, or ``make trust``.

Each row's command is run as it stands there; what it prints goes on, and at the end a table says how each ended.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from tests.trust.campaigns import COMMAND, ROOT, campaigns

OTHERS = ("make test", "make trust")  # the first has the small samples, and is run by itself


def commands(words: str) -> dict[str, list[str]]:
    """Commands in the table's order, each once, with the classes of its rows that hold the words."""
    by_command: dict[str, list[str]] = {}
    for row in campaigns():
        for command in COMMAND.findall(row[-1]):
            if command not in OTHERS and words in row[0]:
                by_command.setdefault(command, []).append(row[0])
    return by_command


def main() -> int:
    """Run the campaigns; the exit status is 1 if one of them failed."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    results = []
    for command, classes in commands(" ".join(sys.argv[1:])).items():
        print(f"\n== {command}", flush=True)
        start = time.monotonic()
        status = subprocess.run(shlex.split(command), cwd=ROOT, env=environment, check=False).returncode
        results.append((classes, status, time.monotonic() - start))
    print()
    for classes, status, seconds in results:
        for each in classes:
            print(f"{'held' if status == 0 else f'FAILED ({status})':12} {seconds:7.0f} s  {each}")
    return int(any(status for _, status, _ in results))


if __name__ == "__main__":
    sys.exit(main())
