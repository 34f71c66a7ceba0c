"""Categories of a film in the groups in which people ask about them, so that whatever is in sight has a reason.

What speaks for the film comes first, what liked films have too before what none has. Against it stands only what does
so strongly, and for a reason that can be given. All the rest is folded away, and none of it adds more than what is in
sight, but what does so by chance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.reasons.credits import by_credits, is_person
from dashboard.reasons.shared_categories import WIDE
from dashboard.text.grammar import VISIBLE
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import Category

MOST = 8  # categories in sight that speak for the film
MOST_AGAINST = 2
SHARED, NEW = 0.1, 0.2  # of the strongest: the least in sight of what liked films have too, and of what none has
RARE = ("studio", "keyword")  # fields, beside people, whose names hardly any film has
UNCLEAR = ("country", "language")  # fields that so many films share that one is a reason against none
GENERAL = 0.5  # of the strongest: the least of wide fields, which say little of a film, that comes last in sight
CHANCE = 0.02  # nats: a name that no liked film has, and that adds or takes away less, does so by chance
AGAINST = 0.075  # of what all categories add and take away: the least that stands against the film


@dataclass(frozen=True)
class CategoryGroups:
    """A film's categories, each in one group.

    Attributes:
        shared, own: those that speak for the film clearly: that liked films have too, and that none has.
        against: those that speak against it strongly.
        rest: the others, the strongest first.
    """

    shared: tuple[CategoryValue, ...] = ()
    own: tuple[CategoryValue, ...] = ()
    against: tuple[CategoryValue, ...] = ()
    rest: tuple[CategoryValue, ...] = ()

    @property
    def in_sight(self) -> tuple[CategoryValue, ...]:
        """All but the rest."""
        return (*self.shared, *self.own, *self.against)


def category_groups(
    categories: Iterable[CategoryValue],
    liked: Collection[Category] = (),
    unwanted: Collection[Category] = (),
    most: int = MOST,
    late: Collection[str] = (),
    *,
    wishes: Collection[Category] = (),
) -> CategoryGroups:
    """Return categories in groups, in each the strongest first, and people who add about as much as they are credited.

    Those of a wide field, such as a language, come last of what speaks for the film.

    What liked films have too never stands against a film, though it may take away a little.

    Args:
        categories: of a film, in its own order, with what each adds.
        liked: (field, name) of what liked films have.
        unwanted: (field, name) of what disliked films have and no liked one, and of what is wished less of.
        most: categories in sight that speak for the film.
        late: modalities whose categories come last.
        wishes: (field, name) of what is wished more of: a name that neither it nor a liked film has adds by chance.
    """
    every = list(categories)
    largest = max((abs(each.value) for each in every), default=0.0)
    least = max(CHANCE, AGAINST * sum(abs(each.value) for each in every))
    ordered = sorted(every, key=lambda each: (each.modality in late, -abs(each.value)))
    speaking = [each for each in ordered if each.value >= 0 and not _by_chance(each, liked, wishes)]
    telling = [each for each in speaking if each.value >= max(VISIBLE, _bound(each, liked) * largest)]
    first = sorted(by_credits(_in_sight(speaking, telling, most), every), key=lambda each: each.field in WIDE)
    against = [
        each for each in ordered if each.value < 0 and -each.value >= least and _is_against(each, liked, unwanted)
    ]
    against = against[:MOST_AGAINST]
    return CategoryGroups(
        tuple(each for each in first if key(each) in liked),
        tuple(each for each in first if key(each) not in liked),
        tuple(against),
        tuple(each for each in ordered if each not in first and each not in against),
    )


def _in_sight(
    ordered: Sequence[CategoryValue], telling: Collection[CategoryValue], most: int
) -> Sequence[CategoryValue]:
    """Return the first of what speaks for a film: up to one that tells nothing.

    The first that tells the film from others is in sight in any case, and with it all that adds more. What is of a wide
    field does not end the row, unless it is strong.
    """
    row = ordered[:most]
    end = next((place for place, each in enumerate(row, 1) if each in telling and each.field not in WIDE), 0)
    while end < len(row) and row[end] in telling:
        end += 1
    while end and row[end - 1].field in WIDE and row[end - 1].value < GENERAL * row[0].value:
        end -= 1
    return row[:end]


def key(category: CategoryValue) -> Category:
    """Return the field and the name, whatever the category adds."""
    return category.field, category.name


def _bound(category: CategoryValue, liked: Collection[Category]) -> float:
    return SHARED if key(category) in liked else NEW


def _by_chance(category: CategoryValue, liked: Collection[Category], wishes: Collection[Category]) -> bool:
    """Return True for what meets nothing in the history but what shares its buckets."""
    if key(category) in liked or key(category) in wishes:
        return False
    return bool(liked or wishes) or (is_rare(category) and category.value < CHANCE)


def _is_against(category: CategoryValue, liked: Collection[Category], unwanted: Collection[Category]) -> bool:
    """Return True where there is a reason: it is unwanted, or it is a kind of film that nobody asked for.

    That somebody plays in no liked film is true of nearly all actors, and a reason against none.
    """
    if key(category) in liked:
        return False
    return key(category) in unwanted or not (is_rare(category) or category.field in UNCLEAR)


def is_rare(category: CategoryValue) -> bool:
    """Return True for what is in few films: that it is in no liked one says nothing against a film."""
    return is_person(category) or category.field in RARE
