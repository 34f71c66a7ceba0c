"""Categories that a film shares with liked films of a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.reasons.credits import keys_of, people_once
from dashboard.reasons.entries import titles
from dashboard.text.direction import isolate
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import Category
from emde_core.schema import DISLIKE, LIKE

WIDE = ("decade", "country", "language")  # fields that hold too many films for one of them to be told by it


@dataclass(frozen=True)
class SharedCategory:
    """A category of the explained film, and the liked history films that have it too, in the history's order.

    Attributes:
        category: with what it adds over the whole history.
        films: the liked films.
    """

    category: CategoryValue
    films: tuple[Film, ...]

    @property
    def key(self) -> Category:
        """The field and the name."""
        return self.category.field, self.category.name


def liked_films(why: Explanation) -> tuple[Film, ...]:
    """Return the liked films of an explanation's history."""
    films = {each.film.id: each.film for each in why.contributions if each.film and each.reaction == LIKE}
    return tuple(films.values())


def shared_categories(
    why: Explanation, categories: Sequence[CategoryValue] | None = None
) -> tuple[SharedCategory, ...]:
    """Return every category that at least one liked film has too; the one that adds most comes first.

    Args:
        why: the explanation.
        categories: of its film; by default all, each by itself. Of a person who did several things one is enough.
    """
    liked = {film.id for film in liked_films(why)}
    sides = [
        (side.film, {(c.field, c.name) for c in side.categories}) for side in why.history_atoms if side.film.id in liked
    ]
    shared = []
    for category in sorted(why.categories if categories is None else categories, key=lambda c: -c.value):
        keys = keys_of(category)
        if films := tuple(film for film, names in sides if not names.isdisjoint(keys)):
            shared.append(SharedCategory(category, films))
    return tuple(shared)


def unwanted_categories(why: Explanation) -> dict[Category, str]:
    """Return what no liked film has but a disliked one, and what is wished less of, each with this in a few words.

    Each person is one category.
    """
    names, categories = titles(why), people_once(why.categories)
    liked = {each.key for each in shared_categories(why, categories)}
    disliked = {each.film.id for each in why.contributions if each.film and each.reaction == DISLIKE}
    reasons = {
        (each.field, each.name): f"as in {isolate(names[side.film.id])}, not for me"
        for side in why.history_atoms
        for each in side.categories
        if side.film.id in disliked
    }
    wishes = [each.wish for each in why.contributions if each.wish and each.wish.weight < 0]
    less = {(wish.kind, wish.name): "less, as you wish" for wish in wishes}
    unwanted: dict[Category, str] = {}
    for each in categories:
        key = each.field, each.name
        words = less if key in liked else reasons | less
        if own := next((own for own in keys_of(each) if own in words), None):
            unwanted[key] = words[own]
    return unwanted


def is_telling(category: CategoryValue, film: Film) -> bool:
    """Return True for all that a sentence may name of a film.

    Not a co-producer's country, nor a studio that the title names: “it shares Monty Python with Monty Python and …”.
    """
    if category.field == "country":
        return category.name in film.countries[:1]
    return category.field != "studio" or category.name not in film.title
