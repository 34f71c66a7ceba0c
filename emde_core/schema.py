"""Names that every layer shares: columns, ids, reactions, parts of a score."""

from __future__ import annotations

import re
from typing import Literal, NewType, get_args

FilmId = NewType("FilmId", str)  # what a film is called in files, links and histories
Position = NewType("Position", int)  # a film's place in its catalogue, counted from 0

WHOLE_NUMBER = re.compile(r"^(\d+)\.0$")  # spreadsheets and data frames write the id 50 as 50.0

VIEWER, FILM, RATING, TIME = "viewer", "film", "rating", "time"
INTERACTION_COLUMNS = (VIEWER, FILM, RATING, TIME)

TEXT, CATEGORICAL, IMAGE = "text", "categorical", "image"

COMPANY = "company"  # the part of a score that only co-watching tells
RELAYED = "relayed"  # in company's place for a film that too few rated: company of the films that it is like
POPULARITY = "popularity"  # what a wish for more or less of it adds
ITSELF = "itself"  # what a film of the history adds to its own score, which is not taken apart
WHOLE = "whole"  # what a history film adds, by a method that takes no film apart

Reaction = Literal["like", "dislike"]
LIKE: Reaction = "like"
DISLIKE: Reaction = "dislike"
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)  # also the order of the model's input blocks
WISH = "wish"  # what stands in a reaction's place where an entry of the history is a wish


def plain_id(text: str) -> str:
    """Return an id as it is, except that 50.0 is 50.

    >>> plain_id("50.0"), plain_id("v1.0"), plain_id("007")
    ('50', 'v1.0', '007')
    """
    return WHOLE_NUMBER.sub(r"\1", text)
