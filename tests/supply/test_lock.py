"""The locks hold all that an installation needs, in the versions of ``constraints.txt``, each with hashes."""

from __future__ import annotations

import pytest

from tests.supply.declarations import declared, requirements
from tests.supply.lock import (
    CUDA,
    DEMO,
    DEVELOP,
    ROOT,
    TORCH,
    TORCH_WITHOUT_CUDA,
    constraints,
    read_lock,
)

LOCKS = {path: read_lock(path.read_text(encoding="utf-8")) for path in (TORCH, DEMO, DEVELOP)}
ALL = {name: pin for lock in LOCKS.values() for name, pin in lock.items()}
AGAIN = "pyproject.toml or constraints.txt changed: `make lock` writes the locks anew, and wants a network"


def missing(names: frozenset[str], lock: dict[str, object]) -> set[str]:
    """Packages that some packages need here, they themselves included, and that a lock lacks."""
    return {name for name in closure(names) if name not in lock and not CUDA.fullmatch(name)}


def closure(names: frozenset[str]) -> set[str]:
    needed: set[tuple[str, str]] = set()
    waiting = [(name, "") for name in names]
    while waiting:
        if (each := waiting.pop()) not in needed:
            needed.add(each)
            waiting += requirements(*each)
    return {name for name, _ in needed}


@pytest.mark.parametrize(
    ("extras", "paths"), [(("", "demo"), (TORCH, DEMO)), (("", "all", "test"), (TORCH, DEMO, DEVELOP))]
)
def test_the_locks_hold_all_that_is_needed(extras, paths):
    names = frozenset().union(*(declared()[extra] for extra in extras))
    held = {name for path in paths for name in LOCKS[path]}
    assert missing(names, dict.fromkeys(held)) == set(), AGAIN
    assert missing(names, dict.fromkeys(held - {"mpmath"})) == {"mpmath"}  # which only what torch needs asks for


def test_the_demo_s_locks_hold_nothing_that_only_tests_need():
    assert not {"pytest", "mypy", "playwright", "captum", "matplotlib"} & (set(LOCKS[DEMO]) | set(LOCKS[TORCH]))


def test_versions_are_those_of_the_constraints_and_nothing_is_held_twice():
    assert sum(map(len, LOCKS.values())) == len(ALL)
    assert {name: pin.version for name, pin in ALL.items()} == constraints(), AGAIN


def test_every_package_has_hashes_and_torch_those_of_all_its_builds():
    assert [name for name, pin in ALL.items() if not pin.hashes] == []
    assert set(TORCH_WITHOUT_CUDA[ALL["torch"].version]) < set(ALL["torch"].hashes)


def test_a_lock_is_read_as_it_is_written():
    for path, lock in LOCKS.items():
        assert path.read_text(encoding="utf-8").endswith("".join(f"{pin}\n" for pin in lock.values()))


def test_make_and_readme_install_by_the_locks():
    for name in ("Makefile", "README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--require-hashes --no-deps -r locks/torch.txt" in text
        assert "--require-hashes --no-deps -r locks/demo.txt -r locks/develop.txt" in text
