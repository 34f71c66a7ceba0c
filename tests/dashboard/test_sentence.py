"""The sentence: films first, with what they demonstrably share with the film; company with its counts; how sure."""

import math
from dataclasses import replace

import pytest

from dashboard.reasons.company_counts import one_in
from dashboard.reasons.outline import leading_entries
from dashboard.reasons.sentence import (
    factor,
    is_calibrated,
    likelihood_words,
    sentence,
)
from emde_core.data.catalogue import Film
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import CategoryValue, WordValue
from emde_core.history import less, more
from emde_core.recommender import Recommender
from emde_core.text.words import words_of

from .toy_explanations import ALIEN, BRAZIL, CLUE, OWN, SCI_FI, SCOTT, XANADU, counted, explanation, plain_text


def test_films_lead_then_what_they_share_then_company_with_its_counts():
    why = explanation(
        (ALIEN, "like", "categorical", 0.30, 0.01),
        (ALIEN, "like", "company", 0.20),
        (BRAZIL, "like", "categorical", 0.20, 0.01),
        (BRAZIL, "like", "company", 0.0),
        categories=(SCI_FI, SCOTT),
        company=(counted(ALIEN, 62, 80), counted(BRAZIL, 1, 9)),
    )
    sure = "There is good evidence that Alien comes first: it counts 2.5 times as much as Brazil, and 9 viewers rated"
    sure = f"{sure} this film."
    assert plain_text(sentence(why)) == (
        "It shares Sci-Fi with both films you liked, and is recommended mostly because you liked Alien "
        "(also directed by Ridley Scott). "
        "62 of the 80 viewers who liked Alien liked this too, nearly 4 times the 1 in 5 of all viewers. "
        f"{sure}"
    )
    assert [(piece.text, piece.part) for piece in sentence(why) if piece.part] == [
        ("Sci-Fi", "categorical"),
        ("Alien", "entry"),
        ("Ridley Scott", "categorical"),
        ("liked this too", "company"),
        (sure, "evidence good"),
    ]


def test_a_category_that_no_liked_film_has_is_not_named():
    why = explanation((ALIEN, "like", "categorical", 0.5, 0.01), categories=(OWN, SCI_FI))
    said = plain_text(sentence(why))
    assert "Alien (also Sci-Fi)" in said
    assert "Somebody Else" not in said


def test_a_person_of_a_film_that_is_not_named_is_told_with_that_film():
    named = [CLUE.model_copy(update={"id": f"c{k}", "title": f"Clue {k}"}) for k in range(3)]
    parts = [(film, "like", "categorical", 0.5, 0.01) for film in named]
    parts.append((ALIEN, "like", "categorical", 0.4, 0.01))
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,), sides=(*named, ALIEN))))
    assert "Ridley Scott links it to Alien. " in said
    parts.append((ALIEN, "like", "company", -0.25))
    said = plain_text(sentence(explanation(*parts, categories=(SCOTT,), sides=(*named, ALIEN))))
    assert "Ridley Scott" not in said, "company takes back more than half of that likeness"


def test_a_part_that_takes_away_much_is_named():
    why = explanation((ALIEN, "like", "text", 0.9, 0.01), (ALIEN, "like", "company", -0.3))
    assert "What the same people liked takes away 0.30. " in plain_text(sentence(why))


def test_viewers_who_liked_both_more_often_than_others_are_told_to_take_back_what_likeness_promised():
    parts = (ALIEN, "like", "text", 0.9, 0.01), (ALIEN, "like", "company", -0.25), (BRAZIL, "like", "company", -0.05)
    said = plain_text(sentence(explanation(*parts, company=(counted(ALIEN, 62, 80), counted(BRAZIL, 9, 20)))))
    told = "62 of the 80 viewers who liked Alien liked this too, nearly 4 times the 1 in 5 of all viewers. "
    assert f"{told}By likeness alone it would be likelier still; ratings take 0.30 of that back. " in said
    assert "takes away" not in said
    said = plain_text(sentence(explanation(*parts, company=(counted(ALIEN, 9, 80),))))
    assert "What the same people liked takes away 0.30. " in said, "they liked it less often than others"


def test_a_liked_film_of_the_same_title_is_named_first_with_its_year():
    older = ALIEN.model_copy(update={"title": "Xanadu", "year": 1954})
    said = plain_text(sentence(explanation((older, "like", "text", 0.5, 0.1))))
    assert said.startswith("Recommended because you liked Xanadu (1954), which has the same title. ")


def test_where_nothing_is_shared_the_film_is_called_close():
    why = explanation((CLUE, "like", "categorical", 0.5, 0.01), categories=(OWN, SCOTT))
    assert "Its categories are closest to those of Clue." in plain_text(sentence(why))


def test_a_modality_without_evidence_is_never_a_reason_and_one_that_only_shows_is_told_so():
    why = explanation(
        (ALIEN, "like", "text", 0.4, 0.01),
        (ALIEN, "like", "image", 0.6, 0.01),
    )
    said = plain_text(sentence(why, {"text": "shows", "image": "none"}))
    assert "Its poster adds 0.60, but there is no evidence that posters count here." in said
    assert "Its plot adds 0.40 in small pieces (plots are read, but count too little to be named" in said
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
        "About 50% as likely as an average film, because of Alien. Its plot takes away 0.30 in small pieces. "
        "16 of the 80 viewers who liked Alien liked this too, against 5 in 6 of all viewers. "
        "There is good evidence: 9 viewers rated this film."
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
        (more("director", "Ridley Scott"), "wish", "categorical", 0.5, 0.01),
        (ALIEN, "like", "text", 0.1),
        categories=[CategoryValue("director", "Ridley Scott", 0.5)],
    )
    assert plain_text(sentence(why)).startswith(
        "With your wishes, mostly because of your wish for more of Ridley Scott. "
    )
    assert not is_calibrated(explanation((less("popularity"), "wish", "popularity", 0.2)))


@pytest.mark.parametrize(
    ("score", "said", "short"),
    [
        (math.log(2), "about twice as likely as an average film", "×2.0"),
        (math.log(3.4), "about 3.4 times as likely as an average film", "×3.4"),
        (0.01, "about as likely as an average film", "×1.0"),
        (math.log(0.5), "about 50% as likely as an average film", "×0.50"),
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


def test_one_name_in_two_plots_is_not_told():
    skates = Film(id="s", title="Xanadu Skates", plot="On skates, a Muse sings.", cast="Ann")
    film = XANADU.model_copy(update={"plot": "Here a Muse roller-skates.", "cast": ("Ann",)})
    why = replace(explanation((skates, "like", "text", 0.5, 0.01), sides=(skates,)), film=film)
    assert plain_text(sentence(why)).startswith("Recommended because you liked Xanadu Skates, of the same series. ")


def test_a_modality_that_was_not_found_to_help_is_told_after_one_that_was():
    why = explanation(
        (ALIEN, "like", "text", 0.3, 0.01),
        (ALIEN, "like", "image", 0.6, 0.01),
        (ALIEN, "like", "categorical", 0.4, 0.01),
    )
    said = plain_text(sentence(why, {"text": "counts", "image": "shows", "categorical": "counts"}))
    assert said.index("Its categories") < said.index("Its plot") < said.index("Its poster")


def test_a_series_names_its_film_once():
    skates = Film(id="s", title="Xanadu Skates", plot="On skates, a Muse sings.", cast="Ann")
    film = XANADU.model_copy(update={"plot": "Here a Muse roller-skates.", "cast": ("Ann",)})
    parts = (skates, "like", "categorical", 0.5, 0.01), (CLUE, "like", "text", 0.4, 0.01)
    why = replace(explanation(*parts, categories=(CategoryValue("cast", "Ann", 0.3),), sides=(skates, CLUE)), film=film)
    said = plain_text(sentence(why))
    assert said.startswith("Mostly because you liked Xanadu Skates, of the same series (also with Ann). ")
    assert said.partition(" evidence that ")[0].count("Xanadu Skates") == 1


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
        (-0.3, 0.5, 60, "ratings bear out only a part of the likeness with Alien"),
        (
            -0.3,
            0.1,
            60,
            "those who liked Alien liked this more often than others, but no more than their other films tell",
        ),
        (0.2, 0.05, 5, "those who liked Alien liked this less often than others, and that is not counted against it"),
    ],
)
def test_where_company_and_its_counts_differ_is_said_in_plain_words(company, likeness, both, words):
    why = explanation(
        (ALIEN, "like", "text", likeness, 0.001),
        (ALIEN, "like", "company", company),
        (BRAZIL, "like", "text", 0.6, 0.01),
        company=(counted(ALIEN, both, 80),),
    )
    assert plain_text(sentence(why)).endswith(f" evidence that Brazil comes first: {words}.")


LED = (ALIEN, "like", "company", 0.3), (BRAZIL, "like", "company", 0.2)


def test_the_film_that_leads_the_sentence_is_the_one_whose_viewers_are_counted():
    why = explanation(*LED, company=(counted(ALIEN, 20, 60), counted(BRAZIL, 18, 30)))
    assert "20 of the 60 viewers who liked Alien liked this too" in plain_text(sentence(why)), (
        "Brazil’s share is larger"
    )


def test_a_film_that_hardly_rests_on_company_leaves_the_count_to_the_next_one():
    why = explanation(
        (ALIEN, "like", "categorical", 0.3, 0.01),
        (ALIEN, "like", "company", 0.02),
        LED[1],
        categories=(SCOTT,),
        company=(counted(ALIEN, 20, 60), counted(BRAZIL, 18, 30)),
    )
    assert "18 of the 30 viewers who liked Brazil liked this too" in plain_text(sentence(why))


def test_of_the_films_that_hardly_rest_on_company_the_clearest_counts_are_told():
    parts = [(film, "like", "text", 0.5, 0.01) for film in (ALIEN, BRAZIL)]
    why = explanation(
        *parts,
        *((film, "like", "company", 0.1) for film in (ALIEN, BRAZIL)),
        (CLUE, "like", "company", 0.1),
        company=(counted(ALIEN, 20, 60), counted(BRAZIL, 18, 30), counted(CLUE, 3, 4)),
    )
    assert "18 of the 30 viewers who liked Brazil" in plain_text(sentence(why)), "Clue is not named"


def test_a_film_that_is_not_named_is_counted_with_a_reason():
    why = explanation(
        (ALIEN, "like", "categorical", 0.8, 0.01), (CLUE, "like", "company", 0.2), company=(counted(CLUE, 30, 50),)
    )
    said = plain_text(sentence(why))
    assert (
        "Clue speaks for it by its audience: 30 of the 50 viewers who liked it liked this too, about 3 times " in said
    )


@pytest.mark.parametrize(("value", "is_told"), [(0.03, True), (0.01, False)])
def test_where_nothing_else_is_shared_the_kind_that_people_expect_is_told_for_what_it_is(value, is_told):
    """Romance after romantic films hardly counts beside their audience, and whoever misses it is told so."""
    why = explanation(
        (ALIEN, "like", "categorical", 0.02, 0.01),
        (ALIEN, "like", "company", 0.5),
        categories=(replace(SCI_FI, value=value),),
        company=(counted(ALIEN, 30, 50),),
    )
    said = plain_text(sentence(why))
    assert ("It shares Sci-Fi with Alien, though that counts for little. " in said) == is_told
