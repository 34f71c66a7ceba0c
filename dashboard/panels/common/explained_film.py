"""The film that is explained, and lists to choose it from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.analysis.method_comparison import compared_methods
from dashboard.browser import session
from dashboard.panels.common.choosers import draw_list
from dashboard.panels.common.panel import panel
from dashboard.service.service import Service
from dashboard.state.state import State
from emde_core.errors import EmdeError, HistoryError
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.base import Method
from emde_core.explain.methods.score import ADDITIVE

MOST = 100  # recommended films in a list to choose from, best first
KEY = "compare-left"


def explained_film_id(state: State, service: Service) -> str:
    """Return the selected film, else the best recommendation.

    Raises:
        HistoryError: none is selected, and the history holds every film that could be recommended.
    """
    if state.selected:
        return state.selected
    for pick in service.recommend(state.history, 1):
        return pick.film.id
    raise HistoryError("No film is left to recommend: this history holds them all. Take some out on Explore.")


def shown_method(state: State, service: Service) -> Method:
    """Return the method of explaining that is chosen, else ours for the score."""
    methods = compared_methods(service.model.trained.config.recipe)
    return next((each for each in methods if each.name == state.method), ADDITIVE)


def shown_explanation(why: Explanation, service: Service, state: State) -> Explanation:
    """Return an explanation by the method that is chosen; our own where that one has nothing to say of the film.

    Args:
        why: by our method.
        service: explains anew.
        state: holds the history and the method.
    """
    method = shown_method(state, service)
    if method is ADDITIVE:
        return why
    try:
        return service.explain(state.history, why.film.id, method=method.name)
    except EmdeError:  # the page says so where the bars would be
        return why


def best_film_ids(state: State, service: Service) -> list[str]:
    """Return the first films of the ranking."""
    films = service.model.catalogue.films
    return [films[int(position)].id for position in service.ranking(state.history).order[:MOST]]


@panel("The list of films")
def draw_explained_film_list(state: State, service: Service, name: str = "Recommended film") -> None:
    """Draw a list that chooses the explained film."""
    film_id = explained_film_id(state, service)
    draw_film_list(name, [film_id, *best_film_ids(state, service)], film_id, service, key=KEY, take=select_film)


def draw_film_list(
    name: str, film_ids: Iterable[str], film_id: str, service: Service, *, key: str, take: Callable[[str], None]
) -> None:
    """Draw a list of films by title and year."""
    draw_list(name, film_ids, film_id, key=key, label=lambda each: service.film(each).label, take=take)


def select_film(film_id: str) -> None:
    """Explain another film."""
    session.replace_state(session.state().select(film_id))
