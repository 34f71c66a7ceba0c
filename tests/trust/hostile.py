"""The whole campaign of hostile text, on every screen: ``python -m tests.trust.hostile --help``.

Every string is a film's title here, and stands in every other field. Screens are visited with one history after
another, in both themes, wide and on a phone; an explanation is saved and opened from the disk; exports are read. All
commands go over the same films, on a terminal and through pipes (``--commands-alone``: nothing else).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.export.letterboxd import as_letterboxd_csv
from dashboard.export.records import explanation_table
from emde_core import Recommender
from emde_core.data.csv_text import csv_text
from tests.serving import CHROMIUM_ARGUMENTS, answering, chromium_binary, free_port, served
from tests.trust.hostile_commands import World, is_formula, on_a_terminal, through_pipes
from tests.trust.hostile_deeds import (
    problems_of_film,
    problems_of_note,
    problems_of_own_study,
    problems_of_poster,
    problems_of_study,
)
from tests.trust.hostile_strings import ALL
from tests.trust.hostile_visits import problems_of, visits
from tests.trust.hostile_world import prepared_world, study
from tests.trust.watch import faults, watched

THEMES = ("light", "dark")
DEEDS = {"own film": problems_of_film, "own poster": problems_of_poster, "own study": problems_of_own_study}


def main() -> int:
    """Run the campaign; the exit status is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.hostile", description="Hostile text on every screen.")
    parser.add_argument("--turns", type=int, default=4, metavar="N", help="histories in each theme")
    parser.add_argument("--commands-alone", action="store_true", help="no browser: commands, and what they write")
    arguments = parser.parse_args()
    problems = problems_of_commands() + ([] if arguments.commands_alone else problems_of_screens(arguments.turns))
    return 1 if problems else 0


def problems_of_commands() -> list[str]:
    """Run every command on a terminal, and again through pipes; print how it went."""
    count, problems = 0, []
    for name, running in (("terminal", on_a_terminal), ("pipes", through_pipes)):
        with tempfile.TemporaryDirectory() as folder:
            world = World.write(Path(folder) / "inside", ALL)
            count += len(list(world.commands()))
            problems += tell(name, 0, list(world.problems(running(Path(folder) / "home"))))
            beside = {path.name for path in Path(folder).iterdir()} - {"inside", "home"}
            problems += tell(name, 0, [f"written elsewhere: {path}" for path in sorted(beside)])
    print(f"{len(ALL)} strings, {count} commands: {len(problems)} problems", flush=True)
    return problems


def problems_of_screens(turns: int) -> list[str]:
    """Look at every screen, a saved page and exports; print how it went."""
    count, problems = 0, []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        model_folder = prepared_world(Path(folder), ALL)
        model = Recommender.load(model_folder)
        browser = driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        with served(model_folder) as server:
            for theme in THEMES:
                with watched(browser, server.address, color_scheme=theme) as (page, watch):
                    for turn in range(turns):
                        for visit in visits(model, turn):
                            count += 2  # wide, and on a phone
                            problems += tell(theme, turn, problems_of(visit, page, watch, server.address, model))
            with watched(browser, server.address) as (page, watch):
                problems += tell("note", 0, list(problems_of_note(page, watch, server.address, model)))
                for name, deed in DEEDS.items():
                    problems += tell(name, 0, list(deed(page, watch, server.address)))
            problems += tell("saved page", 0, saved_page(browser, server.address, model, Path(folder)))
        problems += tell("study", 0, problems_of_served_study(browser, model_folder, Path(folder)))
        cells, formulas = exported(model, turns)
        problems += formulas
    print(f"{len(ALL)} strings, {count} screens, {cells:,} cells of exports: {len(problems)} problems")
    return problems


def tell(theme: str, turn: int, problems: list[str]) -> list[str]:
    """Print each problem as soon as it is seen."""
    for problem in problems:
        print(f"{theme} {turn} {problem!r:.400}", file=sys.stderr)
    return problems


def problems_of_served_study(browser: Browser, model: Path, folder: Path) -> list[str]:
    """Serve a study whose every text is hostile, and go through it."""
    file, port = folder / "study.json", free_port()
    file.write_text(study(), encoding="utf-8")
    words = ("--server.port", port, "--", "--model", model, "--study", file)
    with answering(port, "dashboard", *words) as server, watched(browser, server.address) as (page, watch):
        return list(problems_of_study(page, watch, server.address))


def saved_page(browser: Browser, address: str, model: Recommender, folder: Path) -> list[str]:
    """Save an explanation by its button, open the file from the disk, and look at it as at a screen."""
    explore = next(visits(model))
    with watched(browser, address) as (page, _):
        explore.to(page, address, model)
        page.get_by_role("button", name=re.compile("^Share or save")).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile("^A page to keep")).click()
        file = folder / "saved.html"
        download.value.save_as(file)
    problems: list[str] = []
    with watched(browser, file.as_uri()) as (page, watch):
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(file.as_uri())
            page.wait_for_timeout(1000)
            problems += faults(page)
        own = file.as_uri()
        return problems + [each for each in watch.problems if not each.endswith(own[:200])]


def exported(model: Recommender, turns: int) -> tuple[int, list[str]]:
    """Write the exports of some histories; how many cells they have, and which are formulas."""
    count, problems = 0, []
    for text in tables(model, turns):
        for row in csv.reader(StringIO(text, newline="")):
            count += len(row)
            problems += [f"formula: {cell!r:.80}" for cell in row if is_formula(cell)]
    return count, problems


def tables(model: Recommender, turns: int) -> Iterator[str]:
    """Yield the table of parts and the list for Letterboxd of each turn."""
    for turn in range(turns):
        state = next(visits(model, turn)).state
        why = model.explain(state.history, state.selected)
        yield csv_text(explanation_table(why, model, "2026-01-01T00:00:00+00:00"))
        yield as_letterboxd_csv(each.film for each in model.recommend(state.history, 50))


if __name__ == "__main__":
    sys.exit(main())
