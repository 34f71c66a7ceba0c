"""The machine: memory, processors and the threads that compute on them, the terminal's encoding, temporary files."""

from __future__ import annotations

import locale
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from emde_core.doctor.finding import Finding, fault, in_order, warning

ROOT = Path("/")  # below it the system tells of itself
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def memory() -> Iterator[Finding]:
    """Compare the memory that is free with what reading the demo's films takes."""
    from emde_core.assets_dir import DEMO
    from emde_core.data.readers.native import read_native
    from emde_core.effort import size_words
    from emde_core.sketch.effort import reading_effort

    least = reading_effort(read_native(DEMO).catalogue)[1].memory
    free = free_memory()
    if free is None:
        yield in_order("this system does not tell how much memory is free", free=None, needed=int(least))
        return
    words = f"{size_words(free)} of memory free; reading the demo's films takes {size_words(float(f'{least:.2g}'))}"
    if free < least:
        remedy = "end other programs, or run it where there is more; a smaller catalogue takes less"
        yield warning(words, remedy, free=free, needed=int(least))
    else:
        yield in_order(words, free=free, needed=int(least))


def free_memory() -> int | None:
    """Return the bytes that this process may still take: of the machine, its container and its own limit."""
    bounds = [_available(), _container(), _limit()]
    return min((bound for bound in bounds if bound is not None), default=None)


def _available() -> int | None:
    with suppress(OSError, ValueError):
        for line in (ROOT / "proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with suppress(OSError, ValueError, AttributeError):  # macOS has no more to tell, Windows has not even this
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _container() -> int | None:
    with suppress(OSError, ValueError):  # no such file, or "max"
        folder = ROOT / "sys/fs/cgroup"
        most, current = ((folder / name).read_text(encoding="ascii") for name in ("memory.max", "memory.current"))
        return max(int(most) - int(current), 0)
    return None


def _limit() -> int | None:
    try:
        import resource
    except ModuleNotFoundError:  # on Windows
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft


def processors() -> Iterator[Finding]:
    """Compare the threads that linear algebra runs on with the processors that this process may use."""
    import numpy as np
    import scipy.linalg  # noqa: F401 - brings its own BLAS, which the pool below then knows
    from threadpoolctl import threadpool_info

    usable, pools = usable_processors(), threadpool_info()
    blas = [f"{each['internal_api']} {each.get('version') or ''}".strip() for each in pools]
    threads = max((each["num_threads"] for each in pools), default=1)
    settings = {name: os.environ[name] for name in THREADS if name in os.environ}
    words = f"{usable} of {os.cpu_count()} processors, {threads} threads of {' and '.join(blas) or 'numpy'}"
    words += "".join(f", {name}={value}" for name, value in settings.items())
    facts = {"usable": usable, "threads": threads, "blas": blas, "settings": settings}
    if not np.isclose(np.linalg.solve(np.array([[2.0, 1], [1, 3]]), np.array([3.0, 4])), 1).all():
        yield fault(f"{words}: numpy computes wrongly", "python -m pip install --force-reinstall numpy", **facts)
    elif threads > usable:
        yield warning(f"{words}: threads that wait for each other", f"export OMP_NUM_THREADS={usable}", **facts)
    else:
        yield in_order(words, **facts)


def usable_processors() -> int:
    """Return how many processors this process may use: of the machine, by its affinity, by its container."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):  # no such file, or "max"
        quota, period = (ROOT / "sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        count = min(count, -(-int(quota) // int(period)))
    return max(count, 1)


def terminal() -> Iterator[Finding]:
    """Look whether text and file names of every script can be written."""
    text, names = locale.getpreferredencoding(False), sys.getfilesystemencoding()
    words = f"text is written in {text}, file names in {names}"
    if {text.lower().replace("-", ""), names.lower().replace("-", "")} == {"utf8"}:
        yield in_order(words, text=text, file_names=names)
    else:
        remedy = "set PYTHONUTF8=1" if sys.platform == "win32" else "export PYTHONUTF8=1"
        yield warning(f"{words}: not every title can be written", remedy, text=text, file_names=names)


def temporary_folder() -> Iterator[Finding]:
    """Look whether temporary files can be made."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"0" * 4096)
            file.flush()
        yield in_order(f"can be made in {tempfile.gettempdir()}")
    except OSError as error:
        yield fault(f"can't be made ({error})", "export TMPDIR=FOLDER, one that can be written")
