"""The sketch microscope in AppTest."""

from __future__ import annotations

import io
import re
import shutil
import sys
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.atom_detail import atom_label
from dashboard.analysis.atom_words import thing
from dashboard.browser.screens import MICROSCOPE
from dashboard.browser.session import STATE
from dashboard.charts.sketches import digits_of, precise_number
from dashboard.export.atoms import atoms_as_csv
from dashboard.panels.sketch_microscope.steps import NAMES, NUMBERS
from dashboard.reasons.credits import people_once
from dashboard.reasons.entries import parts_of, wish_words
from dashboard.reasons.word_meetings import VISIBLE
from dashboard.state.focus import Focus, atom_focus
from dashboard.state.link import decode, encode
from dashboard.state.state import Lens, State
from dashboard.text.direction import isolate
from dashboard.text.grammar import exact_number, with_sign
from emde_core import History
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import results_of, save_results
from emde_core.history import Wish
from tests import toy

from .conftest import APP
from .screens import drawn_with, everything, opened

STEPS = {1: 0, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2}  # figures of each while exact numbers are folded away
OPEN = {1: 0, 2: 1, 3: 2, 4: 2, 5: 3, 6: 2}  # and once they are open


@pytest.fixture
def screen(app, history):
    return opened(app, MICROSCOPE, history=history, selected="3")


def lens(app):
    return app.session_state[STATE].lens


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_one_sentence_and_its_figures_beside_the_atom_that_stays(app, service, history, modality, step):
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, step=step))
    assert not app.exception
    page = everything(app)
    assert drawn_with(app, "stepper") == {"names": list(NAMES), "step": step}
    paragraphs = r'<h2>(.+?)</h2><p>(.+?)</p><p class="why"><b>For .+?: </b>(.+?)</p></div>'
    lesson = re.findall(rf'<div class="lesson"[^>]*>{paragraphs}', page)
    assert len(lesson) == 1, "one heading that says what happens, how, and what that does for the film"
    assert all(words.endswith(".") for words in lesson[0])
    fewer = 1 if modality == "categorical" and step in (2, 3) else 0  # names have no arrows, and buckets with numbers
    assert len(app.get("plotly_chart")) == STEPS[step] - fewer
    assert f'data-atom="{example(service, history, modality).value!r}"' in page


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
@pytest.mark.parametrize("step", OPEN)
def test_exact_numbers_are_drawn_when_they_are_asked_for(app, history, modality, step):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, step=step))
    assert not app.exception
    fewer = 1 if modality == "categorical" and step in (2, 3) else 0
    assert len(app.get("plotly_chart")) == OPEN[step] - fewer
    assert 'class="terms"' in everything(app)


def example(service, history, modality):
    """The atom that the screen begins with."""
    scope = service.microscope(history, "3")
    return scope.atoms(modality)[scope.example(modality)]


def test_it_is_alive_without_a_history(app):
    opened(app, MICROSCOPE, lens=Lens(step=3))
    assert not app.exception
    assert "You have no history yet" in everything(app)
    assert len(app.get("plotly_chart")) == STEPS[3]


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
def test_the_number_is_the_one_of_the_explanation(app, service, history, modality):
    value = precise_number(example(service, history, modality).value)
    why = service.explain(history, "3")
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, step=5))
    assert f"it comes to <b>{value}</b>" in everything(app)
    app.session_state[STATE] = replace(app.session_state[STATE], lens=Lens(modality, step=6))
    page = everything(app.run())
    assert f"that is <b>{with_sign(why.score)}</b>" in page
    assert f"number {why.rank} for this history" in page


@pytest.mark.parametrize("step", [5, 6])
def test_exact_numbers_have_every_digit(app, service, history, step):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("categorical", step=step))
    own = example(service, history, "categorical")
    assert f"<td>{exact_number(own.value)}</td>" in everything(app)
    assert 'class="equation"' in everything(app)


def test_a_person_of_two_credits_is_said_to_stand_with_each(app, service, history):
    atoms = service.microscope(history, "3").atoms("categorical")
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("categorical", step=6))
    words = ", a person once for each credit," if len(people_once(atoms)) < len(atoms) else ""
    assert f"The {len(atoms)} names{words} make" in everything(app)


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
def test_what_pieces_come_to_has_the_digits_of_the_pieces_and_those_of_the_part(app, service, history, modality):
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, step=6))
    digits = digits_of(example(service, history, modality).value)
    total = service.explain(history, "3").by_part[modality]
    words = with_sign(total, digits) if digits == 2 else f"{with_sign(total, digits)}, rounded {with_sign(total)}"
    assert f" {words} (bars on a scale of their own)" in everything(app)


@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_a_wish_is_named_with_what_it_adds_to_the_piece(app, service, history, step):
    names = service.explain(history, "3").categories
    wish = next(Wish("genre", name.name) for name in names if name.field == "genre")
    wished = replace(history, wishes=(wish,))
    opened(app, MICROSCOPE, history=wished, selected="3", lens=Lens("categorical", step=step))
    assert f"The wish for {wish_words(wish)} is put into the same buckets. It adds" in everything(app)
    app.session_state[STATE] = replace(app.session_state[STATE], lens=Lens("text", step=step))
    assert "is put into the same buckets. It" not in everything(app.run()), "it is a wish for a name"


def test_a_link_opens_a_step(service, history):
    state = State(history, selected="3", lens=Lens("text", Focus("phrase", "0-4"), 4))
    content = decode(encode(state, service.model), service.model)
    assert content.fields["lens"] == state.lens


def test_what_else_falls_into_the_bucket_is_listed(app, service, history):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("image", step=3))
    scope, page = service.microscope(history, "3"), everything(app)
    detail = scope.atom_detail("image", scope.example("image"))
    names, codes = scope.history_atoms("image", 1)
    inside = {name for name, bucket in zip(names, codes[:, 0], strict=True) if bucket == detail.codes[0, 0]}
    assert inside
    assert page.count(f"<td>{detail.codes[0, 0]}</td>") == len(inside)


def test_rounds_that_are_shared_are_counted_beside_those_that_any_two_words_share(app, service, history):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("text", step=4))
    scope, page = service.microscope(history, "3"), everything(app)
    detail = scope.atom_detail("text", scope.example("text"))
    low, middle, high = detail.usual_overlap
    assert "Alike" in page
    assert f"Any two words share about {middle:.0f} of {detail.depth:,} rounds by chance, and 39 of 40" in page
    assert "The line: what any two words share." in page
    assert f"{low:.0f} to {high:.0f}" in page
    for each in scope.dial(detail).neighbours:
        beyond = each.shared - round(middle)
        chance = f"{abs(beyond)} {'above' if beyond > 0 else 'below'} chance" if beyond else "as by chance"
        assert f"{each.shared:,} rounds, {chance}: {'alike' if each.shared > high else 'not alike'}" in page


def test_names_that_share_a_round_by_chance_are_not_called_alike(app, service, history):
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("categorical", step=4))
    scope, page = service.microscope(history, "3"), everything(app)
    detail = scope.atom_detail("categorical", scope.example("categorical"))
    neighbours = scope.dial(detail).neighbours
    assert any(each.shared < detail.depth for each in neighbours)
    for each in neighbours:
        count = f"{each.shared} round{'' if each.shared == 1 else 's'}"
        other = f"another name: {f'{count}, by accident' if each.shared else 'no round'}"
        assert (f"all {count}: the same name" if each.shared == detail.depth else other) in page
    assert "The line:" not in page, "names share nothing by chance"


def test_every_neighbour_is_shown_where_it_stands_and_in_which_bucket(app, service, history):
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("text", step=3))
    scope, page = service.microscope(history, "3"), everything(app)
    own = scope.dial(scope.atom_detail("text", scope.example("text")))
    assert own.neighbours
    for each in own.neighbours:
        assert f"<mark>{each.name}</mark>" in page
    assert page.count("the same bucket<") == sum(each.together for each in own.neighbours)


def test_it_begins_with_what_counts_most_of_the_film(screen, service, history):
    why = service.explain(history, "3")
    strongest = max((*why.words, *why.categories, *why.regions), key=lambda atom: atom.value)
    assert screen.segmented_control(key="lens-modality").value == strongest.modality
    if strongest.modality != "text":  # of words it is one that shows well how words are compared
        assert f'data-atom="{strongest.value!r}"' in everything(screen)


def test_every_piece_is_in_a_file_and_they_add_up(service, history):
    why = service.explain(history, "3")
    text = atoms_as_csv(why, "text", service.model, "2026-03-01T12:00:00+00:00", service.evidence)
    table = pd.read_csv(io.StringIO(text))
    assert len(table) == len(why.words)
    assert table["value"].sum() == pytest.approx(why.by_part["text"])
    assert set(table["model_hash"]) == {service.model.model_hash}


def test_everything_that_the_film_is_made_of_can_be_chosen_strongest_first(app, service, history):
    screen = opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("text"))
    scope = service.microscope(history, "3")
    atoms, order = scope.atoms("text"), scope.strongest("text")
    chooser = screen.selectbox(key="lens-atom")
    assert [option.split("  ")[:2] for option in chooser.options] == [
        [atom_label(atoms[n]), precise_number(atoms[n].value)] for n in order
    ]
    assert len(set(chooser.options)) == len(order)
    chooser.set_value(order[-1]).run()
    assert lens(screen) == Lens("text", atom_focus(atoms[order[-1]]), 1)
    assert f'data-atom="{atoms[order[-1]].value!r}"' in everything(screen)


def test_it_is_turned_to_another_modality_and_film(screen):
    assert screen.segmented_control(key="lens-modality").options == ["plot", "categories", "poster"]
    screen.segmented_control(key="lens-modality").set_value("text").run()
    screen.segmented_control(key="lens-modality").set_value("categorical").run()
    assert lens(screen).modality == "categorical"
    screen.selectbox(key="lens-film").set_value("6").run()
    assert not screen.exception
    assert (screen.session_state[STATE].selected, lens(screen).modality) == ("6", "categorical")
    assert "to whose score it adds <b data-atom=" in everything(screen)
    assert "<script>" not in everything(screen)


def test_what_is_in_focus_on_explore_is_looked_at(app, service, history):
    name = service.explain(history, "3").categories[1]
    opened(app, MICROSCOPE, history=history, selected="3", focus=atom_focus(name))
    assert app.segmented_control(key="lens-modality").value == "categorical"
    assert f'data-atom="{name.value!r}"' in everything(app)


def test_of_a_phrase_in_focus_the_strongest_word_is_looked_at(app, service, history):
    words = service.explain(history, "3").words
    phrase = Focus("phrase", f"{words[1].start}-{words[3].end}")
    opened(app, MICROSCOPE, history=history, selected="3", focus=phrase)
    strongest = max(words[1:4], key=lambda word: abs(word.value))
    assert f'data-atom="{strongest.value!r}"' in everything(app)


def test_an_atom_that_another_film_lacks_is_forgotten(app, service, history):
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("text", Focus("phrase", "9990-9999")))
    assert not app.exception
    assert f'data-atom="{example(service, history, "text").value!r}"' in everything(app)


def test_who_is_there_is_told_as_a_table_of_every_entry(app, service, history):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3", lens=Lens("text", step=4))
    scope, page = service.microscope(history, "3"), everything(app)
    for meeting in scope.atom_detail("text", scope.example("text")).overlaps:
        assert f"<td>{exact_number(meeting.value)}</td>" in page
    assert "(not for me)" in page


def test_a_film_without_a_plot_says_so(app, history):
    opened(app, MICROSCOPE, history=history, selected="14", lens=Lens("text"))
    assert not app.exception
    assert "This film has no plot" in everything(app)
    assert not app.get("plotly_chart")


def test_a_film_of_the_history_is_looked_at_where_none_is_left_to_recommend(app, service):
    seen = History(tuple(film.id for film in service.model.catalogue))
    opened(app, MICROSCOPE, history=seen)
    assert not app.exception
    assert app.selectbox(key="lens-film").value == service.popular(1)[0].id


def test_what_was_not_measured_to_count_is_said(small_folder, history, tmp_path, monkeypatch):
    folder = shutil.copytree(small_folder, tmp_path / "prepared") / "model"
    found = {"part": "content", "subject": "text", "metric": "evidence", "mean": None, "low": None, "high": None}
    save_results(results_of(read_model_manifest(folder), "content", {"splits": 2}, [found | {"word": "none"}]), folder)
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(folder)])
    app = opened(AppTest.from_file(str(APP), default_timeout=60), MICROSCOPE, history=history, selected="3")
    assert app.segmented_control(key="lens-modality").value != "text", "it begins with no such part"
    app.segmented_control(key="lens-modality").set_value("text").run()
    assert "There is no evidence that plots count here." in everything(app)


def test_the_published_recipe_has_no_atoms_and_says_so(tmp_path, monkeypatch):
    toy.recommender(recipe="published").save(tmp_path / "model")
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(tmp_path / "model")])
    app = opened(AppTest.from_file(str(APP), default_timeout=60), MICROSCOPE, history=History(liked=("f0",)))
    assert not app.exception
    assert "The microscope shows the recipe “affinity”" in everything(app)


@pytest.mark.parametrize("modality", ["text", "categorical"])
def test_the_piece_that_is_followed_has_a_ring_and_no_other(app, service, history, modality):
    for number in service.microscope(history, "3").strongest(modality):
        atom = service.microscope(history, "3").atoms(modality)[number]
        page = everything(opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, atom_focus(atom))))
        ring = page.index(' ring"')
        assert page.count(' ring"') == 1
        assert f'data-value="{atom.value!r}"' in page[ring : ring + 80]


def test_pieces_are_words_names_and_patches_and_company_comes_last(app, service, history):
    app.session_state[NUMBERS] = True
    opened(app, MICROSCOPE, history=history, selected="3")
    page, why = everything(app), service.explain(history, "3")
    assert f"{len(why.words)} words of its plot, {len(why.categories)} credits, genres" in page
    assert "What people’s ratings add; it comes last" in page


@pytest.mark.parametrize("modality", ["text", "categorical", "image"])
def test_it_begins_with_the_film_and_one_thing_of_it_in_words(app, service, history, modality):
    scope, why = service.microscope(history, "3"), service.explain(history, "3")
    atoms = [scope.atoms(modality)[number] for number in scope.strongest(modality)]
    for atom in (max(atoms, key=lambda each: each.value), min(atoms, key=lambda each: each.value)):
        opened(app, MICROSCOPE, history=history, selected="3", lens=Lens(modality, atom_focus(atom)))
        page, side = everything(app), "in its favour" if atom.value > 0 else "against it"
        heading = f"{isolate(why.film.title)} is number {why.rank} for this history. One thing {side}: {thing(atom)}."
        assert heading in page
        by_itself = "which by itself is next to nothing"
        assert (by_itself in page) == (abs(atom.value) < VISIBLE)
        assert f"It adds <b>{precise_number(atom.value)}</b>" in page
        assert f" to the score of {with_sign(why.score)} that says" in page


def test_of_a_film_that_was_watched_no_place_is_said(app, history):
    page = everything(opened(app, MICROSCOPE, history=history, selected=history.liked[0]))
    assert "is in this history. One thing" in page


def test_the_sum_is_said_to_be_rounded_where_its_parts_do_not_add_up(app, service, history):
    for film in ("3", "6", "8", "9"):
        why = service.explain(history, film)
        parts = [round(100 * value) for value in parts_of(why).values()]
        page = everything(opened(app, MICROSCOPE, history=history, selected=film, lens=Lens(step=6)))
        assert ("(rounded)" in page) == (sum(parts) != round(100 * why.score))


def test_crosses_of_the_history_are_explained_where_there_are_any(app, history):
    assert "✕ not for me" in everything(opened(app, MICROSCOPE, history=history))
    assert "✕ not for me" not in everything(opened(app, MICROSCOPE, history=History(history.liked)))
