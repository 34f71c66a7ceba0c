"""Notes of a researcher on explanations, each with the numbers that it is about."""

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
    """Somebody's opinion of an explanation.

    Attributes:
        rating: how convincing it is, 1 to 5; None for a note without one.
        text: in their words.
        history: that the explanation was made for.
        why: the explanation.
        source: the origin of its numbers; ``made`` is when the note was written.
    """

    rating: int | None
    text: str
    history: History
    why: Explanation
    source: Provenance

    @property
    def key(self) -> Key:
        """The explanation that the note is about."""
        return note_key(self.history, self.why)

    def record(self) -> dict[str, Any]:
        """Return the note with its explanation, for JSON."""
        wishes = [wish_record(wish) for wish in self.history.wishes]
        history = {"liked": list(self.history.liked), "disliked": list(self.history.disliked), "wishes": wishes}
        opinion = {"rating": self.rating, "note": self.text, "history": history}
        return opinion | {"explanation": self.why.to_dict(), "provenance": vars(self.source)}

    def row(self) -> dict[str, Any]:
        """Return the note and its explanation's totals, for a table."""
        why = self.why
        about = {"film": why.film.id, "title": no_formula(why.film.label), "rank": why.rank, "score": why.score}
        parts = {f"from_{part}": value for part, value in why.by_part.items()}
        films = {"liked": " ".join(self.history.liked), "disliked": " ".join(self.history.disliked)}
        films["wishes"] = no_formula("; ".join(wish.label for wish in self.history.wishes))
        source = vars(self.source) | {
            "settings": json.dumps(self.source.settings),
            "weights": json.dumps(self.source.weights),
        }
        residual = {"completeness_residual": why.completeness_residual}
        return {"rating": self.rating, "note": no_formula(self.text)} | about | parts | residual | films | source


def note_key(history: History, why: Explanation) -> Key:
    """Return what tells explanations apart: history, film, method, and how the model was read."""
    return history, why.film.id, why.method, tuple(sorted(why.weights.items())), why.content_alone


def add_note(notes: Mapping[Key, Note], note: Note) -> dict[Key, Note]:
    """Return the notes with one more, in the place of an earlier one on the same explanation; the oldest go."""
    rest = [each for each in notes.values() if each.key != note.key]
    return {each.key: each for each in [*rest, note][-MOST:]}


def as_json(notes: Sequence[Note]) -> str:
    """Return every note with its whole explanation."""
    return json.dumps([note.record() for note in notes], indent=1, ensure_ascii=False)


def as_csv(notes: Sequence[Note]) -> str:
    """Return a row for each note."""
    return str(pd.DataFrame([note.row() for note in notes]).to_csv(index=False))
