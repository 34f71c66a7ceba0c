"""Presets: made-up viewers with a history each, of films of the demo, which other catalogues may have as well."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dashboard.service.answers import StartHistory
from emde_core.assets_dir import DEMO
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import STARS, WatchedFilm
from emde_core.history import History

FILE, FILMS = DEMO / "presets.json", DEMO / "films.jsonl"
FEWEST = 4  # films of a preset that a catalogue must know


class Preset(BaseModel):
    """A made-up viewer: a name, a line of character, films liked and not, by the demo's ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    line: str
    liked: tuple[str, ...]
    disliked: tuple[str, ...] = ()


@cache
def demo_films() -> Mapping[str, Film]:
    """Return the bundled films by id."""
    lines = FILMS.read_text(encoding="utf-8").splitlines()
    return {film.id: film for film in (Film.model_validate_json(line) for line in lines if line.strip())}


@cache
def all_presets(path: Path = FILE) -> tuple[Preset, ...]:
    """Return every preset in the file."""
    return tuple(TypeAdapter(tuple[Preset, ...]).validate_json(path.read_text(encoding="utf-8")))


def presets_in(catalogue: Catalogue) -> tuple[StartHistory, ...]:
    """Return the presets of which a catalogue has enough films, with those that it has."""
    own_ids = _own_ids(catalogue)

    def own(film_ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(own_ids[each] for each in film_ids if each in own_ids))

    histories = ((preset, History(own(preset.liked), own(preset.disliked))) for preset in all_presets())
    return tuple(StartHistory(p.name, p.line, history) for p, history in histories if len(history) >= FEWEST)


def _own_ids(catalogue: Catalogue) -> dict[str, str]:
    """Return a catalogue's own ids by the demo's, of the presets' films that it has.

    They are looked up as the films of an export are: by ids of other databases, else by title and year. A film that
    may be any of several is left out.
    """
    names = dict.fromkeys(film_id for preset in all_presets() for film_id in (*preset.liked, *preset.disliked))
    films = {film_id: demo_films()[film_id] for film_id in names}
    watched = {i: WatchedFilm(film.title, film.year, stars=STARS, imdb_id=film.imdb_id) for i, film in films.items()}
    here = dict(match(watched.values(), catalogue).matches)
    return {film_id: here[each].id for film_id, each in watched.items() if each in here}
