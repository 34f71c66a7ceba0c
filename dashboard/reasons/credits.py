"""People in words: each once, with all that they did in a film."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dashboard.text.grammar import capital, name_list
from emde_core.data.catalogue import Film
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import LISTS, Category

VERBS: Mapping[str, str] = {"writer": "written", "director": "directed", "composer": "scored"}
ALONE: Mapping[str, str] = {"writer": "from the pen of", "composer": "music by"}  # a novel's author is a writer too
PEOPLE = ("director", "writer", "cast", "composer")  # fields of people, those that films are known by first


@dataclass(frozen=True, repr=False)
class Person(CategoryValue):
    """Somebody who did several things in a film, as one category.

    Its field names all of them, "director and cast", and its value is the sum of what they add.

    Attributes:
        parts: the categories that it stands for, in the order of ``PEOPLE``.
    """

    parts: tuple[CategoryValue, ...] = ()


def people_once(categories: Iterable[CategoryValue]) -> tuple[CategoryValue, ...]:
    """Return categories of one film with each person once, where the first of their categories stands.

    >>> ann, played = CategoryValue("director", "Ann", 0.5), CategoryValue("cast", "Ann", 0.25)
    >>> people_once([played, CategoryValue("genre", "War", 1.0), ann])
    (Person(director and cast Ann +0.750), CategoryValue(genre War +1.000))
    """
    by_name: dict[tuple[str, str], list[CategoryValue]] = {}
    for each in categories:
        by_name.setdefault(("" if is_person(each) else each.field, each.name), []).append(each)
    return tuple(_as_one(group) for group in by_name.values())


def _as_one(group: list[CategoryValue]) -> CategoryValue:
    if len(group) == 1:
        return group[0]
    parts = sorted(group, key=lambda each: PEOPLE.index(each.field))
    field = name_list([each.field for each in parts])
    return Person(field, parts[0].name, sum(each.value for each in parts), parts[0].modality, tuple(parts))


def parts_of_category(category: CategoryValue) -> tuple[CategoryValue, ...]:
    """Return the categories that one stands for: itself, or all that a person did."""
    return category.parts if isinstance(category, Person) else (category,)


def keys_of(category: CategoryValue) -> tuple[Category, ...]:
    """Return the field and the name of each category that one stands for."""
    return tuple((each.field, each.name) for each in parts_of_category(category))


def is_person(category: CategoryValue) -> bool:
    """Return True for a person, whatever they did."""
    return parts_of_category(category)[0].field in PEOPLE


def credit(fields: Collection[str]) -> str:
    """Return the words before the name of somebody who did all this in one film.

    >>> credit(["director", "writer"]), credit(["cast", "director"]), credit(["writer"]), credit(["composer"])
    ('written and directed by', 'directed by and with', 'from the pen of', 'music by')
    """
    if len(fields) == 1 and (words := ALONE.get(*fields)):
        return words
    verbs = [verb for field, verb in VERBS.items() if field in fields]
    words = f"{name_list(verbs)} by" if verbs else ""
    return " and ".join(filter(None, [words, "with" if "cast" in fields else ""]))


def short_credit(fields: Collection[str]) -> str:
    """Return the same as it stands in a sentence on films, which are by whoever directed them.

    >>> short_credit(["director", "writer", "cast"]), short_credit(["composer"])
    ('by and with', 'with music by')
    """
    if "director" in fields:
        return "by and with" if "cast" in fields else "by"
    words = credit(fields)
    return f"with {words}" if words == ALONE["composer"] else words


def credits_of(film: Film) -> dict[str, list[str]]:
    """Return a film's people by the words before their names, each person once; directors come first, then writers.

    >>> credits_of(Film(id=1, title="Clerks", directors="A", writers="A|B", cast="C|B"))
    {'Written and directed by': ['A'], 'Written by and with': ['B'], 'With': ['C']}
    """
    fields: dict[str, list[str]] = {}
    for field in PEOPLE:
        for name in getattr(film, LISTS[field]):
            fields.setdefault(name, []).append(field)
    by_words: dict[str, list[str]] = {}
    for name, own in fields.items():
        by_words.setdefault(capital(credit(own)), []).append(name)
    return by_words
