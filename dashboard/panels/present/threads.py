"""The slide of threads: the explained film and a history film, and what of them meets, as large as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.analysis.thread_layout import Line, ThreadLayout
from dashboard.browser import pictures
from dashboard.browser.page import draw_html
from dashboard.components import ignore
from dashboard.components.thread_view import thread_view
from dashboard.panels.explore.threads import doubts, thread_drawing
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.grammar import with_sign
from dashboard.text.markup import element

VIEW = "story-threads"


def draw_threads(story: Story, posters: Posters) -> None:
    """Draw the threads, and below them how they add up."""
    layout, other = _with_lines(story.thread_layout), story.threads.film
    drawing = thread_drawing(story.why.film, other, layout, lambda film: pictures.large(posters, film))
    thread_view(drawing, key=VIEW, on_focus=ignore)
    draw_html(element("p", *_sums(story), class_="quiet"))


def _sums(story: Story) -> list[str]:
    """Say how the drawing adds up, and how much is not in it."""
    layout = story.thread_layout
    likeness = layout.contribution - layout.company
    words = (
        f"Threads {with_sign(likeness)}, company {with_sign(layout.company)}: in all {with_sign(layout.contribution)}."
    )
    return [words, _absence(layout), *(f" {each}" for each in doubts(layout, story.service.evidence))]


def _absence(layout: ThreadLayout) -> str:
    """Say how many atoms no line leads to, and how many lines are too weak to be drawn; "" for none."""
    visible = _with_lines(layout)
    atoms = sum(node.atoms for node in (*layout.left, *layout.right))
    more = atoms - sum(node.atoms for node in (*visible.left, *visible.right))
    pieces = f"{more} more of the two films’ words, names and patches have no line here" if more else ""
    lines = f"{layout.weaker_count} weaker lines are not drawn" if layout.weaker_count else ""
    return f" {'; '.join(each for each in (pieces, lines) if each)}." if pieces or lines else ""


def _with_lines(layout: ThreadLayout) -> ThreadLayout:
    """Return the layout without what no line leads to, which from afar is noise."""
    every = (*layout.lines, *layout.bundles)
    left, right = sorted({line.left for line in every}), sorted({line.right for line in every})

    def renumber(lines: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(Line(left.index(line.left), right.index(line.right), line.weight) for line in lines)

    return replace(
        layout,
        left=tuple(layout.left[node] for node in left),
        right=tuple(layout.right[node] for node in right),
        lines=renumber(layout.lines),
        bundles=renumber(layout.bundles),
    )
