"""People in words: each once, with all that they did in a film.

A credit as a writer does not tell whether somebody wrote the script, or a novel or a play that it is made from: a film
is “from the writer”, which is true of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.text.grammar import capital, name_list
from emde_core.data.catalogue import Film
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import LISTS, Category

VERBS: Mapping[str, str] = {"writer": "written", "director": "directed", "composer": "scored"}
NOUNS: Mapping[str, str] = {"writer": "writers", "cast": "cast", "composer": "composers"}
AMONG: Mapping[str, str] = {"writer": "among the writers", "cast": "in the cast", "composer": "among the composers"}
PARTS: Mapping[str, str] = {"writer": "credited as a writer of", "cast": "in the cast of"}
MUSIC, WRITING = "music by", "from the writer"
STARS = 4  # names at the top of a cast
WALK_ON = 7  # names of a cast before those with a small part
ALIKE = 0.75  # of what one person adds: another who adds no less adds about as much
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


def by_credits(ordered: Iterable[CategoryValue], in_film: Sequence[CategoryValue]) -> list[CategoryValue]:
    """Return categories with people who add about as much in the order of their credits, all others where they stand.

    Who did nothing but the music comes after all whom people go to see a film for.

    Args:
        ordered: the largest first.
        in_film: the same, in the film's own order.

    >>> lead, extra = CategoryValue("cast", "Lead", 0.5), CategoryValue("cast", "Extra", 0.6)
    >>> [each.name for each in by_credits([extra, CategoryValue("genre", "War", 0.55), lead], [lead, extra])]
    ['Lead', 'War', 'Extra']
    """
    row, groups = list(ordered), list[list[CategoryValue]]()
    for each in sorted(filter(is_person, row), key=lambda person: person.field == "composer"):
        if groups and abs(each.value) >= ALIKE * abs(groups[-1][0].value):
            groups[-1].append(each)
        else:
            groups.append([each])
    people = iter([each for group in groups for each in sorted(group, key=in_film.index)])
    return [next(people) if is_person(each) else each for each in row]


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
    """Return the words before the names of those who did all this in one film.

    >>> credit(["director", "writer"]), credit(["cast", "director"]), credit(["writer"]), credit(["composer"])
    ('written and directed by', 'directed by and with', 'writers', 'music by')
    """
    if [*fields] == ["composer"]:
        return MUSIC
    if "writer" in fields and "director" not in fields:
        return name_list([noun for field, noun in NOUNS.items() if field in fields])
    verbs = [verb for field, verb in VERBS.items() if field in fields]
    words = f"{name_list(verbs)} by" if verbs else ""
    return " and ".join(filter(None, [words, "with" if "cast" in fields else ""]))


def credit_around(fields: Collection[str]) -> str:
    """Return the words around a name, which stands for {}, beside a film.

    >>> credit_around(["director", "writer", "cast"]), credit_around(["composer"]), credit_around(["cast"])
    ('directed by and with {}', 'with music by {}', 'with {}')
    >>> credit_around(["writer"]), credit_around(["writer", "cast"])
    ('from the writer {}', 'with {} among the writers and in the cast')
    """
    if "director" in fields:
        return "directed by and with {}" if "cast" in fields else "directed by {}"
    if [*fields] == ["composer"]:
        return f"with {MUSIC} {{}}"
    if [*fields] == ["writer"]:
        return f"{WRITING} {{}}"
    if [*fields] == ["cast"]:
        return "with {}"
    return f"with {{}} {name_list([words for field, words in AMONG.items() if field in fields])}"


def role_of(category: CategoryValue) -> str:
    """Return what a category is of a film, as it stands before the films that have it too: "in the cast of"."""
    if isinstance(category, Person):
        return "had a hand in"  # what a person did in this film need not be what they did in those
    return PARTS.get(category.field, f"{category.field} of")


def is_star(name: str, films: Iterable[Film]) -> bool:
    """Return True for somebody at the top of the cast of each film."""
    return all(name in film.cast[:STARS] for film in films)


def is_walk_on(name: str, films: Iterable[Film]) -> bool:
    """Return True for somebody who has but a small part in each film, and did nothing else there."""
    return all(name in film.cast[WALK_ON:] and not _is_maker(name, film) for film in films)


def _is_maker(name: str, film: Film) -> bool:
    return any(name in getattr(film, LISTS[field]) for field in PEOPLE if field != "cast")


def credits_of(film: Film) -> dict[str, list[str]]:
    """Return a film's people by the words before their names, each person once; directors come first, then writers.

    >>> credits_of(Film(id=1, title="Clerks", directors="A", writers="A|B", cast="C|B"))
    {'Written and directed by': ['A'], 'Writers and cast': ['B'], 'With': ['C']}
    """
    fields: dict[str, list[str]] = {}
    for field in PEOPLE:
        for name in getattr(film, LISTS[field]):
            fields.setdefault(name, []).append(field)
    by_words: dict[str, list[str]] = {}
    for name, own in fields.items():
        by_words.setdefault(capital(credit(own)), []).append(name)
    return by_words
