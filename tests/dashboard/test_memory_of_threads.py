"""What threads of the server free, other threads may use; and no click waits until all memory was searched."""

from __future__ import annotations

import platform
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.__main__ import DEFAULTS

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"

THREADS = """
import ctypes, sys, threading
from dashboard.__main__ import share_memory
if sys.argv[1] == "shared":
    share_memory()
together = threading.Barrier(8)
def hold():
    together.wait()
    pieces = [bytes(50_000) for _ in range(20)]
    together.wait()
threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
"""


def arenas(word: str) -> int:
    run = subprocess.run([sys.executable, "-c", THREADS, word], capture_output=True, text=True, check=True)
    return run.stderr.count("Arena ")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another allocator")
def test_threads_of_the_server_allocate_in_one_part_of_memory():
    assert arenas("apart") > 1
    assert arenas("shared") == 1


def test_streamlit_does_not_collect_garbage_after_every_click_however_it_is_started():
    assert DEFAULTS["STREAMLIT_RUNNER_POST_SCRIPT_GC"] == "false"
    assert tomllib.loads(CONFIG.read_text(encoding="utf-8"))["runner"]["postScriptGC"] is False
