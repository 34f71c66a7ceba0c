"""The published recipe's network.

Import this module, and torch with it, only for a model of that recipe: ours needs numpy alone.
"""

from __future__ import annotations

from functools import lru_cache

import torch
from numpy.polynomial.legendre import leggauss
from torch import Tensor, nn

from emde_core.config import NetworkConfig
from emde_core.model.published.shares import SharedBatchNorm

_rule = lru_cache(leggauss)  # the rule of so many nodes is the same for every explanation


class SketchNetwork(nn.Module):
    """A network from input sketches [batch, 2F] to logits [batch, F].

    Blocks of linear, batch norm and SiLU with residual connections (EMDE, arXiv 2006.01894, section 4, with a smooth
    unit in place of the leaky one, so that Integrated Gradients converge in few nodes). The input is divided by
    sqrt(1 + films in it), which is smooth at the empty history. The last layer starts at zero: before
    training no film has a score.
    """

    def __init__(self, inputs: int, outputs: int, codes_per_film: int, config: NetworkConfig) -> None:
        super().__init__()
        self.codes_per_film = codes_per_film
        self.first = nn.Linear(inputs, config.hidden)
        self.blocks = nn.ModuleList(
            nn.Sequential(SharedBatchNorm(config.hidden), nn.SiLU(), nn.Linear(config.hidden, config.hidden))
            for _ in range(config.layers - 1)
        )
        self.norm = SharedBatchNorm(config.hidden)
        self.last = nn.Linear(config.hidden, outputs)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, sketches: Tensor) -> Tensor:
        """Return the logits [batch, F]."""
        logits: Tensor = self.last(self.deep(*self.project(sketches)))
        return logits

    def project(self, sketches: Tensor) -> tuple[Tensor, Tensor]:
        """Multiply sketches by the first layer's weights [batch, hidden], and count their films [batch, 1].

        Both are linear in the sketches.
        """
        return sketches @ self.first.weight.T, sketches.sum(dim=1, keepdim=True) / self.codes_per_film

    def deep(self, projections: Tensor, films: Tensor) -> Tensor:
        """Return the last layer's input [batch, hidden], from projected sketches."""
        hidden = projections / torch.sqrt(1 + films) + self.first.bias
        for block in self.blocks:
            hidden = hidden + block(hidden)
        return nn.functional.silu(self.norm(hidden))

    def rates(self, start: Tensor, end: Tensor, directions: Tensor, nodes: int) -> Tensor:
        """Return gradients of logits . direction in the sketch, averaged along a straight path: [directions, 2F].

        ``projected`` is linear, so a straight path of sketches is a straight path there: sketches are needed at its two
        ends alone, and gradients are taken to ``projected`` and carried on to the sketch once, after averaging.

        Args:
            start: [2F], an input sketch.
            end: [2F], another.
            directions: [directions, F].
            nodes: of the Gauss-Legendre rule along the path.
        """
        at, weights = (torch.from_numpy(each).to(directions)[:, None] for each in _rule(nodes))  # [nodes, 1]
        with torch.no_grad():
            ends = self.project(torch.stack([start, end]))
            path = [first + (at + 1) / 2 * (last - first) for first, last in ends]
            pulls = weights / 2 * (directions @ self.last.weight)[:, None]  # [directions, nodes, hidden]
        inner = [each.requires_grad_() for each in path]
        slopes = torch.autograd.grad(self.deep(*inner), inner, pulls, is_grads_batched=True)
        by_projected, by_films = (each.sum(dim=1) for each in slopes)  # [directions, hidden], [directions, 1]
        with torch.no_grad():
            return by_projected @ self.first.weight + by_films / self.codes_per_film
