"""Figures side by side: one scale, the same rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.charts.compare import margin_bars, method_bars, paired_bars, paired_waterfalls, rank_falls, score_falls
from dashboard.text.direction import isolate
from emde_core import History
from emde_core.history import more


@pytest.fixture
def pair(service):
    """Two histories that share one film."""
    return tuple(service.explain(h, "3") for h in (History(("1", "2", "8"), ("16",)), History(("2", "12"), ("7",))))


def test_pairs_have_one_scale_and_the_same_rows(pair):
    left, right = paired_bars(*pair)
    assert left.layout.xaxis.range == right.layout.xaxis.range
    assert left.layout.yaxis.categoryarray == right.layout.yaxis.categoryarray
    assert set(left.layout.yaxis.categoryarray) == {"1", "2", "7", "8", "12", "16"}
    assert len(left.layout.yaxis.ticktext) == 6
    falls = paired_waterfalls(*pair)
    assert falls[0].layout.yaxis.range == falls[1].layout.yaxis.range


def test_a_waterfall_marks_what_was_not_measured_to_count_on_its_own_side(pair):
    left, right = paired_waterfalls(*pair, evidence=({"image": "none"}, {}))
    assert any("no evidence" in tick for tick in left.layout.xaxis.ticktext)
    assert not any("no evidence" in tick for tick in right.layout.xaxis.ticktext)


def test_a_wish_is_a_row_like_a_film(service):
    wished = History(("1", "2"), wishes=(more("genre", "Drama"),))
    figures = paired_bars(service.explain(wished, "3"), service.explain(History(("1", "2")), "3"))
    for figure in figures:
        assert set(figure.layout.yaxis.categoryarray) == {"1", "2", "genre:Drama"}
    assert f"more of {isolate('Drama')}" in "".join(figures[1].layout.yaxis.ticktext)


def test_the_scale_holds_every_bar(pair):
    figures = paired_bars(*pair)
    low, high = figures[0].layout.xaxis.range
    for explanation in pair:
        for film in explanation.by_entry:
            values = [part.value for part in explanation.contributions if part.entry == film]
            assert low <= sum(v for v in values if v < 0)
            assert sum(v for v in values if v > 0) <= high


def test_only_the_heaviest_films_are_drawn(pair):
    weights = {film: abs(value) for each in pair for film, value in each.by_entry.items()}
    for figure in paired_bars(*pair, most=2):
        assert len(figure.layout.yaxis.categoryarray) == 2
        assert max(weights, key=weights.__getitem__) in figure.layout.yaxis.categoryarray


def test_methods_figures_hold_the_numbers_of_the_comparison(service, history):
    comparison = service.method_comparison(history, service.recommend(history, 1)[0].film.id)
    spare = [replace(comparison.results[0], labels=(f"another, as with a network {k}",)) for k in range(4)]
    comparison = replace(comparison, results=(*comparison.results, *spare))
    for result in comparison.results:
        (bars,) = method_bars(comparison, result).data
        assert dict(zip(bars.y, bars.x, strict=True)) == dict(result.values)
        assert result.name in method_bars(comparison, result).layout.title.text.lower()
    for figure, what in ((score_falls(comparison), "scores"), (rank_falls(comparison), "ranks")):
        drawn = {trace.name: tuple(trace.y) for trace in figure.data}
        assert all(drawn[c.name] == getattr(c.fall, what) for c in comparison.results)
        styles = {(trace.line.dash, trace.marker.symbol) for trace in figure.data}
        assert len(styles) == len(figure.data), "lines differ by more than colour"


def test_what_speaks_for_either_of_two_films_is_as_wide_and_the_heaviest_row_is_at_the_top(service, history):
    high, low = (pick.film.id for pick in service.recommend(history, 2))
    margin = service.explain(history, low, rival=high)
    figure = margin_bars(margin)
    rows = [abs(margin.by_entry[key]) for key in figure.layout.yaxis.categoryarray]
    assert rows == sorted(rows), "rows begin at the bottom"
    assert figure.layout.xaxis.range[0] == -figure.layout.xaxis.range[1]
    assert all(trace.marker.pattern.shape is None for trace in figure.data if trace.type == "bar")
