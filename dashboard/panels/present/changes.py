"""The slide of what would change the recommendation: films taken out, and the smallest edit."""

from __future__ import annotations

from dashboard.browser import pictures
from dashboard.panels.present.letters import letter_scale
from dashboard.reasons.edit_sentences import edit_condition
from dashboard.service.answers import Removal
from dashboard.service.posters import Posters
from dashboard.service.presentation import edit_words, still_words
from dashboard.service.story import Story
from dashboard.text.grammar import shorten
from dashboard.text.markup import Markup, element, isolated, join, strong, thumbnail
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Edit

LONGEST = 60  # letters of a title


def changes(story: Story, posters: Posters) -> Markup:
    """Show the rank without each of the strongest films, and what the smallest edit makes of it."""
    rows = [_removal(each, posters) for each in story.removals]
    edit = story.edit
    sentence: Markup | str = ""
    if edit is not None and edit.rank_after is not None and len(edit.edits) == 1 and edit.edits[0].kind != "remove":
        rows.append(_edit_row(edit.edits[0], edit.rank_before, edit.rank_after, posters))
    elif words := edit_words(story):
        sentence = element("p", words, class_="spoken sized", style=letter_scale(words))
    own = thumbnail(story.why.film.title, pictures.large(posters, story.why.film), f"Poster of {story.why.film.label}")
    rows_list = element("ul", *rows, class_="removals", style=f"--rows: {len(rows)}") if rows else ""
    why_still = still_words(story)
    still = element("p", why_still, class_="quiet") if why_still else ""
    return element("div", own, element("div", rows_list, still, sentence, class_="words"), class_="beside changes")


def _edit_row(edit: Edit, before: int, after: int, posters: Posters) -> Markup:
    """Show one change of the history that is no removal: a film that is added, or turned round."""
    ranks = element("span", f"{before} → ", strong(f"{after}"), class_="ranks")
    name = element("span", f"if {edit_condition([edit])}", class_="name")
    return element("li", thumbnail(edit.film.title, pictures.small(posters, edit.film)), name, ranks, class_="edit")


def _removal(each: Removal, posters: Posters) -> Markup:
    """Show the absence of an entry of the history: a film's poster, dimmed, and the rank before and after."""
    if isinstance(each.entry, Film):
        poster = thumbnail(each.name, pictures.small(posters, each.entry))
    else:
        poster = element("span", "+" if each.entry.weight > 0 else "−", class_="thumb stand wish", aria_hidden="true")
    after = join(f"{each.rank} → ", strong(f"{each.after}")) if each.fall else join("stays ", strong(f"{each.rank}"))
    ranks = element("span", after, class_="ranks", data_after=f"{each.after}")
    title = element("span", "without ", isolated(shorten(each.name, LONGEST)), class_="name")
    return element("li", poster, title, ranks, class_=None if each.fall else "still")
