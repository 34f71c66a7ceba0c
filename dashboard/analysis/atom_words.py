"""An atom's way to its part of a score in plain words, a sentence each; the microscope and Present tell it alike."""

from __future__ import annotations

from dashboard.text.direction import isolate
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue

SLICES = {2: "two", 4: "four", 8: "eight"}
CAST = "cast"  # a field that is called otherwise where it is one person
ALIKE = {"word": "of related meaning", "patch": "that look alike"}


def kind_of(atom: AtomValue) -> str:
    """Return what people call such an atom."""
    return "name" if isinstance(atom, CategoryValue) else "patch" if isinstance(atom, RegionValue) else "word"


def kinds_of(atom: AtomValue) -> str:
    """Return what people call several of them."""
    kind = kind_of(atom)
    return "patches" if kind == "patch" else f"{kind}s"


def thing(atom: AtomValue) -> str:
    """Return what an atom is of its film, as a sentence names it.

    >>> thing(CategoryValue("genre", "Crime", 0.2))
    'the genre Crime'
    """
    if isinstance(atom, CategoryValue):
        return f"the {'actor' if atom.field == CAST else atom.field} {isolate(atom.name)}"
    if isinstance(atom, RegionValue):
        return "one patch of its poster"
    return f"the word “{isolate(atom.text)}” of its plot"


def bucket_sentence(atom: AtomValue, width: int) -> str:
    """Say how an atom gets its bucket, one of ``width``: a name by its letters, anything else by where it points."""
    kind = kind_of(atom)
    if kind == "name":
        return (
            f"As a cloakroom gives each coat a number, every name gets one of {width:,} numbered buckets, and the same "
            "name always the same one."
        )
    return (
        f"{kinds_of(atom).capitalize()} {ALIKE[kind]} get arrows that point nearly the same way; cut the circle round "
        f"them like a cake into {SLICES.get(width, str(width))} slices, and each falls into one: its bucket."
    )


def rounds_sentence(atom: AtomValue, depth: int) -> str:
    """Say why it is done again and again."""
    again = "with other numbers" if kind_of(atom) == "name" else "cut elsewhere"
    return f"Two can share a bucket by accident, so it is done in {depth:,} rounds, each time {again}."


def tally_sentence(atom: AtomValue) -> str:
    """Say what becomes of the history."""
    return f"All {kinds_of(atom)} in the history are put into the same buckets and counted."


def earning_sentence(atom: AtomValue) -> str:
    """Say what an atom is worth, by what lies in its buckets."""
    return (
        f"Where its bucket is fuller than for an average film, the {kind_of(atom)} earns a little; where emptier, it "
        "loses a little."
    )
