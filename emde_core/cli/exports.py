"""The command that makes a history of an export: import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from emde_core.batch.records import write_history
from emde_core.cli import options
from emde_core.cli.ask import load
from emde_core.cli.console import say
from emde_core.data.catalogue import Catalogue
from emde_core.data.exports.contents import ExportContents, together
from emde_core.data.exports.matching import MOST, Matching, match
from emde_core.data.exports.registry import read_export_file
from emde_core.data.exports.watched_film import with_unrated_as_liked
from emde_core.errors import DataError, FilmNameError

LINES = 10  # films of a list that are printed


def import_history(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="An export of another site, or its folder.")],
    out: Annotated[Path, typer.Option(help="The history, as JSON: for --history of recommend and explain.")],
    watched_as_liked: Annotated[
        bool, typer.Option("--watched-as-liked", help="Count films without a rating or a like as liked.")
    ] = False,
    take: Annotated[
        list[str],
        typer.Option("--take", metavar="TITLE=FILM", help="Say which film here one of the export's is: by id or name."),
    ] = [],  # noqa: B006 - typer reads it, nothing writes it
    most: Annotated[int, typer.Option(min=1, help="How many films at most, the latest ones.")] = MOST,
    model: options.Model = None,
) -> None:
    """Make a history of the films that somebody has rated on another site, and report on every kind of row."""
    catalogue = load(model, content_alone=False).catalogue
    contents = together(map(read_export_file, files))
    if not contents.films:
        raise DataError(contents.no_film_sentence(", ".join(map(str, files))))
    films = with_unrated_as_liked(contents.films) if watched_as_liked else contents.films
    matching = match(films, catalogue)
    choices = _choices(take, matching, catalogue)
    for line in _report(contents, matching, choices):
        say(line)
    history = matching.history(choices, most)
    if history.is_empty:
        raise DataError(f"{matching.why_empty}; --watched-as-liked and --take say more")
    write_history(out, history, catalogue)
    say(f"{len(history.liked):,} liked and {len(history.disliked):,} not for them are in {out}")


def _choices(take: Iterable[str], matching: Matching, catalogue: Catalogue) -> dict[str, str]:
    """Return the ids that the option means, by ``WatchedFilm.key``.

    Raises:
        FilmNameError: a title is of no film that is open, or a film is not here.
    """
    choices: dict[str, str] = {}
    open_films = [*(each.watched for each in matching.ambiguous), *matching.unknown]
    for text in take:
        title, _, name = text.rpartition("=")
        namesakes = [film for film in open_films if title.strip() in (film.label, film.title, film.address)]
        if len(namesakes) != 1:
            labels = [f"{film.label}  {film.address}".strip() for film in namesakes or open_films]
            raise FilmNameError(f"--take {text!r}: write TITLE=FILM, with a title that is open:", labels[:LINES])
        choices[namesakes[0].key] = catalogue.find(name).id
    return choices


def _report(contents: ExportContents, matching: Matching, choices: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each kind of film and row, and those that can be put right."""
    asked = [each for each in matching.ambiguous if each.watched.key not in choices]
    unknown = [film for film in matching.unknown if film.key not in choices]
    yield f"found, with an opinion: {len(matching.matches) + len(choices):,}"
    if between := len(matching.lukewarm) - len(matching.unrated):
        yield f"found, rated in between, left out: {between:,}"
    if matching.unrated:
        yield f"found, not rated, left out: {len(matching.unrated):,}; --watched-as-liked takes them as liked"
    if asked:
        yield f"not sure, left out: {len(asked):,}; --take TITLE=FILM says which it is:"
    for each in asked:
        films = " or ".join(f"{film.label} [id {film.id}]" for film in each.choices)
        yield f"  {each.watched.label}: {films} ({each.doubt})"
    if unknown:
        yield f"not in this catalogue: {len(unknown):,}: {_some(film.label for film in unknown)}"
    if contents.passed_over_sentence:
        yield contents.passed_over_sentence
    yield from (f"  {problem}" for problem in contents.problems[:LINES])
    yield from contents.notes


def _some(labels: Iterable[str]) -> str:
    every = list(labels)
    return ", ".join(every[:LINES]) + (f" and {len(every) - LINES:,} more" if len(every) > LINES else "")
