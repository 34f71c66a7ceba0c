"""Addresses of a film's pages elsewhere, where its ids there are known."""

from __future__ import annotations

from emde_core.data.catalogue import Film


def imdb_name(film: Film) -> str:
    """Return a film's id as IMDb writes it; "" where it is not known.

    >>> imdb_name(Film(id="1", title="Toy Story", imdb_id="114709"))
    'tt0114709'
    """
    return f"tt{film.imdb_id.zfill(7)}" if film.imdb_id else ""


def film_links(film: Film) -> tuple[tuple[str, str], ...]:
    """Return the names and addresses of its pages at IMDb, TMDB and Letterboxd, which finds films by those ids."""
    imdb, tmdb = imdb_name(film), film.tmdb_id or ""
    links = []
    if imdb:
        links.append(("IMDb", f"https://www.imdb.com/title/{imdb}/"))
    if tmdb:
        links.append(("TMDB", f"https://www.themoviedb.org/movie/{tmdb}"))
    if tmdb or imdb:
        links.append(("Letterboxd", f"https://letterboxd.com/{f'tmdb/{tmdb}' if tmdb else f'imdb/{imdb}'}/"))
    return tuple(links)
