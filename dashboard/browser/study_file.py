"""The study that the server was started for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def study_path() -> Path | None:
    """Return the file named by ``--study`` after ``--`` when the server started; None where it serves every screen."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--study", type=Path, default=None)
    arguments, _ = parser.parse_known_args([word for word in sys.argv[1:] if word != "--"])
    return arguments.study
