"""A film that does not exist as files: what it is, its place and its neighbours, why, and what each word does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.export.records import NATS, VERSION, Provenance
from dashboard.reasons.marks import marks
from dashboard.reasons.sentence import NOT_MEASURED
from dashboard.service.auditions import AROUND, PlacedDraft
from emde_core.audition import WithoutWord
from emde_core.data.catalogue import Film
from emde_core.data.csv_text import csv_text
from emde_core.explain.explanation import film_record
from emde_core.explain.sureness import ContentEvidence
from emde_core.recommender import Recommender


def audition_document(
    document: Mapping[str, Any], version: PlacedDraft, without: Sequence[WithoutWord], model: Recommender
) -> dict[str, Any]:
    """Return an explanation of a film that does not exist, and what Screen test says of it besides.

    Args:
        document: of its explanation, see ``records.explanation_document``.
        version: the film with its place.
        without: what it gets without each of its strongest words.
        model: that placed it.
    """
    why, draft = version.audition.why, version.draft
    audition = {
        "film": draft.film.model_dump(mode="json", exclude_defaults=True),
        "poster": draft.kind,
        "poster_recipe": draft.recipe.model_dump(mode="json") if draft.kind == "drawn" else None,
        "ranking_size": version.ranking_size,
        "place_by_content": version.audition.place_by_content,
        "neighbours": _neighbours(version, model),
        "marks": [{"text": why.film.plot[mark.start : mark.end], **vars(mark)} for mark in marks(why.words)],
        "without": [_without(each, why.score) for each in without],
    }
    return {**document, "audition": audition}


def _neighbours(version: PlacedDraft, model: Recommender) -> list[dict[str, Any]]:
    ranking, index = version.audition.ranking, model.catalogue.index

    def record(film: Film, rank: int) -> dict[str, Any]:
        return {"rank": rank, "score": ranking.score(index[film.id])} | film_record(film)

    (above, below), rank = version.neighbours(AROUND), version.audition.why.rank or 1
    upper = [record(film, rank - len(above) + place) for place, film in enumerate(above)]
    return [*upper, *(record(film, rank + 1 + place) for place, film in enumerate(below))]


def _without(each: WithoutWord, score: float) -> dict[str, Any]:
    """Return what a film gets without a word; without its only one it may have nothing left, and no score."""
    has_score = math.isfinite(each.score)
    return {
        "text": each.word.text,
        "start": each.word.start,
        "end": each.word.end,
        "value": each.word.value,
        "rank": each.rank,
        "score": each.score if has_score else None,
        "change": each.score - score if has_score else None,
    }


def words_as_csv(
    version: PlacedDraft,
    without: Sequence[WithoutWord],
    model: Recommender,
    time: str,
    evidence: ContentEvidence = NOT_MEASURED,
) -> str:
    """Return a row for each word of the plot: what it adds, whether it is marked, and what the film gets without it.

    Args:
        version: the film with its place.
        without: what it gets without each of its strongest words; the others have no such number.
        model: that placed it.
        time: when the file is written, ISO 8601.
        evidence: by modality, whether it was measured to count.
    """
    why = version.audition.why
    results = {each.word.start: _without(each, why.score) for each in without}
    strengths = {mark.start: mark.strength for mark in marks(why.words)}
    rows = [
        {
            "word": word.text,
            "start": word.start,
            "end": word.end,
            "value": word.value,
            "mark": strengths.get(word.start, 0),
            **{f"{name}_without": results.get(word.start, {}).get(name) for name in ("rank", "score", "change")},
        }
        for word in why.words
    ]
    columns = ["word", "start", "end", "value", "mark", "rank_without", "score_without", "change_without"]
    table = pd.DataFrame(rows, columns=columns)
    about = {"unit": NATS, "title": why.film.label, "rank": why.rank, "score": why.score, "version": VERSION}
    return csv_text(table.assign(**(Provenance.of(why, model, time, evidence).cells | about)))
