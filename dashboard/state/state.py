"""Everything a session remembers: one frozen value, replaced and never changed. Undo is its history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from dashboard.state.draft import Draft
from dashboard.state.focus import Focus
from emde_core.history import History, Wish
from emde_core.model.affinity import GAIN_MOST
from emde_core.schema import COMPANY, Reaction

Question = Literal["films", "histories", "models", "methods"]
LONGEST_PAST = 100  # edits that can be undone
MOST_DRAFTS = 6  # versions of a film that can be gone back to
Slide = Annotated[int, Field(ge=0, le=99)]
Weight = Annotated[float, Field(ge=0, le=GAIN_MOST)]  # how much a part of the score counts; 1 is as learned
Weights = tuple[tuple[str, Weight], ...]  # of the parts that do not count 1, in their names' order


@dataclass(frozen=True)
class Lens:
    """What the sketch microscope is turned to.

    Attributes:
        modality: one of the model's; "" for the focus's, or the first that the film has.
        atom: of the film; None for the one in focus on Explore, or else the one that adds most.
    """

    modality: str = ""
    atom: Focus | None = None


@dataclass(frozen=True)
class State:
    """A session's state.

    Attributes:
        history: what the person has liked and disliked, and wishes for.
        selected: id of the film that is explained; None means the first recommendation.
        before: the history before the last change, which rank changes are measured against; None before any.
        source: where the history was taken from ("Night-shift noir"); "" once it has been edited by hand.
        pinned: id of the film that others are compared with; None means the best other recommendation.
        question: what is compared.
        other: which history this one is compared with, by its key; "" means the first that there is.
        focus: what is singled out in the explanation on the screen; None for nothing.
        past, future: histories that undo and redo lead to, nearest last.
        drafts: versions of the film that is being written on Screen test, the current one last.
        lens: what the sketch microscope is turned to.
        weights: how parts of the score are weighed in a what-if; () for the model as it was learned.
        content_alone: whether films are read by their content alone, without company.
        slide: how far the presentation has come, from 0.
        further: whether the second half of the recommendations is shown too.
    """

    history: History = field(default_factory=History)
    selected: str | None = None
    before: History | None = None
    source: str = ""
    pinned: str | None = None
    question: Question = "films"
    other: str = ""
    focus: Focus | None = None
    past: tuple[History, ...] = ()
    future: tuple[History, ...] = ()
    weights: Weights = ()
    content_alone: bool = False
    drafts: tuple[Draft, ...] = ()
    slide: Slide = 0
    further: bool = False
    lens: Lens = Lens()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to repeat."""
        return bool(self.future)

    def edit(self, history: History, source: str = "") -> State:
        """Go on with another history; redo is lost, as everywhere."""
        if history == self.history:
            return self
        past = (*self.past, self.history)[-LONGEST_PAST:]
        return replace(self._show(history), source=source, past=past, future=())

    def react(self, film: str, reaction: Reaction) -> State:
        """Like or dislike a film."""
        return self.edit(self.history.with_film(film, reaction))

    def remove(self, film: str) -> State:
        """Take a film out of the history; the explained film stays where it was."""
        return self.edit(self.history.without(film))

    def wish(self, wish: Wish) -> State:
        """Wish for more or less of something."""
        return self.edit(self.history.with_wish(wish))

    def take_back(self, wish: str) -> State:
        """Take a wish out of the history, by its key."""
        return self.edit(self.history.without_wish(wish))

    def clear(self) -> State:
        """Start over; this can be undone."""
        return replace(self.edit(History()), selected=None, focus=None)

    def load(self, history: History, source: str) -> State:
        """Take over a whole history; its first recommendation is shown, and no what-if is on."""
        return replace(self.edit(history, source), selected=None, focus=None, weights=())

    def undo(self) -> State:
        """Take the last edit back."""
        if not self.past:
            return self
        *past, history = self.past
        return replace(self._show(history), source="", past=tuple(past), future=(*self.future, self.history))

    def redo(self) -> State:
        """Repeat the edit that was taken back last."""
        if not self.future:
            return self
        *future, history = self.future
        return replace(self._show(history), source="", past=(*self.past, self.history), future=tuple(future))

    def select(self, film: str | None) -> State:
        """Explain a film; this is no edit."""
        return replace(self, selected=film, focus=None)

    def focus_on(self, focus: Focus | None) -> State:
        """Single something out; the same again, or None, shows everything."""
        return replace(self, focus=None if focus == self.focus else focus)

    def weigh(self, part: str, weight: float) -> State:
        """Let a part of the score count more or less; this is no edit of the history."""
        others = {p: w for p, w in self.weights if p != part}
        chosen = others if weight == 1 else others | {part: weight}
        return replace(self, weights=tuple(sorted(chosen.items())))

    def weigh_as_learned(self) -> State:
        """End the what-if."""
        return replace(self, weights=())

    def read(self, *, content_alone: bool) -> State:
        """Read films by everything, or by their content alone, where company can't be weighed; this is no edit."""
        weights = tuple((p, w) for p, w in self.weights if p != COMPANY) if content_alone else self.weights
        return replace(self, content_alone=content_alone, weights=weights, focus=None)

    def turn_to(self, slide: int) -> State:
        """Go on, or back, in the presentation."""
        return replace(self, slide=slide)

    def look_further(self) -> State:
        """Show more recommendations; this is no edit."""
        return replace(self, further=True)

    def pin(self, film: str) -> State:
        """Compare other films with this one."""
        return replace(self, pinned=film)

    def ask(self, question: Question) -> State:
        """Choose what is compared."""
        return replace(self, question=question)

    def against(self, other: str) -> State:
        """Choose the history that this one is compared with."""
        return replace(self, other=other)

    def rewrite(self, before: Draft, draft: Draft) -> State:
        """Go on with another version of the film that is being written; ``before`` is the one on the screen."""
        if draft == before:
            return self
        others = tuple(d for d in (self.drafts or (before,)) if d != draft)
        return replace(self, drafts=(*others, draft)[-MOST_DRAFTS:])

    def _show(self, history: History) -> State:
        """A film that has just been watched is not explained as a recommendation any more."""
        selected = None if self.selected is not None and self.selected in history else self.selected
        return replace(self, history=history, selected=selected, before=self.history, focus=None)
