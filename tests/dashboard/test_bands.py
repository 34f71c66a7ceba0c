"""Bands between films: few, exact, and together what the bars say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.bands import THICK, Band, entry_bands, largest
from dashboard.analysis.spots import Pair, Spot
from dashboard.analysis.two_films import MOST, film_bands
from dashboard.charts.explanation import entry_bars
from dashboard.panels.explore.bands import ADDS, STAYS, _entries, _with_example, band_words, chip_values, names_note
from dashboard.reasons.entries import entries
from dashboard.reasons.linked_views import linked_views
from dashboard.text.grammar import VISIBLE
from emde_core import Film, History, more
from emde_core.explain.meetings import Meeting
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import CategoryValue, RegionValue, WordValue

from .toy_explanations import ALIEN, counted, explanation

HISTORY, FILM = History(("1", "2", "8"), ("7",), (more("director", "Viktor Hale"),)), "3"
SCOTT = CategoryValue("director", "Ridley Scott", 0.5)
OTHER = Film(id="a", title="Alien", plot="a murder in the fog")
PARTS = (
    WordValue(0, 6, "Murder"),
    WordValue(7, 10, "the"),
    CategoryValue("cast", "Lee"),
    CategoryValue("genre", "Crime"),
)
WATCHED = (
    WordValue(2, 8, "murder"),
    WordValue(12, 15, "the"),
    CategoryValue("director", "Lee"),
    CategoryValue("genre", "Crime"),
)
WEIGHTS = np.array([[0.04, 0.01, 0, 0], [0.02, 0.5, 0, 0], [0, 0, 0.3, 0.02], [0, 0, 0.01, -0.2]])


def between(parts=PARTS, watched=WATCHED, weights=WEIGHTS, company=0.1, reaction="like", meetings=()):
    """Threads between two films, and the explanation that they are of."""
    sums = dict.fromkeys(dict.fromkeys(part.modality for part in parts), 0.0)
    for part, row in zip(parts, weights, strict=True):
        sums[part.modality] += float(row.sum())
    named = [(OTHER, reaction, modality, value) for modality, value in sums.items()]
    counts = [counted(OTHER, 2, 3)]
    why = explanation(*named, (OTHER, reaction, "company", company), company=counts, meetings=meetings)
    total = float(weights.sum())
    return FilmThreads(OTHER, reaction, total + company, (), total, company, parts, watched, weights), why


def joined(*args, **kwargs):
    """The bands of two films with these threads between them."""
    threads, why = between(*args, **kwargs)
    return film_bands(why, threads)


@pytest.fixture(scope="module")
def why(small_model):
    return small_model.explain(HISTORY, FILM)


@pytest.fixture(scope="module")
def threads(small_model):
    return {each.film.id: each for each in small_model.threads(HISTORY, FILM)}


def test_bands_of_two_films_add_up_to_the_bar_part_by_part(why, threads):
    for each in threads.values():
        entry = next(entry for entry in entries(why) if entry.key == each.film.id)
        two = film_bands(why, each)
        assert two.contribution == entry.total == pytest.approx(sum(band.weight for band in two.bands), abs=1e-9)
        assert two.likeness == pytest.approx(each.weights.sum(), abs=1e-9)
        for part, value in entry.values.items():
            slight = [pair.weight for band in two.bands if not band.part for pair in band.pairs]
            own = sum(band.weight for band in two.bands if band.part == part)
            assert abs(own - value) <= sum(map(abs, slight)) + 1e-9  # what is slight stands in one band for all parts


def test_bands_of_several_entries_are_the_segments_of_their_bars(why):
    for row in entry_bands(why, entry_bars(why)):
        assert {band.part: band.weight for band in row.bands} == row.entry.net
    assert sum(band.weight for row in entry_bands(why, entry_bars(why)) for band in row.bands) == (
        pytest.approx(why.score)
    )


def test_what_is_behind_a_band_adds_up_to_it(why, threads):
    rows = [film_bands(why, each).bands for each in threads.values()]
    listed = [band for bands in rows for band in bands if band.pairs]
    assert len({band.part for band in listed}) > 2
    for band in listed:
        assert sum(pair.weight for pair in band.pairs) == pytest.approx(band.weight, abs=1e-9)


def test_a_name_or_a_word_that_both_have_has_a_band_and_nothing_else_has():
    two = joined()
    assert [(band.name, band.weight) for band in two.shared] == [("Crime", -0.2), ("“murder”", 0.04)]
    assert [(band.name, band.part, round(band.weight, 9)) for band in two.bands] == [
        ("all else in the plot", "text", 0.53),  # with the function word
        ("all else in the categories", "categorical", 0.33),  # with a Lee who acts for one who directs
        ("Crime", "categorical", -0.2),
        ("audience: who liked both", "company", 0.1),
        ("“murder”", "text", 0.04),
    ]
    assert two.bands[2].words == "Both films: Crime."
    assert two.bands[3].words.startswith("2 of the 3 viewers who liked Alien liked this too")
    assert band_words(two) == (
        "Alien adds 0.80: all else in the plot (+0.53), all else in the categories (+0.33), Crime (−0.20), "
        "audience: who liked both (+0.10) and “murder” (+0.04)."
    )


def test_beside_a_name_it_is_said_why_its_chip_has_another_number():
    (note,) = names_note(joined(), {"Crime": -0.25, "War": 0.4})
    assert note == (
        "Crime: −0.20 for being in both films (its band), "
        "−0.25 with all else in Alien that it is near (its chip below)."
    )
    assert not list(names_note(joined(), {"Crime": -0.202})), "they are the same to two digits"


def test_the_chips_of_two_films_are_told_by_the_names_of_their_bands(why, threads):
    for each in threads.values():
        names = [band.name for band in film_bands(why, each).shared if band.part == "categorical"]
        assert {*names} <= {*chip_values(why, each)}


def test_the_largest_come_first_and_what_would_stand_as_nothing_is_one_band():
    genres = [CategoryValue("genre", name) for name in "abcdef"]
    weights = np.diag([0.1, -0.4, 0.3, 0.2, 0.002, 0.001])
    two = joined(genres, genres, weights, company=0.003)
    assert [band.name for band in two.shared] == ["b", "c", "d"]
    assert len(two.shared) == MOST
    slight = two.bands[-1]
    assert (slight.name, slight.part, slight.weight) == ("", "", pytest.approx(0.003))
    rest = two.bands[-2]
    assert [(pair.own.text, round(pair.weight, 9)) for pair in rest.pairs] == [
        ("a", 0.1),
        ("e", 0.002),
        ("f", 0.001),
        ("all else", 0.0),
    ]
    assert all(abs(band.weight) >= VISIBLE for band in two.bands[:-1])


def test_what_is_next_to_nothing_has_no_label_unless_nothing_else_is_larger():
    genres = [CategoryValue("genre", name) for name in "ab"]
    beside_much, alone = (joined(genres, genres, np.diag([most, 0.012]), company=0.0) for most in (0.4, 0.013))
    assert [band.name for band in beside_much.bands if band.name] == ["a"]
    assert [band.name for band in alone.bands if band.name] == ["categories"]


def test_words_that_are_close_stand_in_their_sentences():
    """Of those that the explanation found; the rest of the plots is a number."""
    murders = WordValue(2, 8, "murders")
    close = Meeting(PARTS[0], murders, OTHER, 0.9)
    weights = np.array([[0.001, 0.2], [0.1, 0.0]])
    (plot, *_) = joined(PARTS[:2], (murders, WATCHED[1]), weights, meetings=(close,)).bands
    assert [(pair.own.text, pair.weight) for pair in plot.pairs] == [
        ("A muse", 0.001),
        ("all else", pytest.approx(0.3)),
    ]
    assert plot.pairs[0].other == Spot("murder", "a ", " in the fog")


def test_a_word_with_a_band_of_its_own_is_not_among_the_rest():
    close = Meeting(PARTS[0], WATCHED[0], OTHER, 0.9)
    bands = joined(PARTS[:2], WATCHED[:2], np.array([[0.04, 0.2], [0.1, 0.0]]), meetings=(close,)).bands
    rest = next(band for band in bands if band.name == "all else in the plot")
    assert (rest.weight, rest.pairs) == (pytest.approx(0.3), ())


def test_of_posters_the_strongest_ninths_are_shown():
    own = (RegionValue(0, 0, 0.1, 0.1), RegionValue(0.1, 0, 0.1, 0.1), RegionValue(0.5, 0.5, 0.1, 0.1))
    other = (RegionValue(0.9, 0.9, 0.1, 0.1), RegionValue(0.9, 0, 0.1, 0.1))
    weights = np.array([[0.1, 0.0], [0.1, 0.0], [0.0, 0.15]])
    best, rest = joined(own, other, weights).bands[0].pairs
    assert (best.own.text, best.other.text, best.weight) == ("top left", "bottom right", pytest.approx(0.2))
    assert best.own.box == (0, 0, 1 / 3, 1 / 3)
    assert (rest.own.text, rest.weight) == ("all else", pytest.approx(0.15))


def test_a_band_that_takes_away_says_why_where_the_film_was_liked():
    other = (CategoryValue("genre", "War"),)
    weights = np.array([[-0.3]])
    (band, *_) = joined(PARTS[3:], other, weights).bands
    assert (band.name, band.words) == ("categories", "Where two films are less alike than usual, that takes away.")
    assert joined(PARTS[3:], other, weights, reaction="dislike").bands[0].words != band.words


def test_only_a_band_that_would_stand_as_nothing_bears_no_name(why):
    for row in entry_bands(why, entry_bars(why)):
        for band in row.bands:
            assert bool(band.name) == (abs(band.weight) >= VISIBLE)


def test_a_part_bears_the_names_that_both_films_have_and_that_point_its_way():
    genres = [CategoryValue("genre", name, value) for name, value in (("Horror", 0.1), ("Sci-Fi", -0.4), ("War", 0.6))]
    why = explanation((ALIEN, "like", "categorical", 0.3), (ALIEN, "like", "company", 0.2), categories=[*genres, SCOTT])
    (row,) = entry_bands(why, entries(why))
    assert [(band.name, band.words) for band in row.bands] == [
        ("categories (Ridley Scott, Horror)", "In both films, above all: Ridley Scott and Horror."),
        ("audience", ""),
    ]
    wish = explanation((more("genre", "War"), "wish", "categorical", 0.5), categories=genres)
    (row,) = entry_bands(wish, entries(wish))
    assert [band.name for band in row.bands] == ["categories"]


def test_of_names_that_add_the_same_the_first_in_the_credits_stands_first():
    cast = ("Sigourney Weaver", "Tom Skerritt", "Yaphet Kotto")
    film = ALIEN.model_copy(update={"cast": cast})
    values = [CategoryValue("cast", name, 0.052 + k / 1000) for k, name in enumerate(cast)]
    why = replace(explanation((film, "like", "categorical", 0.3), categories=values, sides=(film,)), film=film)
    (row,) = entry_bands(why, entries(why))
    assert row.bands[0].name == "categories (Sigourney Weaver, Tom Skerritt)"


def test_two_films_that_meet_nowhere_are_joined_by_nothing():
    (band,) = joined(PARTS[:0], WATCHED, WEIGHTS[:0], company=0.0).bands
    assert (band.name, band.weight) == ("all else", 0)


def test_widths_are_in_proportion_to_the_largest_but_nothing_slight_is_thick():
    assert largest([0.3, -0.4]) == 0.4
    assert largest([0.001, -0.002]) == THICK
    assert largest([]) == THICK


def test_somebody_who_did_several_things_in_both_films_has_one_band():
    ann = (CategoryValue("director", "Ann"), CategoryValue("writer", "Ann"), CategoryValue("genre", "War"))
    two = joined(ann, ann, np.array([[0.3, 0.01, 0], [0.02, 0.1, 0], [0, 0, 0.2]]))
    assert [(band.name, round(band.weight, 9)) for band in two.shared] == [("Ann", 0.4), ("War", 0.2)]
    assert two.bands[0].words == "Both films: directed by Ann."


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence():
    liked = ALIEN.model_copy(update={"studios": ("Warner Bros.",)})
    own = CategoryValue("studio", "Warner Bros.", 0.3)
    case = explanation((liked, "like", "categorical", 0.3, 0.01), categories=(own,), sides=(liked,))
    (joined_by,) = entry_bands(case, entries(case))
    assert [band.words for band in joined_by.bands] == ["In both films, above all: Warner Bros."]


def test_a_decade_comes_last_and_bears_a_band_only_where_nothing_clearer_is_in_it():
    liked = ALIEN.model_copy(update={"year": 1979})
    own = CategoryValue("decade", "1970s", 0.3), CategoryValue("director", "Ridley Scott", 0.2)
    case = explanation((liked, "like", "categorical", 0.5, 0.01), categories=own, sides=(liked,))
    (row,) = entry_bands(case, entries(case))
    assert (row.bands[0].name, row.bands[0].words) == (
        "categories (Ridley Scott)",
        "In both films, above all: Ridley Scott and 1970s.",
    )
    small = replace(own[1], value=0.01)
    case = explanation((liked, "like", "categorical", 0.3, 0.01), categories=(small, own[0]), sides=(liked,))
    (row,) = entry_bands(case, entries(case))
    assert row.bands[0].name == "categories (1970s)"
    assert row.bands[0].words == "In both films, above all: 1970s."


def drawn(*parts):
    """The bands of an explanation with these parts."""
    case = explanation(*parts)
    return _entries(case, linked_views(case, None), {}, lambda _: None)


def test_a_band_is_what_stays_of_it_and_only_an_entry_that_speaks_against_the_film_is_hatched():
    drawing = drawn((ALIEN, "like", "company", -0.1), (ALIEN, "like", "categorical", 0.3))
    (strip,) = drawing.sources[0].groups[0]
    assert (strip.part, strip.weight, strip.before) == ("categorical", pytest.approx(0.2), 0.3)
    assert f"as thick as what {STAYS};" in drawing.words
    assert "hatched" not in drawing.words
    drawing = drawn((ALIEN, "like", "company", -0.3), (ALIEN, "like", "categorical", 0.1))
    (strip,) = drawing.sources[0].groups[0]
    assert (strip.part, strip.weight) == ("company", pytest.approx(-0.2))
    assert "A hatched band takes away." in drawing.words
    drawing = drawn((ALIEN, "like", "categorical", 0.3))
    assert f"as thick as what {ADDS};" in drawing.words
    assert drawing.sources[0].groups[0][0].before is None


def test_a_band_against_the_film_bears_no_name_that_very_many_films_have():
    own = CategoryValue("language", "English", -0.2), CategoryValue("genre", "Horror", -0.1)
    liked = ALIEN.model_copy(update={"languages": ("English",)})
    for values, name in ((own[:1], "categories"), (own, "categories (Horror)")):
        case = explanation((liked, "like", "categorical", -0.3, 0.01), categories=values, sides=(liked,))
        (row,) = entry_bands(case, entries(case))
        assert row.bands[0].name == name


def test_a_band_of_all_else_in_the_categories_names_the_first_of_the_cast_among_the_strong_in_it():
    film = ALIEN.model_copy(update={"cast": ("Ann", "Bob", "Cy")})
    pairs = tuple(Pair(Spot(name), None, value) for name, value in (("Bob", 0.2), ("Ann", 0.12), ("War", 0.11)))
    rest = Band("all else in the categories", "categorical", 0.43, pairs=pairs)
    assert _with_example(rest, film).name == "all else in the categories, such as Ann"
    assert _with_example(rest, ALIEN).name == "all else in the categories, such as Bob"
    slight = replace(rest, pairs=(pairs[0], replace(pairs[1], weight=0.05)))
    assert _with_example(slight, film).name == "all else in the categories, such as Bob"
    for other in (replace(rest, part="text"), replace(rest, name="categories"), replace(rest, pairs=())):
        assert _with_example(other, film) == other


def test_between_two_films_what_ratings_take_back_is_called_so_and_stands_last():
    two = joined(company=-0.3)
    assert [band.name for band in two.bands] == [
        "all else in the plot",
        "all else in the categories",
        "Crime",
        "“murder”",
        "taken back by ratings",
    ]
    assert "audience: who liked both" in [band.name for band in joined(company=-0.9).bands], (
        "the film speaks against it"
    )


def test_a_wish_that_asks_for_nothing_that_the_film_has_gets_no_band():
    films = (ALIEN, "like", "categorical", 0.3)
    for value, tokens in ((0.3, {"film:a", "wish:genre:War"}), (0.004, {"film:a"})):
        why = explanation(films, (more("genre", "War"), "wish", "categorical", value))
        drawing = _entries(why, linked_views(why, None), {}, lambda _: None)
        assert {source.token for source in drawing.sources} == tokens
