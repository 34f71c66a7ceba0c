"""The effort of learning a model."""

from __future__ import annotations

from emde_core.config import Config
from emde_core.effort import Effort

# Measured by one processor on catalogues of 600 and 1,500 films with 900 viewers, and on the demo, which took 9.6 s and
# 0.65 GB. The viewers that are held out for the choice of settings (a fifth, in two ways for each split) are scored for
# all films, and matrices of all films by all films are solved.
_SECONDS_A_SCORE, _SECONDS_A_SETTING = 4.3e-6, 2.8e-7  # for each film and viewer
_SECONDS_A_SOLUTION = 8.5e-9  # for each film, cubed
_BYTES_AT_ALL, _MATRICES, _MATRICES_A_MODALITY = 0.4e9, 40, 10
_SPLITS = 5  # with which that was measured


def training_effort(films: int, viewers: int, modalities: int, config: Config) -> tuple[str, Effort]:
    """Return in words what is to be learned from, and the effort of it, for the recipe "affinity"."""
    prior = config.prior
    settings = len(prior.scales) + len(prior.average_film) + len(prior.multipliers) ** modalities
    scores = films * viewers * prior.splits / _SPLITS
    seconds = (_SECONDS_A_SCORE + _SECONDS_A_SETTING * settings) * scores
    seconds += _SECONDS_A_SOLUTION * films**3 * prior.splits / _SPLITS
    memory = _BYTES_AT_ALL + 8 * films**2 * (_MATRICES + _MATRICES_A_MODALITY * modalities)
    memory += 16 * scores * (2 + 2 * modalities)
    return f"learning from {viewers:,} viewers of {films:,} films", Effort(seconds, memory)
