"""A focus is the one thing that a person singles out: a history entry, a part of the score, or an atom of the film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.schema import WISH

FocusKind = Literal["film", "wish", "part", "phrase", "category", "region"]
ATOMS: tuple[FocusKind, ...] = ("phrase", "category", "region")
LONGEST = 300  # characters of a key that a browser may send


@dataclass(frozen=True)
class Focus:
    """One thing in focus. Browsers and links carry it as the text "kind:key".

    Attributes:
        kind: what it is; "phrase" stands for a single word as well.
        key: a history film's id, a wish's key, a part of the score, or an atom of the explained film (``atom_focus``).
    """

    kind: FocusKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def is_entry(self) -> bool:
        """True for an entry of the history."""
        return self.kind in ("film", "wish")

    @property
    def is_atom(self) -> bool:
        """True for a word, phrase, category or region of the explained film."""
        return self.kind in ATOMS


def atom_focus(atom: AtomValue) -> Focus:
    """Return the focus on an atom: a word by its place in the plot, a category by its name, a region by its corner."""
    if isinstance(atom, WordValue):
        return Focus("phrase", f"{atom.start}-{atom.end}")
    if isinstance(atom, CategoryValue):
        return Focus("category", f"{atom.field}:{atom.name}")
    return Focus("region", f"{atom.x:.3f}-{atom.y:.3f}")


def entry_focus(key: str, reaction: str) -> Focus:
    """Return the focus on an entry of the history."""
    return Focus("wish" if reaction == WISH else "film", key)


def parse_focus(value: object) -> Focus | None:
    """Return the focus that a text stands for; None where it stands for none."""
    if not isinstance(value, str):
        return None
    kind, _, key = value.partition(":")
    match = next((each for each in get_args(FocusKind) if each == kind), None)
    return Focus(match, key) if match and 0 < len(key) <= LONGEST else None
