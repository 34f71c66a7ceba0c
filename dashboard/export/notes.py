"""Notes of a researcher on explanations, each with the numbers that it is about: in the browser, and in files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dashboard.export.records import Provenance
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.csv_text import csv_text
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation, wish_record
from emde_core.history import History, Wish
from emde_core.limits import LIMITS

HIGHEST = 5  # "entirely convincing"; 1 is "not at all"
LONGEST = LIMITS.note.most  # characters of a note
LINK = r"^(v\d+=[\w-]+)?$"  # the state in an address
STRICT = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class NotedFilm(BaseModel):
    """A film's id, and its title with the year."""

    model_config = STRICT

    id: str
    title: str

    @classmethod
    def of(cls, film: Film) -> NotedFilm:
        """Take both from a film."""
        return cls(id=film.id, title=film.label)


class NotedHistory(BaseModel):
    """A history with its titles."""

    model_config = STRICT

    liked: tuple[NotedFilm, ...]
    disliked: tuple[NotedFilm, ...]
    wishes: tuple[Wish, ...]

    @classmethod
    def of(cls, history: History, catalogue: Catalogue) -> NotedHistory:
        """Look the titles up."""
        liked, disliked = (
            tuple(NotedFilm.of(catalogue[film_id]) for film_id in side) for side in (history.liked, history.disliked)
        )
        return cls(liked=liked, disliked=disliked, wishes=tuple(history.wishes))

    @model_validator(mode="after")
    def _is_a_history(self) -> NotedHistory:
        """Refuse what is no history: a film on both sides, or a wish twice."""
        try:
            self.history.is_empty  # noqa: B018 - it is made here
        except HistoryError as error:
            raise ValueError(str(error)) from error
        return self

    @property
    def history(self) -> History:
        """The history by the films' ids."""
        liked, disliked = (tuple(film.id for film in side) for side in (self.liked, self.disliked))
        return History(liked, disliked, self.wishes)


class Note(BaseModel):
    """Somebody's opinion of an explanation.

    Attributes:
        rating: how convincing it is, 1 to 5; None for a note without one.
        text: in their words.
        history: that the explanation was made for.
        film, rank, score: the explained film, its place and its score.
        by_part, by_entry: what each part of the score adds, and each entry of the history, in nats.
        residual: what the parts fail to add up to.
        sentence: the explanation in words.
        link: the parameter that opens the explanation; "" where none can hold it.
        source: the origin of its numbers; ``made`` is when the note was written.
    """

    model_config = STRICT

    rating: Annotated[int, Field(ge=1, le=HIGHEST)] | None
    text: Annotated[str, Field(max_length=LONGEST)]
    history: NotedHistory
    film: NotedFilm
    rank: int | None
    score: float
    by_part: dict[str, float]
    by_entry: dict[str, float]
    residual: float
    sentence: str
    link: Annotated[str, Field(pattern=LINK)] = ""
    source: Provenance

    @classmethod
    def on(
        cls,
        why: Explanation,
        history: NotedHistory,
        source: Provenance,
        *,
        rating: int | None,
        text: str,
        sentence: str = "",
        link: str = "",
    ) -> Note:
        """Note an opinion of an explanation."""
        return cls(
            rating=rating,
            text=text,
            history=history,
            film=NotedFilm.of(why.film),
            rank=why.rank,
            score=why.score,
            by_part=why.by_part,
            by_entry=why.by_entry,
            residual=why.completeness_residual,
            sentence=sentence,
            link=link,
            source=source,
        )

    @property
    def id(self) -> str:
        """The name of the explanation that the note is about; see ``note_id``."""
        source = self.source
        reading = (source.method, source.weights, source.content_alone, source.model_hash)
        return _digest(self.history.history, self.film.id, *reading)

    def record(self, address: str = "", explanation: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the note for JSON.

        Args:
            address: of the page that opens a link.
            explanation: the whole of it, where its model is at hand.
        """
        document = self.model_dump(mode="json", exclude={"source", "link", "text"})
        more = {"note": self.text, "link": self.address(address), "provenance": vars(self.source)}
        return document | more | ({"explanation": explanation} if explanation else {})

    def row(self, address: str = "") -> dict[str, Any]:
        """Return the note and its explanation's totals, for a table."""
        about = {"film": self.film.id, "title": self.film.title, "rank": self.rank, "score": self.score}
        parts = {f"from_{part}": value for part, value in self.by_part.items()}
        films = {"liked": _ids(self.history.liked), "disliked": _ids(self.history.disliked)}
        films |= {"liked_titles": _titles(self.history.liked), "disliked_titles": _titles(self.history.disliked)}
        films["wishes"] = "; ".join(wish.label for wish in self.history.wishes)
        words = {"sentence": self.sentence, "link": self.address(address)}
        opinion = {"rating": self.rating, "note": self.text}
        return opinion | about | parts | {"completeness_residual": self.residual} | words | films | self.source.cells

    def address(self, page: str) -> str:
        """Return the address that opens the explanation, on the dashboard's first page; "" where there is none."""
        return f"{page}?{self.link}" if self.link else ""


def note_id(history: History, why: Explanation) -> str:
    """Return a name for what tells explanations apart: history, film, method, model, and how the model was read."""
    return _digest(history, why.film.id, why.method, dict(why.weights), why.content_alone, why.model_hash)


def _digest(history: History, *reading: object) -> str:
    wishes = [wish_record(wish) for wish in history.wishes]
    content = [list(history.liked), list(history.disliked), wishes, *reading]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@lru_cache(maxsize=512)
def read_note(text: str) -> Note | None:
    """Read a note from the browser, where anybody can write; None for a text that is no note."""
    try:
        return Note.model_validate_json(text)
    except (ValidationError, HistoryError):  # the latter from a wish
        return None


def read_notes(texts: Mapping[str, str]) -> dict[str, Note]:
    """Return the notes among texts by their names, the oldest first; a note below a name not its own is left out."""
    notes = {name: note for name, text in texts.items() if (note := read_note(text)) is not None and note.id == name}
    return dict(sorted(notes.items(), key=lambda item: item[1].source.made))


def as_json(
    notes: Sequence[Note], address: str = "", explain: Callable[[Note], Mapping[str, Any] | None] = lambda _: None
) -> str:
    """Return every note, with its whole explanation where ``explain`` has one."""
    return json.dumps([note.record(address, explain(note)) for note in notes], indent=1, ensure_ascii=False)


def as_csv(notes: Sequence[Note], address: str = "") -> str:
    """Return a row for each note."""
    return csv_text(pd.DataFrame([note.row(address) for note in notes]))


def _ids(films: Iterable[NotedFilm]) -> str:
    return " ".join(film.id for film in films)


def _titles(films: Iterable[NotedFilm]) -> str:
    return "; ".join(film.title for film in films)
