"""The plot with the words that matter marked, and the categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.film_reader import EncounterChip, Encounters, Reading, chips, film_reader, plot_stretches
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import focus_events
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.shared_categories import liked_films, shared_categories
from dashboard.reasons.word_meetings import Encounter, hardly_counts, meeting_words, shared_plot
from dashboard.state.focus import atom_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from emde_core.explain.explanation import Explanation
from emde_core.modalities.categorical import Category
from emde_core.schema import CATEGORICAL, TEXT

READER = "film_reader"
CLEAR_PLOT = 0.015  # nats: what a plot adds less through a film is not told of it


@panel("The plot")
def draw_plot(why: Explanation, linked: LinkedViews) -> None:
    """Draw plot and categories, with what counts of them now."""
    film_reader(film_reading(why, linked), key=READER, on_focus=lambda: focus_events.take(READER))


def film_reading(why: Explanation, linked: LinkedViews) -> Reading:
    """Return plot and categories, with what counts of them now."""
    focus, plot = linked.focus, why.film.plot
    token = str(focus or "")
    with_film = focus is not None and focus.is_entry
    return Reading(
        telling=plot_stretches(plot, linked.phrases, token)
        if with_film
        else plot_stretches(plot, meeting_words(why), token, linked.words, faintest=1),
        words=plot_stretches(plot, linked.words, token) if linked.words else (),
        grains=("Mark phrases", "Mark single words") if with_film else ("Mark fewer", "Mark the words that add most"),
        encounters=encounters(why),
        chips=chips(
            linked.categories,
            in_history(why),
            token,
            len(liked_films(why)),
            has_wishes=any(each.wish for each in why.contributions),
        ),
        focus=token if focus and focus.is_atom else "",
        plain_note=plain_note(why),
        text_recedes=linked.recedes(TEXT),
        chips_recede=linked.recedes(CATEGORICAL),
    )


def encounters(why: Explanation) -> Encounters | None:
    """Return the words that the plot shares with a liked film's; None where it shares too few."""
    shared = shared_plot(why)
    if shared is None:
        return None
    title = shared.film.label if shared.film.title == why.film.title else shared.film.title
    return Encounters(isolate(title), tuple(_chip(each) for each in shared.encounters))


def _chip(encounter: Encounter) -> EncounterChip:
    """Return the chip; it names the liked film's words where they are others."""
    other = "" if encounter.other.casefold() == encounter.text.casefold() else encounter.other
    return EncounterChip(str(atom_focus(encounter.word)), encounter.text, other, encounter.value)


def plain_note(why: Explanation) -> str:
    """Say why no word of the plot is marked; "" where some are."""
    value = why.by_part.get(TEXT)
    if value is None or not why.film.plot:
        return ""
    if hardly_counts(why):
        return f"The plot plays almost no part here ({with_sign(value)})."
    shared = shared_plot(why)
    if shared is None:
        few = "Its plot shares few words with any one of your films’"
        return f"{few}; as a whole it adds {with_sign(value)}{_closest(why)}."
    words = with_sign(sum(each.value for each in shared.encounters), 3)
    return f"As a whole the plot adds {with_sign(value)}{_closest(why)}; the words below add {words} of it."


def _closest(why: Explanation) -> str:
    """Return the film through which the plot adds most, where it adds much."""
    parts = [each for each in why.contributions if each.part == TEXT and each.film]
    best = max(parts, key=lambda each: each.value, default=None)
    if best is None or best.film is None or best.value < CLEAR_PLOT:
        return ""
    return f", most through that of {isolate(best.film.title)} ({with_sign(best.value)})"


def in_history(why: Explanation) -> Mapping[Category, Sequence[str]]:
    """Return the categories that liked films have too, each with the titles of these films."""
    return {each.key: [film.title for film in each.films] for each in shared_categories(why)}
