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
from dashboard.reasons.marks import chips, marked_plot, patches, spoken
from dashboard.reasons.sentence import calibrated, factor, sentence, standing
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import caveat
from dashboard.text.grammar import capital, signed
from dashboard.text.markup import isolated, legend, table, text
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


def report(why: Explanation, source: Provenance, poster: str | None, small: Picture) -> str:
    """The whole document.

    Args:
        why: the explanation.
        source: where its numbers are from.
        poster: the explained film's, as a data URI; None if it has none.
        small: a history film's poster as a data URI.
    """
    body = f"{_head(why, source, poster)}{_figures(why, source)}{_history(why, small)}{_source(why, source)}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{text(POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Why {text(why.film.label)}?</title>{stylesheet()}<style>{_asset('report.css')}</style></head>"
        f'<body><main class="report" data-source="{text(source.line)}">{body}</main>'
        f"<script>{_asset('report.js')}</script></body></html>"
    )


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _head(why: Explanation, source: Provenance, poster: str | None) -> str:
    """The film, the sentence, the plot and the categories."""
    place = f"recommended at rank {why.rank}" if why.rank else "in the history"
    plot = marked_plot(why.film.plot, why.phrases) if why.film.plot else ""
    common = {(each.category.field, each.category.name) for each in shared_categories(why)}
    categories = chips(why.categories, shared=common) if why.categories else ""
    scored = f"<b>{factor(why.score)}</b> an average film ({signed(why.score)} nats)" if calibrated(why) else ""
    return (
        f'<header class="film">{_poster(why, source, poster)}<div><h1>Why {isolated(why.film.label)}?</h1>'
        f'<p class="meta">{place} · {scored or f"score {signed(why.score)} nats, {standing(why)}"}</p>'
        f'<p class="sentence">{spoken(sentence(why, source.evidence))}</p>{plot}{categories}'
        f"{_caveats(why, source)}</div></header>"
    )


def _caveats(why: Explanation, source: Provenance) -> str:
    """What has to be said of the modalities that were not measured to count."""
    found = [said for part in content_of(why) if (said := caveat(part, source.evidence))]
    return "".join(f'<p class="fine">{text(f"{capital(said)}.")}</p>' for said in found)


def _poster(why: Explanation, source: Provenance, poster: str | None) -> str:
    """The poster; its strongest regions outlined, solid for, dashed against, unless nothing shows that they count."""
    if poster is None:
        return ""
    telling = () if source.evidence.get(IMAGE) == "none" else why.regions
    strong = [patch for patch in patches(telling) if abs(patch.weight) >= 0.5]
    outlined = "".join(
        f'<i class="{"for" if p.weight > 0 else "against"}" title="{signed(p.value, 3)}" style="left:{p.x:.2%};'
        f'top:{p.y:.2%};width:{p.width:.2%};height:{p.height:.2%}"></i>'
        for p in strong
    )
    outline = f", with the {len(strong)} regions that matter most outlined" if strong else ""
    alt = f"Poster of {why.film.title}{outline}"
    return f'<figure class="poster"><img src="{text(poster)}" alt="{text(alt)}">{outlined}</figure>'


def _figures(why: Explanation, source: Provenance) -> str:
    evidence = source.evidence
    fall = waterfall(why, evidence=evidence)
    drawn = (
        ("waterfall", "How the score comes about", fall, waterfall_takeaway(why, evidence)),
        ("history", "What each entry of the history adds", history_bars(why), history_takeaway(why)),
    )
    figures = "".join(_figure(*each) for each in drawn)
    return f"<script>{get_plotlyjs()}</script>{legend(parts_of(why))}{figures}"


def _figure(name: str, title: str, figure: go.Figure, alt: str) -> str:
    drawn = to_html(figure, config={"displayModeBar": False}, include_plotlyjs=False, full_html=False, div_id=name)
    return (
        f'<section><h2>{text(title)}</h2><div role="figure" aria-label="{text(alt)}">{drawn}</div>'
        f'<p class="save">{_save(name, "png")}{_save(name, "svg")}</p></section>'
    )


def _save(figure: str, kind: str) -> str:
    return f'<button type="button" data-figure="{figure}" data-kind="{kind}">Save as {kind.upper()}</button>'


def _history(why: Explanation, small: Picture) -> str:
    """The history's posters and wishes, every contribution as a table, and what company rests on."""
    first = {part.entry: part for part in why.contributions}
    shelf = "".join(_entry(part, small) for part in first.values())
    rows = [
        (p.label, REACTIONS[p.reaction], label(p.part), signed(p.value, 4), _error(p.spread)) for p in why.contributions
    ]
    columns = ["Film or wish", "Reaction", "Part", "Adds", "± standard error"]
    counted = [
        (each.film.label, str(each.liked_film), str(each.both), str(each.liked_this), str(each.viewers))
        for each in why.company
    ]
    heads = ["Film", "liked it", "of them liked this film", "liked this film", "viewers"]
    company = table("What company rests on, in viewers", heads, counted) if counted and not why.content_alone else ""
    return (
        f'<section><h2>The history</h2><ul class="shelf">{shelf}</ul></section><section class="twin">'
        f"{table('Every part of the score, in nats', columns, rows)}{company}</section>"
    )


def _error(spread: float) -> str:
    return f"{spread:.4f}" if math.isfinite(spread) else "–"


def _entry(part: Contribution, small: Picture) -> str:
    picture = small(part.film) if part.film else None
    shown = f'<img src="{text(picture)}" alt="">' if picture else '<span class="none"></span>'
    return f"<li>{shown}<b>{isolated(part.label)}</b><span>{REACTIONS[part.reaction]}</span></li>"


def _residual(why: Explanation) -> str:
    return f"residual {why.completeness_residual:.0e}" if why.completeness_residual else "exactly"


def _evidence(source: Provenance) -> str:
    """What the swap test found of each modality."""
    return ", ".join(f"{label(modality)}: {found}" for modality, found in source.evidence.items())


def _source(why: Explanation, source: Provenance) -> str:
    """Where the numbers are from."""
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
    return f'<section class="twin source">{table("Where these numbers are from", ["", ""], rows)}</section>'
