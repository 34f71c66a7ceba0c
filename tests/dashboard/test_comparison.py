"""Differences between two explanations, and why one film stands above another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.service.answers import StartHistory
from dashboard.service.comparison import (
    TITLE_LENGTH,
    entry_differences,
    margin_sentence,
    other_histories,
    part_differences,
)
from dashboard.state.state import State
from dashboard.text.grammar import shorten
from emde_core import History

from .toy_explanations import ALIEN, BRAZIL, CLUE, explanation, plain_text


@pytest.fixture
def pair(service, history):
    left, right = (pick.film.id for pick in service.recommend(history, 2))
    return service.explain(history, left), service.explain(history, right)


def test_differences_add_up_to_that_of_the_scores(pair):
    left, right = pair
    gap = left.score - right.score
    assert "image" in left.missing
    assert "image" in right.missing
    assert [row.name for row in part_differences(left, right)] == ["plot", "categories", "company"]
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
    said = plain_text(margin_sentence(margin))
    assert margin.score == pytest.approx(pair[0].score - pair[1].score)
    strongest = max(margin.by_entry, key=margin.by_entry.__getitem__)
    assert service.film(strongest).title in said
    assert said.startswith(f"{shorten(margin.film.title, TITLE_LENGTH)} is ")
    assert margin.rival.title in said


def test_a_part_that_was_not_measured_to_count_is_no_reason_to_stand_above():
    margin = replace(
        explanation((ALIEN, "like", "text", 0.5), (ALIEN, "like", "image", 0.4), (BRAZIL, "like", "company", -0.3)),
        rival=CLUE,
    )
    assert plain_text(margin_sentence(margin)).endswith(
        "It is ahead in plot (+0.50) and poster (+0.40), and behind in company (−0.30)."
    )
    said = plain_text(margin_sentence(margin, {"text": "counts", "image": "none"}))
    assert said.endswith("It is ahead in plot (+0.50), and behind in company (−0.30).")


def test_a_what_if_claims_no_likelihood():
    margin = replace(explanation((ALIEN, "like", "text", 0.5)), rival=CLUE)
    assert "times as likely as Clue" in plain_text(margin_sentence(margin))
    said = plain_text(margin_sentence(replace(margin, content_alone=True)))
    assert said.startswith("Xanadu stands above Clue (+0.50), mostly because of Alien (+0.50).")


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
    margin = replace(
        explanation((ALIEN, "like", "text", 0.5), (ALIEN, "like", "image", 0.4), missing=("image",)), rival=CLUE
    )
    said = plain_text(margin_sentence(margin, {"text": "counts", "image": "counts"}))
    assert "plot (+0.50)" in said
    assert "poster" not in said
