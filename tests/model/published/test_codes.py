from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from emde_core.model.published.codes import MISSING, CodeLayout, gather

LAYOUT = CodeLayout(("text", "image"), depth=3, width=4)
FILMS = 9
CODES = np.random.default_rng(0).integers(0, 4, (FILMS, 2, 3))
CODES[2, 1] = CODES[5] = MISSING

histories = st.lists(st.tuples(st.integers(0, FILMS - 1), st.integers(0, 1)), max_size=12)


def sketch(history):
    films, blocks = [f for f, _ in history], np.array([b for _, b in history], dtype=int)
    return LAYOUT.input_sketch(LAYOUT.input_positions(CODES[films], blocks))


def test_rows_lie_modality_by_modality_and_partition_by_partition():
    assert LAYOUT.size == 24
    assert LAYOUT.flat(np.array([[[0, 1, 2], [3, 0, 1]]])).tolist() == [[[0, 5, 10], [15, 16, 21]]]
    assert LAYOUT.flat(np.array([[[0, 1, 2], [MISSING] * 3]])).tolist() == [[[0, 5, 10], [MISSING] * 3]]


def test_a_flat_vector_seen_as_rows_shares_its_numbers():
    flat = np.arange(48.0).reshape(2, 24)
    rows = LAYOUT.rows(flat)
    assert rows.shape == (2, 2, 3, 4)
    assert rows[1, 1, 2, 3] == flat[1, 23]
    assert np.shares_memory(rows, flat)


def test_one_hot_codes_have_a_one_in_each_row_that_the_film_has():
    one_hot = LAYOUT.one_hot(CODES)
    rows = LAYOUT.rows(one_hot.toarray())
    assert one_hot.shape == (FILMS, 24)
    for film in range(FILMS):
        for m in range(2):
            for d in range(3):
                code = CODES[film, m, d]
                assert rows[film, m, d].tolist() == [float(code == bucket) for bucket in range(4)]


def test_dislikes_lie_after_all_likes():
    (place,) = LAYOUT.input_positions(CODES[:1], np.array([1]))
    assert np.array_equal(place, LAYOUT.flat(CODES[:1])[0] + 24)


@given(histories)
def test_a_sketch_is_the_sum_of_its_films_sketches(history):
    alone = sum((sketch([each]) for each in history), np.zeros(48))
    assert np.array_equal(sketch(history), alone)
    assert sketch(history).sum() == sum((CODES[film] != MISSING).sum() for film, _ in history)


@given(histories.flatmap(lambda h: st.tuples(st.just(h), st.permutations(h), st.integers(0, len(h)))))
def test_a_sketch_knows_no_order_and_can_be_added_up_across_machines(case):
    history, shuffled, cut = case
    assert np.array_equal(sketch(history), sketch(shuffled))
    assert np.array_equal(sketch(history), sketch(history[:cut]) + sketch(history[cut:]))


def test_a_film_adds_nothing_where_it_lacks_a_modality():
    assert sketch([(2, 0)])[12:24].sum() == 0
    assert sketch([(2, 0)])[:12].sum() == 3
    assert sketch([(5, 0), (5, 1)]).sum() == 0


def test_gather_reads_zero_where_a_modality_is_missing():
    rates = np.arange(1.0, 49.0)
    positions = LAYOUT.input_positions(CODES[[2, 0]], np.array([1, 0]))
    found = gather(np.stack([rates, -rates]), positions)
    assert found.shape == (2, 2, 2, 3)
    assert found[0, 0, 1].tolist() == [0, 0, 0]
    assert found[0, 0, 0].tolist() == (24 + 1 + LAYOUT.flat(CODES[2:3])[0, 0]).tolist()
    assert np.array_equal(found[1], -found[0])
