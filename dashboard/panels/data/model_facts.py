"""The loaded model: films, ratings, what each part of a score is read from, and the model in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard.analysis.measurements import swap_results
from dashboard.analysis.verdicts import SWAP_TEST
from dashboard.browser import session
from dashboard.browser.boundary import boundary
from dashboard.browser.page import draw_html
from dashboard.look.palette import in_prose, label
from dashboard.panels.common.choosers import draw_list
from dashboard.panels.common.panel import panel
from dashboard.reasons.sureness import evidence_gap
from dashboard.service import model_folders
from dashboard.service.answers import ModelFacts
from dashboard.service.service import Service
from dashboard.state import history_transfer
from dashboard.state.state import State
from dashboard.text.grammar import capital
from dashboard.text.markup import Markup, element, fine, folded, heading, lead, note, table, warning
from emde_core.config import Config
from emde_core.errors import EmdeError
from emde_core.modalities.language_model import HUB_NAME
from emde_core.model.affinity import Affinity
from emde_core.model.exposure import HALF_TRUST
from emde_core.model.prior import AGAINST
from emde_core.model.trained import TrainedModel
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, TEXT
from emde_core.workspace import demo_folder, prepared_models

CHOICE = "model-choice"
SIMULATED = (
    "These viewers are simulated: no person gave these ratings. They show how things work, not what people like."
)
DEMO = (
    "People gave these ratings at MovieLens in 1997 and 1998 (MovieLens 100K, by GroupLens); none is simulated. The "
    "films are those that at least 50 of them rated, each once: facts are of the real films, plots are told anew for "
    "this demo, and posters are drawn by code."
)
PURPOSE = (
    "From these a model has learned what every screen recommends; how it decides, and what counts, stands first. Then "
    "come films of your own, your notes, files for researchers, other catalogues and real posters."
)
ALONE = fine(
    "They can be chosen here, once ",
    element("code", "emde prepare"),
    " and ",
    element("code", "emde train"),
    " have made them; the published network too, by ",
    element("code", "emde train --recipe published"),
    ".",
)
LEARNS: Mapping[str, str] = {
    "affinity": "First it looks at plot, categories and poster: how like your films is a film? Then ratings have their "
    f"say: did people who liked your films like it more than that, or less? That is {in_prose(COMPANY)}. It can take "
    "away even between films that belong together, where likeness promises more than ratings keep. A film "
    "without ratings to go by takes over those of films like it.",
    "published": "This is the published network. Each film is one fine code, and a network trained step by step turns "
    "a history’s codes into scores. It tells what each film of a history adds, not which words, categories or patches.",
}
SEES: Mapping[str, str] = {
    TEXT: "the words of the plot, each as it stands in its sentence",
    CATEGORICAL: "genres, people, studios, keywords, countries, languages, decade",
    IMAGE: "colours, shapes and layout of the poster, patch by patch",
    COMPANY: "what people who liked the same films liked too",
}


@panel("The list of models")
def draw_model_list(service: Service) -> None:
    """Draw a choice among the prepared catalogues, where there are several."""
    here = session.model_path().resolve()
    paths = (session.start_model(), here, *prepared_models())
    names = model_folders.model_names(list({path.resolve(): path for path in reversed(paths)}.values())[::-1])
    draw_html(heading("Other catalogues and models"))
    if len(names) < 2:
        draw_html(ALONE)
        return

    def take(path: Path) -> None:
        _switch(service, path, names[path])

    choice = next(path for path in names if path.resolve() == here)  # also after a switch that failed
    draw_list("Catalogue and model", names, choice, key=CHOICE, label=names.__getitem__, take=take)


def _switch(service: Service, path: Path, name: str) -> None:
    """Open another model; where that fails, stay here and say why."""
    try:
        with boundary():
            other, _ = session.open_model(path)
    except EmdeError as error:
        session.tell(f"{name} can't be opened: {error}")
        return
    here = service.model.catalogue
    history, dropped = history_transfer.transfer_history(session.state().history, here, other.model)
    session.switch(path, State(history=history))
    session.tell(f"Now with {name}.", history_transfer.transfer_message(dropped, len(history)))


@panel("What is loaded")
def draw_main_point(service: Service) -> None:
    """Say how many films, ratings and viewers there are, and whether people gave the ratings."""
    about = service.facts()
    kind = "simulated viewers" if about.simulated else "viewers"
    point = f"{about.films:,} films and {about.ratings:,} ratings by {about.viewers:,} {kind}."
    draw_html(lead(point), raters(about, is_demo=_is_demo()), note(PURPOSE))


@panel("Facts about the model")
def draw_model_facts(service: Service) -> None:
    """Draw the model in plain words, and coverage."""
    about, sentences = service.facts(), content_sentences(service)
    draw_html(heading("How it decides what to recommend"), element("p", LEARNS[about.recipe], class_="recipe"))
    draw_html(heading("What a score is made of"), coverage(film_counts(service), about, sentences))
    if service.evidence:
        draw_html(folded("How is it known what counts?", fine(SWAP_TEST), kind="more"))


@panel("The model’s settings")
def draw_model_settings(service: Service) -> None:
    """Draw settings and hashes, folded away."""
    draw_html(facts(service.facts(), service.model.trained))


def _is_demo() -> bool:
    return session.model_path().resolve().is_relative_to(demo_folder().resolve())


def raters(about: ModelFacts, *, is_demo: bool = False) -> Markup:
    """Say whether people gave the ratings, and of the demo where its films come from."""
    if about.simulated:
        return warning(SIMULATED, role="note")
    return note(DEMO if is_demo else "The ratings came with the data; none is simulated.")


@panel("The note on the ratings")
def draw_simulation_note(service: Service) -> None:
    """Say above everything on a screen that no person gave the ratings, where that is so."""
    if service.facts().simulated:
        draw_html(raters(service.facts()))


def film_counts(service: Service) -> dict[str, int]:
    """Return how many films each part of a score can be read from."""
    model = service.model.trained.model
    company = {COMPANY: len(model.head)} if isinstance(model, Affinity) else {}
    return dict(service.facts().coverage) | company


def content_sentences(service: Service) -> dict[str, str]:
    """Say of each modality whether it was measured to count, and for which films."""
    results = service.results("content")
    films = {swap.modality: swap.films for swap in swap_results(results)} if results else {}
    return {m: evidence_sentence(m, service.evidence.get(m), films.get(m, "")) for m in service.model.modalities}


def coverage(counts: Mapping[str, int], about: ModelFacts, sentences: Mapping[str, str]) -> Markup:
    """Say of each part how many films have it, with a bar where some lack it, and whether it was measured to count."""
    return element("ul", *(_bar(part, n, about, sentences) for part, n in counts.items()), class_="coverage")


def _bar(part: str, count: int, about: ModelFacts, sentences: Mapping[str, str]) -> Markup:
    every = count == about.films
    return element(
        "li",
        element("span", label(part), element("small", SEES.get(part, "")), class_="name"),
        "" if every else element("span", element("i", style=f"width:{count / about.films:.2%}"), class_="bar"),
        element("span", "every film" if every else f"{count:,} of {about.films:,}", class_="count"),
        fine(sentences[part]) if part in sentences else "",
        class_=part,
    )


def evidence_sentence(modality: str, verdict: str | None, films: str = "") -> str:
    """Say the swap test's verdict on a modality; ``films`` are those that it counts for."""
    if verdict is None:
        return "Whether it counts was not measured: run “emde evaluate --content”."
    other = f"with another film’s {label(modality)} instead of their own"
    if verdict == "counts":
        return f"It counts: {other}, {films or 'films'} are recommended less well."
    if verdict == "alone":
        unrated = f"{other}, films without ratings are recommended less well"
        return f"It counts where nothing else is read: {unrated}. Beside the others nothing is lost without it."
    return f"{capital(evidence_gap(modality, verdict))}."


def facts(about: ModelFacts, trained: TrainedModel) -> Markup:
    """List settings and hashes, a row each."""
    rows = [
        *settings(trained.config),
        *sketches(trained),
        *encoders(trained),
        ("Model hash", about.model_hash),
        ("Data hash", about.data_hash),
    ]
    content = element("div", table("Settings, sketches and hashes", ["", ""], rows), class_="twin facts")
    return folded("What it was made with", content, kind="more")


def settings(config: Config) -> Iterator[tuple[str, str]]:
    """Yield the settings that change what a score means."""
    yield (
        "In the ratings that it learned from",
        f"{config.like_at_least:g} or more is a like, {config.dislike_at_most:g} or less is not for them",
    )
    if config.recipe == "published":
        network = config.network
        yield "The network", f"{network.layers} layers of {network.hidden}, {network.epochs} rounds of learning"
        return
    ridge = config.ridge
    yield "“Not for me” on films like it", f"lowers them by {-AGAINST:.0%} of what a like lifts them"
    yield "Read half by content, half by ratings", f"a film with {HALF_TRUST} ratings"
    yield "Held back by (ridge)", f"{ridge.ridge_likes:g} for likes, {ridge.ridge_dislikes:g} for the others"


def sketches(trained: TrainedModel) -> Iterator[tuple[str, str]]:
    """Yield how finely films are cut into buckets."""
    if trained.config.recipe == "published":
        sketch = trained.config.sketch
        yield "Sketches", f"whole films, cut {sketch.depth} times into {sketch.width} buckets in each modality"
        return
    for name, reader in trained.encoded.readers.items():
        cut = f"cut {reader.modality.depth:,} times into {reader.modality.width:,} buckets"
        yield f"Sketch of the {label(name)}", cut


def encoders(trained: TrainedModel) -> Iterator[tuple[str, str]]:
    """Yield what reads plots and posters."""
    readers = trained.encoded.readers
    if TEXT in readers:
        yield "Plots are read by", readers[TEXT].modality.model or HUB_NAME.rpartition("/")[2]
    if IMAGE in readers:
        yield "Posters are read by", readers[IMAGE].modality.model or "colours and edges in patches"
