"""Zips as sites make them, and as people make them anew."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from emde_core.data.exports.letterboxd import FILES
from emde_core.effort import size_words
from emde_core.errors import DataError
from emde_core.limits import LIMITS

ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with files, and without
ENDINGS = (".csv", ".json")
LEFT_OUT = ("deleted", "orphaned", "lists", "__MACOSX")  # folders that are not what somebody watched
ENTRY = b"PK\x01\x02"  # begins what a zip's directory says of each file
REMEDY = "give the export as it came"


def unpack(name: str, content: bytes, most: int) -> list[tuple[str, bytes]]:
    """Read the files of a zip that may hold films, each of at most ``most`` bytes, whatever the zip says of its sizes.

    ``LIMITS`` bounds how many files there are, how many are read, and how much they are together.

    Of Letterboxd's these are the ones with films; of another all tables and JSON files. A folder around all of them is
    left out of their names, and folders of what was deleted, and of lists, are not read.

    Raises:
        DataError: it is no zip, none of the files is in it, or one or all of them are too large, or they are too many.
    """
    if content.count(ENTRY) > LIMITS.zip_members.most:  # before its directory is read, which takes memory for each
        raise DataError(f"{name} holds more than {LIMITS.zip_members}; {REMEDY}")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            inside = _names(archive.namelist())
            if len(inside) > LIMITS.zip_files.most:
                raise DataError(f"{name} holds {len(inside):,} tables, more than {LIMITS.zip_files}; {REMEDY}")
            files = list(_members(name, archive, inside, most))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,  # zipfile's, for a compression that it does not know
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        LZMAError,
    ) as error:
        raise DataError(f"{name} is no zip that can be read ({error}); download the export again") from error
    if not files:
        raise DataError(f"{name} holds none of {', '.join(FILES)}, nor another table; give the export as it came")
    return files


def zip_folder(folder: Path) -> bytes:
    """Return a folder's tables as a zip: that of an export which was unpacked."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and _may_hold_films(name):
                archive.write(path, name)
    return buffer.getvalue()


def _names(paths: list[str]) -> dict[str, str]:
    """Return the files to read: their names without the folder around all of them, and their names in the zip."""
    files = [path for path in paths if _may_hold_films(path)]
    tops = {PurePosixPath(path).parts[0] for path in files}
    around = f"{tops.pop()}/" if len(tops) == 1 and all("/" in path for path in files) else ""
    short = {path.removeprefix(around): path for path in files}
    if around and "likes/" in around:
        short = {path: path for path in files}
    letterboxd = {name: path for name, path in short.items() if name in FILES}
    return letterboxd or short


def _may_hold_films(path: str) -> bool:
    *folders, file = PurePosixPath(path).parts or ("",)
    return file.lower().endswith(ENDINGS) and not file.startswith(".") and not set(folders).intersection(LEFT_OUT)


def _members(
    zip_name: str, archive: zipfile.ZipFile, names: Mapping[str, str], most: int
) -> Iterator[tuple[str, bytes]]:
    """Yield each file by its short name, as long as they are not too much together."""
    total = 0
    for short, long in names.items():
        data = _member(archive, long, most)
        total += len(data)
        if total > LIMITS.zip_unpacked.most:
            raise DataError(f"{zip_name} holds more than {LIMITS.zip_unpacked} of tables; {REMEDY}")
        yield short, data


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise DataError(f"{name} in the zip is larger than {size_words(most)}; {REMEDY}")
    return data
