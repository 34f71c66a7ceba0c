"""The effort of reading films into atoms."""

from __future__ import annotations

from emde_core.data.catalogue import Catalogue
from emde_core.effort import Effort

# Time was measured on the demo's 601 films, by one processor: 41,905 words of plots in 33 s, 601 posters in 5 s. Memory
# was, on 600 and 1,500 films (tests/benchmarks/README.md): what libraries and the model take, 4 KB for a word's
# vectors and 48 KB for a poster's, of as many as are held, and for the others their codes.
_SECONDS_A_WORD, _SECONDS_A_POSTER, _SECONDS_A_FILM = 8e-4, 8e-3, 4e-4
_BYTES_AT_ALL = 0.9e9
_WORDS_HELD, _BYTES_A_WORD, _BYTES_OF_ITS_CODES = 150_000, 4_000, 700
_POSTERS_HELD, _BYTES_A_POSTER, _BYTES_OF_POSTERS_CODES = 3_000, 48_000, 28_000


def reading_effort(catalogue: Catalogue) -> tuple[str, Effort]:
    """Return in words what is to be read, and the effort of it."""
    words = sum(len(film.plot.split()) for film in catalogue)
    posters = sum(catalogue.poster_path(film) is not None for film in catalogue)
    seconds = _SECONDS_A_WORD * words + _SECONDS_A_POSTER * posters + _SECONDS_A_FILM * len(catalogue)
    memory = _BYTES_AT_ALL + _bytes(words, _WORDS_HELD, _BYTES_A_WORD, _BYTES_OF_ITS_CODES)
    memory += _bytes(posters, _POSTERS_HELD, _BYTES_A_POSTER, _BYTES_OF_POSTERS_CODES)
    return f"reading {len(catalogue):,} films, {words:,} words of plots, {posters:,} posters", Effort(seconds, memory)


def _bytes(count: int, most: int, while_held: int, after: int) -> int:
    return while_held * min(count, most) + after * max(count - most, 0)
