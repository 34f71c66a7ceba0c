"""Addresses of posters for the page. Streamlit serves them, so a message holds a few letters for each picture."""

from __future__ import annotations

from streamlit import runtime

from dashboard.browser import tmdb_access
from dashboard.browser.lasting_files import PICTURE, hold_picture
from dashboard.service.posters import Posters, data_uri
from emde_core.data.catalogue import Film


def small(posters: Posters, film: Film) -> str | None:
    """Return the address of a picture for grids and lists; None for a film without a poster that can be read."""
    return _address(posters.thumbnail(film), f"small-{film.id}")


def large(posters: Posters, film: Film) -> str | None:
    """Return the address of the explained film's picture, or None."""
    return _address(posters.picture(film), f"large-{film.id}")


def cover(posters: Posters, film: Film) -> str | None:
    """Return the address of TMDB's poster where the session prefers those and it is known; else of our small one.

    Only for pictures without marks: regions are of our posters.
    """
    return tmdb_access.poster(film) or small(posters, film)


def large_cover(posters: Posters, film: Film) -> str | None:
    """Return the same, or else the address of our large one."""
    return tmdb_access.poster(film) or large(posters, film)


def _address(picture: bytes | None, place: str) -> str | None:
    """Return an address relative to the page, which may be served below a path.

    Streamlit keeps the picture while a session's last page has it, and a while longer.
    """
    if picture is None:
        return None
    if not runtime.exists():
        return data_uri(picture)
    hold_picture(picture)
    return runtime.get_instance().media_file_mgr.add(picture, PICTURE, place).lstrip("/")
