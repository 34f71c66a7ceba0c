"""How sure an explanation is: it can be poor, and says why."""

import pytest

from dashboard.reasons.sentence import LONG, rates_for, sentence
from dashboard.reasons.sureness import HoldRate, cause_words, caveat, rates_sentence, sureness_sentence
from emde_core.data.catalogue import Film
from emde_core.explain.sureness import sureness
from emde_core.history import less

from .toy_explanations import ALIEN, BRAZIL, CLUE, counted, explanation, plain_text


def company(value: float, both: int, **more):
    """Company that rests on so many shared viewers of Alien's 80, where 20 of 100 liked the film at all."""
    return explanation((ALIEN, "like", "company", value), company=(counted(ALIEN, both, 80),), **more)


def few(value: float):
    """Company that rests on 3 of the 9 who liked Alien."""
    return explanation((ALIEN, "like", "company", value), company=(counted(ALIEN, 3, 9),))


@pytest.mark.parametrize(("both", "grade"), [(63, "good"), (3, "poor")])
def test_company_is_as_sure_as_its_counts(both, grade):
    assert sureness(company(0.5, both), {}).grade == grade


def test_few_viewers_are_told():
    doubt = sureness(few(0.5), {})
    assert (doubt.grade, doubt.lead, doubt.doubt) == ("fair", 0.5, pytest.approx(0.25))
    assert doubt.cause == "few"


@pytest.mark.parametrize(
    ("second", "grade", "cause"), [(0.46, "poor", "close"), (0.4, "fair", "close"), (0.1, "good", "sketches")]
)
def test_a_first_reason_is_as_sure_as_its_lead_over_the_next(second, grade, cause):
    """A spread of .03 and .04 is a doubt of .05 in what two films add together."""
    why = explanation((ALIEN, "like", "text", 0.5, 0.03), (BRAZIL, "like", "categorical", second, 0.04))
    found = sureness(why, {})
    assert (found.lead, found.doubt) == (pytest.approx(0.5 - second), pytest.approx(0.05))
    assert (found.grade, found.cause) == (grade, cause)


def test_against_a_film_the_lead_is_of_what_speaks_against_it():
    why = explanation(
        (ALIEN, "like", "text", -0.5, 0.02), (BRAZIL, "like", "text", 0.1, 0.02), (CLUE, "like", "text", -0.2, 0.02)
    )
    assert sureness(why, {}).lead == pytest.approx(0.3)


def test_a_score_whose_sign_is_in_doubt_is_poor_evidence_of_any_reason():
    why = explanation((ALIEN, "like", "categorical", 0.5, 0.01), (BRAZIL, "like", "text", -0.1, 0.3))
    found = sureness(why, {})
    assert (found.grade, found.cause, found.part) == ("poor", "sketches", "text")


def test_company_against_its_own_counts_is_doubted_altogether():
    found = sureness(company(-0.5, 63), {})
    assert (found.grade, found.doubt) == ("poor", pytest.approx(0.5))
    assert found.cause == "denied"


@pytest.mark.parametrize(("found", "grade"), [("counts", "good"), ("shows", "poor"), ("none", "poor"), (None, "good")])
def test_a_modality_is_as_sure_as_it_was_measured_to_be(found, grade):
    why = explanation((ALIEN, "like", "text", 0.5, 0.02))
    assert sureness(why, {"text": found} if found else {}).grade == grade


def test_partitions_that_disagree_are_a_doubt():
    assert sureness(explanation((ALIEN, "like", "text", 0.5, 0.2)), {}).grade == "fair"
    assert sureness(explanation((ALIEN, "like", "text", 0.5, 0.3)), {}).grade == "poor"
    assert sureness(explanation((ALIEN, "like", "text", 0.5, 0.5)), {}).grade == "poor"


def test_what_nearly_cancels_out_is_told_so():
    why = explanation((ALIEN, "like", "text", 0.9, 0.05), (BRAZIL, "like", "text", -0.85, 0.05))
    doubt = sureness(why, {})
    assert doubt.grade == "poor"
    assert doubt.cause == "cancelled"


def test_a_film_that_nobody_rated_says_so_before_all_else():
    sure = sureness(explanation((ALIEN, "like", "text", 0.9, 0.01), (ALIEN, "like", "relayed", 0.1), ratings=0), {})
    assert (sure.cause, sure.grade) == ("unrated", "fair")
    words = sureness_sentence(sure, {}, {"good": HoldRate(0.94)})
    assert words == "How often such reasons hold was measured only for films with ratings."


def test_company_of_films_that_were_not_for_the_viewer_is_not_counted():
    assert sureness(explanation((CLUE, "dislike", "company", 0.5)), {}).grade == "poor"


def test_a_wish_for_popularity_is_read_exactly():
    assert sureness(explanation((less("popularity"), "wish", "popularity", 0.5)), {}).grade == "good"


def test_nothing_to_go_by_is_poor():
    found = sureness(explanation(), {})
    assert (found.grade, found.cause) == ("poor", "nothing")


def test_a_doubt_names_the_part_that_it_is_about():
    why = explanation((ALIEN, "like", "text", 0.2), (ALIEN, "like", "image", 0.5))
    found = sureness(why, {"image": "none"})
    assert (found.cause, found.part) == ("unproven", "image")
    assert cause_words(found, {"image": "none"}) == "there is no evidence that posters count here"


def test_the_judgement_has_a_number_where_it_was_measured():
    sure = sureness(few(0.5), {})
    measured = sureness_sentence(sure, {}, {"fair": HoldRate(0.6765)}, first="Alien")
    assert measured.startswith("There is fair evidence that Alien comes first: few viewers know")
    assert measured.endswith(". Of 100 such reasons for histories of ten films, 68 come first with other viewers too.")
    other = sureness_sentence(sure, {}, {"good": HoldRate(0.8)}, first="Alien")
    assert "of 100" not in other.casefold()


def test_good_evidence_says_what_it_is_and_other_evidence_what_is_in_doubt():
    good, fair = (
        sureness_sentence(sureness(why, {}), {}, {}, first="Alien", basis="9 viewers rated this film")
        for why in (company(0.5, 63), few(0.5))
    )
    assert good == "There is good evidence that Alien comes first: 9 viewers rated this film."
    assert fair == "There is fair evidence that Alien comes first: few viewers know these films together."


def test_a_reason_that_is_alone_comes_first_in_any_case():
    rates = {"good": HoldRate(0.9), "fair": HoldRate(0.7)}
    good, fair = (sentence(why, {}, rates)[-1].text for why in (company(0.5, 63), few(0.5)))
    assert good == "There is good evidence: 9 viewers rated this film."
    assert fair == "So short a history leaves much open: few viewers know these films together."


def test_a_reason_whose_next_is_close_is_told_with_it():
    why = explanation((ALIEN, "like", "text", 0.5, 0.03), (BRAZIL, "like", "text", 0.45, 0.04))
    said = sentence(why, {}, {"poor": HoldRate(0.41)})[-1].text
    assert said == (
        "Alien and Brazil count about as much: there is poor evidence that Alien comes first. "
        "Of 100 such reasons for histories of ten films, 41 come first with other viewers too."
    )


def test_a_lead_that_shows_in_the_bars_and_is_not_safe_is_told_as_one():
    why = explanation((ALIEN, "like", "text", 0.7, 0.2), (BRAZIL, "like", "text", 0.5, 0.2))
    said = sentence(why, {}, {})[-1].text
    assert said.startswith("Alien counts 1.4 times as much as Brazil, which is no safe lead: there is poor evidence ")


def test_what_good_evidence_is_differs_from_film_to_film():
    def said(*values, ratings=226):
        films = [Film(id=str(k), title=title) for k, title in enumerate(("Alien", "Brazil", "Clue")[: len(values)])]
        parts = [(film, "like", "text", value, 0.001) for film, value in zip(films, values, strict=True)]
        words = sentence(explanation(*parts, (films[0], "like", "company", 0.0), ratings=ratings))[-1].text
        return words.removeprefix("There is good evidence that ")

    assert (
        said(0.5, 0.2) == "Alien comes first: it counts 2.5 times as much as Brazil, and 226 viewers rated this film."
    )
    assert (
        said(0.1, 0.2, 0.04, ratings=1)
        == "Brazil comes first: it counts 2.0 times as much as Alien, and 1 viewer rated this film."
    )
    assert (
        said(0.5, 0.04)
        == "Alien comes first: it counts more than 10 times as much as Brazil, and 226 viewers rated this film."
    )
    assert said(0.5, -0.02) == "Alien comes first: nothing else speaks for the film, and 226 viewers rated this film."
    assert (
        said(-0.5, 0.2) == "Alien comes first: nothing else speaks against the film, and 226 viewers rated this film."
    )
    assert said(0.5) == "There is good evidence: 226 viewers rated this film."


def test_by_content_alone_no_ratings_are_evidence():
    why = explanation((ALIEN, "like", "text", 0.5, 0.01), content_alone=True)
    assert sentence(why)[-1].text == "There is good evidence: nothing else counts as much."


def test_the_numbers_note_says_how_many_reasons_they_rest_on_and_how_far_they_may_be_off():
    rate = HoldRate(0.861, 0.731, 0.991, tested=1036)
    assert "on good evidence 86 (tested on 1,036: 73 to 99)" in rates_sentence({"good": rate})
    assert HoldRate(0.861, tested=36).words == " (tested on 36)"
    assert HoldRate(0.861, 0.731, 0.991).words == " (73 to 99)"


@pytest.mark.parametrize("what_if", [{"weights": {"text": 2.0}}, {"content_alone": True}])
def test_a_what_if_is_another_model_and_has_no_measured_number(what_if):
    parts, rates = ((ALIEN, "like", "text", 0.5, 0.1), (BRAZIL, "like", "text", 0.2, 0.1)), {"fair": HoldRate(0.74)}
    assert "Of 100 such reasons for histories of ten films, 74 come first" in plain_text(
        sentence(explanation(*parts), {}, rates)
    )
    assert "Of 100" not in plain_text(sentence(explanation(*parts, **what_if), {}, rates))


def test_a_long_history_has_the_rates_of_whole_histories():
    films = [Film(id=f"f{k}", title=f"Film {k}") for k in range(LONG + 1)]
    long, short = (explanation(*((film, "like", "text", 0.1, 0.01) for film in own)) for own in (films, films[:-1]))
    rates = {"good": HoldRate(0.93, whole=HoldRate(0.9)), "poor": HoldRate(0.8)}
    assert rates_for(short, rates) == rates
    assert rates_for(long, rates) == {"good": HoldRate(0.9)}, "what was not measured with whole histories is not told"


def test_what_is_said_of_a_modality_that_was_not_measured_to_count():
    evidence = {"image": "none", "text": "shows", "categorical": "counts"}
    assert caveat("image", evidence) == "there is no evidence that posters count here"
    assert caveat("text", evidence) == "plots are read, but count too little to be named as a reason"
    assert caveat("categorical", evidence) == caveat("company", evidence) == caveat("image", {}) == ""
    assert caveat("text", {"text": "alone"}) == "", "what helps by itself is read for what it says"
