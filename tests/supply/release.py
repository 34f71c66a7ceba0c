"""Make a release: wheel, source distribution, bill of materials and checksums, the same bytes whoever makes it where.

``python -m tests.supply.release``, or ``make release``, builds what is committed, then builds it once more from the
source distribution, elsewhere, and refuses if a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.supply.lock import ROOT
from tests.supply.sbom import bill_of_materials


def git(*arguments: str) -> str:
    """Return what git says about this checkout."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def last_commit() -> int:
    """Return the second of the last commit, which dates all that is made."""
    return int(git("log", "-1", "--format=%ct"))


def copy_checkout(folder: Path) -> None:
    """Copy the files that git knows and no other, with odd permissions: none of them may show in a release."""
    for name in git("ls-files", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            (folder / name).chmod(0o600)


def build(source: Path, out: Path, epoch: int) -> dict[str, bytes]:
    """Build wheel and source distribution without a network; return both by their names."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out), "-t", "sdist", "-t", "wheel"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run(command, cwd=source, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@contextmanager
def unpacked(sdist: Path) -> Iterator[Path]:
    """Unpack a source distribution into a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        yield next(Path(folder).iterdir())


def build_twice(out: Path, epoch: int) -> None:
    """Build into a folder, and once more from the source distribution; refuse if both are not the same bytes."""
    with tempfile.TemporaryDirectory() as checkout, tempfile.TemporaryDirectory() as again:
        copy_checkout(Path(checkout))
        first = build(Path(checkout), out, epoch)
        with unpacked(next(out.glob("*.tar.gz"))) as source:
            second = build(source, Path(again), epoch)
    refuse_differences(first, second)


def refuse_differences(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    """Exit with the names of the files that are not the same bytes in both."""
    different = [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]
    if different:
        sys.exit(f"two builds of one commit differ: {', '.join(different)}")


def checksums(folder: Path) -> str:
    """Return a line for each file, as ``sha256sum --check`` reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())
    )


def main() -> None:
    """Make the release in ``dist/``, or in the folder that ``--out`` names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    out = parser.parse_args().out.resolve()
    if changed := git("status", "--porcelain"):
        sys.exit(f"a release is made of what is committed; these files are not:\n{changed}")
    if out.exists() and any(out.iterdir()):
        sys.exit(f"{out} is not empty; remove it first, so that nothing else is released")
    out.mkdir(parents=True, exist_ok=True)
    epoch = last_commit()
    build_twice(out, epoch)
    wheel = next(out.glob("*.whl"))
    bill = out / f"{'-'.join(wheel.name.split('-')[:2])}.cdx.json"
    bill.write_text(json.dumps(bill_of_materials(epoch), indent=2) + "\n", encoding="utf-8")
    (out / "SHA256SUMS").write_text(checksums(out), encoding="utf-8")
    print((out / "SHA256SUMS").read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main()
