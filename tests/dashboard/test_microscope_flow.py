"""The sketch microscope in AppTest."""

from __future__ import annotations

import json

import pytest

from dashboard.markup import signed
from dashboard.microscope import meetings
from dashboard.screens import MICROSCOPE
from dashboard.session import STATE
from emde_core import History

from .screens import everything, opened


@pytest.fixture
def screen(app, history):
    return opened(app, MICROSCOPE, history=history, selected="3")


def lens(app):
    return app.session_state[STATE].lens


def test_three_steps_and_how_sure(screen):
    assert not screen.exception
    page = everything(screen)
    assert [f"<span>{k}</span>" in page for k in (1, 2, 3, 4)] == [True] * 4
    assert len(screen.get("plotly_chart")) == 4


def test_it_is_alive_without_a_history(app):
    opened(app, MICROSCOPE)
    assert not app.exception
    assert "No history of yours yet" in everything(app)
    assert len(app.get("plotly_chart")) == 4


def test_the_numbers_are_live(screen, service, history):
    slide = service.microscope.slide(history, "3", "text")
    own = slide.own[0]
    others = len(slide.inside(0, own)) - 1
    assert f"bucket <b>{own}</b>, together with <b>{others}</b> other" in everything(screen)
    assert f"<b>{slide.filled}</b> of 40 buckets" in everything(screen)
    assert f"<b>×{slide.own_lift:.2f}</b> an even spread" in everything(screen)


def test_the_films_buckets_are_there_as_a_table(screen, service, history):
    slide = service.microscope.slide(history, "3", "text")
    said = everything(screen)
    for d, bucket in enumerate(slide.own):
        cells = (slide.sizes(d)[bucket], int(slide.liked[d, bucket]), int(slide.disliked[d, bucket]))
        row = "".join(f"<td>{cell}</td>" for cell in (bucket, *cells, f"×{slide.lift[d, bucket]:.2f}"))
        assert f'<th scope="row"><bdi>{d + 1}</bdi></th>{row}' in said


def test_collisions_are_told_in_numbers(screen, service, history):
    why, slide = service.explain(history, "3"), service.microscope.slide(history, "3", "text")
    met = meetings(why, slide, service.model.catalogue.index)
    said = everything(screen)
    assert f"<b>{signed(met.through)}</b> of the {signed(why.by_modality['text'])}" in said
    assert f"The other <b>{signed(met.rest)}</b>" in said


def test_titles_under_the_pointer_are_as_plotly_wants_them(screen):
    """It takes &lt; for a sign, and &quot; for six."""
    said = str([json.loads(chart.proto.spec)["data"][0]["text"] for chart in screen.get("plotly_chart")[1:3]])
    assert "&lt;b&gt;bold&lt;/b&gt;" in said
    assert "&quot;" not in said


def test_it_can_be_turned(screen, service, history):
    screen.slider(key="lens-partition").set_value(4).run()
    assert lens(screen).partition == 3
    screen.segmented_control(key="lens-modality").set_value("image").run()
    slide = service.microscope.slide(history, "3", "image")
    assert f"In partition 4 <b><bdi>{service.film('3').title}</bdi></b>" in everything(screen)
    assert screen.selectbox(key="lens-bucket").value == slide.own[3]
    other = next(int(b) for b in slide.sizes(3).nonzero()[0] if b != slide.own[3])
    screen.selectbox(key="lens-bucket").set_value(other).run()
    assert lens(screen).bucket == other
    screen.slider(key="lens-cuts").set_value(1).run()
    screen.segmented_control(key="lens-facing").set_value("films").run()
    assert not screen.exception
    assert (lens(screen).cuts, lens(screen).facing) == (1, "films")


def test_another_film_is_looked_at(screen):
    screen.selectbox(key="lens-film").set_value("6").run()
    assert not screen.exception
    assert screen.session_state[STATE].selected == "6"
    assert "<script>" not in everything(screen)


def test_a_film_without_a_plot_says_so(app, history):
    opened(app, MICROSCOPE, history=history, selected="14")
    assert not app.exception
    assert "has no plot: it is in no bucket here" in everything(app)


def test_a_film_of_the_history_is_looked_at_where_none_is_left_to_recommend(app, service):
    seen = History(tuple(film.id for film in service.model.catalogue))
    opened(app, "sketch-microscope", history=seen)
    assert not app.exception
    assert app.selectbox(key="lens-film").value == "1"
