"""The smallest edit of a history that moves a film, in plain words."""

from __future__ import annotations

from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, joined
from emde_core.explain.counterfactual import Counterfactual, Edit, Goal
from emde_core.schema import LIKE

AMONG = "Ranks are among the films outside this history: one that is taken out does not compete."
TRIED = ("", "Every single change was tried", "Every single change and every pair was tried")


def question(goal: Goal, k: int) -> str:
    """What can be asked.

    >>> question("out of", 10)
    'What would it take to get this out of the top 10?'
    """
    return f"What would it take to get this {goal} the top {k}?"


def answer(found: Counterfactual) -> str:
    """What does it, or that nothing was found."""
    if found.rank_after is None:
        within = "in time" if found.outcome == "out of time" else f"with at most {_changes(found.most)}"
        return f"Nothing was found that would do it {within}."
    verb = "falls" if found.rank_after > found.rank_before else "climbs"
    done = joined([deed(edit) for edit in found.edits])
    return f"{capital(done)}, and it {verb} from {found.rank_before} to {found.rank_after}."


def assurance(found: Counterfactual) -> str:
    """How sure it is that nothing smaller does it."""
    tried = TRIED[found.searched]
    if found.outcome == "none":
        return f"{tried}; longer ones were searched step by step."
    if found.outcome == "out of time":
        return f"{tried}; then the time was up." if tried else "The time was up before every single change was tried."
    if len(found.edits) == 1:
        return "One change is enough."
    return f"{tried}: nothing smaller does it." if found.smallest else "Found step by step; less may do as well."


def deed(edit: Edit) -> str:
    """One edit as something to do.

    >>> from emde_core.data.catalogue import Film
    >>> deed(Edit("flip", Film(id="1", title="Brazil"), "dislike"))
    'say that Brazil was not for you'
    """
    title = isolate(edit.film.title)
    if edit.kind == "remove":
        return f"take out {title}"
    if edit.kind == "add":
        return f"add {title}" if edit.reaction == LIKE else f"add {title} as not for you"
    return f"say that you liked {title}" if edit.reaction == LIKE else f"say that {title} was not for you"


def _changes(count: int) -> str:
    return "one change" if count == 1 else f"{count} changes"
