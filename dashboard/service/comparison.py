"""Comparison of two explanations: their differences, and histories to compare with."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.look.palette import LABELS, label
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import effect, name_list
from emde_core.explain.explanation import Explanation
from emde_core.history import History

PRESET = "preset:"  # begins the key of a history to start from
REAL_VIEWERS = 3  # offered as the other history


@dataclass(frozen=True)
class Difference:
    """One part of the score, or one entry of the history, on either side of a comparison.

    Attributes:
        name: as people read it.
        left, right: what it adds, in nats; None where that side lacks it.
    """

    name: str
    left: float | None
    right: float | None

    @property
    def value(self) -> float:
        """Left minus right."""
        return (self.left or 0.0) - (self.right or 0.0)


def part_differences(left: Explanation, right: Explanation) -> tuple[Difference, ...]:
    """Return the parts of both scores, in every legend's order, after what each score starts from."""
    mine, other = parts_of(left), parts_of(right)
    parts = sorted({*mine, *other}, key=list(LABELS).index)
    differences = [Difference(label(part), mine.get(part), other.get(part)) for part in parts]
    start = Difference("without a history", left.baseline, right.baseline)
    return (start, *differences) if left.baseline or right.baseline else tuple(differences)


def entry_differences(left: Explanation, right: Explanation) -> tuple[Difference, ...]:
    """Return every film and wish of either history, the largest difference first."""
    mine, other = ({entry.key: entry for entry in entries(why)} for why in (left, right))
    rows = (_difference(mine.get(key), other.get(key)) for key in dict.fromkeys((*mine, *other)))
    return tuple(sorted(rows, key=lambda row: -abs(row.value)))


def _difference(left: Entry | None, right: Entry | None) -> Difference:
    values = [entry.total if entry else None for entry in (left, right)]
    return Difference(next(entry.label for entry in (left, right) if entry), *values)


@dataclass(frozen=True)
class OtherHistory:
    """A history to compare with.

    Attributes:
        key: as the session remembers it.
        name: as people read it.
        history: by the catalogue's ids.
    """

    key: str
    name: str
    history: History

    @property
    def in_prose(self) -> str:
        """The name inside a sentence: that of a preset is a name, the others are words."""
        return f"“{self.name}”" if self.key.startswith(PRESET) else f"{self.name[:1].lower()}{self.name[1:]}"


def history_verdict(left: Explanation, right: Explanation, names: tuple[str, str]) -> tuple[str, str]:
    """Return where a film stands for either of two histories, and which of their films or wishes makes the difference.

    Args:
        left: of a film, for the one history.
        right: of the same film, for the other.
        names: of the histories, as they stand inside a sentence.
    """
    film = isolate(left.film.title)
    ranks = [
        f"number {why.rank} for {name}" if why.rank else f"in {name}"
        for why, name in zip((left, right), names, strict=True)
    ]
    most = next(iter(entry_differences(left, right)), None)
    if most is None:
        return f"{film} is {name_list(ranks)}.", "Both histories are empty."
    one, other = (
        f"is not in {name}" if value is None else f"{effect(value)} for {name}"
        for value, name in zip((most.left, most.right), names, strict=True)
    )
    return f"{film} is {name_list(ranks)}.", f"The largest difference: {isolate(most.name)} {one}, and {other}."


def other_histories(state: State, service: Service, film_id: str) -> tuple[OtherHistory, ...]:
    """Return histories to compare the session's with: itself before the last edit, presets, real viewers.

    Histories that hold the explained film come last: they give it no rank.
    """
    histories = (
        [OtherHistory("before", "This history before its last edit", state.past[-1].history)] if state.past else []
    )
    histories += [OtherHistory(f"{PRESET}{each.name}", each.name, each.history) for each in service.start_histories]
    kind = "Simulated" if service.facts().simulated else "Real"
    viewers = [service.viewers.draw(turn) for turn in range(REAL_VIEWERS)] if service.viewers else []
    histories += [OtherHistory(f"viewer:{v.name}", f"{kind} viewer {v.name}", v.history) for v in viewers if v]
    usable = (other for other in histories if not other.history.is_empty and other.history != state.history)
    return tuple(sorted(usable, key=lambda other: film_id in other.history))
