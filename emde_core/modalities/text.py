"""Plots as the tokens of their words, each as all-MiniLM-L6-v2 reads it in its sentence.

MiniLM's sentence vector is the mean of these vectors, so a plot's sketch, which is their sum in buckets, loses nothing
by being taken apart; a word is the sum of its tokens, a phrase the sum of its words. Tokens of no word (punctuation,
and the marks that the model adds at both ends) are no atoms, so that a plot's words are all that there is of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from emde_core.arrays import Bools, Ints
from emde_core.data.catalogue import Film
from emde_core.modalities.base import Appearance, FilmAtoms, Subject, VectorModality, places_of
from emde_core.modalities.language_model import TokenReader, find_text_model
from emde_core.modalities.parallel import in_parallel
from emde_core.progress import Progress, silent
from emde_core.text.words import Span, words_of

BATCH = 32


@dataclass(frozen=True)
class Plots(VectorModality):
    """The plot. An atom's place is where its token stands, (start, end) in characters."""

    name: ClassVar[str] = "text"
    label: ClassVar[str] = "plot"

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:
        """Read each plot's tokens, in order; a plot longer than the model's window is read in windows.

        Raises:
            EncoderError: the model is nowhere to be found, or can't say where its tokens stand.
        """
        plots = [subject.film.plot for subject in subjects]
        with_plot = [k for k, plot in enumerate(plots) if plot]
        with_plot.sort(key=lambda k: -len(plots[k]))  # like lengths together: little padding
        atoms = dict(zip(with_plot, self._read([plots[k] for k in with_plot], progress), strict=True))
        nothing = FilmAtoms(places_of([], 2), np.zeros((0, 0)))
        return [atoms.get(k, nothing) for k in range(len(plots))]

    def _read(self, plots: Sequence[str], progress: Progress) -> list[FilmAtoms]:
        if not plots:  # nor is a model needed
            return []
        reader = TokenReader.load(find_text_model(self.model))
        batches = [plots[start : start + BATCH] for start in range(0, len(plots), BATCH)]
        films = in_parallel(lambda batch: list(_atoms(reader, batch)), batches, progress, "Reading plots")
        return [film for batch in films for film in batch]

    def show(self, film: Film, places: Ints) -> tuple[Appearance, ...]:  # noqa: ARG002 - a place is a span
        """Return each token's span of the plot."""
        return tuple(Span(start, end) for start, end in places.tolist())

    def fits(self, films: Sequence[Film], owners: Ints, places: Ints) -> Bools:
        """Tell whether spans lie in their plots, [A]."""
        if places.shape[1] != 2:
            return np.zeros(len(places), dtype=bool)
        lengths = np.array([len(film.plot) for film in films])
        inside: Bools = (places[:, 0] <= places[:, 1]) & (places[:, 1] <= lengths[owners])
        return inside


def _atoms(reader: TokenReader, plots: Sequence[str]) -> Iterator[FilmAtoms]:
    for plot, (spans, vectors) in zip(plots, reader.read(plots), strict=True):
        inside = in_words(plot, spans)
        yield FilmAtoms(spans[inside], vectors[inside])


def in_words(plot: str, spans: Ints) -> np.ndarray:
    """Return a mask of the tokens [tokens, 2] that start within a word of the plot, [tokens]."""
    in_word = np.zeros(len(plot) + 1, dtype=bool)
    for word in words_of(plot):
        in_word[word.start : word.end] = True
    return in_word[spans[:, 0]] & (spans[:, 1] > spans[:, 0])


def word_numbers(plot: str, places: Ints) -> Ints:
    """Return the number among ``words_of(plot)`` of the word that each token [A, 2] belongs to, [A]."""
    starts = np.array([word.start for word in words_of(plot)], dtype=np.int64)
    return np.searchsorted(starts, places[:, 0], side="right") - 1
