"""A remark on all that is hatched so largely that it makes people ask."""

import pytest

from dashboard.charts import entry_bars
from dashboard.reasons.bar_remark import against_remark, bar_remark, dislike_remark
from emde_core.explain.explanation import CompanyEvidence

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation


def remark(*parts):
    return bar_remark(entry_bars(explanation(*parts)))


def test_likeness_that_company_takes_back_is_told_with_what_stays_in_the_order_of_the_bars():
    assert remark(
        (ALIEN, "like", "categorical", 0.5, 0.01),
        (ALIEN, "like", "company", -0.2),
        (BRAZIL, "like", "categorical", 0.4, 0.01),
        (BRAZIL, "like", "company", -0.3),
        (CLUE, "like", "company", 0.3),
    ) == (
        "Hatched: the audience leaves Alien +0.30 of a likeness of +0.50 and Brazil +0.10 of +0.40. "
        "The audience takes back what a likeness promises and viewers’ ratings do not keep."
    )


def test_more_than_all_of_it_is_no_part():
    parts = (ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.52)
    assert "Alien ends at −0.02: the audience takes back more than its +0.50." in remark(
        *parts, (CLUE, "like", "text", 0.3)
    )


def test_another_part_that_takes_away_and_a_liked_film_against_the_film_are_told():
    assert remark(
        (CLUE, "like", "text", 0.5, 0.01),
        (ALIEN, "like", "categorical", -0.2, 0.01),
        (ALIEN, "like", "company", 0.3),
        (BRAZIL, "like", "categorical", -0.1, 0.01),
        (BRAZIL, "like", "company", -0.05),
    ) == (
        "Hatched: Alien loses by categories (−0.20), and ends at +0.10; "
        "Brazil speaks against it (−0.15), by categories (−0.10) and audience (−0.05)."
    )


def test_a_dislike_that_speaks_for_the_film_is_told_and_one_against_it_only_where_it_does_much():
    clue = (CLUE, "like", "text", 0.5, 0.01)
    for_it = entry_bars(explanation(clue, (ALIEN, "dislike", "company", 0.2)))
    assert bar_remark(for_it) == ""
    assert dislike_remark(for_it) == "Alien (not for me) adds +0.20 all the same, most by audience (+0.20)."
    against = remark(clue, (ALIEN, "dislike", "company", -0.2))
    assert against == "Hatched: Alien (not for me) speaks against it (−0.20), by audience (−0.20)."
    assert remark(clue, (ALIEN, "dislike", "company", -0.03), (ALIEN, "dislike", "text", 0.02, 0.01)) == ""


def test_the_bar_of_all_others_is_spoken_of_as_several():
    films = [BRAZIL.model_copy(update={"id": f"b{k}", "title": f"Brazil {k}"}) for k in range(15)]
    slight = [(film, "like", part, value) for film in films for part, value in (("text", 0.046), ("company", -0.04))]
    assert "and 5 others +0.03 of +0.23." in remark((CLUE, "like", "text", 0.9, 0.01), *slight)


def test_what_is_slight_raises_no_question():
    assert remark((ALIEN, "like", "categorical", 0.5, 0.01), (ALIEN, "like", "company", -0.04)) == ""


@pytest.mark.parametrize(
    ("likeness", "both", "said"),
    [
        (0.2, 4, "People who liked Alien liked this less often than others (4 of 40, of all viewers 1 in 4), although"),
        (-0.1, 4, "People who liked Alien liked this less often than others (4 of 40, of all viewers 1 in 4)."),
        (0.2, 30, "Alien is like it, but the audience takes away more (−0.50) than that adds (+0.20)."),
        (-0.6, 4, "Alien is unlike this film in categories (−0.60)."),
    ],
)
def test_a_liked_film_against_this_one_is_explained_by_its_counts_where_they_bear_it_out(likeness, both, said):
    bars = entry_bars(
        explanation(
            (CLUE, "like", "text", 0.9, 0.01),
            (ALIEN, "like", "categorical", likeness, 0.01),
            (ALIEN, "like", "company", -0.5),
        )
    )
    remark = against_remark(bars, [CompanyEvidence(ALIEN, both, liked_film=40, liked_this=250, viewers=1000)])
    assert remark.startswith(said)


def test_a_film_that_was_not_for_the_viewer_or_a_small_bar_needs_no_sentence():
    clue = (CLUE, "like", "text", 0.9, 0.01)
    assert against_remark(entry_bars(explanation(clue, (ALIEN, "dislike", "company", -0.4))), ()) == ""
    assert against_remark(entry_bars(explanation(clue, (ALIEN, "like", "company", -0.06))), ()) == ""
