"""A grid of posters that can be clicked or walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components import Callback, component, event_value, plain
from dashboard.look.palette import label as part_label

WISHES = "Ringed at the end of a bar: what your wishes add, or hatched, take away."
Columns = tuple[int, int] | tuple[()]


@dataclass(frozen=True)
class Tile:
    """A poster in the grid.

    Attributes:
        id, title: of the film.
        label: what a screen reader says.
        picture: its address; None draws the title instead.
        rank: the number in the corner; None for none.
        badge: change of rank in words ("▲ 2", "new"), or a number ("+0.31"); "" for none.
        segments: part of the score and value; the bar's widths are in proportion to the values' sizes.
        wishes: how much of which segment wishes add, by part; a stretch of its own at the bar's end.
        selected: whether it is the film that is explained.
    """

    id: str
    title: str
    label: str
    picture: str | None
    rank: int | None = None
    badge: str = ""
    segments: tuple[tuple[str, float], ...] = ()
    wishes: tuple[tuple[str, float], ...] = ()
    selected: bool = False

    @property
    def length(self) -> float:
        """The sum of the sizes of all that its bar shows."""
        by_wishes = dict(self.wishes)
        by_films = (value - by_wishes.get(part, 0.0) for part, value in self.segments)
        return sum(map(abs, (*by_films, *by_wishes.values())))


def poster_grid(
    tiles: Sequence[Tile],
    *,
    key: str,
    label: str,
    scale: float,
    on_pick: Callback,
    columns: Columns = (),
    shelf: bool = False,
    several: bool = False,
) -> None:
    """Draw the grid. See ``picked_film_id`` for what was clicked.

    Args:
        tiles: the posters, in order.
        key: the element's.
        label: what a screen reader says of all of them.
        scale: the score that fills a tile's bar.
        on_pick: is called when one is clicked.
        columns: how many posters fill a row of a wide page, and of a narrow one; () for as many as find room.
        shelf: whether they stand in one row that scrolls, and larger; on a phone they always do stand in one.
        several: whether several can be chosen, each for itself; otherwise the one that is leads to its explanation.
    """
    names = {part: part_label(part) for tile in tiles for part, _ in tile.segments}
    data = {"tiles": plain(tiles), "label": label, "scale": scale, "names": names, "columns": columns}
    data |= {"shelf": shelf, "several": several}
    component("poster_grid")(key=key, data=data, on_pick_change=on_pick)


def picked_film_id(key: str) -> str | None:
    """Return the id of the film that was just clicked; None if none was."""
    value = event_value(key, "pick")
    return value if isinstance(value, str) else None
