"""Films and ratings together, and an account of what joined and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Interactions
from emde_core.data.metadata import Joined, join_metadata
from emde_core.data.posters import join_posters, unreadable_posters, without_posters
from emde_core.schema import FILM

_EXAMPLES = 3  # how many of a long list are shown


@dataclass(frozen=True)
class Join:
    """What came of joining one file or folder: how many of its rows or files joined, and which did not."""

    source: str
    joined: int
    unmatched: tuple[str, ...]

    def line(self) -> str:
        """The same in words."""
        if not self.unmatched:
            return f"{self.source}: all {self.joined:,} joined"
        return (
            f"{self.source}: {self.joined:,} joined, {len(self.unmatched):,} belong to no film {_some(self.unmatched)}"
        )


@dataclass(frozen=True)
class Report:
    """Counts of what a data set holds, and of everything in it that can't be used.

    Attributes:
        films, ratings, viewers: how many there are.
        simulated: the viewers are.
        without: films that lack a "plot", "poster", "year", "genres", "directors".
        poster_files_missing: films that name a poster file which is not there.
        repeated_ratings: ratings that a later one by the same viewer of the same film replaced.
        unknown_ratings, unknown_films: ratings of films that are not in the catalogue, and how many films those are.
        twins: each film with several ids, and those.
        joins: what came of each metadata file and poster folder.
        unreadable_posters: why each poster that is no picture was left out.
    """

    films: int
    ratings: int
    viewers: int
    simulated: bool
    without: Mapping[str, int]
    poster_files_missing: int
    repeated_ratings: int
    unknown_ratings: int
    unknown_films: int
    twins: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    unreadable_posters: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The report for people, a line each; what is in order takes no line."""
        lacking = [f"{count:,} without {name}" for name, count in self.without.items() if count]
        unreadable = len(self.unreadable_posters)
        viewers = "simulated viewers" if self.simulated else "viewers"
        remarks = (
            (len(self.twins), f"films stood twice, under several ids {_some(self.twins)}: one record each"),
            (self.repeated_ratings, "ratings replaced by a later one"),
            (self.unknown_ratings, f"ratings of {self.unknown_films:,} films that are not in the catalogue: not used"),
            (self.poster_files_missing, "films name a poster file that is not there"),
            (unreadable, f"posters can't be read: not used {_some(self.unreadable_posters)}"),
        )
        return [
            f"{self.films:,} films" + (f": {', '.join(lacking)}" if lacking else ""),
            f"{self.ratings:,} ratings by {self.viewers:,} {viewers}" if self.ratings else "no ratings",
            *(join.line() for join in self.joins),
            *(f"{count:,} {text}" for count, text in remarks if count),
        ]


def _some(names: tuple[str, ...]) -> str:
    return f"({', '.join(names[:_EXAMPLES])}{', ...' if len(names) > _EXAMPLES else ''})"


@dataclass(frozen=True)
class Dataset:
    """A catalogue, ratings where there are any, and the report on both."""

    catalogue: Catalogue
    interactions: Interactions | None
    report: Report

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        interactions: Interactions | None,
        joins: tuple[Join, ...] = (),
        unreadable: tuple[str, ...] = (),
    ) -> Dataset:
        """Films and ratings with their report; ``joins`` and ``unreadable`` are what came before."""
        if interactions is not None:
            interactions = interactions.by_own_ids(catalogue)
        return cls(catalogue, interactions, _report(catalogue, interactions, joins, unreadable))

    def with_metadata(self, path: Path) -> Dataset:
        """The same with a metadata file joined; see ``join_metadata`` for what it may be and what is raised."""
        return self._after(join_metadata(self.catalogue, path), path)

    def with_posters(self, folder: Path) -> Dataset:
        """The same with a folder of posters joined; see ``join_posters`` for their names."""
        return self._after(join_posters(self.catalogue, folder), folder)

    def with_readable_posters(self) -> Dataset:
        """The same without the posters that can't be read, which the report then lists. Decodes every poster."""
        faults = unreadable_posters(self.catalogue)
        catalogue = without_posters(self.catalogue, (film for film, _ in faults))
        reasons = tuple(f"{film.label}: {reason}" for film, reason in faults)
        return Dataset.of(catalogue, self.interactions, self.report.joins, self.report.unreadable_posters + reasons)

    def _after(self, joined: Joined, source: Path) -> Dataset:
        join = Join(str(source), joined.joined, joined.unmatched)
        return Dataset.of(
            joined.catalogue, self.interactions, (*self.report.joins, join), self.report.unreadable_posters
        )


def _report(
    catalogue: Catalogue, interactions: Interactions | None, joins: tuple[Join, ...], unreadable: tuple[str, ...]
) -> Report:
    posters = {film.id for film in catalogue if catalogue.poster_path(film)}
    without = {name: sum(not getattr(f, name) for f in catalogue) for name in ("plot", "year", "genres", "directors")}
    rated = interactions.table[FILM].value_counts() if interactions else {}
    unknown = [int(count) for film, count in rated.items() if film not in catalogue.index]
    return Report(
        films=len(catalogue),
        ratings=len(interactions) if interactions else 0,
        viewers=len(interactions.viewers) if interactions else 0,
        simulated=bool(interactions and interactions.simulated),
        without=without | {"poster": len(catalogue) - len(posters)},
        poster_files_missing=sum(bool(film.poster) and film.id not in posters for film in catalogue),
        repeated_ratings=interactions.repeated if interactions else 0,
        unknown_ratings=sum(unknown),
        unknown_films=len(unknown),
        twins=tuple(f"{film.label}: {' and '.join(film.ids('id'))}" for film in catalogue if film.also_ids),
        joins=joins,
        unreadable_posters=unreadable,
    )
