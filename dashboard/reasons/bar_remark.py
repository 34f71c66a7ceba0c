"""A remark below the bars of a history's entries, on what looks like a mistake and is none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.text.grammar import name_list, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
PLAIN = 0.1  # of the strongest entry: a part below it raises no question
NEARLY_ALL = 0.15  # of what likeness adds: where less is left, nearly all of it was taken back
MOST_NAMED = 2  # films


def bar_remark(why: Explanation) -> str:
    """Explain company that takes back what likeness to liked films adds, of the films that lose most; "" for none."""
    rows = [each for each in entries(why) if each.reaction == LIKE]
    plain = PLAIN * max((abs(each.total) for each in rows), default=0.0)
    clear = [each for each in rows if each.values.get(COMPANY, 0.0) < -plain and _is_taken_back(each, plain)]
    if not clear:
        return ""
    most = sorted(clear, key=lambda each: each.values[COMPANY])[:MOST_NAMED]
    looks = "looks" if len(most) == 1 else "look"
    return (
        f"{name_list([each.name for each in most])} {looks} more like this film than viewers’ ratings bear out: "
        f"company takes back {_shares(most)}."
    )


def _shares(most: Sequence[Entry]) -> str:
    """Return how much of each film's likeness company takes back, and what it adds with that."""
    shares = [f"{_share(each)}, so that it adds {with_sign(each.total)}" for each in most]
    if len(most) == 1:
        return shares[0]
    return "; ".join(f"of {each.name} {share}" for each, share in zip(most, shares, strict=True))


def _share(entry: Entry) -> str:
    if entry.total < 0:
        return "more than all of it"
    rest = entry.total / (entry.total - entry.values[COMPANY])
    return "nearly all of it" if rest < NEARLY_ALL else "a part of it"


def _is_taken_back(entry: Entry, plain: float) -> bool:
    """Return True where there is likeness to take back, and company takes back much of it."""
    loss = -entry.values[COMPANY]
    likeness = entry.total + loss
    return likeness > plain and loss >= TAKEN_BACK * likeness
