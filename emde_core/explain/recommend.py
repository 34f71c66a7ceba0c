"""Films recommended for a history, and what each part of their scores adds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.explain.published import PublishedParts
from emde_core.explain.query import Query
from emde_core.explain.ranks import Recommendation, Recommendations, competing
from emde_core.model.affinity import Affinity
from emde_core.schema import COMPANY, POPULARITY, RELAYED


def best_films(query: Query, count: int) -> Recommendations:
    """Return the films outside the history with the highest scores, best first; fewer if there are no more."""
    top, films = query.ranking.order[:count], query.catalogue.films
    return Recommendations(
        Recommendation(films[position], rank, query.ranking.score(position), by_part)
        for rank, (position, by_part) in enumerate(zip(top, part_sums(query, top), strict=True), start=1)
    )


def best_by_parts(query: Query, values: Mapping[str, Floats], count: int) -> Recommendations:
    """Return the films outside the history to which some parts of their scores add most, best first.

    Args:
        query: the history.
        values: what each of these parts adds to every film, [films].
        count: how many films.
    """
    totals, films = np.sum(list(values.values()), axis=0), query.catalogue.films
    order = np.argsort(-totals, kind="stable")
    top = order[competing(query.model, query.positions)[order]][:count]
    return Recommendations(
        Recommendation(
            films[position],
            rank,
            float(totals[position]),
            {part: float(each[position]) for part, each in values.items()},
        )
        for rank, position in enumerate(top.tolist(), start=1)
    )


def part_sums(query: Query, films: Ints) -> list[dict[str, float]]:
    """Add up what each modality, company and popularity add to the scores of some films outside the history.

    Args:
        query: the history.
        films: their positions.
    """
    values = part_values(query, films)
    model = query.model
    has_company = np.isin(films, model.head) if isinstance(model, Affinity) else np.ones(len(films), dtype=bool)
    return [
        {part if rated or part != COMPANY else RELAYED: float(each[k]) for part, each in values.items()}
        for k, rated in enumerate(has_company)
    ]


def part_values(query: Query, films: Ints | None = None) -> dict[str, Floats]:
    """Return what each modality, company and popularity add to the scores of films, an array for each part.

    To a film of the history, content counts its likeness to itself as well.

    Args:
        query: the history.
        films: their positions; None for every film.
    """
    model = query.model
    if not isinstance(model, Affinity):
        return PublishedParts.sums(model, query, np.arange(model.films) if films is None else films)
    values = content_values(model, query, films)
    of_films = slice(None) if films is None else films
    popularity_wishes = [each for each in query.wishes if each.modality is None]
    popularity = model.wish_scores(popularity_wishes)[of_films]
    values[COMPANY] = query.scores[of_films] - popularity - sum(values.values())
    if popularity_wishes:
        values[POPULARITY] = popularity
    return values


def wish_values(query: Query) -> dict[str, Floats]:
    """Return what the wishes of a history add to every film's score, by part: a modality, or popularity."""
    values: dict[str, Floats] = {}
    if isinstance(query.model, Affinity):  # the published recipe takes no wishes
        for each in query.wishes:
            part = each.modality or POPULARITY
            values[part] = values.get(part, 0.0) + query.model.wish_scores([each])
    return values


def content_values(model: Affinity, query: Query, films: Ints | None = None) -> dict[str, Floats]:
    """Return what likeness in each modality adds to the scores of films, as ``part_values`` does, by modality."""
    of_films = slice(None) if films is None else films
    weights = model.weights(query.rows)
    values: dict[str, Floats] = {}
    for m, modality in enumerate(model.modalities):
        sketches = model.sketches[modality]
        wishes = [each.sketch for each in query.wishes if each.modality == modality]
        if films is None:
            alike = sketches.likeness(query.positions) @ weights  # kept from one history to the next
            if wishes:
                alike += sketches @ np.sum(wishes, axis=0)
        else:
            alike = sketches.times(sketches.combine(weights[None], query.positions)[0] + sum(wishes), films)
        values[modality] = model.gains[m, of_films] * alike
    return values
