"""The columns of the table of all films: a few in words, or every number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ButtonColumnResult, ColumnConfig

from dashboard.analysis.film_table import FilmTable
from dashboard.browser import pictures
from dashboard.browser.boundary import guard
from dashboard.components import Callback
from dashboard.look.palette import label
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import capital, with_sign
from emde_core.schema import COMPANY

POSTER, MOST = "poster_picture", "most"
NAMES: Mapping[str, str] = {"title": "Title", "rank": "Rank", "year": "Year"}  # of columns that tell rows apart
TITLES = "films-titles"
PICTURED = 1_000  # rows; more of them, and their posters would have to be waited for
LOUDEST = 2  # parts of a score that are named in words
SHORT, EXACT = 2, 3  # digits of numbers: beside words, and where every number is asked for
UNIT = "a log score in nats: +0.69 is twice as likely"
Columns = dict[str, ColumnConfig | ButtonColumnResult]
HELP: Mapping[str, str] = {
    "rank": "Among the films outside your history, 1 for the best",
    "title": "Choose a title to read about its film",
    "times": "How many times as likely you are to like it as an average film; the score is the logarithm of it",
    "score": f"All parts together, {UNIT} as an average film",
    MOST: f"The largest parts of its score, {UNIT}",
    "reaction": "Films of your history have no rank",
    "ratings": "How many viewers rated it",
    COMPANY: "What those who liked your films, and those who did not, add: it is in no plot, category or poster",
}


def as_drawn(
    rows: pd.DataFrame, columns: Columns, table: FilmTable, service: Service, posters: Posters
) -> pd.DataFrame:
    """Return what is drawn of the rows, and no more, since all of it is sent: columns that hold something.

    Numbers are rounded, the loudest parts in words, and there are posters where rows are few: ours, since TMDB would be
    asked for all of its own at once.

    Args:
        rows: of the table.
        columns: those that are wanted.
        table: of all films.
        service: knows the films.
        posters: of the films.
    """
    numbers = [name for name in ("score", *table.parts) if name in columns]
    digits = EXACT if set(table.parts) & set(columns) else SHORT
    own: dict[str, Any] = {name: rows[name].round(digits) + 0.0 for name in numbers}  # without a sign at 0
    if MOST in columns:
        own[MOST] = loudest_parts(rows, table.parts)
    if len(rows) <= PICTURED:
        own[POSTER] = [pictures.small(posters, service.film(film_id)) for film_id in rows["film"]]
    rows = rows.assign(**own)
    rows = rows[[name for name in columns if name in rows]]
    return rows.dropna(axis="columns", how="all").reset_index(drop=True)


def loudest_parts(rows: pd.DataFrame, parts: Sequence[str]) -> list[str | None]:
    """Return each row's largest parts in words, for or against: "company +0.69, categories +0.58"; None without any."""
    values = rows[list(parts)].to_numpy(float)
    places = np.argsort(-np.abs(values), axis=1, kind="stable")[:, :LOUDEST]
    values = np.take_along_axis(values, places, axis=1)
    distinct, which = np.unique(values.round(2), return_inverse=True)  # few: each is put into words once
    numbers = np.array([with_sign(each) for each in distinct.tolist()], dtype=object)[which.reshape(values.shape)]
    words = np.array([f"{label(part)} " for part in parts], dtype=object)[places] + numbers
    words[~(np.abs(values) > 0)] = ""  # of a film of the history, or without the modality
    return [", ".join(filter(None, row)) or None for row in words.tolist()]


def few_words(table: FilmTable, open_page: Callback) -> Columns:
    """Return the columns that people read: poster, rank, title, year, who, which kind, and what a film is ranked by."""
    first, rest = _facts(open_page)
    if not table.parts:
        return first | rest
    del rest["ratings"]
    measure = "times" if "times" in table.frame else "score"
    most: Columns = {MOST: st.column_config.TextColumn("Most of it", help=HELP[MOST], width=236)}
    return first | {measure: _measures()[measure]} | most | rest | _reaction()


def every_number(table: FilmTable, open_page: Callback) -> Columns:
    """Return the columns with every number of a row."""
    first, rest = _facts(open_page)
    form = f"%+.{EXACT}f"
    parts: Columns = {part: _number(capital(label(part)), form, HELP.get(part), 84) for part in table.parts}
    return first | _measures(EXACT) | parts | _reaction() | rest


def clicked_row() -> int | None:
    """Return the place of the row whose title was just clicked; None if none was."""
    click = st.session_state.get(TITLES)
    return None if click is None else int(click["row"])


def place_of(cells: Mapping[str, str], rows: pd.DataFrame) -> int | None:
    """Return the place of the row that has these texts, by the columns' names; None where there is none."""
    fields = [field for field in NAMES if field in rows and NAMES[field] in cells]
    texts = tuple(cells[NAMES[field]] for field in fields)
    rows_of_texts = zip(*(map(_text, rows[field]) for field in fields), strict=True)
    return next((place for place, own in enumerate(rows_of_texts) if own == texts), None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if pd.isna(value) else f"{value:.0f}"


def _facts(open_page: Callback) -> tuple[Columns, Columns]:
    """Return the columns that come first, and those that come after what a film is ranked by."""
    text = st.column_config.TextColumn
    first: Columns = {
        POSTER: st.column_config.ImageColumn("Picture", width=64),
        "rank": _number(NAMES["rank"], "localized", HELP["rank"], 58),
        "title": st.column_config.ButtonColumn(
            NAMES["title"],
            width=268,
            help=HELP["title"],
            alignment="left",
            type="tertiary",
            key=TITLES,
            on_click=guard(open_page),
        ),
        "year": _number(NAMES["year"], "%d", None, 58),
    }
    rest: Columns = {
        "directors": text("Directors", width=156),
        "genres": text("Genres", width=196),
        "ratings": _number("Ratings", "localized", HELP["ratings"], 72),
    }
    return first, rest


def _measures(digits: int = SHORT) -> Columns:
    return {
        "times": _number("Likelihood", "%.1f times", HELP["times"], 92),
        "score": _number("Score", f"%+.{digits}f", HELP["score"], 70),
    }


def _reaction() -> Columns:
    return {"reaction": st.column_config.TextColumn("Your history", help=HELP["reaction"], width=92)}


def _number(name: str, form: str, meaning: str | None, width: int) -> ColumnConfig:
    """Return a column of numbers, below the left edge of its name: Streamlit sets all names to the left."""
    return st.column_config.NumberColumn(name, format=form, help=meaning, width=width, alignment="left")
