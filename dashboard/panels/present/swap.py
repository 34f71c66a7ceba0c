"""The slide of the swap test: how films without ratings are placed, with their own content and with other films’."""

from __future__ import annotations

from dashboard.charts.verdicts import Bar, swap_bars
from dashboard.service.story import Story
from dashboard.text.markup import Markup, element

QUESTION = (
    "A model can look at a poster and yet owe it nothing. To find out, it is trained once more with every film’s plot, "
    "categories or poster given to another film. If it recommends as well as before, that content does not count."
)
NOT_MEASURED = "For this model nobody has done so yet. “emde evaluate --content” does, and this slide shows the result."
LEGEND = (
    "Every film was given another’s content, and the model learned anew. The longer a bar, the better it then "
    "recommends unrated films. Below a bar, the 95 % interval of its loss, viewer by viewer."
)


def swap_test(story: Story) -> Markup:
    """Show a bar for the films' own content and one for each exchange; the one of the headline stands out.

    Without measurements, say what they would be.
    """
    if not story.swaps:
        words = (element("p", text, class_="spoken") for text in (QUESTION, NOT_MEASURED))
        return element("div", *words, class_="alone")
    own, *others = swap_bars(story.swaps)
    most = max(max(bar.value, bar.high) for bar in (own, *others)) or 1.0
    rows = [_row(own, most, "own")]
    for bar, swap in zip(others, story.swaps, strict=True):
        rows.append(_row(bar, most, f"{swap.modality} main" if swap is story.costliest_swap else swap.modality))
    return element("div", element("ul", *rows, class_="swaps"), element("p", LEGEND, class_="quiet"), class_="alone")


def _row(bar: Bar, most: float, kind: str) -> Markup:
    marks = [element("i", class_="bar", style=f"width: {bar.value / most:.2%}", data_value=repr(bar.value))]
    if bar.high > bar.low:
        place = f"left: {bar.low / most:.2%}; width: {(bar.high - bar.low) / most:.2%}"
        marks.append(element("i", class_="whisker", style=place))
    track = element("span", *marks, class_="track")
    words = element("span", bar.words, class_="word")
    return element("li", element("span", bar.name, class_="name"), track, words, class_=kind)
