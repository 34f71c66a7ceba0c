"""Focus on the screen: what components send becomes state, and what it lights."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.browser import session
from dashboard.components import event_value
from dashboard.reasons.linked_views import LinkedViews, linked_views
from dashboard.service.service import Service, Threads
from dashboard.state.focus import Focus, parse_focus
from emde_core.explain.explanation import Explanation
from emde_core.history import History

EVERYTHING = ""  # what is sent to end a focus


def take(key: str) -> None:
    """Take over the focus that a component sends."""
    value = event_value(key, "focus")
    focus = parse_focus(value)
    if focus is not None or value == EVERYTHING:
        session.replace_state(session.state().focus_on(focus))


@dataclass(frozen=True)
class View:
    """Atoms and entries in focus, and the threads behind them: to the film in focus, or to all where an atom is."""

    linked: LinkedViews
    threads: Threads = ()


def focus_view(why: Explanation, service: Service, history: History, focus: Focus | None) -> View:
    """Return the explanation as a focus shows it."""
    if focus is None or focus.kind in ("part", "wish") or not service.reads_content:
        return View(linked_views(why, focus))
    film_id = focus.key if focus.kind == "film" else None
    if not len(history) or (film_id is not None and film_id not in history):
        return View(linked_views(why, None if film_id else focus))
    threads = service.threads(history, why.film.id, film_id)
    return View(linked_views(why, focus, threads), threads)
