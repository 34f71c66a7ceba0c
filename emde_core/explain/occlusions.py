"""Plots without each of their words and phrases, encoded: worked out when needed, or once for a whole catalogue.

They depend on the plot and the text model alone, so that a catalogue's can be kept beside a model for every history:
one small safetensors file a plot, named by a hash of both. What was prepared and what is worked out on the spot is
rounded in the same way, so that an explanation does not depend on which it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from emde_core.encoders.base import Floats
from emde_core.encoders.text import TextEncoder, fingerprint
from emde_core.errors import ArtifactError
from emde_core.explain.phrases import phrases
from emde_core.explain.words import Span, content_words, distinct, without
from emde_core.progress import Progress, silent

RULES = 2  # raised whenever the rules of words and phrases change, so that what was prepared by others is not used
STORED = np.float16
FOLDER = "words"  # inside a model's folder


@dataclass(frozen=True)
class Occlusions:
    """A plot taken apart.

    Attributes:
        spans: every word that carries meaning, and every phrase, once.
        vectors: [spans, dim], the embedding of the plot without each.
    """

    spans: tuple[Span, ...]
    vectors: Floats

    def of(self, chosen: Iterable[Span]) -> Floats:
        """The vectors of some of the spans."""
        row = {span: k for k, span in enumerate(self.spans)}
        return self.vectors[[row[span] for span in chosen]]


@lru_cache(maxsize=256)
def occlusions(model: str | None, text: str) -> Occlusions:
    """Take a plot apart and encode it without each part; ``model`` as in ``TextEncoder``."""
    spans = distinct(content_words(text), phrases(text))
    vectors = TextEncoder(model).encode_texts([without(text, span) for span in spans], brief=True)
    return Occlusions(spans, vectors.astype(STORED).astype(np.float64))


@dataclass(frozen=True)
class OcclusionStore:
    """Occlusions of a catalogue's plots.

    Attributes:
        folder: where prepared ones are; None, or a folder that is not there, if none are.
        model: the text model's name or path, as in ``TextEncoder``.
    """

    folder: Path | None = None
    model: str | None = None

    def get(self, text: str) -> Occlusions:
        """A plot's occlusions: as prepared, else worked out now.

        Raises:
            ArtifactError: the prepared file is damaged.
            EncoderError: the text model is missing.
        """
        path = self._path(text)
        return occlusions(self.model, text) if path is None or not path.is_file() else _read(path)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The plots that are not prepared, each once."""
        paths = {text: self._path(text) for text in texts if text}
        return [text for text, path in paths.items() if path is None or not path.is_file()]

    def prepare(self, texts: Iterable[str], progress: Progress = silent) -> int:
        """Work out and keep what is missing; one that was interrupted goes on where it was. Returns how many.

        Raises:
            ArtifactError: the store has no folder.
            EncoderError: the text model is missing.
        """
        missing = self.missing(texts)
        for k in progress(range(len(missing)), "Reading plots without each word"):
            _write(self._path(missing[k]), occlusions(self.model, missing[k]))
        return len(missing)

    def _path(self, text: str) -> Path | None:
        if self.folder is None:
            return None
        key = hashlib.sha256(f"{RULES}\n{fingerprint(self.model)}\n{text}".encode()).hexdigest()[:32]
        return self.folder / f"{key}.safetensors"


def _write(path: Path | None, found: Occlusions) -> None:
    if path is None:
        raise ArtifactError("there is no folder to keep words in: save the model first, then load it from its folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    spans = np.array([(span.start, span.end) for span in found.spans], dtype=np.int32).reshape(-1, 2)
    half_written = path.with_suffix(".part")
    vectors = np.ascontiguousarray(found.vectors.astype(STORED))
    half_written.write_bytes(save({"spans": spans, "vectors": vectors}))  # save_file makes files for the owner alone
    half_written.replace(path)


def _read(path: Path) -> Occlusions:
    try:
        arrays = load_file(path)
        spans = tuple(Span(int(start), int(end)) for start, end in arrays["spans"])
        return Occlusions(spans, arrays["vectors"].astype(np.float64))
    except (SafetensorError, OSError, KeyError, ValueError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); delete it, and run 'emde prepare-words' again") from error
