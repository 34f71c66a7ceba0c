"""The effort of learning a model."""

from __future__ import annotations

from emde_core.config import Config
from emde_core.effort import Effort
from emde_core.model.choice import VIEWERS
from emde_core.validation.splits import HELD_OUT

# Measured by one processor on catalogues of 600, 1,500, 3,000 and 9,125 films with as many viewers, which took 3, 6, 15
# and 140 s and 0.4, 0.5, 0.8 and 3.2 GB. Matrices of the head by the head are made; films or viewers, whichever are
# fewer, are solved for; and the viewers that choose the settings are scored for all of it, with and without ratings.
_SECONDS_AT_ALL, _SECONDS_A_SCORE = 1.2, 2.5e-8  # the latter for each setting
_SECONDS_A_PAIR = 6e-7  # of films, in each modality
_SECONDS_A_SOLUTION = 5e-11  # for each film, and each pair of those that are solved for
_BYTES_AT_ALL, _BYTES_A_PAIR, _BYTES_A_PAIR_AND_MODALITY = 0.3e9, 20, 8
_BYTES_A_SCORE = 4  # in each part


def training_effort(films: int, viewers: int, modalities: int, config: Config) -> tuple[str, Effort]:
    """Return in words what is to be learned from, and the effort of it, for the recipe "affinity"."""
    prior, head = config.prior, min(films, config.company_films)
    settings = len(prior.scales) + len(prior.average_film) + len(prior.multipliers) ** modalities
    scores = 2 * head * min(VIEWERS, prior.splits * HELD_OUT * viewers)
    seconds = _SECONDS_AT_ALL + _SECONDS_A_SCORE * settings * scores + _SECONDS_A_PAIR * modalities * head**2
    seconds += _SECONDS_A_SOLUTION * head * min(2 * head, viewers) ** 2
    memory = _BYTES_AT_ALL + head**2 * (_BYTES_A_PAIR + _BYTES_A_PAIR_AND_MODALITY * modalities)
    memory += _BYTES_A_SCORE * scores * (2 + 2 * modalities)
    return f"learning from {viewers:,} viewers of {films:,} films", Effort(seconds, memory)
