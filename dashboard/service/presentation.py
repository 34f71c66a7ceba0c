"""A presentation: a history and an explanation as a story in five chapters, one idea a scene. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.look.palette import label
from dashboard.reasons.edit_sentences import edit_answer
from dashboard.reasons.entries import entries, parts_of
from dashboard.reasons.sentence import MATTERS, NOT_MEASURED, company_counts, likelihood
from dashboard.reasons.sureness import ContentEvidence, caveat
from dashboard.service.answers import Removal
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, name_list, shorten, with_sign
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, TEXT

Chapter = Literal["viewer", "film", "parts", "evidence", "otherwise"]
CHAPTERS: tuple[Chapter, ...] = ("viewer", "film", "parts", "evidence", "otherwise")
SPEAKERS = {TEXT: "The plot", CATEGORICAL: "Categories", IMAGE: "The poster", COMPANY: "Company"}
ATOM_NAMES = {TEXT: "these words", CATEGORICAL: "these categories", IMAGE: "these parts of the poster"}
LONGEST = 80  # letters of a title in large type
ROUNDING = 1e-9  # of the score: a residual that is smaller is a rounding error
LEVEL = 0.005  # nats: a score that rounds to 0


@dataclass(frozen=True)
class Scene:
    """Everything on the screen between two key presses.

    Attributes:
        chapter: the chapter that it belongs to.
        kicker: its subject, in a few words.
        line: its one idea, in large type.
        notes: smaller sentences.
        visible_parts: the number of the waterfall's parts that stand there already.
        removed_film: the history film that the scene imagines away.
    """

    chapter: Chapter
    kicker: str
    line: str
    notes: tuple[str, ...] = ()
    visible_parts: int = 0
    removed_film: Film | None = None


def build_scenes(
    history: History,
    why: Explanation,
    removals: Sequence[Removal] = (),
    edit: Counterfactual | None = None,
    source: str = "",
    evidence: ContentEvidence = NOT_MEASURED,
) -> tuple[Scene, ...]:
    """Return the scenes: the viewer, the film, its parts one by one, what of it does it, and what would be otherwise.

    Args:
        history: of the viewer.
        why: the explanation of the film that is presented.
        removals: what taking single history films out does, the biggest change first.
        edit: the smallest edit; None for a film that has no rank to change.
        source: where the history comes from.
        evidence: by modality, whether it was measured to count.
    """
    place = f"Number {why.rank} for this viewer" if why.rank else "A film of this history"
    return (
        Scene("viewer", "Who is watching", source or _viewer(history)),
        Scene("film", place, shorten(why.film.label, LONGEST)),
        *_parts(why, evidence),
        _evidence(why, evidence),
        _otherwise(why, removals, edit),
    )


def _viewer(history: History) -> str:
    count = len(history.liked)
    phrases = [f"liked {count} film{'s' if count != 1 else ''}"] if count else []
    phrases += [f"did not like {len(history.disliked)}"] if history.disliked else []
    phrases += [f"wishes for {name_list([isolate(wish.label) for wish in history.wishes])}"] if history.wishes else []
    return f"Somebody who {name_list(phrases)}"


def _parts(why: Explanation, evidence: ContentEvidence) -> tuple[Scene, ...]:
    parts = parts_of(why)
    notes = {part: [*_part_notes(part, why, evidence)] for part in parts}
    if notes:
        notes[list(notes)[-1]].insert(0, f"Together: {_total(why)}.")
    return tuple(
        Scene("parts", "How the score comes about", _part_line(part, value), tuple(notes[part]), visible_parts=k)
        for k, (part, value) in enumerate(parts.items(), start=1)
    )


def _total(why: Explanation) -> str:
    times = likelihood(why)
    return f"{times} an average film" if times else f"{with_sign(why.score)} beside an average film"


def _part_line(part: str, value: float) -> str:
    speaker = SPEAKERS.get(part, label(part).capitalize())
    verb = "add" if value >= 0 else "take"
    return f"{speaker} {verb if speaker.endswith('s') else f'{verb}s'} {with_sign(value)}"


def _part_notes(part: str, why: Explanation, evidence: ContentEvidence) -> Iterator[str]:
    """Yield notes on a part: where the score starts, what company rests on, whether content counts."""
    if part == next(iter(parts_of(why))) and abs(why.baseline) >= LEVEL:
        yield f"Before any film of the history it stands at {with_sign(why.baseline)}."
    if part == COMPANY:
        yield _company(why)
    elif doubt := caveat(part, evidence):
        yield f"{capital(doubt)}."


def _company(why: Explanation) -> str:
    """Return what company is, by the counts of the film that adds most of it and whose counts agree."""
    if not why.ratings:
        return "Nobody has rated this film: it counts as an average one."
    added = {entry.key: entry.values.get(COMPANY, 0.0) for entry in entries(why)}
    agreeing = [each for each in why.company if each.both and each.more_often == (added.get(each.film.id, 0.0) > 0)]
    if not agreeing:
        return "It is what viewers of the same films have in common, whatever the films are made of."
    return f"{capital(company_counts(max(agreeing, key=lambda each: abs(added.get(each.film.id, 0.0)))))}."


def _evidence(why: Explanation, evidence: ContentEvidence) -> Scene:
    """Return the scene of the atoms; the line names modalities that matter and have any evidence."""
    kicker = "What of the film meets this history"
    modalities = {each.modality for side in why.atoms[:1] for each in side.all}
    if not modalities:
        return Scene("evidence", kicker, "This model reads a film as a whole: it can’t tell which part of it")
    sizes = {part: abs(value) for part, value in parts_of(why).items() if part in modalities}
    telling = [part for part in sorted(sizes, key=lambda part: -sizes[part]) if evidence.get(part) != "none"]
    names = [ATOM_NAMES.get(part, f"its {label(part)}") for part in telling if sizes[part] >= MATTERS * abs(why.score)]
    return Scene("evidence", kicker, capital(name_list(names)) if names else "Little of it: company says more")


def _otherwise(why: Explanation, removals: Sequence[Removal], edit: Counterfactual | None) -> Scene:
    """Return the closing scene: the strongest film's absence, and the smallest edit."""
    strongest = next((each for each in removals if each.fall and each.after is not None), None)
    line, removed_film = "No single film of the history decides it", None
    if strongest is not None:
        verb = "falls" if strongest.fall > 0 else "climbs"
        title = isolate(shorten(strongest.film.title, LONGEST))
        line = f"Without {title} it {verb} from {strongest.rank} to {strongest.after}"
        removed_film = strongest.film
    notes = []
    if edit is not None and edit.edits:
        answer = edit_answer(edit)
        notes.append(f"To get it {edit.goal} the top {edit.k}: {answer[0].lower()}{answer[1:]}")
    return Scene(
        "otherwise",
        "What if, among the films outside this history",
        line,
        (*notes, _closing(why)),
        removed_film=removed_film,
    )


def _closing(why: Explanation) -> str:
    if why.completeness_residual < ROUNDING:
        return "The parts add up to the score, exactly."
    rest = f"{why.completeness_residual:.2%}"
    return f"The parts add up to the score but for {rest if rest != '0.00%' else 'rounding'}."
