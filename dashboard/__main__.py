"""Serve the app: ``python -m dashboard [Streamlit's options] -- --model PATH [--study FILE]``.

Only this machine can open it, unless ``--server.address`` or Streamlit's own variable says otherwise.
Streamlit imports an app when the first browser asks for it. Here that is done while the browser is still opening.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread

from dashboard.browser.study_file import study_path
from dashboard.study.definition import StudyError, read_study
from emde_core.limits import LIMITS, MEGABYTE
from emde_core.terminal import protect_terminal

# What .streamlit/config.toml says too, which Streamlit finds only where it is started from that file's folder.
DEFAULTS = {
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_HEADLESS": "true",  # else it asks for an e-mail address before it starts
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",  # to list all modules' files takes seconds
    "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(LIMITS.upload.most // MEGABYTE),
    "STREAMLIT_LOGGER_ENABLE_RICH": "false",  # a traceback goes to the log, as text
    "STREAMLIT_RUNNER_FAST_RERUNS": "false",  # what another click follows at once would not be heard
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",  # it searches all memory; Python does so in time
    "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "1000",  # bytes: what the page has of this size is not sent again
    # Runs for which a page keeps what it was sent. What a click that is under way says that it has it may drop, and its
    # connection ends for good then; after two runs, which is Streamlit's own number, quick hands get there.
    "STREAMLIT_GLOBAL_MAX_CACHED_MESSAGE_AGE": "50",
}
ARENAS = -8  # glibc's name of how many parts of memory threads allocate in (mallopt(3))


def share_memory() -> None:
    """Have all threads allocate in one part of memory, so that what one frees is there for the next.

    Every run is a thread of its own, and glibc has up to eight parts for each core, each with gaps of its own.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(ARENAS, 1)


def load_streamlit() -> Callable[[], None]:
    """Import Streamlit without its theme of figures, and return its command; ours have a look of their own.

    Streamlit makes that theme whenever it is imported, a seventh of what a start takes, but where Plotly is missing:
    as it seems to be for as long as ``sys.modules`` says None of it.
    """
    sys.modules["plotly"] = None  # type: ignore[assignment]
    try:
        from streamlit.web import cli
    finally:
        del sys.modules["plotly"]
    run: Callable[[], None] = cli.main
    return run


def main() -> None:
    """Serve until interrupted; a study with a mistake in it is not served."""
    protect_terminal()
    share_memory()
    if (file := study_path()) is not None:
        try:
            read_study(file)
        except StudyError as error:
            sys.exit(str(error))
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    serve = load_streamlit()
    Thread(target=import_module, args=("dashboard.app",), name="imports", daemon=True).start()
    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("asgi.py")), *sys.argv[1:]]
    serve()


if __name__ == "__main__":
    main()
