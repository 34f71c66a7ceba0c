import math

import pytest

from dashboard.sentence import certainty, factor, leading, plain, sentence, times
from emde_core.explain.explanation import Contribution

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation


def test_reasons_of_one_modality_stand_together():
    why = explanation(
        (ALIEN, "like", "text", 0.30, 0.02), (BRAZIL, "like", "image", 0.19, 0.02), (CLUE, "like", "text", 0.20, 0.02)
    )
    assert plain(sentence(why)) == (
        "Twice as likely as an average film, mostly because of the plots of Alien and Clue and the poster of Brazil. "
        "The evidence agrees well."
    )
    assert [part.modality for part in sentence(why) if part.modality] == ["text", "image"]


def test_categories_are_called_so_whatever_they_are():
    """A director and a decade are neither cast nor genres."""
    said = plain(sentence(explanation((ALIEN, "like", "categorical", 0.5, 0.01))))
    assert "the categories of Alien" in said


def test_at_most_three_reasons_each_worth_naming():
    parts = [(ALIEN, "like", "text", 0.1 + k / 100, 0.01) for k in range(6)]
    assert len(leading(explanation(*parts).contributions)) == 3
    weak = explanation((ALIEN, "like", "text", 0.5, 0.1), (BRAZIL, "like", "text", 0.1, 0.1))
    assert [c.film for c in leading(weak.contributions)] == [ALIEN]


def test_a_strong_reason_against_is_named_a_weak_one_is_not():
    strong = explanation((ALIEN, "like", "text", 0.5, 0.1), (CLUE, "dislike", "image", -0.3, 0.1))
    said = plain(sentence(strong))
    assert "; against it, the poster of Clue (not for you)" in said
    weak = explanation((ALIEN, "like", "text", 0.5, 0.1), (CLUE, "dislike", "image", -0.1, 0.1))
    assert "against" not in plain(sentence(weak))


def test_an_unlikely_film_gets_the_reasons_against_it_first():
    why = explanation((ALIEN, "like", "text", -0.7, 0.1), (CLUE, "dislike", "image", 0.3, 0.1))
    assert plain(sentence(why)) == (
        "67% as likely as an average film, mostly because of the plot of Alien; "
        "for it, the poster of Clue (not for you). The evidence agrees well."
    )


def test_nothing_for_it():
    said = plain(sentence(explanation((ALIEN, "like", "text", -0.04, 0.1))))
    assert said == (
        "About as likely as an average film: nothing in this history speaks for it. Against it: the plot of Alien."
    )


def test_an_unknown_modality_is_named_as_it_is():
    assert "the sound of Alien" in plain(sentence(explanation((ALIEN, "like", "sound", 0.5, 0.1))))


@pytest.mark.parametrize(
    ("spread", "said"),
    [(0.1, "agrees well"), (0.3, "mostly agrees"), (0.6, "Take it lightly"), (math.nan, "can't be said")],
)
def test_how_sure(spread, said):
    assert said in certainty([Contribution(ALIEN, "like", "text", 0.5, spread)])


@pytest.mark.parametrize(
    ("score", "said", "short"),
    [
        (math.log(2), "twice as likely as an average film", "×2.0"),
        (math.log(3.4), "3.4 times as likely as an average film", "×3.4"),
        (0.01, "about as likely as an average film", "×1.0"),
        (math.log(0.5), "50% as likely as an average film", "×0.50"),
        (-9.0, "not a hundredth as likely as an average film", "×0.00"),
    ],
)
def test_scores_as_people_read_them(score, said, short):
    assert times(score) == said
    assert factor(score) == short


def test_the_real_thing(service, history):
    for pick in service.recommend(history, 11):
        parts = sentence(service.explain(history, pick.film.id))
        assert plain(parts).endswith(".")
        assert 1 <= sum(part.modality is not None for part in parts) <= 4
