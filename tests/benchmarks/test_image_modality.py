"""Whether posters' sketches carry meaning: on real posters, do their neighbours share an audience?"""

from __future__ import annotations

import numpy as np

from emde_core.data.interactions import Reactions
from emde_core.data.readers.registry import open_dataset
from emde_core.modalities.image import Posters
from emde_core.sketch.encoded_catalogue import encode_catalogue

NEIGHBOURS, LEAST_LIKES, RESAMPLES = 10, 20, 2000


def test_neighbours_share_an_audience(movielens, measured):
    """Cosine of co-liking among a poster's ten nearest posters, less that among all posters; bootstrap over films."""
    dataset = open_dataset(movielens).with_posters(movielens / "posters")
    likes = Reactions.of(dataset.interactions, dataset.catalogue, 4, 3).likes.toarray()
    posters = encode_catalogue(dataset.catalogue, [Posters()])
    used = posters.having("image") & (likes.sum(axis=0) >= LEAST_LIKES)
    liked = likes[:, used] / np.linalg.norm(likes[:, used], axis=0)
    together = liked.T @ liked
    np.fill_diagonal(together, np.nan)
    sketches = posters.sketches["image"][used]
    centred = sketches - sketches.mean(axis=0)
    likeness = centred @ centred.T / np.linalg.norm(centred, axis=1)
    np.fill_diagonal(likeness, -np.inf)
    nearest = np.argsort(-likeness, axis=1)[:, :NEIGHBOURS]
    gain = np.take_along_axis(together, nearest, axis=1).mean(axis=1) - np.nanmean(together, axis=1)
    resampled = np.random.default_rng(0).choice(gain, (RESAMPLES, len(gain))).mean(axis=1)
    low, high = np.percentile(resampled, [2.5, 97.5])
    found = f"{gain.mean():+.4f}, 95 % [{low:+.4f}, {high:+.4f}], over {len(gain)} posters"
    measured("co-liking of a poster's neighbours above random", found)
    assert low > 0
