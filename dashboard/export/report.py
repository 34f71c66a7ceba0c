"""An explanation as one HTML file that needs no network: posters, font, figures and their program are inside."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import cache

import plotly.graph_objects as go
from plotly.io import to_html
from plotly.offline import get_plotlyjs

from dashboard.charts import history_bars, history_takeaway, waterfall, waterfall_takeaway
from dashboard.export.records import Provenance
from dashboard.look.palette import label
from dashboard.look.style import stylesheet
from dashboard.reasons.entries import content_of, parts_of
from dashboard.reasons.marks import explanation_chips, marked_plot, patches, sentence_html
from dashboard.reasons.sentence import factor, is_calibrated, sentence, standing
from dashboard.reasons.sureness import caveat_sentence
from dashboard.text.grammar import with_sign
from dashboard.text.markup import (
    Markup,
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
from emde_core.schema import DISLIKE, IMAGE, LIKE, WISH

FOLDER = ASSETS / "report"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
MEGABYTES = 5  # most of it is plotly.js
REACTIONS = {LIKE: "liked", DISLIKE: "not for me", WISH: "a wish"}
Picture = Callable[[Film], str | None]


def report(why: Explanation, source: Provenance, poster: str | None, small: Picture) -> Markup:
    """Write the whole document.

    Args:
        why: the explanation.
        source: where its numbers are from.
        poster: the explained film's, as a data URI; None if it has none.
        small: a history film's poster as a data URI.
    """
    head = join(
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("style", trusted(stylesheet())),
        element("style", trusted(_asset("report.css"))),
    )
    parts = (_head(why, source, poster), _figures(why, source), _history(why, small), _source(why, source))
    main = element("main", *parts, class_="report", data_source=source.line)
    body = join(main, element("script", trusted(_asset("report.js"))))
    return document(f"Why {why.film.label}?", head=head, body=body)


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _head(why: Explanation, source: Provenance, poster: str | None) -> Markup:
    """Show the film, the sentence, the plot and the categories."""
    place = f"recommended at rank {why.rank}" if why.rank else "in the history"
    words = element(
        "div",
        element("h1", "Why ", isolated(why.film.label), "?"),
        meta(f"{place} · ", _score(why)),
        element("p", sentence_html(sentence(why, source.evidence)), class_="sentence"),
        marked_plot(why.film.plot, why.phrases) if why.film.plot else "",
        explanation_chips(why) if why.categories else "",
        *_caveats(why, source),
    )
    return element("header", _poster(why, source, poster), words, class_="film")


def _score(why: Explanation) -> Markup:
    """Write the score; as a likelihood only where it is one."""
    if is_calibrated(why):
        return join(strong(factor(why.score)), f" an average film ({with_sign(why.score)} nats)")
    return join(f"score {with_sign(why.score)} nats, {standing(why)}")


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
    return element("figure", image(poster, f"Poster of {why.film.title}{more}"), *outlines, class_="poster")


def _figures(why: Explanation, source: Provenance) -> Markup:
    evidence = source.evidence
    fall = waterfall(why, evidence=evidence)
    figures = (
        ("waterfall", "How the score comes about", fall, waterfall_takeaway(why, evidence)),
        ("history", "What each entry of the history adds", history_bars(why), history_takeaway(why)),
    )
    program = element("script", trusted(get_plotlyjs()))
    return join(program, legend(parts_of(why)), *(_figure(*each) for each in figures))


def _figure(name: str, title: str, figure: go.Figure, alt: str) -> Markup:
    drawing = to_html(figure, config={"displayModeBar": False}, include_plotlyjs=False, full_html=False, div_id=name)
    return element(
        "section",
        element("h2", title),
        element("div", trusted(drawing), role="figure", aria_label=alt),
        element("p", _save(name, "png"), _save(name, "svg"), class_="save"),
    )


def _save(figure: str, kind: str) -> Markup:
    return element("button", f"Save as {kind.upper()}", type="button", data_figure=figure, data_kind=kind)


def _history(why: Explanation, small: Picture) -> Markup:
    """Show the history's posters and wishes, every contribution as a table, and what company rests on."""
    first = {part.entry: part for part in why.contributions}
    shelf = items((_entry(part, small) for part in first.values()), class_="shelf")
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
        table("What company rests on, in viewers", heads, company_rows)
        if company_rows and not why.content_alone
        else ""
    )
    return join(
        element("section", element("h2", "The history"), shelf),
        element("section", table("Every part of the score, in nats", columns, rows), company, class_="twin"),
    )


def _error(spread: float) -> str:
    return f"{spread:.4f}" if math.isfinite(spread) else "–"


def _entry(part: Contribution, small: Picture) -> Markup:
    address = small(part.film) if part.film else None
    picture = image(address) if address else element("span", class_="none")
    return join(picture, strong(isolated(part.label)), element("span", REACTIONS[part.reaction]))


def _residual(why: Explanation) -> str:
    return f"residual {why.completeness_residual:.0e}" if why.completeness_residual else "exactly"


def _evidence(source: Provenance) -> str:
    """Return the swap test's verdict on each modality."""
    return ", ".join(f"{label(modality)}: {verdict}" for modality, verdict in source.evidence.items())


def _source(why: Explanation, source: Provenance) -> Markup:
    """Write the table of the numbers' origin."""
    rows = [
        ("Model", source.model_hash),
        ("Data", source.data_hash + (", simulated viewers" if source.simulated else "")),
        ("Method", source.method),
        ("Compared with", f"{source.rival or 'the mean of the catalogue'}, starting from {source.baseline}"),
        ("The parts add up to the score", _residual(why)),
        ("Weights (a what-if)", json.dumps(source.weights) if source.weights else "as learned"),
        ("Films are read by", "content alone" if source.content_alone else "content and ratings"),
        ("Does content count?", _evidence(source) or "not measured"),
        ("Settings", json.dumps(source.settings)),
        ("Made", f"{source.made} by {source.program}"),
    ]
    return element("section", table("Where these numbers are from", ["", ""], rows), class_="twin source")
