"""Evidence: does content count, how accurate is the model, how true are its explanations, what do they rest on."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.analysis.guidance import guidance
from dashboard.analysis.measurements import StoredResults, read_measurements
from dashboard.browser import session, theme
from dashboard.browser.page import draw_html
from dashboard.look.palette import Theme
from dashboard.panels.common.citing import draw_methods
from dashboard.panels.common.messages import error_message
from dashboard.panels.data import model_facts
from dashboard.panels.evidence import accuracy, cohorts, measurement_details, sureness, swap_test
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import items, section_title
from emde_core.artifacts.results import ResultKind
from emde_core.errors import ArtifactError

SECTIONS: tuple[tuple[ResultKind, str, Callable[[StoredResults, Theme], None]], ...] = (
    ("content", "Does content count?", swap_test.draw_swap_test),
    ("accuracy", "How well it recommends", accuracy.draw_accuracy),
    ("faithfulness", "How true its explanations are", measurement_details.draw_faithfulness),
    ("sureness", "How sure they are", sureness.draw_sureness),
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    model_facts.draw_simulation_note(service)
    by_kind = {kind: _read(service, kind) for kind, _, _ in SECTIONS}
    if sentences := guidance(by_kind["accuracy"], by_kind["faithfulness"], by_kind["content"]):
        draw_html(section_title("What to trust, and what not"), items(sentences, "ol", class_="trust"))
    for kind, title, draw in SECTIONS:
        draw_html(section_title(title))
        results = by_kind[kind]
        if results is not None:
            draw(results, theme.current_theme())
        else:
            measurement_details.draw_missing(kind, session.model_path())
        if kind == "content" and (tastes := by_kind["faithfulness"]):
            swap_test.draw_known_tastes(tastes, theme.current_theme())
    draw_html(section_title("What recommendations are made of"))
    cohorts.draw_cohorts(service, posters, theme.current_theme())
    draw_html(section_title("To cite"))
    draw_methods(service)


def _read(service: Service, kind: ResultKind) -> StoredResults | None:
    """Return what was measured; say so where it can't be used."""
    try:
        return read_measurements(service.model, session.model_path(), kind)
    except ArtifactError as error:
        error_message(f"The stored {kind} can’t be shown", str(error))
        return None
