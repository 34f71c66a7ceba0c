"""Words of a plot that speak for a film because a liked film's plot has a word that is close to them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text.direction import isolate
from emde_core.explain.explanation import Explanation
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import WordValue
from emde_core.schema import TEXT

MOST = 5  # words of a plot: more would make much of little
HARDLY = 0.05  # nats: a part below it does not move a film
SMALL = 0.15  # of the score: a part below it is not spoken of


def hardly_counts(why: Explanation) -> bool:
    """Return True where the plot adds too little for any word of it to be a reason."""
    return abs(why.by_part.get(TEXT, 0.0)) < min(HARDLY, SMALL * abs(why.score))


def telling_meetings(why: Explanation) -> tuple[Meeting, ...]:
    """Return the meetings whose words speak for the film, those that add most first, each word once."""
    by_text: dict[str, Meeting] = {}
    for each in sorted(why.meetings, key=lambda meeting: -meeting.word.value):
        if each.word.value > 0:
            by_text.setdefault(each.word.text.casefold(), each)
    return tuple(by_text.values())[:MOST]


def meeting_words(why: Explanation) -> tuple[WordValue, ...]:
    """Return the words of these meetings; none where the plot hardly counts."""
    return () if hardly_counts(why) else tuple(each.word for each in telling_meetings(why))


def meeting_place(meeting: Meeting) -> str:
    """Return where a word's close one stands: "in Contact", or "“machine” in Contact" where it is another word."""
    title = isolate(meeting.film.title)
    same = meeting.word.text.casefold() == meeting.other.text.casefold()
    return f"in {title}" if same else f"“{isolate(meeting.other.text)}” in {title}"


def names_of_words(meetings: Sequence[Meeting]) -> str:
    """Return the words in quotation marks: "“prison”, “bus”"."""
    return ", ".join(f"“{isolate(each.word.text)}”" for each in meetings)
