"""The answers that Evidence begins with: yes or no first, and no more than was measured."""

from __future__ import annotations

import pytest

from dashboard.analysis.measurements import CHANCE, HOLDS, SURENESS, StoredResults
from dashboard.analysis.short_answers import short_answers
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import results_of

from .test_measurements import ACCURACY, CONTENT, FAITHFULNESS, row, swap

SURE = [row(SURENESS, grade, HOLDS, rate) for grade, rate in (("good", 0.94), ("fair", 0.57), ("poor", 0.41))]


@pytest.fixture
def answers(small_model_path):
    """The short answers by what was measured, without their questions."""
    manifest = read_model_manifest(small_model_path)

    def of(**rows):
        kinds = {kind: StoredResults(results_of(manifest, kind, {}, own), bundled=False) for kind, own in rows.items()}
        return list(short_answers(kinds).values())

    return of


def test_each_question_that_was_measured_has_its_answer_in_the_order_of_the_measurements(answers):
    content = (
        "In part: with another film’s categories, films that nobody has rated are recommended 65% worse, and "
        "those with ratings 4%; with another’s plot 4% worse and poster no worse."
    )
    reasons = (
        "Yes: without the words or categories that it names, the score falls further than without others at random, "
        "in all but 7 of 100 films."
    )
    assert answers(content=CONTENT, accuracy=ACCURACY, faithfulness=FAITHFULNESS, sureness=SURE) == [
        content,
        "Level with the one other that it was measured against, at putting first what people liked.",
        reasons,
        "On good evidence, 94 of 100 reasons would, on fair 57, on poor 41.",
    ]


def test_yes_is_said_only_where_everything_counts(answers):
    (words,) = answers(
        content=[*swap("text", 0.1, 0.0, -0.02, -0.1, "counts"), *swap("all", 0.1, 0.0, 0, -0.1, "counts")]
    )
    assert words.startswith("Yes: with another film’s plot")
    assert words.endswith("32% worse, and those with ratings 4%.")


def test_what_chance_gives_is_said_where_it_was_measured(answers):
    (words,) = answers(sureness=[*SURE, row(SURENESS, "good", CHANCE, 0.14), row(SURENESS, "fair", CHANCE, 0.12)])
    assert words.endswith("on poor 41; by chance 14 at most.")


def test_what_was_not_measured_has_no_answer(answers):
    assert short_answers({"content": None, "accuracy": None}) == {}
    assert len(answers(sureness=SURE)) == 1


def test_where_nothing_is_read_the_answer_is_no_yes(answers):
    assert answers(content=swap("text", 0.0, 0.0, 0.0, 0.0, "none")) == ["Plots: no evidence that it does."]


def test_what_chance_may_do_is_not_shown(answers):
    (words,) = answers(faithfulness=[row("features", "words", "films where ours costs more", 0.52, 0.05)])
    assert words.startswith("Not shown: without the words")
    assert words.endswith("in all but 48 of 100 films.")
