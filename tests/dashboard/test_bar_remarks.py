"""Remarks on bars that look like mistakes."""

from dashboard.reasons.bar_remarks import bar_remarks

from .toy_explanations import ALIEN, BRAZIL, CLUE, counted, explanation


def test_company_that_takes_likeness_back_is_explained_with_the_counts_of_the_film_that_loses_most():
    (remark,) = bar_remarks(
        explanation(
            (ALIEN, "like", "categorical", 0.5, 0.01),
            (ALIEN, "like", "company", -0.2),
            (BRAZIL, "like", "categorical", 0.4, 0.01),
            (BRAZIL, "like", "company", -0.3),
            (CLUE, "like", "company", 0.9),
            company=(counted(ALIEN, 30, 40), counted(BRAZIL, 62, 80)),
        )
    )
    assert "Brazil and Alien" in remark
    assert "62 of the 80" in remark


def test_company_against_a_film_that_is_unlike_is_no_such_case():
    small = explanation((ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.05))
    assert bar_remarks(small) == ()
    unlike = explanation((ALIEN, "like", "categorical", -0.5, 0.01), (ALIEN, "like", "company", -0.2))
    assert bar_remarks(unlike) == ()


def test_a_film_that_was_not_for_them_and_speaks_for_this_one_is_explained():
    (remark,) = bar_remarks(explanation((CLUE, "dislike", "categorical", 0.1, 0.01)))
    assert remark.startswith("Clue (not for you) speaks for it")
    assert bar_remarks(explanation((CLUE, "dislike", "categorical", -0.1, 0.01))) == ()
