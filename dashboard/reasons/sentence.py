"""A few plain words from an explanation's numbers, which never claim more than the numbers say.

Films come first, with what they share with the film; then company, with its counts; then how sure it is. A modality
without evidence that it counts is never named as a reason.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.look.palette import label
from dashboard.reasons.accidents import accident_sentence
from dashboard.reasons.category_phrases import first_words
from dashboard.reasons.company_counts import LIKED_THIS, clearness, company_counts, is_clear, is_taken_back
from dashboard.reasons.content_sentences import content_sentences
from dashboard.reasons.credits import is_star
from dashboard.reasons.entries import Entry, entries, parts_of, titles
from dashboard.reasons.kinds import films_in_words
from dashboard.reasons.links import with_links
from dashboard.reasons.outline import Direction, Outline, outline, strongest_opposite
from dashboard.reasons.pieces import Piece, with_full_stops
from dashboard.reasons.same_story import SameStory, same_story
from dashboard.reasons.sureness import HoldRates, sureness_sentence
from dashboard.reasons.word_meetings import SMALL
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, count_words, effect, with_sign
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.explain.sureness import LEVEL, ContentEvidence, sureness
from emde_core.schema import COMPANY, LIKE, RELAYED, WISH

MANY = 10  # times: beyond it scores say more than is found, and how many does not matter
COUNTS = 0.25  # of what a film adds: company from which on its viewers are counted for it
ALIKE = 1.25  # times: an entry that argues so much more than another argues not about as much
ALL_BUT = 0.95  # of what speaks a film's way: named films that add more are all that is to be named
NOT_MEASURED: ContentEvidence = {}
RATES_NOT_MEASURED: HoldRates = {}
LONG = 25  # entries: a history of more is nearer to viewers' whole ones than to the ten films of them that were tested


def likelihood_words(score: float, event: str = "") -> str:
    """Return a log score in nats as a likelihood; ``event`` says of what, where that is not said before.

    >>> likelihood_words(0.6931)
    'about twice as likely as an average film'
    >>> likelihood_words(0.6931, " to be liked")
    'about twice as likely to be liked as an average film'
    """
    multiple = "about" if abs(score) < LEVEL else _multiple(math.exp(score))  # no likelihood is known to a digit
    return f"{multiple} as likely{event} as an average film"


def _multiple(value: float) -> str:
    if value < 0.95:
        return f"about {value:.0%}" if value >= 0.01 else "not a hundredth"
    if value > MANY:
        return f"more than {MANY} times"
    return "about twice" if f"{value:.1f}" == "2.0" else f"about {value:.1f} times"


def factor(score: float) -> str:
    """Return a log score in nats as a short factor: ×2.0."""
    value = math.exp(score)
    return f"×{value:.1f}" if value >= 0.95 else f"×{value:.2f}"


def is_calibrated(why: Explanation) -> bool:
    """Return True where the score is a likelihood: only for the model as it was learned, without wishes."""
    return not _reading(why)


def _reading(why: Explanation) -> str:
    """Return how films are read where scores are not likelihoods; "" where they are."""
    wishes = "with your wishes" if any(each.wish for each in why.contributions) else ""
    return reading(content_alone=why.content_alone, is_what_if=bool(why.weights)) or wishes


def reading(*, content_alone: bool, is_what_if: bool) -> str:
    """Return how films are read otherwise than the model has learned to; "" where they are not."""
    return "by content alone" if content_alone else "in this what-if" if is_what_if else ""


def standing(why: Explanation, event: str = "") -> str:
    """Return the score in words: as a likelihood of ``event``, or as above or below an average film."""
    if is_calibrated(why):
        return likelihood_words(why.score, event)
    if abs(why.score) < LEVEL:
        return f"about level with an average film {_reading(why)}"
    return f"{'above' if why.score > 0 else 'below'} an average film {_reading(why)}"


def rates_for(why: Explanation, holds: HoldRates) -> HoldRates:
    """Return how often reasons like those of an explanation hold: with a history like this; {} in a what-if.

    A what-if is another model than the one that was tested.
    """
    if not is_calibrated(why):
        return RATES_NOT_MEASURED
    if len(why.by_entry) <= LONG:
        return holds
    return {grade: rate.whole for grade, rate in holds.items() if rate.whole is not None}


def sentence(
    why: Explanation, evidence: ContentEvidence = NOT_MEASURED, holds: HoldRates = RATES_NOT_MEASURED
) -> tuple[Piece, ...]:
    """Return why the film has its score.

    A film that is less likely than an average one gets the reasons against it.

    Args:
        why: the explanation.
        evidence: by modality, whether it was measured to count.
        holds: by grade of the evidence, how often such explanations hold.
    """
    plan = outline(why, evidence)
    other = strongest_opposite(why, plan.reasons, plan.direction)
    if not plan.reasons:
        opening = capital(standing(why))
        nothing = Piece(f"{opening}: nothing in this history speaks for it.")
        return with_full_stops((nothing, *_only_opposite(other)))
    judgement, ahead = sureness(why, evidence), _ahead(plan)
    sure = sureness_sentence(
        judgement,
        evidence,
        rates_for(why, holds),
        first=ahead[0].name if ahead and len(why.by_entry) > 1 else "",
        second=ahead[1].name if len(ahead) > 1 else "",
        lead=_lead(ahead),
        basis=_basis(plan, ahead),
        contradiction=_contradiction(why),
    )
    if ahead and ahead[0].reaction == WISH:  # which was learned from nobody: nothing tells how often it holds
        sure = ""
    story = same_story(why) if plan.direction > 0 else None
    pieces = (
        *(_apart(story, plan) if story else ()),
        *_opening(plan),
        *with_links(plan.reasons, plan.film_links, story=story, is_counted=plan.kind is not None),
        *_opposite_reason(other, plan.direction),
        Piece(". "),
        *_accidents(plan, other),
        *content_sentences(plan, sure),
        *_company(plan),
        *_against(plan),
        Piece(sure, f"evidence {judgement.grade}"),
    )
    return with_full_stops(pieces)


def _accidents(plan: Outline, other: Entry | None) -> list[Piece]:
    """Return why wishes that are named move the film by accident."""
    entries_told = (*plan.reasons, *([other] if other else []))
    return [Piece(f"{accident_sentence(each.accident)} ") for each in entries_told if each.accident]


def _ahead(plan: Outline) -> list[Entry]:
    """Return the entries that argue in the explanation's direction, the strongest first."""
    arguing = [each for each in entries(plan.why) if each.total * plan.direction > 0]
    return sorted(arguing, key=lambda each: -abs(each.total))


def _basis(plan: Outline, ahead: Sequence[Entry]) -> str:
    """Return in a few words what the evidence is: "it counts 2.5 times as much as Brazil, and 226 viewers …"."""
    why, words = plan.why, list[str]()
    if len(ahead) > 1:
        words.append(f"it counts {_times(ahead[0].total / ahead[1].total)} as much as {ahead[1].name}")
    elif len(why.by_entry) > 1:
        words.append(f"nothing else speaks {'for' if plan.direction > 0 else 'against'} the film")
    if COMPANY in parts_of(why):
        words.append(f"{count_words(why.ratings, 'viewer')} rated this film")
    return ", and ".join(words)


def _lead(ahead: Sequence[Entry]) -> str:
    """Return how many times as much the first entry argues as the next; "" where it is about as much."""
    ratio = ahead[0].total / ahead[1].total if len(ahead) > 1 else 1.0
    return _times(ratio) if ratio >= ALIKE else ""


def _times(ratio: float) -> str:
    """Return how many times as much in words: "2.5 times", "more than 10 times"."""
    return f"{ratio:.1f} times" if ratio < MANY else f"more than {MANY} times"


def _contradiction(why: Explanation) -> str:
    """Return in words where company and the plain counts of a liked film differ most; "" where they do not."""
    by_key = {each.key: each for each in entries(why)}
    differing = [
        (each, by_key[each.film.id])
        for each in why.company
        if each.film.id in by_key and each.more_often != (by_key[each.film.id].values.get(COMPANY, 0.0) > 0)
    ]
    most = max(differing, key=lambda pair: abs(pair[1].values.get(COMPANY, 0.0)), default=None)
    if most is None:
        return ""
    counts, entry = most
    if not counts.more_often:
        return f"those who liked {entry.name} liked this less often than others, and that is not counted against it"
    if is_taken_back(entry, counts):
        return f"ratings bear out only a part of the likeness with {entry.name}"
    return f"those who liked {entry.name} liked this more often than others, but no more than their other films tell"


def _opening(plan: Outline) -> list[Piece]:
    """Return what stands before the reasons, the kind of film first where most is due to it."""
    words = _opening_words(plan)
    if plan.kind is None:
        return [Piece(f"{f'Recommended {words}' if words.startswith('because') else capital(words)} ")]
    category = plan.kind.category
    stars = is_star(category.name, (plan.why.film, *plan.kind.films))
    verb = "is" if _stands_apart(plan) else "is recommended"
    return [*first_words(category, films_in_words(plan.kind, plan.why), stars=stars, verb=verb), Piece(f"{words} ")]


def _opening_words(plan: Outline) -> str:
    """Return what stands before the reasons: "mostly because you liked".

    That a recommended film is more likely than an average one goes without saying; anything else is said.
    """
    why = plan.why
    same = sum(each.total for each in entries(why) if each.total * plan.direction > 0)
    share = sum(each.total for each in plan.reasons) / same
    extent = "" if share > ALL_BUT else "mostly " if share > 0.5 else "above all "
    because = "because you liked" if all(each.reaction == LIKE for each in plan.reasons) else "because of"
    if _stands_apart(plan):
        return f"{standing(why)}, {extent}because of"
    reading = _reading(why)
    return f"{reading}, {extent}{because}" if reading else f"{extent}{because}"


def _stands_apart(plan: Outline) -> bool:
    """Return True for a film that is no likelier than an average one, and so is not recommended."""
    return plan.direction < 0 or abs(plan.why.score) < LEVEL


def _only_opposite(reason: Entry | None) -> tuple[Piece, ...]:
    return () if reason is None else (Piece(" Against it: "), Piece(reason.name, "entry"), Piece("."))


def _opposite_reason(reason: Entry | None, direction: Direction) -> tuple[Piece, ...]:
    side = "against" if direction > 0 else "for"
    return () if reason is None else (Piece(f"; {side} it, "), Piece(reason.name, "entry"))


def _apart(story: SameStory, plan: Outline) -> list[Piece]:
    """Return the liked film whose story this one tells as a sentence, where it is none of the reasons; else []."""
    if any(each.key == story.film.id for each in plan.reasons):
        return []
    names = f" ({story.both_have})" if story.both_have else ""
    title = Piece(isolate(titles(plan.why)[story.film.id]), "entry")
    return [Piece("You liked "), title, Piece(f", {story.clause}{names}. ")]


def _against(plan: Outline) -> list[Piece]:
    """Return the part of a recommended film's score that takes away most, where it is no small one."""
    parts = parts_of(plan.why)
    worst = min(parts, key=lambda part: parts[part], default=None)
    if worst is None or plan.direction < 0 or parts[worst] > -SMALL * abs(plan.why.score):
        return []
    if worst == COMPANY:
        return _taken_back(plan)
    return [Piece("Against it: "), Piece(label(worst), worst), Piece(f" ({with_sign(parts[worst])}). ")]


def _taken_back(plan: Outline) -> list[Piece]:
    """Return what company takes away, with the counts of the liked film with which it takes back most of a likeness.

    Where they liked this film more often than others did, that it takes away says nothing else than that likeness alone
    promised more.
    """
    why = plan.why
    lost = parts_of(why)[COMPANY]
    by_key = {each.key: each for each in entries(why)}
    evidence = [each for each in why.company if each.film.id in by_key]
    most = min(evidence, key=lambda each: by_key[each.film.id].values.get(COMPANY, 0.0), default=None)
    if most is None or not is_taken_back(by_key[most.film.id], most):
        return [Piece("What the "), Piece("same people", COMPANY), Piece(f" liked {effect(lost)}. ")]
    before, after = company_counts(most, by_key[most.film.id].name).split(LIKED_THIS)
    back = f"{after}. By likeness alone it would be likelier still; ratings take {abs(lost):.2f} of that back. "
    return [Piece(before), Piece(LIKED_THIS, COMPANY), Piece(back)]


def _company(plan: Outline) -> list[Piece]:
    """Return what only co-watching tells, with its counts."""
    why, direction = plan.why, plan.direction
    parts = parts_of(why)
    value = parts.get(COMPANY, 0.0) * direction
    if RELAYED in parts:
        own = "too few ratings" if why.ratings else "no ratings"
        words = Piece(f"It has {own} of its own; in their place, the "), Piece(label(RELAYED), RELAYED)
        return [*words, Piece(f" {effect(parts[RELAYED])}. ")]
    if value < SMALL * abs(why.score) and not any(_rests_on_company(each, direction) for each in plan.reasons):
        return []
    counts = _best_counts(plan)
    if counts is None:
        return [Piece("What the "), Piece("same people", COMPANY), Piece(f" liked {effect(parts[COMPANY])}. ")]
    name = next(each.name for each in entries(why) if each.key == counts.film.id)
    is_named = any(each.key == counts.film.id for each in plan.reasons)
    side = "for" if direction > 0 else "against"
    opening = [] if is_named else [Piece(name, "entry"), Piece(f" speaks {side} it by its audience: ")]
    before, after = company_counts(counts, name if is_named else "it").split(LIKED_THIS)
    return [*opening, Piece(before), Piece(LIKED_THIS, COMPANY), Piece(f"{after}. ")]


def _rests_on_company(reason: Entry, direction: Direction) -> bool:
    return reason.values.get(COMPANY, 0.0) * direction > 0.5 * abs(reason.total)


def _best_counts(plan: Outline) -> CompanyEvidence | None:
    """Return counts that company rests on, of a film whose counts agree: of the first one named that rests on it.

    So that no film leads the sentence and another is counted without a reason. Where none that is named rests on it, it
    is the one whose viewers speak most clearly, of those that are named if one of them agrees at all.
    """
    why, direction = plan.why, plan.direction
    values = {each.key: each.values.get(COMPANY, 0.0) * direction for each in entries(why)}
    agreeing: dict[str, CompanyEvidence] = {
        each.film.id: each for each in why.company if values.get(each.film.id, 0.0) > 0 and is_clear(each, direction)
    }
    reasons = [each for each in plan.reasons if each.key in agreeing]
    if first := next((each for each in reasons if values[each.key] >= COUNTS * abs(each.total)), None):
        return agreeing[first.key]
    others = [agreeing[each.key] for each in reasons] or list(agreeing.values())
    return max(others, key=lambda each: clearness(each, direction), default=None)
