"""Points: the few names and words of a film that meet the history most, as a room can take them in at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.reasons.credits import people_once, role_of
from dashboard.reasons.kinds import films_in_words
from dashboard.reasons.shared_categories import is_telling, shared_categories, unwanted_categories
from dashboard.reasons.sureness import caveat
from dashboard.reasons.word_meetings import shared_plot
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence, direction_of
from emde_core.explain.values import CategoryValue, RegionValue
from emde_core.schema import IMAGE, TEXT

MOST = 3
BESIDE = 0.1  # of the strongest point: one that adds less is none


@dataclass(frozen=True)
class Point:
    """A name, a word or a place of the poster that meets the history.

    Attributes:
        name: as people read it.
        words: what it is, and which films of the history have it too.
        part: of the score that it belongs to.
        value: what it adds over the whole history, in nats.
        region: its place, for one of the poster.
    """

    name: str
    words: str
    part: str
    value: float
    region: RegionValue | None = None


def points(why: Explanation, evidence: ContentEvidence, most: int = MOST) -> tuple[Point, ...]:
    """Return what of the film does most in the score's own direction, the strongest first of what counts.

    Args:
        why: the explanation.
        evidence: by modality, whether it was measured to count; one without evidence gives no point, and of the poster
            nothing is pointed at before a gain from posters was measured.
        most: points, at most.
    """
    way = direction_of(why)
    every = [*(_shared_names(why) if way > 0 else _unwanted_names(why)), *_wishes(why)]
    every += [*_words(why), *_regions(why, evidence)] if way > 0 else []
    clear = [each for each in every if evidence.get(each.part) != "none" and way * each.value >= VISIBLE]
    by_name: dict[str, Point] = {}
    for each in sorted(clear, key=lambda point: (bool(caveat(point.part, evidence)), -abs(point.value))):
        by_name.setdefault(each.name, each)
    first = list(by_name.values())[:most]
    return tuple(each for each in first if abs(each.value) >= BESIDE * abs(first[0].value))


def _shared_names(why: Explanation) -> Iterator[Point]:
    for each in shared_categories(why, people_once(why.categories)):
        if is_telling(each.category, why.film):
            yield _name(each.category, f"{role_of(each.category)} {films_in_words(each, why)}")


def _unwanted_names(why: Explanation) -> Iterator[Point]:
    unwanted = unwanted_categories(why)
    for each in why.categories:
        if (words := unwanted.get((each.field, each.name))) and is_telling(each, why.film):
            yield _name(each, f"{each.field}, {words}")


def _wishes(why: Explanation) -> Iterator[Point]:
    wishes = {(each.wish.kind, each.wish.name) for each in why.contributions if each.wish}
    for each in why.categories:
        if (each.field, each.name) in wishes:
            yield _name(each, "as you wish")


def _name(category: CategoryValue, words: str) -> Point:
    return Point(category.name, words, category.modality, category.value)


def _words(why: Explanation) -> Iterator[Point]:
    if shared := shared_plot(why):
        for each in shared.encounters:
            yield Point(f"“{each.text}”", f"in its plot, as in that of {isolate(shared.film.title)}", TEXT, each.value)


def _regions(why: Explanation, evidence: ContentEvidence) -> Iterator[Point]:
    best = max(why.regions, key=lambda region: region.value, default=None)
    if best is not None and not caveat(IMAGE, evidence):
        yield Point("this part of its poster", "framed on the left", IMAGE, best.value, best)
