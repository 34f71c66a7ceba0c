"""The report on an import: how many films of each kind, and every film by what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.text.direction import isolate
from dashboard.text.markup import Markup, element, fine, folded, isolated, items, join, totals
from emde_core.data.catalogue import Film
from emde_core.data.exports.contents import ExportContents
from emde_core.data.exports.matching import Matching

LINES = 100  # films in a list of the report
REACTIONS = {"like": "liked", "dislike": "not for me", None: "neither"}


def counts(matching: Matching, contents: ExportContents) -> Markup:
    """Write how many films there are of each kind, and what was passed over."""
    kinds = (
        ("found, with an opinion", len(matching.matches)),
        ("to be asked about", len(matching.ambiguous)),
        ("found, rated in between", len(matching.lukewarm) - len(matching.unrated)),
        ("found, not rated", len(matching.unrated)),
        ("not in this catalogue", len(matching.unknown)),
    )
    passed_over = contents.passed_over_sentence
    shown_kinds = [kinds[0], *(kind for kind in kinds[1:] if kind[1])]
    return element("div", totals(shown_kinds), fine(passed_over) if passed_over else "", role="status")


def report(matching: Matching, answers: Mapping[str, Film], problems: Sequence[str]) -> Markup:
    """List every film by what becomes of it, folded.

    Args:
        matching: the films of the export.
        answers: the catalogue's films for those that were asked about or not found, by ``WatchedFilm.key``.
        problems: sentences about rows that can't be read.
    """
    matches = [f"{isolate(w.label)} → {isolate(film.label)}, {REACTIONS[w.reaction]}" for w, film in matching.matches]
    open_films = [*(each.watched for each in matching.ambiguous), *matching.unknown]
    by_hand = [
        f"{isolate(film.label)} → {isolate(answers[film.key].label)}, {REACTIONS[film.reaction]}"
        for film in open_films
        if film.key in answers
    ]
    several = [
        f"{isolate(each.watched.label)} → {' or '.join(isolate(film.label) for film in each.choices)} ({each.doubt})"
        for each in matching.ambiguous
        if each.watched.key not in answers
    ]
    unknown = [film.label for film in matching.unknown if film.key not in answers]
    return join(
        _folded_list("Found", matches),
        _folded_list("Put right by you", by_hand),
        _folded_list("Left out until you say which it is", several),
        _folded_list("Left out: between, or unrated", [film.label for film, _ in matching.lukewarm]),
        _folded_list("Not in this catalogue", unknown),
        _folded_list("Rows that can't be read", problems),
    )


def _folded_list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    content: list[str] = [isolated(line) for line in lines[:LINES]]
    if len(lines) > LINES:
        content.append(f"and {len(lines) - LINES:,} more")
    return folded(f"{title} ({len(lines):,})", items(content), kind="more report")
