"""What components accept from a browser, which may send anything; how they look is for test_browser.py."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from deno import find_deno_bin

from dashboard.components import HERE, film_search, history_list, program, scripts, stepper
from dashboard.panels.explore.recommendations import badge, rank_change
from dashboard.service.answers import Pick
from dashboard.text.grammar import shorten, with_sign

from .toy_explanations import ALIEN

COMMON = (HERE / "common.js").read_text()
DEFINITION = re.compile(r"^(?:export )?(?:function|const) (\w+)(?=\(| = \()", re.MULTILINE)
FOLDERS = sorted(path.parent for path in HERE.glob("*/__init__.py"))


def script_of(folder: Path) -> str:
    return (folder / f"{folder.name}.js").read_text()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_component_is_whole(folder):
    assert (folder / f"{folder.name}.html").read_text().startswith("<")
    assert script_of(folder).count("export default function") == 1
    script = scripts([folder.name])
    assert not re.search(r"^import |^export ", script, re.MULTILINE)  # it is no module
    assert "innerHTML" not in script  # data is text


def test_the_page_has_all_scripts_in_one_program_which_nothing_ends():
    text = program()
    names = [folder.name for folder in FOLDERS if folder.name != "saved_page"]
    assert [name for name in names if text.count(f"\n{name}: (() => {{") != 1] == []
    assert not re.search(r"</script|<!--", text)  # HTML would read these as its own


def test_no_function_is_written_in_two_components():
    names = [name for text in (COMMON, *map(script_of, FOLDERS)) for name in set(DEFINITION.findall(text))]
    own = {"draw", "listen", "walk"}  # each component has its own
    assert [name for name, times in Counter(names).items() if times > 1 and name not in own] == []


def test_numbers_have_the_same_sign_and_digits_in_the_browser_as_in_python():
    values = [0.0, -0.0, 0.004, -0.004, 0.006, -0.006, 1.25, -0.312, 12.5]
    program = f"import {{ signed }} from {json.dumps((HERE / 'common.js').as_uri())};"
    program += f"console.log(JSON.stringify({json.dumps(values)}.map((value) => signed(value, 3))));"
    command = [find_deno_bin(), "eval", "--quiet", program]
    words = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout
    assert json.loads(words) == [with_sign(value, 3) for value in values]


@pytest.mark.parametrize(
    "value", [None, 1, "like", [], {}, {"entry": 1, "deed": "like"}, {"entry": "1", "deed": "sing"}, {"deed": "remove"}]
)
def test_a_history_change_that_makes_no_sense(value):
    assert history_list.parse(value) is None


def test_history_changes():
    assert history_list.parse({"entry": "1", "deed": "remove"}) == history_list.Change("1", "remove")
    assert history_list.parse({"entry": "genre:War", "deed": "less"}) == history_list.Change("genre:War", "less")


def test_a_row_says_what_its_button_does():
    film = history_list.Row("1", "film:1", "Heat", "1995", None, "like").for_browser()
    wish = history_list.Row("word:war", "wish:word:war", "war", "", None, "less").for_browser()
    assert (film["label"], film["opposite"], film["opposite_label"]) == ("liked", "dislike", "not for me")
    assert (wish["label"], wish["opposite"], wish["opposite_label"]) == ("less", "more", "more")


@pytest.mark.parametrize(
    "value", [None, "1", {"id": "1"}, {"id": None, "reaction": "like"}, {"id": "1", "reaction": 3}]
)
def test_a_choice_that_makes_no_sense(value):
    assert film_search.parse(value) is None


@pytest.mark.parametrize("value", [None, "2", 0, 7, 2.5, True, [], float("nan")])
def test_a_step_that_makes_no_sense(value):
    assert stepper.parse(value, 6) is None


def test_steps():
    assert [stepper.parse(value, 6) for value in (1, 6, 3.0)] == [1, 6, 3]


def test_choices():
    assert film_search.parse({"id": "1", "reaction": "dislike"}) == film_search.Choice("1", "dislike")


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
