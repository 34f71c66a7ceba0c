"""Leave-one-out: the model asked again without each film of the history."""

from __future__ import annotations

from emde_core.explain.case import Case
from emde_core.explain.methods.base import Attribution, Method


def _attribute(case: Case) -> Attribution:
    return Attribution(case.losses, case.score)


LEAVE_ONE_OUT = Method(
    name="leave-one-out",
    label="leave-one-out",
    description="what the score loses when the model is asked again without each history film",
    attribute=_attribute,
    takes_rival=True,
)
