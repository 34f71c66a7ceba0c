"""State of a session: one frozen value that edits replace. Undo and redo go through the histories before and after."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from dashboard.state.draft import Draft
from dashboard.state.film_filter import FilmFilter
from dashboard.state.focus import Focus
from emde_core.errors import HistoryError
from emde_core.explain.methods.score import ADDITIVE
from emde_core.history import History, Wish
from emde_core.limits import LIMITS
from emde_core.model.affinity import GAIN_MOST
from emde_core.schema import COMPANY, Reaction

Question = Literal["films", "histories", "models", "methods"]
LONGEST_PAST = 100  # edits that can be undone
LONGEST_TRAIL = 5  # films before the one whose page is open
MOST_DRAFTS = 6  # versions of a film that can be gone back to
TOO_LONG = f"A history takes at most {LIMITS.session_history} on this page: take one out first."
Slide = Annotated[int, Field(ge=0, le=99)]
LensStep = Annotated[int, Field(ge=1, le=6)]
Weight = Annotated[float, Field(ge=0, le=GAIN_MOST)]  # how much a part of the score counts; 1 is as learned
Weights = tuple[tuple[str, Weight], ...]  # of the parts that do not count 1, in their names' order


@dataclass(frozen=True)
class Lens:
    """Settings of the sketch microscope.

    Attributes:
        modality: one of the model's; "" for the focus's, or the first that the film has.
        atom: of the film; None for the one in focus on Explore, or else the one that adds most.
        step: of the way from the atom to the score, from 1.
    """

    modality: str = ""
    atom: Focus | None = None
    step: LensStep = 1


@dataclass(frozen=True)
class Version:
    """A history that undo or redo leads to, and the ids of its films as their rows stood."""

    history: History
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """State of a session.

    Attributes:
        history: what the person has liked and disliked, and wishes for.
        selected: id of the film that is explained; None for the first recommendation.
        before: the history before the last change, for changes of rank; None before any change.
        source: where the history comes from ("Night-shift noir"); "" once it was edited by hand.
        pinned: id of the film that others are compared with; None for the best other recommendation.
        question: what is compared.
        other: key of the history that this one is compared with; "" for the first on offer.
        focus: what is singled out in the explanation on the screen; None for nothing.
        past, future: what undo and redo lead to, nearest last.
        drafts: versions of the film that is being written on Screen test, the current one last.
        lens: settings of the sketch microscope.
        weights: how much parts of the score count in a what-if; () for the model as it was learned.
        content_alone: whether films are read by their content alone, without company.
        method: name of the method of explaining whose bars are on Explore.
        slide: number of the scene on the screen in the presentation, from 0.
        order: ids of the history's films as their rows stand; a film that is turned round stays where it is.
        further: whether the second half of the recommendations is shown too.
        films: the filter of the table of all films.
        film_page: id of the film whose page is open on Films; None for the table.
        trail: ids of the films whose pages led there, the latest last; see ``steps``.
    """

    history: History = field(default_factory=History)
    selected: str | None = None
    before: History | None = None
    source: str = ""
    pinned: str | None = None
    question: Question = "films"
    other: str = ""
    focus: Focus | None = None
    past: tuple[Version, ...] = ()
    future: tuple[Version, ...] = ()
    weights: Weights = ()
    content_alone: bool = False
    method: str = ADDITIVE.name
    drafts: tuple[Draft, ...] = ()
    slide: Slide = 0
    further: bool = False
    order: tuple[str, ...] = ()
    lens: Lens = Lens()
    films: FilmFilter = field(default_factory=FilmFilter)
    film_page: str | None = None
    trail: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[str, Reaction]]:
        """The history's films with their reactions as their rows stand: those that have just joined it come last."""
        places = {film: place for place, film in enumerate(self.order)}
        return sorted(self.history, key=lambda row: places.get(row[0], len(places)))

    @property
    def version(self) -> Version:
        """The history with its rows as they stand."""
        return Version(self.history, tuple(film for film, _ in self.rows))

    @property
    def can_undo(self) -> bool:
        """True where there is an edit to take back."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """True where an edit was taken back and can be repeated."""
        return bool(self.future)

    def edit(self, history: History, source: str = "") -> State:
        """Replace the history; edits that had been taken back can no longer be repeated.

        Raises:
            HistoryError: it grew beyond what a page takes.
        """
        if history == self.history:
            return self
        if len(history) > max(len(self.history), LIMITS.session_history.most):
            raise HistoryError(TOO_LONG)
        order = tuple(film for film in self.version.order if film in history)
        past = (*self.past, self.version)[-LONGEST_PAST:]
        return replace(self._show(Version(history, order)), source=source, past=past, future=())

    def react(self, film_id: str, reaction: Reaction) -> State:
        """Like a film, or mark it as not for me."""
        return self.edit(self.history.with_film(film_id, reaction))

    def remove(self, film_id: str) -> State:
        """Take a film out of the history; the explained film stays where it was."""
        return self.edit(self.history.without(film_id))

    def wish(self, wish: Wish) -> State:
        """Add a wish for more or less of something."""
        return self.edit(self.history.with_wish(wish))

    def take_back(self, key: str) -> State:
        """Remove a wish from the history, by its key."""
        return self.edit(self.history.without_wish(key))

    def clear(self) -> State:
        """Start again with an empty history; this can be undone."""
        return replace(self.edit(History()), selected=None, focus=None)

    def load(self, history: History, source: str) -> State:
        """Replace the history by another person's, end any what-if, and explain the first recommendation."""
        return replace(self.edit(history, source), selected=None, focus=None, weights=())

    def undo(self) -> State:
        """Take the last edit back."""
        if not self.past:
            return self
        *past, version = self.past
        return replace(self._show(version), source="", past=tuple(past), future=(*self.future, self.version))

    def redo(self) -> State:
        """Repeat the edit that was taken back last."""
        if not self.future:
            return self
        *future, version = self.future
        return replace(self._show(version), source="", past=(*self.past, self.version), future=tuple(future))

    def select(self, film_id: str | None) -> State:
        """Explain a film; this is no edit."""
        return replace(self, selected=film_id, focus=None)

    def focus_on(self, focus: Focus | None) -> State:
        """Put something in focus; the same thing again, or None, ends the focus."""
        return replace(self, focus=None if focus == self.focus else focus)

    def weigh(self, part: str, weight: float) -> State:
        """Let a part of the score count more or less (1 is as learned); this is no edit of the history."""
        others = {p: w for p, w in self.weights if p != part}
        weights = others if weight == 1 else others | {part: weight}
        return replace(self, weights=tuple(sorted(weights.items())))

    def weigh_as_learned(self) -> State:
        """End the what-if: every part counts as it was learned."""
        return replace(self, weights=())

    def read(self, *, content_alone: bool) -> State:
        """Switch between content with ratings and content alone; this is no edit of the history.

        By content alone there is no company, so a weight on company is dropped.
        """
        weights = tuple((p, w) for p, w in self.weights if p != COMPANY) if content_alone else self.weights
        return replace(self, content_alone=content_alone, weights=weights, focus=None)

    def explain_by(self, method: str) -> State:
        """Draw the bars by another method of explaining; this is no edit of the history."""
        return replace(self, method=method)

    def turn_to(self, slide: int) -> State:
        """Show another slide of the presentation."""
        return replace(self, slide=slide)

    def look_further(self) -> State:
        """Show the second half of the recommendations too."""
        return replace(self, further=True)

    def filter_films(self, films: FilmFilter) -> State:
        """Show the table of all films as a filter has it."""
        return replace(self, films=films, film_page=None, trail=())

    def open_page(self, film_id: str) -> State:
        """Open a film's page; from the table, a new trail begins."""
        trail = (*self.steps, self.film_page) if self.film_page else ()
        return replace(self, film_page=film_id, trail=trail[-LONGEST_TRAIL:])

    @property
    def steps(self) -> tuple[str, ...]:
        """The trail as far as the open page; the browser's Back, or a click, may have led to a film on it."""
        return self.trail[: self.trail.index(self.film_page)] if self.film_page in self.trail else self.trail

    def close_page(self) -> State:
        """Go back to the table of all films."""
        return replace(self, film_page=None, trail=())

    def pin(self, film_id: str) -> State:
        """Compare other films with this one."""
        return replace(self, pinned=film_id)

    def ask(self, question: Question) -> State:
        """Choose what is compared."""
        return replace(self, question=question)

    def against(self, key: str) -> State:
        """Choose the history that this one is compared with, by its key."""
        return replace(self, other=key)

    def rewrite(self, before: Draft, draft: Draft) -> State:
        """Replace the film that is being written by a new version; ``before`` is the version on the screen."""
        return self if draft == before else self.with_drafts(*(self.drafts or (before,)), draft)

    def with_drafts(self, *drafts: Draft) -> State:
        """Have these versions of the film that is being written, the last one current: each once, and the latest."""
        latest = [*dict.fromkeys(reversed(drafts))][:MOST_DRAFTS]
        return replace(self, drafts=tuple(reversed(latest)))

    def _show(self, version: Version) -> State:
        """Replace the history; a film that has just joined it is no longer explained as a recommendation."""
        film_id = None if self.selected is not None and self.selected in version.history else self.selected
        new = replace(self, history=version.history, order=version.order)
        return replace(new, selected=film_id, before=self.history, focus=None)
