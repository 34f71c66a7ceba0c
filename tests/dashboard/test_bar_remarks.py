"""Remarks on bars that look like mistakes."""

from dashboard.reasons.bar_remarks import bar_remarks

from .toy_explanations import ALIEN, BRAZIL, CLUE, counted, explanation


def test_company_that_takes_likeness_back_is_explained_with_counts_and_the_sum():
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
    assert remark.startswith("62 of the 80 viewers who liked Brazil")
    assert "Together: +0.10" in remark


def test_company_against_a_film_that_is_unlike_or_hardly_against_is_no_such_case():
    small = explanation((ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.04))
    assert bar_remarks(small) == ()
    unlike = explanation((ALIEN, "like", "text", -0.5, 0.01), (ALIEN, "like", "company", -0.2))
    assert bar_remarks(unlike) == ()


def test_categories_against_are_explained_by_name():
    (remark,) = bar_remarks(explanation((ALIEN, "like", "company", 0.6), (CLUE, "like", "categorical", -0.2, 0.01)))
    assert remark.endswith("more differs than is shared: Clue.")
