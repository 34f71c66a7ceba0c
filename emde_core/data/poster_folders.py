"""The folders that posters are in. A poster's path is data: it stays inside them, whatever a file says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from emde_core.errors import DataError


@dataclass(frozen=True)
class PosterFolders:
    """The folders that posters are in.

    Attributes:
        base: the folder that relative paths start from; None where there is none.
        others: further folders, which absolute paths may lead into.
    """

    base: Path | None
    others: tuple[Path, ...] = ()

    def path(self, name: str) -> Path | None:
        """Return the path that a poster's name means, by its words alone; None for a relative one without a folder.

        Raises:
            DataError: it holds "..", a NUL character, or is an absolute path that leads into none of the folders.
        """
        path = Path(name)
        if not name or (self.base is None and not path.is_absolute()):
            return None
        if "\0" in name or ".." in path.parts or (path.is_absolute() and not self._holds(path)):
            raise self._outside(name)
        return (self.base or Path()) / path

    def file(self, name: str) -> Path | None:
        """Return the file that a poster's name means; None where there is none, or something else, such as a pipe.

        Raises:
            DataError: as for ``path``, and where links lead out of the folders.
        """
        path = self.path(name)
        try:
            if path is None or not path.is_file():
                return None
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):  # too long a name, a folder that may not be read, links in a circle
            return None
        if not self._holds(real):
            raise self._outside(name)
        return path

    def fault(self, name: str) -> str:
        """Return the reason why a poster's name is not used; "" where it is in order, or no file is there."""
        try:
            self.file(name)
        except DataError as error:
            return str(error)
        return ""

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        folders = (self.base, *self.others) if self.base else self.others
        return tuple(dict.fromkeys(each for folder in folders for each in (folder.absolute(), folder.resolve())))

    def _holds(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self._roots)

    def _outside(self, name: str) -> DataError:
        places = " or ".join(str(folder) for folder in (self.base, *self.others) if folder) or "a folder of posters"
        return DataError(f"poster {name!r:.200} is not inside {places}; put the file there, or name its folder")
