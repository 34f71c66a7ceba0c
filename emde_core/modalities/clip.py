"""CLIP's patch tokens: the poster as a vision transformer reads it, patch by patch, in the space that texts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.errors import EncoderError
from emde_core.modalities.language_model import load_sentence_model

Floats = NDArray[np.float64]
REMEDY = "for posters give the name or path of a CLIP model, or leave it out to use the poster descriptor"


@dataclass(frozen=True)
class ClipPatches:
    """A CLIP model by name or local path."""

    name: str

    def read(self, image: Image.Image) -> Floats:
        """The patch tokens of a poster, [rows, columns, dim]: normalised and projected as CLIP does its whole picture.

        Raises:
            EncoderError: the model is nowhere to be found, or is none for images.
        """
        import torch

        first: Any = load_sentence_model(self.name, REMEDY)[0]
        clip: Any = getattr(first, "model", None)
        if not hasattr(clip, "vision_model"):
            raise EncoderError(f"the model {self.name!r} can't read images; {REMEDY}")
        with torch.no_grad():
            pixels = first.processor.image_processor(images=[image], return_tensors="pt")["pixel_values"]
            tokens = clip.vision_model(pixel_values=pixels).last_hidden_state[0, 1:]  # the first stands for the whole
            projected = clip.visual_projection(clip.vision_model.post_layernorm(tokens)).double().numpy()
        side = round(len(projected) ** 0.5)
        vectors: Floats = projected.reshape(side, side, -1)
        return vectors
