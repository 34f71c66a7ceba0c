"""A remark on bars that look like mistakes."""

from dashboard.reasons.bar_remark import bar_remark

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation


def test_company_that_takes_likeness_back_is_explained_with_what_stays():
    parts = (
        (ALIEN, "like", "categorical", 0.5, 0.01),
        (ALIEN, "like", "company", -0.2),
        (BRAZIL, "like", "categorical", 0.4, 0.01),
        (BRAZIL, "like", "company", -0.3),
        (CLUE, "like", "company", 0.3),
    )
    remark = bar_remark(explanation(*parts))
    assert remark.startswith("Brazil and Alien look more like this film")
    assert remark.endswith(
        "of Brazil a part of it, so that it adds +0.10; of Alien a part of it, so that it adds +0.30."
    )


def test_what_is_taken_back_whole_is_no_part():
    for company, words in ((-0.48, "nearly all of it, so that it adds +0.02"), (-0.52, "more than all of it")):
        parts = (ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", company)
        remark = bar_remark(explanation(*parts, (CLUE, "like", "company", 0.3)))
        assert words in remark, remark


def test_company_that_is_hardly_against_or_against_a_film_that_is_unlike_is_no_such_case():
    assert bar_remark(explanation((ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.04))) == ""
    slight = (ALIEN, "like", "categorical", 0.01, 0.001), (ALIEN, "like", "company", -0.2), (CLUE, "like", "text", 0.9)
    assert bar_remark(explanation(*slight)) == ""  # hardly like it at all: there is nothing to take back
    assert bar_remark(explanation((ALIEN, "like", "categorical", -0.5, 0.01), (ALIEN, "like", "company", -0.2))) == ""
