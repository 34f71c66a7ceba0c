"""A study under way in this browser: its tasks on the model, and everybody's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.panels.common.browser_shelf import Shelf
from dashboard.study.definition import Study
from dashboard.study.participation import Participation, read_participation
from dashboard.study.trials import Trial


@dataclass(frozen=True)
class StudyRun:
    """A study under way in this browser.

    Attributes:
        study: the study.
        trials: its tasks on the model, by name.
        rehearsal: True where a researcher tries it; such answers are marked as invented, and kept apart.
    """

    study: Study
    trials: Mapping[str, Trial]
    rehearsal: bool = False

    @property
    def shelf(self) -> Shelf:
        """The place in this browser that holds the answers."""
        kind = "rehearsal" if self.rehearsal else "study"
        return Shelf(f"emde-{kind}-{self.study.hash}:", f"{kind}-shelf-{self.study.hash}", eager=True)

    def participations(self) -> list[Participation]:
        """Return everybody's answers in this browser, the latest last."""
        texts = self.shelf.contents().texts
        parts = (read_participation(text, self.study) for name, text in texts.items() if name)
        return sorted((part for part in parts if part), key=lambda part: part.latest)

    def participation(self, participant: str) -> Participation | None:
        """Return a participant's answers so far; None for one who is not known here."""
        return next((part for part in self.participations() if part.participant == participant), None)

    def keep(self, part: Participation) -> None:
        """Have the browser keep a participant's answers so far."""
        self.shelf.keep(part.participant, part.model_dump_json())
