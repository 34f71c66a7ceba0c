"""The lines below a saved figure: the film, the history, the method and its unit."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text.grammar import name_list
from emde_core.data.catalogue import Catalogue, Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import label_of
from emde_core.history import History

MOST = 10  # names of each side of a history; more are counted
UNIT = "Values are log scores in nats, relative to the catalogue’s mean."


def figure_lines(history: History, catalogue: Catalogue, film: Film | None = None) -> tuple[str, ...]:
    """Return what a figure is about; () for an empty history.

    Args:
        history: that the figure is drawn for.
        catalogue: with its films.
        film: that is explained; None where a figure is about several.
    """
    if history.is_empty:
        return ()
    liked, disliked = (
        _names([catalogue[film_id].label for film_id in side]) for side in (history.liked, history.disliked)
    )
    wishes = _names([wish.label for wish in history.wishes])
    sides = [("liked", liked), ("not for them", disliked), ("wishes", wishes)]
    words = "; ".join(f"{side}: {names}" for side, names in sides if names)
    return (*([f"Film: {film.label}."] if film else []), f"History: {words}.")


def unit_line(why: Explanation) -> str:
    """Return by which method an explanation's values are made, and what they are parts of."""
    method = f"Method: {label_of(why.method)}."
    if why.margin:
        rivals = name_list([film.label for film in why.margin.rivals])
        mean = "the score of" if len(why.margin.rivals) == 1 else "the mean score of"
        return f"{method} Values are parts, in nats, of how far the film is above {mean} {rivals}."
    if why.rival:
        return f"{method} Values are log scores in nats, relative to {why.rival.label}."
    return f"{method} {UNIT}"


def _names(names: Sequence[str]) -> str:
    rest = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + rest
