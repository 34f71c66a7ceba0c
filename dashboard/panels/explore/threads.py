"""The ties between the explained film and the history film in focus: threads between atoms, and company."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.analysis.strands import REST, WHOLE, strands_of
from dashboard.analysis.thread_layout import TITLE, ThreadLayout, layout_threads
from dashboard.browser import pictures
from dashboard.browser.page import draw_html
from dashboard.components.thread_view import Drawing, Side, thread_view
from dashboard.look.palette import in_prose
from dashboard.panels.common.figures import draw_twin
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import focus_events
from dashboard.panels.explore.focus_events import View
from dashboard.reasons.entries import content_of
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.posters import Posters
from dashboard.text.direction import isolate
from dashboard.text.grammar import effect, name_list, rounding_note, with_sign
from dashboard.text.markup import element, fine, heading, table
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.threads import FilmThreads
from emde_core.schema import COMPANY

VIEW = "thread-view"
HINT = "Choose a film of your history to see what joins it with this one."
DASHED = "A dashed line counts against the film: what it joins is less alike than usual."


@panel("What the films share")
def draw_threads(why: Explanation, view: View, evidence: ContentEvidence, posters: Posters) -> None:
    """Draw the two films and what joins them; a hint while no history film is in focus."""
    focus = view.linked.focus
    match = next((each for each in view.threads if focus and each.film.id == focus.key), None)
    with st.container(key="threads"):
        if match is not None:
            _draw_layout(why.film, match, evidence, posters)
        elif content_of(why) and focus is None:
            draw_html(fine(HINT))


def _draw_layout(film: Film, match: FilmThreads, evidence: ContentEvidence, posters: Posters) -> None:
    history_film, layout = match.film, layout_threads(film, match)
    draw_html(heading(TITLE), element("p", thread_words(match, layout, evidence), class_="fine sum"))
    drawing = thread_drawing(film, history_film, layout, lambda each: pictures.small(posters, each))
    thread_view(drawing, key=VIEW, on_focus=lambda: focus_events.take(VIEW))
    rows = [
        (layout.left[line.left].name, layout.right[line.right].name, with_sign(line.weight, 3))
        for line in (*layout.lines, *layout.bundles)
    ]
    header = [film.title, history_film.title, "Together"]
    draw_twin(table("Threads, in nats of the log score", header, rows))


def thread_drawing(
    film: Film, history_film: Film, layout: ThreadLayout, picture: Callable[[Film], str | None]
) -> Drawing:
    """Return the two films and their lines as they are drawn; ``picture`` gives a film's poster as an address."""
    return Drawing(
        Side(film.title, picture(film), layout.left),
        Side(history_film.title, picture(history_film), layout.right),
        layout.lines,
        layout.bundles,
        takeaway(film, history_film, layout),
    )


def thread_words(match: FilmThreads, layout: ThreadLayout, evidence: ContentEvidence) -> str:
    """Say what a history film adds and by what, and what has to be said of the drawing and its evidence."""
    dashed = [DASHED] if any(line.weight < 0 for line in (*layout.lines, *layout.bundles)) else []
    return " ".join([strand_words(match), *dashed, *doubts(layout, evidence)])


def strand_words(match: FilmThreads) -> str:
    """Say what a history film adds: by the names that both films have, by all else that is alike, and by company."""
    strands = strands_of(match)
    rest = REST if strands.shared else WHOLE
    rows = [*((isolate(each.name), each.weight) for each in strands.shared), (rest, strands.rest)]
    rows += [(f"{in_prose(COMPANY)} of both", strands.company)] if strands.company else []
    words = name_list([f"{name} ({with_sign(value)})" for name, value in rows])
    rounded = rounding_note([value for _, value in rows], strands.contribution)
    return f"{isolate(match.film.title)} {effect(strands.contribution)}{rounded}: {words}."


def doubts(layout: ThreadLayout, evidence: ContentEvidence) -> list[str]:
    """Say what has to be said of the modalities that are drawn, a sentence each."""
    modalities = dict.fromkeys(knot.modality for knot in (*layout.left, *layout.right))
    return [words for modality in modalities if (words := caveat_sentence(modality, evidence))]


def takeaway(film: Film, history_film: Film, layout: ThreadLayout) -> str:
    """Say what the drawing shows, for whoever can't see it."""
    title, other = isolate(film.title), isolate(history_film.title)
    if not layout.lines:
        return f"Nothing in {title} meets anything in {other}."
    best = layout.lines[0]
    verb = "meets" if best.weight > 0 else "speaks against"
    return (
        f"Threads between {title} and {other}: {layout.left[best.left].name} {verb} "
        f"{layout.right[best.right].name} most ({with_sign(best.weight, 3)})."
    )
