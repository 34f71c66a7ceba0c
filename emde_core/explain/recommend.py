"""Films recommended for a history, and what each part of their scores adds."""

from __future__ import annotations

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.explain.published import PublishedParts
from emde_core.explain.query import Query
from emde_core.explain.ranks import Recommendation, Recommendations
from emde_core.model.affinity import Affinity
from emde_core.schema import COMPANY, POPULARITY, RELAYED, Position


def best_films(query: Query, count: int) -> Recommendations:
    """Return the films outside the history with the highest scores, best first; fewer if there are no more."""
    top, films = query.ranking.order[:count], query.catalogue.films
    return Recommendations(
        Recommendation(films[position], rank, query.ranking.score(position), by_part)
        for rank, (position, by_part) in enumerate(zip(top, part_sums(query, top), strict=True), start=1)
    )


def similar_films(query: Query, position: Position, parts: tuple[str, ...], count: int) -> Recommendations:
    """Return the films that a history of one film speaks for most by some parts of their scores, best first.

    Args:
        query: the history.
        position: of its film, which is left out.
        parts: names of the parts.
        count: how many films.
    """
    values = {part: each for part, each in part_values(query).items() if part in parts}
    totals = np.sum(list(values.values()), axis=0)
    order = np.argsort(-totals, kind="stable")
    return Recommendations(
        Recommendation(
            query.catalogue.films[other],
            rank,
            float(totals[other]),
            {part: float(each[other]) for part, each in values.items()},
        )
        for rank, other in enumerate(order[order != position][:count].tolist(), start=1)
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
            alike = sketches[films] @ (weights @ sketches[query.positions] + sum(wishes))
        values[modality] = model.gains[m, of_films] * alike
    popularity_wishes = [each for each in query.wishes if each.modality is None]
    popularity = model.wish_scores(popularity_wishes)[of_films]
    values[COMPANY] = query.scores[of_films] - popularity - sum(values.values())
    if popularity_wishes:
        values[POPULARITY] = popularity
    return values
