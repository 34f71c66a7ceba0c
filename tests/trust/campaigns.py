"""The table of SECURITY.md: what is tried, and the command that tries it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = ("class", "cases", "what broke", "command")
COMMAND = re.compile(r"`([^`]+)`")


def campaigns() -> list[tuple[str, ...]]:
    """The rows of the table, each with its cells."""
    lines = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is tried")[2].splitlines()
    head, _, *rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line[:1] == "|"]
    if head != HEAD:
        raise ValueError(f"the table of SECURITY.md has the columns {head}, and {HEAD} are expected")
    return rows
