"""Bars by another method of explaining, chosen on Explore."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.browser.screens import EXPLORE
from dashboard.panels.common.explained_film import shown_explanation
from dashboard.panels.explore.method_bars import ADDS_UP, CHOICE
from dashboard.state.link import decode, encode
from dashboard.state.state import State
from dashboard.text.grammar import with_sign
from emde_core.explain.methods.registry import label_of
from emde_core.history import more
from emde_core.schema import WHOLE

from .screens import drawn_with, everything, opened


def bars(app):
    rows = drawn_with(app, "reason_bars")["rows"]
    return {row["token"]: row["total"] for row in rows}, {part["part"] for row in rows for part in row["segments"]}


@pytest.mark.parametrize("method", ["rank-margin", "leave-one-out"])
def test_another_method_gives_one_bar_a_film_and_says_what_it_is(app, service, history, method):
    opened(app, EXPLORE, history=history, selected="3", method=method)
    why = service.explain(history, "3", method=method)
    totals, parts = bars(app)
    assert not app.exception
    assert parts == {WHOLE}
    assert totals == pytest.approx({f"film:{film_id}": value for film_id, value in why.by_entry.items()})
    drawn, whole = drawn_with(app, "reason_bars"), "margin" if method == "rank-margin" else "score"
    assert why.completeness_residual <= ADDS_UP  # without a network, leaving a film out takes away just its part
    assert drawn["verdict"] == f"Before rounding, the parts add up to the {whole}"
    assert drawn["columns"] == [], "one part would only repeat the bars' sum"
    assert why.total == pytest.approx(sum(totals.values()))
    assert f"Method: {label_of(method)}." in everything(app)
    shown = shown_explanation(service.explain(history, "3"), service, State(history=history, method=method))
    assert shown == why, "what is saved is what is shown"


@pytest.mark.parametrize("method", ["rank-margin", "leave-one-out"])
def test_a_method_that_is_of_films_alone_says_what_wishes_add_beside_it(app, service, history, method):
    wished = replace(history, wishes=(more("genre", "Drama"),))
    opened(app, EXPLORE, history=wished, selected="3", method=method)
    why = service.explain(wished, "3", method=method)
    assert why.baseline
    assert why.total == pytest.approx(why.baseline + sum(bars(app)[0].values()))
    assert f"wishes stay, and add {with_sign(why.baseline)} beside its bars" in everything(app)


@pytest.mark.parametrize("method", ["", "leave-one-out"])
def test_files_say_by_which_method_they_are_where_it_is_not_the_models_own(app, history, method):
    app.session_state["keep-open"] = True
    opened(app, EXPLORE, history=history, selected="3", method=method)
    assert ("by “leave-one-out”, chosen below the bars, without words, names" in everything(app)) == bool(method)


def test_ours_is_drawn_first_and_the_choice_is_kept(app, service, history):
    opened(app, EXPLORE, history=history, selected="3")
    assert bars(app)[1] == set(service.model.parts)
    assert "need not add up" not in everything(app)
    assert "Method: ours for the score." in everything(app)
    app.segmented_control(key=CHOICE).set_value("leave-one-out").run()
    assert bars(app)[1] == {WHOLE}
    assert "Its values are equal here to those of ours for the score." in everything(app)


def test_a_link_carries_the_method_and_no_other_word(service, history):
    state = State(history=history, method="rank-margin")
    assert decode(encode(state, service.model), service.model).over(State()).method == "rank-margin"
    unknown = State(history=history, method="astrology")
    assert decode(encode(unknown, service.model), service.model).over(State()).method == State().method
