"""An outline of a sentence: the films that it names, the link of each, and the kind of film that comes before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.kinds import kinds, leading_kind
from dashboard.reasons.links import Link, links
from dashboard.reasons.shared_categories import SharedCategory
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence, direction_of
from emde_core.schema import LIKE

MOST = 3  # entries
WORTH_NAMING = 0.35  # of the strongest entry
STRONG_AGAINST = 0.4  # of the strongest reason: then the one that says the opposite is named too
Direction = Literal[1, -1]


@dataclass(frozen=True)
class Outline:
    """The plan of a sentence.

    Attributes:
        why: the explanation.
        evidence: by modality, whether it was measured to count.
        direction: 1 for reasons for the film, -1 for reasons against it.
        reasons: the entries that it names.
        film_links: by id, the links of those that have one.
        kind: the kind of film that comes first, if one does.
    """

    why: Explanation
    evidence: ContentEvidence
    direction: Direction
    reasons: tuple[Entry, ...]
    film_links: Mapping[str, Link]
    kind: SharedCategory | None = None

    @property
    def untold_kinds(self) -> list[SharedCategory]:
        """The kinds that matter and that neither a link nor the opening names."""
        by_links = {key for link in self.film_links.values() for key in link.categories}
        return [each for each in kinds(self.why, self.evidence) if each != self.kind and each.key not in by_links]

    @property
    def is_counted(self) -> bool:
        """True where it is said before the kinds of how many films a count is."""
        return self.kind is not None or any(link.count for link in self.film_links.values())

    def names(self, modality: str) -> bool:
        """Return True where a link or the opening names something of a modality."""
        pieces = [piece for link in self.film_links.values() for piece in link.pieces]
        return any(piece.part == modality for piece in pieces) or (
            self.kind is not None and self.kind.category.modality == modality
        )


def outline(why: Explanation, evidence: ContentEvidence) -> Outline:
    """Return what a sentence says of a film; without reasons where nothing speaks its way."""
    direction = direction_of(why)
    reasons = leading_entries(why, direction)
    if direction < 0:
        return Outline(why, evidence, direction, reasons, {})
    kind = leading_kind(why, evidence)
    film_links = links(why, reasons, evidence, kind)
    return Outline(why, evidence, direction, _with_links(reasons, film_links), film_links, kind)


def _with_links(reasons: Sequence[Entry], film_links: Mapping[str, Link]) -> tuple[Entry, ...]:
    """Return the entries to name: the strongest, and of the others those whose link can be said, if any can."""
    if not film_links:
        return tuple(reasons)
    return tuple(
        each for place, each in enumerate(reasons) if not place or each.reaction != LIKE or each.key in film_links
    )


def leading_entries(why: Explanation, direction: Direction = 1) -> tuple[Entry, ...]:
    """Return the strongest entries, at most three, none of them weak beside the strongest.

    Args:
        why: the explanation.
        direction: 1 for entries that speak for the film, -1 for those against it.
    """
    same = sorted((e for e in entries(why) if e.total * direction > 0), key=lambda e: -abs(e.total))[:MOST]
    return tuple(e for e in same if abs(e.total) >= WORTH_NAMING * abs(same[0].total))


def strongest_opposite(why: Explanation, reasons: Sequence[Entry], direction: Direction = 1) -> Entry | None:
    """Return the strongest entry in the other direction; None where it is weak beside the reasons."""
    other = max((e for e in entries(why) if e.total * direction < 0), key=lambda e: abs(e.total), default=None)
    if other is None or (reasons and abs(other.total) < STRONG_AGAINST * abs(reasons[0].total)):
        return None
    return other
