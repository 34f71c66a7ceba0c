"""Packages that are not part of a light installation, and the extra that brings each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Literal

from emde_core.errors import MissingExtraError

Extra = Literal["app", "cli", "cluster", "encode", "evaluate", "peers"]


@contextmanager
def extra(name: Extra, purpose: str) -> Iterator[None]:
    """Name the extra to install when an import inside the block fails.

    Args:
        name: of the extra that brings what is imported.
        purpose: what it is needed for, as the error begins ("reading plots").

    Raises:
        MissingExtraError: a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise missing_extra(name, purpose, error.name or "a package") from error


def require_extra(name: Extra, purpose: str, package: str) -> None:
    """Refuse to go on without a package, without importing it.

    Raises:
        MissingExtraError: it is not installed.
    """
    if find_spec(package) is None:
        raise missing_extra(name, purpose, package)


def missing_extra(name: Extra, purpose: str, package: str) -> MissingExtraError:
    """Return the error that says in one sentence what to install."""
    return MissingExtraError(f'{purpose} needs {package}, which is not installed: pip install "emde-dashboard[{name}]"')
