"""A person who links a film to a liked film that a sentence has not named."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.credits import is_person, is_walk_on, people_once
from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.shared_categories import shared_categories
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY

BOUND = 0.5  # of the strongest person: one of a film that is not named is told from here on, with that film
STAYS = 0.5  # of what a film adds by likeness: where company takes back more, nobody is told of the likeness


def person_elsewhere(why: Explanation, modality: str, reasons: Sequence[Entry]) -> tuple[CategoryValue, Entry] | None:
    """Return a person who adds much through a film that is not among the reasons, and that film; None for none."""
    people = [each for each in people_once(why.categories) if each.modality == modality and is_person(each)]
    own = shared_categories(why, people)
    least = BOUND * max((each.category.value for each in own), default=0.0)
    keys = {reason.key for reason in reasons}
    by_key = {entry.key: entry for entry in entries(why)}
    for each in own:
        others = [by_key[film.id] for film in each.films]
        best = max(others, key=lambda entry: entry.total)
        is_slight = is_walk_on(each.category.name, (why.film, *each.films))
        if each.category.value >= least and not is_slight and not keys & {other.key for other in others}:
            return (each.category, best) if _stays(best) else None
    return None


def _stays(entry: Entry) -> bool:
    likeness = entry.total - entry.values.get(COMPANY, 0.0)
    return entry.total > 0 and entry.total >= STAYS * likeness
