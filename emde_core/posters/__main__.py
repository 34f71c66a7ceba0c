"""Renders the posters of a whole catalogue: ``python -m emde_core.posters FILMS_JSONL RECIPES_JSONL OUT_DIR``."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from emde_core.data.tables import read_records
from emde_core.disk import make_folder
from emde_core.errors import DataError, StorageError
from emde_core.posters.recipe import PosterRecipe, read_recipes
from emde_core.posters.render import render_poster, save_poster
from emde_core.posters.typography import credit_line
from emde_core.terminal import protect_terminal

_PROCESSES = 2


class Order(NamedTuple):
    """One poster to be drawn."""

    recipe: PosterRecipe
    title: str
    credit: str
    path: Path


def orders(films: Path, recipes: Path, folder: Path) -> list[Order]:
    """List the posters to be drawn.

    Raises:
        DataError: a film has no recipe, a recipe no film, or a line is damaged.
    """
    unused = read_recipes(recipes)
    work = []
    for where, film in read_records(films):
        try:
            recipe = unused.pop(str(film["id"]))
            credit = credit_line([str(name) for name in film["directors"]], int(film["year"]))
            work.append(Order(recipe, str(film["title"]), credit, folder / f"{recipe.film}.webp"))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{where}: no recipe, or a field is missing: {error}") from error
    if unused:
        raise DataError(f"{recipes}: no film in {films} for the recipes of {', '.join(unused)}")
    return work


def draw(order: Order) -> int:
    """Draw and save one poster; return its size in bytes."""
    return save_poster(render_poster(order.recipe, order.title, order.credit), order.path)


def main(arguments: list[str] | None = None) -> int:
    """Render every film's poster; the exit status is 1 where the files do not fit together."""
    protect_terminal()
    parser = argparse.ArgumentParser(prog="python -m emde_core.posters", description="Render a catalogue's posters.")
    parser.add_argument("films", type=Path, help="the films, one JSON object a line")
    parser.add_argument("recipes", type=Path, help="their recipes, one JSON object a line")
    parser.add_argument("folder", type=Path, help="where the posters go, as FILM.webp")
    options = parser.parse_args(arguments)
    try:
        work = orders(options.films, options.recipes, options.folder)
        make_folder(options.folder)
        with ProcessPoolExecutor(_PROCESSES) as pool:
            sizes = list(pool.map(draw, work, chunksize=8))
    except (DataError, StorageError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(sizes)} posters in {options.folder}, {sum(sizes) / 1024**2:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
