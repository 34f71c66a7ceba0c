"""Films of a history beside the explained film, and bands between them, as thick as what they add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.analysis.spots import Pair
from dashboard.components import Callback, component, plain


@dataclass(frozen=True)
class Strip:
    """A band as it is drawn.

    Attributes:
        name: beside it; "" for none.
        part: of the score, whose accent it bears; "" for quiet ink.
        weight: in nats.
        words, pairs: what is told of it while it is pointed at.
        recedes: whether something else is in focus.
        before: what is left of which, in nats; None where nothing was taken back.
    """

    name: str
    part: str
    weight: float
    words: str
    pairs: tuple[Pair, ...]
    recedes: bool = False
    before: float | None = None


@dataclass(frozen=True)
class Source:
    """An entry of the history, from which bands lead to the film.

    Attributes:
        token: the focus on it; choosing it, or one of its bands beside those of others, asks for that.
        title, remark: the film, or a wish in words, and what has to be said of it.
        picture: the address of its poster, None for none.
        total: what it adds, in nats.
        groups: its bands; those of one group touch, and their names stand in a line.
    """

    token: str
    title: str
    remark: str
    picture: str | None
    total: float
    groups: tuple[tuple[Strip, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A film, and the bands to it from some entries of a history, or from one.

    Attributes:
        heading, words: above it.
        label: what is to be seen, for whoever can't see it.
        title, picture: of the explained film; its poster's address, None for none.
        sources: from top to bottom.
        largest: nats of a group of bands that are drawn at their thickest.
        rest: what the entries add that are not drawn, in words; "" for none.
        total: what all entries add, drawn or not, in nats.
        back: what leads to all entries, in words; "" where nothing does.
        is_of_two: whether it is one film's, whose bands stay chosen, and show their atoms.
    """

    heading: str
    words: str
    label: str
    title: str
    picture: str | None
    sources: tuple[Source, ...]
    largest: float
    rest: str
    total: float
    back: str
    is_of_two: bool

    def for_browser(self) -> dict[str, Any]:
        """Return the drawing as the browser gets it."""
        return plain(self)


def band_view(drawing: Drawing, *, key: str, on_focus: Callback) -> None:
    """Draw the bands. The token of a source that is chosen is sent with ``focus``."""
    component("band_view")(key=key, data=drawing.for_browser(), on_focus_change=on_focus)
