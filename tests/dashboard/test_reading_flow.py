"""Content alone, wishes, and a model of the published recipe, through the whole app without a browser."""

import sys
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.measurements import StoredResults
from dashboard.browser.session import STATE
from dashboard.panels.explore import content_switch
from dashboard.panels.explore.method_bars import CHOICE
from dashboard.panels.explore.wishes import search_hint, wish_for, wish_row
from dashboard.service.wish_search import WishMatch
from dashboard.state import link
from dashboard.state.focus import atom_focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from emde_core import Recommender
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import results_of
from emde_core.history import less, more

from .conftest import APP
from .screens import drawn_with, everything
from .test_app import button, open_with
from .toy_explanations import in_order


@pytest.fixture(scope="module")
def published_path(small_prepared, small_config, tmp_path_factory):
    config = small_config.model_copy(update={"recipe": "published"})
    encoded = small_prepared.encoded
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    folder = tmp_path_factory.mktemp("published")
    model.save(folder)
    return folder


def stored(path, **means) -> StoredResults:
    rows = [
        {"part": part, "subject": "ours", "metric": metric, "mean": means[part], "low": None, "high": None}
        for part, metric in (("warm", "NDCG@20"), ("cold", "NDCG@10"))
        if part in means
    ]
    return StoredResults(results_of(read_model_manifest(path), "accuracy", {}, rows), bundled=False)


def test_by_content_alone_the_whole_screen_follows(app, service, history):
    open_with(app, history)
    app.segmented_control(key=content_switch.SWITCH).set_value(True).run()
    assert app.session_state[STATE].content_alone
    alone = service.variant(content_alone=True)
    why = alone.explain(history, alone.recommend(history, 1)[0].film.id)
    assert f'data-score="{why.score!r}"' in everything(app)
    assert "By content alone" in everything(app)
    assert "company" not in [column["part"] for column in drawn_with(app, "reason_bars")["columns"]]
    assert "company" not in [key["part"] for key in drawn_with(app, "focus_bar")["keys"]]
    assert "×" not in drawn_with(app, "reason_bars")["columns"][-1]["amount"]
    assert content_switch.UNKNOWN in everything(app)
    app.segmented_control(key=content_switch.SWITCH).set_value(False).run()
    assert app.session_state[STATE] == State(history=history)


def test_what_content_alone_loses_is_said_from_what_was_measured(small_model_path):
    said = content_switch.accuracy(stored(small_model_path, warm=0.456, cold=0.312))
    assert "among those alone NDCG@10 is 0.31." in said
    assert "NDCG@20 of 0.46: another question" in said
    assert "not the better recommender" in said
    assert (
        content_switch.accuracy(stored(small_model_path, warm=0.4))
        == content_switch.accuracy(None)
        == content_switch.UNKNOWN
    )


def test_a_link_carries_content_alone(app, service, history):
    state = State(history=history, content_alone=True)
    app.query_params[link.PARAMETER] = link.encode(state, service.model)
    app.run()
    assert app.session_state[STATE].content_alone
    assert "who liked what together is left aside" in everything(app)


def test_a_wish_is_told_like_any_entry(app, history):
    open_with(app, history.with_wish(less("director", "Viktor Hale", 2.0)))
    assert not app.exception
    assert drawn_with(app, "history_list")["rows"][-1]["standing"] == "less"
    assert drawn_with(app, "history_list")["rows"][-1]["detail"] == "a wish · director · ×2"
    assert f"less of {isolate('Viktor Hale')}" in [bar["title"] for bar in drawn_with(app, "reason_bars")["rows"]]
    assert "so that it is ranked by" in everything(app)


def test_what_is_called_nothing_of_the_kind_is_answered_with_its_sense_or_a_genre(service):
    def hint(*matches: WishMatch, asked: bool = False, text: str = "heist") -> str:
        return plain(search_hint(text, matches, service.wish_choices, asked=asked))

    nothing = "Nothing here is called “heist”, and no plot has the word."
    near = WishMatch(more("keyword", "hoist"), 1, is_sure=False)
    assert hint() == f"{nothing} Enter looks for words of its sense."
    assert hint(near) == f"{nothing} The nearest in letters; Enter looks for words of its sense."
    by_sense = WishMatch(more("keyword", "robbery"), 1, is_sure=False, is_by_sense=True)
    assert hint(by_sense, near) == f"{nothing} Near in sense, then in letters:"
    assert hint(by_sense) == f"{nothing} Near in sense:"
    assert "A genre may do: “" in hint(asked=True)
    assert not hint(replace(near, is_sure=True))
    assert hint(near, text="short") == "The model doesn’t know how long a film is; these are merely called so:"
    assert hint(text="short") == "The model doesn’t know how long a film is."


def test_the_form_is_there_for_a_model_that_reads_atoms(app, history):
    open_with(app, history)
    assert "wish-open" in app.session_state


def test_what_is_singled_out_can_be_wished_for(app, service, history):
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    category = why.categories[0]
    open_with(app, history, focus=atom_focus(category))
    button(app, "wish-less").click().run()
    assert not app.exception
    assert app.session_state[STATE].history.wishes == (less(category.field, category.name),)
    phrase = next(each for each in why.phrases if " " in each.text)
    assert wish_for(phrase, why.film) is None  # a phrase is no single word
    assert wish_for(why.words[0], why.film) == more("word", why.words[0].text)


def test_every_region_of_a_poster_can_be_wished_for(service, history):
    films = (pick.film for pick in service.recommend(history, 8))
    why = next(why for film in films if (why := service.explain(history, film.id)).regions)
    for region in why.regions:
        assert service.model.films_with(wish_for(region, why.film)) == (why.film,)


def test_the_effect_of_a_wish_is_said_on_target_and_beside(app, service, history):
    wish = less("director", "Viktor Hale", 4)
    open_with(app, history.with_wish(wish))
    (effect,) = service.wish_effects(history.with_wish(wish))
    before, after = (service.model.rank(each).order.tolist() for each in (history, history.with_wish(wish)))
    asked = [film for film in service.model.films_with(wish) if film.id not in history]
    index = service.model.catalogue.index
    assert [(m.film, m.before, m.after) for m in effect.asked] == sorted(
        ((f, before.index(index[f.id]) + 1, after.index(index[f.id]) + 1) for f in asked), key=lambda move: move[2]
    )
    assert effect.medians[1] > effect.medians[0]
    assert not {move.film.id for move in effect.beside} & {film.id for film in asked}
    old, new = map(int, effect.medians)
    words = f"of {len(asked)} such films the middle one falls from {old} to {new} of {len(before)}."
    assert in_order(("Less of", words), everything(app))
    first = effect.beside[0]
    (button,) = [each for each in app.button if each.key == f"beside-{wish.key}-{first.film.id}"]
    assert button.label.endswith(f", from {first.before} to {first.after}")
    button.click().run()
    assert app.session_state[STATE].selected == first.film.id, "it leads to that film's explanation"


def test_bars_under_posters_show_what_wishes_add(app, service, history):
    wished = history.with_wish(more("genre", service.film("3").genres[0])).with_wish(less("popularity"))
    open_with(app, wished)
    for tile in drawn_with(app, "poster_grid")["tiles"]:
        why, by_wishes = service.explain(wished, tile["id"]), dict(tile["wishes"])
        assert set(by_wishes) == {"categorical", "popularity"}
        for part, value in by_wishes.items():
            assert value == pytest.approx(sum(c.value for c in why.contributions if c.wish and c.part == part))


def test_less_of_what_everybody_has_seen_raises_none_of_the_most_liked(service, history):
    (effect,) = service.wish_effects(history.with_wish(less("popularity", weight=4)))
    assert effect.asked
    assert all(move.after >= move.before for move in effect.asked)
    assert effect.beside
    assert service.wish_choices[0] == more("popularity")


def test_wishes_alone_are_a_history(app, history):
    wished = replace(history, liked=(), disliked=(), wishes=(more("director", "Viktor Hale"),))
    open_with(app, wished)
    assert not app.exception
    assert drawn_with(app, "poster_grid")["tiles"]
    assert [bar["title"] for bar in drawn_with(app, "reason_bars")["rows"]] == [f"more of {isolate('Viktor Hale')}"]


def test_rows_of_wishes_are_read_at_first_sight(service):
    catalogue = service.model.catalogue
    assert wish_row(more("word", "war", weight=2), catalogue).detail == "a wish · word · ×2"
    assert wish_row(less("popularity"), catalogue).title == "what everybody has seen"
    assert wish_row(more("region", "1:0-2"), catalogue).title == "a part of the poster of The Salt Lantern"


def test_a_published_model_has_no_switch_no_threads_and_no_wishes(published_path, history, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(published_path)])
    app = AppTest.from_file(str(APP), default_timeout=60)
    open_with(app, history)
    assert not app.exception
    assert [each.key for each in app.segmented_control] == [CHOICE]  # how bars are made is all that can be chosen
    assert "wish-open" not in app.session_state
    bars = drawn_with(app, "reason_bars")
    assert "company" not in [column["part"] for column in bars["columns"]]


def button_in(app, label):
    (found,) = [each for each in app.button if each.label == label]
    return found


def plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")
