"""Recommendations and explanations, as plain text for people and as JSON for programs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from emde_core.explain.explanation import CompanyEvidence, Contribution, Explanation, film_record, wish_record
from emde_core.explain.ranks import Recommendation
from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import COMPANY, DISLIKE, LIKE, WISH

REACTION = {LIKE: ", liked", DISLIKE: ", not for them", WISH: ""}
STRONGEST = 5  # atoms of a modality that are listed
Labels = Mapping[str, str]


def labels_of(recommender: Recommender) -> Labels:
    """Return people's names for the modalities, by their own names: {"text": "plot"}."""
    return {name: reader.modality.label for name, reader in recommender.trained.encoded.readers.items()}


def recommendation_lines(recommendations: Iterable[Recommendation], labels: Labels) -> Iterator[str]:
    """Yield a line for each film: its rank, its score, and the parts of it; a modality that it lacks adds 0 exactly."""
    for each in recommendations:
        parts = {part: value for part, value in each.by_part.items() if value}
        yield f"{each.rank:3}  {each.score:+.2f}  {each.film.label}   ({_parts(parts, labels, 2)})"


def recommendations_record(
    recommender: Recommender, history: History, recommendations: Iterable[Recommendation]
) -> dict[str, Any]:
    """Return the JSON document of ``emde recommend --json``; the history is by film ids."""

    def films(ids: Sequence[str]) -> list[dict[str, Any]]:
        return [film_record(recommender.catalogue[film]) for film in ids]

    return {
        "model_hash": recommender.model_hash,
        "data_hash": recommender.data_hash,
        "content_alone": recommender.content_alone,
        "history": {
            "liked": films(history.liked),
            "disliked": films(history.disliked),
            "wishes": [wish_record(wish) for wish in history.wishes],
        },
        "recommendations": [
            {"rank": each.rank, "film": film_record(each.film), "score": each.score, "by_part": dict(each.by_part)}
            for each in recommendations
        ],
    }


def explanation_lines(why: Explanation, labels: Labels) -> Iterator[str]:
    """Yield the film, the parts of its score, what each entry of the history adds, and the film's strongest atoms."""
    yield from _head(why)
    yield from ("", "What its score is made of:", *_part_lines(why, labels))
    yield from ("", "What each entry of the history adds:", *_entry_lines(why, labels))
    if atoms := list(_atom_lines(why, labels)):
        yield from ("", "What counts most in the film itself:", *atoms)
    residual = f"to within {why.completeness_residual:.0e} of its size" if why.completeness_residual else "exactly"
    yield from ("", f"method {why.method}: adds up {residual}")


def _head(why: Explanation) -> Iterator[str]:
    place = f"rank {why.rank}" if why.rank else "in the history"
    against = f" above {why.rival.label}" if why.rival else ""
    alone = ", every film read by its content alone" if why.content_alone else ""
    yield f"{why.film.label}: {place}, score {why.score:+.3f}{against}{alone}"
    if why.atoms and not why.ratings:
        yield "Too few people have rated it: its content is read, and the company of films that it is like."


def _part_lines(why: Explanation, labels: Labels) -> Iterator[str]:
    if why.baseline:
        whose = "the average viewer's score" if why.baseline_history == "average" else "without any history"
        yield f"  {why.baseline:+.3f}  {whose}"
    for part, value in why.own_parts.items():
        yield f"  {value:+.3f}{_error(why.part_spread[part])}  {labels.get(part, part)}"
    if why.absent:
        yield f"  {why.absent:+.3f}  what the average viewer has and this history lacks"


def _error(spread: float) -> str:
    return f" ± {spread:.3f}" if math.isfinite(spread) else ""


def _entry_lines(why: Explanation, labels: Labels) -> Iterator[str]:
    """Yield entries by size, each with its parts, and with the viewers that its company is counted from."""
    parts: dict[str, list[Contribution]] = {}
    for each in why.contributions:
        parts.setdefault(each.entry, []).append(each)
    company: dict[str, CompanyEvidence] = {each.film.id: each for each in why.company}
    for entry, value in sorted(why.by_entry.items(), key=lambda item: -abs(item[1])):
        own = parts[entry]
        parts_text = "" if len(own) == 1 and own[0].part != COMPANY else f": {_parts(_values(own, why), labels, 3)}"
        yield f"  {value:+.3f}  {own[0].label}{REACTION[own[0].reaction]}{parts_text}"
        if entry in company and why.ratings and not why.content_alone:
            of = company[entry]
            yield (
                f"          {of.both:,} of the {of.liked_film:,} viewers who liked it liked {why.film.title} as well; "
                f"of all {of.viewers:,} viewers {of.liked_this:,} did"
            )


def _values(parts: Iterable[Contribution], why: Explanation) -> dict[str, float]:
    return {part.part: part.value for part in parts if part.part in why.own_parts}


def _parts(values: Mapping[str, float], labels: Labels, digits: int) -> str:
    return ", ".join(f"{labels.get(part, part)} {value:+.{digits}f}" for part, value in values.items())


def _atom_lines(why: Explanation, labels: Labels) -> Iterator[str]:
    """Yield the strongest phrases or names of each modality that has words."""
    by_modality: dict[str, list[AtomValue]] = {}
    atoms: tuple[AtomValue, ...] = (*why.phrases, *why.categories)
    for each in atoms:
        if each.value:
            by_modality.setdefault(each.modality, []).append(each)
    for modality, group in by_modality.items():
        strongest = sorted(group, key=lambda atom: -abs(atom.value))[:STRONGEST]
        yield f"  {labels.get(modality, modality)}: {', '.join(f'{_atom_text(a)} {a.value:+.3f}' for a in strongest)}"


def _atom_text(atom: AtomValue) -> str:
    if isinstance(atom, CategoryValue):
        return f"{atom.field} {atom.name}"
    return f"'{atom.text}'" if isinstance(atom, WordValue) else ""
