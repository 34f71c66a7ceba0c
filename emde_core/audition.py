"""A film that does not exist yet: where a history would rank it, and why.

It is read by the same code as any other film, but nothing is learned from it: the model, and the catalogue's mean that
scores are relative to, stay as they are, and nothing is written to disk. Nobody has rated it, so that content alone
speaks for it, and it counts as an average film.

>>> from emde_core import demo_model
>>> film = Film(id="new", title="Tide Table", plot="A lighthouse keeper hears a bell.", genres=["Drama"])
>>> tide_table = audition(demo_model(), History(liked=["Alien", "Blade Runner"]), film)
>>> tide_table.why.ratings, tide_table.why.missing  # nobody has rated it, and it has no poster
(0, ('image',))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from emde_core.checks import one_of
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation
from emde_core.explain.query import Query
from emde_core.explain.question import Question
from emde_core.explain.ranks import Ranking
from emde_core.explain.values import WordValue
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.sketch.portrait import Portrait
from emde_core.text.words import Span, is_function_word, without

STRONGEST = 6  # words that are taken out of the plot, one at a time


@dataclass(frozen=True)
class WithoutWord:
    """The film's rank and score with one word taken out of the plot, as if it had been written so.

    The shorter plot is read anew: the other words stand in another sentence then, and the plot has another length, so
    that the score does not change by the word's value exactly.
    """

    word: WordValue
    rank: int
    score: float


@dataclass(frozen=True)
class Audition:
    """A film before a history.

    Attributes:
        why: its explanation; its rank is among the films outside the history and itself.
        ranking: of the catalogue's films.
        place_by_content: its rank where every film is read by content alone, as this one is.
        without: the words of its plot that change its score most, one at a time; empty where they were not asked for.
    """

    why: Explanation
    ranking: Ranking
    place_by_content: int
    without: tuple[WithoutWord, ...] = ()


def audition(
    model: Recommender, history: History, film: Film, poster: Image.Image | None = None, *, words: bool = True
) -> Audition:
    """Rank and explain a film that is in no catalogue.

    Args:
        model: the recommender, which stays as it is.
        history: liked and disliked films, and wishes.
        film: title, plot and categories; categories that the model never saw say nothing.
        poster: in RGB.
        words: whether to read the plot again without each of its strongest words.

    Raises:
        ConfigError: the poster is not in RGB, or the model is of the published recipe.
        FilmNameError, HistoryError: as for ``Recommender.recommend``; also if the film has neither a plot, nor a
            category that the model knows, nor a poster.
        EncoderError: a model that a reader needs is missing.
    """
    if poster is not None:
        one_of("the poster's mode", poster.mode, ("RGB",))
    query = model.query(history)
    portrait = Portrait.of_new(model.trained.encoded, film, poster)
    if not portrait.by_modality:
        raise HistoryError("there is nothing to rank the film by yet: give it a plot, a genre, or a poster")
    why = model.answer(Question(query, portrait))
    alone = model.by_content_alone()
    place = alone.rank(query).place(alone.score_of(portrait, query))
    without_words = tuple(_without_words(model, query, why, poster)) if words else ()
    return Audition(why, query.ranking, place, without_words)


def _without_words(
    model: Recommender, query: Query, why: Explanation, poster: Image.Image | None
) -> Iterator[WithoutWord]:
    film = why.film
    for word in _strongest(why.words):
        shorter = film.model_copy(update={"plot": without(film.plot, Span(word.start, word.end))})
        portrait = Portrait.of_new(model.trained.encoded, shorter, poster)
        score = model.score_of(portrait, query) if portrait.by_modality else float("-inf")
        yield WithoutWord(word, query.ranking.place(score), score)


def _strongest(words: Iterable[WordValue]) -> list[WordValue]:
    """Return the words that carry meaning by themselves, those that add or take most first."""
    content_words = (word for word in words if not is_function_word(word.text))
    return sorted(content_words, key=lambda word: -abs(word.value))[:STRONGEST]
