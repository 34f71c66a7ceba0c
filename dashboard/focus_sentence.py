"""The sentence while something is in focus: what it adds and what it meets most, from the charts' own numbers."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.direction import isolate
from dashboard.focus import Focus
from dashboard.linked import Linked, films_of_part, name_of, part_weights
from dashboard.markup import signed
from dashboard.palette import POSSESSED, label
from dashboard.sentence import Part, sentence
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.features import CategoryValue, WordValue
from emde_core.explain.threads import FilmThreads
from emde_core.schema import DISLIKE

MOST = 2  # parts or films that are named


def focus_sentence(why: Explanation, shown: Linked, threads: Sequence[FilmThreads] | None) -> tuple[Part, ...]:
    """What is in focus, in one or two sentences; the whole film's sentence where nothing is."""
    focus = shown.focus
    if focus is not None and focus.kind == "film":
        return _film(why, [c for c in why.contributions if c.film.id == focus.key], shown, threads)
    if focus is not None and focus.kind == "modality" and focus.key in why.by_modality:
        return _modality(why, focus.key)
    if focus is not None and focus.is_part and threads:
        return _part(focus, shown, threads) or sentence(why)
    return sentence(why)


def _film(
    why: Explanation, own: Sequence[Contribution], shown: Linked, threads: Sequence[FilmThreads] | None
) -> tuple[Part, ...]:
    if not own:
        return sentence(why)
    total = sum(c.value for c in own)
    best = max(own, key=lambda c: c.value * (1 if total >= 0 else -1))
    title = f"{isolate(own[0].film.title)}{' (not for you)' if own[0].reaction == DISLIKE else ''}"
    said = [
        Part(f"{title} {_adds(total)}, most of it through "),
        Part(f"its {POSSESSED.get(best.modality, best.modality)}", best.modality),
        Part(f" ({signed(best.value)})."),
    ]
    woven = next((each for each in threads or () if each.film.id == own[0].film.id), None)
    met = _strongest(part_weights(woven), total) if woven else []
    parts: tuple[WordValue | CategoryValue, ...] = (*shown.phrases, *shown.categories)
    named = [Part(isolate(name), focus.modality) for focus in met if (name := name_of(focus, parts))][:MOST]
    if not named:
        return tuple(said)
    verb = "meets" if len(named) == 1 else "meet"
    listed = named if len(named) == 1 else [named[0], Part(" and "), named[1]]
    return (*said, Part(" Of this film’s phrases and categories, "), *listed, Part(f" {verb} it most."))


def _strongest(weights: dict[Focus, float], total: float) -> list[Focus]:
    """Phrases and categories whose threads go the way of the whole, the strongest first."""
    same = {focus: w for focus, w in weights.items() if focus.kind != "region" and w * total > 0}
    return sorted(same, key=lambda focus: -abs(same[focus]))


def _modality(why: Explanation, modality: str) -> tuple[Part, ...]:
    total = why.by_modality[modality]
    own = [c for c in why.contributions if c.modality == modality]
    best = max(own, key=lambda c: c.value * (1 if total >= 0 else -1))
    return (
        Part(f"The history’s {label(modality)}", modality),
        Part(f" {_adds(total)}; most comes from {isolate(best.film.title)} ({signed(best.value)})."),
    )


def _part(focus: Focus, shown: Linked, threads: Sequence[FilmThreads]) -> tuple[Part, ...]:
    name = name_of(focus, (*shown.phrases, *shown.categories, *shown.regions))
    weights = films_of_part(focus, threads)
    if name is None or not any(weights.values()):
        return ()
    titles = {each.film.id: isolate(each.film.title) for each in threads}
    met = sorted(weights, key=lambda film: -abs(weights[film]))[:MOST]
    listed = " and ".join(f"{titles[film]} ({signed(weights[film], 3)})" for film in met if weights[film])
    return (Part(isolate(name[0].upper() + name[1:]), focus.modality), Part(f" has the strongest threads to {listed}."))


def _adds(value: float) -> str:
    return f"{'adds' if value >= 0 else 'takes away'} {abs(value):.2f}"
