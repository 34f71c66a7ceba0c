"""A film's score in one form on every screen: as a likelihood, with its logarithm, wherever it is one."""

from __future__ import annotations

from dashboard.reasons.sentence import likelihood_words
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, element, join, strong

EVENT = " to be liked"


def score_words(score: float, *, is_calibrated: bool) -> Markup:
    """Write a score: "twice as likely to be liked as an average film (+0.69)", or "score +0.69".

    Args:
        score: in nats.
        is_calibrated: whether it is a likelihood: of the model as it was learned, without wishes.
    """
    value = with_sign(score)
    if is_calibrated:
        return join(strong(likelihood_words(score, EVENT)), " ", _span(score, f"({value})"))
    return join("score ", _span(score, strong(value)))


def _span(score: float, content: str) -> Markup:
    return element("span", content, class_="score", data_score=repr(score))
