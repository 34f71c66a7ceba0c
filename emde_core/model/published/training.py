"""Training of the published network, in one process or in several that share every batch.

It is done in double precision: AdamW makes much of the smallest gradients, and in single precision two orders of the
same additions would end in different networks. What is learned is rounded to single precision.
"""

from __future__ import annotations

import numpy as np
import torch
from scipy import sparse
from threadpoolctl import threadpool_limits
from torch import Tensor

from emde_core.arrays import Floats
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.device import device
from emde_core.model.calibration import INPUT_SHARE, Foldin
from emde_core.model.published.network import SketchNetwork
from emde_core.model.published.readout import Readout
from emde_core.model.published.shares import add_up_gradients, share_of
from emde_core.progress import Progress, silent

LEAST_INPUT_SHARE = 0.3  # of a viewer's likes, in an epoch


def train_network(reactions: Reactions, readout: Readout, config: Config, progress: Progress = silent) -> SketchNetwork:
    """Train by AdamW on fold-ins that are drawn anew in every epoch.

    The loss is the published cross-entropy between the output sketch's rows and the target sketch's.

    Args:
        reactions: who liked and disliked what.
        readout: the films' codes.
        config: the network's settings and the seed.
        progress: shows the epochs.

    Raises:
        ConfigError: there are more processes than viewers in a batch.
    """
    settings, layout = config.network, readout.layout
    one_hot = layout.one_hot(readout.codes)
    reactions_one_hot = sparse.block_diag([one_hot, one_hot], format="csr")
    generator = np.random.default_rng(config.seed)
    with torch.random.fork_rng(devices=[]), threadpool_limits(1):  # torch's own threads, which wait for each other
        torch.manual_seed(config.seed)
        modalities, depth, _ = layout.shape
        network = SketchNetwork(2 * layout.size, layout.size, modalities * depth, settings).double().to(device())
        optimiser = torch.optim.AdamW(
            network.parameters(), settings.learning_rate, weight_decay=settings.weight_decay, fused=True
        )
        for _ in progress(range(settings.epochs), "Training the network"):
            fold = Foldin.draw(reactions, generator.uniform(LEAST_INPUT_SHARE, INPUT_SHARE), generator)
            order = generator.permutation(fold.targets.shape[0])
            if len(order) < 2:  # too few for batch norm
                continue
            for batch in np.array_split(order, max(1, len(order) // settings.batch)):
                share = share_of(batch)
                logits = network(_tensor((fold.both[share] @ reactions_one_hot).toarray()))
                loss = _sketch_loss(logits, _tensor((fold.targets[share] @ one_hot).toarray()), layout.width)
                optimiser.zero_grad()
                (loss * len(share) / len(batch)).backward()  # type: ignore[no-untyped-call]
                add_up_gradients(network)
                optimiser.step()
    return network.float().cpu().eval()


def _tensor(array: Floats) -> Tensor:
    return torch.from_numpy(array).to(device())


def _sketch_loss(logits: Tensor, target: Tensor, width: int) -> Tensor:
    """Return the cross-entropy between rows of output and target sketch, both [batch, F], averaged over rows."""
    rows = torch.log_softmax(logits.reshape(len(logits), -1, width), dim=2)
    counts = target.reshape(rows.shape)
    return -(counts / counts.sum(dim=2, keepdim=True).clamp(min=1) * rows).sum(dim=2).mean()
