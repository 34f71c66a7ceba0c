"""Remarks on bars that a person would stop at."""

from dashboard.reasons.bar_remarks import bar_remarks
from emde_core.explain.values import CategoryValue

from .toy_explanations import ALIEN, BRAZIL, CLUE, counted, explanation


def test_company_that_takes_likeness_back_is_explained_with_shares_and_what_stays():
    (remark,) = bar_remarks(
        explanation(
            (ALIEN, "like", "categorical", 0.5, 0.01),
            (ALIEN, "like", "company", -0.2),
            (BRAZIL, "like", "categorical", 0.4, 0.01),
            (BRAZIL, "like", "company", -0.3),
            (CLUE, "like", "company", 0.3),
            company=(counted(ALIEN, 30, 40), counted(BRAZIL, 60, 80)),
        )
    )
    assert remark.startswith("Viewers of Brazil did like it (75% of them, 20% of all)")
    assert remark.endswith("+0.10 stays.")


def test_company_against_a_film_that_is_unlike_or_hardly_against_is_no_such_case():
    small = explanation((ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.04))
    assert bar_remarks(small) == ()


def test_a_liked_film_that_speaks_against_it_is_explained_by_counts_where_company_does():
    parts = (ALIEN, "like", "text", 0.4, 0.01), (BRAZIL, "like", "text", 0.4, 0.01)
    (remark,) = bar_remarks(explanation(*parts, (CLUE, "like", "company", -0.2), company=(counted(CLUE, 1, 50),)))
    assert remark.startswith("Clue speaks against it: 1 of the 50 viewers")
    (remark,) = bar_remarks(explanation(*parts, (CLUE, "like", "text", -0.2, 0.01)))
    assert remark.endswith("more differs than is shared.")


def test_a_bar_far_ahead_of_the_next_is_explained_by_what_the_films_share():
    shared = CategoryValue("director", "Ridley Scott", 0.4)
    others = ((film, "like", "categorical", 0.2, 0.01) for film in (BRAZIL, CLUE))
    parts = ((ALIEN, "like", "categorical", 0.9, 0.01), *others)
    (remark,) = bar_remarks(explanation(*parts, categories=(shared,)))
    assert remark.startswith("Alien is far ahead")
    assert "Ridley Scott" in remark
    everywhere = CategoryValue("genre", "Sci-Fi", 0.5)
    assert bar_remarks(explanation(*parts, categories=(everywhere,))) == ()
