"""Files that are small and stand for much, each read in a process of its own: what comes of it, and how much memory.

``python -m tests.trust.memory`` makes and reads all of them and prints a line for each; it takes three minutes.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pa_parquet
from PIL import Image

from dashboard.study.definition import parse_study
from emde_core.data.exports.registry import read_export_file
from emde_core.data.faults import Faults
from emde_core.data.posters import decode_poster
from emde_core.data.ratings import RatingsFile
from emde_core.data.tables import read_records
from emde_core.errors import EmdeError
from emde_core.limits import LIMITS, MEGABYTE

READERS = {  # by the folder that a file lies in
    "exports": read_export_file,
    "posters": lambda path: decode_poster(path.read_bytes(), (300, 450)),
    "films": lambda path: sum(1 for _ in read_records(path)),
    "ratings": lambda path: RatingsFile(path).read(Faults()),
    "studies": lambda path: parse_study(path.read_text(), path.name),
}
CEILING = 2 * LIMITS.memory.most  # so that a case that breaks the bound does not take the whole machine


ROOT = Path(__file__).parents[2]
EXIF = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(60_000)  # says that it has 65,535 fields
UPLOAD = LIMITS.upload.most
VIEWED = ("viewer", "film", "rating")
HEADER = b"Date,Name,Year,Letterboxd URI,Rating\n"


def zip_of(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def zip_of_many_names(count: int) -> bytes:
    """A zip whose directory names so many files of no bytes."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"a.csv"
    directory = entry * count
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count % 65_536, count % 65_536, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + end


def png(width: int, height: int, depth: int, colour: int, *more: tuple[bytes, bytes]) -> bytes:
    """A picture of zeros, of so many bits a channel, with further chunks."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    channels = {0: 1, 2: 3, 6: 4}[colour]
    line = 1 + (width * channels * depth + 7) // 8
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(bytes(line)) for _ in range(min(height, 8_000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = [(b"IHDR", head), *more, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def animated(frames: int) -> bytes:
    pictures = [Image.new("P", (600, 900), n % 250) for n in range(frames)]
    return saved(pictures[0], "GIF", save_all=True, append_images=pictures[1:])


def parquet(table: pa.Table, **options) -> bytes:
    buffer = io.BytesIO()
    pa_parquet.write_table(table, buffer, compression="zstd", **options)
    return buffer.getvalue()


def column(value: object, count: int) -> pa.Array:
    """So many cells, all of which are one."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([value]))


EXPORTS = {
    "plain.csv": lambda: HEADER + b"2020-01-01,Heat,1995,u,5\n",
    "bomb.zip": lambda: zip_of(*((f"{n}.csv", HEADER + bytes(UPLOAD - 100)) for n in range(6))),
    "one-too-large.zip": lambda: zip_of(("ratings.csv", HEADER + bytes(UPLOAD + 1))),
    "names.zip": lambda: zip_of_many_names(300_000),
    "cell.csv": lambda: HEADER + b"2020-01-01," + b"x" * (UPLOAD - 100),
    "commas.csv": lambda: b"title,year,rating\n" + b"," * (UPLOAD - 100),
    "columns.csv": lambda: b"title,year,rating" + b",c" * 100_000 + b"\n",
    "rows.csv": lambda: b"title,year,rating\n" + b"a,,\n" * 4_000_000,
    "quote.csv": lambda: HEADER + b'2020-01-01,"' + b"x\n" * 5_000_000,
    "deep.json": lambda: b"[" * (UPLOAD - 1),
    "lists.json": lambda: b"[" + b"[]," * 6_000_000 + b"[]]",
    "films.json": lambda: b"[" + b'{"title":"a"},' * 1_300_000 + b'{"title":"a"}]',
}


POSTERS = {
    "plain.png": lambda: saved(Image.new("RGB", (300, 450)), "PNG"),
    "wide.png": lambda: png(60_000, 60_000, 8, 2),
    "deep.png": lambda: png(5_000, 8_000, 16, 0),
    "deep-colours.png": lambda: png(5_000, 8_000, 16, 6),
    "profile.png": lambda: png(300, 450, 8, 2, (b"iCCP", b"p\0\0" + zlib.compress(bytes(200 * MEGABYTE), 1))),
    "words.png": lambda: png(300, 450, 8, 2, (b"zTXt", b"w\0\0" + zlib.compress(bytes(200 * MEGABYTE), 1))),
    "many.gif": lambda: animated(300),
    "large.tiff": lambda: saved(Image.new("CMYK", (5_000, 8_000)), "TIFF", compression="tiff_deflate"),
    "turned.jpg": lambda: saved(Image.new("RGB", (5_000, 8_000)), "JPEG", exif=EXIF),
}


FILMS = {
    "plain.csv": lambda: b"id,title\n1,Heat\n",
    "cell.csv.gz": lambda: gzip.compress(b"id,title,plot\n1,a," + b"x" * (200 * MEGABYTE), 1),
    "header.csv.gz": lambda: gzip.compress(b"x" * (200 * MEGABYTE), 1),
    "columns.csv": lambda: b"id,title" + b",c" * 100_000 + b"\n",
    "quoted.csv.gz": lambda: gzip.compress(b'id,title\n1,"a' + b'","\n' * (40 * MEGABYTE), 1),
    "line.jsonl.gz": lambda: gzip.compress(b'{"id":"' + b"x" * (200 * MEGABYTE) + b'"}', 1),
    "deep.jsonl": lambda: b"[" * 10 * MEGABYTE,
    "document.json.gz": lambda: gzip.compress(b"[" + b"{}," * (60 * MEGABYTE) + b"{}]", 1),
    "lists.json": lambda: b"[" + b"[]," * (LIMITS.document.most // 3 - 2) + b"[]]",
    "words.parquet": lambda: parquet(pa.table(dict.fromkeys(["id", "title"], column("x" * 10 * MEGABYTE, 100_000)))),
    "long-words.parquet": lambda: parquet(pa.table({"id": column("x" * MEGABYTE, 100_000)})),
    "rows.parquet": lambda: parquet(pa.table({"id": column("x", 30_000_000)})),
    "lists.parquet": lambda: parquet(pa.table({"genres": pa.array([[0] * 19_000_000])})),
    "columns.parquet": lambda: parquet(pa.table({f"c{n}": [1] for n in range(3_000)})),
}


RATINGS = {
    "plain.csv": lambda: b"viewer,film,rating\na,1,5\n",
    "rows.csv": lambda: b"a,b\n" * (LIMITS.ratings.most + 1),
    "rows.parquet": lambda: parquet(pa.table(dict.fromkeys(VIEWED, column("x", 60_000_000)))),
    "words.parquet": lambda: parquet(pa.table(dict.fromkeys(VIEWED, column("x" * 10 * MEGABYTE, 100_000)))),
    "header.csv": lambda: b"viewer" * (40 * MEGABYTE),
    "columns.csv": lambda: b"viewer,film,rating" + b",c" * 100_000 + b"\n",
    "cell.csv": lambda: b"viewer,film,rating\na," + b"x" * (200 * MEGABYTE) + b",5\n",
    "quote.csv": lambda: b'viewer,film,rating\na,"' + b"x,1\n" * (10 * MEGABYTE),
}
STUDIES = {
    "deep.json": lambda: b"[" * (LIMITS.study_file.most - 1),
    "long.json": lambda: b"[" * (LIMITS.study_file.most + 1),
}


MADE = {"exports": EXPORTS, "posters": POSTERS, "films": FILMS, "ratings": RATINGS, "studies": STUDIES}
FINE = {  # files that are read, if only in part
    *(
        "exports/plain.csv",
        "ratings/plain.csv",
        "exports/commas.csv",
        "posters/plain.png",
        "posters/deep.png",
        "posters/deep-colours.png",
    ),
    *("posters/many.gif", "posters/large.tiff", "posters/turned.jpg", "films/plain.csv", "films/long-words.parquet"),
}


def read_all(folder: Path, names: Iterable[str] = ()) -> dict[str, tuple[str, int]]:
    """Make the files, or those of these names, and return each one's outcome and megabytes."""
    paths = []
    for kind, make in MADE.items():
        (folder / kind).mkdir()
        for name, content in make.items():
            if not names or f"{kind}/{name}" in names:
                paths.append(folder / kind / name)
                paths[-1].write_bytes(content())
    command = [sys.executable, "-m", "tests.trust.memory", *map(str, paths)]
    output = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {name: (outcome, megabytes) for name, outcome, megabytes in map(json.loads, output.splitlines())}


def faults(outcomes: dict[str, tuple[str, int]]) -> list[str]:
    """Return what broke: neither read nor refused, above the memory that is stated, or the one for the other."""
    return [
        f"{name}: {megabytes} MB, {outcome}"
        for name, (outcome, megabytes) in outcomes.items()
        if outcome.startswith(("broke", "killed"))
        or megabytes * MEGABYTE >= LIMITS.memory.most
        or (outcome == "read") != (name in FINE)
    ]


def read_each(paths: list[str]) -> None:
    """Read each file."""
    for path in map(Path, paths):
        ours, childs = os.pipe()
        if (child := os.fork()) == 0:
            os.close(ours)
            os.write(childs, json.dumps([_name(path), *_read(path)]).encode())
            os._exit(0)
        os.close(childs)
        with os.fdopen(ours) as answer:
            print(answer.read() or json.dumps([_name(path), "killed", CEILING // MEGABYTE]), flush=True)
        os.waitpid(child, 0)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _read(path: Path) -> tuple[str, int]:
    """Return "read", or the sentence of the error, and the megabytes that the process grew by."""
    before, size = _memory("VmRSS"), _memory("VmSize")
    _reset_peak()
    resource.setrlimit(resource.RLIMIT_AS, (size + CEILING, size + CEILING))
    try:
        READERS[path.parent.name](path)
        outcome = "read"
    except EmdeError as error:
        outcome = f"refused: {error}"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what a person would see
        outcome = f"broke: {error!r:.300}"
    return outcome, (_memory("VmHWM") - before) // MEGABYTE


def _memory(name: str) -> int:
    """Return a field of this process's status, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _reset_peak() -> None:
    """Let the peak begin at what the process has now."""
    Path("/proc/self/clear_refs").write_text("5")


def main() -> None:
    """Read every file, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = read_all(Path(folder))
    for name, (outcome, megabytes) in outcomes.items():
        print(f"{name:<28} {megabytes:>6} MB  {outcome:.110}")
    broken = faults(outcomes)
    most = max(megabytes for _, megabytes in outcomes.values())
    print(f"{len(outcomes)} files, {most} MB at most, {LIMITS.memory} allowed, {len(broken)} broke", *broken, sep="\n")
    sys.exit(bool(broken))


if __name__ == "__main__":
    read_each(sys.argv[1:]) if sys.argv[1:] else main()
