"""Names that every layer shares: columns, reactions, parts of a score."""

from __future__ import annotations

from typing import Literal, get_args

VIEWER, FILM, RATING, TIME = "viewer", "film", "rating", "time"
INTERACTION_COLUMNS = (VIEWER, FILM, RATING, TIME)

TEXT, CATEGORICAL, IMAGE = "text", "categorical", "image"

COMPANY = "company"  # the part of a score that only co-watching tells
POPULARITY = "popularity"  # what a wish for more or less of it adds
ITSELF = "itself"  # what a film of the history adds to its own score, which is not taken apart

Reaction = Literal["like", "dislike"]
LIKE: Reaction = "like"
DISLIKE: Reaction = "dislike"
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)  # also the order of the model's input blocks
WISH = "wish"  # what stands in a reaction's place where an entry of the history is a wish
