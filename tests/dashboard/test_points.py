"""The few names and words that carry a film."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.reasons.points import MOST, points
from emde_core import more
from emde_core.explain.values import CategoryValue, RegionValue

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation

GENRES = [CategoryValue("genre", name, value) for name, value in (("Sci-Fi", 0.3), ("Horror", 0.2), ("Comedy", -0.2))]
SCOTT = CategoryValue("director", "Ridley Scott", 0.4)


def film(*others, categories=(*GENRES, SCOTT), score=1.0):
    return explanation((ALIEN, "like", "categorical", score), *others, categories=categories)


def test_what_liked_films_have_too_comes_with_their_names_the_strongest_first():
    why = film((BRAZIL, "like", "categorical", 0.1))
    assert [(point.name, point.words, point.value) for point in points(why, {})] == [
        ("Ridley Scott", "director of Alien", 0.4),
        ("Sci-Fi", "genre of both films you liked", 0.3),
        ("Horror", "genre of Alien", 0.2),
    ]


def test_who_did_several_things_here_need_not_have_done_them_in_the_liked_films():
    both = [SCOTT, CategoryValue("writer", "Ridley Scott", 0.3)]
    (point, *_) = points(film(categories=both), {})
    assert (point.name, point.words) == ("Ridley Scott", "had a hand in Alien")


def test_they_are_few_and_none_is_slight_beside_the_first():
    why = film(categories=[SCOTT, *GENRES[:2], CategoryValue("genre", "War", 0.9)])
    assert len(points(why, {})) == MOST
    slight = film(categories=[SCOTT, replace(GENRES[0], value=0.03)])
    assert [point.name for point in points(slight, {})] == ["Ridley Scott"]
    assert points(film(categories=[replace(SCOTT, value=0.004)]), {}) == ()


def test_a_modality_without_evidence_is_not_pointed_at():
    assert points(film(), {"categorical": "none"}) == ()


def test_a_modality_that_was_not_found_to_help_is_pointed_at_last():
    loud = CategoryValue("genre", "Comedy", 0.9, "sound")
    for evidence, first in (({}, "Comedy"), ({"sound": "shows"}, "Ridley Scott")):
        why = film((CLUE, "like", "sound", 0.9), categories=(SCOTT, loud))
        assert points(why, evidence)[0].name == first


def test_who_wrote_it_or_what_it_is_made_from_is_credited():
    liked, wrote = ALIEN.model_copy(update={"writers": ("Ann",)}), CategoryValue("writer", "Ann", 0.4)
    why = explanation((liked, "like", "categorical", 1.0), categories=(wrote,), sides=(liked,))
    assert points(why, {})[0].words == "credited as a writer of Alien"


def test_of_a_film_that_is_advised_against_it_is_what_was_not_for_you():
    why = film((CLUE, "dislike", "categorical", -2.0))
    assert [(point.name, point.words) for point in points(why, {})] == [
        ("Comedy", "genre, as in Clue, not for me"),
    ]


def test_a_wish_is_named():
    why = film((more("genre", "War"), "wish", "categorical", 0.5), categories=[CategoryValue("genre", "War", 0.5)])
    assert [(point.name, point.words) for point in points(why, {})] == [("War", "as you wish")]


@pytest.mark.parametrize(("verdict", "count"), [("counts", 1), ("shows", 0), ("none", 0)])
def test_a_region_is_pointed_at_only_where_posters_were_measured_to_count(verdict, count):
    best = RegionValue(0.5, 0.5, 0.1, 0.1, 0.3)
    why = film(categories=())
    (side,) = why.atoms
    why = replace(why, atoms=(replace(side, regions=(RegionValue(0, 0, 0.1, 0.1, 0.1), best)),))
    found = points(why, {"image": verdict})
    assert [point.region for point in found] == [best] * count
