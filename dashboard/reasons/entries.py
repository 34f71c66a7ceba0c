"""Entries of a history, films and wishes, with what each part of them adds to one film's score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dashboard.look.palette import LABELS
from dashboard.text.direction import isolate
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.history import Wish
from emde_core.schema import COMPANY, DISLIKE, ITSELF, POPULARITY, RELAYED, WHOLE

EVERYBODY = "what everybody has seen"  # popularity, as people say it
NO_CONTENT = (COMPANY, RELAYED, POPULARITY, ITSELF, WHOLE)  # parts that no film lacks
OTHERS = "others"  # key of the entries that share one row


@dataclass(frozen=True)
class Entry:
    """One entry of a history.

    Attributes:
        key: a film's id, or a wish's key; OTHERS for what several add together.
        label: the film with its year, or the wish in words.
        name: the film or wish as a sentence names it.
        reaction: "like", "dislike", "wish"; "" for others.
        values: what each part of the score adds, in nats; modalities that the film lacks are left out.
    """

    key: str
    label: str
    name: str
    reaction: str
    values: Mapping[str, float]

    @property
    def total(self) -> float:
        """The sum over the parts, in nats."""
        return sum(self.values.values())

    @property
    def net(self) -> dict[str, float]:
        """The parts that point where the sum does, as far as they stay, in nats; together the sum.

        What the other parts take back is shared among these as they are large.
        """
        same = {part: value for part, value in self.values.items() if value * self.total > 0}
        share = self.total / sum(same.values()) if same else 0.0
        return {part: share * value for part, value in same.items()}

    @property
    def disliked(self) -> bool:
        """True for a film that was not for this viewer."""
        return self.reaction == DISLIKE


def entries(why: Explanation) -> tuple[Entry, ...]:
    """Return every entry of an explanation's history, in the history's order."""
    by_entry: dict[str, list[Contribution]] = {}
    for each in why.contributions:
        by_entry.setdefault(each.entry, []).append(each)
    names, parts = titles(why), set(parts_of(why))
    return tuple(_entry(group, parts, names) for group in by_entry.values())


def titles(why: Explanation) -> dict[str, str]:
    """Return the title of each film of the history by its id, with its year where two films here share the title."""
    films = {each.film.id: each.film for each in why.contributions if each.film}
    counts = Counter([why.film.title, *(film.title for film in films.values())])
    return {film.id: film.label if counts[film.title] > 1 else film.title for film in films.values()}


def _entry(group: Sequence[Contribution], parts: Set[str], names: Mapping[str, str]) -> Entry:
    first = group[0]
    values = {each.part: each.value for each in group if each.part in parts and (each.value or each.part in NO_CONTENT)}
    return Entry(first.entry, first.label, _name(first, names), first.reaction, values)


def _name(contribution: Contribution, names: Mapping[str, str]) -> str:
    """Return an entry as a sentence names it: a wish, or a title."""
    if contribution.film is None:
        return f"your wish for {wish_words(contribution.wish)}" if contribution.wish else ""
    title = isolate(names[contribution.film.id])
    return f"{title} (not for me)" if contribution.reaction == DISLIKE else title


def wish_words(wish: Wish) -> str:
    """Return a wish as a sentence names it: "more of the director Ridley Scott", "less of what everybody has seen"."""
    what = f"the {wish.kind} {isolate(wish.name)}" if wish.name else EVERYBODY
    return f"{'more' if wish.weight > 0 else 'less'} of {what}"


def parts_of(why: Explanation) -> dict[str, float]:
    """Return what each part adds over the whole history, in nats, in the order of every legend.

    By content alone there is no company; a modality that the film lacks is no part of its score.
    """
    parts = why.own_parts
    if why.content_alone:
        parts = {part: value for part, value in parts.items() if part not in (COMPANY, RELAYED)}
    order = list(LABELS)
    return {part: parts[part] for part in sorted(parts, key=lambda p: order.index(p) if p in order else len(order))}


def content_of(why: Explanation) -> dict[str, float]:
    """Return what each content modality adds, in the same order."""
    return {part: value for part, value in parts_of(why).items() if part not in NO_CONTENT}
