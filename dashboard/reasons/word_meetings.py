"""The plot of a liked film that shares several words with the explained film's, and these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.text.grammar import VISIBLE
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import WordValue
from emde_core.schema import TEXT
from emde_core.text.words import is_function_word

MOST = 5  # words of a plot: more would make much of little
FEWEST = 3  # words that two plots share: fewer are a coincidence, an apple here and an apple there
MATTERS = 0.1  # of the strongest entry: a film below it is no reason
HARDLY = 0.05  # nats: a part below it does not move a film
SMALL = 0.15  # of the score: a part below it is not spoken of
WORDS_TELL = 0.1  # of the plot: words that add less in all are no part of it that is spoken of
SLIGHTEST = 0.0005  # nats: a word that adds less is none that two plots share to any effect
PUNCTUATION = ".,;:!?"


@dataclass(frozen=True)
class Encounter:
    """One word that two plots share, or several that stand side by side in both: "Long Island".

    Attributes:
        meetings: of its words, in the plot's order.
        text: the words in the explained film's plot.
        other: those in the liked film's plot.
    """

    meetings: tuple[Meeting, ...]
    text: str
    other: str

    @property
    def value(self) -> float:
        """The sum of what the words add, in nats."""
        return sum(each.word.value for each in self.meetings)

    @property
    def word(self) -> WordValue:
        """The word that adds most."""
        return max((each.word for each in self.meetings), key=lambda word: word.value)


@dataclass(frozen=True)
class SharedPlot:
    """A liked film, and what of the explained film's plot is close to its own.

    Attributes:
        film: the liked film.
        encounters: at least ``FEWEST``, those that add most first, each text once.
    """

    film: Film
    encounters: tuple[Encounter, ...]


def hardly_counts(why: Explanation) -> bool:
    """Return True where the plot adds too little for any word of it to be a reason."""
    return abs(why.by_part.get(TEXT, 0.0)) < min(HARDLY, SMALL * abs(why.score))


def shared_plot(why: Explanation) -> SharedPlot | None:
    """Return the liked film with which the plot shares most; None where it hardly counts, or shares too little.

    Only words that speak for the film are looked at, of films that do.
    """
    if hardly_counts(why):
        return None
    totals = why.by_entry
    least = MATTERS * max(map(abs, totals.values()), default=0.0)
    by_film: dict[Film, list[Meeting]] = {}
    for each in why.meetings:
        if each.word.value > 0 and totals.get(each.film.id, 0.0) >= least:
            by_film.setdefault(each.film, []).append(each)
    plots = [SharedPlot(film, _encounters(why.film.plot, meetings)) for film, meetings in by_film.items()]
    clear = [each for each in plots if len(each.encounters) >= FEWEST]
    best = max(clear, key=lambda each: sum(one.value for one in each.encounters), default=None)
    return best and SharedPlot(best.film, best.encounters[:MOST])


def tells(why: Explanation, shared: SharedPlot) -> bool:
    """Return True where the words that the plots share are a part of what the plot adds that can be seen."""
    return sum(each.value for each in shared.encounters) >= max(WORDS_TELL * why.by_part[TEXT], VISIBLE)


def meeting_words(why: Explanation) -> tuple[WordValue, ...]:
    """Return the words that the plot shares with a liked film's, if it does."""
    shared = shared_plot(why)
    return tuple(each.word for one in shared.encounters for each in one.meetings) if shared else ()


def _encounters(plot: str, meetings: Sequence[Meeting]) -> tuple[Encounter, ...]:
    """Return what meets in two plots, words that are side by side in both together; the strongest first."""
    groups: list[list[Meeting]] = []
    for each in meetings:
        if groups and _side_by_side(groups[-1][-1], each, plot):
            groups[-1].append(each)
        else:
            groups.append([each])
    by_text: dict[str, Encounter] = {}
    whole = (_encounter(plot, group) for group in groups if not _is_cut_out(plot, group))
    for one in sorted(whole, key=lambda one: -one.value):
        if one.value >= SLIGHTEST:
            by_text.setdefault(one.text.casefold(), one)
    return tuple(by_text.values())


def _side_by_side(first: Meeting, second: Meeting, plot: str) -> bool:
    between = (
        plot[first.word.end : second.word.start],
        first.film.plot[first.other.end : second.other.start],
    )
    return all(gap == " " for gap in between)


def _is_cut_out(plot: str, group: Sequence[Meeting]) -> bool:
    """Return True for a piece of a longer name: the "Death" of Death Star."""
    start, end = group[0].word.start, group[-1].word.end
    before, after = plot[:start].rsplit(maxsplit=1)[-1:], plot[end:].split(maxsplit=1)[:1]
    beside = [*(before if plot[start - 1 : start] == " " else []), *(after if plot[end : end + 1] == " " else [])]
    names = [word for word in beside if word[0].isupper() and not is_function_word(word.rstrip(PUNCTUATION))]
    return plot[start].isupper() and bool(names)


def _encounter(plot: str, group: Sequence[Meeting]) -> Encounter:
    first, last = group[0], group[-1]
    text, other = plot[first.word.start : last.word.end], first.film.plot[first.other.start : last.other.end]
    return Encounter(tuple(group), text, other)
