"""A history resolved once against a model: what rankings, edits and explanations are answered from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Catalogue, Film
from emde_core.explain.masked_histories import MaskedHistories, positions_and_blocks
from emde_core.explain.ranks import Ranking, competing
from emde_core.explain.wishes import WishReader, WishSketch
from emde_core.history import History
from emde_core.model.affinity import Affinity
from emde_core.model.published import Published
from emde_core.model.trained import TrainedModel
from emde_core.schema import REACTIONS, Reaction
from emde_core.summary import few, summary

NO_FILMS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Query:
    """A history in a model's numbers; what follows from it is worked out when it is first asked for.

    Attributes:
        trained: the model that the history is put to.
        history: by film ids.
        positions: [H], its films' positions in the catalogue.
        blocks: [H], 0 for a like, 1 for a dislike.
        wishes: in the history's order.
    """

    trained: TrainedModel = field(repr=False)
    history: History
    positions: Ints = field(repr=False)
    blocks: Ints = field(repr=False)
    wishes: tuple[WishSketch, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        entries = [f"{reaction} {film.label}" for film, reaction in zip(self.films, self.reactions, strict=True)]
        return summary(self, few([*entries, *(wish.label for wish in self.history.wishes)]))

    @classmethod
    def of(cls, trained: TrainedModel, history: History, reader: WishReader) -> Query:
        """Resolve a history of film ids.

        Args:
            trained: the model.
            history: every film by its id.
            reader: reads wishes; of the model's own catalogue.

        Raises:
            FilmNameError, HistoryError: a wish means nothing.
        """
        positions, blocks = positions_and_blocks(list(history), trained.encoded.catalogue)
        return cls(trained, history, positions, blocks, reader.read(history))

    @classmethod
    def of_positions(cls, trained: TrainedModel, liked: Ints, disliked: Ints = NO_FILMS) -> Query:
        """Make a query of liked and disliked films by their positions, without wishes."""
        films = trained.encoded.catalogue.films
        history = History(*(tuple(films[position].id for position in side.tolist()) for side in (liked, disliked)))
        positions = np.concatenate([liked, disliked]).astype(np.int64)
        return cls(trained, history, positions, np.repeat([0, 1], [len(liked), len(disliked)]))

    def __len__(self) -> int:
        """Return H, the number of films."""
        return len(self.positions)

    @property
    def model(self) -> Affinity | Published:
        """The model that scores."""
        return self.trained.model

    @property
    def catalogue(self) -> Catalogue:
        """The films that are scored."""
        return self.trained.encoded.catalogue

    @property
    def films(self) -> tuple[Film, ...]:
        """The history's films, [H]."""
        return tuple(self.catalogue.films[position] for position in self.positions.tolist())

    @cached_property
    def rows(self) -> Ints:
        """The model's rows of the history's films, [H]."""
        return self.masked_histories.rows

    @cached_property
    def reactions(self) -> tuple[Reaction, ...]:
        """The reactions to the history's films, [H]."""
        return tuple(REACTIONS[block] for block in self.blocks)

    @cached_property
    def wish_scores(self) -> Floats:
        """The wishes' part of every score, [films], in nats."""
        model = self.model
        return model.wish_scores(self.wishes) if isinstance(model, Affinity) else np.zeros(model.films)

    @cached_property
    def masked_histories(self) -> MaskedHistories:
        """Every history that is made of some of these films and all wishes."""
        return MaskedHistories(self.model, self.positions, self.blocks, self.wish_scores)

    @cached_property
    def scores(self) -> Floats:
        """Every film's score, [films], in nats relative to the catalogue's mean; -inf for a film without one."""
        scores: Floats = self.model.scores(self.rows, np.ones((1, len(self))))[0] + self.wish_scores
        return scores

    @cached_property
    def ranking(self) -> Ranking:
        """The films outside the history, best first."""
        return self.ranking_outside(NO_FILMS)

    def ranking_outside(self, others: Ints) -> Ranking:
        """Rank the films that are neither in this history nor among others, given by position."""
        order = np.argsort(-self.scores, kind="stable")
        competitors = order[competing(self.model, self.positions, others)[order]]
        return Ranking(self.scores, competitors, self.catalogue.films)
