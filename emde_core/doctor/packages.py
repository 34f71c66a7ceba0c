"""Packages: which are installed, whether their versions are within the project's own bounds, and whether they load."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, requires, version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from emde_core.doctor.child import run_child
from emde_core.doctor.finding import Finding, fault, in_order, warning

if TYPE_CHECKING:
    from packaging.requirements import Requirement

PROJECT = "emde-dashboard"
CHECKOUT_REMEDY = "python -m pip install --editable '.[all]'"
PURPOSES = {
    "cli": "the command emde",
    "encode": "reading plots, and the published recipe",
    "app": "the dashboard",
    "login": "a login for the dashboard",
    "evaluate": "explanations beside their rivals",
    "peers": "iALS and SLIM measured beside the others",
    "cluster": "training on several processes",
    "demo": "emde demo with its planted world",
}
MODULES = {"pillow": "PIL", "scikit-learn": "sklearn"}  # whose module has another name than the package
COMPLAINTS = {">": "too old", ">=": "too old", "<": "too new", "<=": "too new"}  # by the bound that does not hold
_IMPORT = """
import importlib, sys
for name in sys.argv[1:]:
    print("try", name, flush=True)
    try:
        importlib.import_module(name)
    except Exception as error:
        print("fail", name, type(error).__name__ + ":", *str(error).splitlines()[:1], flush=True)
"""


@dataclass(frozen=True)
class Need:
    """A package that the project needs.

    Attributes:
        requirement: its name and bounds.
        version: the one that is installed; None where it is missing.
        complaint: "missing", "too old", "too new" or "another version"; "" where it is as it should be.
    """

    requirement: Requirement
    version: str | None
    complaint: str

    @property
    def words(self) -> str:
        """The package with what is wrong with it."""
        name, bounds = self.requirement.name, str(self.requirement.specifier)
        if self.version is None:
            return f"{name} is missing"
        return f"{name} {self.version} is {self.complaint} ({bounds} is needed)"


def needs(extra: str = "") -> tuple[Need, ...]:
    """Return what the project itself, or one of its extras beyond that, needs, by the installed project's metadata."""
    return tuple(_need(requirement) for requirement in _requirements(requires(PROJECT) or (), extra))


def _requirements(lines: Iterable[str], extra: str) -> Iterator[Requirement]:
    from packaging.requirements import Requirement

    for requirement in map(Requirement, sorted(lines)):
        if _applies(requirement, extra) and not (extra and _applies(requirement, "")):
            yield requirement


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _need(requirement: Requirement) -> Need:
    try:
        number = version(requirement.name)
    except PackageNotFoundError:
        return Need(requirement, None, "missing")
    failing = [each.operator for each in requirement.specifier if not each.contains(number, prereleases=True)]
    return Need(requirement, number, COMPLAINTS.get(failing[0], "another version") if failing else "")


def declared(project: Distribution) -> set[str]:
    """Return the packages, with their bounds, that an installed project and its extras need."""
    return {_line(need) for extra in ("", *PURPOSES) for need in _requirements(project.requires or (), extra)}


def declared_in(pyproject: Path, extras: Iterable[str] = tuple(PURPOSES)) -> set[str]:
    """Return the packages, with their bounds, that a checkout and some of its extras need now."""
    from packaging.requirements import Requirement

    table = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    lines = chain(table["dependencies"], *(table["optional-dependencies"][name] for name in extras))
    return {_line(need) for need in map(Requirement, lines) if need.name != PROJECT}


def complaints(lines: Iterable[str]) -> list[str]:
    """Return what is wrong with packages, each given with its bounds: ["tea is missing"]."""
    from packaging.requirements import Requirement

    return [need.words for need in map(_need, map(Requirement, sorted(lines))) if need.complaint]


def _line(requirement: Requirement) -> str:
    return f"{requirement.name}{requirement.specifier}"


def libraries() -> Iterator[Finding]:
    """Look at the packages without which nothing works."""
    if find_spec("packaging") is None:
        yield fault("packaging is missing: no version can be compared", "python -m pip install 'packaging>=24'")
        return
    yield _finding(needs(), "", essential=True)


def extra_packages(name: str) -> Iterator[Finding]:
    """Look at the packages of an extra; one that is not installed is no fault, one of another version is."""
    if parts := needs(name):
        yield _finding(parts, f"{PURPOSES[name]}: ", essential=False)
    else:
        yield warning(f"{PURPOSES[name]}: the project that is installed does not know this extra", CHECKOUT_REMEDY)


def _finding(needs: Sequence[Need], purpose: str, *, essential: bool) -> Finding:
    wrong = [need for need in needs if need.complaint]
    versions = {need.requirement.name: need.version or "" for need in needs}
    if not wrong:
        return in_order(purpose + ", ".join(f"{name} {number}" for name, number in versions.items()), packages=versions)
    words = purpose + _in_words(wrong)
    report = fault if essential or any(need.version for need in wrong) else warning
    return report(words, installing(wrong), packages=versions, wrong=[need.words for need in wrong])


def _in_words(wrong: Sequence[Need]) -> str:
    """Return what is wrong: each package of another version, and together those that are missing."""
    missing = [need.requirement.name for need in wrong if need.version is None]
    words = [need.words for need in wrong if need.version is not None]
    words += [f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"] if missing else []
    return ", ".join(words)


def installing(wrong: Iterable[Need]) -> str:
    """Return the command that installs packages within their bounds."""
    return f"python -m pip install {' '.join(shlex.quote(_line(need.requirement)) for need in wrong)}"


def imports() -> Iterator[Finding]:
    """Import every package that is installed, in a Python of its own: a broken one may crash it."""
    everything = {need.requirement.name: need for extra in ("", *PURPOSES) for need in needs(extra) if need.version}
    names = {MODULES.get(name, name.replace("-", "_")): name for name in everything}
    output, end = run_child(_IMPORT, *names)
    failures = _failures(output.splitlines(), end)
    for module, reason in failures.items():
        need = everything[names[module]]
        command = f"python -m pip install --force-reinstall {shlex.quote(f'{names[module]}=={need.version}')}"
        yield fault(f"{names[module]} {need.version} can't be imported: {reason}", command, package=names[module])
    if not failures:
        yield in_order(f"all {len(names)} packages that are installed can be imported", count=len(names))


def _failures(lines: Iterable[str], end: str) -> dict[str, str]:
    """Return why modules could not be imported; where the process ended badly, the module that it was at is one."""
    failures, module = {}, ""
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "try":
            module = rest
        elif word == "fail":
            name, _, reason = rest.partition(" ")
            failures[name] = reason
    return failures | {module: end} if end and module else failures
