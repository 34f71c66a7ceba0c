"""What a person has singled out: a history film, a modality, or a part of the explained film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from emde_core.explain.features import CategoryValue, RegionValue, WordValue
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

Kind = Literal["film", "modality", "phrase", "category", "region"]
Part = WordValue | CategoryValue | RegionValue
MODALITY_OF: dict[Kind, str] = {"phrase": TEXT, "category": CATEGORICAL, "region": IMAGE}
LONGEST = 300  # characters of a key that a browser may send


@dataclass(frozen=True)
class Focus:
    """One thing in focus; as text it is "kind:key", which is how browsers and addresses carry it.

    Attributes:
        kind: what it is.
        key: a history film's id, a modality's name, or which part of the explained film (see ``of_part``).
    """

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def modality(self) -> str | None:
        """The modality that it belongs to; None for a film, which has all."""
        return self.key if self.kind == "modality" else MODALITY_OF.get(self.kind)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the explained film."""
        return self.kind in MODALITY_OF


def of_part(part: Part) -> Focus:
    """A phrase by where it stands, a category by field and name, a poster region by its corner."""
    if isinstance(part, WordValue):
        return Focus("phrase", f"{part.start}-{part.end}")
    if isinstance(part, CategoryValue):
        return Focus("category", f"{part.field}:{part.name}")
    return Focus("region", f"{part.x:.3f}-{part.y:.3f}")


def parse(value: object) -> Focus | None:
    """A focus from its text; None for anything else."""
    if not isinstance(value, str):
        return None
    kind, _, key = value.partition(":")
    known = next((each for each in get_args(Kind) if each == kind), None)
    return Focus(known, key) if known and 0 < len(key) <= LONGEST else None
