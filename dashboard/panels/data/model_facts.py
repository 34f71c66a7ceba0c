"""What is loaded: films, ratings, what each part of a score is read from, the model in plain words, and its hashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import streamlit as st

from dashboard.browser import session
from dashboard.look.palette import label
from dashboard.reasons.sureness import evidence_gap
from dashboard.service import model_folders
from dashboard.service.answers import ModelFacts
from dashboard.service.service import Service
from dashboard.state import history_transfer
from dashboard.state.state import State
from dashboard.text.grammar import capital
from dashboard.text.markup import table, text
from emde_core.config import Config
from emde_core.errors import EmdeError
from emde_core.modalities.language_model import HUB_NAME
from emde_core.model.affinity import Affinity
from emde_core.model.exposure import HALF_TRUST
from emde_core.model.prior import AGAINST
from emde_core.model.trained import TrainedModel
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, TEXT
from emde_core.workspace import prepared_models

CHOICE = "model-choice"
SIMULATED = (
    "These viewers are simulated: no person gave these ratings. They show how things work, not what people like."
)
ALONE = """<p class="fine">Other catalogues and models can be chosen here, once <code>emde prepare</code> and
<code>emde train</code> have made them; the published network too, by <code>emde train --recipe published</code>.</p>"""
LEARNS: Mapping[str, str] = {
    "affinity": "A film that nobody has rated is read by its plot, categories and poster alone; the more viewers have "
    "rated it, the more their ratings decide.",
    "published": "Each film is one fine code, and a network trained step by step turns a history’s codes into scores. "
    "It tells what each film of a history adds, not which words, categories or patches.",
}
SEES: Mapping[str, str] = {
    TEXT: "the words of the plot, each as it stands in its sentence",
    CATEGORICAL: "genres, people, countries, languages, decade",
    IMAGE: "colours, shapes and layout of the poster, patch by patch",
    COMPANY: "what the same viewers liked, for films that somebody rated",
}


def switcher(service: Service) -> None:
    """A choice among the prepared catalogues, where there are several."""
    here = session.model_path().resolve()
    found = (session.start_model(), here, *prepared_models())
    called = model_folders.model_names(list({path.resolve(): path for path in reversed(found)}.values())[::-1])
    if len(called) < 2:
        st.html(ALONE)
        return
    st.session_state[CHOICE] = next(path for path in called if path.resolve() == here)  # also after a refused switch
    st.selectbox(
        "Catalogue and model",
        list(called),
        format_func=called.__getitem__,
        key=CHOICE,
        on_change=lambda: _switch(service, st.session_state[CHOICE], called[st.session_state[CHOICE]]),
    )


def _switch(service: Service, path: Path, name: str) -> None:
    """Open another model; where that fails, stay here and say why."""
    try:
        other, _ = session.open_model(path)
    except EmdeError as error:
        session.tell(f"{name} can't be opened: {error}")
        return
    here = service.model.catalogue
    history, dropped = history_transfer.transfer_history(session.state().history, here, other.model)
    session.switch(path, State(history=history))
    session.tell(f"Now with {name}.", history_transfer.transfer_message(dropped, len(history)))


def draw_model_facts(service: Service) -> None:
    """Numbers, coverage, and the model in plain words."""
    about, trained = service.facts(), service.model.trained
    st.html(f"{totals(about)}{raters(about)}")
    st.html(f'<h2 class="heading">What a score is made of</h2>{coverage(covered(service), about, service.evidence)}')
    recipe = f"{model_folders.RECIPES[about.recipe]}. {LEARNS[about.recipe]}"
    st.html(f'<h2 class="heading">The model</h2><p class="recipe">{text(recipe)}</p>{facts(about, trained)}')


def totals(about: ModelFacts) -> str:
    """How much there is."""
    counted = (("films", about.films), ("viewers", about.viewers), ("ratings", about.ratings))
    items = "".join(f"<li><b>{count:,}</b> {name}</li>" for name, count in counted)
    return f'<ul class="totals">{items}</ul>'


def raters(about: ModelFacts) -> str:
    """Whether people gave the ratings."""
    if about.simulated:
        return f'<p class="note warn" role="note">{SIMULATED}</p>'
    return '<p class="note">The ratings came with the data; none is simulated.</p>'


def draw_simulation_note(service: Service) -> None:
    """What a screen says above everything where no person gave the ratings."""
    if service.facts().simulated:
        st.html(raters(service.facts()))


def covered(service: Service) -> dict[str, int]:
    """By part of a score, how many films it can be read from."""
    model = service.model.trained.model
    rated = {COMPANY: int((model.exposure.ratings > 0).sum())} if isinstance(model, Affinity) else {}
    return dict(service.facts().coverage) | rated


def coverage(covered: Mapping[str, int], about: ModelFacts, evidence: Mapping[str, str]) -> str:
    """A bar for each part: how many films have it, and whether its content was measured to count."""
    return f'<ul class="coverage">{"".join(_covered(part, n, about, evidence) for part, n in covered.items())}</ul>'


def _covered(part: str, count: int, about: ModelFacts, evidence: Mapping[str, str]) -> str:
    proof = "" if part == COMPANY else f'<p class="fine">{text(proven(part, evidence.get(part)))}</p>'
    name = f'<span class="name">{text(label(part))}<small>{text(SEES.get(part, ""))}</small></span>'
    return (
        f'<li class="{text(part)}">{name}'
        f'<span class="bar"><i style="width:{count / about.films:.2%}"></i></span>'
        f'<span class="count">{count:,} of {about.films:,}</span>{proof}</li>'
    )


def proven(modality: str, found: str | None) -> str:
    """What the swap test found of a modality, in a sentence."""
    if found is None:
        return "Whether it counts was not measured: run “emde evaluate --content”."
    if found == "counts":
        return "Measured to count: with it exchanged between films, rated or unrated films are placed worse."
    return f"{capital(evidence_gap(modality, found))}."


def facts(about: ModelFacts, trained: TrainedModel) -> str:
    """Settings and hashes, a row each."""
    rows = [
        *settings(trained.config),
        *sketches(trained),
        *encoders(trained),
        ("Model hash", about.model_hash),
        ("Data hash", about.data_hash),
    ]
    return f'<div class="twin facts">{table("What it was made with", ["", ""], rows)}</div>'


def settings(config: Config) -> Iterator[tuple[str, str]]:
    """The settings that change what a score means."""
    yield "A like", f"a rating of {config.like_at_least:g} or more"
    yield "Not for me", f"a rating of {config.dislike_at_most:g} or less"
    if config.recipe == "published":
        network = config.network
        yield "The network", f"{network.layers} layers of {network.hidden}, {network.epochs} rounds of learning"
        return
    ridge = config.ridge
    yield "“Not for me” on films like it", f"lowers them by {-AGAINST:.0%} of what a like lifts them"
    yield "Read half by content, half by ratings", f"a film with {HALF_TRUST} ratings"
    yield "Held back by (ridge)", f"{ridge.ridge_likes:g} for likes, {ridge.ridge_dislikes:g} for the others"


def sketches(trained: TrainedModel) -> Iterator[tuple[str, str]]:
    """How finely films are cut into buckets."""
    if trained.config.recipe == "published":
        sketch = trained.config.sketch
        yield "Sketches", f"whole films, cut {sketch.depth} times into {sketch.width} buckets in each modality"
        return
    for name, reader in trained.encoded.readers.items():
        cut = f"cut {reader.modality.depth:,} times into {reader.modality.width:,} buckets"
        yield f"Sketch of the {label(name)}", cut


def encoders(trained: TrainedModel) -> Iterator[tuple[str, str]]:
    """What reads plots and posters."""
    readers = trained.encoded.readers
    if TEXT in readers:
        yield "Plots are read by", readers[TEXT].modality.model or HUB_NAME.rpartition("/")[2]
    if IMAGE in readers:
        yield "Posters are read by", readers[IMAGE].modality.model or "colours and edges in patches"
