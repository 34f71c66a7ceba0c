"""A remark below the bars of a history's entries, on all that is hatched so largely that it makes people ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.look.palette import in_prose, label
from dashboard.reasons.company_counts import is_clear, one_in
from dashboard.reasons.entries import OTHERS, Entry
from dashboard.text.grammar import capital, name_list, with_sign
from emde_core.explain.explanation import CompanyEvidence
from emde_core.schema import COMPANY, LIKE, WISH

LARGE, OF_A_BAR = 0.1, 0.25  # of the largest part that is drawn, and of a bar's own: a part that makes people ask
SLIGHT, LEAST = 0.04, 0.02  # of the largest part, and nats: a smaller one raises no question in any bar
MOST_AGAINST = 2  # liked films against the film that are spoken of
PUZZLING = 0.05  # nats: what a film adds against its kind, at least, before people ask why
GLOSS = f" {capital(in_prose(COMPANY))} takes back what a likeness promises and viewers’ ratings do not keep."


def bar_remark(bars: Sequence[Entry]) -> str:
    """Explain the large parts that are against the film, in the order of the bars.

    Args:
        bars: as they are drawn, from top to bottom.

    Returns:
        A few sentences; "" where there is nothing to explain.
    """
    largest = _largest(bars)
    large = [bar for bar in bars if bar.reaction != WISH and _losses(bar, largest)]
    clauses = [
        clause
        for is_shortened, group in groupby(large, key=_is_shortened)
        for clause in (_shortened(list(group)) if is_shortened else (_reversed(bar, largest) for bar in group))
    ]
    return f"Hatched: {'; '.join(clauses)}.{GLOSS if any(map(_loses_by_company, large)) else ''}" if clauses else ""


def dislike_remark(bars: Sequence[Entry]) -> str:
    """Say which films that were not for the viewer speak for this one all the same; "" for none."""
    largest = _largest(bars)
    puzzling = (bar for bar in bars if bar.disliked and bar.total >= max(PUZZLING, _question(bar, largest)))
    return " ".join(map(_against_its_kind, puzzling))


def against_remark(bars: Sequence[Entry], company: Sequence[CompanyEvidence]) -> str:
    """Say why liked films speak against this one, the strongest first; "" where none does so largely.

    Args:
        bars: as they are drawn.
        company: the counts of those who liked the history's films.
    """
    largest = _largest(bars)
    counts: dict[str, CompanyEvidence] = {each.film.id: each for each in company}
    least = max(PUZZLING, LARGE * largest)
    against = [bar for bar in bars if bar.reaction == LIKE and bar.total <= -least]
    strongest = sorted(against, key=lambda bar: bar.total)[:MOST_AGAINST]
    return " ".join(_liked_and_against(bar, counts.get(bar.key)) for bar in strongest)


def _liked_and_against(bar: Entry, counts: CompanyEvidence | None) -> str:
    worst = min(bar.values, key=lambda part: bar.values[part])
    loss = with_sign(bar.values[worst])
    if worst != COMPANY:
        return f"{bar.name} is unlike this film in {label(worst)} ({loss})."
    is_alike, likeness = _loses_by_company(bar), with_sign(bar.total - bar.values[COMPANY])
    if counts is None or not is_clear(counts, -1):
        if is_alike:
            return (
                f"{bar.name} is like it, but {in_prose(COMPANY)} takes away more ({loss}) than that adds ({likeness})."
            )
        return f"{bar.name} speaks against it by {in_prose(COMPANY)} ({loss})."
    although = ", although it is like it" if is_alike else ""
    share = f"{counts.both} of {counts.liked_film}, of all viewers {one_in(counts.liked_this, counts.viewers)}"
    return f"People who liked {bar.name} liked this less often than others ({share}){although}."


def _largest(bars: Sequence[Entry]) -> float:
    return max((abs(value) for bar in bars for value in bar.values.values()), default=0.0)


def _question(bar: Entry, largest: float) -> float:
    """Return how large a part of a bar has to be for people to ask about it, in nats."""
    own = sum(value for value in bar.values.values() if value > 0)
    return max(LEAST, SLIGHT * largest, min(LARGE * largest, OF_A_BAR * own))


def _losses(bar: Entry, largest: float) -> list[str]:
    """Return the parts of a bar that take away much, the largest first; of a dislike only where it does so in all."""
    least = _question(bar, largest)
    ordered = sorted(bar.values, key=lambda part: bar.values[part])
    losses = [part for part in ordered if bar.values[part] <= -least]
    if bar.total <= -least:
        return losses or ordered[:1]
    return [] if bar.disliked else losses


def _loses_by_company(bar: Entry) -> bool:
    """Return True where company takes back likeness that there is."""
    company = bar.values.get(COMPANY, 0.0)
    return not bar.disliked and min(bar.values.values()) == company and bar.total > company


def _is_shortened(bar: Entry) -> bool:
    """Return True where company takes back a part of likeness, and something of it stays."""
    return _loses_by_company(bar) and bar.total > 0


def _shortened(bars: Sequence[Entry]) -> Iterator[str]:
    first, *others = [(with_sign(bar.total), with_sign(bar.total - bar.values[COMPANY])) for bar in bars]
    shares = [f"{first[0]} of a likeness of {first[1]}", *(f"{rest} of {whole}" for rest, whole in others)]
    names = name_list([f"{bar.name} {share}" for bar, share in zip(bars, shares, strict=True)])
    yield f"{in_prose(COMPANY)} leaves {names}"


def _reversed(bar: Entry, largest: float) -> str:
    """Return a clause on an entry that ends below 0, or that parts other than company take much from."""
    losses = name_list([f"{label(part)} ({with_sign(bar.values[part])})" for part in _losses(bar, largest)])
    several, total = bar.key == OTHERS, with_sign(bar.total)
    if bar.total > 0:
        return f"{bar.name} {'lose' if several else 'loses'} by {losses}, and {'end' if several else 'ends'} at {total}"
    if _loses_by_company(bar):
        likeness = f"{'their' if several else 'its'} {with_sign(bar.total - bar.values[COMPANY])}"
        return (
            f"{bar.name} {'end' if several else 'ends'} at {total}: {in_prose(COMPANY)} takes back more than {likeness}"
        )
    return f"{bar.name} {'speak' if several else 'speaks'} against it ({total}), by {losses}"


def _against_its_kind(bar: Entry) -> str:
    part = max(bar.values, key=lambda each: bar.values[each])
    return (
        f"{bar.name} adds {with_sign(bar.total)} all the same, most by {label(part)} ({with_sign(bar.values[part])})."
    )
