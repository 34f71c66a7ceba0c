"""The slide of what would change the recommendation: films taken out, and the smallest edit."""

from __future__ import annotations

from dashboard.browser import pictures
from dashboard.panels.present.letters import letter_scale
from dashboard.service.answers import Removal
from dashboard.service.posters import Posters
from dashboard.service.presentation import edit_words
from dashboard.service.story import Story
from dashboard.text.grammar import shorten
from dashboard.text.markup import Markup, element, isolated, strong, thumbnail

LONGEST = 48  # letters of a title


def changes(story: Story, posters: Posters) -> Markup:
    """Show each film without which the rank is another, and below them the smallest edit."""
    rows = [_removal(each, posters) for each in story.removals]
    edit = edit_words(story)
    sentence = element("p", edit, class_="spoken sized", style=letter_scale(edit)) if edit else ""
    own = thumbnail(story.why.film.title, pictures.large(posters, story.why.film), f"Poster of {story.why.film.label}")
    words = element(
        "div",
        element("ul", *rows, class_="removals", style=f"--rows: {len(rows)}") if rows else "",
        sentence,
        class_="words",
    )
    return element("div", own, words, class_="beside changes")


def _removal(each: Removal, posters: Posters) -> Markup:
    """Show a history film's absence: its poster, dimmed, and the rank before and after."""
    poster = thumbnail(each.film.title, pictures.small(posters, each.film))
    ranks = element("span", f"{each.rank} → ", strong(f"{each.after}"), class_="ranks", data_after=f"{each.after}")
    title = element("span", "without ", isolated(shorten(each.film.title, LONGEST)), class_="name")
    return element("li", poster, title, ranks)
