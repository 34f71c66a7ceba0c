"""The published recipe: whole films hashed finely, and a network from a history's sketch to every film's score.

It serves for comparison, and is a model of its own: its codes are a film's fingerprint, so it has company in every
bucket and no atoms. Sources: EMDE (arXiv 2006.01894), "I know why you like this movie" (2006.09979).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.config import Config, SketchConfig
from emde_core.data.interactions import Reactions
from emde_core.extras import extra
from emde_core.hashing.dlsh import DLSH
from emde_core.model.published.codes import MISSING, CodeLayout, gather
from emde_core.model.published.readout import Readout
from emde_core.progress import Progress, silent
from emde_core.schema import Position
from emde_core.sketch.film_sketches import Units

if TYPE_CHECKING:
    from emde_core.model.published.network import SketchNetwork

NODES = 32  # of the Gauss-Legendre rule along an integration path


@dataclass(frozen=True, eq=False)
class Published:
    """A trained network, and the films' codes.

    Attributes:
        readout: the films' codes, and how logits become scores.
        network: from input sketches to logits.
        average: [2 films], the share of the viewers who liked each film, and of those it was not for.
    """

    readout: Readout
    network: SketchNetwork
    average: Floats

    additive = False

    @classmethod
    def fit(
        cls, units: Mapping[str, Units], reactions: Reactions, config: Config, progress: Progress = silent
    ) -> Published:
        """Hash whole films, each a sketch divided by its length, and train the network.

        Args:
            units: by modality, [films, D * W]; 0 for a film without the modality.
            reactions: who liked and disliked what.
            config: the sketch, the network, and the seed.
            progress: shows the epochs.

        Raises:
            MissingExtraError: torch is not installed.
        """
        with extra("encode", "the published recipe"):
            from emde_core.model.published.training import train_network

        layout = CodeLayout(tuple(units), config.sketch.depth, config.sketch.width)
        readout = Readout(layout, hash_films(units, config.sketch))
        network = train_network(reactions, readout, config, progress)
        average = np.asarray(sparse.hstack([reactions.likes, reactions.dislikes]).mean(axis=0)).ravel()
        return cls(readout, network, average)

    @property
    def layout(self) -> CodeLayout:
        """The layout of codes in a sketch."""
        return self.readout.layout

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities."""
        return self.layout.modalities

    @property
    def films(self) -> int:
        """The number of films."""
        return len(self.readout.codes)

    @property
    def scorable(self) -> Bools:
        """The films with a score, [films]: those with any code."""
        return self.readout.scorable

    def positions(self, rows: Ints) -> Ints:
        """Return the positions of films' codes in an input sketch, [R, M, D]."""
        return self.layout.input_positions(self.readout.codes[rows % self.films], rows // self.films)

    def sketch(self, rows: Ints) -> Floats:
        """Return the input sketch of a history, [2F]: likes' block before dislikes'."""
        return self.layout.input_sketch(self.positions(rows))

    @cached_property
    def average_sketch(self) -> Floats:
        """The average viewer's input sketch, [2F]."""
        one_hot = self.layout.one_hot(self.readout.codes)
        return np.concatenate([one_hot.T @ share for share in self.average.reshape(2, -1)])

    def scores(self, rows: Ints, masks: Floats) -> Floats:
        """Return every film's score, [n, films]; see ``ScoreModel``."""
        one_hot = self.layout.input_one_hot(self.positions(rows))
        sketches = np.asarray((one_hot.T @ masks.T).T)
        return self.readout.scores(self.logits(sketches))

    def logits(self, sketches: Floats) -> Floats:
        """Return the network's output [n, F] of input sketches [n, 2F]."""
        import torch

        with torch.no_grad():
            logits: Floats = self.network(torch.from_numpy(sketches.astype(np.float32))).double().numpy()
        return logits

    def rates(self, sketch: Floats, directions: Floats, baseline: Floats, nodes: int = NODES) -> Floats:
        """Return what one unit of weight in each input bucket adds to logits . direction, [directions, 2F].

        The gradient averaged along the straight path from ``baseline`` to ``sketch`` (Integrated Gradients, arXiv
        1703.01365, eq. 1, by Gauss-Legendre nodes): (sketch - baseline) . rates is the change of logits . direction.

        Args:
            sketch: [2F], an input sketch, where the path ends.
            directions: [directions, F].
            baseline: [2F], where it starts.
            nodes: of the quadrature.
        """
        import torch

        first, last, pulls = (torch.from_numpy(each.astype(np.float32)) for each in (baseline, sketch, directions))
        rates: Floats = self.network.rates(first, last, pulls, nodes).double().numpy()
        return rates

    def attributions(self, rows: Ints, films: Ints) -> Floats:
        """Return what each film of a history adds to some films' scores, by Integrated Gradients, [R, films]."""
        directions = np.array([self.readout.direction(Position(int(film))) for film in films])
        sketch, positions = self.sketch(rows), self.positions(rows)
        rates = self.rates(sketch, directions, np.zeros_like(sketch))
        attributions: Floats = gather(rates, positions).sum(axis=(2, 3)).T
        return attributions


def hash_films(units: Mapping[str, Units], config: SketchConfig) -> Ints:
    """Return codes of whole films, [films, M, D], by density-dependent hashing of sketches.

    They are MISSING in a modality that a film lacks.
    """
    films = len(next(iter(units.values())))
    codes = np.full((films, len(units), config.depth), MISSING, dtype=np.int64)
    for m, sketches in enumerate(units.values()):
        unit = sketches[:]
        having = unit.any(axis=1)
        hashing = DLSH.fit(unit[having], config.depth, config.width, config.seed + m, unit=True)
        codes[having, m] = hashing.codes(unit[having])
    return codes
