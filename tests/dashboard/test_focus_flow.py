"""Focus through the whole app, without a browser: by state, as callbacks set it."""

import json

import pytest

from dashboard.focus import Focus, of_part
from dashboard.panels.focusing import of_bar
from dashboard.session import STATE
from dashboard.state import State

from .test_app import everything, open_with


def sent_to(app, component):
    """The data that a component of ours was drawn with."""
    drawn = [each.proto for each in app.get("bidi_component") if each.proto.component_name.endswith(component)]
    return json.loads(drawn[0].json)


def test_the_same_again_shows_everything():
    state = State().focus_on(Focus("film", "1"))
    assert state.focus == Focus("film", "1")
    assert state.focus_on(Focus("modality", "text")).focus == Focus("modality", "text")
    assert state.focus_on(Focus("film", "1")).focus is None
    assert state.focus_on(None).focus is None


def test_another_film_or_history_ends_a_focus():
    state = State().react("1", "like").react("2", "like").focus_on(Focus("film", "1"))
    for other in (state.select("9"), state.remove("2"), state.undo(), state.clear(), state.react("3", "dislike")):
        assert other.focus is None


@pytest.mark.parametrize(
    ("customdata", "focus"),
    [
        (["7", "text", "Alien"], Focus("film", "7")),
        (["others", "text", "3 other films"], None),
        ("image", Focus("modality", "image")),
        ("this film", None),
        (None, None),
        ([], None),
        ([3], None),
    ],
)
def test_what_a_bar_stands_for(customdata, focus):
    assert of_bar(customdata) == focus


def test_a_history_film_in_focus(app, service, history):
    film = service.recommend(history, 1)[0].film.id
    service.threads(history, film).result()
    open_with(app, history, focus=Focus("film", "2"))
    assert not app.exception
    rows = sent_to(app, "history_list")["rows"]
    assert [(row["id"], row["chosen"], row["recedes"]) for row in rows if not row["recedes"]] == [("2", True, False)]
    bars = json.loads(app.get("plotly_chart")[1].proto.spec)["data"][0]
    lit = [
        data[0] for data, colour in zip(bars["customdata"], bars["marker"]["color"], strict=True) if colour[0] == "#"
    ]
    assert lit == ["2"]


def test_a_modality_in_focus(app, history):
    open_with(app, history, focus=Focus("modality", "text"))
    reading = sent_to(app, "film_reader")
    assert (reading["text_recedes"], reading["chips_recede"]) == (False, True)
    assert sent_to(app, "poster_lens")["recedes"]
    columns = json.loads(app.get("plotly_chart")[0].proto.spec)["data"][0]
    lit = [
        kind for kind, colour in zip(columns["customdata"], columns["marker"]["color"], strict=True) if colour[0] == "#"
    ]
    assert lit == ["text"]


def test_a_focus_that_the_film_has_not_breaks_nothing(app, history):
    for focus in (
        Focus("film", "nobody"),
        Focus("category", "cast:Nobody"),
        Focus("region", "x"),
        Focus("modality", "?"),
    ):
        open_with(app, history, focus=focus)
        assert not app.exception
        assert "The parts add up to the score" in everything(app)


def test_rows_say_what_would_be_without_them(app, service, history):
    open_with(app, history)
    film = service.recommend(history, 1)[0].film.id
    after = {each.film.id: each.after for each in service.without(history, film)}
    said = {row["id"]: row["preview"] for row in sent_to(app, "history_list")["rows"]}
    for each, rank in after.items():
        assert said[each].endswith("still #1" if rank == 1 else f"#1 → #{rank}")
    bars = json.loads(app.get("plotly_chart")[1].proto.spec)["data"][0]
    hovered = {data[0]: note for data, note in zip(bars["customdata"], bars["hovertext"], strict=True)}
    assert hovered == {each: f"<br>{note}" for each, note in said.items()}


def test_the_strongest_category_is_a_chip(app, service, history):
    open_with(app, history)
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    strongest = max(why.categories, key=lambda c: abs(c.value))
    first = sent_to(app, "film_reader")["chips"][0]
    assert (first["token"], first["value"]) == (str(of_part(strongest)), strongest.value)
    assert app.session_state[STATE].focus is None
