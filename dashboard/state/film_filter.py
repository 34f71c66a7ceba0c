"""A filter of the table of all films: what it is narrowed to, and its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field

from emde_core.limits import LIMITS

Slice = Literal["all", "disagree", "few-ratings"]
SLICES: tuple[Slice, ...] = get_args(Slice)
Order = Literal["score", "content", "company", "title", "newest", "oldest", "ratings"]
ORDERS: tuple[Order, ...] = get_args(Order)
Text = Annotated[str, Field(max_length=LIMITS.query.most)]  # that a browser or a link may send


@dataclass(frozen=True)
class FilmFilter:
    """A filter; by default all films stand in it, the best first.

    Attributes:
        query: what is searched for.
        person: who made the films or plays in them, by full name; "" for anybody.
        studio, keyword, genre, decade: "" for any.
        slice: all films; those that content speaks for and company against, or the other way round; or those with few
            ratings, which content alone speaks for.
        order: the order of the rows.
    """

    query: Text = ""
    person: Text = ""
    studio: Text = ""
    keyword: Text = ""
    genre: Text = ""
    decade: Text = ""
    slice: Slice = "all"
    order: Order = "score"
