"""Focus through the whole app, without a browser: by state, as callbacks set it."""

from dashboard.focus import Focus, of_part
from dashboard.session import STATE
from dashboard.state import State

from .screens import drawn_with
from .test_app import open_with


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


def test_a_history_film_in_focus(app, service, history):
    film = service.recommend(history, 1)[0].film.id
    service.threads(history, film).result()
    open_with(app, history, focus=Focus("film", "2"))
    assert not app.exception
    rows = drawn_with(app, "history_list")["rows"]
    assert [(row["id"], row["chosen"], row["recedes"]) for row in rows if not row["recedes"]] == [("2", True, False)]
    bars = drawn_with(app, "reason_bars")
    lit = [row["token"] for row in bars["rows"] if not all(part["recedes"] for part in row["segments"])]
    assert lit == [bars["chosen"]] == ["film:2"]
    own = {p.modality: p.value for p in service.explain(history, film).contributions if p.film.id == "2"}
    assert {c["modality"]: c["own"] for c in bars["columns"] if c["modality"]} == own


def test_a_modality_in_focus(app, history):
    open_with(app, history, focus=Focus("modality", "text"))
    reading = drawn_with(app, "film_reader")
    assert (reading["text_recedes"], reading["chips_recede"]) == (False, True)
    assert drawn_with(app, "poster_lens")["recedes"]
    bars = drawn_with(app, "reason_bars")
    assert [column["modality"] for column in bars["columns"] if not column["recedes"]] == ["text"]
    lit = {part["modality"] for row in bars["rows"] for part in row["segments"] if not part["recedes"]}
    assert lit == {"text"}


def test_a_focus_that_the_film_has_not_breaks_nothing(app, history):
    for focus in (
        Focus("film", "nobody"),
        Focus("category", "cast:Nobody"),
        Focus("region", "x"),
        Focus("modality", "?"),
    ):
        open_with(app, history, focus=focus)
        assert not app.exception
        assert drawn_with(app, "reason_bars")["columns"]


def test_rows_say_what_would_be_without_them(app, service, history):
    open_with(app, history)
    film = service.recommend(history, 1)[0].film.id
    after = {each.film.id: each.after for each in service.without(history, film)}
    said = {row["id"]: row["preview"] for row in drawn_with(app, "history_list")["rows"]}
    for each, rank in after.items():
        assert said[each].endswith("still #1" if rank == 1 else f"#1 → #{rank}")
    bars = {row["token"].removeprefix("film:"): row["said"] for row in drawn_with(app, "reason_bars")["rows"]}
    assert all(bars[film].endswith(f"in all; {note}") for film, note in said.items())


def test_the_strongest_category_is_a_chip(app, service, history):
    open_with(app, history)
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    strongest = max(why.categories, key=lambda c: abs(c.value))
    first = drawn_with(app, "film_reader")["chips"][0]
    assert (first["token"], first["value"]) == (str(of_part(strongest)), strongest.value)
    assert app.session_state[STATE].focus is None
