"""Models as measurements train them: many with one choice of settings, on whatever content and viewers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from emde_core.arrays import Floats, Ints
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.evaluate.peers import Scorer
from emde_core.model.affinity import Affinity
from emde_core.model.choice import choose
from emde_core.model.fitting import fit_affinity, fit_uncalibrated
from emde_core.model.prior import Products
from emde_core.model.published import Published
from emde_core.model.strengths import PriorScale
from emde_core.sketch.film_sketches import FilmSketches
from emde_core.validation.splits import Split

Model = Affinity | Published
ALL = "all"  # modalities together


@dataclass(frozen=True, eq=False)
class Content:
    """Films as any number of models read them.

    Attributes:
        units: the films' sketches divided by their lengths, [films, D * W], by modality.
    """

    units: Mapping[str, FilmSketches]

    @cached_property
    def products(self) -> Products:
        """The sketches multiplied with each other, once for all models."""
        films = len(next(iter(self.units.values()), []))
        return Products.multiply(self.units, np.arange(films), np.float32)

    def only(self, modality: str) -> Content:
        """Return one modality of the same content."""
        content = Content({modality: self.units[modality]})
        vars(content)["products"] = replace(self.products, of={modality: self.products.of[modality]})
        return content

    def exchange(self, modality: str, order: Ints) -> Content:
        """Return the same content with one modality's, or all of it, of the film at ``order[k]`` given to that at k."""
        names = [each for each in self.units if modality in (each, ALL)]
        content = Content({**self.units, **{each: self.units[each].reorder(order) for each in names}})
        square, products = np.ix_(order, order), self.products
        exchanged = {each: products.of[each][square] for each in names}
        vars(content)["products"] = replace(products, of={**products.of, **exchanged})
        return content


@dataclass(frozen=True)
class Learner:
    """Trains models with settings that were chosen once.

    Attributes:
        config: the settings.
        prior_scale: how much the content prior counts; None for the published recipe, which has no prior.
    """

    config: Config
    prior_scale: PriorScale | None

    @classmethod
    def choosing(cls, content: Content, reactions: Reactions, config: Config) -> Learner:
        """Choose the settings that are best for these viewers."""
        return cls(config, choose(content.products, reactions, config) if config.recipe == "affinity" else None)

    def without_prior(self) -> Learner:
        """The same with a content prior of 0."""
        return replace(self, prior_scale=replace(self.prior_scale, scale=0.0) if self.prior_scale else None)

    def model(self, content: Content, reactions: Reactions) -> Model:
        """A model as people get it."""
        if self.prior_scale is None:
            return Published.fit(content.units, reactions, self.config)
        return fit_affinity(content.units, content.products, reactions, self.config, self.prior_scale)

    def ranking(self, content: Content, reactions: Reactions) -> Model:
        """A model that ranks films as that one does, in half the time: its scores are not brought to nats."""
        if self.prior_scale is None:
            return self.model(content, reactions)
        return fit_uncalibrated(content.units, content.products, reactions, self.config, self.prior_scale)


def scorer_of(model: Model) -> Scorer:
    """A trained model as a scorer."""

    def score(likes: sparse.csr_array, dislikes: sparse.csr_array) -> Floats:
        return model.scores(np.arange(2 * model.films), sparse.hstack([likes, dislikes]).toarray())

    return score


def scores_of(model: Model, split: Split) -> Floats:
    """Every film's score for a split's held-out viewers, [viewers, films]."""
    return scorer_of(model)(split.likes, split.dislikes)
