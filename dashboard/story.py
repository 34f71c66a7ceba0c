"""A five-step story out of a history and an explanation, one idea a scene. Plain data, no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.direction import isolate
from dashboard.edits import answer
from dashboard.markup import shorten, signed
from dashboard.palette import label
from dashboard.sentence import factor
from dashboard.service import Without
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.explain.film import EXACT
from emde_core.history import History
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

Step = Literal["viewer", "film", "parts", "evidence", "otherwise"]
STEPS: tuple[Step, ...] = ("viewer", "film", "parts", "evidence", "otherwise")
SPEAKERS = {TEXT: "Plots", CATEGORICAL: "Categories", IMAGE: "Posters"}
LONGEST = 80  # letters of a title in large type


@dataclass(frozen=True)
class Scene:
    """What is on the screen between two key presses.

    Attributes:
        step: which of the five steps it belongs to.
        kicker: what it is about, in a few words.
        line: its one idea, in large type.
        notes: what else is said, smaller.
        shown: modalities of the waterfall that stand there already.
        gone: the history film that is imagined away.
    """

    step: Step
    kicker: str
    line: str
    notes: tuple[str, ...] = ()
    shown: int = 0
    gone: Film | None = None


def story(
    history: History,
    why: Explanation,
    without: Sequence[Without] = (),
    edit: Counterfactual | None = None,
    source: str = "",
) -> tuple[Scene, ...]:
    """Who is watching, the film, its parts one by one, what in it does it, and what would be otherwise.

    Args:
        history: of the viewer.
        why: the explanation of the film that is presented.
        without: what taking single history films out does, the biggest change first.
        edit: the smallest edit; None for a film that has no rank to change.
        source: where the history was taken from.
    """
    place = f"Number {why.rank} for this viewer" if why.rank else "A film of this history"
    return (
        Scene("viewer", "Who is watching", source or _watched(history)),
        Scene("film", place, shorten(why.film.label, LONGEST)),
        *_parts(why),
        Scene("evidence", "What in the film does it", "These words, these categories, this part of the poster"),
        _otherwise(why, without, edit),
    )


def _watched(history: History) -> str:
    liked = f"Somebody who liked {len(history.liked)} film{'s' if len(history.liked) != 1 else ''}"
    return f"{liked}, and {len(history.disliked)} were not for them" if history.disliked else liked


def _parts(why: Explanation) -> tuple[Scene, ...]:
    said = [_adds(modality, value) for modality, value in why.by_modality.items()]
    said[-1] += f". Together: {factor(why.score)} an average film"
    return tuple(Scene("parts", "How the score comes about", line, shown=k) for k, line in enumerate(said, start=1))


def _adds(modality: str, value: float) -> str:
    speaker = SPEAKERS.get(modality, label(modality).capitalize())
    return f"{speaker} {'add' if value >= 0 else 'take'} {signed(value)}"


def _otherwise(why: Explanation, without: Sequence[Without], edit: Counterfactual | None) -> Scene:
    """The strongest film's absence, the smallest edit, and the closing line."""
    strongest = next((w for w in without if w.fall and w.after is not None), None)
    line, gone = "No single film of the history decides it", None
    if strongest is not None:
        verb = "falls" if strongest.fall > 0 else "climbs"
        title = isolate(shorten(strongest.film.title, LONGEST))
        line = f"Without {title} it {verb} from {strongest.rank} to {strongest.after}"
        gone = strongest.film
    notes = []
    if edit is not None and edit.edits:
        said = answer(edit)
        notes.append(f"To get it {edit.goal} the top {edit.k}: {said[0].lower()}{said[1:]}")
    return Scene("otherwise", "What if, among the films outside this history", line, (*notes, _closing(why)), gone=gone)


def _closing(why: Explanation) -> str:
    if why.method == EXACT:
        return "The parts add up to the score, and none of them is an estimate."
    return f"The parts add up to the score but for {why.completeness_residual:.2%}."
