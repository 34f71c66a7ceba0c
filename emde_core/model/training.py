"""Training of the network g."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from torch import Tensor

from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.model.calibration import KEPT, Foldin
from emde_core.model.closed_form import LinearMap
from emde_core.model.network import SketchNetwork
from emde_core.model.readout import Readout
from emde_core.progress import Progress, silent

Floats = NDArray[np.float64]
LEAST_KEPT = 0.3  # of a viewer's likes, in an epoch


def train_network(
    reactions: Reactions,
    one_hot: sparse.csr_array,
    readout: Readout,
    linear: LinearMap | None,
    config: Config,
    progress: Progress = silent,
) -> SketchNetwork:
    """Train g by AdamW on fold-ins drawn anew in every epoch.

    With a linear map (recipe "residual") the loss is cross-entropy of the softmax over films; without one (recipe
    "published") it is the published cross-entropy between the output sketch's rows and the target sketch's.

    Args:
        reactions: who liked and disliked what.
        one_hot: S, [films, F].
        readout: how logits become scores.
        linear: the linear map times its temperature, or None.
        config: the network's settings and the seed.
        progress: shows the epochs.
    """
    settings, layout = config.network, readout.layout
    generator = np.random.default_rng(config.seed)
    to_scores = _tensor(readout.matrix.toarray().T)  # [F, films]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(config.seed)
        network = SketchNetwork(2 * layout.size, layout.size, layout.shape[0] * layout.shape[1], settings)
        optimiser = torch.optim.AdamW(network.parameters(), settings.learning_rate, weight_decay=settings.weight_decay)
        for _ in progress(range(settings.epochs), "Training the network"):
            fold = Foldin.draw(reactions, one_hot, generator.uniform(LEAST_KEPT, KEPT), generator)
            order = generator.permutation(len(fold.sketches))
            if len(order) < 2:  # too few for batch norm
                continue
            for batch in np.array_split(order, max(1, len(order) // settings.batch)):
                sketches, wanted = fold.sketches[batch], fold.wanted[batch]
                logits = network(_tensor(sketches))
                if linear is None:
                    loss = _sketch_loss(logits, _tensor((wanted @ one_hot).toarray()), layout.width)
                else:
                    loss = _film_loss(
                        (_tensor(linear.logits(sketches)) + logits) @ to_scores, _tensor(wanted.toarray())
                    )
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
    return network.eval()


def _tensor(array: Floats) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))


def _sketch_loss(logits: Tensor, target: Tensor, width: int) -> Tensor:
    """Cross-entropy between the rows of output and target sketch, both [batch, F], averaged over rows."""
    rows = torch.log_softmax(logits.reshape(len(logits), -1, width), dim=2)
    mass = target.reshape(rows.shape)
    return -(mass / mass.sum(dim=2, keepdim=True).clamp(min=1) * rows).sum(dim=2).mean()


def _film_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy between the softmax over films and the films to be found, both [batch, films]."""
    share = wanted / wanted.sum(dim=1, keepdim=True)
    return -(share * torch.log_softmax(scores, dim=1)).sum(dim=1).mean()
