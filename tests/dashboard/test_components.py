"""What components accept from a browser, which may send anything; how they look is for test_browser.py."""

from pathlib import Path

import pytest

from dashboard.components import HERE, film_search, history_list
from dashboard.panels.explore.recommendations import badge, rank_change
from dashboard.service.answers import Pick
from dashboard.text.grammar import shorten

from .toy_explanations import ALIEN

FOLDERS = sorted(path.parent for path in Path(HERE).glob("*/__init__.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_component_is_whole(folder):
    script = (folder / f"{folder.name}.js").read_text()
    style = (folder / f"{folder.name}.css").read_text()
    assert "export default function" in script
    assert "innerHTML" not in script  # data is text
    assert "\n" in style.strip()  # Streamlit takes a one-line style for a path


@pytest.mark.parametrize(
    "value", [None, 1, "like", [], {}, {"entry": 1, "deed": "like"}, {"entry": "1", "deed": "sing"}, {"deed": "remove"}]
)
def test_a_history_change_that_makes_no_sense(value):
    assert history_list.parse(value) is None


def test_history_changes():
    assert history_list.parse({"entry": "1", "deed": "remove"}) == history_list.Change("1", "remove")
    assert history_list.parse({"entry": "genre:War", "deed": "less"}) == history_list.Change("genre:War", "less")


def test_a_row_says_what_its_button_does():
    film = history_list.Row("1", "film:1", "Heat", "1995", None, "like").drawn()
    wish = history_list.Row("word:war", "wish:word:war", "war", "", None, "less").drawn()
    assert (film["said"], film["other"], film["other_said"]) == ("liked", "dislike", "not for me")
    assert (wish["said"], wish["other"], wish["other_said"]) == ("less", "more", "more")


@pytest.mark.parametrize(
    "value", [None, "1", {"film": "1"}, {"film": None, "reaction": "like"}, {"film": "1", "reaction": 3}]
)
def test_a_choice_that_makes_no_sense(value):
    assert film_search.parse(value) is None


def test_choices():
    assert film_search.parse({"film": "1", "reaction": "dislike"}) == film_search.Choice("1", "dislike")


@pytest.mark.parametrize(
    ("rank", "before", "said"), [(1, None, ""), (1, 1, ""), (1, 3, "▲ 2"), (4, 3, "▼ 1"), (4, 90, "new")]
)
def test_badges(rank, before, said):
    assert badge(Pick(ALIEN, rank, 0.0, (), before), 24) == said


def test_a_change_is_judged_without_the_films_that_were_taken_out():
    """Fourth of five behind one that is back, it was fifth before: two places gained, of which the number shows one."""
    behind = Pick(ALIEN, 4, 0.0, (), 5, 3)
    assert badge(behind, 24) == "▲ 2"
    assert rank_change(behind) == "was 5, now 3 but for films just taken out"
    assert rank_change(Pick(ALIEN, 3, 0.0, (), 5, 3)) == "was 5"
    level = Pick(ALIEN, 2, 0.0, (), 1, 1)
    assert badge(level, 24) == ""


@pytest.mark.parametrize(
    ("title", "said"), [("short", "short"), ("one two three", "one two…"), ("x" * 40, "x" * 11 + "…")]
)
def test_shortening(title, said):
    assert shorten(title, 12) == said
