"""A large catalogue to measure with: the demo's films and what was learned of them, many times over."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emde_core import Recommender
from emde_core.data.catalogue import Catalogue
from emde_core.model.affinity import row_means
from emde_core.model.exposure import Exposure
from emde_core.model.together import pair_types
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.encoded_catalogue import EncodedCatalogue

SHAKE = 0.2  # by how much a copy differs from its twin, relative to what was learned
ROWS = 4096  # shaken at once


def grown(model: Recommender, films: int, seed: int = 0) -> Recommender:
    """A model of at least so many films, the demo's own first and then copies under names of their own.

    What films say for each other is what was learned, a little shaken, so that no two films tie; a history says as much
    in all as it did. The head is as large as settings let it be; later copies are read by content.
    """
    encoded, learned = model.trained.encoded, model.trained.model
    old = len(encoded.catalogue)
    times = -(-films // old)
    known = min(times, model.trained.config.company_films // old)  # copies of which company is learned
    copies = encoded.catalogue.films + tuple(
        film.model_copy(update={"id": f"{film.id}-{k}", "title": f"{film.title} {k + 1}", "also_ids": ()})
        for k in range(1, times)
        for film in encoded.catalogue.films
    )
    catalogue = Catalogue(copies, encoded.catalogue.posters)
    atoms = {name: Atoms.concatenate([each] * times) for name, each in encoded.atoms.items()}
    larger = EncodedCatalogue(catalogue, encoded.readers, atoms)
    matrix = np.tile(learned.matrix.reshape(2, old, old), (1, known, known)).reshape(2 * old * known, old * known)
    generator = np.random.default_rng(seed)
    for start in range(0, len(matrix), ROWS):
        rows = matrix[start : start + ROWS]
        rows *= 1 + SHAKE * generator.standard_normal(rows.shape, dtype=np.float32).astype(rows.dtype)
    counts = learned.together
    offsets = np.concatenate([counts.offsets, np.full((times - 1) * old, counts.offsets[-1])])  # of the copies, none
    others, _ = pair_types(old * times, learned.viewers)
    grown_model = replace(
        learned,
        sketches={m: replace(s, units=larger.sketches[m]) for m, s in learned.sketches.items()},
        head=np.arange(old * known),
        matrix=matrix,
        row_means=row_means(matrix),
        gains=np.tile(learned.gains, (1, times)),
        exposure=Exposure.of_counts(np.tile(learned.exposure.likes, times), np.tile(learned.exposure.ratings, times)),
        popularity=np.tile(learned.popularity, times),
        together=replace(counts, offsets=offsets, others=counts.others.astype(others)),
        average=np.tile(learned.average.reshape(2, old), (1, times)).ravel(),
    )
    return Recommender(replace(model.trained, encoded=larger, model=grown_model))
