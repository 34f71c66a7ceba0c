"""Plain data that a service answers with."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.reasons.entries import wish_words
from emde_core.data.catalogue import Film
from emde_core.history import History, Wish
from emde_core.recommender import Recommender


@dataclass(frozen=True)
class Pick:
    """A recommendation on the screen.

    Attributes:
        film, rank, score, by_part: as the recommender gives them.
        before: its rank before the last change of the history, or, in a what-if or by content alone, by the model as it
            was learned; None if there was no such rank.
        among: its rank now among the films outside the history before as well, by which the change is judged: a film
            that was just taken out is recommended again, but pushes nobody down. None where nothing changed.
        by_wishes: how much of which part of the score wishes add.
    """

    film: Film
    rank: int
    score: float
    by_part: tuple[tuple[str, float], ...]
    before: int | None
    among: int | None = None
    by_wishes: tuple[tuple[str, float], ...] = ()

    @property
    def climbed(self) -> int | None:
        """Places gained by the last change, negative if lost; None if there is nothing to compare with."""
        return None if self.before is None else self.before - (self.among or self.rank)


@dataclass(frozen=True)
class StartHistory:
    """A history to start from.

    Attributes:
        name: the taste, as a name.
        line: a line about it.
        history: by the catalogue's own ids.
    """

    name: str
    line: str
    history: History


@dataclass(frozen=True)
class Removal:
    """Effect of taking one film or wish out of the history on the explained film's rank.

    Attributes:
        entry: the history film, or the wish, that is taken out.
        rank: of the explained film now.
        after: its rank without the entry, which does not compete; None if nothing is left to rank by.
    """

    entry: Film | Wish
    rank: int
    after: int | None

    @property
    def key(self) -> str:
        """The key of the entry in its history: a film's id, or a wish's key."""
        return self.entry.key if isinstance(self.entry, Wish) else self.entry.id

    @property
    def name(self) -> str:
        """The entry as a sentence names it: a title, or "your wish for more of War"."""
        return f"your wish for {wish_words(self.entry)}" if isinstance(self.entry, Wish) else self.entry.title

    @property
    def fall(self) -> int:
        """Places lost; negative if it climbs."""
        return 0 if self.after is None else self.after - self.rank


@dataclass(frozen=True)
class ModelFacts:
    """Facts about a model and its data.

    Attributes:
        films: the number of films.
        coverage: how many films each modality covers.
        viewers, ratings: the numbers that it was trained on.
        simulated: whether no person gave these ratings.
        model_hash, data_hash: as it was trained.
        recipe: "affinity" or "published".
    """

    films: int
    coverage: tuple[tuple[str, int], ...]
    viewers: int
    ratings: int
    simulated: bool
    model_hash: str
    data_hash: str
    recipe: str

    @classmethod
    def of(cls, model: Recommender) -> ModelFacts:
        """Collect the facts about a model."""
        trained = model.trained
        return cls(
            films=len(model.catalogue),
            coverage=tuple((m, int((trained.encoded.atoms[m].sizes > 0).sum())) for m in model.modalities),
            viewers=trained.provenance.viewers,
            ratings=trained.provenance.ratings,
            simulated=trained.provenance.simulated,
            model_hash=model.model_hash,
            data_hash=model.data_hash,
            recipe=trained.config.recipe,
        )
