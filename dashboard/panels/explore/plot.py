"""The plot with the words that matter marked, and the categories."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.film_reader import Reading, chips, film_reader, plot_stretches
from dashboard.panels.explore import focus_events
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.shared_categories import shared_categories
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from emde_core.explain.explanation import Explanation
from emde_core.modalities.categorical import Category
from emde_core.schema import CATEGORICAL, TEXT

READER = "film_reader"


def draw_plot(why: Explanation, linked: LinkedViews) -> None:
    """Draw plot and categories, with what counts of them now."""
    film_reader(film_reading(why, linked), key=READER, on_focus=lambda: focus_events.take(READER))


def film_reading(why: Explanation, linked: LinkedViews) -> Reading:
    """Return plot and categories, with what counts of them now."""
    focus, plot = linked.focus, why.film.plot
    token = str(focus or "")
    return Reading(
        phrases=plot_stretches(plot, linked.phrases, token),
        words=plot_stretches(plot, linked.words, token) if linked.words else (),
        chips=chips(linked.categories, in_history(why), token),
        focus=token if focus and focus.is_atom else "",
        text_recedes=linked.recedes(TEXT),
        chips_recede=linked.recedes(CATEGORICAL),
    )


def in_history(why: Explanation) -> Mapping[Category, str]:
    """Return the categories that liked films have too, each with these films in words."""
    return {
        (each.category.field, each.category.name): name_list([isolate(film.title) for film in each.films])
        for each in shared_categories(why)
    }
