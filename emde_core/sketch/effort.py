"""The effort of reading films into atoms."""

from __future__ import annotations

from emde_core.data.catalogue import Catalogue
from emde_core.effort import Effort

# Measured on the demo's 601 films, by one processor: 41,905 words of plots in 33 s, 601 posters in 5 s; at most 1.25
# GB, of which a word's vectors take 12 KB and a poster's 48 KB, beside what the libraries and the language model take.
_SECONDS_A_WORD, _SECONDS_A_POSTER, _SECONDS_A_FILM = 8e-4, 8e-3, 4e-4
_BYTES_AT_ALL, _BYTES_A_WORD, _BYTES_A_POSTER = 0.7e9, 12_000, 48_000


def reading_effort(catalogue: Catalogue) -> tuple[str, Effort]:
    """Return in words what is to be read, and the effort of it."""
    words = sum(len(film.plot.split()) for film in catalogue)
    posters = sum(catalogue.poster_path(film) is not None for film in catalogue)
    seconds = _SECONDS_A_WORD * words + _SECONDS_A_POSTER * posters + _SECONDS_A_FILM * len(catalogue)
    memory = _BYTES_AT_ALL + _BYTES_A_WORD * words + _BYTES_A_POSTER * posters
    return f"reading {len(catalogue):,} films, {words:,} words of plots, {posters:,} posters", Effort(seconds, memory)
