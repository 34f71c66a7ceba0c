"""Whatever the public face hands out has a public name, and what it names is there."""

from __future__ import annotations

import functools
import inspect
import subprocess
import sys
import typing
from types import FunctionType

import pytest

import emde_core
from emde_core import errors

# Handed back to a Recommender to save work; what they hold is the model's inside.
HANDLES = {emde_core.Query, emde_core.TrainedModel}
FACE = {name: getattr(emde_core, name) for name in emde_core.__all__}


def classes_in(hint):
    """The classes of emde_core that a type hint names, inside unions, tuples and the like as well."""
    if isinstance(hint, type) and hint.__module__.startswith("emde_core"):
        yield hint
    for inner in typing.get_args(hint):
        yield from classes_in(inner)


def function_of(member):
    """The function behind a method or property; None for anything else."""
    for kind, attribute in ((property, "fget"), (functools.cached_property, "func")):
        if isinstance(member, kind):
            return getattr(member, attribute)
    member = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
    return member if isinstance(member, FunctionType) else None


def hints_of(thing):
    """Type hints of all that a public object hands out, by name: results, properties, fields, members of a tuple."""
    if isinstance(thing, FunctionType):
        return {thing.__name__: typing.get_type_hints(thing)["return"]}
    hints = {}
    for name in dir(thing):
        function = function_of(inspect.getattr_static(thing, name, None))
        ours = function and function.__module__.startswith("emde_core")
        if ours and (not name.startswith("_") or name in {"__iter__", "__getitem__"}):
            hints[name] = typing.get_type_hints(function)["return"]
    fields = {name: hint for name, hint in typing.get_type_hints(thing).items() if not name.startswith("_")}
    members = {f"a member of {base}": typing.get_args(base) for base in getattr(thing, "__orig_bases__", ())}
    return hints | fields | {name: tuple[each] for name, each in members.items() if each}


def without_a_name(things):
    """Each class that is handed out and not among ``things``, with what hands it out."""
    return {
        f"{cls.__qualname__} by {thing.__name__}.{name}"
        for thing in things
        if thing not in HANDLES
        for name, hint in hints_of(thing).items()
        for cls in classes_in(hint)
        if cls not in things
    }


def test_every_class_that_is_handed_out_is_exported():
    assert without_a_name(set(FACE.values())) == set()


@pytest.mark.parametrize("name", ["LeftOut", "Ranking", "RegionValue", "RidgeConfig", "TrainedModel"])
def test_a_class_without_a_name_would_be_noticed(name):
    missing = without_a_name({thing for each, thing in FACE.items() if each != name})
    assert any(each.startswith(f"{name} by ") for each in missing)


def test_every_error_is_exported():
    ours = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.EmdeError)}
    assert ours <= set(FACE.values())


def test_names_are_sorted_and_stand_once():
    assert emde_core.__all__ == sorted(set(emde_core.__all__))


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'emde_core' has no attribute 'nothing'"):
        emde_core.nothing  # noqa: B018 - asking is the test


@pytest.mark.slow
def test_the_demo_is_imported_when_it_is_asked_for():
    script = "import sys, emde_core; print('emde_core.demo' in sys.modules); from emde_core import *; print(demo_model)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("False\n<function demo_model")
