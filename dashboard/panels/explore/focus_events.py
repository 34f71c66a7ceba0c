"""Focus on the screen: what components send becomes state, and what it lights."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.browser import session
from dashboard.components import sent
from dashboard.reasons.linked_views import LinkedViews, linked_views
from dashboard.service.service import Service, Threads
from dashboard.state.focus import parse
from emde_core.explain.explanation import Explanation

EVERYTHING = ""  # what is sent to end a focus


def take(key: str) -> None:
    """Callback of a component that sends ``focus``."""
    value = sent(key, "focus")
    focus = parse(value)
    if focus is not None or value == EVERYTHING:
        session.become(session.state().focus_on(focus))


@dataclass(frozen=True)
class View:
    """What is lit, and the threads behind it: those to the film in focus, or to all films where an atom is."""

    shown: LinkedViews
    threads: Threads = ()


def look(why: Explanation, service: Service) -> View:
    """The explanation as the focus shows it."""
    state = session.state()
    focus = state.focus
    if focus is None or focus.kind in ("part", "wish") or not service.reads_content:
        return View(linked_views(why, focus))
    watched = focus.key if focus.kind == "film" else None
    if not len(state.history) or (watched is not None and watched not in state.history):
        return View(linked_views(why, None if watched else focus))
    threads = service.threads(state.history, why.film.id, watched)
    return View(linked_views(why, focus, threads), threads)
