"""The report: every examination's findings, for people and for programs, without anybody's secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emde_core.doctor.finding import Examination, Finding, State, fault, warning
from emde_core.doctor.serving import TMDB_VARIABLE

FORMAT, VERSION = "emde doctor", 1
_MARGIN = 10  # columns before a finding's words


@dataclass(frozen=True)
class Line:
    """A finding of an examination."""

    examination: Examination
    finding: Finding


def examine(examinations: Iterable[Examination]) -> Iterator[Line]:
    """Yield what each examination finds; one that fails itself is a finding, and the others go on."""
    for each in examinations:
        for finding in _findings(each):
            yield Line(each, finding)


def _findings(examination: Examination) -> tuple[Finding, ...]:
    try:
        return tuple(examination.run())
    except ImportError as error:  # of a package that "libraries" or "imports" names, with its remedy
        words = f"can't be looked at: {error}"
        return (warning(words, "first what libraries and imports say above", error=type(error).__name__),)
    except Exception as error:  # noqa: BLE001 - the doctor is asked where nobody knows what is broken
        words = f"the examination itself failed: {type(error).__name__}: {error}"
        return (fault(words, "report this, with the lines around it", error=type(error).__name__),)


def text_of(line: Line) -> str:
    """Return a finding for people: its state, its words, and below them what mends it."""
    finding = line.finding
    words = f"{finding.state:{_MARGIN}}{line.examination.subject}: {_plain(finding.words)}"
    return f"{words}\n{'':{_MARGIN}}mend: {_command(finding.remedy)}" if finding.remedy else words


def summary_of(lines: Sequence[Line]) -> str:
    """Return in a sentence what all findings come to."""
    states = [line.finding.state for line in lines]
    faults, warnings = states.count(State.FAULT), states.count(State.WARNING)
    beside = f"; {_count(warnings, 'warning')}" if warnings else ""
    if not faults:
        return f"Everything that is needed is in order{beside}."
    return f"{_count(faults, 'thing')} must be mended{beside}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def document(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the report as JSON; README.md beside this says what the keys mean."""
    findings = [
        {
            "examination": line.examination.name,
            "state": line.finding.state.value,
            "words": _plain(line.finding.words),
            "remedy": _command(line.finding.remedy),
            "facts": _veiled(dict(line.finding.facts)),
        }
        for line in lines
    ]
    states = [line.finding.state for line in lines]
    return {
        "format": FORMAT,
        "version": VERSION,
        "in_order": State.FAULT not in states,
        "faults": states.count(State.FAULT),
        "warnings": states.count(State.WARNING),
        "findings": findings,
    }


def _veiled(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return [_veiled(each) for each in value]
    if isinstance(value, dict):
        return {key: _veiled(each) for key, each in value.items()}
    return value


def _command(remedy: str) -> str:
    """Return the same of what is to be copied: a shell knows ``~`` outside of quotation marks alone."""
    for folder in _home_folders():
        remedy = re.sub(rf"(\$?'){re.escape(folder)}/", r"~/\1", remedy)
    return _plain(remedy)


def _home_folders() -> set[str]:
    return {str(Path.home()), str(Path.home().resolve())} - {"/", ""}


def _plain(text: str) -> str:
    """Return a text in one line, without the home folder's path, which names a person, and without a key."""
    for folder in _home_folders():
        text = re.sub(rf"{re.escape(folder)}(?![\w.-])", "~", text)
    key = os.environ.get(TMDB_VARIABLE, "").strip()
    return " ".join((text.replace(key, "***") if key else text).split())
