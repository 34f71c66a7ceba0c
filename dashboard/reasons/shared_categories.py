"""Categories that a film shares with liked films of a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.look.palette import plural
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import LIKE

PEOPLE = ("director", "cast")  # fields whose names need no field beside them


@dataclass(frozen=True)
class SharedCategory:
    """A category of the explained film, and the liked history films that have it too, in the history's order."""

    category: CategoryValue
    films: tuple[Film, ...]


def shared_categories(why: Explanation) -> tuple[SharedCategory, ...]:
    """Return every category that at least one liked film has too; the one that adds most comes first."""
    liked = {each.entry for each in why.contributions if each.reaction == LIKE}
    sides = [(side.film, {(c.field, c.name) for c in side.categories}) for side in why.history_atoms]
    shared = []
    for category in sorted(why.categories, key=lambda c: -c.value):
        key = (category.field, category.name)
        if films := tuple(film for film, names in sides if film.id in liked and key in names):
            shared.append(SharedCategory(category, films))
    return tuple(shared)


def names_by_field(categories: Sequence[CategoryValue]) -> list[str]:
    """Return categories as a sentence names them, those of one field together.

    >>> crime, drama = CategoryValue("genre", "Crime"), CategoryValue("genre", "Drama")
    >>> names_by_field([crime, CategoryValue("decade", "1970s"), drama])
    ['the genres Crime and Drama', 'the 1970s']
    """
    fields: dict[str, list[str]] = {}
    for each in categories:
        fields.setdefault(each.field, []).append(isolate(each.name))
    phrases: list[str] = []
    for field, names in fields.items():
        if field in PEOPLE:
            phrases += names
        elif field == "decade":
            phrases += [f"the {name}" for name in names]
        else:
            phrases.append(f"the {field if len(names) == 1 else plural(field)} {name_list(names)}")
    return phrases
