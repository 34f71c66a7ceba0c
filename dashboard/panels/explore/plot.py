"""The plot with the words that matter marked, and the categories."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.film_reader import Reading, chips, film_reader, plot_stretches
from dashboard.panels.explore import focus_events
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.sentence import MATTERS
from dashboard.reasons.shared_categories import shared_categories
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.modalities.categorical import Category
from emde_core.schema import CATEGORICAL, TEXT

READER = "film_reader"
HARDLY = 0.05  # nats: a part below it does not move a film


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
        plain_note="" if focus else plain_note(why),
        text_recedes=linked.recedes(TEXT),
        chips_recede=linked.recedes(CATEGORICAL),
    )


def plain_note(why: Explanation) -> str:
    """Say that the plot hardly counts, where it does, so that marks do not make much of little; else ""."""
    value = why.by_part.get(TEXT)
    if value is None or not why.film.plot or abs(value) >= min(HARDLY, MATTERS * abs(why.score)):
        return ""
    return f"The plot plays almost no part here ({with_sign(value)})."


def in_history(why: Explanation) -> Mapping[Category, str]:
    """Return the categories that liked films have too, each with these films in words."""
    return {
        (each.category.field, each.category.name): name_list([isolate(film.title) for film in each.films])
        for each in shared_categories(why)
    }
