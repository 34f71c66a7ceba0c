"""Films and ratings together, and a report on what is in them and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Interactions
from emde_core.data.metadata import Join, examples, join_metadata
from emde_core.data.posters import join_posters, unreadable_posters, without_posters
from emde_core.errors import DataError
from emde_core.schema import FILM

MOST_ROWS = 10  # of those that are left out, named in the report's lines


@dataclass(frozen=True)
class Report:
    """Counts of all that a data set holds, and of all in it that can't be used.

    Attributes:
        films, ratings, viewers: how many there are.
        simulated: the viewers are.
        without: films that lack a "plot", "poster", "year", "genres", "directors".
        poster_files_missing: films that name a poster file which is not there.
        repeated_ratings: ratings that a later one by the same viewer of the same film replaced.
        unknown_ratings, unknown_films: ratings of films that are not in the catalogue, and how many films those are.
        twins: each film with several ids, and those.
        joins: how much of each metadata file and poster folder belongs to a film, in words.
        posters_outside: why each poster whose path leads elsewhere is not used.
        unreadable_posters: why each poster that is no picture was left out.
        left_out: rows that can't be used, each by file and line, with the reason.
    """

    films: int
    ratings: int
    viewers: int
    simulated: bool
    without: Mapping[str, int] = field(hash=False)
    poster_files_missing: int
    repeated_ratings: int
    unknown_ratings: int
    unknown_films: int
    twins: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    posters_outside: tuple[str, ...] = ()
    unreadable_posters: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the report for people, a line each; what is in order takes no line."""
        lacking = [f"{count:,} without {name}" for name, count in self.without.items() if count]
        unreadable = len(self.unreadable_posters)
        viewers = "simulated viewers" if self.simulated else "viewers"
        remarks = (
            (len(self.twins), f"films stood twice, under several ids {examples(self.twins)}: one record each"),
            (self.repeated_ratings, "ratings replaced by a later one"),
            (self.unknown_ratings, f"ratings of {self.unknown_films:,} films that are not in the catalogue: not used"),
            (self.poster_files_missing, "films name a poster file that is not there"),
            (len(self.posters_outside), f"posters lie outside their folder: not used {examples(self.posters_outside)}"),
            (unreadable, f"posters can't be read: not used {examples(self.unreadable_posters)}"),
        )
        return [
            f"{self.films:,} films" + (f": {', '.join(lacking)}" if lacking else ""),
            f"{self.ratings:,} ratings by {self.viewers:,} {viewers}" if self.ratings else "no ratings",
            *self.joins,
            *(f"{count:,} {text}" for count, text in remarks if count),
            *_left_out_lines(self.left_out),
        ]


def _left_out_lines(rows: tuple[str, ...]) -> list[str]:
    """Return the count of rows that are left out, and the first of them."""
    if not rows:
        return []
    more = f", of which the first {MOST_ROWS}" if len(rows) > MOST_ROWS else ""
    heading = "1 row left out:" if len(rows) == 1 else f"{len(rows):,} rows left out{more}:"
    return [heading, *(f"  {row}" for row in rows[:MOST_ROWS])]


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
        joins: tuple[str, ...] = (),
        outside: Iterable[str] = (),
        left_out: Iterable[str] = (),
    ) -> Dataset:
        """Put films and ratings together; ``joins``, posters ``outside`` and rows ``left_out`` go into the report."""
        if interactions is not None:
            interactions = interactions.by_own_ids(catalogue)
        report = replace(
            _report(catalogue, interactions),
            joins=joins,
            posters_outside=tuple(outside),
            left_out=tuple(left_out),
        )
        return cls(catalogue, interactions, report)

    def refuse_rows_left_out(self) -> None:
        """Refuse a data set of which any row was left out.

        Raises:
            DataError: rows were; it names the first of them.
        """
        if self.report.left_out:
            raise DataError("\n".join(_left_out_lines(self.report.left_out)))

    def with_metadata(self, path: Path) -> Dataset:
        """Join a metadata file; see ``join_metadata`` for its form and for the errors."""
        return self._after(join_metadata(self.catalogue, path), path)

    def with_posters(self, folder: Path) -> Dataset:
        """Join a folder of posters; see ``join_posters`` for their names."""
        return self._after(join_posters(self.catalogue, folder), folder)

    def with_readable_posters(self) -> Dataset:
        """Drop the posters that can't be read, and list them in the report. Decodes every poster."""
        faults = unreadable_posters(self.catalogue)
        catalogue = without_posters(self.catalogue, (film for film, _ in faults))
        reasons = tuple(f"{film.label}: {reason}" for film, reason in faults)
        return self._with(catalogue, unreadable=reasons)

    def _after(self, join: Join, source: Path) -> Dataset:
        return self._with(join.catalogue, tuple(join.lines(source)), left_out=join.left_out)

    def _with(
        self,
        catalogue: Catalogue,
        joins: tuple[str, ...] = (),
        unreadable: tuple[str, ...] = (),
        left_out: tuple[str, ...] = (),
    ) -> Dataset:
        """Return the same ratings with other films, and more to report."""
        report = self.report
        data = Dataset.of(
            catalogue, self.interactions, report.joins + joins, report.posters_outside, report.left_out + left_out
        )
        return replace(data, report=replace(data.report, unreadable_posters=report.unreadable_posters + unreadable))


def _report(catalogue: Catalogue, interactions: Interactions | None) -> Report:
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
    )
