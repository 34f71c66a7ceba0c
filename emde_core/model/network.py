"""The network g: a residual on top of the linear map, or the whole model in the published recipe.

Import this module, and torch with it, only for a model that has a network: the linear part needs numpy alone.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from emde_core.config import NetworkConfig


class SketchNetwork(nn.Module):
    """From input sketches [batch, 2F] to logits [batch, F].

    Blocks of linear, batch norm and SiLU with residual connections (EMDE, arXiv 2006.01894, section 4, with a smooth
    unit in place of the leaky one, so that Integrated Gradients converge in few nodes). The input is divided by
    sqrt(1 + films in it), which is smooth at the empty history. The last layer starts at zero: an untrained
    residual changes nothing.
    """

    def __init__(self, inputs: int, outputs: int, codes_per_film: int, config: NetworkConfig) -> None:
        super().__init__()
        self.codes_per_film = codes_per_film
        self.first = nn.Linear(inputs, config.hidden)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.BatchNorm1d(config.hidden), nn.SiLU(), nn.Linear(config.hidden, config.hidden))
            for _ in range(config.layers - 1)
        )
        self.norm = nn.BatchNorm1d(config.hidden)
        self.last = nn.Linear(config.hidden, outputs)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, sketches: Tensor) -> Tensor:
        """Logits [batch, F]."""
        films = sketches.sum(dim=1, keepdim=True) / self.codes_per_film  # [batch, 1]
        hidden = self.first(sketches / torch.sqrt(1 + films))  # [batch, hidden]
        for block in self.blocks:
            hidden = hidden + block(hidden)
        logits: Tensor = self.last(nn.functional.silu(self.norm(hidden)))
        return logits
