"""What a person has singled out: an entry of the history, a part of the score, or an atom of the explained film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.schema import WISH

Kind = Literal["film", "wish", "part", "phrase", "category", "region"]
ATOMS: tuple[Kind, ...] = ("phrase", "category", "region")
LONGEST = 300  # characters of a key that a browser may send


@dataclass(frozen=True)
class Focus:
    """One thing in focus; as text it is "kind:key", which is how browsers and addresses carry it.

    Attributes:
        kind: what it is; a phrase is a word as well.
        key: a history film's id, a wish's key, a part of the score, or which atom of the explained film (``of_atom``).
    """

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of the history."""
        return self.kind in ("film", "wish")

    @property
    def is_atom(self) -> bool:
        """Whether it is a word, phrase, category or region of the explained film."""
        return self.kind in ATOMS


def of_atom(atom: AtomValue) -> Focus:
    """A word or phrase by where it stands, a category by field and name, a poster's region by its corner."""
    if isinstance(atom, WordValue):
        return Focus("phrase", f"{atom.start}-{atom.end}")
    if isinstance(atom, CategoryValue):
        return Focus("category", f"{atom.field}:{atom.name}")
    return Focus("region", f"{atom.x:.3f}-{atom.y:.3f}")


def of_entry(key: str, reaction: str) -> Focus:
    """An entry of the history."""
    return Focus("wish" if reaction == WISH else "film", key)


def parse(value: object) -> Focus | None:
    """A focus from its text; None for anything else."""
    if not isinstance(value, str):
        return None
    kind, _, key = value.partition(":")
    known = next((each for each in get_args(Kind) if each == kind), None)
    return Focus(known, key) if known and 0 < len(key) <= LONGEST else None
