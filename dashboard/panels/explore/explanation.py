"""The explanation of a film: its sentence, poster, words, categories, charts and what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.verdicts import likelihood_check
from dashboard.browser import pictures, session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.focus_bar import focus_bar
from dashboard.components.poster_lens import Lens, poster_lens
from dashboard.look.palette import label
from dashboard.panels.common import tmdb_film
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import bands, focus_events, method_bars, plot, wishes
from dashboard.panels.explore.focus_events import View
from dashboard.panels.explore.history import second_line
from dashboard.reasons.bar_remark import PUZZLING
from dashboard.reasons.edit_sentences import RANKING_NOTE
from dashboard.reasons.entries import parts_of, wish_words
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import LinkedViews, atom_in_focus
from dashboard.reasons.marks import patches, sentence_html
from dashboard.reasons.pieces import Piece
from dashboard.reasons.score_words import LIKED, Score, score_words
from dashboard.reasons.sentence import likelihood_words, rates_for
from dashboard.reasons.sureness import HoldRates, caveat_sentence, rates_sentence
from dashboard.service.answers import Removal
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, hold_numbers, name_list, shorten, with_sign
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    folded,
    heading,
    isolated,
    join,
    meta,
    note,
    plain_in_markdown,
)
from emde_core.artifacts.results import ResultRow
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import RegionValue
from emde_core.history import Wish
from emde_core.schema import DISLIKE, IMAGE, LIKE

WHAT_IFS = 3
LONGEST = 60  # letters of what is taken out
WISHES = (
    "A wish was learned from nobody: what it adds moves the film among the others, and says nothing of how "
    "likely it is to be liked."
)
AVERAGE = (
    "The average film is no single one, but the geometric mean of all films’ likelihoods (in a large catalogue, of "
    "those with most ratings)."
)
LENS, LEGEND = "poster_lens", "focus_bar"
ROW_NAMES = {0: "top", 1: "upper part", 2: "middle", 3: "lower part", 4: "bottom"}


@panel("The explanation")
def draw_explanation(why: Explanation, view: View, service: Service, posters: Posters) -> None:
    """Draw the whole column."""
    history, linked, evidence = session.state().history, view.linked, service.evidence
    with st.container(horizontal=True, gap="medium", key="film-head", wrap=True):
        with st.container(key="film-poster"):
            _poster(why, linked, evidence, posters)
            tmdb_film.draw_tmdb_film(why.film, has_lens=True)
            _reactions(why)
        with st.container(key="film-words"):
            sentence = focus_sentence(why, linked, view.threads, evidence, service.hold_rates)
            head = film_heading(why, len(service.ranking(history).order), sentence, opens_page=True)
            draw_html(head)
            if numbers := numbers_note(why, service.hold_rates, service.reliability):
                draw_html(numbers)
            focus_bar(parts_of(why), linked.focus, evidence, key=LEGEND, on_focus=lambda: focus_events.take(LEGEND))
    if service.reads_content:
        bands.draw_bands(why, view, service, history, posters)
    plot.draw_plot(why, linked, evidence)
    _wish(why, linked)
    method_bars.draw_bars(why, view, service)
    _what_ifs(service.removals(history, why.film.id), why)


def _poster(why: Explanation, linked: LinkedViews, evidence: ContentEvidence, posters: Posters) -> None:
    lens = film_lens(why, linked, evidence, pictures.large(posters, why.film))
    poster_lens(lens, key=LENS, on_focus=lambda: focus_events.take(LENS))


def film_lens(why: Explanation, linked: LinkedViews, evidence: ContentEvidence, picture: str | None) -> Lens:
    """Return the explained film's poster with what counts of it now; ``picture`` is its address."""
    doubt = caveat_sentence(IMAGE, evidence) if why.regions else ""
    return Lens(
        title=why.film.title,
        picture=picture,
        patches=patches(linked.regions),
        alt=poster_alt(why.film.title, why.regions, has_poster=picture is not None, doubt=doubt),
        caveat=doubt,
        focus=str(linked.focus or ""),
        recedes=linked.recedes(IMAGE),
    )


def poster_alt(title: str, regions: Sequence[RegionValue], *, has_poster: bool, doubt: str = "") -> str:
    """Describe the highlighted poster; where there is a ``doubt`` about its evidence, say only that."""
    if not has_poster:
        return f"{title} has no poster"
    if doubt:
        return f"Poster of {title}. {doubt}"
    if not regions or max(r.value for r in regions) <= 0:
        return f"Poster of {title}; no region of it speaks for the film"
    best = max(regions, key=lambda r: r.value)
    height = ROW_NAMES[min(4, int((best.y + best.height / 2) * 5))]
    side = ("left", "centre", "right")[min(2, int((best.x + best.width / 2) * 3))]
    return f"Poster of {title}; what speaks for it most is at the {height}, {side} ({with_sign(best.value)})"


def film_heading(why: Explanation, ranked_films: int, sentence: Sequence[Piece], *, opens_page: bool = False) -> Markup:
    """Write title, who and when, rank among so many films, score, and the sentence.

    With ``opens_page`` the title is a button that the page's ``wayfinder`` answers.
    """
    title = isolated(why.film.title)
    score = Score.of(why)
    with_wishes = f", {'wishes' if score.wishes > 1 else 'wish'} counted" if score.wishes else ""
    place = f"rank {why.rank} of {ranked_films}{with_wishes}" if why.rank else "in your history"
    detail = f"{second_line(why.film)} · " if second_line(why.film) else ""
    return element(
        "div",
        element("h2", element("button", title, type="button", class_="opens-page") if opens_page else title),
        meta(isolated(detail), f"{place} · ", score_words(score)),
        element("p", sentence_html(sentence), class_="sentence", data_film=why.film.id),
        _missing(why),
        class_="film",
    )


def numbers_note(why: Explanation, holds: HoldRates, reliability: Sequence[tuple[ResultRow, ResultRow]] = ()) -> Markup:
    """Write, folded away, what the numbers of this page measure; nothing where none of them is a likelihood."""
    score = Score.of(why)
    if score.reading or not score.films:
        return join()
    value = score.by_films
    words = (
        f"“{capital(likelihood_words(value, LIKED))}”: whoever has the films of this history is expected to like this "
        "film next so many times as often as the average film. "
        f"{with_sign(value)} says the same as a logarithm (in nats): 0 is the average film, +0.69 twice as likely. "
        f"{AVERAGE} "
        "So numbers add up: the one beside a film, a name or a word is its share, and all shares are the score."
    )
    after = WISHES if score.wishes else rates_sentence(rates_for(why, holds))
    check = likelihood_check(reliability, value)
    return folded("What do these numbers measure?", fine(" ".join(filter(None, (words, check, after)))), kind="more")


def _missing(why: Explanation) -> str:
    """Write what the film lacks, and what its score is made of without it."""
    if not why.missing:
        return ""
    lacking = " and no ".join(label(m) for m in why.missing)
    rest = [label(part) for part in parts_of(why) if part not in why.missing]
    score = f"its score is made of {name_list(rest)} alone" if rest else "nothing of it is read"
    return note(f"This film has no {lacking}; {score}.")


def _reactions(why: Explanation) -> None:
    """Draw buttons that put a recommended film into the history."""
    if why.rank is None:
        return
    state, film_id = session.state(), why.film.id
    with st.container(horizontal=True, gap="small", key="react"):
        st.button(
            "I liked it", key="react-like", on_click=guard(lambda: session.replace_state(state.react(film_id, LIKE)))
        )
        st.button(
            "Not for me", key="react-not", on_click=guard(lambda: session.replace_state(state.react(film_id, DISLIKE)))
        )


def _wish(why: Explanation, linked: LinkedViews) -> None:
    """Draw buttons that wish for what is singled out in the film."""
    atom = atom_in_focus(linked.focus, why) if linked.focus and linked.focus.is_atom else None
    if atom is not None:
        with st.container(horizontal=True, gap="small", key="wish-for"):
            wishes.draw_wish_buttons(atom, why.film)


def _what_ifs(removals: Sequence[Removal], why: Explanation) -> None:
    changes = expected_changes(removals, why)[:WHAT_IFS]
    if not changes:
        return
    draw_html(heading(f"What if you take {'something' if Score.of(why).wishes else 'a film'} out?"))
    with st.container(key="what-ifs"):
        for place, removal in enumerate(changes):
            take_out = partial(_take_out, removal.entry, why.film.id)
            words = what_if(removal, why.film)
            st.button(words, key=f"without-{place}", width="stretch", on_click=guard(take_out))
        draw_html(fine(RANKING_NOTE))


def expected_changes(removals: Sequence[Removal], why: Explanation) -> list[Removal]:
    """Return removals that move the film the way its bars say: one that speaks for it makes it fall.

    It can also climb without such a film, where others lose more by it, or climb far without one that hardly speaks
    against it; that needs more words than a button has.
    """
    totals = why.by_entry
    moves = [each for each in removals if each.after is not None and each.fall * totals[each.key] > 0]
    return [each for each in moves if each.fall > 0 or totals[each.key] <= -PUZZLING]


def _take_out(entry: Film | Wish, explained_id: str) -> None:
    """Apply a what-if, go on explaining the same film, and say what was done and how to undo it."""
    state = session.state().select(explained_id)
    if isinstance(entry, Wish):
        session.replace_state(state.take_back(entry.key))
        session.tell(f"Your wish for {wish_words(entry)} was taken back. Undo makes it again.")
    else:
        session.replace_state(state.remove(entry.id))
        session.tell(f"{isolate(entry.title)} was taken out of your history. Undo brings it back.")


def what_if(removal: Removal, explained: Film) -> str:
    """Write what a button does, as Markdown in which the title is plain."""
    verb, entry = "falls" if removal.fall > 0 else "climbs", removal.entry
    deed = "Take back" if isinstance(entry, Wish) else "Take out"
    name = entry.label if isinstance(entry, Film) and entry.title == explained.title else removal.name
    title = plain_in_markdown(isolate(shorten(name, LONGEST)))
    return f"{deed} **{title}**: {hold_numbers(f'this {verb} from {removal.rank} to {removal.after}')}"
