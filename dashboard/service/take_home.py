"""Claims that the closing slide leaves its audience with: each a number of this talk, its words and its basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.analysis.measurements import SwapResult, number
from dashboard.look.palette import plural
from dashboard.reasons.entries import entries
from dashboard.reasons.sentence import factor, is_calibrated, rates_for
from dashboard.reasons.sureness import hold_rate
from dashboard.service.headlines import LONG, LONGEST, strongest_entry, whole_history
from dashboard.service.story import EXACT, Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import percent, shorten, with_sign
from emde_core.explain.sureness import LEVEL, sureness


@dataclass(frozen=True)
class Claim:
    """A claim.

    Attributes:
        number: in large type.
        words: what it says.
        basis: what it rests on, in small type.
    """

    number: str
    words: str
    basis: str


def claims(story: Story) -> tuple[Claim, ...]:
    """Return what this film's reasons are, that they add up, and what content or the history changes; at most three."""
    return (_film(story), _sum(story), *_cost(story))


def _film(story: Story) -> Claim:
    """Claim how likely the film is, and through which entry of the history."""
    why, best = story.why, strongest_entry(story)
    title = isolate(shorten(why.film.title, LONG))
    words = title
    if best is not None and abs(why.score) >= LEVEL:
        most = "most of all " if len(entries(why)) > 1 else ""
        words = f"{title}, {most}through {shorten(best.name, LONGEST)}"
    place = f"number {why.rank} of {story.ranked_films:,}" if why.rank else "a film of this history"
    if is_calibrated(why):
        return Claim(factor(why.score), words, f"as likely to be liked as an average film; {place}")
    score = with_sign(why.score)
    if why.rank:
        return Claim(f"No. {why.rank}", words, f"of {story.ranked_films:,} films; its score is {score}")
    return Claim(score, words, f"its score, 0 being an average film; {place}")


def _sum(story: Story) -> Claim:
    """Claim that the reasons are the score."""
    why = story.why
    left = "nothing is left over"
    if why.completeness_residual >= EXACT:
        left = f"{why.completeness_residual:.2%} is left over"
    one = len(story.history) + len(story.history.wishes) == 1
    scale = f"{factor(why.score)} as a logarithm, " if is_calibrated(why) else ""
    whole = "the one entry of the history" if one else whole_history(story.history)
    return Claim(with_sign(why.score), f"is the sum of its reasons: {left}", f"{scale}from {whole}")


def _cost(story: Story) -> Iterator[Claim]:
    """Claim what the swap test loses; where it was not measured, or nothing lost, which film of the history decides."""
    worst = story.costliest_swap
    if worst is not None:
        yield _swap(worst)
        return
    fall = next((each for each in story.removals if each.fall), None) if story.why.rank is not None else None
    if fall is not None:
        words = f"is its rank without {isolate(shorten(fall.name, LONG))}"
        yield Claim(f"{fall.rank} → {fall.after}", words, f"of {story.ranked_films:,} films outside this history")


def _swap(worst: SwapResult) -> Claim:
    real, lost = number(worst.rows["cold"].mean), worst.rows.get("cold_lost")
    words = f"is lost when films exchange their {plural(worst.modality)}: they count"
    basis = "in recommending films that nobody has rated"
    if lost is not None and lost.n is not None:
        least, most = -number(lost.high) / real, -number(lost.low) / real
        basis = f"{basis}; {lost.n:,} viewers, {100 * least:.0f} to {most:.0%}"
    return Claim(percent(worst.cold_loss or 0.0), words, basis)


def hold_sentence(story: Story) -> str:
    """Say what it means that a reason holds, and how often such as this one do; "" where that was not measured."""
    service, why = story.service, story.why
    sure = sureness(why, service.evidence)
    rate = hold_rate(sure, rates_for(why, service.hold_rates))
    if rate is None:
        return ""
    rates = f"On {sure.grade} evidence, as here, {round(100 * rate.share)} of 100 reasons hold"
    return f"{rates}: a model of other viewers names the same film first{rate.words}."
