"""An explanation as people and files get it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from emde_core.arrays import Floats
from emde_core.data.catalogue import Film
from emde_core.explain.headline import headline_and_bars
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import AtomValues, CategoryValue, RegionValue, WordValue, atom_record
from emde_core.history import Wish
from emde_core.summary import few, strongest, summary

Baseline = Literal["empty", "average"]  # the history that a score is compared with: none at all, the average viewer's


def _no_meetings(_words: Sequence[WordValue]) -> tuple[Meeting, ...]:
    return ()


def _no_categories(_film_id: str) -> tuple[CategoryValue, ...]:
    return ()


def film_record(film: Film) -> dict[str, Any]:
    """A film as it stands in every JSON document: id, title, year."""
    return {"id": film.id, "title": film.title, "year": film.year}


@dataclass(frozen=True)
class Contribution:
    """One part of what one entry of the history adds to the score, in nats.

    Attributes:
        film: the history film; None where the entry is a wish.
        reaction: "like", "dislike" or "wish".
        part: a content modality, "company", "popularity", "relayed" for company of the films that one that too few
            rated is like, beside an average film's, or "itself" for the explained film in its own history.
        value: what it adds.
        by_partition: a content part's value in each partition, [D]; None where there are no partitions.
        wish: the wish; None where the entry is a film.
    """

    film: Film | None
    reaction: str
    part: str
    value: float
    by_partition: Floats | None = field(default=None, repr=False, compare=False)
    wish: Wish | None = None

    @property
    def entry(self) -> str:
        """The key of the entry in its history: a film's id, or a wish's key."""
        return self.film.id if self.film else self.wish.key if self.wish else ""

    @property
    def label(self) -> str:
        """The entry in words."""
        return self.film.label if self.film else self.wish.label if self.wish else ""

    @property
    def spread(self) -> float:
        """The value's standard error, from the partitions, independent estimates; nan where there are none."""
        return float("nan") if self.by_partition is None else standard_error(self.by_partition)

    def to_dict(self) -> dict[str, Any]:
        """Return a record for JSON documents."""
        entry = {"film": film_record(self.film)} if self.film else {"wish": wish_record(self.wish)}
        spread = self.spread if math.isfinite(self.spread) else None
        return {"entry": entry, "reaction": self.reaction, "part": self.part, "value": self.value, "spread": spread}


def wish_record(wish: Wish | None) -> dict[str, Any]:
    """A wish as it stands in every JSON document."""
    return {} if wish is None else {"kind": wish.kind, "name": wish.name, "weight": wish.weight}


def standard_error(by_partition: Floats) -> float:
    """Return the standard error of the sum over D partitions [D]; nan where there is but one."""
    depth = len(by_partition)
    return float(by_partition.std(ddof=1) * np.sqrt(depth)) if depth > 1 else float("nan")


def joint_spread(parts: Iterable[Contribution]) -> float:
    """Standard error of the sum of several of one explanation's contributions; nan where none of them has one.

    Those of one modality share the partitions, so that their errors may go together or cancel out: they are added up
    within each partition first. Company is counted, not estimated, and has no such error.
    """
    sums: dict[str, Floats] = {}
    for part in parts:
        if part.by_partition is not None:
            sums[part.part] = sums.get(part.part, 0.0) + part.by_partition
    return math.sqrt(sum(standard_error(each) ** 2 for each in sums.values())) if sums else float("nan")


@dataclass(frozen=True)
class CompanyEvidence:
    """Counts that company rests on: of the viewers who liked one film, those who liked another.

    Attributes:
        film: a history film.
        both: viewers who liked it and the explained film.
        liked_film, liked_this: viewers who liked it; the explained film.
        viewers: all of them.
    """

    film: Film
    both: int
    liked_film: int
    liked_this: int
    viewers: int

    @property
    def more_often(self) -> bool:
        """True if those who liked the history film liked the other more often than viewers do in general."""
        return self.both * self.viewers > self.liked_film * self.liked_this

    def to_dict(self) -> dict[str, Any]:
        """Return a record for JSON documents."""
        counts = {"both": self.both, "liked_film": self.liked_film, "liked_this": self.liked_this}
        return {"film": film_record(self.film), **counts, "viewers": self.viewers}


@dataclass(frozen=True)
class Margin:
    """A film's lead over several others.

    Attributes:
        value: its score less their mean score, in nats.
        rivals: the others.
    """

    value: float
    rivals: tuple[Film, ...]

    def __repr__(self) -> str:
        return summary(self, f"{self.value:+.2f} over {few([film.title for film in self.rivals])}")

    def to_dict(self) -> dict[str, Any]:
        """Return a record for JSON documents."""
        return {"value": self.value, "rivals": [film_record(film) for film in self.rivals]}


@dataclass(frozen=True)
class Explanation:
    """An account of a film's score for a history: a sum, down to single words, categories and patches of the poster.

    baseline + the contributions' values + absent = total, up to ``completeness_residual`` (relative); a modality's
    contributions = the sum of ``atoms`` of that modality; a history film's contribution in a modality = the sum of its
    own atoms there (``history_atoms``). Scores are log scores in nats, relative to the catalogue's mean or to a rival.

    Attributes:
        film: the film explained.
        rank: 1 for the best among the films outside the history; None for a film inside it.
        score, baseline: of the film, and of the film at the baseline.
        contributions: history film (then wish) x part, likes first, in the history's order.
        absent: what the baseline's films that the history does not hold add; 0 for the empty history.
        atoms: what the atoms of the film add, and less what those of its rival add; empty where the method has none.
        company: what company rests on, for each liked film of the history.
        ratings: how many viewers rated the film; 0 for one that is read by content alone.
        missing: modalities that the film lacks.
        completeness_residual: what the parts fail to add up to, relative to the sum of their sizes.
        margin: what the parts add up to where a method takes no score apart; None where it does.
        method: the name of the method, as ``Recommender.explain`` takes it.
        model_hash, data_hash: which model and data said so.
        rival: the film whose score is taken off; None where the catalogue's mean is.
        baseline_history: the baseline: nobody's history (empty), or the average viewer's.
        weights: of the what-if that the score was read with, by modality or "company"; empty for the model as learned.
        content_alone: whether every film was read by content alone.

    >>> from emde_core import History, demo_model
    >>> why = demo_model().explain(History(liked=["Alien", "Blade Runner"]), "Brazil")
    >>> list(why.by_part)
    ['text', 'categorical', 'image', 'company']
    >>> abs(sum(why.by_entry.values()) - why.score) < 1e-9  # a bar for each film of the history: all that there is
    True
    """

    film: Film
    rank: int | None
    score: float
    baseline: float
    contributions: tuple[Contribution, ...]
    absent: float
    atoms: tuple[AtomValues, ...]
    company: tuple[CompanyEvidence, ...]
    ratings: int
    missing: tuple[str, ...]
    completeness_residual: float
    method: str
    model_hash: str
    data_hash: str
    rival: Film | None = None
    margin: Margin | None = None
    baseline_history: Baseline = "empty"
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    content_alone: bool = False
    _history_side: Callable[[], tuple[AtomValues, ...]] = field(default=tuple, repr=False, compare=False)
    _meet: Callable[[Sequence[WordValue]], tuple[Meeting, ...]] = field(default=_no_meetings, repr=False, compare=False)

    _read_by_film: Callable[[str], tuple[CategoryValue, ...]] = field(default=_no_categories, repr=False, compare=False)

    def __repr__(self) -> str:
        return summary(self, f"{self._headline}: {strongest(self._by_label)}")

    def _repr_html_(self) -> str:
        return headline_and_bars(f"{self._headline} nats", self._by_label)

    @property
    def _headline(self) -> str:
        place = f"rank {self.rank}" if self.rank else "in the history"
        versus = f" above {self.rival.label}" if self.rival else ""
        return f"{self.film.label}, {place}{versus}, {self.score:+.2f}"

    @property
    def _by_label(self) -> dict[str, float]:
        return {label: sum(c.value for c in own) for label, own in self._groups(_label_of).items()}

    @property
    def total(self) -> float:
        """The sum that the parts have, in nats: the score, or the margin by a method that takes one apart."""
        return self.margin.value if self.margin else self.score

    @cached_property
    def history_atoms(self) -> tuple[AtomValues, ...]:
        """The values of each history film's atoms, in the history's order; worked out when it is asked for."""
        return self._history_side()

    def categories_through(self, film_id: str) -> tuple[CategoryValue, ...]:
        """Return the film's categories with what each adds through one film of the history alone.

        They add up to what that film adds by its categories, and each, over the history's films, to its value in
        ``categories``, but for what wishes add. A method that takes no film apart has none.

        Args:
            film_id: of a film of the history.

        Raises:
            HistoryError: the film is not in the history.
        """
        return self._read_by_film(film_id)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The words of the film's plot that come close to a word in a liked film's; worked out when it is asked for."""
        return self._meet(self.words)

    @property
    def _own(self) -> AtomValues:
        return self.atoms[0] if self.atoms else AtomValues(self.film)

    @property
    def words(self) -> tuple[WordValue, ...]:
        """Every word of the film's plot, with what it adds."""
        return self._own.words

    @cached_property
    def phrases(self) -> tuple[WordValue, ...]:
        """Names and phrases of the plot, sums of their words."""
        return self._own.phrases

    @property
    def categories(self) -> tuple[CategoryValue, ...]:
        """The film's categories, with what each adds."""
        return self._own.categories

    @property
    def regions(self) -> tuple[RegionValue, ...]:
        """The poster's patches, with what each adds."""
        return self._own.regions

    @property
    def by_part(self) -> dict[str, float]:
        """Sums of what each modality, company and so on add to the score, over the whole history."""
        return {part: sum(c.value for c in own) for part, own in self._groups(_part_of).items()}

    @property
    def own_parts(self) -> dict[str, float]:
        """``by_part`` without the modalities that the film lacks and that add nothing: they are no part of its score.

        Beside a rival that has such a modality it stays: what speaks for the rival is taken off.
        """
        return {part: value for part, value in self.by_part.items() if value or part not in self.missing}

    @property
    def by_entry(self) -> dict[str, float]:
        """Sums of what each history film or wish adds to the score, by film id or wish key."""
        return {entry: sum(c.value for c in own) for entry, own in self._groups(_entry_of).items()}

    @property
    def part_spread(self) -> dict[str, float]:
        """Standard errors of ``by_part``."""
        return {part: joint_spread(own) for part, own in self._groups(_part_of).items()}

    def _groups(self, key: Callable[[Contribution], str]) -> dict[str, list[Contribution]]:
        groups: dict[str, list[Contribution]] = {}
        for contribution in self.contributions:
            groups.setdefault(key(contribution), []).append(contribution)
        return groups

    def to_frame(self) -> pd.DataFrame:
        """A tidy table: one row for each contribution, with what it belongs to beside it."""
        count = len(self.contributions)
        return pd.DataFrame(
            {
                "film": [self.film.id] * count,
                "rank": self.rank,
                "score": self.score,
                "entry": [each.entry for each in self.contributions],
                "entry_label": [each.label for each in self.contributions],
                "reaction": [each.reaction for each in self.contributions],
                "part": [each.part for each in self.contributions],
                "value": [each.value for each in self.contributions],
                "spread": [each.spread for each in self.contributions],
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON document of ``emde explain --json``."""
        return {
            "film": film_record(self.film),
            "rank": self.rank,
            "score": self.score,
            "baseline": self.baseline,
            "absent": self.absent,
            "completeness_residual": self.completeness_residual,
            "method": self.method,
            "rival": film_record(self.rival) if self.rival else None,
            "margin": self.margin.to_dict() if self.margin else None,
            "baseline_history": self.baseline_history,
            "weights": dict(self.weights),
            "content_alone": self.content_alone,
            "model_hash": self.model_hash,
            "data_hash": self.data_hash,
            "ratings": self.ratings,
            "contributions": [each.to_dict() for each in self.contributions],
            "company": [each.to_dict() for each in self.company],
            "missing": list(self.missing),
            "atoms": [*_records("film", self.atoms), *_records("history", self.history_atoms)],
        }


def _records(side: str, films: Iterable[AtomValues]) -> list[dict[str, Any]]:
    return [atom_record(side, film_record(film.film), atom) for film in films for atom in film.all]


def _entry_of(contribution: Contribution) -> str:
    return contribution.entry


def _label_of(contribution: Contribution) -> str:
    return contribution.label


def _part_of(contribution: Contribution) -> str:
    return contribution.part
