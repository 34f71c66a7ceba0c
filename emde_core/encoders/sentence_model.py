"""Loading sentence-transformers models, for plots and for posters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from emde_core.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


@lru_cache(maxsize=4)
def load_sentence_model(name: str, remedy: str) -> SentenceTransformer:
    """The model of this name or path, on the CPU; loaded once in a process.

    Raises:
        EncoderError: it is nowhere to be found, or is no such model; the message ends with the remedy.
    """
    # Here and not above: these take seconds to import, and the dashboard starts without waiting for them.
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # it would stand between our own
    try:
        return SentenceTransformer(name, device="cpu")
    except (OSError, ValueError) as error:
        raise EncoderError(f"the model {name!r} could not be loaded ({error}); {remedy}") from error
