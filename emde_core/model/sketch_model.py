"""The model: input sketch to output logits, y = temperature * x B + g(x), and how y depends on x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.model.calibration import KEPT, Foldin, fit_sharpness, fit_temperature
from emde_core.model.closed_form import LinearMap, fit_closed_form
from emde_core.model.readout import Readout
from emde_core.progress import Progress, silent
from emde_core.sketch.codes import CodeLayout

if TYPE_CHECKING:
    from emde_core.model.network import SketchNetwork

Floats = NDArray[np.float64]
NODES = 32  # of the Gauss-Legendre rule along an integration path
VALIDATION = 0.1  # of the viewers, held out while the temperature is fitted


@dataclass(frozen=True)
class SketchModel:
    """A fitted model.

    Attributes:
        layout: how codes lie in a sketch.
        linear: temperature times B, [2F, F]; None in the published recipe.
        network: g; None in the closed form.
        sharpness: the factor on logits that makes their row softmax a calibrated density.
        average: [2F], the average viewer's input sketch.
    """

    layout: CodeLayout
    linear: LinearMap | None
    network: SketchNetwork | None
    sharpness: float
    average: Floats

    @classmethod
    def fit(cls, reactions: Reactions, readout: Readout, config: Config, progress: Progress = silent) -> SketchModel:
        """Learn from reactions, for films with these codes."""
        layout = readout.layout
        one_hot = layout.one_hot(readout.codes)
        linear, sharpness = None, 1.0
        if config.recipe != "published":
            linear, sharpness = _fit_linear(reactions, one_hot, readout, config)
        network = None
        if config.recipe != "closed_form":
            from emde_core.model.training import train_network

            network = train_network(reactions, one_hot, readout, linear, config, progress)
        sketches = sparse.hstack([reactions.likes @ one_hot, reactions.dislikes @ one_hot])
        average = np.asarray(sketches.mean(axis=0)).ravel()
        return cls(layout, linear, network, sharpness, average)

    def logits(self, sketch: Floats) -> Floats:
        """Output logits [..., F] of input sketches [..., 2F]."""
        logits = np.zeros((*sketch.shape[:-1], self.layout.size))
        if self.linear is not None:
            logits += self.linear.logits(sketch)
        if self.network is not None:
            logits += self.network_logits(sketch)
        return logits

    def densities(self, logits: Floats) -> Floats:
        """The output sketch [..., M, D, W]: every row is a density and sums to 1."""
        rows: Floats = softmax(self.sharpness * self.layout.rows(logits), axis=-1)
        return rows

    def rates(self, sketch: Floats, directions: Floats, baseline: Floats | None = None, nodes: int = NODES) -> Floats:
        """What one unit of weight in each input bucket adds to logits . direction, [directions, 2F].

        The linear part is exact: rates = temperature * B direction. For g it is the gradient averaged along the
        straight path from ``baseline`` to ``sketch`` (Integrated Gradients, arXiv 1703.01365, eq. 1, by Gauss-Legendre
        nodes). Then (sketch - baseline) . rates is the change of logits . direction.

        Args:
            sketch: [2F], an input sketch.
            directions: [directions, F].
            baseline: [2F]; the empty history by default.
            nodes: of the quadrature along the path; has no effect without a network.
        """
        rates = np.zeros((len(directions), 2 * self.layout.size))
        if self.linear is not None:
            rates += self.linear.rates(directions)
        if self.network is not None:
            start = np.zeros_like(sketch) if baseline is None else baseline
            rates += self._network_rates(start, sketch, directions, nodes)
        return rates

    def network_logits(self, sketch: Floats) -> Floats:
        """What the network alone adds to the logits [..., F] of input sketches [..., 2F]; there must be one."""
        import torch

        with torch.no_grad():
            flat = torch.from_numpy(sketch.reshape(-1, sketch.shape[-1]).astype(np.float32))
            logits: Floats = self.network(flat).double().numpy()  # type: ignore[misc]
        return logits.reshape(*sketch.shape[:-1], -1)

    def _network_rates(self, start: Floats, end: Floats, directions: Floats, nodes: int) -> Floats:
        import torch

        first, last, pulls = (torch.from_numpy(each.astype(np.float32)) for each in (start, end, directions))
        rates: Floats = self.network.rates(first, last, pulls, nodes).double().numpy()  # type: ignore[union-attr]
        return rates


def _fit_linear(
    reactions: Reactions, one_hot: sparse.csr_array, readout: Readout, config: Config
) -> tuple[LinearMap, float]:
    """Temperature times B, and the sharpness: scales from viewers held out of a first fit, B from everyone."""
    generator = np.random.default_rng(config.seed)
    held_out = generator.uniform(size=len(reactions.viewers)) < VALIDATION
    temperature, sharpness = 1.0, 1.0
    fold = Foldin.draw(reactions.rows(held_out), one_hot, KEPT, generator)
    if fold.wanted.nnz and reactions.rows(~held_out).likes.nnz:
        first = fit_closed_form(reactions.rows(~held_out), one_hot, readout.matrix, config.closed_form)
        logits = first.logits(fold.sketches)
        temperature = fit_temperature(readout.scores(logits), fold)
        sharpness = fit_sharpness(logits * temperature, fold, one_hot, readout.layout)
    linear = fit_closed_form(reactions, one_hot, readout.matrix, config.closed_form)
    return linear.scaled(temperature), sharpness
