"""Sentences on what a film shares in each modality, beyond the links of the films that are named."""

from __future__ import annotations

from dashboard.look.palette import label
from dashboard.reasons.category_groups import CHANCE
from dashboard.reasons.category_phrases import SHARED as KINDS
from dashboard.reasons.entries import Entry, content_of, entries, titles
from dashboard.reasons.kinds import MOST as MOST_KINDS
from dashboard.reasons.kinds import kinds_clause, telling_kinds
from dashboard.reasons.outline import Outline
from dashboard.reasons.person_elsewhere import person_elsewhere
from dashboard.reasons.pieces import Piece, piece_list
from dashboard.reasons.shared_categories import WIDE, SharedCategory
from dashboard.reasons.sureness import caveat
from dashboard.reasons.word_meetings import SMALL, SharedPlot, shared_plot, tells
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE, capital, effect, name_list
from emde_core.schema import LIKE, TEXT, WISH

LARGE_PLOT = 0.075  # nats: a plot that adds so much is spoken of, however large the score
MOST_WORDS = 3
WORTH_NAMING = 0.3  # of the strongest slight kind: the least of another that is named with it
NEAR = 0.6  # of the nearest film: the least of a second one that is named with it


def content_sentences(plan: Outline, ending: str) -> list[Piece]:
    """Return what each modality that matters adds, those that count first; a doubt in ``ending`` is not repeated."""
    why, direction, evidence = plan.why, plan.direction, plan.evidence
    parts, pieces = content_of(why) if why.atoms else {}, []  # the published recipe's codes are read, not likened
    ordered = sorted(parts, key=lambda modality: (bool(caveat(modality, evidence)), -parts[modality] * direction))
    modalities = [modality for modality in ordered if _is_told(plan, modality, parts[modality] * direction)]
    for modality in modalities:
        if evidence.get(modality) == "none":
            pieces.append(Piece(f"Its {label(modality)} {effect(parts[modality])}, but {caveat(modality, evidence)}. "))
            continue
        likeness = _likeness(plan, modality)
        doubt = "" if caveat(modality, evidence) in ending else caveat(modality, evidence)
        pieces += likeness
        if likeness:
            pieces.append(Piece(f" ({doubt}). " if doubt else ". "))
        elif doubt:
            pieces.append(Piece(f"{capital(doubt)}. "))
    return pieces if pieces or direction < 0 or any(map(plan.names, parts)) else _hardly_counts(plan)


def _hardly_counts(plan: Outline) -> list[Piece]:
    """Return the kind that adds most, where nothing that films share is told: people ask for it."""
    telling = [
        each
        for each in telling_kinds(plan.why, plan.evidence)
        if each.category.field in KINDS and not caveat(each.category.modality, plan.evidence)
    ]
    clear = [each for each in telling[:1] if each.category.value >= CHANCE]
    clause = kinds_clause(clear, plan.why, plan.reasons, is_counted=plan.is_counted)
    return [*clause, Piece(", though that counts for little. ")] if clause else []


def _is_told(plan: Outline, modality: str, value: float) -> bool:
    """Return True for a modality that matters beside the score, and for a plot that adds much by itself."""
    return value >= SMALL * abs(plan.why.score) or (modality == TEXT and value >= LARGE_PLOT)


def _likeness(plan: Outline, modality: str) -> list[Piece]:
    """Return what the film shares in a modality beyond its links; where nothing has a name, what it is close to."""
    why, direction = plan.why, plan.direction
    if direction > 0:
        if shared := _shared_by_several(plan, modality):
            return shared
        if plan.names(modality):
            return []
    plot = shared_plot(why) if modality == TEXT and direction > 0 else None
    if plot and tells(why, plot):
        theirs = f" shares with that of {isolate(titles(why)[plot.film.id])} "
        return [Piece("Its plot", TEXT), Piece(theirs), *_words_of(plot)]
    if modality == TEXT:  # which film's plot it is like is said with the words that show it, or not at all
        value = why.by_part[TEXT]
        is_small = value * direction < max(VISIBLE, SMALL * abs(why.score))
        return [] if is_small else [Piece("Its plot", TEXT), Piece(f" {effect(value)} in small pieces")]
    if direction > 0 and (slight := _slight_kinds(plan, modality)):
        return kinds_clause(slight, why, plan.reasons, is_counted=plan.is_counted)
    near = _nearest(plan, modality)
    if near[0].accident or (near[0].reaction == WISH and near[0] in plan.reasons):
        return []  # it is close to nothing, or what it is wished for says that already
    name, several = label(modality), label(modality).endswith("s") or len(near) > 1
    of_theirs = "" if near[0].reaction == WISH else "those of " if several else "that of "
    likeness = f" {'are' if label(modality).endswith('s') else 'is'} {'closest to' if direction > 0 else 'unlike'} "
    return [Piece(f"Its {name}", modality), Piece(f"{likeness}{of_theirs}{name_list([each.name for each in near])}")]


def _slight_kinds(plan: Outline, modality: str) -> list[SharedCategory]:
    """Return kinds that are too slight one by one to be named, the strongest first."""
    telling = [
        each
        for each in telling_kinds(plan.why, plan.evidence)
        if each.category.modality == modality and each.category.field not in WIDE
    ]
    least = WORTH_NAMING * max((each.category.value for each in telling), default=0.0)
    return [each for each in telling if each.category.value >= least][:MOST_KINDS]


def _nearest(plan: Outline, modality: str) -> list[Entry]:
    """Return the entry through which a modality adds most, and a second one of its kind that adds nearly as much."""
    ordered = sorted(entries(plan.why), key=lambda e: -e.values.get(modality, 0.0) * plan.direction)
    first, *others = ordered
    least = NEAR * abs(first.values.get(modality, 0.0))
    return [
        first,
        *(
            each
            for each in others[:1]
            if each.reaction == first.reaction == LIKE and each.values.get(modality, 0.0) * plan.direction >= least > 0
        ),
    ]


def _shared_by_several(plan: Outline, modality: str) -> list[Piece]:
    """Return the kinds that the links have not named, and a person of a further film."""
    own = [each for each in plan.untold_kinds if each.category.modality == modality]
    sentences = [kinds_clause(own, plan.why, plan.reasons, is_counted=plan.is_counted)] if own else []
    if elsewhere := person_elsewhere(plan.why, modality, plan.reasons):
        person, entry = elsewhere
        sentences.append([Piece(isolate(person.name), modality), Piece(" links it to "), Piece(entry.name, "entry")])
    return [piece for place, each in enumerate(sentences) for piece in ([Piece(". ")] if place else []) + each]


def _words_of(shared: SharedPlot) -> list[Piece]:
    return piece_list([Piece(f"“{isolate(each.text)}”", TEXT) for each in shared.encounters[:MOST_WORDS]])
