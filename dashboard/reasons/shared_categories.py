"""What a film demonstrably shares with a history: categories that it has in common with films in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.look.palette import plural
from dashboard.text.direction import isolate
from dashboard.text.grammar import joined
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import LIKE

PEOPLE = ("director", "cast")  # fields whose names need no field beside them


@dataclass(frozen=True)
class SharedCategory:
    """A category of the explained film, and the liked films of the history that have it too, in the history's order."""

    category: CategoryValue
    films: tuple[Film, ...]


def shared_categories(why: Explanation) -> tuple[SharedCategory, ...]:
    """Every category that at least one liked film has too; what adds most comes first."""
    liked = {each.entry for each in why.contributions if each.reaction == LIKE}
    sides = [(side.film, {(c.field, c.name) for c in side.categories}) for side in why.history_atoms]
    found = []
    for category in sorted(why.categories, key=lambda c: -c.value):
        key = (category.field, category.name)
        if films := tuple(film for film, names in sides if film.id in liked and key in names):
            found.append(SharedCategory(category, films))
    return tuple(found)


def names_by_field(categories: Sequence[CategoryValue]) -> list[str]:
    """Categories in a sentence, those of one field together.

    >>> called([CategoryValue("genre", "Crime"), CategoryValue("decade", "1970s"), CategoryValue("genre", "Drama")])
    ['the genres Crime and Drama', 'the 1970s']
    """
    fields: dict[str, list[str]] = {}
    for each in categories:
        fields.setdefault(each.field, []).append(isolate(each.name))
    found: list[str] = []
    for field, names in fields.items():
        if field in PEOPLE:
            found += names
        elif field == "decade":
            found += [f"the {name}" for name in names]
        else:
            found.append(f"the {field if len(names) == 1 else plural(field)} {joined(names)}")
    return found
