"""The link of each film that a sentence names: a person, a kind, or the same people."""

from dataclasses import replace

import pytest

from dashboard.reasons.sentence import sentence
from emde_core.data.catalogue import Film
from emde_core.explain.values import CategoryValue

from .toy_explanations import ALIEN, BRAZIL, CLUE, OWN, SCI_FI, SCOTT, counted, explanation, in_cast, plain_text


def test_a_person_is_a_films_link_before_its_genre_and_is_named_once():
    film = ALIEN.model_copy(update={"cast": ("Ridley Scott",)})
    both = (SCI_FI, CategoryValue("cast", "Ridley Scott", 0.05), SCOTT)
    why = explanation((film, "like", "categorical", 0.5, 0.01), categories=both, sides=(film,))
    assert plain_text(sentence(why)).startswith(
        "Recommended because you liked Alien (also directed by and with Ridley Scott). It shares Sci-Fi with Alien. "
    )


LEE = [CategoryValue(field, "Lee", value) for field, value in (("cast", 0.06), ("director", 0.05), ("writer", 0.04))]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"directors": "Lee"}, "also directed by Lee"),
        ({"directors": "Lee", "cast": "Lee"}, "also directed by and with Lee"),
        ({"directors": "Lee", "writers": "Lee"}, "also directed by Lee"),
        ({"writers": "Lee"}, "also from the writer Lee"),
        ({"composers": "Lee"}, "also with music by Lee"),
        ({"cast": "Lee"}, "also with Lee"),
    ],
)
def test_a_person_is_named_once_with_all_that_they_did_in_both_films(fields, words):
    film = Film(id="f", title="Film", **fields)
    own = [*LEE, CategoryValue("composer", "Lee", 0.07)]
    why = explanation((film, "like", "categorical", 0.2, 0.01), categories=own, sides=(film,))
    assert plain_text(sentence(why)).startswith(f"Recommended because you liked Film ({words}). ")


def test_what_a_person_did_counts_together():
    film = Film(id="f", title="Film", genres="Sci-Fi", directors="Lee", writers="Lee")
    own = [*LEE[1:], replace(SCI_FI, value=0.3)]
    saids = [
        plain_text(sentence(explanation((film, "like", "categorical", 0.9, 0.01), categories=each, sides=(film,))))
        for each in (own, own[1:])
    ]
    assert ["directed by Lee" in said for said in saids] == [True, False]
    assert ["(also Sci-Fi)" in said for said in saids] == [False, True]


@pytest.mark.parametrize(
    ("field", "words"),
    [("studio", "also from Aardman"), ("keyword", "also tagged “Aardman”"), ("genre", "also Aardman")],
)
def test_kinds_as_links(field, words):
    film = Film(id="f", title="Film", **{f"{field}s": ["Aardman"]})
    own = [CategoryValue(field, "Aardman", 0.2)]
    why = explanation((film, "like", "categorical", 0.3, 0.01), score=3.0, categories=own, sides=(film,))
    assert f"you liked Film ({words}). " in plain_text(sentence(why))


def test_what_all_liked_films_have_is_no_films_own_link():
    films = [ALIEN.model_copy(update={"id": f"a{k}", "title": title}) for k, title in enumerate(("Legend", "Dawn"))]
    parts = [(film, "like", "categorical", 0.5 - k / 10, 0.01) for k, film in enumerate(films)]
    said = plain_text(sentence(explanation(*parts, score=2.0, categories=(SCI_FI,), sides=films)))
    assert "(also Sci-Fi" not in said
    assert "Sci-Fi with both" in said


def test_neighbours_of_one_link_share_it():
    others = [ALIEN.model_copy(update={"id": f"a{k}", "title": title}) for k, title in enumerate(("Legend", "Dawn"))]
    parts = [(film, "like", "categorical", 0.5 - k / 10, 0.01) for k, film in enumerate((*others, CLUE))]
    why = explanation(*parts, categories=(SCOTT, CategoryValue("genre", "Comedy", 0.3)), sides=(*others, CLUE))
    assert "you liked Legend and Dawn (both also directed by Ridley Scott), and Clue (also Comedy). " in plain_text(
        sentence(why)
    )


def test_a_film_that_rests_on_company_is_liked_by_the_same_people_if_counts_bear_it_out():
    parts = (ALIEN, "like", "text", 0.1, 0.01), (ALIEN, "like", "company", 0.4)
    said = [plain_text(sentence(explanation(*parts, company=(counted(ALIEN, both, 50),)))) for both in (40, 5)]
    assert ["Alien (liked by the same people)" in words for words in said] == [True, False]


def test_a_film_that_shares_nothing_with_a_name_is_not_named_beside_films_that_do():
    parts = (ALIEN, "like", "categorical", 0.5, 0.01), (CLUE, "like", "categorical", 0.4, 0.01)
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,))))
    assert said.startswith("Mostly because you liked Alien (also directed by Ridley Scott). ")
    assert "Clue" in plain_text(sentence(explanation(*parts, categories=(OWN,))))


def test_films_stand_in_the_order_of_their_bars_whatever_their_links():
    why = explanation(
        (ALIEN, "like", "categorical", 0.2, 0.01),
        (CLUE, "like", "company", 0.1),
        (BRAZIL, "like", "company", 0.15),
        categories=(SCOTT,),
        company=(counted(CLUE, 30, 50), counted(BRAZIL, 30, 50)),
    )
    first = (
        "Recommended because you liked Alien (also directed by Ridley Scott), "
        "and Brazil and Clue (both liked by the same people)."
    )
    assert plain_text(sentence(why)).startswith(first)


def test_a_kind_is_no_link_of_a_film_whose_kinds_add_nothing_in_all():
    why = explanation(
        (ALIEN, "like", "categorical", -0.01, 0.01), (ALIEN, "like", "company", 0.5), categories=(SCI_FI,)
    )
    assert plain_text(sentence(why)).startswith("Recommended because you liked Alien. ")


def test_a_decade_is_no_link_of_a_film():
    decade = CategoryValue("decade", "1970s", 0.3)
    why = explanation((ALIEN, "like", "categorical", 0.3, 0.01), categories=(decade,))
    assert plain_text(sentence(why)).startswith("Recommended because you liked Alien. ")


@pytest.mark.parametrize(("places", "linked"), [((7, 7), False), ((7, 6), True), ((6, 7), True)])
def test_somebody_with_a_small_part_in_both_films_is_no_link(places, linked):
    film, liked = (Film(id=str(k), title="It", cast=in_cast(place)) for k, place in enumerate(places))
    why = explanation(
        (liked, "like", "categorical", 0.3, 0.01),
        (CLUE, "like", "text", 0.2, 0.01),
        categories=(CategoryValue("cast", "Lee", 0.2),),
        sides=(liked, CLUE),
    )
    assert ("(also with Lee)" in plain_text(sentence(replace(why, film=film)))) == linked


def test_a_small_part_of_somebody_who_made_the_film_is_told():
    film = Film(id="f", title="Film", cast=in_cast(8), writers="Lee")
    own = (CategoryValue("cast", "Lee", 0.1), CategoryValue("writer", "Lee", 0.1))
    why = explanation((film, "like", "categorical", 0.3, 0.01), categories=own, sides=(film,))
    assert "also with Lee among the writers and in the cast" in plain_text(sentence(why))


def test_a_keyword_is_told_with_others_that_show_what_a_film_is_about():
    keywords = [
        CategoryValue("keyword", name, value) for name, value in (("bomb", 0.2), ("police", 0.1), ("bus", 0.01))
    ]
    film = Film(id="f", title="Speed", keywords=[each.name for each in keywords])
    why = explanation((film, "like", "categorical", 0.3, 0.01), score=3.0, categories=keywords, sides=(film,))
    assert "you liked Speed (also tagged “bomb” and “police”). " in plain_text(sentence(why))
