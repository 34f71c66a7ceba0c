"""Liked films whose story a film tells again, or goes on with: their plots have the same people, and the films more.

One name in two plots is a coincidence, a John here and a John there. Names count where the titles share a word too, or
where several people made both films; a place, in which many films are set, only where several made both. A series has
makers in common: who tells of Robin Hood anew goes on with no film.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.reasons.entries import entries
from dashboard.reasons.shared_categories import liked_films
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.text.words import is_function_word, words_of

MOST = 3  # names
SHORTEST = 3  # letters of a title's word
FEW = 2  # names, and people of both films, that take the place of a title
BEFORE_PLACES = ("in", "at", "on", "to", "from", "near")  # words that stand before a place, and before no person
NO_PERSON = (*BEFORE_PLACES, "a", "an", "the")
POSSESSIVE = ("’s", "'s")


@dataclass(frozen=True)
class SameStory:
    """A liked film, and names that stand in both plots, people before places.

    Attributes:
        film: the liked film.
        names: at most ``MOST``; () where only the titles are the same.
        is_retold: whether the titles are the same.
        is_series: whether somebody plays in both films, or several people made both.
    """

    film: Film
    names: tuple[str, ...]
    is_retold: bool
    is_series: bool

    @property
    def clause(self) -> str:
        """Words on what the explained film is to it, which follow its title."""
        if not self.names:
            return "which has the same title"
        if self.is_retold:
            return "whose story it tells again"
        return "of the same series" if self.is_series else "which tells of the same people"

    @property
    def both_have(self) -> str:
        """The names in words; "" for fewer than two, which show nothing."""
        return f"both have {name_list([*map(isolate, self.names)])}" if len(self.names) > 1 else ""


def same_story(why: Explanation) -> SameStory | None:
    """Return the liked film that tells the same story, or another part of it; the one that adds most; None for none."""
    totals = {each.key: each.total for each in entries(why)}
    stories = (_told_again(why.film, film) for film in liked_films(why) if totals[film.id] > 0)
    return max(filter(None, stories), key=lambda each: totals[each.film.id], default=None)


def _told_again(film: Film, other: Film) -> SameStory | None:
    """Return the other film with the names of both plots; None where titles and people speak for two stories."""
    people = len({*film.people} & {*other.people})
    alike, same = _title_words(film) & _title_words(other), film.title == other.title
    if not (alike or same or people >= FEW):
        return None  # before the plots are read: most films end here
    names = _names(film, other)
    plots = [plot for plot in (film.plot, other.plot) if names and names[0] in plot]
    is_place = any(_word_before(plot, plot.index(names[0])) in BEFORE_PLACES for plot in plots)
    enough = len(names) >= FEW or (alike and names and people >= (FEW if is_place else 1))
    is_series = people >= FEW or not {*film.cast}.isdisjoint(other.cast)
    return SameStory(other, names, same, is_series) if same or enough else None


def _title_words(film: Film) -> set[str]:
    words = {film.title[span.start : span.end].casefold() for span in words_of(film.title)}
    return {word.removesuffix("s") for word in words if len(word) >= SHORTEST and not is_function_word(word)}


def _names(film: Film, other: Film) -> tuple[str, ...]:
    """Return the names of a plot that the other has too, people first, words side by side as one name."""
    theirs = {name for _, _, name in _capitalised(other.plot)}
    spans: list[tuple[int, int]] = []
    for start, end, name in _capitalised(film.plot):
        if name not in theirs:
            continue
        if spans and film.plot[spans[-1][1] : start] == " ":
            start, _ = spans.pop()
        spans.append((start, end))
    spans.sort(key=lambda span: _word_before(film.plot, span[0]) in NO_PERSON)
    names = dict.fromkeys(film.plot[start:end] for start, end in spans)
    whole = [name for name in names if not any(name != other_name and name in other_name for other_name in names)]
    return tuple(whole[:MOST])


def _word_before(plot: str, start: int) -> str:
    return next(iter(plot[:start].casefold().split()[-1:]), "")


def _capitalised(plot: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the name of each word that has a capital letter inside a sentence."""
    for span in words_of(plot):
        word, before = plot[span.start : span.end], plot[: span.start].rstrip()
        name = next((word.removesuffix(end) for end in POSSESSIVE if word.endswith(end)), word)
        if name[:1].isupper() and not is_function_word(name) and before and before[-1] not in '.!?:“"':
            yield span.start, span.start + len(name), name
