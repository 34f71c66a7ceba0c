"""The command ``emde doctor``, which asks for no package beyond Python's own library."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from emde_core.doctor.finding import State
from emde_core.doctor.registry import examinations
from emde_core.doctor.report import document, examine, summary_of, text_of

NAME = "doctor"
HELP = "Say what is in order on this machine, what is not, and how to mend it."
EPILOGUE = "Exit status: 0 where everything needed is in order, 1 where something must be mended."


def main(words: Sequence[str]) -> int:
    """Examine and print; return the exit status."""
    parser = argparse.ArgumentParser(f"emde {NAME}", description=HELP, epilog=EPILOGUE)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="of a model, or of prepared data")
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")
    choice = parser.parse_args(words)
    lines = []
    for line in examine(examinations(choice.folders)):  # some take seconds: each is said at once
        lines.append(line)
        if not choice.json:
            sys.stdout.write(f"{text_of(line)}\n")
            sys.stdout.flush()
    last = json.dumps(document(lines), indent=1) if choice.json else f"\n{summary_of(lines)}"
    sys.stdout.write(f"{last}\n")
    return int(any(line.finding.state is State.FAULT for line in lines))
