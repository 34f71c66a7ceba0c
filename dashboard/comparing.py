"""Two explanations side by side: their differences, and why one film stands above another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.direction import isolate
from dashboard.markup import shorten, signed
from dashboard.palette import POSSESSED, label
from dashboard.presets import presets_for
from dashboard.sentence import Part, leading, strongest_other
from dashboard.service import Service
from dashboard.state import State
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.history import History
from emde_core.schema import DISLIKE

LEVEL = 0.005  # nats: two scores this close round to the same
TITLE_LENGTH = 60  # of a film named in a sentence
REAL_VIEWERS = 3  # offered as the other history


@dataclass(frozen=True)
class Difference:
    """What one modality, or one history film, adds on either side; None where that side lacks the film."""

    name: str
    left: float | None
    right: float | None

    @property
    def value(self) -> float:
        """Left less right."""
        return (self.left or 0.0) - (self.right or 0.0)


def by_modality(left: Explanation, right: Explanation) -> tuple[Difference, ...]:
    """The modalities in the model's order."""
    mine, other = left.by_modality, right.by_modality
    return tuple(Difference(label(m), mine.get(m), other.get(m)) for m in dict.fromkeys((*mine, *other)))


def by_history_film(left: Explanation, right: Explanation) -> tuple[Difference, ...]:
    """Every film of either history, the largest difference first."""
    titles = {part.film.id: part.film.label for part in (*left.contributions, *right.contributions)}
    mine, other = left.by_film, right.by_film
    rows = (Difference(title, mine.get(film), other.get(film)) for film, title in titles.items())
    return tuple(sorted(rows, key=lambda row: -abs(row.value)))


def why_above(margin: Explanation) -> tuple[Part, ...]:
    """Why a film stands above its rival: by how much, the strongest reasons, a strong one the other way.

    Args:
        margin: of the higher film, explained against the lower one as its rival.
    """
    film, rival = _name(margin.film), _name(margin.rival) if margin.rival else "the average film"
    if abs(margin.score) < LEVEL:
        return (Part(f"{film} and {rival} stand level: what speaks for one speaks for the other."),)
    reasons = leading(margin.contributions)
    times = f"{math.exp(margin.score):.1f} times as likely as {rival} ({signed(margin.score)})"
    parts = [Part(f"{film} is {times}, ")]
    parts += [Part("mostly because of "), *_listed(reasons)]
    against = strongest_other(margin.contributions, reasons)
    if against is not None:
        parts += [Part(f". For {rival} speaks "), _reason(against, -against.value)]
    return (*parts, Part("."))


def _listed(reasons: Sequence[Contribution]) -> list[Part]:
    parts: list[Part] = []
    for place, reason in enumerate(reasons):
        if place:
            parts.append(Part(" and " if place == len(reasons) - 1 else ", "))
        parts.append(_reason(reason, reason.value))
    return parts


def _reason(part: Contribution, value: float) -> Part:
    noun = POSSESSED.get(part.modality, part.modality)
    whose = f"{_name(part.film)} (not for you)" if part.reaction == DISLIKE else _name(part.film)
    return Part(f"the {noun} of {whose} ({signed(value)})", part.modality)


def _name(film: Film) -> str:
    """A title inside a sentence: not endless, and its direction of writing leaves what follows it alone."""
    return isolate(shorten(film.title, TITLE_LENGTH))


@dataclass(frozen=True)
class Other:
    """A history to compare with; ``key`` is how the session remembers it, ``name`` what people read."""

    key: str
    name: str
    history: History


def other_histories(state: State, service: Service, film: str) -> tuple[Other, ...]:
    """What the session's history may be compared with: itself before the last edit, presets, real viewers.

    Histories that hold the explained film come last: they give it no rank.
    """
    found = [Other("before", "This history before its last edit", state.past[-1])] if state.past else []
    catalogue = service.model.catalogue
    found += [Other(f"preset:{p.name}", p.name, p.history(catalogue)) for p in presets_for(catalogue)]
    kind = "Simulated" if service.about().simulated else "Real"
    drawn = [service.viewers.draw(turn) for turn in range(REAL_VIEWERS)] if service.viewers else []
    found += [Other(f"viewer:{v.name}", f"{kind} viewer {v.name}", v.history) for v in drawn if v]
    usable = (other for other in found if len(other.history) and other.history != state.history)
    return tuple(sorted(usable, key=lambda other: film in other.history))
