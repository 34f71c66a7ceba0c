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
from dashboard.tmdb.film_facts import FilmFacts, Setup, read_movie, read_setup
from emde_core.data.catalogue import Film

THREADS = 4  # requests at once
CAPACITY = 300  # films in memory
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
        self._films: OrderedDict[str, Lookup[FilmFacts]] = OrderedDict()
        self._setup: Lookup[Setup] | None = None
        self._pause: tuple[float, TmdbError] = (-math.inf, TmdbError(""))

    def film(self, film: Film) -> Future[FilmFacts] | None:
        """Return facts about a film, which may arrive later; None for a film without an id of TMDB's or IMDb's.

        The future's error is a TmdbError.
        """
        name = film.tmdb_id or (f"tt{film.imdb_id.zfill(7)}" if film.imdb_id else None)
        if name is None or not name.isalnum() or not name.isascii():
            return None
        with self._lock:
            lookup = self._films.get(name)
            if lookup is None or lookup.is_over(self._clock()):
                lookup = self._films[name] = self._start(lambda: self._ask(name))
            self._films.move_to_end(name)
            while len(self._films) > CAPACITY:
                self._films.popitem(last=False)
        return lookup.future

    def setup(self) -> Future[Setup]:
        """Return facts about TMDB itself, which may arrive later; its error says what is wrong with the key."""
        with self._lock:
            if self._setup is None or self._setup.is_over(self._clock()):
                self._setup = self._start(lambda: read_setup(self._client.configuration(), self._client.countries()))
            return self._setup.future

    def _ask(self, name: str) -> FilmFacts:
        tmdb_id = self._client.find(name) if name.startswith("tt") else name
        return read_movie(self._client.movie(tmdb_id))

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
