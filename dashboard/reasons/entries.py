"""A history's entries, films and wishes, with what each part of them adds to one film's score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dashboard.look.palette import LABELS
from dashboard.text.direction import isolate
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.schema import COMPANY, DISLIKE, ITSELF, POPULARITY

OTHERS = "others"  # key of the entries that have no row of their own


@dataclass(frozen=True)
class Entry:
    """One entry of a history.

    Attributes:
        key: a film's id, or a wish's key; OTHERS for what several add together.
        label: the film with its year, or the wish in words.
        name: the same as it stands in a sentence.
        reaction: "like", "dislike", "wish"; "" for others.
        values: by part of the score, in nats.
    """

    key: str
    label: str
    name: str
    reaction: str
    values: Mapping[str, float]

    @property
    def total(self) -> float:
        """What it adds in all."""
        return sum(self.values.values())

    @property
    def disliked(self) -> bool:
        """Whether it is a film that was not for this viewer."""
        return self.reaction == DISLIKE


def entries(why: Explanation) -> tuple[Entry, ...]:
    """Every entry, in the history's order."""
    grouped: dict[str, list[Contribution]] = {}
    for each in why.contributions:
        grouped.setdefault(each.entry, []).append(each)
    titles = Counter([why.film.title, *(parts[0].film.title for parts in grouped.values() if parts[0].film)])
    shown = set(parts_of(why))
    return tuple(_entry(parts, shown, titles) for parts in grouped.values())


def _entry(parts: Sequence[Contribution], shown: Set[str], titles: Mapping[str, int]) -> Entry:
    first = parts[0]
    values = {each.part: each.value for each in parts if each.part in shown}
    return Entry(first.entry, first.label, _name(first, titles), first.reaction, values)


def _name(of: Contribution, titles: Mapping[str, int]) -> str:
    """An entry as a sentence names it: a film's title, with its year where another is called so too; or a wish."""
    if of.film is None:
        return f"your wish for {replace(of.wish, name=isolate(of.wish.name)).label}" if of.wish else ""
    title = isolate(of.film.label if titles[of.film.title] > 1 else of.film.title)
    return f"{title} (not for you)" if of.reaction == DISLIKE else title


def parts_of(why: Explanation) -> dict[str, float]:
    """What each part adds over the whole history, in the order of every legend; company only where it has a say."""
    parts = why.by_part
    if why.content_alone:
        parts.pop(COMPANY, None)
    order = list(LABELS)
    return {part: parts[part] for part in sorted(parts, key=lambda p: order.index(p) if p in order else len(order))}


def content_of(why: Explanation) -> dict[str, float]:
    """What each content modality adds, in the same order."""
    return {part: value for part, value in parts_of(why).items() if part not in (COMPANY, POPULARITY, ITSELF)}
