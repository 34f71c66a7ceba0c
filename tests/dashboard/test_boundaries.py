"""What nobody foresaw leaves the screen standing: a sentence and a number on the page, the traceback in the log."""

from __future__ import annotations

import ast
import json
import re
import sys
from concurrent.futures import Future
from contextlib import contextmanager

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import components
from dashboard.browser import screens, tmdb_access
from dashboard.browser.boundary import UnforeseenError
from dashboard.browser.screens import COMPARE, DATA, EVIDENCE, EXPLORE, FILMS, MICROSCOPE, PRESENT, SCREEN_TEST, STUDY
from dashboard.browser.screens import Screen as AppScreen
from dashboard.browser.session import STATE
from dashboard.panels.common.panel import PANELS
from dashboard.panels.study import guide
from dashboard.service.service import Service
from dashboard.state import link
from dashboard.state.state import State
from dashboard.tmdb.errors import TmdbError
from emde_core import History
from tests.serving import APP

from .screens import everything, opened, turn_to
from .test_study import document

for screen in screens.SCREENS:
    screen.view()  # which registers its panels

HISTORY = History(liked=("1", "2", "8"), disliked=("7", "16"))
DASHBOARD = APP.parent
EVENT = re.compile("on_(?!script_error).+")  # that a widget calls back for
ONE = {"history": HISTORY}
DETAIL = "the title of a film & a path"
SENTENCE = re.compile(r"Something went wrong that nobody foresaw; .+? Reference ([0-9a-f]{8}): under this number")
CASES = {  # which panels each of them draws, and between them every panel
    "explore": (EXPLORE, ONE | {"weights": (("text", 2.0),)}),
    "begin": (EXPLORE, {}),
    "films": (FILMS, ONE),
    "film": (FILMS, ONE | {"film_page": "1"}),
    "compare": (COMPARE, ONE),
    "compare-empty": (COMPARE, {}),
    "screen-test": (SCREEN_TEST, ONE),
    "microscope": (MICROSCOPE, ONE),
    "evidence": (EVIDENCE, ONE),
    "data": (DATA, ONE),
    "study": (STUDY, ONE),
    "trial": (STUDY, ONE),
    "present": (PRESENT, ONE),
}


PASSING = "The progress"  # of cohorts, which is over soon


class Unreachable:
    """A TMDB that gives no answer, so that its panels are drawn."""

    def _answer(self, *_):
        future = Future()
        future.set_exception(TmdbError("TMDB does not answer"))
        return future

    film = poster = setup = _answer


class Watch:
    """Which panels are drawn, each with those around it; and one that fails."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, ...]] = []
        self.around: list[int] = []
        self.faulty: int | None = None

    def wrap(self, place: int, draw):
        def drawing(*args, **kwargs):
            self.drawn.append((*self.around, place))
            if place == self.faulty:
                raise ValueError(DETAIL)
            self.around.append(place)
            try:
                draw(*args, **kwargs)
            finally:
                self.around.pop()

        return drawing


@contextmanager
def watched():
    watch, draws = Watch(), [panel.draw for panel in PANELS]
    for place, panel in enumerate(PANELS):
        panel.draw = watch.wrap(place, panel.draw)
    try:
        yield watch
    finally:
        for panel, draw in zip(PANELS, draws, strict=True):
            panel.draw = draw


def start(app: AppTest, case: str) -> AppTest:
    screen, state = CASES[case]
    app.session_state[tmdb_access.LOOKUPS] = Unreachable()
    if case == "trial":
        app.session_state[guide.TRIAL] = ("study.json", json.dumps(document()))
    return opened(app, screen, **state)


def reference(app: AppTest, caplog) -> str:
    """The number on the page, which the log has with a traceback, while the page has nothing of what happened."""
    assert not app.exception
    page = everything(app)
    assert DETAIL not in page
    assert "ValueError" not in page
    numbers = SENTENCE.findall(page)
    assert numbers, page[:300]
    record = next(record for record in caplog.records if numbers[0] in record.getMessage())
    assert record.exc_info is not None
    assert DETAIL in str(record.exc_info[1])
    assert record.exc_info[2] is not None
    return numbers[0]


@pytest.mark.parametrize("case", CASES)
def test_a_panel_that_fails_leaves_all_others_standing(app, case, caplog):
    with watched() as watch:
        start(app, case)
        assert not app.exception
        whole = [path for path in watch.drawn if PANELS[path[-1]].name != PASSING]
        for place in sorted({path[-1] for path in whole}):
            watch.drawn.clear()
            caplog.clear()
            watch.faulty = place
            app.run()
            reference(app, caplog)
            assert f"{PANELS[place].name} can’t be shown" in everything(app)
            expected = {path for path in whole if place not in path[:-1]}
            assert expected <= set(watch.drawn), [PANELS[path[-1]].name for path in expected - set(watch.drawn)]
        watch.faulty = None
        assert not SENTENCE.search(everything(app.run()))


def test_every_panel_is_in_one_of_these_cases(small_model_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(small_model_path)])
    drawn = set()
    for case in CASES:
        with watched() as watch:
            start(AppTest.from_file(str(APP), default_timeout=60), case)
        drawn |= {path[-1] for path in watch.drawn}
    assert {panel.name for place, panel in enumerate(PANELS) if place not in drawn} <= {PASSING}


@pytest.mark.parametrize("screen", screens.SCREENS, ids=lambda screen: screen.title)
def test_a_screen_that_fails_leaves_the_way_to_the_others(app, screen, monkeypatch, caplog):
    opened(app, screen, **ONE)
    draw = AppScreen.draw

    def drawing(self, *models):
        if self == screen:
            raise ValueError(DETAIL)
        draw(self, *models)

    monkeypatch.setattr(AppScreen, "draw", drawing)
    app.run()
    reference(app, caplog)
    assert f"{screen.title} can’t be shown" in everything(app)
    other = COMPARE if screen is EXPLORE else EXPLORE
    turn_to(app, other)
    assert not SENTENCE.search(everything(app))
    assert app.session_state[STATE].history == HISTORY


@pytest.mark.parametrize("screen", [EXPLORE, FILMS, COMPARE, MICROSCOPE, PRESENT], ids=lambda screen: screen.title)
def test_a_model_that_fails_in_the_middle_leaves_the_screen_standing(app, screen, monkeypatch, caplog):
    for name in ("recommend", "explain", "ranking", "removals", "film_table"):
        monkeypatch.setattr(Service, name, fail)
    opened(app, screen, **ONE)
    reference(app, caplog)
    if screen is EXPLORE:
        assert app.button(key="clear")  # the history can still be changed


def fail(*_, **__):
    raise ValueError(DETAIL)


def test_a_state_that_cannot_be_drawn_can_be_left(app, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(AppScreen, "draw", fail)
        opened(app, EXPLORE, **ONE)
    reference(app, caplog)
    assert app.query_params[link.PARAMETER]
    app.button(key="begin-anew").click().run()
    assert not app.exception
    assert link.PARAMETER not in app.query_params
    assert "Which films did you love?" in everything(app)


def test_a_callback_that_fails_changes_nothing_and_says_so(app, monkeypatch, caplog):
    opened(app, EXPLORE, **ONE)
    with monkeypatch.context() as patch:
        patch.setattr(State, "clear", fail)
        app.button(key="clear").click().run()
    page = everything(app)
    assert "That could not be done. Something went wrong" in page
    assert reference(app, caplog)
    assert app.session_state[STATE].history == HISTORY
    assert 'class="score"' in page
    assert not SENTENCE.search(everything(app.run()))


def test_a_file_that_cannot_be_written_is_told_with_the_next_page(caplog):
    def script():
        import streamlit as st

        from dashboard.browser.boundary import guard_file, take_faults
        from tests.dashboard.test_boundaries import fail

        st.session_state.setdefault("write", guard_file(fail))
        st.text(" ".join(take_faults()))

    app = AppTest.from_function(script).run()
    with pytest.raises(UnforeseenError) as error:
        app.session_state["write"]()
    assert app.run().text[0].value == f"The file could not be written. {error.value}"
    assert app.run().text[0].value == ""
    assert error.value.number in caplog.text


def test_what_components_call_is_guarded(monkeypatch):
    options = {}
    monkeypatch.setattr(st.components.v2, "component", lambda *_, **__: options.update)
    components.component.__wrapped__("pulse")(on_beat_change=fail, key="k", data={})
    assert options["key"] == "k"
    assert options["on_beat_change"].__wrapped__ is fail


def calls(tree):
    """Every call of Streamlit's own, with the names and values of what it calls back."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "st":
            for keyword in node.keywords:
                if EVENT.fullmatch(keyword.arg or "") and not isinstance(keyword.value, ast.Constant):
                    yield node.lineno, keyword.value
            if node.func.attr == "download_button" and isinstance(node.args[1], ast.Lambda):
                yield node.lineno, node.args[1]


def test_what_streamlit_calls_back_is_guarded_everywhere():
    offenders = [
        f"{path}:{line}"
        for path in sorted(DASHBOARD.rglob("*.py"))
        for line, value in calls(ast.parse(path.read_text(encoding="utf-8")))
        if not re.search(r"\bguard(_file)?\(", ast.unparse(value))
    ]
    assert not offenders, offenders


def test_fragments_are_panels_themselves():
    offenders = []
    for path in sorted(DASHBOARD.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [ast.unparse(each) for each in getattr(node, "decorator_list", ())]
            fragment = next((k for k, name in enumerate(names) if name.startswith("st.fragment")), None)
            if fragment is not None and not any(name.startswith("panel(") for name in names[fragment + 1 :]):
                offenders.append(f"{path}:{node.lineno}")
    assert not offenders, offenders


def test_errors_that_nobody_foresaw_are_caught_in_one_place():
    broad = re.compile(r"except\s*(?:\(?.*\b(?:Base)?Exception\b.*)?:")
    places = [path.name for path in sorted(DASHBOARD.rglob("*.py")) if broad.search(path.read_text(encoding="utf-8"))]
    assert places == ["boundary.py"]
