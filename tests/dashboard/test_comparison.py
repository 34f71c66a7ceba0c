"""Differences between two explanations, and why one film stands above another."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.export.comparison import Side, sides_as_csv, sides_as_json
from dashboard.export.records import as_json, explanation_document, explanation_table
from dashboard.service.answers import StartHistory
from dashboard.service.comparison import (
    entry_differences,
    history_verdict,
    other_histories,
    part_differences,
)
from dashboard.service.margins import TITLE_LENGTH, margin_verdict
from dashboard.state.state import State
from dashboard.text.grammar import shorten
from emde_core import History
from emde_core.explain.values import CategoryValue
from emde_core.history import more

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation, plain_text

MADE = "2026-03-01T12:00:00+00:00"


def said_of(verdict):
    """All that a verdict says, as one text."""
    texts = map(plain_text, (verdict.lead, verdict.details, verdict.shared))
    return " ".join(text.strip() for text in texts if text)


@pytest.fixture
def pair(service, history):
    left, right = (pick.film.id for pick in service.recommend(history, 2))
    return service.explain(history, left), service.explain(history, right)


def test_differences_add_up_to_that_of_the_scores(pair):
    left, right = pair
    gap = left.score - right.score
    assert "image" in left.missing
    assert "image" in right.missing
    assert [row.name for row in part_differences(left, right)] == ["plot", "categories", "audience"]
    assert sum(row.value for row in part_differences(left, right)) == pytest.approx(gap)
    assert sum(row.value for row in entry_differences(left, right)) == pytest.approx(gap)
    sizes = [abs(row.value) for row in entry_differences(left, right)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_film_that_one_history_lacks_is_told_from_one_that_adds_nothing(service):
    left, right = (service.explain(History(liked), "3") for liked in (("1", "2"), ("2", "8")))
    rows = {row.name: row for row in entry_differences(left, right)}
    assert rows[service.film("1").label].right is None
    assert rows[service.film("8").label].left is None
    assert None not in (rows[service.film("2").label].left, rows[service.film("2").label].right)


def test_why_one_stands_above_names_the_contrasts_own_reasons(service, history, pair):
    high, low = (each.film.id for each in pair)
    margin = service.explain(history, high, rival=low)
    said = said_of(margin_verdict(margin, *pair))
    assert margin.score == pytest.approx(pair[0].score - pair[1].score)
    strongest = max(margin.by_entry, key=margin.by_entry.__getitem__)
    assert service.film(strongest).title in said
    assert said.startswith(f"{shorten(margin.film.title, TITLE_LENGTH)} is ")
    assert margin.rival.title in said


def lower(why):
    """An explanation of another film than the usual one."""
    return replace(why, film=CLUE)


def test_what_both_have_is_said_before_what_only_one_gains():
    """Both share Sci-Fi with Alien; Xanadu alone shares its director too."""
    parts = (ALIEN, "like", "categorical", 0.5), (BRAZIL, "like", "company", -0.3)
    sci_fi, scott = CategoryValue("genre", "Sci-Fi", 0.3), CategoryValue("director", "Ridley Scott", 0.2)
    high = explanation(*parts, categories=(sci_fi, scott))
    low = lower(explanation(*parts, categories=(sci_fi,)))
    said = said_of(margin_verdict(replace(explanation(*parts), rival=CLUE), high, low))
    assert said.startswith("Xanadu is ahead thanks to sharing Ridley Scott with Alien. "), "what differs leads"
    assert said.endswith(" Both have Sci-Fi."), "and what is equal comes last"
    assert "Clue makes up ground through the audience that it shares with Brazil." in said


def test_a_name_that_hardly_counts_is_no_reason_to_be_ahead():
    parts = ((ALIEN, "like", "categorical", 0.5),)
    slight = explanation(*parts, categories=(CategoryValue("director", "Ridley Scott", 0.05),))
    said = said_of(margin_verdict(replace(explanation(*parts), rival=CLUE), slight, lower(explanation(*parts))))
    assert "Xanadu is ahead thanks to being closer in categories to Alien." in said


def test_a_lead_within_the_error_of_the_sketches_is_none():
    for error, said in ((0.05, "Xanadu and Clue are nearly level, 0.04 apart, where the sketches may err by"), (0, "")):
        why = explanation((ALIEN, "like", "categorical", 0.04, error))
        words = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
        assert ("nearly level" in words) == bool(said)
        assert said in words


def test_what_is_wished_for_is_among_what_both_have():
    robot = [CategoryValue("keyword", "robot", 0.3)]
    why = explanation(
        (ALIEN, "like", "company", 0.3), (more("keyword", "robot"), "wish", "categorical", 0.3), categories=robot
    )
    assert "Both have “robot”" in said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))


def test_films_that_speak_alike_are_named_together_and_dislikes_and_wishes_are_told_as_what_they_are():
    parts = [(film, "like", "company", 0.3) for film in (ALIEN, BRAZIL)]
    why = explanation(*parts)
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
    assert "thanks to the audience that it shares with Alien and Brazil." in said
    wish = more("genre", "Drama")
    drama = [CategoryValue("genre", "Drama", 0.3)]
    why = explanation((ALIEN, "dislike", "company", 0.3), (wish, "wish", "categorical", 0.3), categories=drama)
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
    assert "thanks to being further from Alien (not for me)." in said
    assert "Xanadu is also helped by your wish for more of Drama." in said
    why = explanation((ALIEN, "like", "relayed", 0.3))
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
    assert "thanks to the audience that films like it share with Alien." in said


@pytest.mark.parametrize(("gap", "words"), [(0.006, "about"), (0.13, "about"), (0.15, "1.2 times"), (0.7, "2.0 times")])
def test_films_that_are_nearly_level_are_about_as_likely(gap, words):
    why = explanation((ALIEN, "like", "text", gap))
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
    assert f" Xanadu is {words} as likely to be liked as Clue." in said


def test_of_what_both_have_the_weightiest_is_named():
    parts = ((ALIEN, "like", "categorical", 0.5),)
    names = [CategoryValue("genre", name, value) for name, value in (("Drama", 0.3), ("Horror", 0.1), ("Sci-Fi", 0.2))]
    heavier = [replace(each, value=3 * each.value if each.name == "Sci-Fi" else each.value) for each in names]
    sides = [ALIEN.model_copy(update={"genres": ("Drama", "Horror", "Sci-Fi")})]
    high, low = explanation(*parts, categories=names, sides=sides), explanation(*parts, categories=heavier, sides=sides)
    margin = replace(explanation(*parts), rival=CLUE)
    assert "Both have Sci-Fi and Drama." in said_of(margin_verdict(margin, high, lower(low)))


@pytest.fixture
def sides(service, history):
    """Two sides that bear one name, as two films of one title do, or two models of one recipe."""
    return [Side("Heat", service.explain(history, film), history, service) for film in ("3", "5")]


def test_two_sides_are_in_files_in_full_precision(sides):
    table = pd.read_csv(io.StringIO(sides_as_csv(sides, MADE)), dtype={"film": str})
    documents = json.loads(sides_as_json(sides, MADE))["sides"]
    assert (set(table["side"]), [each["side"] for each in documents]) == ({"Heat"}, ["Heat", "Heat"])
    for side, document in zip(sides, documents, strict=True):
        assert table["value"][table["film"] == side.why.film.id].sum() == pytest.approx(side.why.score, abs=1e-12)
        assert document["score"] == side.why.score


def test_a_side_has_all_that_a_file_of_its_explanation_has(sides):
    side = sides[0]
    about = side.service.model, MADE, side.service.evidence, side.service.hold_rates
    document = json.loads(sides_as_json(sides, MADE))["sides"][0]
    assert document.pop("side") == side.name
    assert document == json.loads(as_json(explanation_document(side.why, side.history, *about)))
    columns = pd.read_csv(io.StringIO(sides_as_csv(sides, MADE))).columns
    assert list(columns) == ["side", *explanation_table(side.why, *about).columns]


def test_somebody_who_wrote_and_directed_is_one_reason_by_all_that_they_add():
    director = ALIEN.model_copy(update={"writers": ("Ridley Scott",)})
    parts = ((ALIEN, "like", "categorical", 1.0),)
    names = [CategoryValue(field, "Ridley Scott", 0.15) for field in ("writer", "director")]
    why = explanation(*parts, categories=names, sides=[director])
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(explanation(*parts))))
    assert "thanks to sharing Ridley Scott with Alien" in said, "neither credit alone is a fifth of it"


def test_the_two_histories_of_a_film_are_told_by_where_it_stands_and_what_differs_most():
    left = replace(explanation((ALIEN, "like", "text", 0.5), (BRAZIL, "like", "text", 0.2)), rank=1)
    right = replace(explanation((BRAZIL, "like", "text", -0.1)), rank=None)
    places, difference = history_verdict(left, right, ("your history", "“Noir”"))
    assert places == "Xanadu is number 1 for your history and in “Noir”."
    assert difference == "The largest difference: Alien adds 0.50 for your history, and is not in “Noir”."


def test_films_that_share_nothing_are_compared_by_parts():
    why = explanation((ALIEN, "like", "text", 0.5), (BRAZIL, "like", "company", -0.3))
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why)))
    assert "Both have" not in said
    assert "as likely to be liked as Clue. Clue makes up ground through the audience that it" in said


def test_a_part_that_was_not_measured_to_count_is_no_reason_to_stand_above():
    why = explanation((ALIEN, "like", "text", 0.5), (ALIEN, "like", "image", 0.4), (BRAZIL, "like", "company", -0.3))
    margin = replace(why, rival=CLUE)
    assert said_of(margin_verdict(margin, why, lower(why))).endswith(
        " Xanadu has the plot and the poster on its side, while Clue has the audience on its side."
    )
    said = said_of(margin_verdict(margin, why, lower(why), {"text": "counts", "image": "none"}))
    assert said.endswith(" Xanadu has the plot on its side, while Clue has the audience on its side.")
    why = explanation((ALIEN, "like", "image", 0.5), (ALIEN, "like", "company", -0.1))
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why), {"image": "none"}))
    assert "Xanadu is ahead thanks to being closer to Alien." in said


def test_a_what_if_claims_no_likelihood():
    why = explanation((ALIEN, "like", "text", 0.5))
    margin = replace(why, rival=CLUE)
    assert "times as likely to be liked as Clue" in said_of(margin_verdict(margin, why, lower(why)))
    said = said_of(margin_verdict(replace(margin, content_alone=True), why, lower(why)))
    assert said == "Xanadu is ahead thanks to being closer in plot to Alien."


def test_other_histories_begin_with_the_one_before_the_edit(service, monkeypatch):
    starts = (StartHistory("Same", "", History(("1", "2"))), StartHistory("Other", "", History(("3", "8"))))
    monkeypatch.setattr(service, "start_histories", starts)
    state = State(History(("1",))).edit(History(("1", "2")))
    found = other_histories(state, service, "5")
    assert found[0].history == History(("1",))
    names = [other.name for other in found]
    assert "Other" in names
    assert "Same" not in names, "it is the session's own history"
    assert other_histories(state, service, "8")[-1].history.reaction_to("8") is not None


def test_what_a_film_lacks_is_no_reason_to_stand_above_its_rival():
    why = explanation((ALIEN, "like", "text", 0.5), (ALIEN, "like", "image", 0.4), missing=("image",))
    measured = {"text": "counts", "image": "counts"}
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, lower(why), measured))
    assert "closer in plot" in said
    assert "poster" not in said


def test_a_name_is_a_reason_by_what_it_adds_through_that_film_as_the_films_own_sentence_has_it():
    """Over the whole history a director's name may add little, since films by others take away from it."""
    scott, whole = CategoryValue("director", "Ridley Scott", 0.4), CategoryValue("director", "Ridley Scott", 0.05)
    why = explanation((ALIEN, "like", "categorical", 0.5), (BRAZIL, "like", "categorical", -0.3), categories=(whole,))
    why = replace(why, _read_by_film=lambda film: (scott,) if film == ALIEN.id else ())
    plain = lower(explanation((ALIEN, "like", "categorical", 0.1)))
    said = said_of(margin_verdict(replace(why, rival=CLUE), why, plain))
    assert "Xanadu is ahead thanks to sharing Ridley Scott with Alien" in said
