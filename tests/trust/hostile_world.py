"""A catalogue in which every text is hostile: titles, plots, names, ids, files of posters, viewers, its own folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image

from emde_core import Config, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.readers.native import read_native
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.image import Posters
from emde_core.modalities.text import Plots
from tests.trust.hostile_strings import ALL, CLASSES, FOREIGN, RUN

VIEWERS, RATINGS = 60, 18
FOLDER = f"world <img src=x onerror={RUN}> \x1b[31m\u202e[red]"
LONGEST_ID = 80  # characters of most ids; addresses hold several
NAMES = {"directors": 1, "cast": 2, "genres": 2, "countries": 1, "languages": 1, "keywords": 2}  # of each film
SAMPLE = tuple(dict.fromkeys(string for strings in CLASSES.values() for string in (*strings[::4], strings[-1])))
"""Some strings of each class."""


def records(titles: Sequence[str], *, plots: bool = True) -> list[dict[str, object]]:
    """The films, one for each title; what else they have are the strings that follow, each field begun elsewhere.

    Every fifth has no poster, nor has one with a very long title, so that the title stands in the poster's place.
    """
    films = [_record(place, title) for place, title in enumerate(titles)]
    return films if plots else [film | {"plot": ""} for film in films]


def _record(place: int, title: str) -> dict[str, object]:
    def some(field: int, count: int) -> list[str]:
        start = 31 * field + 7 * place
        return [ALL[(start + k) % len(ALL)] for k in range(count)]

    film_id = some(1, 1)[0]
    names = {name: some(3 + field, count) for field, (name, count) in enumerate(NAMES.items())}
    return {
        "id": film_id if len(film_id) <= LONGEST_ID or place == 9 else f"long-{place}",
        "title": title,
        "year": 1950 + place % 60,
        "plot": " A detective waits in the harbour. ".join(some(2, 3)),
        "original_title": some(0, 1)[0],
        "aliases": some(9, 2),
        "imdb_id": f"{place + 1:07}" if place % 3 else None,
        "poster": f"posters/{poster_name(place)}" if place % 5 and len(title) < 200 else "",
        **names,
    }


def poster_name(place: int) -> str:
    """A file's name that holds a string; no slash and no NUL, which no name can hold."""
    text = ALL[(5 * place) % len(ALL)].replace("/", "").replace("\0", "").replace("\\", "")
    return f"{place}{text.encode()[:180].decode(errors='ignore')}.png"


def write_world(folder: Path, titles: Sequence[str] = SAMPLE, *, plots: bool = True) -> None:
    """Write films, ratings and posters as anybody's folder has them."""
    (folder / "posters").mkdir(parents=True)
    films = records(titles, plots=plots)
    (folder / "films.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films), encoding="utf-8")
    for place, film in enumerate(films):
        if film["poster"]:
            colour = (37 * place % 256, 91 * place % 256, 150)
            Image.new("RGB", (24, 36), colour).save(folder / str(film["poster"]), "png")
    ratings(films).to_csv(folder / "ratings.csv", index=False)


def ratings(films: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Ratings of viewers who like every third film, by which third they are of."""
    random = np.random.default_rng(5)
    rows = [
        (f"{ALL[viewer]} {viewer}", films[film]["id"], 5 if film % 3 == viewer % 3 else 2)
        for viewer in range(VIEWERS)
        for film in random.choice(len(films), min(RATINGS, len(films)), replace=False)
    ]
    return pd.DataFrame(rows, columns=["viewer", "film", "rating"])


def prepared_world(folder: Path, titles: Sequence[str] = SAMPLE) -> Path:
    """Write the world into a folder, read it, and train on it; returns the model's folder, whose name is hostile."""
    write_world(folder / "data", titles)
    shallow = (Plots(depth=24, width=4), Categorical(depth=7, width=64), Posters(depth=12, width=4))
    prepared = store.prepare(read_native(folder / "data"), modalities=shallow)
    target = folder / FOLDER
    store.save_prepared(prepared, target)
    encoded = prepared.encoded
    settings = {"prior": {"scales": (3.0,), "average_film": (1.0,), "multipliers": (1.0,), "splits": 2}}
    model = Recommender.fit(encoded.catalogue, prepared.interactions, Config.model_validate(settings), encoded=encoded)
    model.save(target / store.MODEL)
    return target / store.MODEL


def study() -> str:
    """A study whose every text is hostile."""
    text = f"<img src=x onerror={RUN}> :red[red] $x$ ![m](http://{FOREIGN}/m.png) \u202egnp \x1b[31m {'W' * 60}"
    films = records(SAMPLE)
    task = {
        "name": "one",
        "film": films[3]["id"],
        "history": {"liked": [films[4]["id"], films[6]["id"]], "disliked": [films[7]["id"]]},
        "shows": ["history", "rank", "poster", "plot", "sentence", "bars"],
    }
    questions = [
        {"name": "good", "ask": f"{text} 1", "low": f"{text} 2", "high": f"{text} 3"},
        {"name": "why", "ask": f"{text} 4", "kind": "text", "optional": True},
    ]
    document = {"format": "EMDE study", "version": 1, "title": f"{text} 5", "consent": f"{text} 6"}
    return json.dumps(document | {"tasks": [task], "questions": questions, "thanks": f"{text} 7"})
