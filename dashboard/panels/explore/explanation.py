"""Why a film is recommended: its sentence, poster, words, categories, charts and what-ifs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.components.focus_bar import focus_bar
from dashboard.components.poster_lens import poster_lens
from dashboard.components.reason_bars import reason_bars
from dashboard.look.palette import label
from dashboard.panels.explore import focus_events, plot, threads, wishes
from dashboard.panels.explore.focus_events import View
from dashboard.panels.explore.history import previews, second_line
from dashboard.reasons.edit_sentences import AMONG
from dashboard.reasons.entries import parts_of
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import LinkedViews, atom_in_focus
from dashboard.reasons.marks import patches, spoken
from dashboard.reasons.sentence import Piece, calibrated, factor
from dashboard.reasons.sureness import Evidence, caveat
from dashboard.service.posters import Posters
from dashboard.service.service import Service, Without
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, joined, shorten, signed
from dashboard.text.markup import isolated, plain_in_markdown, text
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import RegionValue
from emde_core.schema import DISLIKE, IMAGE, LIKE

CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}  # of Plotly's figures
WHAT_IFS = 3
ADDS_UP = 1e-6  # of the score: the largest residual that is a rounding error
LENS, LEGEND, REASONS = "poster_lens", "focus_bar", "reason_bars"
ROW_NAMES = {0: "top", 1: "upper part", 2: "middle", 3: "lower part", 4: "bottom"}


def draw_explanation(why: Explanation, view: View, service: Service, posters: Posters) -> None:
    """The whole column."""
    history, shown, evidence = session.state().history, view.shown, service.evidence
    with st.container(horizontal=True, gap="medium", key="film-head", wrap=True):
        _poster(why, shown, evidence, posters)
        with st.container(key="film-words"):
            said = focus_sentence(why, shown, view.threads, evidence)
            st.html(heading(why, len(service.ranking(history).order), said))
            focus_bar(parts_of(why), shown.focus, evidence, key=LEGEND, on_focus=lambda: focus_events.take(LEGEND))
            plot.draw_plot(why, shown)
            _reactions(why, shown)
    _bars(why, shown, previews(service, history, why), evidence)
    if service.reads_content:
        threads.draw_threads(why, view, evidence, posters)
    _what_ifs(service.without(history, why.film.id), why)


def _poster(why: Explanation, shown: LinkedViews, evidence: Evidence, posters: Posters) -> None:
    picture = pictures.large(posters, why.film)
    doubt = f"{capital(caveat(IMAGE, evidence))}." if why.regions and caveat(IMAGE, evidence) else ""
    poster_lens(
        key=LENS,
        title=why.film.title,
        picture=picture,
        patches=patches(shown.regions),
        alt=poster_alt(why.film.title, why.regions, has_poster=picture is not None, doubt=doubt),
        caveat=doubt,
        chosen=str(shown.focus or ""),
        recedes=shown.recedes(IMAGE),
        on_focus=lambda: focus_events.take(LENS),
    )


def poster_alt(title: str, regions: Sequence[RegionValue], *, has_poster: bool, doubt: str = "") -> str:
    """What the highlighted poster shows, in words; where there is a ``doubt`` about its evidence, only that."""
    if not has_poster:
        return f"{title} has no poster"
    if doubt:
        return f"Poster of {title}. {doubt}"
    if not regions or max(r.value for r in regions) <= 0:
        return f"Poster of {title}; no region of it speaks for the film"
    best = max(regions, key=lambda r: r.value)
    height = ROW_NAMES[min(4, int((best.y + best.height / 2) * 5))]
    side = ("left", "centre", "right")[min(2, int((best.x + best.width / 2) * 3))]
    return f"Poster of {title}; what speaks for it most is at the {height}, {side} ({signed(best.value)})"


def heading(why: Explanation, ranked: int, sentence: Sequence[Piece]) -> str:
    """Title, who and when, rank among those ``ranked``, score, and the sentence."""
    place = f"rank {why.rank} of {ranked}" if why.rank else "in your history"
    detail = f"{second_line(why.film)} · " if second_line(why.film) else ""
    said, lacks = spoken(sentence), _missing(why)
    return (
        f'<div class="film"><h2>{isolated(why.film.title)}</h2>'
        f'<p class="meta">{isolated(detail)}{place} · {_scored(why)}</p>'
        f'<p class="sentence" data-film="{text(why.film.id)}">{said}</p>{lacks}</div>'
    )


def _scored(why: Explanation) -> str:
    """The score; as a likelihood only where it is one."""
    score = f'<span class="score" data-score="{why.score!r}">{{}}</span>'
    if calibrated(why):
        return f"<b>{factor(why.score)}</b> an average film {score.format(f'({signed(why.score)})')}"
    return f"score {score.format(f'<b>{signed(why.score)}</b>')}"


def _missing(why: Explanation) -> str:
    """What the film lacks, and what its score is made of without it."""
    if not why.missing:
        return ""
    lacking = " and no ".join(label(m) for m in why.missing)
    rest = [label(part) for part in parts_of(why) if part not in why.missing]
    made = f"its score is made of {joined(rest)} alone" if rest else "nothing of it is read"
    return f'<p class="note">This film has no {text(lacking)}; {text(made)}.</p>'


def _reactions(why: Explanation, shown: LinkedViews) -> None:
    """The film can be put into the history from here; what is singled out in it can be wished for."""
    state, film = session.state(), why.film.id
    atom = atom_in_focus(shown.focus, why) if shown.focus and shown.focus.is_atom else None
    with st.container(horizontal=True, gap="small", key="react"):
        if atom is not None:
            wishes.offer(atom)
        if why.rank is None:
            return
        st.button("I liked it", key="react-like", on_click=lambda: session.become(state.react(film, LIKE)))
        st.button("Not for me", key="react-not", on_click=lambda: session.become(state.react(film, DISLIKE)))
        compared = state.select(film).ask("films")
        screens.way("Compare with …", screens.COMPARE, on_click=lambda: session.become(compared))


def _bars(why: Explanation, shown: LinkedViews, notes: Mapping[str, str], evidence: Evidence) -> None:
    reason_bars(why, shown, notes, verdict(why), evidence, key=REASONS, on_focus=lambda: focus_events.take(REASONS))


def verdict(why: Explanation) -> str:
    """Whether the parts add up, in words."""
    adds_up = why.completeness_residual <= ADDS_UP
    said = "The parts add up to the score" if adds_up else "The parts do not quite add up to the score"
    residual = why.completeness_residual
    return f"{said}: residual {residual:.0e}" if residual else f"{said} exactly"


def _what_ifs(tried: Sequence[Without], why: Explanation) -> None:
    telling = [w for w in tried if w.fall != 0 and w.after is not None][:WHAT_IFS]
    if not telling:
        return
    st.html('<h2 class="heading">What if</h2>')
    with st.container(key="what-ifs"):
        for place, without in enumerate(telling):
            ids = (without.film.id, why.film.id)
            st.button(what_if(without), key=f"without-{place}", width="stretch", on_click=_take_out, args=ids)
        st.html(f'<p class="fine">{AMONG}</p>')


def _take_out(gone: str, explained: str) -> None:
    """Apply a what-if, and go on explaining the same film."""
    session.become(session.state().select(explained).remove(gone))


def what_if(without: Without) -> str:
    """What a button does, as Markdown in which the title is plain."""
    verb = "falls" if without.fall > 0 else "climbs"
    title = plain_in_markdown(isolate(shorten(without.film.title, 60)))
    return f"Without **{title}** this {verb} from {without.rank} to {without.after}"


def foot(why: Explanation) -> str:
    """Where the numbers are from."""
    doubled = "; +0.69 is twice as likely as an average film" if calibrated(why) else ""
    return (
        f'<p class="fine">Method: {text(why.method)}. Values are log scores in nats{doubled}. '
        f"Model {text(why.model_hash)}, data {text(why.data_hash)}.</p>"
    )
