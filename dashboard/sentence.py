"""One plain sentence from an explanation's numbers, with at most three reasons, never claiming more than they say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.direction import isolate
from dashboard.palette import POSSESSED
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.schema import DISLIKE

MOST_REASONS = 3
WORTH_NAMING = 0.35  # of the strongest reason
STRONG_AGAINST = 0.4  # of the strongest reason: then the one that says the opposite is named too
STEADY, THIN = 2.5, 1.2  # reasons' sum against their spreads' sum
LEVEL = 0.05  # a score this close to 0 is an average film's


@dataclass(frozen=True)
class Part:
    """A piece of the sentence; ``modality`` says whose accent it bears, None for plain words."""

    text: str
    modality: str | None = None


def times(score: float) -> str:
    """A log score as a factor: "twice as likely as an average film".

    >>> times(0.6931)
    'twice as likely as an average film'
    """
    if abs(score) < LEVEL:
        return "about as likely as an average film"
    return f"{_multiple(math.exp(score))} as likely as an average film"


def _multiple(value: float) -> str:
    if value < 0.95:
        return f"{value:.0%}" if value >= 0.01 else "not a hundredth"
    return "twice" if f"{value:.1f}" == "2.0" else f"{value:.1f} times"


def factor(score: float) -> str:
    """A log score as a short factor: ×2.0."""
    value = math.exp(score)
    return f"×{value:.1f}" if value >= 0.95 else f"×{value:.2f}"


def sentence(explanation: Explanation) -> tuple[Part, ...]:
    """Why the film has its score: how likely, the strongest reasons, a strong one the other way, how sure.

    A film that is less likely than an average one gets the reasons against it first.
    """
    direction = -1 if explanation.score < -LEVEL else 1
    reasons = leading(explanation.contributions, direction)
    other = strongest_other(explanation.contributions, reasons, direction)
    opening = _capital(times(explanation.score))
    if not reasons:
        return (Part(f"{opening}: nothing in this history speaks for it."), *_alone(other))
    return (
        Part(f"{opening}, {_lead(explanation, reasons, direction)} "),
        *_listed(reasons),
        *_beside(other, direction),
        Part(f". {certainty(reasons)}"),
    )


def leading(contributions: Sequence[Contribution], direction: int = 1) -> tuple[Contribution, ...]:
    """The strongest reasons for (direction 1) or against (-1), at most three; none is weak beside the strongest."""
    same = sorted((c for c in contributions if c.value * direction > 0), key=lambda c: -abs(c.value))[:MOST_REASONS]
    return tuple(c for c in same if abs(c.value) >= WORTH_NAMING * abs(same[0].value))


def strongest_other(
    contributions: Sequence[Contribution], reasons: Sequence[Contribution], direction: int = 1
) -> Contribution | None:
    """The strongest reason the other way, if it is strong beside the strongest of the reasons."""
    other = max((c for c in contributions if c.value * direction < 0), key=lambda c: abs(c.value), default=None)
    if other is None or (reasons and abs(other.value) < STRONG_AGAINST * abs(reasons[0].value)):
        return None
    return other


def certainty(reasons: Sequence[Contribution]) -> str:
    """How sure the reasons are: their sum against the sum of their spreads, which assumes that errors go together."""
    total, spread = sum(abs(c.value) for c in reasons), sum(c.spread for c in reasons)
    if not math.isfinite(spread):
        return "How sure this is can't be said: the model cuts each space only once."
    if total >= STEADY * spread:
        return "The evidence agrees well."
    if total >= THIN * spread:
        return "The evidence mostly agrees."
    return "Take it lightly: the reasons vary about as much as they add."


def _lead(explanation: Explanation, reasons: Sequence[Contribution], direction: int) -> str:
    same = sum(c.value for c in explanation.contributions if c.value * direction > 0)
    return "mostly because of" if sum(c.value for c in reasons) / same > 0.5 else "above all because of"


def _listed(reasons: Sequence[Contribution]) -> tuple[Part, ...]:
    """The reasons, those of one modality together: "the plots of Alien and Brazil, and the poster of Aliens"."""
    groups: dict[str, list[Contribution]] = {}
    for reason in reasons:
        groups.setdefault(reason.modality, []).append(reason)
    parts: list[Part] = []
    for place, (modality, members) in enumerate(groups.items()):
        if place:
            parts.append(Part(" and " if place == len(groups) - 1 else ", "))
        parts.append(Part(f"the {_noun(modality, len(members))} of {_joined([_title(c) for c in members])}", modality))
    return tuple(parts)


def _alone(reason: Contribution | None) -> tuple[Part, ...]:
    return () if reason is None else (Part(" Against it: "), _reason(reason), Part("."))


def _beside(reason: Contribution | None, direction: int) -> tuple[Part, ...]:
    side = "against" if direction > 0 else "for"
    return () if reason is None else (Part(f"; {side} it, "), _reason(reason))


def _reason(reason: Contribution) -> Part:
    return Part(f"the {_noun(reason.modality, 1)} of {_title(reason)}", reason.modality)


def _noun(modality: str, count: int) -> str:
    noun = POSSESSED.get(modality, modality)
    return f"{noun}s" if count > 1 and not noun.endswith("s") else noun


def _title(contribution: Contribution) -> str:
    title = isolate(contribution.film.title)
    return f"{title} (not for you)" if contribution.reaction == DISLIKE else title


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def plain(parts: Sequence[Part]) -> str:
    """The sentence as one string."""
    return "".join(part.text for part in parts)
