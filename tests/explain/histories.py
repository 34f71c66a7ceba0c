"""Any history of toy films, as hypothesis draws it."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st

from emde_core import History
from emde_core.history import Wish
from tests import toy

IDS = tuple(f"f{k}" for k in range(toy.FILMS))
THINGS = (
    ("director", "Director 21"),
    ("genre", "Musical"),
    ("word", "harbour"),
    ("word", "the"),
    ("region", "f4:2-1"),
    ("popularity", ""),
)
films = st.sampled_from(IDS)


@st.composite
def histories(draw, wishes=True):
    """Up to fourteen films of any kind, some liked and some not, and up to three wishes; not nothing at all."""
    chosen = draw(st.permutations(IDS))[: draw(st.integers(0, toy.FILMS - 1))]
    cut = draw(st.integers(0, len(chosen)))
    things = draw(st.lists(st.sampled_from(THINGS), unique=True, max_size=3 * wishes))
    weights = st.sampled_from([-4.0, -1.0, -0.25, 0.5, 1.0, 2.0])
    assume(chosen or things)
    return History(chosen[:cut], chosen[cut:], [Wish(*thing, draw(weights)) for thing in things])
