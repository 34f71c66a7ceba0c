"""All that an export holds: films, and what was passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from emde_core.data.exports.kinds import SINGULAR, UNREADABLE
from emde_core.data.exports.watched_film import WatchedFilm, merge


@dataclass(frozen=True)
class ExportContents:
    """The contents of one export, or of several together.

    Attributes:
        films: each once, in the order of their dates.
        passed_over: numbers of rows that are no films, by their kind in the plural.
        problems: a sentence for each row that could not be read and is left out.
        notes: sentences about what had to be guessed.
    """

    films: tuple[WatchedFilm, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passed_over_sentence(self) -> str:
        """The rows that were passed over, by kind: "Passed over: 3 series, 2 games."; "" where there are none."""
        kinds = {**self.passed_over, UNREADABLE: len(self.problems)}
        counts = [f"{count:,} {SINGULAR[kind] if count == 1 else kind}" for kind, count in kinds.items() if count]
        return f"Passed over: {', '.join(counts)}." if counts else ""

    def no_film_sentence(self, names: str) -> str:
        """Return a sentence for files, of these names, without any film."""
        what = self.passed_over_sentence or "It has no row below its header."
        first = f" The first: {self.problems[0]}." if self.problems else ""
        return f"There is no film that was watched in {names}. {what}{first}"


def together(contents: Iterable[ExportContents]) -> ExportContents:
    """Return the contents of several files as one: each film once."""
    every = tuple(contents)
    passed_over: Counter[str] = Counter()
    for each in every:
        passed_over.update(each.passed_over)
    return ExportContents(
        merge(film for each in every for film in each.films),
        dict(passed_over),
        tuple(problem for each in every for problem in each.problems),
        tuple(dict.fromkeys(note for each in every for note in each.notes)),
    )
