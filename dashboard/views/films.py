"""Films: all of them as a table for the history, and a page for each."""

from __future__ import annotations

from dashboard.browser import session
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.data import model_facts
from dashboard.panels.explore import what_if
from dashboard.panels.films import film_list, film_page
from dashboard.service.posters import Posters
from dashboard.service.service import Service


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    state = session.state()
    model_facts.draw_simulation_note(service)
    what_if.draw_what_if_notice(state.weights)
    with error_boundary("The films can’t be scored for this history"):
        service = service.variant(state.weights, content_alone=state.content_alone)
        if state.film_page is None:
            film_list.draw_films(state, service, posters)
        else:
            film_page.draw_film_page(service.film(state.film_page), state, service, posters)
