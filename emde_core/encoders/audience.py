"""Two optional modalities that know nothing of a film's content: who watches it, and which film it is."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from emde_core.encoders.base import Embeddings
from emde_core.errors import EncoderError

AUDIENCE_DIM, CLEORA_STEPS = 256, 4
IDENTITY_DIM = 64


def encode_audience(likes: sparse.csr_array) -> Embeddings:
    """Co-watching: Cleora embeddings of the films that viewers like together, [films, 256].

    A film that fewer than two viewers like has none. Source: Cleora, arXiv 2102.02302.

    Args:
        likes: [viewers, films], of the viewers to learn from only: never of those to be tested.

    Raises:
        EncoderError: the extra ``audience`` is not installed.
    """
    try:
        from pycleora import SparseMatrix
    except ImportError as error:
        raise EncoderError("the audience modality needs pycleora: pip install 'emde-dashboard[audience]'") from error
    present = np.asarray((likes > 0).sum(axis=0)) > 1
    watched = (" ".join(map(str, likes[[v]].indices)) for v in range(likes.shape[0]))
    matrix = SparseMatrix.from_iterator((line for line in watched if line), "complex::reflexive::film")
    vectors = matrix.initialize_deterministically(AUDIENCE_DIM)
    for _ in range(CLEORA_STEPS):
        vectors = matrix.left_markov_propagate(vectors)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    row_of = {int(film): row for row, film in enumerate(matrix.entity_ids)}
    rows = np.array([vectors[row_of[int(film)]] for film in np.flatnonzero(present)]).reshape(-1, AUDIENCE_DIM)
    return Embeddings.of_present(rows.astype(float), present)


def encode_identity(films: int, seed: int) -> Embeddings:
    """A random vector for each film, [films, 64]: nothing but which film it is."""
    vectors = np.random.default_rng((seed, films)).standard_normal((films, IDENTITY_DIM))
    return Embeddings.of_present(vectors, np.ones(films, dtype=bool))
