"""Words that meet: which of them a screen marks, and what it says where it marks none."""

import pytest

from dashboard.panels.explore.plot import encounters, plain_note
from dashboard.reasons.word_meetings import MOST, meeting_words, telling_meetings
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import WordValue

from .toy_explanations import ALIEN, BRAZIL, XANADU, explanation


def word(text, value, start=0):
    return WordValue(start, start + len(text), text, value)


def meeting(text, value, other=None, film=ALIEN, start=0):
    return Meeting(word(text, value, start), word(other or text, 0.0), film, 0.9)


def why(*meetings, plot=0.5):
    words = [each.word for each in meetings]
    return explanation((ALIEN, "like", "text", plot, 0.01), meetings=meetings, words=words)


def test_only_words_that_speak_for_the_film_the_strongest_first_each_once():
    strong, weak, against = meeting("bus", 0.3), meeting("sea", 0.1), meeting("war", -0.4)
    again = meeting("Bus", 0.2, start=40)
    assert telling_meetings(why(weak, again, against, strong)) == (strong, weak)


def test_no_more_than_can_be_taken_in():
    many = [meeting(f"word{chr(97 + k)}", 0.1 + k) for k in range(9)]
    assert len(telling_meetings(why(*many))) == MOST


def test_a_chip_says_where_the_close_word_stands():
    chips = encounters(why(meeting("tunnel", 0.3, "tunnels", BRAZIL), meeting("bus", 0.2)))
    assert [(chip.word, chip.place) for chip in chips] == [("tunnel", "“tunnels” in Brazil"), ("bus", "in Alien")]


@pytest.mark.parametrize("plot", [0.01, -0.01])
def test_a_plot_that_hardly_counts_is_left_unmarked_and_says_so(plot):
    case = explanation(
        (ALIEN, "like", "text", plot, 0.001), (ALIEN, "like", "company", 0.9), meetings=[meeting("bus", 0.3)]
    )
    assert XANADU.plot
    assert meeting_words(case) == encounters(case) == ()
    assert "almost no part" in plain_note(case)


def test_where_no_word_meets_it_is_said():
    assert plain_note(why()).startswith("No single word")
    assert plain_note(why(meeting("bus", 0.3))) == ""
