"""Write the locks: every package of an installation, with the hashes of its files on the public index.

``python -m tests.supply.lock``, or ``make lock``, asks the index. Versions are those of ``constraints.txt``; what is
needed is what ``pyproject.toml`` says. A lock holds for Python 3.11 to 3.13 on any platform.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
TORCH, DEMO, DEVELOP = (ROOT / "locks" / f"{name}.txt" for name in ("torch", "demo", "develop"))
OLDEST_PYTHON = "3.11"
HEADERS = {
    TORCH: "# torch: the hashes of PyPI's files and of the builds without CUDA on PyTorch's index, by `make lock`.\n"
    "# CUDA's libraries, which PyPI's build for Linux asks for by exact versions, are in no lock.\n",
    DEMO: "# What the demo needs beside torch, with the hashes of all files on the public index, by `make lock`.\n",
    DEVELOP: "# What `make` installs beside the demo: other ways of explaining, and tests, by `make lock`.\n",
}
CUDA = re.compile(r"(nvidia|cuda)-[\w-]+|triton")
# Of PyTorch's index for torch without CUDA, which few machines reach but everybody may choose: the wheels of CPython
# 3.11, 3.12 and 3.13, each for x86-64 and for aarch64 Linux.
TORCH_WITHOUT_CUDA = {
    "2.13.0": (
        "6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b",
        "84453b69508ec79902f899c5ed9495acb9e2bbe9fda5f1d5d6f19e3c3842e1a7",
        "4ca4a9394b0c771238a4f73590fdbbc4debad85ed0fa63d026ae1b085da7d6e2",
        "6f307c2c32d764ffc6ff6893b801fad6d4752f3e67966cb8abf1843427c02604",
        "3fbf9c9d1f3c10c2d59d04aca426dee9ccc6ceb32d255c61e93acc3b4f75fae6",
        "0b8f7d0423027ae8b90c7977c627f3379f325363a08224dffad9b4b2d684a83d",
    )
}


@dataclass(frozen=True)
class Pin:
    """A package of a lock: its name, its version, where it is needed, and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def __str__(self) -> str:
        """Write it as pip reads it."""
        condition = f" ; {self.marker}" if self.marker else ""
        return " \\\n    ".join(
            [f"{self.name}=={self.version}{condition}", *(f"--hash=sha256:{h}" for h in self.hashes)]
        )


def canonical(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str) -> dict[str, Pin]:
    """Return the packages of a lock by their names."""
    pins = {}
    for entry in re.findall(r"^[^#\s].*(?:\n[ \t].*)*", text, re.MULTILINE):
        requirement, _, marker = entry.partition(" \\\n")[0].partition(" ; ")
        name, _, version = requirement.partition("==")
        pins[canonical(name)] = Pin(
            canonical(name), version, marker, tuple(re.findall(r"sha256:([0-9a-f]{64})", entry))
        )
    return pins


def constraints() -> dict[str, str]:
    """Return the exact versions of ``constraints.txt`` by the packages' names."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonical(name): version for name, _, version in (line.partition("==") for line in lines) if version}


def compile_lock(*extras: str) -> dict[str, Pin]:
    """Ask the index for all packages of some extras, and take out what no lock holds."""
    options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-annotate", "--no-header"]
    options += [f"--extra={extra}" for extra in extras]
    files = ["--constraints", "constraints.txt", "pyproject.toml"]
    uv = str(Path(sys.executable).with_name("uv"))
    done = subprocess.run([uv, "pip", "compile", *options, *files], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return {pin.name: pin for pin in read_lock(done.stdout.decode()).values() if is_for_a_computer(pin)}


def is_for_a_computer(pin: Pin) -> bool:
    """Tell whether a package is no part of CUDA, nor for a Python inside a browser."""
    return not CUDA.fullmatch(pin.name) and "sys_platform == 'emscripten'" not in pin.marker


def with_all_builds(torch: Pin) -> Pin:
    """Return torch with the hashes of its builds without CUDA beside PyPI's."""
    if torch.version not in TORCH_WITHOUT_CUDA:
        sys.exit(
            f"{__file__}: TORCH_WITHOUT_CUDA has no hashes of torch {torch.version}; copy them from PyTorch's index"
        )
    return replace(torch, hashes=torch.hashes + TORCH_WITHOUT_CUDA[torch.version])


def locks() -> Iterator[tuple[Path, list[Pin]]]:
    """Compile each lock. A package is in one of them; torch is by itself, since which build it is has to be chosen."""
    demo, all_ = compile_lock("demo"), compile_lock("all", "test")
    yield TORCH, [with_all_builds(demo.pop("torch"))]
    yield DEMO, list(demo.values())
    yield DEVELOP, [pin for name, pin in all_.items() if name not in demo and name != "torch"]


def main() -> None:
    """Write both."""
    for path, pins in locks():
        path.write_text(HEADERS[path] + "".join(f"{pin}\n" for pin in pins), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(pins)} packages")


if __name__ == "__main__":
    main()
