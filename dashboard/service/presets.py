"""Presets: made-up viewers with a history each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from emde_core.assets_dir import DEMO
from emde_core.data.catalogue import Catalogue
from emde_core.history import History

FILE, FILMS = DEMO / "presets.json", DEMO / "films.jsonl"
FEWEST = 4  # films of a preset that a catalogue must know


class Preset(BaseModel):
    """A made-up viewer: a name, a line of character, films liked and not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    line: str
    liked: tuple[str, ...]
    disliked: tuple[str, ...] = ()

    def history(self, catalogue: Catalogue) -> History:
        """Return those of its films that a catalogue has, by the same id and title."""
        titles = demo_titles()

        def in_catalogue(film_ids: tuple[str, ...]) -> Iterator[str]:
            here = ((film_id, catalogue[film_id]) for film_id in film_ids if film_id in catalogue.index)
            return (film.id for film_id, film in here if titles.get(film_id) in film.names)

        return History(tuple(in_catalogue(self.liked)), tuple(in_catalogue(self.disliked)))


@cache
def demo_titles() -> dict[str, str]:
    """Return the bundled films' titles by id: in another catalogue an id may mean another film."""
    lines = FILMS.read_text(encoding="utf-8").splitlines()
    films = (json.loads(line) for line in lines if line.strip())
    return {film["id"]: film["title"] for film in films}


@cache
def all_presets(path: Path = FILE) -> tuple[Preset, ...]:
    """Return every preset in the file."""
    return tuple(TypeAdapter(tuple[Preset, ...]).validate_python(json.loads(path.read_text(encoding="utf-8"))))


def presets_for(catalogue: Catalogue) -> tuple[Preset, ...]:
    """Return the presets of which a catalogue has enough films."""
    return tuple(p for p in all_presets() if len(p.history(catalogue)) >= FEWEST)
