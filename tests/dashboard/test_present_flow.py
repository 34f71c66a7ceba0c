"""The presentation, without a browser and in one."""

import re

import pytest

from dashboard.browser.session import STATE
from dashboard.service.presentation import build_scenes
from dashboard.state import link
from dashboard.state.state import State
from dashboard.text.markup import image
from emde_core import History

from .screens import WAIT, check_accessible, drawn_with, everything, fits, opened
from .test_app import button, open_with


@pytest.fixture
def told(service, history):
    film = service.recommend(history, 1)[0].film.id
    why, edit = service.explain(history, film), service.smallest_edit(history, film)
    return build_scenes(history, why, service.removals(history, film), edit)


def test_from_explore_through_all_scenes_and_back(app, history, told):
    open_with(app, history, slide=3)
    button(app, "go-present").click().run()
    for at, scene in enumerate(told):
        assert not app.exception
        page = everything(app)
        assert f'data-step="{scene.chapter}"' in page
        assert scene.line.split()[0] in page
        assert app.session_state[STATE].slide == at
        if at < len(told) - 1:
            button(app, "present-next").click().run()
    assert button(app, "present-next").disabled
    button(app, "present-back").click().run()
    assert f'data-step="{told[-2].chapter}"' in everything(app)
    button(app, "go-explore").click().run()
    assert drawn_with(app, "reason_bars")["verdict"].startswith("The parts add up")


def test_the_parts_can_be_read_as_a_table(app, history, told):
    partial = next(at for at, scene in enumerate(told) if scene.chapter == "parts")
    opened(app, "present", history=history, slide=partial)
    assert not app.exception
    said = re.search(r"<table>.*</table>", everything(app))[0]
    assert len(re.findall('<th scope="row">', said)) == 1


@pytest.mark.parametrize("selected", ["3", "14"])
def test_a_poster_whose_film_the_words_do_not_name_has_a_name(app, service, history, selected):
    opened(app, "present", history=history, selected=selected, slide=99)
    film, pictured = service.film(selected), bool(service.film(selected).poster)
    alt = image("", f"Poster of {film.label}").partition("alt=")[2]
    assert (alt.removesuffix(">") in everything(app)) == pictured
    assert film.title in everything(app)


def test_where_no_film_is_left_to_recommend(app, service):
    seen = History(tuple(film.id for film in service.model.catalogue))
    opened(app, "present", history=seen)
    assert not app.exception
    assert "No film is left to recommend" in everything(app)
    assert button(app, "go-explore").label == "Leave"


@pytest.mark.browser
def test_keys_lead_through_a_shared_presentation(chromium, address, service, history, told):
    url = link.encode(State(history=history), service.model)
    page = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(f"{address}/present?{link.PARAMETER}={url}")

    def arrive(scene):
        page.wait_for_function(
            "(line) => document.querySelector('.scene h2')?.textContent === line", arg=scene.line, timeout=WAIT
        )

    arrive(told[0])
    page.locator(".st-key-key-presses [data-listens]").wait_for(state="attached", timeout=WAIT)
    assert page.locator(".brand").is_hidden()
    assert page.locator(".wall li").count() == len(history)
    for at, key in [(1, "ArrowRight"), (2, " "), (1, "ArrowLeft"), (2, "ArrowRight"), (3, "PageDown")]:
        page.keyboard.press(key)
        arrive(told[at])
    over = "() => document.querySelector('.stMain').scrollHeight - document.querySelector('.stMain').clientHeight"
    assert page.evaluate(over) <= 0
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-explore").wait_for(timeout=WAIT)
    assert page.locator(".brand").is_visible()
    page.context.close()


@pytest.mark.browser
def test_without_a_history_somebody_is_asked_for(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(f"{address}/present")
    page.get_by_text("Whose film is it to be?").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Leave").click()
    page.get_by_text("Which films did you love?").wait_for(timeout=WAIT)
    page.context.close()
