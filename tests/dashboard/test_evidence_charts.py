"""Figures of what was measured hold its numbers, and tell ours from rivals by more than colour."""

from __future__ import annotations

import pytest

from dashboard.charts.evidence import contrast, dots, dots_takeaway, share_bars, share_takeaway, staying
from dashboard.cohorts import Group
from dashboard.palette import ACCENTS
from emde_core.artifacts.results import Row

ROWS = [
    Row(part="history", subject=name, metric="CDCG@3", mean=mean, low=mean - 0.1, high=mean + 0.2, n=9)
    for name, mean in (("random", 0.9), ("ours, margin", 0.5), ("cosine <b>", 0.7))
]
GROUPS = [
    Group("Drama", 50, {"text": 0.5, "image": 0.45, "categorical": 0.05}),
    Group("<i>", 41, {"text": 0.2, "image": 0.3, "categorical": 0.5}),
]


def test_dots_are_best_first_with_their_intervals():
    (marks,) = dots(ROWS, lower_is_better=True).data
    assert marks.y == ("ours, margin", "cosine <b>", "random")
    assert marks.x == (0.5, 0.7, 0.9)
    assert marks.error_x.array == pytest.approx((0.2, 0.2, 0.2))
    assert marks.error_x.arrayminus == pytest.approx((0.1, 0.1, 0.1))
    assert marks.marker.symbol == ("circle", "circle-open", "circle-open")
    assert dots(ROWS).data[0].y[0] == "random"
    assert dots_takeaway(ROWS, lower_is_better=True) == (
        "CDCG@3, best first: ours, margin 0.500, cosine <b> 0.700, random 0.900."
    )


def test_names_are_plain_text_to_plotly():
    assert "&lt;b&gt;" in dots(ROWS).layout.yaxis.ticktext[1]
    assert "&lt;i&gt;" in share_bars(GROUPS, ("text",)).layout.yaxis.ticktext[1]


def test_curves_begin_at_all_and_differ_by_more_than_colour():
    figure = staying(dict.fromkeys(("ours, margin", "cosine", "random"), ROWS[:2]), (2, 3))
    assert all((trace.x, trace.y) == ((0, 2, 3), (1.0, 0.9, 0.5)) for trace in figure.data)
    assert len({(trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 3


def test_shares_say_their_numbers_where_there_is_room():
    text, image, categorical = share_bars(GROUPS, ("text", "image", "categorical")).data
    assert (text.x, text.text) == ((0.5, 0.2), ("50%", "20%"))
    assert image.x == (0.45, 0.3)
    assert categorical.text == ("", "50%")
    assert share_takeaway(GROUPS, "text") == "The share of text is largest in Drama (50%) and smallest in <i> (20%)."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_on_bars_can_be_read(theme):
    modalities = list(ACCENTS[theme])
    groups = [Group("Drama", 50, dict.fromkeys(modalities, 0.2))]
    for bar in share_bars(groups, modalities, theme=theme).data:
        assert contrast(bar.textfont.color, bar.marker.color) >= 4.5
