"""Kinds that a film shares with liked films: which are named, with which films, and what comes first."""

from dataclasses import replace

import pytest

from dashboard.reasons.kinds import kinds, kinds_clause
from dashboard.reasons.outline import leading_entries
from dashboard.reasons.sentence import sentence
from emde_core.data.catalogue import Film
from emde_core.explain.values import AtomValues, CategoryValue
from emde_core.history import less

from .toy_explanations import ALIEN, BRAZIL, CLUE, SCI_FI, SCOTT, explanation, in_cast, plain_text


def test_kinds_that_are_slight_one_by_one_are_named_rather_than_a_film_that_the_categories_are_close_to():
    slight = [CategoryValue("genre", name, 0.04) for name in ("Sci-Fi", "Horror")]
    why = explanation(
        (ALIEN, "like", "categorical", 0.16, 0.01), (ALIEN, "like", "company", 0.5), categories=slight, sides=(ALIEN,)
    )
    said = plain_text(sentence(why))
    assert "It shares Sci-Fi and Horror with Alien." in said
    assert "closest to" not in said


def test_no_kind_of_film_is_named_twice():
    films = [BRAZIL.model_copy(update={"id": f"b{k}", "title": f"Brazil {k}"}) for k in range(5)]
    parts = [(film, "like", "categorical", 0.5 - k / 10, 0.01) for k, film in enumerate(films)]
    said = plain_text(sentence(explanation(*parts, (CLUE, "like", "company", 0.6), categories=(SCI_FI,), sides=films)))
    assert "Brazil 0 and Brazil 1 (both also Sci-Fi, like 5 of the 6 films you liked)" in said
    assert said.count("Sci-Fi") == 1


def test_a_country_is_told_only_where_it_is_the_films_first_and_one_language():
    film = ALIEN.model_copy(update={"countries": ("France", "Italy"), "languages": ("French", "Latin")})
    names = [("country", "Italy"), ("country", "France"), ("language", "Latin"), ("language", "French")]
    categories = [CategoryValue(field, name, 0.3 - k / 100) for k, (field, name) in enumerate(names)]
    why = explanation((ALIEN, "like", "text", 0.5, 0.01), (BRAZIL, "like", "text", 0.5, 0.01))
    side = AtomValues(ALIEN, categories=tuple(categories))
    both = replace(why, film=film, atoms=(side,), _history_side=lambda: (side, replace(side, film=BRAZIL)))
    assert [each.category.name for each in kinds(both, {})] == ["France", "Latin"]


@pytest.mark.parametrize(("title", "said"), [("Monty Python's Life of Brian", []), ("Life of Brian", ["Monty Python"])])
def test_a_studio_that_the_title_names_is_no_reason(title, said):
    studio = CategoryValue("studio", "Monty Python", 0.3)
    why = explanation((ALIEN, "like", "text", 0.5, 0.01))
    side = AtomValues(ALIEN, categories=(studio,))
    both = replace(why, film=ALIEN.model_copy(update={"title": title}), atoms=(side,), _history_side=lambda: (side,))
    assert [each.category.name for each in kinds(both, {})] == said


def test_of_what_a_count_is_stands_once():
    fantasy = CategoryValue("genre", "Fantasy", 0.25)
    others = [BRAZIL.model_copy(update={"id": f"b{k}", "title": f"Brazil {k}"}) for k in range(4)]
    parts = [(film, "like", "categorical", 0.5, 0.01) for film in (ALIEN, *others)]
    why = explanation(*parts, categories=(SCI_FI, fantasy), sides=(ALIEN, *others))
    sides = [AtomValues(film, categories=(SCI_FI, *([fantasy] if film != ALIEN else []))) for film in (ALIEN, *others)]
    both = kinds(replace(why, _history_side=lambda: tuple(sides)), {})
    said = plain_text(kinds_clause(both, why, leading_entries(why), is_counted=False))
    assert said == "It shares Sci-Fi with all 5 films you liked, and Fantasy with 4 of the 5"
    said = plain_text(kinds_clause(both[1:], why, leading_entries(why), is_counted=True))
    assert said == "It shares Fantasy with 4 of the 5"


def test_films_that_share_a_name_beside_the_reasons_are_counted():
    others = [BRAZIL.model_copy(update={"id": f"b{k}", "title": f"Brazil {k}"}) for k in range(4)]
    why = explanation(
        (ALIEN, "like", "categorical", 0.5, 0.01),
        *((film, "like", "categorical", 0.01, 0.001) for film in others),
        categories=(SCI_FI,),
        sides=(ALIEN, *others),
    )
    assert plain_text(sentence(why)).startswith(
        "It shares Sci-Fi with all 5 films you liked, and is recommended mostly because you liked Alien. "
    )


def test_a_film_that_is_no_likelier_than_an_average_one_is_not_called_recommended():
    war = less("genre", "War")
    why = explanation(
        (ALIEN, "like", "categorical", 0.5, 0.01),
        (BRAZIL, "like", "categorical", 0.3, 0.01),
        (war, "wish", "categorical", -0.79, 0.01),
        categories=(SCI_FI,),
        sides=(ALIEN, BRAZIL),
    )
    said = plain_text(sentence(why))
    assert "and is about level with an average film with your wishes" in said
    assert "recommended" not in said


def test_what_a_disliked_film_has_is_not_called_shared():
    why = explanation(
        (ALIEN, "dislike", "categorical", -0.1, 0.01),
        (CLUE, "like", "categorical", 0.5, 0.01),
        categories=(SCI_FI, CategoryValue("genre", "Comedy", 0.2)),
    )
    said = plain_text(sentence(why))
    assert "Clue (also Comedy)" in said
    assert "Sci-Fi" not in said


def test_somebody_whom_all_liked_films_have_comes_first_and_directors_before_others():
    score = CategoryValue("composer", "Jerry Goldsmith", 0.3)
    both = [Film(id=k, title=k, directors="Ridley Scott", composers="Jerry Goldsmith") for k in ("One", "Two")]
    parts = [(film, "like", "categorical", value, 0.01) for film, value in zip(both, (0.3, 0.2), strict=True)]
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT, score), sides=both)))
    opening = (
        "It is directed by Ridley Scott, like both films you liked, and is recommended because you liked One and Two "
    )
    assert said.startswith(f"{opening}(both also with music by Jerry Goldsmith).")


def test_a_composer_comes_first_only_where_that_is_half_of_the_score():
    films = [Film(id=k, title=k, composers="Lee") for k in ("One", "Two")]
    parts = [(film, "like", "categorical", 0.5, 0.01) for film in films]
    for value, comes_first in ((0.55, True), (0.45, False)):
        why = explanation(*parts, categories=(CategoryValue("composer", "Lee", value),), sides=films)
        assert plain_text(sentence(why)).startswith("It has music by Lee") is comes_first
        assert "music by Lee" in plain_text(sentence(why))


@pytest.mark.parametrize(
    ("fields", "own", "words"),
    [
        (
            {"writers": "Lee"},
            "writer",
            "It is from the writer Lee, like both films you liked, and is recommended because",
        ),
        (
            {"composers": "Lee"},
            "composer",
            "It has music by Lee, like both films you liked, and is recommended because",
        ),
        ({"cast": "Lee"}, "cast", "It stars Lee, like both films you liked, and is recommended because"),
        ({"studios": "Lee"}, "studio", "It is from Lee, like both films you liked, and is recommended because"),
        (
            {"keywords": "Lee"},
            "keyword",
            "It shares “Lee” with both films you liked, and is recommended because",
        ),
    ],
)
def test_what_all_liked_films_have_is_told_in_words_that_are_true_of_each(fields, own, words):
    films = [Film(id=k, title=k, **fields) for k in ("One", "Two")]
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in films]
    why = explanation(*parts, categories=(CategoryValue(own, "Lee", 0.5),), sides=films)
    assert plain_text(sentence(replace(why, film=films[0].model_copy(update={"id": "x"})))).startswith(words)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((0, 3, 1), "It stars Lee, like both films you liked, "),
        ((0, 3, 4), "Lee is in its cast, as in both films you liked, and it is recommended "),
        ((7, 7, 6), "Lee is in its cast, "),
        ((7, 7, 8), "Recommended because you liked One and Two. "),
    ],
)
def test_only_who_is_at_the_top_of_each_cast_is_a_star_and_who_ends_all_is_no_reason(places, words):
    first, *liked = [
        Film(id=title, title=title, cast=in_cast(place))
        for title, place in zip(("It", "One", "Two"), places, strict=True)
    ]
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in liked]
    why = explanation(*parts, categories=(CategoryValue("cast", "Lee", 0.5),), sides=liked)
    assert plain_text(sentence(replace(why, film=first))).startswith(words)


ANIMATION, DISNEY = CategoryValue("genre", "Animation", 0.3), CategoryValue("studio", "Walt Disney", 0.3)


@pytest.mark.parametrize(
    ("studios", "words"),
    [
        (
            ("Walt Disney", "Walt Disney"),
            "It shares Animation with both films you liked, which are also from Walt Disney",
        ),
        (("Walt Disney", ""), "It shares Animation with both films you liked, and is from Walt Disney, as is One"),
    ],
)
def test_where_a_film_is_from_is_not_shared(studios, words):
    titles = zip(("One", "Two"), studios, strict=True)
    films = [Film(id=title, title=title, genres="Animation", studios=studio) for title, studio in titles]
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in films]
    why = explanation(*parts, categories=(ANIMATION, DISNEY), sides=films)
    assert plain_text(kinds_clause(kinds(why, {}), why, (), is_counted=False)) == words


def test_where_a_film_is_from_is_told_by_itself():
    film = Film(id="f", title="Film", studios="Walt Disney")
    why = explanation((film, "like", "categorical", 0.3, 0.01), categories=(DISNEY,), sides=(film,))
    assert plain_text(kinds_clause(kinds(why, {}), why, (), is_counted=False)) == "It is from Walt Disney, as is Film"


def test_no_kind_of_a_modality_that_was_not_found_to_help_comes_first():
    why = explanation(
        (ALIEN, "like", "categorical", 0.4, 0.01), (BRAZIL, "like", "categorical", 0.3, 0.01), categories=(SCI_FI,)
    )
    first = [plain_text(sentence(why, {"categorical": verdict})) for verdict in ("counts", "shows")]
    assert [words.startswith("It shares Sci-Fi") for words in first] == [True, False]


@pytest.mark.parametrize(
    ("category", "fields", "words"),
    [
        (
            CategoryValue("country", "United Kingdom", 0.5),
            {"countries": "United Kingdom"},
            "It is from the United King",
        ),
        (CategoryValue("decade", "1970s", 0.5), {"year": 1975}, "It is of the 1970s, like both"),
        (CategoryValue("language", "French", 0.5), {"languages": "French"}, "It shares the French language with both"),
    ],
)
def test_what_is_true_of_so_many_films_never_comes_first(category, fields, words):
    films = [Film(id=k, title=f"Film {k}", **fields) for k in ("One", "Two")]
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in films]
    why = replace(explanation(*parts, categories=(category,), sides=films), film=Film(id="x", title="It", **fields))
    said = plain_text(sentence(why))
    assert said.startswith("Recommended because you liked Film One and Film Two. ")
    assert words in said


def test_who_did_one_thing_in_some_films_and_another_in_others_is_told_with_what_they_did_in_all():
    one, two = Film(id="1", title="One", cast="Lee"), Film(id="2", title="Two", cast="Lee", directors="Lee")
    own = CategoryValue("cast", "Lee", 0.3), CategoryValue("director", "Lee", 0.3)
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in (one, two)]
    why = replace(explanation(*parts, categories=own, sides=(one, two)), film=Film(id="x", title="It", cast="Lee"))
    assert plain_text(sentence(why)).startswith("It stars Lee, like both films you liked, ")
