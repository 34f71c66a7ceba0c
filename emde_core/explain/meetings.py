"""Meetings: for a word of a film's plot, the nearest word in the plots of liked films, where there is a close one.

Two words are as close as they share buckets beyond what chance gives, as Cohen's kappa counts agreement:

    closeness(a, b) = (<h(a), h(b)> / D - 1 / W) / (1 - 1 / W)

It is 1 for tokens in the same bucket everywhere and about 0 for strangers; for words of several tokens it is the mean
over their pairs. Tokens were read in their sentences: the bat of a cave and that of a ball game are no close words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Catalogue, Film
from emde_core.explain.values import WordValue
from emde_core.modalities.text import word_numbers
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.portrait import Portrait
from emde_core.summary import summary
from emde_core.text.everyday_verbs import is_everyday_verb
from emde_core.text.words import Span, is_function_word, words_of

CLOSE = 0.56  # a word and its plural, two names of one thing; strangers hardly ever get there
COMMON = 0.03  # of the plots: a word that stands in more of them tells little of any
FEW_PLOTS = 3  # so many may have a word, however small the catalogue is


@dataclass(frozen=True)
class Meeting:
    """Two words that are close.

    Attributes:
        word: of the explained film's plot, with what it adds to the score.
        other: of a liked film's plot; its value is left at 0.
        film: the liked film.
        closeness: above ``CLOSE``, at most 1.
    """

    word: WordValue
    other: WordValue
    film: Film
    closeness: float

    def __repr__(self) -> str:
        return summary(self, f"{self.word.text} ~ {self.other.text}", self.film.label, f"{self.closeness:.2f}")


def meetings(
    words: Sequence[WordValue], film: Portrait, liked: Sequence[Portrait], catalogue: Catalogue
) -> tuple[Meeting, ...]:
    """Return, for each telling word of a plot that has a close one, the nearest; in the plot's order.

    Function words, everyday verbs and words that stand in many plots tell little and are left out.

    Args:
        words: all words of the film's plot, of one modality, with what each adds.
        film: the explained film.
        liked: films to look for close words in; one without a plot has none.
        catalogue: all films.
    """
    if not words:
        return ()
    modality = words[0].modality
    own = _TellingWords.of(film, modality, catalogue)
    nearest: dict[int, Meeting] = {}
    for other in liked:
        for number, match, closeness in own.nearest(_TellingWords.of(other, modality)):
            if closeness > max(CLOSE, nearest[number].closeness if number in nearest else 0.0):
                nearest[number] = Meeting(words[number], match, other.film, closeness)
    return tuple(nearest[number] for number in sorted(nearest))


def is_telling(word: str, catalogue: Catalogue | None = None) -> bool:
    """Tell whether a word says something of a plot: no function word, no everyday verb, none of many plots."""
    if is_function_word(word) or is_everyday_verb(word):
        return False
    plots = catalogue.plot_counts.get(word.casefold(), 0) if catalogue else 0
    return catalogue is None or plots <= max(FEW_PLOTS, COMMON * len(catalogue))


@dataclass(frozen=True, eq=False)
class _TellingWords:
    """The words of a plot that tell something, as their tokens.

    Attributes:
        film: the film.
        numbers: [words], the place of each among all words of the plot.
        tokens: of these words.
        means: [words, tokens], which takes the mean over each word's tokens.
    """

    film: Film
    numbers: Ints
    tokens: Atoms
    means: Floats

    @classmethod
    def of(cls, film: Portrait, modality: str, catalogue: Catalogue | None = None) -> _TellingWords:
        """Return a film's words that tell something; of a catalogue's plots, but for those that are common there."""
        plot, tokens = film.film.plot, film.by_modality[modality].atoms
        numbers = word_numbers(plot, tokens.places)
        texts = [plot[span.start : span.end] for span in words_of(plot)]
        telling = np.array([is_telling(text, catalogue) for text in texts], dtype=bool)
        mask = telling[numbers]
        places, owners, sizes = np.unique(numbers[mask], return_inverse=True, return_counts=True)
        means = np.zeros((len(places), len(owners)))
        means[owners, np.arange(len(owners))] = 1 / sizes[owners]
        return cls(film.film, places, tokens.only(mask), means)

    def nearest(self, others: _TellingWords) -> Iterator[tuple[int, WordValue, float]]:
        """Yield the number of each word, the nearest word of another film, and how close they are."""
        if not (self.numbers.size and others.numbers.size):
            return
        chance = 1 / self.tokens.width
        shares = self.means @ self.tokens.overlaps(others.tokens) @ others.means.T / self.tokens.depth
        closeness = (shares - chance) / (1 - chance)
        for number, column, value in zip(self.numbers, closeness.argmax(axis=1), closeness.max(axis=1), strict=True):
            yield int(number), others.word(int(column)), float(value)

    def word(self, place: int) -> WordValue:
        """Return one of the words, without a value."""
        span: Span = words_of(self.film.plot)[self.numbers[place]]
        return WordValue(span.start, span.end, self.film.plot[span.start : span.end])
