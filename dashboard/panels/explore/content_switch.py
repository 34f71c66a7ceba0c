"""The switch between everything and content alone, and what is known of how well the latter places films."""

from __future__ import annotations

from dashboard.analysis.measurements import StoredResults
from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.look.palette import plural
from dashboard.panels.common.choosers import draw_segments
from dashboard.panels.common.panel import panel
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.grammar import capital, name_list
from dashboard.text.markup import warning

SWITCH = "content-alone"
CHOICES = {False: "everything", True: "content alone"}
UNKNOWN = "How well that places films was not measured for this model: run “emde evaluate”."
OURS, WARM, COLD = "ours", "NDCG@20", "NDCG@10"


@panel("The choice of what is read")
def draw_content_switch(service: Service, state: State) -> None:
    """Draw the switch, for a model that can read content alone; below it what is lost by it while it is on."""
    if not service.reads_content:
        return

    def take(content_alone: bool) -> None:
        session.replace_state(session.state().read(content_alone=content_alone))

    choice = state.content_alone
    draw_segments("Read films by", CHOICES, choice, key=SWITCH, label=CHOICES.__getitem__, take=take)
    if choice:
        content = capital(name_list([plural(modality) for modality in service.model.modalities]))
        alone = f"{content} carry the whole score, and who liked what together is left aside."
        draw_html(warning(f"{alone} {accuracy(service.results('accuracy'))}"))


def accuracy(results: StoredResults | None) -> str:
    """Say how well content alone places films, and how well the whole model does, which nobody is to compare."""
    cold, warm = (
        results.find(part, OURS, metric) if results else None for part, metric in (("cold", COLD), ("warm", WARM))
    )
    if cold is None or warm is None or cold.mean is None or warm.mean is None:
        return UNKNOWN
    return (
        f"That is how films without ratings are placed: among those alone {COLD} is {cold.mean:.2f}. Read by "
        f"everything, all films that somebody rated have an {WARM} of {warm.mean:.2f}: another question, so that the "
        "two numbers are not to be compared. It is a way of looking, not the better recommender."
    )
