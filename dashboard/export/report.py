"""An explanation as one HTML file that needs no network: posters, font, and the components of the screen are inside.

What can be read without JavaScript is written as HTML; in its places the components draw what can be chosen in, as soon
as their program runs. The page's policy lets no other program run, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.export.codebook import meaning
from dashboard.export.records import Provenance
from dashboard.look.palette import in_prose, label
from dashboard.look.style import stylesheet
from dashboard.reasons.entries import content_of, parts_of
from dashboard.reasons.marks import explanation_chips, marked_plot, patches, sentence_html
from dashboard.reasons.pieces import Piece
from dashboard.reasons.score_words import Score, score_words
from dashboard.reasons.sureness import caveat_sentence
from dashboard.reasons.word_meetings import meeting_words
from dashboard.text.grammar import with_sign
from dashboard.text.markup import (
    Markup,
    data_block,
    document,
    element,
    fine,
    image,
    isolated,
    items,
    join,
    legend,
    meta,
    outline,
    strong,
    table,
    trusted,
)
from emde_core.assets_dir import ASSETS
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.methods.registry import label_of
from emde_core.schema import COMPANY, DISLIKE, IMAGE, LIKE, WISH

FOLDER = ASSETS / "report"
POLICY = (
    "default-src 'none'; script-src '{program}'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
MEGABYTES = 3  # at most, with a history of MOST entries; with ten films it is one
MOST = 50  # entries of the history that have a poster, and can be chosen
REACTIONS = {LIKE: "liked", DISLIKE: "not for me", WISH: "a wish"}
POSTER = "poster"  # the explained film's picture, as the data name it
Picture = Callable[[Film], str | None]
Json = Any  # what JSON can hold


@dataclass(frozen=True)
class Interactive:
    """Answers of a page to its reader, and the program that gives them.

    Attributes:
        sentence: about the film, as it is read while nothing is chosen.
        program: the script of the whole page.
        templates: HTML and style sheet of each component, by its name.
        base: what the components show while nothing is chosen.
        changes: by the token of what can be chosen, what changes then: see ``difference``.
    """

    sentence: tuple[Piece, ...]
    program: str
    templates: Mapping[str, tuple[str, str]]
    base: Json
    changes: Mapping[str, Json]


def report(why: Explanation, source: Provenance, poster: str | None, small: Picture, living: Interactive) -> Markup:
    """Write the whole document.

    Args:
        why: the explanation.
        source: where its numbers are from.
        poster: the explained film's, as a data URI; None if it has none.
        small: a history film's poster as a data URI.
        living: what the page shows when something in it is chosen, and its program.
    """
    policy = POLICY.format(program=_hash(living.program))
    head = join(
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("style", trusted(stylesheet())),
        element("style", trusted(_asset("report.css"))),
    )
    parts = (
        _head(why, source, poster, living.sentence),
        _component("reason_bars", fine("The bars need JavaScript; their numbers are in the table below.")),
        _shelf(why, small),
        element(
            "section", _component("band_view", fine("The bands need JavaScript; their numbers are in the table below."))
        ),
        _tables(why),
        _source(why, source),
        _component("figure_saver"),
    )
    views = data_block("views", {"base": living.base, "changes": living.changes})
    program = element("script", trusted(living.program), type="module")
    body = join(element("main", *parts, class_="report"), _templates(living), views, program)
    return document(f"Why {why.film.label}?", head=head, body=body)


def _hash(program: str) -> str:
    """Return a script's hash as a content security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()}"


def _component(name: str, *instead: str) -> Markup:
    """Mark the place of a component, and what stands there until it is drawn."""
    return element("div", *instead, data_component=name)


def _templates(living: Interactive) -> Markup:
    return join(
        *(
            element("template", element("style", trusted(style)), trusted(html), id=f"component-{name}")
            for name, (html, style) in living.templates.items()
        )
    )


def difference(before: Json, after: Json) -> Json:
    """Return what turns one JSON value into another: [the new value], or an object of the changes within it.

    The places of an object, or of an array that is as long as before, are its keys; what stays the same is left out.

    >>> difference({"a": 1, "b": [{"c": 2}, 3]}, {"a": 1, "b": [{"c": 4}, 3]})
    {'b': {'0': {'c': [4]}}}
    >>> difference([1, 2], [1])
    [[1]]
    """
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        pairs = {key: (before[key], after[key]) for key in before}
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = {str(place): pair for place, pair in enumerate(zip(before, after, strict=True))}
    else:
        return [after]
    return {key: difference(old, new) for key, (old, new) in pairs.items() if old != new}


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _head(why: Explanation, source: Provenance, poster: str | None, pieces: Sequence[Piece]) -> Markup:
    """Show the film, the sentence, the plot and the categories."""
    place = f"recommended at rank {why.rank}" if why.rank else "in the history"
    words = element(
        "div",
        element("h1", "Why ", isolated(why.film.label), "?"),
        meta(f"{place} · ", score_words(Score.of(why))),
        element("p", sentence_html(pieces), class_="sentence", aria_live="polite"),
        _component("focus_bar", legend(parts_of(why))),
        _component(
            "film_reader",
            marked_plot(why.film.plot, meeting_words(why)) if why.film.plot else "",
            explanation_chips(why) if why.categories else "",
            *_caveats(why, source),
        ),
        _component("saved_page"),
    )
    return element("header", _component("poster_lens", _poster(why, source, poster)), words, class_="film")


def _caveats(why: Explanation, source: Provenance) -> list[Markup]:
    """Write what has to be said of the modalities that were not measured to count."""
    return [fine(words) for part in content_of(why) if (words := caveat_sentence(part, source.evidence))]


def _poster(why: Explanation, source: Provenance, poster: str | None) -> str:
    """Outline the poster's strongest regions, solid for, dashed against, unless nothing shows that they count."""
    if poster is None:
        return ""
    regions = () if source.evidence.get(IMAGE) == "none" else patches(why.regions)
    strongest = [patch for patch in regions if abs(patch.weight) >= 0.5]
    outlines = (
        outline(p.x, p.y, p.width, p.height, class_="for" if p.weight > 0 else "against", title=with_sign(p.value, 3))
        for p in strongest
    )
    more = f", with the {len(strongest)} regions that matter most outlined" if strongest else ""
    return element(
        "figure", image(poster, f"Poster of {why.film.title}{more}", data_picture=POSTER), *outlines, class_="poster"
    )


def _shelf(why: Explanation, small: Picture) -> Markup:
    """Show the history's posters and wishes."""
    entries = (_entry(part, place, small) for place, part in enumerate(shelf_entries(why)))
    return element("section", element("h2", "The history"), items(entries, class_="shelf"))


def _tables(why: Explanation) -> Markup:
    """Write every contribution as a table, and what company rests on."""
    rows = [
        (p.label, REACTIONS[p.reaction], label(p.part), with_sign(p.value, 4), _error(p.spread))
        for p in why.contributions
    ]
    columns = ["Film or wish", "Reaction", "Part", "Adds", "± standard error"]
    company_rows = [
        (each.film.label, str(each.liked_film), str(each.both), str(each.liked_this), str(each.viewers))
        for each in why.company
    ]
    heads = ["Film", "liked it", "of them liked this film", "liked this film", "viewers"]
    company = (
        table(f"What {in_prose(COMPANY)} rests on, in viewers", heads, company_rows)
        if company_rows and not why.content_alone
        else ""
    )
    return element("section", table("Every part of the score, in nats", columns, rows), company, class_="twin")


def _error(spread: float) -> str:
    return f"{spread:.4f}" if math.isfinite(spread) else "–"


def shelf_entries(why: Explanation) -> list[Contribution]:
    """Return a contribution of each entry that the page shows, in the history's order; of many the strongest MOST."""
    first = {part.entry: part for part in why.contributions}
    strongest = sorted(first, key=lambda entry: -abs(why.by_entry[entry]))[:MOST]
    return [part for entry, part in first.items() if entry in strongest]


def picture_name(place: int) -> str:
    """Return the name of the picture at this place of the shelf."""
    return f"entry-{place}"


def _entry(part: Contribution, place: int, small: Picture) -> Markup:
    address = small(part.film) if part.film else None
    picture = image(address, data_picture=picture_name(place)) if address else element("span", class_="none")
    words = strong(isolated(part.label)), element("span", REACTIONS[part.reaction])
    return element("span", picture, *words, class_="entry")


def _residual(why: Explanation) -> str:
    return f"residual {why.completeness_residual:.0e}" if why.completeness_residual else "exactly"


def _evidence(source: Provenance) -> str:
    """Return the swap test's verdict on each modality, as the codebook tells it."""
    verdicts = source.evidence.items()
    return "; ".join(f"{label(modality)}: {meaning(f'evidence = {verdict}')}" for modality, verdict in verdicts)


def _source(why: Explanation, source: Provenance) -> Markup:
    """Write the table of the numbers' origin."""
    rows = [
        ("Model", source.model_hash),
        ("Data", source.data_hash + (", simulated viewers" if source.simulated else "")),
        ("Method", f"{label_of(source.method)} ({source.method})"),
        ("Compared with", f"{source.rival or 'the mean of the catalogue'}, starting from {source.baseline}"),
        ("The parts add up to the score", _residual(why)),
        ("Weights (a what-if)", json.dumps(source.weights) if source.weights else "as learned"),
        ("Films are read by", "content alone" if source.content_alone else "content and ratings"),
        ("Does content count?", _evidence(source) or "not measured"),
        ("Settings", json.dumps(source.settings)),
        ("Made", f"{source.made} by {source.program}"),
    ]
    return element("section", table("Where these numbers are from", ["", ""], rows), class_="twin source")
