"""The system of the papers: one code a film and partition, and a network from input to output sketch."""

from emde_core.model.published.model import Published

__all__ = ["Published"]
