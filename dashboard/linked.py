"""Linked views: what of an explanation is lit, and with which values, while something is in focus.

Numbers come from evidence threads. The weight between a part of the explained film and a history film is the sum of
the threads from that part to all of the history film's parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.focus import Focus, Part, of_part
from dashboard.markup import FAINTEST
from emde_core.explain.explanation import Explanation
from emde_core.explain.features import CategoryValue, RegionValue, WordValue
from emde_core.explain.threads import FilmThreads


@dataclass(frozen=True)
class Linked:
    """An explanation's parts as they are shown.

    Attributes:
        focus: what is in focus; None shows everything as it is.
        phrases, categories, regions: with the value that counts now: what each adds to the score, or, with a history
            film in focus, the threads between it and that film.
        films: ids of the history films that stay lit; None for all.
        modality: the modality that stays lit; None for all.
    """

    focus: Focus | None
    phrases: tuple[WordValue, ...]
    categories: tuple[CategoryValue, ...]
    regions: tuple[RegionValue, ...]
    films: frozenset[str] | None = None
    modality: str | None = None

    def recedes(self, modality: str) -> bool:
        """Whether the explained film's parts in a modality step back."""
        return self.modality is not None and self.modality != modality


def linked(why: Explanation, focus: Focus | None, threads: Sequence[FilmThreads] | None = None) -> Linked:
    """What is lit. Without ``threads`` (they may not be ready yet) only what needs none changes."""
    plain = Linked(focus, why.phrases, why.categories, why.regions)
    if focus is None:
        return plain
    if focus.is_part:
        return replace(plain, modality=focus.modality, films=_ending_in(focus, threads) if threads else None)
    if focus.kind == "modality":
        return replace(plain, modality=focus.key)
    chosen = next((each for each in threads or () if each.film.id == focus.key), None)
    lit = replace(plain, films=frozenset([focus.key]))
    return _between(lit, chosen) if chosen else lit


def part_weights(threads: FilmThreads) -> dict[Focus, float]:
    """What each part of the explained film has in common with a history film, in nats of the score."""
    return {of_part(part): float(w) for part, w in zip(threads.parts, threads.weights.sum(axis=1), strict=True)}


def _between(plain: Linked, threads: FilmThreads) -> Linked:
    weights = part_weights(threads)
    return replace(
        plain,
        phrases=tuple(replace(p, value=weights.get(of_part(p), 0.0)) for p in plain.phrases),
        categories=tuple(replace(c, value=weights.get(of_part(c), 0.0)) for c in plain.categories),
        regions=tuple(replace(r, value=weights.get(of_part(r), 0.0)) for r in plain.regions),
    )


def films_of_part(focus: Focus, threads: Sequence[FilmThreads]) -> dict[str, float]:
    """What each history film has in common with a part of the explained film, by id; {} for a part it has not."""
    found = {each.film.id: part_weights(each).get(focus) for each in threads}
    return {film: weight for film, weight in found.items() if weight is not None}


def _ending_in(focus: Focus, threads: Sequence[FilmThreads]) -> frozenset[str]:
    weights = films_of_part(focus, threads)
    largest = max((abs(w) for w in weights.values()), default=0.0)
    return frozenset(film for film, w in weights.items() if largest and abs(w) >= FAINTEST * largest)


def name_of(focus: Focus, parts: Sequence[Part]) -> str | None:
    """How people call a part in focus; None if it is not among ``parts``."""
    part = next((each for each in parts if of_part(each) == focus), None)
    if part is None:
        return None
    if isinstance(part, WordValue):
        return f"“{part.text}”"
    return part.name if isinstance(part, CategoryValue) else "this part of the poster"
