"""CLIP's patch tokens: the poster as a vision transformer reads it, patch by patch, in the space that texts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image

from emde_core.arrays import Floats
from emde_core.errors import EncoderError
from emde_core.modalities.language_model import load_sentence_model

REMEDY = "for posters give the name or path of a CLIP model, or leave it out to use the poster descriptor"


@dataclass(frozen=True)
class ClipPatches:
    """A CLIP model that reads posters.

    Attributes:
        clip: the model; processor: what makes pixels of pictures for it.
    """

    clip: Any
    processor: Any

    @classmethod
    def load(cls, name: str) -> ClipPatches:
        """Load the model of a name or local path.

        Raises:
            EncoderError: it is nowhere to be found, or is none for images.
        """
        first: Any = load_sentence_model(name, REMEDY)[0]
        clip = getattr(first, "model", None)
        if not hasattr(clip, "vision_model"):
            raise EncoderError(f"the model {name!r} can't read images; {REMEDY}")
        return cls(clip, first.processor.image_processor)

    def read(self, image: Image.Image) -> Floats:
        """Return a poster's patch tokens, [rows, columns, dim], normalised and projected as CLIP's whole picture."""
        import torch

        vision = self.clip.vision_model
        with torch.no_grad():
            pixels = self.processor(images=[image], return_tensors="pt")["pixel_values"].to(self.clip.device)
            tokens = vision(pixel_values=pixels).last_hidden_state[0, 1:]  # the first stands for the whole
            patches = self.clip.visual_projection(vision.post_layernorm(tokens)).double().cpu().numpy()
        side = round(len(patches) ** 0.5)
        vectors: Floats = patches.reshape(side, side, -1)
        return vectors
