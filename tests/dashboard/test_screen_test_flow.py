"""Screen test in AppTest: written, edited, gone back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.browser.screens import DATA, SCREEN_TEST
from dashboard.browser.session import AUDITIONS, MODEL, STATE
from dashboard.look.palette import label
from dashboard.panels.common.browser_shelf import Contents
from dashboard.panels.screen_test import audition
from dashboard.panels.screen_test.audition import (
    EMPTY,
    UNRATED,
    against_their_marks,
    placing,
    score_change,
    without_word,
)
from dashboard.panels.screen_test.film_shelf import NAME, SHELF
from dashboard.reasons.marks import marked_plot
from dashboard.service.auditions import Auditions
from dashboard.state.draft import LONGEST_PLOT, LONGEST_TITLE, Draft, pitches
from dashboard.state.draft_text import read_versions, write_film, write_versions
from dashboard.state.link import encode
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from emde_core import Recommender, less, more
from emde_core.audition import STRONGEST, WithoutWord
from emde_core.explain.values import AtomValues, WordValue
from emde_core.schema import RELAYED

from .screens import drawn_with, everything, opened, turn_to
from .toy_explanations import ALIEN, explanation

HOSTILE = "<script>alert(1)</script> *x* :smile:"
DRAFT = Draft("New", "A lighthouse keeper finds a letter in the harbour.", (("genre", "Drama"),))


@pytest.fixture
def screen(app, history):
    return opened(app, SCREEN_TEST, history=history, drafts=(DRAFT,))


def test_a_field_that_has_the_drafts_text_is_left_to_whoever_types(app, history):
    opened(app, SCREEN_TEST, history=history, drafts=(DRAFT,))
    assert app.text_area(key="draft-plot").proto.set_value, "a field that is new is filled"
    app.run()
    assert not app.text_area(key="draft-plot").proto.set_value
    assert app.text_area(key="draft-plot").value == DRAFT.plot


def rank(app) -> int:
    return int(re.search(r'data-rank="(\d+)"', everything(app))[1])


def drafts(app):
    return app.session_state[STATE].drafts


def test_it_is_alive_at_first_sight(app, service):
    opened(app, SCREEN_TEST)
    assert not app.exception
    assert 'class="placing"' in everything(app)
    assert service.start_histories[0].name in everything(app)
    assert app.text_input(key="draft-title").value == pitches()[0].title
    assert drafts(app) == ()


def test_its_numbers_are_the_models(screen, service, history):
    placed = Auditions().place(service, history, DRAFT)
    assert rank(screen) == placed.audition.why.rank
    page = everything(screen)
    assert f'data-score="{placed.audition.why.score!r}"' in page
    assert UNRATED in page
    assert f"<b>#{placed.audition.place_by_content}</b>" in page
    assert "<mark" in page, "words are marked at once"
    rows = drawn_with(screen, "reason_bars")["rows"]
    assert sum(row["total"] for row in rows) == pytest.approx(placed.audition.why.score)


def test_the_published_network_says_that_it_can_not_place_one(app, history, tmp_path, small_prepared, small_config):
    pytest.importorskip("torch")
    encoded, config = small_prepared.encoded, small_config.model_copy(update={"recipe": "published"})
    Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded).save(tmp_path / "model")
    app.session_state[MODEL] = tmp_path / "model"
    opened(app, SCREEN_TEST, history=history, drafts=(DRAFT,))
    assert not app.exception
    assert "the model was trained by the published recipe" in everything(app)


def test_editing_a_word_says_what_changed(screen, service, history):
    plot = DRAFT.plot.replace("letter", "body")
    screen.text_area(key="draft-plot").set_value(plot).run()
    assert not screen.exception
    assert drafts(screen)[-1].plot == plot
    assert "“letter” became “body”" in everything(screen)
    assert rank(screen) == Auditions().place(service, history, drafts(screen)[-1]).audition.why.rank
    screen.button(key="take-1").click().run()
    assert drafts(screen)[-1] == DRAFT
    assert screen.text_area(key="draft-plot").value == DRAFT.plot


@pytest.mark.slow
def test_categories_and_posters_are_chosen(screen):
    screen.pills(key="draft-genre").set_value(["Comedy"]).run()
    assert drafts(screen)[-1].names("genre") == ("Comedy",)
    screen.selectbox(key="recipe-motif").set_value("robot").run()
    assert drafts(screen)[-1].recipe.motif == "robot"
    screen.button(key="surprise").click().run()
    assert len(drafts(screen)) == 4
    screen.segmented_control(key="draft-kind").set_value("none").run()
    assert not screen.exception
    assert "This film has no poster" in everything(screen)


def test_a_poster_can_be_dropped_in_and_a_bad_one_is_refused(screen):
    screen.segmented_control(key="draft-kind").set_value("sent").run()
    assert "the film has no poster" in everything(screen)
    screen.file_uploader(key="draft-upload").upload("poster.png", b"no picture", "image/png").run()
    assert not screen.exception
    assert "This file was not used: the file is not a picture" in everything(screen)


def test_a_pitch_and_a_blank_page(screen):
    screen.button(key="pitch-1").click().run()
    assert screen.text_input(key="draft-title").value == pitches()[1].title
    screen.button(key="pitch-blank").click().run()
    assert not screen.exception
    assert EMPTY in everything(screen)
    assert "data-rank" not in everything(screen)
    assert "#" in screen.button(key="take-1").label, "the way back to what has a place stays"
    screen.segmented_control(key="draft-kind").set_value("none").run()
    assert EMPTY in everything(screen)


def test_likeness_to_the_history_is_told_apart_from_the_audience_of_films_like_it(screen, service, history):
    first, second = (Auditions().place(service, history, draft).audition.why for draft in (DRAFT, pitches()[0]))
    relayed = first.by_part[RELAYED]
    assert second.by_part[RELAYED] != pytest.approx(relayed), "it is like other films"
    assert f"{label(RELAYED)} {with_sign(relayed)}" in drawn_with(screen, "reason_bars")["waterfall_label"]


def test_the_place_names_the_films_around_it_whichever_end_it_stands_at(service, history):
    placed = Auditions().place(service, history, DRAFT)
    order, films = placed.audition.ranking.order, service.model.catalogue.films
    first, last = films[order[0]].title, films[order[-1]].title

    def words(rank):
        why = replace(placed.audition.why, rank=rank)
        return placing(replace(placed, audition=replace(placed.audition, why=why)))

    assert f", ahead of <b><bdi>{first}</bdi></b>." in words(1)
    assert f", right behind <b><bdi>{last}</bdi></b>." in words(len(order) + 1)
    assert f"between <b><bdi>{first}</bdi></b> and " in words(2)


def test_a_button_says_where_the_film_stands_without_a_word():
    why = replace(explanation((ALIEN, "like", "text", 0.5)), rank=3)
    each = WithoutWord(WordValue(0, 6, "*star*", 0.1), 3, 0.4)
    assert without_word(replace(each, rank=5), why) == r"Without **\*star\***: falls to #5"
    assert without_word(replace(each, rank=1), why).endswith(": climbs to #1")
    assert score_change(each, why) == "Its score changes by −0.100"
    assert score_change(replace(each, score=float("-inf")), why) is None


def test_of_a_text_that_is_too_long_the_beginning_is_taken_and_the_page_says_so(screen):
    screen.text_area(key="draft-plot").set_value("storm " * 5_000).run()
    assert drafts(screen)[-1].plot == screen.text_area(key="draft-plot").value == ("storm " * 5_000)[:LONGEST_PLOT]
    assert "Only the first 1,500 characters of 30,000 were taken" in everything(screen)
    screen.text_input(key="draft-title").set_value("Long " * 50).run()
    assert len(drafts(screen)[-1].title) == LONGEST_TITLE
    assert "the title of a film that somebody writes" in everything(screen)


def test_what_is_written_is_text(app, history):
    opened(app, SCREEN_TEST, history=history, drafts=(Draft(HOSTILE, HOSTILE, kind="none"),))
    assert not app.exception
    assert "<script>" not in everything(app)
    assert "&lt;script&gt;" in everything(app)


def kept(app) -> Contents:
    return app.session_state[f"{SHELF.key}-contents"]


def reported(**texts) -> Contents:
    """Contents of a shelf that a browser has told of."""
    return Contents(in_browser=texts, is_known=True)


def test_the_browser_keeps_every_version(screen):
    screen.text_input(key="draft-title").set_value("Another").run()
    versions = read_versions(kept(screen).texts[NAME])
    assert versions == drafts(screen) == (DRAFT, replace(DRAFT, title="Another"))


def test_a_new_session_goes_on_where_this_browser_was(app, history):
    own, other = Draft("Own", "A storm."), Draft("Other tab", "A calm.")
    app.session_state[f"{SHELF.key}-contents"] = reported(**{NAME: write_versions((other, DRAFT))})
    opened(app, SCREEN_TEST, history=history)
    assert app.text_input(key="draft-title").value == DRAFT.title
    assert drafts(app) == (other, DRAFT)
    opened(app, SCREEN_TEST, history=history, drafts=(own,))
    assert drafts(app) == (other, DRAFT, own), "what this session writes stays current"


def test_starting_over_deletes_the_film_here_and_in_the_browser(screen):
    screen.text_input(key="draft-title").set_value("Another").run()
    screen.button(key="draft-delete-all").click().run()
    assert not screen.exception
    assert (drafts(screen), kept(screen).texts) == ((), {})
    assert screen.text_input(key="draft-title").value == pitches()[0].title
    assert "draft-delete-all" not in [button.key for button in screen.button]


def test_a_link_opens_the_film_and_keeps_what_was_written_here(app, service, history):
    app.query_params["v2"] = encode(State(history=history), service.model)
    app.query_params["film"] = write_film(DRAFT)
    app.session_state[f"{SHELF.key}-contents"] = reported(**{NAME: write_versions((pitches()[2],))})
    turn_to(app, SCREEN_TEST)
    assert drafts(app) == (pitches()[2], DRAFT)
    assert rank(app) == Auditions().place(service, history, DRAFT).audition.why.rank
    assert app.query_params["film"], "a reload leads here again"
    app.text_input(key="draft-title").set_value("Another").run()
    assert "film" not in app.query_params
    assert drafts(app)[-1].title == "Another"


def test_a_damaged_film_in_a_link_is_told(app, service, history):
    app.query_params["v2"] = encode(State(history=history), service.model)
    app.query_params["film"] = "no film"
    turn_to(app, SCREEN_TEST)
    assert "This link is damaged" in everything(app)
    assert drafts(app) == ()


def test_a_word_that_does_the_opposite_of_its_mark_is_told():
    star, dull, plain = WordValue(0, 4, "star", 0.1), WordValue(5, 9, "dull", -0.1), WordValue(10, 15, "plain", 0.08)
    why = replace(explanation((ALIEN, "like", "text", 0.5)), atoms=(AtomValues(ALIEN, (star, dull, plain)),), rank=3)
    score = why.score
    without = [WithoutWord(star, 2, score + 0.1), WithoutWord(dull, 4, score - 0.1), WithoutWord(plain, 4, score - 0.1)]
    assert [each.word.text for each in against_their_marks(without, why)] == ["star", "dull"]
    assert marked_plot("star dull plain", why.words, STRONGEST, faintest=1).count("<mark") == len(without)
    assert against_their_marks([WithoutWord(dull, 9, float("-inf"))], why) == []


def test_a_wish_for_a_category_that_only_the_plot_has_is_told_to_read_no_plots(app, history):
    wished = replace(history, wishes=(more("genre", "Comedy"), more("word", "lighthouse"), less("genre", "Drama")))
    opened(app, SCREEN_TEST, history=wished, drafts=(replace(DRAFT, plot=f"{DRAFT.plot} A drama, and a comedy."),))
    assert not app.exception
    assert everything(app).count("reads a film’s categories, not its plot") == 1
    assert "Your wish for more of Comedy reads" in everything(app)


def test_buttons_are_of_the_words_that_move_the_film(app, service, history, monkeypatch):
    why = Auditions().place(service, history, DRAFT).audition.why
    moves = (1, 3, 0, 0)
    without = [WithoutWord(word, why.rank + by, 0.1) for word, by in zip(why.words, moves, strict=False)]
    monkeypatch.setattr(audition, "_without_words", lambda _: without)
    app.session_state[AUDITIONS] = auditions = Auditions()
    auditions.deletions(service, history, DRAFT).result()
    opened(app, SCREEN_TEST, history=history, drafts=(DRAFT,))
    buttons = [each.label for each in app.button if (each.key or "").startswith("without-word")]
    assert [each.partition(": ")[2] for each in buttons] == [f"falls to #{why.rank + by}" for by in moves[:2]]
    third, fourth = (f"“{isolate(each.word.text)}”" for each in without[2:])
    assert f"Without {third} or {fourth} it stays #{why.rank}." in everything(app)


def test_it_waits_for_its_author(screen):
    """A field that is not on the screen forgets its value; the draft does not."""
    screen.text_input(key="draft-title").set_value("Another").run()
    turn_to(screen, DATA)
    assert "draft-title" not in [field.key for field in screen.text_input]
    turn_to(screen, SCREEN_TEST)
    assert screen.text_input(key="draft-title").value == "Another"
