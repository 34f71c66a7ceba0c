"""The commands over the hostile world, one after another, on a terminal of their own or not.

What they print is looked through for whatever a terminal would obey, and what they write for where it lies.
"""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pseudo_terminals import read_until_closed
from tests.trust.hostile_strings import ALL
from tests.trust.hostile_world import FOLDER, records, write_world

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")
BAR = re.compile(r"\x1b\[(?:\?25[hl]|2K|1A|0m|3[26]m|38;5;\d+m)|\r")  # what the bar sends; no string has all of these
SETTINGS = {"prior": {"scales": [3.0], "average_film": [1.0], "multipliers": [1.0], "splits": 2}}
EXPORTED = 40  # films of the export that is imported
IN_ORDER, TO_MEND, MISUSE = 0, 1, 2  # exit statuses

Run = Callable[..., tuple[int, str, str]]
"""Runs a command: its exit status, stdout and stderr."""


@dataclass(frozen=True)
class World:
    """A folder with all that the commands read and write; nothing may be written beside it.

    Attributes:
        folder: of the world.
        films: as they stand in its file.
    """

    folder: Path
    films: Sequence[dict[str, Any]]

    @classmethod
    def write(cls, folder: Path, titles: Sequence[str] = ALL, *, plots: bool = True) -> World:
        """Write films, ratings, posters, settings, histories and an export; without plots no model is loaded."""
        world = cls(folder, records(titles, plots=plots))
        write_world(world.data, titles, plots=plots)
        (folder / "settings.json").write_text(json.dumps(SETTINGS))
        lines = [json.dumps({"viewer": titles[place], **world.history(place)}) for place in range(4)]
        (folder / "histories.jsonl").write_text("\n".join(lines))
        with world.export.open("w", newline="", encoding="utf-8") as file:
            rows = [(film["title"], film["year"], 5 if place % 2 else 1) for place, film in enumerate(world.films)]
            csv.writer(file).writerows([("Name", "Year", "Rating"), *rows[:EXPORTED]])
        return world

    @property
    def data(self) -> Path:
        """The films and ratings."""
        return self.folder / "data"

    @property
    def export(self) -> Path:
        """What another site exported, under a name that turns letters round."""
        return self.folder / "ratings \x1b[31m\u202evsc.csv"

    def history(self, place: int) -> dict[str, list[str]]:
        """Return a history of the films from a place on."""
        ids = [film["id"] for film in self.films[place : place + 3]]
        return {"liked": ids[:2], "disliked": ids[2:]}

    def commands(self, *, quick: bool = False) -> Iterator[tuple[object, ...]]:
        """Yield the commands, each with its arguments, in an order in which each finds what it reads.

        "misuse" is no command; quick ones neither measure nor examine.
        """
        out, many = self.folder / FOLDER, self.folder / f"{FOLDER}.parquet"
        inside = ("--model", out)
        liked, disliked = self.history(4).values()
        asked = [*(word for film in liked for word in ("--like", film)), "--dislike", *disliked]
        asked += ["--more", f"genre:{self.films[4]['genres'][0]}"]
        many = self.folder / f"{FOLDER.replace('/', '')}.parquet"
        yield "prepare", out, "--data", self.data, "--posters", self.data / "posters"
        yield "train", out, "--config", self.folder / "settings.json"
        for form in ((), ("--json",)):
            yield "recommend", *asked, *inside, *form
            yield "explain", *asked, "--film", self.films[9]["id"], *inside, *form
        yield "explain", "--histories", self.folder / "histories.jsonl", "--top", "2", "--out", many, *inside
        yield "import", self.export, "--out", self.folder / "history.json", *inside
        yield "recommend", "--history", self.folder / "history.json", *inside
        yield "misuse", *map(str, self.films[4]["aliases"])
        if not quick:
            yield "doctor", out
            yield "doctor", out, "--json"
            yield "evaluate", *inside, "--splits", "1"
            yield "evaluate", *inside, "--faithfulness", "--viewers", "10", "--out", self.folder / "figures"

    def problems(self, run: Run, *, quick: bool = False) -> Iterator[str]:
        """Run the commands; yield a sentence on whatever is wrong with what they print and write."""
        for words in self.commands(quick=quick):
            status, out, err = run(*words)
            name = f"{words[0]} {' '.join(each for each in map(str, words) if each.startswith('--'))}"
            allowed = {"doctor": (IN_ORDER, TO_MEND), "misuse": (MISUSE,)}.get(words[0], (IN_ORDER,))
            if status not in allowed:
                yield f"{name}: status {status}: {err[-300:]!r}"
            yield from (f"{name}: {each}" for each in problems_of_output(out + err))
            if "--json" in words and out.startswith(("{", "[")):
                yield from (f"{name}: not JSON: {error}" for error in _json_errors(out))
        given = (self.export, *self.data.iterdir())
        yield from formulas(path for path in self.folder.rglob("*.csv") if path not in given)


def problems_of_output(text: str) -> Iterator[str]:
    """Yield what in a command's output a terminal would obey, but for the bar's own signs, and tracebacks."""
    if "good\rbad" in text:
        yield "a carriage return of a title"
    drawn = BAR.sub("", text)
    if obeyed := {letter for letter in drawn if is_obeyed(letter)}:
        yield f"a terminal would obey {sorted(map(ascii, obeyed))}"
    if "Traceback" in text:
        yield f"a traceback: {text[-300:]!r}"


def is_obeyed(letter: str) -> bool:
    """Tell whether a terminal does something else with a sign than drawing it; joiners belong between letters."""
    return letter not in "\t\n\u200c\u200d" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _json_errors(text: str) -> Iterator[Exception]:
    try:
        json.loads(text)
    except ValueError as error:
        yield error


def formulas(paths: Iterator[Path]) -> Iterator[str]:
    """Yield the cells of CSV files that a spreadsheet would take for formulas."""
    for path in paths:
        with path.open(newline="", encoding="utf-8") as file:
            cells = (cell for row in csv.reader(file) for cell in row)
            yield from (f"{path.name}: formula: {cell!r:.80}" for cell in cells if is_formula(cell))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula; a number is none."""
    return bool(FORMULA.match(cell)) and not NUMBER.fullmatch(cell)


def on_a_terminal(home: Path) -> Run:
    """Return what runs a command on a pseudo-terminal; all that it writes there is its stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        ours, theirs = pty.openpty()
        process = _started(home, words, theirs, theirs)
        os.close(theirs)
        content = read_until_closed(ours)
        return process.wait(), "", content.decode("utf-8", "surrogateescape")

    return run


def through_pipes(home: Path) -> Run:
    """Return what runs a command whose output goes on through pipes."""

    def run(*words: object) -> tuple[int, str, str]:
        process = _started(home, words, subprocess.PIPE, subprocess.PIPE)
        out, err = (each.decode("utf-8", "surrogateescape") for each in process.communicate())
        return process.returncode, out, err

    return run


def _started(home: Path, words: Sequence[object], stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "200", "EMDE_HOME": str(home)}
    command = [sys.executable, "-m", "emde_core", *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment)
