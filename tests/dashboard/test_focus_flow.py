"""Focus through the whole app, without a browser: by state, as callbacks set it."""

from dataclasses import replace

import pytest

from dashboard.browser.session import STATE
from dashboard.reasons.linked_views import common_by_film
from dashboard.reasons.shared_categories import WIDE, shared_categories
from dashboard.state.focus import Focus, atom_focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from emde_core.history import more

from .screens import drawn_with, everything
from .test_app import open_with


def test_the_same_again_shows_everything():
    state = State().focus_on(Focus("film", "1"))
    assert state.focus == Focus("film", "1")
    assert state.focus_on(Focus("part", "text")).focus == Focus("part", "text")
    assert state.focus_on(Focus("film", "1")).focus is None
    assert state.focus_on(None).focus is None


def test_another_film_or_history_ends_a_focus():
    state = State().react("1", "like").react("2", "like").focus_on(Focus("film", "1"))
    for other in (state.select("9"), state.remove("2"), state.undo(), state.clear(), state.react("3", "dislike")):
        assert other.focus is None


def test_a_history_film_in_focus(app, service, history):
    film = service.recommend(history, 1)[0].film.id
    open_with(app, history, focus=Focus("film", "2"))
    assert not app.exception
    rows = drawn_with(app, "history_list")["rows"]
    assert [(row["key"], row["in_focus"], row["recedes"]) for row in rows if not row["recedes"]] == [("2", True, False)]
    bars = drawn_with(app, "reason_bars")
    lit = [row["token"] for row in bars["rows"] if not all(part["recedes"] for part in row["segments"])]
    assert lit == [bars["focus"]] == ["film:2"]
    own = {p.part: p.value for p in service.explain(history, film).contributions if p.entry == "2" and p.value}
    assert {c["part"]: c["own"] for c in bars["columns"] if c["part"]} == own
    (source,) = drawn_with(app, "band_view")["sources"]
    weights = [strip["weight"] for group in source["groups"] for strip in group]
    assert sum(weights) == pytest.approx(sum(own.values()))


def test_without_a_focus_every_band_is_what_its_bar_says(app, history):
    open_with(app, history)
    bars = {row["token"]: row for row in drawn_with(app, "reason_bars")["rows"]}
    drawn = drawn_with(app, "band_view")
    for source in drawn["sources"]:
        segments = {each["part"]: each["net"] for each in bars[source["token"]]["segments"] if each["net"]}
        assert {strip["part"]: strip["weight"] for strip in source["groups"][0]} == segments
    assert drawn["total"] == pytest.approx(sum(row["total"] for row in bars.values()))


def test_a_wish_in_focus(app, history):
    wished = replace(history, wishes=(more("director", "Viktor Hale"),))
    open_with(app, wished, focus=Focus("wish", "director:Viktor Hale"))
    assert not app.exception
    rows = drawn_with(app, "history_list")["rows"]
    assert [row["token"] for row in rows if row["in_focus"]] == ["wish:director:Viktor Hale"]
    bars = drawn_with(app, "reason_bars")
    lit = [row["title"] for row in bars["rows"] if not all(part["recedes"] for part in row["segments"])]
    assert lit == [f"more of {isolate('Viktor Hale')}"]
    assert "Your wish for more of Viktor Hale" in everything(app)


def test_an_atom_in_focus_lights_the_films_that_it_meets(app, service, history):
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    atom = max(why.categories, key=lambda c: abs(c.value))
    open_with(app, history, focus=atom_focus(atom))
    met = common_by_film(atom, service.threads(history, why.film.id))
    rows = drawn_with(app, "history_list")["rows"]
    assert max(met, key=lambda film: abs(met[film])) in [row["key"] for row in rows if not row["recedes"]]
    assert drawn_with(app, "film_reader")["focus"] == str(atom_focus(atom))


def test_a_part_in_focus(app, history):
    open_with(app, history, focus=Focus("part", "text"))
    reading = drawn_with(app, "film_reader")
    assert (reading["text_recedes"], reading["chips_recede"]) == (False, True)
    assert drawn_with(app, "poster_lens")["recedes"]
    bars = drawn_with(app, "reason_bars")
    assert [column["part"] for column in bars["columns"] if not column["recedes"]] == ["text"]
    lit = {part["part"] for row in bars["rows"] for part in row["segments"] if not part["recedes"]}
    assert lit == {"text"}


def test_a_focus_that_the_film_has_not_breaks_nothing(app, history):
    for focus in (
        Focus("film", "nobody"),
        Focus("category", "cast:Nobody"),
        Focus("region", "x"),
        Focus("part", "?"),
        Focus("wish", "genre:War"),
    ):
        open_with(app, history, focus=focus)
        assert not app.exception
        assert drawn_with(app, "reason_bars")["columns"]


def test_rows_say_what_would_be_without_them(app, service, history):
    open_with(app, history)
    film = service.recommend(history, 1)[0].film.id
    after = {each.key: each.after for each in service.removals(history, film)}
    said = {row["key"]: row["preview"] for row in drawn_with(app, "history_list")["rows"]}
    for each, rank in after.items():
        assert said[each].endswith("still #1" if rank == 1 else f"#1 → #{rank}")
    bars = {row["token"].removeprefix("film:"): row["description"] for row in drawn_with(app, "reason_bars")["rows"]}
    assert all(bars[film].endswith(f"in all; {note}") for film, note in said.items())


def test_chips_lead_with_what_liked_films_have_too(app, service, history):
    open_with(app, history)
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    common = {str(atom_focus(each.category)): [film.title for film in each.films] for each in shared_categories(why)}
    chips = drawn_with(app, "film_reader")["chips"]
    assert chips["shared"]
    assert all(common[chip["token"]][0] in chip["description"] for chip in chips["shared"])
    assert not any(chip["token"] in common for chip in chips["own"])
    fields = {str(atom_focus(each)): each.field for each in why.categories}
    order = [(fields.get(chip["token"]) in WIDE, -abs(chip["value"])) for chip in chips["shared"]]
    assert order == sorted(order)
    assert app.session_state[STATE].focus is None
