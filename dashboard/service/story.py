"""A five-step story out of a history and an explanation, one idea a scene. Plain data, no Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.look.palette import label
from dashboard.reasons.edit_sentences import answer
from dashboard.reasons.entries import entries, parts_of
from dashboard.reasons.sentence import MATTERS, NOT_MEASURED, counts, likelihood
from dashboard.reasons.sureness import Evidence, caveat
from dashboard.service.service import Without
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, joined, shorten, signed
from emde_core.data.catalogue import Film
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, TEXT

Step = Literal["viewer", "film", "parts", "evidence", "otherwise"]
STEPS: tuple[Step, ...] = ("viewer", "film", "parts", "evidence", "otherwise")
SPEAKERS = {TEXT: "The plot", CATEGORICAL: "Categories", IMAGE: "The poster", COMPANY: "Company"}
SHOWN = {TEXT: "these words", CATEGORICAL: "these categories", IMAGE: "these parts of the poster"}
LONGEST = 80  # letters of a title in large type
LEVEL = 0.005  # nats: a score that rounds to 0


@dataclass(frozen=True)
class Scene:
    """What is on the screen between two key presses.

    Attributes:
        step: which of the five steps it belongs to.
        kicker: what it is about, in a few words.
        line: its one idea, in large type.
        notes: what else is said, smaller.
        shown: parts of the waterfall that stand there already.
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
    evidence: Evidence = NOT_MEASURED,
) -> tuple[Scene, ...]:
    """Who is watching, the film, its parts one by one, what in it does it, and what would be otherwise.

    Args:
        history: of the viewer.
        why: the explanation of the film that is presented.
        without: what taking single history films out does, the biggest change first.
        edit: the smallest edit; None for a film that has no rank to change.
        source: where the history was taken from.
        evidence: by modality, whether it was measured to count.
    """
    place = f"Number {why.rank} for this viewer" if why.rank else "A film of this history"
    return (
        Scene("viewer", "Who is watching", source or _watched(history)),
        Scene("film", place, shorten(why.film.label, LONGEST)),
        *_parts(why, evidence),
        _evidence(why, evidence),
        _otherwise(why, without, edit),
    )


def _watched(history: History) -> str:
    count = len(history.liked)
    said = [f"liked {count} film{'s' if count != 1 else ''}"] if count else []
    said += [f"did not like {len(history.disliked)}"] if history.disliked else []
    said += [f"wishes for {joined([isolate(wish.label) for wish in history.wishes])}"] if history.wishes else []
    return f"Somebody who {joined(said)}"


def _parts(why: Explanation, evidence: Evidence) -> tuple[Scene, ...]:
    parts = parts_of(why)
    notes = {part: [*_beside(part, why, evidence)] for part in parts}
    if notes:
        notes[list(notes)[-1]].insert(0, f"Together: {_whole(why)}.")
    return tuple(
        Scene("parts", "How the score comes about", _adds(part, value), tuple(notes[part]), shown=k)
        for k, (part, value) in enumerate(parts.items(), start=1)
    )


def _whole(why: Explanation) -> str:
    times = likelihood(why)
    return f"{times} an average film" if times else f"{signed(why.score)} beside an average film"


def _adds(part: str, value: float) -> str:
    speaker = SPEAKERS.get(part, label(part).capitalize())
    verb = "add" if value >= 0 else "take"
    return f"{speaker} {verb if speaker.endswith('s') else f'{verb}s'} {signed(value)}"


def _beside(part: str, why: Explanation, evidence: Evidence) -> Iterator[str]:
    """What has to be said beside a part: where the score starts, what company rests on, whether content counts."""
    if part == next(iter(parts_of(why))) and abs(why.baseline) >= LEVEL:
        yield f"Before any film of the history it stands at {signed(why.baseline)}."
    if part == COMPANY:
        yield _company(why)
    elif said := caveat(part, evidence):
        yield f"{capital(said)}."


def _company(why: Explanation) -> str:
    """What company is, by the counts of the film that gives most of it and whose counts say the same."""
    if not why.ratings:
        return "Nobody has rated this film: it counts as an average one."
    added = {entry.key: entry.values.get(COMPANY, 0.0) for entry in entries(why)}
    told = [each for each in why.company if each.both and each.more_often == (added.get(each.film.id, 0.0) > 0)]
    if not told:
        return "It is what viewers of the same films have in common, whatever the films are made of."
    return f"{capital(counts(max(told, key=lambda each: abs(added.get(each.film.id, 0.0)))))}."


def _evidence(why: Explanation, evidence: Evidence) -> Scene:
    """What of the film itself is shown; named is what matters and was not measured to count for nothing."""
    kicker = "What of the film meets this history"
    there = {each.modality for side in why.atoms[:1] for each in side.all}
    if not there:
        return Scene("evidence", kicker, "This model reads a film as a whole: it can’t tell which part of it")
    sizes = {part: abs(value) for part, value in parts_of(why).items() if part in there}
    telling = [part for part in sorted(sizes, key=lambda part: -sizes[part]) if evidence.get(part) != "none"]
    named = [SHOWN.get(part, f"its {label(part)}") for part in telling if sizes[part] >= MATTERS * abs(why.score)]
    return Scene("evidence", kicker, capital(joined(named)) if named else "Little of it: company says more")


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
    if why.method == AdditiveParts.method:
        return "The parts add up to the score, exactly."
    rest = f"{why.completeness_residual:.2%}"
    return f"The parts add up to the score but for {rest if rest != '0.00%' else 'rounding'}."
