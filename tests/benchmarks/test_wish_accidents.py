"""How many films that lack a wished name are lifted by the wish, since a name of theirs fell into the same buckets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emde_core import History, Recommender
from emde_core.hashing.names import NameHash
from emde_core.modalities.categorical import atom_name, categories_of
from emde_core.schema import CATEGORICAL
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_reader import FilmReader

KINDS = ("keyword", "cast", "director", "writer", "composer")
HISTORIES = tuple(History(liked=films) for films in (("50", "172"), ("127", "187"), ("1", "95")))
WISHES, LIFTED, FAR = 60, 20, 50  # that are tried; films that a wish lifts most; places that count as lifted


def widened(encoded: EncodedCatalogue, width: int) -> EncodedCatalogue:
    """The same films with their categories in so many buckets."""
    reader, atoms = encoded.readers[CATEGORICAL], encoded.atoms[CATEGORICAL]
    assert isinstance(reader.hashing, NameHash)
    hashing = replace(reader.hashing, width=width)
    codes = np.concatenate([hashing.codes(tuple(map(atom_name, categories_of(f)))) for f in encoded.catalogue])
    wide = Atoms.of_codes(codes, atoms.weights, atoms.places, atoms.offsets, width)
    readers = {**encoded.readers, CATEGORICAL: FilmReader(reader.modality, hashing)}
    return EncodedCatalogue(encoded.catalogue, readers, {**encoded.atoms, CATEGORICAL: wide})


def places(model: Recommender, history: History) -> np.ndarray:
    """Each film's place; a film of the history has none, -1."""
    order = model.rank(history).order
    found = np.full(len(model.catalogue), -1)
    found[order] = np.arange(len(order))
    return found


@pytest.mark.parametrize("width", [512, 4096])
def test_films_that_lack_what_is_wished(demo_model, demo_interactions, measured, width):
    encoded = widened(demo_model.trained.encoded, width)
    model = Recommender.fit(encoded.catalogue, demo_interactions, encoded=encoded)
    wishes = [wish for wish in model.wish_choices(3000) if wish.kind in KINDS][::12][:WISHES]
    far, among = 0, []
    for history in HISTORIES:
        before = places(model, history)
        for wish in wishes:
            asked = {encoded.catalogue.index[film.id] for film in model.films_with(wish)}
            after = places(model, replace(history, wishes=(wish,)))
            rise = np.where(after >= 0, before - after, 0)
            lacks = np.array([film not in asked for film in range(len(rise))])
            far += int((lacks & (rise >= FAR)).sum())
            among.append(lacks[np.argsort(-rise, kind="stable")[:LIFTED]].sum() - max(0, LIFTED - len(asked)))
    measured(
        f"categories in {width:,} buckets, {len(wishes)} wishes for {len(HISTORIES)} histories",
        f"films without the name that rise by {FAR} places: {far / len(among):.0f} a wish; "
        f"in place of films that have it among the {LIFTED} that rise most: {np.mean(among):.1f}",
    )
