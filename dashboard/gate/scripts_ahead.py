"""A program that loads what Films needs of Streamlit's scripts before somebody opens it."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("Checkbox", "DataFrame", "DownloadButton", "Selectbox", "TextInput")  # as Streamlit calls them, before a hash
SCRIPTS = "static/js"


def scripts_ahead(static: Path, base_path: str) -> str:
    """Return the program, for the head of every page.

    Args:
        static: the folder of what Streamlit serves.
        base_path: below which all pages lie, "/films"; "" where they lie at the top.
    """
    names = [path.name for part in PARTS for path in sorted((static / SCRIPTS).glob(f"{part}.*.js"))]
    top = f"/{base_path.strip('/')}".rstrip("/")
    addresses = json.dumps([f"{top}/{SCRIPTS}/{name}" for name in names]).replace("<", "\\u003c")
    program = (HERE / "scripts_ahead.js").read_text(encoding="utf-8")
    return f"globalThis.emdeScriptsAhead = {addresses};\n{program}"
