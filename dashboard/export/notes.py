"""A researcher's notes on explanations, each with the numbers that it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.export.records import Provenance, no_formula
from emde_core.explain.explanation import Explanation, wish_record
from emde_core.history import History

HIGHEST = 5  # "entirely convincing"; 1 is "not at all"
LONGEST = 2_000  # characters of a note
MOST = 100  # notes in a session

Key = tuple[History, str, str, tuple[tuple[str, float], ...], bool]


@dataclass(frozen=True)
class Note:
    """What somebody thinks of an explanation.

    Attributes:
        rating: how convincing it is, 1 to 5; None for a note without one.
        text: in their words.
        history: that it was made for.
        why: the explanation.
        source: where its numbers are from; ``made`` is when the note was kept.
    """

    rating: int | None
    text: str
    history: History
    why: Explanation
    source: Provenance

    @property
    def key(self) -> Key:
        """What the note is about."""
        return key_of(self.history, self.why)

    def record(self) -> dict[str, Any]:
        """The note with its explanation, for JSON."""
        wishes = [wish_record(wish) for wish in self.history.wishes]
        history = {"liked": list(self.history.liked), "disliked": list(self.history.disliked), "wishes": wishes}
        said = {"rating": self.rating, "note": self.text, "history": history}
        return said | {"explanation": self.why.to_dict(), "provenance": vars(self.source)}

    def row(self) -> dict[str, Any]:
        """The note and its explanation's totals, for a table."""
        why = self.why
        about = {"film": why.film.id, "title": no_formula(why.film.label), "rank": why.rank, "score": why.score}
        parts = {f"from_{part}": value for part, value in why.by_part.items()}
        watched = {"liked": " ".join(self.history.liked), "disliked": " ".join(self.history.disliked)}
        watched["wishes"] = no_formula("; ".join(wish.label for wish in self.history.wishes))
        source = vars(self.source) | {
            "settings": json.dumps(self.source.settings),
            "weights": json.dumps(self.source.weights),
        }
        residual = {"completeness_residual": why.completeness_residual}
        return {"rating": self.rating, "note": no_formula(self.text)} | about | parts | residual | watched | source


def key_of(history: History, why: Explanation) -> Key:
    """What tells explanations apart: history, film, method, and how the model was read."""
    return history, why.film.id, why.method, tuple(sorted(why.weights.items())), why.content_alone


def kept(notes: Mapping[Key, Note], note: Note) -> dict[Key, Note]:
    """The notes with one more, in the place of an earlier one on the same explanation; the oldest go."""
    rest = [each for each in notes.values() if each.key != note.key]
    return {each.key: each for each in [*rest, note][-MOST:]}


def as_json(notes: Sequence[Note]) -> str:
    """Every note with its whole explanation."""
    return json.dumps([note.record() for note in notes], indent=1, ensure_ascii=False)


def as_csv(notes: Sequence[Note]) -> str:
    """A row for each note."""
    return str(pd.DataFrame([note.row() for note in notes]).to_csv(index=False))
