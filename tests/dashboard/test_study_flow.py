"""Flows through the Study screen without a browser, whose store is taken as empty."""

from __future__ import annotations

import json
import sys

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.browser.screens import STUDY
from dashboard.panels.common.browser_shelf import Contents
from dashboard.panels.study import guide
from dashboard.panels.study.guide import (
    LACKING,
    LINK,
    MAIN_POINT,
    OWN,
    RECORDS,
    SEEN_BY_PARTICIPANTS,
    SERVE_COMMAND,
    TRIAL,
    TRIAL_NOTE,
)
from dashboard.panels.study.participant import NOT_TOLD
from dashboard.study.definition import parse_study
from dashboard.study.participation import answer_table, read_participation, task_order
from tests.serving import APP

from .screens import everything, turn_to
from .test_study import document
from .toy_explanations import in_order

TEXT = json.dumps(document(consent="First.\n\n<b>Second</b>."))
OURS = parse_study(TEXT, "my.json")
REHEARSAL, SERVED = (f"{kind}-shelf-{OURS.hash}-contents" for kind in ("rehearsal", "study"))


@pytest.fixture
def served(app, small_model_path, monkeypatch, tmp_path):
    """The app as it is served for a study."""
    file = tmp_path / "my.json"
    file.write_text(TEXT)
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(small_model_path), "--study", str(file)])
    app.session_state[SERVED] = Contents(is_known=True)
    return app


def answer(app, rating, words=""):
    app.segmented_control[0].set_value(rating)
    app.text_area[0].set_value(words)
    app.button[0].click().run()
    assert not app.exception


def test_a_participant_goes_from_consent_to_thanks(served):
    app = served.run()
    assert not app.exception
    assert "&lt;b&gt;Second&lt;/b&gt;." in everything(app)
    assert app.get("page_link") == []
    assert "Why this film?" not in everything(app)
    app.button(key="study-begin").click().run()
    (name,) = app.session_state[SERVED].texts
    order = task_order(OURS, name)
    for place, task in enumerate(order):
        page = everything(app)
        assert f"Task {place + 1} of 3" in page
        assert ('class="sentence"' in page) == ("sentence" in task.shows)
        assert (len(app.get("plotly_chart")) > 0) == ("bars" in task.shows)
        assert ("Explained by" in page) == task.method_visible
        assert "· rank" not in page
        answer(app, None)
        assert "Please answer first: “=Good?”" in everything(app)
        answer(app, place + 1, "why")
    assert "Thank you." in everything(app)
    part = read_participation(app.session_state[SERVED].texts[name], OURS)
    assert [each.answers["good"] for each in part.tasks] == [1, 2, 3]
    assert [each.task for each in part.tasks] == [task.name for task in order]
    assert not part.invented
    app.button(key="study-next").click().run()
    assert "First." in everything(app)


def test_answers_that_are_not_sent_yet_are_kept_through_a_reload(served):
    app = served.run()
    app.button(key="study-begin").click().run()
    app.segmented_control[0].set_value(4).run()
    app.text_area[0].set_value(" half a ").run()
    (name,) = app.session_state[SERVED].texts
    kept = app.session_state[SERVED]
    assert read_participation(kept.texts[name], OURS).draft == {"good": 4, "why": "half a"}
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state[SERVED] = kept
    app.run()
    assert (app.segmented_control[0].value, app.text_area[0].value) == (4, "half a")
    app.button[0].click().run()
    part = read_participation(app.session_state[SERVED].texts[name], OURS)
    assert part.tasks[0].answers == {"good": 4, "why": "half a"}
    assert part.draft == {}
    assert app.segmented_control[0].value is None


def test_the_guide_leads_with_the_example_and_goes_on_in_four_steps(app):
    turn_to(app, STUDY)
    page = everything(app)
    titles = (MAIN_POINT, OWN, "<b>1</b> Write a study", "<b>4</b> Collect the answers", "Every field of the file")
    assert in_order(titles, page)
    assert [each.value for each in app.code] == [SERVE_COMMAND, LINK]
    assert SEEN_BY_PARTICIPANTS not in page, "the small catalogue lacks the example's films"
    assert LACKING in page
    assert "study-try-example" not in [button.key for button in app.button], "nobody can take part in it"


def test_one_click_leads_into_the_example(app, monkeypatch, tmp_path):
    file = tmp_path / "my.json"
    file.write_text(TEXT)
    monkeypatch.setattr(guide, "EXAMPLE", file)
    turn_to(app, STUDY)
    assert SEEN_BY_PARTICIPANTS in everything(app)
    app.button(key="study-try-example").click().run()
    assert not app.exception
    assert "First." in everything(app)


def test_every_column_of_the_answers_is_said_beforehand(app):
    app.session_state[TRIAL] = ("my.json", TEXT)
    turn_to(app, STUDY)
    app.button(key="study-begin").click().run()
    answer_trial(app)
    (text,) = app.session_state[REHEARSAL].texts.values()
    columns = answer_table(OURS, [read_participation(text, OURS)]).columns
    listed = [name for names, _ in RECORDS for name in names.split(", ") if name != "from_…"]
    assert sorted(listed) == sorted(name for name in columns if not name.startswith("from_"))


def test_a_study_that_is_gone_says_so(served, tmp_path):
    (tmp_path / "my.json").write_text("{")
    app = served.run()
    assert not app.exception
    assert "this is no JSON" in everything(app)


def divided_text():
    """A study with two conditions, of which one has bars that are made up."""
    tasks = document()["tasks"]
    tasks[0] |= {"method": "random", "shows": ["bars"], "conditions": ["bars"]}
    tasks[1] |= {"conditions": ["plain"]}
    words = {"conditions": ["bars", "plain"], "debriefing": "It was <i>made</i> up."}
    return json.dumps(document(tasks=tasks, **words))


@pytest.mark.parametrize("condition", ["bars", "plain"])
def test_a_link_assigns_a_condition_whose_people_are_told_what_was_made_up(app, condition):
    app.session_state[TRIAL] = ("my.json", divided_text())
    app.query_params["condition"] = condition
    turn_to(app, STUDY)
    app.button(key="study-begin").click().run()
    for place in (1, 2):
        page = everything(app)
        assert f"Task {place} of 2" in page
        assert NOT_TOLD not in page
        answer_trial(app)
    page = everything(app)
    assert page.index("Thank you.") < page.index(NOT_TOLD) < page.index("It was &lt;i&gt;made&lt;/i&gt; up.")
    assert ("its bars were drawn at random" in page) == (condition == "bars")


def answer_trial(app):
    app.segmented_control[0].set_value(3)
    next(button for button in app.button if button.key.startswith("study-send")).click().run()
    assert not app.exception


def test_a_link_to_a_condition_that_there_is_not_says_so(app):
    app.session_state[TRIAL] = ("my.json", divided_text())
    app.query_params["condition"] = "brs"
    turn_to(app, STUDY)
    assert "“brs”" in everything(app)
    assert "bars, plain" in everything(app)
    assert not [button for button in app.button if button.key == "study-begin"]


def test_a_researcher_tries_a_study_and_ends_it(app):
    app.session_state[TRIAL] = ("my.json", TEXT)
    turn_to(app, STUDY)
    app.button(key="study-begin").click().run()
    assert "Task 1 of 3" in everything(app)
    assert TRIAL_NOTE in everything(app)
    (text,) = app.session_state[REHEARSAL].texts.values()
    assert read_participation(text, OURS).invented
    app.button(key="study-leave").click().run()
    assert not app.exception
    assert TRIAL not in app.session_state
    assert MAIN_POINT in everything(app)
    assert app.session_state[REHEARSAL].texts == {}
