"""A release is the same bytes wherever it is made, holds what it needs and nothing of the machine, and runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile

import pytest

from emde_core import __version__
from tests.supply.lock import DEMO, ROOT, TORCH, read_lock
from tests.supply.release import build_twice, checksums, git, refuse_differences, unpacked
from tests.supply.sbom import bill_of_materials

EPOCH = 1_700_000_000
CHECKOUT = (ROOT / ".git").exists() and shutil.which("git") is not None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("release"),
    pytest.mark.skipif(not CHECKOUT, reason="what belongs to a release is what git knows, and this is no checkout"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """The files of a release; that both builds gave the same bytes has been checked."""
    out = tmp_path_factory.mktemp("release")
    build_twice(out, EPOCH)
    return out


def test_two_builds_in_two_folders_are_the_same_bytes(release):
    assert sorted(path.suffix for path in release.iterdir()) == [".gz", ".whl"]


def test_a_file_that_differs_or_lacks_is_named():
    refuse_differences({"a.whl": b"1"}, {"a.whl": b"1"})
    with pytest.raises(SystemExit, match=r"two builds of one commit differ: a\.whl, b\.gz"):
        refuse_differences({"a.whl": b"1", "c": b""}, {"a.whl": b"2", "b.gz": b"", "c": b""})


def test_the_source_distribution_is_the_checkout(release):
    names = {name for name in git("ls-files").splitlines() if not name.startswith((".ci/", ".github/"))}
    with tarfile.open(next(release.glob("*.tar.gz"))) as archive:
        members = archive.getmembers()
    inside = {member.name.partition("/")[2] for member in members}
    assert inside - names == {"PKG-INFO"}
    assert {name for name in names - inside if (ROOT / name).exists()} <= {".gitignore"}
    assert {member.uname + member.gname for member in members} == {""}
    assert {member.mtime for member in members} == {EPOCH}


def test_nothing_of_the_machine_is_inside(release):
    with unpacked(next(release.glob("*.tar.gz"))) as folder:
        made = (folder / "PKG-INFO").read_text(encoding="utf-8")
        names = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != "PKG-INFO"}
        assert [name for name in names if (folder / name).read_bytes() != (ROOT / name).read_bytes()] == []
    assert str(ROOT) not in made


def test_the_wheel_says_its_version_from_a_place_of_its_own(tmp_path, release):
    shutil.unpack_archive(next(release.glob("*.whl")), tmp_path, "zip")
    done = subprocess.run(
        [sys.executable, "-m", "emde_core", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert done.stdout == f"emde {__version__}\n"


def test_checksums_are_those_of_the_files(release, tmp_path):
    folder = shutil.copytree(release, tmp_path / "files")
    (tmp_path / "SHA256SUMS").write_text(checksums(folder), encoding="utf-8")
    check = ["sha256sum", "--check", "--strict", "../SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 0
    next(folder.glob("*.whl")).write_bytes(b"other")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 1


def test_the_bill_of_materials_names_every_package_and_who_needs_it():
    bill = json.loads(json.dumps(bill_of_materials(EPOCH)))
    pins = {**read_lock(TORCH.read_text(encoding="utf-8")), **read_lock(DEMO.read_text(encoding="utf-8"))}
    assert {each["name"]: each["version"] for each in bill["components"]} == {n: p.version for n, p in pins.items()}
    refs = [each["bom-ref"] for each in bill["components"]] + [bill["metadata"]["component"]["bom-ref"]]
    assert sorted(refs) == sorted(each["ref"] for each in bill["dependencies"])
    assert {other for each in bill["dependencies"] for other in each["dependsOn"]} <= set(refs)
    reached, waiting = set(), [bill["metadata"]["component"]["bom-ref"]]
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    while waiting:
        if (ref := waiting.pop()) not in reached:
            reached.add(ref)
            waiting += needs[ref]
    assert {re.split("[/@]", ref)[1] for ref in set(refs) - reached} <= {"colorama"}  # which only Windows needs
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
