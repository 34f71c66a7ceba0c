"""Errors of TMDB's, or on the way there: each says what happened, and what to do."""

from __future__ import annotations

from emde_core.errors import EmdeError

SOON, LATER, DAY = 30.0, 600.0, 86_400.0  # seconds


class TmdbError(EmdeError):
    """Something that TMDB did not give.

    Attributes:
        wait: seconds for which the same is not asked for again.
        concerns_all: True where nothing else is asked for in that time either.
    """

    wait = SOON
    concerns_all = False

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        if wait is not None:
            self.wait = wait


class KeyFormatError(TmdbError):
    """A text that can't be a key of TMDB's."""


class RefusedKeyError(TmdbError):
    """A key that TMDB does not accept."""

    wait = LATER
    concerns_all = True


class UnknownFilmError(TmdbError):
    """A film that TMDB does not know by its id."""

    wait = DAY


class BusyError(TmdbError):
    """Too many requests in a short time."""

    concerns_all = True


class UnreachableError(TmdbError):
    """A network or a server that gives no answer."""

    concerns_all = True


class RedirectError(UnreachableError):
    """An answer that leads elsewhere, where the key must not go."""


class BadAnswerError(TmdbError):
    """An answer that is too large, or not of the form that TMDB's documentation promises."""
