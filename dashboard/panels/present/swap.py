"""The slide of the swap test: accuracy with a film's own content beside that of other films, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.measurements import SwapResult, number
from dashboard.look.palette import plural
from dashboard.service.story import Story
from dashboard.text.grammar import capital
from dashboard.text.markup import Markup, element, join, strong

MEASURES = {"warm": "accuracy for films with ratings (NDCG@20)", "cold": "for films without ratings (NDCG@10)"}
VERDICTS = {"counts": "count", "shows": "are read, no gain measured", "none": "no evidence"}
QUESTION = (
    "A model can look at a poster and yet owe it nothing. To find out, it is trained once more with every film’s plot, "
    "categories or poster given to another film. If it recommends as well as before, that content does not count."
)
NOT_MEASURED = "For this model nobody has done so yet. “emde evaluate --content” does, and this slide shows the result."
LEGEND = "Filled: with its own content. Hollow: with another film’s; the line is its 95 % interval, viewer by viewer."


def swap_test(story: Story) -> Markup:
    """Show a row for each modality: its verdict, and both accuracies; without measurements, what they would be."""
    if not story.swaps:
        words = (element("p", text, class_="spoken") for text in (QUESTION, NOT_MEASURED))
        return element("div", *words, class_="alone")
    head = element("li", element("span"), *(element("span", name) for name in MEASURES.values()), class_="head")
    rows = (_row(story, each) for each in story.swaps)
    return element(
        "div", element("ul", head, *rows, class_="swaps"), element("p", LEGEND, class_="quiet"), class_="alone"
    )


def _row(story: Story, swap: SwapResult) -> Markup:
    name = element("span", capital(plural(swap.modality)), class_="name")
    verdict = element("span", VERDICTS[swap.verdict], class_="word")
    panels = (_panel(story, swap, metric) for metric in MEASURES)
    words = element("span", name, verdict, class_="who")
    return element("li", words, *panels, class_=f"{swap.modality} {swap.verdict}", data_verdict=swap.verdict)


def _panel(story: Story, swap: SwapResult, metric: str) -> Markup:
    """Show two accuracies on an axis that all modalities share, the second with its interval."""
    low, high = min(_ends(story, metric)), max(_ends(story, metric))
    span = (high - low) or 1.0

    def place(value: float) -> str:
        return f"{0.06 + 0.88 * (value - low) / span:.2%}"

    real, exchanged = number(swap.rows[metric].mean), number(swap.rows[f"{metric}_swapped"].mean)
    left, right = swap.interval(metric)
    whisker = element("i", class_="whisker", style=f"left: {place(left)}; width: {0.88 * (right - left) / span:.2%}")
    return element(
        "span",
        element(
            "span",
            whisker,
            element("i", class_="hollow", style=f"left: {place(exchanged)}", data_value=repr(exchanged)),
            element("i", class_="filled", style=f"left: {place(real)}", data_value=repr(real)),
            class_="axis",
        ),
        element("span", join(f"{real:.3f} → ", strong(f"{exchanged:.3f}")), class_="numbers"),
        class_="panel",
    )


def _ends(story: Story, metric: str) -> Iterator[float]:
    for each in story.swaps:
        yield number(each.rows[metric].mean)
        yield number(each.rows[f"{metric}_swapped"].mean)
        yield from each.interval(metric)
