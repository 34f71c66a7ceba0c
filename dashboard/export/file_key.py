"""The key to files: what screens call the parts of a score, our method and a verdict; names in files never change."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.look.palette import label
from dashboard.text.grammar import name_list
from emde_core.explain.methods.score import ADDITIVE

SURENESS_KEY = (  # beside files of an explanation
    "“sureness” is the verdict on an explanation’s evidence, “doubt” how far its score may be off, “holds” the share "
    "of such reasons that hold with other viewers’ ratings, “low” and “high” its 95 % interval, “tested” of how many, "
    "“chance” the share that would hold by chance. “units” says what values are in, “nats” being natural logarithms; "
    "where they add up, a score is “baseline”, “absent” and all of them."
)


def file_key(parts: Iterable[str]) -> str:
    """Return what names in files mean, where screens have other words for these parts of a score.

    >>> file_key(["text", "company"])
    'In files, plot is called “text” and audience “company”. The method “additive” is that of the bars on Explore.'
    """
    names = [(label(part), part) for part in parts if label(part) != part]
    words = [f"{word} {'' if place else 'is called '}“{name}”" for place, (word, name) in enumerate(names)]
    method = f"The method “{ADDITIVE.name}” is that of the bars on Explore."
    return f"In files, {name_list(words)}. {method}" if words else method
