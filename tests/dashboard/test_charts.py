import html
import json

import pytest

from dashboard.charts import explanation as charts
from dashboard.charts import row_names
from dashboard.reasons.entries import OTHERS, parts_of
from dashboard.text.direction import isolate
from dashboard.text.markup import LINE_BREAK
from emde_core.history import more

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation, in_order

SCOTT = more("director", "Ridley Scott")
TOY = (
    (ALIEN, "like", "text", 0.3, 0.03),
    (ALIEN, "like", "company", -0.1),
    (BRAZIL, "like", "text", 0.1, 0.01),
    (BRAZIL, "like", "company", 0.05),
    (CLUE, "dislike", "text", -0.2, 0.01),
    (CLUE, "dislike", "company", 0.0),
)
WISHED = (*TOY, (SCOTT, "wish", "categorical", 0.4, 0.01))


@pytest.fixture(scope="module")
def why(service, history):
    film = service.recommend(history, 1)[0].film.id
    return service.explain(history, film)


def test_the_waterfall_ends_at_the_score(why):
    bar = charts.waterfall(why).data[0]
    tops = [base + value for base, value in zip(bar.base, bar.y, strict=True)]
    assert list(bar.y[1:-1]) == list(parts_of(why).values())
    assert bar.base[1:-1] == tuple(tops[:-2])  # each column starts where the one before ended
    assert tops[-2] == pytest.approx(why.score)
    assert tops[-1] == why.score


def test_bars_are_the_contributions(why):
    figure = charts.history_bars(why)
    drawn = {
        (entry, part): value
        for trace in figure.data
        if trace.type == "bar"
        for (entry, part, _), value in zip(trace.customdata, trace.x, strict=True)
    }
    assert drawn == {(p.entry, p.part): p.value for p in why.contributions if p.value}, "without what films lack"


def test_likes_come_before_dislikes_and_wishes_and_the_strongest_first():
    bars = charts.entry_bars(explanation(*WISHED))
    assert [(bar.key, bar.reaction) for bar in bars] == [
        ("a", "like"),
        ("b", "like"),
        ("c", "dislike"),
        ("director:Ridley Scott", "wish"),
    ]
    assert bars[0].total == pytest.approx(0.2)


def test_a_wish_is_a_row_with_the_parts_that_it_has():
    figure = charts.history_bars(explanation(*WISHED))
    (bar,) = [trace for trace in figure.data if trace.name == "categories"]
    assert (list(bar.y), list(bar.x)) == (["director:Ridley Scott"], [0.4])
    assert f"more of {isolate('Ridley Scott')}" in figure.layout.yaxis.ticktext[-1]


def test_by_content_alone_there_is_no_column_of_company():
    why = explanation(*TOY, content_alone=True)
    assert [step.part for step in charts.waterfall_steps(why)] == ["", "text", ""]
    assert charts.waterfall_steps(why)[-1].value_text == "+0.15"


def test_a_column_without_evidence_is_marked():
    why = explanation((ALIEN, "like", "image", 0.3, 0.1), (ALIEN, "like", "text", 0.2, 0.1))
    figure = charts.waterfall(why, evidence={"image": "none", "text": "counts"})
    assert figure.layout.xaxis.ticktext[1:3] == ("\u2068plot\u2069", "\u2068poster\u2069<br><i>no evidence</i>")
    assert "There is no evidence that posters count here." in charts.waterfall_takeaway(why, {"image": "none"})


def test_many_films_are_cut_and_nothing_is_lost():
    films = [ALIEN.model_copy(update={"id": str(k), "title": f"Film {k}"}) for k in range(20)]
    why = explanation(*((film, "like", "text", 0.01 * k, 0.01) for k, film in enumerate(films)))
    bars = charts.entry_bars(why, most=5)
    assert len(bars) == 5
    assert (bars[-1].key, bars[-1].label) == (OTHERS, "16 others, each at most 0.15")
    assert sum(bar.total for bar in bars) == pytest.approx(why.score)


def test_of_many_films_those_in_focus_or_spoken_of_stand_alone_and_of_a_few_all():
    films = [ALIEN.model_copy(update={"id": str(k), "title": f"Film {k}"}) for k in range(13)]
    parts = [(film, "like", "text", 0.5 if k < 6 else 0.02, 0.01) for k, film in enumerate(films)]
    bars = charts.entry_bars(explanation(*parts), keep={"12"})
    assert {bar.key for bar in bars} == {*"0123456789", "12", OTHERS}
    assert bars[-1].label == "2 others, each at most 0.02"
    assert len(charts.entry_bars(explanation(*parts[:12]))) == 12


def test_a_net_bar_is_the_sum_in_the_colours_of_what_points_its_way():
    (bar,) = charts.entry_bars(
        explanation((ALIEN, "like", "text", 0.1), (ALIEN, "like", "categorical", 0.3), (ALIEN, "like", "company", -0.2))
    )
    assert bar.net == pytest.approx({"text": 0.05, "categorical": 0.15})
    (against,) = charts.entry_bars(explanation((ALIEN, "like", "text", 0.1), (ALIEN, "like", "company", -0.2)))
    assert against.net == pytest.approx({"company": -0.1})


def test_two_films_of_one_title_stay_two_rows():
    twin = ALIEN.model_copy(update={"id": "a2"})
    figure = charts.history_bars(explanation((ALIEN, "like", "text", 0.1, 0.1), (twin, "like", "text", 0.2, 0.1)))
    assert list(figure.data[0].y) == ["a2", "a"]
    assert figure.layout.yaxis.type == "category"


@pytest.mark.parametrize("title", ["<b>bold</b>", "<script>x</script>", "M*A*S*H", "רוח", "x" * 300])
def test_titles_are_no_markup(title):
    film = ALIEN.model_copy(update={"title": title})
    (tick,) = charts.history_bars(explanation((film, "like", "text", 0.1, 0.1))).layout.yaxis.ticktext
    lines = tick.split(LINE_BREAK)
    assert "<" not in "".join(lines)
    assert len(lines) <= row_names.MOST
    assert max(len(html.unescape(line).strip("\u2068\u2069")) for line in lines) <= row_names.LENGTH


def test_a_long_title_goes_on_below_and_its_row_is_higher_for_it():
    long = ALIEN.model_copy(update={"id": "v", "title": "Star Trek VI: The Undiscovered Country", "year": 1991})
    short, tall = (
        charts.history_bars(explanation(*((film, "like", "text", 0.1, 0.1) for film in films))).layout
        for films in ((ALIEN, BRAZIL), (ALIEN, long))
    )
    drawn = "".join(tall.yaxis.ticktext)
    assert "Undiscovered Country (1991)" in drawn
    assert "…" not in drawn
    assert tall.height - short.height == 2 * row_names.FURTHER


def test_direction_and_pattern_show_the_sign_too():
    figure = charts.history_bars(explanation(*TOY))
    company = next(t for t in figure.data if t.name == "audience")
    assert list(company.x) == [-0.1, 0.05, 0.0]
    assert list(company.marker.pattern.shape) == ["/", "", ""]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_are_transparent_json_in_both_themes(why, theme):
    for figure in (charts.waterfall(why, theme=theme), charts.history_bars(why, theme=theme)):
        layout = json.loads(figure.to_json())["layout"]
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"


def test_takeaways_name_what_matters():
    why = explanation(*TOY)
    order = ("Xanadu (1980)", "1.2 times", "plot +0.20", "audience −0.05", "+0.15", "Most", "plot")
    assert in_order(order, charts.waterfall_takeaway(why))
    assert in_order(("Alien", "+0.20", "Clue", "−0.20"), charts.history_takeaway(why))
