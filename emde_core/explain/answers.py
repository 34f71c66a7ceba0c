"""Answers in a fixed order that become a table: films recommended, films left out, threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

import pandas as pd

from emde_core.summary import few, summary


class Answer(Protocol):
    """One answer, such as a film recommended."""

    @property
    def label(self) -> str:
        """The answer in a few words."""

    def rows(self) -> Iterable[Mapping[str, Any]]:
        """Return the rows of a table that state the answer, by column."""


AnyAnswer = TypeVar("AnyAnswer", bound=Answer, covariant=True)


class Answers(tuple[AnyAnswer, ...]):
    """A tuple of answers that a notebook shows as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return summary(self, few([each.label for each in self]))

    def to_frame(self) -> pd.DataFrame:
        """Return a tidy table of all answers, in their order; one without columns where there is no answer."""
        return pd.DataFrame([row for each in self for row in each.rows()])

    def _repr_html_(self) -> str:
        return self.to_frame().to_html(index=False, float_format="{:.4g}".format)  # which escapes every cell
