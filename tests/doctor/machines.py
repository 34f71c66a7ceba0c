"""A machine on which all is in order, and how each thing on it is broken."""

from __future__ import annotations

import json
import re
import shutil
import socket
import tomllib
from collections import namedtuple
from pathlib import Path

import emde_core
from emde_core.cli import address
from emde_core.doctor import machine, packages, registry, serving
from emde_core.doctor.finding import State
from emde_core.modalities import language_model

ROOT = Path(__file__).parents[2]
README = ROOT / "emde_core" / "doctor" / "README.md"
Usage = namedtuple("Usage", "total used free")
EVERYTHING = {each.name: each for each in registry.EXAMINATIONS}
real_child, real_processors = packages.run_child, machine.usable_processors


def children(script, *words, folder=None):  # noqa: ARG001
    """A Python in which every import succeeds, and Streamlit has the settings that it was given."""
    if folder is None:
        return "".join(f"try {word}\n" for word in words), ""
    ours = serving.SAFE | serving._settings_of(folder / ".streamlit" / "config.toml")
    return json.dumps({name: [value, "a file"] for name, value in ours.items()}), ""


def own_needs():
    """The requirements of this checkout, as the metadata of an installation lists them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        f"{line}; extra == '{name}'" for name in packages.PURPOSES for line in table["optional-dependencies"][name]
    ]
    return [*table["dependencies"], *(line for line in lines if not line.startswith(packages.PROJECT))]


def needing(*lines):
    return lambda name: list(lines)  # noqa: ARG005


def old_python(patch, _):
    patch.setattr("platform.python_version", lambda: "3.9.1")


def other_version(patch, _):
    patch.setattr(emde_core, "__version__", "99.0")


def old_numpy(patch, _):
    patch.setattr(packages, "requires", needing("numpy>=99"))


def no_extras(patch, _):
    lines = [f"no-such-thing>=1; extra == '{name}'" for name in packages.PURPOSES]
    patch.setattr(packages, "requires", needing(*lines))


def broken_module(patch, folder):
    (folder / "broken_thing.py").write_text("raise OSError('libtea.so: cannot open')", encoding="utf-8")
    patch.setenv("PYTHONPATH", str(folder))
    patch.setattr(packages, "requires", needing("broken-thing"))
    patch.setattr(packages, "version", lambda name: "1.0")  # noqa: ARG005
    patch.undo_child()


def other_weights(patch, _):
    patch.setattr(language_model, "WEIGHTS_SHA256", "0" * 64)


def broken_fonts(patch, folder):
    (folder / "fonts" / "tea").mkdir(parents=True)
    (folder / "fonts" / "tea" / "tea.ttf").write_bytes(b"no font")
    patch.setattr("emde_core.assets_dir.ASSETS", folder)


def no_browser(patch, _):
    patch.delenv("CHROMIUM")
    patch.setattr(shutil, "which", lambda name: None)  # noqa: ARG005


def little_memory(patch, folder):
    (folder / "proc").mkdir()
    (folder / "proc" / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable:  200000 kB\n", encoding="ascii")
    patch.setattr(machine, "ROOT", folder)


def one_processor(patch, folder):
    (folder / "sys/fs/cgroup").mkdir(parents=True)
    (folder / "sys/fs/cgroup/cpu.max").write_text("100000 100000\n", encoding="ascii")
    patch.setattr(machine, "ROOT", folder)
    patch.undo_processors()
    patch.setattr("threadpoolctl.threadpool_info", lambda: [{"internal_api": "openblas", "num_threads": 64}])


def latin_terminal(patch, _):
    patch.setattr("locale.getpreferredencoding", lambda do_setlocale=True: "ISO-8859-1")  # noqa: ARG005


def no_temporary_folder(patch, folder):
    patch.setattr("tempfile.tempdir", str(folder / "nowhere"))


def home_is_a_file(patch, folder):
    (folder / "file").write_text("", encoding="utf-8")
    patch.setenv("EMDE_HOME", str(folder / "file"))


def full_disk(patch, _):
    patch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 1000))  # noqa: ARG005


def taken_port(patch, _):
    patch.listener = socket.create_server(("127.0.0.1", 0))
    patch.setattr(address, "DEFAULT_PORT", patch.listener.getsockname()[1])


def open_to_other_pages(patch, _):
    patch.setenv("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION", "false")
    patch.undo_child()


def empty_key(patch, _):
    patch.setenv(serving.TMDB_VARIABLE, " ")


def old_demo(patch, _):
    patch.setattr("emde_core.demo.is_current", lambda folder, ratings: False)  # noqa: ARG005


BREAKING = {
    "python": (old_python, State.FAULT, "CPython 3.9.1.* not one that the project runs on"),
    "project": (other_version, State.FAULT, "version 99.0 runs, and .* is installed"),
    "libraries": (old_numpy, State.FAULT, r"numpy .* is too old \(>=99 is needed\)"),
    **{f"extra-{name}": (no_extras, State.WARNING, "no-such-thing is missing") for name in packages.PURPOSES},
    "imports": (broken_module, State.FAULT, "broken-thing 1.0 can't be imported: OSError: libtea.so: cannot open"),
    "language-model": (other_weights, State.FAULT, "does not hold the official all-MiniLM-L6-v2 weights"),
    "assets": (broken_fonts, State.FAULT, "fonts can't be read: .*tea.ttf"),
    "chromium": (no_browser, State.WARNING, "no Chromium"),
    "memory": (little_memory, State.WARNING, r"204\.8 MB of memory free; reading the demo's films takes 1\.1 GB"),
    "processors": (one_processor, State.WARNING, "1 of .* processors, 64 threads of openblas"),
    "terminal": (latin_terminal, State.WARNING, "text is written in ISO-8859-1"),
    "temporary-folder": (no_temporary_folder, State.FAULT, "can't be made .*nowhere"),
    "home": (home_is_a_file, State.FAULT, "file can't be read and written .*Not a directory"),
    "disk": (full_disk, State.WARNING, "1 KB free where .*; the demo takes up to 300 MB"),
    "port": (taken_port, State.WARNING, "in use by .*python.* .process"),
    "streamlit": (open_to_other_pages, State.WARNING, "XsrfProtection is False, by .*environment.* comes with True"),
    "tmdb-key": (empty_key, State.WARNING, "set and empty"),
    "demo": (old_demo, State.WARNING, "will be made again"),
}  # fmt: skip


def documented_facts():
    """The facts that the README's table names, for each examination."""
    rows = re.findall(r"^\| (`.+?) \| .+? \| (.*?) ?\|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    in_ticks = re.compile(r"`([\w-]+)`")
    return {name: set(in_ticks.findall(facts)) for names, facts in rows for name in in_ticks.findall(names)}
