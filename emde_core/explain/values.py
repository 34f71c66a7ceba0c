"""Values of atoms, as people read them: words and phrases of a plot, names, regions of a poster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.errors import ConfigError
from emde_core.modalities.base import Appearance, Name, Region
from emde_core.modalities.text import word_numbers
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.summary import summary
from emde_core.text.phrases import phrases
from emde_core.text.words import Span, words_of


@dataclass(frozen=True)
class WordValue:
    """A word or phrase of the plot, [start, end) in characters, and what it adds to the score, in nats."""

    start: int
    end: int
    text: str
    value: float = 0.0
    modality: str = TEXT

    @property
    def label(self) -> str:
        """The word or phrase."""
        return self.text

    def __repr__(self) -> str:
        return summary(self, f"{self.label!r} {self.value:+.3f}", f"{self.start} to {self.end}")


@dataclass(frozen=True)
class CategoryValue:
    """A name in one of the film's fields, and what it adds to the score, in nats."""

    field: str
    name: str
    value: float = 0.0
    modality: str = CATEGORICAL

    @property
    def label(self) -> str:
        """The field and the name: "director Ridley Scott"."""
        return f"{self.field} {self.name}"

    def __repr__(self) -> str:
        return summary(self, f"{self.label} {self.value:+.3f}")


@dataclass(frozen=True)
class RegionValue:
    """A rectangle of the poster, in fractions of its width and height, and what it adds to the score, in nats."""

    x: float
    y: float
    width: float
    height: float
    value: float = 0.0
    modality: str = IMAGE

    @property
    def label(self) -> str:
        """The middle of the region: "poster at 25%, 58%", from the left and from the top."""
        return f"poster at {self.x + self.width / 2:.0%}, {self.y + self.height / 2:.0%}"

    def __repr__(self) -> str:
        return summary(self, f"{self.label} {self.value:+.3f}")


APPEARANCES = (
    "modality {modality!r} shows an atom as a {kind}; a modality's show returns Spans of the plot for every atom of a "
    "film, or a Name or a Region of the poster for each"
)
AtomValue = WordValue | CategoryValue | RegionValue


@dataclass(frozen=True)
class AtomValues:
    """Values of one film's atoms.

    The words of a plot are sums of their tokens, so that words, categories and regions of a modality add up to what the
    modality adds.

    Attributes:
        film: whose.
        words, categories, regions: in the film's order.
    """

    film: Film
    words: tuple[WordValue, ...] = ()
    categories: tuple[CategoryValue, ...] = ()
    regions: tuple[RegionValue, ...] = ()

    def __repr__(self) -> str:
        sizes = f"{len(self.words)} words", f"{len(self.categories)} categories", f"{len(self.regions)} regions"
        return summary(self, self.film.label, *sizes)

    @property
    def all(self) -> tuple[AtomValue, ...]:
        """Words, then categories, then regions."""
        return (*self.words, *self.categories, *self.regions)

    @property
    def phrases(self) -> tuple[WordValue, ...]:
        """Names and phrases of the plot, sums of their words; function words stand in none."""
        starts = np.array([word.start for word in self.words])
        values = np.concatenate([[0.0], np.cumsum([word.value for word in self.words])])
        words = []
        for span in phrases(self.film.plot) if self.words else ():
            first, last = np.searchsorted(starts, [span.start, span.end])
            text = self.film.plot[span.start : span.end]
            words.append(WordValue(span.start, span.end, text, float(values[last] - values[first])))
        return tuple(words)

    def by_modality(self) -> dict[str, float]:
        """Their sums."""
        sums: dict[str, float] = {}
        for atom in self.all:
            sums[atom.modality] = sums.get(atom.modality, 0.0) + atom.value
        return sums

    @classmethod
    def of(cls, film: Film, parts: Iterable[tuple[str, Sequence[Appearance], Ints, Floats]]) -> AtomValues:
        """Put a film's modalities together.

        Args:
            film: the film.
            parts: for each modality its name, how its atoms look, their places [A, P], and their values [A].

        Raises:
            ConfigError: a modality shows an atom as something else than it may.
        """
        words: list[WordValue] = []
        categories: list[CategoryValue] = []
        regions: list[RegionValue] = []
        for modality, appearances, places, values in parts:
            if are_tokens(appearances):
                words += _words(film.plot, modality, places, values)
                continue
            for each, value in zip(appearances, values.tolist(), strict=True):
                match each:
                    case Name():
                        categories.append(CategoryValue(each.field, each.name, value, modality))
                    case Region():
                        regions.append(RegionValue(each.x, each.y, each.width, each.height, value, modality))
                    case _:
                        raise ConfigError(APPEARANCES.format(modality=modality, kind=type(each).__name__))
        return cls(film, tuple(words), tuple(categories), tuple(regions))


def are_tokens(appearances: Sequence[Appearance]) -> bool:
    """Tell whether a film's atoms in one modality are pieces of words, to be read as words."""
    return bool(appearances) and isinstance(appearances[0], Span)


def _words(plot: str, modality: str, places: Ints, values: Floats) -> list[WordValue]:
    spans = words_of(plot)
    sums = np.bincount(word_numbers(plot, places), values, len(spans)).tolist()
    return [WordValue(s.start, s.end, plot[s.start : s.end], v, modality) for s, v in zip(spans, sums, strict=True)]


def atom_record(side: str, film: dict[str, Any], atom: AtomValue) -> dict[str, Any]:
    """An atom as it stands in JSON documents."""
    record: dict[str, Any] = {"side": side, "film": film, "modality": atom.modality}
    if isinstance(atom, WordValue):
        record |= {"kind": "word", "text": atom.text, "start": atom.start, "end": atom.end}
    elif isinstance(atom, CategoryValue):
        record |= {"kind": atom.field, "name": atom.name}
    else:
        record |= {"kind": "region", "x": atom.x, "y": atom.y, "width": atom.width, "height": atom.height}
    return record | {"value": atom.value}
