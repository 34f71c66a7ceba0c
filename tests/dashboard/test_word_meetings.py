"""Words that two plots share: which of them a screen marks, and what it says where it marks none."""

from dataclasses import replace

import pytest

from dashboard.panels.explore.plot import encounters, film_reading, plain_note
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.word_meetings import FEWEST, meeting_words, shared_plot
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import WordValue

from .toy_explanations import ALIEN, BRAZIL, XANADU, explanation

PLOT = "On Long Island a storm takes the ship; the ship, an old ship, sinks in a war."
OTHER = "A storm, an old ship, and Long Island: islands in the war."
FILM, LIKED, ELSE = (
    film.model_copy(update={"plot": plot}) for film, plot in ((XANADU, PLOT), (ALIEN, OTHER), (BRAZIL, OTHER))
)


def word(plot, text, value=0.0, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = plot.index(text, start + 1)
    return WordValue(start, start + len(text), text, value)


def meeting(text, value, other=None, film=LIKED, nth=0):
    return Meeting(word(PLOT, text, value, nth), word(OTHER, other or text), film, 0.9)


def several(film=LIKED, value=0.1):
    return [meeting(text, value + k / 100, film=film) for k, text in enumerate(("storm", "ship", "war"))]


def why(*meetings, plot=0.5):
    parts = (LIKED, "like", "text", plot, 0.01), (ELSE, "like", "text", 0.9 * plot, 0.01)
    case = explanation(*parts, meetings=meetings, words=[each.word for each in meetings])
    return replace(case, film=FILM)


def texts(shared):
    return [each.text for each in shared.encounters]


def test_words_of_one_film_that_speak_for_this_one_the_strongest_first_each_once():
    again, against = meeting("ship", 0.05, nth=1), meeting("takes", -0.4, "storm")
    assert texts(shared_plot(why(*several(), again, against))) == ["war", "ship", "storm"]


def test_words_side_by_side_in_both_plots_are_one():
    name = [meeting("Long", 0.3), meeting("Island", 0.1)]
    shared = shared_plot(why(*name, *several()))
    assert texts(shared)[0] == "Long Island"
    assert shared.encounters[0].value == pytest.approx(0.4)
    assert shared.encounters[0].word.text == "Long"
    apart = [meeting("old", 0.3), meeting("ship", 0.1, "islands", nth=2)]
    assert "old ship" not in texts(shared_plot(why(*several(), *apart)))


def test_a_piece_of_a_longer_name_is_no_word_of_its_own():
    assert "Long" not in texts(shared_plot(why(meeting("Long", 0.3), *several())))


def test_a_film_that_is_no_reason_shares_nothing():
    parts = (LIKED, "like", "text", 0.5, 0.01), (ELSE, "like", "text", 0.01, 0.01)
    case = explanation(*parts, meetings=several(ELSE), words=[each.word for each in several(ELSE)])
    assert shared_plot(replace(case, film=FILM)) is None


def test_a_word_here_and_a_word_there_are_a_coincidence():
    scattered = [*several()[1:], *several(ELSE)[1:]]
    assert len(scattered) > FEWEST
    assert shared_plot(why(*scattered)) is None
    assert meeting_words(why(*scattered)) == ()


def test_of_several_films_the_one_whose_words_add_most():
    assert shared_plot(why(*several(), *several(ELSE, value=0.3))).film == ELSE


def test_a_chip_names_the_other_word_where_it_is_another():
    chips = encounters(why(meeting("sinks", 0.9, "islands"), *several()))
    assert chips.title.strip("\u2068\u2069") == LIKED.title
    assert [(chip.word, chip.other) for chip in chips.words[:2]] == [("sinks", "islands"), ("war", "")]


def test_names_of_one_story_come_first_whatever_they_add():
    liked, film = (each.model_copy(update={"title": "Long Voyage"}) for each in (LIKED, FILM))
    words = [word(PLOT, "Long", 0.001), word(PLOT, "Island", 0.002), word(PLOT, "ship", 0.4)]
    liked = liked.model_copy(update={"plot": "They live on Long Island."})
    case = replace(explanation((liked, "like", "text", 0.5, 0.01), words=words, sides=(liked,)), film=film)
    assert [(chip.word, chip.amount) for chip in encounters(case).words] == [("Long Island", "")]
    assert plain_note(case) == "The plot adds 0.50 in small pieces."
    both = replace(
        case, _meet=lambda _words: tuple(meeting(text, 0.1, film=liked) for text in ("storm", "ship", "war"))
    )
    marked = [each.text for each in film_reading(both, linked_views(both, None)).telling if each.token]
    assert marked == ["Island", "storm", "ship", "war"], "each once"


def test_words_of_a_name_stand_in_it_alone():
    liked, film = (each.model_copy(update={"title": "Long Voyage"}) for each in (LIKED, FILM))
    liked = liked.model_copy(update={"plot": "They live on Long Island."})
    words = [word(PLOT, "Long", 0.1), word(PLOT, "Island", 0.3)]
    case = replace(explanation((liked, "like", "text", 0.5, 0.01), words=words, sides=(liked,)), film=film)
    found = tuple(meeting(text, 0.1, film=liked) for text in ("Long", "Island", "storm", "ship", "war"))
    both = encounters(replace(case, _meet=lambda _words: found))
    assert [chip.word for chip in both.words] == ["Long Island", "storm", "ship", "war"]


@pytest.mark.parametrize("plot", [0.01, -0.01])
def test_a_plot_that_hardly_counts_is_left_unmarked_and_says_so(plot):
    parts = (ALIEN, "like", "text", plot, 0.001), (ALIEN, "like", "company", 0.9)
    case = explanation(*parts, meetings=several())
    assert XANADU.plot
    assert meeting_words(case) == ()
    assert encounters(case) is None
    assert "almost no part" in plain_note(case)


def test_what_the_plot_adds_is_said_without_a_film_whose_words_are_not_there_to_show_it():
    assert (
        plain_note(why()) == "The plot adds 0.95 in small pieces: it shares few words with any one film that you liked."
    )
    assert plain_note(why(*several())) == "The plot adds 0.95 in small pieces; the words below add 0.33 of it."


def test_a_word_that_adds_next_to_nothing_has_no_number_beside_it():
    slight = why(*several(value=-0.008)[1:], meeting("storm", 0.001), meeting("old", 0.3))
    amounts = {chip.word: chip.amount for chip in encounters(slight).words}
    assert amounts == {"old": "+0.30", "war": "", "storm": "", "ship": ""}
    faint = why(*(meeting(text, 0.001) for text in ("storm", "ship", "war")))
    assert plain_note(faint) == "The plot adds 0.95 in small pieces."


@pytest.mark.parametrize(("plot", "value", "offered"), [(0.5, 0.1, True), (0.01, 0.1, False), (0.5, 0.0001, False)])
def test_words_are_offered_to_be_marked_only_where_the_plot_counts_and_a_word_adds_something(plot, value, offered):
    ship = word(PLOT, "ship", value)
    parts = (LIKED, "like", "text", plot, 0.001), (LIKED, "like", "company", 0.9)
    case = replace(explanation(*parts, words=[ship], sides=(LIKED,)), film=FILM)
    assert bool(film_reading(case, linked_views(case, None)).words) == offered
