"""Everything that a presentation tells of one history and one film, worked out when a slide asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.analysis.measurements import ALL, SwapResult, swap_results
from dashboard.analysis.microscope import Microscope
from dashboard.analysis.two_films import FilmBands, film_bands
from dashboard.reasons.points import Point, points
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.word_meetings import SMALL
from dashboard.service.answers import Pick, Removal
from dashboard.service.service import Service
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import HELPFUL, direction_of
from emde_core.explain.threads import FilmThreads
from emde_core.history import History

Chapter = Literal["history", "recommendations", "reasons", "threads", "marks", "reading", "changes", "swap", "link"]
MOST_PICKS = 10  # recommendations on a slide
EXACT = 1e-9  # of the score: a residual that is smaller is a rounding error
CLEAR = 0.005  # nats: an atom that does less would stand as 0.00
MOST_CHANGES = 4  # history films whose absence is on a slide


@dataclass(frozen=True)
class Story:
    """A history and a film, and what a service says of them.

    Attributes:
        service: of the model, as the session reads films.
        history: with at least one entry.
        film_id: of the film that is explained.
        source: where the history comes from; "" where nobody says.
        partner_id: of the history film whose threads are told; None for the strongest reason.
        is_open_to_others: whether others can open the address of this page.
    """

    service: Service
    history: History
    film_id: str
    source: str = ""
    partner_id: str | None = None
    is_open_to_others: bool = False

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The slides that make sense for this model, history and film, in their order."""
        return tuple(self._chapters())

    def _chapters(self) -> Iterator[Chapter]:
        yield "history"
        if self.picks:
            yield "recommendations"
        yield "reasons"
        if self.service.reads_content:
            if len(self.history) and (self.partner_id or self._threads_count):
                yield "threads"
            if any(side.all for side in self.why.atoms[:1]):
                yield "marks"
                yield "reading"
        if self.why.rank is not None:
            yield "changes"
        yield "swap"
        yield "link"

    @property
    def _threads_count(self) -> bool:
        """True where the film that the threads lead to counts beside the strongest entry, which may be a wish."""
        strongest = max(abs(value) for value in self.why.by_entry.values())
        return abs(self.threads.contribution) >= SMALL * strongest

    @cached_property
    def why(self) -> Explanation:
        """The explanation of the film's score."""
        return self.service.explain(self.history, self.film_id)

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """The best recommendations, at most ten."""
        return self.service.recommend(self.history, MOST_PICKS)

    @cached_property
    def ranked_films(self) -> int:
        """The number of films that could be recommended."""
        return len(self.service.ranking(self.history).order)

    def rank_without_wishes(self, film_id: str) -> int | None:
        """Return a film's rank by the history's films alone."""
        return self.service.explain(replace(self.history, wishes=()), film_id).rank

    @cached_property
    def threads(self) -> FilmThreads:
        """The threads to the film in focus, else to the strongest reason."""
        every = self.service.threads(self.history, self.film_id)
        partner = next((each for each in every if each.film.id == self.partner_id), None)
        return partner or max(every, key=lambda each: direction_of(self.why) * each.contribution)

    @cached_property
    def bands(self) -> FilmBands:
        """The same as they are drawn: what has a name in both films, all else, and company."""
        return film_bands(self.why, self.threads)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The few names and words of the film that carry it; () where they are too small a part of the score."""
        few = points(self.why, self.service.evidence)
        enough = abs(sum(each.value for each in few)) >= SMALL * abs(self.why.score)
        return few if enough else ()

    @cached_property
    def microscope(self) -> Microscope:
        """The film and the history, atom by atom."""
        return self.service.microscope(self.history, self.film_id)

    @cached_property
    def atom(self) -> AtomDetail:
        """The atom whose way is told: the one that adds most, of modalities that were measured to count."""
        scope = self.microscope
        modality = max((each for each in self.service.model.modalities if scope.strongest(each)), key=self._telling)
        return scope.atom_detail(modality, self._strongest(modality))

    def _telling(self, modality: str) -> tuple[bool, float]:
        counts = self.service.evidence.get(modality, "counts") in HELPFUL
        return counts, direction_of(self.why) * self.microscope.atoms(modality)[self._strongest(modality)].value

    def _strongest(self, modality: str) -> int:
        """Return the atom that does most in the score's direction, of names that the history has; else of all."""
        atoms, numbers = self.microscope.atoms(modality), self.microscope.strongest(modality)
        shared = {(each.category.field, each.category.name) for each in shared_categories(self.why)}
        shared |= {(wish.kind, wish.name) for wish in self.history.wishes}
        common = [n for n in numbers if (getattr(atoms[n], "field", ""), atom_label(atoms[n])) in shared]
        best = max(common or numbers, key=lambda number: direction_of(self.why) * atoms[number].value)
        return best if abs(atoms[best].value) >= CLEAR else numbers[0]

    @cached_property
    def removals(self) -> tuple[Removal, ...]:
        """The strongest entries of the history with the rank without each, the biggest change first; () of one entry.

        Those that change nothing fill what room is left: that they don't is an answer too.
        """
        removals = self.service.removals(self.history, self.film_id)
        return tuple(each for each in removals if each.after is not None)[:MOST_CHANGES]

    @cached_property
    def edit(self) -> Counterfactual | None:
        """The smallest edit that moves the film out of the top, or into it; None for a film without a rank."""
        return self.service.smallest_edit(self.history, self.film_id) if self.why.rank is not None else None

    @cached_property
    def swaps(self) -> tuple[SwapResult, ...]:
        """The swap test of every modality; () where it was not measured."""
        results = self.service.results("content")
        return tuple(each for each in swap_results(results) if each.modality != ALL) if results else ()

    @cached_property
    def costliest_swap(self) -> SwapResult | None:
        """The swap that costs most for films without ratings, of modalities that count; None where none costs any."""
        losses = [each for each in self.swaps if each.verdict == "counts" and each.cold_loss is not None]
        return max(losses, key=lambda each: each.cold_loss or 0.0, default=None)

    def film(self, film_id: str) -> Film:
        """Return a film by its id."""
        return self.service.film(film_id)
