"""Serve the app: ``python -m dashboard [Streamlit's options] -- --model PATH``.

Streamlit imports an app when the first browser asks for it. Here that is done while the browser is still opening.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from threading import Thread

from streamlit.web import cli


def main() -> None:
    """Serve until interrupted."""
    Thread(target=import_module, args=("dashboard.app",), name="imports", daemon=True).start()
    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
