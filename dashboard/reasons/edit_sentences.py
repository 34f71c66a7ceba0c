"""Sentences about the smallest edit of a history that moves a film."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, name_list
from emde_core.explain.counterfactual import Counterfactual, Edit, Goal
from emde_core.schema import LIKE

RANKING_NOTE = (
    "Ranks count the films outside your history. One that is taken out is not counted here yet: recommended itself, it "
    "can push this film one place further down."
)
EXTENTS = ("", "Every single change was tried", "Every single change and every pair was tried")


def goal_question(goal: Goal, k: int) -> str:
    """Return the question that a search for the smallest edit answers.

    >>> goal_question("out of", 10)
    'What would it take to get this out of the top 10?'
    """
    return f"What would it take to get this {goal} the top {k}?"


def edit_answer(result: Counterfactual) -> str:
    """Return the smallest edit as a sentence, or that none was found."""
    if result.rank_after is None:
        return f"Nothing was found that would do it {search_limit(result)}."
    verb = "falls" if result.rank_after > result.rank_before else "climbs"
    edits = name_list([edit_phrase(edit) for edit in result.edits])
    return f"{capital(edits)}, and it {verb} from {result.rank_before} to {result.rank_after}."


def search_limit(result: Counterfactual) -> str:
    """Return the bounds within which nothing was found: "in time", or "with at most 3 changes of films"."""
    return "in time" if result.outcome == "out of time" else f"with at most {_changes(result.most)} of films"


def search_assurance(result: Counterfactual) -> str:
    """Return a sentence on how sure it is that no smaller edit does it."""
    extent = EXTENTS[result.searched]
    if result.outcome == "none":
        return f"{extent}; longer ones were searched step by step."
    if result.outcome == "out of time":
        return f"{extent}; then the time was up." if extent else "The time was up before every single change was tried."
    if len(result.edits) == 1:
        return "One change is enough."
    return f"{extent}: nothing smaller does it." if result.smallest else "Found step by step; less may do as well."


def edit_phrase(edit: Edit) -> str:
    """Return one edit as something to do.

    >>> from emde_core.data.catalogue import Film
    >>> edit_phrase(Edit("flip", Film(id="1", title="Brazil"), "dislike"))
    'mark Brazil as not for me'
    """
    title = isolate(edit.film.title)
    if edit.kind == "remove":
        return f"take out {title}"
    if edit.kind == "add":
        return f"add {title}" if edit.reaction == LIKE else f"add {title} as not for me"
    return f"say that you liked {title}" if edit.reaction == LIKE else f"mark {title} as not for me"


def edit_condition(edits: Sequence[Edit]) -> str:
    """Return edits as a condition, in few words for a slide.

    >>> from emde_core.data.catalogue import Film
    >>> films = [Film(id=title, title=title) for title in ("Alien", "Brazil", "Clue")]
    >>> edit_condition([Edit("remove", films[0], "like"), Edit("remove", films[1], "like")])
    'you left out Alien and Brazil'
    >>> edit_condition([Edit("flip", films[1], "dislike"), Edit("add", films[2], "like")])
    'you disliked Brazil and also liked Clue'
    """
    titles: dict[str, list[str]] = {}
    for edit in edits:
        titles.setdefault(_deed(edit), []).append(isolate(edit.film.title))
    return f"you {name_list([f'{deed} {name_list(names)}' for deed, names in titles.items()])}"


def _deed(edit: Edit) -> str:
    if edit.kind == "remove":
        return "left out"
    deed = "liked" if edit.reaction == LIKE else "disliked"
    return f"also {deed}" if edit.kind == "add" else deed


def _changes(count: int) -> str:
    return "one change" if count == 1 else f"{count} changes"
