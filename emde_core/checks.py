"""Checks of arguments: each refuses a value that means nothing, and says what may be given instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral, Real

from emde_core.errors import ConfigError, DataError, EmdeError


def one_of(name: str, value: object, choices: Sequence[object], error: type[EmdeError] = ConfigError) -> None:
    """Refuse a value that is none of the choices.

    Raises:
        ConfigError: or another kind, if one is given; the message names the argument and every choice.
    """
    if not any(type(value) is type(choice) and value == choice for choice in choices):
        first = ", ".join(map(repr, choices[:-1]))
        last = f"{first} or {choices[-1]!r}" if first else repr(choices[-1])
        raise error(f"{name} must be {last}, not {value!r}")


def at_least(name: str, value: object, least: float) -> None:
    """Refuse a number that is too small, or no number; where ``least`` is an int, also one that is not whole.

    Raises:
        ConfigError: the message names the argument and its range.
    """
    kind, words = (Integral, "a whole number, ") if isinstance(least, int) else (Real, "a number, ")
    if not isinstance(value, kind):
        raise ConfigError(f"{name} must be {words}at least {least}, not {value!r}")
    if not float(value) >= least:
        raise ConfigError(f"{name} must be at least {least}, not {value!r}")


def between(name: str, value: object, least: float, most: float, error: type[EmdeError] = ConfigError) -> None:
    """Refuse a number outside a range, or no number.

    Raises:
        ConfigError: or another kind, if one is given; the message names the argument and its range.
    """
    if not isinstance(value, Real) or not least <= float(value) <= most:
        raise error(f"{name} must be a number from {least:g} to {most:g}, not {value!r}")


def has_columns(where: str, columns: Iterable[object], needed: Sequence[str], optional: Sequence[str] = ()) -> None:
    """Refuse a table that lacks a column, or in which one stands twice.

    Args:
        where: the table, as the error begins.
        columns: the table's own.
        needed: names of columns that it must have.
        optional: names of columns that may be left out.

    Raises:
        DataError: the message names the column, and all columns that are expected and found.
    """
    names, expected = list(map(str, columns)), (*needed, *optional)
    words = f"expected {', '.join(expected)}" + (f" ({', '.join(optional)} may be left out)" if optional else "")
    for name in needed:
        if name not in names:
            raise DataError(f"{where}: column {name!r} is missing; {words}, found {', '.join(names)}")
    for name in expected:
        if names.count(name) > 1:
            raise DataError(f"{where}: column {name!r} stands twice; keep the one that is meant")
