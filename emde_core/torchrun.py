"""Processes that torchrun started, to train the papers' network together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from emde_core.extras import extra


def is_of_torchrun() -> bool:
    """Tell whether torchrun started this process."""
    return "TORCHELASTIC_RUN_ID" in os.environ


def is_first() -> bool:
    """Tell whether this process speaks and saves for all: the first one, or one that torchrun did not start."""
    return not is_of_torchrun() or os.environ["RANK"] == "0"


@contextmanager
def torchrun_group() -> Iterator[None]:
    """Work with the other processes that torchrun started while the block runs.

    Raises:
        MissingExtraError: torch is not installed.
    """
    with extra("encode", "training on several processes"):
        import torch.distributed as dist

    dist.init_process_group("gloo")
    try:
        yield
    finally:
        dist.destroy_process_group()
