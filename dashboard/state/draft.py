"""A draft is a film that somebody is writing on Screen test: title, plot, categories and poster."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image
from pydantic import Base64Bytes, BaseModel, ConfigDict, TypeAdapter

from emde_core.assets_dir import DEMO
from emde_core.data.catalogue import Film
from emde_core.data.posters import decode_poster
from emde_core.limits import LIMITS
from emde_core.modalities.categorical import FIELDS, LISTS, Category
from emde_core.posters.compositions import COMPOSITIONS
from emde_core.posters.faces import FACES
from emde_core.posters.motifs import MOTIFS
from emde_core.posters.palettes import PALETTES
from emde_core.posters.recipe import PosterRecipe
from emde_core.posters.render import render_poster
from emde_core.posters.textures import TEXTURES

FILE = DEMO / "pitches.json"
ID = "screen-test"
UNTITLED = "Untitled"
LONGEST_TITLE, LONGEST_PLOT = LIMITS.draft_title.most, LIMITS.draft_plot.most  # characters
CREDIT = "a film that does not exist"
SIZE = (300, 450)  # pixels of a poster
PosterKind = Literal["drawn", "sent", "none"]
PLAIN = PosterRecipe(
    film=ID,
    composition="object",
    motif="film-reel",
    palette="midnight-1",
    texture="grain",
    type="serif",
    title_at="top",
)


@dataclass(frozen=True)
class Draft:
    """One version of a film that does not exist.

    Attributes:
        title, plot: as they were written, not yet cleaned.
        categories: (field, name) of genres, people and the rest, as the catalogue writes them.
        kind: which poster the film has: the drawn one, the sent one, or none.
        recipe: how the drawn poster is made.
        picture: the sent poster, as WebP of SIZE; b"" before any was sent.
    """

    title: str = ""
    plot: str = ""
    categories: tuple[Category, ...] = ()
    kind: PosterKind = "drawn"
    recipe: PosterRecipe = PLAIN
    picture: Base64Bytes = b""

    @property
    def film(self) -> Film:
        """The film as the model reads it."""
        decades = self.names("decade")
        facts = {
            "id": ID,
            "title": " ".join(self.title.split()) or UNTITLED,
            "plot": self.plot,
            "year": int(decades[0].removesuffix("s")) if decades else None,
        }
        return Film.model_validate(facts | {attribute: self.names(field) for field, attribute in LISTS.items()})

    @property
    def is_empty(self) -> bool:
        """True before anything that a film is read by was written, named or sent; the plain poster comes by itself."""
        has_poster = bool(self.picture) if self.kind == "sent" else self.kind == "drawn" and self.recipe != PLAIN
        return not (self.plot.strip() or self.categories or has_poster)

    def names(self, field: str) -> tuple[str, ...]:
        """Return the names in one of ``FIELDS``."""
        return tuple(name for own, name in self.categories if own == field)

    def with_categories(self, categories: Iterable[Category], *fields: str) -> Draft:
        """Return the film with other categories in these fields, and its own in all other fields."""
        all_categories = {*((f, n) for f, n in self.categories if f not in fields), *categories}
        ordered = sorted(all_categories, key=lambda category: (FIELDS.index(category[0]), category[1]))
        return replace(self, categories=tuple(ordered))

    def restricted_to(self, categories: Iterable[Category]) -> Draft:
        """Return the film with only those of its categories that a catalogue knows."""
        return self.with_categories(set(categories) & set(self.categories), *FIELDS)

    def with_picture(self, data: bytes) -> Draft:
        """Return the film with a picture that somebody sent as its poster.

        Raises:
            DataError: the picture can't be used; the message says why.
        """
        return replace(self, kind="sent", picture=encode_webp(decode_poster(data, SIZE)))

    def poster(self) -> Image.Image | None:
        """Return the poster in RGB, rendered now if it is a recipe; None where there is none."""
        if self.kind == "drawn":
            return render_poster(self.recipe, _latin_letters(self.film.title), CREDIT, SIZE)
        if self.kind == "sent" and self.picture:
            return Image.open(io.BytesIO(self.picture)).convert("RGB")
        return None


def _latin_letters(title: str) -> str:
    """Return the part of a title that the typefaces can set: they hold Latin letters only."""
    latin = "".join(sign for sign in title if sign < "\u0250" or "\u2010" <= sign <= "\u2044")
    return " ".join(latin.split()) or UNTITLED


def encode_webp(image: Image.Image) -> bytes:
    """Return a poster as the bytes of a WebP file."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=90, method=2)
    return buffer.getvalue()


def random_recipe(generator: np.random.Generator) -> PosterRecipe:
    """Return a poster recipe with every choice drawn at random."""

    def one_of(words: Iterable[str]) -> str:
        return str(generator.choice(sorted(words)))

    return PosterRecipe(
        film=ID,
        composition=one_of(COMPOSITIONS),
        motif=one_of(MOTIFS),
        second=one_of(MOTIFS) if generator.random() < 0.4 else None,
        palette=one_of(PALETTES),
        texture=one_of(TEXTURES),
        type=one_of(FACES),
        title_at="top" if generator.random() < 0.5 else "bottom",
    )


class Pitch(BaseModel):
    """An invented film of the file of pitches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    plot: str
    categories: tuple[Category, ...]
    recipe: PosterRecipe


@cache
def pitches(path: Path = FILE) -> tuple[Draft, ...]:
    """Return the invented films that a new draft may begin with; their categories are the bundled catalogue's."""
    read = TypeAdapter(tuple[Pitch, ...]).validate_python(json.loads(path.read_text(encoding="utf-8")))
    return tuple(Draft(pitch.title, pitch.plot, pitch.categories, recipe=pitch.recipe) for pitch in read)
