"""Comparison of two explanations: their differences, and why one film stands above another."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.look.palette import LABELS, label
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.reasons.sentence import (
    NOT_MEASURED,
    Piece,
    is_calibrated,
    leading_entries,
    piece_list,
    strongest_opposite,
)
from dashboard.reasons.sureness import caveat
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list, shorten, with_sign
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.history import History

LEVEL = 0.005  # nats: two scores this close round to the same
WORTH_SAYING = 0.2  # of the largest part of a margin: a smaller part is left to the figures
TITLE_LENGTH = 60  # of a film named in a sentence
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


def margin_sentence(margin: Explanation, evidence: ContentEvidence = NOT_MEASURED) -> tuple[Piece, ...]:
    """Return why a film stands above its rival: by how much, by which history films, in which parts of the score.

    Args:
        margin: of the higher film, explained against the lower one as its rival.
        evidence: by modality, whether it was measured to count; one that was not is left to the figures.
    """
    film, rival = _name(margin.film), _name(margin.rival) if margin.rival else "the average film"
    if abs(margin.score) < LEVEL:
        return (Piece(f"{film} and {rival} stand level: what speaks for one speaks for the other."),)
    reasons = leading_entries(margin)
    pieces = [Piece(f"{film} {_lead_over(margin, rival)} ({with_sign(margin.score)}), mostly because of ")]
    pieces += piece_list([_reason(reason, reason.total) for reason in reasons])
    against = strongest_opposite(margin, reasons)
    if against is not None:
        pieces += [Piece(f". For {rival} speaks "), _reason(against, -against.total)]
    return (*pieces, Piece("."), *_parts(margin, evidence))


def _lead_over(margin: Explanation, rival: str) -> str:
    times = f"{math.exp(margin.score):.1f}"
    if not is_calibrated(margin):
        return f"stands above {rival}"
    return f"is {times} times as likely as {rival}" if times != "1.0" else f"stands just above {rival}"


def _reason(entry: Entry, value: float) -> Piece:
    return Piece(f"{entry.name} ({with_sign(value)})", "entry")


def _parts(margin: Explanation, evidence: ContentEvidence) -> Iterator[Piece]:
    """Yield in which parts of the score it is ahead, and in which behind; what the film lacks is no reason."""
    own = {part: value for part, value in parts_of(margin).items() if part not in margin.missing}
    credible = {part: value for part, value in own.items() if not caveat(part, evidence)}
    least = WORTH_SAYING * max(map(abs, credible.values()), default=0.0)
    worth_saying = {part: value for part, value in credible.items() if abs(value) >= least}
    ahead, behind = (
        [f"{label(part)} ({with_sign(value)})" for part, value in worth_saying.items() if sign * value > 0]
        for sign in (1, -1)
    )
    places = [f"{where} in {name_list(names)}" for where, names in (("ahead", ahead), ("behind", behind)) if names]
    if places:
        yield Piece(f" It is {', and '.join(places)}.")


def _name(film: Film) -> str:
    """Return a title for a sentence: shortened, and with its own direction of writing."""
    return isolate(shorten(film.title, TITLE_LENGTH))


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


def other_histories(state: State, service: Service, film_id: str) -> tuple[OtherHistory, ...]:
    """Return histories to compare the session's with: itself before the last edit, presets, real viewers.

    Histories that hold the explained film come last: they give it no rank.
    """
    histories = [OtherHistory("before", "This history before its last edit", state.past[-1])] if state.past else []
    histories += [OtherHistory(f"preset:{each.name}", each.name, each.history) for each in service.start_histories]
    kind = "Simulated" if service.facts().simulated else "Real"
    viewers = [service.viewers.draw(turn) for turn in range(REAL_VIEWERS)] if service.viewers else []
    histories += [OtherHistory(f"viewer:{v.name}", f"{kind} viewer {v.name}", v.history) for v in viewers if v]
    usable = (other for other in histories if not other.history.is_empty and other.history != state.history)
    return tuple(sorted(usable, key=lambda other: film_id in other.history))
