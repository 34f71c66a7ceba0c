"""Accidents: wishes for a name that move films without it, because other names of these share its buckets."""

from __future__ import annotations

from dashboard.reasons.category_phrases import lack
from dashboard.reasons.credits import keys_of, people_once
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.history import REGION, WORD, Wish
from emde_core.modalities.categorical import Category
from emde_core.schema import POPULARITY

BY_ACCIDENT = "by accident of buckets"


def is_for_name(wish: Wish) -> bool:
    """Return True for a wish for a name, which a film has or lacks; to all else a film may be more or less like."""
    return wish.kind not in (WORD, REGION, POPULARITY)


def is_accident(wish: Wish, value: float, *, has_name: bool) -> bool:
    """Return True where a wish moves a film the way of those that have the name, and the film has it not.

    A film without the name has less of it than the average film, so that more of it should do it no good, and less no
    harm. What does so all the same are names of its own, which fall into buckets that the wish's name falls into.

    Args:
        wish: the wish.
        value: what it adds to the film's score, in nats.
        has_name: whether the film has what is wished for.
    """
    return is_for_name(wish) and not has_name and value * wish.weight > 0


def is_accident_in(why: Explanation, wish: Wish, value: float) -> bool:
    """Return the same of an explanation's film; of its rival where the wish moves that one more."""
    of_rival = value * wish.weight < 0
    sides = why.atoms[1:] if of_rival else why.atoms[:1]
    names = {_key(each.field, each.name) for side in sides for each in side.categories}
    has_name = _key(wish.kind, wish.name) in names
    return bool(sides) and is_accident(wish, -value if of_rival else value, has_name=has_name)


def wished_categories(why: Explanation) -> frozenset[Category]:
    """Return the categories of the film, as (field, name), that there is a wish for more of; people as one as well."""
    wishes = {_key(each.wish.kind, each.wish.name) for each in why.contributions if each.wish and each.wish.weight > 0}
    return frozenset(
        (each.field, each.name)
        for each in (*why.categories, *people_once(why.categories))
        if any(_key(*key) in wishes for key in keys_of(each))
    )


def accident_sentence(wish: Wish) -> str:
    """Say why a wish moves the film by accident: "The film is not tagged “robot”; the model takes other names …"."""
    name = CategoryValue(wish.kind, wish.name)
    return f"The film {lack(name)}; the model takes other names of it for that now and then, as they share buckets."


def _key(field: str, name: str) -> Category:
    return field, name.casefold()  # wishes are read so
