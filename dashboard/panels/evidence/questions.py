"""The questions that people have of the model: each with its answer in a sentence, one picture, and figures folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.basis import DRAW, accuracy_basis, content_basis, sureness_basis, truth_basis
from dashboard.analysis.measurements import CHANCE, HOLDS, SURENESS, StoredResults, number, swap_results
from dashboard.analysis.verdicts import (
    COLD,
    KINDS,
    SWAP_TEST,
    WARM,
    accuracy_verdict,
    content_verdict,
    strong_features,
    sureness_verdict,
    truth_verdict,
)
from dashboard.browser.page import draw_html
from dashboard.charts.verdicts import (
    Bar,
    Chance,
    guessing,
    hundred_bars,
    interval_words,
    peer_bars,
    swap_bars,
    takeaway,
    thick_bars,
)
from dashboard.look.palette import QUIET, TOTAL, Theme, accent
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.common.panel import panel
from dashboard.panels.evidence import accuracy, measurement_details, sureness, swap_test
from dashboard.service.service import Service
from dashboard.text.grammar import hold_numbers
from dashboard.text.markup import element, fine, lead, note, plain_in_markdown
from emde_core.artifacts.results import ResultKind
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

FIGURES = "The figures behind this"
EVEN = 0.5
SHARE = "share"
LINES = "Thin lines show how far chance may have moved an end."
INTERVALS = (
    "A measurement is of some viewers and not of all, so chance has a part in it. A 95 % interval is made so that in "
    "95 of 100 such measurements it holds the number that all viewers like these would give. A viewer who is "
    "in several splits counts as one."
)
FEATURE_PARTS = {"words": TEXT, "categories": CATEGORICAL, "regions": IMAGE}
ByKind = dict[ResultKind, StoredResults | None]


@dataclass(frozen=True)
class Question:
    """A question that a measurement answers.

    Attributes:
        kind: of the measurement.
        words: the question.
        method: what was done, in plain words.
        picture: what the bars show.
        metric: what they are in; a share for numbers of 100.
        lines: what the thin lines are intervals of, after "95 % intervals"; "" for the bars themselves.
        draw: how those who were tested were drawn, where that is not in the method.
        verdict: the answer in a sentence.
        basis: how many the answer rests on.
        bars: the answer as a picture.
        draw_figures: draws everything that was measured, folded away until it is asked for.
    """

    kind: ResultKind
    words: str
    method: str
    picture: str
    metric: str
    lines: str
    verdict: Callable[[StoredResults], str]
    basis: Callable[[StoredResults], str]
    bars: Callable[[StoredResults, Theme], Sequence[Bar]]
    draw_figures: Callable[[StoredResults, Theme], None]
    draw: str = ""


def _feature_bars(results: StoredResults, theme: Theme) -> list[Bar]:
    rows = strong_features(results)
    named_rows = [(KINDS[row.subject], row) for row in rows]
    return hundred_bars(named_rows, "films", [accent(FEATURE_PARTS[row.subject], theme) for row in rows])


def _grade_bars(results: StoredResults, theme: Theme) -> list[Bar]:
    rows = [row for row in results.rows(SURENESS, HOLDS) if row.mean is not None]
    named_rows = [(f"called {row.subject}", row) for row in rows]
    return hundred_bars(named_rows, "reasons", [TOTAL[theme], *[QUIET[theme]] * (len(rows) - 1)] if rows else [])


def _chance(kind: ResultKind, by_kind: ByKind, bars: Sequence[Bar]) -> Chance | None:
    """Return what chance gives in the place of each bar, and its name; None where that was not measured."""
    if kind == "faithfulness":
        return [EVEN] * len(bars), "as good as chance"
    if kind == "content" and (guess := guessing(by_kind["accuracy"])) is not None:
        return [guess] * len(bars), "guessing"
    if kind == "sureness" and (rates := by_kind["sureness"]):
        chances = [number(row.mean) for row in rates.rows(SURENESS, CHANCE)]
        return (chances, "by chance") if len(chances) == len(bars) else None
    return None


QUESTIONS = (
    Question(
        kind="content",
        words="Does it read the film?",
        method=SWAP_TEST,
        picture="How near the top films that nobody has rated stand for viewers who like them, longer is better",
        metric=COLD[1],
        lines=" of the difference to its own content, viewer by viewer",
        verdict=lambda results: content_verdict(swap_results(results)),
        basis=content_basis,
        bars=lambda results, theme: swap_bars(swap_results(results), theme),
        draw_figures=swap_test.draw_swap_test,
        draw=f"{DRAW} Tested are those of them who like a film whose ratings were taken away.",
    ),
    Question(
        kind="accuracy",
        words="Does it recommend well?",
        method="The test: of viewers whom it has never met, a fifth of the films that they liked is hidden. How near "
        "the top of its list does it put these, and how near do other recommenders?",
        picture="How near the top hidden films stand, all of them films that others have rated; longer is better. Of "
        "the others, the best one and popularity",
        metric=WARM[1],
        lines=" of the difference to this model, viewer by viewer",
        verdict=accuracy_verdict,
        basis=accuracy_basis,
        bars=peer_bars,
        draw_figures=accuracy.draw_accuracy,
        draw=DRAW,
    ),
    Question(
        kind="faithfulness",
        words="Does the score rest on its reasons?",
        method="The test: a film is read anew without the three words, categories or poster regions that are called "
        "strongest, and then without three picked at random. Which of the two lowers its score more? That is the least "
        "to ask of a reason: it says that the score rests on it, not that the score is right.",
        picture="Films that lose more without the three strongest than without three random ones",
        metric=SHARE,
        lines="",
        verdict=truth_verdict,
        basis=truth_basis,
        bars=_feature_bars,
        draw_figures=measurement_details.draw_faithfulness,
    ),
    Question(
        kind="sureness",
        words="Would other people’s ratings give the same reason?",
        method="The test: two models learn from different people, and explain the same ten recommendations to somebody "
        "new to both, of whom they know ten films. A reason is the film of these ten that the first model names first. "
        "It holds where the second model names the same one first, and agrees whether the recommended film is "
        "likelier to be liked than an average one. By chance: so often the first reason of another film, drawn by "
        "lot, holds in its place.",
        picture="Reasons that hold, by what the first model says of its evidence",
        metric=SHARE,
        lines="",
        verdict=sureness_verdict,
        basis=sureness_basis,
        bars=_grade_bars,
        draw_figures=sureness.draw_sureness,
    ),
)


def _details(question: Question, bars: Sequence[Bar]) -> str:
    """Say for those who ask what the thin lines are, and who was tested."""
    ranges = interval_words(bars) if question.metric == SHARE else ""
    lines = f"Thin lines are 95 % intervals{question.lines}{ranges and f': {ranges}'}."
    return " ".join(filter(None, (lines, INTERVALS, question.draw)))


@panel("This question")
def draw_question(question: Question, by_kind: ByKind, service: Service, theme: Theme) -> None:
    """Draw a question with its answer; without measurements, the command that makes them."""
    results, facts = by_kind[question.kind], service.facts()
    with st.container(key=f"question-{question.kind}"):
        with st.container(key=f"answer-{question.kind}", gap="small"):
            draw_html(element("h2", question.words, class_="question"))
            if results is None:
                measurement_details.draw_missing(question.kind, facts)
                return
            draw_html(lead(question.verdict(results), tag="p"), note(question.method), fine(question.basis(results)))
        bars = question.bars(results, theme)
        with st.container(key=f"picture-{question.kind}", gap="small"):
            if bars:
                caption = hold_numbers(plain_in_markdown(f"{question.picture}. {LINES}"))
                st.caption(caption, help=_details(question, bars))
                figure = thick_bars(bars, theme=theme, chance=_chance(question.kind, by_kind, bars))
                draw_figure(figure, f"verdict-{question.kind}", takeaway(question.picture, bars, question.metric))
            measurement_details.draw_files(results, service.model.catalogue)
    box = st.expander(FIGURES, key=f"figures-{question.kind}", on_change="rerun")
    if box.open:
        with box:
            question.draw_figures(results, theme)
            if words := measurement_details.other_model(results, facts):
                draw_html(fine(words))
            measurement_details.draw_redoing(results)
            if question.kind == "content" and (tastes := by_kind["faithfulness"]):
                swap_test.draw_known_tastes(tastes, theme)
