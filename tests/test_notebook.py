"""What a notebook needs: short reprs, comparisons that never raise, and frames."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

import emde_core
from emde_core import Config, History, Interactions, Meeting, less, more, summary
from emde_core.explain import headline
from emde_core.explain.ranks import Recommendations
from emde_core.sketch.portrait import Portrait

CORE = Path(emde_core.__file__).parent
LINE = 200
HISTORY = History(liked=("1", "12"), disliked=("4",), wishes=(more("word", "lighthouse"), less("popularity")))


@pytest.fixture(scope="session")
def things(small_model, small_prepared):
    """One of everything that the public face exports, or returns."""
    model, why = small_model, small_model.explain(HISTORY, "2")
    (left_out, *_), (threads, *_) = model.leave_one_out(HISTORY, "2"), model.threads(HISTORY, "2")
    edit = model.smallest_edit(HISTORY, model.recommend(HISTORY, 1)[0].film, k=1, goal="out of")
    recommendations = model.recommend(HISTORY, k=10)
    interactions = small_prepared.interactions
    return [
        model,
        model.by_content_alone(),
        model.weighing({"image": 2, "company": 0.5}),
        model.trained,
        model.trained.provenance,
        model.trained.encoded,
        small_prepared,
        Portrait.of_catalogue(model.trained.encoded, 1),
        model.catalogue,
        model.catalogue.films[0],
        interactions,
        Config(),
        *(part for _, part in Config() if isinstance(part, BaseModel)),
        model.trained.config,
        HISTORY,
        History(),
        HISTORY.wishes[0],
        model.query(HISTORY),
        model.rank(HISTORY),
        recommendations,
        recommendations[0],
        model.threads(HISTORY, "2"),
        model.leave_one_out(HISTORY, "2"),
        why,
        model.explain(HISTORY, "2", rival="3"),
        model.explain(HISTORY, "1"),
        emde_core.Margin(0.5, model.catalogue.films[:10]),
        why.contributions[0],
        why.company[0],
        why.atoms[0],
        why.words[0],
        why.categories[0],
        why.regions[0],
        Meeting(why.words[0], why.words[0], model.catalogue.films[1], 0.9),
        threads,
        threads.threads[0],
        left_out,
        edit,
        *edit.edits,
        emde_core.Wish("director", "A name with\ntwo lines"),
    ]


def test_everything_is_shown_in_one_line(things):
    lengths = {repr(thing): len(repr(thing)) for thing in things}
    assert not [text for text, length in lengths.items() if length > LINE or "\n" in text]


def test_every_exported_class_is_among_them(things):
    classes = {each for name in emde_core.__all__ if isinstance(each := getattr(emde_core, name), type)}
    values = {each for each in classes if not issubclass(each, Exception)}
    assert values <= {type(thing) for thing in things}


def test_a_line_says_what_a_thing_is(small_model, small_prepared):
    simulated = Interactions(small_prepared.interactions.table, simulated=True)
    assert repr(small_model) == "Recommender(16 films, 24 viewers, text, categorical, image, recipe 'affinity')"
    assert repr(small_model.by_content_alone()).endswith("recipe 'affinity', by content alone)")
    assert repr(small_model.weighing({"image": 2})).endswith("recipe 'affinity', image x 2)")
    assert repr(simulated).endswith("24 viewers, 16 films, simulated)")
    assert repr(Config(seed=3)) == "Config(seed=3)"
    assert repr(HISTORY) == "History(liked: 1, 12, disliked: 4, wishes: more word lighthouse, less popularity)"
    why = small_model.explain(HISTORY, "2")
    assert repr(why).startswith(f"Explanation({why.film.label}, rank {why.rank}, {why.score:+.2f}: ")
    entry, value = max(why.by_entry.items(), key=lambda item: abs(item[1]))
    label = next(each.label for each in why.contributions if each.entry == entry)
    assert f": {label} {value:+.2f}, " in repr(why)


def test_a_summary_is_cut_to_its_length():
    line = summary.summary(np, "x" * 500)
    assert len(line) == LINE
    assert line.endswith("x…)")


def test_comparing_and_hashing_never_raise(things):
    for thing in things:
        same, other = thing == thing, thing == "another type"
        assert same is True and other is False, thing  # noqa: PT018
        assert isinstance(hash(thing), int)


def test_what_is_cheap_compares_by_value(small_model):
    again = small_model.query(History(["1", "12"], ["4"], HISTORY.wishes))
    assert again.history == HISTORY
    assert hash(again.history) == hash(HISTORY)
    assert small_model.catalogue.films[0] == small_model.catalogue.films[0].model_copy()
    for answer in (
        lambda: small_model.recommend(HISTORY, 2)[1],
        lambda: small_model.explain(HISTORY, "2"),
        lambda: small_model.leave_one_out(HISTORY, "2"),
        lambda: small_model.smallest_edit(HISTORY, "2", k=1),
        lambda: small_model.threads(HISTORY, "2"),
    ):
        assert answer() == answer()
        assert hash(answer()) == hash(answer())


def test_no_frozen_dataclass_compares_arrays():
    """The parts of a model and of a query as well: comparing arrays gives an array, and hashing them raises."""
    arrays = re.compile(r"\b(Floats|Ints|Bools|ndarray|DataFrame|csr_array)\b(?!.*\b(compare|hash)=False)")
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            decorators = {ast.unparse(each) for each in getattr(node, "decorator_list", ())}
            if "dataclass(frozen=True)" in decorators:
                fields = [ast.unparse(each) for each in node.body if isinstance(each, ast.AnnAssign)]
                assert not [each for each in fields if arrays.search(each)], f"{path.name}: {node.name}"


def test_recommendations_are_a_tuple_with_a_frame(small_model):
    best = small_model.recommend(HISTORY, k=4)
    assert best == tuple(best)
    frame = best.to_frame()
    assert list(frame.columns[:5]) == ["rank", "film", "title", "year", "score"]
    assert list(frame["film"]) == [each.film.id for each in best]
    assert frame.iloc[:, 5:].sum(axis=1).to_numpy() == pytest.approx(frame["score"].to_numpy())
    assert repr(best).startswith(f"Recommendations({best[0].film.label}"[: LINE - 2])


def test_a_ranking_s_frame_goes_from_the_best_to_the_last(small_model):
    frame = small_model.rank(HISTORY).to_frame()
    assert list(frame["rank"]) == list(range(1, 14))
    assert frame["score"].is_monotonic_decreasing
    assert list(frame["film"][:4]) == [each.film.id for each in small_model.recommend(HISTORY, 4)]


def test_the_rows_of_a_thread_frame_add_up_to_what_a_film_contributes(small_model):
    threads = small_model.threads(HISTORY, "2", count=3)
    sums = threads.to_frame().groupby("film", sort=False)["value"].sum()
    assert sums.to_dict() == pytest.approx({each.film.id: each.contribution for each in threads})
    assert len(threads[0].to_frame()) == 3 + 2


def test_what_is_left_out_has_a_row_each(small_model):
    frame = small_model.leave_one_out(HISTORY, "2").to_frame()
    assert list(frame["film"]) == ["1", "12", "4"]
    assert list(frame["reaction"]) == ["like", "like", "dislike"]
    changes = [each.score_change for each in small_model.leave_one_out(HISTORY, "2")]
    assert list(frame["score_change"]) == changes


def test_html_escapes_titles_and_has_a_bar_for_each_entry(small_model):
    why = small_model.explain(HISTORY, "2")
    assert why._repr_html_().count("<rect") == len(why.by_entry)
    markup = dataclasses.replace(why, film=why.film.model_copy(update={"title": "<script>alert(1)</script>"}))
    assert "<script>" not in markup._repr_html_()
    recommendation = dataclasses.replace(small_model.recommend(HISTORY, 1)[0], film=markup.film)
    html = Recommendations([recommendation])._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_explanation_of_many_entries_sums_what_has_no_bar():
    html = headline.headline_and_bars("A & B", {str(n): float(n) for n in range(20)})
    assert html.count("<rect") == headline.BARS + 1
    assert "A &amp; B" in html
    assert "8 others" in html
    assert "+28.000" in html
