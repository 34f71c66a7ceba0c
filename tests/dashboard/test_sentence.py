"""The sentence: films first, with what they demonstrably share with the film; company with its counts; how sure."""

import math
from dataclasses import replace

import pytest

from dashboard.reasons.company_counts import one_in
from dashboard.reasons.kinds import kinds, kinds_clause
from dashboard.reasons.outline import leading_entries
from dashboard.reasons.sentence import (
    factor,
    is_calibrated,
    likelihood_words,
    sentence,
)
from emde_core.data.catalogue import Film
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import AtomValues, CategoryValue, WordValue
from emde_core.history import less, more
from emde_core.recommender import Recommender
from emde_core.text.words import words_of

from .toy_explanations import ALIEN, BRAZIL, CLUE, XANADU, counted, explanation, plain_text

SCI_FI, SCOTT, OWN = (
    CategoryValue("genre", "Sci-Fi", 0.3),
    CategoryValue("director", "Ridley Scott", 0.2),
    CategoryValue("cast", "Somebody Else", 0.35),
)


def test_films_lead_then_what_they_share_then_company_with_its_counts():
    why = explanation(
        (ALIEN, "like", "categorical", 0.30, 0.01),
        (ALIEN, "like", "company", 0.20),
        (BRAZIL, "like", "categorical", 0.20, 0.01),
        (BRAZIL, "like", "company", 0.0),
        categories=(SCI_FI, SCOTT),
        company=(counted(ALIEN, 62, 80), counted(BRAZIL, 1, 9)),
    )
    assert plain_text(sentence(why)) == (
        "It shares Sci-Fi with both films you liked, and is recommended mostly because you liked Alien "
        "(also by Ridley Scott). "
        "62 of the 80 viewers who liked Alien liked this too, more than 3 times the 1 in 5 of all viewers. "
        "Good evidence (9 ratings, both films for it): at most 20% of the score is in doubt."
    )
    assert [(piece.text, piece.part) for piece in sentence(why) if piece.part] == [
        ("Sci-Fi", "categorical"),
        ("Alien", "entry"),
        ("Ridley Scott", "categorical"),
        ("liked this too", "company"),
        ("Good evidence (9 ratings, both films for it): at most 20% of the score is in doubt.", "evidence good"),
    ]


def test_a_category_that_no_liked_film_has_is_not_named():
    why = explanation((ALIEN, "like", "categorical", 0.5, 0.01), categories=(OWN, SCI_FI))
    said = plain_text(sentence(why))
    assert "Alien (also Sci-Fi)" in said
    assert "Somebody Else" not in said


def test_a_person_is_a_films_link_before_its_genre_and_is_named_once():
    film = ALIEN.model_copy(update={"cast": ("Ridley Scott",)})
    both = (SCI_FI, CategoryValue("cast", "Ridley Scott", 0.05), SCOTT)
    why = explanation((film, "like", "categorical", 0.5, 0.01), categories=both, sides=(film,))
    assert plain_text(sentence(why)).startswith(
        "Recommended because you liked Alien (also by and with Ridley Scott). It shares Sci-Fi with Alien. "
    )


LEE = [CategoryValue(field, "Lee", value) for field, value in (("cast", 0.06), ("director", 0.05), ("writer", 0.04))]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"directors": "Lee"}, "also by Lee"),
        ({"directors": "Lee", "cast": "Lee"}, "also by and with Lee"),
        ({"directors": "Lee", "writers": "Lee"}, "also by Lee"),
        ({"writers": "Lee"}, "also with Lee among the writers"),
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
    assert ["by Lee" in said for said in saids] == [True, False]
    assert ["(also Sci-Fi)" in said for said in saids] == [False, True]


@pytest.mark.parametrize(
    ("field", "words"),
    [("studio", "also from Aardman"), ("keyword", "also tagged Aardman"), ("genre", "also Aardman")],
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


def test_kinds_that_are_slight_one_by_one_are_named_rather_than_a_film_that_the_categories_are_close_to():
    slight = [CategoryValue("genre", name, 0.04) for name in ("Sci-Fi", "Horror")]
    why = explanation(
        (ALIEN, "like", "categorical", 0.16, 0.01), (ALIEN, "like", "company", 0.5), categories=slight, sides=(ALIEN,)
    )
    said = plain_text(sentence(why))
    assert "It shares Sci-Fi and Horror with Alien." in said
    assert "closest to" not in said


def test_neighbours_of_one_link_share_it():
    others = [ALIEN.model_copy(update={"id": f"a{k}", "title": title}) for k, title in enumerate(("Legend", "Dawn"))]
    parts = [(film, "like", "categorical", 0.5 - k / 10, 0.01) for k, film in enumerate((*others, CLUE))]
    why = explanation(*parts, categories=(SCOTT, CategoryValue("genre", "Comedy", 0.3)), sides=(*others, CLUE))
    assert "you liked Legend and Dawn (both also by Ridley Scott), and Clue (also Comedy). " in plain_text(
        sentence(why)
    )


def test_a_film_that_rests_on_company_is_liked_by_the_same_people_if_counts_bear_it_out():
    parts = (ALIEN, "like", "text", 0.1, 0.01), (ALIEN, "like", "company", 0.4)
    said = [plain_text(sentence(explanation(*parts, company=(counted(ALIEN, both, 50),)))) for both in (40, 5)]
    assert ["Alien (liked by the same people)" in words for words in said] == [True, False]


def test_a_film_that_shares_nothing_with_a_name_is_not_named_beside_films_that_do():
    parts = (ALIEN, "like", "categorical", 0.5, 0.01), (CLUE, "like", "categorical", 0.4, 0.01)
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,))))
    assert said.startswith("Mostly because you liked Alien (also by Ridley Scott). ")
    assert "Clue" in plain_text(sentence(explanation(*parts, categories=(OWN,))))


def test_no_kind_of_film_is_named_twice():
    films = [BRAZIL.model_copy(update={"id": f"b{k}", "title": f"Brazil {k}"}) for k in range(5)]
    parts = [(film, "like", "categorical", 0.5 - k / 10, 0.01) for k, film in enumerate(films)]
    said = plain_text(sentence(explanation(*parts, (CLUE, "like", "company", 0.6), categories=(SCI_FI,), sides=films)))
    assert "Brazil 0 and Brazil 1 (both also Sci-Fi, like 5 of the 6 films you liked)" in said
    assert said.count("Sci-Fi") == 1


def test_films_stand_in_the_order_of_their_bars_whatever_their_links():
    why = explanation(
        (ALIEN, "like", "categorical", 0.2, 0.01),
        (CLUE, "like", "company", 0.1),
        (BRAZIL, "like", "company", 0.15),
        categories=(SCOTT,),
        company=(counted(CLUE, 30, 50), counted(BRAZIL, 30, 50)),
    )
    first = (
        "Recommended because you liked Alien (also by Ridley Scott), "
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


def test_a_person_of_a_film_that_is_not_named_is_told_with_that_film():
    named = [CLUE.model_copy(update={"id": f"c{k}", "title": f"Clue {k}"}) for k in range(3)]
    parts = [(film, "like", "categorical", 0.5, 0.01) for film in named]
    parts.append((ALIEN, "like", "categorical", 0.4, 0.01))
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,), sides=(*named, ALIEN))))
    assert "Ridley Scott links it to Alien. " in said
    parts.append((ALIEN, "like", "company", -0.25))
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,), sides=(*named, ALIEN))))
    assert "Ridley Scott" not in said, "company takes back more than half of that likeness"


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


def test_a_part_that_takes_away_much_is_named():
    why = explanation((ALIEN, "like", "text", 0.9, 0.01), (ALIEN, "like", "company", -0.3))
    assert "What the same people liked takes away 0.30. " in plain_text(sentence(why))


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


def test_a_liked_film_of_the_same_title_is_named_first_with_its_year():
    older = ALIEN.model_copy(update={"title": "Xanadu", "year": 1954})
    said = plain_text(sentence(explanation((older, "like", "text", 0.5, 0.1))))
    assert said.startswith("Recommended because you liked Xanadu (1954), which has the same title. ")


def test_where_nothing_is_shared_the_film_is_called_close():
    why = explanation((CLUE, "like", "categorical", 0.5, 0.01), categories=(OWN, SCOTT))
    assert "Its categories are closest to those of Clue." in plain_text(sentence(why))


def test_what_a_disliked_film_has_is_not_called_shared():
    why = explanation(
        (ALIEN, "dislike", "categorical", -0.1, 0.01),
        (CLUE, "like", "categorical", 0.5, 0.01),
        categories=(SCI_FI, CategoryValue("genre", "Comedy", 0.2)),
    )
    said = plain_text(sentence(why))
    assert "Clue (also Comedy)" in said
    assert "Sci-Fi" not in said


def test_a_modality_without_evidence_is_never_a_reason_and_one_that_only_shows_is_told_so():
    why = explanation(
        (ALIEN, "like", "text", 0.4, 0.01),
        (ALIEN, "like", "image", 0.6, 0.01),
    )
    said = plain_text(sentence(why, {"text": "shows", "image": "none"}))
    assert "Its poster adds 0.60, but there is no evidence that posters count here." in said
    assert "Its plot adds 0.40 in small pieces (plots are read, but were not found to help enough)" in said
    assert "poster" not in [piece.part for piece in sentence(why, {"image": "none"})]
    assert "evidence that" not in plain_text(sentence(why, {"text": "counts", "image": "counts"}))


def test_no_film_is_named_whose_plot_is_close_without_words_that_show_it():
    why = explanation((ALIEN, "like", "categorical", 0.6, 0.01), (CLUE, "like", "text", 0.3, 0.01))
    assert "Its plot adds 0.30 in small pieces. " in plain_text(sentence(why))


def test_a_plot_that_counts_is_told_by_the_words_that_it_shares():
    spans = [words_of(XANADU.plot)[place] for place in (0, 1, 3)]
    words = [WordValue(s.start, s.end, XANADU.plot[s.start : s.end], 0.3) for s in spans]
    close = [Meeting(word, WordValue(9 * k, 9 * k + 3, "bus"), CLUE, 0.9) for k, word in enumerate(words)]
    parts = (ALIEN, "like", "text", 0.4, 0.01), (CLUE, "like", "text", 0.1, 0.01)
    said = plain_text(sentence(explanation(*parts, words=words, meetings=close)))
    first, second, third = (word.text for word in words)
    assert f"Its plot shares with that of Clue “{first}”, “{second}” and “{third}”. " in said


def test_company_is_told_where_a_named_film_rests_on_it():
    why = explanation(
        (ALIEN, "like", "categorical", 0.9, 0.01),
        (ALIEN, "like", "company", -0.4),
        (BRAZIL, "like", "categorical", 0.05, 0.01),
        (BRAZIL, "like", "company", 0.4),
        company=(counted(ALIEN, 62, 80), counted(BRAZIL, 9, 20)),
    )
    assert "9 of the 20 viewers who liked Brazil liked this too" in plain_text(sentence(why))


def test_the_largest_part_is_named_even_without_counts_that_bear_it_out():
    why = explanation(
        (ALIEN, "like", "text", 0.1, 0.01), (ALIEN, "like", "company", 0.6), company=(counted(ALIEN, 1, 50),)
    )
    assert "What the same people liked adds 0.60. " in plain_text(sentence(why))


@pytest.mark.parametrize(("ratings", "words"), [(0, "no ratings"), (2, "too few ratings")])
def test_in_place_of_a_films_own_ratings_the_audience_of_films_like_it_is_told(ratings, words):
    why = explanation((ALIEN, "like", "text", 0.5, 0.01), (ALIEN, "like", "relayed", 0.1), ratings=ratings)
    told = f"It has {words} of its own; in their place, the audience of films like it adds 0.10."
    assert told in plain_text(sentence(why))


def test_at_most_three_entries_each_worth_naming():
    films = [ALIEN.model_copy(update={"id": str(k)}) for k in range(6)]
    assert (
        len(leading_entries(explanation(*((f, "like", "text", 0.5 + k / 100, 0.01) for k, f in enumerate(films))))) == 3
    )
    weak = explanation((ALIEN, "like", "text", 0.5, 0.1), (BRAZIL, "like", "text", 0.1, 0.1))
    assert [entry.key for entry in leading_entries(weak)] == ["a"]


def test_titles_that_are_alike_bear_their_years():
    first, second = (BRAZIL.model_copy(update={"id": i, "title": "Xanadu", "year": y}) for i, y in (("p", 1), ("q", 2)))
    said = plain_text(sentence(explanation((first, "like", "text", 0.5, 0.1), (second, "like", "text", 0.4, 0.1))))
    assert "Xanadu (1), which has the same title, and Xanadu (2)." in said


def test_a_strong_entry_against_is_named_a_weak_one_is_not():
    strong = explanation((ALIEN, "like", "text", 0.5, 0.1), (CLUE, "dislike", "image", -0.3, 0.1))
    assert "; against it, Clue (not for me). " in plain_text(sentence(strong))
    weak = explanation((ALIEN, "like", "text", 0.5, 0.1), (CLUE, "dislike", "image", -0.1, 0.1))
    assert "against" not in plain_text(sentence(weak))


def test_an_unlikely_film_gets_the_reasons_against_it():
    why = explanation(
        (ALIEN, "like", "text", -0.3, 0.02),
        (ALIEN, "like", "company", -0.4),
        company=(counted(ALIEN, 16, 80, 90),),
        words=(WordValue(2, 6, "muse", 0.1),),
    )
    assert plain_text(sentence(why)) == (
        "50% as likely as an average film, because of Alien. Its plot takes away 0.30 in small pieces. "
        "16 of the 80 viewers who liked Alien liked this too, against 5 in 6 of all viewers. "
        "Good evidence (9 ratings): at most 20% of the score is in doubt."
    )


def test_nothing_for_it():
    assert plain_text(sentence(explanation((ALIEN, "like", "text", -0.04, 0.1)))) == (
        "About as likely as an average film: nothing in this history speaks for it. Against it: Alien."
    )


@pytest.mark.parametrize(
    ("more_of_it", "said"),
    [
        ({"content_alone": True}, "By content alone, because you liked Alien"),
        ({"weights": {"image": 8.0}}, "In this what-if, because you liked Alien"),
        ({}, "Recommended because you liked Alien"),
    ],
)
def test_only_the_model_as_it_was_learned_speaks_of_likelihood(more_of_it, said):
    why = explanation((ALIEN, "like", "text", 0.5, 0.01), **more_of_it)
    assert plain_text(sentence(why)).startswith(said)
    assert is_calibrated(why) == (not more_of_it)


def test_a_wish_is_a_reason_and_no_likelihood():
    why = explanation(
        (more("director", "Ridley Scott"), "wish", "categorical", 0.5, 0.01), (ALIEN, "like", "text", 0.1)
    )
    assert plain_text(sentence(why)).startswith(
        "With your wishes, mostly because of your wish for more of the director Ridley Scott. "
    )
    assert not is_calibrated(explanation((less("popularity"), "wish", "popularity", 0.2)))


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
    assert likelihood_words(score) == said
    assert factor(score) == short


@pytest.mark.parametrize(
    ("count", "said"), [(0, "none"), (5, "1 in 20"), (25, "1 in 4"), (41, "2 in 5"), (100, "1 in 1")]
)
def test_shares_as_people_say_them(count, said):
    assert one_in(count, 100) == said


def test_a_published_model_claims_no_company_and_no_shared_names(small_prepared, small_config, history):
    config = small_config.model_copy(update={"recipe": "published"})
    encoded = small_prepared.encoded
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    said = plain_text(sentence(model.explain(history, "3")))
    assert "company" not in said
    assert "shares" not in said


def test_somebody_whom_all_liked_films_have_comes_first_and_directors_before_others():
    score = CategoryValue("composer", "Jerry Goldsmith", 0.3)
    both = [Film(id=k, title=k, directors="Ridley Scott", composers="Jerry Goldsmith") for k in ("One", "Two")]
    parts = [(film, "like", "categorical", value, 0.01) for film, value in zip(both, (0.3, 0.2), strict=True)]
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT, score), sides=both)))
    opening = "It is by Ridley Scott, like both films you liked, and is recommended because you liked One and Two "
    assert said.startswith(f"{opening}(both also with music by Jerry Goldsmith).")


def test_one_name_in_two_plots_is_not_told():
    skates = Film(id="s", title="Xanadu Skates", plot="On skates, a Muse sings.", cast="Ann")
    film = XANADU.model_copy(update={"plot": "Here a Muse roller-skates.", "cast": ("Ann",)})
    why = replace(explanation((skates, "like", "text", 0.5, 0.01), sides=(skates,)), film=film)
    assert plain_text(sentence(why)).startswith("Recommended because you liked Xanadu Skates, of the same series. ")


@pytest.mark.parametrize(
    ("fields", "own", "words"),
    [
        (
            {"writers": "Lee"},
            "writer",
            "Lee is among its writers, as in both films you liked, and it is recommended because",
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
            "It shares the keyword Lee with both films you liked, and is recommended because",
        ),
    ],
)
def test_what_all_liked_films_have_is_told_in_words_that_are_true_of_each(fields, own, words):
    films = [Film(id=k, title=k, **fields) for k in ("One", "Two")]
    parts = [(film, "like", "categorical", 0.3, 0.01) for film in films]
    why = explanation(*parts, categories=(CategoryValue(own, "Lee", 0.5),), sides=films)
    assert plain_text(sentence(replace(why, film=films[0].model_copy(update={"id": "x"})))).startswith(words)


def in_cast(place):
    return tuple("Lee" if k == place else f"Actor {k}" for k in range(9))


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


ANIMATION, DISNEY = CategoryValue("genre", "Animation", 0.3), CategoryValue("studio", "Walt Disney", 0.3)


@pytest.mark.parametrize(
    ("studios", "words"),
    [
        (
            ("Walt Disney", "Walt Disney"),
            "It shares Animation with both films you liked, which are from Walt Disney too",
        ),
        (("Walt Disney", ""), "It shares Animation with both films you liked, and is from Walt Disney, like One"),
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
    assert plain_text(kinds_clause(kinds(why, {}), why, (), is_counted=False)) == "It is from Walt Disney, like Film"


def test_of_the_films_that_are_named_the_clearest_counts_are_told():
    why = explanation(
        (ALIEN, "like", "company", 0.3),
        (BRAZIL, "like", "company", 0.2),
        (CLUE, "like", "company", 0.15),
        company=(counted(ALIEN, 20, 60), counted(BRAZIL, 18, 30), counted(CLUE, 3, 4)),
    )
    said = plain_text(sentence(why))
    assert "18 of the 30 viewers who liked Brazil liked this too" in said, "Clue's share is larger, by chance it may be"


def test_a_modality_that_was_not_found_to_help_is_told_after_one_that_was():
    why = explanation(
        (ALIEN, "like", "text", 0.3, 0.01),
        (ALIEN, "like", "image", 0.6, 0.01),
        (ALIEN, "like", "categorical", 0.4, 0.01),
    )
    said = plain_text(sentence(why, {"text": "counts", "image": "shows", "categorical": "counts"}))
    assert said.index("Its categories") < said.index("Its plot") < said.index("Its poster")


def test_no_kind_of_a_modality_that_was_not_found_to_help_comes_first():
    why = explanation(
        (ALIEN, "like", "categorical", 0.4, 0.01), (BRAZIL, "like", "categorical", 0.3, 0.01), categories=(SCI_FI,)
    )
    first = [plain_text(sentence(why, {"categorical": verdict})) for verdict in ("counts", "shows")]
    assert [words.startswith("It shares Sci-Fi") for words in first] == [True, False]


def test_a_series_names_its_film_once():
    skates = Film(id="s", title="Xanadu Skates", plot="On skates, a Muse sings.", cast="Ann")
    film = XANADU.model_copy(update={"plot": "Here a Muse roller-skates.", "cast": ("Ann",)})
    parts = (skates, "like", "categorical", 0.5, 0.01), (CLUE, "like", "text", 0.4, 0.01)
    why = replace(explanation(*parts, categories=(CategoryValue("cast", "Ann", 0.3),), sides=(skates, CLUE)), film=film)
    said = plain_text(sentence(why))
    assert said.startswith("Mostly because you liked Xanadu Skates, of the same series (also with Ann). ")
    assert said.count("Xanadu Skates") == 1


@pytest.mark.parametrize("title", ["When Harry Met Sally...", "Oliver!", "Who?"])
def test_a_title_that_ends_in_a_mark_takes_no_full_stop(title):
    film = ALIEN.model_copy(update={"title": title})
    for value in (0.5, -0.04):
        said = plain_text(sentence(explanation((film, "like", "text", value, 0.01))))
        assert title in said
        assert f"{title}." not in said


@pytest.mark.parametrize(
    ("company", "likeness", "both", "words"),
    [
        (-0.3, 0.5, 60, "fewer viewers liked both it and Alien than two films so alike would suggest"),
        (
            -0.3,
            0.1,
            60,
            "those who liked Alien liked this more often than others, but no more than their other films tell",
        ),
        (0.3, 0.1, 5, "those who liked Alien liked this less often than others, and that is not counted against it"),
    ],
)
def test_where_company_and_its_counts_differ_is_said_in_plain_words(company, likeness, both, words):
    why = explanation(
        (ALIEN, "like", "text", likeness, 0.001),
        (ALIEN, "like", "company", company),
        (BRAZIL, "like", "text", 0.6, 0.01),
        company=(counted(ALIEN, both, 80),),
    )
    assert plain_text(sentence(why)).endswith(f" evidence: {words}.")
