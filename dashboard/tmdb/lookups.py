"""Lookups at TMDB in the background, remembered for a day: whoever draws a page never waits for them."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from dashboard.tmdb.client import Client
from dashboard.tmdb.errors import DAY, TmdbError
from dashboard.tmdb.film_facts import FilmFacts, Setup, read_movie, read_poster, read_setup
from emde_core.data.catalogue import Film

THREADS = 4  # requests at once
FILMS = 30  # films whose offers are remembered, up to 60 KB each
POSTERS = 600  # paths of pictures; more than a page has, whose posters would else push each other out
AGE = DAY  # seconds that an answer is used; TMDB's terms allow six months

Value = TypeVar("Value")


@dataclass(frozen=True)
class Lookup(Generic[Value]):
    """A question to TMDB, and when it was asked."""

    future: Future[Value]
    start: float

    def is_over(self, now: float) -> bool:
        """Return True where an answer is too old, or an error has lasted its time."""
        if not self.future.done():
            return False
        error = self.future.exception()
        return now - self.start >= (error.wait if isinstance(error, TmdbError) else AGE)


Memory = OrderedDict[str, Lookup[Value]]  # by the film's id at TMDB or IMDb, the last used last


class Lookups:
    """Lookups with one key, for one session or for all who use the server's."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare for lookups; nothing is asked for yet.

        Args:
            client: asks TMDB.
            clock: tells seconds; another one in tests.
        """
        self._client, self._clock = client, clock
        self._pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="tmdb")
        self._lock = Lock()
        self._films: Memory[FilmFacts] = OrderedDict()
        self._posters: Memory[str | None] = OrderedDict()
        self._setup: Lookup[Setup] | None = None
        self._pause: tuple[float, TmdbError] = (-math.inf, TmdbError(""))

    def film(self, film: Film) -> Future[FilmFacts] | None:
        """Return facts about a film, which may arrive later; None for a film without an id of TMDB's or IMDb's.

        The future's error is a TmdbError, as all methods' are.
        """
        return self._find(film, self._films, FILMS, self._ask_for_film)

    def poster(self, film: Film) -> Future[str | None] | None:
        """Return the path of a film's poster, which may arrive later; None as for ``film``."""
        return self._find(film, self._posters, POSTERS, self._ask_for_poster)

    def setup(self) -> Future[Setup]:
        """Return facts about TMDB itself, which may arrive later; its error says what is wrong with the key."""
        with self._lock:
            if self._setup is None or self._setup.is_over(self._clock()):
                self._setup = self._start(lambda: read_setup(self._client.configuration(), self._client.countries()))
            return self._setup.future

    def _find(self, film: Film, memory: Memory[Value], most: int, ask: Callable[[str], Value]) -> Future[Value] | None:
        name = film.tmdb_id or (f"tt{film.imdb_id.zfill(7)}" if film.imdb_id else None)
        if name is None or not name.isalnum() or not name.isascii():
            return None
        with self._lock:
            lookup = memory.get(name)
            if lookup is None or lookup.is_over(self._clock()):
                lookup = memory[name] = self._start(lambda: ask(name))
            memory.move_to_end(name)
            while len(memory) > most:
                memory.popitem(last=False)
        return lookup.future

    def _ask_for_film(self, name: str) -> FilmFacts:
        tmdb_id = str(self._client.find(name).id) if name.startswith("tt") else name
        return read_movie(self._client.movie(tmdb_id))

    def _ask_for_poster(self, name: str) -> str | None:
        return read_poster(self._client.find(name) if name.startswith("tt") else self._client.brief(name))

    def _start(self, ask: Callable[[], Value]) -> Lookup[Value]:
        return Lookup(self._pool.submit(self._unless_paused, ask), self._clock())

    def _unless_paused(self, ask: Callable[[], Value]) -> Value:
        """Ask; after an error that concerns all, what waits in the line ends with it instead of asking as well."""
        end, reason = self._pause
        if self._clock() < end:
            raise copy(reason)
        try:
            return ask()
        except TmdbError as error:
            if error.concerns_all:
                self._pause = (self._clock() + error.wait, error)
            raise
