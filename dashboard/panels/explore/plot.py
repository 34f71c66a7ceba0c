"""The plot with the words that matter marked, and the categories."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.film_reader import Reading, chips, film_reader, plot_stretches
from dashboard.panels.explore import focus_events
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.marks import Category
from dashboard.reasons.shared_categories import shared_categories
from dashboard.text.direction import isolate
from dashboard.text.grammar import joined
from emde_core.explain.explanation import Explanation
from emde_core.schema import CATEGORICAL, TEXT

READER = "film_reader"


def draw_plot(why: Explanation, shown: LinkedViews) -> None:
    """Plot and categories, with what counts of them now."""
    focus, plot = shown.focus, why.film.plot
    chosen = str(focus or "")
    reading = Reading(
        phrases=plot_stretches(plot, shown.phrases, chosen),
        words=plot_stretches(plot, shown.words, chosen) if shown.words else (),
        chips=chips(shown.categories, in_history(why), chosen),
        chosen=chosen if focus and focus.is_atom else "",
        text_recedes=shown.recedes(TEXT),
        chips_recede=shown.recedes(CATEGORICAL),
    )
    film_reader(reading, key=READER, on_focus=lambda: focus_events.take(READER))


def in_history(why: Explanation) -> Mapping[Category, str]:
    """The categories that liked films have too, each with these films."""
    return {
        (each.category.field, each.category.name): joined([isolate(film.title) for film in each.films])
        for each in shared_categories(why)
    }
