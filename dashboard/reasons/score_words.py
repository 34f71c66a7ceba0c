"""A film's score in words, the same on every screen: how likely it is by the films, and what wishes add to that."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.reasons.sentence import likelihood_words, reading
from dashboard.text.grammar import effect, with_sign
from dashboard.text.markup import Markup, element, join, strong
from emde_core.explain.explanation import Explanation
from emde_core.history import History

LIKED = " to be liked"


@dataclass(frozen=True)
class Score:
    """A film's score, and what it is made of as far as its words depend on it.

    Attributes:
        value: by which films are ranked, in nats.
        by_wishes: the part of it that wishes add; the rest is what the history's films make of it.
        films, wishes: how many of each the history has.
        reading: how films are read where no score is a likelihood; "" for the model as it was learned.
    """

    value: float
    by_wishes: float
    films: int
    wishes: int
    reading: str = ""

    @classmethod
    def of(cls, why: Explanation) -> Score:
        """Return the score that an explanation is of."""
        films = {each.film.id for each in why.contributions if each.film}
        wishes = {each.entry for each in why.contributions if each.wish}
        by_wishes = sum(each.value for each in why.contributions if each.wish)
        how = reading(content_alone=why.content_alone, is_what_if=bool(why.weights))
        return cls(why.score, by_wishes, len(films), len(wishes), how)

    @classmethod
    def in_history(cls, value: float, by_films: float, history: History, how: str = "") -> Score:
        """Return a score beside the one that the history's films alone give; ``how`` films are read."""
        return cls(value, value - by_films, len(history), len(history.wishes), how)

    @property
    def by_films(self) -> float:
        """The score without the wishes, in nats: a likelihood, where films are read as the model was learned."""
        return self.value - self.by_wishes


def plain_score_words(score: Score) -> str:
    """Return a score as a headline has it: "twice as likely to be liked as an average film"."""
    if score.reading:
        return f"score {with_sign(score.value)} {score.reading}, 0 being an average film"
    if not score.wishes:
        return likelihood_words(score.value, LIKED)
    if not score.films:
        return f"score {with_sign(score.value)}, all of it by {_yours(score)}"
    return f"by your films alone {likelihood_words(score.by_films, LIKED)}; {_addition(score)}"


def score_words(score: Score) -> Markup:
    """Write a score with its logarithm, and what wishes add to it.

    "twice as likely to be liked as an average film (+0.69)"; with a wish "by your films alone twice as likely to be
    liked as an average film (+0.69); your wish adds 0.31, so that it is ranked by +1.00".
    """
    value = with_sign(score.value)
    if score.reading:
        return join("score ", _span(score, strong(value)), f" {score.reading}, 0 being an average film")
    if not score.wishes:
        return join(strong(likelihood_words(score.value, LIKED)), " ", _span(score, f"({value})"))
    if not score.films:
        return join("ranked by ", _span(score, strong(value)), f", all of it by {_yours(score)}: {NO_LIKELIHOOD}")
    likely = strong(likelihood_words(score.by_films, LIKED))
    if _is_nothing(score.by_wishes):
        return join("by your films alone ", likely, " ", _span(score, f"({value})"), f"; {_addition(score)}")
    by_wishes = f" ({with_sign(score.by_films)}); {_addition(score)}, so that it is ranked by "
    return join("by your films alone ", likely, by_wishes, _span(score, strong(value)))


NO_LIKELIHOOD = "no film says how likely it is to be liked"


def _yours(score: Score) -> str:
    return "your wishes" if score.wishes > 1 else "your wish"


def _is_nothing(value: float) -> bool:
    """Return True for what two digits show as 0.00."""
    return not float(f"{value:.2f}")


def _addition(score: Score) -> str:
    if _is_nothing(score.by_wishes):
        return f"{_yours(score)} {'change' if score.wishes > 1 else 'changes'} nothing here"
    if score.wishes == 1:
        return f"your wish {effect(score.by_wishes)}"
    return f"your wishes {'add' if score.by_wishes >= 0 else 'take away'} {abs(score.by_wishes):.2f}"


def _span(score: Score, content: str) -> Markup:
    return element("span", content, class_="score", data_score=repr(score.value))
