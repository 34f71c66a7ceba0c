"""Names that every layer shares: columns, modalities, reactions."""

from __future__ import annotations

from typing import Literal, get_args

VIEWER, FILM, RATING, TIME = "viewer", "film", "rating", "time"
INTERACTION_COLUMNS = (VIEWER, FILM, RATING, TIME)

TEXT, CATEGORICAL, IMAGE, AUDIENCE, IDENTITY = "text", "categorical", "image", "audience", "identity"
MODALITIES = (TEXT, CATEGORICAL, IMAGE, AUDIENCE, IDENTITY)

Reaction = Literal["like", "dislike"]
LIKE: Reaction = "like"
DISLIKE: Reaction = "dislike"
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)  # also the order of the model's input blocks
