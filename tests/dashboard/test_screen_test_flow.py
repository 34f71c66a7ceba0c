"""Screen test in AppTest: written, edited, gone back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.browser.screens import DATA, SCREEN_TEST
from dashboard.browser.session import MODEL, STATE
from dashboard.look.palette import label
from dashboard.panels.screen_test.audition import EMPTY, UNRATED, placing, score_change, without_word
from dashboard.service.auditions import Auditions
from dashboard.state.draft import Draft, pitches
from dashboard.text.grammar import with_sign
from emde_core import Recommender
from emde_core.audition import WithoutWord
from emde_core.explain.values import WordValue
from emde_core.schema import RELAYED

from .screens import drawn_with, everything, opened, turn_to
from .toy_explanations import ALIEN, explanation

HOSTILE = "<script>alert(1)</script> *x* :smile:"
DRAFT = Draft("New", "A lighthouse keeper finds a letter in the harbour.", (("genre", "Drama"),))


@pytest.fixture
def screen(app, history):
    return opened(app, SCREEN_TEST, history=history, drafts=(DRAFT,))


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
    assert without_word(each, why) == r"Without **\*star\***: still #3 (score −0.100)"
    assert without_word(replace(each, score=float("-inf")), why).endswith(": still #3")
    assert without_word(replace(each, rank=5), why).endswith(": falls to #5")
    assert without_word(replace(each, rank=1), why).endswith(": climbs to #1")
    assert score_change(each, why) == "Its score changes by −0.100"
    assert score_change(replace(each, score=float("-inf")), why) is None


def test_what_is_written_is_text(app, history):
    opened(app, SCREEN_TEST, history=history, drafts=(Draft(HOSTILE, HOSTILE, kind="none"),))
    assert not app.exception
    assert "<script>" not in everything(app)
    assert "&lt;script&gt;" in everything(app)


def test_it_waits_for_its_author(screen):
    """A field that is not on the screen forgets its value; the draft does not."""
    screen.text_input(key="draft-title").set_value("Another").run()
    turn_to(screen, DATA)
    assert "draft-title" not in [field.key for field in screen.text_input]
    turn_to(screen, SCREEN_TEST)
    assert screen.text_input(key="draft-title").value == "Another"
