"""Figures of what was measured hold its numbers, and tell ours from rivals by more than colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.measurements import PlantedTaste, SwapResult
from dashboard.charts.measurements import (
    contrast,
    deletion_curves,
    dots_takeaway,
    interval_dots,
    share_bars,
    share_takeaway,
)
from dashboard.charts.reliability import (
    few_ratings_curve,
    few_ratings_takeaway,
    reliability_curve,
    reliability_limit,
    reliability_takeaway,
)
from dashboard.charts.swap_test import swap_chart, swap_takeaway, taste_chart, taste_takeaway
from dashboard.charts.verdicts import Bar, hundred_bars, interval_words, peer_bars, swap_bars, takeaway, thick_bars
from dashboard.look.palette import ACCENTS
from dashboard.panels.evidence.swap_test import read_alone
from dashboard.service.cohorts import Group
from emde_core.artifacts.results import ResultRow

from .toy_explanations import in_order

ROWS = [
    ResultRow(part="history", subject=name, metric="CDCG@3", mean=mean, low=mean - 0.1, high=mean + 0.2, n=9)
    for name, mean in (("random", 0.9), ("ours for the rank", 0.5), ("cosine <b>", 0.7))
]
GROUPS = [
    Group("Drama", 50, {"text": 0.5, "image": 0.45, "categorical": 0.05}),
    Group("<i>", 41, {"text": 0.2, "image": 0.3, "categorical": 0.5}),
]


def test_dots_are_best_first_with_their_intervals():
    (marks,) = interval_dots(ROWS, lower_is_better=True).data
    assert marks.y == ("ours for the rank", "cosine <b>", "random")
    assert marks.x == (0.5, 0.7, 0.9)
    assert marks.error_x.array == pytest.approx((0.2, 0.2, 0.2))
    assert marks.error_x.arrayminus == pytest.approx((0.1, 0.1, 0.1))
    assert marks.marker.symbol == ("circle", "circle-open", "circle-open")
    assert interval_dots(ROWS).data[0].y[0] == "random"
    order = ("CDCG@3", "ours for the rank 0.500", "cosine <b> 0.700", "random 0.900")
    assert in_order(order, dots_takeaway(ROWS, lower_is_better=True))


def test_names_are_plain_text_to_plotly():
    assert "&lt;b&gt;" in interval_dots(ROWS).layout.yaxis.ticktext[1]
    assert "&lt;i&gt;" in share_bars(GROUPS, ("text",)).layout.yaxis.ticktext[1]


def test_curves_begin_at_all_and_differ_by_more_than_colour():
    figure = deletion_curves(dict.fromkeys(("ours for the rank", "cosine", "random"), ROWS[:2]), (2, 3))
    assert all((trace.x, trace.y) == ((0, 2, 3), (1.0, 0.9, 0.5)) for trace in figure.data)
    assert len({(trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 3


def test_shares_say_their_numbers_where_there_is_room():
    text, image, categorical = share_bars(GROUPS, ("text", "image", "categorical")).data
    assert (text.x, text.text) == ((0.5, 0.2), ("50%", "20%"))
    assert image.x == (0.45, 0.3)
    assert categorical.text == ("", "50%")
    assert in_order(("plot", "Drama (50%)", "<i> (20%)"), share_takeaway(GROUPS, "text"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_on_bars_can_be_read(theme):
    modalities = list(ACCENTS[theme])
    groups = [Group("Drama", 50, dict.fromkeys(modalities, 0.2))]
    for bar in share_bars(groups, modalities, theme=theme).data:
        assert contrast(bar.textfont.color, bar.marker.color) >= 4.5


def measured(mean, low=None, high=None):
    return ResultRow(part="", subject="", metric="", mean=mean, low=low, high=high)


def exchange(modality, verdict, share):
    rows = {"share": measured(share, share - 0.01, share + 0.02), "share_swapped": measured(0.001, 0.0, 0.002)}
    for metric, real in (("warm", 0.46), ("cold", 0.31)):
        rows |= {metric: measured(real), f"{metric}_swapped": measured(real - 0.1)}
        rows[f"{metric}_lost"] = measured(-0.1, -0.12, -0.07)
    return SwapResult(modality, verdict, rows)


SWAPS = (exchange("categorical", "counts", 0.15), exchange("image", "none", 0.004))


def test_real_content_is_filled_and_exchanged_hollow_in_one_picture():
    figure = swap_chart(SWAPS)
    exchanged, real = ([t for t in figure.data if t.name == name] for name in ("exchanged", "real"))
    assert [t.x for t in real] == [(0.15, 0.004), (0.46, 0.46), (0.31, 0.31)]
    assert {t.marker.symbol for t in real} == {"circle"}
    assert {t.marker.symbol for t in exchanged} == {"circle-open"}
    assert exchanged[1].x == pytest.approx((0.36, 0.36))
    assert exchanged[1].error_x.arrayminus == pytest.approx((0.02, 0.02))
    assert exchanged[1].error_x.array == pytest.approx((0.03, 0.03))
    assert real[1].error_x.array == (0.0, 0.0)
    said = [note.text for note in figure.layout.annotations]
    assert said[:2] == ["<b>counts</b>", "no evidence"]
    order = ("categories 15.0%", "0.1%", "counts", "poster 0.4%", "0.1%", "no evidence")
    assert in_order(order, swap_takeaway(SWAPS))


def test_what_was_read_alone_stands_with_what_other_films_give():
    rows = SWAPS[0].rows | {"alone": measured(0.33), "alone_swapped": measured(0.11), "alone_lost": measured(-0.22)}
    said = read_alone((replace(SWAPS[0], rows=rows), SWAPS[1]))
    assert in_order(("reads nothing else", "categories 0.330", "other films 0.110"), said)
    assert read_alone(SWAPS) == ""


def test_everything_of_the_swap_test_is_within_the_axes():
    figure = swap_chart(SWAPS)
    for k, axis in enumerate((figure.layout.xaxis, figure.layout.xaxis2, figure.layout.xaxis3)):
        for trace in figure.data[3 * k + 1 : 3 * k + 3]:
            low = min(x - e for x, e in zip(trace.x, trace.error_x.arrayminus, strict=True))
            high = max(x + e for x, e in zip(trace.x, trace.error_x.array, strict=True))
            assert axis.range[0] < low <= high < axis.range[1]


def test_known_tastes_stand_with_real_and_exchanged_content():
    tastes = (PlantedTaste("people", "categorical", measured(0.97, 0.9, 1.0), measured(0.1, 0.0, 0.2)),)
    _, exchanged, real = taste_chart(tastes).data
    assert (real.x, exchanged.x) == ((0.97,), (0.1,))
    assert taste_takeaway(tastes).endswith("leads: people 97%, exchanged 10%.")


def test_said_and_found_meet_on_the_dotted_line():
    pairs = [(measured(k), measured(k * 0.9, k * 0.8, k * 1.2)) for k in (0.5, 1.0, 4.0)]
    equal, points = reliability_curve(pairs).data
    assert equal.x == equal.y == (0.45, 4.0)
    assert (points.x, points.y) == ((0.5, 1.0, 4.0), pytest.approx((0.45, 0.9, 3.6)))
    assert points.error_y.array == pytest.approx((0.15, 0.3, 1.2))
    assert in_order(("×4.0", "×3.6"), reliability_takeaway(pairs[2:]))


def test_scores_that_say_more_than_is_found_are_named_from_where_they_do():
    def pair(said, found):
        ends = {"part": "reliability", "subject": "bin", "metric": ""}
        return tuple(ResultRow(**ends, mean=m, low=0.9 * m, high=1.1 * m) for m in (said, found))

    fair, more, most = pair(2.0, 1.9), pair(6.0, 5.0), pair(222.3, 13.8)
    words = "Beyond ×2.0 they say more than is found: the highest ones say ×222 on average, and ×14 is found."
    assert reliability_limit([pair(0.5, 0.2), fair, more, most]) == words
    assert reliability_limit([more, most]).startswith("They say more than is found")
    assert reliability_limit([pair(0.5, 0.2), fair]) == ""
    less = "Scores can say less than is found: ×1.5 where it is ×3.0."
    assert reliability_limit([pair(0.5, 0.9), pair(1.5, 3.0), pair(2.5, 4.0)]) == less


def test_films_with_few_ratings_stand_by_how_many_they_have():
    rows = [("0", measured(0.2, 0.18, 0.23)), ("10", measured(0.4, 0.38, 0.41))]
    figure = few_ratings_curve(rows)
    assert (figure.data[0].x, figure.data[0].y) == (("0", "10"), (0.2, 0.4))
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the top is best"
    assert few_ratings_takeaway(rows).endswith("50 % is chance: 0: 20%, 10: 40%.")


def test_thick_bars_say_what_was_lost_and_no_more():
    bars = swap_bars(SWAPS)
    assert [(each.name, each.words) for each in bars] == [
        ("its own content", ""),
        ("another film’s categories", "32% worse"),
        ("another film’s poster", "32% worse"),
    ]
    (trace,) = thick_bars(bars, chance=([0.11] * 3, "guessing")).data
    assert trace.x == pytest.approx((0.31, 0.21, 0.21))
    assert trace.error_x.array == pytest.approx((0, 0.03, 0.03))
    unsure = exchange("image", "shows", 0.1)
    unsure.rows["cold_lost"] = measured(-0.1, -0.2, 0.01)
    assert swap_bars((unsure,))[1].words == "no loss measured"
    small = exchange("image", "shows", 0.1)
    small.rows["cold_swapped"] = measured(0.3085)
    assert swap_bars((small,))[1].words == "0.5% worse", "what was measured is not nothing"
    caption = (
        "Placed (NDCG@10): its own content, 0.310; another film’s categories, 32% worse. Thin lines are 95 % intervals."
    )
    assert takeaway("Placed", bars[:2], "NDCG@10") == caption


def test_chance_crosses_each_bar_in_its_own_place():
    bars = [Bar(name, "", 0.9, 0.8, 1.0, "#123456") for name in ("good", "poor")]
    figure = thick_bars(bars, chance=([0.36, 0.28], "by chance"))
    assert [(line.x0, line.y0, line.y1) for line in figure.layout.shapes] == [(0.28, -0.5, 0.5), (0.36, 0.5, 1.5)]
    assert figure.layout.yaxis.categoryarray[0] == "bar 1", "the axis counts from below"
    assert "by chance" in figure.layout.annotations[-1].text
    assert figure.layout.annotations[-1].x == 0.28


def test_peers_stand_by_their_difference_to_ours():
    def rows(metric, means):
        return [
            ResultRow(part="warm", subject=name, metric=metric, mean=mean, low=mean - 0.02, high=mean + 0.02)
            for name, mean in means.items()
        ]

    class Accuracy:
        def rows(self, _, metric):
            means = {"EASE": 0.4, "ours": 0.5, "ours without content": 0.55}
            gaps = {"EASE": -0.1, "ours without content": 0.05}
            return rows(metric, gaps if metric.endswith("less ours") else means)

    bars = peer_bars(Accuracy())
    assert [(each.name, each.words) for each in bars] == [
        ("this model without content", "10% better"),
        ("this model", ""),
        ("EASE", "20% worse"),
    ]
    assert (bars[2].low, bars[2].high) == pytest.approx((0.38, 0.42))


def test_shares_are_numbers_of_a_hundred():
    (bar,) = hundred_bars([("words", measured(0.923, 0.9, 0.95))], "films", ["#123456"])
    assert (bar.words, bar.colour) == ("92 of 100 films", "#123456")
    assert takeaway("Films", [bar], "share").startswith("Films (share): words, 92 of 100 films.")
    assert interval_words([bar, replace(bar, low=float("nan"))]) == "words 90 to 95"
