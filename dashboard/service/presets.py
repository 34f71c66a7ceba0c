"""Ready-made histories, each with a name and a line of character."""

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
        """Those of its films that a catalogue knows, under the same id and title."""
        titles = demo_titles()

        def known(films: tuple[str, ...]) -> Iterator[str]:
            here = ((film, catalogue[film]) for film in films if film in catalogue.index)
            return (found.id for film, found in here if titles.get(film) in found.names)

        return History(tuple(known(self.liked)), tuple(known(self.disliked)))


@cache
def demo_titles() -> dict[str, str]:
    """The bundled films' titles by id: another catalogue's ids may stand for other films."""
    lines = FILMS.read_text(encoding="utf-8").splitlines()
    films = (json.loads(line) for line in lines if line.strip())
    return {film["id"]: film["title"] for film in films}


@cache
def all_presets(path: Path = FILE) -> tuple[Preset, ...]:
    """Every preset in the file."""
    return tuple(TypeAdapter(tuple[Preset, ...]).validate_python(json.loads(path.read_text(encoding="utf-8"))))


def presets_for(catalogue: Catalogue) -> tuple[Preset, ...]:
    """The presets that make sense with a catalogue: those of the bundled demo, by its film ids and titles."""
    return tuple(p for p in all_presets() if len(p.history(catalogue)) >= FEWEST)
