"""Every exception that emde_core raises on purpose. Each message names what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class EmdeError(Exception):
    """The top of the hierarchy: catch this to catch anything that a user can mend."""


class DataError(EmdeError):
    """A file or a row of data is not as it should be."""


class FetchError(EmdeError):
    """A data set could not be had from any of its sources."""


class ConfigError(EmdeError):
    """A setting is out of range or contradicts another."""


class EncoderError(EmdeError):
    """A model or a vector that an encoder needs is missing or does not fit."""


class ArtifactError(EmdeError):
    """A stored model or prepared catalogue is damaged, foreign, too old, or belongs to other data."""


class ServeError(EmdeError):
    """The dashboard can't be served where it was asked for."""


class HistoryError(EmdeError):
    """A history says nothing that the model could use."""


class FilmNameError(EmdeError):
    """A film's name or id means no film, or more than one.

    Attributes:
        candidates: the nearest films, as people would type them, best first.
    """

    def __init__(self, message: str, candidates: Iterable[str] = ()) -> None:
        self.candidates = tuple(candidates)
        listed = "".join(f"\n  {c}" for c in self.candidates)
        super().__init__(f"{message}{listed}")
