"""The exceptions that emde_core raises on purpose. Each message names what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class EmdeError(Exception):
    """The top of the hierarchy: catch it to catch everything that a user can mend."""


class DataError(EmdeError):
    """A file or a row of data that is not as it should be."""


class FetchError(EmdeError):
    """A data set that none of its sources could give."""


class ConfigError(EmdeError):
    """A setting that is out of range or contradicts another."""


class MissingExtraError(EmdeError):
    """A package that only one of the extras brings is not installed."""


class EncoderError(EmdeError):
    """A model or a vector that an encoder needs, and that is missing or does not fit."""


class ArtifactError(EmdeError):
    """A stored model or prepared catalogue that is damaged, foreign, too old, or of other data."""


class StorageError(EmdeError):
    """A file or folder that can't be written: the disk is full, it is read-only, or another process is writing it."""


class ClusterError(EmdeError):
    """A cluster that does not answer, has no workers, or whose workers keep dying."""


class ServeError(EmdeError):
    """A place where the dashboard can't be served."""


class HistoryError(EmdeError):
    """A history that holds nothing a model could use."""


class FilmNameError(EmdeError):
    """A film's name or id that means no film, or more than one.

    Attributes:
        candidates: the nearest films, as people would type them, best first.
    """

    def __init__(self, message: str, candidates: Iterable[str] = ()) -> None:
        self.candidates = tuple(candidates)
        lines = "".join(f"\n  {c}" for c in self.candidates)
        super().__init__(f"{message}{lines}")
