"""The presentation, without a browser and in one."""

import re
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.atom_words import bucket_sentence, earning_sentence, rounds_sentence, tally_sentence
from dashboard.analysis.bands import Band
from dashboard.analysis.spots import Pair, Spot
from dashboard.analysis.two_films import LESS_ALIKE, TOGETHER
from dashboard.browser.address import is_on_this_machine
from dashboard.browser.screens import MICROSCOPE
from dashboard.browser.session import STATE
from dashboard.panels.present import bands as bands_slide
from dashboard.panels.present import film as film_slide
from dashboard.panels.present import reading
from dashboard.panels.present.closing import INVITATION, TOO_LONG, closing
from dashboard.panels.present.rounds import EDGE, neighbours, place_row, slice_row, tally_row
from dashboard.reasons.entries import parts_of
from dashboard.reasons.points import Point
from dashboard.service.headlines import atom_number
from dashboard.service.posters import Posters
from dashboard.service.presentation import NO_CODE, build_scene
from dashboard.service.story import Story
from dashboard.service.take_home import claims
from dashboard.state import link
from dashboard.state.focus import atom_focus
from dashboard.state.state import Lens, State
from dashboard.text.grammar import NO_BREAK, with_sign
from dashboard.text.markup import image
from emde_core import History, less, more
from tests import toy

from .conftest import APP
from .screens import WAIT, check_accessible, drawn_with, everything, fits, opened
from .test_app import button, open_with
from .toy_explanations import ALIEN, BRAZIL, explanation

NUMBERS = re.compile(r'data-(?:value|score|atom|after)="([^"]*)"')


@pytest.fixture
def story(service, history) -> Story:
    return Story(service, history, service.recommend(history, 1)[0].film.id)


def slide(app, story: Story, chapter: str) -> str:
    """All that is on a chapter's slide."""
    opened(app, "present", history=story.history, slide=story.chapters.index(chapter))
    assert not app.exception
    page = everything(app)
    assert f'data-step="{chapter}"' in page
    return page


def numbers(page: str) -> list[float]:
    return [float(value) for value in NUMBERS.findall(page)]


def test_from_explore_through_all_slides_and_back(app, story):
    open_with(app, story.history, slide=3)
    button(app, "go-present").click().run()
    for at, chapter in enumerate(story.chapters):
        assert not app.exception
        page = everything(app)
        assert f'data-step="{chapter}"' in page
        assert build_scene(chapter, story).line.split()[0] in page
        assert app.session_state[STATE].slide == at
        if at < len(story.chapters) - 1:
            button(app, "present-next").click().run()
    assert button(app, "present-next").disabled
    button(app, "present-back").click().run()
    assert f'data-step="{story.chapters[-2]}"' in everything(app)
    button(app, "go-explore").click().run()
    assert "parts add up to the score" in drawn_with(app, "reason_bars")["verdict"]


def test_walls_hold_the_history_and_the_recommendations(app, story):
    wall = slide(app, story, "history")
    assert wall.count("<li") == len(story.history)
    assert wall.count("not for me") == len(story.history.disliked)
    picks = slide(app, story, "recommendations")
    assert re.findall('data-film="([^"]*)"', picks) == [pick.film.id for pick in story.picks]
    assert numbers(picks) == [pick.score for pick in story.picks]


def test_bars_add_up_to_the_score_that_stands_below_them(app, story):
    *bars, score = numbers(slide(app, story, "reasons"))
    assert score == story.why.score
    assert sum(bars) == pytest.approx(sum(each.value for each in story.why.contributions))


def test_where_bars_or_parts_do_not_add_up_in_two_digits_the_score_is_said_to_be_rounded():
    def score(*values):
        why = explanation(*((film, "like", "text", value) for film, value in zip((ALIEN, BRAZIL), values, strict=True)))
        return film_slide._parts(why, {}, film_slide._rows(why, {}))

    assert "+1.37</b> (rounded)" in score(1.374, -0.006)
    assert "(rounded)" not in score(1.37, -0.01)


def test_of_a_history_of_one_film_the_parts_have_bars_and_no_second_list(service):
    why = service.explain(History(liked=("1",)), "3")
    rows = film_slide._rows(why, {"image": "none"})
    assert {row.key for row in rows} == set(parts_of(why))
    assert "poster (no evidence)" in film_slide._bars(rows)
    assert 'class="key' not in film_slide._parts(why, {}, rows)


def test_a_number_says_whether_one_film_or_the_whole_history_adds_it(app, story):
    title = story.threads.film.title
    assert f"What {title} alone adds" in slide(app, story, "threads").replace("\u2068", "").replace("\u2069", "")
    assert f"What all {len(story.history)} films of the history add" in slide(app, story, "marks")


def test_a_name_with_another_number_on_the_slide_before_says_which_that_was(story, history):
    joint = story.bands.shared[0]
    point = Point(joint.name, "a name", joint.part, joint.weight + 1.0)
    assert film_slide._elsewhere(point, story).endswith(f" alone {with_sign(joint.weight)}")
    assert film_slide._elsewhere(replace(point, value=joint.weight), story) == ""
    wish = more("genre", "Drama")
    wished = replace(story, history=replace(history, wishes=(wish,)))
    whole = with_sign(wished.why.by_entry[wish.key])
    assert film_slide._elsewhere(replace(point, name="Drama"), wished).endswith(whole)


def test_all_else_between_two_films_is_named():
    names = tuple(Pair(Spot(text), None, weight) for text, weight in (("Lee", 0.3), ("Moon", -0.1), ("all else", 0.2)))
    rest = Band("all else in the categories", "categorical", 0.4, words=TOGETHER, pairs=names)
    assert "such as Lee<" in bands_slide._behind(rest)
    assert bands_slide.FEWER in bands_slide._behind(replace(rest, weight=-0.4, words=LESS_ALIKE))
    assert bands_slide._behind(replace(rest, is_shared=True)) == ""


def test_bands_are_those_of_the_story(app, story):
    *bands, total = numbers(slide(app, story, "threads"))
    assert sum(bands) == pytest.approx(total)
    assert total == pytest.approx(story.threads.contribution)
    assert bands == [band.weight for band in story.bands.bands]


def test_the_points_and_all_else_add_up_to_the_score(app, story):
    values = numbers(slide(app, story, "marks"))
    assert values[: len(story.points)] == [point.value for point in story.points]
    assert sum(values) == pytest.approx(story.why.score)


def test_without_points_the_parts_are_shown_and_add_up_to_the_score(service, story):
    told = SimpleNamespace(points=(), why=story.why, service=service)
    values = numbers(film_slide.marks(told, Posters(service.model.catalogue)))
    assert sorted(values) == sorted(parts_of(story.why).values())
    assert sum(values) == pytest.approx(story.why.score)


def test_the_atoms_way_ends_with_what_it_adds(app, story):
    page, detail = slide(app, story, "reading"), story.atom
    *bars, value = numbers(page)
    assert value == detail.atom.value
    assert bars[-1] == pytest.approx(value)
    buckets = re.findall('data-buckets="([^"]*)"', page)
    assert buckets[0] == ", ".join(str(bucket) for bucket in sorted(set(detail.codes[:, 0].tolist())))


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
def test_the_slide_and_the_microscope_say_the_same_of_an_atom(app, service, history, modality):
    scope = service.microscope(history, "3")
    number = scope.example(modality)
    detail = scope.atom_detail(modality, number)
    told = SimpleNamespace(atom=detail, microscope=scope)
    page, atom = reading.reading(told).replace(NO_BREAK, " "), detail.atom
    sentences = {
        3: bucket_sentence(atom, detail.width),
        4: rounds_sentence(atom, detail.depth),
        5: tally_sentence(atom),
    }
    for step, sentence in sentences.items():
        opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, atom_focus(atom), step))
        assert sentence in everything(app)
        assert sentence in page
    assert earning_sentence(atom) in everything(app)
    assert earning_sentence(atom) in page


def test_slices_of_the_cake_are_as_large_as_what_falls_into_them(service, history):
    scope = service.microscope(history, "3")
    detail = scope.atom_detail("text", scope.example("text"))
    shares = np.array([0.5, 0.25, 0.125, 0.125])
    own = detail.codes[0, 0]
    start = 360 * shares[:own].sum()
    page = slice_row(detail, 0, shares)
    assert f"var(--slice) {start:.1f}deg {start + 360 * shares[own] - EDGE:.1f}deg" in page
    assert "360.0deg)" in page


def test_a_names_bucket_is_drawn_where_it_is_among_all_when_sorted_and_when_counted(service, history):
    scope = service.microscope(history, "3")
    detail = scope.atom_detail("categorical", scope.example("categorical"))
    places = [f"--place: {(detail.codes[0, p] + 0.5) / detail.width:.2%}" for p in range(3)]
    assert len(set(places)) == 3
    for partition, place in enumerate(places):
        assert place_row(detail, partition).count(place) == 2, "its mark and its name"
        assert place in tally_row(detail, partition)


def test_the_counts_of_a_round_are_a_skyline_over_all_buckets(service, history):
    scope = service.microscope(history, "3")
    detail = scope.atom_detail("text", scope.example("text"))
    counts = np.array([[3.0, -1.0, 1.0, 0.0]])
    page = tally_row(replace(detail, history=counts, codes=np.array([[1]])), 0)
    skyline = "polygon(0% 75.0%, 0.00% 0.0%, 25.00% 0.0%, 25.00% 100.0%, 50.00% 100.0%, 50.00% 50.0%, 75.00% 50.0%, "
    assert f"{skyline}75.00% 75.0%, 100.00% 75.0%, 100% 75.0%)" in page
    assert "--place: 37.50%; --wide: 25.00%; top: 75.0%; height: 25.0%" in page
    assert "bucket 1 −1.00" in page


def test_a_stick_stands_for_several_buckets_where_there_are_too_many_to_be_seen(service, history):
    scope = service.microscope(history, "3")
    detail = scope.atom_detail("categorical", scope.example("categorical"))
    counts = np.zeros((1, 1000))
    counts[0, [7, 8, 999]] = 2.0, -1.0, 1.0  # neighbours are six each: 6 to 11, and 996 to 999
    many = replace(detail, history=counts, sketch=counts, codes=np.array([[7]]))
    assert neighbours(many) == 6
    page = tally_row(many, 0)
    corners = re.search(r"polygon\((.*?)\)", page)[1].split(", ")
    assert len(corners) == 2 * 167 + 2
    heights = [corner.split(" ")[1] for corner in corners[1:-1:2]]
    assert [k for k, height in enumerate(heights) if height != "66.7%"] == [1, 166]
    assert (heights[1], heights[166]) == ("0.0%", "33.3%")


def test_the_running_sum_says_where_it_begins_and_ends(app, story):
    page, detail = slide(app, story, "reading"), story.atom
    assert f"<b>{atom_number(float(detail.by_partition[0]))}</b>after round 1<" in page
    assert f"{atom_number(detail.atom.value)}</b>after round {detail.depth:,}<" in page


def test_ranks_without_a_film_are_the_services(app, story):
    assert numbers(slide(app, story, "changes")) == [each.after for each in story.removals]


def test_what_was_not_measured_is_said_to_be_so(app, story):
    assert "It has not been measured for this model" in slide(app, story, "swap")


def test_the_closing_slide_has_the_claims_and_the_link_as_a_code_where_others_can_open_it(app, story):
    page = slide(app, story, "link")
    value = link.encode(State(history=story.history), story.service.model)
    assert all(f"<b>{each.number}</b>" in page and each.words in page for each in claims(story))
    assert NO_CODE in " ".join(drawn_with(app, "speaker_window")["notes"])
    assert "QR code" not in page
    address = f"https://films.org/?{link.PARAMETER}={value}"
    page = closing(story, Posters(story.service.model.catalogue), address)
    assert f'alt="QR code of {address}"' in page
    assert ">https://films.org/<" in page
    assert INVITATION in page


def test_instead_of_an_address_that_is_too_long_for_a_code_there_is_that_of_the_start(story):
    address = "https://films.org/?v2=" + "x" * 5_000
    page = closing(story, Posters(story.service.model.catalogue), address)
    assert TOO_LONG in page
    assert 'alt="QR code of https://films.org/"' in page


def test_an_address_that_leads_to_this_machine_is_known():
    local = ("http://localhost:8501/?v2=x", "http://127.0.0.1/", "http://[::1]:80/", "./?v2=x")
    assert all(is_on_this_machine(each) for each in local)
    assert not is_on_this_machine("https://films.org/?v2=localhost")


def test_notes_and_keys_are_there_once_somebody_asks(app, story):
    assert "speaker" not in slide(app, story, "link").replace("speaker’s", "").partition("<style>")[0]
    button(app, "present-notes").click().run()
    page = everything(app)
    assert story.why.model_hash in page
    assert drawn_with(app, "speaker_window")["notes"] == list(build_scene("link", story).notes)
    button(app, "present-back").click().run()
    assert "does content count?" in everything(app)
    assert build_scene("swap", story).notes[0][:40] in everything(app)
    button(app, "present-keys").click().run()
    assert "full screen" in everything(app)
    assert 'aria-label="Speaker’s notes"' not in everything(app)
    button(app, "present-keys").click().run()
    assert 'aria-label="Speaker’s notes"' in everything(app)
    button(app, "present-notes").click().run()
    assert 'class="speaker' not in everything(app)


CASES = {
    "wishes alone": {"history": History(wishes=(less("popularity"), more("genre", "Drama")))},
    "one film": {"history": History(liked=("1",))},
    "a film without plot and poster": {"history": History(liked=("1", "2")), "selected": "14"},
    "a film of the history": {"history": History(liked=("1", "2")), "selected": "1"},
    "content alone": {"history": History(liked=("1",), disliked=("2",)), "content_alone": True},
}


@pytest.mark.parametrize("case", CASES)
def test_every_slide_is_drawn(app, case):
    opened(app, "present", **CASES[case])
    count = int(re.search(r'aria-label="Slide 1 of (\d+)"', everything(app))[1])
    for at in range(count):
        assert not app.exception
        assert f'aria-label="Slide {at + 1} of {count}"' in everything(app)
        if at < count - 1:
            button(app, "present-next").click().run()
    assert 'data-step="link"' in everything(app)


def test_the_published_recipe_is_presented_too(tmp_path, monkeypatch):
    model = toy.recommender(recipe="published")
    model.save(tmp_path / "model")
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(tmp_path / "model")])
    app = AppTest.from_file(str(APP), default_timeout=60)
    films = [film.id for film in model.catalogue]
    for at, chapter in enumerate(("history", "recommendations", "reasons", "changes", "swap", "link")):
        opened(app, "present", history=History(liked=tuple(films[:2])), selected=films[-1], slide=at)
        assert not app.exception
        assert f'data-step="{chapter}"' in everything(app)


@pytest.mark.parametrize("selected", ["3", "14"])
def test_a_poster_whose_film_the_words_do_not_name_has_a_name(app, service, history, selected):
    chapters = Story(service, history, selected).chapters
    opened(app, "present", history=history, selected=selected, slide=chapters.index("changes"))
    film, pictured = service.film(selected), bool(service.film(selected).poster)
    alt = image("", f"Poster of {film.label}").partition("alt=")[2]
    assert (alt.removesuffix(">") in everything(app)) == pictured
    assert film.title in everything(app)


def test_a_slide_beyond_the_last_is_the_last(app, history):
    opened(app, "present", history=history, slide=99)
    assert not app.exception
    assert 'data-step="link"' in everything(app)


def test_where_no_film_is_left_to_recommend(app, service):
    seen = History(tuple(film.id for film in service.model.catalogue))
    opened(app, "present", history=seen)
    assert not app.exception
    assert "No film is left to recommend" in everything(app)
    assert button(app, "go-explore").label == "Leave"


@pytest.mark.browser
def test_keys_lead_through_a_shared_presentation(chromium, address, service, history, story):
    url = link.encode(State(history=history), service.model)
    page = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(f"{address}/present?{link.PARAMETER}={url}")

    def arrive(chapter):
        page.locator(f".scene[data-step='{chapter}']").wait_for(timeout=WAIT)

    arrive("history")
    page.locator(".st-key-key-presses [data-listens]").wait_for(state="attached", timeout=WAIT)
    assert page.locator(".brand").is_hidden()
    assert page.get_by_role("navigation").count() == 0
    keys = [("ArrowRight", 1), (" ", 2), ("ArrowLeft", 1), ("End", 8), ("4", 3), ("Home", 0), ("PageDown", 1)]
    for key, at in keys:
        page.keyboard.press(key)
        arrive(story.chapters[at])
    page.keyboard.press("n")
    page.get_by_role("complementary", name="Speaker’s notes").wait_for(timeout=WAIT)
    page.keyboard.press("?")
    page.get_by_role("complementary", name="Keys").wait_for(timeout=WAIT)
    for press in (lambda: page.keyboard.press("ArrowRight"), lambda: page.mouse.click(640, 360)):
        page.keyboard.press("b")
        page.locator("html.blank").wait_for(state="attached", timeout=WAIT)
        press()
        page.locator("html:not(.blank)").wait_for(state="attached", timeout=WAIT)
        arrive(story.chapters[1])
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null", timeout=WAIT)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null", timeout=WAIT)
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    page.keyboard.press("Escape")  # hides the keys
    page.get_by_role("complementary", name="Keys").wait_for(state="detached", timeout=WAIT)
    page.keyboard.press("Escape")
    page.locator(".st-key-explore").wait_for(timeout=WAIT)
    assert page.locator(".brand").is_visible()
    page.wait_for_url(re.compile(r"^[^?]*//[^/]*/\?"), timeout=WAIT)
    page.go_back()
    arrive(story.chapters[1])
    page.wait_for_url(re.compile("/present[?]"), timeout=WAIT)
    page.context.close()


@pytest.mark.browser
def test_without_a_history_somebody_is_asked_for(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(f"{address}/present")
    page.get_by_text("Whose recommendation shall the slides explain?").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Leave").click()
    page.get_by_text("Which films did you love?").wait_for(timeout=WAIT)
    page.context.close()


@pytest.mark.browser
def test_keys_choose_whose_film_it_is_to_be(chromium, address):
    page = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(address)
    page.get_by_role("button", name="Present one of these as slides").click()
    cards = page.locator(".st-key-cards button:enabled")
    page.locator(".st-key-choice-keys [data-listens]").wait_for(state="attached", timeout=WAIT)
    numbers = "(cards) => cards.map((card) => getComputedStyle(card.querySelector('p'), '::before').content)"
    assert all("counter(card)" in each for each in cards.evaluate_all(numbers)), "each card can be called by its number"
    page.evaluate("document.activeElement.blur()")
    has_focus = "(button) => button === document.activeElement"
    for key, at in (("ArrowRight", 0), ("ArrowDown", 1), ("ArrowLeft", 0), ("ArrowUp", cards.count() - 1)):
        page.keyboard.press(key)
        assert cards.nth(at).evaluate(has_focus), (key, at)
    page.keyboard.press("Enter")
    page.locator(".scene[data-step='history']").wait_for(timeout=WAIT)
    page.goto(f"{address}/present")
    page.locator(".st-key-choice-keys [data-listens]").wait_for(state="attached", timeout=WAIT)
    cards.first.wait_for(timeout=WAIT)  # the curtain is up
    page.keyboard.press("Enter")
    assert cards.first.evaluate(has_focus)
    page.keyboard.press("2")
    page.locator(".scene[data-step='history']").wait_for(timeout=WAIT)
    page.goto(f"{address}/present")
    page.locator(".st-key-choice-keys [data-listens]").wait_for(state="attached", timeout=WAIT)
    page.keyboard.press("Escape")
    page.get_by_text("Which films did you love?").wait_for(timeout=WAIT)
    page.context.close()


@pytest.mark.browser
def test_steps_come_one_by_one_and_a_window_of_notes_follows_the_slides(chromium, address, service, history, story):
    state = State(history=history, slide=story.chapters.index("reading"))
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="no-preference")
    page = context.new_page()
    page.goto(f"{address}/present?{link.PARAMETER}={link.encode(state, service.model)}")
    page.locator(".st-key-key-presses [data-listens]").wait_for(state="attached", timeout=WAIT)
    steps = page.locator(".steps > li > h3 + p")
    steps.first.wait_for(timeout=WAIT)
    assert [steps.nth(k).is_visible() for k in range(3)] == [True, False, False]
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Next").click()
    assert [steps.nth(k).is_visible() for k in range(3)] == [True, True, True]
    page.keyboard.press("ArrowLeft")
    assert [steps.nth(k).is_visible() for k in range(3)] == [True, True, False]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.locator(".scene[data-step='changes']").wait_for(timeout=WAIT)
    page.keyboard.press("ArrowLeft")
    steps.first.wait_for(timeout=WAIT)
    for key in ("n", "n"):  # which leads nowhere else
        assert [steps.nth(k).is_visible() for k in range(3)] == [True, True, True], "whoever comes back sees it whole"
        page.keyboard.press(key)
    page.get_by_role("button", name="Back").click()
    assert [steps.nth(k).is_visible() for k in range(3)] == [True, True, False]
    page.keyboard.press("ArrowRight")
    with context.expect_page() as opening:
        page.get_by_role("button", name="Notes window").click()
    notes = opening.value
    notes.get_by_text(build_scene("reading", story).notes[0]).wait_for(timeout=WAIT)
    notes.keyboard.press("ArrowRight")  # a key in that window leads here too
    notes.get_by_text(build_scene("changes", story).notes[0]).wait_for(timeout=WAIT)
    assert page.locator(".scene").get_attribute("data-step") == "changes"
    context.close()
