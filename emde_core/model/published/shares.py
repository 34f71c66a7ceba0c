"""Shares of a batch: where processes train a network together, each works on one, and sums are over all of them.

The sums are of values and their squares, for batch norm, and of gradients. So the network is that of one process, but
for the order of additions.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn

from emde_core.arrays import Ints
from emde_core.errors import ConfigError


def are_several() -> bool:
    """Tell whether this process trains together with others."""
    return dist.is_available() and dist.is_initialized()


def share_of(batch: Ints) -> Ints:
    """Return this process's share of the viewers of a batch.

    Raises:
        ConfigError: there are more processes than viewers.
    """
    if not are_several():
        return batch
    if dist.get_world_size() > len(batch):
        raise ConfigError(
            f"{dist.get_world_size()} processes can't share a batch of {len(batch)} viewers; start fewer of them"
        )
    return np.array_split(batch, dist.get_world_size())[dist.get_rank()]


def add_up_gradients(network: nn.Module) -> None:
    """Add up the gradients of all processes' shares."""
    if are_several():
        for weights in network.parameters():
            dist.all_reduce(weights.grad)


class SharedBatchNorm(nn.BatchNorm1d):
    """Batch norm over the whole batch, of which each process has a share. Torch's own is for GPUs alone."""

    def forward(self, values: Tensor) -> Tensor:
        """Bring values [share, features] to mean 0 and deviation 1 over the batch, or as it was in training."""
        if not (self.training and are_several()):
            return super().forward(values)
        ones = values.new_ones(len(values), 1)
        sums: Tensor = _Sum.apply(torch.cat([ones, values, values**2], dim=1).sum(dim=0))  # type: ignore[no-untyped-call]
        count, means = sums[0], sums[1:] / sums[0]
        mean, variance = means[: self.num_features], means[self.num_features :] - means[: self.num_features] ** 2
        self._remember(mean.detach(), (variance * count / (count - 1)).detach())
        return (values - mean) / torch.sqrt(variance + self.eps) * self.weight + self.bias

    def _remember(self, mean: Tensor, variance: Tensor) -> None:
        """Move the running mean and variance towards a batch's, as torch's own does."""
        state, share = self.state_dict(keep_vars=True), cast(float, self.momentum)
        state["running_mean"].lerp_(mean, share)
        state["running_var"].lerp_(variance, share)
        state["num_batches_tracked"].add_(1)


class _Sum(torch.autograd.Function):
    """The sum over all processes, of values and of their gradients."""

    @staticmethod
    def forward(_: Any, values: Tensor) -> Tensor:  # noqa: ANN401 - torch's context
        return _sum(values)

    @staticmethod
    def backward(_: Any, *slopes: Tensor) -> Tensor:  # noqa: ANN401
        return _sum(slopes[0])


def _sum(values: Tensor) -> Tensor:
    total = values.clone()
    dist.all_reduce(total)
    return total
