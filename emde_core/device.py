"""The device that reads films by language models, and trains the papers' network: the processor, or a GPU."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from emde_core.errors import ConfigError
from emde_core.extras import extra

Device = Literal["cpu", "cuda"]

_DEVICE: ContextVar[Device] = ContextVar("the device that torch works on", default="cpu")


def device() -> Device:
    """Return the device that torch works on."""
    return _DEVICE.get()


@contextmanager
def work_on(name: Device) -> Iterator[None]:
    """Let torch work on a device within the block.

    Raises:
        ConfigError: there is no such device here.
        MissingExtraError: it is a GPU, and torch is not installed.
    """
    if name != "cpu":
        with extra("encode", "working on a GPU"):
            import torch
        if not torch.cuda.is_available():
            raise ConfigError(
                f"torch {torch.__version__} has no GPU to work on here; leave --device out to work on the processor, "
                "or install a build of torch for this machine's GPU"
            )
    token = _DEVICE.set(name)
    try:
        yield
    finally:
        _DEVICE.reset(token)
