"""Words of a catalogue's plots, and names of its films, for a word that stands in none of its plots."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from emde_core.data.catalogue import Film
from emde_core.modalities.text import word_numbers
from emde_core.recommender import Recommender
from emde_core.schema import TEXT, Position
from emde_core.sketch.portrait import Portrait
from emde_core.text.words import is_function_word, words_of

MOST = 4  # words
CLEAR = 0.55  # of all partitions: two words that share fewer have little in common
BLOCK = 4_096  # tokens that are compared at a time
SAMPLE = "The story of a {}."  # the model reads a word in a sentence


def words_near(model: Recommender, word: str) -> tuple[str, ...]:
    """Return the catalogue's words that share most buckets with a word, the nearest first.

    Args:
        model: that reads plots; otherwise nothing is near.
        word: one that the text model knows as a whole. Of pieces it knows the spelling, not the sense, so that nothing
            is returned for a word that it cuts up.

    Raises:
        EncoderError: the text model is missing.
    """
    encoded = model.trained.encoded
    if TEXT not in encoded.readers:
        return ()
    film = Film(id="a word", title="a word", plot=SAMPLE.format(word))
    part = Portrait.of_new(encoded, film).by_modality.get(TEXT)
    if part is None:
        return ()
    owners = word_numbers(film.plot, part.atoms.places)
    own = part.atoms.codes[owners == owners.max()]
    if len(own) != 1:
        return ()
    codes = encoded.atoms[TEXT].codes
    blocks = np.array_split(codes, len(codes) // BLOCK + 1)
    shares = np.concatenate([(block == own[0]).mean(axis=1) for block in blocks])
    best: dict[str, float] = {}
    for text, share in zip(_words(model), shares.tolist(), strict=True):
        if share >= CLEAR:
            best[text] = max(share, best.get(text, 0.0))
    telling = [text for text in best if not is_function_word(text) and text != word.casefold()]
    return tuple(sorted(telling, key=lambda text: -best[text])[:MOST])


def _words(model: Recommender) -> Iterator[str]:
    """Yield the word of each of the catalogue's tokens, in the atoms' order."""
    encoded = model.trained.encoded
    for k, film in enumerate(encoded.catalogue):
        spans = words_of(film.plot)
        for number in word_numbers(film.plot, encoded.atoms[TEXT].of(Position(k)).places).tolist():
            yield film.plot[spans[number].start : spans[number].end].casefold()
