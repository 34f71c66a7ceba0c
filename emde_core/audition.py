"""A film that does not exist yet: where a history would rank it, and why.

It is encoded and hashed by the same code as any other film, but nothing is learned from it: the model, and the
catalogue's mean that scores are relative to, stay as they are, and nothing is written to disk.

>>> film = Film(id="new", title="Tide Table", plot="A lighthouse keeper ...")  # doctest: +SKIP
>>> audition(model, history, film).why.rank  # doctest: +SKIP
7
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.checks import one_of
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation
from emde_core.explain.features import WordValue
from emde_core.explain.film import FilmExplainer, Question
from emde_core.explain.words import Span, without
from emde_core.history import History
from emde_core.recommender import Ranking, Recommender
from emde_core.schema import TEXT
from emde_core.seen import codes_by, look_at

Floats = NDArray[np.float64]
STRONGEST = 6  # words that are taken out of the plot, one at a time


@dataclass(frozen=True)
class WithoutWord:
    """What taking one word out of the plot does: the film's rank and score then, as if the plot had been written so."""

    word: WordValue
    rank: int
    score: float


@dataclass(frozen=True)
class Audition:
    """A film before a history.

    Attributes:
        why: its explanation; its rank is among the films outside the history and itself.
        ranking: of the catalogue's films.
        without: the words of its plot that change its score most, one at a time; empty where words were not asked for.
    """

    why: Explanation
    ranking: Ranking
    without: tuple[WithoutWord, ...] = ()


def audition(
    model: Recommender, history: History, film: Film, poster: Image.Image | None = None, *, words: bool = True
) -> Audition:
    """Rank and explain a film that is in no catalogue.

    Args:
        model: the recommender, which stays as it is.
        history: liked and disliked films.
        film: title, plot and categories; categories that the model never saw say nothing.
        poster: in RGB.
        words: whether to read the plot without each of its words.

    Raises:
        ConfigError: the poster is not in RGB.
        FilmNameError, HistoryError: as for ``Recommender.resolve`` and ``positions``; also if the film has neither a
            plot, nor a category that the model knows, nor a poster.
        EncoderError: a model that an encoder needs is missing.
    """
    if poster is not None:
        one_of("the poster's mode", poster.mode, ("RGB",))
    seen = look_at(model.trained, film, poster)
    if not seen.vectors:
        raise HistoryError("there is nothing to rank the film by yet: give it a plot, a genre, or a poster")
    resolved = model.resolve(history)
    told = FilmExplainer(model.trained, model.words, resolved, model.positions(resolved), Question(seen))
    ranking = model.rank(resolved)
    score = float(told.direction @ told.logits)
    why = told.explanation(ranking.place(score), score, model.model_hash, model.data_hash, words=words)
    return Audition(why, ranking, _without_words(told, why.words, ranking) if words else ())


def _drops(told: FilmExplainer) -> Floats:
    """[words], how much lower the score is without each of the plot's words, by buckets that are sure."""
    occluded = told.features.words
    if occluded is None:
        return np.zeros(0)
    reader = told.features.reader(TEXT, told.logits)
    codes = reader.dlsh.codes(np.concatenate([occluded.whole[None], occluded.variants]))
    read = reader.table[np.arange(len(reader.table)), codes].sum(axis=1)
    return read[0] - read[1:]


def _without_words(told: FilmExplainer, words: Sequence[WordValue], ranking: Ranking) -> tuple[WithoutWord, ...]:
    """The shorter plots are encoded as plots are, not as roughly as for the words' values: the ranks are exact."""
    if not words:
        return ()
    strongest = [words[k] for k in np.argsort(-np.abs(_drops(told)), kind="stable")[:STRONGEST]]
    trained, seen = told.trained, told.question.film
    plots = [without(seen.film.plot, Span(word.start, word.end)) for word in strongest]
    films = [seen.film.model_copy(update={"plot": plot}) for plot in plots]
    embeddings = trained.encoded.text.encode(films)
    scores = []
    for vector, present in zip(embeddings.vectors, embeddings.present, strict=True):
        vectors = {m: v for m, v in seen.vectors.items() if m != TEXT} | ({TEXT: vector} if present else {})
        scores.append(float(trained.readout.direction_of(codes_by(trained, vectors)) @ told.logits))
    return tuple(WithoutWord(w, ranking.place(s), s) for w, s in zip(strongest, scores, strict=True))
