"""A remark below the bars of a history's entries, on what looks like a mistake and is none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.text.grammar import name_list, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
PLAIN = 0.1  # of the strongest entry: a part below it raises no question
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
        f"{name_list([each.name for each in most])} {looks} more like this film than viewers’ ratings bear out, so "
        f"company takes a part back: {_what_stays(most)}."
    )


def _what_stays(most: Sequence[Entry]) -> str:
    return f"{name_list([with_sign(each.total) for each in most])} {'stays' if len(most) == 1 else 'stay'}"


def _is_taken_back(entry: Entry, plain: float) -> bool:
    """Return True where there is likeness to take back, and company takes back much of it."""
    loss = -entry.values[COMPANY]
    likeness = entry.total + loss
    return likeness > plain and loss >= TAKEN_BACK * likeness
