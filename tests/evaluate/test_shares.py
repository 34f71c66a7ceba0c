"""Shares against sums over single explanations, film by film."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core.data.interactions import Reactions
from emde_core.evaluate.learning import ALL, Content, Learner, scorer_of
from emde_core.evaluate.shares import shares, strengths
from emde_core.explain.query import Query
from emde_core.explain.recommend import part_sums
from emde_core.model.trained import Provenance, TrainedModel
from emde_core.schema import COMPANY, RELAYED
from emde_core.validation.splits import warm_split
from tests import toy


def held_out():
    """A split of the toy world, in which 3 stars are a like: else nobody has likes to spare."""
    return warm_split(Reactions.of(toy.interactions(), toy.catalogue(), 3, 2), 2)


@pytest.fixture(scope="module", params=["affinity", "published"])
def trained(request):
    """A model of each recipe, of the viewers that the split learns from."""
    config, train = toy.config(recipe=request.param), held_out().train
    content = Content(toy.encoded().sketches)
    model = Learner.choosing(content, train, config).model(content, train)
    return TrainedModel(config, toy.encoded(), model, Provenance("", len(train.viewers), 0, True))


def explained(trained):
    """For each part, the sum over held-out viewers and films of what it adds times the score; the same of scores."""
    split = held_out()
    scores, owed, total = scorer_of(trained.model)(split.likes, split.dislikes), {}, 0.0
    for viewer in range(len(split.viewers)):
        liked, shunned, known = (m.toarray()[viewer] > 0 for m in (split.likes, split.dislikes, split.exclusions))
        query = Query.of_positions(trained, np.flatnonzero(liked), np.flatnonzero(shunned))
        unseen = np.flatnonzero(~known & trained.model.scorable)
        parts = part_sums(query, unseen)
        for film, of_film in zip(unseen, parts, strict=True):
            total += scores[viewer, film] ** 2
            for part, value in of_film.items():
                owed[part] = owed.get(part, 0.0) + value * scores[viewer, film]
    return {part: value / total for part, value in owed.items()}


def test_a_share_is_what_single_explanations_sum_to(trained):
    found = shares(trained.model, held_out())
    expected = explained(trained)
    for modality in trained.model.modalities:
        assert found[modality] == pytest.approx(expected[modality], rel=1e-3, abs=1e-5)
    assert found[ALL] == pytest.approx(sum(found[m] for m in trained.model.modalities))
    assert list(found) == [*trained.model.modalities, ALL]


def test_with_company_shares_of_ours_add_up_to_one(trained):
    owed = explained(trained)
    if trained.config.recipe == "affinity":
        assert shares(trained.model, held_out())[ALL] + owed[COMPANY] + owed[RELAYED] == pytest.approx(1)


def test_strengths_are_gains_without_popularity(trained):
    found, model = strengths(trained.model), trained.model
    if trained.config.recipe == "published":
        assert found is None
        return
    for m, modality in enumerate(model.modalities):
        each = [model.gains[m, film] / model.popularity[film] for film in range(model.films)]
        assert found[modality] == pytest.approx(sum(each) / len(each))
    assert found[ALL] == pytest.approx(sum(found[m] for m in model.modalities))
