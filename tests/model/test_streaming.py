"""Learning from ratings that are read in parts, beside learning from all of them at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest

from emde_core import History, Recommender
from emde_core.data.rating_stream import RatingStream
from emde_core.errors import ConfigError, DataError
from emde_core.model import streaming
from emde_core.model.ridge import Ridge
from emde_core.model.streaming import FirstPass, SecondPass, learn_streamed
from emde_core.model.sums import sum_over
from tests import toy


def stream_of(table, tmp_path, row_group_size=None, **changes):
    table.to_parquet(tmp_path / "ratings.parquet", index=False, row_group_size=row_group_size)
    return replace(RatingStream.of(tmp_path / "ratings.parquet", toy.catalogue(), 4, 3), **changes)


def by_viewer():
    return toy.interactions().table.sort_values("viewer", kind="stable")


@pytest.fixture(params=[7, 50, 10**6])
def stream(request, tmp_path):
    return stream_of(by_viewer(), tmp_path, rows_at_once=request.param)


def test_no_part_breaks_a_viewer_in_two(stream):
    parts = list(stream.parts())
    assert sum(len(part.viewers) for part in parts) == toy.VIEWERS
    assert sum(part.reactions.rated.nnz for part in parts) == len(by_viewer())
    assert (len(parts) > 1) == (stream.rows_at_once < len(by_viewer()))


@pytest.mark.parametrize("rows", [1, 20, 10**6])
@pytest.mark.parametrize("row_group_size", [2, 13])
def test_every_viewer_is_whole_in_one_share(tmp_path, row_group_size, rows):
    """Of 40 viewers of seven ratings or so: groups of two make shares of one row that nobody begins in."""
    stream = stream_of(by_viewer(), tmp_path, row_group_size, rows_at_once=5, rows_in_share=rows)
    shares = stream.shares()
    assert (len(shares) > 1) == (rows < len(by_viewer()))
    parts = [part for share in shares for part in share.parts()]
    every = np.concatenate([part.viewers for part in parts])
    assert len(every) == len(np.unique(every)) == toy.VIEWERS
    assert sum(part.reactions.rated.nnz for part in parts) == len(by_viewer())
    assert np.concatenate([part.viewers for part in stream.parts()]).tolist() == every.tolist()


def test_sums_over_shares_are_those_over_the_file(tmp_path):
    stream = stream_of(by_viewer(), tmp_path, 13, rows_in_share=20)
    config, sample = toy.config(), FirstPass.over(stream).smallest[:5]
    second = partial(SecondPass.over, head=np.array([0, 2, 3, 7, 9]), sample=sample, config=config)
    one, many = FirstPass.over(stream), sum_over(FirstPass.over, stream.shares())
    for name in ("likes", "dislikes", "viewers", "ratings", "hashes", "smallest"):
        np.testing.assert_array_equal(getattr(many, name), getattr(one, name))
    sums, of_shares = second(stream), sum_over(second, stream.shares())
    np.testing.assert_allclose(of_shares.squares, sums.squares, rtol=1e-6)
    assert of_shares.together.tolist() == sums.together.tolist()
    assert of_shares.sample.rated.toarray().tolist() == sums.sample.rated.toarray().tolist()


def test_the_first_pass_counts_what_everybody_did(stream):
    counts, reactions = FirstPass.over(stream), toy.reactions()
    assert counts.likes.tolist() == reactions.likes.sum(axis=0).tolist()
    assert counts.dislikes.tolist() == reactions.dislikes.sum(axis=0).tolist()
    assert (counts.viewers, counts.ratings) == (toy.VIEWERS, reactions.rated.nnz)


def test_sums_over_parts_are_those_of_all_at_once(stream):
    head, config = np.array([0, 2, 3, 7, 9]), toy.config()
    sums = SecondPass.over(stream, head, np.zeros(0, dtype=np.int64), config)
    whole = Ridge.fit(toy.reactions().of_films(head), config.ridge)
    films = np.arange(len(head))
    np.testing.assert_allclose(Ridge.of_sums(sums.squares, config.ridge).solve(films), whole.solve(films), rtol=1e-4)
    likes = toy.reactions().likes[:, head].toarray()
    assert sums.together.tolist() == (likes.T @ likes).tolist()


def test_the_sample_is_kept_apart_and_does_not_depend_on_the_parts(stream):
    (viewers,) = (np.sort(np.concatenate([part.viewers for part in stream.parts()])),)
    sums = SecondPass.over(stream, np.arange(toy.FILMS), viewers[:5], toy.config())
    others = SecondPass.over(stream, np.arange(toy.FILMS), viewers[5:], toy.config())
    assert (sums.sample.likes.shape[0], others.sample.likes.shape[0]) == (5, toy.VIEWERS - 5)
    assert sums.sample.likes.nnz + others.sample.likes.nnz == toy.reactions().likes.nnz


def test_the_model_is_that_of_learning_from_all_at_once(stream):
    """So few viewers are not held out, by either: the smallest settings are taken, at temperature 1."""
    config = toy.config(prior={"scales": (2.0,), "average_film": (1.0,), "multipliers": (1.0,)}, company_films=9)
    streamed, _ = learn_streamed(toy.encoded(), stream, config)
    whole = toy.recommender(prior=dict(config.prior), company_films=9).trained.model
    rows = np.array([0, 3, 12, toy.FILMS + 2])
    masks = np.ones((1, 4))
    one, other = (each.scores(rows, masks) / each.temperature for each in (streamed, whole))
    np.testing.assert_allclose(one, other, atol=2e-3)
    assert streamed.together[0, 2] == whole.together[0, 2]
    assert [streamed.together[k, k] for k in range(toy.FILMS)] == [whole.together[k, k] for k in range(toy.FILMS)]
    np.testing.assert_allclose(streamed.average, whole.average)


def test_settings_are_chosen_on_viewers_that_are_held_out(tmp_path, monkeypatch):
    likes = toy.eager_reactions(0).likes.tocoo()
    ids = {"viewer": [f"v{k}" for k in likes.row], "film": [f"f{k}" for k in likes.col]}
    stream = stream_of(pd.DataFrame(ids | {"rating": 5}), tmp_path, rows_at_once=100)
    monkeypatch.setattr(streaming, "VIEWERS", 12)
    model, counts = learn_streamed(toy.encoded(), stream, toy.config())
    assert len(counts.sample) == 12
    assert model.temperature != 1
    assert sum(model.cold.of.values()) > 0


def test_a_streamed_model_is_saved_and_asked_like_any_other(tmp_path):
    stream = stream_of(by_viewer(), tmp_path)
    model = Recommender.fit_streamed(toy.encoded(), stream.path, toy.config(company_films=9))
    model.save(tmp_path / "model")
    again, history = Recommender.load(tmp_path / "model"), History(["f0", "f4"])
    assert (again.trained.provenance.viewers, again.trained.provenance.ratings) == (toy.VIEWERS, len(by_viewer()))
    assert again.recommend(history, 3) == model.recommend(history, 3)
    for film in ("f1", "f4", toy.UNRATED):
        why = again.explain(history, film)
        assert sum(each.value for each in why.contributions) == pytest.approx(why.score, abs=1e-12)


def test_the_published_recipe_does_not_read_ratings_in_parts(stream):
    with pytest.raises(ConfigError, match="published recipe learns from prepared ratings"):
        Recommender.fit_streamed(toy.encoded(), stream.path, toy.config(recipe="published"))


def test_of_several_ratings_the_last_holds(tmp_path):
    films, times = ["f0", "f0", "f1"], [1, 2, 0]
    table = pd.DataFrame({"viewer": ["a", "a", "b"], "film": films, "rating": [5, 1, 5], "time": times})
    (part,) = stream_of(table, tmp_path).parts()
    assert (part.reactions.likes.nnz, part.reactions.dislikes.nnz, part.reactions.rated.nnz) == (1, 1, 2)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"viewer": ["a"], "film": ["f0"]}, "there is no column 'rating'"),
        ({"viewer": ["a", None], "film": ["f0"] * 2, "rating": [5, 4]}, "viewer is empty in a row"),
        ({"viewer": ["a"], "film": ["f0"], "rating": [np.nan]}, "rating is not a number"),
    ],
)
def test_files_that_make_no_sense(tmp_path, table, said):
    with pytest.raises(DataError, match=said):
        list(stream_of(pd.DataFrame(table), tmp_path, rows_at_once=1).parts())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"viewer": ["a", "b", "a"], "film": ["f0"] * 3, "rating": [5] * 3}, "a viewer stand apart; sort"),
        ({"viewer": ["a", "b"], "film": ["f0"] * 2, "rating": [1, 3]}, "no rating is a like"),
    ],
)
def test_ratings_that_nothing_can_be_learned_from(tmp_path, table, said):
    stream = stream_of(pd.DataFrame(table), tmp_path, 1, rows_at_once=1)
    with pytest.raises(DataError, match=said):
        learn_streamed(toy.encoded(), stream, toy.config())


def test_a_file_that_is_none(tmp_path):
    (tmp_path / "ratings.parquet").write_text("no parquet")
    with pytest.raises(DataError, match="can't be read as Parquet"):
        list(RatingStream.of(tmp_path / "ratings.parquet", toy.catalogue(), 4, 3).parts())
